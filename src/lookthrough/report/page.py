"""What a page shows of a report: rows chosen, sorted and bounded, charts measured. The templates only lay it out.

A page is bounded so that a browser opens it: every bound below that cuts something is said on the page, with the count
and where the whole is. The totals and the headline are never computed from a cut table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lookthrough.model.listing import Listing
from lookthrough.report import wording
from lookthrough.report.charts import bar, label_that_fits, squarify
from lookthrough.report.finding import Finding, PortfolioReport, PositionAnswer, Total
from lookthrough.report.grounding import Grounding
from lookthrough.report.sheet import issue_rows, joined

#: Rows of the table of exposed, linked and unscreened positions.
ROWS_SHOWN = 5_000
#: Positions set out with path, verdicts and evidence, strongest first.
DETAILS_SHOWN = 500
#: Findings set out under one position, strongest first.
FINDINGS_SHOWN = 25
#: Clear lines in the compact table.
CLEAR_SHOWN = 10_000
#: Parties in the treemap and its table.
PARTIES_SHOWN = 40
#: Lines that fit a listing that was not in force.
WAITING_SHOWN = 500
#: Up to so many findings the details stand open; above, they open on demand and in print.
OPEN_UP_TO = 40

MAP_WIDTH, MAP_HEIGHT = 960.0, 260.0


@dataclass(frozen=True, slots=True)
class Party:
    """One listed party behind a position and the lists that it stands on."""

    name: str
    lists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A position as table and details show it; `anchor` is "" when its details are not on the page."""

    answer: PositionAnswer
    part: wording.Leading
    anchor: str
    parties: tuple[Party, ...]
    more: int
    since: tuple[str, ...]
    effects: str
    findings: tuple[Finding, ...]
    findings_cut: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A position and, by party that it fits, the lists on which that party did not stand, each with the reason."""

    answer: PositionAnswer
    parties: tuple[tuple[str, str], ...]


def _waiting(answer: PositionAnswer, report: PortfolioReport) -> tuple[tuple[str, str], ...]:
    parties: dict[str, tuple[str, list[str]]] = {}
    for entry in answer.not_in_force:
        _, said = parties.setdefault(entry.listed_name.casefold(), (entry.listed_name, []))
        said.append(f"{wording.short_title(entry.list_id)} {wording.why_not_in_force(entry, report.as_of)}")
    return tuple((name, joined(said)) for name, said in parties.values())


@dataclass(frozen=True, slots=True)
class MapTile:
    """A tile of the treemap, ready to draw: coordinates and cut labels as text."""

    name: str
    money: str
    x: str
    y: str
    width: str
    height: str
    label: str
    small: str
    text_x: str
    text_y: str
    small_y: str


def _coordinate(value: float) -> str:
    return f"{value:.1f}"


def sizes(totals: Sequence[Total]) -> list[Fraction]:
    """How much is held of each, comparable among them: in money, or in weight where the money is not known."""
    if any(total.long_usd is None for total in totals):
        return [total.weight or Fraction(0) for total in totals]
    return [total.long_usd or Fraction(0) for total in totals]


def map_tiles(totals: Sequence[Total]) -> list[MapTile]:
    """The treemap of what is held by party; empty when fewer than two parties have anything."""
    tiles = squarify(sizes(totals), MAP_WIDTH, MAP_HEIGHT)
    if len(tiles) < 2:
        return []
    out: list[MapTile] = []
    for tile in tiles:
        total = totals[tile.index]
        name = wording.fold(total.label or total.key, 120)
        figure = wording.percent(total.weight) if total.long_usd is None else wording.money(total.long_usd)
        label = label_that_fits(name, tile.width - 14, 8.8) if tile.height >= 24 else ""
        small = figure if label and tile.height >= 44 and tile.width - 14 >= len(figure) * 7.2 else ""
        places = (tile.x, tile.y, tile.width, tile.height)
        x, y, width, height = (_coordinate(value) for value in places)
        texts = (_coordinate(tile.x + 8), _coordinate(tile.y + 19), _coordinate(tile.y + 37))
        out.append(MapTile(name, figure, x, y, width, height, label, small, *texts))
    return out


def _bars(totals: Sequence[Total], report: PortfolioReport) -> list[tuple[Total, str, str]]:
    """Each total with its label and the length of its bar."""
    held = sizes(totals)
    longest = max(held, default=None)
    return [(t, wording.total_label(t, report), bar(size, longest)) for t, size in zip(totals, held, strict=True)]


def _parties(findings: Iterable[Finding]) -> list[Party]:
    """By listed name, so that one party on three lists is one party to the reader."""
    seen: dict[str, tuple[str, list[str]]] = {}
    for finding in findings:
        listing = finding.exposure.listing
        _, lists = seen.setdefault(listing.listed_name.casefold(), (listing.listed_name, []))
        title = wording.short_title(listing.list_id)
        if title not in lists:
            lists.append(title)
    return [Party(name, tuple(lists)) for name, lists in seen.values()]


def _row(answer: PositionAnswer, anchor: str) -> Row:
    parties = _parties(answer.findings)
    starts = dict.fromkeys(wording.since(finding.exposure.listing) for finding in answer.findings)
    verdicts = [verdict for finding in answer.findings for verdict in finding.verdicts]
    return Row(
        answer=answer,
        part=wording.leading(answer),
        anchor=anchor,
        parties=tuple(parties[:6]),
        more=max(0, len(parties) - 6),
        since=tuple(starts)[:4],
        effects=wording.effects(verdicts) if answer.findings else "",
        findings=answer.findings[:FINDINGS_SHOWN],
        findings_cut=max(0, len(answer.findings) - FINDINGS_SHOWN),
    )


class PortfolioPage:
    """One report as the page shows it.

    Attributes are read by the templates. `key` prefixes every anchor, so that several dates stand on one page.
    """

    def __init__(self, report: PortfolioReport, key: str) -> None:
        self.report = report
        self.key = key
        self.day = wording.day_words(report.as_of)
        self.headline = wording.portfolio_headline(report)
        self.counts = wording.counted(report)
        self.share = wording.exposed_share(report)
        self.asked = sum(1 for used in report.lists if used.entries)
        self.entries = sum(used.entries for used in report.lists)
        self._choose_rows()
        self._measure()
        self.issues = list(issue_rows(report.issues))

    def _choose_rows(self) -> None:
        report = self.report
        ranked = [a for a in wording.strongest_first(report.positions) if a.status != "clear"]
        found = [a for a in ranked if a.findings]
        anchors = {id(a): f"{self.key}-p{n}" for n, a in enumerate(found[:DETAILS_SHOWN], start=1)}
        self.rows = [_row(a, anchors.get(id(a), "")) for a in ranked[:ROWS_SHOWN]]
        self.rows_cut = max(0, len(ranked) - ROWS_SHOWN)
        self.details = [row for row in self.rows if row.anchor]
        self.details_cut = len(found) - len(self.details)
        self.open = sum(len(row.findings) for row in self.details) <= OPEN_UP_TO
        self.tied = [a for a in report.positions if a.claims and not a.findings][:DETAILS_SHOWN]
        clear = [a for a in report.positions if a.status == "clear"]
        self.clear, self.clear_count = clear[:CLEAR_SHOWN], len(clear)
        self.clear_cut = max(0, len(clear) - CLEAR_SHOWN)
        waiting = [Waiting(a, _waiting(a, report)) for a in report.positions if a.not_in_force]
        self.waiting, self.waiting_cut = waiting[:WAITING_SHOWN], max(0, len(waiting) - WAITING_SHOWN)

    def _measure(self) -> None:
        report = self.report
        parties = report.totals_by_party[:PARTIES_SHOWN]
        self.by_party, self.parties_cut = _bars(parties, report), len(report.totals_by_party) - len(parties)
        self.by_list, self.by_fund = _bars(report.totals_by_list, report), _bars(report.totals_by_fund, report)
        self.by_ground = _bars(report.totals_by_ground, report)
        self.grounding = Grounding(report.as_of, report.grounds)
        found = [[finding.exposure.listing for finding in answer.findings] for answer in report.positions]
        self.parts = self.grounding.parts([listings for listings in found if listings])
        self.tiles = map_tiles(parties)
        self.map_width, self.map_height = int(MAP_WIDTH), int(MAP_HEIGHT)
        seen = report.coverage
        questions: tuple[tuple[str, Fraction | None], ...] = (
            ("Held directly, or through a fund whose constituents are known", seen.constituents_known),
            ("Issuer identified", seen.issuer_identified),
            ("Issuer compared with every list asked", seen.issuer_screened),
        )
        self.coverage = [(question, share, bar(share, Fraction(1))) for question, share in questions]

    @property
    def contents(self) -> list[tuple[str, str]]:
        """The page's sections as (anchor, words), in order."""
        parts = [("positions", "Positions", True), ("totals", "Where the money leads", bool(self.by_list))]
        parts += [("coverage", "How much could be seen", True), ("findings", "Each finding", bool(self.details))]
        parts += [("waiting", "Not in force", bool(self.waiting)), ("clear", "Clear lines", bool(self.clear))]
        parts += [("lists", "Lists and editions", True), ("issues", "Trouble in your files", bool(self.issues))]
        parts += [("method", "How to ask again", True)]
        return [(anchor, words) for anchor, words, shown in parts if shown]


