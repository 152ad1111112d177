"""Control: who can decide for a company, by votes, by the board or by agreement? Apart from who owns it.

A party controls a company when it, together with those whom it controls, has the votes that the line asks, or when one
of them appoints the majority of the board or controls by agreement. It is the least fixed point again, asked for one
controller at a time: votes of different persons are not added. A branch is its head office. Consolidated accounts and a
nominee's name make control possible and prove none.

Where a company's votes are not stated, its equity is taken as its votes, one share one vote, and the answer says so.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction
from operator import itemgetter

from lookthrough.errors import InputError
from lookthrough.exposure.ownership.links import Settled
from lookthrough.model.attribution import Measure
from lookthrough.model.link import LinkKind
from lookthrough.model.share import Share, added, together

MAJORITY = Measure("votes", Fraction(1, 2), inclusive=False)
"""More than half of the votes."""

_SURE: frozenset[LinkKind] = frozenset(("board", "agreement", "branch"))
_LIKELY: frozenset[LinkKind] = frozenset(("consolidation", "nominee"))


@dataclass(frozen=True, slots=True)
class Controlled:
    """One company that a party controls, or may.

    Attributes:
        company: which.
        certain: by lower bounds and stated facts; else it cannot be excluded.
        round: 1 where the party controls it directly, and so on.
        by: what decides: the votes of those who are controlled before, or the stated fact.
        votes: what the votes come to; None where a stated fact decides.
        assumed: the votes are taken from the equity, as no votes are stated.
    """

    company: str
    certain: bool
    round: int
    by: tuple[Settled, ...]
    votes: Share | None
    assumed: bool


class Control:
    """Who controls whom.

    Args:
        links: one share a pair and kind, see `links.settle`.
        measure: the votes that it takes; its `aggregate` is not read.
        votes_from_equity: take the equity as votes where none are stated.
    """

    def __init__(
        self, links: Iterable[Settled], measure: Measure = MAJORITY, *, votes_from_equity: bool = True
    ) -> None:
        self._measure = measure
        self._from: dict[str, list[Settled]] = {}
        self._facts: dict[str, list[Settled]] = {}
        self._votes: dict[str, list[Settled]] = {}
        self._polls: dict[str, _Poll] = {}
        equity: dict[str, list[Settled]] = {}
        for link in links:
            self._from.setdefault(link.owner, []).append(link)
            if link.kind in _LIKELY | _SURE:
                self._facts.setdefault(link.owned, []).append(link)
            if link.kind in {"votes", "equity"}:
                (self._votes if link.kind == "votes" else equity).setdefault(link.owned, []).append(link)
        self._assumed = frozenset(equity.keys() - self._votes.keys()) if votes_from_equity else frozenset()
        self._votes.update({company: equity[company] for company in self._assumed})

    def of(self, controller: str) -> dict[str, Controlled]:
        """Every company that a party controls or may control, in the order of rounds, the certain ones first."""
        certain = self._spread(controller, upper=False)
        return certain | {
            company: found for company, found in self._spread(controller, upper=True).items() if company not in certain
        }

    def _spread(self, controller: str, *, upper: bool) -> dict[str, Controlled]:
        inside = {controller, ""} if upper else {controller}
        found: dict[str, Controlled] = {}
        frontier, number = list(inside), 1
        while frontier:
            touched = dict.fromkeys(link.owned for party in frontier for link in self._from.get(party, ()))
            fresh = []
            for company in touched:
                if company not in inside and (ruled := self._ruled(company, inside, number, upper=upper)):
                    fresh.append(ruled)
            found.update((ruled.company, ruled) for ruled in fresh)
            frontier = [ruled.company for ruled in fresh]
            inside.update(frontier)
            number += 1
        return found

    def _ruled(self, company: str, inside: set[str], number: int, *, upper: bool) -> Controlled | None:
        kinds = _SURE | _LIKELY if upper else _SURE
        stated = sorted(self._facts.get(company, ()), key=lambda link: link.owner)
        facts = tuple(link for link in stated if link.owner in inside and link.kind in kinds and (link.dated or upper))
        if facts:
            return Controlled(company, not upper, number, facts, None, False)
        poll = self._polls.get(company)
        if poll is None:
            poll = self._polls[company] = _Poll(self._votes.get(company, []))
        held, total = poll.of(inside)
        if not held or not _passes(total, self._measure, upper=upper):
            return None
        return Controlled(company, not upper, number, tuple(held), total, company in self._assumed)

    def weakest_link(self, controller: str) -> dict[str, Fraction]:
        """Per company the best chain's weakest link: the largest share that every step of some chain has at the least.

        A common convention for the strength of control along a chain; stated boards, agreements and branches are whole
        links, and stakes of several owners are not added.
        """
        best: dict[str, Fraction] = {}
        waiting = [(Fraction(-1), controller)]
        while waiting:
            strength, party = heapq.heappop(waiting)
            if party in best:
                continue
            best[party] = -strength
            for link in self._from.get(party, ()):
                counts = link.kind in _SURE and link.dated
                share = Fraction(1) if counts else link.share.low if link in self._votes.get(link.owned, ()) else 0
                if share and link.owned not in best:
                    heapq.heappush(waiting, (max(strength, Fraction(-share)), link.owned))
        del best[controller]
        return best


def _passes(share: Share, measure: Measure, *, upper: bool) -> bool:
    met = measure.met(share)
    return met != "no" if upper else met == "yes"


class _Poll:
    """The votes in one company, summed once: each controller is then asked in the number of its own stakes."""

    def __init__(self, voting: Sequence[Settled]) -> None:
        self._of: dict[str, list[tuple[int, Settled]]] = {}
        for number, link in enumerate(voting):
            self._of.setdefault(link.owner, []).append((number, link))
        self._low = added(link.share.low for link in voting if link.share.low)
        self._open = sum(link.share.low_open for link in voting)

    def of(self, inside: AbstractSet[str]) -> tuple[list[Settled], Share]:
        """The stakes of some parties in their order, and what they come to: never more than what the others leave."""
        fewer: Collection[str] = inside if len(inside) < len(self._of) else self._of
        more: Collection[str] = self._of if fewer is inside else inside
        rows = [row for owner in fewer if owner in more for row in self._of[owner]]
        held = [link for _, link in sorted(rows, key=itemgetter(0))]
        total = together(link.share for link in held)
        left = 1 - self._low + added((link.share.low for link in held), upward=True)
        left_open = self._open > sum(link.share.low_open for link in held)
        if left < total.low or (left, -left_open) >= (total.high, -total.high_open):
            return held, total  # contradicting statements, or room enough
        return held, Share(total.low, left, "", total.low_open, left_open)


def power(votes: Mapping[str, Fraction], measure: Measure = MAJORITY, *, most: int = 200_000) -> dict[str, Fraction]:
    """The Shapley-Shubik index: how often a voter's arrival decides, over all orders of arrival, exactly.

    Args:
        votes: per voter its part of all votes. Votes that are not told are cast by nobody.
        measure: what it takes to win.
        most: how many different sums of votes are kept at most.

    Returns:
        Per voter its part of the power, 0..1; they sum to 1, or to 0 where all together cannot win.

    Raises:
        InputError: if there are too many voters for an exact index.
    """
    factorials = [1]
    for number in range(1, len(votes) + 1):
        factorials.append(factorials[-1] * number)
    found = {}
    for voter in votes:
        swings = _swings(votes, voter, measure, most)
        count = sum(n * factorials[size] * factorials[len(votes) - 1 - size] for size, n in swings.items())
        found[voter] = Fraction(count, factorials[len(votes)])
    return found


def swings(votes: Mapping[str, Fraction], measure: Measure = MAJORITY, *, most: int = 200_000) -> dict[str, Fraction]:
    """The Banzhaf index: in what part of all coalitions of the others a voter's vote decides, exactly.

    Args:
        votes, measure, most: as for `power`.

    Raises:
        InputError: if there are too many voters for an exact index.
    """
    of_all = 2 ** max(len(votes) - 1, 0)
    return {voter: Fraction(sum(_swings(votes, voter, measure, most).values()), of_all) for voter in votes}


def _swings(votes: Mapping[str, Fraction], voter: str, measure: Measure, most: int) -> dict[int, int]:
    """Per size how many coalitions of the others lose without the voter and win with it."""
    sums: dict[tuple[Fraction, int], int] = {(Fraction(0), 0): 1}
    for other, part in votes.items():
        if other != voter:
            for (held, size), count in list(sums.items()):
                key = (held + part, size + 1)
                sums[key] = sums.get(key, 0) + count
            if len(sums) > most:
                raise InputError(
                    f"{len(votes)} voters have too many coalitions for an exact index",
                    hint="ask for the largest voters only, or raise `most`",
                )
    found: dict[int, int] = {}
    for (held, size), count in sums.items():
        wins = [measure.met(Share(total, total)) == "yes" for total in (held, held + votes[voter])]
        if wins == [False, True]:
            found[size] = found.get(size, 0) + count
    return found
