"""Parties of registers that are called "unknown", "various" and the like.

Two companies with an owner "unknown" have no owner in common: each has a holder of its own who is not identified.
"""

from __future__ import annotations

from lookthrough.intake.nobody import names_nobody
from lookthrough.model.register import Party


def is_nobody(party: Party) -> bool:
    """Does a party of a register have such a word for its name, and no code that tells who it is?"""
    return bool(party.names) and not party.identifiers and all(names_nobody(name.text) for name in party.names)
