"""The command: arguments in, text or files out. Results go to stdout or `-o`, progress and warnings to stderr.

Exit codes: 0 answered, nothing found · 1 answered, something found (`screen`, `portfolio`, `validate`) ·
2 the caller's mistake · 3 a list or file could not be read · 4 our own files disagree.
"""

from __future__ import annotations

import gc
import io
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from lookthrough.errors import InputError, Issues, LookthroughError, SourceError, StateError

if TYPE_CHECKING:
    from lookthrough.report.finding import Report
    from lookthrough.workspace import Workspace

app = typer.Typer(
    name="lookthrough",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Through whom, by how much and since when does a name or a portfolio lead to a listed party, and what does "
    "that mean in law on a date? Start with **lookthrough demo**.",
    epilog="Exit codes: 0 nothing found · 1 something found (screen, portfolio, validate) · 2 your arguments · "
    "3 a list or file could not be read · 4 our own files disagree.",
)
FOUND, MISTAKE, UNREADABLE, DISAGREE = 1, 2, 3, 4
INTERRUPTED = 130

Home = Annotated[
    str | None, typer.Option(help="Folder with editions, snapshots and indexes [default: $LOOKTHROUGH_HOME]")
]
AsOf = Annotated[str | None, typer.Option(help="The day the question is asked for, YYYY-MM-DD [default: today]")]
KnownOn = Annotated[str | None, typer.Option(help="Use only what had been read by this day, YYYY-MM-DD")]
Lists = Annotated[
    str | None, typer.Option(help="Only these lists, separated by commas, e.g. us_bis_entity_list,us_ofac_sdn")
]
Format = Annotated[
    str | None,
    typer.Option("--format", help="table, json, jsonl, csv, xlsx or html [default: by the ending of -o, else table]"),
]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="Write the result to this file")]
Threshold = Annotated[
    str | None,
    typer.Option(
        help="The alert line: a score from 0 to 1, strict, default or wide; list by list: wide,us_ofac_sdn=0.9 "
        "[default: $LOOKTHROUGH_THRESHOLD, else the documented one]"
    ),
]
Accept = Annotated[
    bool, typer.Option("--accept-shrink", help="Believe an edition that is much smaller than the last one")
]


def main() -> None:
    """Run the command line; every failure becomes one message and an exit code, never a traceback."""
    # A command makes millions of small records without cycles and then ends: looking for cycles among them took a
    # quarter of the time of a large portfolio and freed nothing (benchmarks/nested_funds.py).
    gc.disable()
    _speak_utf8()
    try:
        app()
    except SystemExit as stop:
        if stop.code == INTERRUPTED:
            Console(stderr=True).print("Interrupted; what was stored before is unchanged.")
        raise
    except LookthroughError as error:
        _complain(error)
        sys.exit(_exit_code(error))
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        _complain(InputError(f"the system refused: {error.strerror or error}{where}", hint="check space and rights"))
        sys.exit(UNREADABLE)
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        _complain(
            StateError(
                f"a defect of Lookthrough: {type(error).__name__}: {error}",
                hint="what was stored before is unchanged; `python -X dev -m lookthrough …` shows where it happened",
            )
        )
        sys.exit(DISAGREE)


def _speak_utf8() -> None:
    """Names are in every script: a file or pipe gets UTF-8 whatever the locale, a terminal shows what it can."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and (stream.encoding or "").lower().replace("-", "") != "utf8":
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8")


def _exit_code(error: LookthroughError) -> int:
    if isinstance(error, StateError):
        return DISAGREE
    unreadable = isinstance(error, SourceError) or (error.place is not None and bool(error.place.file))
    return UNREADABLE if unreadable else MISTAKE


def _complain(error: LookthroughError) -> None:
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    place = f"{error.place}: " if error.place and str(error.place) else ""
    console.print(f"Error: {place}{error.message}", style="bold red", markup=False)
    if error.hint:
        console.print(f"  {error.hint}", markup=False)


def _workspace(home: str | None) -> Workspace:
    from lookthrough.workspace import open as open_workspace  # noqa: PLC0415 - --help must not wait for it

    return open_workspace(home)


def _deliver(
    report: Report, format_: str | None, output: Path | None, issues: Issues | None = None, read: Path | None = None
) -> None:
    """Render and write; `read` is the user's file, which an answer never overwrites."""
    from lookthrough.report.render import format_for, render  # noqa: PLC0415 - --help must not wait for it

    chosen = format_for(format_, output)
    _spare(output, read)
    _say(render(report, chosen, width=_width(output)), chosen, output, issues)


