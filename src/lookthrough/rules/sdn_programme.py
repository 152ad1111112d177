"""OFAC programme codes, read for the authority that they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from lookthrough.rules.codes import codes
from lookthrough.rules.programme import Authority, Programme

_ORDER = re.compile(r"\bEO\s?(\d{5})\b")


def authorities(programme: Programme, printed: Iterable[str], as_of: date) -> tuple[Authority, ...]:
    """The authorities that programme codes stand for on a day, one for each code, in the codes' order.

    A code in the programme's `stands_for` gives what stands there ("GLOMAG" gives "E.O. 13818; 31 CFR part 583"), with
    the mark whether that was confirmed. One that names its order ("VENEZUELA-EO13850") gives that order. Any other is
    cited by its own letters: the code as printed is the authority that the entry states.
    """
    return tuple(_authority(programme, code, as_of) for code in codes(printed))


def _authority(programme: Programme, code: str, as_of: date) -> Authority:
    if known := programme.authority_of(code, as_of):
        return known
    order = _ORDER.search(code)
    return Authority(code, f"E.O. {order[1]}" if order else f"OFAC programme {code}", confirmed=True)
