"""Words looked up in a vocabulary, one after the other; kernels, see `lookthrough.compiled`.

The same as `texts.text_hashes`, `deletions` and `slips.Vocabulary` find by steps over all words at once, which is plain
and fast for many words; the few words of one query are found in a tenth of the time here. Numbers of 64 bits must wrap,
so that these run as machine code only.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from lookthrough.index.close import BY_SOUND, Words, slips_between
from lookthrough.index.deletions import MULTIPLIER, PREFIX
from lookthrough.index.distance import LETTERS_APART, bits_set
from lookthrough.index.texts import CODE_POINT, FIRST, SECOND, STEP

Ints = Any  # an array of whole numbers

#: Shifts of a mixed hash, see `texts.text_hashes` and `deletions.buckets`.
_30, _27, _31, _29, _64 = (np.uint64(bits) for bits in (30, 27, 31, 29, 64))


class Hashes(NamedTuple):
    """The words of an index by their hashes, see `index/draft.py`."""

    word_hash: Any
    word_order: Any
    spans_hash: Any


class Tables(NamedTuple):
    """What leads to words that may be like others.

    Attributes:
        words: the vocabulary.
        allowed: per length of the longer word, how many slips.
        weights, has: see `deletions.variants`, row by row.
        deletion_start, deletion_word: see `deletions.build_table`.
        fine_key, fine_word, coarse_key, coarse_word, family_key, family_word: see `slips.look_up_arrays`.
    """

    words: Words
    allowed: Any
    weights: Any
    has: Any
    deletion_start: Any
    deletion_word: Any
    fine_key: Any
    fine_word: Any
    coarse_key: Any
    coarse_word: Any
    family_key: Any
    family_word: Any


def find_words(letters: Ints, starts: Ints, known: Hashes, ids: Ints) -> None:
    """Fill in the id of each word: its place in the vocabulary, or behind it among the words of spans; -1 for none.

    Args:
        letters, starts: the words, see `texts.join_letters`.
        known: the words of the index.
        ids: the array to be filled.
    """
    for i in range(len(starts) - 1):
        told = np.uint64(0)
        for place in range(starts[i + 1] - starts[i]):
            bits = (np.uint64(place) << CODE_POINT | np.uint64(letters[starts[i] + place])) * STEP
            bits = (bits ^ bits >> _30) * FIRST
            bits = (bits ^ bits >> _27) * SECOND
            told += bits ^ bits >> _31
        ids[i] = -1
        at = lowest(known.word_hash, told)
        if at < len(known.word_hash) and known.word_hash[at] == told:
            ids[i] = known.word_order[at]
            continue
        at = lowest(known.spans_hash, told)
        if at < len(known.spans_hash) and known.spans_hash[at] == told:
            ids[i] = len(known.word_hash) + at


def lowest(ordered: Ints, wanted: Any) -> int:
    """The first place in an array in order that holds no less than a number."""
    low, high = 0, len(ordered)
    while low < high:
        middle = (low + high) >> 1
        if ordered[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


def find_near(asked: Words, marks: Ints, tables: Tables, seen: Ints, room: Ints, starts: Ints, out: Ints) -> int:
    """Write the words that may be like each of some words, in order, each once.

    Args:
        asked: the words.
        marks: three rows: fine, coarse, family.
        tables: what leads to others.
        seen: a number per word of the vocabulary, the last that it was measured for, and behind them the highest.
        room: working space of `distance.ROOM` numbers.
        starts: gets where the words of each begin in `out`, and where the last end.
        out: gets word << 2 | slips.

    Returns:
        How many were written; -1 when `out` is too short.
    """
    found = 0
    for i in range(len(asked.starts) - 1):
        first = starts[i] = found
        if asked.plain[i]:
            seen[-1] += 1
            found = _by_letters(asked, i, tables, seen, room, out, found)
        found = _by_mark(tables.fine_key, tables.fine_word, marks[0, i], -1, tables.words.met, out, found)
        found = _by_mark(tables.coarse_key, tables.coarse_word, marks[1, i], asked.met[i], tables.words.met, out, found)
        found = _by_mark(tables.family_key, tables.family_word, marks[2, i], -1, tables.words.met, out, found)
        if found > len(out):
            return -1
        found = _in_order(out, first, found)
    starts[len(asked.starts) - 1] = found
    return found


def _by_letters(asked: Words, i: int, tables: Tables, seen: Ints, room: Ints, out: Ints, found: int) -> int:
    """Write the words within the slips allowed, as far as there is room; gives how many there are now."""
    columns, start = len(tables.weights) // PREFIX, asked.starts[i]
    length = min(PREFIX, asked.starts[i + 1] - start)
    drop = _64 - np.uint64(_bits(len(tables.deletion_start) - 1))
    for column in range(columns):
        if not tables.has[length * columns + column]:
            continue
        told = np.uint64(0)
        for place in range(length):
            told += np.uint64(asked.letters[start + place]) * tables.weights[place * columns + column]
        bucket = np.int64((told ^ told >> _29) * MULTIPLIER >> drop)
        for m in range(tables.deletion_start[bucket], tables.deletion_start[bucket + 1]):
            word = tables.deletion_word[m]
            if seen[word] == seen[-1]:
                continue
            seen[word] = seen[-1]
            slips = slips_between(asked, i, tables.words, word, tables.allowed, room)
            if slips >= 0:
                if found < len(out):
                    out[found] = np.int64(word) << 2 | slips
                found += 1
    return found


def _bits(number: int) -> int:
    """How many times a power of two can be halved."""
    bits = 0
    while number > 1:
        number >>= 1
        bits += 1
    return bits


def _by_mark(keys: Ints, words: Ints, wanted: int, met: int, listed_met: Ints, out: Ints, found: int) -> int:
    """Write the words with a mark; with `met`, only those of nearly the same letters."""
    if wanted == 0:
        return found
    at = lowest(keys, wanted)
    while at < len(keys) and keys[at] == wanted:
        word = words[at]
        at += 1
        if met >= 0 and bits_set(met ^ listed_met[word]) > LETTERS_APART:
            continue
        if found < len(out):
            out[found] = np.int64(word) << 2 | BY_SOUND
        found += 1
    return found


def _in_order(out: Ints, first: int, found: int) -> int:
    """Put what was written from `first` on in order, and keep the fewest slips of each word; gives the new end."""
    gap = found - first
    while gap > 1:  # Shell's sort, because a kernel that may not ask for memory has no other
        gap = gap * 5 // 11 if gap > 2 else 1
        for at in range(first + gap, found):
            one, to = out[at], at
            while to >= first + gap and out[to - gap] > one:
                out[to] = out[to - gap]
                to -= gap
            out[to] = one
    end = first
    for at in range(first, found):
        if end == first or out[end - 1] >> 2 != out[at] >> 2:
            out[end] = out[at]
            end += 1
    return end
