"""The days on which rows of a table of supply are judged: the report's, or the day that a row itself prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from lookthrough.errors import InputError
from lookthrough.intake.dates import order_of, parse_date
from lookthrough.model.supply import Supplied
from lookthrough.report.wording import day_words, plural


def printed_days(rows: Sequence[Supplied]) -> dict[int, date]:
    """Per position of a row the day that it prints; rows without a day, and with either of two days, are absent.

    Whether the day or the month goes first in "03/04/2026" is told by the other rows of the table.
    """
    day_first = order_of(row.dated for row in rows)
    found = {}
    for position, row in enumerate(rows):
        if row.dated and (day := _day(row.dated, day_first)):
            found[position] = day
    return found


def _day(text: str, day_first: bool | None) -> date | None:
    try:
        read = parse_date(text, day_first=day_first)
    except InputError:
        return None
    return read.earliest if read is not None and read.earliest == read.latest and not read.circa else None


def days_told(rows: Sequence[Supplied], days: Mapping[int, date], as_of: date, *, own: bool) -> Iterator[str]:
    """What the reader must know of the days, one sentence each.

    Args:
        rows: of the table.
        days: as `printed_days` gives them.
        as_of: the report's day.
        own: rows that print a day are judged on it.
    """
    if not own:
        if days:
            yield (
                f"What held on the days of {plural(len(days), 'row')} that print one: all were judged on "
                f"{day_words(as_of)}; with --row-dates each is judged on its own."
            )
        return
    if unclear := sum(bool(row.dated) and position not in days for position, row in enumerate(rows)):
        yield f"The day of {plural(unclear, 'row')} whose date names none for certain: judged on {day_words(as_of)}."
    if without := sum(not row.dated for row in rows):
        yield f"The day of {plural(without, 'row')} that print no date: judged on {day_words(as_of)}."
