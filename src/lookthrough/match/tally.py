"""`score.weigh` for many pairs of names at once: the same pairing, the same whole numbers, in arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lookthrough.match.points import ListPoints
from lookthrough.match.score import BEYOND_THE_CUT, BOTH_SIDED, MODES, ONE_SIDED, OPEN_AFTER_INITIAL, Element, Side
from lookthrough.names.tokens import LIGHT

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

_ONE_SIDED = np.array([ONE_SIDED[mode] for mode in MODES], dtype=np.int64)
_BOTH_SIDED = np.array([BOTH_SIDED[mode] for mode in MODES], dtype=np.int64)

#: Columns of `element_tables`.
FIRST, SPAN, MASS, COST, MASK, CARRIES, AT_CUT, LIGHT_ONLY = range(8)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Pairs of an asking and a name, and which of their elements are alike.

    Attributes:
        table: elements of all askings, see `element_tables`.
        tokens_cost: per pair, points of all the query's tokens when left over.
        mode: per pair, number of the way of asking.
        names: per pair, the name.
        pair: per alike two elements, the position of their pair.
        ours: the query's element, in `table`.
        listed: the index's element.
        alike: likeness in percent.
        initial: only an initial agrees.
    """

    table: Ints
    tokens_cost: Ints
    mode: Ints
    names: Ints
    pair: Ints
    ours: Ints
    listed: Ints
    alike: Ints
    initial: Bools


def element_tables(sides: Sequence[Side]) -> list[Ints]:
    """Each query's elements as whole numbers, one row each."""
    rows = [_columns(side, element) for side in sides for element in side.elements]
    table = np.array(rows, dtype=np.int64).reshape(-1, 8)
    ends = np.cumsum([len(side.elements) for side in sides]).tolist()
    return [table[end - len(side.elements) : end] for side, end in zip(sides, ends, strict=True)]


def _columns(side: Side, element: Element) -> tuple[int, ...]:
    end = element.first + element.span
    mass, cost = sum(side.mass[element.first : end]), sum(side.cost[element.first : end])
    light = element.span == 1 and side.tag(element) in LIGHT
    at_cut = side.reading.cut and end == len(side.mass)
    return element.first, element.span, mass, cost, element.mask, int(not light), int(at_cut), int(light)


def tally(compared: Comparison, points: ListPoints) -> tuple[Ints, Ints]:
    """Pair the elements of many pairs of names and add up.

    Returns:
        Agreement and separation of every pair, as `score.weigh` gives them.
    """
    pairs = len(compared.names)
    rows = _Rows.of(compared, points)
    rows = rows.only(_accept(rows, pairs))
    return _add_up(rows, compared.mode, compared.tokens_cost, points.total[compared.mode, compared.names], pairs)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Alike pairs of elements, best first within each pair of names."""

    pair: Ints
    our_mask: Ints
    their_mask: Ints
    mass: Ints
    alike: Ints
    our_cost: Ints
    their_cost: Ints
    forgivable: Ints
    open_cost: Ints
    carries: Bools
    at_cut: Bools
    last: Ints
    beyond: Ints

    @classmethod
    def of(cls, compared: Comparison, points: ListPoints) -> _Rows:
        """All rows of a batch, in the order in which `score.weigh` would take them."""
        pair, listed, alike, initial = compared.pair, compared.listed, compared.alike, compared.initial
        query, mode = compared.table[compared.ours], compared.mode[compared.pair]
        first, span = points.first[listed].astype(np.int64), points.span[listed].astype(np.int64)
        their_cost = points.cost[mode, listed].astype(np.int64)
        rank = (((pair << 7 | 100 - alike) << 1 | query[:, SPAN] - 1) << 1 | span - 1) << 5 | query[:, FIRST]
        rows = cls(
            pair=pair,
            our_mask=query[:, MASK],
            their_mask=((np.int64(1) << span) - 1) << first,
            mass=np.minimum(query[:, MASS], points.mass[listed]),
            alike=alike,
            our_cost=query[:, COST],
            their_cost=their_cost,
            forgivable=points.forgivable[mode, listed].astype(np.int64),
            open_cost=np.where(initial, np.maximum(query[:, COST], their_cost), 0),
            carries=(query[:, CARRIES] == 1) & ~initial,
            at_cut=query[:, AT_CUT] == 1,
            last=first + span - 1,
            beyond=points.beyond(mode, listed),
        )
        return rows.only(np.argsort(rank << 5 | first, kind="stable"))

    def only(self, which: Ints) -> _Rows:
        """These rows, in this order."""
        return _Rows(*(getattr(self, name)[which] for name in _Rows.__slots__))


def _accept(rows: _Rows, pairs: int) -> Ints:
    """Take rows greedily, each token once, as `score.weigh` does: in rounds, the best open row of every pair."""
    ours, theirs = np.zeros(pairs, dtype=np.int64), np.zeros(pairs, dtype=np.int64)
    taken = []
    open_rows = np.arange(len(rows.pair))
    while len(open_rows):
        pair = rows.pair[open_rows]
        best = open_rows[np.concatenate([[True], pair[1:] != pair[:-1]])]
        taken.append(best)
        ours[rows.pair[best]] |= rows.our_mask[best]
        theirs[rows.pair[best]] |= rows.their_mask[best]
        free = (rows.our_mask[open_rows] & ours[pair]) | (rows.their_mask[open_rows] & theirs[pair])
        open_rows = open_rows[free == 0]
    return np.sort(np.concatenate(taken)) if taken else open_rows


def _add_up(rows: _Rows, mode: Ints, ours: Ints, theirs: Ints, pairs: int) -> tuple[Ints, Ints]:
    def per_pair(values: Ints) -> Ints:
        return np.bincount(rows.pair, values, pairs).astype(np.int64)

    carried = per_pair(rows.carries.astype(np.int64)) > 0
    agreement = per_pair(rows.mass * rows.alike)
    separation = per_pair(rows.mass * (100 - rows.alike) + OPEN_AFTER_INITIAL * rows.open_cost)
    ours = ours - per_pair(rows.our_cost)
    theirs = (theirs - per_pair(rows.their_cost)) * 100
    at_cut = np.flatnonzero(rows.at_cut)
    if len(at_cut):
        cut_after = np.full(pairs, 1 << 10, dtype=np.int64)
        cut_after[rows.pair[at_cut]] = rows.last[at_cut]
        settled = np.where(rows.last > cut_after[rows.pair], rows.forgivable, 0)
        beyond = per_pair(np.where(rows.at_cut, rows.beyond, 0) - settled)
        theirs = theirs - beyond * (100 - BEYOND_THE_CUT)
    one, both = _ONE_SIDED[mode], _BOTH_SIDED[mode]
    separation += (one * (100 * ours + theirs) + both * np.minimum(100 * ours, theirs)) // 100
    return np.where(carried, agreement, 0), np.where(carried, separation, 0)
