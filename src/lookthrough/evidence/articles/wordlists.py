"""The word lists under `resources/evidence`, read once."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
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
    return _folded_line(text) if len(text) <= _LINE else _folded(text)


_LINE = 250  # characters; lines are asked about more than once


@lru_cache(maxsize=1 << 13)
def _folded_line(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    if text.isascii():
        return " ".join(text.lower().split())
    low = unicodedata.normalize("NFKC", text).casefold().replace("\u0131", "i").replace("\u2019", "'")
    if _ACCENTED.search(low):
        low = unicodedata.normalize("NFC", _ACCENTS.sub(r"\1", unicodedata.normalize("NFD", low)))
    return " ".join(low.split())


_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff\u0300-\u036f]")
_ACCENTS = re.compile("([a-z])[\u0300-\u036f]+")


@cache
def beginnings(name: str, section: str) -> re.Pattern[str]:
    """A pattern that matches where folded text begins with a phrase of a section, as whole words.

    Args:
        name: the word list.
        section: one of its tables; its keys (languages, mostly) are joined.
    """
    words = {folded(w) for many in word_list(name)[section].values() for w in many}
    written = [re.escape(w) + (r"(?![^\W\d_])" if w[-1].isalpha() and w[-1] < "\u2e80" else "") for w in sorted(words)]
    return re.compile("|".join(written))


@cache
def phrases(name: str, section: str) -> frozenset[str]:
    """All phrases of a section, folded."""
    return frozenset(folded(w) for many in word_list(name)[section].values() for w in many)
