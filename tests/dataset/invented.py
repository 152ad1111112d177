"""An invented source for tests: one CSV table, one line an entry, in the shape that every source has."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from lookthrough.errors import Issues, ParseError, Place
from lookthrough.model.statement import Statement
from lookthrough.sources.base import Passport

META = Passport(
    id="zz_invented",
    title="An invented list",
    publisher="Nobody",
    publisher_url="https://publisher.example/lists",
    data_urls=("https://publisher.example/list.csv",),
    lists=("zz_red", "zz_blue"),
    licence="public domain",
    min_entries=2,
    max_entries=50_000,
    suffixes=(".csv",),
    description="An entry is a name that somebody made up.",
)

_PLAIN = {
    "name": "name",
    "alias": "alias",
    "country": "country",
    "since": "listed_since",
    "until": "listed_until",
    "citation": "citation",
    "identifier": "identifier",
}


def edition_of(files: Sequence[Path], /) -> str | None:
    """The day in the first line: "# 2020-01-31"."""
    first = files[0].read_text("utf-8", "surrogateescape").partition("\n")[0]
    return first[2:].strip() if first.startswith("# ") else None


def parse(files: Sequence[Path], issues: Issues, /) -> Iterator[Statement]:
    """A line an entry; "|" parts several values."""
    for file in files:
        lines = file.read_text("utf-8", "surrogateescape").splitlines()
        start = 1 if lines and lines[0].startswith("#") else 0
        if not lines[start:] or not lines[start].startswith("list,id,"):
            raise ParseError("this is no invented list", hint="give a CSV with list,id,…", place=Place(file.name))
        for row, cells in enumerate(csv.DictReader(lines[start:]), start=start + 2):
            if not cells.get("name"):
                issues.error("no-name", "an entry without a name was left out", Place(file.name, row, "name"))
                continue
            yield from _entry(cells, file.name, row)


def _entry(cells: dict[str, str], file: str, row: int) -> Iterator[Statement]:
    list_id = cells["list"]
    entity = f"{list_id}:{cells['id'].partition('#')[0]}"
    record = f"{list_id}:{cells['id']}"

    def say(prop: str, value: str, original: str, column: str) -> Statement:
        return Statement(entity, record, "company", prop, value, original, list_id, file, row, column)

    for column, prop in _PLAIN.items():
        for value in filter(None, (cells.get(column) or "").split("|")):
            yield say(prop, value, value, column)
    for column, text in cells.items():
        if text:
            yield say("cell", "", text, column)
