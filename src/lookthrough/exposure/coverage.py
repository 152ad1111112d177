"""How much of the portfolio was seen, and what is it made of?

Coverage follows each dollar of the long side to where it comes to rest: a named security, cash, a derivative, a fund
without constituents, or the part of a layer that its file does not show. Those shares sum to exactly 1. A layer that
shows more than its whole (leverage) passes a dollar on in proportion to its long lines, so that coverage stays within
0..1; the exposures themselves are never scaled.

Composition gives the effective weights as they are, long and short apart.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from lookthrough.exposure.flow import Flow, Network
from lookthrough.exposure.funds import LineKey
from lookthrough.exposure.graph import Graph
from lookthrough.exposure.recognise import Recognised
from lookthrough.model.holdings import DERIVATIVES
from lookthrough.names.placeholders import is_placeholder

Part = Literal["screened", "not_screened", "unidentified", "cash", "derivative", "unseen_fund", "fund"]
PARTS: tuple[Part, ...] = get_args(Part)
_NUMBER = {part: number for number, part in enumerate(PARTS)}


@dataclass(frozen=True, slots=True)
class Coverage:
    """Shares of the portfolio's long side, exact, each 0..1.

    Attributes:
        constituents_known: what does not end in a fund without constituents, in the unshown part of a layer, or in a
            loop of funds that hold nothing but each other.
        issuer_identified: what ends in a line with a name or code that is no fund, cash or derivative.
        issuer_screened: the part of it whose lines were screened.
        cash: what ends in cash.
        derivative: what ends in derivatives, by their stated value.
        unidentified: what ends in lines without any name or code.
        unseen_funds: what ends in funds without constituents.
        remainders: what ends in the unshown part of a layer.
        circular: what ends in a loop without an end.
    """

    constituents_known: Fraction
    issuer_identified: Fraction
    issuer_screened: Fraction
    cash: Fraction
    derivative: Fraction
    unidentified: Fraction
    unseen_funds: Fraction
    remainders: Fraction
    circular: Fraction


@dataclass(frozen=True, slots=True)
class Component:
    """The effective weight of one kind of line in the whole portfolio; sides are never netted.

    Attributes:
        part: the kind; "fund" does not occur, since funds with constituents are looked through.
        long, short: by absolute value. A derivative stands on the side of its stated value's sign.
    """

    part: Part
    long: Fraction
    short: Fraction


Sums = Mapping[int, Sequence[tuple[Fraction, Fraction]]]


def parts_of(
    keys: Sequence[LineKey], recognised: Mapping[int, Recognised], screened: Collection[int]
) -> NDArray[np.uint8]:
    """Per line number what kind of line it is, as its place in `PARTS`."""
    parts = np.zeros(len(keys), dtype=np.uint8)
    for line, key in enumerate(keys):
        if line in recognised:
            part: Part = "fund"
        elif key.asset == "cash":
            part = "cash"
        elif key.asset in DERIVATIVES:
            part = "derivative"
        elif key.asset == "fund":
            part = "unseen_fund"
        elif not key.identifiers and is_placeholder(key.name) and is_placeholder(key.issuer):
            part = "unidentified"
        else:
            part = "screened" if line in screened else "not_screened"
        parts[line] = _NUMBER[part]
    return parts


def sums_by_part(graph: Graph, parts: NDArray[np.uint8]) -> dict[int, list[tuple[Fraction, Fraction]]]:
    """Per layer and part the positive and the negative weights, cash outside the lines included."""
    sums = {}
    for layer in graph.layers:
        table = graph.tables[layer]
        mine = table.sums(parts, len(PARTS))
        long, short = mine[_NUMBER["cash"]]
        mine[_NUMBER["cash"]] = (long + max(table.cash, Fraction(0)), short + max(-table.cash, Fraction(0)))
        sums[layer] = mine
    return sums


def composition(sums: Sums, flow: Flow) -> tuple[Component, ...]:
    """Effective weights by kind of line.

    With all weights known, the long less the short parts, and every layer's net weight times its remainder, sum to
    exactly 1.
    """
    found = []
    for number, part in enumerate(PARTS):
        if part == "fund":
            continue
        long = [(2 * g, s[number][0]) for g, s in sums.items()] + [(2 * g + 1, s[number][1]) for g, s in sums.items()]
        short = [(2 * g, s[number][1]) for g, s in sums.items()] + [(2 * g + 1, s[number][0]) for g, s in sums.items()]
        found.append(Component(part, flow.dot(_nonzero(long)), flow.dot(_nonzero(short))))
    return tuple(found)


def _nonzero(terms: list[tuple[int, Fraction]]) -> list[tuple[int, Fraction]]:
    return [(node, weight) for node, weight in terms if weight]


def coverage(graph: Graph, sums: Sums, flow: Flow) -> Coverage:
    """Follow the long side to where it rests.

    Args:
        graph: the layers within reach.
        sums: per layer and part its weights.
        flow: effective weights of the layers, used as they are where no layer is short or leveraged.
    """
    unshown = {g: max(graph.tables[g].remainder, Fraction(0)) for g in sums}
    gross = {g: sum((long for long, _ in s), unshown[g]) for g, s in sums.items()}
    if any(g != 1 for g in gross.values()) or any(node % 2 for node in flow.weights):
        flow = _long_flow(graph, gross)
    ends = [flow.dot([(2 * g, s[n][0] / gross[g]) for g, s in sums.items() if s[n][0]]) for n in range(len(PARTS))]
    remainders = flow.dot([(2 * g, rest / gross[g]) for g, rest in unshown.items() if rest])
    end = dict(zip(PARTS, ends, strict=True))
    seen = end["screened"] + end["not_screened"] + end["unidentified"] + end["cash"] + end["derivative"]
    return Coverage(
        constituents_known=seen,
        issuer_identified=end["screened"] + end["not_screened"],
        issuer_screened=end["screened"],
        cash=end["cash"],
        derivative=end["derivative"],
        unidentified=end["unidentified"],
        unseen_funds=end["unseen_fund"],
        remainders=remainders,
        circular=1 - seen - end["unseen_fund"] - remainders,
    )


def _long_flow(graph: Graph, gross: Mapping[int, Fraction]) -> Flow:
    """Effective shares of the long side when each layer passes on exactly what it gets."""
    edges = {
        2 * layer: [
            (2 * edge.target, edge.held.weight / whole)
            for edge in graph.edges[layer]
            if edge.held.weight and edge.held.sign > 0
        ]
        for layer, whole in gross.items()
    }
    return Network(edges).flow({0: Fraction(1)})
