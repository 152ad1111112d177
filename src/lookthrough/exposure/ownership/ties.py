"""Who is tied to whom on one day: all kinds of links as flat arrays, to be walked in both directions.

A party is a number; `Ties.links` tells what a row was read from. The same arrays serve a handful of links of one file
and ten million of a register: a step of a walk is one pass over arrays, whatever its width.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from lookthrough.exposure.ownership.ledger import UNIDENTIFIED, Ledger, coded
from lookthrough.exposure.ownership.links import OWNERSHIP, Readings, Settled, counted
from lookthrough.exposure.ownership.stakes import Number, Stakes, Truths, Whole, in_order
from lookthrough.model.link import LinkKind

_STRENGTH: Mapping[LinkKind, float] = MappingProxyType(
    {"branch": 1.0, "agreement": 0.75, "board": 0.75, "consolidation": 0.25, "nominee": 0.25}
)
"""How stated facts stand beside shares where the strongest of several ways is chosen."""

WIDEST_LAYER, LONGEST_WALK = 10_000, 50_000
"""How many links of one layer, and in all, are walked upward for the ways to parties that are sought."""


@dataclass(frozen=True, slots=True)
class Ties:
    """Links of one day.

    Attributes:
        parties: per number the party's id; "" stands for all owners who are not identified.
        numbers: per id its number.
        owner, owned: per link the numbers of the two.
        strength: per link how strong it is beside others, for the order of ways and never for a result.
        links: per link what is taken for it.
        out, out_order: the links from a party are out_order[out[party]:out[party + 1]].
        into, into_order: those into it.
    """

    parties: Sequence[str]
    numbers: Mapping[str, int]
    owner: Number
    owned: Number
    strength: npt.NDArray[np.float64]
    links: Sequence[Settled]
    out: Whole
    out_order: Number
    into: Whole
    into_order: Number

    @property
    def unidentified(self) -> int:
        """The number that stands for owners who are not identified; -1 where all are."""
        return self.numbers.get(UNIDENTIFIED, -1)

    def rows_into(self, party: int) -> Number:
        """The links whose owned party this is."""
        return self.into_order[self.into[party] : self.into[party + 1]]

    def rows_of(self, party: int) -> Number:
        """The links whose owner this is."""
        return self.out_order[self.out[party] : self.out[party + 1]]

    def toward(self, sought: Iterable[int]) -> Toward:
        """Some parties, and everybody to whom any chain of links, of whatever share, leads from one of them."""
        frontier = np.unique(np.fromiter(sought, dtype=np.int32))
        start, reached = (np.zeros(len(self.parties), dtype=np.bool_) for _ in range(2))
        start[frontier] = True
        while frontier.size:
            reached[frontier] = True
            targets = self.owned[_of_all(self.out, self.out_order, frontier)]
            frontier = np.unique(targets[~reached[targets]])
        return Toward(start, reached)

    def above(self, party: int, most: int, toward: Toward | None = None) -> Above:
        """The links above a party, layer by layer, until there are `most`.

        Args:
            party: where to start.
            most: how many links at the most.
            toward: parties whose ways to this one are kept before other links, as far as half of them: without that, a
                company of a thousand owners would leave no room for whoever stands behind one of them.
        """
        first = None if toward is None else toward.leads
        found = self._layers(party, most, first, self._all_into)
        if not found.left_out or toward is None or not toward.leads[party]:
            return found
        ways, all_met = self._ways_up(party, toward, most // 2)
        kept = np.concatenate([ways, found.rows[~np.isin(found.rows, ways)]])[:most]
        all_met &= len(ways) <= most
        return replace(self._layers(party, most, first, _Among(self.owned, kept).into), all_met=all_met)

    def _all_into(self, parties: Number) -> Number:
        return _of_all(self.into, self.into_order, parties)

    def _layers(self, party: int, most: int, first: Truths | None, into: Callable[[Number], Number]) -> Above:
        distance, room, nobody = {party: 0}, most, self.unidentified
        rows: list[Number] = []
        frontier, layer = np.array([party], dtype=np.int32), 0
        while frontier.size:
            layer += 1
            found = into(frontier)
            if first is not None:
                found = found[np.argsort(~first[self.owner[found]], kind="stable")]
            kept = found[:room]
            room -= len(kept)
            rows.append(kept)
            fresh = [o for o in dict.fromkeys(self.owner[kept].tolist()) if o not in distance and o != nobody]
            distance.update(dict.fromkeys(fresh, layer))
            frontier = np.array(fresh, dtype=np.int32)
        shown = np.concatenate(rows)
        reached = np.fromiter(distance, dtype=np.int64, count=len(distance))
        return Above(party, shown, distance, int((self.into[reached + 1] - self.into[reached]).sum()) - len(shown))

    def _ways_up(self, party: int, toward: Toward, most: int) -> tuple[Number, bool]:
        """The links on shortest ways to the parties sought, nearest first; and whether all that lead here were met.

        Of a layer the strongest links are walked, `WIDEST_LAYER` at the most, and `LONGEST_WALK` links in all.
        """
        seen: Truths = np.zeros(len(self.parties), dtype=np.bool_)
        by: Number = np.empty(len(self.parties), dtype=np.int32)
        frontier = np.array([party], dtype=np.int32)
        seen[frontier] = True
        ways: dict[int, None] = {}
        walked, complete = 0, True
        while frontier.size:
            links = np.cumsum(self.into[frontier + 1] - self.into[frontier])
            fit = max(1, int(np.searchsorted(links, 2 * WIDEST_LAYER)))
            complete &= fit >= len(frontier)
            rows = self._all_into(frontier[:fit])
            owner = self.owner[rows]
            rows = rows[toward.leads[owner] & ~seen[owner]]
            if len(rows) > WIDEST_LAYER:
                rows, complete = rows[np.argsort(-self.strength[rows], kind="stable")[:WIDEST_LAYER]], False
            walked += len(rows)
            frontier, at = np.unique(self.owner[rows], return_index=True)
            seen[frontier], by[frontier] = True, rows[at]
            for sought in frontier[toward.sought[frontier]].tolist():
                if len(ways) >= most:
                    return np.fromiter(ways, dtype=np.int32), False
                near, way = sought, []
                while near != party and int(by[near]) not in ways:
                    way.append(int(by[near]))
                    near = int(self.owned[by[near]])
                ways.update(dict.fromkeys(reversed(way)))
            if walked > LONGEST_WALK:
                return np.fromiter(ways, dtype=np.int32), False
        return np.fromiter(ways, dtype=np.int32), complete or not (toward.sought & ~seen).any()


@dataclass(frozen=True, slots=True)
class Above:
    """What leads to one party.

    Attributes:
        party: its number.
        rows: the links, nearest layer first.
        distance: per identified party met how many links lead from it to the party at the least.
        left_out: how many links into the parties met are not among the rows.
        all_met: were all parties met that were sought? If not, further ones may lead to the party.
    """

    party: int
    rows: Number
    distance: Mapping[int, int]
    left_out: int
    all_met: bool = True


@dataclass(frozen=True, slots=True)
class Toward:
    """Parties that are sought above others.

    Attributes:
        sought: per party whether it is one.
        leads: per party whether any chain of links leads from one of them to it; they too.
    """

    sought: Truths
    leads: Truths


class _Among:
    """Some links only, to be walked upward."""

    def __init__(self, owned: Number, rows: Number) -> None:
        order = np.argsort(owned[rows], kind="stable")
        self._rows = rows[order]
        self._owned = owned[self._rows]

    def into(self, parties: Number) -> Number:
        """The links into some parties, one party after the other."""
        starts, ends = (np.searchsorted(self._owned, parties, side=side) for side in ("left", "right"))
        return self._rows[_runs(starts, ends - starts)]


def _of_all(starts: Whole, order: Number, parties: Number) -> Number:
    """The links of several parties, one party after the other."""
    first = starts[parties]
    return order[_runs(first, starts[parties + 1] - first)]


def _runs(first: Whole, counts: Whole) -> Whole:
    """The numbers of several runs, each from its first one on."""
    before = np.cumsum(counts) - counts
    return np.repeat(first - before, counts) + np.arange(counts.sum(), dtype=np.int64)


def tie(links: Sequence[Settled], also: Iterable[str] = ()) -> Ties:
    """Number the parties of some links.

    Args:
        links: one a pair and kind.
        also: parties that get a number although no link names them.
    """
    numbers: dict[str, int] = {}
    for link in links:
        numbers.setdefault(link.owner, len(numbers))
        numbers.setdefault(link.owned, len(numbers))
    for party in also:
        numbers.setdefault(party, len(numbers))
    owner = np.fromiter((numbers[link.owner] for link in links), dtype=np.int32, count=len(links))
    owned = np.fromiter((numbers[link.owned] for link in links), dtype=np.int32, count=len(links))
    strength = np.fromiter(map(_strength, links), dtype=np.float64, count=len(links))
    return tied(list(numbers), numbers, owner, owned, strength, links)


def _strength(link: Settled) -> float:
    return _STRENGTH[link.kind] if link.kind in _STRENGTH else float(link.share.low)


def tied(
    parties: Sequence[str],
    numbers: Mapping[str, int],
    owner: Number,
    owned: Number,
    strength: npt.NDArray[np.float64],
    links: Sequence[Settled],
) -> Ties:
    """Ties from columns; `links` may make its rows when they are asked for."""
    ordered = [
        (np.concatenate([[0], np.cumsum(np.bincount(column, minlength=len(parties)))]).astype(np.int64),
         in_order(column))
        for column in (owner, owned)
    ]  # fmt: skip
    (out, out_order), (into, into_order) = ordered
    return Ties(parties, numbers, owner, owned, strength, links, out, out_order, into, into_order)


@dataclass(frozen=True, slots=True)
class Book:
    """The stakes of some ties that count in one reading.

    Attributes:
        stakes: ready for attribution, with the numbers of the ties.
        rows: per stake as it was written down its link.
    """

    stakes: Stakes
    rows: Number


def book(ties: Ties, readings: Readings = OWNERSHIP, instead: Mapping[int, Readings] | None = None) -> Book:
    """Write down the stakes that count.

    Args:
        ties: all links.
        readings: which kinds count, and how.
        instead: per company that is read in another way, how.
    """
    ledger, rows = Ledger(ties.numbers), []
    for row, link in enumerate(ties.links):
        share = counted(link, (instead or {}).get(int(ties.owned[row]), readings))
        if share is not None:
            ledger.add(link.owner, link.owned, coded(share))
            rows.append(row)
    return Book(ledger.stakes(), np.array(rows, dtype=np.int32))
