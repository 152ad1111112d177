"""Greek, Armenian and Georgian letters as Latin ones.

Sources: ELOT 743 / ISO 843 for Greek with the usual English spelling of its pairs of letters; BGN/PCGN for Armenian;
the Georgian national system.
"""

from __future__ import annotations

import re
import unicodedata

from lookthrough.names.letters import letter_table
from lookthrough.names.translations import translated

_GREEK_PAIRS = (
    (r"ου", "ou"),
    (r"([αεη])υ(?=[θκξπστφχψ]|\b)", r"\1f"),
    (r"([αεη])υ", r"\1v"),
    (r"γ(?=[γξχ])", "n"),
    (r"\bγκ", "g"),
    (r"\bμπ", "b"),
    (r"\bντ", "d"),
    (r"τζ", "tz"),
    (r"τσ", "ts"),
)
#: "Μπαράκ Ομπάμα" is Barak Obama: inside a word too, and the two-letter vowels as they are spelt.
_GREEK_BORROWED = (("μπ", "b"), ("ντ", "d"), ("γκ", "g"), ("ει", "ei"), ("αι", "ai"), ("χ", "h"), ("τζ", "j"))


def greek(text: str) -> tuple[str, ...]:
    """The spellings of a Greek text: by the standard, translated, and as a name from another language."""
    bare = _bare(text.lower())
    foreign = bare
    for pair, sound in _GREEK_BORROWED:
        foreign = foreign.replace(pair, sound)
    return _greek_word(bare), translated(bare, "greek", _greek_word), _greek_word(foreign)


def armenian(text: str) -> tuple[str, ...]:
    """The spelling of an Armenian text."""
    text = text.lower().replace("ու", "u").replace("և", "ev")
    text = re.sub(r"\bո(?=[^\W\d_])", "vo", text)
    text = re.sub(r"\bե(?=[^\W\d_])", "ye", text)
    return (_spelt(text, letter_table("armenian")),)


def georgian(text: str) -> tuple[str, ...]:
    """The spelling of a Georgian text."""
    return (_spelt(text.lower(), letter_table("georgian")),)


def _greek_word(word: str) -> str:
    for pair, sound in _GREEK_PAIRS:
        word = re.sub(pair, sound, word)
    return _spelt(word, letter_table("greek"))


def _spelt(text: str, letters: dict[str, str]) -> str:
    return "".join(letters.get(c, c) for c in text)


def _bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
