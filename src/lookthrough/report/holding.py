"""From holdings to a report: screen each distinct line once, look through the funds, judge what was reached."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from lookthrough.errors import Issues
from lookthrough.exposure.funds import FundTable, LineKey, LineTable, compact
from lookthrough.exposure.graph import Hit
from lookthrough.exposure.path import percent
from lookthrough.exposure.portfolio import LookThrough, PositionExposure, look_through
from lookthrough.exposure.totals import Total as Sum
from lookthrough.model.exposure import Exposure
from lookthrough.model.holdings import DERIVATIVES, Holdings, Position
from lookthrough.model.listing import Listing
from lookthrough.model.match import Match, Reason
from lookthrough.model.query import Query
from lookthrough.names.placeholders import is_placeholder
from lookthrough.names.scripts import is_compared
from lookthrough.report import wording
from lookthrough.report.finding import Coverage, Finding, Layer, PortfolioReport, PositionAnswer, PositionStatus, Total
from lookthrough.report.grounding import Grounding, word_of
from lookthrough.report.owned_hits import OwnersAsked
from lookthrough.report.question import Question
from lookthrough.report.screening import evidence
from lookthrough.rules.grounds import UNKNOWN
from lookthrough.rules.registry import judge_all, notes_before
from lookthrough.rules.verdict import Verdict

Progress = Callable[[str, int, int | None], None]

#: A longer name is no name; the readers say so of the line.
LONGEST = 1_000
#: Candidates of one list whose score is this near to the best one's are told beside it; the others are counted.
NEAR = 0.02
#: What a rule must do to bind the holder of a security; everything else is lawful to hold, but linked.
BINDS_HOLDER = frozenset({"blocked", "trade_prohibited"})
NO_OWNERS = "Owners, subsidiaries and affiliates of the issuers: only parties that a list names itself were looked for."
NOT_ASKED = (
    "Limited-partner stakes and other private funds, which publish no constituents.",
    "Measures whose targets are not published as a list: visa restrictions, goods by place of origin.",
)


@dataclass(slots=True)
class Screened:
    """What screening found for the distinct lines.

    Attributes:
        hits: by line number; a screened line without a hit has an empty tuple, a line not screened is absent.
        matches: the match behind each hit, by the hit's identity.
        not_in_force: by line number the listings that fit but had ended or not begun.
        further: by line number how many more candidates fitted less well than the best of their list.
        reasons: why, behind each hit that the owners of an issuer lead to, by the hit's identity.
        notes: by line number a sentence about its issuer's owners.
    """

    hits: dict[int, tuple[Hit, ...]] = field(default_factory=dict)
    matches: dict[int, Match] = field(default_factory=dict)
    not_in_force: dict[int, tuple[Listing, ...]] = field(default_factory=dict)
    further: dict[int, int] = field(default_factory=dict)
    reasons: dict[int, tuple[Reason, ...]] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)


def report_holdings(
    question: Question,
    holdings: Holdings,
    funds: Iterable[Holdings],
    issues: Issues,
    progress: Progress | None = None,
) -> PortfolioReport:
    """Answer for a portfolio and the funds whose constituents are known.

    Args:
        question: what is asked, against what.
        holdings: the portfolio.
        funds: read one after the other; each may be freed once it was seen.
        issues: what the readers of these files found and will find; goes into the report with what is added here.
        progress: is told what is being done.

    Returns:
        One answer for each line of the portfolio, in file order, totals, coverage, and what could not be seen.
    """
    tell = progress or (lambda _what, _done, _total: None)
    lines = LineTable()
    table, tables = compact(holdings, lines), []
    for fund in funds:
        tables.append(compact(fund, lines))
        tell("reading funds", len(tables), None)
    keys = lines.keys()
    tell("screening", 0, len(keys))
    screened = screen_lines(question, keys)
    tell("following owners", 0, len(keys))
    owned = add_owned(question, keys, screened, issues)
    tell("looking through", 0, len(table))
    grounds = _Grounds(Grounding(question.as_of, question.grounds))
    seen = look_through(table, tables, screened.hits, as_of=question.as_of, groups=grounds.groups)
    issues.merge(seen.issues)
    below = _not_in_force_below(seen, table, tables, screened)
    judged = _Judge(question, screened)
    positions = tuple(
        _answer(each, position, judged, screened, below, keys)
        for each, position in zip(seen.positions, holdings.positions, strict=True)
    )
    return PortfolioReport(
        holdings=holdings,
        as_of=question.as_of,
        known_on=question.known_on,
        snapshot=question.snapshot.id,
        version=question.version,
        settings_digest=question.settings_digest,
        generated=question.generated,
        lists=question.lists,
        line=question.line,
        coverage=_coverage(seen),
        totals_by_list=_totals(seen.by_list),
        totals_by_fund=_totals(seen.by_fund),
        totals_by_party=_totals(seen.by_party),
        total_usd=seen.total_usd,
        exposed_usd=seen.any_list.value_usd[0] if seen.any_list.value_usd else None,
        positions=positions,
        layers=_layers(seen),
        unseen=(*_unseen(seen, tables, question, owned), *_claims_left_out(question, keys)),
        issues=issues,
        totals_by_ground=_totals(seen.by_group),
        registers=tuple(register.edition for register in question.registers),
        own_law=question.own_files,
        grounds=question.grounds,
    )


def query_of(key: LineKey) -> Query:
    """The question that a line of holdings asks of the lists: who issued this?"""
    names = tuple(dict.fromkeys(n for n in (key.issuer, key.name) if len(n) <= LONGEST and not is_placeholder(n)))
    return Query(
        names=names,
        kind="fund" if key.asset == "fund" else "company",
        countries=(key.country,) if key.country else (),
        identifiers=key.identifiers,
        security=True,
    )


def screen_lines(question: Question, keys: Sequence[LineKey]) -> Screened:
    """Screen each distinct line once; cash and hedges too, whose name may be a listed bank's."""
    asked = [n for n, key in enumerate(keys) if query_of(key).names or key.identifiers]
    found = question.matches((query_of(keys[n]) for n in asked), question.limit)
    by_line = dict(zip(asked, found, strict=True))
    entities = question.entities({m.entity_id for matches in by_line.values() for m in matches})
    screened = Screened()
    for line, matches in by_line.items():
        candidates: list[tuple[Match, Listing, str]] = []
        apart: list[Listing] = []
        for match in matches:
            if entity := entities.get(match.entity_id):
                standing, others = question.listings(entity)
                candidates += [(match, listing, entity.name) for listing in standing]
                apart += others
        kept = _best_of_each_list(candidates)
        if len(kept) < len(candidates):
            screened.further[line] = len(candidates) - len(kept)
        if apart:
            screened.not_in_force[line] = tuple(apart)
        hits = []
        for match, listing, name in kept:
            hit = Hit(listing, match.score, match.matched_name, evidence(match, listing), name)
            screened.matches[id(hit)] = match
            hits.append(hit)
        if hits or keys[line].identifiers or any(map(is_compared, query_of(keys[line]).names)):
            screened.hits[line] = tuple(hits)
    return screened


