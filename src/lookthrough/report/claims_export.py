"""Claims in the words of four standards, each as JSON.

- `ftm`: FollowTheMoney statements, one JSON line each, of ACCEPTED claims only. Their fields are those of the
  `followthemoney` package 4 (`Statement`); the id hashes dataset, entity, property and value as there.
  `origin` carries the claim's id, `original_value` the words as printed. Of an ownership, `percentage` is the share in
  per cent ("2.1"), or the printed words where it is not exact ("at least 5 percent").
- `annotation`: W3C Web Annotations (a collection), with a position and a quote selector on each target.
- `claimreview`: schema.org ClaimReview, one for each claim that a contradiction was flagged for.
- `prov`: W3C PROV-JSON: documents, texts and claims as entities, reading and reviewing as activities.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lookthrough.errors import InputError, quote
from lookthrough.evidence.comparators.lexicon import country_of
from lookthrough.model.claim import Amount, Claim, Contradiction
from lookthrough.model.share import per_cent
from lookthrough.report.claims import ClaimRow, EvidenceReport, told_in

Json = dict[str, Any]
#: Predicate -> the FollowTheMoney schema of the relation, and its properties for subject and object.
FTM_RELATIONS: Mapping[str, tuple[str, str, str]] = {
    "owns": ("Ownership", "owner", "asset"),
    "holds_shares": ("Ownership", "owner", "asset"),
    "invests_in": ("Ownership", "owner", "asset"),
    "backed_by": ("Ownership", "asset", "owner"),
    "role_at": ("Employment", "employee", "employer"),
    "founded_by": ("Directorship", "organization", "director"),
    "supplies": ("UnknownLink", "subject", "object"),
    "sells_to": ("UnknownLink", "subject", "object"),
    "contract_with": ("UnknownLink", "subject", "object"),
    "partners_with": ("UnknownLink", "subject", "object"),
}
#: Property of a relation -> the schema that its range asks for, where any legal entity will not do: only a company is
#: both an asset and an owner, only a person is employed.
FTM_RANGES: Mapping[str, str] = {
    "asset": "Company", "employee": "Person", "employer": "Organization", "organization": "Organization",
}  # fmt: skip
FTM_PROPERTIES: Mapping[str, str] = {"sector": "sector", "based_in": "mainCountry", "same_as": "alias"}
DATASET = "lookthrough_evidence"


def export(report: EvidenceReport, form: str) -> str:
    """A report in one of the standards' forms.

    Args:
        report: what is written.
        form: "ftm", "annotation", "claimreview" or "prov".

    Raises:
        InputError: if there is no such form.
    """
    makers: dict[str, Callable[[EvidenceReport], str]] = {
        "ftm": lambda one: "".join(f"{_dump(each)}\n" for each in ftm_statements(one)),
        "annotation": lambda one: _pretty(annotation_page(one)),
        "claimreview": lambda one: _pretty(claim_reviews(one)),
        "prov": lambda one: _pretty(provenance(one)),
    }
    if form not in makers:
        raise InputError(f"{quote(form)} is no export of claims", hint=f"one of {', '.join(makers)}")
    return makers[form](report)


EXPORTS = ("ftm", "annotation", "claimreview", "prov")


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8", "backslashreplace").decode()


def _pretty(value: Any) -> str:
    return (
        json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1).encode("utf-8", "backslashreplace").decode()
        + "\n"
    )


# --- FollowTheMoney
# ------------------------------------------------------------------------------------------------------


def ftm_statements(report: EvidenceReport) -> Iterator[Json]:
    """The accepted claims as statements: the relation with its two sides, or a property of the subject."""
    seen: set[str] = set()
    for row in report.claims:
        if row.reviewed.counts and not row.claim.negated and row.claim.stance != "denied":
            for statement in _statements(row):
                if statement["id"] not in seen:
                    seen.add(statement["id"])
                    yield statement


def _statements(row: ClaimRow) -> Iterator[Json]:
    claim = row.claim
    if claim.predicate in FTM_RELATIONS and claim.object:
        schema, first, second = FTM_RELATIONS[claim.predicate]
        body, post = _post(claim)
        link = _key("link", claim.subject, claim.predicate, claim.object)
        sides = (
            (first, claim.subject, _party_id(claim.subject, claim.subject_entity)),
            (second, body, _party_id(body, claim.object_entity)),
        )
        for prop, name, party in sides:
            yield from _party(row, party, name, FTM_RANGES.get(prop, "LegalEntity"))
        yield _statement(row, link, schema, "id", link, claim.quote.exact)
        for prop, name, party in sides:
            yield _statement(row, link, schema, prop, party, name)
        if post:
            yield _statement(row, link, schema, "role", post, post)
        if schema == "Ownership" and (share := _percentage(claim.amount)):
            yield _statement(row, link, schema, "percentage", share, claim.amount.text if claim.amount else "")
        yield _statement(row, link, schema, "summary", claim.quote.exact, claim.quote.exact)
        if claim.date is not None:
            yield _statement(row, link, schema, "date", claim.date.iso.split("/")[0], claim.date.text)
    elif claim.predicate in FTM_PROPERTIES and claim.object:
        party = _party_id(claim.subject, claim.subject_entity)
        value = country_of(claim.object) if claim.predicate == "based_in" else claim.object
        yield from _party(row, party, claim.subject)
        if value:
            yield _statement(row, party, "LegalEntity", FTM_PROPERTIES[claim.predicate], value, claim.object)


def _post(claim: Claim) -> tuple[str, str]:
    """The object's name and, of a post, what it is: "Acme (chairman)" are Acme and "chairman"."""
    told = re.fullmatch(r"(.+?) \(([^()]+)\)", claim.object) if claim.predicate == "role_at" else None
    return (told[1], told[2]) if told else (claim.object, "")


