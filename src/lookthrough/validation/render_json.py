"""The JSON of a validation: everything that the page shows, and every case with its score.

The shape is described in `docs/validation.md`. Only "run" tells two runs of equal settings on equal lists apart;
"digest" is over all else, so two reports are equal when their digests are.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from lookthrough.match.alert_line import AlertLine
from lookthrough.report.record_json import issues_json, line_json
from lookthrough.validation import measures
from lookthrough.validation.measures import THRESHOLDS, Rate
from lookthrough.validation.perturbations import PERTURBATIONS
from lookthrough.validation.records import Comparison, Coverage, Flip, Moved, Outcome, Settled, ValidationReport
from lookthrough.validation.trial import LOWEST

FORMAT = 1
Json = dict[str, Any]
CASE_COLUMNS = (
    *("class", "lists", "party_lists", "entity_id", "kind", "strength", "listed_name", "query"),
    *("score", "rank", "found"),
)


def rate_json(rate: Rate) -> Json:
    """A share with its interval; the share of none is null."""
    low, high = rate.interval
    share = rate.share
    return {
        "part": rate.part,
        "of": rate.of,
        "share": None if share is None else round(share, 6),
        "low": round(low, 6),
        "high": round(high, 6),
    }


def content_json(report: ValidationReport) -> Json:
    """The report without "run" and "digest"."""
    line = report.settled.line
    return {
        "format": FORMAT,
        "settings": _settings(report.settled),
        "classes": [{"id": p.id, "group": p.group, "title": p.title, "says": p.says} for p in PERTURBATIONS],
        "summary": _summary(report),
        "thresholds": [_at(report, each) for each in (line, *map(AlertLine, report.settled.beside))],
        "lists": [_coverage(each) for each in report.coverage],
        "lists_not_asked": [{"list": list_id, "why": why} for list_id, why in report.not_asked],
        "not_found_by_own_name": [
            {"entity_id": each.party.entity_id, "lists": list(each.party.lists), "names": list(each.party.names),
             "score": each.score, "why": each.why}
            for each in report.missing
        ],
        "recall": [
            {"class": change, "list": list_id or None, **rate_json(rate)}
            for (change, list_id), rate in measures.matrix(report.outcomes, line).items()
        ],
        "strata": _strata(report),
        "curves": _curves(report),
        "clean_names": _clean(report),
        "comparison": _comparison(report.comparison),
        "failures": [_failure(outcome) for outcome in report.outcomes if not report.finds(outcome)],
        "cases": [_case(outcome, found=report.finds(outcome)) for outcome in report.outcomes],
    }  # fmt: skip


def digest_of(content: Json) -> str:
    """SHA-256 over a report's content."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, allow_nan=False)
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def render_json(report: ValidationReport) -> str:
    """The report as JSON, an item of a long list on a line of its own; ends with a line feed."""
    content = content_json(report)
    run = {"generated": report.generated.isoformat(timespec="seconds"), "seconds": round(report.seconds, 1)}
    return "".join(_lined({"run": run, "digest": digest_of(content), **content}))


def _lined(value: Json) -> Iterator[str]:
    yield "{"
    for number, (name, member) in enumerate(value.items()):
        yield ("," if number else "") + f"\n{_dump(name)}: "
        if isinstance(member, list) and member:
            yield "[\n  " + ",\n  ".join(map(_dump, member)) + "\n]"
        else:
            yield _dump(member)
    yield "\n}\n"


def _dump(value: Any) -> str:
    # A file may hand us half a surrogate pair, which UTF-8 cannot write; JSON's own escape can.
    return json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8", "backslashreplace").decode()


def _settings(settled: Settled) -> Json:
    return {
        "version": settled.version,
        "settings": settled.settings_digest,
        "snapshot": settled.snapshot,
        **line_json(settled.line),
        "thresholds": [settled.line.general, *settled.beside],
        "seed": settled.seed,
        "sample": settled.sample,
        "lowest_score": LOWEST,
        "kind_asked": "any",
    }


def _summary(report: ValidationReport) -> list[Json]:
    return [_of_list(report, list_id, report.settled.line) for list_id in ("", *report.lists)]


def _of_list(report: ValidationReport, list_id: str, line: AlertLine) -> Json:
    own = measures.on_list(report.outcomes, list_id)
    return {
        "list": list_id or None,
        "as_printed": rate_json(measures.recall(measures.control(own), line)),
        "changed": rate_json(measures.recall(measures.changed(own), line)),
        "alert_rate": rate_json(measures.alert_rate(report.clean.alerts, report.clean.asked, line, list_id)),
    }


