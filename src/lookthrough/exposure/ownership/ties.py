"""Who is tied to whom on one day: all kinds of links as flat arrays, to be walked in both directions.

A party is a number; `Ties.links` tells what a row was read from. The same arrays serve a handful of links of one file
and ten million of a register: a step of a walk is one pass over arrays, whatever its width.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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

    def below(self, starts: Iterable[int]) -> Truths:
        """Per party whether any chain of links, of whatever share, leads from one of these to it; they too."""
        reached: Truths = np.zeros(len(self.parties), dtype=np.bool_)
        frontier = np.unique(np.fromiter(starts, dtype=np.int32))
        while frontier.size:
            reached[frontier] = True
            targets = self.owned[_of_all(self.out, self.out_order, frontier)]
            frontier = np.unique(targets[~reached[targets]])
        return reached

    def above(self, party: int, most: int, first: Truths | None = None) -> Above:
        """The links above a party, layer by layer, until there are `most`.

        Args:
            party: where to start.
            most: how many links at the most.
            first: per party whether links from it are kept before others where a layer does not fit.
        """
        distance, left_out, room, nobody = {party: 0}, 0, most, self.unidentified
        rows: list[Number] = []
        frontier, layer = np.array([party], dtype=np.int32), 0
        while frontier.size:
            layer += 1
            found = _of_all(self.into, self.into_order, frontier)
            if first is not None:
                found = found[np.argsort(~first[self.owner[found]], kind="stable")]
            kept = found[:room]
            room -= len(kept)
            left_out += len(found) - len(kept)
            rows.append(kept)
            fresh = [o for o in dict.fromkeys(self.owner[kept].tolist()) if o not in distance and o != nobody]
            distance.update(dict.fromkeys(fresh, layer))
            frontier = np.array(fresh, dtype=np.int32)
        return Above(party, np.concatenate(rows) if rows else np.empty(0, dtype=np.int32), distance, left_out)


@dataclass(frozen=True, slots=True)
class Above:
    """What leads to one party.

    Attributes:
        party: its number.
        rows: the links, nearest layer first.
        distance: per identified party met how many links lead from it to the party at the least.
        left_out: how many links of the layers that were reached are not among the rows.
    """

    party: int
    rows: Number
    distance: Mapping[int, int]
    left_out: int


def _of_all(starts: Whole, order: Number, parties: Number) -> Number:
    """The links of several parties, one party after the other."""
    first = starts[parties]
    counts = starts[parties + 1] - first
    before = np.cumsum(counts) - counts
    found: Number = order[np.repeat(first - before, counts) + np.arange(counts.sum(), dtype=np.int64)]
    return found


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
