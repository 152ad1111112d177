"""Why is an entity caught? The deciding stakes, company by company, from the listed parties to the entity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lookthrough.exposure.ownership.attribution import needed
from lookthrough.exposure.ownership.stakes import Company, Number, Stakes, Truths
from lookthrough.model.attribution import Measure
from lookthrough.model.share import Share


@dataclass(frozen=True, slots=True)
class Stake:
    """One stake as it was read.

    Attributes:
        owner: who holds it; "" for an owner who is not identified.
        owned: in whom.
        share: how much.
        row: 0-based row of the stake in what was given.
    """

    owner: str
    owned: str
    share: Share
    row: int

    def __str__(self) -> str:
        return f"{self.owner or 'an owner who is not identified'} holds {self.share} of {self.owned}"


@dataclass(frozen=True, slots=True)
class Ruling:
    """One company caught by those who were caught before it.

    Attributes:
        party: the company.
        round: 1 for a company that listed parties catch directly, and so on; owners have smaller rounds.
        stakes: the deciding ones, largest first: without the last of them the sum would not pass.
        total: what they come to. On upper bounds not more than what the others leave.
    """

    party: str
    round: int
    stakes: tuple[Stake, ...]
    total: Share

    def __str__(self) -> str:
        return f"{'; '.join(map(str, self.stakes))}: {self.total} in all"


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that a proof is read from.

    Attributes:
        stakes: who owns whom.
        names: per number the party.
        measure: when an entity is caught.
        round: per party the round in which it was caught, -1 for those who were not.
        upper: on upper bounds.
    """

    stakes: Stakes
    names: Sequence[str]
    measure: Measure
    round: Number
    upper: bool

    def proof(self, party: int) -> tuple[Ruling, ...]:
        """The rulings that lead from listed parties to this one, in the order of rounds; empty for a listed party."""
        waiting, found = [party], {}
        while waiting:
            number = waiting.pop()
            if number not in found and self.round[number] > 0:
                company = self.stakes.company(number)
                before = self._before(number, company)
                deciding = self._deciding(company, before)
                found[number] = self._ruling(number, company, before, deciding)
                waiting.extend(company.owners[deciding].tolist())
        return tuple(sorted(found.values(), key=lambda ruling: (ruling.round, ruling.party)))

    def _deciding(self, company: Company, before: Truths) -> Number:
        """The fewest of the stakes of owners caught before that pass the measure, largest first."""
        inside = np.flatnonzero(before)
        bounds = (company.high if self.upper else company.low)[inside]
        by_size = np.argsort(-bounds, kind="stable")
        need = needed(self.measure, company.unit, company.grain)
        first = int(np.searchsorted(np.cumsum(bounds[by_size]), need)) + 1
        return inside[by_size][:first].astype(np.int32)

    def _before(self, number: int, company: Company) -> Truths:
        """Which of the stakes are held by owners who were caught before this company?"""
        rounds = self.round[company.owners]
        earlier: Truths = (rounds >= 0) & (rounds < self.round[number])
        return earlier

    def _ruling(self, number: int, company: Company, before: Truths, deciding: Number) -> Ruling:
        low, high = int(company.low[deciding].sum()), int(company.high[deciding].sum())
        if self.upper:
            left = company.room + int(company.low[before].sum())
            high = min(high, left)
        stakes = tuple(stake_at(self.stakes, self.names, stake) for stake in company.stakes[deciding].tolist())
        return Ruling(self.names[number], int(self.round[number]), stakes, company.share(low, high))


def stake_at(stakes: Stakes, names: Sequence[str], number: int) -> Stake:
    """One stake with the names of its parties."""
    owner, owned = (int(column[number]) for column in (stakes.columns.owner, stakes.columns.owned))
    return Stake(names[owner], names[owned], stakes.share(number), int(stakes.row[number]))


def held(stakes: Stakes, company: int, caught: Truths, possible: Truths) -> Share:
    """What the caught hold of a company at the least, and the possible at the most.

    Args:
        stakes: who owns whom.
        company: the company asked.
        caught, possible: per party whether it is.
    """
    inside = stakes.company(company)
    may_count = possible[inside.owners]
    least = int(inside.low[caught[inside.owners]].sum())
    most = min(int(inside.high[may_count].sum()), inside.room + int(inside.low[may_count].sum()))
    return inside.share(least, most)


def circles_above(stakes: Stakes) -> Truths:
    """Per company: does any chain of owners above it come back to a company on it?

    Parties whose owners are all taken away are taken away, layer by layer. What stays lies on a circle or below one.
    """
    columns = stakes.columns
    counts = columns.owner != stakes.unidentified
    left = np.bincount(columns.owned[counts], minlength=stakes.parties).astype(np.int64)
    stays: Truths = np.ones(stakes.parties, dtype=np.bool_)
    frontier = np.flatnonzero(left == 0).astype(np.int32)
    while frontier.size:
        stays[frontier] = False
        targets = columns.owned[stakes.stakes_of_all(frontier[frontier != stakes.unidentified])]
        np.subtract.at(left, targets, 1)
        frontier = np.unique(targets[left[targets] == 0])
    return stays
