"""OFAC programme codes, read for the authority that they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lookthrough.rules.programme import Programme

_ORDER = re.compile(r"\bEO\s?(\d{5})\b")


def authorities(programme: Programme, printed: Iterable[str]) -> tuple[str, ...]:
    """The authorities that programme codes stand for, each once, in the codes' order.

    A code in the programme's `[terms.code]` gives what stands there ("GLOMAG" gives "E.O. 13818; 31 CFR part 583"). One
    that names its order ("VENEZUELA-EO13850") gives that order. Any other is cited by its own letters: the code as
    printed is the authority that the entry states.
    """
    found: dict[str, None] = {}
    for code in codes(printed):
        order = _ORDER.search(code)
        known = programme.term("code", code)
        found[known or (f"E.O. {order[1]}" if order else f"OFAC programme {code}")] = None
    return tuple(found)


def codes(printed: Iterable[str]) -> tuple[str, ...]:
    """The single codes of a programme cell, each once: "SDGT] [IFSR" is two."""
    parts = (" ".join(part.split()) for cell in printed for part in re.split(r"[\[\];,]+", cell))
    return tuple(dict.fromkeys(part for part in parts if part))
