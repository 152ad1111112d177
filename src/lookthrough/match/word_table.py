"""The words of many names in one table that grows, so that each is looked at once however many names hold it."""

from __future__ import annotations

from struct import Struct
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lookthrough.match.layout import WORD
from lookthrough.match.packed import word_row
from lookthrough.names.words import word_of

#: Words that a table holds at most; a longer run begins another.
MOST_WORDS = 1 << 17
_FIRST_WORDS, _FIRST_LETTERS = 1 << 10, 1 << 13

Numbers = NDArray[np.int64]
_two = Struct("qq").pack


class WordTable:
    """Words with their marks and letters, each written when it is first met.

    Threads may share one: a word's row never changes, and arrays that were handed out stay as they are.

    Attributes:
        rows, letters: as the kernel reads them, see `layout.py`.
    """

    def __init__(self) -> None:
        self.rows: Numbers = np.zeros(WORD * _FIRST_WORDS, dtype=np.int64)
        self.letters: Numbers = np.zeros(_FIRST_LETTERS, dtype=np.int64)
        self._places: dict[str, bytes] = {}
        self._words = self._written = 0
        self._writing = Lock()

    @property
    def full(self) -> bool:
        """Is it time for another?"""
        return self._words >= MOST_WORDS

    def place(self, text: str) -> bytes:
        """A word's key and row, packed as the first two numbers of an element."""
        found = self._places.get(text)
        return found if found is not None else self._written_down(text)

    def _written_down(self, text: str) -> bytes:
        word = word_of(text)
        with self._writing:
            if text not in self._places:
                row, start, end = WORD * self._words, self._written, self._written + len(text)
                self.rows = _grown(self.rows, row + WORD)
                self.letters = _grown(self.letters, end)
                self.letters[start:end] = [*map(ord, text)]
                self.rows[row : row + WORD] = word_row(word, start)
                self._words, self._written = self._words + 1, end
                self._places[text] = _two(hash(text), row)
            return self._places[text]


def _grown(array: NDArray[Any], needed: int) -> NDArray[Any]:
    return array if needed <= len(array) else np.concatenate([array, np.zeros(max(needed, len(array)), array.dtype)])