@dataclass(frozen=True, slots=True)
class ChangeCell:
    """What holds on one of the days; `changed` against the day before."""

    text: str
    status: str
    changed: bool


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One line of the portfolio, or one figure, over the days."""

    label: str
    cells: tuple[ChangeCell, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """The table of what changed between the days; `left_out` lines did not fit."""

    rows: tuple[ChangeRow, ...]
    left_out: int


def _cells(values: Sequence[tuple[str, str]]) -> tuple[ChangeCell, ...]:
    """(text, status) by day, each marked when it differs from the day before."""
    return tuple(
        ChangeCell(text, status, n > 0 and values[n - 1] != (text, status)) for n, (text, status) in enumerate(values)
    )


def _standing(answer: PositionAnswer | None, report: PortfolioReport) -> tuple[str, str]:
    if answer is None:
        return "not in the portfolio", ""
    if answer.findings:
        return joined((wording.short_title(f.exposure.listing.list_id) for f in answer.findings), ", "), answer.status
    waiting: dict[str, list[Listing]] = {}
    for entry in answer.not_in_force:
        waiting.setdefault(entry.list_id, []).append(entry)
    said = [f"{wording.short_title(each)} {_when(entries, report)}" for each, entries in waiting.items()]
    return joined(said, ", "), answer.status


def _when(entries: Sequence[Listing], report: PortfolioReport) -> str:
    """Since or until when, in short: the first day that the line will lead to the list."""
    starts = sorted(entry.since.iso for entry in entries if entry.since and entry.since.by(report.as_of) == "no")
    return f"from {starts[0]}" if starts else "no longer, or not known"


def changes_between(reports: Sequence[PortfolioReport], limit: int = 200) -> Changes | None:
    """Figures and lines over several days of the same holdings; None for a single report.

    Args:
        reports: earliest first.
        limit: how many lines are shown; lines that are the same and clear on every day are never shown.
    """
    if len(reports) < 2:
        return None
    rows = [
        ChangeRow("Lines that lead to a listed party", _cells([(_lines(report), "") for report in reports])),
        ChangeRow("Money that leads there", _cells([(wording.money_round(r.exposed_usd), "") for r in reports])),
        ChangeRow("Share of the portfolio", _cells([(wording.percent(wording.exposed_share(r)), "") for r in reports])),
    ]
    by_day = [{(a.position.row, a.position.name): a for a in report.positions} for report in reports]
    keys = dict.fromkeys(key for answers in by_day for key in answers)
    lines: list[ChangeRow] = []
    for key in keys:
        standing = [_standing(answers.get(key), one) for answers, one in zip(by_day, reports, strict=True)]
        if any(status in ("exposed", "linked") for _, status in standing) or len({s for _, s in standing}) > 1:
            lines.append(ChangeRow(f"{key[1]} (row {key[0]})", _cells(standing)))
    return Changes((*rows, *lines[:limit]), max(0, len(lines) - limit))


def _lines(report: PortfolioReport) -> str:
    counts = wording.counted(report)
    return f"{counts['exposed'] + counts['linked']:,} of {len(report.positions):,}"


def age(layer_days: int | None) -> str:
    """The age of a layer in words: "12 days", "1,000 days", "3 days newer"."""
    if layer_days is None:
        return wording.NOT_KNOWN
    return f"{wording.plural(-layer_days, 'day')} newer" if layer_days < 0 else wording.plural(layer_days, "day")
