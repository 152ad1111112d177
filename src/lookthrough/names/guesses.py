"""What an unknown word of a body's name may be meant for: a known word that was contracted, cut, misheard or mistyped.

"srvcs" keeps the consonants of "services", "softw" begins only "software", "Lybian" sounds like "Libyan", and
"Insitute" is one slip from "Institute". A guess is never more than another way to read the word: the word itself stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rapidfuzz.distance import OSA

#: Letters from which on a word may be a cut or a contraction, from which on a known word may be written with a slip,
#: and with two letters that changed places or one that was doubled, which seldom makes another word.
SHORTEST_CUT, SHORTEST_SLIP, SHORTEST_DISORDER = 5, 6, 4
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
            places: the same for places, which are guessed by ear and by letters that changed places or were doubled
                only: one place is seldom a slip for another.
        """
        self._known = {**places, **known}
        cuts = ((word[:end], text) for word, text in known.items() for end in range(SHORTEST_CUT, len(word)))
        self._cut = _unique(cuts)
        self._bones = _unique((_bones(word), text) for word, text in known.items() if len(word) > SHORTEST_CUT)
        self._places = frozenset(places) - known.keys()
        long = [word for word in self._known if len(word) >= SHORTEST_DISORDER + (word in self._places)]
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
        if found or len(word) < SHORTEST_DISORDER:
            return found
        by_ear = self._by_ear.get(_by_ear(word), "") if len(word) >= SHORTEST_SLIP else ""
        return by_ear or self._one_slip(word)

    def _one_slip(self, word: str) -> str:
        """The one word that a slip of a finger makes of it; short words and first letters are mistyped in few ways."""
        shortened = self._shortened
        near = {shortened[short] for short in _shortened(word) if short in shortened}
        if not near:
            return ""
        others = {other for each in near for other in each.split()}
        found = {self._known[other] for other in others if _is_disordered(word, other)}
        if not found:
            found = {self._known[other] for other in others - self._places if _is_mistyped(word, other)}
        return found.pop() if len(found) == 1 else ""


def _is_disordered(word: str, known: str) -> bool:
    """Is a word a known one with two letters that changed places, or with one that was doubled?"""
    if len(word) == len(known) and word != known:
        at = next(at for at in range(len(word)) if word[at] != known[at])
        if word[at : at + 2] == known[at : at + 2][::-1] and word[at + 2 :] == known[at + 2 :]:
            return True
    doubled = range(len(known)) if len(word) == len(known) + 1 else ()
    return any(word[at] == word[at + 1] and word[:at] + word[at + 1 :] == known for at in doubled)


def _is_mistyped(word: str, known: str) -> bool:
    """Is a long word a known one with a slip that spared its first letter, or without its first letter?"""
    if len(known) < SHORTEST_SLIP or len(word) < SHORTEST_CUT:
        return False
    return (word[0] == known[0] or word == known[1:]) and OSA.distance(word, known, score_cutoff=1) <= 1


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
