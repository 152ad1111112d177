"""JSON and JSONL: the shapes of the design, for machines.

Rules that hold for every shape: dates are ISO at their own granularity; unknown is null, never 0; keys keep one order;
equal reports give equal bytes, and `generated` is the only field that tells two runs apart. Money and shares stand
twice: as a JSON number for reading (`weight`) and as an exact fraction in text (`weight_exact`, e.g. "1/2500"). A
number too large for a JSON number is null there and whole in its exact twin.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from lookthrough.errors import Issue, Issues
from lookthrough.match.alert_line import AlertLine
from lookthrough.model.dates import PartialDate
from lookthrough.model.entity import Entity
from lookthrough.model.exposure import Step
from lookthrough.model.holdings import Holdings
from lookthrough.model.listing import Listing
from lookthrough.model.match import Reason
from lookthrough.model.query import Query
from lookthrough.report import wording
from lookthrough.report.finding import (
    Change,
    CitedClaim,
    ComparedPair,
    CompareReport,
    DiffReport,
    EntityReport,
    Finding,
    Layer,
    ListsReport,
    ListUsed,
    PortfolioReport,
    PositionAnswer,
    Report,
    ScreenAnswer,
    ScreenMatch,
    ScreenReport,
    SupplyAnswer,
    SupplyReport,
    Total,
)
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


def _exact(name: str, value: Fraction | None) -> Json:
    return {name: as_number(value), f"{name}_exact": None if value is None else wording.exact(value)}


def _date(value: date | PartialDate | None) -> str | None:
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
        "since": _date(verdict.since),
        "until": _date(verdict.until),
        "citation": verdict.citation,
        "says": verdict.says,
        "printed": verdict.printed,
    }


def listing_json(listing: Listing) -> Json:
    """A listing with its dates, citations and verbatim cells."""
    return {
        "list": listing.list_id,
        "id": listing.id,
        "entity_id": listing.entity_id,
        "listed_name": listing.listed_name,
        "since": _date(listing.since),
        "until": _date(listing.until),
        "until_basis": listing.until_basis,
        "effective": _date(listing.effective),
        "divest_until": _date(listing.divest_until),
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


def _cited(claims: Iterable[CitedClaim]) -> Json:
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
            "date": _date(each.claim.date),
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


def _step(step: Step) -> Json:
    return {
        "step": step.step,
        "from": step.source,
        "to": step.target,
        **_exact("share", step.share),
        **_exact("weight", step.weight),
        **_exact("value_usd", step.value_usd),
        "evidence": step.evidence,
        "as_of": step.as_of,
    }


def finding_json(finding: Finding) -> Json:
    """A finding with its path, reasons and verdicts."""
    exposure = finding.exposure
    listing = exposure.listing
    return {
        "relation": exposure.relation,
        "list": listing.list_id,
        "entity_id": listing.entity_id,
        "listed_name": listing.listed_name,
        "listed_since": _date(listing.since),
        "listed_until": _date(listing.until),
        "score": finding.score,
        "matched_name": finding.matched_name,
        "instrument": exposure.instrument,
        "direction": exposure.direction,
        **_exact("share", exposure.share),
        **_exact("weight", exposure.weight),
        **_exact("value_usd", exposure.value_usd),
        "path": [_step(step) for step in exposure.path],
        "reasons": [reason_json(reason) for reason in finding.reasons],
        "verdicts": [verdict_json(verdict) for verdict in finding.verdicts],
        "listing": listing_json(listing),
        **_cited(finding.claims),
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


def position_json(answer: PositionAnswer) -> Json:
    """One line of the portfolio and what is known about it."""
    position = answer.position
    return {
        "row": position.row,
        "name": position.name,
        "identifiers": [{"scheme": i.scheme, "value": i.value} for i in position.identifiers],
        **_exact("value_usd", answer.value_usd),
        **_exact("weight", answer.weight),
        "status": answer.status,
        "findings": [finding_json(finding) for finding in answer.findings],
        "not_in_force": [listing_json(listing) for listing in answer.not_in_force],
        "note": answer.note,
        "asset": position.asset,
        "direction": position.direction,
        "issuer": position.issuer,
        "ticker": position.ticker,
        "country": position.country,
        "currency": position.currency,
        **_exact("value", position.value),
        **_exact("quantity", position.quantity),
        **_exact("stated_weight", position.weight),
        "source_cells": [{"column": column, "text": text} for column, text in position.cells],
        **_cited(answer.claims),
    }


def _holdings(holdings: Holdings) -> Json:
    return {
        "name": holdings.name,
        "file": holdings.file,
        "sha256": holdings.sha256,
        "format": holdings.format,
        "as_of": _date(holdings.as_of),
        "lines": len(holdings.positions),
        "identifiers": [{"scheme": i.scheme, "value": i.value} for i in holdings.identifiers],
        **_exact("net_assets_usd", holdings.net_assets_usd),
        **_exact("cash_usd", holdings.cash_usd),
        "columns": [{"meaning": meaning, "header": header} for meaning, header in holdings.columns],
        "stated": [{"label": label, "text": text} for label, text in holdings.stated],
    }


def _total(total: Total) -> Json:
    return {
        "key": total.key,
        "label": total.label,
        **_exact("long_usd", total.long_usd),
        **_exact("short_usd", total.short_usd),
        **_exact("derivative_usd", total.derivative_usd),
        **_exact("weight", total.weight),
        "positions": total.positions,
    }


def _layer(layer: Layer) -> Json:
    return {
        "fund": layer.fund,
        "file": layer.file,
        "as_of": layer.as_of,
        "age_days": layer.age_days,
        "depth": layer.depth,
        **_exact("weight", layer.weight),
        **_exact("known", layer.known),
        **_exact("opaque", layer.opaque),
        "note": layer.note,
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


def _replay(report: PortfolioReport | ScreenReport | SupplyReport) -> Json:
    return {
        "known_on": _date(report.known_on),
        "version": report.version,
        "settings_digest": report.settings_digest,
        "generated": report.generated.isoformat(),
    }


def portfolio_json(report: PortfolioReport) -> Json:
    """The whole portfolio answer in the shape of the design; its positions are made one by one, as they are written."""
    coverage = report.coverage
    return {
        "portfolio": _holdings(report.holdings),
        "as_of": report.as_of.isoformat(),
        "snapshot": report.snapshot,
        "coverage": {
            **_exact("constituents_known", coverage.constituents_known),
            **_exact("issuer_identified", coverage.issuer_identified),
            **_exact("issuer_screened", coverage.issuer_screened),
        },
        "totals": {
            **_exact("total_usd", report.total_usd),
            **_exact("exposed_usd", report.exposed_usd),
            "by_list": [_total(total) for total in report.totals_by_list],
            "by_fund": [_total(total) for total in report.totals_by_fund],
            "by_party": [_total(total) for total in report.totals_by_party],
        },
        "positions": (position_json(answer) for answer in report.positions),
        "lists": [list_json(used) for used in report.lists],
        "layers": [_layer(layer) for layer in report.layers],
        "unseen": list(report.unseen),
        "issues": issues_json(report.issues),
        **line_json(report.line),
        **_replay(report),
    }


def _query(query: Query) -> Json:
    return {
        "name": query.name,
        "names": list(query.names),
        "kind": query.kind,
        "countries": list(query.countries),
        "nationalities": list(query.nationalities),
        "birth_date": _date(query.birth_date),
        "gender": query.gender,
        "addresses": list(query.addresses),
        "identifiers": [{"scheme": i.scheme, "value": i.value} for i in query.identifiers],
        "extra": dict(query.extra),
    }


def match_json(found: ScreenMatch) -> Json:
    """One candidate of a screened row."""
    listings = found.listings
    return {
        "score": found.match.score,
        "entity_id": found.match.entity_id,
        "name": found.entity.name,
        "matched_name": found.match.matched_name,
        "query_name": found.match.query_name,
        "lists": list(dict.fromkeys(listing.list_id for listing in listings)),
        "listings": [listing_json(listing) for listing in listings],
        "reasons": [reason_json(reason) for reason in found.match.reasons],
        "verdicts": [verdict_json(verdict) for verdict in found.verdicts],
        "not_in_force": [listing_json(listing) for listing in found.not_in_force],
        **_cited(found.claims),
    }


def answer_json(answer: ScreenAnswer, report: ScreenReport) -> Json:
    """One screened row, with the question's day, snapshot and lists, so that a line stands for itself."""
    return {
        "row": answer.row,
        "query": _query(answer.query),
        "status": answer.status,
        "matches": [match_json(found) for found in answer.matches],
        "as_of": report.as_of.isoformat(),
        "snapshot": report.snapshot,
        "lists": [{"id": u.id, "edition": u.edition, "entries": u.entries, "problem": u.problem} for u in report.lists],
        "error": answer.error,
        "further": answer.further,
        "known_on": _date(report.known_on),
        "version": report.version,
        "settings_digest": report.settings_digest,
        **_cited(answer.claims),
    }


