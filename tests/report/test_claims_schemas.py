"""The four exports against what their public schemas say; the facts below are taken from those specifications.

FollowTheMoney: the YAML schemata of the model (followthemoney.tech). Web Annotation: the W3C Recommendation's data
model and vocabulary. ClaimReview: schema.org. PROV: the W3C Member Submission PROV-JSON.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest

from lookthrough.report.claims import EvidenceReport
from lookthrough.report.render_claims import render_claims
from lookthrough.settings import read_settings
from lookthrough.workspace import Workspace

NOW = datetime(2026, 7, 10, 9, 0, tzinfo=UTC)
ARTICLE = """Harbour talks

By Karin Dahl

OSLO, March 13, 2024 - Holm Group owns Tarn Metals Ltd, a pipe maker based in Oslo.

Tarn Metals supplies the Norwegian army. Ana Ruiz, the chairman of Tarn Metals, said prices rose.

Tarn Metals was founded by Leo Ruiz in 1998. Norway sanctioned Corvid Shipping in May 2023.
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> EvidenceReport:
    folder = tmp_path_factory.mktemp("texts")
    (folder / "talks.txt").write_text(ARTICLE, encoding="utf-8")
    made = Workspace(read_settings(tmp_path_factory.mktemp("home")), clock=lambda: NOW)
    made.read(folder)
    for row in made.claims().claims:
        made.review(row.claim.id, "accept", by="A. Lee", reason="as printed")
    return made.claims()


IS_A = {
    "Company": {"Company", "Organization", "LegalEntity", "Asset", "Thing"},
    "Organization": {"Organization", "LegalEntity", "Thing"},
    "Person": {"Person", "LegalEntity", "Thing"},
    "LegalEntity": {"LegalEntity", "Thing"},
}
THING = {"id", "name", "alias", "summary", "country"}
LEGAL = THING | {"sector", "mainCountry", "jurisdiction", "legalForm"}
INTEREST = {"id", "role", "status", "date", "startDate", "endDate", "summary", "description", "recordId", "sourceUrl"}
PROPERTIES = {
    **dict.fromkeys(IS_A, LEGAL),
    "Ownership": INTEREST | {"owner", "asset", "percentage", "sharesCount"},
    "Employment": INTEREST | {"employer", "employee"},
    "Directorship": INTEREST | {"organization", "director"},
    "UnknownLink": INTEREST | {"subject", "object"},
}
RANGES = {
    "owner": "LegalEntity", "asset": "Asset", "employer": "Organization", "employee": "Person",
    "organization": "Organization", "director": "LegalEntity", "subject": "Thing", "object": "Thing",
}  # fmt: skip


def test_followthemoney_statements_fit_the_schemata(report: EvidenceReport) -> None:
    found = [json.loads(line) for line in str(render_claims(report, "ftm")).splitlines()]
    schemas: dict[str, set[str]] = {}
    for line in found:
        assert line["prop"] in PROPERTIES[line["schema"]], line
        schemas.setdefault(line["entity_id"], set()).add(line["schema"])
    assert {"Ownership", "Employment", "Directorship", "UnknownLink"} <= set().union(*schemas.values())
    for line in found:
        if line["prop"] in RANGES:
            kinds = set().union(*(IS_A.get(schema, set()) for schema in schemas[line["value"]]))
            assert RANGES[line["prop"]] in kinds, f"{line['prop']} may not be {schemas[line['value']]}"
        if line["prop"] in {"date", "startDate"}:
            assert re.fullmatch(r"\d{4}(-\d{2}){0,2}", line["value"]), "dates are ISO 8601, as far as known"
        if line["prop"] == "mainCountry":
            assert re.fullmatch(r"[a-z]{2,7}", line["value"]), "countries are codes in small letters"
    (post,) = [line["value"] for line in found if line["prop"] == "role"]
    names = {line["value"] for line in found if line["prop"] == "name"}
    assert (post, "Ana Ruiz" in names, [name for name in names if "(" in name]) == ("chairman", True, [])