def _spare(output: Path | None, *read: Path | None) -> None:
    """Refuse to overwrite a file that the answer was read from."""
    for file in read:
        if output is not None and file is not None and output.exists() and file.exists() and output.samefile(file):
            raise InputError(f"{output} is the file that was read", hint="name another file with -o")


def _width(output: Path | None) -> int:
    return 100 if output else Console().width


def _say(said: str | bytes, chosen: str, output: Path | None, issues: Issues | None) -> None:
    """The answer to its file or to stdout, what was wrong in the user's file to stderr."""
    if issues:
        _warn(issues)
    if output is not None:
        _write(output, said)
        Console(stderr=True, highlight=False).print(f"Wrote {output}", markup=False)
    elif isinstance(said, bytes):
        if sys.stdout.isatty():
            raise InputError(f"{chosen} is not for a terminal", hint="name a file with -o")
        sys.stdout.buffer.write(said)
    elif said:
        sys.stdout.write(said if said.endswith("\n") else said + "\n")


def _file_named(what: str) -> Path | None:
    try:
        return Path(what) if Path(what).is_file() else None
    except (OSError, ValueError):
        return None


def _write(output: Path, said: str | bytes) -> None:
    """Write whole or not at all; a device or a pipe is written through, a link's target is what is replaced."""
    data = said.encode() if isinstance(said, str) else said
    target = output.resolve()
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)
            return
        handle, aside = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            os.chmod(aside, target.stat().st_mode & 0o777 if target.exists() else 0o644)
            os.replace(aside, target)
        except BaseException:
            os.unlink(aside)
            raise
    except OSError as error:
        raise InputError(f"cannot write {output}: {error.strerror}", hint="choose another place with -o") from None


def _warn(issues: Issues, shown: int = 12) -> None:
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    for issue in list(issues)[:shown]:
        console.print(f"{issue.severity}: {issue}", markup=False)
    rest = len(issues) - min(shown, len(issues.kept))
    if rest > 0:
        counts = ", ".join(f"{code} {count:,}" for code, count in sorted(issues.counts.items()))
        console.print(f"… and {rest:,} more ({counts})", markup=False)


def _progress() -> Callable[[str, int, int | None], None]:
    """A line on stderr that says how far long work is; silent where stderr is not a terminal."""
    console = Console(stderr=True)

    def tell(what: str, done: int, total: int | None) -> None:
        if console.is_terminal:
            of = f" of {total:,}" if total else ""
            console.print(f"\x1b[2K{what}: {done:,}{of}", end="\r", markup=False, highlight=False)

    return tell


def _chosen(lists: str | None) -> tuple[str, ...] | None:
    return tuple(part.strip() for part in lists.split(",") if part.strip()) if lists else None


@app.command(epilog="Example: lookthrough demo")
def demo(
    folder: Annotated[Path, typer.Option(help="Where the demo writes")] = Path("lookthrough-demo"),
    home: Annotated[str | None, typer.Option(help="Folder for its lists [default: home in that folder]")] = None,
) -> None:
    """Show the main job on a bundled sample: a pension plan, an index fund, 28 organisations, three dates."""
    from lookthrough.demo import run_demo  # noqa: PLC0415 - --help must not wait for it

    sys.stdout.write(run_demo(folder, home, width=Console().width))


@app.command(epilog="Example: lookthrough lists --format csv -o lists.csv")
def lists(home: Home = None, format_: Format = None, output: Output = None) -> None:
    """Show every known list: which edition is loaded, how many entries, how old, and what went wrong."""
    _deliver(_workspace(home).lists(), format_, output)


