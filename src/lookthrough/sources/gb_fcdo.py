"""The UK sanctions list of the Foreign, Commonwealth and Development Office: the official CSV.

A first line states the day ("Report Date: 03-Feb-2026"), a second the headers; rows with one Unique ID are one entry.
Entity ids are `gb_fcdo:` and the Unique ID ("GHR0001"), which is permanent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from lookthrough.errors import InputError, Issues, ParseError, Place
from lookthrough.model.statement import Statement
from lookthrough.sources.base import Passport
from lookthrough.sources.gb_rows import Layout, statements
from lookthrough.sources.printed_dates import read_date
from lookthrough.sources.table import Row, read_rows, with_header

META = Passport(
    id="gb_fcdo",
    title="UK Sanctions List",
    publisher="Foreign, Commonwealth and Development Office",
    publisher_url="https://www.gov.uk/government/publications/the-uk-sanctions-list",
    data_urls=("https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.csv",),
    lists=("gb_fcdo",),
    licence="Open Government Licence v3.0",
    min_entries=1_000,
    max_entries=20_000,
    suffixes=(".csv", ".gz", ".zip"),
    description="Persons, bodies and ships designated or specified under the Sanctions and Anti-Money Laundering Act "
    "2018, with the sanctions imposed on each.",
)
_COLUMNS = ("unique id", "name 6", "regime name", "designation type")
_REPORT = re.compile(r"report date:?\s*(.+)", re.IGNORECASE)
_LAYOUT = Layout(
    list_id="gb_fcdo",
    number="unique id",
    kind="designation type",
    role="name type",
    strength="alias strength",
    regime="regime name",
    since="date designated",
    primary=frozenset({"primary name"}),
    former=frozenset({"formerly known as", "fka", "previous name"}),
    address=tuple(f"address line {n}" for n in range(1, 7)),
    postcode="address postal code",
    country="address country",
    birth="d.o.b",
    nationality="nationality(/ies)",
    script="name non-latin script",
    texts={"title": "title", "position": "title", "other information": "remarks", "uk statement of reasons": "reason",
           "sanctions imposed": "sublist", "website": "website", "parent company": "parent",
           "type of ship": "vessel_type",
           "current believed flag of ship": "vessel_flag",
           "current owner/operator (s)": "vessel_owner"},
    codes={"passport number": "passport", "national identifier number": "national_id", "imo number": "imo",
           "business registration number (s)": "registration_number"},
)  # fmt: skip


def edition_of(files: Sequence[Path]) -> str | None:
    """The ISO day of the first line, None when it states none.

    Raises:
        NotFoundError, InputError, ParseError: if the file cannot be read.
    """
    first = next(_rows(files, Issues()), None)
    stated = _REPORT.match(first.cells[0].strip()) if first else None
    try:
        return read_date(stated[1].strip()).iso if stated else None
    except InputError:
        return None


def parse(files: Sequence[Path], issues: Issues) -> Iterator[Statement]:
    """Every statement of an edition.

    Args:
        files: the CSV file.
        issues: where troubles inside the data are recorded.

    Raises:
        NotFoundError, InputError: if the file cannot be opened.
        ParseError: if it is something else or holds no entry.
    """
    rows = _rows(files, issues)
    first = next(rows, None)
    if first and "unique id" in {cell.strip().lower() for cell in first.cells}:
        rows = _again(first, rows)
    yield from statements(with_header(rows, _COLUMNS, Place(files[0].name), issues), _LAYOUT, files[0].name, issues)


def _rows(files: Sequence[Path], issues: Issues) -> Iterator[Row]:
    if len(files) != 1:
        raise ParseError("the UK sanctions list is one file", hint="name one CSV file")
    return read_rows(files[0], issues)


def _again(first: Row, rest: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from rest
