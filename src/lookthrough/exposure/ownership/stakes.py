"""Direct stakes as flat arrays, and the same stakes as whole numbers that can be added and compared exactly.

Every share of one company is brought to one unit, so that a share is a whole number of units: no sum is rounded.
Open bounds ("more than 50 %") ride along: where a company has any, its unit is divided further into `grain` parts, more
than twice the number of its stakes, and an open lower bound is one part more than its number, an open upper bound one
part less. A sum then tells both how much it is and whether it is more (less) than that, in one comparison.

A company whose sums do not fit into 61 bits is wide: its numbers are Python's, beside the arrays. Where a million
owners have a denominator each, one unit for all would have millions of digits: such a company's bounds are rounded
outward to 60 decimals. What is then certain stays certain, and `Stakes.rounded` tells the companies.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from lookthrough.model.share import LONGEST, ROUNDED, Share, common_unit

Whole: TypeAlias = npt.NDArray[np.int64]
Number: TypeAlias = npt.NDArray[np.int32]
Flags: TypeAlias = npt.NDArray[np.uint8]
Truths: TypeAlias = npt.NDArray[np.bool_]

LOW_OPEN, HIGH_OPEN = 1, 2
_LIMIT = 1 << 61
_COMMON_LIMIT = 1 << 40
#: Bits of all the numbers of one wide company together: 128 MB a side.
_MOST_BITS = 1 << 30


class Columns(NamedTuple):
    """Stakes as they are read, one row a stake.

    Attributes:
        owner, owned: numbers of the parties.
        low, high, unit: the share is between low / unit and high / unit.
        opens: `LOW_OPEN` and `HIGH_OPEN`, or 0.
        large: the shares of rows whose unit has more than 61 bits; their low, high and unit are not read.
    """

    owner: Number
    owned: Number
    low: Whole
    high: Whole
    unit: Whole
    opens: Flags
    large: Mapping[int, Share]

    def share(self, row: int) -> Share:
        """The share of one row, exactly as it was read."""
        if (large := self.large.get(row)) is not None:
            return large
        unit, opens = int(self.unit[row]), int(self.opens[row])
        low, high = Fraction(int(self.low[row]), unit), Fraction(int(self.high[row]), unit)
        return Share(low, high, "", bool(opens & LOW_OPEN), bool(opens & HIGH_OPEN))


class Wide(NamedTuple):
    """A company whose whole numbers are too large for the arrays.

    Attributes:
        unit, grain: see the module.
        low, high: per stake its bounds.
        room: what the others' lower bounds leave, see `Stakes.room`.
        rounded: are the bounds rounded outward?
    """

    unit: int
    grain: int
    low: Mapping[int, int]
    high: Mapping[int, int]
    room: int
    rounded: bool


class Company(NamedTuple):
    """One company's stakes as whole numbers, wide or not.

    Attributes:
        stakes, owners: the stakes in it, and who holds them.
        low, high: their bounds; Python's own numbers where the company is wide.
        unit, grain, room: see `Stakes`.
    """

    stakes: Number
    owners: Number
    low: npt.NDArray[Any]
    high: npt.NDArray[Any]
    unit: int
    grain: int
    room: int

    def share(self, low: int, high: int) -> Share:
        """The share that a sum of lower and one of upper bounds stand for, never more than the whole."""
        most = min(high, self.unit * self.grain)
        return Share(
            Fraction(low // self.grain, self.unit),
            Fraction(-(-most // self.grain), self.unit),
            "",
            low % self.grain != 0,
            most % self.grain != 0,
        )


@dataclass(frozen=True, slots=True)
class Stakes:
    """All direct stakes, in the order of their owners.

    Attributes:
        columns: the stakes, sorted by owner.
        row: per stake its row before sorting.
        out: owner's stakes are those from out[owner] to out[owner + 1].
        into, into_order: the stakes in a company are into_order[into[company]:into[company + 1]].
        low, high: per stake its bounds as whole numbers of the company's parts; 0 for stakes in wide companies.
        unit, grain: per company its unit and how many parts a unit has; unit 0 for wide companies.
        room: per company its whole less the lower bounds of all its stakes: what is left for those above theirs. Where
            the lower bounds pass the whole the register contradicts itself, and the room is without end.
        wide: companies beside the arrays.
        overfull: companies whose stakes are more than the whole even at their lower bounds.
        unidentified: the number that stands for owners who are not identified; -1 for none.
    """

    columns: Columns
    row: Number
    out: Whole
    into: Whole
    into_order: Number
    low: Whole
    high: Whole
    unit: Whole
    grain: Whole
    room: Whole
    wide: Mapping[int, Wide]
    overfull: tuple[int, ...]
    unidentified: int

    @property
    def parties(self) -> int:
        """How many parties there are."""
        return len(self.out) - 1

    @property
    def rounded(self) -> tuple[int, ...]:
        """The companies whose bounds are rounded outward, because an exact sum would have thousands of digits."""
        return tuple(company for company, wide in self.wide.items() if wide.rounded)

    def share(self, stake: int) -> Share:
        """The share of one stake, exactly as it was read."""
        return self.columns.share(stake)

    def stakes_in(self, company: int) -> Number:
        """The stakes that others, or it itself, have in a company."""
        return self.into_order[self.into[company] : self.into[company + 1]]

    def company(self, number: int) -> Company:
        """One company's stakes, ready to be added up."""
        stakes = self.stakes_in(number)
        owners = self.columns.owner[stakes]
        if (wide := self.wide.get(number)) is not None:
            low, high = (np.array([side[s] for s in stakes.tolist()], dtype=object) for side in (wide.low, wide.high))
            return Company(stakes, owners, low, high, wide.unit, wide.grain, wide.room)
        unit, grain, room = (int(column[number]) for column in (self.unit, self.grain, self.room))
        return Company(stakes, owners, self.low[stakes], self.high[stakes], unit, grain, room)

    def stakes_of(self, owner: int) -> range:
        """The stakes of one owner."""
        return range(int(self.out[owner]), int(self.out[owner + 1]))

    def stakes_of_all(self, owners: Number) -> Whole:
        """The stakes of several owners, one after the other."""
        starts = self.out[owners]
        counts = self.out[owners + 1] - starts
        before = np.cumsum(counts) - counts
        return np.repeat(starts - before, counts) + np.arange(counts.sum(), dtype=np.int64)