def _at(report: ValidationReport, line: AlertLine) -> Json:
    rates = _of_list(report, "", line)
    return {**line_json(line), **{name: rates[name] for name in ("as_printed", "changed", "alert_rate")}}


def _coverage(each: Coverage) -> Json:
    return {
        "list": each.used.id,
        "title": each.used.title,
        "source": each.used.source,
        "edition": each.used.edition,
        "problem": each.used.problem,
        "files": [{"file": name, "sha256": sha256} for name, sha256 in each.files],
        "entries": each.used.entries,
        "parties": each.parties,
        "names": each.names,
        "weak_aliases": each.weak,
        "kinds": dict(each.kinds),
        "scripts": dict(each.scripts),
        "without_a_name": each.nameless,
        "found_by_own_name": each.called,
    }


def _strata(report: ValidationReport) -> list[Json]:
    line, rows = report.settled.line, []
    for list_id in ("", *report.lists):
        own = measures.on_list(report.outcomes, list_id)
        rates = measures.by(own, lambda outcome: f"{outcome.case.kind} {outcome.case.strength}", line)
        for stratum, rate in sorted(rates.items()):
            kind, strength = stratum.split()
            rows.append({"list": list_id or None, "kind": kind, "strength": strength, **rate_json(rate)})
    return rows


def _curves(report: ValidationReport) -> Json:
    def shares(rates: list[Rate]) -> list[float | None]:
        return [None if rate.share is None else round(rate.share, 6) for rate in rates]

    clean, by_list = report.clean, []
    for list_id in ("", *report.lists):
        own = measures.on_list(report.outcomes, list_id)
        by_list.append(
            {
                "list": list_id or None,
                "as_printed": shares(measures.recall_curve(measures.control(own))),
                "changed": shares(measures.recall_curve(measures.changed(own))),
                "alert_rate": shares(measures.alert_curve(clean.alerts, clean.asked, list_id)),
            }
        )
    return {"thresholds": list(THRESHOLDS), "by_list": by_list}


def _clean(report: ValidationReport) -> Json:
    clean = report.clean
    return {
        "origin": clean.origin,
        "file": clean.file,
        "sha256": clean.sha256,
        "asked": clean.asked,
        "unreadable": clean.unreadable,
        "issues": issues_json(report.issues),
        "candidates": [
            {"row": a.row, "name": a.name, "list": a.list_id, "score": a.score, "entity_id": a.entity_id,
             "matched_name": a.matched}
            for a in clean.alerts
        ],
    }  # fmt: skip


def _case(outcome: Outcome, *, found: bool) -> list[Any]:
    """The case in the order of `CASE_COLUMNS`."""
    case = outcome.case
    return [
        *(case.change, list(case.lists), list(case.party_lists), case.entity_id, case.kind, case.strength),
        *(case.listed, case.query, outcome.score, outcome.rank, found),
    ]


def _failure(outcome: Outcome) -> Json:
    case, first = outcome.case, outcome.first
    return {
        "class": case.change,
        "lists": list(case.lists),
        "entity_id": case.entity_id,
        "listed_name": case.listed,
        "query": case.query,
        "score": outcome.score,
        "rank": outcome.rank,
        "matched_name": outcome.matched,
        "reasons": list(outcome.reasons),
        "best_other": {"entity_id": first[0], "name": first[1], "score": first[2]} if first else None,
    }


def _moved(moved: Moved) -> Json:
    return {
        "class": moved.change or None,
        "list": moved.list_id or None,
        "then": rate_json(Rate(*moved.then)),
        "now": rate_json(Rate(*moved.now)),
    }


def _flip(flip: Flip) -> Json:
    case = flip.case
    return {
        "class": case.change,
        "lists": list(case.lists),
        "entity_id": case.entity_id,
        "listed_name": case.listed,
        "query": case.query,
        "score_then": flip.then,
        "score_now": flip.now,
    }


def _comparison(comparison: Comparison | None) -> Json | None:
    if comparison is None:
        return None
    rates = comparison.alert_rates
    return {
        "file": comparison.file,
        "digest": comparison.digest,
        "settings": _settings(comparison.settled),
        "editions": [{"list": one, "then": then, "now": now} for one, then, now in comparison.editions],
        "cases_shared": comparison.shared,
        "cases_only_then": comparison.only_then,
        "cases_only_now": comparison.only_now,
        "recall": [_moved(each) for each in comparison.moved],
        "alert_rates": None if rates is None else [_moved(each) for each in rates],
        "newly_missed": [_flip(each) for each in comparison.missed],
        "newly_found": [_flip(each) for each in comparison.found],
    }
