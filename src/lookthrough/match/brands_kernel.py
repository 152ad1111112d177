"""How much names in translation may agree by brands coined from each other; a kernel, see `search_kernel.py`.

It is `coined.percent` of one word of the query and many of the list. What is known of the query's word is written down
once, as a bit for each place where a letter stands, so that what two words have in common takes few steps a letter.
"""

from __future__ import annotations

from lookthrough.index.distance import bits_set
from lookthrough.match.layout import FROM_HAN, LENGTH, LETTERS, MARKS, SCRIPT, START, WORD_STARTS, Ints, Name
from lookthrough.match.rules_kernel import row_of
from lookthrough.names.coined import (
    A_PERCENT,
    CONSONANTS,
    H_CLASS,
    INITIALS,
    LAST,
    MEANING,
    MOST,
    NOTHING,
    ONE_SYLLABLE,
    SHORTEST,
    SYLLABLES,
    consonant_at,
)
from lookthrough.names.coined import FIRST as FIRST_LETTER
from lookthrough.names.coined import LETTERS as ALIKE_LETTERS

#: Numbers that are written of a word: the places of each letter, of the letters that begin a syllable, and of each
#: class of consonants; how many there are of each, no letters for a word that nothing is coined from.
PLACES, HEADS, CLASSES, LETTER_COUNT, HEAD_COUNT, CLASS_COUNT, SOUND = 0, 26, 52, 64, 65, 66, 67
_A = ord("a")


def sound_out(ours: Name, token: int, sounds: Ints) -> None:
    """Write down what `coined_from` needs of an own word of the query, from `sounds[SOUND * token]` on."""
    at, row = SOUND * token, row_of(ours.cells, ours.at, token)
    for k in range(SOUND):
        sounds[at + k] = 0
    start, count, marks = ours.words[row + START], ours.words[row + LENGTH], ours.words[row + MARKS]
    chinese = ours.cells[ours.at + SCRIPT] == FROM_HAN
    starts = marks >> WORD_STARTS
    if not marks & LETTERS or (chinese and not starts) or (not chinese and count < SHORTEST):
        return
    sounds[at + LETTER_COUNT] = count
    for k in range(count):
        letter = ours.letters[start + k] - _A
        sounds[at + PLACES + letter] |= 1 << k
        if starts >> k & 1:
            sounds[at + HEADS + letter] |= 1 << sounds[at + HEAD_COUNT]
            sounds[at + HEAD_COUNT] += 1
    place, last = start, 0
    while place < start + count:
        kind, width = consonant_at(ours.letters, place, start + count, 1 if chinese else 0)
        if kind and kind != last:
            if kind != H_CLASS or not sounds[at + CLASS_COUNT]:
                sounds[at + CLASSES + kind] |= 1 << sounds[at + CLASS_COUNT]
                sounds[at + CLASS_COUNT] += 1
            last = kind
        place += width


def coined_from(ours: Name, token: int, sounds: Ints, words: Ints, letters: Ints, row: int, meaning: int) -> int:
    """Percent that one of two own words may have been coined from the other; see `coined.percent`.

    Args:
        ours, token, sounds: the query's word, as `sound_out` wrote it.
        words, letters, row: the listed word.
        meaning: 1 when a meaning of the Chinese one stands inside the Latin one.
    """
    at, chinese = SOUND * token, ours.cells[ours.at + SCRIPT] == FROM_HAN
    count, start, their_marks = words[row + LENGTH], words[row + START], words[row + MARKS]
    size, starts, latin = sounds[at + LETTER_COUNT], their_marks >> WORD_STARTS, words[row + LENGTH]
    if not size or not their_marks & LETTERS or (chinese and count < SHORTEST) or (not chinese and not starts):
        return 0
    alike = 200 * in_common(sounds, at + PLACES, size, letters, start, count) // (size + count)
    odds = NOTHING + MEANING * meaning + ALIKE_LETTERS * alike * alike // 10_000
    odds += CONSONANTS * consonants_alike(sounds, at, letters, start, count, 0 if chinese else 1) // 10_000
    mine = row_of(ours.cells, ours.at, token)
    our_start, our_starts = ours.words[mine + START], ours.words[mine + MARKS] >> WORD_STARTS
    if chinese:
        heads = sounds[at + HEAD_COUNT]
        odds += INITIALS * in_common(sounds, at + HEADS, heads, letters, start, count) // heads
        ended, latin = same_end(ours.letters, our_start, size, our_starts, letters, start, count), starts
    else:
        odds += INITIALS * heads_in_common(sounds, at, letters, start, count, starts) // bits_set(starts)
        ended, latin = same_end(letters, start, count, starts, ours.letters, our_start, size), our_starts
    if ended:
        odds += LAST
    if ours.letters[our_start] == letters[start]:
        odds += FIRST_LETTER
    if latin:
        odds -= SYLLABLES if latin > 1 else ONE_SYLLABLE
    return int(max(0, min(odds // A_PERCENT, MOST)))


def in_common(sounds: Ints, places: int, size: int, letters: Ints, start: int, count: int) -> int:
    """The length of the longest sequence in common, of a word of so many letters with places; see `coined.common`."""
    whole = (1 << size) - 1
    left = whole
    for k in range(start, start + count):
        met = sounds[places + letters[k] - _A] & left
        left = (left + met | left - met) & whole
    return int(size - bits_set(left))


def heads_in_common(sounds: Ints, at: int, letters: Ints, start: int, count: int, starts: int) -> int:
    """The same of our letters and of those that begin a syllable of the listed word."""
    size = sounds[at + LETTER_COUNT]
    whole = (1 << size) - 1
    left = whole
    for k in range(count):
        if starts >> k & 1:
            met = sounds[at + PLACES + letters[start + k] - _A] & left
            left = (left + met | left - met) & whole
    return int(size - bits_set(left))


def consonants_alike(sounds: Ints, at: int, letters: Ints, start: int, count: int, pinyin: int) -> int:
    """The square of the likeness of the consonants in percent."""
    size, other, last, place = sounds[at + CLASS_COUNT], 0, 0, start
    whole = (1 << size) - 1
    left = whole
    while place < start + count:
        kind, width = consonant_at(letters, place, start + count, pinyin)
        if kind and kind != last:
            if kind != H_CLASS or not other:
                met = sounds[at + CLASSES + kind] & left
                left = (left + met | left - met) & whole
                other += 1
            last = kind
        place += width
    alike = 200 * (size - bits_set(left)) // (size + other) if size + other else 0
    return int(alike * alike)


def same_end(chinese: Ints, start: int, size: int, starts: int, latin: Ints, other: int, count: int) -> bool:
    """Does the Latin word end with the last syllable of the Chinese one?"""
    first = size - 1
    while not starts >> first & 1:
        first -= 1
    at = 0
    while (
        first + at < size <= first + count and chinese[start + first + at] == latin[other + count - size + first + at]
    ):
        at += 1
    return first + at == size
