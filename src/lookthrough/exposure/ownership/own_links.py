"""The door for one's own links: who is caught, who may be, why, and what to ask about first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, TypeAlias

from lookthrough.errors import InputError, Issues, quote
from lookthrough.exposure.ownership.attribution import Side, Status, sensible, spread
from lookthrough.exposure.ownership.attribution import Sweep as _Sweep
from lookthrough.exposure.ownership.ledger import UNIDENTIFIED, Ledger
from lookthrough.exposure.ownership.proof import Case, Ruling, circles_above, held
from lookthrough.exposure.ownership.reading import bound, read_links
from lookthrough.exposure.ownership.stakes import Number, Stakes, Truths
from lookthrough.exposure.ownership.unknowns import Ranking, rank
from lookthrough.model.attribution import Measure
from lookthrough.model.share import Share, added, per_cent

Part: TypeAlias = str | int | float | Fraction | Decimal


@dataclass(frozen=True)  # without slots: what is asked for last is worked out when it is asked for
class Attributed:
    """Who is caught.

    Attributes:
        caught: ids certainly caught, the listed parties among them: by lower bounds.
        possible: ids that cannot be excluded, by upper bounds; `caught` is a part of it.
        issues: what was wrong with the links.
        measure: when an entity is caught.
    """

    caught: frozenset[str]
    possible: frozenset[str]
    issues: Issues
    measure: Measure
    _stakes: Stakes
    _numbers: Mapping[str, int]
    _names: Sequence[str]
    _listed: tuple[int, ...]
    _sides: tuple[Side, Side]

    def status(self, party: str) -> Status:
        """Is a party "caught", "possible" or "not", as far as these links say? One that they do not name is "not"."""
        return "caught" if party in self.caught else "possible" if party in self.possible else "not"

    @cached_property
    def paths(self) -> Mapping[str, tuple[Ruling, ...]]:
        """Per id of `possible` why: the deciding stakes, round by round; on lower bounds for those who are caught."""
        return _Paths(self)

    @cached_property
    def unknowns(self) -> Ranking:
        """The unknown stakes, first those whose answer would settle most entities that are possible but not caught."""
        return rank(self._stakes, self._names, self._listed, self.measure)

    @cached_property
    def ranks(self) -> Mapping[int, int]:
        """Per row of an unknown stake its place in `unknowns`, 0 for the first."""
        return {each.stake.row: place for place, each in enumerate(self.unknowns.unknowns)}

    def path(self, party: str) -> tuple[Ruling, ...]:
        """Why one party is caught or possible; empty for a listed party.

        Raises:
            KeyError: if it is neither.
        """
        if party not in self.possible:
            raise KeyError(party)
        return self._proof(party, self._sides[party not in self.caught])

    def open_path(self, party: str) -> tuple[Ruling, ...]:
        """How a party could be caught: the same as `path`, on upper bounds.

        Raises:
            KeyError: if it could not.
        """
        if party not in self.possible:
            raise KeyError(party)
        return self._proof(party, self._sides[1])

    def held(self, party: str) -> Share:
        """What those who count hold directly of a party: at the least those caught, at the most those possible.

        Where listed parties are asked one by one, it is what the one holds who holds most.
        """
        number = self._numbers.get(party)
        if number is None:
            return Share(Fraction(0), Fraction(0))
        if self.measure.aggregate:
            return held(self._stakes, number, *(side.round >= 0 for side in self._sides))
        alone = [[self._rounds_of(side, listed) >= 0 for side in self._sides] for listed in self._listed]
        shares = [held(self._stakes, number, low, high) for low, high in alone]
        most = max(
            shares, key=lambda share: (share.low, share.low_open, share.high), default=Share(Fraction(0), Fraction(0))
        )
        return replace(most, high=max((share.high for share in shares), default=most.high))

    def is_circular(self, party: str) -> bool:
        """Do the party, its owners or theirs hold shares of each other, or of themselves?"""
        number = self._numbers.get(party)
        return number is not None and bool(self._circles[number])

    @cached_property
    def _circles(self) -> Truths:
        return circles_above(self._stakes)

    def _proof(self, party: str, side: Side) -> tuple[Ruling, ...]:
        number = self._numbers[party]
        rounds = side.round if self.measure.aggregate else self._rounds_of(side, int(side.by[number]))
        return Case(self._stakes, self._names, self.measure, rounds, side.upper).proof(number)

    def _rounds_of(self, side: Side, listed: int) -> Number:
        """The rounds of one listed party alone."""
        rounds = side.round.copy()
        rounds[:] = -1
        for number, caught in enumerate(_Sweep(self._stakes, self.measure, upper=side.upper).run([listed])):
            rounds[caught] = number
        return rounds


class _Paths(Mapping[str, tuple[Ruling, ...]]):
    """Paths worked out one by one when they are asked for: a large graph has more of them than memory holds."""

    def __init__(self, answer: Attributed) -> None:
        self._answer = answer

    def __getitem__(self, party: str) -> tuple[Ruling, ...]:
        return self._answer.path(party)

    def __iter__(self) -> Iterator[str]:
        return iter(self._answer.possible)

    def __len__(self) -> int:
        return len(self._answer.possible)


def attribute(
    links: Iterable[Mapping[str, Any]],
    listed: Iterable[str],
    threshold: Part = "1/2",
    *,
    inclusive: bool = True,
    aggregate: bool = True,
) -> Attributed:
    """Find the entities that listed parties own by a threshold, exactly.

    The least fixed point: an entity is caught when direct stakes of listed or caught parties come to the threshold. A
    stake of a caught owner counts in full: percentages along a chain are not multiplied.

    Args:
        links: one mapping a stake: "owner" and "owned" are ids; "low" and "high" are parts of the whole as text
            ("1/2", "50 %", "49.999999999 %", "50,0 %", "0.5"), int, Fraction or Decimal. A float is read as the
            shortest decimal that stands for it. ">25 %" as low and "<50 %" as high are open bounds. "share" stands for
            both bounds where neither is given, and is read as registers print shares: ">50 %", "at least 50 %",
            "25-50 %". A number without a sign is a part of one. A missing bound is 0 or 1: a missing share is unknown,
            not zero. An owner of None or "" is not identified, and may be a listed party. Several stakes of one owner
            in one company add up. Any iterable will do; it is read once.
        listed: the ids to start from.
        threshold: a part of the whole.
        inclusive: the threshold itself suffices.
        aggregate: the stakes of different listed parties are added up; if not, each listed party is asked by itself.

    Returns:
        `.caught` and `.possible` (ids on lower and upper bounds, listed ones included), `.paths` (why), `.unknowns`
        (which unknown stakes would settle most) and `.issues`. A share that is no part of a whole ("n/a", 120 %, -5 %)
        is an issue, and read as unknown.

    Raises:
        InputError: if a link has no "owner" or "owned", a bound is not a number or text, or no threshold can be read.
    """
    if isinstance(listed, str):
        raise InputError("listed parties are given as several ids", hint=f"write [{quote(listed)}]")
    part = _part(threshold, "threshold")
    asked = sensible(Measure(part=part, inclusive=inclusive, aggregate=aggregate))
    ledger, issues = Ledger(), Issues()
    read_links(links, ledger, issues)
    starts = tuple(dict.fromkeys(ledger.number(party) for party in listed if party not in (None, UNIDENTIFIED)))
    return answer(ledger, starts, asked, issues)


def answer(ledger: Ledger, listed: tuple[int, ...], measure: Measure, issues: Issues) -> Attributed:
    """Ask both sides of what is written down.

    Args:
        ledger: the stakes.
        listed: numbers of the listed parties in it.
        measure: when an entity is caught.
        issues: what was wrong so far; what the stakes contradict is added.
    """
    stakes, names = ledger.stakes(), list(ledger.numbers)
    tell_sums(stakes, names, issues)
    return answer_from(stakes, ledger.numbers, names, listed, listed, measure, issues)


def tell_sums(stakes: Stakes, names: Sequence[str], issues: Issues) -> None:
    """Warn of every company whose stakes are more than its whole, and note those whose stakes are not added exactly."""
    for company in stakes.overfull[: issues.keep]:
        total = added(stakes.share(stake).low for stake in stakes.stakes_in(company).tolist())
        message = f"the stakes in {quote(str(names[company]))} come to {per_cent(total)} at the least"
        issues.warn("stakes-above-whole", message, hint="two statements of one stake, or a wrong share?")
    if more := len(stakes.overfull[issues.keep :]):
        issues.counts["stakes-above-whole"] += more
    for company in stakes.rounded:
        message = f"the stakes in {quote(str(names[company]))} have too many denominators to be added exactly"
        hint = "each is rounded outward to 60 decimals: a sum that is nearer than that to a line is told as possible"
        issues.note("shares-rounded", message, hint=hint)


def answer_from(
    stakes: Stakes,
    numbers: Mapping[str, int],
    names: Sequence[str],
    sure: Sequence[int],
    maybe: Sequence[int],
    measure: Measure,
    issues: Issues,
) -> Attributed:
    """Ask both sides of stakes, from parties that are listed and from those that may be.

    Args:
        stakes: who owns whom.
        numbers, names: per party its number, per number the party.
        sure: who certainly counts: the start on lower bounds.
        maybe: who may count, the sure ones among them: the start on upper bounds.
        measure: when an entity is caught.
        issues: for the answer to carry.
    """
    sides = (spread(stakes, sure, measure, upper=False), spread(stakes, maybe, measure, upper=True))
    caught, possible = (frozenset(names[party] for party in side.caught.tolist()) for side in sides)
    return Attributed(
        caught,
        possible - {UNIDENTIFIED},
        issues,
        measure,
        stakes,
        numbers,
        names,
        tuple(maybe),
        sides,
    )


def _part(value: Part, name: str) -> Fraction:
    try:
        (part, is_open), high = bound(value, "low"), bound(value, "high")
    except InputError as error:
        raise InputError(f"the {name} cannot be read: {error.message}", hint=error.hint) from None
    if value is None or is_open or high != (part, False):
        raise InputError(f"the {name} cannot be read: {quote(str(value))} is not one number", hint='write "1/2"')
    return part
