"""Foreign names written by their sound, read back: which Latin words did "クリントン" or "Клинтон" stand for?

A sound of the other script stands for several Latin ones (ル for r, l, ll, le), so a word has many spellings, each the
likelier the likelier its parts. How likely each part is was counted on names, see the word list; letters that it does
not have are spelt as anyascii spells them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from heapq import nsmallest
from typing import Literal, NamedTuple

from anyascii import anyascii

from lookthrough.names.wordlists import word_list

Sounds = Literal["katakana", "chinese", "korean", "russian", "hebrew", "arabic"]

#: Spellings of a word that are given; a Russian one is seldom far from its letters.
MOST: Mapping[Sounds, int] = {
    "katakana": 16, "chinese": 16, "korean": 16, "russian": 8, "hebrew": 16, "arabic": 16,
}  # fmt: skip
#: Half spellings that are gone on with.
_HELD = 24
#: Percent of an agreement with the likeliest spelling, and of one that is far less likely; a deciban costs a percent.
LIKELIEST, LEAST = 94, 70
#: Units of the longest word that is read back; a longer one is more than a name.
_LONGEST = 14
_UNITS: Mapping[Sounds, re.Pattern[str]] = {
    "katakana": re.compile("ッ?[ァ-ヺ][ァィゥェォャュョヮー]*|."),
    "chinese": re.compile("."),
    "korean": re.compile("."),
    "russian": re.compile(r"[аеёиоуыэюя]й|дж|дз|кс|.ь|(?:лл|сс|нн|тт|рр|кк|мм|пп|фф)|."),
    "hebrew": re.compile(".['׳]?"),
    "arabic": re.compile("."),
}


class Spelling(NamedTuple):
    """A Latin spelling.

    Attributes:
        text: lower-case letters.
        percent: how much an agreement with it is worth.
    """

    text: str
    percent: int


@lru_cache(maxsize=1 << 12)
def read_back(word: str, sounds: Sounds) -> tuple[Spelling, ...]:
    """The Latin spellings of a word, the likeliest first, so many as `MOST` says.

    Args:
        word: in katakana, simplified Chinese characters, or the small letters of the script.
        sounds: which of them.
    """
    units = units_of(word, sounds)
    if not 0 < len(units) <= _LONGEST:
        return ()
    held = {"": 0}
    for unit in units:
        longer: dict[str, int] = {}
        for part, cost in _parts(unit, sounds):
            for text, spent in held.items():
                whole = text + part
                if spent + cost < longer.get(whole, 1 << 30):
                    longer[whole] = spent + cost
        held = dict(nsmallest(_HELD, longer.items(), key=lambda item: (item[1], item[0])))
    found = [(text, spent) for text, spent in held.items() if text][: MOST[sounds]]
    return tuple(Spelling(text, max(LEAST, LIKELIEST - (spent - found[0][1]))) for text, spent in found)


def units_of(word: str, sounds: Sounds) -> list[str]:
    """The parts of a word that are read back one by one, the last with "$" behind it."""
    found = _UNITS[sounds].findall(word)
    return [*found[:-1], found[-1] + "$"] if found else []


def _parts(unit: str, sounds: Sounds) -> tuple[tuple[str, int], ...]:
    """The Latin letters that a unit may stand for, with what each costs in decibans."""
    known = _known(sounds)
    found = known.get(unit) or known.get(unit.rstrip("$"))
    return found or ((re.sub("[^a-z]", "", anyascii(unit).lower()), 0),)


@cache
def _known(sounds: Sounds) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Each unit, with "$" behind it where it ends a word, and the letters that it stands for."""
    found = {}
    for line in str(word_list("read_back")[sounds]["parts"]).splitlines():
        unit, *parts = line.split()
        found[unit] = tuple((letters.strip("_"), int(cost)) for letters, cost in (part.split(":") for part in parts))
    return found
