"""Words within two slips of a word, found without comparing it with all words.

Two words that are at most k slips apart become equal when at most k letters are taken out of each: every slip (a
letter more, less, changed, or two neighbours swapped) spoils at most one letter of either word. The same holds of
their first `PREFIX` letters, because a common subsequence of the whole words that loses at most k letters loses at
most k of those (a swap across the boundary loses one). So it is enough to store each word under the hash of every
deletion variant of its prefix, and to look a word up under the hashes of its own variants; what is found is a
superset of the neighbours, and is then measured. Hash collisions only add to the superset.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

#: Letters of a word that are varied.
PREFIX = 8

#: Words whose variants are made at once, so that memory stays bounded.
_AT_ONCE = 1 << 16

MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_MOST_DELETIONS = 2


def deletions_of(length: int) -> int:
    """How many letters may have to be deleted from a word of this length to meet any word within its slips.

    The longer word of a pair decides how many slips are allowed: none below 3 letters, one below 7, two from there.
    A word of 5 letters may so meet one of 7 at two slips; one of 2 letters may meet one of 3 at one.
    """
    if length < 2:
        return 0
    return 1 if length < 5 else 2


@cache
def variants() -> tuple[NDArray[np.uint64], NDArray[np.bool_]]:
    """How a word's letters are weighed in each variant, and which variants a word has.

    The hash of a variant is the sum of its letters times a weight of their place in it. A word that is shorter than
    `PREFIX` is filled with letters that weigh nothing.

    Returns:
        One row a letter and one column a variant: the weight, 0 where the letter is dropped; and one row a length up
        to `PREFIX`: whether a word of that length has the variant.
    """
    dropped = [gone for size in range(_MOST_DELETIONS + 1) for gone in combinations(range(PREFIX), size)]
    places = [pow(int(MULTIPLIER), place + 1, 1 << 64) for place in range(PREFIX)]
    weights = np.zeros((PREFIX, len(dropped)), dtype=np.uint64)
    for column, gone in enumerate(dropped):
        kept = (letter for letter in range(PREFIX) if letter not in gone)
        for place, letter in enumerate(kept):
            weights[letter, column] = places[place]
    has = [
        [len(gone) <= deletions_of(length) and all(letter < length for letter in gone) for gone in dropped]
        for length in range(PREFIX + 1)
    ]
    return weights, np.array(has, dtype=np.bool_)


def variant_hashes(letters: Array, starts: Array) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Hashes of the deletion variants of many words.

    Args:
        letters, starts: the words as code points, see `texts.join_letters`.

    Returns:
        The hashes, and for each the position of its word, in order. A word may have the same hash more than once.
    """
    weights, has = variants()
    lengths = np.minimum(np.diff(starts), PREFIX)
    prefixes = np.zeros((len(lengths), PREFIX), dtype=np.uint64)
    for place in range(PREFIX):
        longer = np.flatnonzero(lengths > place)
        prefixes[longer, place] = letters[starts[longer] + place]
    owners, columns = has.take(lengths, axis=0).nonzero()
    hashes = prefixes @ weights
    return hashes[owners, columns], owners


def bucket_bits(entries: int) -> int:
    """Bits of a bucket number for so many stored variants: about one variant a bucket."""
    return max(8, min(26, int(entries).bit_length()))


def buckets(hashes: NDArray[np.uint64], bits: int) -> NDArray[np.int64]:
    """The bucket of each hash: its upper bits after mixing."""
    mixed = (hashes ^ (hashes >> np.uint64(29))) * MULTIPLIER
    return (mixed >> np.uint64(64 - bits)).astype(np.int64)


def build_table(letters: Array, starts: Array) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The stored variants of a vocabulary.

    Args:
        letters, starts: the words as code points, see `texts.join_letters`.

    Returns:
        The start of each of 2**bits buckets and the end of the last; and `members`: the words of bucket b are
        `members[starts[b] : starts[b + 1]]`, as positions in the vocabulary.
    """
    _, has = variants()
    words = len(starts) - 1
    bits = bucket_bits(int(has.sum(axis=1)[np.minimum(np.diff(starts), PREFIX)].sum()))
    found = [np.zeros(0, dtype=np.int64)]
    for low in range(0, words, _AT_ONCE):
        hashes, owners = variant_hashes(letters, starts[low : low + _AT_ONCE + 1])
        found.append(_distinct((buckets(hashes, bits) << 32) | (owners + low)))
    keys = np.concatenate(found)
    keys.sort()
    counts = np.bincount(keys >> 32, minlength=1 << bits)
    edges = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    return edges, (keys & 0xFFFFFFFF).astype(np.int32)


def ranges(hashes: NDArray[np.uint64], starts: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the words of each hash's bucket begin and end in `members`: a superset of the words near."""
    bucket = buckets(hashes, (len(starts) - 1).bit_length() - 1)
    return starts[bucket].astype(np.int64), starts[bucket + 1].astype(np.int64)


def _distinct(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """The keys in order, each once."""
    keys = np.sort(keys)
    new = np.ones(len(keys), dtype=np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=new[1:])
    return keys[new]


def spread(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Unfold ranges: for ranges [start, start + length), which range each position comes from, and the position."""
    rows = np.arange(len(lengths)).repeat(lengths)
    ends = lengths.cumsum()
    at = (starts - ends + lengths).take(rows)
    at += np.arange(len(rows))
    return rows, at