@pytest.mark.parametrize(
    ("words", "percentage"),
    [
        ("2.1 % of Tarn Metals Ltd", "2.1"),
        ("12.50% of Tarn Metals Ltd", "12.5"),
        ("at least 5 percent of Tarn Metals Ltd", "at least 5 percent"),
        ("300 shares of Tarn Metals Ltd", None),  # of how many is not said
        ("Tarn Metals Ltd", None),
    ],
)
def test_an_ownership_carries_the_share_that_the_claim_states(
    words: str, percentage: str | None, tmp_path: Path
) -> None:
    """`percentage` is the property of FollowTheMoney's Ownership; what is not exact stays in the words as printed."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "talks.txt").write_text(f"Harbour talks\n\nOSLO, March 13, 2024 - Holm Group owns {words}.\n", "utf-8")
    made = Workspace(read_settings(tmp_path / "home"), clock=lambda: NOW)
    made.read(folder)
    for row in made.claims().claims:
        made.review(row.claim.id, "accept", by="A. Lee", reason="as printed")
    found = [json.loads(line) for line in str(render_claims(made.claims(), "ftm")).splitlines()]
    links = {line["entity_id"] for line in found if line["schema"] == "Ownership"}
    assert len(links) == 1
    told = [line["value"] for line in found if line["prop"] == "percentage" and line["entity_id"] in links]
    assert told == ([percentage] if percentage else [])


MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip


def test_web_annotations_fit_the_data_model(report: EvidenceReport) -> None:
    page = json.loads(str(render_claims(report, "annotation")))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    assert ":" in page["id"], "an IRI"
    assert len({item["id"] for item in page["items"]}) == len(page["items"]) > 0
    for item in page["items"]:
        assert item["type"] == "Annotation"
        assert item["motivation"] in MOTIVATIONS
        for body in item["body"]:
            assert (body["type"], isinstance(body["value"], str)) == ("TextualBody", True)
            assert body["purpose"] in MOTIVATIONS
            assert re.fullmatch(r"[a-z]+/[a-z.+-]+", body["format"])
        assert ":" in item["target"]["source"], "an IRI"
        position, quoted = item["target"]["selector"]
        assert 0 <= position["start"] < position["end"]
        assert quoted["exact"]


def test_claim_reviews_fit_schema_org(tmp_path: Path) -> None:
    made = Workspace(read_settings(tmp_path / "home"), clock=lambda: NOW)
    with as_file(files("lookthrough.resources") / "sample") as sample:
        made.load("us_trade_csl", sample / "us_trade_csl.csv", edition="2026-07-09")
        made.read(sample / "articles")
    found = json.loads(str(render_claims(made.claims(), "claimreview")))
    assert found
    for one in found:
        properties = {
            "@context", "@type", "url", "author", "claimReviewed", "itemReviewed", "reviewBody", "reviewRating",
            "datePublished",
        }  # fmt: skip
        assert set(one) <= properties
        assert set(one["itemReviewed"]) <= {"@type", "author", "appearance", "firstAppearance", "datePublished", "name"}
        rating = one["reviewRating"]
        assert set(rating) <= {"@type", "ratingValue", "worstRating", "bestRating", "alternateName", "name"}


ATTRIBUTES: dict[str, set[str]] = {
    "used": {"prov:activity", "prov:entity", "prov:time", "prov:role"},
    "wasGeneratedBy": {"prov:entity", "prov:activity", "prov:time", "prov:role"},
    "wasDerivedFrom": {"prov:generatedEntity", "prov:usedEntity", "prov:activity"},
    "wasAssociatedWith": {"prov:activity", "prov:agent", "prov:plan", "prov:role"},
    "wasAttributedTo": {"prov:entity", "prov:agent"},
}


def _is_literal(value: Any) -> bool:
    typed = isinstance(value, dict) and set(value) <= {"$", "type", "lang"} and isinstance(value["$"], str)
    return typed or isinstance(value, str | int | float | bool)


def test_provenance_fits_prov_json(report: EvidenceReport) -> None:
    prov = json.loads(str(render_claims(report, "prov")))
    assert set(prov) <= {"prefix", "entity", "activity", "agent", *ATTRIBUTES}
    assert not {"prov", "xsd"} & set(prov["prefix"]), "these two are the standard's own"
    known = {*prov["prefix"], "prov", "xsd"}
    for kind in ("entity", "activity", "agent"):
        for name, attributes in prov[kind].items():
            assert name.partition(":")[0] in known, name
            for attribute, value in attributes.items():
                assert attribute.partition(":")[0] in known, attribute
                assert _is_literal(value), value
            for time in (attributes.get("prov:startTime"), attributes.get("prov:endTime")):
                assert time is None or datetime.fromisoformat(time).tzinfo is not None, "xsd:dateTime with its zone"
    for relation, allowed in ATTRIBUTES.items():
        for name, one in prov.get(relation, {}).items():
            assert name.startswith("_:"), "a relation without a name of its own is a blank node"
            assert set(one) <= allowed
