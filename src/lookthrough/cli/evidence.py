"""Verbs about documents: read them into claims, see what they say and what disagrees, decide about claims."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lookthrough.cli.answer import chosen_grounds, progress, say, spare, width, workspace
from lookthrough.cli.door import UNREADABLE, app
from lookthrough.cli.options import Grounds, Home, Output
from lookthrough.errors import InputError

if TYPE_CHECKING:
    from lookthrough.report.claims import EvidenceReport

ClaimFormat = Annotated[
    str | None,
    typer.Option(
        "--format",
        help="table, json, jsonl, csv, xlsx, html, ftm, annotation, claimreview or prov "
        "[default: by the ending of -o, else table]",
    ),
]
By = Annotated[str, typer.Option("--by", help="Who decides")]
Reason = Annotated[str, typer.Option("--reason", help="Why, in your words; kept with the decision")]
ClaimId = Annotated[
    str, typer.Argument(metavar="ID", help="The claim's id as an answer shows it; its first digits are enough")
]


def _answer(report: EvidenceReport, format_: str | None, output: Path | None, read: list[str]) -> None:
    from lookthrough.report.render_claims import claims_format, render_claims  # noqa: PLC0415 - --help must not wait for it

    chosen = claims_format(format_, output)
    spare(output, *(Path(each) for each in read if each != "-" and Path(each).is_file()))
    say(render_claims(report, chosen, width=width(output)), chosen, output, report.issues)


@app.command(
    epilog="Examples: lookthrough read articles/ -o report.html · cat page.html | lookthrough read - --format jsonl"
)
def read(
    what: Annotated[
        list[str], typer.Argument(metavar="FILES|FOLDERS|-", help="Documents, folders of them, or - for standard input")
    ],
    keep: Annotated[
        bool, typer.Option("--keep/--no-keep", help="Keep documents and claims in the home folder, for `claims`")
    ] = True,
    use_spacy: Annotated[
        bool, typer.Option("--spacy", help="Let the packaged English model propose further names")
    ] = False,
    extractor: Annotated[
        list[str] | None,
        typer.Option(
            "--extractor",
            metavar="NAME",
            help="Ask a stronger extractor too: gliner:FOLDER, or http://127.0.0.1:PORT/v1#MODEL; may be repeated",
        ),
    ] = None,
    grounds: Grounds = None,
    home: Home = None,
    format_: ClaimFormat = None,
    output: Output = None,
) -> None:
    """Read documents into claims with exact quotes, speakers, stances and dates, and say what disagrees."""
    from lookthrough.evidence.named_extractor import named_extractor  # noqa: PLC0415 - --help must not wait for it

    extractors = [named_extractor(name) for name in extractor or ()]
    report = workspace(home).read(
        *what, keep=keep, stdin=sys.stdin.buffer.read, use_spacy=use_spacy, extractors=extractors,
        progress=progress(), grounds=chosen_grounds(grounds),
    )  # fmt: skip
    _answer(report, format_, output, what)
    if "error" in report.issues.severities.values():
        raise typer.Exit(UNREADABLE)


claims_app = typer.Typer(
    help="See what the documents that were read say, and decide about claims.", invoke_without_command=True
)
app.add_typer(claims_app, name="claims")


@claims_app.callback(
    epilog="Examples: lookthrough claims --about Hikvision · lookthrough claims --contradictions --format jsonl"
)
def claims(
    context: typer.Context,
    about: Annotated[
        str, typer.Option("--about", help="Only claims about this party: a name, words, or an entity id")
    ] = "",
    speaker: Annotated[
        str, typer.Option("--speaker", help="Only what this one says; author for the articles' own voice")
    ] = "",
    contradictions: Annotated[
        bool, typer.Option("--contradictions", help="What disagrees, a line each, instead of the claims")
    ] = False,
    verify: Annotated[
        bool, typer.Option("--verify", help="Read every kept byte and quote again and compare them first")
    ] = False,
    grounds: Grounds = None,
    home: Home = None,
    format_: ClaimFormat = None,
    output: Output = None,
) -> None:
    """Show what the documents that were read say, narrowed to a party or a speaker; or what disagrees among it."""
    if context.invoked_subcommand is not None:
        return
    place = workspace(home)
    if verify:
        count = place.verify_evidence()
        sys.stderr.write(f"{count:,} quotes stand in their stored texts; every stored byte is the one that came in.\n")
    wanted = chosen_grounds(grounds)
    report = place.claims(about=about, speaker=speaker, contradictions=contradictions, grounds=wanted)
    _answer(report, format_, output, [])


@claims_app.command(epilog="Example: lookthrough claims accept 3f2a --by 'A. Analyst' --reason 'seen in the filing'")
def accept(claim: ClaimId, by: By, reason: Reason, home: Home = None) -> None:
    """Accept a claim: from now on findings may cite it."""
    _decide(claim, "accept", by, reason, home)


@claims_app.command(
    epilog="Example: lookthrough claims reject 3f2a --by 'A. Analyst' --reason 'another company of that name'"
)
def reject(claim: ClaimId, by: By, reason: Reason, home: Home = None) -> None:
    """Reject a claim: it stays in the store, and nothing is compared with it or cites it."""
    _decide(claim, "reject", by, reason, home)


@claims_app.command(
    epilog="Example: lookthrough claims edit 3f2a --set 'object=Port of X' --by 'A. Analyst' --reason 'so the quote'"
)
def edit(
    claim: ClaimId,
    by: By,
    reason: Reason,
    changes: Annotated[
        list[str], typer.Option("--set", help="FIELD=VALUE; may be repeated. The quote cannot be changed")
    ],
    home: Home = None,
) -> None:
    """Correct a claim and accept it so; what was read stays beside the correction."""
    pairs = [each.partition("=") for each in changes]
    if any(not mark for _, mark, _ in pairs):
        raise InputError("a correction is FIELD=VALUE", hint="for example --set 'object=Port of X'")
    _decide(claim, "edit", by, reason, home, {field.strip(): value.strip() for field, _, value in pairs})


def _decide(
    claim: str, action: str, by: str, reason: str, home: str | None, changes: dict[str, str] | None = None
) -> None:
    whole = workspace(home).review(claim, action, by=by, reason=reason, changes=changes)
    done = {"accept": "accepted", "reject": "rejected", "edit": "corrected"}[action]
    sys.stdout.write(f"Claim {whole}: {done} by {by}.\n")
