"""Words that may be alike: within few slips, found through deletion variants and then measured, or of like sound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lookthrough.compiled import machine_code
from lookthrough.index.close import BY_SOUND, LONGEST, Looked, Words, find_close
from lookthrough.index.deletions import build_table, ranges, spread, variant_hashes, variants
from lookthrough.index.distance import LETTERS_APART, MET_BITS, ROOM
from lookthrough.index.look_up import Tables, find_near
from lookthrough.index.texts import join_letters, starts_of
from lookthrough.names.words import Word

Array = NDArray[Any]
Ints = NDArray[np.int64]

#: Longest word of which one slip is forgiven, and shortest of which two are.
ONE_SLIP_FROM, TWO_SLIPS_FROM = 3, 7
#: No two words are alike beyond so many slips.
MOST_SLIPS = 2
#: The marks of a word by which others are found, beside its letters.
SOUNDS = ("fine", "coarse", "family")

#: Words that are measured at once while an index is built, so that memory stays bounded.
_AT_ONCE = 4096
#: Pairs of words from which on machine code pays, though it takes a moment to load.
_MUCH = 5_000


class _Measured:
    """How many pairs of words this process has measured."""

    pairs = 0


def slips_allowed(length: int) -> int:
    """How many slips (a letter more, less, changed, or two swapped) may part two words, the longer of this length."""
    if length < ONE_SLIP_FROM:
        return 0
    return 1 if length < TWO_SLIPS_FROM else MOST_SLIPS


_ALLOWED = np.array([slips_allowed(length) for length in range(LONGEST + 1)], dtype=np.int64)


def met_letters(letters: Array, starts: Array) -> Ints:
    """Which letters each word is made of, as bits; letters may share a bit.

    Args:
        letters, starts: see `texts.join_letters`; no word is empty.
    """
    bits = np.left_shift(np.int64(1), letters.astype(np.int64) % MET_BITS)
    return np.bitwise_or.reduceat(bits, starts[:-1]) if len(bits) else np.zeros(0, dtype=np.int64)


class Vocabulary:
    """The words of an index, in which others are looked up.

    Args:
        arrays: the arrays of an index, or of a draft with `look_up_arrays`.
    """

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._arrays = arrays
        self._words = _fixed(*[arrays[name] for name in ("words", "words_start", "word_letters", "word_met")])
        self._seen: Array = np.zeros(0, dtype=np.int64)

    def near(self, words: Sequence[Word], *, compiled: bool = False) -> tuple[Ints, Ints, Ints]:
        """The words that may be like some words, by their letters, by their sound or as given names.

        Args:
            words: the words.
            compiled: look them up one by one in machine code, which takes a moment to load; the result is the same.

        Returns:
            Where the words found for each begin, and where the last end; position in the vocabulary; slips, or
            `BY_SOUND`. In order, each pair once.
        """
        letters = join_letters([word.text for word in words])
        plain = np.array([word.letters for word in words], dtype=np.bool_)
        met = met_letters(letters["words"], letters["words_start"])
        marks = np.array([[getattr(word, mark) for word in words] for mark in SOUNDS], dtype=np.int64)
        asked = _fixed(letters["words"], letters["words_start"], plain, met)
        if compiled:
            return self._one_by_one(asked, marks)
        owners, found, slips = self._near(asked, list(marks))
        return starts_of(np.bincount(owners, minlength=len(words)).tolist()), found, slips

    def _one_by_one(self, asked: Words, marks: Array) -> tuple[Ints, Ints, Ints]:
        if not len(self._seen):
            self._seen = np.zeros(len(self._words.plain) + 1, dtype=np.int64)
        size, found = 1024, -1
        starts, room = np.zeros(len(asked.plain) + 1, dtype=np.int64), np.zeros(ROOM, dtype=np.int64)
        while found < 0:
            out = np.zeros(size, dtype=np.int64)
            found = machine_code(find_near)(asked, marks, self._tables, self._seen, room, starts, out)
            size *= 4
        return starts, out[:found] >> 2, out[:found] & 3

    @cached_property
    def _tables(self) -> Tables:
        weights, has = variants()
        names = ("deletion_start", "deletion_word", *(f"{mark}_{what}" for mark in SOUNDS for what in ("key", "word")))
        rest = [self._arrays[name] for name in names]
        return Tables(self._words, *map(_read_only, (_ALLOWED, weights.reshape(-1), has.reshape(-1), *rest)))

    def near_range(self, low: int, high: int) -> tuple[Ints, Ints, Ints]:
        """What `near` says of the words of the vocabulary from `low` to before `high`, but for the words themselves."""
        letters, starts, plain, met = self._words
        edges = starts[low : high + 1]
        some = _fixed(letters[edges[0] : edges[-1]], edges - edges[0], plain[low:high], met[low:high])
        asked, found, slips = self._near(some, [self._arrays[f"word_{mark}"][low:high] for mark in SOUNDS])
        other = asked + low != found
        return asked[other], found[other], slips[other]

    def _near(self, asked: Words, marks: Sequence[Array]) -> tuple[Ints, Ints, Ints]:
        keys = [self._close(asked)]
        for mark, wanted in zip(SOUNDS, marks, strict=True):
            ordered = self._arrays[f"{mark}_key"]
            low = ordered.searchsorted(wanted)
            lengths = np.where(wanted != 0, ordered.searchsorted(wanted, side="right") - low, 0)
            row, at = spread(low, lengths)
            found = self._arrays[f"{mark}_word"][at].astype(np.int64)
            if mark == "coarse":
                apart = np.bitwise_count(asked.met[row] ^ self._words.met[found])
                row, found = row[apart <= LETTERS_APART], found[apart <= LETTERS_APART]
            keys.append(row << 34 | found << 2 | BY_SOUND)
        together = np.sort(np.concatenate(keys))
        new = np.ones(len(together), dtype=np.bool_)
        np.not_equal(together[1:] >> 2, together[:-1] >> 2, out=new[1:])
        kept = together[new]  # the fewest slips of every two words
        return kept >> 34, kept >> 2 & 0xFFFFFFFF, kept & 3

    def _close(self, asked: Words) -> Ints:
        """The words within the slips allowed, as `close.find_close` writes them, in no order."""
        hashes, owners = variant_hashes(asked.letters, asked.starts)
        kept = asked.plain[owners]
        low, high = ranges(hashes[kept], self._arrays["deletion_start"])
        variants = owners[kept].searchsorted(np.arange(len(asked.plain) + 1))
        looked = Looked(variants, low, high, _read_only(self._arrays["deletion_word"]))
        pairs = int((high - low).sum())
        _Measured.pairs += pairs
        find = machine_code(find_close) if _Measured.pairs > _MUCH else find_close
        out = np.zeros(0, dtype=np.int64)
        found = pairs and 1024
        while found > len(out):
            out = np.zeros(2 * found, dtype=np.int64)
            seen, room = np.zeros(len(self._words.plain), dtype=np.int32), np.zeros(ROOM, dtype=np.int64)
            found = find(asked, looked, self._words, _ALLOWED, seen, room, out)
        return out[:found]


def _fixed(*arrays: Array) -> Words:
    return Words(*map(_read_only, arrays))


def _read_only(array: Array) -> Array:
    """The same numbers, so that mapped arrays and others are of one type to machine code."""
    view = np.ascontiguousarray(array).view()
    view.flags.writeable = False
    return view


def look_up_arrays(arrays: Mapping[str, Array]) -> dict[str, Array]:
    """What finds words of a vocabulary by their letters or by their marks.

    Args:
        arrays: `words`, `words_start`, `word_fine`, `word_coarse` and `word_family`, see `draft`.

    Returns:
        `word_met`, int64: see `met_letters`.

        `deletion_start` and `deletion_word`, see `deletions.build_table`.

        `fine_key` and `fine_word`, `coarse_key` and `coarse_word`, `family_key` and `family_word`: the marks of
        the words that have one, in order (int64), and the word of each (int32).
    """
    starts, members = build_table(arrays["words"], arrays["words_start"])
    out: dict[str, Array] = {
        "word_met": met_letters(arrays["words"], arrays["words_start"]),
        "deletion_start": starts,
        "deletion_word": members,
    }
    for mark in SOUNDS:
        out |= _in_order(mark, arrays[f"word_{mark}"])
    return out


def near_arrays(arrays: Mapping[str, Array]) -> dict[str, Array]:
    """Which different words of a vocabulary may be alike.

    Args:
        arrays: those of `look_up_arrays` and `word_letters`, see `draft`.

    Returns:
        `near_start`, int32: the other words that may be like word w are `near_word[near_start[w] : near_start[w + 1]]`
        (int32, in order), with the slips that part them in `near_slips` (uint8; `BY_SOUND` where only sound or family
        make them alike).
    """
    vocabulary, words = Vocabulary(arrays), len(arrays["word_met"])
    counts, found, slips = [np.zeros(1, dtype=np.int64)], [np.zeros(0, np.int32)], [np.zeros(0, np.uint8)]
    for low in range(0, words, _AT_ONCE):
        high = min(low + _AT_ONCE, words)
        asked, close, parted = vocabulary.near_range(low, high)
        counts.append(np.bincount(asked, minlength=high - low))
        found.append(close.astype(np.int32))
        slips.append(parted.astype(np.uint8))
    return {
        "near_start": np.cumsum(np.concatenate(counts)).astype(np.int32),
        "near_word": np.concatenate(found),
        "near_slips": np.concatenate(slips),
    }


def _in_order(mark: str, keys: Array) -> dict[str, Array]:
    order = np.argsort(keys, kind="stable")
    order = order[keys[order] != 0]
    return {f"{mark}_key": keys[order].astype(np.int64), f"{mark}_word": order.astype(np.int32)}
