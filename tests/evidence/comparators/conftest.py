"""Invented articles whose claims are given, so that comparators are tested apart from the reading of claims."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

import pytest

from lookthrough.evidence.comparators.material import Official, material_of
from lookthrough.evidence.comparators.registry import compare_all
from lookthrough.model.claim import Amount, Claim, Comparator, Contradiction, Quote, Speaker, SpeakerKind, Stance
from lookthrough.model.dates import from_iso
from lookthrough.model.document import Article, Block, Capture, Published, Rendition


@dataclass
class Story:
    """One article: sentences, each with the claim that it makes."""

    name: str
    published: str = ""
    author: str = ""
    text: str = ""
    claims: list[Claim] = field(default_factory=list)

    def says(  # noqa: PLR0913 - one keyword for each part of a claim
        self,
        sentence: str,
        subject: str,
        predicate: str,
        obj: str = "",
        *,
        quote: str = "",
        amount: Amount | None = None,
        date: str = "",
        speaker: str = "author",
        kind: SpeakerKind = "organization",
        stance: Stance = "asserted",
        entity: str | None = None,
        object_entity: str | None = None,
        negated: bool = False,
    ) -> Story:
        """Add a sentence with one claim; its quote is the sentence, or a part of it."""
        if sentence not in self.text:
            self.text = f"{self.text} {sentence}".strip()
        exact = quote or sentence
        start = self.text.index(exact, self.text.index(sentence))
        self.claims.append(
            Claim(
                id=f"{self.name}{len(self.claims) + 1}",
                article=self.name,
                subject=subject,
                predicate=predicate,
                object=obj,
                date=from_iso(date) if date else None,
                amount=amount,
                speaker=Speaker(speaker, "author" if speaker == "author" else kind),
                stance=stance,
                quote=Quote(exact, start, start + len(exact), "", ""),
                rule="test",
                subject_entity=entity,
                object_entity=object_entity,
                negated=negated,
            )
        )
        return self

    def rendition(self) -> Rendition:
        """The article as a text of its own."""
        date = from_iso(self.published) if self.published else None
        published = Published(date, "metadata" if date else "unknown", "invented")
        authors = (self.author,) if self.author else ()
        block = Block(0, len(self.text), "body")
        article = Article(self.name, 0, len(self.text), "", authors, "en", published, (block,))
        capture = Capture("0" * 64, len(self.text), "text/plain", f"{self.name}.txt")
        return Rendition(capture, self.text, "0" * 64, "test", (article,))


def number(value: int, text: str = "", unit: str = "", how: Comparator = "exactly") -> Amount:
    """A number with its bounds."""
    low = None if how in ("at most", "less than") else Fraction(value)
    high = None if how in ("at least", "more than") else Fraction(value)
    return Amount(text or f"{value:,}", low, high, how, unit)


Compare = Callable[..., list[Contradiction]]


@pytest.fixture
def compare() -> Compare:
    """Everything that the comparators find in some stories."""

    def comparing(*stories: Story, official: Official | None = None) -> list[Contradiction]:
        claims = [claim for story in stories for claim in story.claims]
        return list(compare_all(material_of([s.rendition() for s in stories], claims, official or Official())))

    return comparing


def flagged(found: list[Contradiction]) -> list[tuple[str, tuple[str, ...]]]:
    """Kind and claims of the contradictions, without the notes."""
    return [(one.kind, one.claims) for one in found if one.flagged]
