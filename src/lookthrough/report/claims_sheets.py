"""Claims, contradictions and documents as sheets, for CSV and workbooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lookthrough.report.claims import EvidenceReport
from lookthrough.report.claims_json import claim_lines, document_line
from lookthrough.report.sheet import Cell, Sheet, joined

CLAIM_COLUMNS = (
    "file", "document", "published", "published_basis", "subject", "predicate", "object", "date", "date_granularity",
    "amount", "speaker",
    "stance", "quote", "start", "end", "prefix", "suffix", "subject_entity", "object_entity", "rule", "id", "negated",
    "speaker_kind",
    "carrier", "standing", "source_grade", "source_grade_why", "information_grade", "information_grade_why",
    "grounds", "grounds_part",
)  # fmt: skip
DOCUMENT_COLUMNS = (
    "file", "document", "title", "authors", "language", "published", "published_basis", "published_why", "claims",
    "origin", "media_type", "tool",
    "sha256", "text_sha256",
)  # fmt: skip


def _all_claims(reports: Sequence[EvidenceReport]) -> Sheet:
    rows = (_cells(line, CLAIM_COLUMNS) for report in reports for line in claim_lines(report).values())
    return Sheet("Claims", CLAIM_COLUMNS, tuple(rows))


def claims_sheet(reports: Sequence[EvidenceReport]) -> Sheet:
    """A row a claim, or a row a contradiction where those were asked for."""
    if reports[0].only_contradictions:
        return contradictions_sheet(reports)
    return _all_claims(reports)


def _cells(line: Mapping[str, object], columns: Sequence[str]) -> tuple[Cell, ...]:
    return tuple(_cell(line[column]) for column in columns)


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return joined(value)
    return value if value is None or isinstance(value, str | int) else str(value)


def contradictions_sheet(reports: Sequence[EvidenceReport]) -> Sheet:
    """A row a contradiction, with its numbers and the quotes compared."""
    rows: list[tuple[Cell, ...]] = []
    for report in reports:
        told = {row.claim.id: row for row in report.claims}
        for found in report.contradictions:
            quotes = joined(
                (
                    f"“{told[each].claim.quote.exact}” ({told[each].article.id})"
                    for each in found.claims
                    if each in told
                ),
                " | ",
            )
            record = found.record
            rows.append((
                found.kind, _cell(found.flagged), found.says, joined(f"{what}: {value}" for what,
                value in found.numbers), quotes,
                record.says if record else None, record.citation if record else None, joined(found.claims),
            ))  # fmt: skip
    header = ("kind", "flagged", "says", "numbers", "quotes", "record", "citation", "claims")
    return Sheet("Contradictions", header, tuple(rows))


def evidence_sheets(reports: Sequence[EvidenceReport]) -> list[Sheet]:
    """Claims, contradictions, documents, reviews and what is missing."""
    documents = tuple(_cells(document_line(row), DOCUMENT_COLUMNS) for report in reports for row in report.documents)
    reviews = tuple(
        (
            review.claim,
            review.action,
            review.by,
            review.reason,
            review.when,
            joined(f"{k}={v}" for k, v in review.changes.items()),
        )
        for report in reports
        for row in report.claims
        for review in row.reviewed.history
    )
    missing = tuple((sentence,) for report in reports for sentence in report.unseen)
    return [
        _all_claims(reports),
        contradictions_sheet(reports),
        Sheet("Documents", DOCUMENT_COLUMNS, documents),
        Sheet("Reviews", ("claim", "action", "by", "reason", "when", "changes"), reviews),
        Sheet("Missing", ("says",), missing),
    ]
