"""Which given name a word is a form of: "Mohamed" and "Magomed" are one, "Aziz" and "Azim" are two.

A family holds the spellings of a name, its forms in other languages and its everyday short forms. Two words of one
family may name one person however far apart their letters are; words of two families do not however close they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from lookthrough.names.wordlists import word_list

#: The first part of names that mean "servant of"; "abdulrahman" has a family of its own, as every such name has.
SERVANT = "abdul"
#: Families of Korean surnames and syllables are numbered from here on.
SYLLABLES_FROM = 10_000
#: Families of given names that stand alone or behind `SERVANT`, and of the two together, from here on.
ATTRIBUTES_FROM, SERVANTS_FROM = 20_000, 30_000
#: Where the families of each section of the word list begin.
_STARTS = {"given": 1, "korean": SYLLABLES_FROM, "attribute": ATTRIBUTES_FROM}


def family_of(word: str) -> int:
    """The number of the given name, or of the Korean syllable, that a word is a form of.

    Args:
        word: in plain lower-case letters.

    Returns:
        At least 1; 0 when no list knows the word. A number means nothing beyond one version of the word list.
    """
    known = _families()
    found = known.get(word, 0)
    if found or not word.startswith(SERVANT):
        return found
    inner = known.get(word[len(SERVANT) :], 0)
    return inner - ATTRIBUTES_FROM + SERVANTS_FROM if inner >= ATTRIBUTES_FROM else 0


def follows_servant(word: str) -> bool:
    """May a word stand behind "Abdul"?"""
    return _families().get(word, 0) >= ATTRIBUTES_FROM


def is_syllable(family: int) -> bool:
    """Does a family number stand for a Korean surname or syllable?"""
    return SYLLABLES_FROM <= family < ATTRIBUTES_FROM


def is_given_name(family: int) -> bool:
    """Does a family number stand for a known given name, and not for a surname or a syllable?"""
    return family > 0 and not is_syllable(family)


@cache
def _families() -> Mapping[str, int]:
    lists = word_list("given_names")
    table: dict[str, int] = {}
    for section, start in _STARTS.items():
        for number, (name, forms) in enumerate(lists[section].items(), start):
            table |= dict.fromkeys((name, *str(forms).split()), number)
    return table
