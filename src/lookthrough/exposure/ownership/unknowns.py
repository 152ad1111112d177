"""Which unknown stake is worth asking about first? The one whose answer would settle most open entities.

An entity is open when it is possibly but not certainly caught. Only stakes in open entities can settle any, and a stake
in C only C and those whom C leads to through open entities: that reach bounds what it can settle.

A stake is tried at both ends of what it can be: at its lower bound, and at its upper bound or what the others leave of
the company. Where the owner is not identified, the ends are "someone who is not caught" and "a listed party". Counted
is how many open entities are then certainly caught or certainly not. That is exact, one stake at a time; what two
answers settle only together is not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from lookthrough.exposure.ownership.attribution import Sweep, needed
from lookthrough.exposure.ownership.proof import Stake, stake_at
from lookthrough.exposure.ownership.stakes import Company, Number, Stakes, Truths
from lookthrough.model.attribution import Measure

MOST_WORK = 2_000_000
"""How many stakes are visited before no further unknown is tried: some seconds of work."""

WIDEST_REACH = 20_000
"""Stakes in a company that leads to more open entities than this are not tried: each would take seconds."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """An unknown stake and what its answer would settle.

    Attributes:
        stake: as it was read.
        if_low: how many open entities are settled if it is at its lower end (its owner: someone not caught).
        if_high: how many if it is at its upper end (its owner: a listed party).
    """

    stake: Stake
    if_low: int
    if_high: int

    @property
    def settles(self) -> int:
        """What it is ranked by: both ends together, as neither is known to be the likelier."""
        return self.if_low + self.if_high

    def __str__(self) -> str:
        return f"{self.stake}: settles {self.if_low} if at its least, {self.if_high} if at its most"


@dataclass(frozen=True, slots=True)
class Ranking(Sequence[Unknown]):
    """Unknown stakes, those that would settle most first.

    Attributes:
        unknowns: those that were tried.
        untried: how many stakes in open entities were not tried, because the work is bounded: see `MOST_WORK` and
            `WIDEST_REACH`. Stakes in the companies that lead to most others directly were tried first.
    """

    unknowns: tuple[Unknown, ...]
    untried: int = 0

    def __getitem__(self, at):  # type: ignore[no-untyped-def]  # as tuple has it
        return self.unknowns[at]

    def __len__(self) -> int:
        return len(self.unknowns)


class Bounds(NamedTuple):
    """A sum of lower and one of upper bounds, in the parts of one company."""

    low: int
    high: int

    def plus(self, low: int, high: int) -> Bounds:
        """Both sums with something added."""
        return Bounds(self.low + low, self.high + high)


@dataclass(frozen=True, slots=True)
class Entity:
    """An open entity: what it takes to be caught, and what it has.

    Attributes:
        need: see `needed`.
        sure: the stakes of owners who are certainly caught.
        maybe: the stakes of owners who are not identified; they count on upper bounds only.
        room: what all lower bounds leave of the whole.
        stakes: from open owners: (stake, owner, its bounds).
        unknown: the stakes whose share or owner is not known.
    """

    need: int
    sure: Bounds
    maybe: Bounds
    room: int
    stakes: tuple[tuple[int, int, Bounds], ...]
    unknown: tuple[int, ...]


class Region:
    """The open entities of one question: everything else is settled and only counts as a sum."""

    def __init__(self, stakes: Stakes, low: Sequence[Number], high: Sequence[Number], measure: Measure) -> None:
        self._stakes, self._measure = stakes, measure
        self._low, self._high = (np.unique(np.concatenate(rounds)) for rounds in (low, high))
        self.open = np.setdiff1d(self._high, [*self._low.tolist(), stakes.unidentified]).astype(np.int32)
        self._entities: dict[int, Entity] = {}
        self._targets: dict[int, list[int]] = {}

    def leads_to(self, owner: int) -> list[int]:
        """The open entities that a party has stakes in, each once."""
        if owner not in self._targets:
            start, stop = self._stakes.out[owner : owner + 2]
            owned = self._stakes.columns.owned[start:stop]
            self._targets[owner] = np.unique(owned[_among(self.open, owned)]).tolist()
        return self._targets[owner]

    def entity(self, number: int) -> Entity:
        """One open entity."""
        if number not in self._entities:
            self._entities[number] = self._entity(number)
        return self._entities[number]

    def _entity(self, number: int) -> Entity:
        company = self._stakes.company(number)
        anonymous = company.owners == self._stakes.unidentified
        sure = _among(self._low, company.owners)
        still_open = _among(self.open, company.owners)
        unknown = (company.low != company.high) | anonymous
        opened = (column[still_open].tolist() for column in (company.stakes, company.owners, company.low, company.high))
        return Entity(
            needed(self._measure, company.unit, company.grain),
            _sum(company, sure),
            _sum(company, anonymous),
            company.room,
            tuple((stake, owner, Bounds(low, high)) for stake, owner, low, high in zip(*opened, strict=True)),
            tuple(company.stakes[unknown].tolist()),
        )

    def reach(self, company: int) -> set[int] | None:
        """The company and all open entities that it leads to; None where they are more than `WIDEST_REACH`."""
        found, waiting = {company}, [company]
        while waiting:
            for target in self.leads_to(waiting.pop()):
                if target not in found:
                    found.add(target)
                    waiting.append(target)
            if len(found) > WIDEST_REACH:
                return None
        return found

    def visits(self, reach: Iterable[int]) -> int:
        """How many stakes one trial of a company with this reach looks at."""
        return 4 * sum(1 + len(self.entity(member).stakes) for member in reach)

    def ends(self, company: int, stake: int) -> tuple[Entity, Entity]:
        """The company as it would be with this stake at its lower and at its upper end."""
        entity = self.entity(company)
        by = self._stakes.columns.owner[stake : stake + 1]
        numbers = self._stakes.wide.get(company, self._stakes)
        low, high = int(numbers.low[stake]), int(numbers.high[stake])
        most = min(high, low + entity.room)
        rest = entity.room - (most - low)
        if by[0] == self._stakes.unidentified:
            nobody = replace(entity, maybe=entity.maybe.plus(-low, -high))
            return nobody, replace(nobody, sure=entity.sure.plus(most, most), room=rest)
        if _among(self._low, by)[0]:
            at_low = replace(entity, sure=entity.sure.plus(0, low - high))
            return at_low, replace(entity, sure=entity.sure.plus(most - low, most - high), room=rest)
        if _among(self.open, by)[0]:
            at_low, at_high = (_with(entity, stake, Bounds(value, value)) for value in (low, most))
            return at_low, replace(at_high, room=rest)
        return entity, replace(entity, room=rest)

    def settled(self, company: int, changed: Entity, reach: set[int]) -> tuple[set[int], set[int]]:
        """Who is certainly caught and who certainly not, when a company is as given and all else as it was."""
        entities = {member: self.entity(member) for member in reach}
        entities[company] = changed
        caught = self._grow(entities, upper=False)
        return caught, reach - self._grow(entities, upper=True)

    def _grow(self, entities: Mapping[int, Entity], *, upper: bool) -> set[int]:
        """The least fixed point among these entities; on upper bounds all other open ones are caught already."""
        held, caught = {}, set()
        for company, entity in entities.items():
            sums = entity.sure
            if upper:
                sums = sums.plus(*entity.maybe)
                for _, owner, bounds in entity.stakes:
                    if owner not in entities:
                        sums = sums.plus(*bounds)
            held[company] = sums
        waiting = [company for company, entity in entities.items() if _passes(entity, held[company], upper=upper)]
        while waiting:
            owner = waiting.pop()
            if owner in caught:
                continue
            caught.add(owner)
            for company in self.leads_to(owner):
                if company in entities and company not in caught:
                    for _, by, bounds in entities[company].stakes:
                        if by == owner:
                            held[company] = held[company].plus(*bounds)
                    if _passes(entities[company], held[company], upper=upper):
                        waiting.append(company)
        return caught


def _among(members: Number, values: Number) -> Truths:
    """Which of the values are members? Members are sorted."""
    if not len(members):
        return np.zeros(len(values), dtype=np.bool_)
    found: Truths = members[np.minimum(np.searchsorted(members, values), len(members) - 1)] == values
    return found


def _passes(entity: Entity, held: Bounds, *, upper: bool) -> bool:
    if upper:
        return min(held.high, entity.room + held.low) >= entity.need
    return held.low >= entity.need


def _sum(company: Company, chosen: Truths) -> Bounds:
    return Bounds(int(company.low[chosen].sum()), int(company.high[chosen].sum()))


def _with(entity: Entity, stake: int, bounds: Bounds) -> Entity:
    stakes = tuple((s, owner, bounds if s == stake else old) for s, owner, old in entity.stakes)
    return replace(entity, stakes=stakes)


def rank(
    stakes: Stakes, names: Sequence[str], listed: Sequence[int], measure: Measure, most_work: int = MOST_WORK
) -> Ranking:
    """Rank the unknown stakes.

    Args:
        stakes: who owns whom.
        names: per number the party.
        listed: numbers of the listed parties.
        measure: when an entity is caught.
        most_work: how many stakes are visited before no further unknown is tried.
    """
    groups = [listed] if measure.aggregate else [[party] for party in sorted(set(listed))]
    sweeps = [Sweep(stakes, measure, upper=upper) for upper in (False, True)]
    regions, caught = [], set[int]()
    for group in groups:
        low, high = (sweep.run(group) for sweep in sweeps)
        certain = [party for caught_now in low for party in caught_now.tolist()]
        caught.update(certain)
        if sum(map(len, high)) > len(certain) + (stakes.unidentified >= 0):
            regions.append(Region(stakes, low, high, measure))
    within: dict[int, list[int]] = {}
    for at, region in enumerate(regions):
        for company in region.open.tolist():
            within.setdefault(company, []).append(at)
    return _Trial(stakes, names, regions, within, frozenset(caught)).ranking(most_work)


@dataclass(frozen=True, slots=True)
class _Trial:
    """All questions together: one, or one for each listed party."""

    stakes: Stakes
    names: Sequence[str]
    regions: Sequence[Region]
    open_in: Mapping[int, Sequence[int]]
    caught: frozenset[int]

    def ranking(self, most_work: int) -> Ranking:
        """Try the unknowns in the companies that lead to most others first, until the work is done or used up."""
        found = []
        for company in self._most_leading_first():
            if most_work <= 0:
                break
            reaches = {at: self.regions[at].reach(company) for at in self.open_in[company]}
            within = {at: reach for at, reach in reaches.items() if reach is not None}
            if len(within) < len(reaches):
                most_work -= WIDEST_REACH
                continue
            visits = sum(self.regions[at].visits(reach) for at, reach in within.items())
            for stake in dict.fromkeys(s for at in within for s in self.regions[at].entity(company).unknown):
                most_work -= visits
                if most_work > 0:
                    found.append(self._try(company, stake, within))
        found.sort(key=lambda unknown: (-unknown.settles, unknown.stake.row))
        return Ranking(tuple(found), self._unknown() - len(found))

    def _most_leading_first(self) -> list[int]:
        """The open entities; those that lead to most others directly come first."""
        direct: dict[int, int] = {}
        for region in self.regions:
            stakes = self.stakes.stakes_of_all(region.open)
            inside = _among(region.open, self.stakes.columns.owned[stakes])
            owners, counts = np.unique(self.stakes.columns.owner[stakes[inside]], return_counts=True)
            for company in region.open.tolist():
                direct.setdefault(company, 0)
            for owner, count in zip(owners.tolist(), counts.tolist(), strict=True):
                direct[owner] += count
        return sorted(direct, key=lambda company: (-direct[company], company))

    def _unknown(self) -> int:
        """How many stakes in open entities are unknown."""
        columns, companies = self.stakes.columns, [region.open for region in self.regions]
        if not companies:
            return 0
        stakes = np.concatenate([self.stakes.stakes_in(n) for n in np.unique(np.concatenate(companies)).tolist()])
        unknown = (columns.low[stakes] != columns.high[stakes]) | (columns.owner[stakes] == self.stakes.unidentified)
        sure = [at for at, share in columns.large.items() if share.exact is not None]
        anonymous = columns.owner[stakes] == self.stakes.unidentified
        return int((unknown & (anonymous | ~np.isin(stakes, sure))).sum())

    def _try(self, company: int, stake: int, reaches: Mapping[int, set[int]]) -> Unknown:
        counts = []
        for end in (0, 1):
            now_caught: set[int] = set()
            cleared: dict[int, int] = {}
            for at, reach in reaches.items():
                region = self.regions[at]
                sure, never = region.settled(company, region.ends(company, stake)[end], reach)
                now_caught |= sure
                for member in never:
                    cleared[member] = cleared.get(member, 0) + 1
            clear = {member for member, times in cleared.items() if times == len(self.open_in[member])}
            counts.append(len((now_caught | clear) - self.caught))
        return Unknown(stake_at(self.stakes, self.names, stake), *counts)
