"""Counts as intervals: of one event they must meet; of a state that many estimate, only what stands far off is shown.

How many were put on a list on a day is one number: two accounts that cannot both be right contradict each other. How
many people are held is an estimate that differs by source and year: each is kept with its date and source, and only one
that lies far outside all others is flagged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from lookthrough.evidence.comparators.lexicon import plain_words, singular, words_for
from lookthrough.evidence.comparators.listing_events import Addition, additions, counted_in, near_in_time
from lookthrough.evidence.comparators.material import Material, Told
from lookthrough.evidence.comparators.parties import ByParty, overlap
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
#: Of more others than this the earliest published are the measure.
BESIDE = 100
#: A smaller total is no anchor: two articles may both speak of five parties.
LEAST_TOTAL = 10
#: Days by which two accounts of one addition may be dated apart.
ONE_EVENT_DAYS = 3


def compare(material: Material) -> Iterator[Contradiction]:
    """Counts of one event that cannot both be right, and estimates far from all others."""
    yield from _events(additions(material))
    yield from _outliers([told for told in material.told if told.claim.predicate in ESTIMATED])


def _events(found: Sequence[Addition]) -> Iterator[Contradiction]:
    """One contradiction for each kind of counted thing and event."""
    counted = [_Counted.of(each) for each in found if each.number is not None]
    totals = _totals(counted)
    by_kind: dict[str, list[_Counted]] = {}
    for each in counted:
        for kind in {each.head, *each.addition.kinds}:
            by_kind.setdefault(kind, []).append(each)
    done: set[str] = set()
    for first in counted:
        if first.id in done:
            continue
        near = {each.id: each for kind in sorted({first.head, *first.addition.kinds}) for each in by_kind[kind]}
        against = [each for each in near.values() if each.id not in done and _contradict(first, each, totals)]
        if against:
            all_of = [first, *against]
            done.update(each.id for each in all_of)
            told = "; ".join(f"{each.number} in {_name(each.article)}" for each in all_of)
            says = f"One event, different counts of {first.words}: {told}."
            numbers = tuple((each.article.id, str(each.number)) for each in all_of)
            yield Contradiction("count", tuple(dict.fromkeys(each.id for each in all_of)), None, says, numbers)


@dataclass(frozen=True, slots=True)
class _Counted:
    """An addition with what its sentence counts.

    Attributes:
        addition: the claim.
        number: how many.
        words, head: the noun with its adjectives, and the noun alone, singular.
        describing: the adjectives.
        readings: what the count may come to with the like things beside it.
    """

    addition: Addition
    number: int
    words: str
    head: str
    describing: frozenset[str]
    readings: frozenset[int]

    @classmethod
    def of(cls, addition: Addition) -> _Counted:
        thing = counted_in(addition.told, addition.number)
        words = thing.words if thing else addition.told.claim.object
        number = addition.number or 0
        return cls(addition, number, words, head_of(words), frozenset(_describing(words)), _readings(addition, number))

    @property
    def id(self) -> str:
        return self.addition.told.id

    @property
    def article(self) -> Article:
        return self.addition.told.article


def _contradict(one: _Counted, other: _Counted, totals: Mapping[str, frozenset[int]]) -> bool:
    if one.article.id == other.article.id or one.readings & other.readings:
        return False
    if not one.describing ^ other.describing <= words_for("adjectives", "loose"):
        return False  # "steel mills" and "local steel mills" are compared, "textile mills" and "Russian mills" are not
    return _same_event(one, other, totals)


def _describing(words: str) -> list[str]:
    head = head_of(words)
    return [word for word in plain_words(words) if singular(word) != head and not word.endswith(("ed",))]


def _same_event(one: _Counted, other: _Counted, totals: Mapping[str, frozenset[int]]) -> bool:
    """Dated on nearly one day, or told beside one and the same total."""
    first, second = one.addition, other.addition
    if first.date is not None and second.date is not None:
        return same_time(first.date, second.date, ONE_EVENT_DAYS)
    if first.counts_all or second.counts_all:
        return False  # undated totals of 28 and of five are two additions
    return near_in_time(first, second) and bool(totals[one.article.id] & totals[other.article.id])


def _totals(counted: Sequence[_Counted]) -> dict[str, frozenset[int]]:
    """Article -> totals of whatever was listed that it gives, in any claim or sentence with one."""
    found: dict[str, set[int]] = {}
    for each in counted:
        own = found.setdefault(each.article.id, set())
        own.update(one.whole.number for one in sums_in(each.addition.told.sentence))
        if each.addition.counts_all:
            own.add(each.number)
    return {article: frozenset(number for number in own if number >= LEAST_TOTAL) for article, own in found.items()}


def _readings(addition: Addition, number: int) -> frozenset[int]:
    """What a count may come to: itself, and with the like things beside it ("the bureau and 19 other bureaus")."""
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
    return frozenset(found)


def _outliers(told: Sequence[Told]) -> Iterator[Contradiction]:
    """Estimates that lie far outside what the others of the same thing say."""
    numbered = [each for each in told if each.claim.amount is not None and not each.denied]
    known: ByParty[Told] = ByParty()
    for each in numbered:
        known.add(each.subject, each)
    for each in numbered:
        near = [other for other in known.near(each.subject) if other is not each and _same_years(each, other)]
        others = [other for other in near if overlap(each.subject, other.subject)][:BESIDE]
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
