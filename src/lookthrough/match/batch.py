"""Some queries made ready for the search kernel."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lookthrough.compiled import machine_code
from lookthrough.index.look_up import Hashes, find_words
from lookthrough.index.names import NameIndex
from lookthrough.index.slips import Vocabulary
from lookthrough.index.texts import join_letters, text_hashes
from lookthrough.match.asking import Asking
from lookthrough.match.layout import POINTS, START, WORD
from lookthrough.match.packed import Place, reading_cells, word_row
from lookthrough.match.sides import SHORT, core_points, is_short, own_points
from lookthrough.match.task import Asked
from lookthrough.model.schema import KINDS, Kind
from lookthrough.names.tokens import Reading, Span
from lookthrough.names.words import word_of

Ints = NDArray[np.int64]
_tuple = tuple.__new__  # makes a named tuple in half the time

#: Words whose place in the index is kept.
REMEMBERED = 1 << 16


class Batcher:
    """Makes the queries to one index ready.

    Args:
        index: the names to be searched.
        table: the words of the index, see `task.Listed`.
    """

    def __init__(self, index: NameIndex, table: Ints) -> None:
        self._index, self._table = index, table.reshape(-1, WORD)
        self.words_known = index.words_known
        self._known: dict[str, tuple[int, int]] = {}
        self._vocabulary = Vocabulary(index.arrays)
        self._carriers = index.arrays["carriers"].data
        self._hashes = Hashes(*[_fixed(index.arrays[name].view()) for name in Hashes._fields])
        self._words, self._starts = index.arrays["words"], index.arrays["words_start"]

    def carriers(self, word: str) -> int:
        """How many parties carry a word."""
        key, _ = self._known.get(word) or self._learn((word,))[word]
        return self._carriers[key] if 0 <= key < self.words_known else 0

    def _learn(self, texts: Iterable[str], *, compiled: bool = False) -> Mapping[str, tuple[int, int]]:
        """For each of some words its id, -1 if the index does not have it, and its points as a name's own word."""
        if len(self._known) > REMEMBERED:
            self._known = {}
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            parties, points = len(self._index), self._table.reshape(-1).data
            rare = core_points(0, parties)
            for text, key in zip(new, self._ids(new, compiled=compiled).tolist(), strict=True):
                if 0 <= key < self.words_known:
                    worth = points[WORD * key + POINTS]
                else:
                    worth = own_points(text, 0, parties) if len(text) <= SHORT and is_short(text) else rare
                self._known[text] = key, worth
        return self._known

    def _ids(self, words: Sequence[str], *, compiled: bool) -> Ints:
        """The id of each of some words; -1 for those that the index does not have."""
        if compiled:
            letters, starts = join_letters(words).values()
            ids = np.zeros(len(words), dtype=np.int64)
            machine_code(find_words)(_fixed(letters.view()), _fixed(starts), self._hashes, ids)
            return ids
        hashes = text_hashes(words)
        known, spans = _found(self._hashes.word_hash, hashes), _found(self._hashes.spans_hash, hashes)
        ids = np.where(spans >= 0, self.words_known + spans, -1)
        ids[known >= 0] = self._hashes.word_order[known[known >= 0]]
        return ids

    def asked(
        self, owners: Sequence[int], askings: Sequence[Asking], *, compiled: bool = False
    ) -> tuple[Asked, list[tuple[Span, ...]]]:
        """Some askings as flat arrays.

        Args:
            owners: the query of each asking.
            askings: every way in which the queries are put.
            compiled: look words up in machine code, which takes a moment to load; the result is the same.

        Returns:
            The arrays, and the spans of each asking that are in them: those that some name of the index may meet.
        """
        compared, same = _texts(asking.reading for asking in askings)
        known = self._learn(compared | same, compiled=compiled)
        words = _Words(known, self.words_known, compared)
        cells: list[int] = []
        starts, stumps, every = [], [], []
        for asking in askings:
            starts.append(len(cells))
            spans = _that_may_meet(asking.reading.spans, known)
            every.append(spans)
            cells += reading_cells(asking.reading, asking.mode, words.__getitem__, spans, listed=False)
            stumps.append(self._beginning(asking.reading.tokens[-1].text) if asking.reading.cut else (0, 0))
        near = self._near(words.unknown, compiled=compiled)
        arrays = Asked(
            np.array(cells, dtype=np.int64),  # not fixed, as a listed reading's are not: one type, one compilation
            _ints(starts),
            _ints(owners),
            _ints([_bits(asking.kinds) for asking in askings]),
            _ints([low for low, _ in stumps]),
            _ints([high for _, high in stumps]),
            *[_fixed(array) for array in (*words.table(self._table), *near)],
        )
        return arrays, every

    def _beginning(self, stump: str) -> tuple[int, int]:
        """The words of the vocabulary that begin with some letters, as a range."""
        every = range(self.words_known)
        low = bisect_left(every, stump, key=self._text)
        return low, bisect_left(every, True, low, key=lambda word: not self._text(word).startswith(stump))

    def _text(self, word: int) -> str:
        return "".join(map(chr, self._words[self._starts[word] : self._starts[word + 1]].tolist()))

    def _near(self, unknown: Sequence[str], *, compiled: bool) -> tuple[Ints, Ints, Ints]:
        """Words of the vocabulary that may be like words that it does not have, and the slips that part them."""
        if not unknown:
            return np.zeros(1, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        return self._vocabulary.near([word_of(text) for text in unknown], compiled=compiled)


class _Words(dict[str, Place]):
    """Where each word of a batch stands in their table, in the order in which they were asked for first.

    A word that is never compared letter by letter has no row: it is the same as another, or nothing.
    """

    def __init__(self, known: Mapping[str, tuple[int, int]], words_known: int, compared: Container[str]) -> None:
        super().__init__()
        self._known, self._words_known, self._compared = known, words_known, compared
        self._texts: list[str] = []
        self.unknown: list[str] = []
        self._rows: list[int] = []

    def __missing__(self, text: str) -> Place:
        key, points = self._known[text]
        if text not in self._compared:
            place = self[text] = _tuple(Place, (key, 0, points))
            return place
        if 0 <= key < self._words_known:
            self._rows.append(key)
        else:
            self._rows.append(-1 - len(self.unknown))
            self.unknown.append(text)
        place = self[text] = _tuple(Place, (key if key >= 0 else self._rows[-1], WORD * len(self._texts), points))
        self._texts.append(text)
        return place

    def table(self, listed: Ints) -> tuple[Ints, NDArray[np.uint32]]:
        """The rows of the words, those of the index copied from it; and the letters of the words."""
        rows, letters = np.array(self._rows, dtype=np.int64), join_letters(self._texts)
        table = listed[np.maximum(rows, 0)] if len(listed) else np.zeros((len(rows), WORD), dtype=np.int64)
        if self.unknown:
            table[rows < 0] = [word_row(word_of(text), 0, number) for number, text in enumerate(self.unknown)]
        table[:, START] = letters["words_start"][:-1]
        return table.reshape(-1), letters["words"]


def _texts(readings: Iterable[Reading]) -> tuple[dict[str, None], dict[str, None]]:
    """The words of some readings that may be like others, and those that can only be the same as others."""
    compared: dict[str, None] = {}
    same: dict[str, None] = {}
    for reading in readings:
        compared.update(dict.fromkeys([token[0] for token in reading.tokens]))
        for text, _, _, _, how in reading.spans:
            (compared if how == "alternate" else same)[text] = None
    return compared, same


def _that_may_meet(spans: tuple[Span, ...], known: Mapping[str, tuple[int, int]]) -> tuple[Span, ...]:
    """The spans that some name of the index has, or that may be like one of it."""
    return tuple([span for span in spans if span[4] == "alternate" or known[span[0]][0] >= 0])


def _found(hashes: NDArray[np.uint64], wanted: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Where each of some hashes stands among others in order; -1 for those that are not there."""
    if not len(hashes):
        return np.full(len(wanted), -1, dtype=np.int64)
    at = np.minimum(hashes.searchsorted(wanted), len(hashes) - 1)
    return np.where(hashes[at] == wanted, at, -1)


@lru_cache(maxsize=64)
def _bits(kinds: frozenset[Kind]) -> int:
    return sum(1 << KINDS.index(kind) for kind in kinds)


def _ints(numbers: Sequence[int]) -> Ints:
    return _fixed(np.array(numbers, dtype=np.int64))


def _fixed(array: NDArray[Any]) -> NDArray[Any]:
    array.flags.writeable = False
    return array