def add_owned(question: Question, keys: Sequence[LineKey], screened: Screened, issues: Issues) -> int:
    """Add what the owners of the lines' issuers lead to.

    Args:
        question: with its registers.
        keys: the distinct lines.
        screened: what the lists say of them; takes hits and notes.
        issues: takes what the links of registers contradict.

    Returns:
        How many distinct lines have an issuer that the registers name and that leads to a listed party.
    """
    asked = {n: query for n in screened.hits if (query := query_of(keys[n])).names or query.identifiers}
    led = OwnersAsked(question, issues).of(asked)
    for line, found in led.items():
        if found.note:
            screened.notes[line] = found.note
        before = found.before(keys[line].issuer or keys[line].name)
        hits = []
        for each in found.reached:
            for listing in each.listed.listings:
                hit = Hit(
                    listing, each.listed.score, listing.listed_name, each.listed.how, listing.listed_name,
                    each.relation, (*before, *each.steps(listing)), each.share, each.attributions, each.signs,
                )  # fmt: skip
                screened.reasons[id(hit)] = each.listed.reasons
                hits.append(hit)
        screened.hits[line] = (*screened.hits.get(line, ()), *hits)
    return len(led)


class _Grounds:
    """Totals by the grounds on which parties were listed, those counted that a source says are theirs."""

    def __init__(self, grounding: Grounding) -> None:
        self._grounding = grounding

    def groups(self, hit: Hit) -> list[tuple[str, str]]:
        """The grounds of a hit, as ids of totals and words for them."""
        certain = [g.ground for g in self._grounding.of(hit.listing) if g.certain or g.ground == UNKNOWN]
        return [(f"ground:{word}", word_of(word)) for word in certain]


