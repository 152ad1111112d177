"""A chain of supply as its user writes it down: who supplies what to whom, from where, and how that is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lookthrough.model.query import Query
from lookthrough.model.share import Share

Grade = Literal["documented", "stated", "assumed"]
"""How it is known that a row supplies the next one.

"documented": the row names the paper that says so. "stated": the user's table says so and names none. "assumed": the
row prints only its tier, so whom it supplies is not known.
"""
GRADES: tuple[Grade, ...] = ("documented", "stated", "assumed")


@dataclass(frozen=True, slots=True)
class PlaceCell:
    """A place that a row names.

    Attributes:
        text: as printed.
        column: the column's header.
        of_production: the column is about where goods are made; else it is only where the party is.
    """

    text: str
    column: str
    of_production: bool


@dataclass(frozen=True, slots=True)
class Supplied:
    """One row: a supplier, a shipment or a part.

    Attributes:
        row: 1-based data row in the user's file, blank rows counted.
        party: the supplier as a question to the lists; without a name where the row names none.
        id: what other rows call this one, as printed; "" where the table has no such column.
        item: the goods, as printed; "" where the row does not say.
        described: what further columns say of the goods, as printed.
        customers: what it says it supplies, as printed: ids, names or goods of other rows, or the user's own company.
        tier: as the row states it, 1 for who supplies the user; None where it does not.
        eccn, hs: codes of the goods, as printed.
        places: places that the row names.
        owners: owners that the row names, each with its share; an unknown share is [0, 1].
        evidence: the paper that the row names; "" for none.
        graded: the user's own grade of it, as printed; it is shown and never translated.
        dated: the date of the row, as printed; "" for none.
    """

    row: int
    party: Query
    id: str = ""
    item: str = ""
    customers: tuple[str, ...] = ()
    tier: int | None = None
    eccn: tuple[str, ...] = ()
    hs: tuple[str, ...] = ()
    places: tuple[PlaceCell, ...] = ()
    owners: tuple[tuple[str, Share], ...] = ()
    evidence: str = ""
    graded: str = ""
    dated: str = ""
    described: tuple[str, ...] = ()

    @property
    def goods(self) -> str:
        """All that the row says of its goods."""
        return "; ".join(filter(None, (self.item, *self.described)))

    @property
    def name(self) -> str:
        """The supplier's name; "" where the row names none."""
        return self.party.name

    @property
    def label(self) -> str:
        """What to call the row: the supplier, else its goods, else its number."""
        return self.name or self.item or self.id or f"row {self.row}"


@dataclass(frozen=True, slots=True)
class SupplyTable:
    """A table of suppliers, shipments or parts, as read.

    Attributes:
        file: the file's name.
        sha256: of its bytes.
        columns: how the columns were read, as (meaning, header as printed).
        carried: headers of the columns that are only carried to the output.
        rows: in file order.
    """

    file: str
    sha256: str
    columns: tuple[tuple[str, str], ...]
    carried: tuple[str, ...]
    rows: Sequence[Supplied]
