"""One plain form for every way of writing the same letters.

A name comes as printed in any script, with accents, ligatures, full-width letters, invisible characters, letters of
another alphabet put in for Latin ones. It leaves as lower-case ASCII words. Other scripts are turned into Latin
letters by `scripts`, and what is left by anyascii, which is rough for Chinese; finer readings may come before it.
"""

from __future__ import annotations

import re

from anyascii import anyascii

from lookthrough.names import characters
from lookthrough.names.scripts import renderings

#: Characters and words of a name, and letters of a word, that are read.
MAX_CHARACTERS, MAX_WORDS, MAX_LETTERS = characters.MAX_CHARACTERS, characters.MAX_WORDS, characters.MAX_LETTERS

_WORD = re.compile(r"[a-z0-9]+")
#: What `words` makes of each ASCII character but "&", in one pass.
_ASCII = {code: chr(code).lower() if chr(code).isalnum() else None if chr(code) in "'`" else " " for code in range(128)}
_DROPPED = re.compile("['`’‘ʼʻ´′]")
_ZERO = re.compile(r"(?<![0-9])0(?=[a-z]{2})|(?<=[a-z])0(?=[a-z])|(?<=[a-z]{2})0(?![0-9a-z])")


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
    if text.isascii():
        found = text[:MAX_CHARACTERS].replace("&", " and ").translate(_ASCII).split()
    else:
        found = _WORD.findall(plain(text).replace("&", " and "))
    if len(found) > MAX_WORDS:
        found = found[:MAX_WORDS]
    if len(text) <= MAX_LETTERS and "0" not in text:
        return found
    return [(_ZERO.sub("o", word) if "0" in word else word)[:MAX_LETTERS] for word in found]


def _to_ascii(text: str) -> str:
    return anyascii(renderings(characters.cleaned(text))[0])[: 2 * MAX_CHARACTERS]
