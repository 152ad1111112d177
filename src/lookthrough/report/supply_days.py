"""The days on which rows of a table of supply are judged: the report's, or the day that a row itself prints."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lookthrough.errors import InputError, Issues, Place, quote
from lookthrough.intake.dates import order_of, parse_date, parse_period
from lookthrough.model.dates import PartialDate
from lookthrough.model.supply import Supplied, SupplyTable
from lookthrough.report.finding import Finding
from lookthrough.report.supply_answer import SupplyAnswer
from lookthrough.report.wording import STATUS_WORDS, day_words, effects, goods_words, plural

_EITHER = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}")
"""A date of which only the order of day and month is not known: one of two days, and none between."""
_AROUND = (timedelta(days=-1), timedelta(0), timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Span:
    """A date that a row prints and that may be one of several days.

    Attributes:
        text: as printed.
        days: the days that it is looked at on, in order: its first and last, or the two that it may be.
        whole: every day between the two is meant as well, as of a month or a year.
    """

    text: str
    days: tuple[date, ...]
    whole: bool


def printed_days(rows: Sequence[Supplied]) -> tuple[dict[int, date], dict[int, Span]]:
    """Per position of a row the day that it prints, and of others the days that it may mean.

    Rows without a date, and with one that is no date, names a day that does not exist or is only about, are in neither.
    Whether the day or the month goes first in "03/04/2026" is told by the other rows of the table.
    """
    day_first = order_of(row.dated for row in rows)
    found, spans = {}, {}
    for position, row in enumerate(rows):
        read = _read(row.dated, day_first) if row.dated else None
        if read is None or read.circa:
            continue
        if read.earliest == read.latest:
            found[position] = read.earliest
        else:
            either = _EITHER.fullmatch(row.dated.strip()) is not None
            spans[position] = Span(row.dated, (read.earliest, read.latest), not either)
    return found, spans


def within(span: Span, answers: Mapping[date, SupplyAnswer]) -> frozenset[date]:
    """The days inside a span on which its answer may change and that were not looked at yet.

    These are the days on which a listing or a line of law begins or ends, as the answers so far tell, and their
    neighbours.
    """
    if not span.whole:
        return frozenset()
    named = {day for answer in answers.values() for day in _turns(answer) if date.min < day < date.max}
    near = {day + step for day in named for step in _AROUND if span.days[0] < day + step < span.days[-1]}
    return frozenset(near - answers.keys())


def _turns(answer: SupplyAnswer) -> Iterator[date]:
    verdicts = [*(v for finding in answer.findings for v in finding.verdicts), *answer.goods.verdicts]
    yield from (day for verdict in verdicts for day in (verdict.since, verdict.until) if day)
    for entry in (*(finding.exposure.listing for finding in answer.findings), *answer.not_in_force):
        for each in (entry.since, entry.effective, entry.until, entry.divest_until):
            if each:
                yield from (each.earliest, each.latest)


def joined_answer(span: Span, answers: Mapping[date, SupplyAnswer]) -> SupplyAnswer:
    """One answer for all days that a date may mean.

    Args:
        span: the date.
        answers: what is known of the row on each day that was looked at.

    Returns:
        What holds on all of them, in the words of the first; what differs is told with the days, never chosen. Where
        even the status differs the row is not judged.
    """
    days = sorted(answers)
    first, rest = answers[days[0]], [answers[day] for day in days[1:]]
    ways: dict[object, list[date]] = {}
    for day in days:
        ways.setdefault(_gist(answers[day]), []).append(day)
    told = "; ".join(f"on {group[0]} {_said(answers[group[0]])}" for group in ways.values())
    why = f"{quote(span.text)} may be any of days that differ: {told}; the day would settle it"
    if len({answer.status for answer in answers.values()}) > 1:
        return unjudged(first, f"not judged: {why}")
    same = replace(first, as_of=None, over=tuple(days))
    if len(ways) == 1:
        return same
    goods = first.goods
    if any(_goods(answer) != _goods(first) for answer in rest):
        verdict = replace(goods.verdict, applies="unknown", effect="import_presumption", says=f"{why}.")
        goods = replace(goods, verdict=verdict, parts=(), orders=())
    kept = tuple(f for f in first.findings if all(_finding(f) in map(_finding, each.findings) for each in rest))
    return replace(same, findings=kept, goods=goods, note=" ".join(filter(None, (first.note, f"{why}."))))


def _gist(answer: SupplyAnswer) -> object:
    """What an answer comes to, without its words for the day."""
    return answer.status, frozenset(map(_finding, answer.findings)), _goods(answer)


def _finding(finding: Finding) -> object:
    verdicts = frozenset((v.rule, v.object, v.applies, v.effect) for v in finding.verdicts)
    return finding.exposure.listing.id, finding.exposure.relation, verdicts


def _goods(answer: SupplyAnswer) -> object:
    return frozenset((v.rule, v.object, v.applies, v.effect) for v in answer.goods.verdicts)


def _said(answer: SupplyAnswer) -> str:
    """An answer in a few words."""
    lists = dict.fromkeys(f"{f.exposure.listing.list_id}: {effects(f.verdicts)}" for f in answer.findings)
    goods = [goods_words(answer.goods)] if answer.goods.told else []
    return f"{STATUS_WORDS[answer.status]} ({'; '.join([*lists, *goods]) or 'no listing stood'})"


def undecided_days(table: SupplyTable, known: Container[int], issues: Issues) -> dict[int, str]:
    """Per position of a row that prints what is no date, why it is not judged; each is an error in `issues`."""
    found = {}
    for position, row in enumerate(table.rows):
        if row.dated and position not in known:
            found[position] = f"not judged: {quote(row.dated)} names no day"
            tell_undecided(table, position, found[position], issues)
    return found


def tell_undecided(table: SupplyTable, position: int, why: str, issues: Issues) -> None:
    """An error that names the row and its column."""
    column = next((header for meaning, header in table.columns if meaning == "dated"), "")
    place = Place(table.file, table.rows[position].row, column)
    issues.error("undecided-day", why, place, "write the day as YYYY-MM-DD, e.g. 2019-10-09")


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


def _read(text: str, day_first: bool | None) -> PartialDate | None:
    try:
        return parse_date(text, day_first=day_first)
    except InputError:
        return parse_period(text, day_first=day_first)


def days_told(answers: Sequence[SupplyAnswer], days: Mapping[int, date], as_of: date, *, own: bool) -> Iterator[str]:
    """What the reader must know of the days, one sentence each.

    Args:
        answers: of the rows, in order.
        days: the days that rows print, as `printed_days` gives them.
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
    if unclear := sum(bool(answer.unjudged) for answer in answers):
        yield f"What holds for {plural(unclear, 'row')} whose date does not tell it: not judged, on any day."
    if several := sum(bool(answer.over) for answer in answers):
        yield (
            f"The day of {plural(several, 'row')} that print a month, a year, another stretch of days or either of "
            "two days: judged on the first and the last of them, and where a listing or a line of law begins or ends "
            "between; what is told holds on all."
        )
    if without := sum(not answer.supplied.dated for answer in answers):
        yield f"The day of {plural(without, 'row')} that print no date: judged on {day_words(as_of)}."
