"""Verbs about lists: load them, see them, see what changed; and the demo."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from lookthrough.cli.answer import chosen_grounds, chosen_lists, deliver, progress, warn, workspace
from lookthrough.cli.door import UNREADABLE, app
from lookthrough.cli.options import Accept, AsOf, Format, Grounds, Home, Lists, Output


@app.command(epilog="Example: lookthrough demo")
def demo(
    folder: Annotated[Path, typer.Option(help="Where the demo writes")] = Path("lookthrough-demo"),
    home: Annotated[str | None, typer.Option(help="Folder for its lists [default: home in that folder]")] = None,
) -> None:
    """Show the main job on a bundled sample: a pension plan, an index fund, 28 organisations, three dates."""
    from lookthrough.demo import run_demo  # noqa: PLC0415 - --help must not wait for it

    sys.stdout.write(run_demo(folder, home, width=Console().width))


@app.command(epilog="Example: lookthrough lists --format csv -o lists.csv")
def lists(
    grounds: Grounds = None, as_of: AsOf = None, home: Home = None, format_: Format = None, output: Output = None
) -> None:
    """Show every known list: which edition is loaded, how many entries, how old, and what went wrong."""
    deliver(workspace(home).lists(grounds=chosen_grounds(grounds), as_of=as_of), format_, output)


@app.command(
    epilog="Example: lookthrough load us_ofac_sdn sdn.csv alt.csv add.csv sdn_comments.csv --edition 2021-07-07"
)
def load(
    source: Annotated[
        str,
        typer.Argument(
            help="The source, e.g. us_trade_csl; `lookthrough lists` shows them all. Of a register of owners: its "
            "format, e.g. gleif_level2, or nothing but its file",
        ),
    ],
    files: Annotated[list[Path] | None, typer.Argument(help="The publisher's file or files")] = None,
    edition: Annotated[str | None, typer.Option(help="The edition's day, YYYY-MM-DD, where no file states it")] = None,
    accept_shrink: Accept = False,
    home: Home = None,
) -> None:
    """Read an edition of a list, or of a register of owners, from disk."""
    given = files or []
    answer = workspace(home).load(source, *given, edition=edition, accept_shrink=accept_shrink, progress=progress())
    warn(answer.issues)
    sys.stdout.write(answer.says + "\n")


@app.command(epilog="Example: lookthrough unload gb_fcdo --why 'gb_ofsi is asked instead'")
def unload(
    source: Annotated[str, typer.Argument(help="The source or register of owners, e.g. gb_fcdo or gleif_level2")],
    why: Annotated[str, typer.Option(help="A reason, for the record")] = "",
    home: Home = None,
) -> None:
    """Let a source answer no more. Its editions and the snapshots with it stay; loading it again puts it back."""
    answer = workspace(home).unload(source, why=why, progress=progress())
    warn(answer.issues)
    sys.stdout.write(answer.says + "\n")


@app.command(epilog="Example: lookthrough update us_trade_csl un_sc")
def update(
    sources: Annotated[list[str] | None, typer.Argument(help="Sources or lists; none for all")] = None,
    accept_shrink: Accept = False,
    home: Home = None,
) -> None:
    """Fetch the newest editions from the publishers. A list that fails keeps its last good edition, and says so."""
    answer = workspace(home).update(sources or None, accept_shrink=accept_shrink, progress=progress())
    warn(answer.issues)
    sys.stdout.write(answer.says + "\n")
    if answer.failed:
        raise typer.Exit(UNREADABLE)


@app.command(epilog="Example: lookthrough diff 2019-10-08 2019-10-10 --lists us_bis_entity_list")
def diff(
    earlier: Annotated[str, typer.Argument(help="A day, YYYY-MM-DD")],
    later: Annotated[str, typer.Argument(help="A later day, YYYY-MM-DD")],
    lists: Lists = None,
    grounds: Grounds = None,
    home: Home = None,
    format_: Format = None,
    output: Output = None,
) -> None:
    """Show which listings began or ended between two days."""
    report = workspace(home).diff(earlier, later, lists=chosen_lists(lists), grounds=chosen_grounds(grounds))
    deliver(report, format_, output)