def screen_json(report: ScreenReport) -> Json:
    """The whole answer about a file of names."""
    return {
        "title": report.title,
        "as_of": report.as_of.isoformat(),
        "snapshot": report.snapshot,
        **line_json(report.line),
        "lists": [list_json(used) for used in report.lists],
        "answers": (answer_json(answer, report) for answer in report.answers),
        "unseen": list(report.unseen),
        "issues": issues_json(report.issues),
        **_replay(report),
    }


def pair_json(pair: ComparedPair) -> Json:
    """Two names, their score and why."""
    return {
        "name1": pair.name1,
        "name2": pair.name2,
        "kind": pair.kind,
        "score": pair.score,
        "reasons": [reason_json(reason) for reason in pair.reasons],
        "error": pair.error,
        "extra": dict(pair.cells),
    }


def entity_json(entity: Entity) -> Json:
    """A listed party as its publisher describes it."""
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "names": [{"text": name.text, "quality": name.quality} for name in entity.names],
        "countries": list(entity.countries),
        "identifiers": [{"scheme": i.scheme, "value": i.value} for i in entity.identifiers],
        "addresses": list(entity.addresses),
        "birth_dates": [_date(value) for value in entity.birth_dates],
        "listings": [listing_json(listing) for listing in entity.listings],
        "properties": {name: list(values) for name, values in sorted(entity.properties.items())},
    }


