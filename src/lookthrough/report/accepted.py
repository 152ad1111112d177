"""Accepted claims as evidence: what findings may cite, found by the party that they speak of.

Only claims that a person accepted are here, corrected or not; a claim that was read but not reviewed feeds nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from lookthrough.dataset.register_file import write_register
from lookthrough.evidence.comparators.parties import party_of, same_name
from lookthrough.evidence.reviews import Reviewed, fold
from lookthrough.evidence.store import EvidenceStore
from lookthrough.model.claim import Claim
from lookthrough.model.entity import Name
from lookthrough.model.link import Link, Relation
from lookthrough.model.register import Edition, Party, Register
from lookthrough.model.share import UNKNOWN_SHARE, Share
from lookthrough.report.cited_claim import CitedClaim
from lookthrough.report.claims_words import said_by

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
#: Stances in which a claim is told as a fact.
_FACTS = frozenset(("asserted", "reported"))
#: Words by which a sentence says that a tie may come, or is over. Nothing tells for which days it held: it is no link.
_NOT_HELD = re.compile(
    r"\b(?:may|might|could|would|used to|no longer|had|sold|divested"
    r"|[Ff]ormerly|[Pp]reviously|[Ff]ormer|[Oo]nce|[Uu]ntil)\b"
)
_BEFORE, _REST = re.compile(r"[^.!?;\n]*$"), re.compile(r"[^.!?;\n]*")
"""What stands before and behind a quote in its sentence, so far as it was kept."""
#: Claims about what somebody else says, and why ownership that they speak of is no link.
_SPOKEN = {"denies": "it is denied", "accuses": "it is alleged"}
_OWNING = re.compile(
    r"\b(?:own|owns|owned|owner|owners|controls?|controlled|subsidiar(?:y|ies)|shareholders?|stakes?|parent)\b"
)
#: What a claim says of its own worth, by its stance, where it is told as no fact.
_STANCES = {
    "alleged": "it is alleged",
    "denied": "it is denied",
    "planned": "it is planned",
    "predicted": "it is expected",
    "opinion": "it is an opinion",
    "no_clear_evidence": "it is said not to be shown",
}
REGISTER = "accepted_claims"
#: Claims cited for one party.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A claim of ownership that a person accepted and that is no link.

    Attributes:
        cited: the claim, with where it stands and who accepted it.
        why: what keeps it from being a link, as words that follow "because".
    """

    cited: CitedClaim
    why: str

    def __str__(self) -> str:
        quote, where = self.cited.claim.quote.exact, f"{self.cited.file}; accepted by {self.cited.by}"
        return f"An accepted claim is no link and was left out, because {self.why}: “{quote}” ({where})."


