"""One comparison per function: how alike are two words, two sets of countries, two sets of codes?

Likeness of words is a whole number of percent, so that a score is a sum of whole numbers and two ways of computing it
cannot differ in the last digit.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

from lookthrough.index.distance import LETTERS_APART, bits_set, met
from lookthrough.index.slips import slips_allowed
from lookthrough.names.countries import OFFSHORE
from lookthrough.names.given_names import is_syllable
from lookthrough.names.words import Word

#: Likeness of equal words.
SAME = 100
#: Likeness of a word and its beginning at the end of a line that was cut off.
CUT_OFF = 96
#: Letters from which on a word is read as a beginning.
SHORTEST_STUMP = 3
#: Likeness of an initial and the name that it may stand for.
INITIAL = 70

#: Likeness of two spellings of one given name, of two forms of it that neither look nor sound alike ("John" and "Ivan"
#: are seldom one person), of words that sound the same, and of words that sound alike.
FORM_OF_NAME, FAR_FORM, SOUNDS_SAME, SOUNDS_ALIKE = 96, 82, 85, 65
#: Likeness that two given names, or two words of Chinese syllables, keep at most however close their letters are.
ANOTHER_NAME = 25
#: Letters of the longer word from which on two words of bodies are compared by ear: "DJI" is not "Joyy".
HEARD_FROM = 5
#: Slips that are not counted any more.
TOO_MANY = 3
#: The marks of `relation`.
SAME_SOUND, LIKE_SOUND, SAME_NAME, OTHER_NAME, OTHER_SYLLABLES = 1, 2, 4, 8, 16

_ONE_SLIP = {3: 58, 4: 75, 5: 83, 6: 87, 7: 89}
_TWO_SLIPS = {7: 63, 8: 66, 9: 69, 10: 73, 11: 77}

CountryRelation = Literal["agree", "contradict", "unknown"]


def slip_similarity(slips: int, length: int) -> int:
    """Percent of likeness of two words, the longer of this length, that are this many slips apart."""
    if slips == 0:
        return SAME
    return _ONE_SLIP.get(length, 92) if slips == 1 else _TWO_SLIPS.get(length, 80)


def likeness(one: Word, other: Word, *, person: bool, heard: bool = True) -> int:
    """Percent of likeness of two words that may be typed wrongly or be spelt by ear; 0 for words that are not alike.

    Args:
        one, other: the words; their order does not matter.
        person: both stand in personal names.
        heard: their sound and what else is known of them counts; otherwise their letters alone.
    """
    if one.text == other.text:
        return SAME
    longer = max(len(one.text), len(other.text))
    slips = TOO_MANY
    allowed = slips_allowed(longer)
    if one.letters and other.letters and allowed and abs(len(one.text) - len(other.text)) <= allowed:
        slips = OSA.distance(one.text, other.text, score_cutoff=allowed)
    return percent_alike(
        slips if slips <= allowed else TOO_MANY, longer, relation(one, other) if heard else 0, person=person
    )


def relation(one: Word, other: Word) -> int:
    """What two different words have in common beside their letters, as the sum of some of the marks below."""
    found = 0
    if one.fine and one.fine == other.fine:
        found |= SAME_SOUND
    if one.coarse and one.coarse == other.coarse and _letters_apart(one, other) <= LETTERS_APART:
        found |= LIKE_SOUND
    if one.family and one.family == other.family:
        found |= SAME_NAME
    elif is_syllable(one.family) and is_syllable(other.family):
        found = 0  # two short syllables sound alike by chance; a slip of a letter is all that counts
    elif one.family and other.family:
        found |= OTHER_NAME
    return found | OTHER_SYLLABLES if one.pinyin and other.pinyin else found


def _letters_apart(one: Word, other: Word) -> int:
    """Letters that only one of two words is made of; some letters count as one."""
    return bits_set(_met(one.text) ^ _met(other.text))


_met = lru_cache(maxsize=1 << 12)(met)


def percent_alike(slips: int, length: int, relation: int, *, person: bool) -> int:
    """Percent of likeness of two different words.

    Args:
        slips: how many part them; `TOO_MANY` for words too far apart.
        length: letters of the longer one.
        relation: see `relation`.
        person: both stand in personal names.
    """
    alike = slip_similarity(slips, length) if slips < TOO_MANY else 0
    if relation & SAME_NAME:
        close = slips < TOO_MANY or relation & (SAME_SOUND | LIKE_SOUND)
        return max(alike, FORM_OF_NAME if close else FAR_FORM)
    if not person and length < HEARD_FROM:
        relation &= ~(SAME_SOUND | LIKE_SOUND)
    if relation & SAME_SOUND:
        alike = max(alike, SOUNDS_SAME)
    elif relation & LIKE_SOUND:
        alike = max(alike, SOUNDS_ALIKE)
    if person and relation & OTHER_NAME:
        return min(alike, ANOTHER_NAME)
    return min(alike, ANOTHER_NAME) if person and relation & OTHER_SYLLABLES else alike


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
