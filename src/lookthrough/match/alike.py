"""Which elements of queries and listed names are alike, for a whole batch in flat arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from lookthrough.index.deletions import spread
from lookthrough.index.names import NameIndex
from lookthrough.match import features
from lookthrough.match.asking import Asking
from lookthrough.match.points import ListPoints
from lookthrough.match.score import MODES, Side
from lookthrough.match.tally import LIGHT_ONLY, SPAN, Comparison
from lookthrough.names.tokens import LIGHT, Tag

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def _no_names() -> Ints:
    return np.zeros(0, dtype=np.int64)


def _no_bounds() -> Floats:
    return np.zeros(0, dtype=np.float64)


@dataclass(slots=True)
class Part:
    """One asking on its way through a batch.

    Attributes:
        order: its place in the batch.
        query: the place of its query.
        asking: the name and its reading.
        side: its words with their points.
        table: its elements as numbers, see `tally.element_tables`.
        words, elements, alike: which words of the vocabulary its elements meet, and their likeness in percent.
        names: the names that may score, best bound first.
        bounds: the scores that they cannot exceed.
    """

    order: int
    query: int
    asking: Asking
    side: Side
    table: Ints
    words: Ints
    elements: Ints
    alike: Ints
    names: Ints = field(default_factory=_no_names)
    bounds: Floats = field(default_factory=_no_bounds)

    @property
    def mode(self) -> int:
        """Number of its way of asking in `score.MODES`."""
        return MODES.index(self.asking.mode)


def compare_all(parts: Sequence[Part], asked: Ints, names: Ints, index: NameIndex, points: ListPoints) -> Comparison:
    """Every pair of elements that is alike, for pairs of a part and a name.

    Args:
        parts: the askings.
        asked: per pair, the position of its part; ascending.
        names: per pair, the name.
        index: the index of the names.
        points: its points.
    """
    starts = index.arrays["name_start"]
    first = starts[names].astype(np.int64)
    pair, listed = spread(first, starts[names + 1] - first)
    base = np.cumsum([0, *(len(part.table) for part in parts)])[:-1]
    table = np.concatenate([part.table for part in parts])
    row, ours, alike = _met(parts, asked[pair], np.asarray(index.arrays["element_word"])[listed], base)
    joined = points.span[listed[row]] == 2
    # two neighbours written as one word are only ever equal, and only to a single word
    alike = np.where(joined, np.where(alike >= features.JOINED, features.JOINED, 0), alike)
    clash = (points.light[listed[row]] != (table[ours, LIGHT_ONLY] == 1)) | (joined & (table[ours, SPAN] == 2))
    keep = np.flatnonzero((alike > 0) & ~clash)
    row, ours, alike = row[keep], ours[keep], alike[keep]
    extra_row, extra_ours = _initials(parts, asked[pair], listed, index, points, base)
    row, ours = np.concatenate([row, extra_row]), np.concatenate([ours, extra_ours])
    return Comparison(
        table=table,
        tokens_cost=np.array([sum(part.side.cost) for part in parts], dtype=np.int64)[asked],
        mode=np.array([part.mode for part in parts], dtype=np.int64)[asked],
        names=names,
        pair=pair[row],
        ours=ours,
        listed=listed[row],
        alike=np.concatenate([alike, np.full(len(extra_row), features.INITIAL, dtype=np.int64)]),
        initial=np.concatenate([np.zeros(len(alike), np.bool_), np.ones(len(extra_row), np.bool_)]),
    )


def _met(parts: Sequence[Part], asked: Ints, words: NDArray[np.int32], base: Ints) -> tuple[Ints, Ints, Ints]:
    """For listed elements, each of a part and a word: which query elements meet the word, and how alike they are.

    Returns:
        Position of the listed element, position of the query element over all parts, likeness in percent.
    """
    counts = [len(part.words) for part in parts]
    width = np.int64(1) << 32
    owner = np.repeat(np.arange(len(parts)), counts)
    key = owner * width + np.concatenate([part.words for part in parts])
    order = np.argsort(key, kind="stable")
    key = key[order]
    ours = (np.concatenate([part.elements for part in parts]) + base[owner])[order]
    alike = np.concatenate([part.alike for part in parts])[order]
    wanted = asked * width + words
    low = np.searchsorted(key, wanted, side="left")
    found = np.flatnonzero(key[np.minimum(low, len(key) - 1)] == wanted) if len(key) else low[:0]
    low = low[found]
    row, at = spread(low, np.searchsorted(key, wanted[found], side="right") - low)
    return found[row], ours[at], alike[at]


def _initials(
    parts: Sequence[Part], asked: Ints, listed: Ints, index: NameIndex, points: ListPoints, base: Ints
) -> tuple[Ints, Ints]:
    """Where an initial of one side may stand for a word of the other, in personal names.

    Returns:
        Position of the listed element, position of the query element over all parts.
    """
    persons = [number for number, part in enumerate(parts) if part.side.reading.person]
    if not persons:
        return _no_names(), _no_names()
    word = index.arrays["element_word"][listed]
    first, length = points.word_first[word], points.word_length[word]
    whole = (points.span[listed] == 1) & ~points.light[listed] & (length > 1) & ~points.initial[listed]
    letter = points.initial[listed] & (length == 1)
    edges = np.searchsorted(asked, np.arange(len(parts) + 1))
    rows, ours = [_no_names()], [_no_names()]
    for number in persons:
        part, span = parts[number], slice(edges[number], edges[number + 1])
        has_letter = bool(letter[span].any())
        for column, element in enumerate(part.side.elements):
            tag = part.side.tag(element)
            if element.span == 2 or tag in LIGHT or not (tag is Tag.INITIAL or has_letter):
                continue
            fits = whole[span] if tag is Tag.INITIAL else letter[span]
            if tag is Tag.INITIAL and len(element.text) > 1:
                continue
            at = np.flatnonzero(fits & (first[span] == ord(element.text[0])))
            rows.append(at + edges[number])
            ours.append(np.full(len(at), base[number] + column, dtype=np.int64))
    return np.concatenate(rows), np.concatenate(ours)
