"""The verb that asks about owners."""

from __future__ import annotations

from typing import Annotated

import typer

from lookthrough.cli.answer import beside, chosen_lists, deliver, file_named, progress, say, spare, workspace
from lookthrough.cli.door import FOUND, UNREADABLE, app
from lookthrough.cli.options import (
    AsOf,
    Decisions,
    Format,
    Grounds,
    Home,
    KnownOn,
    Links,
    Lists,
    Output,
    Proposals,
    Rules,
    Threshold,
)

FOUND_STATUSES = frozenset(("listed", "reached", "possible", "linked"))


@app.command(
    epilog="Examples: lookthrough owners 'Alpha Holding Ltd' --links links.csv --as-of 2026-07-09 · "
    "lookthrough owners suppliers.csv --links register.json -o owners.html"
)
def owners(
    what: Annotated[str, typer.Argument(help="A party (name, lei:…, a register's id), or a file of parties")],
    links: Links = None,
    rules: Rules = None,
    decisions: Decisions = None,
    proposals: Proposals = None,
    grounds: Grounds = None,
    threshold: Threshold = None,
    lists: Lists = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    home: Home = None,
    format_: Format = None,
    output: Output = None,
) -> None:
    """Show who owns a party, whom it owns, up to which listed parties, and what that means on a date."""
    for file in (*(links or ()), *(rules or ()), *(decisions or ())):
        spare(proposals, file)
    report = workspace(home).owners(
        what,
        threshold=threshold,
        lists=chosen_lists(lists),
        as_of=as_of,
        known_on=known_on,
        progress=progress(),
        **beside(output, links, rules, grounds, decisions),
    )
    deliver(report, format_, output, report.issues, file_named(what))
    if proposals is not None:
        from lookthrough.report.proposals import proposals_csv  # noqa: PLC0415 - --help must not wait for it

        say(proposals_csv(report), "csv", proposals, None)
    statuses = {answer.status for answer in report.answers}
    if statuses & FOUND_STATUSES:
        raise typer.Exit(FOUND)
    if "error" in statuses or any(severity == "error" for severity in report.issues.severities.values()):
        raise typer.Exit(UNREADABLE)
