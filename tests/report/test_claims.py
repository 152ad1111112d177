"""What the answer about documents looks like to machines: shapes of the design, and four standards."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest
from tests.report.conftest import HOSTILE

from lookthrough.errors import InputError
from lookthrough.evidence.store import EvidenceStore
from lookthrough.report.accepted import accepted_claims
from lookthrough.report.claims import EvidenceReport, narrowed
from lookthrough.report.render import render
from lookthrough.report.render_claims import CLAIM_FORMATS, render_claims
from lookthrough.settings import read_settings
from lookthrough.workspace import Workspace

NOW = datetime(2026, 7, 10, 9, 0, tzinfo=UTC)
READ_SHAPE = [
    "file", "document", "published", "published_basis", "subject", "predicate", "object", "date", "date_granularity",
    "amount", "speaker", "stance", "quote", "start", "end", "prefix", "suffix", "subject_entity", "object_entity",
    "rule",
]  # fmt: skip


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The bundled sample: lists loaded, two invented articles read."""
    made = Workspace(read_settings(tmp_path_factory.mktemp("home")), clock=lambda: NOW)
    with as_file(files("lookthrough.resources") / "sample") as sample:
        made.load("us_trade_csl", sample / "us_trade_csl.csv", edition="2026-07-09")
        made.read(sample / "articles")
        yield made


@pytest.fixture(scope="module")
def whole(workspace: Workspace) -> EvidenceReport:
    supplies = next(row for row in workspace.claims().claims if row.claim.predicate == "supplies")
    workspace.review(supplies.claim.id, "accept", by="A. Lee", reason="seen in the filing")
    return workspace.claims()


def lines(report: EvidenceReport, form: str = "jsonl") -> list[dict[str, Any]]:
    return [json.loads(line) for line in str(render_claims(report, form)).splitlines()]


def test_a_line_a_claim_has_the_shape_of_the_design(whole: EvidenceReport) -> None:
    found = lines(whole)
    assert len(found) == len(whole.claims) > 5
    for line in found:
        assert list(line)[: len(READ_SHAPE)] == READ_SHAPE
        assert line["prefix"] is not None
        assert line["end"] - line["start"] == len(line["quote"])
    added = next(line for line in found if line["predicate"] == "added_to_list" and line["object_entity"])
    assert (added["file"], added["published"], added["date"]) == ("harbour_gazette.txt", "2019-10-08", "2019-10-07")
    assert added["published_basis"] == "dateline"


def test_a_line_a_contradiction_has_the_shape_of_the_design(whole: EvidenceReport) -> None:
    found = lines(narrowed(whole, contradictions=True))
    assert all(list(line)[:4] == ["kind", "claims", "record", "says"] for line in found)
    (date,) = (line for line in found if line["kind"] == "date")
    assert date["flagged"] is True
    assert date["record"]["effective"] == "2019-10-09"
    assert date["record"]["announced"] == "2019-10-07"
    assert [claim["file"] for claim in date["claims"]] == ["tarn_letter.txt"]


def test_claims_are_narrowed_to_a_party_and_a_speaker(workspace: Workspace, whole: EvidenceReport) -> None:
    about = workspace.claims(about="Norwick Optics")
    assert {row.claim.subject for row in about.claims} == {"Norwick Optics"}
    assert len(about.documents) == len(whole.documents), "where was looked is not narrowed"
    said = workspace.claims(speaker="Hikvision")
    assert {row.claim.speaker.name for row in said.claims} == {"Hikvision"}
    assert workspace.claims(speaker="author").claims
    assert workspace.claims(about="Nobody Whatever").claims == ()


def test_equal_input_gives_equal_bytes(workspace: Workspace, whole: EvidenceReport) -> None:
    again = workspace.claims()
    for form in CLAIM_FORMATS:
        assert render_claims(whole, form) == render_claims(again, form), form


def test_the_sheets_hold_every_claim(whole: EvidenceReport) -> None:
    rows = list(csv.DictReader(io.StringIO(str(render_claims(whole, "csv")))))
    assert len(rows) == len(whole.claims)
    assert [row["quote"] for row in rows] == [each.claim.quote.exact for each in whole.claims]
    assert bytes(render_claims(whole, "xlsx"))[:2] == b"PK"  # type: ignore[arg-type]


def test_an_unknown_format_is_refused(whole: EvidenceReport) -> None:
    with pytest.raises(InputError, match="not a format"):
        render_claims(whole, "docx")


