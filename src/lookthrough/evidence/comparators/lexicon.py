"""The word lists that comparators read: counted things, trades, wrongs, countries and their governments."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from lookthrough.names.countries import country_code

WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


@cache
def word_table(name: str, section: str) -> Mapping[str, tuple[str, ...]]:
    """A section of a word list under `resources/evidence`: key -> its words, in lower case."""
    text = (files("lookthrough") / "resources" / "evidence" / f"{name}.toml").read_text(encoding="utf-8")
    return {key: tuple(str(words).split()) for key, words in tomllib.loads(text)[section].items()}


@cache
def words_for(section: str, key: str) -> frozenset[str]:
    """One list of comparing.toml as a set."""
    return frozenset(word_table("comparing", section)[key])


@cache
def _fields(section: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, words in word_table("comparing", section).items():
        for word in words:
            found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


def fields_of(section: str, text: str) -> frozenset[str]:
    """The fields of a section that a text's words stand in.

    Args:
        section: "trade", "wrong" or "counted".
        text: any words.
    """
    table = _fields(section)
    found: set[str] = set()
    for word in plain_words(text):
        found |= table.get(word) or table.get(singular(word)) or frozenset()
    return frozenset(found)


def plain_words(text: str) -> list[str]:
    """The words of a text in lower case, without possessive endings."""
    return [re.sub(r"[’']s?$", "", word.casefold()) for word in WORD.findall(text)]


@lru_cache(maxsize=1 << 14)
def singular(word: str) -> str:
    """An English noun in the singular, near enough to tell whether two counted things are one kind."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "is", "ius", "ous", "pus", "tus", "rus")):
        return word[:-1]
    return word


@cache
def _countries() -> Mapping[str, str]:
    """Demonyms and seats of government -> country code; "British" and "London" stand for one country."""
    found: dict[str, str] = {}
    for section in ("demonym", "seat"):
        for code, words in word_table("parties", section).items():
            found.update(dict.fromkeys((word.replace("-", " ") for word in words), code))
    return found


@cache
def _state_words() -> frozenset[str]:
    return frozenset(word_table("parties", "body")["state"]) | {"the", "s", "communist"}


@lru_cache(maxsize=1 << 14)
def country_of(name: str) -> str | None:
    """The country that a name stands for: its name, its seat of government, or its authorities; None for others."""
    text = name.strip()
    if not text or len(text) > 60:
        return None
    whole = text.casefold().replace("-", " ")
    if found := _countries().get(whole) or (country_code(text) if len(text) > 3 or text.isupper() else None):
        return found
    kept = [
        word for word in re.findall(r"[^\W\d_]+(?:\.[^\W\d_]\.?)*\.?", text) if word.casefold() not in _state_words()
    ]
    rest = " ".join(kept)
    return country_of(rest) if kept and rest != text else None


def countries_named(text: str) -> frozenset[str]:
    """Country codes that stand in a text as a name, an adjective or a seat of government."""
    found = set()
    for word in re.findall(r"(?:\b[A-Z]\.){2,}|[^\W\d_]+", text):
        code = country_of(word) if word[:1].isupper() else None
        if code:
            found.add(code)
    return frozenset(found)


@cache
def demonyms_of(code: str) -> frozenset[str]:
    """Adjectives and short names of a country, in lower case."""
    return frozenset(word for word, country in _countries().items() if country == code)
