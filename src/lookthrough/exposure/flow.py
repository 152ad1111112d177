"""How much of the start reaches each node, exactly, loops included.

With F the weights of the edges between nodes and b what the start puts into each, the effective weights x solve
x = b + x F, that is x = b (I - F)^-1. Nodes that do not lie on a loop are settled one after the other; the nodes of one
loop (a strongly connected component) are settled together by eliminating one node at a time, in exact fractions.

Weights are never negative here (shorts are nodes of their own, see `network`), so I - F is an M-matrix exactly when
every pivot of the elimination is positive. A pivot of zero or less means that each round through the loop returns at
least what it took: the sum of all rounds has no end, and the weights of that loop are unknown, not large.

Sums of a thousand funds have denominators of many thousand digits. Reducing after each addition would cost more than
the addition, so a `Flow` adds over one common denominator and reduces only what is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import TypeAlias

Edges: TypeAlias = Mapping[int, Sequence[tuple[int, Fraction]]]

LARGEST_LOOP = 120
"""Loops of more nodes than this stay unsolved: their exact weights would have tens of thousands of digits each."""


def add_exactly(terms: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """Add fractions given as (numerator, denominator) without reducing in between.

    Returns:
        Numerator and denominator of the sum, not reduced; (0, 1) for no terms.
    """
    by_denominator: dict[int, int] = {}
    for numerator, denominator in terms:
        by_denominator[denominator] = by_denominator.get(denominator, 0) + numerator
    common = lcm(*by_denominator)
    return sum(n * (common // d) for d, n in by_denominator.items()), common


@dataclass(frozen=True)  # without slots: one denominator for all is worked out when it is asked for
class Flow:
    """Effective weights of all nodes for one start.

    Attributes:
        weights: per node its weight; nodes that nothing reaches are absent.
        unknown: nodes on loops without an end, that the start reaches; nothing flows out of them.
    """

    weights: Mapping[int, Fraction]
    unknown: frozenset[int]

    @cached_property
    def denominator(self) -> int:
        """The common one of all weights."""
        return lcm(*(x.denominator for x in self.weights.values()))

    @cached_property
    def numerators(self) -> Mapping[int, int]:
        """Per node its weight times `denominator`."""
        return {node: x.numerator * (self.denominator // x.denominator) for node, x in self.weights.items()}

    def of(self, node: int) -> Fraction:
        """The effective weight of one node; 0 when nothing known reaches it."""
        return self.weights.get(node, Fraction(0))

    def dot(self, terms: Iterable[tuple[int, Fraction]]) -> Fraction:
        """The sum over (node, factor) of the node's effective weight times the factor."""
        numerators = self.numerators
        numerator, denominator = add_exactly(
            (numerators[node] * factor.numerator, factor.denominator) for node, factor in terms if node in numerators
        )
        return Fraction(numerator, denominator * self.denominator)


def components(edges: Edges, starts: Iterable[int]) -> list[list[int]]:
    """The strongly connected components that the starts reach, each before every other that it leads to.

    Tarjan's algorithm with its own stack, since funds may be nested deeper than Python's.
    """
    number: dict[int, int] = {}
    low: dict[int, int] = {}
    open_nodes: list[int] = []
    is_open: set[int] = set()
    found: list[list[int]] = []
    for start in starts:
        if start in number:
            continue
        trail: list[tuple[int, Iterator[tuple[int, Fraction]]]] = []
        visit: int | None = start
        while visit is not None or trail:
            if visit is not None:
                number[visit] = low[visit] = len(number)
                open_nodes.append(visit)
                is_open.add(visit)
                trail.append((visit, iter(edges.get(visit, ()))))
            node, targets = trail[-1]
            visit = None
            for target, _ in targets:
                if target not in number:
                    visit = target
                    break
                if target in is_open:
                    low[node] = min(low[node], number[target])
            if visit is None:
                trail.pop()
                if trail:
                    low[trail[-1][0]] = min(low[trail[-1][0]], low[node])
                if low[node] == number[node]:
                    found.append(_close(node, open_nodes, is_open))
    found.reverse()
    return found


def _close(node: int, open_nodes: list[int], is_open: set[int]) -> list[int]:
    at = len(open_nodes) - 1
    while open_nodes[at] != node:
        at -= 1
    component = open_nodes[at:]
    del open_nodes[at:]
    is_open.difference_update(component)
    return component


