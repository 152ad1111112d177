"""Which listed parties does each position of a portfolio reach, directly or through funds, and by how much?

    lines = LineTable()
    portfolio = compact(holdings, lines)
    funds = [compact(fund, lines) for fund in read_funds()]
    listed = {number: screen(key) for number, key in enumerate(lines.keys())}     # () where nothing hits
    answer = look_through(portfolio, funds, listed, as_of=date(2026, 7, 9))

Every number is an exact fraction. Nothing is left out for being small, nothing is scaled up to 100%, no short is taken
off a long. What cannot be weighed is kept without a weight; what cannot be seen is named with its own weight.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from lookthrough.errors import InputError, Issues, Place, quote
from lookthrough.exposure.chains import Reach, reaches
from lookthrough.exposure.coverage import PARTS, Component, Coverage, composition, coverage, parts_of, sums_by_part
from lookthrough.exposure.funds import FundTable, LineKey
from lookthrough.exposure.graph import Graph, Hit, Loop, below_unknown, build, endless, where
from lookthrough.exposure.layers import Layer, Unseen, layers_of, unseen_funds
from lookthrough.exposure.opacity import Opacity, opacity
from lookthrough.exposure.path import percent
from lookthrough.exposure.recognise import Recognised, fold, recognise
from lookthrough.exposure.rounds import Round, rounds
from lookthrough.exposure.totals import ANY, Groups, Tally, Total, Totals
from lookthrough.exposure.weights import Basis
from lookthrough.model.exposure import Exposure, Step
from lookthrough.model.holdings import Asset, Direction

__all__ = ["Bounds", "Further", "Hit", "Layer", "LookThrough", "PositionExposure", "Unseen", "look_through"]


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is told of a portfolio whose paths explode. What is not told is counted and weighed exactly.

    Attributes:
        chains: walks from fund to fund in the whole portfolio, shared evenly by the funds that it holds.
        paths: paths told for each position, listed line and side.
        told: paths told in the whole portfolio; `paths` shrinks, never below 1, to keep to it.
    """

    chains: int = 50_000
    paths: int = 50
    told: int = 20_000


@dataclass(frozen=True, slots=True)
class Further:
    """What one position leads to beside the paths that are told.

    Attributes:
        line: the listed line's name as printed.
        direction: on which side.
        paths: how many simple paths are not told; None when they were not counted because the funds form loops.
        weight: what they weigh together in the portfolio, where known; None when the position's weight is not known.
        loop_weight: what comes round through loops beside all simple paths; None as above.
        unknown: how many of `paths` have no known weight; at least so many when `paths` is None.
        says: the sentence for a reader.
    """

    line: str
    direction: Direction
    paths: int | None
    weight: Fraction | None
    loop_weight: Fraction | None
    unknown: int
    says: str


@dataclass(frozen=True, slots=True)
class PositionExposure:
    """One position and all that it leads to.

    Attributes:
        row: its row in the portfolio's file.
        line: its number in the table of lines.
        name: as printed.
        asset: what it is.
        direction: long or short.
        weight: its signed share of the portfolio; None when not known.
        value_usd: its signed value; None when not known.
        fund: file of the constituents that it was looked through with; "" when it was not.
        recognised_by: what told that it is that fund; "" when it is none.
        exposures: one per path and listing. Paths not told and shares through loops are exposures of their own, whose
            last "holds" step says so (a "loops" step before it names the funds), so the weights of one listing's
            exposures sum to the exact effective weight.
        hits: what screening found, one for each exposure.
        further: what is not told path by path.
        screened: whether the line itself was screened.
        opaque: the exact share of the position, 0..1, that ends in funds without constituents, in what layers do not
            show, in lines without a known weight, or in loops without an end; 1 for a fund that was not opened, 0 for
            any other line. None when not known. A fund is seen through to its end only where this is 0. Derivatives
            count as seen by their stated value, as in `Coverage`.
    """

    row: int
    line: int
    name: str
    asset: Asset
    direction: Direction
    weight: Fraction | None
    value_usd: Fraction | None
    fund: str
    recognised_by: str
    exposures: tuple[Exposure, ...]
    hits: tuple[Hit, ...]
    further: tuple[Further, ...]
    screened: bool
    opaque: Fraction | None


