"""The verb about what one buys: who supplies it, tier by tier, and where it was made."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lookthrough.cli.answer import chosen_grounds, chosen_lists, deliver, progress, spare, workspace
from lookthrough.cli.door import FOUND, UNREADABLE, app
from lookthrough.cli.options import AsOf, Format, Grounds, Home, KnownOn, Links, Lists, Output, Rules, Threshold


@app.command(epilog="Example: lookthrough supply suppliers.csv --as-of 2026-07-09 -o supply.html")
def supply(
    file: Annotated[
        Path, typer.Argument(help="Suppliers, shipments or parts: a CSV, XLSX or JSONL table with headers")
    ],
    links: Links = None,
    rules: Rules = None,
    grounds: Grounds = None,
    threshold: Threshold = None,
    limit: Annotated[int, typer.Option(help="Matches looked at for each party")] = 10,
    lists: Lists = None,
    as_of: AsOf = None,
    row_dates: Annotated[
        bool, typer.Option("--row-dates", help="Judge each row that prints a day on that day, not on --as-of")
    ] = False,
    known_on: KnownOn = None,
    home: Home = None,
    format_: Format = None,
    output: Output = None,
) -> None:
    """Say which suppliers are listed or owned by listed parties, and which goods are presumed barred, tier by tier."""
    for read in (*(links or ()), *(rules or ())):
        spare(output, read)
    report = workspace(home).supply(
        file,
        links=links or (),
        rules=rules or (),
        grounds=chosen_grounds(grounds),
        threshold=threshold,
        limit=limit,
        lists=chosen_lists(lists),
        as_of=as_of,
        row_dates=row_dates,
        known_on=known_on,
        progress=progress(),
    )
    deliver(report, format_, output, report.issues, file)
    if any(answer.status in ("exposed", "linked") for answer in report.answers):
        raise typer.Exit(FOUND)
    lost = any(severity == "error" for severity in report.issues.severities.values())
    unasked = all(answer.status == "unidentified" for answer in report.answers)
    if lost or unasked or any(answer.unjudged for answer in report.answers):
        raise typer.Exit(UNREADABLE)
