"""Attribution: whom do the listed parties own, by a threshold that each owner on the way must reach?

The least fixed point: the listed parties are caught; an entity is caught when the direct stakes of those who are caught
come to the threshold; repeat until nothing changes. A stake of a caught owner counts in full, so percentages along a
chain are never multiplied (OFAC FAQ 401, https://ofac.treasury.gov/faqs/401). It is the least one: two companies that
own each other and no listed party do not catch each other.

Asked twice: on lower bounds (certainly caught) and on upper bounds (possibly caught). On upper bounds an owner who is
not identified may be a listed party, and the stakes of one company together never pass its whole: what the others
hold at the least is taken off. All comparisons are of whole numbers, see `stakes`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from lookthrough.errors import InputError
from lookthrough.exposure.ownership.stakes import Flags, Number, Stakes, Truths, Whole
from lookthrough.model.attribution import Measure

Status = Literal["caught", "possible", "not"]

_NEVER = np.int64(2**63 - 1)


def sensible(measure: Measure) -> Measure:
    """The measure itself.

    Raises:
        InputError: if its line catches everybody or nobody.
    """
    part = measure.part
    if not (0 < part <= 1 if measure.inclusive else 0 <= part < 1):
        raise InputError(
            f"no entity can be told by a line of {measure}", hint='lines are parts of a whole, such as "1/2" or "50 %"'
        )
    return measure


def needed(measure: Measure, unit: int, grain: int) -> int:
    """The least whole number of a company's parts that passes; `stakes` says how open bounds count in it.

    Args:
        measure: when an entity is caught.
        unit, grain: the company's.
    """
    whole, rest = divmod(measure.part.numerator * unit, measure.part.denominator)
    return whole * grain + ((grain + 1) // 2 if rest else not measure.inclusive)


def _needed_by_all(measure: Measure, stakes: Stakes) -> Whole:
    """`needed` for every company at once; wide companies never pass here."""
    p, q = measure.part.numerator, measure.part.denominator
    unit = stakes.unit if q < 1 << 31 else stakes.unit.astype(object)
    rest = unit % q * p
    need: Whole = (unit // q * p + rest // q).astype(np.int64) * stakes.grain
    need += np.where((rest % q).astype(np.bool_), (stakes.grain + 1) // 2, int(not measure.inclusive))
    need[stakes.unit == 0] = _NEVER
    return need


class Sweep:
    """One side of the question, ready to be asked from any set of parties.

    Work and memory are proportional to the parties once, and then to the stakes of those who are caught.
    """

    def __init__(self, stakes: Stakes, measure: Measure, *, upper: bool) -> None:
        self.stakes, self.measure, self.upper = stakes, measure, upper
        self._need = _needed_by_all(measure, stakes)
        self._low = np.zeros(stakes.parties, dtype=np.int64)
        self._high = np.zeros(stakes.parties if upper else 0, dtype=np.int64)
        self._seen: Flags = np.zeros(stakes.parties, dtype=np.uint8)

    def run(self, start: Sequence[int] | Number) -> list[Number]:
        """Who is caught when these are: the start first, then round by round, each party once."""
        frontier = np.unique(np.asarray(start, dtype=np.int32))
        if self.upper and self.stakes.unidentified >= 0 and frontier.size:
            frontier = np.union1d(frontier, np.int32(self.stakes.unidentified)).astype(np.int32)
        wide: dict[int, list[int]] = {}
        rounds, touched = [], []
        while frontier.size:
            rounds.append(frontier)
            self._seen[frontier] = 1
            edges = self.stakes.stakes_of_all(frontier)
            targets = self.stakes.columns.owned[edges]
            touched.append(targets)
            self._add(edges, targets)
            fresh = targets[self._seen[targets] == 0]
            caught = fresh[self._passes(fresh)]
            if self.stakes.wide:
                caught = np.concatenate([caught, self._widely(edges, targets, wide)])
            frontier = np.unique(caught)
        self._forget(rounds, touched)
        return rounds

    def _add(self, edges: Whole, targets: Number) -> None:
        np.add.at(self._low, targets, self.stakes.low[edges])
        if self.upper:
            np.add.at(self._high, targets, self.stakes.high[edges])

    def _passes(self, companies: Number) -> Truths:
        need = self._need[companies]
        passes: Truths = (self._high if self.upper else self._low)[companies] >= need
        if self.upper:
            passes &= self.stakes.room[companies] + self._low[companies] >= need
        return passes

    def _widely(self, edges: Whole, targets: Number, held: dict[int, list[int]]) -> Number:
        """The wide companies that these stakes bring over the threshold; `held` is what was there before."""
        touched = {}
        for at in np.flatnonzero(self.stakes.unit[targets] == 0).tolist():
            company, stake = int(targets[at]), int(edges[at])
            wide, sums = self.stakes.wide[company], held.setdefault(company, [0, 0])
            sums[0] += wide.low[stake]
            sums[1] += wide.high[stake]
            touched[company] = (wide, sums)
        caught = []
        for company, (wide, (low, high)) in touched.items():
            need = needed(self.measure, wide.unit, wide.grain)
            most = min(high, wide.room + low) if self.upper else low
            if most >= need and not self._seen[company]:
                caught.append(company)
        return np.array(caught, dtype=np.int32)

    def _forget(self, rounds: list[Number], touched: list[Number]) -> None:
        for frontier, targets in zip(rounds, touched, strict=True):
            self._seen[frontier] = 0
            self._low[targets] = 0
            if self.upper:
                self._high[targets] = 0


@dataclass(frozen=True, slots=True)
class Side:
    """Who is caught on one side.

    Attributes:
        upper: on upper bounds.
        round: per party in which round it was caught: 0 for listed parties (on upper bounds also for owners who are not
            identified), -1 for those who are not caught.
        by: per party the listed party that catches it, where listed parties are asked one by one; empty otherwise.
    """

    upper: bool
    round: Number
    by: Number

    @property
    def caught(self) -> Number:
        """The numbers of all that are caught, listed parties included."""
        return np.flatnonzero(self.round >= 0).astype(np.int32)


def spread(stakes: Stakes, listed: Sequence[int], measure: Measure, *, upper: bool) -> Side:
    """Ask one side.

    Args:
        stakes: who owns whom.
        listed: numbers of the listed parties.
        measure: when an entity is caught.
        upper: on upper bounds.

    Returns:
        Who is caught. Where listed parties are asked one by one, a party that several catch is given to the one that
        does in the fewest rounds.
    """
    sweep = Sweep(stakes, measure, upper=upper)
    last = np.iinfo(np.int32).max
    rounds = np.full(stakes.parties, last, dtype=np.int32)
    by = np.full(0 if measure.aggregate else stakes.parties, -1, dtype=np.int32)
    groups = [listed] if measure.aggregate else [[party] for party in sorted(set(listed))]
    for group in groups:
        for number, caught in enumerate(sweep.run(group)):
            earlier = caught[rounds[caught] > number]
            rounds[earlier] = number
            if not measure.aggregate:
                by[earlier] = group[0]
    rounds[rounds == last] = -1
    return Side(upper, rounds, by)
