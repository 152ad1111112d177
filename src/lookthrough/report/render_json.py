"""JSON and JSONL: the shapes of the design, for machines.

Rules that hold for every shape: dates are ISO at their own granularity; unknown is null, never 0; keys keep one order;
equal reports give equal bytes, and `generated` is the only field that tells two runs apart. Money and shares stand
twice: as a JSON number for reading (`weight`) and as an exact fraction in text (`weight_exact`, e.g. "1/2500"). A
number too large for a JSON number is null there and whole in its exact twin.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from lookthrough.model.entity import Entity
from lookthrough.model.holdings import Holdings
from lookthrough.report.finding import (
    Change,
    ComparedPair,
    CompareReport,
    DiffReport,
    EntityReport,
    Layer,
    ListsReport,
    PortfolioReport,
    PositionAnswer,
    Report,
    ScreenAnswer,
    ScreenMatch,
    ScreenReport,
    Total,
)
from lookthrough.report.grounding import Grounding, by_list
from lookthrough.report.owners import OwnersReport
from lookthrough.report.owners_json import answer_of_owners_json, owners_json, owners_lines
from lookthrough.report.record_json import (
    Json,
    cited_json,
    date_json,
    edition_json,
    exact_json,
    finding_json,
    ground_json,
    grounds_json,
    issues_json,
    line_json,
    list_json,
    listing_json,
    query_json,
    reason_json,
    step_json,
    verdict_json,
)
from lookthrough.report.supply_answer import SupplyAnswer, SupplyReport


def position_json(answer: PositionAnswer, grounding: Grounding) -> Json:
    """One line of the portfolio and what is known about it."""
    position = answer.position
    return {
        "row": position.row,
        "name": position.name,
        "identifiers": [{"scheme": i.scheme, "value": i.value} for i in position.identifiers],
        **exact_json("value_usd", answer.value_usd),
        **exact_json("weight", answer.weight),
        "status": answer.status,
        "findings": [finding_json(finding, grounding) for finding in answer.findings],
        "not_in_force": [listing_json(listing, grounding) for listing in answer.not_in_force],
        "grounds_part": grounding.best(finding.exposure.listing for finding in answer.findings),
        "note": answer.note,
        "asset": position.asset,
        "direction": position.direction,
        "issuer": position.issuer,
        "ticker": position.ticker,
        "country": position.country,
        "currency": position.currency,
        **exact_json("value", position.value),
        **exact_json("quantity", position.quantity),
        **exact_json("stated_weight", position.weight),
        "source_cells": [{"column": column, "text": text} for column, text in position.cells],
        **cited_json(answer.claims),
    }


def _holdings(holdings: Holdings) -> Json:
    return {
        "name": holdings.name,
        "file": holdings.file,
        "sha256": holdings.sha256,
        "format": holdings.format,
        "as_of": date_json(holdings.as_of),
        "lines": len(holdings.positions),
        "identifiers": [{"scheme": i.scheme, "value": i.value} for i in holdings.identifiers],
        **exact_json("net_assets_usd", holdings.net_assets_usd),
        **exact_json("cash_usd", holdings.cash_usd),
        "columns": [{"meaning": meaning, "header": header} for meaning, header in holdings.columns],
        "stated": [{"label": label, "text": text} for label, text in holdings.stated],
    }


def _total(total: Total) -> Json:
    return {
        "key": total.key,
        "label": total.label,
        **exact_json("long_usd", total.long_usd),
        **exact_json("short_usd", total.short_usd),
        **exact_json("derivative_usd", total.derivative_usd),
        **exact_json("weight", total.weight),
        "positions": total.positions,
    }


def _layer(layer: Layer) -> Json:
    return {
        "fund": layer.fund,
        "file": layer.file,
        "as_of": layer.as_of,
        "age_days": layer.age_days,
        "depth": layer.depth,
        **exact_json("weight", layer.weight),
        **exact_json("known", layer.known),
        **exact_json("opaque", layer.opaque),
        "note": layer.note,
    }


def _beside(report: PortfolioReport | ScreenReport) -> Json:
    """What stands beside the lists: registers of owners, and the user's own law."""
    return {"registers": [edition_json(each) for each in report.registers], "own_law": list(report.own_law)}


def _replay(report: PortfolioReport | ScreenReport | SupplyReport) -> Json:
    return {
        "known_on": date_json(report.known_on),
        "version": report.version,
        "settings_digest": report.settings_digest,
        "generated": report.generated.isoformat(),
    }


