"""The vowels that Arabic and Hebrew do not write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from lookthrough.names.wordlists import word_list

#: Consonants, of which two letters are one sound.
_SOUND = re.compile("sh|kh|gh|th|dh|zh|ch|ts|ng|.")
_CONSONANT_I = re.compile("(?<=[AUIaeiou])I(?=[AUIaeiou])|^I(?=[AUaeou])")
_CONSONANT_U = re.compile("(?<=[AIUaeiou])U(?=[AIaeiou])|^U(?=[AIaei])")


@cache
def given_names(script: str) -> Mapping[str, str]:
    """Common names and parts of names in one script with their usual spelling in English."""
    table = word_list("semitic_names")[script]
    return {foreign: latin for latin, many in table.items() for foreign in str(many).split()}


def with_vowels(sounds: str, *, sparing: bool = False) -> str:
    """A word with its missing vowels.

    Args:
        sounds: consonants in lower case; A, I and U for the letters that stand for a long vowel or for a glottal
            stop, y and w.
        sparing: put in a vowel only where three consonants would meet, as in a foreign name.

    Returns:
        Lower-case letters: "a" stands between two consonants where a syllable needs it.
    """
    sounds = _CONSONANT_I.sub("y", sounds)
    sounds = _CONSONANT_U.sub("w", sounds)
    sounds = sounds.replace("AA", "A").replace("II", "I").replace("UU", "U")
    parts = _SOUND.findall(sounds)
    found: list[str] = []
    run = 0
    for at, part in enumerate(parts):
        if part in "AIUaeiou":
            run = 0
        else:
            run += 1
            if run == 3 or (run == 2 and not sparing and at in (1, len(parts) - 1)):
                found.append("a")
                run = 1
        found.append(part)
    return "".join(found).lower()
