"""Counts as intervals: of one event they must meet; of a state that many estimate, only what stands far off is shown.

How many were put on a list on a day is one number: two accounts that cannot both be right contradict each other. How
many people are held is an estimate that differs by source and year: each is kept with its date and source, and only one
that lies far outside all others is flagged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from statistics import median

from lookthrough.evidence.comparators.lexicon import plain_words, singular
from lookthrough.evidence.comparators.listing_events import Addition, additions, counted_in, near_in_time
from lookthrough.evidence.comparators.material import Material, Told
from lookthrough.evidence.comparators.parties import overlap
from lookthrough.evidence.comparators.parts import sums_in
from lookthrough.evidence.comparators.quantities import Interval, counted_things, head_of, interval
from lookthrough.evidence.comparators.scope import days_between, same_time
from lookthrough.model.claim import Contradiction
from lookthrough.model.document import Article

#: Predicates whose numbers are estimates of a state.
ESTIMATED = frozenset(("detains",))
#: An estimate is an outlier when it lies this many times above or below the middle of the others …
FAR = 3
#: … of which there must be so many, in so many articles.
OTHERS, ARTICLES = 3, 2
#: Days by which two accounts of one addition may be dated apart.
ONE_EVENT_DAYS = 3


def compare(material: Material) -> Iterator[Contradiction]:
    """Counts of one event that cannot both be right, and estimates far from all others."""
    yield from _events(additions(material))
    yield from _outliers([told for told in material.told if told.claim.predicate in ESTIMATED])


def _events(found: Sequence[Addition]) -> Iterator[Contradiction]:
    """One contradiction for each kind of counted thing and event."""
    counted = [each for each in found if each.number is not None]
    done: set[str] = set()
    for number, first in enumerate(counted):
        against = [
            each
            for each in counted[number + 1 :]
            if each.told.article.id != first.told.article.id and _contradict(first, each, counted)
        ]
        if against and first.told.id not in done:
            all_of = [first, *against]
            done.update(each.told.id for each in all_of)
            told = "; ".join(f"{each.number} in {_name(each.told.article)}" for each in all_of)
            says = f"One event, different counts of {_things(first)}: {told}."
            numbers = tuple((each.told.article.id, str(each.number)) for each in all_of)
            yield Contradiction("count", tuple(dict.fromkeys(each.told.id for each in all_of)), None, says, numbers)


def _things(addition: Addition) -> str:
    thing = counted_in(addition.told, addition.number)
    return thing.words if thing else addition.told.claim.object


def _contradict(one: Addition, other: Addition, everything: Sequence[Addition]) -> bool:
    if not _same_things(one, other) or not _same_event(one, other, everything):
        return False
    return not _readings(one) & _readings(other)


def _same_things(one: Addition, other: Addition) -> bool:
    """The same noun, and one's adjectives among the other's: "steel mills", "local steel mills"."""
    mine, theirs = _things(one), _things(other)
    if head_of(mine) != head_of(theirs) and not one.kinds & other.kinds:
        return False
    first, second = set(_describing(mine)), set(_describing(theirs))
    return first <= second or second <= first


def _describing(words: str) -> list[str]:
    head = head_of(words)
    return [word for word in plain_words(words) if singular(word) != head and not word.endswith(("ed",))]


def _same_event(one: Addition, other: Addition, everything: Sequence[Addition]) -> bool:
    """Dated on nearly one day, or told beside one and the same total."""
    if one.date is not None and other.date is not None:
        return same_time(one.date, other.date, ONE_EVENT_DAYS)
    if one.counts_all or other.counts_all:
        return False  # undated totals of 28 and of five are two additions
    return near_in_time(one, other) and bool(_totals(one, everything) & _totals(other, everything))


def _totals(addition: Addition, everything: Sequence[Addition]) -> set[int]:
    """The totals of whatever was listed that the same article gives, in any claim or sentence with one."""
    article = addition.told.article.id
    found = {each.number for each in everything if each.told.article.id == article and each.counts_all and each.number}
    found |= {one.whole.number for one in sums_in(addition.told.sentence)}
    return {number for number in found if number and number >= 10}


def _readings(addition: Addition) -> set[int]:
    """What a count may come to: itself, and with the like things beside it ("the bureau and 19 other bureaus")."""
    number = addition.number or 0
    found = {number}
    things = counted_things(addition.told.sentence)
    head = next((head_of(thing.words) for thing in things if thing.number == number), "")
    like = [thing for thing in things if head_of(thing.words) == head]
    if head and sum(thing.number for thing in like) > number and len(like) > 1:
        found.add(sum(thing.number for thing in like))
    # "a region's bureau and 19 subordinate bureaus": one more of the same noun without a number.
    singles = plain_words(addition.told.sentence).count(head) if head else 0
    if singles:
        found.add(number + singles)
    return found


def _outliers(told: Sequence[Told]) -> Iterator[Contradiction]:
    """Estimates that lie far outside what the others of the same thing say."""
    numbered = [each for each in told if each.claim.amount is not None and not each.denied]
    for each in numbered:
        others = [
            other
            for other in numbered
            if other is not each and overlap(each.subject, other.subject) and _same_years(each, other)
        ]
        if len(others) < OTHERS or len({other.article.id for other in others} - {each.article.id}) < ARTICLES:
            continue
        middle = _middle(others)
        mine = _range(each)
        side = "above" if _far_above(mine, middle) else "below" if _far_below(mine, middle) else ""
        if side:
            yield _outlier(each, others, middle, side)


def _same_years(one: Told, other: Told) -> bool:
    mine, theirs = one.claim.date or one.published, other.claim.date or other.published
    return mine is None or theirs is None or days_between(mine, theirs) <= 2 * 365


def _range(told: Told) -> Interval:
    assert told.claim.amount is not None  # noqa: S101 - only numbered claims come here
    return interval(told.claim.amount)


def _middle(told: Sequence[Told]) -> Fraction:
    return median(value for value in map(_centre, map(_range, told)) if value is not None)


def _centre(numbers: Interval) -> Fraction | None:
    low, high = numbers
    if low is not None and high is not None:
        return (low + high) / 2
    return low if low is not None else high


def _far_above(mine: Interval, middle: Fraction) -> bool:
    """Its lowest reading is far above; "up to five million" reaches down to the others."""
    return mine[0] is not None and middle > 0 and mine[0] >= FAR * middle


def _far_below(mine: Interval, middle: Fraction) -> bool:
    return mine[1] is not None and middle > 0 and mine[1] * FAR <= middle


def _outlier(each: Told, others: Sequence[Told], middle: Fraction, side: str) -> Contradiction:
    printed = "; ".join(f"{_printed(other)} ({_name(other.article)}, {_when(other)})" for other in others)
    says = (
        f"{_printed(each)} lies far {side} the other estimates, whose middle is"
        f" {middle.numerator // middle.denominator:,}: {printed}. Estimates differ by source and year; none of"
        f" them is settled here."
    )
    numbers = tuple((told.article.id, _printed(told)) for told in (each, *others))
    return Contradiction("count", (each.id,), None, says, numbers)


def _printed(told: Told) -> str:
    return told.claim.amount.text if told.claim.amount else ""


def _when(told: Told) -> str:
    date = told.claim.date or told.published
    return date.iso if date else "undated"


def _name(article: Article) -> str:
    return f"“{article.title}”" if article.title else article.id