def portfolio_json(report: PortfolioReport) -> Json:
    """The whole portfolio answer in the shape of the design; its positions are made one by one, as they are written."""
    coverage, grounding = report.coverage, Grounding(report.as_of, report.grounds)
    rows = [[finding.exposure.listing for finding in answer.findings] for answer in report.positions]
    return {
        "portfolio": _holdings(report.holdings),
        "as_of": report.as_of.isoformat(),
        "snapshot": report.snapshot,
        "coverage": {
            **exact_json("constituents_known", coverage.constituents_known),
            **exact_json("issuer_identified", coverage.issuer_identified),
            **exact_json("issuer_screened", coverage.issuer_screened),
        },
        "totals": {
            **exact_json("total_usd", report.total_usd),
            **exact_json("exposed_usd", report.exposed_usd),
            "by_list": [_total(total) for total in report.totals_by_list],
            "by_fund": [_total(total) for total in report.totals_by_fund],
            "by_party": [_total(total) for total in report.totals_by_party],
            "by_ground": [_total(total) for total in report.totals_by_ground],
        },
        "grounds": grounds_json(grounding, grounding.counts(rows), grounding.parts(rows)),
        "positions": (position_json(answer, grounding) for answer in report.positions),
        "lists": [list_json(used) for used in report.lists],
        **_beside(report),
        "layers": [_layer(layer) for layer in report.layers],
        "unseen": list(report.unseen),
        "issues": issues_json(report.issues),
        **line_json(report.line),
        **_replay(report),
    }


def match_json(found: ScreenMatch, grounding: Grounding) -> Json:
    """One candidate of a screened row."""
    listings = found.listings
    return {
        "score": found.match.score,
        "entity_id": found.match.entity_id,
        "name": found.entity.name,
        "matched_name": found.match.matched_name,
        "query_name": found.match.query_name,
        "lists": list(dict.fromkeys(listing.list_id for listing in listings)),
        "relation": found.relation,
        **exact_json("share", found.share),
        "path": [step_json(step) for step in found.path],
        "grounds": list(dict.fromkeys(g.ground for listing in listings for g in grounding.of(listing))),
        "grounds_part": grounding.best(listings),
        "listings": [listing_json(listing, grounding) for listing in listings],
        "reasons": [reason_json(reason) for reason in found.match.reasons],
        "verdicts": [verdict_json(verdict) for verdict in found.verdicts],
        "not_in_force": [listing_json(listing, grounding) for listing in found.not_in_force],
        **cited_json(found.claims),
    }


def answer_json(answer: ScreenAnswer, report: ScreenReport, grounding: Grounding) -> Json:
    """One screened row, with the question's day, snapshot and lists, so that a line stands for itself."""
    return {
        "row": answer.row,
        "query": query_json(answer.query),
        "status": answer.status,
        "matches": [match_json(found, grounding) for found in answer.matches],
        "as_of": report.as_of.isoformat(),
        "snapshot": report.snapshot,
        "lists": [{"id": u.id, "edition": u.edition, "entries": u.entries, "problem": u.problem} for u in report.lists],
        "grounds_part": grounding.best(listing for found in answer.matches for listing in found.listings),
        "error": answer.error,
        "note": answer.note,
        "further": answer.further,
        "known_on": date_json(report.known_on),
        "version": report.version,
        "settings_digest": report.settings_digest,
        **cited_json(answer.claims),
    }


def screen_json(report: ScreenReport) -> Json:
    """The whole answer about a file of names."""
    grounding = Grounding(report.as_of, report.grounds)
    rows = [[listing for found in answer.matches for listing in found.listings] for answer in report.answers]
    return {
        "title": report.title,
        "as_of": report.as_of.isoformat(),
        "snapshot": report.snapshot,
        **line_json(report.line),
        "lists": [list_json(used) for used in report.lists],
        **_beside(report),
        "grounds": grounds_json(grounding, grounding.counts(rows), grounding.parts(rows)),
        "answers": (answer_json(answer, report, grounding) for answer in report.answers),
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


def entity_json(entity: Entity, grounding: Grounding) -> Json:
    """A listed party as its publisher describes it."""
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "names": [{"text": name.text, "quality": name.quality} for name in entity.names],
        "countries": list(entity.countries),
        "identifiers": [{"scheme": i.scheme, "value": i.value} for i in entity.identifiers],
        "addresses": list(entity.addresses),
        "birth_dates": [date_json(value) for value in entity.birth_dates],
        "listings": [listing_json(listing, grounding) for listing in entity.listings],
        "properties": {name: list(values) for name, values in sorted(entity.properties.items())},
    }


def change_json(change: Change, grounding: Grounding) -> Json:
    """One difference between two days of a list."""
    return {
        "kind": change.kind,
        "list": change.list_id,
        "entity_id": change.entity_id,
        "name": change.name,
        "on": change.on,
        "says": change.says,
        "citations": list(change.citations),
        "grounds": [ground_json(ground) for ground in grounding.of(change.listing)] if change.listing else [],
        "grounds_part": grounding.part(change.listing) if change.listing else None,
    }


