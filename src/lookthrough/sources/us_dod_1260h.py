"""The Department of Defense's list under section 1260H, from a dated transcript of its editions.

The Department publishes PDF files. This reads a table with one row per company and edition: name as printed, name
without notes, aliases, former names, parent, reasons, start and end. A company's id is a hash of its folded clean
name, so commas, points, accents and case do not split it; a record is the company and the start of the period.

The transcript prints an end only in the row of a period's last edition. So a row without an end, followed by rows of
the same company, ends where the earliest of them ends that states an end: one continuous listing that was reprinted.
The end's statement names that later row and cell. A row that no end follows stays open, whatever is printed after it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from lookthrough.errors import InputError, Issues, ParseError, Place
from lookthrough.model.statement import Statement
from lookthrough.sources.base import Passport, hashed_id
from lookthrough.sources.entry import Entry, fold, numbered
from lookthrough.sources.kinds import kind_of_name
from lookthrough.sources.printed_dates import read_date
from lookthrough.sources.table import Record, read_rows, with_header

_TITLE = "Chinese Military Companies Operating in the United States"

META = Passport(
    id="us_dod_1260h",
    title=f"{_TITLE} (Section 1260H)",
    publisher="US Department of Defense",
    publisher_url="https://business.defense.gov/",
    data_urls=(),
    lists=("us_dod_1260h",),
    licence="facts from a US Government publication; the transcript may carry its makers' own terms",
    min_entries=40,
    max_entries=2_000,
    suffixes=(".csv", ".gz", ".zip"),
    description="Companies that the Department of Defense identifies as Chinese military companies under section 1260H "
    "of the NDAA for fiscal year 2021. The official form is a PDF; load a dated transcript as CSV.",
)
_COLUMNS = ("name", "start date")
_ALIAS_COMMA = re.compile(r",(?!\s*(?:inc|ltd|llc|co|corp|limited|s\.a)\b)", re.IGNORECASE)


class _End(NamedTuple):
    """A stated end, in the order in which the earliest is wanted."""

    until: str
    start: str
    printed: str
    row: int


def edition_of(files: Sequence[Path]) -> str | None:
    """The newest start date in the transcript, which is the newest edition that it holds.

    Raises:
        NotFoundError, InputError, ParseError: if the file cannot be read.
    """
    days = []
    for row in _rows(files, Issues()):
        try:
            days.append(read_date(row.get("start date")).iso)
        except InputError:
            continue
    return max(days, default=None)


def parse(files: Sequence[Path], issues: Issues) -> Iterator[Statement]:
    """Every statement of the transcript, one record per company and period.

    Args:
        files: the CSV transcript, with the columns Name, Clean Name, Alias, Previous Name, Parent Name, Note,
            Start date, End date and Source Url; only Name and Start date must be there.
        issues: where troubles inside the data are recorded.

    Raises:
        NotFoundError, InputError: if the file cannot be opened.
        ParseError: if it is something else or holds no entry.
    """
    seen: Counter[str] = Counter()
    file = files[0].name if files else ""
    ends = _ends(files)
    for row in _rows(files, issues):
        number = row.number
        name = printed_name(row)
        if not name:
            issues.error("no-name", "the row has no name", Place(file, number, "Name"), hint="the row was left out")
            continue
        entity_id = hashed_id(META.id, fold(name))
        start = row.get("start date").strip()
        record = numbered(f"{entity_id}#{start}" if start else entity_id, seen)
        if "~" in record:
            issues.warn("duplicate-entry", "the company has two entries from one day", Place(file, number))
        entry = Entry(entity_id, record, kind_of_name(name, "organization"), META.id, file, number)
        yield from _statements(entry, row, name, issues)
        if end := _closed_by(ends.get(entity_id, ()), row):
            until, printed, number = end
            yield entry.at(file, number).says("listed_until", until, printed, "End date")
    if not seen:
        raise ParseError("the file holds no entry", hint="check that the transcript is whole", place=Place(file))


def _rows(files: Sequence[Path], issues: Issues) -> Iterator[Record]:
    if len(files) != 1:
        raise ParseError("the transcript is one file", hint="name one CSV file")
    return with_header(read_rows(files[0], issues), _COLUMNS, Place(files[0].name), issues)


def printed_name(row: Record) -> str:
    """The company as printed, without notes where the transcript has it so."""
    return (row.get("clean name").strip() or row.get("name")).strip()


def _ends(files: Sequence[Path]) -> dict[str, list[_End]]:
    """The periods that state an end, for each company."""
    found: dict[str, list[_End]] = {}
    for row in _rows(files, Issues()):
        if not row.get("end date").strip():
            continue
        try:
            start, until = read_date(row.get("start date")).iso, read_date(row.get("end date")).iso
        except InputError:
            continue
        found.setdefault(hashed_id(META.id, fold(printed_name(row))), []).append(
            _End(until, start, row.get("end date"), row.number)
        )
    return found


def _closed_by(ends: Iterable[_End], row: Record) -> tuple[str, str, int] | None:
    """Where an open row ends: the earliest end of a period of the company that began on the row's day or after it."""
    if row.get("end date").strip():
        return None
    try:
        start = read_date(row.get("start date")).iso
    except InputError:
        return None
    end = min((end for end in ends if end.start >= start), default=None)
    return (end.until, end.printed, end.row) if end else None


def _statements(entry: Entry, row: Record, name: str, issues: Issues) -> Iterator[Statement]:
    column = "Clean Name" if row.get("clean name").strip() else "Name"
    yield entry.says("name", " ".join(name.split()), row.get(column.lower()), column)
    for alias in _ALIAS_COMMA.split(row.get("alias")):
        if alias.strip():
            yield entry.says("alias", " ".join(alias.split()), alias, "Alias")
    for former in row.get("previous name").split(";"):
        if former.strip():
            yield entry.says("former_name", " ".join(former.split()), former, "Previous Name")
    # The statute covers Chinese companies only, and the list prints no other country; its title says so.
    yield entry.says("country", "cn", _TITLE, "title of the list")
    for text, prop, title in (
        (row.get("parent name"), "parent", "Parent Name"),
        (row.get("note"), "reason", "Note"),
        (row.get("source url"), "source_url", "Source Url"),
    ):
        if text.strip():
            yield entry.says(prop, " ".join(text.split()), text, title)
    yield from entry.date("listed_since", row.get("start date"), "Start date", read_date, issues)
    yield from entry.date("listed_until", row.get("end date"), "End date", read_date, issues)
    for title, text in row.printed():
        yield entry.cell(title, text)
