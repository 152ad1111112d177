"""An earlier validation, read from its JSON and set beside a new one."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lookthrough.errors import InputError, Place
from lookthrough.match.alert_line import AlertLine
from lookthrough.validation import measures
from lookthrough.validation.measures import CONTROL
from lookthrough.validation.records import Alert, Case, Comparison, Flip, Moved, Outcome, Settled, ValidationReport
from lookthrough.validation.render_json import CASE_COLUMNS, FORMAT, digest_of

_Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a comparison needs of an earlier validation.

    Attributes:
        file: its name.
        digest: as it states it.
        settled: what was set.
        editions: list -> edition.
        outcomes: every case with its score.
        clean: what the clean names were: origin, file's hash and how many; equal ones can be compared.
        alerts: the candidates for them.
    """

    file: str
    digest: str
    settled: Settled
    editions: Mapping[str, str]
    outcomes: tuple[Outcome, ...]
    clean: tuple[str, str, int]
    alerts: tuple[Alert, ...]


def read_earlier(file: Path) -> Earlier:
    """Read the JSON of an earlier validation.

    Raises:
        InputError: if it cannot be read, is no such report, or was changed after it was written.
    """
    place = Place(file.name)
    try:
        content = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(
            f"the earlier report cannot be read: {error}", hint="give the JSON that validate wrote with -o", place=place
        ) from None
    if not isinstance(content, dict) or content.get("format") != FORMAT or "cases" not in content:
        raise InputError(
            "this is no validation report that this version reads",
            hint="give the JSON that validate wrote with -o",
            place=place,
        )
    digest = content.pop("digest", "")
    content.pop("run", None)
    if digest != digest_of(content):
        raise InputError(
            "the earlier report was changed after it was written: its digest does not fit its content",
            hint="give the file as it was written",
            place=place,
        )
    try:
        return _earlier(file.name, digest, content)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"the earlier report lacks {error}", place=place) from None


def _earlier(name: str, digest: str, content: dict[str, Any]) -> Earlier:
    said, clean = content["settings"], content["clean_names"]
    line = AlertLine(said["threshold"], tuple(sorted(said["thresholds_by_list"].items())))
    beside = tuple(said["thresholds"][1:])
    settled = Settled(said["version"], said["settings"], said["snapshot"], line, beside, said["seed"], said["sample"])
    return Earlier(
        file=name,
        digest=digest,
        settled=settled,
        editions={each["list"]: each["edition"] for each in content["lists"]},
        outcomes=tuple(_outcome(dict(zip(CASE_COLUMNS, row, strict=True))) for row in content["cases"]),
        clean=(clean["origin"], clean["sha256"], clean["asked"]),
        alerts=tuple(
            Alert(a["row"], a["name"], a["list"], a["score"], a["entity_id"], a["matched_name"])
            for a in clean["candidates"]
        ),
    )


def _outcome(row: dict[str, Any]) -> Outcome:
    case = Case(
        row["class"], row["entity_id"], row["kind"], row["strength"], row["listed_name"], row["query"],
        tuple(row["lists"]), tuple(row["party_lists"]),
    )  # fmt: skip
    return Outcome(case, row["score"], row["rank"])


def _key(case: Case) -> _Key:
    return case.change, case.entity_id, case.listed, case.query


def compared(report: ValidationReport, earlier: Earlier) -> ValidationReport:
    """The report with its comparison: shares by class and list, and every shared case that turned."""
    line, then_line = report.settled.line, earlier.settled.line
    then = {_key(each.case): each for each in earlier.outcomes}
    now = {_key(each.case): each for each in report.outcomes}
    both = [(then[key], outcome) for key, outcome in now.items() if key in then]
    flips = [
        Flip(new.case, old.score, new.score)
        for old, new in both
        if measures.found(old, then_line) != measures.found(new, line)
    ]
    editions = {each.used.id: each.used.edition for each in report.coverage}
    comparison = Comparison(
        file=earlier.file,
        settled=earlier.settled,
        digest=earlier.digest,
        editions=tuple(
            (each, earlier.editions.get(each, ""), editions.get(each, ""))
            for each in sorted({*editions, *earlier.editions})
        ),
        shared=len(both),
        only_then=len(then) - len(both),
        only_now=len(now) - len(both),
        moved=_moved(both, then_line, line),
        alert_rates=_alert_rates(report, earlier),
        missed=tuple(flip for flip in flips if not line.keeps(flip.now, flip.case.party_lists)),
        found=tuple(flip for flip in flips if line.keeps(flip.now, flip.case.party_lists)),
    )
    return replace(report, comparison=comparison)


def _moved(both: Iterable[tuple[Outcome, Outcome]], then_line: AlertLine, line: AlertLine) -> tuple[Moved, ...]:
    """Recall of the shared cases, then and now, by class and list; the class "" is all changed names."""
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for old, new in both:
        change = new.case.change
        for list_id in ("", *(each for each in new.case.lists if each in old.case.lists)):
            for key in [(change, list_id)] if change in CONTROL else [("", list_id), (change, list_id)]:
                cell = counts[key]
                cell[0] += measures.found(old, then_line)
                cell[1] += measures.found(new, line)
                cell[2] += 1
    return tuple(Moved(change, one, (a, n), (b, n)) for (change, one), (a, b, n) in sorted(counts.items()))


def _alert_rates(report: ValidationReport, earlier: Earlier) -> tuple[Moved, ...] | None:
    """The alert rates then and now, by list; None where the clean names were not the same."""
    clean = report.clean
    same_seed = clean.origin == "customers" or report.settled.seed == earlier.settled.seed
    if (clean.origin, clean.sha256, clean.asked) != earlier.clean or not same_seed:
        return None
    rates = []
    for list_id in ("", *(each for each in report.lists if each in earlier.editions)):
        then = measures.alert_rate(earlier.alerts, clean.asked, earlier.settled.line, list_id)
        now = measures.alert_rate(clean.alerts, clean.asked, report.settled.line, list_id)
        rates.append(Moved("", list_id, (then.part, then.of), (now.part, now.of)))
    return tuple(rates)
