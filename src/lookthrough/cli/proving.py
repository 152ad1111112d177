"""Verbs that prove: what screening finds of changed names."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lookthrough.cli.answer import chosen_lists, progress, say, spare, width, workspace
from lookthrough.cli.door import FOUND, UNREADABLE, app
from lookthrough.cli.options import Home, Lists, Output


@app.command(
    epilog="Examples: lookthrough validate -o report.html · "
    "lookthrough validate customers.csv --threshold default --threshold strict -o now.json · "
    "lookthrough validate customers.csv --baseline last_year.json -o report.html"
)
def validate(
    customers: Annotated[
        Path | None, typer.Argument(help="Names taken for clean: CSV, XLSX or JSONL [default: synthetic names]")
    ] = None,
    lists: Lists = None,
    sample: Annotated[int, typer.Option(help="Names drawn for each list; 0 for all")] = 200,
    seed: Annotated[int, typer.Option(help="Of every draw: the same seed repeats the same test")] = 1,
    threshold: Annotated[
        list[str] | None,
        typer.Option(
            help="The alert line, from 0.1 on, as in screen; repeat it to show others beside it, each one score or "
            "preset: only the first may go list by list [default: as in screen]"
        ),
    ] = None,
    baseline: Annotated[Path | None, typer.Option(help="JSON of an earlier validation to compare with")] = None,
    home: Home = None,
    format_: Annotated[
        str | None, typer.Option("--format", help="table, json, csv or html [default: by the ending of -o, else table]")
    ] = None,
    output: Output = None,
) -> None:
    """Test the screening of your own lists: what it finds of changed names, and how often it alerts on clean ones."""
    from lookthrough.report.render import format_for  # noqa: PLC0415 - --help must not wait for it
    from lookthrough.validation.render import known_format, render  # noqa: PLC0415

    chosen = known_format(format_for(format_, output))
    spare(output, customers, baseline)
    report = workspace(home).validate(
        customers,
        lists=chosen_lists(lists),
        sample=sample,
        seed=seed,
        thresholds=threshold or (),
        baseline=baseline,
        progress=progress(),
    )
    say(render(report, chosen, width=width(output)), chosen, output, report.issues)
    if report.missing or (report.comparison and report.comparison.missed):
        raise typer.Exit(FOUND)
    if report.clean.unreadable:
        raise typer.Exit(UNREADABLE)