def _percentage(amount: Amount | None) -> str:
    """A share of the whole in per cent, exact where it is stated so; "" where the claim states none."""
    if amount is None or amount.unit != "%":
        return ""
    if amount.comparator != "exactly" or amount.low is None or amount.low != amount.high:
        return amount.text  # the property is free text, and bounds are no number
    return per_cent(amount.low / 100).removesuffix("%") if 0 <= amount.low <= 100 else ""


def _party(row: ClaimRow, party: str, name: str, schema: str = "LegalEntity") -> Iterator[Json]:
    yield _statement(row, party, schema, "id", party, name)
    yield _statement(row, party, schema, "name", name, name)


def _party_id(name: str, entity: str | None) -> str:
    return entity or _key("party", name.casefold())


def _key(*parts: str) -> str:
    return "lt-" + hashlib.sha1("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()  # noqa: S324 - FtM's own hash


def _statement(row: ClaimRow, entity: str, schema: str, prop: str, value: str, original: str) -> Json:
    published = row.article.published.date
    seen = published.earliest.isoformat() if published else None
    checked = row.reviewed.history[-1].when if row.reviewed.history else None
    digest = hashlib.sha1(f"{DATASET}.{entity}.{prop}.{value}".encode("utf-8", "surrogatepass")).hexdigest()  # noqa: S324 - FtM's own
    return {
        "id": digest, "entity_id": entity, "canonical_id": entity, "prop": prop, "schema": schema, "value": value,
        "dataset": DATASET,
        "lang": None, "original_value": original, "external": False, "first_seen": seen, "last_seen": checked,
        "origin": row.claim.id,
    }  # fmt: skip


# --- Web Annotation
# --------------------------------------------------------------------------------------------------------


def annotation_page(report: EvidenceReport) -> Json:
    """Every claim as an annotation of the text that it stands in."""
    texts = {row.article.id: row.rendition for row in report.documents}
    items = [_annotation(row, texts[row.claim.article].sha256) for row in report.claims if row.claim.article in texts]
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
        "id": f"urn:lookthrough:claims:{_digest(report)}",
        "items": items,
    }


def _annotation(row: ClaimRow, text: str) -> Json:
    claim, quote_ = row.claim, row.claim.quote
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:lookthrough:claim:{claim.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": [{
            "type": "TextualBody", "format": "text/plain", "language": "en", "purpose": "describing",
            "value": f"{claim.speaker.name}: {claim.subject} | {claim.predicate} | {claim.object} ({claim.stance})",
        }],
        "target": {
            "source": f"urn:sha256:{text}",
            "selector": [
                {"type": "TextPositionSelector", "start": quote_.start, "end": quote_.end},
                {"type": "TextQuoteSelector", "exact": quote_.exact, "prefix": quote_.prefix, "suffix": quote_.suffix},
            ],
        },
    }  # fmt: skip


def _digest(report: EvidenceReport) -> str:
    return hashlib.sha256(
        "\n".join(row.claim.id for row in report.claims).encode("utf-8", "surrogatepass")
    ).hexdigest()[:16]


# --- ClaimReview
# -----------------------------------------------------------------------------------------------------------

#: What a contradiction lets one say of its claim: against the record, or only against other accounts.
RATINGS = {True: (1, "Contradicted by the official record"), False: (2, "Disputed by another account; not settled")}


def claim_reviews(report: EvidenceReport) -> list[Json]:
    """Each flagged contradiction as reviews of its claims, against the record where there is one."""
    rows = told_in(report)
    return [
        _claim_review(found, rows[claim])
        for found in report.contradictions
        if found.flagged
        for claim in found.claims
        if claim in rows
    ]


