"""How much in all: by list, by listed party, by the fund that holds it? Each line's money once, nothing netted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from lookthrough.exposure.flow import Flow
from lookthrough.exposure.graph import Edge, Graph, Hit, network
from lookthrough.model.holdings import DERIVATIVES

ANY = ""
"""The id under which whatever is on any list is counted."""

_Counted: TypeAlias = tuple[int, int]

Groups: TypeAlias = Callable[["Hit"], Iterable[tuple[str, str]]]
"""From a hit to the (id, name) of every total that it counts in."""


@dataclass(frozen=True, slots=True)
class Total:
    """The effective weight of some listed lines in the whole portfolio.

    Attributes:
        id: the list, the listed party's entity id, or the file of the layer that holds the lines.
        name: for a reader.
        long, short, derivative: exact weights by absolute value, never netted; derivatives of either side are in
            `derivative` only, by stated value and not by what they stand for. They leave out unquantified paths.
        value_usd: the same three in US dollars; None when the portfolio's total is not known in US dollars, or nothing
            is `quantified`.
        positions: how many positions of the portfolio lead there.
        lines: how many distinct lines hit.
        unquantified: how many paths have no known weight and are in none of the sums.
    """

    id: str
    name: str
    long: Fraction
    short: Fraction
    derivative: Fraction
    value_usd: tuple[Fraction, Fraction, Fraction] | None
    positions: int
    lines: int
    unquantified: int

    @property
    def quantified(self) -> bool:
        """Is anything known of how much it is? If not, the sums are 0 only because there was nothing to add."""
        return not self.unquantified or bool(self.long or self.short or self.derivative)


@dataclass(slots=True)
class Tally:
    """What the positions' paths lead to; filled while they are walked.

    Attributes:
        positions: per id the positions that lead there.
        unquantified: per id the paths without a known weight.
    """

    positions: dict[str, set[int]] = field(default_factory=dict)
    unquantified: dict[str, int] = field(default_factory=dict)

    def count(self, ids: Iterable[str], position: int, unquantified: int) -> None:
        """Note that a position leads to these ids, with so many paths of unknown weight."""
        for each in ids:
            self.positions.setdefault(each, set()).add(position)
            if unquantified:
                self.unquantified[each] = self.unquantified.get(each, 0) + unquantified

    def of(self, each: str) -> _Counted:
        """How many positions lead to this id, and how many paths of unknown weight."""
        return len(self.positions.get(each, ())), self.unquantified.get(each, 0)


@dataclass(slots=True)
class Totals:
    """Sums over the graph, with the same line's money counted once in each sum.

    Attributes:
        graph: funds and listed lines.
        flow: effective weights of all layers in the portfolio.
        total_usd: the portfolio's total in US dollars; None when not known.
        tally: what the positions lead to.
    """

    graph: Graph
    flow: Flow
    total_usd: Fraction | None
    tally: Tally
    _closed: dict[frozenset[int], Flow] = field(default_factory=dict)

    def by(self, key: Groups) -> tuple[Total, ...]:
        """Totals by something of the hit, e.g. its list.

        Where a fund's own units are listed, its constituents are the same money and are not counted beside it.

        Args:
            key: from a hit to (id, name), as many as it counts in; the first name seen is used.

        Returns:
            The heaviest first, then by id.
        """
        names: dict[str, str] = {}
        lines: dict[str, set[int]] = {}
        for line, hits in self.graph.hits.items():
            for each, name in (pair for hit in hits for pair in key(hit)):
                names.setdefault(each, name)
                lines.setdefault(each, set()).add(line)
        marks: dict[int, list[tuple[int, Edge]]] = {}
        for layer in self.graph.layers:
            for mark in self.graph.marks[layer]:
                marks.setdefault(mark.held.line, []).append((layer, mark))
        found = []
        for each, mine in lines.items():
            held = [pair for line in sorted(mine) for pair in marks.get(line, ())]
            if held:
                flow = self._flow(frozenset(line for line in mine if line in self.graph.recognised))
                found.append(self._total(each, names[each], held, flow, self.tally.of(each)))
        return _heaviest_first(found)

    def whole(self) -> Total:
        """What leads to any listed party."""
        found = self.by(lambda _: [(ANY, "any list")])
        worth = None if self.total_usd is None else (Fraction(0), Fraction(0), Fraction(0))
        return found[0] if found else Total(ANY, "any list", Fraction(0), Fraction(0), Fraction(0), worth, 0, 0, 0)

    def by_fund(self, tally: Tally) -> tuple[Total, ...]:
        """Totals by the layer whose file holds the listed lines; the portfolio's own lines are layer 0.

        Args:
            tally: what the positions lead to, by layer number as text.
        """
        found = []
        for layer in self.graph.layers:
            if marks := self.graph.marks[layer]:
                table = self.graph.tables[layer]
                held = [(layer, mark) for mark in marks]
                found.append(self._total(table.file, table.title, held, self.flow, tally.of(str(layer))))
        return _heaviest_first(found)

    def _flow(self, closed: frozenset[int]) -> Flow:
        if not closed:
            return self.flow
        if closed not in self._closed:
            self._closed[closed] = network(self.graph.edges, closed).flow({0: Fraction(1)})
        return self._closed[closed]

    def _total(self, each: str, name: str, held: Sequence[tuple[int, Edge]], flow: Flow, counted: _Counted) -> Total:
        sides: dict[str, list[tuple[int, Fraction]]] = {"long": [], "short": [], "derivative": []}
        for layer, mark in held:
            weight = mark.held.weight
            if not weight:
                continue
            derivative = self.graph.keys[mark.held.line].asset in DERIVATIVES
            for side in (0, 1):
                name_of_side = "long" if (mark.held.sign > 0) == (side == 0) else "short"
                sides["derivative" if derivative else name_of_side].append((2 * layer + side, weight))
        long, short, derivatives = (flow.dot(terms) for terms in sides.values())
        positions, unquantified = counted
        nothing = unquantified and not (long or short or derivatives)
        worth = None if nothing else self.total_usd
        return Total(
            each,
            name,
            long,
            short,
            derivatives,
            None if worth is None else (long * worth, short * worth, derivatives * worth),
            positions,
            len({mark.held.line for _, mark in held}),
            unquantified,
        )


def _heaviest_first(totals: list[Total]) -> tuple[Total, ...]:
    return tuple(sorted(totals, key=lambda t: (-(t.long + t.short + t.derivative), t.id)))