def change_json(change: Change) -> Json:
    """One difference between two days of a list."""
    return {
        "kind": change.kind,
        "list": change.list_id,
        "entity_id": change.entity_id,
        "name": change.name,
        "on": change.on,
        "says": change.says,
        "citations": list(change.citations),
    }


def _small(report: CompareReport | ListsReport | EntityReport | DiffReport) -> Json:
    if isinstance(report, CompareReport):
        head: Json = {"threshold": report.threshold, "settings_digest": report.settings_digest}
        return {"pairs": [pair_json(pair) for pair in report.pairs], **head, "version": report.version}
    head = {"snapshot": report.snapshot, "version": report.version}
    if isinstance(report, ListsReport):
        return {"lists": [list_json(used) for used in report.lists], **head}
    if isinstance(report, DiffReport):
        days = {"earlier": report.earlier.isoformat(), "later": report.later.isoformat()}
        changes = [change_json(change) for change in report.changes]
        return {**days, "changes": changes, "lists": [list_json(used) for used in report.lists], **head}
    return {
        "entity": entity_json(report.entity),
        "as_of": report.as_of.isoformat(),
        "verdicts": [verdict_json(verdict) for verdict in report.verdicts],
        "related": [{"entity_id": i, "name": name, "why": why} for i, name, why in report.related],
        "lists": [list_json(used) for used in report.lists],
        **head,
    }


def supply_answer_json(answer: SupplyAnswer) -> Json:
    """One row of a table of supply and what is known about it."""
    row, goods = answer.supplied, answer.goods
    return {
        "row": row.row,
        "tier": answer.tier,
        "tier_stated": row.tier,
        "supplier": row.name,
        "item": row.item,
        "status": answer.status,
        "route": [{"row": number, "label": label} for number, label in answer.route],
        "grade": answer.grade,
        "grade_stated": row.graded,
        "evidence": row.evidence,
        "dated": row.dated,
        "customers": list(row.customers),
        "other_customers": answer.others,
        "findings": [finding_json(finding) for finding in answer.findings],
        "goods": {
            "from_xinjiang": goods.from_region,
            "words": list(goods.words),
            "inputs": [{"row": number, "label": label} for number, label in goods.inputs],
            "notes": list(goods.notes),
            "verdicts": [verdict_json(verdict) for verdict in goods.verdicts],
            "places": [{"text": p.text, "column": p.column, "of_production": p.of_production} for p in row.places],
        },
        "codes": [
            {
                "listed_name": name,
                "list": list_id,
                "scheme": printed.code.scheme,
                "code": printed.code.text,
                "fits": printed.fits,
                "printed": list(printed.printed),
                "clauses": list(printed.clauses),
                "says": printed.says,
            }
            for name, list_id, printed in answer.printed
        ],
        "not_in_force": [listing_json(listing) for listing in answer.not_in_force],
        "further": answer.further,
        "screened": answer.screened,
        "source_cells": [{"column": column, "text": text} for column, text in row.party.extra],
    }