@dataclass
class AcceptedClaims:
    """Accepted claims of a home folder.

    Attributes:
        claims: in the order in which their documents came in.
    """

    claims: Sequence[CitedClaim] = ()
    _by_entity: dict[str, list[CitedClaim]] = field(default_factory=dict)
    _by_name: dict[str, list[CitedClaim]] = field(default_factory=dict)
    _left_out: dict[CitedClaim, str] = field(default_factory=dict)
    _spoken: dict[CitedClaim, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the claims by the parties on their two sides, and note which claims of ownership are no links."""
        self._left_out = {each: why for each in self.claims if (why := _why_no_link(each.claim))}
        self._spoken = {each: _SPOKEN[each.claim.predicate] for each in self.claims if _speaks_of_owning(each.claim)}
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

    def left_out(self, owned: Iterable[str], owners: Iterable[str] = ()) -> tuple[LeftOut, ...]:
        """Claims of ownership that are no link, of parties with some names or entity ids, each with the reason.

        Args:
            owned: of the parties that such a claim says are owned.
            owners: of the parties that such a claim says own another.
        """
        if not self._left_out and not self._spoken:
            return ()
        found: dict[CitedClaim, str] = {}
        for side, names in ((1, owned), (0, owners)):
            for name in dict.fromkeys(names):
                found |= {
                    each: why for each, why in self._spoken.items() if name.casefold() in each.claim.object.casefold()
                }
                near = (each for key in sorted(party_of(name, None).members) for each in self._by_name.get(key, ()))
                for each in (*self._by_entity.get(name, ()), *near):
                    if each in self._left_out and _bears(each.claim, side, name):
                        found.setdefault(each, self._left_out[each])
        return tuple(LeftOut(each, why) for each, why in found.items())[:SHOWN]

    def owning(self) -> Register | None:
        """The claims of ownership as a register of owners, each link with its quote; None where there is none.

        Only what a speaker says or passes on as a fact is a link: nothing that is alleged, denied or planned.
        A claim competes with the statements of registers like any other: to accept it says that it was read rightly,
        not that it holds against them.
        """
        told = [(each, link) for each in self.claims if not _why_no_link(each.claim) and (link := _link(each))]
        links = [
            replace(link, register=REGISTER, origin=f"{link.origin}; {link.decided}", decided="")
            for _, link in told
            if link.relation == "owns"
        ]
        if not links:
            return None
        named: dict[str, str] = {}
        for claim in (each.claim for each, _ in told):
            sides = ((claim.subject_entity, claim.subject), (claim.object_entity, claim.object))
            named |= {entity: name for entity, name in sides if entity}
        parties = dict.fromkeys(id_ for link in links for id_ in (link.source, link.target))
        described = [Party(id_, names=(Name(named.get(id_, id_)),), register=REGISTER) for id_ in parties]
        content = hashlib.sha256(repr([link.origin for link in links]).encode()).hexdigest()[:16]
        day = max((link.stated.latest.isoformat() for link in links if link.stated), default="")
        edition = Edition(REGISTER, "Claims of ownership that were accepted", day, (), content)
        return write_register(None, [("accepted claims", [*described, *links])], edition)

    def links(self) -> list[Link]:
        """The accepted claims that state a link, each with its claim as origin."""
        return [link for cited in self.claims if (link := _link(cited)) is not None]


def _ties(claim: Claim, name: str) -> bool:
    """Does the claim lead from the name to the other side, a listed party?"""
    if claim.predicate not in TIES or claim.negated:
        return False
    sides = ((claim.subject, claim.object_entity), (claim.object, claim.subject_entity))
    return any(other is not None and same_name(side, name) for side, other in sides if side)


def _not_held(claim: Claim) -> str:
    """The word by which a claim's sentence says that it may come or is over; "" where there is none."""
    before, rest = _BEFORE.search(claim.quote.prefix), _REST.match(claim.quote.suffix)
    said = _NOT_HELD.search(" ".join((before[0] if before else "", claim.quote.exact, rest[0] if rest else "")))
    return said[0] if said else ""


def _speaks_of_owning(claim: Claim) -> bool:
    """Is it a denial or an accusation whose words are about ownership?"""
    return claim.predicate in _SPOKEN and _OWNING.search(claim.object) is not None


def _mentions(claim: Claim, name: str) -> bool:
    return len(name) > 2 and name.casefold() in claim.object.casefold()


def _why_no_link(claim: Claim) -> str:
    """Why a claim of ownership is no link; "" where it is one, and of every other claim."""
    if claim.predicate not in ("owns", "holds_shares"):
        return ""
    if claim.negated:
        return "it says that it is not so"
    if claim.stance not in _FACTS:
        return _STANCES[claim.stance]
    if word := _not_held(claim):
        return f"its sentence says “{word}”, and no day tells when it held"
    if not claim.object:
        return "it does not say what is owned"
    return "" if _relation(claim) == "owns" else "it does not say what part of the whole the shares are"


def _relation(claim: Claim) -> Relation:
    """What the claim is as a link; shares held are ownership where it is stated what part of the whole they are."""
    stated = claim.predicate == "holds_shares" and claim.amount is not None and claim.amount.unit == "%"
    return "owns" if stated else LINKS[claim.predicate][0]


def _bears(claim: Claim, side: int, name: str) -> bool:
    """Is the claim's owner (0) or owned party (1) of that name, or the entity of that id?"""
    sides = ((claim.subject, claim.subject_entity), (claim.object, claim.object_entity))
    text, entity = sides[1 - side if LINKS[claim.predicate][1] else side]
    return name == entity or bool(text and same_name(text, name))


def _link(cited: CitedClaim) -> Link | None:
    claim = cited.claim
    if claim.predicate not in LINKS or claim.negated or claim.stance == "denied" or not claim.object:
        return None
    if _not_held(claim):
        return None
    relation, turned = _relation(claim), LINKS[claim.predicate][1]
    sides = (claim.subject_entity or claim.subject, claim.object_entity or claim.object)
    source, target = sides[::-1] if turned else sides
    return Link(
        relation,
        source,
        target,
        _share(claim),
        since=None,
        origin=f"claim {claim.id}: “{claim.quote.exact}” ({cited.document}, {claim.speaker.name})",
        register="accepted claims",
        stated=claim.date,
        decided=f"accepted by {cited.by}: {cited.reason}",
    )


def _share(claim: Claim) -> Share:
    """The part of the whole that a claim states in per cent; unknown where it states none, or bounds nothing."""
    amount = claim.amount
    if amount is None or amount.unit != "%" or amount.comparator == "about":
        return UNKNOWN_SHARE
    low, high = (amount.low or Fraction(0)) / 100, Fraction(1) if amount.high is None else amount.high / 100
    share = Share(low, high, amount.text, amount.comparator == "more than", amount.comparator == "less than")
    return share if share.is_possible else UNKNOWN_SHARE


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
    return CitedClaim(claim, said_by(claim), file, claim.article, published, last.by, last.reason)
