"""Which files does the answer rest on, and which funds stay closed?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np

from lookthrough.errors import Issues, Place
from lookthrough.exposure.flow import Flow
from lookthrough.exposure.graph import Graph, where
from lookthrough.exposure.weights import Basis
from lookthrough.model.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Layer:
    """One file that the answer rests on: the portfolio first, then every fund that it leads to.

    Attributes:
        name: as a reader knows it.
        file, sha256, format: where it was read.
        as_of: date of the holdings; None when not stated.
        age_days: days from `as_of` (its latest) to the day asked about; negative when it is dated after; None when
            undated.
        depth: 0 for the portfolio, 1 for a fund that it holds, 2 for a fund that such a fund holds, the shortest way.
        lines: how many.
        long, short: effective weight in the portfolio on each side; None when nothing of it is known.
        partial: some path of unknown weight leads here; `long` and `short` leave it out.
        value_usd: the same two in US dollars; None when not known.
        remainder: the share of itself that its file does not show; negative when it shows more than the whole.
        opaque: `long` times the remainder, where that is positive: the share of the portfolio that is not seen here.
        unweighed: lines without a known weight.
        remainder_known: False when no line has a known weight, so that nothing tells how much the file does not show;
            `remainder` then only is the most that it can be, and `opaque` is None.
        total_basis: what the layer's total rests on; see `FundTable`. Where it is "estimated", so are `remainder`,
            `opaque` and every weight that passes through here.
        total_bounds: least and most that an estimated total can be, in US dollars; None otherwise.
    """

    name: str
    file: str
    sha256: str
    format: str
    as_of: PartialDate | None
    age_days: int | None
    depth: int
    lines: int
    long: Fraction | None
    short: Fraction | None
    partial: bool
    value_usd: tuple[Fraction, Fraction] | None
    remainder: Fraction
    opaque: Fraction | None
    unweighed: int
    remainder_known: bool
    total_basis: Basis
    total_bounds: tuple[Fraction, Fraction] | None


@dataclass(frozen=True, slots=True)
class Unseen:
    """A fund without constituents: a named path into what cannot be seen.

    Attributes:
        name: as printed.
        where: the layer's file and rows.
        held_by: the layer that holds it.
        weight: effective weight in the portfolio, both sides by absolute value; None when not known.
        value_usd: the same in US dollars; None when not known.
    """

    name: str
    where: str
    held_by: str
    weight: Fraction | None
    value_usd: Fraction | None


def layers_of(graph: Graph, flow: Flow, partial: frozenset[int], as_of: date, issues: Issues) -> tuple[Layer, ...]:
    """The files within reach, with the age of each."""
    for layer in graph.layers:
        table = graph.tables[layer]
        if table.as_of is None:
            issues.note("layer-undated", "the file does not say of which day its holdings are", Place(table.file))
        elif table.as_of.by(as_of) != "yes":
            issues.warn("layer-dated-after", f"holdings of {table.as_of}, after the day asked about", Place(table.file))
    return tuple(_layer(graph, layer, flow, as_of, partial=layer in partial) for layer in graph.layers)


def _layer(graph: Graph, layer: int, flow: Flow, as_of: date, *, partial: bool) -> Layer:
    table = graph.tables[layer]
    long, short = flow.of(2 * layer), flow.of(2 * layer + 1)
    known = bool(long or short) or not partial
    worth = graph.tables[0].total_usd
    return Layer(
        name=table.title,
        file=table.file,
        sha256=table.sha256,
        format=table.format,
        as_of=table.as_of,
        age_days=(as_of - table.as_of.latest).days if table.as_of else None,
        depth=graph.depths[layer],
        lines=len(table),
        long=long if known else None,
        short=short if known else None,
        partial=partial,
        value_usd=(long * worth, short * worth) if known and worth is not None else None,
        remainder=table.remainder,
        opaque=long * max(table.remainder, Fraction(0)) if known and table.remainder_known else None,
        unweighed=table.unweighed,
        remainder_known=table.remainder_known,
        total_basis=table.total_basis,
        total_bounds=table.total_bounds,
    )


def unseen_funds(
    graph: Graph, flow: Flow, wanted: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
) -> tuple[Unseen, ...]:
    """The lines that are funds without constituents, in every layer within reach."""
    worth = graph.tables[0].total_usd
    found = []
    for layer in graph.layers:
        table = graph.tables[layer]
        nodes = (2 * layer, 2 * layer + 1)
        reached = not flow.unknown.intersection(nodes) and any(node in flow.weights for node in nodes)
        for held in table.held(wanted):
            weight = None
            if held.weight is not None and reached:
                weight = held.weight * (flow.of(nodes[0]) + flow.of(nodes[1]))
            value = None if weight is None or worth is None else weight * worth
            name = graph.keys[held.line].name
            found.append(Unseen(name, where(table, held.rows), table.title, weight, value))
    return tuple(sorted(found, key=lambda u: (u.weight is None, -(u.weight or 0), u.name)))
