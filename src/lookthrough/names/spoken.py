"""How Chinese characters are read aloud: alone, or otherwise in some phrases.

The libraries that know take fifty megabytes and more each. What they say of a name is kept here in two: a number for
each character, and the few thousand phrases in which a character is read otherwise.
"""

from __future__ import annotations

from array import array
from functools import cache

from lookthrough.names.wordlists import read_list


class Spoken:
    """The readings of one language.

    Args:
        name: the word list: sections `character` and `phrase`.
    """

    def __init__(self, name: str) -> None:
        lists = read_list(name)
        lines = [line.split(" ") for line in str(lists["character"]["read"]).splitlines()]
        self._syllables = ["", *(syllable for syllable, _ in lines)]
        self._read = array("H", bytes(2 * (1 + max(ord(max(many)) for _, many in lines))))
        for number, (_, many) in enumerate(lines, start=1):
            for character in many:
                self._read[ord(character)] = number
        self._phrases = dict(line.split(" ", 1) for line in str(lists["phrase"]["read"]).splitlines())
        self._longest = max(map(len, self._phrases))

    def syllables(self, text: str) -> tuple[str, ...]:
        """The syllables of a text, those of the longest phrase that begins at a place first.

        Args:
            text: Chinese characters; one without a reading is left out.
        """
        found: list[str] = []
        at = 0
        while at < len(text):
            size, many = self._at(text, at)
            found += many
            at += size
        return tuple(found)

    def _at(self, text: str, at: int) -> tuple[int, list[str]]:
        for size in range(min(self._longest, len(text) - at), 1, -1):
            if many := self._phrases.get(text[at : at + size]):
                return size, many.split()
        place = ord(text[at])
        number = self._read[place] if place < len(self._read) else 0
        return 1, [self._syllables[number]] if number else []


@cache
def spoken(language: str) -> Spoken:
    """The readings of a language: "pinyin" for the standard one, or "cantonese"."""
    return Spoken(f"{language}_readings")
