"""The terminal view: rich renderables that the caller prints. Readable at 80 columns, without colour, in any script.

Text from outside is made printable before it is shown, since a terminal obeys escape characters; long names fold
instead of being cut. What does not fit a screen is counted, never dropped in silence.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from rich import box
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from lookthrough.errors import Issue
from lookthrough.report import wording
from lookthrough.report.finding import (
    CitedClaim,
    CompareReport,
    DiffReport,
    EntityReport,
    Finding,
    ListsReport,
    ListUsed,
    PortfolioReport,
    PositionAnswer,
    Report,
    ScreenAnswer,
    ScreenReport,
    SupplyAnswer,
    SupplyReport,
    Total,
)

ROWS_SHOWN = 40
NAME_SHOWN = 200
PARTIES_SHOWN = 6
_STYLES = {
    "exposed": "bold red",
    "linked": "yellow",
    "clear": "green",
    "unidentified": "bold",
    "hit": "bold red",
    "error": "bold",
}


def _say(text: str, style: str = "") -> Text:
    return Text(wording.fold(wording.printable(text), NAME_SHOWN), style=style)


def _sentence(text: str, style: str = "") -> Text:
    return Text(wording.printable(text), style=style)


def _status(status: str) -> Text:
    return Text(wording.STATUS_WORDS[status], style=_STYLES[status])


def _table(*columns: tuple[str, str], title: str = "") -> Table:
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


def _finding_lines(answer: PositionAnswer) -> Text:
    """Each party once, then for each of its lists since when and what follows."""
    text = Text()
    parties: dict[str, list[Finding]] = {}
    for finding in answer.findings:
        parties.setdefault(finding.exposure.listing.listed_name.casefold(), []).append(finding)
    for findings in list(parties.values())[:PARTIES_SHOWN]:
        name = wording.fold(wording.printable(findings[0].exposure.listing.listed_name), 80)
        text.append(f"\n{name}" if text else name)
        for finding in findings:
            listing = finding.exposure.listing
            text.append(f"\n {listing.list_id}", style="dim")
            text.append(f"\n  listed {wording.since(listing)}; {wording.effects(finding.verdicts)}")
    if len(parties) > PARTIES_SHOWN:
        text.append(f"\n… and {len(parties) - PARTIES_SHOWN:,} more listed parties")
    if not answer.findings:
        text.append(wording.printable(answer.note or "no issuer could be read from the line"))
    return text


def _positions(report: PortfolioReport) -> list[RenderableType]:
    answers = [a for a in wording.strongest_first(report.positions) if a.status != "clear"]
    if not answers:
        return []
    title = "Lines that lead to a listed party, or could not be screened"
    table = _table(("Row", "right"), ("Position", ""), ("Leads to", ""), ("Share", "right"), ("Value", "right"))
    table.title = title
    table.expand, table.columns[1].ratio, table.columns[2].ratio = True, 2, 3
    for answer in answers[:ROWS_SHOWN]:
        part = wording.leading(answer)
        share = wording.percent(part.weight) if part.weight is not None else "?"
        value = wording.money(part.value_usd) if part.value_usd is not None else "?"
        name = Text.assemble(_say(answer.position.name), "\n", _status(answer.status))
        table.add_row(str(answer.position.row), name, _finding_lines(answer), share, value)
    told = "Share and value: the part of the line that leads there; of a line not screened, the whole line."
    return [table, *_more(len(answers), "line"), Text(told, style="dim")]


def _more(count: int, word: str) -> list[RenderableType]:
    if count <= ROWS_SHOWN:
        return []
    rest = wording.plural(count - ROWS_SHOWN, f"more {word}")
    return [_sentence(f"… and {rest}; `--format html -o report.html` or `--format csv` shows all.", "bold")]


def _waiting(report: PortfolioReport) -> list[RenderableType]:
    rows = [(a, entry) for a in report.positions for entry in a.not_in_force]
    if not rows:
        return []
    table = _table(("Row", "right"), ("Position", ""), ("Fits", ""), title="Fits a listing that was not in force")
    for answer, entry in rows[:ROWS_SHOWN]:
        fits = f"{entry.listed_name}\n{entry.list_id}: {wording.why_not_in_force(entry, report.as_of)}"
        table.add_row(str(answer.position.row), _say(answer.position.name), Text(_lines(fits)))
    return [table, *_more(len(rows), "listing")]


def _lines(text: str) -> str:
    return "\n".join(wording.fold(wording.printable(line), NAME_SHOWN) for line in text.split("\n"))


def _totals(totals: Sequence[Total], title: str, report: PortfolioReport) -> list[RenderableType]:
    if not totals:
        return []
    table = _table((title, ""), ("Lines", "right"), ("Share", "right"), ("Long", "right"), ("Short / deriv.", "right"))
    for total in totals[:10]:
        other = "–"
        if total.short_usd or total.derivative_usd:
            other = f"{wording.money(total.short_usd)} / {wording.money(total.derivative_usd)}"
        share = wording.percent(total.weight) if total.weight is not None else "?"
        table.add_row(
            _say(wording.total_label(total, report)), str(total.positions), share, wording.money(total.long_usd), other
        )
    rest = len(totals) - 10
    return [table, _sentence(f"… and {rest:,} more")] if rest > 0 else [table]


def _lists(lists: Iterable[ListUsed]) -> list[RenderableType]:
    table = _table(("List", ""), ("Edition", ""), ("Entries", "right"), ("", ""), title="Lists asked")
    for used in lists:
        problem = Text(f"! {wording.printable(used.problem)}", style="bold red") if used.problem else Text("")
        edition = used.edition or "none"
        table.add_row(Text(f"{used.title or used.id}\n  {used.id}"), _say(edition), f"{used.entries:,}", problem)
    return [table] if table.row_count else [_sentence("! No list was asked.", "bold red")]


def _unseen(sentences: Sequence[str]) -> list[RenderableType]:
    if not sentences:
        return []
    body = [Text("• ").append(wording.printable(sentence)) for sentence in sentences[:ROWS_SHOWN]]
    return [Text("\nWhat could not be seen", style="bold"), *body, *_more(len(sentences), "sentence")]


def _issues(report: PortfolioReport | ScreenReport | SupplyReport) -> list[RenderableType]:
    if not len(report.issues):
        return []
    lines: list[RenderableType] = [Text("\nIn your files", style="bold")]
    first: dict[str, Issue] = {}
    for issue in report.issues:
        first.setdefault(issue.code, issue)
    for code, issue in first.items():
        count = report.issues.counts[code]
        times = f" ({count:,} of this kind)" if count > 1 else ""
        lines.append(_sentence(f"• {issue.severity}: {issue}{times}"))
    return lines


def _asked(report: PortfolioReport) -> Text:
    holdings = report.holdings
    dated = f"holdings of {holdings.as_of}" if holdings.as_of else "holdings without a date"
    name = f"{holdings.name} ({holdings.file}, " if holdings.name else f"{holdings.file} ("
    known = f", as known on {report.known_on.isoformat()}" if report.known_on else ""
    return _sentence(
        f"{name}{dated}, {wording.plural(len(report.positions), 'line')}), asked for {report.as_of.isoformat()}{known}."
    )


def _coverage(report: PortfolioReport) -> Text:
    coverage = report.coverage
    return Text(
        f"Seen, by value: constituents known {wording.percent(coverage.constituents_known)}, issuer identified "
        f"{wording.percent(coverage.issuer_identified)}, issuer screened {wording.percent(coverage.issuer_screened)}."
    )


def portfolio_view(report: PortfolioReport) -> RenderableType:
    """The portfolio answer: what was asked, the answer, the positions, the totals, what was not seen, what next."""
    problems = [used for used in report.lists if used.problem]
    # Said beside the answer, because an answer over a stale list is another answer.
    loud = [_sentence(f"! {used.title or used.id}: {used.problem}", "bold red") for used in problems]
    answer = Text(wording.printable(wording.portfolio_headline(report)), style="bold")
    head = Panel(Group(_asked(report), answer, _coverage(report), *loud), title="Lookthrough", title_align="left")
    return Group(
        head,
        *_positions(report),
        *_waiting(report),
        *_totals(report.totals_by_list, "By list", report),
        *_totals(report.totals_by_fund, "By fund", report),
        *_lists(report.lists),
        *_unseen(report.unseen),
        *_issues(report),
        *_closing(report),
    )


def _closing(report: PortfolioReport | ScreenReport | SupplyReport) -> list[RenderableType]:
    known = report.known_on.isoformat() if report.known_on else "all read so far"
    replay = (
        f"Replay: snapshot {report.snapshot[:12]} · as of {report.as_of.isoformat()} · known on {known} · "
        f"version {report.version} · settings {report.settings_digest}"
    )
    said = " ".join(wording.DISCLAIMERS[:2])
    following = "Next: add `--format html -o report.html` for the page with every path, verdict and citation."
    line = wording.line_words(report.line)
    return [Text(""), _sentence(line, "dim"), _sentence(replay, "dim"), Text(said, style="dim"), Text(following)]


def _cited(cited: CitedClaim) -> str:
    who = "the article" if cited.claim.speaker.kind == "author" else cited.claim.speaker.name
    said = f"{cited.says} — {who} in {cited.file}; accepted by {cited.by}"
    return wording.fold(wording.printable(said), 160)


def _match_lines(answer: ScreenAnswer, as_of: date) -> Text:
    text = Text(wording.printable(answer.error))
    for found in answer.matches[:5]:
        if text:
            text.append("\n")
        text.append(f"{found.match.score:.3f} {wording.fold(wording.printable(found.entity.name), 80)}")
        for listing in found.listings:
            text.append(f"\n  {listing.list_id} since {wording.since(listing)}", style="dim")
        for listing in found.not_in_force:
            text.append(f"\n  {listing.list_id}: {wording.why_not_in_force(listing, as_of)}", style="dim")
        if found.listings:
            text.append(f"\n  {wording.effects(found.verdicts)}")
        if found.match.reasons:
            text.append(f"\n  {wording.printable(found.match.reasons[0].says)}", style="dim")
        for cited in found.claims[:3]:
            text.append(f"\n  evidence: {_cited(cited)}", style="italic")
    for cited in answer.claims[:3]:
        text.append(f"\n{_cited(cited)}" if text else _cited(cited), style="italic")
    rest = max(0, len(answer.matches) - 5) + answer.further
    if rest:
        text.append(f"\n… and {rest:,} more candidates above the line")
    return text


def screen_view(report: ScreenReport) -> RenderableType:
    """The answer about names: headline, the rows with candidates, the lists asked."""
    shown = [a for a in report.answers if a.status != "clear" or a.claims]
    loud = [_sentence(f"! {u.title or u.id}: {u.problem}", "bold red") for u in report.lists if u.problem]
    head = Panel(
        Group(Text(wording.screen_headline(report), style="bold"), *loud), title="Lookthrough", title_align="left"
    )
    parts: list[RenderableType] = [head]
    if shown:
        table = _table(("Row", "right"), ("Name", ""), ("Status", ""), ("May be", ""))
        for answer in shown[:ROWS_SHOWN]:
            table.add_row(
                str(answer.row), _say(answer.query.name), _status(answer.status), _match_lines(answer, report.as_of)
            )
        parts += [table, *_more(len(shown), "row")]
    return Group(*parts, *_lists(report.lists), *_unseen(report.unseen), *_issues(report), *_closing(report))


def compare_view(report: CompareReport) -> RenderableType:
    """Pairs with their scores; one pair also with its reasons."""
    table = _table(("Name", ""), ("Other name", ""), ("Kind", ""), ("Score", "right"))
    for pair in report.pairs[:ROWS_SHOWN]:
        score = f"{pair.score:.3f}" if pair.score is not None else wording.printable(pair.error) or "?"
        table.add_row(_say(pair.name1), _say(pair.name2), _say(pair.kind), _say(score))
    parts: list[RenderableType] = [table, *_more(len(report.pairs), "pair")]
    if len(report.pairs) == 1:
        parts += [_sentence(f"• {reason.says}") for reason in report.pairs[0].reasons]
    return Group(*parts, Text(f"Alike from {report.threshold:.3f} on. {wording.DISCLAIMERS[2]}", style="dim"))


def lists_view(report: ListsReport) -> RenderableType:
    """The known lists, their editions and problems."""
    return Group(*_lists(report.lists))


def entity_view(report: EntityReport) -> RenderableType:
    """One listed party: names, listings, verdicts."""
    entity = report.entity
    names = [
        _sentence(f"{name.text}" + (f" ({name.quality})" if name.quality != "name" else "")) for name in entity.names
    ]
    table = _table(("List", ""), ("Since", ""), ("Until", ""), ("Citations", ""), title="Listings")
    for listing in entity.listings:
        until = listing.until.iso if listing.until else "–"
        table.add_row(listing.list_id, _say(wording.since(listing)), until, _sentence("; ".join(listing.citations)))
    verdicts = [_sentence(f"• {verdict.says} [{verdict.citation}]") for verdict in report.verdicts]
    related = [_sentence(f"• {name} ({i}): {why}") for i, name, why in report.related]
    heading = Text(f"{entity.id} · {entity.kind} · {', '.join(entity.countries)}", style="dim")
    return Group(heading, *names, table, *verdicts, *related)


def diff_view(report: DiffReport) -> RenderableType:
    """What changed on the lists between two days."""
    table = _table(("Change", ""), ("List", ""), ("Party", ""), ("On", ""), ("What", ""))
    for change in report.changes[:ROWS_SHOWN]:
        says = "; ".join([change.says, *change.citations]) if change.citations else change.says
        table.add_row(change.kind, change.list_id, _say(change.name), _say(change.on), _sentence(says))
    days = f"{report.earlier.isoformat()} and {report.later.isoformat()}"
    head = _sentence(f"{wording.plural(len(report.changes), 'change')} between {days}.", "bold")
    return Group(
        head, *([table] if report.changes else []), *_more(len(report.changes), "change"), *_lists(report.lists)
    )


def _supply_lines(answer: SupplyAnswer) -> Text:
    """Each listing with what follows, then the goods; the codes as printed."""
    text = Text()
    for finding in answer.findings[:PARTIES_SHOWN]:
        listing = finding.exposure.listing
        text.append(f"{wording.tie_words(finding)}: {wording.fold(wording.printable(listing.listed_name), 80)}\n")
        text.append(f" {listing.list_id}, listed {wording.since(listing)}; {wording.effects(finding.verdicts)}\n")
    if len(answer.findings) > PARTIES_SHOWN:
        text.append(f"… and {len(answer.findings) - PARTIES_SHOWN:,} more findings\n")
    if answer.goods.from_region == "yes" or answer.goods.parts:
        text.append(f"{wording.printable(wording.goods_words(answer.goods))}\n")
    for note in answer.goods.notes:
        text.append(f"{wording.printable(note)}\n")
    for name, _, printed in answer.printed:
        text.append(f"{wording.fold(wording.printable(name), 40)}: {wording.printable(printed.says)}\n")
    if not answer.screened:
        text.append("names nobody who could be screened\n")
    text.rstrip()
    return text


def supply_view(report: SupplyReport) -> RenderableType:
    """The answer about a table of supply: tiers, then each row that leads somewhere, by tier."""
    head = Group(
        _sentence(f"{report.title}, {wording.plural(len(report.answers), 'row')}, asked for {report.as_of}."),
        Text(wording.printable(wording.supply_headline(report)), style="bold"),
        *(_sentence(f"! {used.title or used.id}: {used.problem}", "bold red") for used in report.lists if used.problem),
    )
    tiers = _table(*((h, "right") for h in ("Tier", "Rows", "Listed", "Owned", "Xinjiang", "Place unknown", "No name")))
    for t in report.tiers:
        counts = (t.rows, t.listed, t.owned, t.from_region, t.place_unknown, t.unscreened)
        tiers.add_row("?" if t.tier is None else str(t.tier), *(f"{count:,}" for count in counts))
    told = [a for a in report.answers if a.status != "clear" or a.goods.notes or not a.screened]
    told.sort(key=lambda a: (a.tier is None, a.tier or 0, a.supplied.row))
    table = _table(("Tier", "right"), ("Row", "right"), ("Supplier, way and grade", ""), ("Leads to", ""))
    table.expand, table.columns[2].ratio, table.columns[3].ratio = True, 2, 3
    for answer in told[:ROWS_SHOWN]:
        way = " < ".join(label for _, label in answer.route)
        name = Text.assemble(
            _say(answer.supplied.label), "\n", _status(answer.status), f", {answer.grade}\n", _say(way)
        )
        tier = "?" if answer.tier is None else str(answer.tier)
        table.add_row(tier, str(answer.supplied.row), name, _supply_lines(answer))
    panel = Panel(head, title="Lookthrough", title_align="left")
    body = [table, *_more(len(told), "row")] if told else []
    return Group(
        panel, tiers, *body, *_lists(report.lists), *_unseen(report.unseen), *_issues(report), *_closing(report)
    )


def view(report: Report) -> RenderableType:
    """The renderable of any report."""
    if isinstance(report, PortfolioReport):
        return portfolio_view(report)
    if isinstance(report, ScreenReport):
        return screen_view(report)
    if isinstance(report, CompareReport):
        return compare_view(report)
    if isinstance(report, ListsReport):
        return lists_view(report)
    if isinstance(report, EntityReport):
        return entity_view(report)
    if isinstance(report, SupplyReport):
        return supply_view(report)
    return diff_view(report)


def render_text(reports: Sequence[Report], *, width: int = 100, colour: bool = False) -> str:
    """The same views as plain text of a width, for `-o FILE` and for tests."""
    out = io.StringIO()
    # An empty environment: neither COLUMNS nor NO_COLOR of the machine may change what is written to a file.
    looks: dict[str, Any] = {"force_terminal": colour, "no_color": not colour, "highlight": False, "_environ": {}}
    console = Console(file=out, width=width, legacy_windows=False, **looks)
    for report in reports:
        console.print(view(report))
    return out.getvalue()
