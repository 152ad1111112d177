"""One door to every format of the answer about documents."""

from __future__ import annotations

from pathlib import Path

from lookthrough.errors import InputError, quote
from lookthrough.report.claims import EvidenceReport
from lookthrough.report.claims_export import EXPORTS, export
from lookthrough.report.claims_json import evidence_json, evidence_lines
from lookthrough.report.claims_page import render_page
from lookthrough.report.claims_sheets import claims_sheet, evidence_sheets
from lookthrough.report.claims_terminal import claims_text
from lookthrough.report.record_json import issues_json, list_json
from lookthrough.report.render import FORMATS, format_for
from lookthrough.report.render_csv import sheet_csv
from lookthrough.report.render_json import json_line, json_lined
from lookthrough.report.render_xlsx import workbook

CLAIM_FORMATS = (*FORMATS, *EXPORTS)


def claims_format(form: str | None, output: Path | None) -> str:
    """The format that is meant: as for other answers, and the exports by their names.

    Raises:
        InputError: if there is no such format.
    """
    chosen = form if form in EXPORTS else format_for(form, output)
    if chosen not in CLAIM_FORMATS:
        raise InputError(f"{quote(chosen)} is not a format", hint=f"choose one of {', '.join(CLAIM_FORMATS)}")
    return chosen


def render_claims(report: EvidenceReport, form: str, *, width: int = 100) -> str | bytes:
    """An answer about documents in a format: bytes for "xlsx", text for the others.

    Args:
        report: the answer.
        form: one of `CLAIM_FORMATS`.
        width: columns of the "table" format.

    Raises:
        InputError: if the format is not one of ours.
    """
    if form == "jsonl":
        return "".join(f"{json_line(line)}\n" for line in evidence_lines(report))
    if form == "json":
        lists = [list_json(each) for each in report.lists]
        return "".join(json_lined(evidence_json(report, lists, issues_json(report.issues)))) + "\n"
    if form == "csv":
        return sheet_csv(claims_sheet([report]))
    if form == "xlsx":
        return workbook(evidence_sheets([report]))
    if form == "html":
        return render_page(report)
    if form in EXPORTS:
        return export(report, form)
    if form == "table":
        return claims_text(report, width=width)
    raise InputError(f"{quote(form)} is not a format", hint=f"choose one of {', '.join(CLAIM_FORMATS)}")
