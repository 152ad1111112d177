"""What an unknown word of a body's name may be meant for: a known word that was contracted, cut, misheard or mistyped.

"srvcs" keeps the consonants of "services", "softw" begins only "software", "Lybian" sounds like "Libyan", and
"Insitute" is one slip from "Institute". A guess is never more than another way to read the word: the word itself stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rapidfuzz.distance import OSA

#: Letters from which on a word may be a cut or a contraction, and from which on it may hold a slip.
SHORTEST_CUT, SHORTEST_SLIP = 5, 6
#: Letters from which on a word without vowels is read as a contraction, and consonants of one that kept a vowel.
SHORTEST_CONTRACTION, SHORTEST_BONES = 3, 5

_VOWELS = re.compile("(?<!^)[aeiou]")
_DOUBLED = re.compile(r"(.)\1+")


class Guesses:
    """Known words, ready to be guessed from their contractions, beginnings and misspellings."""

    def __init__(self, known: Mapping[str, str], places: Mapping[str, str]) -> None:
        """Prepare the known words.

        Args:
            known: each spelling with the word that it stands for.
            places: the same for places, which are guessed by ear only: a place is seldom a slip for another.
        """
        self._known = {**places, **known}
        cuts = ((word[:end], text) for word, text in known.items() for end in range(SHORTEST_CUT, len(word)))
        self._cut = _unique(cuts)
        self._bones = _unique((_bones(word), text) for word, text in known.items() if len(word) > SHORTEST_CUT)
        long = {word: text for word, text in known.items() if len(word) >= SHORTEST_SLIP}
        heard = {word: text for word, text in self._known.items() if len(word) >= SHORTEST_SLIP}
        self._by_ear = _unique((_by_ear(word), text) for word, text in heard.items())
        # words joined by spaces: two hundred thousand lists would be walked at every collection of garbage
        self._shortened: dict[str, str] = {}
        for word in long:
            for short in _shortened(word):
                before = self._shortened.get(short)
                self._shortened[short] = f"{before} {word}" if before else word

    def meant(self, word: str) -> str:
        """The one known word that this may be meant for; "" where none or several fit."""
        if word in self._known or not word.isalpha() or len(word) < SHORTEST_CONTRACTION:
            return ""
        found = self._cut.get(word, "")
        bones = _bones(word)
        if not found and (bones == word or (len(bones) >= SHORTEST_BONES and len(word) - len(bones) == 1)):
            found = self._bones.get(bones, "")
        if found or len(word) < SHORTEST_SLIP:
            return found
        return self._by_ear.get(_by_ear(word), "") or self._one_slip(word)

    def _one_slip(self, word: str) -> str:
        """The word that one slip behind the first letter makes of it; the first letter is seldom mistyped."""
        shortened = self._shortened
        near = {shortened[short] for short in _shortened(word) if short in shortened}
        if not near:
            return ""
        others = {other for each in near for other in each.split() if other[0] == word[0]}
        found = {self._known[other] for other in others if OSA.distance(word, other, score_cutoff=1) <= 1}
        return found.pop() if len(found) == 1 else ""


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The keys that lead to one word only."""
    table: dict[str, str] = {}
    for key, text in pairs:
        table[key] = text if table.get(key, text) == text else ""
    return table


def _bones(word: str) -> str:
    """A word without the vowels behind its first letter."""
    return _VOWELS.sub("", word)


def _by_ear(word: str) -> str:
    """A word in a spelling that does not tell "y" from "i", "ph" from "f", "c" from "k", or one letter from two."""
    return _DOUBLED.sub(r"\1", word.replace("ph", "f").replace("y", "i").replace("c", "k"))


def _shortened(word: str) -> set[str]:
    """A word, and what is left of it when any one letter is left out."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
