"""Legal forms: which words of a name only say what kind of company it is.

Equivalent forms get one class, so that "Co., Ltd." equals "Limited" and "OAO" equals "open joint stock company".
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from lookthrough.names.wordlists import word_list, words_of

Where = Literal["anywhere", "edge", "end", "front"]
SECTIONS: tuple[Where, ...] = ("anywhere", "edge", "end", "front")

#: Forms so common that one with a slip is still read as that form at the end of a name ("Ltdd", "Crop.", "Gmb"), and
#: those of them that as often stand in front, where a slip of four letters and more is read so as well ("JSCC").
_COMMON = ("ltd", "llc", "inc", "corp", "gmbh", "plc", "srl", "sarl", "ltda", "ood", "eood", "fzco")
_IN_FRONT = ("ooo", "oao", "zao", "jsc", "pjsc", "ojsc")
_LONG = 4
_WHOLE = frozenset(("ltd", "inc", "corp", "co", "as", "ab", "ad"))
_LETTERS = frozenset(("sa", "sab", "sapi", "cv", "rl", "ip", "spr", "sc", "scl", "ap", "enr", "er"))


@cache
def legal_forms() -> Mapping[tuple[str, ...], tuple[str, Where]]:
    """Every spelling of a legal form, as a tuple of words, with its class and where it counts.

    A spelling of two to six letters is also known by its letters apart: "s a" for "sa", "s a de c v" for "sa de cv".
    """
    table: dict[tuple[str, ...], tuple[str, Where]] = {}
    for section in SECTIONS:
        for form in word_list("legal_forms")[section]:
            for spelling in words_of("legal_forms", section, form):
                for variant in _variants(spelling):
                    table.setdefault(variant, (form, section))
    for spelling in (*_COMMON, *_IN_FRONT):
        form, _ = table[spelling,]
        for slip in _slips(spelling):
            front = spelling in _IN_FRONT and len(slip) >= _LONG
            table.setdefault((slip,), (form, "edge" if front else "end"))
    return table


def common_forms() -> frozenset[str]:
    """Forms so common that what is one slip from them is likelier one of them than a name's own word."""
    return frozenset((*_COMMON, *_IN_FRONT))


@cache
def ordinary_words() -> frozenset[str]:
    """Words of everyday language that are one slip from a legal form."""
    return frozenset(words_of("legal_forms", "ordinary"))


def _slips(spelling: str) -> set[str]:
    """A common form with one letter doubled or two exchanged, and a longer one without one of its letters."""
    places = range(len(spelling))
    found = {spelling[:at] + spelling[at] + spelling[at:] for at in places}
    found |= {spelling[:at] + spelling[at + 1] + spelling[at] + spelling[at + 2 :] for at in places[:-1]}
    if len(spelling) >= _LONG:
        found |= {spelling[:at] + spelling[at + 1 :] for at in places}
    return found - {spelling}


def _variants(spelling: str) -> list[tuple[str, ...]]:
    whole = tuple(spelling.split())
    if len(whole) > 1:
        apart = tuple(letter for word in whole for letter in (word if word in _LETTERS else (word,)))
        return list(dict.fromkeys((whole, apart)))
    return [whole, tuple(spelling)] if 2 <= len(spelling) <= 6 and spelling not in _WHOLE else [whole]