def supply_json(report: SupplyReport) -> Json:
    """The whole answer about a table of supply."""
    return {
        "title": report.title,
        "as_of": report.as_of.isoformat(),
        "snapshot": report.snapshot,
        **line_json(report.line),
        "columns": [{"meaning": meaning, "header": header} for meaning, header in report.columns],
        "tiers": [
            {
                "tier": t.tier,
                "rows": t.rows,
                "listed": t.listed,
                "owned": t.owned,
                "from_xinjiang": t.from_region,
                "place_unknown": t.place_unknown,
                "not_screened": t.unscreened,
            }
            for t in report.tiers
        ],
        "lists": [list_json(used) for used in report.lists],
        "answers": (supply_answer_json(answer) for answer in report.answers),
        "unseen": list(report.unseen),
        "issues": issues_json(report.issues),
        **_replay(report),
    }


def report_json(report: Report) -> Json:
    """Any report as one JSON object."""
    if isinstance(report, SupplyReport):
        return supply_json(report)
    if isinstance(report, PortfolioReport):
        return portfolio_json(report)
    return screen_json(report) if isinstance(report, ScreenReport) else _small(report)


def _lines(report: Report) -> Iterable[Json]:
    if isinstance(report, PortfolioReport):
        day = {"as_of": report.as_of.isoformat(), "snapshot": report.snapshot}
        return ({**position_json(answer), **day} for answer in report.positions)
    if isinstance(report, ScreenReport):
        return (answer_json(answer, report) for answer in report.answers)
    if isinstance(report, SupplyReport):
        day = {"as_of": report.as_of.isoformat(), "snapshot": report.snapshot}
        return ({**supply_answer_json(answer), **day} for answer in report.answers)
    if isinstance(report, CompareReport):
        return (pair_json(pair) for pair in report.pairs)
    if isinstance(report, ListsReport):
        return (list_json(used) for used in report.lists)
    return (change_json(c) for c in report.changes) if isinstance(report, DiffReport) else [_small(report)]


def json_line(value: Any) -> str:
    """A value as one line of JSON, without a line feed."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        # A file may hand us half a surrogate pair, which UTF-8 cannot write; JSON's own escape can.
        return text.encode("utf-8", "backslashreplace").decode()
    return text


def json_lined(value: Json) -> Iterator[str]:
    """An object with one line for each member, and for each item of a member that is a list.

    It reads and compares well, and a large report is written position by position instead of being held twice.
    """
    yield "{"
    for number, (name, member) in enumerate(value.items()):
        yield ("," if number else "") + f"\n{json_line(name)}: "
        if isinstance(member, Mapping | str | int | float | None):
            yield json_line(member)
            continue
        empty = True
        for item in member:
            yield ("[" if empty else ",") + f"\n  {json_line(item)}"
            empty = False
        yield "[]" if empty else "\n]"
    yield "\n}"


def render_json(reports: Sequence[Report]) -> str:
    """One JSON object for one report; `{"reports": […]}` for several. Ends with a line feed."""
    texts = ("".join(json_lined(report_json(report))) for report in reports)
    if len(reports) == 1:
        return next(texts) + "\n"
    return '{"reports": [\n' + ",\n".join(texts) + "\n]}\n"


def render_jsonl(reports: Sequence[Report]) -> str:
    """One line a row: a position, a screened row, a pair, a list or a change."""
    return "".join(json_line(line) + "\n" for report in reports for line in _lines(report))


def answer_line(answer: ScreenAnswer, report: ScreenReport) -> str:
    """The line of one screened row, with its line feed; `report` need not hold the answer."""
    return json_line(answer_json(answer, report)) + "\n"
