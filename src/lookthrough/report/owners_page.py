"""What the page about owners shows: which parties are set out in full, with their pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from lookthrough.report import wording
from lookthrough.report.grounding import Grounding
from lookthrough.report.owners import OwnersAnswer, OwnersReport
from lookthrough.report.ownership_picture import picture_of
from lookthrough.report.ownership_svg import draw
from lookthrough.report.sheet import issue_rows

SET_OUT = 40
"""How many parties are set out in full; a page with more would not open."""

ROWS_SHOWN = 3_000
FINDINGS_SHOWN = 40
OPEN_UP_TO = 6


@dataclass(frozen=True, slots=True)
class OwnersView:
    """One party as the page sets it out.

    Attributes:
        answer: what is known.
        anchor: its place on the page.
        picture: "" where there is nothing to draw.
        grounding: why parties were listed.
        open: findings are open at first.
        findings_shown: how many of them.
    """

    answer: OwnersAnswer
    anchor: str
    picture: Markup
    grounding: Grounding
    open: bool = True
    findings_shown: int = FINDINGS_SHOWN


def view_of(answer: OwnersAnswer, grounding: Grounding, number: int = 1, *, alone: bool = True) -> OwnersView:
    """One party with its picture."""
    picture = picture_of(answer, grounding.as_of.isoformat())
    drawn = draw(picture, number) if picture else Markup("")
    return OwnersView(answer, f"o{number}", drawn, grounding, alone and len(answer.findings) <= OPEN_UP_TO)


def owners_values(report: OwnersReport) -> dict[str, Any]:
    """Everything that the template prints."""
    grounding = Grounding(report.as_of, report.grounds)
    telling = [answer for answer in report.answers if answer.status not in ("clear", "unknown", "error")]
    chosen: Sequence[OwnersAnswer] = report.answers if len(report.answers) <= SET_OUT else telling
    views = [
        view_of(answer, grounding, number, alone=len(report.answers) == 1)
        for number, answer in enumerate(chosen[:SET_OUT], 1)
    ]
    anchors = {id(view.answer): view.anchor for view in views}
    rows = [
        {
            "answer": answer,
            "anchor": anchors.get(id(answer), ""),
            "effects": wording.effects(v for f in answer.findings for v in f.verdicts) if answer.findings else "",
        }
        for answer in report.answers[:ROWS_SHOWN]
    ]
    listed = [[finding.exposure.listing for finding in answer.findings] for answer in report.answers]
    one = len(report.answers) == 1
    counted = [[entry] for row in listed for entry in row] if one else [row for row in listed if row]
    return {
        "title": report.title,
        "version": report.version,
        "generated": report.generated.isoformat(timespec="minutes"),
        "report": report,
        "day": wording.day_words(report.as_of),
        "headline": wording.owners_headline(report),
        "rows": rows,
        "rows_cut": len(report.answers) - len(rows),
        "views": views,
        "views_cut": len(chosen) - len(views),
        "counts": grounding.counts(counted),
        "parts": grounding.parts(counted),
        "word": "listing" if one else "party",
        "issues": list(issue_rows(report.issues)),
    }