@dataclass(frozen=True, slots=True)
class LookThrough:
    """The answer.

    Attributes:
        as_of: the day asked about.
        positions: every position in file order, those that lead nowhere included.
        any_list: what leads to any listed party, each line's money once however many lists it is on.
        by_list, by_party, by_fund: totals, heaviest first.
        coverage: how much of the long side was seen; says something only where `coverage_known`.
        composition: effective weights by kind of line.
        layers: the files that the answer rests on.
        opaque: the share of the long side that is not seen; 1 - `coverage.constituents_known`.
        unseen: the funds without constituents, heaviest first, unknown weights last.
        total_usd: the portfolio's total in US dollars; None when not known.
        recognised: by line number the fund that it was recognised as, within reach or not.
        issues: what was doubtful, of every layer within reach.
        coverage_known: False when no line of the portfolio has a known weight: then `coverage`, `composition` and
            `opaque` are no statement about it.
        total_basis: what the portfolio's total rests on; see `FundTable`. Where it is "estimated", so is every weight.
        total_bounds: least and most that an estimated total can be, in US dollars; None otherwise.
        by_group: totals by the groups asked for.
    """

    as_of: date
    positions: tuple[PositionExposure, ...]
    any_list: Total
    by_list: tuple[Total, ...]
    by_party: tuple[Total, ...]
    by_fund: tuple[Total, ...]
    coverage: Coverage
    composition: tuple[Component, ...]
    layers: tuple[Layer, ...]
    opaque: Fraction
    unseen: tuple[Unseen, ...]
    total_usd: Fraction | None
    recognised: Mapping[int, Recognised]
    issues: Issues
    coverage_known: bool
    total_basis: Basis
    total_bounds: tuple[Fraction, Fraction] | None
    by_group: tuple[Total, ...] = ()


def look_through(
    portfolio: FundTable,
    funds: Sequence[FundTable],
    listed: Mapping[int, tuple[Hit, ...]],
    *,
    as_of: date,
    bounds: Bounds | None = None,
    normalise: Callable[[str], str] = fold,
    groups: Groups | None = None,
) -> LookThrough:
    """Say for every position which listed parties it reaches.

    Args:
        portfolio: the subject, compacted.
        funds: funds with known constituents, compacted with the same `LineTable`; any number, any order, loops allowed.
        listed: by line number what screening found. A line that was screened without a hit has an empty tuple; a line
            that is absent counts as not screened.
        as_of: the day asked about; it chooses between editions of a fund and gives each layer its age.
        bounds: how many paths are told; None for the defaults.
        normalise: folds names before a line is recognised as a fund by its name.
        groups: totals by something else of a hit: from it to any number of (id, name); None for none.

    Returns:
        Exposures in the order of the portfolio's lines, totals, coverage and layers.

    Raises:
        InputError: if the tables do not share one `LineTable`, or `listed` has a line that it does not number.
    """
    keys = _checked_keys(portfolio, funds, listed)
    issues = Issues()
    recognised = recognise(keys, funds, as_of, issues, normalise)
    hits = {line: found for line, found in listed.items() if found}
    graph = build((portfolio, *funds), keys, hits, recognised)
    for layer in graph.layers:
        issues.merge(graph.tables[layer].issues)
    loops = endless(graph)
    _note_loops(graph, loops, issues)
    flow = graph.network.flow({0: Fraction(1)})
    without_end = frozenset(layer for loop in loops for layer in loop.layers)
    parts = parts_of(keys, recognised, listed)
    sums = sums_by_part(graph, parts)
    grouped = groups or (lambda _: ())
    walk = _Walk(graph, listed, bounds or Bounds(), without_end, opacity(graph, sums, without_end), grouped)
    positions = tuple(walk.position(index) for index in range(len(portfolio)))
    seen = coverage(graph, sums, flow)
    totals = Totals(graph, flow, portfolio.total_usd, walk.tally)
    return LookThrough(
        as_of,
        positions,
        totals.whole(),
        totals.by(lambda hit: [(hit.listing.list_id, hit.listing.list_id)]),
        totals.by(lambda hit: [(hit.listing.entity_id, hit.entity_name)]),
        totals.by_fund(walk.by_layer),
        seen,
        composition(sums, flow),
        layers_of(graph, flow, below_unknown(graph, without_end), as_of, issues),
        1 - seen.constituents_known,
        unseen_funds(graph, flow, parts == PARTS.index("unseen_fund")),
        portfolio.total_usd,
        recognised,
        issues,
        portfolio.remainder_known,
        portfolio.total_basis,
        portfolio.total_bounds,
        totals.by(grouped),
    )


