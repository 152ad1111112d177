"""Where the numbers of packed names stand, for the kernels; see `kernel.py`.

A *reading* is a run of numbers (`cells`) from some offset on:

    0 tokens, 1 elements, 2 personal name, 3 cut off, 4 mode, 5 script,
    then per token `TOKEN` numbers (tag, points as agreement, points when left over, whether it is a leading place,
    points by its rarity alone),
    then per element `ELEMENT` numbers (key, row, first token, tokens, percent, how).

Elements are the tokens and then the spans. Two elements are the same word if their keys are equal. `row` is where the
word's row begins in a table of words with `WORD` numbers each (offset and count of its letters, marks, sounds, family,
letters met, points), whose letters are code points in one array.

`room` is working space of `ROOM` numbers; those from `AGREEMENT` on are the result of a comparison.
"""

from __future__ import annotations

from typing import Any, NamedTuple

Ints = Any  # an array of numbers when compiled, a memoryview or list otherwise


class Name(NamedTuple):
    """One reading of a name.

    Attributes:
        cells, at: its numbers, and where they begin.
        words, letters: the table of words, and their letters.
    """

    cells: Any
    at: int
    words: Any
    letters: Any


HEAD, TOKEN, ELEMENT, WORD = 6, 5, 6, 8
TOKENS, ELEMENTS, PERSON, CUT, MODE, SCRIPT = 0, 1, 2, 3, 4, 5
TAG, MASS, COST, LEADS, RARITY = 0, 1, 2, 3, 4
KEY, ROW, FIRST, SPAN, PERCENT, HOW = 0, 1, 2, 3, 4, 5
START, LENGTH, MARKS, FINE, COARSE, FAMILY, MET, POINTS = 0, 1, 2, 3, 4, 5, 6, 7
#: Bits of MARKS: of letters only, of Chinese syllables, "bin" or the like, a suffix like "junior"; the bits
#: from which on the kinds of a legal form stand, see `body_rules.kinds_of`, and where syllables of Chinese begin.
LETTERS, PINYIN, FATHER, SUFFIX, WORD_KINDS, WORD_STARTS = 1, 2, 4, 8, 4, 16
#: Numbers of `How`.
IS_TOKEN, JOINED, ACRONYM, ALTERNATE = 0, 1, 2, 3
#: Tags that decide here; see `tags.Tag`.
CORE_TAG, STRUCTURE_TAG, INITIAL_TAG, FIRST_LIGHT_TAG = 0, 3, 8, 9
#: Numbers of `Script`.
LATIN, HAN, FROM_HAN, FROM_ABJAD = 0, 1, 2, 3

#: Where the results of `kernel.weigh` stand in `room` (the sums, how many pairs, what the rules add), what is unlike in
#: the pairs, and its working space.
AGREEMENT, SEPARATION, PAIRED, RULED, UNLIKE = 16, 17, 18, 19, 20
OUR_TAKEN, THEIR_TAKEN, ACCEPTED, PLACED, FOUND = 32, 160, 288, 416, 544
ROOM = 65_536
#: Most tokens and elements of a reading, and letters of a word, that fit.
MOST_TOKENS, MOST_ELEMENTS, MOST_LETTERS = 127, 1023, 62

#: Where the weights stand in `facts`.
SAME_PERCENT, TOO_MANY, CUT_PERCENT, SHORTEST_STUMP, INITIAL_PERCENT = 0, 1, 2, 3, 4
OPEN_AFTER_INITIAL, BEYOND_THE_CUT, WEAK_ALIAS = 5, 6, 7
ONE_SIDED, BOTH_SIDED = 8, 12
ALLOWED = 16
#: Word lengths from here on are treated as this one.
LONGEST = 15
ALIKE = 32
#: What a pair of elements is beside a word that is alike: a pair of spans, or one that may have been coined.
OF_SPANS, COINED = 1, 2
#: Bits of a pair from which on that stands, the likeness taken from 100, and whether it is accepted later than words
#: that were run together; see `kernel.find_pairs`.
PAIR_SORT, PAIR_UNLIKE, PAIR_LATER = 21, 51, 58
#: Most of what is written from `PAIR_UNLIKE` on.
UNLIKE_BITS = 127
