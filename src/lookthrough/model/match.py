"""A match: "this query may be that entity", a score in [0, 1] and the reasons that a reviewer reads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against.

    Attributes:
        feature: stable snake_case name of the comparison, e.g. "name_tokens", "country", "identifier".
        score: 0..1 for what the feature found; below 0.5 speaks against.
        query_value, list_value: what was compared, as given.
        says: the sentence a reviewer reads.
    """

    feature: str
    score: float
    query_value: str
    list_value: str
    says: str


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate with its score.

    Attributes:
        row: 0-based position of the entity in the index.
        entity_id: the entity; for `index_names`, the row as text.
        score: 0..1, monotone in the evidence.
        name: the entity's primary name.
        matched_name: the name of the entity that fitted best.
        query_name: the name of the query that it fitted.
        reasons: why, strongest first.
    """

    row: int
    entity_id: str
    score: float
    name: str
    matched_name: str
    query_name: str
    reasons: tuple[Reason, ...] = ()