def build(columns: Columns, parties: int, unidentified: int = -1) -> Stakes:
    """Sort stakes by owner and by company and bring each company's shares to whole numbers.

    Args:
        columns: the stakes; every bound must lie in 0..1 and every interval must hold a number.
        parties: how many parties there are; their numbers are below it.
        unidentified: the number that stands for owners who are not identified.
    """
    order = in_order(columns.owner)
    large = {}
    if columns.large:
        at = np.empty_like(order)
        at[order] = np.arange(len(order), dtype=np.int32)
        large = {int(at[row]): share for row, share in columns.large.items()}
    sorted_columns = Columns(
        columns.owner[order],
        columns.owned[order],
        columns.low[order],
        columns.high[order],
        columns.unit[order],
        columns.opens[order],
        large,
    )
    out = _starts(sorted_columns.owner, parties)
    into_order = in_order(sorted_columns.owned)
    into = _starts(sorted_columns.owned, parties)
    unit, grain = _units(sorted_columns, into, into_order)
    low, high = _whole(sorted_columns, unit, grain)
    room, overfull = _rooms(sorted_columns.owned, low, unit * grain)
    wide = {
        int(company): _wide(sorted_columns, into_order[into[company] : into[company + 1]])
        for company in np.flatnonzero(unit == 0)
    }
    overfull += [company for company, each in wide.items() if each.room >= each.unit * each.grain * _LIMIT]
    return Stakes(
        sorted_columns, order, out, into, into_order, low, high, unit, grain, room, wide, tuple(overfull), unidentified
    )


def in_order(numbers: Number) -> Number:
    """What puts numbers in order, equal ones as they stand: by their lower 16 bits, then by the upper ones.

    Numbers of 16 bits are sorted in linear time; of 32 bits the library would sort them by comparison.
    """
    order = np.argsort(numbers.astype(np.uint16), kind="stable")
    if len(numbers) and numbers.max() >= 1 << 16:
        order = order[np.argsort((numbers >> 16).astype(np.uint16)[order], kind="stable")]
    return order.astype(np.int32)


