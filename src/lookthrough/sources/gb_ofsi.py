"""The consolidated list of financial sanctions targets of HM Treasury: the CSV that was published until January 2026.

A first line states the day ("Last Updated,13/04/2018"), a second the headers; rows with one Group ID are one entry.
Entity ids are `gb_ofsi:` and the Group ID. On 28 January 2026 the list was closed and the UK sanctions list of the FCDO
(`gb_fcdo`) took its place; its editions stay readable.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lookthrough.errors import InputError, Issues, ParseError, Place
from lookthrough.model.statement import Statement
from lookthrough.sources.base import Passport
from lookthrough.sources.gb_rows import Layout, read_day, statements
from lookthrough.sources.table import Row, read_rows, with_header

META = Passport(
    id="gb_ofsi",
    title="Consolidated list of financial sanctions targets in the UK",
    publisher="HM Treasury, Office of Financial Sanctions Implementation",
    publisher_url="https://www.gov.uk/government/publications/financial-sanctions-consolidated-list-of-targets",
    data_urls=(),
    lists=("gb_ofsi",),
    licence="Open Government Licence v3.0",
    min_entries=400,
    max_entries=20_000,
    suffixes=(".csv", ".gz", ".zip"),
    description="Persons, bodies and ships whose funds were frozen under UK financial sanctions. The list was closed "
    "on 28 January 2026; load an edition (ConList.csv) from disk.",
)
_COLUMNS = ("name 6", "group type", "regime", "group id")
_LAYOUT = Layout(
    list_id="gb_ofsi",
    number="group id",
    kind="group type",
    role="alias type",
    strength="alias quality",
    regime="regime",
    since="listed on",
    primary=frozenset({"prime alias", "primary name", "primary name variation"}),
    former=frozenset({"fka"}),
    address=tuple(f"address {n}" for n in range(1, 7)),
    postcode="post/zip code",
    country="country",
    birth="dob",
    nationality="nationality",
    script="name non-latin script",
    texts={"title": "title", "position": "title", "other information": "remarks"},
    codes={"passport details": "passport", "passport number": "passport", "ni number": "national_id",
           "national identification number": "national_id"},
)  # fmt: skip


def edition_of(files: Sequence[Path]) -> str | None:
    """The ISO day of the first line, None when it states none.

    Raises:
        NotFoundError, InputError, ParseError: if the file cannot be read.
    """
    first = next(_rows(files, Issues()), None)
    if first and len(first.cells) > 1 and first.cells[0].strip().lower() == "last updated":
        try:
            return read_day(first.cells[1]).iso
        except InputError:
            return None
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
    if first and "name 6" in {cell.strip().lower() for cell in first.cells}:
        rows = _again(first, rows)
    yield from statements(with_header(rows, _COLUMNS, Place(files[0].name), issues), _LAYOUT, files[0].name, issues)


def _rows(files: Sequence[Path], issues: Issues) -> Iterator[Row]:
    if len(files) != 1:
        raise ParseError("the consolidated list is one file", hint="name one CSV file")
    return read_rows(files[0], issues)


def _again(first: Row, rest: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from rest
