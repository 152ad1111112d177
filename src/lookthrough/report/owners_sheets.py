"""An answer about owners as flat sheets: what the law attributes, whose the value is, who decides, and every tie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lookthrough.model.share import Share
from lookthrough.report import wording
from lookthrough.report.finding import Finding
from lookthrough.report.grounding import Grounding
from lookthrough.report.owners import OwnerEdge, OwnersAnswer, OwnersReport
from lookthrough.report.sheet import Cell, Sheet, issue_rows, joined

OWNER_HEADER = (
    *("row", "name", "status", "party", "party_id", "relation", "list", "listed_name", "listed_since", "effect"),
    *("applies", "says", "citations", "share", "share_exact", "path", "grounds", "grounds_part", "attribution"),
    *("control", "unsettled", "answer", "registers", "as_of", "snapshot", "evidence"),
)


def owner_sheet(reports: Sequence[OwnersReport]) -> Sheet:
    """One row for each listing that a party leads to, and one for each party that leads to none."""
    rows: list[tuple[Cell, ...]] = []
    for report in reports:
        grounding = Grounding(report.as_of, report.grounds)
        registers = joined(f"{e.title or e.register}{f' ({e.day})' if e.day else ''}" for e in report.registers)
        for answer in report.answers:
            findings: Sequence[Finding | None] = answer.findings or (None,)
            tail = (*_answer_cells(answer), registers, report.as_of, report.snapshot)
            rows.extend((*_head(answer), *_finding(each, grounding), *tail, _evidence(each)) for each in findings)
    return Sheet("Owners", OWNER_HEADER, tuple(rows))


def _head(answer: OwnersAnswer) -> tuple[Cell, ...]:
    party = answer.party
    return answer.row, answer.query.name, answer.status, party.name if party else None, party.id if party else None


def _finding(finding: Finding | None, grounding: Grounding) -> tuple[Cell, ...]:
    if finding is None:
        return (None,) * 13
    exposure, listing, verdicts = finding.exposure, finding.exposure.listing, finding.verdicts
    return (
        *(exposure.relation, listing.list_id, listing.listed_name, wording.since(listing), wording.effects(verdicts)),
        joined(f"{v.rule}: {v.applies}" for v in verdicts),
        joined((v.says for v in verdicts), " | "),
        joined([*(v.citation for v in verdicts), *listing.citations]),
        *(exposure.share, None if exposure.share is None else wording.exact(exposure.share)),
        wording.steps_line(exposure.path),
        *(grounding.words(listing), grounding.part(listing)),
    )


def _evidence(finding: Finding | None) -> Cell:
    """What each step of the way rests on."""
    return joined(step.evidence for step in finding.exposure.path if step.evidence) if finding else None


def _answer_cells(answer: OwnersAnswer) -> tuple[Cell, ...]:
    return (
        joined(f"{a.of or 'half'}: {a.truth} ({a.total})" for a in answer.attributions),
        joined(f"{c.name}{'' if c.certain else ' (not excluded)'}" for c in answer.control),
        joined(text for a in answer.attributions for text in a.unsettled),
        answer.says,
    )


def owner_sheets(reports: Sequence[OwnersReport]) -> list[Sheet]:
    """The main sheet, then attribution, value, control, ties, unknown stakes and registers, each its own."""
    return [
        owner_sheet(reports),
        _sheet("Attribution", _ATTRIBUTION, _attributions(reports)),
        _sheet("Value", _VALUE, _interests(reports)),
        _sheet("Control", _CONTROL, _control(reports)),
        _sheet("Ties", _TIES, _ties(reports)),
        _sheet("Unknown stakes", _UNKNOWN, _unknowns(reports)),
        _sheet("Registers", _REGISTERS, _registers(reports)),
        _sheet("Not seen", ("as_of", "what", "says", "file", "row", "column"), _unseen(reports)),
    ]


_ATTRIBUTION = (
    *("row", "party", "question", "line", "counted", "added_up", "reached", "held", "held_low", "held_high", "owners"),
    *("deciding", "unsettled", "circular", "as_of"),
)
_VALUE = (
    *("row", "party", "whose", "whose_id", "low", "low_exact", "high", "high_exact", "integrated_exact", "ultimate"),
    *("listed", "side", "as_of"),
)
_CONTROL = ("row", "party", "controller", "certain", "listed", "votes", "votes_from_equity", "chain", "as_of")
_TIES = (
    *("row", "party", "side", "distance", "owner", "owner_id", "owned", "owned_id", "kind", "share", "low", "high"),
    *("since", "until", "stated", "held_on_the_day", "conflict", "taken", "evidence", "others", "as_of"),
)
_UNKNOWN = ("stake", "question", "settles_if_low", "settles_if_high", "evidence", "as_of")
_REGISTERS = ("register", "title", "day", "files", "id", "parties", "links")


def _sheet(title: str, header: tuple[str, ...], rows: Iterator[tuple[Cell, ...]]) -> Sheet:
    return Sheet(title, header, tuple(rows))


def _each(reports: Sequence[OwnersReport]) -> Iterator[tuple[OwnersReport, OwnersAnswer, str]]:
    for report in reports:
        for answer in report.answers:
            yield report, answer, answer.party.name if answer.party else answer.query.name


def _attributions(reports: Sequence[OwnersReport]) -> Iterator[tuple[Cell, ...]]:
    for report, answer, name in _each(reports):
        for a in answer.attributions:
            owners = joined(f"{entry.listed_name} ({entry.list_id})" for entry in a.owners)
            yield (
                *(answer.row, name, a.of or "half", str(a.measure), a.measure.by, _yes(a.measure.aggregate), a.truth),
                *(str(a.total), a.total.low, a.total.high, owners, joined(a.deciding), joined(a.unsettled)),
                *(_yes(a.circular), report.as_of),
            )


def _interests(reports: Sequence[OwnersReport]) -> Iterator[tuple[Cell, ...]]:
    for report, answer, name in _each(reports):
        for side, interests in (("of the party", answer.interests), ("of the party in it", answer.owned_interests)):
            for i in interests:
                whole = None if i.integrated is None else wording.exact(i.integrated)
                yield (
                    *(answer.row, name, i.name, i.party, i.low, wording.exact(i.low), i.high, wording.exact(i.high)),
                    *(whole, _yes(i.ultimate), _yes(i.listed), side, report.as_of),
                )


def _control(reports: Sequence[OwnersReport]) -> Iterator[tuple[Cell, ...]]:
    for report, answer, name in _each(reports):
        for c in answer.control:
            votes = None if c.votes is None else str(c.votes)
            chain = joined(map(str, c.edges))
            yield answer.row, name, c.name, _yes(c.certain), _yes(c.listed), votes, _yes(c.assumed), chain, report.as_of


def _ties(reports: Sequence[OwnersReport]) -> Iterator[tuple[Cell, ...]]:
    for report, answer, name in _each(reports):
        for side, edges in (("above", answer.above), ("below", answer.below)):
            for edge in edges:
                yield (answer.row, name, side, *_tie(edge), report.as_of)
        for side, cut in (("above", answer.above_cut), ("below", answer.below_cut)):
            if cut:
                told = f"{cut:,} more known ties {side} are not shown"
                yield (answer.row, name, side, *([None] * 8), told, *([None] * 8), report.as_of)


def _tie(edge: OwnerEdge) -> tuple[Cell, ...]:
    others = joined(f"{s.register}: {s.share} ({s.evidence})" for s in edge.others)
    share: Share = edge.share
    return (
        *(edge.distance, edge.owner_name or "not identified", edge.owner, edge.owned_name, edge.owned, edge.kind),
        *(str(share), share.low, share.high, edge.since, edge.until, edge.as_of, edge.holds, _yes(edge.conflict)),
        *(edge.why, edge.evidence, others),
    )


def _unknowns(reports: Sequence[OwnersReport]) -> Iterator[tuple[Cell, ...]]:
    for report in reports:
        for each in report.unknowns:
            edge = each.edge
            yield str(edge), each.question or "half", each.if_low, each.if_high, edge.evidence, report.as_of
        if report.untried:
            told = f"{report.untried:,} more unknown stakes are not ranked here"
            yield told, None, None, None, None, report.as_of


def _registers(reports: Sequence[OwnersReport]) -> Iterator[tuple[Cell, ...]]:
    for edition in dict.fromkeys(edition for report in reports for edition in report.registers):
        files = joined(edition.files)
        yield edition.register, edition.title, edition.day, files, edition.id, edition.parties, edition.links


def _unseen(reports: Sequence[OwnersReport]) -> Iterator[tuple[Cell, ...]]:
    for report in reports:
        for sentence in report.unseen:
            yield report.as_of, "not seen", sentence, None, None, None
        for kind, says, file, row, column, _ in issue_rows(report.issues):
            yield report.as_of, kind, says, file, row, column


def _yes(truth: bool) -> str:
    return "yes" if truth else "no"
