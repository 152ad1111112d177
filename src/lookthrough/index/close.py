"""The words of a vocabulary within the slips allowed of others; a kernel, see `lookthrough.compiled`."""

from __future__ import annotations

from typing import Any, NamedTuple

from lookthrough.index.distance import bits_set, distance

Ints = Any  # an array of whole numbers

#: Words longer than this are allowed as many slips as one of this length.
LONGEST = 63
#: Stands for the slips of words that are alike by their sound or as given names, and not by their letters.
BY_SOUND = 3


class Words(NamedTuple):
    """Words over flat arrays.

    Attributes:
        letters: the code points of all of them, one after the other.
        starts: where each begins, and where the last one ends.
        plain: whether each is of letters only, so that it may be misspelt.
        met: which letters it is made of, see `slips.met_letters`.
    """

    letters: Any
    starts: Any
    plain: Any
    met: Any


class Looked(NamedTuple):
    """Where words are looked up.

    Attributes:
        variants: N + 1: the first deletion variant of each asked word, and the end of the last.
        low, high: per variant, where the words of its bucket begin and end in `members`.
        members: words of the vocabulary, bucket by bucket.
    """

    variants: Any
    low: Any
    high: Any
    members: Any


def find_close(asked: Words, looked: Looked, listed: Words, allowed: Ints, seen: Ints, room: Ints, out: Ints) -> int:
    """Write every word of a vocabulary that is close to some words, each once.

    Args:
        asked: the words.
        looked: where they are looked up.
        listed: the vocabulary.
        allowed: per length of the longer word, how many slips.
        seen: N zeros; becomes the asked word, counted from 1, that each word of the vocabulary was measured for last.
        room: working space of `distance.ROOM` numbers.
        out: gets asked << 34 | word << 2 | slips, as far as it reaches.

    Returns:
        How many were found; when that is more than `out` holds, nothing can be said of the others.
    """
    found = 0
    for i in range(len(looked.variants) - 1):
        for k in range(looked.variants[i], looked.variants[i + 1]):
            for m in range(looked.low[k], looked.high[k]):
                word = looked.members[m]
                if seen[word] == i + 1:
                    continue
                seen[word] = i + 1
                slips = slips_between(asked, i, listed, word, allowed, room)
                if slips >= 0:
                    if found < len(out):
                        out[found] = i << 34 | int(word) << 2 | slips
                    found += 1
    return found


def slips_between(asked: Words, i: int, listed: Words, word: int, allowed: Ints, room: Ints) -> int:
    """The slips between a word and one of a vocabulary; -1 when there are more than allowed."""
    ours = asked.starts[i + 1] - asked.starts[i]
    theirs = listed.starts[word + 1] - listed.starts[word]
    most = allowed[min(max(ours, theirs), LONGEST)]
    if abs(ours - theirs) > most or not listed.plain[word]:
        return -1
    # a slip changes at most two of the letters that a word is made of
    if bits_set(asked.met[i] ^ listed.met[word]) > 2 * most:
        return -1
    told = max(most, 1)
    slips = distance(asked.letters, asked.starts[i], ours, listed.letters, listed.starts[word], theirs, told, room)
    return slips if slips <= most else -1
