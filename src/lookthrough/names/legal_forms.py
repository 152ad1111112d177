"""Legal forms: which words of a name only say what kind of company it is.

Equivalent forms get one class, so that "Co., Ltd." equals "Limited" and "OAO" equals "open joint stock company".
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from lookthrough.names.wordlists import word_list, words_of

Where = Literal["anywhere", "edge", "front"]
SECTIONS: tuple[Where, ...] = ("anywhere", "edge", "front")


@cache
def legal_forms() -> Mapping[tuple[str, ...], tuple[str, Where]]:
    """Every spelling of a legal form, as a tuple of words, with its class and where it counts.

    A spelling of two to four letters is also known by its letters apart: "s a" for "sa".
    """
    table: dict[tuple[str, ...], tuple[str, Where]] = {}
    for section in SECTIONS:
        for form in word_list("legal_forms")[section]:
            for spelling in words_of("legal_forms", section, form):
                for variant in _variants(spelling):
                    table.setdefault(variant, (form, section))
    return table


def _variants(spelling: str) -> list[tuple[str, ...]]:
    whole = tuple(spelling.split())
    if len(whole) == 1 and 2 <= len(spelling) <= 4 and spelling not in ("ltd", "inc", "corp", "co", "as", "ab", "ad"):
        return [whole, tuple(spelling)]
    return [whole]
