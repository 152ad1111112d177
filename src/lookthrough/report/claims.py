"""The answer about documents: claims as they stand, what contradicts what, grades, origins, and what is missing."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from lookthrough.errors import Issues
from lookthrough.evidence.comparators.material import Material, Official, material_of
from lookthrough.evidence.comparators.parties import overlap, party_of
from lookthrough.evidence.comparators.registry import compare_all
from lookthrough.evidence.grades import Grade, SourceTable, grade_all
from lookthrough.evidence.independence import origins_of
from lookthrough.evidence.reviews import Review, Reviewed, fold
from lookthrough.evidence.store import ReadDocument
from lookthrough.evidence.utterances import utterances_of
from lookthrough.model.claim import Claim, Contradiction, Utterance
from lookthrough.model.document import Article, Block, Rendition
from lookthrough.model.listing import Listing
from lookthrough.report.finding import ListUsed
from lookthrough.report.grounding import PART_WORDS, Grounding

NO_LIST = "No list is loaded, so no party was linked to an entry and nothing could be compared with the record."


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim for a reader.

    Attributes:
        reviewed: the claim with its corrections, and what people decided.
        file: name of the document's file.
        article: the story that it stands in.
        block: the paragraph that holds its quote; None where none does.
        before, after: the text of the paragraph around the quote, cut at `AROUND` characters on each side.
        grade: of source and information.
    """

    reviewed: Reviewed
    file: str
    article: Article
    block: Block | None
    before: str
    after: str
    grade: Grade

    @property
    def claim(self) -> Claim:
        """With its corrections."""
        return self.reviewed.claim


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One article that was read.

    Attributes:
        file: name of its file.
        article: the story.
        rendition: the text that it stands in.
        claims: how many were read from it.
        origin: id of the article that it goes back to; its own where it copies none.
        dropped: (reason, how many) of what was found in the file and not kept.
    """

    file: str
    article: Article
    rendition: Rendition
    claims: int
    origin: str
    dropped: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class EvidenceReport:
    """What documents say.

    Attributes:
        title: what was asked.
        documents: the articles, in the order in which they were published.
        claims: those asked for, in the order of articles and text.
        contradictions: among the claims asked for and all others; None where they were not asked for.
        utterances: statements with several wordings or carriers.
        lists: the lists that parties were linked to.
        snapshot, version: as in `PortfolioReport`.
        generated: when it was made.
        read_now: articles that were read for this answer; the others were known.
        unseen: what is missing, one sentence each.
        issues: what was wrong in the files.
        about, speaker: what was asked for; "" for all.
        only_contradictions: the answer is the contradictions, a line each, and not the claims.
        listings: per claim those of the listed parties on its two sides; claims of none are absent.
        grounds: the grounds asked for; empty for all.
    """

    title: str
    documents: tuple[DocumentRow, ...]
    claims: tuple[ClaimRow, ...]
    contradictions: tuple[Contradiction, ...]
    utterances: tuple[Utterance, ...] = ()
    lists: tuple[ListUsed, ...] = ()
    snapshot: str = ""
    version: str = ""
    generated: datetime | None = None
    unseen: tuple[str, ...] = ()
    issues: Issues = field(default_factory=Issues)
    about: str = ""
    speaker: str = ""
    only_contradictions: bool = False
    listings: Mapping[str, tuple[Listing, ...]] = field(default_factory=dict)
    grounds: tuple[str, ...] = ()

    @property
    def grounding(self) -> Grounding:
        """Why the parties of the claims were listed, as known on the day of the report."""
        return Grounding(self.generated.date() if self.generated else date.max, self.grounds)

    def listed(self) -> list[tuple[Listing, ...]]:
        """Per claim shown the listings of its parties."""
        return [self.listings.get(row.claim.id, ()) for row in self.claims]


#: Characters of a paragraph shown before and after a quote.
AROUND = 400


@dataclass(frozen=True, slots=True)
class Asked:
    """What an evidence report is made against.

    Attributes:
        official: what the lists say of the claims' parties.
        table: gives the letters of sources.
        reviews: what people decided.
        lists, snapshot, version, generated: as in `EvidenceReport`.
        listings: per entity that claims are linked to its listings.
    """

    official: Official
    table: SourceTable
    reviews: Sequence[Review]
    lists: tuple[ListUsed, ...]
    snapshot: str
    version: str
    generated: datetime
    listings: Mapping[str, tuple[Listing, ...]] = field(default_factory=dict)


def report_claims(documents: Sequence[ReadDocument], asked: Asked, *, title: str, issues: Issues) -> EvidenceReport:
    """Everything that documents say, compared and graded.

    Args:
        documents: what was read.
        asked: what it is compared with.
        title: for the reader.
        issues: what was wrong in the files.
    """
    as_read = [claim for document in documents for claim in document.claims]
    reviewed = {each.claim.id: each for each in fold(as_read, asked.reviews)}
    standing = [each.claim for each in reviewed.values() if each.standing != "rejected"]
    renditions = [document.rendition for document in documents]
    material = material_of(renditions, standing, asked.official)
    found = compare_all(material)
    origins = origins_of(renditions)
    grades = grade_all(material.told, found, asked.table, origins)
    grades |= {each: grades[stands] for each, stands in material.again.items()}
    once = [claim for claim in standing if claim.id not in material.again]
    rows = tuple(_rows(documents, reviewed, grades))
    shown = {row.claim.id for row in rows}
    return EvidenceReport(
        title=title,
        documents=tuple(_documents(documents, origins)),
        claims=rows,
        contradictions=tuple(one for one in found if shown.issuperset(one.claims)),
        utterances=utterances_of(once, renditions, origins),
        lists=asked.lists,
        snapshot=asked.snapshot,
        version=asked.version,
        generated=asked.generated,
        unseen=tuple(_missing(documents, asked, material, reviewed)),
        issues=issues,
        listings={row.claim.id: of for row in rows if (of := _listings(row.claim, asked.listings))},
    )


def _listings(claim: Claim, listings: Mapping[str, tuple[Listing, ...]]) -> tuple[Listing, ...]:
    sides = filter(None, (claim.subject_entity, claim.object_entity))
    return tuple(listing for side in dict.fromkeys(sides) for listing in listings.get(side, ()))


_UNGRADED = Grade("F", "rejected by a reviewer", 6, "rejected by a reviewer")


def _rows(
    documents: Sequence[ReadDocument], reviewed: Mapping[str, Reviewed], grades: Mapping[str, Grade]
) -> Iterable[ClaimRow]:
    for document in documents:
        articles = {article.id: article for article in document.rendition.articles}
        text = document.rendition.text
        for claim in document.claims:
            article = articles[claim.article]
            block = _block(article, claim)
            low, high = (block.start, block.end) if block else (article.start, article.end)
            start, end = claim.quote.start, claim.quote.end
            yield ClaimRow(
                reviewed=reviewed[claim.id],
                file=document.rendition.capture.name,
                article=article,
                block=block,
                before=text[max(low, start - AROUND) : start],
                after=text[end : min(high, end + AROUND)],
                grade=grades.get(claim.id, _UNGRADED),
            )


def _block(article: Article, claim: Claim) -> Block | None:
    at = claim.quote.start
    place = bisect_right(article.blocks, at, key=lambda each: each.start) - 1
    return article.blocks[place] if place >= 0 and at < article.blocks[place].end else None


def _documents(documents: Sequence[ReadDocument], origins: Mapping[str, str]) -> list[DocumentRow]:
    rows = [
        DocumentRow(
            file=document.rendition.capture.name,
            article=article,
            rendition=document.rendition,
            claims=sum(1 for claim in document.claims if claim.article == article.id),
            origin=origins.get(article.id, article.id),
            dropped=document.dropped,
        )
        for document in documents
        for article in document.rendition.articles
    ]
    return sorted(rows, key=lambda row: (_when(row.article), row.article.id))


def _when(article: Article) -> str:
    date = article.published.date
    return date.earliest.isoformat() if date else "9999"


def _missing(
    documents: Sequence[ReadDocument], asked: Asked, material: Material, reviewed: Mapping[str, Reviewed]
) -> Iterable[str]:
    """What the reader must know that is not there."""
    if not asked.lists:
        yield NO_LIST
    articles = [article for document in documents for article in document.rendition.articles]
    undated = [article for article in articles if article.published.date is None]
    if undated:
        yield (
            f"{len(undated)} of {len(articles)} articles have no publication date: "
            + "; ".join(f"{article.id} ({article.published.why})" for article in undated[:10])
            + "."
        )
    empty = [document for document in documents if not document.rendition.articles]
    if empty:
        yield f"{len(empty)} files hold no article: " + ", ".join(d.rendition.capture.name for d in empty[:10]) + "."
    dropped = Counter[str]()
    for document in documents:
        dropped.update(dict(document.dropped))
    if dropped:
        yield (
            "Found and not kept: "
            + "; ".join(f"{reason}: {count:,}" for reason, count in sorted(dropped.items()))
            + "."
        )
    unlinked = sorted({told.claim.subject for told in material.told if told.claim.subject_entity is None})
    if asked.lists and unlinked:
        yield f"{len(unlinked)} subjects were tied to no entry of the loaded lists."
    waiting = sum(1 for each in reviewed.values() if each.standing == "unreviewed")
    if waiting:
        yield f"{waiting} claims were reviewed by nobody; findings cite accepted claims only."
    gone = sorted({review.claim for review in asked.reviews} - set(reviewed))
    if gone:
        yield f"{len(gone)} reviews are of claims that are no longer read from the documents: {', '.join(gone[:10])}."


def narrowed(
    report: EvidenceReport,
    *,
    about: str = "",
    entities: Iterable[str] = (),
    speaker: str = "",
    contradictions: bool = False,
    grounds: tuple[str, ...] = (),
) -> EvidenceReport:
    """The part of a report that is asked for.

    Args:
        report: about everything.
        about: a name, an entity id, or words; only claims about it, and contradictions with such a claim.
        entities: ids of entities that the name may be.
        speaker: only what this speaker says; "author" for the articles' own voice.
        contradictions: the contradictions among those claims, instead of the claims.
        grounds: claims about parties that were listed on these grounds come first, then those of which that is not
            known; none is left out.
    """
    if grounds:
        report = _on_grounds(report, grounds)
    rows = report.claims
    if about:
        rows = tuple(row for row in rows if is_about(row.claim, about, set(entities)))
    if speaker:
        rows = tuple(row for row in rows if _said_by(row.claim, speaker))
    kept = {row.claim.id for row in rows}
    found = report.contradictions
    if about or speaker:
        found = tuple(one for one in found if not kept.isdisjoint(one.claims))
    if contradictions:
        named = {claim for one in found for claim in one.claims}
        rows = tuple(row for row in report.claims if row.claim.id in named)
    return replace(
        report, claims=rows, contradictions=found, about=about, speaker=speaker, only_contradictions=contradictions
    )


def _on_grounds(report: EvidenceReport, grounds: tuple[str, ...]) -> EvidenceReport:
    asked = replace(report, grounds=grounds)
    order = (*PART_WORDS, None)
    places = [order.index(asked.grounding.best(listings)) for listings in asked.listed()]
    ranked = sorted(zip(places, range(len(places)), asked.claims, strict=True))
    return replace(asked, claims=tuple(row for *_, row in ranked))


def is_about(claim: Claim, about: str, entities: set[str]) -> bool:
    """Is a claim about a party: by entity, by name, or by words that its subject or object holds?"""
    linked = {claim.subject_entity, claim.object_entity} - {None}
    if about in linked or entities & linked:
        return True
    wanted = party_of(about, None)
    if any(overlap(wanted, party_of(side, None)) for side in (claim.subject, claim.object) if side):
        return True
    folded = about.casefold().strip()
    return len(folded) > 2 and any(folded in side.casefold() for side in (claim.subject, claim.object))


def _said_by(claim: Claim, speaker: str) -> bool:
    said = claim.speaker
    folded = speaker.casefold().strip()
    if folded in ("author", "unnamed", "caption"):
        return said.kind == folded
    return (
        overlap(party_of(said.name, None), party_of(speaker, None))
        or folded in f"{said.name} {said.carrier}".casefold()
    )


def told_in(report: EvidenceReport) -> dict[str, ClaimRow]:
    """The claims of a report by id."""
    return {row.claim.id: row for row in report.claims}
