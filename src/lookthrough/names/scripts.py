"""Names in other scripts as Latin words: the usual English spelling first, then other ways to write it.

Each script has its own module; this one cuts a name into stretches of one script and puts the spellings together.
Chinese characters stay as they are, except in names that show themselves to be Japanese.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module

from lookthrough.names.characters import MAX_CHARACTERS, MAX_LETTERS, MAX_WORDS, cleaned
from lookthrough.names.chinese_words import MOST_CHARACTERS, has_han

#: Most spellings of one name.
MOST_RENDERINGS = 5
#: Names whose spellings are kept.
REMEMBERED = 4096

#: Letters of each script, with the module and function that spell them.
_SCRIPTS = (
    ("cyrillic", "latin", "\u0400-\u052f\u1c80-\u1c8f\ua640-\ua69f"),
    ("alphabets", "greek", "\u0370-\u03ff\u1f00-\u1fff"),
    ("alphabets", "armenian", "\u0530-\u058f"),
    ("alphabets", "georgian", "\u10a0-\u10ff\u1c90-\u1cbf"),
    ("hebrew", "latin", "\u0590-\u05ff"),
    ("arabic", "latin", "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff"),
    ("indic", "indian", "\u0900-\u0d7f"),
    ("thai", "latin", "\u0e00-\u0eff"),
    ("korean", "latin", "\uac00-\ud7a3"),
    ("japanese", "latin", "\u3041-\u3096\u30a1-\u30fa\u30fc"),
)
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〆ヶ"
_WORDS = re.compile(r"[^\W_]+")
_OTHER = re.compile("[" + "".join(letters for _, _, letters in _SCRIPTS) + _HAN + "]")
_BETWEEN = r"[\s\-'’ʼ`´׳״\"«»“”„().,·・&/\u200c0-9]*"
_STRETCHES = {
    (module, function): re.compile(f"[{letters}](?:{_BETWEEN}[{letters}])*")
    for module, function, letters in _SCRIPTS
    if module != "japanese"
}
_JAPANESE = re.compile(
    "[\u3041-\u3096\u30a1-\u30fa]|株式会社|有限会社|合同会社|合資会社|一般社団法人|財団法人|独立行政法人"
)

#: Scripts whose letters are spelt well enough for "no name fits" to mean something.
COMPARED = frozenset(
    (
        *("LATIN", "FULLWIDTH", "FEMININE", "MASCULINE", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN"),
        *("HEBREW", "ARABIC", "HANGUL", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "CJK"),
        *("DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM"),
        "THAI",
    )
)


def renderings(text: str) -> tuple[str, ...]:
    """The ways to write a name in Latin words, the main one first.

    Args:
        text: the name as printed, in any script.

    Returns:
        One to `MOST_RENDERINGS` texts in Latin letters; the text itself and nothing else when it is in Latin letters.
        Words may still be in capitals and have accents. Chinese characters stay, unless kana or a Japanese legal form
        is beside them.
    """
    return (text,) if text.isascii() else _renderings(text)


@lru_cache(maxsize=REMEMBERED)
def _renderings(text: str) -> tuple[str, ...]:
    if not _OTHER.search(text) and not _OTHER.search(unicodedata.normalize("NFKC", text)):
        return (text,)
    ways = [cleaned(text)] * MOST_RENDERINGS
    if is_japanese(ways[0]):
        ways = _spread(_speller("japanese", "latin")(ways[0]))
    for (module, function), stretches in _STRETCHES.items():
        if stretches.search(ways[0]):
            ways = _replaced(ways, stretches, _speller(module, function))
    return tuple(dict.fromkeys(" ".join(way.split()) for way in ways))


def is_japanese(text: str) -> bool:
    """Does a name hold kana or a Japanese legal form, so that its Chinese characters are to be read in Japanese?"""
    return _JAPANESE.search(text) is not None


@lru_cache(maxsize=65_536)
def is_compared(name: str) -> bool:
    """Can it be said of this name that nobody listed bears it?

    False for a name whose letters are all of a script that is spelt too roughly to be found by its English form
    (Khmer, Burmese, Tibetan, Amharic ...), and for one that is longer than what is read of a name: more than
    `MAX_WORDS` words, a word of more than `MAX_LETTERS` letters, more than `MOST_CHARACTERS` characters where some are
    Chinese. A hit on such a name still stands.

    Args:
        name: as given.
    """
    if not _is_read_whole(name):
        return False
    letters = [c for c in name if c.isalpha()]
    return not letters or any(unicodedata.name(c, "?").split()[0] in COMPARED for c in letters)


def _is_read_whole(name: str) -> bool:
    if has_han(name):
        return len(name) <= MOST_CHARACTERS
    words = _WORDS.findall(name)
    return len(name) <= MAX_CHARACTERS and len(words) <= MAX_WORDS and all(len(word) <= MAX_LETTERS for word in words)


def _speller(module: str, function: str) -> Callable[[str], tuple[str, ...]]:
    """Import a script's module at its first use: a Latin name never waits for it."""
    found: Callable[[str], tuple[str, ...]] = getattr(import_module(f"lookthrough.names.{module}"), function)
    return found


def _replaced(ways: list[str], stretches: re.Pattern[str], speller: Callable[[str], tuple[str, ...]]) -> list[str]:
    """Each way with its stretches of one script spelt in that way's manner."""
    return [
        stretches.sub(lambda found, n=number: f" {_spread(speller(found.group()))[n]} ", way)  # type: ignore[misc]
        for number, way in enumerate(ways)
    ]


def _spread(spelt: tuple[str, ...]) -> list[str]:
    """Exactly `MOST_RENDERINGS` ways: the main one stands in for those that a script does not have."""
    return [spelt[n] if n < len(spelt) else spelt[0] for n in range(MOST_RENDERINGS)]
