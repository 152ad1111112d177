"""A supply report as flat sheets: a row for each finding and each row without one, and the tiers in numbers."""

from __future__ import annotations

from collections.abc import Sequence

from lookthrough.report import wording
from lookthrough.report.finding import Finding
from lookthrough.report.grounding import Grounding
from lookthrough.report.sheet import Cell, Sheet, carried, headers_beside, iso, joined, values_under
from lookthrough.report.supply_answer import SupplyAnswer, SupplyReport

SUPPLY_HEADER = (
    *("row", "tier", "supplier", "item", "status", "route", "grade", "other_customers", "relation", "list"),
    *("listed_name", "listed_since", "effect", "applies", "says", "citations", "score", "matched_name", "share_exact"),
    *("grounds", "grounds_part"),
    *(
        "from_xinjiang",
        "region_words",
        "inputs",
        "goods_applies",
        "goods_says",
        "notes",
        "codes_as_printed",
        "not_in_force",
    ),
    *("tier_stated", "evidence", "grade_stated", "dated", "judged_on", "file", "as_of", "snapshot"),
)
TIER_HEADER = ("file", "as_of", "tier", "rows", "listed", "owned", "from_xinjiang", "place_unknown", "not_screened")


def supply_sheet(reports: Sequence[SupplyReport]) -> Sheet:
    """One row for each finding and one for each row of the table without any."""
    answers = [(report, answer) for report in reports for answer in report.answers]
    columns = carried((answer.supplied.party.extra for _, answer in answers))
    rows: list[tuple[Cell, ...]] = []
    of = {report.as_of: Grounding(report.as_of, report.grounds) for report in reports}
    for report, answer in answers:
        tail = (*_tail(answer, report), *values_under(answer.supplied.party.extra, columns))
        rows += [
            (*_head(answer), *_finding(finding, of[report.as_of]), *tail) for finding in answer.findings or (None,)
        ]
    return Sheet("Supply", SUPPLY_HEADER + headers_beside(columns, SUPPLY_HEADER), tuple(rows))


def _head(answer: SupplyAnswer) -> tuple[Cell, ...]:
    row = answer.supplied
    route = " < ".join(label for _, label in answer.route)
    return row.row, answer.tier, row.name, row.item, answer.status, route, answer.grade, answer.others


def _finding(finding: Finding | None, grounding: Grounding) -> tuple[Cell, ...]:
    if finding is None:
        return (None,) * 13
    exposure, listing, verdicts = finding.exposure, finding.exposure.listing, finding.verdicts
    return (
        *(exposure.relation, listing.list_id, listing.listed_name, iso(listing.since), wording.effects(verdicts)),
        *(joined(f"{v.rule}: {v.applies}" for v in verdicts), joined((v.says for v in verdicts), " | ")),
        joined([*(v.citation for v in verdicts), *listing.citations]),
        *(finding.score, finding.matched_name, None if exposure.share is None else wording.exact(exposure.share)),
        *(grounding.words(listing), grounding.part(listing)),
    )


def _tail(answer: SupplyAnswer, report: SupplyReport) -> tuple[Cell, ...]:
    row, goods, day = answer.supplied, answer.goods, answer.as_of or report.as_of
    several = f"{answer.over[0]}/{answer.over[-1]}" if answer.over else None
    judged = None if answer.unjudged else several or day
    waiting = (f"{e.list_id}: {e.listed_name}, {wording.why_not_in_force(e, day)}" for e in answer.not_in_force)
    codes = (f"{name} ({list_id}): {printed.says}" for name, list_id, printed in answer.printed)
    return (
        *(goods.from_region, joined(goods.words), joined(f"row {n}: {label}" for n, label in goods.inputs)),
        *(joined(v.applies for v in goods.verdicts), joined((v.says for v in goods.verdicts), " | ")),
        joined(filter(None, (answer.unjudged, *goods.notes, answer.note))),
        *(joined(codes, " | "), joined(waiting), row.tier, row.evidence, row.graded, row.dated, judged, report.title),
        *(report.as_of, report.snapshot),
    )


def tier_sheet(reports: Sequence[SupplyReport]) -> Sheet:
    """The tiers in numbers of rows."""
    rows = tuple(
        (
            *(report.title, report.as_of, "not known" if t.tier is None else t.tier, t.rows, t.listed, t.owned),
            *(t.from_region, t.place_unknown, t.unscreened),
        )
        for report in reports
        for t in report.tiers
    )
    return Sheet("Tiers", TIER_HEADER, rows)
