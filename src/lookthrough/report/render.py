"""One door to every format."""

# ruff: noqa: PLC0415 - a format loads what writes it when it is asked for (decision 0004)

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, get_args

from lookthrough.errors import InputError, quote
from lookthrough.report.finding import Report

Format = Literal["table", "json", "jsonl", "csv", "xlsx", "html"]
FORMATS: tuple[str, ...] = get_args(Format)


def format_for(form: str | None, output: Path | None) -> str:
    """The format that is meant: the one that is named, else the one of the file's ending, else "table".

    Raises:
        InputError: if the ending of the file names no format.
    """
    if form is not None or output is None:
        return form or "table"
    ending = output.suffix.lower().lstrip(".")
    ending = {"htm": "html", "txt": "table", "ndjson": "jsonl"}.get(ending, ending)
    if ending not in FORMATS:
        raise InputError(
            f"the ending of {quote(output.name)} names no format", hint=f"add --format, one of {', '.join(FORMATS)}"
        )
    return ending


def render(report: Report | Sequence[Report], form: str, *, width: int = 100) -> str | bytes:
    """A report in a format: bytes for "xlsx", text for the others.

    Args:
        report: one report, or several of one kind (the same portfolio on several days).
        form: one of `FORMATS`.
        width: columns of the "table" format.

    Raises:
        InputError: if the format is not one of ours, there is nothing to show, or the kinds are mixed.
    """
    reports = list(report) if isinstance(report, Sequence) else [report]
    if form not in FORMATS:
        raise InputError(f"{quote(form)} is not a format", hint=f"choose one of {', '.join(FORMATS)}")
    if not reports:
        raise InputError("there is no report to show")
    if len({type(one) for one in reports}) > 1:
        raise InputError("reports of different kinds cannot be shown together", hint="show them one by one")
    if form == "xlsx":
        from lookthrough.report.render_xlsx import render_xlsx

        return render_xlsx(reports)
    if form == "html":
        from lookthrough.report.render_html import render_html

        return render_html(reports)
    if form == "csv":
        from lookthrough.report.render_csv import render_csv

        return render_csv(reports)
    if form == "table":
        from lookthrough.report.terminal import render_text

        return render_text(reports, width=width)
    from lookthrough.report.render_json import render_json, render_jsonl

    return render_json(reports) if form == "json" else render_jsonl(reports)
