"""The terminal view: rich renderables that the caller prints. Readable at 80 columns, without colour, in any script.

Text from outside is made printable before it is shown, since a terminal obeys escape characters; long names fold
instead of being cut. What does not fit a screen is counted, never dropped in silence.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.text import Text

from lookthrough.report import wording
from lookthrough.report.cited_claim import CitedClaim
from lookthrough.report.finding import (
    CompareReport,
    DiffReport,
    EntityReport,
    Finding,
    ListsReport,
    PortfolioReport,
    PositionAnswer,
    Report,
    ScreenAnswer,
    ScreenReport,
    Total,
)
from lookthrough.report.grounding import Grounding, by_list
from lookthrough.report.owners import OwnersReport
from lookthrough.report.owners_terminal import owners_part, owners_view
from lookthrough.report.supply_answer import SupplyAnswer, SupplyReport
from lookthrough.report.terminal_parts import (
    ROWS_SHOWN,
    grounds_part,
    in_your_files,
    lines,
    lists_asked,
    more,
    not_seen,
    registers_table,
    say,
    sentence,
    table_of,
)

PARTIES_SHOWN = 6
_STYLES = {
    "exposed": "bold red",
    "linked": "yellow",
    "clear": "green",
    "unidentified": "bold",
    "hit": "bold red",
    "error": "bold",
}


def _status(status: str) -> Text:
    return Text(wording.STATUS_WORDS[status], style=_STYLES[status])


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
    table = table_of(("Row", "right"), ("Position", ""), ("Leads to", ""), ("Share", "right"), ("Value", "right"))
    table.title = title
    table.expand, table.columns[1].ratio, table.columns[2].ratio = True, 2, 3
    for answer in answers[:ROWS_SHOWN]:
        part = wording.leading(answer)
        share = wording.percent(part.weight) if part.weight is not None else "?"
        value = wording.money(part.value_usd) if part.value_usd is not None else "?"
        name = Text.assemble(say(answer.position.name), "\n", _status(answer.status))
        table.add_row(str(answer.position.row), name, _finding_lines(answer), share, value)
    told = "Share and value: the part of the line that leads there; of a line not screened, the whole line."
    return [table, *more(len(answers), "line"), Text(told, style="dim")]


def _waiting(report: PortfolioReport) -> list[RenderableType]:
    rows = [(a, entry) for a in report.positions for entry in a.not_in_force]
    if not rows:
        return []
    table = table_of(("Row", "right"), ("Position", ""), ("Fits", ""), title="Fits a listing that was not in force")
    for answer, entry in rows[:ROWS_SHOWN]:
        fits = f"{entry.listed_name}\n{entry.list_id}: {wording.why_not_in_force(entry, report.as_of)}"
        table.add_row(str(answer.position.row), say(answer.position.name), Text(lines(fits)))
    return [table, *more(len(rows), "listing")]


def _totals(totals: Sequence[Total], title: str, report: PortfolioReport) -> list[RenderableType]:
    if not totals:
        return []
    table = table_of(
        (title, ""), ("Lines", "right"), ("Share", "right"), ("Long", "right"), ("Short / deriv.", "right")
    )
    for total in totals[:10]:
        other = "–"
        if total.short_usd or total.derivative_usd:
            other = f"{wording.money(total.short_usd)} / {wording.money(total.derivative_usd)}"
        share = wording.percent(total.weight) if total.weight is not None else "?"
        table.add_row(
            say(wording.total_label(total, report)), str(total.positions), share, wording.money(total.long_usd), other
        )
    rest = len(totals) - 10
    return [table, sentence(f"… and {rest:,} more")] if rest > 0 else [table]


def _asked(report: PortfolioReport) -> Text:
    holdings = report.holdings
    dated = f"holdings of {holdings.as_of}" if holdings.as_of else "holdings without a date"
    name = f"{holdings.name} ({holdings.file}, " if holdings.name else f"{holdings.file} ("
    known = f", as known on {report.known_on.isoformat()}" if report.known_on else ""
    return sentence(
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
    loud = [sentence(f"! {used.title or used.id}: {used.problem}", "bold red") for used in problems]
    answer = Text(wording.printable(wording.portfolio_headline(report)), style="bold")
    head = Panel(Group(_asked(report), answer, _coverage(report), *loud), title="Lookthrough", title_align="left")
    return Group(
        head,
        *_positions(report),
        *_waiting(report),
        *_totals(report.totals_by_list, "By list", report),
        *_totals(report.totals_by_fund, "By fund", report),
        *grounds_part(
            Grounding(report.as_of, report.grounds),
            [[finding.exposure.listing for finding in answer.findings] for answer in report.positions],
            "line",
        ),
        *lists_asked(report.lists),
        *not_seen(report.unseen),
        *in_your_files(report.issues),
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
    return [Text(""), sentence(line, "dim"), sentence(replay, "dim"), Text(said, style="dim"), Text(following)]


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
    if answer.note:
        text.append(("\n" if text else "") + wording.printable(answer.note))
    rest = max(0, len(answer.matches) - 5) + answer.further
    if rest:
        text.append(f"\n… and {rest:,} more candidates above the line")
    return text


def screen_view(report: ScreenReport) -> RenderableType:
    """The answer about names: headline, the rows with candidates, the lists asked."""
    shown = [a for a in report.answers if a.status != "clear" or a.claims or a.note]
    loud = [sentence(f"! {u.title or u.id}: {u.problem}", "bold red") for u in report.lists if u.problem]
    head = Panel(
        Group(Text(wording.screen_headline(report), style="bold"), *loud), title="Lookthrough", title_align="left"
    )
    parts: list[RenderableType] = [head]
    if shown:
        table = table_of(("Row", "right"), ("Name", ""), ("Status", ""), ("May be", ""))
        for answer in shown[:ROWS_SHOWN]:
            table.add_row(
                str(answer.row), say(answer.query.name), _status(answer.status), _match_lines(answer, report.as_of)
            )
        parts += [table, *more(len(shown), "row")]
    rows = [[listing for found in answer.matches for listing in found.listings] for answer in report.answers]
    parts += grounds_part(Grounding(report.as_of, report.grounds), rows, "row")
    return Group(
        *parts, *lists_asked(report.lists), *not_seen(report.unseen), *in_your_files(report.issues), *_closing(report)
    )


def compare_view(report: CompareReport) -> RenderableType:
    """Pairs with their scores; one pair also with its reasons."""
    table = table_of(("Name", ""), ("Other name", ""), ("Kind", ""), ("Score", "right"))
    for pair in report.pairs[:ROWS_SHOWN]:
        score = f"{pair.score:.3f}" if pair.score is not None else wording.printable(pair.error) or "?"
        table.add_row(say(pair.name1), say(pair.name2), say(pair.kind), say(score))
    parts: list[RenderableType] = [table, *more(len(report.pairs), "pair")]
    if len(report.pairs) == 1:
        parts += [sentence(f"• {reason.says}") for reason in report.pairs[0].reasons]
    return Group(*parts, Text(f"Alike from {report.threshold:.3f} on. {wording.DISCLAIMERS[2]}", style="dim"))


def lists_view(report: ListsReport) -> RenderableType:
    """The known lists, their editions and problems; then the registers of owners that are loaded."""
    registers = [registers_table(report.registers, "Registers of owners")] if report.registers else []
    return Group(*lists_asked(report.lists), *registers, *_listings_by_ground(report))


def _listings_by_ground(report: ListsReport) -> list[RenderableType]:
    """Why the listings in force were made, list by list, where grounds are asked for."""
    if report.as_of is None:
        return []
    grounding = Grounding(report.as_of, report.grounds)
    columns = ("On these grounds", "Not known", "On others")
    table = table_of(("List", ""), *((column, "right") for column in columns))
    for list_id, listings in by_list(report.listings).items():
        table.add_row(list_id, *(f"{count:,}" for count in grounding.parts([each] for each in listings).values()))
    asked = sentence(f"Listings in force on {wording.day_words(report.as_of)}, or not known to be out of it", "bold")
    return [asked, table, *grounds_part(grounding, ([each] for each in report.listings), "listing")]


def entity_view(report: EntityReport) -> RenderableType:
    """One listed party: names, listings, verdicts."""
    entity = report.entity
    names = [
        sentence(f"{name.text}" + (f" ({name.quality})" if name.quality != "name" else "")) for name in entity.names
    ]
    table = table_of(("List", ""), ("Since", ""), ("Until", ""), ("Citations", ""), title="Listings")
    for listing in entity.listings:
        until = listing.until.iso if listing.until else "–"
        table.add_row(listing.list_id, say(wording.since(listing)), until, sentence("; ".join(listing.citations)))
    verdicts = [sentence(f"• {verdict.says} [{verdict.citation}]") for verdict in report.verdicts]
    related = [sentence(f"• {name} ({i}): {why}") for i, name, why in report.related]
    heading = Text(f"{entity.id} · {entity.kind} · {', '.join(entity.countries)}", style="dim")
    owners = owners_part(report.owners) if report.owners else []
    reasons = grounds_part(Grounding(report.as_of, report.grounds), [[each] for each in entity.listings], "listing")
    return Group(heading, *names, table, *verdicts, *reasons, *related, *owners)


def diff_view(report: DiffReport) -> RenderableType:
    """What changed on the lists between two days."""
    table = table_of(("Change", ""), ("List", ""), ("Party", ""), ("On", ""), ("What", ""))
    for change in report.changes[:ROWS_SHOWN]:
        says = "; ".join([change.says, *change.citations]) if change.citations else change.says
        table.add_row(change.kind, change.list_id, say(change.name), say(change.on), sentence(says))
    days = f"{report.earlier.isoformat()} and {report.later.isoformat()}"
    head = sentence(f"{wording.plural(len(report.changes), 'change')} between {days}.", "bold")
    rows = [[change.listing] for change in report.changes if change.listing]
    reasons = grounds_part(Grounding(report.later, report.grounds), rows, "change")
    shown = [table] if report.changes else []
    return Group(head, *shown, *more(len(report.changes), "change"), *reasons, *lists_asked(report.lists))


def _supply_lines(answer: SupplyAnswer) -> Text:
    """Each listing with what follows, then the goods; the codes as printed."""
    text = Text()
    for finding in answer.findings[:PARTIES_SHOWN]:
        listing = finding.exposure.listing
        text.append(f"{wording.tie_words(finding)}: {wording.fold(wording.printable(listing.listed_name), 80)}\n")
        text.append(f" {listing.list_id}, listed {wording.since(listing)}; {wording.effects(finding.verdicts)}\n")
    if len(answer.findings) > PARTIES_SHOWN:
        text.append(f"… and {len(answer.findings) - PARTIES_SHOWN:,} more findings\n")
    if answer.goods.told:
        text.append(f"{wording.printable(wording.goods_words(answer.goods))}\n")
    for verdict in (each for each in answer.goods.orders if each.applies != "no"):
        text.append(f"{wording.printable(f'{verdict.says} [{verdict.citation}]')}\n")
    for note in answer.goods.notes:
        text.append(f"{wording.printable(note)}\n")
    if answer.note:
        text.append(f"{wording.printable(answer.note)}\n")
    for name, _, printed in answer.printed:
        text.append(f"{wording.fold(wording.printable(name), 40)}: {wording.printable(printed.says)}\n")
    if answer.unjudged:
        text.append(f"{wording.printable(answer.unjudged)}\n")
    elif not answer.screened:
        text.append("names nobody who could be screened\n")
    text.rstrip()
    return text


def supply_view(report: SupplyReport) -> RenderableType:
    """The answer about a table of supply: tiers, then each row that leads somewhere, by tier."""
    head = Group(
        sentence(f"{report.title}, {wording.plural(len(report.answers), 'row')}, asked for {report.as_of}."),
        Text(wording.printable(wording.supply_headline(report)), style="bold"),
        *(sentence(f"! {used.title or used.id}: {used.problem}", "bold red") for used in report.lists if used.problem),
    )
    tiers = table_of(
        *((h, "right") for h in ("Tier", "Rows", "Listed", "Owned", "Xinjiang", "Place unknown", "No name"))
    )
    for t in report.tiers:
        counts = (t.rows, t.listed, t.owned, t.from_region, t.place_unknown, t.unscreened)
        tiers.add_row("?" if t.tier is None else str(t.tier), *(f"{count:,}" for count in counts))
    told = [a for a in report.answers if a.status != "clear" or a.goods.notes or a.note or not a.screened]
    told.sort(key=lambda a: (a.tier is None, a.tier or 0, a.supplied.row))
    table = table_of(("Tier", "right"), ("Row", "right"), ("Supplier, way and grade", ""), ("Leads to", ""))
    table.expand, table.columns[2].ratio, table.columns[3].ratio = True, 2, 3
    for answer in told[:ROWS_SHOWN]:
        way = " < ".join(label for _, label in answer.route)
        own_day = f", on {answer.as_of}" if answer.as_of not in (None, report.as_of) else ""
        own_day = f", on {answer.over[0]} to {answer.over[-1]}" if answer.over else own_day
        kind = f", {answer.grade}{own_day}\n"
        name = Text.assemble(say(answer.supplied.label), "\n", _status(answer.status), kind, say(way))
        tier = "?" if answer.tier is None else str(answer.tier)
        table.add_row(tier, str(answer.supplied.row), name, _supply_lines(answer))
    panel = Panel(head, title="Lookthrough", title_align="left")
    listed = [[finding.exposure.listing for finding in answer.findings] for answer in report.answers]
    reasons = grounds_part(Grounding(report.as_of, report.grounds), listed, "row")
    body = [table, *more(len(told), "row")] if told else []
    return Group(
        panel,
        tiers,
        *body,
        *reasons,
        *lists_asked(report.lists),
        *not_seen(report.unseen),
        *in_your_files(report.issues),
        *_closing(report),
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
    if isinstance(report, OwnersReport):
        return owners_view(report)
    return diff_view(report)


def render_text(reports: Sequence[Report], *, width: int = 100, colour: bool = False) -> str:
    """The same views as plain text of a width, for `-o FILE` and for tests."""
    out = io.StringIO()
    # An empty environment: neither COLUMNS nor NO_COLOR of the machine may change what is written to a file.
    looks: dict[str, Any] = {"force_terminal": colour, "no_color": not colour, "highlight": False, "_environ": {}}
    looks["emoji"] = False  # ":cn:" in a name is no picture
    console = Console(file=out, width=width, legacy_windows=False, **looks)
    for report in reports:
        console.print(view(report))
    return out.getvalue()
