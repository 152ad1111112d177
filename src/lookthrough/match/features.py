"""One comparison per function: how alike are two words, two sets of countries, two sets of codes?

Likeness of words is a whole number of percent, so that a score is a sum of whole numbers and two ways of computing it
cannot differ in the last digit.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from rapidfuzz.distance import OSA

from lookthrough.index.slips import slips_allowed
from lookthrough.names.countries import OFFSHORE

#: Likeness of equal words.
SAME = 100
#: Likeness of "micro electronics" and "microelectronics".
JOINED = 97
#: Likeness of a word and its beginning at the end of a line that was cut off.
CUT_OFF = 96
#: Letters from which on a word is read as a beginning.
SHORTEST_STUMP = 3
#: Likeness of an initial and the name that it may stand for.
INITIAL = 70

_ONE_SLIP = {3: 55, 4: 70, 5: 78, 6: 82, 7: 85}
_TWO_SLIPS = {8: 60, 9: 66, 10: 70, 11: 74}

CountryRelation = Literal["agree", "contradict", "unknown"]


def slip_similarity(slips: int, length: int) -> int:
    """Percent of likeness of two words, the longer of this length, that are this many slips apart."""
    if slips == 0:
        return SAME
    return _ONE_SLIP.get(length, 88) if slips == 1 else _TWO_SLIPS.get(length, 76)


def word_similarity(one: str, other: str) -> int:
    """Percent of likeness of two words that may be typed wrongly; 0 beyond the slips allowed.

    Words that hold anything but letters are like only if they are equal: "Plant 5" is not a slip for "Plant 6".
    """
    if one == other:
        return SAME
    longer = max(len(one), len(other))
    allowed = slips_allowed(longer)
    if not allowed or abs(len(one) - len(other)) > allowed or not (one.isalpha() and other.isalpha()):
        return 0
    slips = OSA.distance(one, other, score_cutoff=allowed)
    return slip_similarity(slips, longer) if slips <= allowed else 0


def stump_similarity(stump: str, word: str) -> int:
    """Percent of likeness of the last word of a cut-off line and a whole word that it begins."""
    return CUT_OFF if len(stump) >= SHORTEST_STUMP and len(word) > len(stump) and word.startswith(stump) else 0


def initial_similarity(initial: str, word: str) -> int:
    """Percent of likeness of an initial and a name."""
    return INITIAL if len(initial) == 1 and len(word) > 1 and word[0] == initial else 0


def country_relation(asked: Iterable[str], listed: Iterable[str]) -> CountryRelation:
    """Do two sets of ISO 3166 codes share one?

    Unknown when either is empty, or has only countries where companies are merely incorporated: a Cayman company and a
    Chinese one of the same name may well be one.
    """
    ours, theirs = frozenset(asked), frozenset(listed)
    if ours & theirs:
        return "agree"
    return "contradict" if ours - OFFSHORE and theirs - OFFSHORE else "unknown"
