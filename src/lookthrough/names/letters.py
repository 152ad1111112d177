"""Tables of letters with the Latin letters that spell them."""

from __future__ import annotations

from functools import cache

from lookthrough.names.wordlists import word_list


@cache
def letter_table(script: str) -> dict[str, str]:
    """Each letter of a script with its Latin spelling, "" for a letter that is not heard.

    Args:
        script: a section of the word list `letters`.
    """
    rows = word_list("letters")[script]["rows"]
    pairs = " ".join(rows).split() if isinstance(rows, list) else []
    return {letter: "" if sound == "_" else sound for letter, sound in zip(pairs[::2], pairs[1::2], strict=True)}


@cache
def sound_row(script: str, row: str) -> tuple[str, ...]:
    """The sounds of a script's letters in the order of its code points, "" for one that is not heard.

    Args:
        script: a section of the word list `letters`.
        row: one of its rows.
    """
    return tuple("" if sound == "_" else sound for sound in str(word_list("letters")[script][row]).split())
