"""HTML: one self-contained page, in the style and under the guarantees of every report of ours."""

from __future__ import annotations

from lookthrough.report.render_html import page
from lookthrough.report.sheet import issue_rows
from lookthrough.validation import wording
from lookthrough.validation.page import ValidationPage, shade
from lookthrough.validation.records import ValidationReport
from lookthrough.validation.render_json import content_json, digest_of


def render_html(report: ValidationReport) -> str:
    """The page: summary, comparison, matrix, curves, alerts, lists, failures, method."""
    return page(
        "validation.html.j2",
        title="Validation of name screening",
        version=report.settled.version,
        generated=report.generated.isoformat(timespec="minutes"),
        view=ValidationPage(report),
        digest=digest_of(content_json(report)),
        issues=list(issue_rows(report.issues)),
        shade=shade,
        rate_percent=wording.percent,
        rate_words=wording.rate_words,
        interval=wording.interval,
        list_words=wording.list_words,
        line_said=wording.line_words,
    )
