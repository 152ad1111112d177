"""Accepted claims as evidence: what findings may cite, found by the party that they speak of.

Only claims that a person accepted are here, corrected or not; a claim that was read but not reviewed feeds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lookthrough.evidence.comparators.parties import party_of, same_name
from lookthrough.evidence.reviews import Reviewed, fold
from lookthrough.evidence.store import EvidenceStore
from lookthrough.model.claim import Claim
from lookthrough.model.link import Link, Relation
from lookthrough.report.cited_claim import CitedClaim
from lookthrough.report.claims_words import predicate_words

#: What a claim says in the words of links: relation, and whether subject and object change places.
LINKS: dict[str, tuple[Relation, bool]] = {
    "supplies": ("supplies", False),
    "sells_to": ("supplies", False),
    "owns": ("owns", False),
    "holds_shares": ("holds", False),
    "invests_in": ("holds", False),
    "backed_by": ("holds", True),
    "index_includes": ("holds", False),
    "same_as": ("same_as", False),
}
#: Claims that tie two parties, so that one leads to the other.
TIES = frozenset((*LINKS, "contract_with", "partners_with"))
#: Claims cited for one party.
SHOWN = 20


@dataclass
class AcceptedClaims:
    """Accepted claims of a home folder.

    Attributes:
        claims: in the order in which their documents came in.
    """

    claims: Sequence[CitedClaim] = ()
    _by_entity: dict[str, list[CitedClaim]] = field(default_factory=dict)
    _by_name: dict[str, list[CitedClaim]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the claims by the parties on their two sides."""
        for cited in self.claims:
            claim = cited.claim
            for entity in dict.fromkeys(filter(None, (claim.subject_entity, claim.object_entity))):
                self._by_entity.setdefault(entity, []).append(cited)
            for name in dict.fromkeys(filter(None, (claim.subject, claim.object))):
                for key in party_of(name, None).members:
                    self._by_name.setdefault(key, []).append(cited)

    def about(self, entity_id: str, name: str) -> tuple[CitedClaim, ...]:
        """Claims about a listed party: those that were linked to its entry, or that bear its name."""
        if not self.claims:
            return ()
        found = dict.fromkeys(self._by_entity.get(entity_id, ()))
        for key in sorted(party_of(name, None).members):
            found.update(dict.fromkeys(self._by_name.get(key, ())))
        return tuple(found)[:SHOWN]

    def leading(self, names: Iterable[str]) -> tuple[CitedClaim, ...]:
        """Claims that tie a party with one of these names to a listed party."""
        if not self.claims:
            return ()
        found: dict[CitedClaim, None] = {}
        for name in names:
            for key in sorted(party_of(name, None).members):
                found.update(dict.fromkeys(each for each in self._by_name.get(key, ()) if _ties(each.claim, name)))
        return tuple(found)[:SHOWN]

    def links(self) -> list[Link]:
        """The accepted claims that state a link, each with its claim as origin."""
        return [link for cited in self.claims if (link := _link(cited)) is not None]


def _ties(claim: Claim, name: str) -> bool:
    """Does the claim lead from the name to the other side, a listed party?"""
    if claim.predicate not in TIES or claim.negated:
        return False
    sides = ((claim.subject, claim.object_entity), (claim.object, claim.subject_entity))
    return any(other is not None and same_name(side, name) for side, other in sides if side)


def _link(cited: CitedClaim) -> Link | None:
    claim = cited.claim
    if claim.predicate not in LINKS or claim.negated or claim.stance == "denied" or not claim.object:
        return None
    relation, turned = LINKS[claim.predicate]
    sides = (claim.subject_entity or claim.subject, claim.object_entity or claim.object)
    source, target = sides[::-1] if turned else sides
    return Link(
        relation,
        source,
        target,
        since=None,
        origin=f"claim {claim.id}: “{claim.quote.exact}” ({cited.document}, {claim.speaker.name})",
        register="accepted claims",
        stated=claim.date,
        decided=f"accepted by {cited.by}: {cited.reason}",
    )


def accepted_claims(store: EvidenceStore) -> AcceptedClaims:
    """The accepted claims of a home folder; reading documents is spared where nothing was reviewed.

    Raises:
        StateError: if what was kept was changed.
    """
    reviews = store.reviews()
    if not reviews:
        return AcceptedClaims()
    found: list[CitedClaim] = []
    for document in store.documents():
        articles = {article.id: article for article in document.rendition.articles}
        for reviewed in fold(document.claims, reviews):
            if reviewed.counts:
                published = articles[reviewed.claim.article].published.date
                found.append(_cited(reviewed, document.rendition.capture.name, published.iso if published else ""))
    return AcceptedClaims(found)


def _cited(reviewed: Reviewed, file: str, published: str) -> CitedClaim:
    claim, last = reviewed.claim, reviewed.history[-1]
    said = f"{claim.subject} {predicate_words(claim.predicate)} {claim.object}".strip()
    return CitedClaim(claim, said, file, claim.article, published, last.by, last.reason)
