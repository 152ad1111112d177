"""What the terminal views of all reports are made of: safe text, tables that fold, lists asked, what was not seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from lookthrough.errors import Issue, Issues
from lookthrough.model.listing import Listing
from lookthrough.model.register import Edition
from lookthrough.report import wording
from lookthrough.report.finding import ListUsed
from lookthrough.report.grounding import PART_WORDS, Grounding, word_of

ROWS_SHOWN = 40
NAME_SHOWN = 200


def say(text: str, style: str = "") -> Text:
    """Text from outside, printable and not too long."""
    return Text(wording.fold(wording.printable(text), NAME_SHOWN), style=style)


def sentence(text: str, style: str = "") -> Text:
    """A sentence from outside, printable and whole."""
    return Text(wording.printable(text), style=style)


def table_of(*columns: tuple[str, str], title: str = "") -> Table:
    """Columns as (header, justification); every one folds, so nothing is cut off at 80 columns."""
    table = Table(
        box=box.SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
        pad_edge=False,
        title=title or None,
        title_justify="left",
        title_style="bold",
        header_style="bold",
    )
    for header, justify in columns:
        right = justify == "right"  # figures are never broken over two lines
        table.add_column(header, justify="right" if right else "left", overflow="fold", no_wrap=right)
    return table


def more(count: int, word: str) -> list[RenderableType]:
    """How many do not fit, and where they are."""
    if count <= ROWS_SHOWN:
        return []
    rest = wording.plural(count - ROWS_SHOWN, f"more {word}")
    return [sentence(f"… and {rest}; `--format html -o report.html` or `--format csv` shows all.", "bold")]


def lines(text: str) -> str:
    """Lines from outside, each printable and not too long."""
    return "\n".join(wording.fold(wording.printable(line), NAME_SHOWN) for line in text.split("\n"))


def lists_asked(lists: Iterable[ListUsed]) -> list[RenderableType]:
    """The lists, their editions and problems."""
    table = table_of(("List", ""), ("Edition", ""), ("Entries", "right"), ("", ""), title="Lists asked")
    for used in lists:
        problem = Text(f"! {wording.printable(used.problem)}", style="bold red") if used.problem else Text("")
        edition = used.edition or "none"
        table.add_row(Text(f"{used.title or used.id}\n  {used.id}"), say(edition), f"{used.entries:,}", problem)
    return [table] if table.row_count else [sentence("! No list was asked.", "bold red")]


def registers_table(editions: Iterable[Edition], title: str) -> Table:
    """The registers of owners: of when they are, how many links they state, and from which files."""
    table = table_of(("Register", ""), ("As of", ""), ("Links", "right"), ("Files", ""), title=title)
    for each in editions:
        files = ", ".join(each.files)
        table.add_row(say(each.title or each.register), each.day or "not stated", f"{each.links:,}", say(files))
    return table


def not_seen(sentences: Sequence[str]) -> list[RenderableType]:
    """What could not be seen."""
    if not sentences:
        return []
    body = [Text("• ").append(wording.printable(sentence)) for sentence in sentences[:ROWS_SHOWN]]
    return [Text("\nWhat could not be seen", style="bold"), *body, *more(len(sentences), "sentence")]


def in_your_files(issues: Issues) -> list[RenderableType]:
    """The first trouble of each kind, and how many there are."""
    if not len(issues):
        return []
    told: list[RenderableType] = [Text("\nIn your files", style="bold")]
    first: dict[str, Issue] = {}
    for issue in issues:
        first.setdefault(issue.code, issue)
    for code, issue in first.items():
        count = issues.counts[code]
        times = f" ({count:,} of this kind)" if count > 1 else ""
        told.append(sentence(f"• {issue.severity}: {issue}{times}"))
    return told


def grounds_part(grounding: Grounding, rows: Iterable[Sequence[Listing]], word: str) -> list[RenderableType]:
    """How many rows lead to parties listed on each ground; three parts where grounds are asked for."""
    listed = [listings for listings in rows if listings]
    counts = grounding.counts(listed)
    if not counts:
        return []
    table = table_of(
        ("Why they were listed", ""),
        (wording.plural_of(word).capitalize(), "right"),
        ("Maybe", "right"),
        ("Source", ""),
    )
    for each in counts:
        sources = "; ".join(each.citations[:2]) + (
            f" and {len(each.citations) - 2} more" if len(each.citations) > 2 else ""
        )
        table.add_row(word_of(each.ground), f"{each.rows:,}", f"{each.maybe:,}", sentence(sources))
    parts = [f"{wording.plural(count, word)} {PART_WORDS[part]}" for part, count in grounding.parts(listed).items()]
    asked = ", ".join(map(word_of, grounding.wanted))
    return [sentence(f"Asked for {asked}: {'; '.join(parts)}. None is left out.", "bold"), table] if parts else [table]
