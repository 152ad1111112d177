"""Words within two slips of a word, found without comparing it with all words.

Two words that are at most k slips apart become equal when at most k letters are taken out of each: every slip (a
letter more, less, changed, or two neighbours swapped) spoils at most one letter of either word. The same holds of
their first `PREFIX` letters, because a common subsequence of the whole words that loses at most k letters loses at
most k of those (a swap across the boundary loses one). So it is enough to store each word under the hash of every
deletion variant of its prefix, and to look a word up under the hashes of its own variants; what is found is a
superset of the neighbours, and is then measured. Hash collisions only add to the superset.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

#: Letters of a word that are varied.
PREFIX = 7

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_STEP = np.uint64(0x100000001B3)


def deletions_of(length: int) -> int:
    """How many letters may have to be deleted from a word of this length to meet any word within its slips.

    The longer word of a pair decides how many slips are allowed: none below 3 letters, one below 8, two from there.
    A word of 6 letters may so meet one of 8 at two slips; one of 2 letters may meet one of 3 at one.
    """
    if length < 2:
        return 0
    return 1 if length < 6 else 2


@cache
def _patterns(length: int, deletions: int) -> NDArray[np.int64]:
    """Positions kept, one row a variant, padded with -1."""
    rows = []
    for gone in range(min(deletions, length) + 1):
        for dropped in combinations(range(length), gone):
            kept = [i for i in range(length) if i not in dropped]
            rows.append(kept + [-1] * (length - len(kept)))
    return np.array(rows, dtype=np.int64).reshape(len(rows), length)


def variant_hashes(words: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Hashes of the deletion variants of many words.

    Args:
        words: lower-case words; any characters.

    Returns:
        The hashes, and for each the position of its word. A word may have the same hash more than once.
    """
    groups: dict[tuple[int, int], list[int]] = {}
    for position, word in enumerate(words):
        groups.setdefault((min(len(word), PREFIX), deletions_of(len(word))), []).append(position)
    hashes: list[NDArray[np.uint64]] = []
    owners: list[NDArray[np.int64]] = []
    for (length, deletions), members in groups.items():
        if not length:
            continue
        codes = np.array([[ord(c) for c in words[m][:length]] for m in members], dtype=np.uint64)
        padded = np.concatenate([codes, np.zeros((len(members), 1), dtype=np.uint64)], axis=1)
        patterns = _patterns(length, deletions)
        value = np.zeros((len(members), len(patterns)), dtype=np.uint64)
        for column in range(length):
            letter = padded[:, patterns[:, column]]
            value = np.where(letter > 0, (value ^ letter) * _STEP * _MULTIPLIER, value)
        hashes.append(value.ravel())
        owners.append(np.repeat(np.array(members, dtype=np.int64), len(patterns)))
    if not hashes:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    return np.concatenate(hashes), np.concatenate(owners)


def bucket_bits(entries: int) -> int:
    """Bits of a bucket number for so many stored variants: about one variant a bucket."""
    return max(8, min(26, int(entries).bit_length()))


def buckets(hashes: NDArray[np.uint64], bits: int) -> NDArray[np.int64]:
    """The bucket of each hash: its upper bits after mixing."""
    mixed = (hashes ^ (hashes >> np.uint64(29))) * _MULTIPLIER
    return (mixed >> np.uint64(64 - bits)).astype(np.int64)


def build_table(words: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The stored variants of a vocabulary.

    Returns:
        `starts`, of 2**bits + 1 positions, and `members`: the words of bucket b are
        `members[starts[b] : starts[b + 1]]`, as positions in `words`.
    """
    hashes, owners = variant_hashes(words)
    bits = bucket_bits(len(hashes))
    keys = np.unique((buckets(hashes, bits) << 32) | owners)
    counts = np.bincount(keys >> 32, minlength=1 << bits)
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    return starts, (keys & 0xFFFFFFFF).astype(np.int32)


def near(
    words: Sequence[str], starts: NDArray[np.int32], members: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Every vocabulary word that may be near each word: a superset.

    Returns:
        Pairs without repeats as two arrays: position in `words`, position in the vocabulary; sorted.
    """
    hashes, owners = variant_hashes(words)
    bits = (len(starts) - 1).bit_length() - 1
    bucket = buckets(hashes, bits)
    low = starts[bucket].astype(np.int64)
    rows, index = spread(low, starts[bucket + 1] - low)
    keys = np.unique((owners[rows] << 32) | members[index])
    return keys >> 32, keys & 0xFFFFFFFF


def spread(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Unfold ranges: for ranges [start, start + length), which range each position comes from, and the position."""
    rows = np.repeat(np.arange(len(lengths)), lengths)
    ends = np.cumsum(lengths)
    offset = starts - (ends - lengths)
    return rows, np.arange(len(rows)) + offset[rows]
