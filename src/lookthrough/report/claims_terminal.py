"""The terminal view of claims and contradictions: what disagrees, the claims, what is missing, what next."""

from __future__ import annotations

import io
from collections import Counter
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.text import Text

from lookthrough.model.claim import Contradiction
from lookthrough.report import wording
from lookthrough.report.claims import ClaimRow, EvidenceReport
from lookthrough.report.claims_words import headline, kind_words, predicate_words, said_by
from lookthrough.report.grounding import PART_WORDS
from lookthrough.report.terminal_parts import grounds_part

ROWS_SHOWN = 40
_LONGEST = 300


def claims_text(report: EvidenceReport, *, width: int = 100) -> str:
    """The view as plain text of a width."""
    out = io.StringIO()
    looks: dict[str, Any] = {"force_terminal": False, "no_color": True, "highlight": False, "_environ": {}}
    Console(file=out, width=width, legacy_windows=False, **looks).print(claims_view(report))
    return out.getvalue()


def claims_view(report: EvidenceReport) -> RenderableType:
    """The answer about documents."""
    head = Panel(Text(wording.printable(headline(report)), style="bold"), title="Lookthrough", title_align="left")
    parts: list[RenderableType] = [head, *_contradictions(report)]
    if not report.only_contradictions:
        parts += _claims(report)
    parts += grounds_part(report.grounding, report.listed(), "claim")
    return Group(*parts, *_missing(report), *_closing(report))


def _line(text: str, style: str = "") -> Text:
    return Text(wording.fold(wording.printable(text), _LONGEST), style=style)


def _contradictions(report: EvidenceReport) -> list[RenderableType]:
    rows = {row.claim.id: row for row in report.claims}
    flagged = [one for one in report.contradictions if one.flagged]
    notes = [one for one in report.contradictions if not one.flagged]
    out: list[RenderableType] = []
    if flagged:
        out.append(Text("\nWhat disagrees", style="bold"))
        for one in flagged[:ROWS_SHOWN]:
            out += _contradiction(one, rows)
        out += _more(len(flagged), "contradiction")
    if notes and report.only_contradictions:
        out.append(Text("\nSide by side", style="bold"))
        for one in notes[:ROWS_SHOWN]:
            out += _contradiction(one, rows)
        out += _more(len(notes), "note")
    if report.only_contradictions and not out:
        out.append(Text("Nothing disagrees among these claims, as far as the comparators here can see."))
    return out


def _contradiction(one: Contradiction, rows: dict[str, ClaimRow]) -> list[RenderableType]:
    lines: list[RenderableType] = [
        Text.assemble(
            ("! " if one.flagged else "· ", "bold red"), (f"{kind_words(one)}: ", "bold"), wording.printable(one.says)
        )
    ]
    for claim in one.claims[:4]:
        if claim in rows:
            row = rows[claim]
            lines.append(_line(f"    {row.article.id}: “{row.claim.quote.exact}”", "dim"))
    return lines


def _claims(report: EvidenceReport) -> list[RenderableType]:
    if not report.claims:
        return [Text("\nNo claim was read.", style="bold")]
    out: list[RenderableType] = [Text("\nClaims", style="bold")]
    article = ""
    grounding = report.grounding
    for row, listings in zip(report.claims[:ROWS_SHOWN], report.listed(), strict=False):
        if row.article.id != article:
            article = row.article.id
            when = row.article.published.date.iso if row.article.published.date else "no date"
            out.append(_line(f"{article} · {when} · {row.article.title or row.file}", "bold"))
        part = grounding.best(listings)
        out.append(_claim(row, PART_WORDS[part] if part else ""))
    return [*out, *_more(len(report.claims), "claim")]


def _claim(row: ClaimRow, part: str) -> Text:
    claim = row.claim
    said = said_by(claim)
    extra = [
        claim.amount.text if claim.amount else "",
        claim.date.iso if claim.date else "",
        claim.stance,
        str(row.grade),
        part,
    ]
    who = "" if claim.speaker.kind == "author" else f" — {claim.speaker.name}"
    text = Text(f"  {claim.id[:10]} ", style="dim")
    text.append(wording.fold(wording.printable(said), _LONGEST), style="")
    text.append(f"{wording.printable(who)} ({', '.join(part for part in extra if part)})", style="dim")
    text.append(f"\n      “{wording.fold(wording.printable(claim.quote.exact), _LONGEST)}”", style="dim")
    return text


def _more(count: int, word: str) -> list[RenderableType]:
    if count <= ROWS_SHOWN:
        return []
    return [
        _line(
            f"… and {wording.plural(count - ROWS_SHOWN, f'more {word}')}; "
            "`--format html -o report.html` or `--format csv` shows all.",
            "bold",
        )
    ]


def _missing(report: EvidenceReport) -> list[RenderableType]:
    if not report.unseen:
        return []
    return [
        Text("\nWhat is missing", style="bold"),
        *(Text("• ").append(wording.printable(each)) for each in report.unseen),
    ]


def _closing(report: EvidenceReport) -> list[RenderableType]:
    predicates = Counter(row.claim.predicate for row in report.claims)
    kinds = ", ".join(f"{predicate_words(name)} {count}" for name, count in predicates.most_common(8))
    lists = ", ".join(f"{used.id} of {used.edition}" for used in report.lists if used.entries) or "none"
    return [
        Text(""),
        _line(f"By kind: {kinds}" if kinds else "", "dim"),
        _line(f"Lists: {lists} · snapshot {report.snapshot[:12] or 'none'} · version {report.version}", "dim"),
        Text(
            "A claim is what its speaker says, not a fact; the letter grades the source, the number the information.",
            style="dim",
        ),
        Text("Next: `lookthrough claims --contradictions`; `--format html -o report.html` shows quotes in context."),
    ]
