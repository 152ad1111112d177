"""Claims and contradictions as JSON, in the shapes of the design; fields are added to them, never taken away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lookthrough.evidence.records import amount_json
from lookthrough.model.claim import Contradiction, Record, Utterance
from lookthrough.model.listing import Listing
from lookthrough.report.claims import ClaimRow, DocumentRow, EvidenceReport
from lookthrough.report.grounding import Grounding
from lookthrough.report.record_json import grounds_json

Json = dict[str, Any]


def claim_line(row: ClaimRow, listed: Sequence[Listing], grounding: Grounding) -> Json:
    """A line of `read`: what is said, by whom, in which words, where; then how it was reviewed and graded.

    Args:
        row: the claim.
        listed: the listings of its parties.
        grounding: why they were made.
    """
    claim, article = row.claim, row.article
    published = article.published
    return {
        "file": row.file,
        "document": article.id,
        "published": published.date.iso if published.date else None,
        "published_basis": published.basis,
        "subject": claim.subject,
        "predicate": claim.predicate,
        "object": claim.object,
        "date": claim.date.iso if claim.date else None,
        "date_granularity": claim.date.granularity if claim.date else None,
        "amount": claim.amount.text if claim.amount else None,
        "speaker": claim.speaker.name,
        "stance": claim.stance,
        "quote": claim.quote.exact,
        "start": claim.quote.start,
        "end": claim.quote.end,
        "prefix": claim.quote.prefix,
        "suffix": claim.quote.suffix,
        "subject_entity": claim.subject_entity,
        "object_entity": claim.object_entity,
        "rule": claim.rule,
        "id": claim.id,
        "negated": claim.negated,
        "amount_bounds": _bounds(row),
        "date_text": claim.date.text if claim.date else None,
        "speaker_kind": claim.speaker.kind,
        "carrier": claim.speaker.carrier,
        "published_why": published.why,
        "title": article.title,
        "standing": row.reviewed.standing,
        "reviews": [review.as_entry() for review in row.reviewed.history],
        "source_grade": row.grade.letter,
        "source_grade_why": row.grade.source_why,
        "information_grade": row.grade.number,
        "information_grade_why": row.grade.information_why,
        "grounds": list(dict.fromkeys(ground.ground for listing in listed for ground in grounding.of(listing))),
        "grounds_part": grounding.best(listed),
    }


def _bounds(row: ClaimRow) -> Json | None:
    amount = amount_json(row.claim.amount)
    return None if amount is None else {key: value for key, value in amount.items() if key != "text"}


def record_json(record: Record | None) -> Json | None:
    """The official record that a comparison was made against."""
    if record is None:
        return None
    return {
        "list": record.list_id,
        "entity_id": record.entity_id,
        "name": record.name,
        "announced": record.announced.iso if record.announced else None,
        "effective": record.effective.iso if record.effective else None,
        "citation": record.citation,
        "says": record.says,
    }


def contradiction_line(found: Contradiction, lines: Mapping[str, Json]) -> Json:
    """A line of `claims --contradictions`: what disagrees, with the claims whole and the numbers compared."""
    return {
        "kind": found.kind,
        "claims": [lines[claim] for claim in found.claims if claim in lines],
        "record": record_json(found.record),
        "says": found.says,
        "flagged": found.flagged,
        "numbers": [{"what": what, "value": value} for what, value in found.numbers],
    }


def document_line(row: DocumentRow) -> Json:
    """An article that was read."""
    article, capture = row.article, row.rendition.capture
    return {
        "file": row.file,
        "document": article.id,
        "sha256": capture.sha256,
        "media_type": capture.media_type,
        "tool": row.rendition.tool,
        "text_sha256": row.rendition.sha256,
        "start": article.start,
        "end": article.end,
        "title": article.title,
        "authors": list(article.authors),
        "language": article.language,
        "published": article.published.date.iso if article.published.date else None,
        "published_basis": article.published.basis,
        "published_why": article.published.why,
        "claims": row.claims,
        "origin": row.origin,
        "dropped": dict(row.dropped),
    }


def utterance_json(utterance: Utterance) -> Json:
    """A statement over articles."""
    return {
        "id": utterance.id,
        "speaker": utterance.speaker,
        "claims": list(utterance.claims),
        "carriers": list(utterance.carriers),
        "origins": utterance.origins,
        "witnesses": utterance.witnesses,
    }


def evidence_lines(report: EvidenceReport) -> Iterable[Json]:
    """A line a claim, or a line a contradiction where those were asked for."""
    lines = claim_lines(report)
    if report.only_contradictions:
        return (contradiction_line(found, lines) for found in report.contradictions)
    return lines.values()


def claim_lines(report: EvidenceReport) -> dict[str, Json]:
    """The claims of a report by id."""
    grounding = report.grounding
    return {
        row.claim.id: claim_line(row, listed, grounding)
        for row, listed in zip(report.claims, report.listed(), strict=True)
    }


def evidence_json(report: EvidenceReport, lists: list[Json], issues: Json) -> Json:
    """The whole report.

    Args:
        report: to write.
        lists, issues: as every report writes them.
    """
    lines, grounding = claim_lines(report), report.grounding
    return {
        "title": report.title,
        "about": report.about or None,
        "speaker": report.speaker or None,
        "documents": [document_line(row) for row in report.documents],
        "claims": [] if report.only_contradictions else list(lines.values()),
        "contradictions": [contradiction_line(found, lines) for found in report.contradictions],
        "utterances": [utterance_json(each) for each in report.utterances],
        "grounds": grounds_json(grounding, grounding.counts(report.listed()), grounding.parts(report.listed())),
        "lists": lists,
        "snapshot": report.snapshot or None,
        "version": report.version,
        "unseen": list(report.unseen),
        "issues": issues,
    }
