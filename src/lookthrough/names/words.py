"""What is known of one word wherever it stands: its sound, the given name it is a form of, of what it is made.

Two words are compared by these marks and by the slips between their letters, and by nothing else, so that a
comparison is a look-up in one table; see `lookthrough.match.features`.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import NamedTuple

from lookthrough.names.given_names import family_of, is_given_name
from lookthrough.names.pinyin import syllables
from lookthrough.names.sounds import coarse_key, sound_key

#: Words whose marks are kept.
REMEMBERED = 1 << 17
#: Syllables of a Chinese given name; "Takaishi" and "Takaichi" are no Chinese names.
_CHINESE = 2
#: Letters of the shortest key that is hashed.
_HASHED = 8
#: Letters of the longest word whose syllables are told apart.
_LONGEST = 40


class Word(NamedTuple):
    """The marks of one word.

    Attributes:
        text: the word in lower case.
        letters: it is made of letters only, so it may be misspelt; "Plant 5" is no slip for "Plant 6".
        fine, coarse: its sound as two numbers, equal for words that sound alike; 0 where sound tells nothing.
        family: number of the given name that it is a form of; 0 for none known.
        pinyin: it is one or two syllables of standard Chinese, as a surname or a given name is, and no given name of
            another language.
        starts: where its syllables of standard Chinese begin, as bits from the first letter on; 0 for no such word.
    """

    text: str
    letters: bool
    fine: int = 0
    coarse: int = 0
    family: int = 0
    pinyin: bool = False
    starts: int = 0


@lru_cache(maxsize=REMEMBERED)
def word_of(text: str) -> Word:
    """The marks of a word; those of sound only for plain Latin words."""
    word = text.partition("*")[0]  # a name's second "Duran" is written "duran*2" and sounds like the first
    if not (word.isascii() and word.isalpha()):
        return Word(text, text.isalpha() and text.isascii())
    family = family_of(word)
    parts = syllables(word)
    chinese = 0 < len(parts) <= _CHINESE and not is_given_name(family)
    sounds = _number(sound_key(word)), _number(coarse_key(word))
    return Word(text, word == text, *sounds, family, chinese, _starts(parts) if len(word) <= _LONGEST else 0)


def _starts(parts: tuple[str, ...]) -> int:
    """Where each part of a word begins, as bits."""
    found = at = 0
    for part in parts:
        found |= 1 << at
        at += len(part)
    return found


def _number(key: str) -> int:
    """A key as 63 bits; 0 for no key.

    Two long keys share them with a chance below one in ten million among a million; short ones are their letters.
    """
    if len(key) < _HASHED:
        return int.from_bytes(key.encode(), "big")
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big") >> 1
