"""How many slips part two words: found through deletion variants, then measured."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from lookthrough.index.deletions import build_table, near

Array = NDArray[Any]
Ints = NDArray[np.int64]

#: Longest word of which one slip is forgiven, and shortest of which two are.
ONE_SLIP_FROM, TWO_SLIPS_FROM = 3, 8
#: No two words are alike beyond so many slips.
MOST_SLIPS = 2

#: Words that are measured at once while an index is built, so that memory stays bounded.
_AT_ONCE = 4096


def slips_allowed(length: int) -> int:
    """How many slips (a letter more, less, changed, or two swapped) may part two words, the longer of this length."""
    if length < ONE_SLIP_FROM:
        return 0
    return 1 if length < TWO_SLIPS_FROM else MOST_SLIPS


_ALLOWED = np.array([slips_allowed(length) for length in range(64)], dtype=np.int64)


class Vocabulary:
    """Words in which others are looked up.

    Args:
        words: the vocabulary.
        starts, members: its deletion variants, see `deletions.build_table`.
    """

    def __init__(self, words: Sequence[str], starts: NDArray[np.int32], members: NDArray[np.int32]) -> None:
        self._words, self._starts, self._members = words, starts, members
        self.lengths: Ints = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
        self._letters = np.fromiter(map(str.isalpha, words), dtype=np.bool_, count=len(words))

    def close_to(self, words: Sequence[str]) -> tuple[Ints, Ints, Ints]:
        """The words within the slips allowed of some words, which must be of letters only.

        Returns:
            Position in `words`, in order; position in the vocabulary; slips.
        """
        asked, found = near(words, self._starts, self._members)
        lengths, theirs = np.array([len(word) for word in words], dtype=np.int64).take(asked), self.lengths.take(found)
        allowed = _ALLOWED.take(np.maximum(lengths, theirs))
        keep = ((np.abs(lengths - theirs) <= allowed) & self._letters.take(found)).nonzero()[0]
        asked, found = asked.take(keep), found.take(keep)
        slips = cpdist(
            [words[i] for i in asked.tolist()],
            [self._words[i] for i in found.tolist()],
            scorer=OSA.distance,
            score_cutoff=MOST_SLIPS,
            dtype=np.uint8,
        )
        close = (slips <= allowed.take(keep)).nonzero()[0]
        return asked.take(close), found.take(close), slips.take(close).astype(np.int64)


def slip_arrays(words: Sequence[str]) -> dict[str, Array]:
    """The deletion variants of a vocabulary, and which of its words are within the slips allowed of each other.

    Returns:
        `near_start` and `near_word`, see `deletions.build_table`; and of word w the close words (itself among them,
        but for words that are not of letters only) `slip_word[slip_start[w] : slip_start[w + 1]]`, with the slips in
        `slip_count`.
    """
    starts, members = build_table(words)
    vocabulary = Vocabulary(words, starts, members)
    plain = (position for position, word in enumerate(words) if len(word) > 1 and word.isalpha())
    counts = np.zeros(len(words), dtype=np.int64)
    found, slips = [np.zeros(0, dtype=np.int32)], [np.zeros(0, dtype=np.uint8)]
    while some := list(islice(plain, _AT_ONCE)):
        asked, close, parted = vocabulary.close_to([words[position] for position in some])
        counts[some] = np.bincount(asked, minlength=len(some))
        found.append(close.astype(np.int32))
        slips.append(parted.astype(np.uint8))
    return {
        "near_start": starts,
        "near_word": members,
        "slip_start": np.concatenate([[0], np.cumsum(counts)]).astype(np.int32),
        "slip_word": np.concatenate(found),
        "slip_count": np.concatenate(slips),
    }