def _claim_review(found: Contradiction, row: ClaimRow) -> Json:
    claim = row.claim
    value, words = RATINGS[found.record is not None]
    published = row.article.published.date
    work: Json = {"@type": "CreativeWork", "name": row.article.title or row.file, "identifier": row.article.id}
    if published:
        work["datePublished"] = published.iso.split("/")[0]
    item: Json = {"@type": "Claim", "author": _author(claim), "appearance": work, "firstAppearance": work}
    if published:
        item["datePublished"] = published.iso.split("/")[0]
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": f"urn:lookthrough:claim:{claim.id}#{found.kind}",
        "author": {"@type": "Organization", "name": "Lookthrough"},
        "claimReviewed": claim.quote.exact,
        "itemReviewed": item,
        "reviewBody": found.says,
        "reviewRating": {
            "@type": "Rating", "ratingValue": value, "worstRating": 1, "bestRating": 5, "alternateName": words,
            "name": found.kind,
        },
    }  # fmt: skip


def _author(claim: Claim) -> Json:
    return {"@type": "Person" if claim.speaker.kind == "person" else "Organization", "name": claim.speaker.name}


# --- PROV
# ------------------------------------------------------------------------------------------------------------------


def provenance(report: EvidenceReport) -> Json:
    """How each claim was made, in PROV-JSON: bytes, the text read from them, the claim read from it, its reviews."""
    out: dict[str, Json] = {
        "prefix": {"lt": "urn:lookthrough:", "sha256": "urn:sha256:"},
        "entity": {}, "activity": {}, "agent": {}, "wasDerivedFrom": {}, "wasGeneratedBy": {}, "used": {},
        "wasAssociatedWith": {},
        "wasAttributedTo": {},
    }  # fmt: skip
    software = "lt:software"
    out["agent"][software] = {
        "prov:type": {"$": "prov:SoftwareAgent", "type": "prov:QUALIFIED_NAME"},
        "prov:label": f"Lookthrough {report.version}",
    }
    for document in report.documents:
        _prov_document(
            out, document.rendition.capture.sha256, document.rendition.sha256, document.rendition.tool, document.file
        )
    texts = {row.article.id: row.rendition.sha256 for row in report.documents}
    for row in report.claims:
        if row.claim.article in texts:
            _prov_claim(out, row, texts[row.claim.article])
    return {name: part for name, part in out.items() if part}


def _prov_document(out: dict[str, Json], data: str, text: str, tool: str, name: str) -> None:
    reading = f"lt:reading-{data[:16]}"
    out["entity"][f"sha256:{data}"] = {"prov:label": name, "prov:type": "document as it came"}
    out["entity"][f"sha256:{text}"] = {"prov:label": f"text of {name}", "prov:type": "rendition"}
    out["activity"][reading] = {"prov:label": f"read with {tool}"}
    out["used"][f"_:u-{data[:16]}"] = {"prov:activity": reading, "prov:entity": f"sha256:{data}"}
    out["wasGeneratedBy"][f"_:g-{text[:16]}-{data[:16]}"] = {"prov:entity": f"sha256:{text}", "prov:activity": reading}
    out["wasAssociatedWith"][f"_:a-{data[:16]}"] = {"prov:activity": reading, "prov:agent": "lt:software"}
    if text != data:
        out["wasDerivedFrom"][f"_:d-{text[:16]}-{data[:16]}"] = {
            "prov:generatedEntity": f"sha256:{text}",
            "prov:usedEntity": f"sha256:{data}",
        }


def _prov_claim(out: dict[str, Json], row: ClaimRow, text: str) -> None:
    claim = row.claim
    name = f"lt:claim-{claim.id}"
    out["entity"][name] = {
        "prov:type": "claim",
        "prov:label": claim.quote.exact,
        "lt:rule": claim.rule,
        "lt:start": claim.quote.start,
        "lt:end": claim.quote.end,
    }
    out["wasDerivedFrom"][f"_:d-{claim.id}"] = {"prov:generatedEntity": name, "prov:usedEntity": f"sha256:{text}"}
    speaker = "lt:speaker-" + hashlib.sha256(claim.speaker.name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    out["agent"][speaker] = {"prov:label": claim.speaker.name}
    out["wasAttributedTo"][f"_:s-{claim.id}"] = {"prov:entity": name, "prov:agent": speaker}
    for number, review in enumerate(row.reviewed.history, start=1):
        activity = f"lt:review-{claim.id}-{number}"
        reviewer = "lt:reviewer-" + hashlib.sha256(review.by.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        out["agent"][reviewer] = {
            "prov:label": review.by,
            "prov:type": {"$": "prov:Person", "type": "prov:QUALIFIED_NAME"},
        }
        out["activity"][activity] = {
            "prov:label": f"{review.action}: {review.reason}",
            "prov:startTime": review.when,
            "prov:endTime": review.when,
        }
        out["used"][f"_:r-{claim.id}-{number}"] = {"prov:activity": activity, "prov:entity": name}
        out["wasAssociatedWith"][f"_:w-{claim.id}-{number}"] = {"prov:activity": activity, "prov:agent": reviewer}
