"""Every report as flat sheets: a title, a header and rows of plain cells. CSV and XLSX write them, and only them.

A portfolio's main sheet has one row for each finding and one for each line without a finding, so that clear lines
appear as such. The user's own columns follow ours, verbatim; one whose header we use ourselves gets " (as given)".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from lookthrough.model.listing import Listing
from lookthrough.report import wording
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
    ScreenMatch,
    ScreenReport,
)
from lookthrough.report.grounding import PART_WORDS, Grounding, by_list
from lookthrough.report.owners import OwnersReport
from lookthrough.report.owners_sheets import owner_sheet, owner_sheets
from lookthrough.report.sheet import (
    Cell,
    Sheet,
    carried,
    headers_beside,
    iso,
    issue_rows,
    joined,
    list_sheet,
    values_under,
)
from lookthrough.report.supply_answer import SupplyReport
from lookthrough.report.supply_sheets import supply_sheet, tier_sheet

FINDING_HEADER = (
    *("row", "name", "status", "relation", "list", "listed_name", "listed_since", "listed_until", "effective"),
    *("divest_until", "effect", "applies", "says", "citations", "score", "matched_name", "reasons", "path", "share"),
    *("share_exact", "weight", "weight_exact", "value_usd", "value_usd_exact", "line_weight", "line_weight_exact"),
    *("line_value_usd", "line_value_usd_exact", "asset", "direction", "issuer", "identifiers", "country"),
    *("not_in_force", "note", "portfolio", "as_of", "snapshot", "grounds", "grounds_part"),
)


def _exact(value: Fraction | None) -> tuple[Cell, Cell]:
    return value, None if value is None else wording.exact(value)


def _finding_cells(finding: Finding | None) -> tuple[Cell, ...]:
    if finding is None:
        return (None,) * 21
    exposure, listing, verdicts = finding.exposure, finding.exposure.listing, finding.verdicts
    return (
        *(exposure.relation, listing.list_id, listing.listed_name, iso(listing.since), iso(listing.until)),
        *(iso(listing.effective), iso(listing.divest_until), wording.effects(verdicts)),
        joined(f"{v.rule}: {v.applies}" for v in verdicts),
        joined((v.says for v in verdicts), " | "),
        joined([*(v.citation for v in verdicts), *listing.citations]),
        *(finding.score, finding.matched_name, wording.reasons_line(finding), wording.path_line(finding)),
        *_exact(exposure.share),
        *_exact(exposure.weight),
        *_exact(exposure.value_usd),
    )


def ground_cells(listings: Sequence[Listing], grounding: Grounding) -> tuple[Cell, Cell]:
    """The grounds of some listings, and their part where grounds are asked for."""
    return joined(map(grounding.words, listings)), grounding.best(listings)


def _line_cells(answer: PositionAnswer, report: PortfolioReport) -> tuple[Cell, ...]:
    position = answer.position
    waiting = (
        f"{entry.list_id}: {entry.listed_name}, {wording.why_not_in_force(entry, report.as_of)}"
        for entry in answer.not_in_force
    )
    return (
        *_exact(answer.weight),
        *_exact(answer.value_usd),
        *(position.asset, position.direction, position.issuer, joined(position.identifiers), position.country),
        *(joined(waiting), answer.note, report.holdings.name or report.holdings.file, report.as_of, report.snapshot),
    )


def finding_sheet(reports: Sequence[PortfolioReport], *, with_clear: bool = True) -> Sheet:
    """One row for each finding; `with_clear` adds one for each line without any."""
    columns = carried(answer.position.cells for report in reports for answer in report.positions)
    rows: list[tuple[Cell, ...]] = []
    for report in reports:
        grounding = Grounding(report.as_of, report.grounds)
        for answer in report.positions:
            head = (answer.position.row, answer.position.name, answer.status)
            line, values = _line_cells(answer, report), values_under(answer.position.cells, columns)
            findings: Sequence[Finding | None] = answer.findings or ((None,) if with_clear else ())
            for finding in findings:
                entries = [finding.exposure.listing] if finding else []
                rows.append((*head, *_finding_cells(finding), *line, *ground_cells(entries, grounding), *values))
    return Sheet("Findings", FINDING_HEADER + headers_beside(columns, FINDING_HEADER), tuple(rows))


POSITION_HEADER = (
    *("row", "name", "status", "lists", "listed_since", "effect", "weight", "weight_exact", "value_usd", "asset"),
    *("direction", "issuer", "identifiers", "country", "not_in_force", "note", "as_of"),
)


def position_sheet(reports: Sequence[PortfolioReport]) -> Sheet:
    """One row for each line of the portfolio."""
    answers = [(report, answer) for report in reports for answer in report.positions]
    columns = carried((answer.position.cells for _, answer in answers))
    rows = tuple(_position_row(answer, report, columns) for report, answer in answers)
    return Sheet("Positions", POSITION_HEADER + headers_beside(columns, POSITION_HEADER), rows)


def _position_row(
    answer: PositionAnswer, report: PortfolioReport, columns: Sequence[tuple[str, int]]
) -> tuple[Cell, ...]:
    position, listings = answer.position, [finding.exposure.listing for finding in answer.findings]
    verdicts = [verdict for finding in answer.findings for verdict in finding.verdicts]
    waiting = (f"{e.list_id}: {wording.why_not_in_force(e, report.as_of)}" for e in answer.not_in_force)
    return (
        *(position.row, position.name, answer.status, joined(entry.list_id for entry in listings)),
        *(joined(iso(entry.since) for entry in listings), wording.effects(verdicts) if answer.findings else None),
        *(*_exact(answer.weight), answer.value_usd, position.asset, position.direction, position.issuer),
        *(joined(position.identifiers), position.country, joined(waiting), answer.note, report.as_of),
        *values_under(position.cells, columns),
    )


def _unseen_sheet(report: Sequence[PortfolioReport] | Sequence[ScreenReport] | Sequence[SupplyReport]) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    for one in report:
        if isinstance(one, PortfolioReport):
            rows.extend((one.as_of, "not seen", sentence, None, None, None, None) for sentence in one.unseen)
            rows.extend(
                (one.as_of, "not screened", a.note, one.holdings.file, a.position.row, a.position.name, a.value_usd)
                for a in one.positions
                if a.status == "unidentified"
            )
        rows.extend((one.as_of, *row) for row in issue_rows(one.issues))
    return Sheet("Not seen", ("as_of", "what", "says", "file", "row", "name or column", "value_usd"), tuple(rows))


def _summary_sheet(reports: Sequence[PortfolioReport]) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    for report in reports:
        rows.extend((report.as_of, *row) for row in _summary_rows(report))
    header = ("as_of", "what", "which", "says", "value_usd", "weight", "positions", "short_usd", "derivative_usd")
    return Sheet("Summary", header, tuple(rows))


def _summary_rows(report: PortfolioReport) -> Iterator[tuple[Cell, ...]]:
    none: tuple[Cell, ...] = (None,) * 5
    yield "answer", None, wording.portfolio_headline(report), *none
    counts = wording.counted(report)
    share = wording.exposed_share(report)
    yield "total", None, None, report.total_usd, None, len(report.positions), None, None
    yield (
        "leads to a listed party",
        None,
        None,
        report.exposed_usd,
        share,
        counts["exposed"] + counts["linked"],
        *none[:2],
    )
    for status, count in counts.items():
        yield "lines", wording.STATUS_WORDS[status], wording.STATUS_MEANINGS[status], None, None, count, None, None
    coverage = report.coverage
    yield "coverage", "constituents known", None, None, coverage.constituents_known, None, None, None
    yield "coverage", "issuer identified", None, None, coverage.issuer_identified, None, None, None
    yield "coverage", "issuer screened", None, None, coverage.issuer_screened, None, None, None
    by = (
        ("by list", report.totals_by_list),
        ("by fund", report.totals_by_fund),
        ("by party", report.totals_by_party),
        ("by ground", report.totals_by_ground),
    )
    for what, totals in by:
        for t in totals:
            yield what, t.key, t.label, t.long_usd, t.weight, t.positions, t.short_usd, t.derivative_usd
    for layer in report.layers:
        says = joined([layer.file, f"as of {layer.as_of}" if layer.as_of else "date not known", layer.note])
        yield "layer", layer.fund, says, None, layer.weight, None, None, None
    yield "replay", "portfolio file", f"{report.holdings.file} (sha256 {report.holdings.sha256})", *none
    yield "replay", "snapshot", report.snapshot, *none
    yield "replay", "known on", report.known_on.isoformat() if report.known_on else "everything read so far", *none
    yield "replay", "version, settings", f"{report.version}, {report.settings_digest}", *none
    yield "replay", "generated", report.generated.isoformat(), *none
    for sentence in wording.DISCLAIMERS:
        yield "note", None, sentence, *none


MATCH_HEADER = (
    *("row", "name", "kind", "country", "status", "score", "matched_name", "listed_name", "entity_id", "lists"),
    *("listed_since", "programmes", "effect", "says", "citations", "reasons", "not_in_force", "relation", "share"),
    *("path", "grounds", "grounds_part", "error", "note", "as_of", "snapshot"),
)


def match_sheet(reports: Sequence[ScreenReport]) -> Sheet:
    """One row for each candidate and one for each row without any."""
    columns = carried(answer.query.extra for report in reports for answer in report.answers)
    rows: list[tuple[Cell, ...]] = []
    for report in reports:
        for answer in report.answers:
            tail = values_under(answer.query.extra, columns)
            rows.extend((*row, *tail) for row in match_rows(answer, report))
    return Sheet("Matches", MATCH_HEADER + headers_beside(columns, MATCH_HEADER), tuple(rows))


def match_rows(answer: ScreenAnswer, report: ScreenReport) -> Iterator[tuple[Cell, ...]]:
    """The rows of one answer under `MATCH_HEADER`: one for each candidate, or one without any."""
    matches: Sequence[ScreenMatch | None] = answer.matches or (None,)
    tail = answer.error, answer.note, report.as_of, report.snapshot
    grounding = Grounding(report.as_of, report.grounds)
    for found in matches:
        yield (*_query_cells(answer), *_match_cells(found, grounding), *tail)


def _query_cells(answer: ScreenAnswer) -> tuple[Cell, ...]:
    return answer.row, answer.query.name, answer.query.kind, joined(answer.query.countries), answer.status


def _match_cells(found: ScreenMatch | None, grounding: Grounding) -> tuple[Cell, ...]:
    if found is None:
        return (None,) * 17
    listings: tuple[Listing, ...] = found.listings
    return (
        *(found.match.score, found.match.matched_name, found.entity.name, found.match.entity_id),
        *(joined(entry.list_id for entry in listings), joined(iso(entry.since) for entry in listings)),
        joined(programme for entry in listings for programme in entry.programmes),
        wording.effects(found.verdicts),
        joined((v.says for v in found.verdicts), " | "),
        joined([*(v.citation for v in found.verdicts), *(c for entry in listings for c in entry.citations)]),
        joined(reason.says for reason in found.match.reasons),
        joined(f"{entry.list_id}: {wording.why_not_in_force(entry, grounding.as_of)}" for entry in found.not_in_force),
        *(found.relation, found.share, wording.steps_line(found.path), *ground_cells(listings, grounding)),
    )


def _pair_sheet(reports: Sequence[CompareReport]) -> Sheet:
    pairs = [pair for report in reports for pair in report.pairs]
    ours = ("name1", "name2", "kind", "score")
    columns = carried(pair.cells for pair in pairs)
    failed = any(pair.error for pair in pairs)
    rows = tuple(
        (
            pair.name1,
            pair.name2,
            pair.kind,
            pair.score,
            *values_under(pair.cells, columns),
            *([pair.error] if failed else []),
        )
        for pair in pairs
    )
    return Sheet("Pairs", (*ours, *headers_beside(columns, ours), *(["error"] if failed else [])), rows)


def _entity_sheets(reports: Sequence[EntityReport]) -> list[Sheet]:
    groundings = [(report, Grounding(report.as_of, report.grounds)) for report in reports]
    listings = tuple(
        (e.list_id, e.listed_name, iso(e.since), iso(e.until), joined(e.programmes), joined(e.citations), e.edition,
         *ground_cells([e], grounding))
        for report, grounding in groundings
        for e in report.entity.listings
    )  # fmt: skip
    header = (
        *("list", "listed_name", "since", "until", "programmes", "citations", "edition", "grounds", "grounds_part"),
    )
    facts: list[tuple[Cell, ...]] = []
    for report in reports:
        entity = report.entity
        facts.append(("kind", entity.kind))
        facts.extend((name.quality, name.text) for name in entity.names)
        facts.extend(("country", country) for country in entity.countries)
        facts.extend((identifier.scheme, identifier.value) for identifier in entity.identifiers)
        facts.extend(("address", address) for address in entity.addresses)
        facts.extend((f"verdict: {v.rule}", v.says) for v in report.verdicts)
        facts.extend(("related", f"{i}: {name} ({why})") for i, name, why in report.related)
    return [Sheet("Listings", header, listings), Sheet("Facts", ("what", "says"), tuple(facts))]


def _diff_sheet(reports: Sequence[DiffReport]) -> Sheet:
    groundings = [(report, Grounding(report.later, report.grounds)) for report in reports]
    rows = tuple(
        (c.kind, c.list_id, c.name, c.on, c.says, joined(c.citations), c.entity_id, report.earlier, report.later,
         *ground_cells([c.listing] if c.listing else [], grounding))
        for report, grounding in groundings
        for c in report.changes
    )  # fmt: skip
    header = (
        *("change", "list", "name", "on", "says", "citations", "entity_id", "earlier", "later", "grounds"),
        "grounds_part",
    )
    return Sheet("Changes", header, rows)


def main_sheet(reports: Sequence[Report]) -> Sheet:
    """The one sheet that a CSV holds. The reports are all of one kind."""
    first = reports[0]
    makers: dict[type, Callable[[Sequence[Report]], Sheet]] = {
        PortfolioReport: lambda some: finding_sheet([r for r in some if isinstance(r, PortfolioReport)]),
        ScreenReport: lambda some: match_sheet([r for r in some if isinstance(r, ScreenReport)]),
        CompareReport: lambda some: _pair_sheet([r for r in some if isinstance(r, CompareReport)]),
        DiffReport: lambda some: _diff_sheet([r for r in some if isinstance(r, DiffReport)]),
        EntityReport: lambda some: _entity_sheets([r for r in some if isinstance(r, EntityReport)])[0],
        OwnersReport: lambda some: owner_sheet([r for r in some if isinstance(r, OwnersReport)]),
        ListsReport: lambda some: _known_lists([r for r in some if isinstance(r, ListsReport)]),
        SupplyReport: lambda some: supply_sheet([r for r in some if isinstance(r, SupplyReport)]),
    }
    return makers[type(first)](reports)


def _known_lists(reports: Sequence[ListsReport]) -> Sheet:
    """The known lists; beside each how many of its listings were made on the grounds asked for."""
    sheet = list_sheet(used for report in reports for used in report.lists)
    asked = [(report, Grounding(report.as_of, report.grounds)) for report in reports if report.as_of]
    if not asked:
        return sheet
    parts: dict[Cell, tuple[Cell, ...]] = {}
    for report, grounding in asked:
        for list_id, listings in by_list(report.listings).items():
            parts[list_id] = tuple(grounding.parts([each] for each in listings).values())
    nothing = (None,) * len(PART_WORDS)
    header = (*sheet.header, *(f"grounds_{part}" for part in PART_WORDS))
    return Sheet(sheet.title, header, tuple((*row, *parts.get(row[0], nothing)) for row in sheet.rows))


def all_sheets(reports: Sequence[Report]) -> list[Sheet]:
    """Every sheet of a workbook. The reports are all of one kind."""
    portfolios = [r for r in reports if isinstance(r, PortfolioReport)]
    lists = list_sheet(used for r in reports if not isinstance(r, CompareReport) for used in r.lists)
    if portfolios:
        middle = [finding_sheet(portfolios, with_clear=False), position_sheet(portfolios)]
        return [_summary_sheet(portfolios), *middle, lists, _unseen_sheet(portfolios)]
    screens = [r for r in reports if isinstance(r, ScreenReport)]
    if screens:
        return [match_sheet(screens), lists, _unseen_sheet(screens)]
    if isinstance(reports[0], SupplyReport):
        supplies = [r for r in reports if isinstance(r, SupplyReport)]
        return [main_sheet(reports), tier_sheet(supplies), lists, _unseen_sheet(supplies)]
    owners = [r for r in reports if isinstance(r, OwnersReport)]
    if owners:
        return [*owner_sheets(owners), lists]
    if isinstance(reports[0], EntityReport):
        return [*_entity_sheets([r for r in reports if isinstance(r, EntityReport)]), lists]
    if isinstance(reports[0], CompareReport | ListsReport):
        return [main_sheet(reports)]
    return [main_sheet(reports), lists]
