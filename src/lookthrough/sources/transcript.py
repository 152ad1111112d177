"""A dated transcript of a list whose publisher prints a page or a statute and no file for machines.

A CSV with one row a party and period: Name, Aliases, Country, Start date, End date, Citation, Scope, Notes, Source Url.
Only Name must be there; "Alias", "start-date" and their like are read too, and Scope is what the publisher prints of
the goods, equipment or services ("Merchandise", "Covered"). A party's id is a hash of its folded name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from lookthrough.errors import InputError, Issues, ParseError, Place
from lookthrough.model.statement import Statement
from lookthrough.names.countries import country_code
from lookthrough.sources.base import hashed_id
from lookthrough.sources.entry import Entry, fold, numbered
from lookthrough.sources.kinds import kind_of_name
from lookthrough.sources.printed_dates import read_date
from lookthrough.sources.table import Record, read_rows, with_header

_ALIAS_COMMA = re.compile(r";|\||,(?!\s*(?:inc|ltd|llc|co|corp|limited|s\.a)\b)", re.IGNORECASE)
_COLUMNS = {
    "alias": ("aliases", "alias", "also known as"),
    "former_name": ("previous name", "former name", "former names"),
    "country": ("country",),
    "listed_since": ("start date", "start-date", "effective date", "effective_date", "date of inclusion", "date"),
    "listed_until": ("end date", "end-date"),
    "citation": ("citation", "federal register", "federal_register"),
    "remarks": ("scope", "merchandise", "covered", "notes", "note"),
    "source_url": ("source url", "source_url", "url"),
    "parent": ("parent name", "parent"),
}


def statements(
    files: Sequence[Path], list_id: str, issues: Issues, *, needed: Sequence[str] = ("name",)
) -> Iterator[Statement]:
    """Every statement of a transcript.

    Args:
        files: one CSV file.
        list_id: the list that it fills.
        issues: where troubles inside the data are recorded.
        needed: columns without which the file is something else.

    Raises:
        NotFoundError, InputError: if the file cannot be opened.
        ParseError: if it is something else or holds no entry.
    """
    seen: Counter[str] = Counter()
    file = files[0].name if files else ""
    for row in _rows(files, issues, needed):
        name = " ".join(row.get("name").split())
        if not name:
            issues.error("no-name", "the row has no name", Place(file, row.number, "Name"), hint="the row was left out")
            continue
        yield from _row(row, name, list_id, file, seen, issues)
    if not seen:
        raise ParseError("the file holds no entry", hint="check that the transcript is whole", place=Place(file))


def newest_day(files: Sequence[Path], needed: Sequence[str] = ("name",)) -> str | None:
    """The newest start of a period in a transcript, None when it prints none.

    Raises:
        NotFoundError, InputError, ParseError: if the file cannot be read.
    """
    days = []
    for row in _rows(files, Issues(), needed):
        try:
            printed = _first(row, "listed_since")[0]
            days.append(read_date(printed).iso if printed else "")
        except InputError:
            continue
    return max(days, default="") or None


def _rows(files: Sequence[Path], issues: Issues, needed: Sequence[str]) -> Iterator[Record]:
    if len(files) != 1:
        raise ParseError("the transcript is one file", hint="name one CSV file")
    return with_header(read_rows(files[0], issues), needed, Place(files[0].name), issues)


def _first(row: Record, prop: str) -> tuple[str, str]:
    """The first column of a property that has a text, as (text, title)."""
    return next(
        ((text, row.titles[column]) for column in _COLUMNS[prop] if (text := row.get(column).strip())), ("", "")
    )


def _row(row: Record, name: str, list_id: str, file: str, seen: Counter[str], issues: Issues) -> Iterator[Statement]:
    entity_id = hashed_id(list_id, fold(name))
    start = _first(row, "listed_since")[0]
    record = numbered(f"{entity_id}#{' '.join(start.split())}" if start else entity_id, seen)
    entry = Entry(entity_id, record, kind_of_name(name, "organization"), list_id, file, row.number)
    yield entry.says("name", name, row.get("name"), row.titles["name"])
    for prop in ("alias", "former_name"):
        text, title = _first(row, prop)
        for part in _ALIAS_COMMA.split(text):
            if part.strip():
                yield entry.says(prop, " ".join(part.split()), part, title)
    text, title = _first(row, "country")
    if code := country_code(text):
        yield entry.says("country", code, text, title)
    for prop in ("citation", "remarks", "source_url", "parent"):
        text, title = _first(row, prop)
        if text:
            yield entry.says(prop, " ".join(text.split()), text, title)
    for prop in ("listed_since", "listed_until"):
        text, title = _first(row, prop)
        yield from entry.date(prop, text, title, read_date, issues)
    for title, text in row.printed():
        yield entry.cell(title, text)
