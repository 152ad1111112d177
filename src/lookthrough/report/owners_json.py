"""JSON and JSONL of an answer about owners; the rules of `render_json` hold here too."""

from __future__ import annotations

from collections.abc import Iterator

from lookthrough.model.attribution import Attribution, Edge
from lookthrough.report.grounding import Grounding
from lookthrough.report.owners import (
    ControlChain,
    InterestShown,
    ListedParty,
    NotStated,
    OwnerEdge,
    OwnersAnswer,
    OwnersReport,
    PartyShown,
    Statement,
    UnknownEdge,
)
from lookthrough.report.record_json import (
    Json,
    cited_json,
    date_json,
    edition_json,
    exact_json,
    finding_json,
    grounds_json,
    issues_json,
    line_json,
    list_json,
    listing_json,
    query_json,
    reason_json,
    share_json,
)


def owners_json(report: OwnersReport) -> Json:
    """The whole answer; its parties are made one by one, as they are written."""
    grounding = Grounding(report.as_of, report.grounds)
    rows = [[finding.exposure.listing for finding in answer.findings] for answer in report.answers]
    return {
        "title": report.title,
        "as_of": report.as_of.isoformat(),
        "snapshot": report.snapshot,
        **line_json(report.line),
        "lists": [list_json(used) for used in report.lists],
        "registers": [edition_json(each) for each in report.registers],
        "own_law": list(report.own_law),
        "grounds": grounds_json(grounding, grounding.counts(rows), grounding.parts(rows)),
        "answers": (answer_of_owners_json(answer, grounding) for answer in report.answers),
        "unknowns": [_unknown(each) for each in report.unknowns],
        "unknowns_not_ranked": report.untried,
        "unseen": list(report.unseen),
        "issues": issues_json(report.issues),
        "known_on": date_json(report.known_on),
        "version": report.version,
        "settings_digest": report.settings_digest,
        "generated": report.generated.isoformat(),
    }


def owners_lines(report: OwnersReport) -> Iterator[Json]:
    """One object a party, each with the question's day, snapshot, lists and registers."""
    grounding = Grounding(report.as_of, report.grounds)
    asked = {
        "as_of": report.as_of.isoformat(),
        "snapshot": report.snapshot,
        "lists": [{"id": u.id, "edition": u.edition, "entries": u.entries, "problem": u.problem} for u in report.lists],
        "registers": [edition_json(each) for each in report.registers],
        "own_law": list(report.own_law),
        "known_on": date_json(report.known_on),
        "version": report.version,
        "settings_digest": report.settings_digest,
    }
    return ({**answer_of_owners_json(answer, grounding), **asked} for answer in report.answers)


def answer_of_owners_json(answer: OwnersAnswer, grounding: Grounding) -> Json:
    """What is known of one party's owners: law, value and control each by itself."""
    return {
        "row": answer.row,
        "query": query_json(answer.query),
        "status": answer.status,
        "says": answer.says,
        "party": _party(answer.party) if answer.party else None,
        "located": answer.located,
        "candidates": [{"id": each.entity_id, "name": each.name, "score": each.score} for each in answer.candidates],
        "listed": [_listed(each, grounding) for each in answer.listed],
        "not_in_force": [listing_json(listing, grounding) for listing in answer.not_in_force],
        "attribution": [_attribution(each) for each in answer.attributions],
        "interests": [_interest(each) for each in answer.interests],
        "interests_told": answer.interests_told,
        "control": [_control(each) for each in answer.control],
        "claims_left_out": [{"because": each.why, **cited_json([each.cited])} for each in answer.left_out],
        "findings": [finding_json(finding, grounding) for finding in answer.findings],
        "grounds_part": grounding.best(finding.exposure.listing for finding in answer.findings),
        "owners": [edge_json(each) for each in answer.above],
        "owners_cut": answer.above_cut,
        "owned": [edge_json(each) for each in answer.below],
        "owned_cut": answer.below_cut,
        "owned_interests": [_interest(each) for each in answer.owned_interests],
        "stated": None if answer.stated is None else share_json(answer.stated),
        "not_stated": [_not_stated(each) for each in answer.not_stated],
        "conflicts": [edge_json(each) for each in answer.conflicts],
        "unknowns": [_unknown(each) for each in answer.unknowns],
        "gaps": list(answer.gaps),
        "other_ties": list(answer.stands_in),
    }


