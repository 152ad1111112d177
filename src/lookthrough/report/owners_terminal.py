"""The terminal view of an answer about owners: the three numbers apart, then the ties, then what would settle most."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.text import Text

from lookthrough.report import wording
from lookthrough.report.grounding import Grounding
from lookthrough.report.owners import OwnerEdge, OwnersAnswer, OwnersReport, UnknownEdge
from lookthrough.report.ownership_picture import short_share
from lookthrough.report.terminal_parts import (
    ROWS_SHOWN,
    grounds_part,
    in_your_files,
    lists_asked,
    more,
    not_seen,
    registers_table,
    say,
    sentence,
    table_of,
)

STATUS_STYLES = {
    "listed": "bold red",
    "reached": "bold red",
    "possible": "yellow",
    "linked": "yellow",
    "open": "bold",
    "clear": "green",
    "unknown": "bold",
    "error": "bold",
}


def owners_view(report: OwnersReport) -> RenderableType:
    """What was asked, the answer, and for a single party everything behind it; a file of parties gets a row each."""
    loud = [sentence(f"! {used.title or used.id}: {used.problem}", "bold red") for used in report.lists if used.problem]
    head = sentence(wording.owners_headline(report), "bold")
    parts: list[RenderableType] = [Panel(Group(head, *loud), title="Lookthrough", title_align="left")]
    if len(report.answers) == 1:
        parts += owners_part(report.answers[0])
    else:
        parts += _rows(report)
    rows = [[finding.exposure.listing for finding in answer.findings] for answer in report.answers]
    word = "listing" if len(report.answers) == 1 else "party"
    listings = [[entry] for row in rows for entry in row]
    parts += grounds_part(Grounding(report.as_of, report.grounds), listings if word == "listing" else rows, word)
    parts += _settling(report.unknowns, report.untried)
    parts += _registers(report)
    return Group(
        *parts, *lists_asked(report.lists), *not_seen(report.unseen), *in_your_files(report.issues), *_closing(report)
    )


def owners_part(answer: OwnersAnswer) -> list[RenderableType]:
    """Everything about one party."""
    return [
        *_itself(answer),
        *_attributed(answer),
        *_verdicts(answer),
        *_value(answer),
        *_control(answer),
        *_ties("Who owns it", answer.above, answer.above_cut),
        *_ties("Whom it owns", answer.below, answer.below_cut),
        *(sentence(f"• {gap}") for gap in answer.gaps),
        *(sentence(f"• {tie}") for tie in answer.stands_in[:ROWS_SHOWN]),
        *_candidates(answer),
    ]


def _rows(report: OwnersReport) -> list[RenderableType]:
    shown = [answer for answer in report.answers if answer.status != "clear"]
    table = table_of(("Row", "right"), ("Party", ""), ("Status", ""), ("Owners", ""))
    for answer in shown[:ROWS_SHOWN]:
        status = Text(wording.OWNER_STATUS_WORDS[answer.status], style=STATUS_STYLES[answer.status])
        effects = wording.effects(v for finding in answer.findings for v in finding.verdicts) if answer.findings else ""
        says = sentence(answer.says)
        table.add_row(
            str(answer.row), say(answer.query.name), status, Text.assemble(says, "\n", effects) if effects else says
        )
    return [*([table] if shown else []), *more(len(shown), "party")]


def _itself(answer: OwnersAnswer) -> list[RenderableType]:
    """The entries that name the party itself: which list, since when, on what evidence."""
    entries = [(each, entry) for each in answer.listed if each.distance == 0 for entry in each.listings]
    if not entries:
        return []
    table = table_of(("It is listed itself", ""), ("Entry", ""), ("Since", ""), ("Evidence", ""))
    for each, entry in entries[:ROWS_SHOWN]:
        is_ = entry.listed_name if each.sure else f"{entry.listed_name} (not sure to be it)"
        evidence = f"{each.entity_id}, {entry.file} row {entry.row}; {each.how.rstrip('.')}; score {each.score:.2f}"
        table.add_row(entry.list_id, say(is_), wording.since(entry), sentence(evidence))
    return [table, *more(len(entries), "listing")]


def _attributed(answer: OwnersAnswer) -> list[RenderableType]:
    if not answer.attributions:
        return []
    table = table_of(("What the law attributes", ""), ("Line", ""), ("Listed owners hold", ""), ("Reached", ""))
    for each in answer.attributions:
        of = each.of or "half or more, whatever the law"
        votes = " of votes" if each.measure.by == "votes" else ""
        added = "" if each.measure.aggregate else ", each by itself"
        circle = "; its owners hold shares of each other" if each.circular else ""
        table.add_row(
            sentence(of), f"{each.measure}{votes}{added}", f"{each.total}{circle}", wording.REACHED[each.truth]
        )
    return [table]


def _verdicts(answer: OwnersAnswer) -> list[RenderableType]:
    told: list[RenderableType] = []
    for finding in answer.findings[:ROWS_SHOWN]:
        told.append(sentence(wording.path_line(finding), "bold"))
        seen = dict.fromkeys((v.says, v.citation) for v in finding.verdicts if v.applies != "no")
        told += [sentence(f"  • {says} [{citation}]") for says, citation in seen]
        if not seen:
            told.append(sentence(f"  • {finding.exposure.listing.list_id}: {wording.effects(finding.verdicts)}"))
    return [*told, *more(len(answer.findings), "listing")]


def _value(answer: OwnersAnswer) -> list[RenderableType]:
    if answer.interests_told:
        return [sentence(f"Whose its value is: {answer.interests_told}.")]
    if not answer.interests:
        return []
    table = table_of(("Whose its value is, in the end", ""), ("Interest", "right"), ("", ""))
    for each in answer.interests[:ROWS_SHOWN]:
        marks = [word for word, true in (("listed", each.listed), ("nobody is stated above", each.ultimate)) if true]
        table.add_row(say(each.name), wording.interest(each.low, each.high), ", ".join(marks))
    return [table, *more(len(answer.interests), "party")]


def _control(answer: OwnersAnswer) -> list[RenderableType]:
    if not answer.control:
        return []
    table = table_of(("Who can decide", ""), ("", ""), ("By", ""))
    for each in answer.control[:ROWS_SHOWN]:
        sure = "controls it" if each.certain else "not excluded"
        assumed = " (one share one vote, as no votes are stated)" if each.assumed else ""
        table.add_row(say(each.name), sure, sentence("; ".join(map(str, each.edges)) + assumed))
    return [table, *more(len(answer.control), "party")]


def _ties(title: str, edges: Sequence[OwnerEdge], cut: int) -> list[RenderableType]:
    if not edges:
        return []
    table = table_of(("Layer", "right"), (title, ""), ("Share", "right"), ("Of", ""), ("Dates", ""), ("Evidence", ""))
    for edge in edges[:ROWS_SHOWN]:
        share = short_share(edge.share) if edge.kind in ("equity", "votes") else ""
        kind = "" if edge.kind == "equity" else f" ({edge.kind})"
        dates = " – ".join(filter(None, (edge.since, edge.until))) or edge.as_of
        doubt = "; registers differ" if edge.conflict else ""
        owner = (edge.owner_name or "not identified") + kind
        table.add_row(
            str(edge.distance), say(owner), share, say(edge.owned_name), dates, sentence(edge.evidence + doubt)
        )
    told = [sentence(f"{wording.plural(cut, 'more known tie')} not followed.", "bold")] if cut else []
    return [table, *more(len(edges), "tie"), *told]


def _settling(unknowns: Sequence[UnknownEdge], untried: int) -> list[RenderableType]:
    if not unknowns:
        return []
    table = table_of(("What would settle most", ""), ("If little", "right"), ("If much", "right"), ("Line", ""))
    for each in unknowns[:10]:
        table.add_row(sentence(str(each.edge)), str(each.if_low), str(each.if_high), each.question or "half or more")
    rest = len(unknowns) - 10 + untried
    told = [sentence(f"… and {wording.plural(rest, 'more unknown stake')}; the JSON has the ranked ones.")]
    return [table, *(told if rest > 0 else [])]


def _candidates(answer: OwnersAnswer) -> list[RenderableType]:
    others = [each for each in answer.candidates if answer.party is None or each.entity_id != answer.party.id]
    return [sentence(f"• may also be {each.name} ({each.entity_id}), score {each.score:.3f}") for each in others]


def _registers(report: OwnersReport) -> list[RenderableType]:
    table = registers_table(report.registers, "Registers asked")
    law = [sentence(f"Your own law: {', '.join(report.own_law)}")] if report.own_law else []
    return [*([table] if report.registers else [sentence("! No register of owners was asked.", "bold red")]), *law]


def _closing(report: OwnersReport) -> list[RenderableType]:
    known = report.known_on.isoformat() if report.known_on else "all read so far"
    replay = (
        f"Replay: snapshot {report.snapshot[:12]} · as of {report.as_of.isoformat()} · known on {known} · "
        f"version {report.version} · settings {report.settings_digest}"
    )
    said = " ".join(wording.DISCLAIMERS[:2])
    following = "Next: add `--format html -o report.html` for the page with the picture, every path and every verdict."
    return [Text(""), sentence(replay, "dim"), Text(said, style="dim"), Text(following)]
