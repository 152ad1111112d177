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
    kept = []
    for char in unicodedata.normalize("NFKC", text).casefold():
        base = unicodedata.normalize("NFD", char)
        kept.append("i" if char == "\u0131" else base[0] if base[0] < "\u0250" else char)
    return " ".join("".join(kept).split()).replace("\u2019", "'")


@cache
def phrases(name: str, section: str) -> re.Pattern[str]:
    """A pattern that matches any phrase of a section in folded text, as whole words.

    Args:
        name: the word list.
        section: one of its tables; its keys (languages, mostly) are joined.
    """
    words = sorted({folded(w) for many in word_list(name)[section].values() for w in many}, key=lambda w: (-len(w), w))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")
