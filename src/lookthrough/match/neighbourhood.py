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


class Neighbourhood:
    """The neighbourhoods of words in one index's vocabulary, remembered from query to query."""

    def __init__(self, index: NameIndex) -> None:
        self._index = index
        self._known: dict[str, tuple[Ints, Ints]] = {}
        self._joined: dict[str, int | None] = {}

    def learn(self, sides: Sequence[Side]) -> None:
        """Find the neighbourhoods of all words of some queries at once."""
        if len(self._known) > REMEMBERED or len(self._joined) > REMEMBERED:
            self._known.clear()
            self._joined.clear()
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
        words, alike, counts = [], [], []
        last = len(side.reading.tokens) - 1
        for element in side.elements:
            if element.span == 2:
                found, how = self._single(element.text), features.JOINED
                ids, percents = found, np.full(len(found), how, dtype=np.int64)
            elif side.tag(element) in LIGHT:
                ids = self._single(element.text)
                percents = np.full(len(ids), features.SAME, dtype=np.int64)
            else:
                ids, percents = self._known[element.text]
                if side.reading.cut and element.first == last:
                    ids, percents = self._with_beginnings(element.text, ids, percents)
                joined = self._joined_id(element.text)
                if joined is not None:
                    ids, percents = np.append(ids, joined), np.append(percents, features.JOINED)
            words.append(ids)
            alike.append(percents)
            counts.append(len(ids))
        if not words:
            return _EMPTY, _EMPTY, _EMPTY
        return np.concatenate(words), np.repeat(np.arange(len(counts)), counts), np.concatenate(alike)

    def _equal(self, word: str) -> tuple[Ints, Ints]:
        ids = self._single(word)
        return ids, np.full(len(ids), features.SAME, dtype=np.int64)

    def _single(self, word: str) -> Ints:
        found = self._index.word_ids.get(word)
        return _EMPTY if found is None else np.array([found], dtype=np.int64)

    def _joined_id(self, word: str) -> int | None:
        if word not in self._joined:
            self._joined[word] = None if word in self._index.word_ids else self._index.joined_id(word)
        return self._joined[word]

    def _measure(self, words: list[str]) -> None:
        """Measure each word against its candidates from the deletion variants."""
        arrays, vocabulary = self._index.arrays, self._index.words
        asked, found = near(words, arrays["near_start"], arrays["near_word"])
        ours, theirs = [words[i] for i in asked.tolist()], [vocabulary[i] for i in found.tolist()]
        slips = cpdist(ours, theirs, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8)
        longer = np.maximum(
            np.fromiter(map(len, ours), dtype=np.int64, count=len(ours)),
            np.fromiter(map(len, theirs), dtype=np.int64, count=len(theirs)),
        )
        letters = np.fromiter(map(str.isalpha, theirs), dtype=np.bool_, count=len(theirs))
        keep = np.flatnonzero((slips <= _ALLOWED[longer]) & (letters | (slips == 0)))
        asked, found = asked[keep], found[keep]
        percents = _SLIPS[slips[keep], longer[keep]]
        edges = np.searchsorted(asked, np.arange(len(words) + 1)).tolist()
        for position, word in enumerate(words):
            low, high = edges[position], edges[position + 1]
            self._known[word] = found[low:high].astype(np.int64), percents[low:high]

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
