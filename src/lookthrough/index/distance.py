"""How many slips part two words, over flat arrays of letters; a kernel, see `lookthrough.compiled`."""

from __future__ import annotations

from typing import Any

Ints = Any  # an array of whole numbers

#: Numbers of working space that `distance` needs.
ROOM = 15
#: Bits that tell which letters a word is made of; kinds of letters share them.
MET_BITS = 62
#: Two words of one coarse sound are alike only if no more letters than this stand in one of them alone: of the words
#: with one coarse sound most are strangers, and in a large vocabulary a word has hundreds of them.
LETTERS_APART = 3


def met(text: str) -> int:
    """Which letters a word is made of, as `MET_BITS` bits."""
    found = 0
    for letter in text:
        found |= 1 << ord(letter) % MET_BITS
    return found


def distance(
    one: Ints, one_at: int, one_count: int, other: Ints, other_at: int, other_count: int, most: int, room: Ints
) -> int:
    """Slips between two words (optimal string alignment), or `most + 1` when there are more.

    A slip is a letter more, less or changed, or two neighbours swapped; no letter is changed twice.

    Args:
        one, one_at, one_count: the letters of a word: an array, an offset and a count.
        other, other_at, other_count: the same of the other.
        most: 1 or 2.
        room: working space of `ROOM` numbers.
    """
    while one_count and other_count and one[one_at] == other[other_at]:
        one_at, other_at, one_count, other_count = one_at + 1, other_at + 1, one_count - 1, other_count - 1
    while one_count and other_count and one[one_at + one_count - 1] == other[other_at + other_count - 1]:
        one_count, other_count = one_count - 1, other_count - 1
    if not one_count or not other_count:
        return min(one_count + other_count, most + 1)
    if abs(one_count - other_count) > most:
        return most + 1
    return _banded(one, one_at, one_count, other, other_at, other_count, most, room)


def _banded(
    one: Ints, one_at: int, one_count: int, other: Ints, other_at: int, other_count: int, most: int, room: Ints
) -> int:
    """`distance` of words whose lengths differ by no more than `most`."""
    # a band of five diagonals: row i holds the distances of i letters of one to i - 2 ... i + 2 letters of the other
    before, last, new = 0, 5, 10
    for diagonal in range(5):
        room[before + diagonal] = most + 1
        room[last + diagonal] = diagonal - 2 if 2 <= diagonal <= other_count + 2 else most + 1
    for i in range(1, one_count + 1):
        lowest = most + 1
        for diagonal in range(5):
            j = i + diagonal - 2
            least = most + 1
            if j == 0:
                least = i
            elif 0 < j <= other_count:
                least = room[last + diagonal]
                if one[one_at + i - 1] != other[other_at + j - 1]:
                    least += 1
                    swapped = i > 1 and j > 1 and one[one_at + i - 1] == other[other_at + j - 2]
                    if swapped and one[one_at + i - 2] == other[other_at + j - 1]:
                        least = min(least, room[before + diagonal] + 1)
                if diagonal < 4:
                    least = min(least, room[last + diagonal + 1] + 1)
                if diagonal > 0:
                    least = min(least, room[new + diagonal - 1] + 1)
            least = min(least, most + 1)
            room[new + diagonal] = least
            lowest = min(lowest, least)
        if lowest > most:
            return most + 1
        before, last, new = last, new, before
    return int(room[last + other_count - one_count + 2])


def bits_set(number: int) -> int:
    """How many bits of a number from 0 to 2**62 - 1 are set."""
    number = number - (number >> 1 & 0x1555555555555555)
    number = (number & 0x3333333333333333) + (number >> 2 & 0x3333333333333333)
    number = number + (number >> 4) & 0x0F0F0F0F0F0F0F0F
    number = number + (number >> 8)
    number = number + (number >> 16)
    return number + (number >> 32) & 0x7F
