"""One plain form for every way of writing the same letters.

A name comes as printed in any script, with accents, ligatures, full-width letters, invisible characters, letters of
another alphabet put in for Latin ones. It leaves as lower-case ASCII words. Other scripts are turned into Latin
letters by anyascii, which is rough for Chinese, Arabic and Hebrew; finer readings may come before it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from anyascii import anyascii

from lookthrough.names.wordlists import word_list

#: Characters of a name that are read. The longest name on any list we know has about 350; a longer text is cut here,
#: so that the work of one comparison stays bounded.
MAX_CHARACTERS = 600
#: Words of a name that are read, for the same reason.
MAX_WORDS = 32
#: Letters of one word that are read.
MAX_LETTERS = 40

_WORD = re.compile(r"[a-z0-9]+")
_DROPPED = re.compile("['`’‘ʼʻ´′]")
_ZERO = re.compile(r"(?<![0-9])0(?=[a-z]{2})|(?<=[a-z])0(?=[a-z])|(?<=[a-z]{2})0(?![0-9a-z])")
_LATIN = re.compile("[A-Za-z]")
_RUNS = re.compile(r"\w+")


def plain(text: str) -> str:
    """A name in lower-case ASCII, with everything that is not a letter or digit kept as a separator.

    Invisible and control characters go, compatibility forms fold (NFKC), look-alike letters of other alphabets
    become Latin inside Latin words, and every other script is written in Latin letters.

    Args:
        text: any text; only its first `MAX_CHARACTERS` characters are read.
    """
    text = text[:MAX_CHARACTERS]
    if not text.isascii():
        text = _to_ascii(text)
    return _DROPPED.sub("", text).lower()


def words(text: str) -> list[str]:
    """The words of a name in their order: runs of letters and digits of its plain form.

    An apostrophe joins ("O'Brien" is one word), a hyphen, full stop or slash parts. "&" is the word "and".
    A zero among letters is read as the letter ("B0nus").
    At most `MAX_WORDS` words of `MAX_LETTERS` letters each.
    """
    found = _WORD.findall(plain(text).replace("&", " and "))[:MAX_WORDS]
    return [(_ZERO.sub("o", word) if "0" in word else word)[:MAX_LETTERS] for word in found]


def _to_ascii(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)[: 2 * MAX_CHARACTERS]
    text = "".join(_kept(c) for c in text)
    text = _RUNS.sub(lambda run: _unmask(run.group()), text)
    return anyascii(text)[: 2 * MAX_CHARACTERS]


def _kept(character: str) -> str:
    if character.isascii():
        return character
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return " " if category in ("Cc", "Zs", "Zl", "Zp", "Co", "Cn", "Cs", "So") else character


def _unmask(word: str) -> str:
    if word.isascii() or not _LATIN.search(word):
        return word
    return word.translate(_doubles())


@cache
def _doubles() -> dict[int, str]:
    table = word_list("confusables")["latin"]
    return {ord(double): latin for latin, doubles in table.items() for double in str(doubles)}
