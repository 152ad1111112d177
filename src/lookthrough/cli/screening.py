"""Verbs that ask: who is it, where does it lead, how alike are two names."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lookthrough.cli.answer import beside, chosen_lists, deliver, deliver_streamed, file_named, progress, workspace
from lookthrough.cli.door import FOUND, UNREADABLE, app
from lookthrough.cli.options import AsOf, Format, Grounds, Home, KnownOn, Links, Lists, Output, Rules, Threshold


@app.command(
    epilog="Examples: lookthrough screen 'Hikvision Digital Technology' --country cn · "
    "lookthrough screen suppliers.xlsx -o answers.xlsx"
)
def screen(
    what: Annotated[str, typer.Argument(help="A name, or a CSV, XLSX or JSONL file of names")],
    kind: Annotated[str, typer.Option(help="person, company, organization, vessel, aircraft, fund or any")] = "any",
    country: Annotated[str | None, typer.Option(help="The party's country, as a code or in words")] = None,
    birth_date: Annotated[
        str | None,
        typer.Option(
            help="YYYY, YYYY-MM, YYYY-MM-DD or a range A/B, with ~ behind it for about; only separates namesakes"
        ),
    ] = None,
    nationality: Annotated[str | None, typer.Option(help="A person's nationality, as a code or in words")] = None,
    gender: Annotated[str | None, typer.Option(help="f or m; only separates namesakes")] = None,
    address: Annotated[list[str] | None, typer.Option(help="An address of the party; may be repeated")] = None,
    identifier: Annotated[
        list[str] | None,
        typer.Option(
            help="An ISIN, LEI, IMO number …, or a number with its register before it: passport:…, national_id:…, "
            "tax_id:…, document:…, registration_number:…; may be repeated"
        ),
    ] = None,
    threshold: Threshold = None,
    limit: Annotated[int, typer.Option(help="Matches shown for each name")] = 10,
    lists: Lists = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    links: Links = None,
    rules: Rules = None,
    grounds: Grounds = None,
    home: Home = None,
    format_: Format = None,
    output: Output = None,
) -> None:
    """Screen a name or a file of names against the lists."""
    from lookthrough.report.render import format_for  # noqa: PLC0415 - --help must not wait for it
    from lookthrough.report.streaming import STREAMED  # noqa: PLC0415

    chosen, file = format_for(format_, output), file_named(what)
    space, used, shown = workspace(home), chosen_lists(lists), progress()
    if file is not None and chosen in STREAMED:
        screening = space.screening(
            file, threshold=threshold, limit=limit, lists=used, as_of=as_of, known_on=known_on, progress=shown,
            **beside(output, links, rules, grounds),
        )  # fmt: skip
        deliver_streamed(screening, chosen, output, file)
        statuses, issues = set(screening.statuses), screening.head.issues
    else:
        report = space.screen_report(
            what,
            kind=kind,
            country=country,
            birth_date=birth_date,
            nationality=nationality,
            gender=gender,
            addresses=address or (),
            identifiers=identifier or (),
            threshold=threshold,
            limit=limit,
            lists=used,
            as_of=as_of,
            known_on=known_on,
            progress=shown,
            **beside(output, links, rules, grounds),
        )
        deliver(report, format_, output, report.issues, file)
        statuses, issues = {answer.status for answer in report.answers}, report.issues
    if "hit" in statuses:
        raise typer.Exit(FOUND)
    lost = any(severity == "error" for severity in issues.severities.values())
    if "error" in statuses or lost:
        raise typer.Exit(UNREADABLE)


@app.command(epilog="Example: lookthrough portfolio holdings.csv --funds funds/ --as-of 2026-07-09 -o report.html")
def portfolio(
    file: Annotated[Path, typer.Argument(help="Holdings: iShares CSV, N-PORT, 13F, or any table with headers")],
    funds: Annotated[Path | None, typer.Option(help="Folder with the constituents of funds that it holds")] = None,
    threshold: Threshold = None,
    lists: Lists = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    links: Links = None,
    rules: Rules = None,
    grounds: Grounds = None,
    home: Home = None,
    format_: Format = None,
    output: Output = None,
) -> None:
    """Say which positions lead to a listed party, by how much, since when, and what that means on a date."""
    report = workspace(home).portfolio(
        file,
        funds=funds,
        threshold=threshold,
        lists=chosen_lists(lists),
        as_of=as_of,
        known_on=known_on,
        progress=progress(),
        **beside(output, links, rules, grounds),
    )
    deliver(report, format_, output, report.issues, file)
    if any(position.status in ("exposed", "linked") for position in report.positions):
        raise typer.Exit(FOUND)
    if report.issues.counts["unreadable-fund"] or not report.positions:
        raise typer.Exit(UNREADABLE)


@app.command(epilog="Example: lookthrough entity us_ofac_sdn:36 --as-of 2021-07-07")
def entity(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The entity's id as an answer shows it")],
    as_of: AsOf = None,
    known_on: KnownOn = None,
    links: Links = None,
    rules: Rules = None,
    grounds: Grounds = None,
    home: Home = None,
    format_: Format = None,
    output: Output = None,
) -> None:
    """Show one listed party: names, dates, verbatim cells, and what each listing means on a date."""
    report = workspace(home).entity(id_, as_of=as_of, known_on=known_on, **beside(output, links, rules, grounds))
    deliver(report, format_, output)


@app.command(
    epilog="Examples: lookthrough compare --line 'CRRC CORP LTD H' 'CRRC Corporation Limited' · "
    "lookthrough compare --pairs pairs.csv --format csv"
)
def compare(
    names: Annotated[list[str] | None, typer.Argument(help="Two names")] = None,
    pairs: Annotated[Path | None, typer.Option(help="A table with the columns name1, name2 and kind")] = None,
    kind: Annotated[str, typer.Option(help="person, company, organization, vessel, aircraft, fund or any")] = "any",
    line: Annotated[bool, typer.Option("--line", help="The first name is a line of a holdings file")] = False,
    threshold: Annotated[
        str | None,
        typer.Option(
            help="From which score on they are called alike: 0 to 1, strict, default or wide [default: as in screen]"
        ),
    ] = None,
    home: Home = None,
    format_: Format = None,
    output: Output = None,
) -> None:
    """Say how alike two names are, and why."""
    from lookthrough.report.comparing import report_comparison  # noqa: PLC0415 - --help must not wait for it
    from lookthrough.settings import read_settings  # noqa: PLC0415

    settings = read_settings(home)
    report, issues = report_comparison(
        names or (),
        pairs,
        kind=kind,
        line=line,
        threshold=settings.threshold.general if threshold is None else threshold,
        settings_digest=settings.digest,
    )
    deliver(report, format_, output, issues, pairs)
    if report.pairs and all(pair.error for pair in report.pairs):
        raise typer.Exit(UNREADABLE)
