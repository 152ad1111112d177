"""Which words of the vocabulary a query's word can stand for, and how alike they are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from lookthrough.index.deletions import near
from lookthrough.index.names import NameIndex
from lookthrough.match import features
from lookthrough.match.score import Side
from lookthrough.names.tokens import LIGHT

Ints = NDArray[np.int64]

#: Words remembered; when there are more, all are forgotten and learned again as they come.
REMEMBERED = 200_000

_SLIPS = np.array(
    [[features.slip_similarity(slips, length) for length in range(64)] for slips in range(3)], dtype=np.int64
)
_ALLOWED = np.array([features.slips_allowed(length) for length in range(64)], dtype=np.int64)
_EMPTY = np.zeros(0, dtype=np.int64)
_SAME = np.array([features.SAME], dtype=np.int64)
_JOINED = np.array([features.JOINED], dtype=np.int64)


class Neighbourhood:
    """The neighbourhoods of words in one index's vocabulary, remembered from query to query."""

    def __init__(self, index: NameIndex) -> None:
        self._index = index
        self._known: dict[str, tuple[Ints, Ints]] = {}
        self._lengths = np.diff(index.arrays["words_start"])[: index.words_known]
        self._letters = np.fromiter(map(str.isalpha, index.words), dtype=np.bool_, count=index.words_known)
        self._all = np.arange(index.words_known + len(index.arrays["joined_hash"]), dtype=np.int64)

    def learn(self, sides: Sequence[Side]) -> None:
        """Find the neighbourhoods of all words of some queries at once."""
        if len(self._known) > REMEMBERED:
            self._known.clear()
        wanted = {
            element.text
            for side in sides
            for element in side.elements
            if element.span == 1 and element.text not in self._known
        }
        plain = [word for word in wanted if word.isalpha() and len(word) > 1]
        self._known.update((word, self._equal(word)) for word in wanted)
        if plain and self._index.words_known:
            self._measure(plain)

    def of_side(self, side: Side) -> tuple[Ints, Ints, Ints]:
        """What a query's elements meet: vocabulary ids, the element that meets each, and their likeness in percent."""
        words: list[Ints] = []
        alike: list[Ints] = []
        owners: list[int] = []
        tokens = len(side.mass)
        for number, element in enumerate(side.elements):
            if element.span == 2 or side.tag(element) in LIGHT:
                known = self._index.word_ids.get(element.text)
                if known is None:
                    continue
                ids, percents = self._one(known), _SAME if element.span == 1 else _JOINED
            else:
                ids, percents = self._known[element.text]
                if side.reading.cut and number == tokens - 1:
                    ids, percents = self._with_beginnings(element.text, ids, percents)
            words.append(ids)
            alike.append(percents)
            owners.append(number)
        if not words:
            return _EMPTY, _EMPTY, _EMPTY
        counts = [len(ids) for ids in words]
        return np.concatenate(words), np.repeat(owners, counts), np.concatenate(alike)

    def _equal(self, word: str) -> tuple[Ints, Ints]:
        """The word itself, as a token or, where no name has such a token, as two neighbours."""
        known = self._index.word_ids.get(word)
        if known is not None:
            return self._one(known), _SAME
        joined = self._index.joined_id(word)
        return (_EMPTY, _EMPTY) if joined is None else (self._one(joined), _JOINED)

    def _one(self, word: int) -> Ints:
        return self._all[word : word + 1]

    def _measure(self, words: list[str]) -> None:
        """Measure each word against its candidates from the deletion variants."""
        arrays, vocabulary = self._index.arrays, self._index.words
        asked, found = near(words, arrays["near_start"], arrays["near_word"])
        lengths = np.array([len(word) for word in words], dtype=np.int64)[asked]
        longer, shorter = np.maximum(lengths, self._lengths[found]), np.minimum(lengths, self._lengths[found])
        keep = np.flatnonzero((longer - shorter <= _ALLOWED[longer]) & self._letters[found])
        asked, found, longer = asked[keep], found[keep], longer[keep]
        ours, theirs = [words[i] for i in asked.tolist()], [vocabulary[i] for i in found.tolist()]
        slips = cpdist(ours, theirs, scorer=OSA.distance, score_cutoff=features.MOST_SLIPS, dtype=np.uint8)
        keep = np.flatnonzero(slips <= _ALLOWED[longer])
        asked, found = asked[keep], found[keep]
        percents = _SLIPS[slips[keep], longer[keep]]
        edges = np.searchsorted(asked, np.arange(len(words) + 1)).tolist()
        for position, word in enumerate(words):
            low, high = edges[position], edges[position + 1]
            if high > low:
                joined = self._known[word] if word not in self._index.word_ids else (_EMPTY, _EMPTY)
                self._known[word] = (
                    np.concatenate([found[low:high], joined[0]]),
                    np.concatenate([percents[low:high], joined[1]]),
                )

    def _with_beginnings(self, stump: str, ids: Ints, percents: Ints) -> tuple[Ints, Ints]:
        if len(stump) < 3:
            return ids, percents
        vocabulary = self._index.words
        low, high = bisect_right(vocabulary, stump), bisect_left(vocabulary, stump + "\U0010ffff")
        begun = np.arange(low, high, dtype=np.int64)
        keep = ~np.isin(ids, begun)  # a beginning is more alike than a slip of the same word
        return (
            np.concatenate([ids[keep], begun]),
            np.concatenate([percents[keep], np.full(len(begun), features.CUT_OFF, dtype=np.int64)]),
        )
