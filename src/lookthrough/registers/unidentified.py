"""What stands in the place of an owner and names nobody: "unknown", "various", "public float", "未知", "n/a".

Two companies with an owner "unknown" have no owner in common: each has a holder of its own who is not identified.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from lookthrough.intake.numbers import is_missing
from lookthrough.model.register import Party
from lookthrough.registers.shares import vocabulary

_AROUND = " \t\n.,;:*()[]<>{}\"'“”‘’«»_"


def names_nobody(text: str) -> bool:
    """Is the whole text a word for owners who are not identified? "Public Storage" is not."""
    body = _folded(text)
    return not any(map(str.isalnum, body)) or is_missing(body) or body in _words()


def is_nobody(party: Party) -> bool:
    """Has a party of a register such a word for its name, and no code that tells who it is?"""
    return bool(party.names) and not party.identifiers and all(names_nobody(name.text) for name in party.names)


@cache
def _words() -> frozenset[str]:
    return frozenset(map(_folded, vocabulary()["words"]["unidentified"]))


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().strip(_AROUND).split())
