"""The weight table laid over a whole index: points of every element, for every way of asking."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lookthrough.index.names import NameIndex
from lookthrough.match.score import (
    COUNTRY_AGREES,
    COUNTRY_CONTRADICTS,
    LEADING_COUNTRY,
    LEADING_PLACE,
    MODES,
    WEAK_ALIAS,
    WEIGHTS,
    Mode,
    core_points,
)
from lookthrough.model.schema import KINDS, NAME_PROPS, Kind
from lookthrough.names.countries import OFFSHORE
from lookthrough.names.tokens import LIGHT, Tag

Ints = NDArray[np.int64]
Small = NDArray[np.int16]
Bools = NDArray[np.bool_]

AGREE, CONTRADICT, UNKNOWN = 1, -1, 0


class ListPoints:
    """Points of every element of an index.

    Attributes:
        first, span: per element, position of its first token and number of tokens.
        light: per element, whether it is a token that can make no match.
        initial: per element, whether it is an initial.
        mass: per element, points as agreement; neighbours have the sum of both.
        cost: per way of asking (in the order of `score.MODES`) and element, points when left over.
        forgivable: the part of `cost` that a cut-off line may have held.
        total: per way of asking and name, points of all its tokens when left over.
        posting_mass, posting_cost, posting_name: the same in the order of the index's postings.
        kinds: the kinds of party that occur.
        entity: per name, the row of its party.
        word_first, word_length: per word, the code point of its first letter and how many it has (joined words: 0).
    """

    def __init__(self, index: NameIndex) -> None:
        arrays = index.arrays
        self._index = index
        self.first, self.span = arrays["element_first"], arrays["element_span"]
        tags = np.asarray(arrays["element_tag"])
        single = self.span == 1
        self.light = single & np.isin(tags, [int(tag) for tag in LIGHT])
        self.initial = single & (tags == int(Tag.INITIAL))
        starts = arrays["name_start"].astype(np.int64)
        pairs = np.flatnonzero(~single)
        pair_first = starts[arrays["element_name"][pairs]] + self.first[pairs]
        core = np.flatnonzero(single & (tags == int(Tag.CORE)))
        agree = np.array([WEIGHTS[tag][0] for tag in Tag], dtype=np.int16)[tags]
        agree[core] = self._core_points(core)
        self.mass = _with_neighbours(agree, pairs, pair_first)
        leave = np.array([WEIGHTS[tag][1] for tag in Tag], dtype=np.int16)[tags]
        leave[core] = agree[core]
        left = [self._left(mode, leave) for mode in MODES]
        self.cost = np.stack([_with_neighbours(points, pairs, pair_first) for points in left])
        open_to_cut = [np.where(tags == int(Tag.STRUCTURE), np.int16(0), points) for points in left]
        self.forgivable = np.stack([_with_neighbours(points, pairs, pair_first) for points in open_to_cut])
        self._ends = starts[:-1] + arrays["name_tokens"]
        through = _running(np.where(single, self.cost, 0))
        self.total = through[:, self._ends] - through[:, starts[:-1]]
        self._through = _running(np.where(single, self.forgivable, 0))
        self.entity = np.asarray(arrays["name_entity"])
        self._kind = np.asarray(arrays["entity_kind"])[self.entity]
        self._weak = np.asarray(arrays["name_quality"]) == NAME_PROPS.index("weak_alias")
        self.word_first, self.word_length = _letters(index)
        self.posting_mass = self.mass[arrays["posting_element"]]
        self.posting_cost = self.cost[:, arrays["posting_element"]]
        self.posting_name = np.asarray(arrays["element_name"])[arrays["posting_element"]]
        self.kinds = frozenset(KINDS[i] for i in np.unique(self._kind).tolist())
        self._open_to: dict[frozenset[Kind], Bools] = {}

    def carriers(self, word: str) -> int:
        """How many parties carry a word."""
        position = self._index.word_ids.get(word)
        return 0 if position is None else int(self._index.arrays["carriers"][position])

    def beyond(self, mode: Ints, elements: Ints) -> Ints:
        """Forgivable points of the tokens that stand after each element in its name."""
        names = self._index.arrays["element_name"][elements]
        starts = self._index.arrays["name_start"][names].astype(np.int64)
        after = starts + self.first[elements] + self.span[elements]
        found: Ints = self._through[mode, self._ends[names]] - self._through[mode, after]
        return found

    def open_to(self, kinds: frozenset[Kind]) -> Bools | None:
        """Per name, whether its party is of one of these kinds; None when all are."""
        if kinds >= self.kinds:
            return None
        if kinds not in self._open_to:
            self._open_to[kinds] = np.array([kind in kinds for kind in KINDS])[self._kind]
        return self._open_to[kinds]

    def on_lists(self, lists: frozenset[str] | None) -> Bools | None:
        """Per party, whether it stands on one of these lists; None for all."""
        if lists is None:
            return None
        bits = np.asarray(self._index.arrays["entity_lists"])
        found: Bools = ((bits & _mask(lists, self._index.list_ids, bits.shape[1])) != 0).any(axis=1)
        return found

    def countries(self, asked: tuple[str, ...], names: Ints) -> Ints:
        """Per name, whether its party's countries agree with those asked for, contradict them, or are not known."""
        if not asked or not len(names):
            return np.full(len(names), UNKNOWN)
        bits = self._index.arrays["entity_countries"][self.entity[names]]
        wanted = _mask(frozenset(asked), self._index.country_codes, bits.shape[1])
        agree = ((bits & wanted) != 0).any(axis=1)
        if not set(asked) - OFFSHORE:
            return np.where(agree, AGREE, UNKNOWN)
        onshore = ~_mask(OFFSHORE, self._index.country_codes, bits.shape[1])
        differ = ((bits & onshore) != 0).any(axis=1)
        return np.where(agree, AGREE, np.where(differ, CONTRADICT, UNKNOWN))

    def final(self, agreement: Ints, separation: Ints, names: Ints, relation: Ints) -> NDArray[np.float64]:
        """`score.final_score` for many names."""
        weak = np.where(self._weak[names], agreement * WEAK_ALIAS // 100, 0)
        separation = separation + weak + np.where(relation == CONTRADICT, 100 * COUNTRY_CONTRADICTS, 0)
        supported = agreement + np.where(relation == AGREE, 100 * COUNTRY_AGREES, 0)
        return np.where(agreement > 0, supported / np.maximum(supported + separation, 1), 0.0)

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


def _running(points: Small) -> NDArray[np.int32]:
    """Running sums along elements, with a zero before the first."""
    sums = np.zeros((points.shape[0], points.shape[1] + 1), dtype=np.int32)
    np.cumsum(points, axis=1, dtype=np.int32, out=sums[:, 1:])
    return sums


def _mask(labels: frozenset[str], known: list[str], width: int) -> NDArray[np.uint64]:
    out = np.zeros(width, dtype=np.uint64)
    for i, label in enumerate(known):
        if label in labels:
            out[i >> 6] |= np.uint64(1 << (i & 63))
    return out


def _letters(index: NameIndex) -> tuple[Ints, Ints]:
    joined = np.zeros(len(index.arrays["joined_hash"]), dtype=np.int64)
    starts = np.asarray(index.arrays["words_start"])
    first = np.asarray(index.arrays["words"])[starts[:-1]] if len(starts) > 1 else joined[:0]
    return np.concatenate([first.astype(np.int64), joined]), np.concatenate([np.diff(starts), joined])