def _checked_keys(
    portfolio: FundTable, funds: Sequence[FundTable], listed: Mapping[int, tuple[Hit, ...]]
) -> tuple[LineKey, ...]:
    keys = portfolio.table.keys()
    if any(fund.table is not portfolio.table for fund in funds):
        raise InputError("portfolio and funds number their lines differently", hint="compact all with one LineTable")
    if listed and not 0 <= min(listed) <= max(listed) < len(keys):
        raise InputError("a screened line has a number that no line has", hint="screen the lines of LineTable.keys()")
    return keys


_Ends: TypeAlias = tuple[tuple[Hit, tuple[Step, ...]], ...]


class _Walk:
    """The positions one after the other; what a fund leads to is found once for all positions that hold it."""

    def __init__(
        self,
        graph: Graph,
        listed: Mapping[int, tuple[Hit, ...]],
        bounds: Bounds,
        endless: frozenset[int],
        opaque: Opacity,
        groups: Groups,
    ) -> None:
        self.groups = groups
        self.graph = graph
        self.listed = listed
        self.endless = endless
        self.opaque = opaque
        self.tally = Tally()
        self.by_layer = Tally()
        self._reaches: dict[int, list[Reach]] = {}
        self._ends: dict[int, _Ends] = {}
        self._holders: dict[int, tuple[str, ...]] = {}
        self._rounds: dict[int, tuple[Round, ...]] = {}
        lines = graph.tables[0].lines.tolist()
        opened = [graph.recognised[line].fund + 1 for line in lines if line in graph.recognised]
        pairs = sum(graph.listed_below[layer].bit_count() for layer in opened)
        self._chains = max(100, bounds.chains // max(len(set(opened)), 1))
        self._paths = max(1, min(bounds.paths, bounds.told // max(pairs, 1)))

    def position(self, index: int) -> PositionExposure:
        """One position with everything that it leads to."""
        graph, table = self.graph, self.graph.tables[0]
        line, sign = int(table.lines[index]), int(table.signs[index])
        key, weight, value = graph.keys[line], table.weight(index), table.value_usd(index)
        as_of = table.as_of.iso if table.as_of else ""
        evidence = where(table, [int(table.rows[index])])
        first = Step("holds", table.title, key.name, None, weight, value, evidence, as_of)
        known = graph.recognised.get(line)
        found = _Found(first, sign, weight, value, key.asset)
        if line in graph.hits:
            found.add(self.ends(line), key.asset, 1, Fraction(1), ())
            self._count(index, line, int(weight is None))
            self.by_layer.count(["0"], index, int(weight is None))
        for reach in self._reach(known.fund + 1) if known else ():
            ends, asset = self.ends(reach.line), graph.keys[reach.line].asset
            for way in reach.kept:
                found.add(ends, asset, reach.sign, way.weight, way.steps)
            unknown = [way.layer for way in reach.kept if weight is None or way.weight is None]
            self._count(index, reach.line, len(unknown))
            for layer in unknown:
                self.by_layer.count([str(layer)], index, 1)
            self._further(found, reach, known.fund + 1 if known else 0, index)
        if known:
            self.by_layer.count(self._holders_below(known.fund + 1), index, 0)
        return PositionExposure(
            row=int(table.rows[index]),
            line=line,
            name=key.name,
            asset=key.asset,
            direction="short" if sign < 0 else "long",
            weight=weight,
            value_usd=value,
            fund=graph.tables[known.fund + 1].file if known else "",
            recognised_by=known.how if known else "",
            exposures=tuple(found.exposures),
            hits=tuple(found.hits),
            further=tuple(found.further),
            screened=line in self.listed,
            opaque=self.opaque.of(known.fund + 1) if known else Fraction(int(key.asset == "fund")),
        )

    def ends(self, line: int) -> _Ends:
        """The hits of a line, each with the steps from the line to the listing."""
        if line not in self._ends:
            key = self.graph.keys[line]
            self._ends[line] = tuple((hit, _to_listing(key.name, key.issuer, hit)) for hit in self.graph.hits[line])
        return self._ends[line]

    def _reach(self, layer: int) -> list[Reach]:
        if layer not in self._reaches:
            self._reaches[layer] = reaches(
                self.graph, layer, chains=self._chains, paths=self._paths, endless=self.endless
            )
        return self._reaches[layer]

    def _holders_below(self, layer: int) -> tuple[str, ...]:
        """The layers under a fund, itself included, that hold a listed line."""
        if layer not in self._holders:
            below, waiting = {layer}, [layer]
            while waiting:
                fresh = {edge.target for edge in self.graph.edges[waiting.pop()]} - below
                below |= fresh
                waiting.extend(fresh)
            self._holders[layer] = tuple(str(each) for each in sorted(below) if self.graph.marks[each])
        return self._holders[layer]

    def _count(self, index: int, line: int, unquantified: int) -> None:
        hits = self.graph.hits[line]
        ids = {ANY, *(hit.listing.list_id for hit in hits), *(hit.listing.entity_id for hit in hits)}
        ids |= {each for hit in hits for each, _ in self.groups(hit)}
        self.tally.count(ids, index, unquantified)

    def _further(self, found: _Found, reach: Reach, layer: int, index: int) -> None:
        """Tell what is not told path by path, as a record and as exposures of their own."""
        more, round_about = reach.further != 0, bool(reach.loop_weight)
        if not more and not round_about:
            return
        fund, name = self.graph.title(layer), self.graph.keys[reach.line].name
        part = found.part(reach.further_weight)
        says = _says_further(reach, part) if more else ""
        loop = self._loop(layer, reach.line) if round_about else ""
        loop_says = f"round the loop of funds {loop}" if round_about else ""
        found.further.append(
            Further(
                name,
                "short" if reach.sign * found.sign < 0 else "long",
                reach.further,
                part,
                found.part(reach.loop_weight),
                reach.unknown_further,
                "; ".join(text for text in (says, loop_says) if text),
            )
        )
        if reach.unknown_further:
            self._count(index, reach.line, reach.unknown_further)
        only_unknown = bool(reach.unknown_further) and reach.unknown_further == reach.further
        asset, ends = self.graph.keys[reach.line].asset, self.ends(reach.line)
        summaries: list[tuple[Fraction | None, str]] = []
        if more and not only_unknown:
            summaries.append((reach.further_weight, says))
        if reach.unknown_further:
            summaries.append((None, says))
        for weight, text in summaries:
            step = Step("holds", fund, name, weight=weight, evidence=text)
            found.add(ends, asset, reach.sign, weight, (step,))
        if round_about:
            way = Step("loops", fund, loop, evidence="these funds hold each other")
            step = Step("holds", fund, name, weight=reach.loop_weight, evidence=loop_says)
            found.add(ends, asset, reach.sign, reach.loop_weight, (way, step))

    def _loop(self, layer: int, line: int) -> str:
        """The loop of funds through which a fund leads to a line once more, the nearest where there are several."""
        if layer not in self._rounds:
            self._rounds[layer] = rounds(self.graph, layer)
        nearest, *others = (each for each in self._rounds[layer] if line in each.lines)
        more = f" and {len(others):,} more loop{'s' if len(others) > 1 else ''} of funds" if others else ""
        return nearest.says(self.graph, layer) + more


def _says_further(reach: Reach, part: Fraction | None) -> str:
    number = "further paths, not counted because the funds form loops"
    if reach.further is not None:
        number = f"{reach.further:,} further path{'s' if reach.further > 1 else ''}"
    if reach.unknown_further:
        return f"{number}, some of unknown weight, the others {percent(part)} together"
    return f"{number}, {percent(part)} together"


class _Found:
    """Exposures of one position while they are gathered."""

    def __init__(self, first: Step, sign: int, weight: Fraction | None, value: Fraction | None, vehicle: Asset) -> None:
        self.first = first
        self.sign = sign
        self.vehicle = vehicle
        self.weight = None if weight is None else abs(weight)
        self.value = None if value is None else abs(value)
        self.exposures: list[Exposure] = []
        self.hits: list[Hit] = []
        self.further: list[Further] = []

    def part(self, share: Fraction) -> Fraction | None:
        """A share of the position as a share of the portfolio."""
        return None if self.weight is None else self.weight * share

    def add(self, ends: _Ends, asset: Asset, sign: int, share: Fraction | None, steps: tuple[Step, ...]) -> None:
        """One exposure per listing of the line at the end of the path."""
        weight = None if share is None else self.part(share)
        value = None if share is None or self.value is None else self.value * share
        for hit, last in ends:
            self.hits.append(hit)
            self.exposures.append(
                Exposure(
                    relation="through_fund" if steps else hit.relation,
                    listing=hit.listing,
                    instrument=asset,
                    direction="short" if sign * self.sign < 0 else "long",
                    path=(self.first, *steps, *last),
                    share=hit.share,
                    weight=weight,
                    value_usd=value,
                    vehicle=self.vehicle,
                    attributions=hit.attributions,
                    signs=hit.signs,
                )
            )


def _to_listing(name: str, issuer: str, hit: Hit) -> tuple[Step, ...]:
    """From the line to its issuer, where the file names one, and on to the listed party."""
    listing = hit.listing
    if hit.ties:
        started = issuer and issuer != name
        issued = (Step("issued_by", name, issuer, evidence="issuer as the holdings file names it"),) if started else ()
        return *issued, *hit.ties
    entry = ", ".join(part for part in (listing.list_id, listing.edition) if part)
    last = Step(
        "is",
        issuer or name,
        listing.listed_name,
        evidence=f"{hit.evidence} [{entry}]" if hit.evidence else entry,
        as_of=listing.edition,
    )
    if issuer and issuer != name:
        return Step("issued_by", name, issuer, evidence="issuer as the holdings file names it"), last
    return (last,)


def _note_loops(graph: Graph, loops: Sequence[Loop], issues: Issues) -> None:
    for loop in loops:
        names = " → ".join(quote(graph.title(layer)) for layer in loop.layers[:6])
        what = "these funds hold each other so fully that their weights have no end"
        if loop.too_large:
            what = f"{len(loop.layers):,} funds hold each other round and round, too many to solve exactly"
        issues.error(
            "loop-without-end",
            f"{what}: {names}{' → …' if len(loop.layers) > 6 else ''}; what they lead to is told without weight",
            Place(graph.tables[loop.layers[0]].file),
        )
