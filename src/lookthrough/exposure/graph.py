"""The funds that a portfolio leads to, as a graph: who holds whom, and who holds a line that is listed.

Layer 0 is the portfolio, layer i + 1 the i-th fund. For the arithmetic each layer is two nodes, one per side: node
2 * layer is what is held long, node 2 * layer + 1 what is held short. A short line leads from one side to the other (a
fund sold short that itself is short of X is long of X), so all weights stay positive and no side is ever netted.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from lookthrough.exposure.flow import LARGEST_LOOP, Network, components
from lookthrough.exposure.funds import FundTable, Held, LineKey
from lookthrough.exposure.recognise import Recognised
from lookthrough.model.attribution import Attribution, ControlSign
from lookthrough.model.exposure import ExposureRelation, Step
from lookthrough.model.listing import Listing

_FLOATS_END = 10**300


@dataclass(frozen=True, slots=True)
class Hit:
    """What screening found for a line, or what the owners of its issuer lead to.

    Attributes:
        listing: the entry.
        score: 0..1, as the matcher gave it.
        matched_name: the name of the listed party that fitted best.
        evidence: why, as one sentence.
        entity_name: the listed party's primary name.
        relation: how the line's issuer stands to the listed party.
        ties: from the issuer over its owners to the entry, that one included; empty where the issuer is listed itself.
        share: the listed party's economic interest in the issuer, exact; None where not known.
        attributions, signs: of the issuer, see `Exposure`.
    """

    listing: Listing
    score: float
    matched_name: str
    evidence: str
    entity_name: str
    relation: ExposureRelation = "same_person"
    ties: tuple[Step, ...] = ()
    share: Fraction | None = None
    attributions: tuple[Attribution, ...] = ()
    signs: tuple[ControlSign, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A layer's line that leads on.

    Attributes:
        held: the rows.
        target: for a fund, its layer; for a listed line, the layer itself.
        step: the line as a step of a path.
        size: its weight as a float, 1 when not known: for the order of paths, never for a result.
    """

    held: Held
    target: int
    step: Step
    size: float


@dataclass(frozen=True, slots=True)
class Graph:
    """Everything that the portfolio leads to.

    Attributes:
        tables: layer 0 is the portfolio.
        keys: the distinct lines.
        hits: per listed line what screening found; never empty.
        recognised: per line that is a fund, which.
        edges: per layer its lines that are funds with known constituents; empty for layers out of reach.
        marks: per layer its listed lines.
        order: the layers within reach, the portfolio first, each loop's layers together, holders before held.
        depths: per layer within reach the fewest lines that lead to it from the portfolio.
        listed_below: per layer the listed lines that it or anything under it holds, as bits.
        loop_below: the layers that lead to a loop or lie on one.
        promise: per layer the heaviest product of weights from it to any listed line, as a float: for the order of
            paths, never for a result.
        network: the two sides of every layer within reach, for the arithmetic.
    """

    tables: tuple[FundTable, ...]
    keys: tuple[LineKey, ...]
    hits: Mapping[int, tuple[Hit, ...]]
    recognised: Mapping[int, Recognised]
    edges: tuple[tuple[Edge, ...], ...]
    marks: tuple[tuple[Edge, ...], ...]
    order: tuple[tuple[int, ...], ...]
    depths: Mapping[int, int]
    listed_below: Mapping[int, int]
    loop_below: frozenset[int]
    promise: Mapping[int, float]
    network: Network

    @property
    def layers(self) -> list[int]:
        """The layers within reach in the order of `order`."""
        return [layer for group in self.order for layer in group]

    def title(self, layer: int) -> str:
        """The layer's name for a reader."""
        return self.tables[layer].title


def build(
    tables: Sequence[FundTable],
    keys: tuple[LineKey, ...],
    hits: Mapping[int, tuple[Hit, ...]],
    recognised: Mapping[int, Recognised],
) -> Graph:
    """Walk from the portfolio through every fund that it leads to.

    Args:
        tables: the portfolio first.
        keys: the distinct lines.
        hits: per listed line what screening found.
        recognised: per line that is a fund, which (0 is the first after the portfolio).
    """
    listed = np.zeros(len(keys), dtype=np.bool_)
    listed[list(hits)] = True
    opens = np.zeros(len(keys), dtype=np.bool_)
    opens[list(recognised)] = True
    edges: list[tuple[Edge, ...]] = [()] * len(tables)
    marks: list[tuple[Edge, ...]] = [()] * len(tables)
    waiting, depths = deque([0]), {0: 0}
    while waiting:
        layer = waiting.popleft()
        lines = tables[layer].held(listed | opens)
        steps = [(held, (_step(tables[layer], held, keys), _size(held.weight))) for held in lines]
        edges[layer] = tuple(Edge(h, recognised[h.line].fund + 1, *s) for h, s in steps if h.line in recognised)
        marks[layer] = tuple(Edge(h, layer, *s) for h, s in steps if h.line in hits)
        fresh = dict.fromkeys((e.target for e in edges[layer] if e.target not in depths), depths[layer] + 1)
        depths.update(fresh)
        waiting.extend(fresh)
    order = components({g: [(e.target, Fraction(1)) for e in edges[g]] for g in depths}, [0])
    return Graph(
        tuple(tables),
        keys,
        hits,
        recognised,
        tuple(edges),
        tuple(marks),
        tuple(tuple(group) for group in order),
        depths,
        _listed_below(order, edges, marks),
        _loop_below(order, edges),
        _promise(edges, marks),
        network(edges),
    )


