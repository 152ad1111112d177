"""What must hold for the repository as a whole: it speaks of the project alone, and a newcomer finds their room."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "lookthrough"
TEXT_SUFFIXES = {".py", ".md", ".toml", ".txt", ".csv", ".html", ".j2", ".cfg", ".json", ".css", ".js", ""}


def tracked() -> list[Path]:
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout  # noqa: S607
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout: the list of tracked files cannot be had")
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


def test_no_module_is_longer_than_600_lines() -> None:
    long = {str(p.relative_to(ROOT)) for p in SOURCE.rglob("*.py") if len(p.read_text("utf-8").splitlines()) > 600}
    assert long == set()


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = re.compile(r"^(utils?|helpers?|common|misc|managers?|services?|handlers?)$")
    assert [p for p in SOURCE.rglob("*.py") if empty.match(p.stem)] == []


def test_no_class_is_a_manager_service_handler_or_helper() -> None:
    named = re.compile(r"^class \w*(Manager|Service|Handler|Helper|Util)s?\b", re.MULTILINE)
    assert [p for p in SOURCE.rglob("*.py") if named.search(p.read_text("utf-8"))] == []


def test_no_file_names_a_package_index_or_a_folder_of_one_machine() -> None:
    forbidden = re.compile(r"--(extra-)?index-url|pypi\.org/simple|files\.pythonhosted|/(?:home|Users)/\w+/|/roo[t]/")
    me = Path(__file__).resolve()
    texts = [p for p in tracked() if p.suffix in TEXT_SUFFIXES and p != me]
    assert [str(p.relative_to(ROOT)) for p in texts if forbidden.search(p.read_text("utf-8"))] == []


def test_every_pinned_wheel_carries_a_hash() -> None:
    for name in ("constraints.txt", "bootstrap.txt"):
        text = (ROOT / "requirements" / name).read_text("utf-8").replace("\\\n", " ")
        pins = [line for line in text.splitlines() if line and not line.startswith("#")]
        assert pins, name
        assert [pin for pin in pins if "--hash=sha256:" not in pin] == []


def test_no_product_code_asks_whether_it_is_under_test() -> None:
    asking = re.compile(r"PYTEST_CURRENT_TEST|[\"']pytest[\"']|sys\.modules")
    assert [p for p in SOURCE.rglob("*.py") if asking.search(p.read_text("utf-8"))] == []


def test_only_fetch_speaks_to_the_network_and_only_settings_reads_the_environment() -> None:
    network = re.compile(
        r"^\s*(import|from) (urllib3|urllib\.request|socket|http\.client|requests|httpx)\b", re.MULTILINE
    )
    environment = re.compile(r"os\.environ|os\.getenv")
    speaking = {p.name for p in SOURCE.rglob("*.py") if network.search(p.read_text("utf-8"))}
    reading = {p.name for p in SOURCE.rglob("*.py") if environment.search(p.read_text("utf-8"))}
    assert speaking <= {"fetch.py", "local_model.py"}  # the latter asks a model on this machine, loopback only
    assert reading <= {"settings.py", "gliner_names.py"}  # the latter reads none: it forbids a library to go online


def test_no_clock_below_the_workspace() -> None:
    clock = re.compile(r"datetime\.now|datetime\.utcnow|date\.today|\btime\.time\(")
    ticking = {str(p.relative_to(SOURCE)) for p in SOURCE.rglob("*.py") if clock.search(p.read_text("utf-8"))}
    assert ticking <= {"workspace.py"}