@app.command(
    epilog="Example: lookthrough load us_ofac_sdn sdn.csv alt.csv add.csv sdn_comments.csv --edition 2021-07-07"
)
def load(
    source: Annotated[str, typer.Argument(help="The source, e.g. us_trade_csl; `lookthrough lists` shows them all")],
    files: Annotated[list[Path], typer.Argument(help="The publisher's file or files")],
    edition: Annotated[str | None, typer.Option(help="The edition's day, YYYY-MM-DD, where no file states it")] = None,
    accept_shrink: Accept = False,
    home: Home = None,
) -> None:
    """Read an edition of a list from disk."""
    answer = _workspace(home).load(source, *files, edition=edition, accept_shrink=accept_shrink, progress=_progress())
    _warn(answer.issues)
    sys.stdout.write(answer.says + "\n")


@app.command(epilog="Example: lookthrough update us_trade_csl un_sc")
def update(
    sources: Annotated[list[str] | None, typer.Argument(help="Sources or lists; none for all")] = None,
    accept_shrink: Accept = False,
    home: Home = None,
) -> None:
    """Fetch the newest editions from the publishers. A list that fails keeps its last good edition, and says so."""
    answer = _workspace(home).update(sources or None, accept_shrink=accept_shrink, progress=_progress())
    _warn(answer.issues)
    sys.stdout.write(answer.says + "\n")
    if answer.failed:
        raise typer.Exit(UNREADABLE)


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
    home: Home = None,
    format_: Format = None,
    output: Output = None,
) -> None:
    """Screen a name or a file of names against the lists."""
    report = _workspace(home).screen_report(
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
        lists=_chosen(lists),
        as_of=as_of,
        known_on=known_on,
        progress=_progress(),
    )
    _deliver(report, format_, output, report.issues, _file_named(what))
    statuses = {answer.status for answer in report.answers}
    if "hit" in statuses:
        raise typer.Exit(FOUND)
    lost = any(severity == "error" for severity in report.issues.severities.values())
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
    home: Home = None,
    format_: Format = None,
    output: Output = None,
) -> None:
    """Say which positions lead to a listed party, by how much, since when, and what that means on a date."""
    report = _workspace(home).portfolio(
        file,
        funds=funds,
        threshold=threshold,
        lists=_chosen(lists),
        as_of=as_of,
        known_on=known_on,
        progress=_progress(),
    )
    _deliver(report, format_, output, report.issues, file)
    if any(position.status in ("exposed", "linked") for position in report.positions):
        raise typer.Exit(FOUND)
    if report.issues.counts["unreadable-fund"] or not report.positions:
        raise typer.Exit(UNREADABLE)


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
    _spare(output, customers, baseline)
    report = _workspace(home).validate(
        customers,
        lists=_chosen(lists),
        sample=sample,
        seed=seed,
        thresholds=threshold or (),
        baseline=baseline,
        progress=_progress(),
    )
    _say(render(report, chosen, width=_width(output)), chosen, output, report.issues)
    if report.missing or (report.comparison and report.comparison.missed):
        raise typer.Exit(FOUND)
    if report.clean.unreadable:
        raise typer.Exit(UNREADABLE)


@app.command(epilog="Example: lookthrough entity us_ofac_sdn:36 --as-of 2021-07-07")
def entity(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The entity's id as an answer shows it")],
    as_of: AsOf = None,
    known_on: KnownOn = None,
    home: Home = None,
    format_: Format = None,
    output: Output = None,
) -> None:
    """Show one listed party: names, dates, verbatim cells, and what each listing means on a date."""
    _deliver(_workspace(home).entity(id_, as_of=as_of, known_on=known_on), format_, output)


@app.command(epilog="Example: lookthrough diff 2019-10-08 2019-10-10 --lists us_bis_entity_list")
def diff(
    earlier: Annotated[str, typer.Argument(help="A day, YYYY-MM-DD")],
    later: Annotated[str, typer.Argument(help="A later day, YYYY-MM-DD")],
    lists: Lists = None,
    home: Home = None,
    format_: Format = None,
    output: Output = None,
) -> None:
    """Show which listings began or ended between two days."""
    _deliver(_workspace(home).diff(earlier, later, lists=_chosen(lists)), format_, output)


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
    _deliver(report, format_, output, issues, pairs)
    if report.pairs and all(pair.error for pair in report.pairs):
        raise typer.Exit(UNREADABLE)