def network(edges: Sequence[Sequence[Edge]], closed: frozenset[int] = frozenset()) -> Network:
    """The weighted graph of both sides of all layers.

    Args:
        edges: per layer its lines that are funds.
        closed: lines that are not followed.
    """
    weighted: dict[int, list[tuple[int, Fraction]]] = {}
    for layer, held in enumerate(edges):
        for edge in held:
            weight = edge.held.weight
            if weight and edge.held.line not in closed:
                crossed = int(edge.held.sign < 0)
                for side in (0, 1):
                    weighted.setdefault(2 * layer + side, []).append((2 * edge.target + (side ^ crossed), weight))
    return Network(weighted)


def _step(table: FundTable, held: Held, keys: Sequence[LineKey]) -> Step:
    """A layer's rows of one line as a step: signed weight and value as the file has them."""
    weight, value = held.weight, held.value_usd
    return Step(
        "holds",
        table.title,
        keys[held.line].name,
        weight=None if weight is None else held.sign * weight,
        value_usd=None if value is None else held.sign * value,
        evidence=where(table, held.rows),
        as_of=table.as_of.iso if table.as_of else "",
    )


def _size(weight: Fraction | None) -> float:
    return 1.0 if weight is None else float(min(weight, Fraction(_FLOATS_END)))


def where(table: FundTable, rows: Sequence[int]) -> str:
    """File and rows as one line; more than five rows are counted."""
    if len(rows) == 1:
        return f"{table.file}, row {rows[0]}"
    shown = ", ".join(str(row) for row in rows[:5])
    more = f" and {len(rows) - 5} more" if len(rows) > 5 else ""
    return f"{table.file}, rows {shown}{more}"


def _listed_below(
    order: Sequence[Sequence[int]], edges: Sequence[Sequence[Edge]], marks: Sequence[Sequence[Edge]]
) -> dict[int, int]:
    below: dict[int, int] = {}
    bits: dict[int, int] = {}
    for group in reversed(order):
        mask = 0
        for layer in group:
            for mark in marks[layer]:
                mask |= 1 << bits.setdefault(mark.held.line, len(bits))
            for edge in edges[layer]:
                mask |= below.get(edge.target, 0)
        below.update(dict.fromkeys(group, mask))
    return below


def _loop_below(order: Sequence[Sequence[int]], edges: Sequence[Sequence[Edge]]) -> frozenset[int]:
    below: set[int] = set()
    for group in reversed(order):
        targets = {edge.target for layer in group for edge in edges[layer]}
        if len(group) > 1 or group[0] in targets or not below.isdisjoint(targets):
            below.update(group)
    return frozenset(below)


def _promise(edges: Sequence[Sequence[Edge]], marks: Sequence[Sequence[Edge]]) -> dict[int, float]:
    """Best first from the listed lines up to their holders, each layer settled once."""
    holders: dict[int, list[tuple[int, float]]] = {}
    for layer, held in enumerate(edges):
        for edge in held:
            holders.setdefault(edge.target, []).append((layer, edge.size))
    waiting = [(-max(mark.size for mark in held), layer) for layer, held in enumerate(marks) if held]
    heapq.heapify(waiting)
    settled: dict[int, float] = {}
    while waiting:
        minus, layer = heapq.heappop(waiting)
        if layer not in settled:
            settled[layer] = -minus
            for holder, size in holders.get(layer, ()):
                heapq.heappush(waiting, (minus * size, holder))
    return settled


class Loop(NamedTuple):
    """Funds that hold each other and whose weights stay unknown.

    Attributes:
        layers: the funds.
        too_large: there are too many to solve exactly; otherwise the weights have no end.
    """

    layers: tuple[int, ...]
    too_large: bool


def endless(graph: Graph) -> list[Loop]:
    """The loops whose weights stay unknown."""
    found: dict[Loop, None] = {}
    for component in components(graph.network.edges, [2 * layer for layer in graph.layers]):
        if graph.network.is_loop(component) and graph.network.solve(component) is None:
            layers = tuple(sorted({node // 2 for node in component}))
            found[Loop(layers, too_large=len(component) > LARGEST_LOOP)] = None
    return list(found)


def below_unknown(graph: Graph, without_end: Collection[int]) -> frozenset[int]:
    """The layers that some path of unknown weight leads to.

    Args:
        graph: the funds.
        without_end: layers whose loops have no solution.
    """
    found = set(without_end)
    for group in graph.order:
        if not found.isdisjoint(group):
            found.update(group)
        for layer in group:
            found.update(e.target for e in graph.edges[layer] if layer in found or e.held.weight is None)
        if not found.isdisjoint(group):  # a loop that an unknown weight leads into, or that holds one
            found.update(group)
            found.update(e.target for layer in group for e in graph.edges[layer])
    return frozenset(found)