def _best_of_each_list(candidates: Sequence[tuple[Match, Listing, str]]) -> list[tuple[Match, Listing, str]]:
    best: dict[str, float] = {}
    for match, listing, _ in candidates:
        best[listing.list_id] = max(match.score, best.get(listing.list_id, 0.0))
    return [each for each in candidates if each[0].score >= best[each[1].list_id] - NEAR]


class _Judge:
    """Findings for exposures; a rule is asked once for each listing, relation, instrument and side."""

    def __init__(self, question: Question, screened: Screened) -> None:
        self.question = question
        self.screened = screened
        self._said: dict[tuple[str, ...], tuple[Verdict, ...]] = {}

    def finding(self, exposure: Exposure, hit: Hit) -> Finding:
        """One exposure with what the rules say and why it was matched."""
        # What is dealt in stands first on the path: through another fund the same listing is another sentence.
        key = (exposure.listing.id, exposure.relation, exposure.instrument, exposure.direction,
               exposure.path[0].target, str(id(hit)) if hit.ties else "")  # fmt: skip
        if key not in self._said:
            self._said[key] = judge_all(exposure, self.question.as_of, self.question.own)
        match = self.screened.matches.get(id(hit))
        reasons = match.reasons if match else self.screened.reasons[id(hit)]
        cited = self.question.cited(exposure.listing.entity_id, exposure.listing.listed_name)
        return Finding(exposure, self._said[key], hit.score, hit.matched_name, reasons, cited)


def _answer(
    each: PositionExposure,
    position: Position,
    judged: _Judge,
    screened: Screened,
    below: Mapping[int, tuple[Listing, ...]],
    keys: Sequence[LineKey],
) -> PositionAnswer:
    findings = tuple(judged.finding(exposure, hit) for exposure, hit in zip(each.exposures, each.hits, strict=True))
    apart = {listing.id: listing for listing in (*screened.not_in_force.get(each.line, ()), *below.get(each.line, ()))}
    status, note = _status(each, findings, keys[each.line])
    further = screened.further.get(each.line, 0)
    notes = [note, *(more.says for more in each.further)]
    if findings and each.opaque:
        notes.append(f"{percent(each.opaque)} of it was not seen.")
    notes += list(
        dict.fromkeys(said for listing in apart.values() for said in notes_before(listing, judged.question.as_of))
    )
    if each.line in screened.notes:
        notes.append(screened.notes[each.line])
    notes += map(str, judged.question.left_out(filter(None, (position.issuer, position.name))))
    if further:
        notes.append(f"{further} more listed parties resemble the name less than the ones shown.")
    return PositionAnswer(
        position=position,
        status=status,
        findings=findings,
        not_in_force=tuple(apart.values()),
        weight=each.weight,
        value_usd=each.value_usd,
        note=" ".join(text for text in notes if text),
        claims=judged.question.leading(name for name in (position.issuer, position.name) if name),
    )


def _status(each: PositionExposure, findings: Sequence[Finding], key: LineKey) -> tuple[PositionStatus, str]:
    if any(_may_bind(verdict) for finding in findings for verdict in finding.verdicts):
        return "exposed", ""
    if findings:
        return "linked", ""
    if each.fund:
        return _seen_through(each)
    if key.asset == "cash":
        return "clear", "Cash: no listed party bears its name."
    if key.asset == "fund":
        return "unidentified", "A fund whose constituents are not known: name its holdings file with --funds."
    if key.asset in DERIVATIVES:
        return "unidentified", "A derivative or hedge: what stands behind it is not known from the file."
    if not each.screened:
        return "unidentified", "The line has neither a code nor a name that could be compared with the lists."
    return "clear", ""


def _seen_through(each: PositionExposure) -> tuple[PositionStatus, str]:
    """A fund is clear only when everything in it was seen."""
    if each.opaque is None:
        return "unidentified", "Nobody listed was found in what its file names, but how much that is cannot be told."
    if each.opaque:
        return (
            "unidentified",
            f"Nobody listed was found in what was seen, and {percent(each.opaque)} of it was not seen.",
        )
    return "clear", ""


def _may_bind(verdict: Verdict) -> bool:
    """Does the rule bind the holder of the security, or can nobody here say that it does not?"""
    not_judged = verdict.applies == "unknown" and verdict.effect == "none"
    return not_judged or (verdict.applies != "no" and verdict.effect in BINDS_HOLDER)


