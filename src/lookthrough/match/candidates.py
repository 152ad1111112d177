"""Which names of an index may score enough for a query, and how much they can score at most.

Why nothing is missed. A pair scores only if some word of weight agrees: equal, within the slips allowed, written as
one with its neighbour, or begun by the last word of a cut-off line. The first two are found through deletion variants
(`index/deletions.py` has the proof), joined words by their hash, beginnings by the sorted vocabulary; every such
element leads through its postings to the names that carry it. So every name that scores is met, and for each met name
`_bounds` sums what its elements can agree by at most and what must stay left over at least. That bound is never below
the score.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lookthrough.index.deletions import spread
from lookthrough.match import features
from lookthrough.match.part import Part
from lookthrough.match.points import ListPoints
from lookthrough.match.score import BEYOND_THE_CUT, BOTH_SIDED, COUNTRY_AGREES, ONE_SIDED, WEIGHTS
from lookthrough.names.tokens import LIGHT, Tag

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

#: Postings that are looked at together, so that memory stays bounded; those of one asking always are.
MOST_POSTINGS = 1 << 18

#: Two numbers are added up as one, in the upper and in the lower half of 64 bits.
_LOWER = (1 << 32) - 1
_FIRST = np.zeros(1, dtype=np.int64)
_INITIAL = WEIGHTS[Tag.INITIAL]
_MOST_LEFT = 100  # no token costs more
_LIGHT_LEFT = max(WEIGHTS[tag][1] for tag in LIGHT)
_INITIAL_AGREES = _INITIAL[0] * features.INITIAL


def candidates(
    parts: Sequence[Part], points: ListPoints, line: float, countries: Sequence[bool], allowed: Bools | None
) -> list[list[tuple[float, int]]]:
    """For each asking the names that may score at least `line`: (bound, name), in no order.

    Args:
        parts: the askings.
        points: the points of the list.
        line: the least score.
        countries: for each asking, whether a country may support it.
        allowed: per party, whether it is searched; None for all.
    """
    words = np.array([word for part in parts for word in part.words], dtype=np.int64)
    postings = points.posting_count.take(words)
    if len(parts) > 1 and int(postings.sum()) > MOST_POSTINGS:
        half = len(parts) // 2
        return [
            *candidates(parts[:half], points, line, countries[:half], allowed),
            *candidates(parts[half:], points, line, countries[half:], allowed),
        ]
    found: list[list[tuple[float, int]]] = [[] for _ in parts]
    if not postings.any():
        return found
    met = _met(parts, points, words, postings)
    is_open = _open(parts, points, met, allowed)
    if is_open is not None:
        met = met.only(is_open)
    bounds = _bounds(parts, points, countries, met)
    keep = (bounds >= line).nonzero()[0]
    for number, bound, name in zip(
        met.part.take(keep).tolist(), bounds.take(keep).tolist(), met.name.take(keep).tolist(), strict=True
    ):
        found[number].append((bound, name))
    return found


class _Met(NamedTuple):
    """Askings and names that meet, each pair once.

    Attributes:
        part, name: the asking and the name.
        agreement: points (times percent) that their elements agree by at most.
        ours, theirs: points that the elements that are alike settle at most, on either side.
    """

    part: Ints
    name: Ints
    agreement: Ints
    ours: Ints
    theirs: Ints

    def only(self, which: Ints) -> _Met:
        """Some of the pairs."""
        return _Met(*[values.take(which) for values in self])


def _met(parts: Sequence[Part], points: ListPoints, words: Ints, postings: Ints) -> _Met:
    """Every asking and name that meet."""
    row, at = spread(points.posting_start.take(words), postings)
    alike, mass, settled = np.array(
        [
            [percent for part in parts for percent in part.alike],
            [point for part in parts for point in part.masses],
            [point for part in parts for point in part.costs],
        ],
        dtype=np.int64,
    )
    key, names = points.posting_name.take(at), points.total.shape[1]
    agreed = np.minimum(mass.take(row), points.posting_mass.take(at)) * alike.take(row)
    # the points settled are added up together, the query's in the upper bits
    settled = (settled << 32).take(row)
    if len(parts) == 1:
        settled += points.posting_cost[parts[0].mode].take(at)
    else:
        owner = np.arange(len(parts)).repeat([len(part.words) for part in parts]).take(row)
        modes = np.array([part.mode for part in parts])
        settled += points.posting_cost[modes.take(owner), at]
        key = key + owner * names
    order = key.argsort()
    key = key.take(order)
    edges = np.concatenate([_FIRST, (key[1:] != key[:-1]).nonzero()[0] + 1])
    settled = np.add.reduceat(settled.take(order), edges)
    agreed, key = np.add.reduceat(agreed.take(order), edges), key.take(edges).astype(np.int64)
    part = key // names if len(parts) > 1 else np.zeros(len(key), dtype=np.int64)
    return _Met(part, key - part * names, agreed, settled >> 32, settled & _LOWER)


def _open(parts: Sequence[Part], points: ListPoints, met: _Met, allowed: Bools | None) -> Ints | None:
    """Positions of the pairs whose parties may be an answer; None for all."""
    is_open = None
    if not all(part.asking.kinds >= points.kinds for part in parts):
        kind = points.kind.take(met.name)
        if len(parts) == 1:
            is_open = points.open_to(parts[0].asking.kinds).take(kind)
        else:
            is_open = np.array([points.open_to(part.asking.kinds) for part in parts])[met.part, kind]
    if allowed is not None:
        listed = allowed.take(points.entity.take(met.name))
        is_open = listed if is_open is None else is_open & listed
    return None if is_open is None else is_open.nonzero()[0]


def _bounds(parts: Sequence[Part], points: ListPoints, countries: Sequence[bool], met: _Met) -> Floats:
    """Per asking and name, a score that it cannot exceed."""
    size = points.total.shape[1]
    slack = [_slack(part, size, country) for part, country in zip(parts, countries, strict=True)]
    # the numbers of a single asking need not be repeated for each of its names
    single = len(parts) == 1
    agree, ours, theirs, one, both, cut, total_at = (
        slack[0] if single else np.array(slack, dtype=np.int64).take(met.part, axis=0).T
    )
    most = met.agreement + agree
    ours_left = ours - met.ours
    theirs_left = points.total.take(met.name + total_at) - (met.theirs + theirs)
    if any(part.reading.person for part in parts):
        persons = np.array([part.reading.person for part in parts], dtype=np.int64)
        initials = points.initials.take(met.name) * (persons if single else persons.take(met.part))
        most += initials * _INITIAL_AGREES
        ours_left -= initials * _MOST_LEFT
        theirs_left -= initials * _INITIAL[1]
    # in hundredths of points times percent, because behind a cut only a part of a point counts
    ours_left = np.maximum(ours_left, 0) * 100
    theirs_left = np.maximum(theirs_left, 0) * cut
    separation = one * (ours_left + theirs_left) + both * np.minimum(ours_left, theirs_left)
    bounds: Floats = most / (most + separation / 100) + 1e-9
    return bounds


def _slack(part: Part, names: int, country: bool) -> tuple[int, ...]:
    """What decides the bounds of an asking.

    Returns:
        What lesser words may add to the agreement; points left over on our side, and what lesser words may settle on
        theirs; how much points left over count, on one side and on both, and how many percent theirs may at
        least count; where the totals of its way of asking begin.
    """
    agree, ours, theirs, mode = 100 * COUNTRY_AGREES * int(country), part.cost, 0, part.asking.mode
    for row, token in zip(part.rows, part.reading.tokens, strict=False):
        if row.light:
            agree += row.mass * 100
            ours -= row.cost
            theirs += _LIGHT_LEFT
        elif token.tag is Tag.INITIAL:
            agree += _INITIAL_AGREES
            ours -= row.cost
            theirs += _MOST_LEFT
    cut = BEYOND_THE_CUT if part.reading.cut else 100
    return agree, ours, theirs, ONE_SIDED[mode], BOTH_SIDED[mode], cut, part.mode * names