def _not_stated(part: NotStated) -> Json:
    return {
        "party": part.party,
        "name": part.name,
        "share": share_json(part.share),
        "could_turn": [{"question": of or "half", "held_then": share_json(held)} for of, held in part.turns.items()],
    }


def edge_json(edge: OwnerEdge) -> Json:
    """One tie, with every statement that it was taken from and those that say otherwise."""
    return {
        "owner": edge.owner,
        "owner_name": edge.owner_name,
        "owned": edge.owned,
        "owned_name": edge.owned_name,
        "kind": edge.kind,
        "share": share_json(edge.share),
        "since": edge.since or None,
        "until": edge.until or None,
        "as_of": edge.as_of or None,
        "holds": edge.holds,
        "distance": edge.distance,
        "conflict": edge.conflict,
        "why": edge.why,
        "statements": [_statement(each) for each in edge.chosen],
        "other_statements": [_statement(each) for each in edge.others],
    }


def _statement(statement: Statement) -> Json:
    return {
        "register": statement.register,
        "share": share_json(statement.share),
        "since": statement.since or None,
        "until": statement.until or None,
        "stated": statement.stated or None,
        "directness": statement.directness,
        "evidence": statement.evidence,
    }


def _party(party: PartyShown) -> Json:
    return {
        "id": party.id,
        "name": party.name,
        "kind": party.kind,
        "countries": list(party.countries),
        "identifiers": [{"scheme": each.scheme, "value": each.value} for each in party.identifiers],
        "registers": [{"register": register, "id": own} for register, own in party.registers],
        "status": party.status,
        "evidence": party.origin,
    }


def _listed(listed: ListedParty, grounding: Grounding) -> Json:
    return {
        "party": listed.party or None,
        "name": listed.name,
        "entity_id": listed.entity_id,
        "distance": listed.distance,
        "sure": listed.sure,
        "score": listed.score,
        "how": listed.how,
        "reasons": [reason_json(reason) for reason in listed.reasons],
        "lists": list(dict.fromkeys(listing.list_id for listing in listed.listings)),
        "listings": [listing_json(listing, grounding) for listing in listed.listings],
    }


def _attribution(found: Attribution) -> Json:
    return {
        "question": found.of or "half",
        "line": str(found.measure),
        "by": found.measure.by,
        "aggregate": found.measure.aggregate,
        "reached": found.truth,
        "held": share_json(found.total),
        "owners": list(dict.fromkeys(entry.id for entry in found.owners)),
        "deciding": [_deciding(edge) for edge in found.deciding],
        "unsettled": list(found.unsettled),
        "circular": found.circular,
    }


def _deciding(edge: Edge) -> Json:
    return {
        "owner": edge.owner,
        "owned": edge.owned,
        "share": share_json(edge.share),
        "evidence": edge.evidence,
        "as_of": edge.as_of or None,
    }


def _interest(each: InterestShown) -> Json:
    return {
        "party": each.party,
        "name": each.name,
        **exact_json("low", each.low),
        **exact_json("high", each.high),
        **exact_json("integrated", each.integrated),
        "ultimate": each.ultimate,
        "listed": each.listed,
    }


def _control(chain: ControlChain) -> Json:
    return {
        "controller": chain.controller,
        "name": chain.name,
        "certain": chain.certain,
        "listed": chain.listed,
        "votes": None if chain.votes is None else share_json(chain.votes),
        "votes_assumed_from_equity": chain.assumed,
        "chain": [edge_json(edge) for edge in chain.edges],
    }


def _unknown(each: UnknownEdge) -> Json:
    return {
        "says": str(each.edge),
        "question": each.question or "half",
        "settles_if_low": each.if_low,
        "settles_if_high": each.if_high,
        "edge": edge_json(each.edge),
    }
