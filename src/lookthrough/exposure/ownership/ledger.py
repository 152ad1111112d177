"""Collects stakes row by row into flat columns: ten million of them fit into half a gigabyte beside their names."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import count
from math import lcm
from typing import NamedTuple

import numpy as np

from lookthrough.exposure.ownership.stakes import HIGH_OPEN, LOW_OPEN, Columns, Flags, Stakes, Whole, build
from lookthrough.model.share import Share

UNIDENTIFIED = ""
"""The name of owners whom the register does not identify: they may be anyone, listed parties included."""


class Coded(NamedTuple):
    """A share as whole numbers of a unit; `share` itself where they are too large for the columns."""

    low: int
    high: int
    unit: int
    opens: int
    large: Share | None = None


def coded(share: Share) -> Coded:
    """Bring both bounds of a share to one denominator."""
    unit = lcm(share.low.denominator, share.high.denominator)
    if unit.bit_length() > 61:
        return Coded(0, 1, 1, 0, share)
    opens = LOW_OPEN * share.low_open + HIGH_OPEN * share.high_open
    return Coded(int(share.low * unit), int(share.high * unit), unit, opens)


class Ledger:
    """Stakes as they come in.

    Args:
        numbers: parties that have a number already, counted from 0; None for none.

    Attributes:
        numbers: per party its number, in the order in which they were first named; who is looked up is given one.
    """

    def __init__(self, numbers: Mapping[str, int] | None = None) -> None:
        self.numbers = defaultdict[str, int](count(len(numbers or ())).__next__, numbers or {})
        self._rows = array("q")  # six numbers a stake: one call to write and 48 bytes
        self._large: dict[int, Share] = {}

    def __len__(self) -> int:
        return len(self._rows) // 6

    def number(self, party: str) -> int:
        """The number of a party, a new one at its first naming."""
        return self.numbers[party]

    def add(self, owner: str, owned: str, share: Coded) -> None:
        """Write one stake down."""
        low, high, unit, opens, large = share
        if large is not None:
            self._large[len(self)] = large
        self._rows.extend((self.numbers[owner], self.numbers[owned], low, high, unit, opens))

    def extend(self, owners: Whole, owned: Whole, shares: Sequence[Whole | Flags], large: Mapping[int, Share]) -> None:
        """Write several stakes down.

        Args:
            owners, owned: numbers of the parties.
            shares: low, high, unit and opens, as in `Coded`.
            large: the shares that are too large for the columns, by their place among these stakes.
        """
        self._large |= {len(self) + at: share for at, share in large.items()}
        self._rows.frombytes(np.stack([owners, owned, *shares], axis=1).astype(np.int64).tobytes())

    def stakes(self) -> Stakes:
        """All that was written down, ready for questions."""
        owner, owned, low, high, unit, opens = np.asarray(self._rows, dtype=np.int64).reshape(-1, 6).T
        columns = Columns(
            owner.astype(np.int32), owned.astype(np.int32), low, high, unit, opens.astype(np.uint8), self._large
        )
        return build(columns, len(self.numbers), self.numbers.get(UNIDENTIFIED, -1))