@dataclass(frozen=True, slots=True)
class Pivot:
    """One eliminated node of a loop.

    Attributes:
        node: which.
        gain: 1 / (1 - what returns to it), with the nodes eliminated before it folded in.
        outs: to the nodes still there, at that moment.
        ins: from the nodes still there, at that moment.
    """

    node: int
    gain: Fraction
    outs: tuple[tuple[int, Fraction], ...]
    ins: tuple[tuple[int, Fraction], ...]


def eliminate(nodes: Sequence[int], edges: Edges) -> tuple[Pivot, ...] | None:
    """Solve a loop once for every start.

    Args:
        nodes: one strongly connected component.
        edges: of the whole graph; edges that leave the component are ignored.

    Returns:
        The nodes in the order of elimination, or None when a round through the loop returns at least what it took.
    """
    outs: dict[int, dict[int, Fraction]] = {n: {} for n in nodes}
    ins: dict[int, set[int]] = {n: set() for n in nodes}
    for node in nodes:
        for target, weight in edges.get(node, ()):
            if target in outs and weight:
                outs[node][target] = outs[node].get(target, Fraction(0)) + weight
                ins[target].add(node)
    pivots = []
    while outs:
        node = min(outs, key=lambda n: (len(outs[n]) * len(ins[n]), n))  # fewest new edges; ties by number
        targets = outs.pop(node)
        returned = targets.pop(node, Fraction(0))
        if returned >= 1:
            return None
        gain = 1 / (1 - returned)
        sources = ins.pop(node) - {node}
        into = tuple((source, outs[source].pop(node)) for source in sorted(sources))
        for target in targets:
            ins[target].discard(node)
        for source, weight in into:
            row = outs[source]
            for target, onward in targets.items():
                row[target] = row.get(target, Fraction(0)) + weight * gain * onward
                ins[target].add(source)
        pivots.append(Pivot(node, gain, tuple(targets.items()), into))
    return tuple(pivots)


@dataclass(slots=True)
class Network:
    """A weighted graph whose loops are solved once and asked for many starts.

    Attributes:
        edges: per node its (target, weight); weights are not negative.
    """

    edges: Edges
    _solved: dict[tuple[int, ...], tuple[Pivot, ...] | None] = field(default_factory=dict)

    def is_loop(self, component: Sequence[int]) -> bool:
        """Does this component hold a loop, be it a node that holds itself?"""
        return len(component) > 1 or any(t == component[0] for t, _ in self.edges.get(component[0], ()))

    def solve(self, component: Sequence[int]) -> tuple[Pivot, ...] | None:
        """The elimination of a loop; None when its weights have no end, or it has over `LARGEST_LOOP` nodes."""
        key = tuple(sorted(component))
        if key not in self._solved:
            self._solved[key] = eliminate(key, self.edges) if len(key) <= LARGEST_LOOP else None
        return self._solved[key]

    def flow(self, start: Mapping[int, Fraction]) -> Flow:
        """Spread the start's weights over everything that they reach.

        Args:
            start: what is put into each node.

        Returns:
            The effective weight of every node reached, the start's own share included.
        """
        arriving: dict[int, list[tuple[int, int]]] = {node: [(w.numerator, w.denominator)] for node, w in start.items()}
        settled: dict[int, Fraction] = {}
        unknown: set[int] = set()
        for component in components(self.edges, start):
            inside = {n: Fraction(*add_exactly(arriving.pop(n, ()))) for n in component}
            if self.is_loop(component):
                pivots = self.solve(component)
                if pivots is None:
                    unknown.update(component)
                    continue
                inside = _through(pivots, inside)
            settled.update(inside)
            members = inside.keys()
            for node, x in inside.items():
                if x:
                    for target, weight in self.edges.get(node, ()):
                        if target not in members:
                            part = x * weight
                            arriving.setdefault(target, []).append((part.numerator, part.denominator))
        return Flow(settled, frozenset(unknown))


def _through(pivots: tuple[Pivot, ...], entering: Mapping[int, Fraction]) -> dict[int, Fraction]:
    """Solve x = b + x F inside one loop: fold the eliminated nodes forward, then read them backward."""
    b = dict(entering)
    for pivot in pivots:
        passed = b[pivot.node] * pivot.gain
        for target, weight in pivot.outs:
            b[target] += passed * weight
    x: dict[int, Fraction] = {}
    for pivot in reversed(pivots):
        total = b[pivot.node] + sum((x[source] * weight for source, weight in pivot.ins), Fraction(0))
        x[pivot.node] = total * pivot.gain
    return x
