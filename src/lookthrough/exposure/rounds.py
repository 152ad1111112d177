"""Which funds does a share go round through? Names for what comes back through loops."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from fractions import Fraction

from lookthrough.exposure.flow import components
from lookthrough.exposure.graph import Graph


@dataclass(frozen=True, slots=True)
class Round:
    """One loop of funds, by a shortest way round it.

    Attributes:
        layers: from the fund through which it is entered, each once; after the last comes the first again.
        others: how many more funds are tied into the loop.
        lines: the listed lines that it leads to.
    """

    layers: tuple[int, ...]
    others: int
    lines: frozenset[int]

    def says(self, graph: Graph, after: int) -> str:
        """The way round for a reader, e.g. "B → A …"; a fund that the reader has just read is not named first."""
        names = [graph.title(layer) for layer in (*self.layers, self.layers[0])]
        more = f" and {self.others:,} more funds" if self.others else ""
        return f"{' → '.join(names[int(self.layers[0] == after) :])} …{more}"


def rounds(graph: Graph, start: int) -> tuple[Round, ...]:
    """The loops that a fund's money goes round, nearest first; only lines with a known weight count.

    Args:
        graph: funds and listed lines.
        start: the fund's layer.
    """
    onward, waiting = dict[int, list[int]](), deque([start])
    while waiting:
        layer = waiting.popleft()
        if layer not in onward:
            onward[layer] = [edge.target for edge in graph.edges[layer] if edge.held.weight]
            waiting.extend(onward[layer])
    nearest = {layer: place for place, layer in enumerate(onward)}
    one = Fraction(1)
    found = []
    for group in components({layer: [(t, one) for t in targets] for layer, targets in onward.items()}, [start]):
        entry = min(group, key=nearest.__getitem__)
        way = _round(onward, set(group), entry)
        if way:
            found.append(Round(way, len(group) - len(way), _lines_below(graph, onward, entry)))
    return tuple(sorted(found, key=lambda each: nearest[each.layers[0]]))


def _round(onward: dict[int, list[int]], inside: set[int], entry: int) -> tuple[int, ...]:
    """A shortest way from a fund back to itself, the fund first; empty when there is none."""
    came: dict[int, int] = {}
    waiting = deque([entry])
    while waiting and entry not in came:
        layer = waiting.popleft()
        for target in onward[layer]:
            if target in inside and target not in came:
                came[target] = layer
                waiting.append(target)
    if entry not in came:
        return ()
    way, at = [entry], came[entry]
    while at != entry:
        way.append(at)
        at = came[at]
    return (entry, *reversed(way[1:]))


def _lines_below(graph: Graph, onward: dict[int, list[int]], top: int) -> frozenset[int]:
    below, waiting = {top}, [top]
    while waiting:
        fresh = set(onward[waiting.pop()]) - below
        below |= fresh
        waiting.extend(fresh)
    return frozenset(mark.held.line for layer in below for mark in graph.marks[layer])
