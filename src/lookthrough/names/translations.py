"""Words of trade in other scripts and what they are in English: банк is a bank, 은행 too."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from lookthrough.names.wordlists import word_list

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_ENDING = 4
_SHORTEST_STEM = 4
_RUSSIAN_ENDING = re.compile("[aiuy]?|oye?|oe|a(?:ya|ia|ja)|[iy][iy]|yye|[io]y|ogo|ykh|ov|am[i]?|ii|iya|i[ae]")


@cache
def translations(section: str) -> Mapping[str, str]:
    """Each foreign word or stem of a section of `organisation_words` with its English word."""
    table = word_list("organisation_words")[section]
    return {foreign: english for english, many in table.items() for foreign in str(many).split()}


def translated(text: str, section: str, spelt: Callable[[str], str]) -> str:
    """A text with its words of trade in English and its other words spelt in Latin letters.

    A word is known by its stem: what follows the stem may be an ending of up to four letters, fewer than the stem.

    Args:
        text: in lower case.
        section: of the word list, named after the script.
        spelt: how to spell a word that is not known.
    """
    return _WORD.sub(lambda found: english(found.group(), section) or spelt(found.group()), text)


def romanised_russian(word: str) -> str:
    """The English of a Russian word of trade in Latin letters ("neftyanaya" is "oil"), or nothing.

    Only endings of Russian nouns and adjectives may follow the stem, which has at least four letters.
    """
    known = _romanised_stems()
    for at in range(len(word), _SHORTEST_STEM - 1, -1):
        if word[:at] in known and _RUSSIAN_ENDING.fullmatch(word[at:]):
            return known[word[:at]]
    return ""


@cache
def _romanised_stems() -> Mapping[str, str]:
    from lookthrough.names.cyrillic import latin  # noqa: PLC0415  it imports this module

    stems = ((latin(stem)[0], english) for stem, english in translations("cyrillic").items())
    return {stem: english for stem, english in stems if len(stem) >= _SHORTEST_STEM and stem.isalpha()}


def english(word: str, section: str) -> str:
    """The English of one word, or nothing."""
    known = translations(section)
    for ending in range(min(_LONGEST_ENDING, (len(word) - 1) // 2) + 1):
        found = known.get(word[: len(word) - ending])
        if found:
            return found
    return ""
