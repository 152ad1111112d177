"""What a word of a name can prove, and in which letters a name is written."""

from __future__ import annotations

from enum import IntEnum


class Tag(IntEnum):
    """What a word of a name can prove.

    The light tags (`PARTICLE` and above) never make a match by themselves.
    """

    CORE = 0  # a name's own word
    TRADE = 1  # says what a company does: "bank", "solar"
    FILLER = 2  # dropped by short names: "technology"
    STRUCTURE = 3  # says which part of a group: "holding", "institute"
    COUNTRY = 4
    PLACE = 5  # a province or city
    NUMBER = 6
    LETTER = 7  # a single letter in the name of a body
    INITIAL = 8  # a single letter in a personal name
    PARTICLE = 9  # "of", "and", "bin"
    TITLE = 10  # "Dr", "Haji"
    LEGAL = 11  # a legal form


LIGHT = frozenset({Tag.PARTICLE, Tag.TITLE, Tag.LEGAL})
PLACES = frozenset({Tag.COUNTRY, Tag.PLACE})


class Script(IntEnum):
    """In which letters a reading is written; see `meets`."""

    LATIN = 0  # Latin letters, or an alphabet or syllabary written in Latin letters
    HAN = 1  # Chinese characters
    FROM_HAN = 2  # Chinese characters written in Latin letters: pinyin, translated words
    FROM_ABJAD = 3  # a personal name in letters that leave vowels out (Arabic, Hebrew), written in Latin letters


def meets(one: Script, other: Script) -> bool:
    """May two readings be compared?

    Two names in Chinese characters are compared by their characters only, because many different ones sound alike.
    """
    return one == other if Script.HAN in (one, other) else not (one is other is Script.FROM_HAN)
