"""Which words of the vocabulary a query's word can stand for, and how alike they are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

import numpy as np

from lookthrough.index.names import NameIndex
from lookthrough.index.slips import MOST_SLIPS, Vocabulary
from lookthrough.match import features
from lookthrough.match.score import Element, Side
from lookthrough.names.tokens import LIGHT

#: Words of the vocabulary, and for each its likeness in percent.
Met = tuple[Sequence[int], Sequence[int]]

#: Words remembered; when there are more, all are forgotten and learned again as they come.
REMEMBERED = 100_000

_SLIPS = np.array(
    [[features.slip_similarity(slips, length) for length in range(64)] for slips in range(MOST_SLIPS + 1)],
    dtype=np.uint8,
)
_NOTHING: Met = ((), ())


class Neighbourhood:
    """The neighbourhoods of words in one index's vocabulary.

    Those of its own words stand in the index; those of other words are remembered from query to query.
    """

    def __init__(self, index: NameIndex) -> None:
        arrays = index.arrays
        self._index = index
        self._known: dict[str, Met] = {}
        self._vocabulary = Vocabulary(index.words, arrays["near_start"], arrays["near_word"])
        self._start, self._word = arrays["slip_start"].data, arrays["slip_word"].data
        lengths = self._vocabulary.lengths
        longer = np.maximum(lengths.repeat(np.diff(arrays["slip_start"])), lengths.take(arrays["slip_word"]))
        self._percent = _SLIPS[arrays["slip_count"], longer].data

    def learn(self, sides: Iterable[Side]) -> None:
        """Find the neighbourhoods of all words of some queries at once."""
        if len(self._known) > REMEMBERED:
            self._known.clear()
        known, listed = self._known, self._index.word_ids
        tokens = {token.text for side in sides for token in side.reading.tokens}
        wanted = [word for word in tokens if word not in listed and word not in known]
        known.update((word, self._joined(word)) for word in wanted)
        plain = [word for word in wanted if len(word) > 1 and word.isalpha()]
        if plain and listed:
            self._measure(plain)

    def of_element(self, side: Side, element: Element) -> Met:
        """What an element of a query that was learned meets."""
        text, first, span = element
        if span == 2 or side.reading.tokens[first].tag in LIGHT:
            word = self._index.word_ids.get(text)
            if word is None:
                return _NOTHING
            return (word,), (features.SAME if span == 1 else features.JOINED,)
        found = self._of_word(text)
        if side.reading.cut and first == len(side.mass) - 1:
            return self._with_beginnings(text, found)
        return found

    def _of_word(self, text: str) -> Met:
        word = self._index.word_ids.get(text)
        if word is None:
            return self._known[text]
        low, high = self._start[word], self._start[word + 1]
        if low == high:  # not of letters only
            return (word,), (features.SAME,)
        return self._word[low:high].tolist(), self._percent[low:high].tolist()

    def _joined(self, word: str) -> Met:
        """The word as two neighbours."""
        joined = self._index.joined_id(word)
        return _NOTHING if joined is None else ((joined,), (features.JOINED,))

    def _measure(self, words: list[str]) -> None:
        """Find the words of the vocabulary that are close to words that it does not hold."""
        asked, found, slips = self._vocabulary.close_to(words)
        longer = np.maximum(
            np.array([len(word) for word in words], dtype=np.int64).take(asked), self._vocabulary.lengths.take(found)
        )
        ids, percents = found.tolist(), _SLIPS[slips, longer].tolist()
        edges = asked.searchsorted(np.arange(len(words) + 1)).tolist()
        for word, low, high in zip(words, edges, edges[1:], strict=False):
            joined = self._known[word]
            self._known[word] = (*ids[low:high], *joined[0]), (*percents[low:high], *joined[1])

    def _with_beginnings(self, stump: str, found: Met) -> Met:
        if len(stump) < features.SHORTEST_STUMP:
            return found
        vocabulary = self._index.words
        begun = range(bisect_right(vocabulary, stump), bisect_left(vocabulary, stump + "\U0010ffff"))
        # a beginning is more alike than a slip of the same word
        kept = [(word, alike) for word, alike in zip(*found, strict=True) if word not in begun]
        words, percents = zip(*kept, strict=True) if kept else _NOTHING
        return (*words, *begun), (*percents, *[features.CUT_OFF] * len(begun))