def test_followthemoney_statements_are_of_accepted_claims_only(whole: EvidenceReport) -> None:
    """The fields of `followthemoney.statement.Statement`, version 4."""
    fields = {
        "id", "entity_id", "canonical_id", "prop", "schema", "value", "dataset", "lang", "original_value", "external",
        "first_seen", "last_seen", "origin",
    }  # fmt: skip
    found = lines(whole, "ftm")
    accepted = {row.claim.id for row in whole.claims if row.reviewed.counts}
    assert found
    assert {line["origin"] for line in found} == accepted
    assert all(set(line) == fields for line in found)
    assert len({line["id"] for line in found}) == len(found)
    for line in found:
        key = ".".join((line["dataset"], line["entity_id"], line["prop"], line["value"]))
        assert line["id"] == hashlib.sha1(key.encode()).hexdigest(), "the package's own way to make an id"  # noqa: S324
    assert {line["entity_id"] for line in found if line["prop"] == "id"} == {line["entity_id"] for line in found}
    names = {line["entity_id"]: line["value"] for line in found if line["prop"] == "name"}
    link = {line["prop"]: line for line in found if line["schema"] == "UnknownLink"}
    assert (names[link["subject"]["value"]], names[link["object"]["value"]]) == ("Norwick Optics", "Hikvision")
    assert link["object"]["value"].startswith("us_bis_entity_list:"), "a linked party keeps its entry's id"


def test_web_annotations_select_by_position_and_by_quote(whole: EvidenceReport) -> None:
    page = json.loads(str(render_claims(whole, "annotation")))
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    texts = {f"urn:sha256:{row.rendition.sha256}": row.rendition.text for row in whole.documents}
    assert len(page["items"]) == len(whole.claims)
    for item in page["items"]:
        assert item["type"] == "Annotation"
        assert {"id", "body", "target"} <= set(item)
        position, quote = item["target"]["selector"]
        text = texts[item["target"]["source"]]
        assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1


def test_claim_reviews_have_what_the_vocabulary_requires(whole: EvidenceReport) -> None:
    found = json.loads(str(render_claims(whole, "claimreview")))
    assert found
    for one in found:
        assert (one["@context"], one["@type"]) == ("https://schema.org", "ClaimReview")
        assert {"claimReviewed", "reviewRating", "url", "author", "itemReviewed"} <= set(one)
        rating = one["reviewRating"]
        assert rating["@type"] == "Rating"
        assert rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]
        assert rating["alternateName"]
        assert {"author", "appearance", "firstAppearance"} <= set(one["itemReviewed"])
    assert {one["reviewRating"]["ratingValue"] for one in found} == {1, 2}, "against the record, and against others"


def test_provenance_names_only_what_it_declares(whole: EvidenceReport) -> None:
    prov = json.loads(str(render_claims(whole, "prov")))
    declared = {kind: set(prov[kind]) for kind in ("entity", "activity", "agent")}
    ends = {
        "used": {"prov:activity": "activity", "prov:entity": "entity"},
        "wasGeneratedBy": {"prov:entity": "entity", "prov:activity": "activity"},
        "wasDerivedFrom": {"prov:generatedEntity": "entity", "prov:usedEntity": "entity"},
        "wasAssociatedWith": {"prov:activity": "activity", "prov:agent": "agent"},
        "wasAttributedTo": {"prov:entity": "entity", "prov:agent": "agent"},
    }
    for relation, roles in ends.items():
        assert prov[relation], relation
        for one in prov[relation].values():
            assert all(one[role] in declared[kind] for role, kind in roles.items())
    assert all(name.partition(":")[0] in prov["prefix"] for kind in declared.values() for name in kind)
    assert any("seen in the filing" in each["prov:label"] for each in prov["activity"].values())


def test_the_page_shows_contradictions_records_and_words_in_context(whole: EvidenceReport) -> None:
    page = str(render_claims(whole, "html"))
    assert "Why they were listed" in page, "as in every other report"
    assert "84 FR 54002" in page
    assert "19 + 9 + 2 = 30" in page
    assert '<mark>Norwick Optics supplies lenses to Hikvision</mark><span class="around">. Norwick Optics, a' in page
    assert "federalregister.gov/citation/84-FR-54004" in page
    assert page.count('http-equiv="Content-Security-Policy"') == 1
    assert "src=" not in page
    assert "accepted" in page


