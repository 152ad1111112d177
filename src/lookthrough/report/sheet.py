"""A flat table of an answer, and what every kind of answer puts into one: dates, lists asked, trouble in files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from lookthrough.errors import Issues
from lookthrough.model.dates import PartialDate
from lookthrough.report.finding import ListUsed

Cell = str | int | float | Fraction | date | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table.

    Attributes:
        title: at most 31 characters, as a spreadsheet wants it.
        header: column names; those ending in `_usd` hold money, `weight` and `share` columns hold 0..1.
        rows: as long as the header each; None is an empty cell.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def iso(value: PartialDate | None) -> str:
    """A date at its granularity, "" for unknown."""
    return value.iso if value else ""


def joined(values: Iterable[object], separator: str = "; ") -> str:
    """Distinct non-empty values in order, as one cell."""
    return separator.join(dict.fromkeys(text for text in map(str, values) if text))


def carried(cells: Iterable[tuple[tuple[str, str], ...]]) -> tuple[tuple[str, int], ...]:
    """The user's columns in first-seen order as (header, nth column of that header in a row).

    A header that stands twice in one row is two columns.
    """
    seen: dict[tuple[str, int], None] = {}
    for row in cells:
        for key, _ in _numbered(row):
            seen.setdefault(key)
    return tuple(seen)


def _numbered(row: tuple[tuple[str, str], ...]) -> Iterator[tuple[tuple[str, int], str]]:
    counts: dict[str, int] = {}
    for header, text in row:
        counts[header] = counts.get(header, 0) + 1
        yield (header, counts[header]), text


def headers_beside(columns: Sequence[tuple[str, int]], ours: Sequence[str]) -> tuple[str, ...]:
    """Headers of the user's columns that are none of ours; one that is gets " (as given)"."""
    taken = set(ours)
    out: list[str] = []
    for header, nth in columns:
        name = header if nth == 1 else f"{header} ({nth})"
        while name in taken:
            name += " (as given)"
        taken.add(name)
        out.append(name)
    return tuple(out)


def values_under(row: tuple[tuple[str, str], ...], columns: Sequence[tuple[str, int]]) -> tuple[Cell, ...]:
    """The user's cells under these columns."""
    cells = dict(_numbered(row))
    return tuple(cells.get(column) for column in columns)


LIST_HEADER = ("list", "title", "edition", "entries", "problem", "source", "licence", "url")


def list_sheet(lists: Iterable[ListUsed]) -> Sheet:
    """The lists asked and their editions; without repetition when several reports asked the same."""
    rows = dict.fromkeys((u.id, u.title, u.edition, u.entries, u.problem, u.source, u.licence, u.url) for u in lists)
    return Sheet("Lists", LIST_HEADER, tuple(rows))


def issue_rows(issues: Issues) -> Iterator[tuple[Cell, ...]]:
    """(kind, says, file, row, column, None) for each issue kept, then a row for each kind with more of them."""
    for issue in issues:
        place = issue.place
        says = issue.message + (f" ({issue.hint})" if issue.hint else "")
        yield f"{issue.severity}: {issue.code}", says, place.file, place.row, place.column, None
    kept: dict[str, int] = {}
    for issue in issues:
        kept[issue.code] = kept.get(issue.code, 0) + 1
    for code, count in sorted(issues.counts.items()):
        if count > kept.get(code, 0):
            yield f"{issues.severities[code]}: {code}", f"{count - kept.get(code, 0):,} more of these", *([None] * 4)
