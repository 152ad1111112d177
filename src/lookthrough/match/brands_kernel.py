"""How much names in translation may agree by brands coined from each other, by the letters of these; a kernel.

The bounds of `walk.py` credit every own word of such a name as if it were coined as well as can be. Words of trade lead
to thousands of Chinese names, so those that pass are held against the letters of both names' own words before anything
else of them is compared.
"""

from __future__ import annotations

from lookthrough.index.distance import bits_set
from lookthrough.match.kernel import coined_likeness
from lookthrough.match.layout import (
    CORE_TAG,
    ELEMENT,
    ELEMENTS,
    FIRST,
    FROM_HAN,
    HEAD,
    HOW,
    IS_TOKEN,
    LENGTH,
    MARKS,
    MET,
    ROW,
    SCRIPT,
    START,
    TAG,
    TOKEN,
    TOKENS,
    WORD_STARTS,
    Name,
)
from lookthrough.names.coined import (
    A_PERCENT,
    CONSONANTS,
    INITIALS,
    LAST,
    LETTERS,
    MOST,
    NOTHING,
    ONE_SYLLABLE,
    SHORTEST,
    SYLLABLES,
)
from lookthrough.names.coined import FIRST as FIRST_LETTER

#: Percent from which on a bound is not good enough, and the likeness itself is asked.
ASKED = 30


def most_coined(ours: Name, theirs: Name, token: int) -> int:
    """A percentage that our own word's likeness to any own word of theirs that it may be coined from cannot exceed."""
    mine, yours = ours.cells, theirs.cells
    our_first = ours.at + HEAD + TOKEN * mine[ours.at + TOKENS]
    their_first = theirs.at + HEAD + TOKEN * yours[theirs.at + TOKENS]
    most = 0
    for i in range(mine[ours.at + ELEMENTS]):
        a = our_first + ELEMENT * i
        if mine[a + FIRST] != token:
            continue
        for j in range(yours[theirs.at + ELEMENTS]):
            b = their_first + ELEMENT * j
            if yours[theirs.at + HEAD + TOKEN * yours[b + FIRST] + TAG] != CORE_TAG:
                continue
            if mine[ours.at + SCRIPT] == FROM_HAN:
                most = max(most, coined_at_most(ours, a, theirs, b))
            else:
                most = max(most, coined_at_most(theirs, b, ours, a))
    return most


def coined_at_most(chinese: Name, a: int, latin: Name, b: int) -> int:
    """What `kernel.coined_likeness` cannot exceed: by the letters that the words are made of where these differ much.

    Args:
        chinese, latin: the names.
        a, b: where the elements begin, whose first tokens are own words.
    """
    mine, yours = chinese.cells, latin.cells
    if mine[a + HOW] != IS_TOKEN or yours[b + HOW] != IS_TOKEN:
        return coined_likeness(chinese, a, latin, b)
    one, other = mine[a + ROW], yours[b + ROW]
    length, longer = chinese.words[one + LENGTH], latin.words[other + LENGTH]
    if not chinese.words[one + MARKS] >> WORD_STARTS or longer < SHORTEST:
        return 0
    met, their_met = chinese.words[one + MET], latin.words[other + MET]
    both = bits_set(met & their_met)
    common = min(length - bits_set(met) + both, longer - bits_set(their_met) + both)
    alike = 200 * common // (length + longer)
    odds = NOTHING + LETTERS * alike * alike // 10_000 + CONSONANTS + INITIALS + LAST
    if chinese.letters[chinese.words[one + START]] == latin.letters[latin.words[other + START]]:
        odds += FIRST_LETTER
    starts = latin.words[other + MARKS] >> WORD_STARTS
    if starts:
        odds -= SYLLABLES if starts > 1 else ONE_SYLLABLE
    most = max(0, min(odds // A_PERCENT, MOST))
    return most if most < ASKED else coined_likeness(chinese, a, latin, b)
