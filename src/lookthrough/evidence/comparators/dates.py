"""Dates against the official record, against other accounts of the event, and against when others already reported it.

The list is the reference: both of its days, announced and effective, are shown. Without the list the accounts are set
against each other. Whatever an article of May reports cannot first have happened in August.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lookthrough.evidence.comparators.listing_events import (
    ONE_EVENT,
    Addition,
    additions,
    batches_for,
    fits,
    groups,
    ids,
    listed_party,
    listings_for,
    lists_meant,
    near_in_time,
    placed,
)
from lookthrough.evidence.comparators.material import Material, Official
from lookthrough.evidence.comparators.scope import days_between, one_of_a_series, same_time
from lookthrough.model.claim import Contradiction, Record
from lookthrough.model.dates import PartialDate, day
from lookthrough.model.document import Article


@dataclass(frozen=True, slots=True)
class Entry:
    """What the record says of an event: the entry, or the batch of entries, and the day that the list prints."""

    record: Record
    since: PartialDate


#: News of one event may be dated by the day before or after it.
ONE_DAY = 1
#: From this number on, equal numbers within two months tell of one event; smaller ones only within so many days.
TELLING, NEARLY = 10, 10
#: A party that was listed longer ago than this may since have been put on another list.
SAME_LISTING = 365


def compare(material: Material) -> Iterator[Contradiction]:
    """Listing events whose dates disagree with the record, with each other, or with when they were reported."""
    found = additions(material)
    counted = groups([each for each in found if each.number is not None], "number")
    counted.sort(key=lambda group: not any(each.counts_all for each in group))
    named = groups([each for each in found if each.number is None], "party")
    told: set[tuple[str, str]] = set()
    for group in (*counted, *named):
        for one in _one_event(group, material.official):
            # An article that errs about a day errs about each part of the event; the whole says it once.
            if one.record is not None or not one.flagged or not told.issuperset(one.numbers):
                yield one
                told.update(one.numbers)


def _one_event(group: Sequence[Addition], official: Official) -> Iterator[Contradiction]:
    records = _records(group, official)
    group = _placed(group, records)
    dated = [each for each in group if each.date is not None]
    if not dated:
        return
    wrong = [each for each in dated if records and not any(_fits(each, entry) for entry in records)]
    right = [each for each in dated if each not in wrong]
    if wrong:
        yield _against_record(wrong, right, records)
    if records and right:
        yield _agrees(right, records)
    too_late = list(_reported_before(group, records))
    yield from too_late
    if not too_late and not records:
        yield from _against_each_other(dated, official)


def _placed(group: Sequence[Addition], records: Sequence[Entry]) -> list[Addition]:
    """The group with days that are printed without a year put into the year of the event."""
    known = [entry.since for entry in records] + [each.date for each in group if each.date]
    known += [each.told.published for each in group if each.told.published]
    return [placed(each, known[0]) for each in group] if known else list(group)


def _records(group: Sequence[Addition], official: Official) -> list[Entry]:
    """The entries, or the batch of entries, that an event can be, nearest first."""
    found: dict[Entry, None] = {}
    for each in group:
        if each.number is not None:
            dated = [batch for batch in batches_for(each, official) if _near(each, batch.since.toordinal())]
            found.update(dict.fromkeys(Entry(batch.record, day(batch.since)) for batch in dated))
        else:
            found.update(
                dict.fromkeys(Entry(one.record, one.since) for one in listings_for(each, official) if one.since)
            )
    return list(found)


def _near(addition: Addition, at: int) -> bool:
    date = addition.date or addition.told.published
    return date is not None and abs(at - date.earliest.toordinal()) <= ONE_EVENT


def _fits(addition: Addition, entry: Entry) -> bool:
    date = addition.date
    return date is None or fits(date, entry.since, entry.record.announced, entry.record.effective)


def _against_record(wrong: list[Addition], right: list[Addition], records: list[Entry]) -> Contradiction:
    record = min(records, key=lambda one: _distance(one, wrong[0])).record
    dates = sorted({each.date.iso for each in wrong if each.date})
    says = f"{' and '.join(dates)} cannot be the day. {record.says}"
    if right:
        others = sorted({each.date.iso for each in right if each.date})
        articles = len({each.told.article.id for each in right})
        says += f" {_plural(articles, 'other article')} ({', '.join(others)}) {'fits' if articles == 1 else 'fit'} it."
    numbers = (*_dates((*wrong, *right)), *_days(record))
    return Contradiction("date", ids(wrong), record, says, numbers)


def _distance(entry: Entry, addition: Addition) -> int:
    date = addition.date or entry.since
    return abs(entry.since.earliest.toordinal() - date.earliest.toordinal())


def _agrees(dated: list[Addition], records: list[Entry]) -> Contradiction:
    record = min(records, key=lambda one: _distance(one, dated[0])).record
    dates = sorted({each.date.iso for each in dated if each.date})
    says = f"{', '.join(dates)} fits the record. {record.says}"
    return Contradiction("agrees", ids(dated), record, says, (*_dates(dated), *_days(record)), flagged=False)


def _days(record: Record) -> Iterator[tuple[str, str]]:
    yield "announced", record.announced.iso if record.announced else "not printed by the list"
    yield "effective", record.effective.iso if record.effective else "not printed by the list"


def _dates(items: Sequence[Addition]) -> tuple[tuple[str, str], ...]:
    return tuple((each.told.article.id, each.date.iso) for each in items if each.date)


def _against_each_other(dated: list[Addition], official: Official) -> Iterator[Contradiction]:
    """Accounts of one event that cannot be of one day, where no record settles it."""
    single = [each for each in dated if not one_of_a_series(each.told)]
    for number, first in enumerate(single):
        others = [
            each
            for each in single[number + 1 :]
            if each.told.article.id != first.told.article.id
            and _may_be_one(first, each)
            and not same_time(first.date, each.date, ONE_DAY)
        ]
        if others:
            all_of = [first, *others]
            told = "; ".join(f"{each.date.iso} in {_name(each.told.article)}" for each in all_of if each.date)
            says = f"One event, different days: {told}. {_why_no_record(first, official)}"
            yield Contradiction("date", ids(all_of), None, says, _dates(all_of))
            return


def _may_be_one(one: Addition, other: Addition) -> bool:
    """Can two accounts be of one event? Small numbers are alike by chance unless they are told of nearly one day."""
    if one.number is not None and one.number < TELLING and one.date and other.date:
        return days_between(one.date, other.date) <= NEARLY
    return near_in_time(one, other)


def _why_no_record(addition: Addition, official: Official) -> str:
    if not official.lists:
        return "No list is loaded, so this could not be compared with the record."
    meant = lists_meant(addition.told, official)
    which = ", ".join(meant) if meant else "the loaded lists"
    return f"No entry of {which} could be tied to it, so this could not be compared with the record."


def _reported_before(group: Sequence[Addition], records: Sequence[Entry]) -> Iterator[Contradiction]:
    """An account that dates an event after the day on which another article already reported it."""
    for late in group:
        if late.date is None or one_of_a_series(late.told) or any(_fits(late, entry) for entry in records):
            continue
        early = [
            each
            for each in group
            if each.told.published is not None
            and each.told.article.id != late.told.article.id
            and each.told.published.latest < late.date.earliest
            and days_between(each.told.published, late.date) <= SAME_LISTING
            and (late.number is None or _may_be_one(late, each))
            and not one_of_a_series(each.told)
        ]
        if early:
            published, first = min(
                ((each.told.published, each) for each in early if each.told.published is not None),
                key=lambda pair: pair[0].latest,
            )
            who = listed_party(late).name or "it"
            says = (
                f"{who}: {late.date.iso} in {_name(late.told.article)} is later than {published.iso}, when"
                f" {_name(first.told.article)} already reported it; an event cannot be reported before it happens."
            )
            numbers = (("dated", late.date.iso), ("reported by", published.iso))
            yield Contradiction("date", ids((late, first)), None, says, numbers)


def _name(article: Article) -> str:
    return f"“{article.title}”" if article.title else article.id


def _plural(count: int, one: str) -> str:
    return f"{count} {one}" + ("" if count == 1 else "s")
