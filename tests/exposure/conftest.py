"""Small funds by hand: a line is (name, weight) or a Position, a hit is a name on a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from lookthrough.exposure.funds import LineTable, compact
from lookthrough.exposure.portfolio import Hit, LookThrough, look_through
from lookthrough.model.dates import from_iso
from lookthrough.model.holdings import Holdings, Position
from lookthrough.model.listing import Listing


def _fund(name: str, *lines: Position | tuple[Any, ...], as_of: str | None = "2026-06-30", **more: Any) -> Holdings:
    """Holdings whose lines are positions or (name, stated weight) or (name, stated weight, asset)."""
    positions = []
    for row, line in enumerate(lines, 1):
        if isinstance(line, tuple):
            weight = None if line[1] is None else Fraction(line[1])
            direction = "short" if weight is not None and weight < 0 else "long"
            asset = line[2] if len(line) > 2 else "unknown"
            positions.append(Position(row, line[0], weight=weight, direction=direction, asset=asset))
        else:
            positions.append(line)
    more.setdefault("file", f"{name}.csv")
    when = from_iso(as_of) if as_of else None
    return Holdings(name=name, sha256="", format="table", as_of=when, positions=tuple(positions), **more)


def _hit(party: str, list_id: str = "us_bis_entity_list", entity: str = "") -> Hit:
    """A listing of a party by its name."""
    entity_id = f"{list_id}:{entity or party}"
    listing = Listing(f"{entity_id}#1", entity_id, list_id, party, edition="2026-07-09")
    return Hit(listing, 1.0, party, f"the name {party} is the same", party)


def _run(
    portfolio: Holdings,
    *funds: Holdings,
    listed: Mapping[str, Sequence[Hit]] | Sequence[str] = (),
    as_of: date = date(2026, 7, 9),
    **more: Any,
) -> LookThrough:
    """Look through; `listed` maps line names to hits, and every line counts as screened."""
    found = listed if isinstance(listed, Mapping) else {name: (_hit(name),) for name in listed}
    lines = LineTable()
    subject = compact(portfolio, lines)
    tables = [compact(each, lines) for each in funds]
    screened = {line: tuple(found.get(key.name, ())) for line, key in enumerate(lines.keys())}
    return look_through(subject, tables, screened, as_of=as_of, **more)


@pytest.fixture(scope="session")
def fund() -> Callable[..., Holdings]:
    """Make Holdings from a name and lines."""
    return _fund


@pytest.fixture(scope="session")
def hit() -> Callable[..., Hit]:
    """Make a hit from a listed party's name."""
    return _hit


@pytest.fixture(scope="session")
def run() -> Callable[..., LookThrough]:
    """Look through a portfolio with funds."""
    return _run
