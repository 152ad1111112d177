"""One door to the formats of a validation: table, json, csv, html."""

from __future__ import annotations

import csv
import io

from rich import box
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from lookthrough.errors import InputError, quote
from lookthrough.report.render_csv import neutral
from lookthrough.report.wording import printable
from lookthrough.validation import measures, wording
from lookthrough.validation.perturbations import GROUPS
from lookthrough.validation.records import ValidationReport
from lookthrough.validation.render_html import render_html
from lookthrough.validation.render_json import CASE_COLUMNS, render_json

FORMATS = ("table", "json", "csv", "html")


def known_format(form: str) -> str:
    """The format itself; asked before the work, so that nobody waits for an answer that cannot be written.

    Raises:
        InputError: if it is none of `FORMATS`.
    """
    if form not in FORMATS:
        raise InputError(f"a validation has no format {quote(form)}", hint=f"choose one of {', '.join(FORMATS)}")
    return form


def render(report: ValidationReport, form: str, *, width: int = 100) -> str:
    """A validation in a format: the whole in "json" and "html", a summary in "table", a row a case in "csv".

    Args:
        report: the validation.
        form: one of `FORMATS`.
        width: columns of the "table" format.

    Raises:
        InputError: if the format is none of these.
    """
    if known_format(form) == "table":
        return render_text(report, width=width)
    return {"json": render_json, "csv": render_csv, "html": render_html}[form](report)


def render_csv(report: ValidationReport) -> str:
    """Every case with its score and place; safe to open in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CASE_COLUMNS)
    for outcome in report.outcomes:
        case = outcome.case
        lists = (";".join(case.lists), ";".join(case.party_lists))
        texts = (case.change, *lists, case.entity_id, case.kind, case.strength, case.listed, case.query)
        found = "yes" if report.finds(outcome) else "no"
        writer.writerow([*(neutral(printable(text)) for text in texts), outcome.score, outcome.rank, found])
    return out.getvalue()


def render_text(report: ValidationReport, *, width: int = 100) -> str:
    """The summary for a terminal."""
    console = Console(file=io.StringIO(), width=width, force_terminal=False, highlight=False, soft_wrap=False)
    console.print(_view(report))
    assert isinstance(console.file, io.StringIO)  # noqa: S101  (made two lines above)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines()) + "\n"


def _view(report: ValidationReport) -> Group:
    parts: list[Text | Table] = [Text(wording.tested(report)), Text()]
    parts += [Text(f"• {printable(said)}") for said in wording.results(report)]
    parts += [Text(), _by_list(report), Text(), _by_group(report)]
    for each in report.coverage:
        if each.used.problem:
            parts.append(Text(f"{each.used.id}: {printable(each.used.problem)}", style="bold"))
    if report.not_asked:
        parts.append(Text(f"Not asked: {', '.join(one for one, _ in report.not_asked)}."))
    if report.comparison:
        missed, found = len(report.comparison.missed), len(report.comparison.found)
        parts.append(Text(f"Against {report.comparison.file}: newly missed {missed:,}, newly found {found:,}."))
        parts += [Text(f"• {printable(said)}") for said in wording.comparable(report.comparison, report)]
        parts += [Text(f"  missed {printable(wording.flip_words(flip))}") for flip in report.comparison.missed[:10]]
    return Group(*parts)


def _table(*headers: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    for number, header in enumerate(headers):
        table.add_column(header, justify="right" if number else "left", overflow="fold", min_width=0 if number else 16)
    return table


def _by_list(report: ValidationReport) -> Table:
    table = _table("List", "Edition", "Own name finds", "Changed names found", "Clean names alert")
    line = report.settled.line
    for each in report.coverage:
        own = measures.changed(measures.on_list(report.outcomes, each.used.id))
        alerts = measures.alert_rate(report.clean.alerts, report.clean.asked, line, each.used.id)
        table.add_row(
            wording.list_words(each.used.id),
            each.used.edition,
            f"{each.called:,} of {each.parties:,}",
            wording.percent(measures.recall(own, line)),
            wording.percent(alerts),
        )
    return table


def _by_group(report: ValidationReport) -> Table:
    table = _table("Names", "Found", "Of", "Share", "95 % interval")
    rates = measures.by(report.outcomes, lambda outcome: measures.GROUP_OF[outcome.case.change], report.settled.line)
    for group, title in GROUPS.items():
        if group in rates:
            rate = rates[group]
            table.add_row(title, f"{rate.part:,}", f"{rate.of:,}", wording.percent(rate), wording.interval(rate))
    return table
