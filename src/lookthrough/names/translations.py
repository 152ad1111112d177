"""Words of trade in other scripts and what they are in English: банк is a bank, 은행 too."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from lookthrough.names.wordlists import word_list

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_ENDING = 4


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


def english(word: str, section: str) -> str:
    """The English of one word, or nothing."""
    known = translations(section)
    for ending in range(min(_LONGEST_ENDING, (len(word) - 1) // 2) + 1):
        found = known.get(word[: len(word) - ending])
        if found:
            return found
    return ""
