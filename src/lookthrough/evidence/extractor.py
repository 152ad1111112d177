"""Stronger extractors behind one interface: text in, names and claims with exact quotes out.

Whatever an extractor proposes passes one check: a claim's quote must stand verbatim in the passage that it was given,
its predicate must be ours, its stance one that we know. The rest is dropped and counted. What passes is marked with the
extractor's name and version as its rule, so that a reviewer always sees what a rule read and what a model did.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, cast, get_args

from lookthrough.evidence.predicates import PREDICATES, canonical
from lookthrough.model.claim import Claim, MentionKind, Quote, Speaker, Stance
from lookthrough.model.document import Article

CONTEXT = 32
"""Code points kept before and after a quote."""


@dataclass(frozen=True, slots=True)
class ProposedName:
    """A name at code points `start` to `end` of the passage, the end excluded."""

    start: int
    end: int
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class ProposedClaim:
    """A claim as an extractor words it.

    Attributes:
        quote: must stand verbatim in the passage; its first occurrence counts.
        speaker: a name, or "author" for the article's own voice.
        stance: one of `Stance`.
    """

    subject: str
    predicate: str
    object: str
    quote: str
    speaker: str = "author"
    stance: str = "asserted"
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Proposals:
    """What an extractor sees in one passage."""

    names: tuple[ProposedName, ...] = ()
    claims: tuple[ProposedClaim, ...] = ()


class Extractor(Protocol):
    """Something that reads a passage.

    Attributes:
        label: "<name>:<version>", kept as the rule of every claim that it gave.
    """

    @property
    def label(self) -> str:
        """Name and version."""
        ...

    def read(self, passage: str) -> Proposals:
        """Names and claims of one passage, a block of an article.

        Raises:
            StateError: if the extractor cannot be asked. "Could not ask" is never "nothing found".
        """
        ...


def verified(
    article: Article,
    text: str,
    start: int,
    end: int,
    label: str,
    proposed: Sequence[ProposedClaim],
    dropped: Counter[str],
) -> list[Claim]:
    """The proposed claims of a passage that pass the check, as claims.

    Args:
        article: whose id they carry.
        text: the rendition's text.
        start, end: the passage within it.
        label: the extractor's.
        proposed: what it said.
        dropped: counts what did not pass, by reason.
    """
    found = []
    for proposal in proposed:
        predicate = canonical(proposal.predicate)
        at = text.find(proposal.quote, start, end) if proposal.quote.strip() else -1
        if at < 0:
            dropped[f"{label}: quote not found verbatim"] += 1
        elif predicate not in PREDICATES:
            dropped[f"{label}: unknown predicate"] += 1
        elif proposal.stance not in get_args(Stance):
            dropped[f"{label}: unknown stance"] += 1
        elif not proposal.subject.strip() and not proposal.object.strip():
            dropped[f"{label}: no party"] += 1
        elif not all(map(_is_text, (proposal.subject, proposal.object, proposal.speaker))):
            dropped[f"{label}: not text"] += 1
        else:
            found.append(_claim(article, text, at, label, predicate, proposal))
    return found


def _is_text(words: str) -> bool:
    """May it be written in UTF-8? JSON can name half of a surrogate pair, which is no character."""
    return not any("\ud800" <= char <= "\udfff" for char in words)


def _claim(article: Article, text: str, at: int, label: str, predicate: str, proposal: ProposedClaim) -> Claim:
    last = at + len(proposal.quote)
    quote = Quote(proposal.quote, at, last, text[max(0, at - CONTEXT) : at], text[last : last + CONTEXT])
    stance = cast(Stance, proposal.stance)
    author = proposal.speaker.strip().lower() in {"", "author"}
    speaker = Speaker("author", "author") if author else Speaker(proposal.speaker.strip(), "unnamed")
    parts = (article.id, predicate, proposal.subject, proposal.object, speaker.name, at, last)
    return Claim(
        id=hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:20],
        article=article.id,
        subject=proposal.subject.strip(),
        predicate=predicate,
        object=proposal.object.strip(),
        date=None,
        amount=None,
        speaker=speaker,
        stance=stance,
        quote=quote,
        rule=label,
        negated=proposal.negated,
    )
