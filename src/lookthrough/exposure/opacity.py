"""What part of a fund can nobody see, however deep it is looked through?

A dollar of a fund is opaque when it ends in a fund without constituents, in what a layer's file does not show, in a
line whose weight is not known, or in a loop of funds without an end. Going down,

    opaque(fund) = own opaque share + sum over the funds that it holds of share(fund held) * opaque(fund held)

where shares are of the layer's gross: long and short lines by absolute value, and what the file does not show. So an
opaque share is 0 exactly when nothing opaque is under the fund on either side. It differs from `coverage`, which
follows the long side alone, only where a layer is short of something.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from fractions import Fraction

from lookthrough.exposure.coverage import PARTS, Sums
from lookthrough.exposure.flow import Flow, Network, components
from lookthrough.exposure.graph import Graph

_UNSEEN = PARTS.index("unseen_fund")


@dataclass(frozen=True, slots=True)
class Opacity:
    """The opaque shares of all layers within reach.

    Attributes:
        unknown: layers whose opaque share is not known.
    """

    unknown: Set[int]
    _flow: Flow

    def of(self, layer: int) -> Fraction | None:
        """The opaque share of a fund, 0..1, exact; None when not known."""
        return None if layer in self.unknown else self._flow.of(layer)


def opacity(graph: Graph, sums: Sums, endless: Set[int]) -> Opacity:
    """Find every fund's opaque share at once, from the bottom up.

    Args:
        graph: the layers within reach.
        sums: per layer and part its weights.
        endless: layers on loops whose weights have no end; all of them is opaque.
    """
    unshown = {g: max(graph.tables[g].remainder, Fraction(0)) for g in sums}
    gross = {g: sum((long + short for long, short in s), unshown[g]) for g, s in sums.items()}
    shares = {g: [(e.target, e.held.weight / gross[g]) for e in graph.edges[g] if e.held.weight] for g in sums}
    lost = set(endless) | _closed(shares)
    own: dict[int, Fraction] = dict.fromkeys(lost, Fraction(1))
    holders: dict[int, list[tuple[int, Fraction]]] = {}
    for layer in sums.keys() - lost:
        long, short = sums[layer][_UNSEEN]
        if opaque := (unshown[layer] + long + short) / gross[layer]:
            own[layer] = opaque
        for target, share in shares[layer]:
            holders.setdefault(target, []).append((layer, share))
    return Opacity(_unknown(graph, holders, unshown, lost), Network(holders).flow(own))


def _closed(shares: Mapping[int, list[tuple[int, Fraction]]]) -> set[int]:
    """The layers of loops that pass everything on and let nothing out."""
    net = Network(shares)
    loops = [group for group in components(shares, sorted(shares)) if net.is_loop(group)]
    return {layer for group in loops if net.solve(group) is None for layer in group}


def _unknown(
    graph: Graph, holders: Mapping[int, list[tuple[int, Fraction]]], unshown: Mapping[int, Fraction], lost: Set[int]
) -> set[int]:
    """The layers with lines of unknown weight for which nothing is left, and all that lead there.

    Where a layer's known weights leave a remainder, its lines of unknown weight are in it.
    """
    tables = graph.tables
    found = {
        layer
        for layer, rest in unshown.items()
        if layer not in lost and tables[layer].unweighed and (not rest or not tables[layer].remainder_known)
    }
    waiting = list(found)
    while waiting:
        fresh = {holder for holder, _ in holders.get(waiting.pop(), ())} - found
        found |= fresh
        waiting.extend(fresh)
    return found
