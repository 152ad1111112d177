"""Identifiers as registers of ownership label them, brought to the schemes that lists use.

Source of the prefixes: org-id.guide, the register of organisation list codes ("GB-COH", "XI-LEI").
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lookthrough.errors import Issues, Place
from lookthrough.model.entity import Identifier
from lookthrough.registers.reading import identifier
from lookthrough.sources.identifiers import scheme_of

_SCHEMES = {
    "XI-LEI": "lei",
    "LEI": "lei",
    "GLEIF": "lei",
    "ISIN": "isin",
    "RU-INN": "inn",
    "RU-OGRN": "ogrn",
    "CN-SAIC": "uscc",
    "US-SEC": "cik",
    "IMO": "imo",
}
_REGISTER = re.compile(r"[A-Z]{2}-[A-Z0-9]{2,12}")


def identifiers(pairs: Iterable[tuple[str, str]], issues: Issues, place: Place) -> tuple[Identifier, ...]:
    """Codes of an organisation.

    Args:
        pairs: (label, code) as printed. A register's prefix that names no scheme of its own ("GB-COH") stands for
            "registration_number"; a label that says nothing is kept as the scheme "other".
        issues: receives codes whose check digits do not fit.
        place: where they stand.

    Returns:
        The codes in order, each once.
    """
    found = []
    for label, value in pairs:
        if len(value) > 120:
            continue
        read = identifier(_scheme(label.strip()), value, issues, place)
        if read is not None:
            found.append(read)
    return tuple(dict.fromkeys(found))


def _scheme(label: str) -> str:
    known = _SCHEMES.get(label.upper()) or scheme_of(label)
    if known:
        return known
    return "registration_number" if _REGISTER.fullmatch(label.upper()) else "other"
