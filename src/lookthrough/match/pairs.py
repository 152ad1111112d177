"""Two readings compared at two speeds: by `score.weigh`, and by the compiled kernel once many pairs were asked for."""

from __future__ import annotations

from functools import cache, cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lookthrough.compiled import machine_code
from lookthrough.match import kernel, layout
from lookthrough.match.packed import facts, packed
from lookthrough.match.score import weigh
from lookthrough.match.sides import Mode, Side, side_of
from lookthrough.names.tokens import Reading

Numbers = NDArray[np.int64]

#: Pairs that are compared before it pays to load the compiled kernel: what that takes, over what a pair takes.
PATIENCE = 2_000


class _Asked:
    """How many pairs this process has asked for."""

    pairs = 0


class Ready:
    """A reading ready to be compared, for what its mode and its side make of it.

    Args:
        reading: the name as read.
        mode: how the question is put.
        listed: the name stands on the list; otherwise it is the query.
    """

    def __init__(self, reading: Reading, mode: Mode, *, listed: bool) -> None:
        self.reading, self._mode, self._listed = reading, mode, listed

    @cached_property
    def side(self) -> Side:
        """The reading with its points."""
        return side_of(self.reading, _nobody, 0, self._mode, listed=self._listed)

    @cached_property
    def numbers(self) -> Numbers:
        """The same, packed."""
        return np.frombuffer(packed(self.reading, self._mode, listed=self._listed), dtype=np.int64)


def _nobody(_word: str) -> int:
    return 0


def sums(query: Ready, listed: Ready) -> tuple[int, int]:
    """Agreement and separation of two readings, as `score.weigh` gives them."""
    if _Asked.pairs >= PATIENCE and (fast := _fast()) is not kernel.weigh_pair:
        found: tuple[int, int] = fast(query.numbers, listed.numbers, *_constants())
        return found
    _Asked.pairs += 1
    evidence = weigh(query.side, listed.side)
    return evidence.agreement, evidence.separation


@cache
def _fast() -> Any:
    return machine_code(kernel.weigh_pair)


@cache
def _constants() -> tuple[Numbers, Numbers]:
    return np.frombuffer(facts(), dtype=np.int64), np.zeros(layout.ROOM, dtype=np.int64)
