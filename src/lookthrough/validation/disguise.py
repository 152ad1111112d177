"""Disguises: look-alike letters and invisible characters. Each function gives a changed name, or None."""

from __future__ import annotations

import random
import unicodedata

from lookthrough.validation.tables import is_latin, pick, table, telling


def _alike(name: str, rng: random.Random, letters: dict[str, str]) -> str | None:
    places = [i for i, c in enumerate(name) if c in letters]
    if not places:
        return None
    chosen = {i for i in places if rng.random() < 0.5} or {places[0]}
    return "".join(letters[c] if i in chosen else c for i, c in enumerate(name))


def cyrillic_letters(name: str, _kind: str, rng: random.Random) -> str | None:
    """About half the Latin letters that have a Cyrillic double, replaced by it."""
    return _alike(name, rng, table("changes")["cyrillic"])


def greek_letters(name: str, _kind: str, rng: random.Random) -> str | None:
    """About half the Latin letters that have a Greek double, replaced by it."""
    return _alike(name, rng, table("changes")["greek"])


def _inserted(name: str, rng: random.Random, mark: str) -> str | None:
    """A mark inside one telling word."""
    words = name.split()
    positions = telling(words)
    if not positions:
        return None
    at = pick(rng, positions)
    cut = 1 + int(rng.random() * (len(words[at]) - 1))
    words[at] = words[at][:cut] + mark + words[at][cut:]
    return " ".join(words)


def zero_width(name: str, _kind: str, rng: random.Random) -> str | None:
    """A character of no width inside a word."""
    return _inserted(name, rng, pick(rng, ["\u200b", "\u2060", "\ufeff"]))


def soft_hyphen(name: str, _kind: str, rng: random.Random) -> str | None:
    """A soft hyphen inside a word."""
    return _inserted(name, rng, "\u00ad")


def point_inside(name: str, _kind: str, rng: random.Random) -> str | None:
    """A visible mark inside a word."""
    return _inserted(name, rng, pick(rng, [".", "-", "_", "*", "'"]))


def direction_marks(name: str, _kind: str, rng: random.Random) -> str | None:
    """Between marks of writing direction, which nobody sees."""
    opening, closing = pick(rng, [("\u200e", "\u200e"), ("\u202a", "\u202c"), ("\u2066", "\u2069")])
    words = name.split()
    at = int(rng.random() * len(words))
    words[at] = opening + words[at] + closing
    return " ".join(words)


def hard_spaces(name: str, _kind: str, rng: random.Random) -> str | None:
    """Spaces that are not the keyboard's: no-break, narrow, ideographic."""
    return pick(rng, ["\u00a0", "\u202f", "\u3000"]).join(name.split())


def full_width(name: str, _kind: str, _rng: random.Random) -> str | None:
    """Latin letters and digits in the width of Chinese characters."""
    if not any(is_latin(c) for c in unicodedata.normalize("NFD", name)):
        return None
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name)
