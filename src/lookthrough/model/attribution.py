"""What listed parties hold of another party, in numbers, and what speaks for control. No law."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from lookthrough.errors import StateError
from lookthrough.model.dates import Truth
from lookthrough.model.listing import Listing
from lookthrough.model.share import UNKNOWN_SHARE, Share, per_cent

Counted = Literal["ownership", "votes"]

ControlKind = Literal["board", "agreement", "consolidation", "officer"]
"""What speaks for control, votes and shares apart.

"board": the right to appoint the majority of the board. "agreement": control by contract or statute. "consolidation":
its accounts are part of the other's, which is no percentage. "officer": a listed person signs or acts for it.
"""


@dataclass(frozen=True, slots=True)
class Measure:
    """A line that stakes reach or do not reach.

    Attributes:
        by: what is counted, shares of the capital or votes.
        part: the line, a part of the whole, 0..1.
        inclusive: the part itself suffices ("50 % or more"); else more is needed ("more than 50 %").
        aggregate: stakes of different listed parties are added up; else each listed party is asked by itself.
    """

    by: Counted = "ownership"
    part: Fraction = Fraction(1, 2)
    inclusive: bool = True
    aggregate: bool = True

    def met(self, share: Share) -> Truth:
        """Does a share reach the line? "unknown" where its bounds leave both open; 49.999999999 % is not 50 %."""
        if share.low > self.part or (share.low == self.part and (self.inclusive or share.low_open)):
            return "yes"
        if share.high > self.part or (share.high == self.part and self.inclusive and not share.high_open):
            return "unknown"
        return "no"

    def __str__(self) -> str:
        return f"{per_cent(self.part)} or more" if self.inclusive else f"more than {per_cent(self.part)}"


@dataclass(frozen=True, slots=True)
class Edge:
    """One stake on the way, as the register states it.

    Attributes:
        owner: who holds it, as printed; "" where the register does not identify the owner.
        owned: in whom.
        share: how much; unknown is [0, 1].
        evidence: register, file and row, as one line; "" when not known.
        as_of: date of the evidence, ISO at its granularity; "" when not known.
    """

    owner: str
    owned: str
    share: Share = UNKNOWN_SHARE
    evidence: str = ""
    as_of: str = ""

    def __str__(self) -> str:
        return f"{self.owner or 'an owner who is not identified'} holds {self.share} of {self.owned}"


@dataclass(frozen=True, slots=True)
class Attribution:
    """The answer to one question of attribution about one party on one day.

    Attributes:
        of: which question: the rule's id and the key of its reach, "us_ofac_sdn.half".
        measure: the line that was asked for.
        low_caught: reached on the lower bounds of all stakes: certain.
        high_caught: reached on the upper bounds: cannot be excluded; never False where `low_caught` is True.
        total: what the owners who count hold directly of the party, together, or the one who holds most where stakes
            are not added up; an owner counts in full once it is listed or is itself caught.
        owners: entries of the listed parties whose stakes count, directly or through companies that they own.
        deciding: the stakes that decide, listed parties first.
        unsettled: what would settle it, the most telling first; empty when nothing is open.
        circular: the party or its owners hold shares of each other, or of themselves, for a person to look at.
    """

    of: str
    measure: Measure
    low_caught: bool
    high_caught: bool
    total: Share = UNKNOWN_SHARE
    owners: tuple[Listing, ...] = ()
    deciding: tuple[Edge, ...] = ()
    unsettled: tuple[str, ...] = ()
    circular: bool = False

    def __post_init__(self) -> None:
        if self.low_caught and not self.high_caught:
            raise StateError(f"{self.of}: reached on lower bounds but not on upper ones")

    @property
    def truth(self) -> Truth:
        """Is it reached: "yes" when certain, "no" when excluded, "unknown" between."""
        return "yes" if self.low_caught else "unknown" if self.high_caught else "no"


@dataclass(frozen=True, slots=True)
class ControlSign:
    """One piece of evidence that a listed party controls another, or acts for it.

    Attributes:
        kind: what it is.
        by: who controls, as the evidence prints it.
        evidence: register, file and row, as one line; "" when not known.
        as_of: date of the evidence, ISO at its granularity; "" when not known.
    """

    kind: ControlKind
    by: str
    evidence: str = ""
    as_of: str = ""
