"""Tiers and routes of a chain of supply: how many steps from the user, over whom, and how well each step is known.

Rows are nodes, "supplies to" is the edge. What a cell names is looked for among ids, then suppliers, then goods of
other rows; what no row is called is the user's own side, and the row that names it is of the first tier. The tier of a
row is the length of its shortest route; routes go in circles only in tables, and are followed once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lookthrough.errors import Issues, Place, quote
from lookthrough.model.supply import GRADES, Grade, Supplied


@dataclass(frozen=True, slots=True)
class Tiered:
    """One row with its place in the chain.

    Attributes:
        supplied: the row.
        tier: steps from the user, 1 for who supplies the user; None where no row leads on to the user and no tier is
            stated.
        route: positions of the rows from the first tier to this one, itself last; only itself where the way on is not
            stated.
        customer: whom the first row of the route supplies, as printed; "" for the user.
        others: how many more customers it names, beside the one on the route.
        grade: of the weakest step of the route.
    """

    supplied: Supplied
    tier: int | None
    route: tuple[int, ...]
    customer: str = ""
    others: int = 0
    grade: Grade = "stated"


@dataclass(frozen=True, slots=True)
class Chain:
    """A whole table.

    Attributes:
        rows: in file order.
        gaps: what the table does not tell, one sentence each.
        named: who names whom.
    """

    rows: tuple[Tiered, ...]
    gaps: tuple[str, ...]
    named: Named

    def goes_into(self, starts: Iterable[int]) -> dict[int, int]:
        """The rows whose goods the goods of some rows go into, directly or through others.

        Args:
            starts: positions of rows.

        Returns:
            Per position of a row that is reached the start nearest to it; the starts themselves are left out, unless
            the goods of another go into them.
        """
        nearest: dict[int, int] = {}
        seen: set[Node] = set()
        waiting = deque((start, start) for start in dict.fromkeys(starts))
        while waiting:
            row, start = waiting.popleft()
            for node in self.named.targets[row]:
                if node not in seen:
                    seen.add(node)
                    for target in self.named.bear[node]:
                        if target != start and target not in nearest:
                            nearest[target] = start
                            waiting.append((target, start))
        return nearest


Node = tuple[int, str]
"""What a row can be called by: which kind of name (id, supplier, goods) and the name, folded."""


@dataclass(slots=True)
class Named:
    """Who names whom. Names stand between rows: a thousand shipments to a thousand others are no million edges.

    Attributes:
        bear: per name the rows that are called so.
        callers: per name the rows that say they supply it.
        outside: per row the customers that no row is called.
        targets: per row the names that it supplies.
    """

    bear: dict[Node, list[int]]
    callers: dict[Node, list[int]]
    outside: list[tuple[str, ...]]
    targets: list[tuple[Node, ...]]


def chain_of(rows: Sequence[Supplied], file: str, issues: Issues) -> Chain:
    """Join the rows of a table to a chain.

    Args:
        rows: in file order.
        file: its name, for places.
        issues: receives tiers that contradict the routes, ids used twice, rows that supply themselves, circles.

    Returns:
        Every row once. Time and memory are linear in rows and in what they name.
    """
    named = _named(rows, file, issues)
    ends = [n for n, row in enumerate(rows) if named.outside[n] or (not named.targets[n] and row.tier in (None, 0, 1))]
    before, depth = _shortest(ends, rows, named)
    told = [_tiered(n, rows, named, before, depth, file, issues) for n in range(len(rows))]
    return Chain(tuple(told), tuple(_gaps(told, rows, named)), named)


def _key(text: str) -> str:
    return " ".join(text.casefold().split())


def _nodes(row: Supplied) -> Iterator[Node]:
    for kind, text in enumerate((row.id, row.name, row.item)):
        if text:
            yield kind, _key(text)


def _named(rows: Sequence[Supplied], file: str, issues: Issues) -> Named:
    bear: dict[Node, list[int]] = {}
    for number, row in enumerate(rows):
        for node in _nodes(row):
            bear.setdefault(node, []).append(number)
    for (kind, _), same in bear.items():
        if kind == 0 and len(same) > 1:
            message = f"the id {quote(rows[same[0]].id)} stands in {len(same)} rows; each is meant where it is named"
            issues.note("id-used-twice", message, Place(file, rows[same[1]].row))
    named = Named(bear, {}, [], [])
    for number, row in enumerate(rows):
        strangers: list[str] = []
        targets: dict[Node, None] = {}
        for customer in row.customers:
            meant = next((each for kind in range(3) if (each := (kind, _key(customer))) in bear), None)
            if meant is None:
                strangers.append(customer)
            elif bear[meant] == [number]:
                issues.warn("supplies-itself", f"{quote(row.label)} is said to supply itself", Place(file, row.row))
            elif meant not in targets:
                targets[meant] = None
                named.callers.setdefault(meant, []).append(number)
        named.outside.append(tuple(strangers))
        named.targets.append(tuple(targets))
    return named


def _shortest(ends: Iterable[int], rows: Sequence[Supplied], named: Named) -> tuple[dict[int, int], dict[int, int]]:
    """From those who supply the user, breadth first: per row the one before it on the way, and its depth."""
    depth = dict.fromkeys(ends, 1)
    before: dict[int, int] = {}
    seen: set[Node] = set()
    waiting = deque(depth)
    while waiting:
        row = waiting.popleft()
        for node in _nodes(rows[row]):
            if node not in seen:
                seen.add(node)
                for source in named.callers.get(node, ()):
                    if source not in depth:
                        depth[source] = depth[row] + 1
                        before[source] = row
                        waiting.append(source)
    return before, depth


def _tiered(
    number: int,
    rows: Sequence[Supplied],
    named: Named,
    before: Mapping[int, int],
    depth: Mapping[int, int],
    file: str,
    issues: Issues,
) -> Tiered:
    row = rows[number]
    if number not in depth:
        if named.targets[number]:
            message = f"{quote(row.label)} supplies rows from which no way leads to the user"
            issues.warn("no-way-to-the-user", message, Place(file, row.row), "they supply each other in a circle?")
        return Tiered(row, row.tier, (number,), grade="assumed", others=len(named.targets[number]))
    route = [number]
    while route[-1] in before:
        route.append(before[route[-1]])
    tier = depth[number]
    if row.tier is not None and row.tier != tier and row.customers:
        message = f"{quote(row.label)} is stated as tier {row.tier}; its shortest way to the user has {tier} steps"
        issues.note("tier-differs", message, Place(file, row.row), "both are shown; the way counts")
    strangers = named.outside[route[-1]]
    grade = max((_grade(rows[n]) for n in route), key=GRADES.index)
    others = max(len(named.targets[number]) + len(named.outside[number]) - 1, 0)
    shown = 0 if row.tier == 0 and not row.customers else tier
    return Tiered(row, shown, tuple(reversed(route)), strangers[0] if strangers else "", others, grade)


def _grade(row: Supplied) -> Grade:
    """How it is known whom a row supplies. A row of the first tier that names nobody supplies the user."""
    if row.evidence:
        return "documented"
    return "stated" if row.customers or row.tier in (None, 0, 1) else "assumed"


def _gaps(told: Sequence[Tiered], rows: Sequence[Supplied], named: Named) -> Iterator[str]:
    """What the table does not tell."""
    nameless = [row for row in rows if not row.name and not row.party.identifiers]
    unplaced = [row for row in rows if not any(place.of_production for place in row.places)]
    loose = [one.supplied for one in told if len(one.route) == 1 and (one.tier or 0) > 1]
    last = [row for row in rows if not any(node in named.callers for node in _nodes(row))]
    undocumented = [row for row in rows if not row.evidence]
    customers = dict.fromkeys(name for names in named.outside for name in names)
    for found, one, several in (
        (nameless, "names no supplier: who made its goods is not known",
         "name no supplier: who made their goods is not known"),
        (unplaced, "names no place of production", "name no place of production"),
        (loose, "states a tier above the first and nobody that it supplies",
         "state a tier above the first and nobody that they supply"),
        (undocumented, "names no document", "name no document"),
        (last, "has no supplier of its own in the table: where its inputs come from is not told",
         "have no supplier of their own in the table: where their inputs come from is not told"),
    ):  # fmt: skip
        if found:
            yield f"{len(found):,} of {len(rows):,} rows {one if len(found) == 1 else several} ({_rows(found)})."
    if len(customers) > 1:
        shown = ", ".join(quote(name) for name in list(customers)[:5])
        rest = f" and {len(customers) - 5:,} more" if len(customers) > 5 else ""
        yield f"{len(customers):,} customers are no rows of the table and count as the user's own side: {shown}{rest}."


def _rows(found: Sequence[Supplied]) -> str:
    shown = ", ".join(str(row.row) for row in found[:8])
    return f"row{'s' if len(found) > 1 else ''} {shown}" + (f" and {len(found) - 8:,} more" if len(found) > 8 else "")