def _starts(numbers: Number, parties: int) -> Whole:
    starts = np.zeros(parties + 1, dtype=np.int64)
    np.cumsum(np.bincount(numbers, minlength=parties), out=starts[1:])
    return starts


def _units(columns: Columns, into: Whole, into_order: Number) -> tuple[Whole, Whole]:
    """Per company its unit and grain; unit 0 where they do not fit."""
    counts = np.diff(into)
    grain = np.ones(len(counts), dtype=np.int64)
    has_open: Truths = np.zeros(len(counts), dtype=np.bool_)
    has_open[columns.owned[columns.opens > 0]] = True
    grain[has_open] = 2 * counts[has_open] + 2
    common = _common(columns.unit)
    unit = np.full(len(counts), common, dtype=np.int64) if common else _units_apart(columns, into, into_order)
    # What all stakes in a company come to at the most, rounded up: floats, but the limit has room for a fourfold sum.
    sums = 1.0 + np.bincount(columns.owned, columns.high / columns.unit, len(counts))
    fits = (unit > 0) & (sums * unit * grain <= _LIMIT)
    fits[[int(columns.owned[stake]) for stake in columns.large]] = False
    unit[~fits] = 0
    return unit, grain


def _common(units: Whole) -> int:
    """One unit for all companies, as decimals give it; 0 where there is none of a useful size."""
    common = 1
    while len(units):
        common = lcm(common, *np.unique(units[:1000]).tolist())
        if common > _COMMON_LIMIT:
            return 0
        units = units[common % units != 0]
    return common


def _units_apart(columns: Columns, into: Whole, into_order: Number) -> Whole:
    """Each company's own unit: the least common multiple of its stakes' units, 0 where it is too large."""
    units = columns.unit[into_order]
    counts = np.diff(into)
    owned = np.flatnonzero(counts)
    unit = np.ones(len(counts), dtype=np.int64)
    if len(owned):
        least, most = (f.reduceat(units, into[owned]) for f in (np.minimum, np.maximum))
        unit[owned] = least
        for company in owned[least != most]:
            own = np.unique(units[into[company] : into[company + 1]]).tolist()
            unit[company] = common_unit(own, _LIMIT.bit_length() - 1)
    return unit


def _whole(columns: Columns, unit: Whole, grain: Whole) -> tuple[Whole, Whole]:
    units = unit[columns.owned]
    scale = units // columns.unit
    scale *= grain[columns.owned]
    low = columns.low * scale
    low += ((columns.opens & LOW_OPEN) > 0) & (units > 0)
    high = columns.high * scale
    high -= ((columns.opens & HIGH_OPEN) > 0) & (units > 0)
    return low, high


def _rooms(owned: Number, low: Whole, whole: Whole) -> tuple[Whole, list[int]]:
    room = whole.copy()
    np.subtract.at(room, owned, low)
    overfull = np.flatnonzero(room < 0)
    room[overfull] = _LIMIT
    return room, overfull.tolist()


def _wide(columns: Columns, stakes: Number) -> Wide:
    numbers = stakes.tolist()
    parts = {stake: _parts(columns, stake) for stake in numbers}
    exact = common_unit({each[2] for each in parts.values()}, min(LONGEST, _MOST_BITS // len(numbers)))
    unit = exact or ROUNDED
    grain = 2 * len(numbers) + 2
    low = {s: low * unit // own * grain + bool(opens & LOW_OPEN) for s, (low, _, own, opens) in parts.items()}
    high = {s: -(-high * unit // own) * grain - bool(opens & HIGH_OPEN) for s, (_, high, own, opens) in parts.items()}
    room = unit * grain - sum(low.values())
    return Wide(unit, grain, low, high, room if room >= 0 else unit * grain * _LIMIT, not exact)


def _parts(columns: Columns, row: int) -> tuple[int, int, int, int]:
    """A row's low, high, unit and opens, of any length."""
    if (large := columns.large.get(row)) is None:
        return int(columns.low[row]), int(columns.high[row]), int(columns.unit[row]), int(columns.opens[row])
    unit = lcm(large.low.denominator, large.high.denominator)
    opens = LOW_OPEN * large.low_open + HIGH_OPEN * large.high_open
    return int(large.low * unit), int(large.high * unit), unit, opens
