"""Cantonese: how names are spelt in Hong Kong and Macau, 長江 as "Cheung Kong"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from lookthrough.names.spoken import spoken
from lookthrough.names.wordlists import word_list

_INITIALS = ("gw", "kw", "ng", *"bpmfdtnlgkhwzcsj")


@lru_cache(maxsize=1 << 14)
def spelt(text: str) -> tuple[tuple[str, ...], ...]:
    """The usual spellings of each Chinese character, the commonest first, in plain lower-case letters.

    Args:
        text: Chinese characters, traditional or simplified; one without a known reading is left out.
    """
    return tuple(map(_spellings, spoken("cantonese").syllables(text)))


@lru_cache(maxsize=1 << 10)
def _spellings(syllable: str) -> tuple[str, ...]:
    whole = _section("whole").get(syllable)
    main = str(whole) if whole is not None else _by_parts(syllable)
    return (main, *(other for other in str(_section("also").get(syllable, "")).split() if other != main))


def _by_parts(syllable: str) -> str:
    initial = next((i for i in _INITIALS if syllable.startswith(i) and len(syllable) > len(i)), "")
    final = syllable[len(initial) :]
    return str(_section("initial").get(initial, initial)) + str(_section("final").get(final, final))


def _section(name: str) -> Mapping[str, object]:
    return word_list("cantonese")[name]
