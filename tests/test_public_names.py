"""The door: thirty names at most, each documented, and importing it costs nothing."""

from __future__ import annotations

import inspect
import subprocess
import sys

import lookthrough


def test_the_door_has_at_most_thirty_names_and_they_are_sorted() -> None:
    names = lookthrough.__all__
    assert len(names) <= 30
    assert list(names) == sorted(names)
    assert set(dir(lookthrough)) >= set(names)


def test_nothing_else_is_public() -> None:
    public = {name for name in vars(lookthrough) if not name.startswith("_")}
    rooms = {
        "errors", "compiled", "names", "ids", "model", "sources", "intake", "registers", "dataset", "index", "match",
        "exposure", "evidence", "rules", "report", "validation", "settings", "workspace", "cli", "demo",
        "resources", "version",
    }  # fmt: skip
    machinery = {"annotations", "TYPE_CHECKING", "Any", "import_module"}
    assert public - rooms - machinery <= set(lookthrough.__all__)


def test_every_public_name_exists_and_says_what_the_reader_gets() -> None:
    for name in lookthrough.__all__:
        thing = getattr(lookthrough, name)
        if inspect.isclass(thing) or inspect.isfunction(thing):
            assert inspect.getdoc(thing), name


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(lookthrough, "no_such_name")


def test_importing_the_package_reads_no_library_that_is_slow_to_load() -> None:
    slow = "numpy duckdb lxml rapidfuzz rich typer jinja2 xlsxwriter urllib3"
    code = f"import sys, lookthrough; print([m for m in '{slow}'.split() if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert shown.stdout.strip() == "[]"