def test_nothing_from_a_document_becomes_markup(tmp_path: Path) -> None:
    home = Workspace(read_settings(tmp_path / "home"), clock=lambda: NOW)
    long = "Norwick" + "abcdefghij" * 50
    file = tmp_path / "<b>&name.txt"
    file.write_text(
        f"List {HOSTILE} grows\n\nBy A. Lee\n\n13 March 2024\n\n{long} was added to the Entity List on Monday. "
        f"The US Commerce Department added Norwick {HOSTILE} Optics to the Entity List on Monday.\n",
        encoding="utf-8",
    )
    report = home.read(file)
    assert report.claims
    page = str(render_claims(report, "html"))
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert "\x1b" not in page
    assert long not in page.partition("</nav>")[0]
    for form in CLAIM_FORMATS:
        assert render_claims(report, form) is not None, form


def test_without_a_list_the_answer_says_so(tmp_path: Path) -> None:
    home = Workspace(read_settings(tmp_path), clock=lambda: NOW)
    with as_file(files("lookthrough.resources") / "sample") as sample:
        report = home.read(sample / "articles")
    assert {row.claim.object_entity for row in report.claims} == {None}
    assert any("No list is loaded" in sentence for sentence in report.unseen)
    assert report.issues.counts["no-list"] == 1
    (date,) = (one for one in report.contradictions if one.kind == "date")
    assert "could not be compared with the record" in date.says


def test_one_bad_file_costs_none_of_the_others(tmp_path: Path) -> None:
    home = Workspace(read_settings(tmp_path / "home"), clock=lambda: NOW)
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7 cut short")
    (folder / "good.txt").write_text("The US Commerce Department added Norwick Optics to the Entity List.\n")
    report = home.read(folder)
    assert [row.file for row in report.documents] == ["good.txt"]
    assert "error" in report.issues.severities.values()
    assert any("bad.pdf" in str(issue) for issue in report.issues)


def test_reading_without_keeping_leaves_no_trace(tmp_path: Path) -> None:
    home = Workspace(read_settings(tmp_path / "home"), clock=lambda: NOW)
    report = home.read("-", stdin=lambda: b"Norwick Optics was added to the Entity List.\n", keep=False)
    assert report.claims
    assert not (tmp_path / "home" / "evidence").exists()


def test_the_page_of_a_party_shows_listings_and_claims_in_one_time_line(
    workspace: Workspace, whole: EvidenceReport, tmp_path: Path
) -> None:
    hikvision = workspace.screen("Hikvision").matches[0].entity.id
    page = str(render(workspace.entity(hikvision), "html"))
    line = page[page.index('id="time"') : page.index('id="claims"')]
    order = [line.index(part) for part in ("2019-09-25", "Addition to the Entity List announced", "2019-10-09")]
    assert order == sorted(order), "what an article claims, what was announced, what the list prints"
    assert "<mark>" in page
    empty = Workspace(read_settings(tmp_path), clock=lambda: NOW)
    with as_file(files("lookthrough.resources") / "sample") as sample:
        empty.load("us_trade_csl", sample / "us_trade_csl.csv", edition="2026-07-09")
    assert "No document was read here" in str(render(empty.entity(hikvision), "html"))


def test_findings_cite_accepted_claims_and_no_others(workspace: Workspace, whole: EvidenceReport) -> None:
    found = workspace.screen("Hikvision").matches[0]
    assert [cited.says for cited in found.claims] == ["Norwick Optics supplies Hikvision"]
    report = workspace.screen_report("Norwick Optics")
    (answer,) = report.answers
    assert (answer.status, len(answer.claims)) == ("clear", 1), "evidence makes no hit by itself"
    (line,) = map(json.loads, str(render(report, "jsonl")).splitlines())
    assert line["claims"][0]["accepted_by"] == "A. Lee"
    for form in ("html", "table"):
        assert "Norwick Optics supplies Hikvision" in str(render(report, form)), form


def test_accepted_claims_are_links_with_their_claim_as_origin(workspace: Workspace, whole: EvidenceReport) -> None:
    (link,) = accepted_claims(EvidenceStore(workspace.settings.home)).links()
    assert (link.relation, link.source) == ("supplies", "Norwick Optics")
    assert link.target.startswith("us_bis_entity_list:")
    assert "Norwick Optics supplies lenses to Hikvision" in link.origin
    assert link.decided == "accepted by A. Lee: seen in the filing"
