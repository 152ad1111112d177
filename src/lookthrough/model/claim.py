"""A claim: who says what of whom, in which words, how firmly. And what comparing claims can show.

A claim is never a fact about the world: it belongs to its speaker. Its quote stands verbatim in the text it was read
from. Offsets count code points of the rendition's text (see `document`), the end excluded.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from lookthrough.model.dates import PartialDate

Stance = Literal["asserted", "reported", "alleged", "denied", "planned", "predicted", "opinion", "no_clear_evidence"]
"""How the speaker holds the claim: said as so, passed on, accused, denied, intended, expected, held, not shown."""

MentionKind = Literal["person", "organization", "place", "list", "group", "product"]
Decision = Literal["linked", "ambiguous", "unknown"]
SpeakerKind = Literal["author", "person", "organization", "unnamed", "caption"]
Comparator = Literal["exactly", "about", "at least", "more than", "at most", "less than", "between"]
Comparison = Literal[
    "parts_do_not_add_up", "count", "amount", "date", "before_founding", "attribute", "direction", "denial",
    "retraction", "variant", "agrees",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a mention may name: its id, its name, a score in 0..1 and why, in a sentence."""

    entity_id: str
    name: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names or stands for someone. It is never an entity by itself.

    Attributes:
        start, end: code points of the rendition's text.
        text: the words as printed.
        kind: what it names.
        referent: the fullest name that the document gives the same party; the key of coreference within it.
        rule: what found it, e.g. "dictionary", "title", "apposition", "spacy".
        decision: "linked" has one candidate, "ambiguous" several, "unknown" none.
        candidates: best first.
    """

    start: int
    end: int
    text: str
    kind: MentionKind
    referent: str
    rule: str
    decision: Decision = "unknown"
    candidates: tuple[Candidate, ...] = ()

    @property
    def entity(self) -> str | None:
        """The entity that it was linked to."""
        return self.candidates[0].entity_id if self.decision == "linked" else None


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit and bounds, as stated.

    Attributes:
        text: as printed.
        low, high: exact bounds; None is open. "more than 5" has low 5 and is open there.
        comparator: how the words bind the number.
        unit: "USD", "%", or the thing counted ("entities", "people"); "" where none is said.
    """

    text: str
    low: Fraction | None
    high: Fraction | None
    comparator: Comparator
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is answerable for a claim.

    Attributes:
        name: the party's name; "author" for the article's own voice; the words for an unnamed one ("analysts").
        kind: what that is.
        carrier: who passed it on, where that is another ("according to a filing"); "" otherwise.
    """

    name: str
    kind: SpeakerKind
    carrier: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Verbatim words with their place: W3C Web Annotation's position and quote selectors.

    Attributes:
        exact: equals `text[start:end]`.
        start, end: code points of the rendition's text.
        prefix, suffix: up to 32 code points before and after.
    """

    exact: str
    start: int
    end: int
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that one speaker says.

    Attributes:
        id: hash of article, predicate, subject, object, speaker and quote place; equal input gives an equal id.
        article: id of the article.
        subject, object: the fullest name that the document gives, or the words of a group or thing; an object may be
            "".
        predicate: one of `PREDICATES` in `evidence.predicates`.
        date: of the event, resolved against the publication date; None is unknown.
        amount: the number that it states.
        speaker, stance: who holds it, and how.
        quote: where it stands.
        rule: what read it, e.g. "listing.added"; a stronger extractor writes "<extractor>:<version>".
        subject_entity, object_entity: the entities that they were linked to; None where unknown or ambiguous.
        negated: the sentence says that it is not so.
    """

    id: str
    article: str
    subject: str
    predicate: str
    object: str
    date: PartialDate | None
    amount: Amount | None
    speaker: Speaker
    stance: Stance
    quote: Quote
    rule: str
    subject_entity: str | None = None
    object_entity: str | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Utterance:
    """Claims of one speaker in nearly the same words, over documents: the unit of independence.

    Attributes:
        id: of the utterance.
        speaker: whose words they are.
        claims: ids, the earliest published first.
        carriers: ids of the articles that carry it.
        origins: number of independent origins of what is claimed: one, where one speaker says it, however many pass
            it on.
        witnesses: number of independent stories that carry it, copies of one counted once: for the fact that it was
            said.
    """

    id: str
    speaker: str
    claims: tuple[str, ...]
    carriers: tuple[str, ...]
    origins: int
    witnesses: int = 1


@dataclass(frozen=True, slots=True)
class Record:
    """What an official list says, as a reference for claims.

    Attributes:
        list_id, entity_id, name: the entry.
        announced, effective: the two days, where known.
        citation: where it is written.
        says: the record in a sentence.
    """

    list_id: str
    entity_id: str
    name: str
    announced: PartialDate | None
    effective: PartialDate | None
    citation: str
    says: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What a comparison of claims, or of claims with the record, shows.

    Attributes:
        kind: which comparator saw it.
        claims: ids of the claims compared.
        record: the official record, where it was the reference.
        says: the sentence a reviewer reads, with the numbers.
        numbers: (what, value as printed) of what was compared.
        flagged: it is a contradiction; else a note ("variant", "agrees", "denial" side by side).
    """

    kind: Comparison
    claims: tuple[str, ...]
    record: Record | None
    says: str
    numbers: tuple[tuple[str, str], ...] = ()
    flagged: bool = True
