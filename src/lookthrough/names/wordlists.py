"""The word lists under `resources/names`, read once and turned into look-up tables."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def read_list(name: str) -> Mapping[str, Mapping[str, object]]:
    """One word list as written, section, then key, then value; read anew each time, for lists that nobody reads twice.

    Args:
        name: the file's name without its ending, e.g. "places".
    """
    text = (files("lookthrough") / "resources" / "names" / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def word_list(name: str) -> Mapping[str, Mapping[str, object]]:
    """The same, kept."""
    return read_list(name)


def spellings(name: str, section: str) -> list[tuple[str, str]]:
    """Every spelling of a section with the word it stands for, canonical words first.

    Args:
        name: the word list.
        section: one of its tables, each key a canonical word with a list of other spellings.

    Returns:
        Pairs of (spelling, canonical word) in the order of the file.
    """
    table = word_list(name)[section]
    own = [(word, word) for word in table]
    others = [(other, word) for word, many in table.items() if isinstance(many, list) for other in many]
    return own + others


def words_of(name: str, section: str, key: str = "words") -> tuple[str, ...]:
    """A plain list of words out of a word list."""
    found = word_list(name)[section][key]
    return tuple(str(word) for word in found) if isinstance(found, list) else ()
