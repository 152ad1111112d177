"""One portfolio on several days, told so that a newcomer understands: what the demo prints.

Every figure is taken from the reports; nothing is computed here but counts.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from lookthrough.errors import InputError
from lookthrough.report import wording
from lookthrough.report.finding import Finding, PortfolioReport

_LEAD = 2


def tell_story(reports: Sequence[PortfolioReport], written: Sequence[Path], *, width: int = 100) -> str:
    """The same portfolio on several days: what changed, one finding followed to the end, what was not seen.

    Args:
        reports: of one portfolio, oldest day first.
        written: the files to open next.
        width: columns of the text; 60 and more.

    Raises:
        InputError: if there is no report.
    """
    if not reports:
        raise InputError("there is no report to tell of")
    out = io.StringIO()
    console = Console(file=out, width=max(width, 60), highlight=False, legacy_windows=False, no_color=True)
    last = reports[-1]
    for heading, parts in (
        (f"{last.holdings.name or last.holdings.file}, asked for {len(reports)} days", _asked(last)),
        ("What the lists said on each day", [_by_day(reports)]),
        ("Who is listed, and since when", [_parties(reports)]),
        ("One finding followed to its end", _followed(last)),
        ("What could not be seen", _unseen(last)),
        ("Look further", _further()),
    ):
        console.print(Text(heading, style="bold"))
        for part in parts:
            console.print(Padding(part, (0, 0, 0, _LEAD)))
        console.print()
    reports_at = "".join(f"{path}\n" for path in written)  # never folded: a path is there to be copied
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + f"\n{reports_at}"


def _asked(report: PortfolioReport) -> Iterable[RenderableType]:
    count = len(report.holdings.positions)
    funds = sum(layer.depth > 0 for layer in report.layers)
    yield Text(
        f"{wording.plural(count, 'line')} worth {wording.money(report.total_usd)}, holdings of "
        f"{report.holdings.as_of or 'an unknown day'}; {wording.plural(funds, 'fund')} looked through."
    )
    yield Text(f"Lists: {', '.join(f'{used.id} ({used.edition})' for used in report.lists)}.")
    if any(used.problem for used in report.lists):
        yield Text("! These lists are excerpts or have failed: what is clear here is not clear on the whole lists.")


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left", overflow="fold")
    return table


def _by_day(reports: Sequence[PortfolioReport]) -> Table:
    table = _table("", *(report.as_of.isoformat() for report in reports))
    found = [[p for p in report.positions if p.status in ("exposed", "linked")] for report in reports]
    table.add_row("Lines that lead to a listed party", *(str(len(each)) for each in found))
    through = [sum(any(f.exposure.relation == "through_fund" for f in p.findings) for p in each) for each in found]
    table.add_row("… of them through a fund", *map(str, through))
    table.add_row("Money that leads there", *(wording.money(report.exposed_usd) for report in reports))
    lists = dict.fromkeys(total.key for report in reports for total in report.totals_by_list)
    for key in lists:
        sums = [next((t for t in report.totals_by_list if t.key == key), None) for report in reports]
        table.add_row(f"… on {key}", *(wording.money(total.long_usd) if total else "-" for total in sums))
    return table


def _parties(reports: Sequence[PortfolioReport]) -> Table:
    """Listed parties that the portfolio's own lines and funds lead to, and the lists they stand on, day by day."""
    table = _table("", *(report.as_of.isoformat() for report in reports))
    named: dict[str, str] = {}
    for report in reversed(reports):
        for finding in _direct(report):
            named.setdefault(finding.exposure.path[-1].source.casefold(), finding.exposure.path[-1].source)
    for folded, name in named.items():
        table.add_row(wording.fold(wording.printable(name), 40), *(_standing(report, folded) for report in reports))
    for column in table.columns[1:]:
        column.justify = "left"
    return table


def _direct(report: PortfolioReport) -> Iterable[Finding]:
    return (f for p in report.positions for f in p.findings if f.exposure.relation == "same_person")


def _standing(report: PortfolioReport, folded: str) -> str:
    lists = {
        f.exposure.listing.list_id: wording.since(f.exposure.listing)
        for f in _direct(report)
        if f.exposure.path[-1].source.casefold() == folded
    }
    return "\n".join(f"{list_id}\n since {since}" for list_id, since in lists.items()) or "not listed"


def _followed(report: PortfolioReport) -> Iterable[RenderableType]:
    """The way to the heaviest party that is reached through a fund, and what each rule says of it."""
    through = [f for p in report.positions for f in p.findings if f.exposure.relation == "through_fund"]
    binding = [f for f in through if any(v.effect == "trade_prohibited" for v in f.verdicts)] or through
    if not binding:
        yield Text("No listed party is reached through a fund.")
        return
    finding = max(binding, key=lambda f: (len(f.exposure.path), f.exposure.weight or 0))
    for step in finding.exposure.path:
        weight = f"{wording.percent(step.weight)} of it: " if step.weight is not None else ""
        verb = {"holds": "holds", "issued_by": "issued by", "is": "is listed as"}.get(step.step, step.step)
        yield Text(wording.printable(f"{step.source} → {verb} {weight}{step.target}"))
        yield Text(wording.printable(f"    {step.evidence}"), style="dim")
    exposure = finding.exposure
    yield Text(f"In all {wording.percent(exposure.weight)} of the portfolio, {wording.money(exposure.value_usd)}.")
    for verdict in finding.verdicts:
        yield Text(f"• {wording.verdict_title(verdict)}", style="bold")
        yield Padding(Text(wording.printable(verdict.says)), (0, 0, 0, 2))
        yield Padding(Text(f"[{wording.printable(verdict.citation)}]", style="dim"), (0, 0, 0, 2))


def _unseen(report: PortfolioReport) -> Iterable[RenderableType]:
    for sentence in report.unseen:
        yield Text(f"• {wording.printable(sentence)}")


def _further() -> Iterable[RenderableType]:
    yield Text(" ".join(wording.DISCLAIMERS[:2]), style="dim")
    yield Text("Your own file: lookthrough load, then lookthrough portfolio FILE --funds FOLDER -o report.html")
    yield Text("The page named here opens offline in any browser; it has every path, verdict and citation:")
