"""Records as JSON: the parts that all reports are made of. `render_json` has the rules and the wholes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from lookthrough.errors import Issue, Issues
from lookthrough.match.alert_line import AlertLine
from lookthrough.model.dates import PartialDate
from lookthrough.model.exposure import Step
from lookthrough.model.listing import Listing
from lookthrough.model.match import Reason
from lookthrough.model.query import Query
from lookthrough.model.register import Edition
from lookthrough.model.share import Share
from lookthrough.report import wording
from lookthrough.report.cited_claim import CitedClaim
from lookthrough.report.finding import Finding, ListUsed
from lookthrough.report.grounding import GroundCount, Grounding, Part
from lookthrough.rules.grounds import Ground
from lookthrough.rules.verdict import Verdict

Json = dict[str, Any]


def as_number(value: Fraction | None) -> int | float | None:
    """The nearest JSON number; None for unknown and for what no JSON number can hold."""
    if value is None:
        return None
    if value.denominator == 1 and abs(value) < 2**53:
        return int(value)
    try:
        return float(value)
    except OverflowError:
        return None


def exact_json(name: str, value: Fraction | None) -> Json:
    """A number twice: for reading, and as an exact fraction in text."""
    return {name: as_number(value), f"{name}_exact": None if value is None else wording.exact(value)}


def date_json(value: date | PartialDate | None) -> str | None:
    """A date as ISO text at its granularity; None for unknown."""
    if value is None:
        return None
    return value.iso if isinstance(value, PartialDate) else value.isoformat()


def verdict_json(verdict: Verdict) -> Json:
    """A verdict in the shape of the design, with what the entry itself prints."""
    return {
        "rule": verdict.rule,
        "applies": verdict.applies,
        "effect": verdict.effect,
        "actor": verdict.actor,
        "object": verdict.object,
        "since": date_json(verdict.since),
        "until": date_json(verdict.until),
        "citation": verdict.citation,
        "says": verdict.says,
        "printed": verdict.printed,
    }


def ground_json(ground: Ground) -> Json:
    """One ground of a listing, with the source that says so."""
    return {
        "ground": ground.ground,
        "certain": ground.certain,
        "citation": ground.citation,
        "confirmed": ground.confirmed,
        "says": ground.says,
    }


def listing_json(listing: Listing, grounding: Grounding) -> Json:
    """A listing with its dates, citations, grounds and verbatim cells."""
    return {
        "list": listing.list_id,
        "id": listing.id,
        "entity_id": listing.entity_id,
        "listed_name": listing.listed_name,
        "since": date_json(listing.since),
        "until": date_json(listing.until),
        "until_basis": listing.until_basis,
        "effective": date_json(listing.effective),
        "divest_until": date_json(listing.divest_until),
        "programme": "; ".join(listing.programmes),
        "programmes": list(listing.programmes),
        "sublists": list(listing.sublists),
        "citation": "; ".join(listing.citations),
        "citations": list(listing.citations),
        "requirement": listing.requirement,
        "policy": listing.policy,
        "footnotes": list(listing.footnotes),
        "reach": listing.reach,
        "remarks": listing.remarks,
        "grounds": [ground_json(ground) for ground in grounding.of(listing)],
        "grounds_part": grounding.part(listing),
        "edition": listing.edition,
        "file": listing.file,
        "row": listing.row,
        "source_url": listing.source_url,
        "source_cells": [{"column": column, "text": text} for column, text in listing.cells],
    }


def reason_json(reason: Reason) -> Json:
    """One reason of a match."""
    return {
        "feature": reason.feature,
        "score": reason.score,
        "query_value": reason.query_value,
        "list_value": reason.list_value,
        "says": reason.says,
    }


def step_json(step: Step) -> Json:
    """One edge of a path."""
    return {
        "step": step.step,
        "from": step.source,
        "to": step.target,
        **exact_json("share", step.share),
        **exact_json("weight", step.weight),
        **exact_json("value_usd", step.value_usd),
        "evidence": step.evidence,
        "as_of": step.as_of,
        **({"stake": share_json(step.stake)} if step.stake is not None else {}),
    }


def share_json(share: Share) -> Json:
    """A share with its bounds: in words, as numbers, and as exact fractions."""
    return {
        "says": str(share),
        "text": share.text,
        **exact_json("low", share.low),
        **exact_json("high", share.high),
        "low_open": share.low_open,
        "high_open": share.high_open,
    }


def cited_json(claims: Iterable[CitedClaim]) -> Json:
    """Accepted claims, under a key that stands only where there are any."""
    cited = [
        {
            "id": each.claim.id,
            "says": each.says,
            "predicate": each.claim.predicate,
            "subject": each.claim.subject,
            "object": each.claim.object,
            "subject_entity": each.claim.subject_entity,
            "object_entity": each.claim.object_entity,
            "speaker": each.claim.speaker.name,
            "stance": each.claim.stance,
            "date": date_json(each.claim.date),
            "quote": each.claim.quote.exact,
            "file": each.file,
            "document": each.document,
            "start": each.claim.quote.start,
            "end": each.claim.quote.end,
            "published": each.published or None,
            "accepted_by": each.by,
            "reason": each.reason,
        }
        for each in claims
    ]
    return {"claims": cited} if cited else {}


def finding_json(finding: Finding, grounding: Grounding) -> Json:
    """A finding with its path, reasons and verdicts."""
    exposure = finding.exposure
    listing = exposure.listing
    return {
        "relation": exposure.relation,
        "list": listing.list_id,
        "entity_id": listing.entity_id,
        "listed_name": listing.listed_name,
        "listed_since": date_json(listing.since),
        "listed_until": date_json(listing.until),
        "score": finding.score,
        "matched_name": finding.matched_name,
        "instrument": exposure.instrument,
        "direction": exposure.direction,
        **exact_json("share", exposure.share),
        **exact_json("weight", exposure.weight),
        **exact_json("value_usd", exposure.value_usd),
        "path": [step_json(step) for step in exposure.path],
        "reasons": [reason_json(reason) for reason in finding.reasons],
        "verdicts": [verdict_json(verdict) for verdict in finding.verdicts],
        **cited_json(finding.claims),
        "grounds": [ground.ground for ground in grounding.of(listing)],
        "grounds_part": grounding.part(listing),
        "listing": listing_json(listing, grounding),
    }


def list_json(used: ListUsed) -> Json:
    """A list asked, with its problem where it has one."""
    return {
        "id": used.id,
        "edition": used.edition,
        "entries": used.entries,
        "title": used.title,
        "source": used.source,
        "licence": used.licence,
        "url": used.url,
        "problem": used.problem,
    }


def _issue(issue: Issue) -> Json:
    return {
        "severity": issue.severity,
        "code": issue.code,
        "message": issue.message,
        "file": issue.place.file,
        "row": issue.place.row,
        "column": issue.place.column,
        "hint": issue.hint,
    }


def issues_json(issues: Issues) -> Json:
    """Every kind of trouble with its full count, and the issues that were kept whole."""
    return {"counts": dict(sorted(issues.counts.items())), "kept": [_issue(issue) for issue in issues]}


def line_json(line: AlertLine) -> Json:
    """The alert line: the general one, and those of lists that have their own."""
    return {"threshold": line.general, "thresholds_by_list": dict(line.by_list)}


def query_json(query: Query) -> Json:
    """What was asked."""
    return {
        "name": query.name,
        "names": list(query.names),
        "kind": query.kind,
        "countries": list(query.countries),
        "nationalities": list(query.nationalities),
        "birth_date": date_json(query.birth_date),
        "gender": query.gender,
        "addresses": list(query.addresses),
        "identifiers": [{"scheme": i.scheme, "value": i.value} for i in query.identifiers],
        "extra": dict(query.extra),
    }


def grounds_json(grounding: Grounding, counts: tuple[GroundCount, ...], parts: dict[Part, int]) -> Json:
    """What was asked of grounds, how many rows are in each part, and how many lead to each ground."""
    return {
        "asked": list(grounding.wanted),
        "parts": dict(parts),
        "by_ground": [
            {"ground": each.ground, "rows": each.rows, "maybe": each.maybe, "citations": list(each.citations)}
            for each in counts
        ],
    }


def edition_json(edition: Edition) -> Json:
    """A register of owners that was asked, as of when and from which files."""
    return {
        "register": edition.register,
        "title": edition.title,
        "day": edition.day,
        "files": list(edition.files),
        "id": edition.id,
        "parties": edition.parties,
        "links": edition.links,
    }