def _listings_by_ground(report: ListsReport) -> Json:
    """Why the listings in force were made, where grounds are asked for."""
    if report.as_of is None:
        return {}
    grounding, rows = Grounding(report.as_of, report.grounds), [[each] for each in report.listings]
    lists = by_list(report.listings).items()
    parts = {list_id: grounding.parts([each] for each in listings) for list_id, listings in lists}
    counted = grounds_json(grounding, grounding.counts(rows), grounding.parts(rows))
    return {"as_of": report.as_of.isoformat(), "grounds": {**counted, "by_list": parts}}


def _small(report: CompareReport | ListsReport | EntityReport | DiffReport) -> Json:
    if isinstance(report, CompareReport):
        head: Json = {"threshold": report.threshold, "settings_digest": report.settings_digest}
        return {"pairs": [pair_json(pair) for pair in report.pairs], **head, "version": report.version}
    head = {"snapshot": report.snapshot, "version": report.version}
    if isinstance(report, ListsReport):
        registers = [edition_json(each) for each in report.registers]
        lists = {"lists": [list_json(used) for used in report.lists], "registers": registers}
        return {**lists, **_listings_by_ground(report), **head}
    if isinstance(report, DiffReport):
        days = {"earlier": report.earlier.isoformat(), "later": report.later.isoformat()}
        grounding = Grounding(report.later, report.grounds)
        changes = [change_json(change, grounding) for change in report.changes]
        rows = [[change.listing] if change.listing else [] for change in report.changes]
        counted = grounds_json(grounding, grounding.counts(rows), grounding.parts(rows))
        return {
            **days,
            "changes": changes,
            "grounds": counted,
            "lists": [list_json(used) for used in report.lists],
            **head,
        }
    grounding = Grounding(report.as_of, report.grounds)
    return {
        "entity": entity_json(report.entity, grounding),
        "as_of": report.as_of.isoformat(),
        "verdicts": [verdict_json(verdict) for verdict in report.verdicts],
        "owners": answer_of_owners_json(report.owners, grounding) if report.owners else None,
        "registers": [edition_json(each) for each in report.registers],
        "own_law": list(report.own_law),
        "grounds_part": grounding.best(report.entity.listings),
        "related": [{"entity_id": i, "name": name, "why": why} for i, name, why in report.related],
        "lists": [list_json(used) for used in report.lists],
        **head,
    }


def supply_answer_json(answer: SupplyAnswer, grounding: Grounding) -> Json:
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
        "as_of": answer.as_of.isoformat() if answer.as_of else None,
        "judged_on": [day.isoformat() for day in answer.over],
        "unjudged": answer.unjudged,
        "note": answer.note,
        "customers": list(row.customers),
        "other_customers": answer.others,
        "findings": [finding_json(finding, grounding) for finding in answer.findings],
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
        "not_in_force": [listing_json(listing, grounding) for listing in answer.not_in_force],
        "further": answer.further,
        "screened": answer.screened,
        "source_cells": [{"column": column, "text": text} for column, text in row.party.extra],
    }


def supply_json(report: SupplyReport) -> Json:
    """The whole answer about a table of supply."""
    grounding = Grounding(report.as_of, report.grounds)
    listed = [[finding.exposure.listing for finding in answer.findings] for answer in report.answers]
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
        "answers": (supply_answer_json(answer, grounding) for answer in report.answers),
        "grounds": grounds_json(grounding, grounding.counts(listed), grounding.parts(listed)),
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
    if isinstance(report, OwnersReport):
        return owners_json(report)
    return screen_json(report) if isinstance(report, ScreenReport) else _small(report)


def _lines(report: Report) -> Iterable[Json]:
    if isinstance(report, PortfolioReport):
        day = {"as_of": report.as_of.isoformat(), "snapshot": report.snapshot}
        grounding = Grounding(report.as_of, report.grounds)
        return ({**position_json(answer, grounding), **day} for answer in report.positions)
    if isinstance(report, OwnersReport):
        return owners_lines(report)
    if isinstance(report, ScreenReport):
        grounding = Grounding(report.as_of, report.grounds)
        return (answer_json(answer, report, grounding) for answer in report.answers)
    if isinstance(report, SupplyReport):
        day = {"as_of": report.as_of.isoformat(), "snapshot": report.snapshot}
        grounding = Grounding(report.as_of, report.grounds)
        return ({**supply_answer_json(answer, grounding), **day} for answer in report.answers)
    if isinstance(report, CompareReport):
        return (pair_json(pair) for pair in report.pairs)
    if isinstance(report, ListsReport):
        return (list_json(used) for used in report.lists)
    if isinstance(report, DiffReport):
        grounding = Grounding(report.later, report.grounds)
        return (change_json(change, grounding) for change in report.changes)
    return [_small(report)]


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
    return json_line(answer_json(answer, report, Grounding(report.as_of, report.grounds))) + "\n"
