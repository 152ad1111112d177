"""The weight table laid over a whole index: points of every element, for every way of asking.

Names are found in arrays and tallied one by one. What is looked up one at a time is read through memory views of the
same arrays, because they hand out plain numbers several times faster.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lookthrough.index.names import NameIndex
from lookthrough.match.score import (
    LEADING_COUNTRY,
    LEADING_PLACE,
    MODES,
    WEIGHTS,
    Mode,
    core_points,
)
from lookthrough.model.schema import KINDS, NAME_PROPS, Kind
from lookthrough.names.tokens import LIGHT, Tag

Ints = NDArray[np.int64]
Small = NDArray[np.int16]
Bools = NDArray[np.bool_]


class ListPoints:
    """Points of every element of an index.

    Attributes:
        total: per way of asking (in the order of `score.MODES`) and name, points of all its tokens when left over.
        posting_start, posting_count: per word, where its postings begin and how many they are.
        posting_name, posting_mass, posting_cost: in the order of the index's postings, the name that carries the
            word, its points as agreement, and per way of asking those when left over.
        initials: per name, how many initials it has.
        kinds: the kinds of party that occur.
        kind: per name, the number of its party's kind in `schema.KINDS`.
        entity: per name, the row of its party.
        name_start, tokens_of, initials_of, entity_of, weak_of, total_of: views by name.
        element_word: by element, its word.
        first_of, span_of: by element, position of its first token and number of tokens.
        light_of, initial_of: by element, whether it is a token that can make no match, and whether it is an initial.
        mass_of: by element, points as agreement; neighbours have the sum of both.
        cost_of: per way of asking by element, points when left over.
        forgivable_of: the part of `cost_of` that a cut-off line may have held.
    """

    def __init__(self, index: NameIndex) -> None:
        arrays = index.arrays
        self._index = index
        span, tags = arrays["element_span"], np.asarray(arrays["element_tag"])
        single = span == 1
        starts = arrays["name_start"].astype(np.int64)
        pairs = np.flatnonzero(~single)
        pair_first = starts[arrays["element_name"][pairs]] + arrays["element_first"][pairs]
        core = np.flatnonzero(single & (tags == int(Tag.CORE)))
        agree = np.array([WEIGHTS[tag][0] for tag in Tag], dtype=np.int16)[tags]
        agree[core] = self._core_points(core)
        mass = _with_neighbours(agree, pairs, pair_first)
        leave = np.array([WEIGHTS[tag][1] for tag in Tag], dtype=np.int16)[tags]
        leave[core] = agree[core]
        left = [self._left(mode, leave) for mode in MODES]
        cost = np.stack([_with_neighbours(points, pairs, pair_first) for points in left])
        self.total = _totals(np.where(single, cost, 0), starts, starts[:-1] + arrays["name_tokens"])
        self.entity = np.asarray(arrays["name_entity"])
        self.kind = np.asarray(arrays["entity_kind"])[self.entity]
        self.initials = np.asarray(arrays["name_initials"])
        self.posting_start = arrays["posting_start"].astype(np.int64)
        self.posting_count = np.diff(self.posting_start)
        self.posting_mass = mass[arrays["posting_element"]]
        self.posting_cost = np.ascontiguousarray(cost[:, arrays["posting_element"]])
        self.posting_name = np.asarray(arrays["element_name"])[arrays["posting_element"]]
        self._open_to: dict[frozenset[Kind], Bools] = {}
        self.kinds = frozenset(KINDS[i] for i in np.unique(self.kind).tolist())

        self.name_start, self.tokens_of = arrays["name_start"].data, arrays["name_tokens"].data
        self.initials_of, self.entity_of = self.initials.data, self.entity.data
        self.weak_of = (np.asarray(arrays["name_quality"]) == NAME_PROPS.index("weak_alias")).data
        self.total_of = [points.data for points in self.total]
        self.element_word = arrays["element_word"].data
        self.first_of, self.span_of = arrays["element_first"].data, span.data
        self.light_of = (single & np.isin(tags, [int(tag) for tag in LIGHT])).data
        self.initial_of = (single & (tags == int(Tag.INITIAL))).data
        self.mass_of, self.cost_of = mass.data, [points.data for points in cost]
        structure = tags == int(Tag.STRUCTURE)
        self.forgivable_of = [np.where(structure, np.int16(0), points).data for points in left]
        self._carriers = arrays["carriers"].data
        self._words, self._word_start = arrays["words"].data, arrays["words_start"].data

    def carriers(self, word: str) -> int:
        """How many parties carry a word."""
        position = self._index.word_ids.get(word)
        return 0 if position is None else self._carriers[position]

    def letter(self, element: int) -> tuple[str, bool]:
        """First letter of a token, and whether more follow."""
        word = self.element_word[element]
        start = self._word_start[word]
        return chr(self._words[start]), self._word_start[word + 1] - start > 1

    def open_to(self, kinds: frozenset[Kind]) -> Bools:
        """By number of a kind, whether it is one of these."""
        if kinds not in self._open_to:
            self._open_to[kinds] = np.array([kind in kinds for kind in KINDS], dtype=np.bool_)
        return self._open_to[kinds]

    def on_lists(self, lists: frozenset[str] | None) -> Bools | None:
        """Per party, whether it stands on one of these lists; None for all."""
        if lists is None:
            return None
        bits = np.asarray(self._index.arrays["entity_lists"])
        found: Bools = ((bits & _mask(lists, self._index.list_ids, bits.shape[1])) != 0).any(axis=1)
        return found

    def _core_points(self, elements: Ints) -> Small:
        arrays = self._index.arrays
        carriers = np.asarray(arrays["carriers"])
        table = np.zeros(int(carriers.max(initial=0)) + 1, dtype=np.int16)
        for count in np.unique(carriers).tolist():
            table[count] = core_points(count, len(self._index))
        found: Small = table[carriers[arrays["element_word"][elements]]]
        return found

    def _left(self, mode: Mode, leave: Small) -> Small:
        tags = np.asarray(self._index.arrays["element_tag"])
        if mode not in LEADING_PLACE:  # personal names have no leading places
            return leave
        leading = np.asarray(self._index.arrays["element_leading"])
        cost = leave.copy()
        cost[leading & (tags == int(Tag.COUNTRY))] = LEADING_COUNTRY[mode][1]
        cost[leading & (tags == int(Tag.PLACE))] = LEADING_PLACE[mode][1]
        return cost


def _with_neighbours(points: Small, pairs: Ints, first: Ints) -> Small:
    out = points.copy()
    out[pairs] = points[first] + points[first + 1]
    return out


def _totals(points: NDArray[np.int16], starts: Ints, ends: Ints) -> NDArray[np.int32]:
    """Sums of the points of each name's tokens."""
    through = np.zeros((points.shape[0], points.shape[1] + 1), dtype=np.int32)
    np.cumsum(points, axis=1, dtype=np.int32, out=through[:, 1:])
    return np.ascontiguousarray(through[:, ends] - through[:, starts[:-1]])


def _mask(labels: frozenset[str], known: list[str], width: int) -> NDArray[np.uint64]:
    out = np.zeros(width, dtype=np.uint64)
    for i, label in enumerate(known):
        if label in labels:
            out[i >> 6] |= np.uint64(1 << (i & 63))
    return out