def _not_in_force_below(
    seen: LookThrough, table: FundTable, tables: Sequence[FundTable], screened: Screened
) -> dict[int, tuple[Listing, ...]]:
    """By line of the portfolio that is a fund: the listings not in force that its constituents, at any depth, fit."""
    known = seen.recognised
    if not screened.not_in_force or not known:
        return {}
    wanted = np.array(sorted(screened.not_in_force), dtype=np.int32)
    opens = np.array(sorted(known), dtype=np.int32)
    found = {}
    for line in {int(line) for line in table.lines} & set(known):
        reached, waiting = {known[line].fund}, [known[line].fund]
        fitting: set[int] = set()
        while waiting:
            own = tables[waiting.pop()].lines
            fitting.update(np.intersect1d(own, wanted).tolist())
            inner = {known[each].fund for each in np.intersect1d(own, opens).tolist()} - reached
            reached |= inner
            waiting += inner
        if fitting:
            found[line] = tuple(listing for each in sorted(fitting) for listing in screened.not_in_force[each])
    return found


def _coverage(seen: LookThrough) -> Coverage:
    """How much was seen, by value; not known where no line of the portfolio has a weight."""
    if not seen.coverage_known:
        return Coverage()
    known = seen.coverage
    return Coverage(known.constituents_known, known.issuer_identified, known.issuer_screened)


def _totals(sums: Iterable[Sum]) -> tuple[Total, ...]:
    return tuple(
        Total(
            key=each.id,
            label=each.name,
            long_usd=each.value_usd[0] if each.value_usd else None,
            short_usd=each.value_usd[1] if each.value_usd else None,
            derivative_usd=each.value_usd[2] if each.value_usd else None,
            weight=each.long if each.quantified else None,
            positions=each.positions,
        )
        for each in sums
    )


def _layers(seen: LookThrough) -> tuple[Layer, ...]:
    return tuple(
        Layer(
            fund=layer.name,
            file=layer.file,
            as_of=layer.as_of.iso if layer.as_of else "",
            age_days=layer.age_days,
            depth=layer.depth,
            weight=layer.long,
            known=1 - max(layer.remainder, Fraction(0)) if layer.remainder_known else None,
            opaque=layer.opaque,
            note=f"{layer.unweighed:,} lines without a known weight" if layer.unweighed else "",
        )
        for layer in seen.layers
    )


def _unseen(seen: LookThrough, tables: Sequence[FundTable], question: Question, owned: int) -> tuple[str, ...]:
    said = [f"{used.title or used.id}: {used.problem}" for used in question.lists if used.problem]
    if seen.total_basis == "estimated" and seen.total_bounds is not None:
        low, high = map(wording.money, seen.total_bounds)
        said.append(f"The portfolio's exact total: by its printed weights it lies between {low} and {high}.")
    for fund in seen.unseen:
        size = f"{percent(fund.weight)} of the portfolio" if fund.weight is not None else "weight not known"
        said.append(f"The constituents of {fund.name} ({fund.where}): {size}.")
    for layer in seen.layers:
        if layer.opaque:
            said.append(
                f"{percent(layer.opaque)} of the portfolio is in {layer.name}, in lines its file does not show."
            )
        if layer.age_days is not None and layer.age_days < 0:
            said.append(f"{layer.name} is dated {-layer.age_days:,} days after the day asked about.")
    reached = {layer.file for layer in seen.layers}
    unused = [table.file for table in tables if table.file not in reached]
    if unused:
        named = ", ".join(unused[:5]) + (f" and {len(unused) - 5:,} more" if len(unused) > 5 else "")
        said.append(f"Fund files that no line was recognised as, by name, code or ticker: {named}.")
    return (*said, *question.gaps(), _owners_asked(question, owned), *NOT_ASKED)


def _claims_left_out(question: Question, keys: Sequence[LineKey]) -> Iterator[str]:
    """Accepted claims of the owners of any line's issuer that are no link."""
    return map(str, question.left_out(name for key in keys for name in (key.issuer, key.name) if name))


def _owners_asked(question: Question, owned: int) -> str:
    """Whether owners were looked for, and where."""
    if not question.registers:
        return NO_OWNERS
    named = ", ".join(register.edition.title or register.edition.register for register in question.registers)
    return (
        f"Owners of issuers that these do not name or state no owner of: {named}. "
        f"{wording.plural(owned, 'distinct line')} led further by them."
    )
