"""A claim beside a finding: what a person accepted, with where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from lookthrough.model.claim import Claim


@dataclass(frozen=True, slots=True)
class CitedClaim:
    """A claim that a person accepted, as evidence beside a finding.

    Attributes:
        claim: with the corrections of its reviews.
        says: the claim in a sentence.
        file, document: where it stands.
        published: when that was published, ISO at its granularity; "" where not known.
        by, reason: who accepted it, and why.
    """

    claim: Claim
    says: str
    file: str
    document: str
    published: str
    by: str
    reason: str
