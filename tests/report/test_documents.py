"""A document that is too long is read as far as the limit: kept with its claims, and told as an error."""

from __future__ import annotations

from pathlib import Path

from lookthrough.errors import Issues
from lookthrough.evidence.gathering import Found
from lookthrough.evidence.store import EvidenceStore
from lookthrough.report.documents import Reading, read_documents

NOW = "2026-07-10T09:00:00+00:00"
SENTENCE = b"Acme Robotics sold lenses to Boreas Optics in 2019.\n\n"  # ten tokens, 51 characters and two line ends


def reading(most_tokens: int) -> Reading:
    return Reading(parties=None, captured=lambda _: NOW, version="1", snapshot="", most_tokens=most_tokens)


def test_what_was_read_of_a_document_that_is_too_long_is_kept_and_the_rest_told(tmp_path: Path) -> None:
    issues = Issues()
    (read,) = read_documents([Found(SENTENCE * 10, "long.txt")], reading(20), issues)
    (told,) = [issue for issue in issues.kept if issue.code == "too-long"]
    assert told.severity == "error"
    assert "408 of its 530 characters were not read" in told.message
    assert {claim.subject for claim in read[1].claims} == {"Acme Robotics"}
    assert max(claim.quote.end for claim in read[1].claims) <= 2 * len(SENTENCE)
    store = EvidenceStore(tmp_path)
    store.keep([read], NOW)
    assert [document.claims for document in store.documents()] == [read[1].claims]
    assert store.verify() == len(read[1].claims)


def test_the_limit_holds_within_one_line() -> None:
    issues = Issues()
    # Ten tokens each, for an abbreviation keeps its stop; 2,000 in all, and no line's end.
    line = b"Acme Robotics sold lenses to Boreas Inc. in 2019. " * 200
    (read,) = read_documents([Found(line, "line.txt")], reading(20), issues)
    (told,) = [issue for issue in issues.kept if issue.code == "too-long"]
    assert f"{198 * 50 - 1:,} of its {200 * 50:,} characters were not read" in told.message
    assert len({claim.quote.start for claim in read[1].claims}) == 2


def test_a_document_that_just_fits_is_read_whole() -> None:
    issues = Issues()
    list(read_documents([Found(SENTENCE * 2, "short.txt")], reading(20), issues))
    assert not issues.counts["too-long"]
