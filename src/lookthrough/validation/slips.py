"""Slips in one word: of fingers, of ears and of scanners. Each function gives a changed name, or None."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache

from lookthrough.validation.tables import in_case_of, is_latin, pick, table, telling

Slip = Callable[[str, random.Random], str | None]


def _in_a_word(name: str, rng: random.Random, slip: Slip, least: int = 4) -> str | None:
    """Change one telling word, trying the words in an order that is drawn."""
    words = name.split()
    positions = telling(words, least)
    while positions:
        position = pick(rng, positions)
        positions.remove(position)
        changed = slip(words[position], rng)
        if changed is not None and changed != words[position]:
            return " ".join([*words[:position], changed, *words[position + 1 :]])
    return None


def _inner(word: str) -> list[int]:
    """Positions of letters after the first."""
    return [i for i, c in enumerate(word) if c.isalpha()][1:]


def letter_deleted(name: str, _kind: str, rng: random.Random) -> str | None:
    """Without one letter."""

    def slip(word: str, rng: random.Random) -> str | None:
        at = pick(rng, _inner(word))
        return word[:at] + word[at + 1 :]

    return _in_a_word(name, rng, slip)


def letter_doubled(name: str, _kind: str, rng: random.Random) -> str | None:
    """With one letter twice."""

    def slip(word: str, rng: random.Random) -> str | None:
        at = pick(rng, _inner(word))
        return word[:at] + word[at] + word[at:]

    return _in_a_word(name, rng, slip)


def letters_transposed(name: str, _kind: str, rng: random.Random) -> str | None:
    """With two neighbouring letters exchanged."""

    def slip(word: str, rng: random.Random) -> str | None:
        inner = _inner(word)
        pairs = [i for i in inner if i + 1 in inner and word[i].casefold() != word[i + 1].casefold()]
        if not pairs:
            return None
        at = pick(rng, pairs)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    return _in_a_word(name, rng, slip)


def vowel_changed(name: str, _kind: str, rng: random.Random) -> str | None:
    """With another vowel for one."""
    vowels = table("changes")["letters"]["vowels"]

    def slip(word: str, rng: random.Random) -> str | None:
        places = [i for i in _inner(word) if word[i].lower() in vowels]
        if not places:
            return None
        at = pick(rng, places)
        other = pick(rng, [v for v in vowels if v != word[at].lower()])
        return word[:at] + in_case_of(word[at], other) + word[at + 1 :]

    return _in_a_word(name, rng, slip)


@cache
def _neighbours() -> dict[str, str]:
    rows = table("changes")["letters"]["keyboard"]
    return {c: row[max(0, i - 1) : i] + row[i + 1 : i + 2] for row in rows for i, c in enumerate(row)}


def _beside(word: str, at: int, rng: random.Random) -> str:
    key = pick(rng, _neighbours()[word[at].lower()])
    return word[:at] + in_case_of(word[at], key) + word[at + 1 :]


def keyboard_neighbour(name: str, _kind: str, rng: random.Random) -> str | None:
    """With the key beside the right one."""

    def slip(word: str, rng: random.Random) -> str | None:
        places = [i for i in _inner(word) if word[i].lower() in _neighbours()]
        return _beside(word, pick(rng, places), rng) if places else None

    return _in_a_word(name, rng, slip)


def first_letter_wrong(name: str, _kind: str, rng: random.Random) -> str | None:
    """With the key beside the right one for a word's first letter."""

    def slip(word: str, rng: random.Random) -> str | None:
        return _beside(word, 0, rng) if word[0].lower() in _neighbours() else None

    return _in_a_word(name, rng, slip)


def _replaced(name: str, rng: random.Random, pairs: dict[str, str], *, fold: bool) -> str | None:
    def slip(word: str, rng: random.Random) -> str | None:
        read = word.lower() if fold else word
        places = [(i, old) for old in pairs for i in range(len(read)) if read.startswith(old, i)]
        if not places or not is_latin(word[0]):
            return None
        at, old = pick(rng, places)
        return word[:at] + in_case_of(word[at : at + len(old)], pairs[old]) + word[at + len(old) :]

    return _in_a_word(name, rng, slip)


def scanned(name: str, _kind: str, rng: random.Random) -> str | None:
    """With one letter read wrongly by a scanner."""
    return _replaced(name, rng, table("changes")["ocr"], fold=False)


def digit_for_letter(name: str, _kind: str, rng: random.Random) -> str | None:
    """With a digit for a letter that it looks like."""
    return _replaced(name, rng, table("changes")["digits"], fold=True)


def two_slips(name: str, kind: str, rng: random.Random) -> str | None:
    """With two slips."""
    slips = [letter_deleted, letter_doubled, letters_transposed, vowel_changed, keyboard_neighbour]
    first = pick(rng, slips)
    slips.remove(first)
    once = first(name, kind, rng)
    twice = pick(rng, slips)(once, kind, rng) if once else None
    return twice if twice and twice.split() != name.split() else None
