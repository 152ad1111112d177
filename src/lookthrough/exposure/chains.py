"""The paths from one fund to every listed line under it, heaviest first, bounded in the open.

A chain is a walk from fund to fund that enters no fund twice. The number of chains can double with every layer, so only
the most promising are walked, judged by their own weight times the heaviest way on to any listed line; what the rest
weighs together is still exact, because the whole is known from `flow`. Whatever the bounds, the heaviest chain to every
fund that leads to a listed line is among them, so no listed party disappears.

Floats only decide which chain comes first. Every weight that is reported is the exact product along its chain.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from lookthrough.exposure.flow import Flow, add_exactly
from lookthrough.exposure.graph import Edge, Graph
from lookthrough.model.exposure import Step


@dataclass(frozen=True, slots=True)
class Chain:
    """A walk from the start to `layer`, as the last edge and the walk before it.

    Attributes:
        before: None at the start.
        edge: the last line followed; None at the start.
        layer: where the walk stands.
        sign: 1 or -1: the product of the sides.
        weight: the product of the weights, by absolute value; None when one is unknown or the walk passes a loop
            whose weights have no end.
        size: the product of the known weights as a float, for the order only.
    """

    before: Chain | None
    edge: Edge | None
    layer: int
    sign: int
    weight: Fraction | None
    size: float

    def enters(self, layer: int) -> bool:
        """Has the walk been in this layer?"""
        at: Chain | None = self
        while at is not None:
            if at.layer == layer:
                return True
            at = at.before
        return False

    def steps(self) -> tuple[Step, ...]:
        """The lines followed, first to last."""
        found = []
        at: Chain = self
        while at.edge is not None and at.before is not None:
            found.append(at.edge.step)
            at = at.before
        return tuple(reversed(found))


class Way(NamedTuple):
    """A path from a fund to a listed line.

    Attributes:
        weight: its exact product, by absolute value; None when not known.
        layer: the layer that holds the listed line.
        steps: from the fund's own line to the listed line.
    """

    weight: Fraction | None
    layer: int
    steps: tuple[Step, ...]


@dataclass(slots=True)
class Reach:
    """How one fund leads to one listed line on one side.

    Attributes:
        line: number of the line.
        sign: 1 long, -1 short.
        kept: the heaviest paths, heaviest first, those of unknown weight last.
        further: how many simple paths are not kept; None when they were not counted because funds form loops.
        further_weight: what those weigh together, where known; loops included when `further` is None.
        loop_weight: what comes through loops in addition to all simple paths.
        unknown_further: how many of the paths not kept have an unknown weight.
    """

    line: int
    sign: int
    kept: list[Way] = field(default_factory=list)
    further: int | None = 0
    further_weight: Fraction = Fraction(0)
    loop_weight: Fraction = Fraction(0)
    unknown_further: int = 0


def reaches(graph: Graph, start: int, *, chains: int, paths: int, endless: frozenset[int]) -> list[Reach]:
    """Everything listed that a fund leads to.

    Args:
        graph: funds and listed lines.
        start: the fund's layer.
        chains: how many chains are walked at most; the heaviest chain to each fund comes on top.
        paths: how many paths are kept for each line and side.
        endless: layers on loops whose weights have no end.

    Returns:
        One per listed line and side. Its kept, further and loop weights sum to the exact effective weight of the line
        in the fund, as far as weights are known.
    """
    if not graph.listed_below.get(start):
        return []
    walked, complete = walk(graph, start, chains, endless)
    loops = start in graph.loop_below
    whole = complete and not loops
    found = _collect(graph, walked, paths, whole=whole)
    if not whole:
        flow = graph.network.flow({2 * start: Fraction(1)})
        counts = None if loops else _count(graph, start)
        _complete(graph, found, flow, counts, walked_all=complete)
    return [reach for reach, _ in found.values()]


def walk(graph: Graph, start: int, limit: int, endless: frozenset[int]) -> tuple[list[Chain], bool]:
    """The heaviest chains from a fund to funds that lead to a listed line.

    Returns:
        The chains, the most promising first, the empty one included; and whether these are all.
    """
    heap = [(False, -1.0, 0, _start(start, endless))]
    found: list[Chain] = []
    dropped = False
    number = 1
    while heap and len(found) < limit:
        _, _, _, pending = heapq.heappop(heap)
        chain = _settle(pending, endless)
        found.append(chain)
        for child in _onward(graph, chain):
            promise = child.size * graph.promise[child.layer]
            heapq.heappush(heap, (child.weight is None, -promise, -number, child))  # of equals the newest: go deep
            number += 1
        if len(heap) > 4 * limit + 1000:
            heap = heapq.nsmallest(limit, heap)
            dropped = True
    complete = not heap and not dropped
    if not complete:
        there = {(c.layer, c.sign, c.weight is None) for c in found}
        found.extend(c for c in _tree(graph, start, endless) if (c.layer, c.sign, c.weight is None) not in there)
    return found, complete


def _start(start: int, endless: frozenset[int]) -> Chain:
    return Chain(None, None, start, 1, None if start in endless else Fraction(1), 1.0)


def _onward(graph: Graph, chain: Chain) -> Iterator[Chain]:
    """The chains one fund longer; their exact weight waits until they are taken from the heap."""
    for edge in graph.edges[chain.layer]:
        if graph.listed_below.get(edge.target) and not chain.enters(edge.target):
            weight = edge.held.weight
            unknown = chain.weight is None or weight is None
            sign, size = chain.sign * edge.held.sign, chain.size * edge.size
            yield Chain(chain, edge, edge.target, sign, None if unknown else Fraction(0), size)


def _times(first: Fraction | None, second: Fraction | None) -> Fraction | None:
    return None if first is None or second is None else first * second


def _settle(chain: Chain, endless: frozenset[int]) -> Chain:
    """The chain with its exact weight."""
    if chain.before is None or chain.edge is None:
        return chain
    weight = None if chain.layer in endless else _times(chain.before.weight, chain.edge.held.weight)
    return Chain(chain.before, chain.edge, chain.layer, chain.sign, weight, chain.size)


def _tree(graph: Graph, start: int, endless: frozenset[int]) -> Iterator[Chain]:
    """One heavy chain to each fund and side: best first, each state once."""
    heap = [(False, -1.0, 0, _start(start, endless))]
    seen: set[tuple[int, int, bool]] = set()
    number = 1
    while heap:
        _, _, _, pending = heapq.heappop(heap)
        chain = _settle(pending, endless)
        state = (chain.layer, chain.sign, chain.weight is None)
        if state in seen:
            continue
        seen.add(state)
        yield chain
        for child in _onward(graph, chain):
            if (child.layer, child.sign, child.weight is None) not in seen:
                heapq.heappush(heap, (child.weight is None, -child.size, number, child))
                number += 1


_Found: TypeAlias = dict[tuple[int, int], tuple[Reach, Fraction]]
_Counts: TypeAlias = dict[tuple[int, int, bool], int]


def _collect(graph: Graph, walked: Iterable[Chain], paths: int, *, whole: bool) -> _Found:
    """Chains ending in a layer with listed lines become paths; per line and side the heaviest stay.

    Returns:
        Each reach with the exact weight of all its known simple paths among the chains; 0 instead when the chains are
        the whole, since nobody asks then.
    """
    grouped: dict[tuple[int, int], list[_End]] = {}
    for number, chain in enumerate(walked):
        for mark in graph.marks[chain.layer]:
            unknown = chain.weight is None or mark.held.weight is None
            end = _End(unknown, -chain.size * mark.size, number, chain, mark)
            grouped.setdefault((mark.held.line, chain.sign * mark.held.sign), []).append(end)
    found: _Found = {}
    for (line, sign), ends in grouped.items():
        ends.sort()
        kept = [
            Way(_times(end.chain.weight, end.mark.held.weight), end.mark.target, (*end.chain.steps(), end.mark.step))
            for end in ends[:paths]
        ]
        rest = ends[paths:]
        reach = Reach(line, sign, kept, len(rest))
        reach.further_weight = _together(rest)
        reach.unknown_further = sum(end.unknown for end in rest)
        found[line, sign] = reach, Fraction(0) if whole else reach.further_weight + _together(ends[:paths])
    return found


class _End(NamedTuple):
    """A chain with the listed line at its end, in the order that paths are told; no two share a number and a line."""

    unknown: bool
    minus_size: float
    number: int
    chain: Chain
    mark: Edge


def _together(ends: Iterable[_End]) -> Fraction:
    """The exact weight of all known ones."""
    pairs = [(end.chain.weight, end.mark.held.weight) for end in ends if not end.unknown]
    return Fraction(
        *add_exactly(
            (chain.numerator * mark.numerator, chain.denominator * mark.denominator)
            for chain, mark in pairs
            if chain is not None and mark is not None
        )
    )


def _count(graph: Graph, start: int) -> _Counts:
    """How many chains lead from the fund to each layer, by side and by whether the weight is unknown; no loops."""
    counts: _Counts = {(start, 1, False): 1}
    for layer in graph.layers:
        for sign in (1, -1):
            for unknown in (False, True):
                here = counts.get((layer, sign, unknown), 0)
                for edge in graph.edges[layer] if here else ():
                    state = (edge.target, sign * edge.held.sign, unknown or edge.held.weight is None)
                    counts[state] = counts.get(state, 0) + here
    return counts


def _complete(graph: Graph, found: _Found, flow: Flow, counts: _Counts | None, *, walked_all: bool) -> None:
    """Account exactly for what the walked chains leave out."""
    whole: dict[tuple[int, int], list[tuple[int, Fraction]]] = {}
    for node in sorted(flow.weights):
        for mark in graph.marks[node // 2]:
            if mark.held.weight is not None:
                sign = -mark.held.sign if node % 2 else mark.held.sign
                whole.setdefault((mark.held.line, sign), []).append((node, mark.held.weight))
    for key, terms in whole.items():
        reach, walked = found.get(key, (Reach(*key), Fraction(0)))
        missing = flow.dot(terms) - walked
        if walked_all:
            reach.loop_weight = missing
        else:
            reach.further_weight += missing
        if key not in found and missing:  # a side that only a loop with a short line leads to
            found[key] = reach, walked
    if not walked_all:
        _tell_counts(graph, found, counts)


def _tell_counts(graph: Graph, found: _Found, counts: _Counts | None) -> None:
    """How many paths were left out, in all and of unknown weight."""
    paths: Counter[tuple[int, int]] = Counter()
    unknown_paths: Counter[tuple[int, int]] = Counter()
    for (layer, sign, unknown), number in (counts or {}).items():
        for mark in graph.marks[layer]:
            key = (mark.held.line, sign * mark.held.sign)
            paths[key] += number
            if unknown or mark.held.weight is None:
                unknown_paths[key] += number
    for key, (reach, _) in found.items():
        if counts is None:
            reach.further = None
        else:
            reach.further = paths[key] - len(reach.kept)
            reach.unknown_further = unknown_paths[key] - sum(way.weight is None for way in reach.kept)
