"""Rules that read claims out of a sentence taken apart: one family of predicates a module, each with `read`.

Every rule is grammar: a verb or noun of the language with its parties. None knows a party, a document or a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from lookthrough.evidence.rules import (
    accusations,
    charges,
    conduct,
    demands,
    denials,
    detention,
    judgements,
    licence,
    limits,
    listing,
    ownership,
    partnerships,
    planned,
    posts,
    profile,
    purchases,
    roles,
    rounds,
    sanctions,
    seats,
    stakes,
    statements,
    supply,
    trades,
)
from lookthrough.evidence.rules.draft import Draft
from lookthrough.evidence.scene import Line, Scene


class Rule(Protocol):
    """A family of rules."""

    def read(self, scene: Scene, line: Line) -> Iterator[Draft]:
        """The claims of the family in one sentence."""
        ...


RULES: tuple[Rule, ...] = (
    listing, licence, limits, planned, sanctions, supply, partnerships, purchases, ownership, rounds, roles,
    stakes, seats, profile, trades, posts, denials, statements, accusations, demands, judgements, conduct,
    detention, charges,
)  # fmt: skip
