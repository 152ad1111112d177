"""The same letters in another layout: case, accents, marks, spaces. Each function gives a changed name, or None."""

from __future__ import annotations

import random
import re
import unicodedata

from lookthrough.validation.tables import in_case_of, is_latin, is_spelled, pick, table, telling

_HYPHENS = "-\u2010\u2011\u2013"
_PUNCTUATION = re.compile(r"[^\w\s\-\u2010\u2011\u2013&/]")


def unchanged(name: str, _kind: str, _rng: random.Random) -> str | None:
    """As printed."""
    return name


def other_case(name: str, _kind: str, rng: random.Random) -> str | None:
    """In capitals, or in lower case."""
    return pick(rng, [each for each in (name.upper(), name.lower()) if each != name] or [name])


def accents_stripped(name: str, _kind: str, _rng: random.Random) -> str | None:
    """Latin letters without their accents."""
    return "".join(
        "".join(p for p in unicodedata.normalize("NFD", c) if not unicodedata.combining(p)) if is_latin(c) else c
        for c in unicodedata.normalize("NFC", name)
    )


def accent_added(name: str, _kind: str, rng: random.Random) -> str | None:
    """One Latin letter with an accent."""
    accents = table("changes")["letters"]["accents"]
    places = [i for i, c in enumerate(name) if c.lower() in accents]
    if not places:
        return None
    at = pick(rng, places)
    return name[:at] + in_case_of(name[at], accents[name[at].lower()]) + name[at + 1 :]


def punctuation_removed(name: str, _kind: str, _rng: random.Random) -> str | None:
    """Without points, commas, quotes and brackets."""
    return " ".join(_PUNCTUATION.sub("", name).split())


def punctuation_added(name: str, _kind: str, rng: random.Random) -> str | None:
    """With a mark after a word."""
    words = name.split()
    if len(words) < 2:
        return None
    at = int(rng.random() * (len(words) - 1))
    words[at] += pick(rng, [".", ",", ";", " -", "'", " /"])
    return " ".join(words)


def hyphens_and_spaces(name: str, _kind: str, rng: random.Random) -> str | None:
    """Hyphens as spaces; where there is none, one space as a hyphen."""
    if any(c in _HYPHENS for c in name):
        return " ".join("".join(" " if c in _HYPHENS else c for c in name).split())
    gaps = [i for i in range(1, len(name) - 1) if name[i] == " " and name[i - 1].isalnum() and name[i + 1].isalnum()]
    if not gaps:
        return None
    at = pick(rng, gaps)
    return name[:at] + "-" + name[at + 1 :]


def words_joined(name: str, _kind: str, rng: random.Random) -> str | None:
    """Two neighbouring words as one."""
    words = name.split()
    pairs = [i for i in range(len(words) - 1) if is_spelled(words[i]) and is_spelled(words[i + 1])]
    pairs = [i for i in pairs if words[i][-1].isalpha() and words[i + 1][0].isalpha()]
    if not pairs:
        return None
    at = pick(rng, pairs)
    return " ".join([*words[:at], words[at] + words[at + 1], *words[at + 2 :]])


def word_split(name: str, _kind: str, rng: random.Random) -> str | None:
    """A word of six letters or more as two."""
    words = name.split()
    positions = telling(words, 6)
    if not positions:
        return None
    at = pick(rng, positions)
    cut = 3 + int(rng.random() * (len(words[at]) - 5))
    return " ".join([*words[:at], words[at][:cut], words[at][cut:], *words[at + 1 :]])


def truncated(name: str, _kind: str, _rng: random.Random) -> str | None:
    """Cut after 35 characters, the length of a line in many payment messages."""
    return name[:35].rstrip() if len(name) > 35 else None
