"""The tables of the validation, and the few ways in which every change of a name draws and reads words."""

from __future__ import annotations

import random
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

T = TypeVar("T")
#: Blocks from here on are written without spaces or without letters that slip one by one: Han, kana, Hangul.
_EAST_ASIAN = 0x1100
_LIGHT = frozenset({"and", "of", "the", "for", "de", "la", "le", "du", "des", "van", "von", "al", "el", "bin", "ibn"})


@cache
def table(name: str) -> dict[str, Any]:
    """A table of `resources/validation`."""
    return tomllib.loads((files("lookthrough.resources") / "validation" / f"{name}.toml").read_text("utf-8"))


def pick(rng: random.Random, choices: Sequence[T]) -> T:
    """One of the choices; only `random()` is drawn, whose sequence no later Python changes."""
    return choices[int(rng.random() * len(choices))]


def plain(word: str) -> str:
    """Letters and digits of a word, case folded: "Co.," is "co"."""
    return "".join(c for c in word.casefold() if c.isalnum())


def is_person(kind: str) -> bool:
    """Is it a natural person?"""
    return kind == "person"


def is_body(kind: str) -> bool:
    """Is it a company, another body, or not said what?"""
    return kind in {"company", "organization", "fund", "any"}


def is_latin(character: str) -> bool:
    """Is it a Latin letter?"""
    return character.isalpha() and unicodedata.name(character, "").startswith("LATIN")


def is_spelled(word: str) -> bool:
    """Is it a word of letters that may slip one by one: an alphabet's, without digits?"""
    letters = [c for c in word if c.isalnum()]
    return bool(letters) and all(c.isalpha() and ord(c) < _EAST_ASIAN for c in letters)


@cache
def _forms() -> tuple[tuple[str, list[str]], ...]:
    """(key, plain words) of every way to write every legal form."""
    ways = ((key, way) for key, row in table("changes")["legal_forms"].items() for way in row)
    return tuple((key, [plain(word) for word in way.split()]) for key, way in ways)


@cache
def _common() -> frozenset[str]:
    """Words that many names share."""
    short = table("changes")["abbreviations"]
    return frozenset({*short, *short.values(), *_LIGHT})


def form_at_end(words: Sequence[str]) -> tuple[int, str] | None:
    """The legal form that ends a name.

    Returns:
        (number of words before it, key of its row in the table), the longest that fits; None when there is none, or
        nothing else.
    """
    said = [plain(word) for word in words]
    best: tuple[int, str] | None = None
    for key, form in _forms():
        start = len(said) - len(form)
        if start > 0 and said[start:] == form and (best is None or start < best[0]):
            best = (start, key)
    return best


def telling(words: Sequence[str], least: int = 4) -> list[int]:
    """Positions of the words that tell a name from others: spelled, long enough, neither form nor word of trade.

    Args:
        words: of the name.
        least: letters that a word must have.
    """
    form = form_at_end(words)
    end = form[0] if form else len(words)
    found = []
    for position, word in enumerate(words[:end]):
        if is_spelled(word) and sum(map(str.isalpha, word)) >= least and plain(word) not in _common():
            found.append(position)
    return found


def in_case_of(model: str, word: str) -> str:
    """The word in capitals, in lower case or with a capital, as the model is written."""
    if model.isupper():
        return word.upper()
    return word.capitalize() if model[:1].isupper() and word.islower() else word
