"""The door for one's own links: who is caught, who may be, why, and what to ask about first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any, TypeAlias

from lookthrough.errors import InputError, Issues, Place, quote
from lookthrough.exposure.ownership.attribution import Side, Status, sensible, spread
from lookthrough.exposure.ownership.attribution import Sweep as _Sweep
from lookthrough.exposure.ownership.ledger import UNIDENTIFIED, Coded, Ledger, coded
from lookthrough.exposure.ownership.proof import Case, Ruling, circles_above, held
from lookthrough.exposure.ownership.stakes import HIGH_OPEN, LOW_OPEN, Number, Stakes, Truths
from lookthrough.exposure.ownership.unknowns import Ranking, rank
from lookthrough.model.attribution import Measure
from lookthrough.model.share import UNKNOWN_SHARE, Share, exact_part, per_cent

Part: TypeAlias = str | int | float | Fraction | Decimal

_CACHED = 65_536
_LARGEST = 1 << 61
_ONE_SIDED = re.compile(r"\s*(>=|<=|[><≥≤])\s*(?=[\d.])")
_BAND = re.compile(r"\s*(?P<low>[\d.]+)\s*%?\s*[-–]\s*(?P<high>[\d.]+)\s*(?P<per_cent>%?)\s*")
_MISSING = frozenset(("", "-", "--", "–", "n/a", "na", "#n/a", "n.a.", "null", "none", "unknown"))


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
            ("1/2", "50 %", "49.999999999 %", "0.5"), int, Fraction or Decimal. A float is read as the shortest decimal
            that stands for it. ">25 %" as low and "<50 %" as high are open bounds. "share" stands for both bounds where
            neither is given, and may be ">50 %", "≥50 %" or "25-50 %". A missing bound is 0 or 1: a missing share is
            unknown, not zero. An owner of None or "" is not identified, and may be a listed party. Several stakes of
            one owner in one company add up. Any iterable will do; it is read once.
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
    tell_overfull(stakes, names, issues)
    return answer_from(stakes, ledger.numbers, names, listed, listed, measure, issues)


def tell_overfull(stakes: Stakes, names: Sequence[str], issues: Issues) -> None:
    """Warn of every company whose stakes are more than its whole."""
    for company in stakes.overfull[: issues.keep]:
        total = sum((stakes.share(stake).low for stake in stakes.stakes_in(company).tolist()), Fraction(0))
        message = f"the stakes in {quote(str(names[company]))} come to {per_cent(total)} at the least"
        issues.warn("stakes-above-whole", message, hint="two statements of one stake, or a wrong share?")
    if more := len(stakes.overfull[issues.keep :]):
        issues.counts["stakes-above-whole"] += more


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


def read_links(links: Iterable[Mapping[str, Any]], ledger: Ledger, issues: Issues) -> None:
    """Write down links as `attribute` takes them.

    Raises:
        InputError: if a link has no "owner" or "owned", or a bound is not a number or text.
    """
    cache: dict[tuple[Any, Any], Coded] = {}
    write = ledger.write
    for row, link in enumerate(links, 1):
        try:
            owner, owned = link["owner"], link["owned"]
            low, high = link.get("low"), link.get("high")
            if low is None and high is None and (stated := link.get("share")) is not None:
                low, high = _both(stated)
            share = cache.get((low, high))
        except (KeyError, TypeError, AttributeError):
            raise InputError(
                f"{quote(str(link))} is not a link",
                hint='write {"owner": …, "owned": …, "low": "1/2", "high": "1/2"}',
                place=Place(row=row),
            ) from None
        if owned is None or owned == UNIDENTIFIED:
            issues.error("no-owned-party", "the stake names nobody in whom it is held", Place(row=row, column="owned"))
            continue
        if owner == owned:
            issues.note("self-holding", f"{quote(str(owned))} holds its own shares", Place(row=row))
        by = UNIDENTIFIED if owner is None else owner
        if share is not None:
            ledger.add(by, owned, share)
        elif quick := _quickly(low, high):
            write(by, owned, *quick)
        else:
            share = coded(_share(low, high, row, issues))
            ledger.add(by, owned, share)
            if len(cache) < _CACHED and not (share.low == 0 and share.high == share.unit):
                cache[low, high] = share  # what is read as unknown may be an issue, and is read and told each time


def _both(stated: Any) -> tuple[Any, Any]:
    """Both bounds of a share that is stated in one: ">50 %" and "<25 %" have one, "25-50 %" has two."""
    if type(stated) is not str or not (found := _ONE_SIDED.match(stated) or _BAND.fullmatch(stated)):
        return stated, stated
    if found.re is _BAND:
        unit = "%" if found["per_cent"] else ""
        return f"{found['low']}{unit}", f"{found['high']}{unit}"
    sign, rest = found[1], stated[found.end() :]
    if sign[0] in ">≥":
        return f"{'>' if sign == '>' else ''}{rest}", None
    return None, f"{'<' if sign == '<' else ''}{rest}"


def _quickly(low: Any, high: Any) -> tuple[int, int, int, int] | None:
    """The usual ways of writing a share as low, high, unit and opens, without fractions; None for any other way."""
    if type(low) is not str or type(high) is not str:
        return None
    if low == high:
        exact = _digits(low)
        return (exact[0], exact[0], exact[1], 0) if exact and exact[0] <= exact[1] < _LARGEST else None
    first, second = _digits(low.removeprefix(">")), _digits(high.removeprefix("<"))
    if first is None or second is None:
        return None
    (least, unit), (most, other) = first, second
    if unit != other:
        common = lcm(unit, other)
        least, most, unit = least * (common // unit), most * (common // other), common
    opens = LOW_OPEN * (low[:1] == ">") + HIGH_OPEN * (high[:1] == "<")
    return (least, most, unit, opens) if least + bool(opens) <= most <= unit < _LARGEST else None


def _digits(text: str) -> tuple[int, int] | None:
    """Read "1/2", "0.5" or "50 %" as a whole number and its unit."""
    if len(text) > 36 or not text.isascii():
        return None
    if "/" in text:
        whole, _, unit = text.partition("/")
        return (int(whole), int(unit)) if whole.isdigit() and unit.isdigit() and unit[0] != "0" else None
    number, scale = (text[:-1].rstrip(" "), 100) if text.endswith("%") else (text, 1)
    whole, point, part = number.partition(".")
    digits = whole + part
    return (int(digits), scale * 10 ** len(part)) if digits.isdigit() and (part or not point) else None


def _share(low: Any, high: Any, row: int, issues: Issues) -> Share:
    """A stake's share; what is no part of a whole is told, and unknown."""
    bounds: list[tuple[Fraction, bool]] = []
    for value, column, missing, sign in ((low, "low", Fraction(0), ">"), (high, "high", Fraction(1), "<")):
        place = Place(row=row, column=column)
        try:
            bound = _bound(value, missing, sign)
        except InputError as error:
            if not isinstance(value, str | float | Decimal):
                raise InputError(error.message, hint=error.hint, place=place) from None
            issues.error("not-a-share", f"{error.message}: the share is read as unknown", place)
            return UNKNOWN_SHARE
        if value is not None and isinstance(value, str) and value.strip().casefold() in _MISSING and value.strip():
            issues.note("share-not-stated", f"{quote(value)} is read as unknown", place)
        if not 0 <= bound[0] <= 1:
            hint = 'shares are parts of one: write "50 %", "0.5" or "1/2"'
            issues.error("not-a-part", f"{quote(str(value))} is no part of a whole: read as unknown", place, hint)
            return UNKNOWN_SHARE
        bounds.append(bound)
    share = Share(bounds[0][0], bounds[1][0], "", bounds[0][1], bounds[1][1])
    if not share.is_possible:
        told = f"no share is between {quote(str(low))} and {quote(str(high))}: read as unknown"
        issues.error("bounds-cross", told, Place(row=row))
        return UNKNOWN_SHARE
    return share


def _bound(value: Any, missing: Fraction, sign: str) -> tuple[Fraction, bool]:
    """A bound, and whether it is open."""
    if value is None:
        return missing, False
    if not isinstance(value, str):
        return exact_part(value), False
    text = value.strip()
    if text.casefold() in _MISSING:
        return missing, False
    return exact_part(text.removeprefix(sign)), text.startswith(sign)


def _part(value: Part, name: str) -> Fraction:
    try:
        return exact_part(value)
    except InputError as error:
        raise InputError(f"the {name} cannot be read: {error.message}", hint=error.hint) from None
