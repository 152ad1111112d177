"""The word lists under `resources/evidence`, read once."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def word_list(name: str) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """One word list: section, then key, then words.

    Args:
        name: the file's name without its ending, e.g. "date_words".
    """
    text = (files("lookthrough") / "resources" / "evidence" / f"{name}.toml").read_text(encoding="utf-8")
    return {
        section: {key: tuple(str(word) for word in words) for key, words in table.items()}
        for section, table in tomllib.loads(text).items()
    }


def folded(text: str) -> str:
    """Lower case without accents on Latin letters, white space as single spaces: how words are looked up."""
    if text.isascii():
        return " ".join(text.lower().split())
    low = unicodedata.normalize("NFKC", text).casefold().replace("\u0131", "i").replace("\u2019", "'")
    if _ACCENTED.search(low):
        low = unicodedata.normalize("NFC", _ACCENTS.sub(r"\1", unicodedata.normalize("NFD", low)))
    return " ".join(low.split())


_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff\u0300-\u036f]")
_ACCENTS = re.compile("([a-z])[\u0300-\u036f]+")


@cache
def phrases(name: str, section: str) -> re.Pattern[str]:
    """A pattern that matches any phrase of a section in folded text, as whole words.

    Args:
        name: the word list.
        section: one of its tables; its keys (languages, mostly) are joined.
    """
    words = sorted({folded(w) for many in word_list(name)[section].values() for w in many}, key=lambda w: (-len(w), w))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")
