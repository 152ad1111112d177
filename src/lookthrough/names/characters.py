"""The characters of a name: compatibility forms folded, invisible ones dropped, look-alikes unmasked."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from lookthrough.names.wordlists import word_list

#: Characters of a name that are read. The longest name on any list we know has about 350; a longer text is cut here,
#: so that the work of one comparison stays bounded.
MAX_CHARACTERS = 600
#: Words of a name and letters of a word that are read, for the same reason.
MAX_WORDS, MAX_LETTERS = 32, 40

#: Parts two letters without a space in Persian and Urdu: the only invisible character that says something.
NON_JOINER = "\u200c"

_LATIN = re.compile("[A-Za-z]")
_NUMBER_SIGN = re.compile(r"(?i)\bn°")  # "n°1": a degree sign for a raised "o"
_RUNS = re.compile(r"\w+")
#: The scripts that look-alikes are taken from.
_DOUBLED_SCRIPTS = ("CYRILLIC", "GREEK", "ARMENIAN")
_DOUBLED = re.compile("[\u0370-\u058f\u1f00-\u1fff]")
_PARTED = re.compile(r"(?<=[\u0620-\u06d3])\u200c(?=[\u0620-\u06d3])")


def cleaned(text: str) -> str:
    """A name in its own script, in NFKC, without control and invisible characters.

    Letters of other alphabets that stand for Latin ones become Latin: inside a word that holds Latin letters, and in
    words made of look-alikes alone where no word shows the other alphabet. A word of another alphabet with Latin
    letters put in becomes a word of that alphabet. A zero-width non-joiner between two Arabic
    letters stays, since it parts them.

    Args:
        text: any text; only its first `MAX_CHARACTERS` characters are read.
    """
    text = _NUMBER_SIGN.sub("no ", text[:MAX_CHARACTERS])
    text = unicodedata.normalize("NFKC", text)[: 2 * MAX_CHARACTERS]
    parted = {found.start() for found in _PARTED.finditer(text)} if NON_JOINER in text else set()
    text = "".join(c if at in parted else _kept(c) for at, c in enumerate(text))
    return text if text.isascii() else _unmasked(text)


def _kept(character: str) -> str:
    if character.isascii():
        return character
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return " " if category in ("Cc", "Zs", "Zl", "Zp", "Co", "Cn", "Cs", "So") else character


def _unmasked(text: str) -> str:
    """A text whose look-alikes are written in the script that they stand for."""
    if not _LATIN.search(text):
        return text
    text = _RUNS.sub(lambda run: _unmask(run.group()), text)
    spelt = text.translate(_doubles())
    # nothing but look-alikes beside the Latin words: such words are Latin too
    return text if _DOUBLED.search(spelt) else spelt


def _unmask(word: str) -> str:
    """A word that mixes scripts, written in one: in Latin, unless only the other script has all its letters."""
    if word.isascii() or not _LATIN.search(word):
        return word
    latin = word.translate(_doubles())
    if not _DOUBLED.search(latin):
        return latin
    for script in _DOUBLED_SCRIPTS:
        own = word.translate(_originals(script))
        if not _LATIN.search(own):
            return own
    return latin


@cache
def _doubles() -> dict[int, str]:
    """Every look-alike with its Latin letter, a capital for a capital."""
    table = word_list("confusables")["latin"]
    return {
        ord(double): latin.upper() if double.isupper() else latin
        for latin, doubles in table.items()
        for double in str(doubles)
    }


@cache
def _originals(script: str) -> dict[int, str]:
    """Every Latin letter with its look-alike of one script, the first that is listed for it."""
    found: dict[int, str] = {}
    for double, latin in _doubles().items():
        if unicodedata.name(chr(double)).startswith(script):
            found.setdefault(ord(latin), chr(double))
    return found
