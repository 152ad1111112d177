"""The days on which rows of a table of supply are judged: the report's, or the day that a row itself prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from lookthrough.errors import InputError, Issues, Place, quote
from lookthrough.intake.dates import order_of, parse_date
from lookthrough.model.supply import Supplied, SupplyTable
from lookthrough.report.finding import SupplyAnswer
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


def undecided_days(table: SupplyTable, days: Mapping[int, date], issues: Issues) -> dict[int, str]:
    """Per position of a row that prints a date but no one day, why it is not judged; each is an error in `issues`."""
    column = next((header for meaning, header in table.columns if meaning == "dated"), "")
    found = {}
    for position, row in enumerate(table.rows):
        if row.dated and position not in days:
            found[position] = f"not judged: {quote(row.dated)} names no one day"
            place = Place(table.file, row.row, column)
            issues.error("undecided-day", found[position], place, "write the day as YYYY-MM-DD, e.g. 2019-10-09")
    return found


def unjudged(answer: SupplyAnswer, why: str) -> SupplyAnswer:
    """The answer without anything that follows from a day: a row that may be of several is judged on none."""
    goods = answer.goods
    verdict = replace(goods.verdict, applies="unknown", effect="import_presumption", says=why)
    return replace(
        answer,
        status="unidentified",
        findings=(),
        goods=replace(goods, verdict=verdict, parts=(), orders=(), inputs=() if goods.parts else goods.inputs),
        printed=(),
        not_in_force=(),
        further=0,
        screened=False,
        as_of=None,
        unjudged=why,
    )


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
        yield f"What holds for {plural(unclear, 'row')} whose date names no one day: not judged, on any day."
    if without := sum(not row.dated for row in rows):
        yield f"The day of {plural(without, 'row')} that print no date: judged on {day_words(as_of)}."
