"""An exposure: the path from a subject to a listed party, in numbers. No law."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from lookthrough.model.attribution import Attribution, ControlSign
from lookthrough.model.holdings import Asset, Direction
from lookthrough.model.listing import Listing
from lookthrough.model.share import Share

ExposureRelation = Literal["same_person", "group", "owned", "controlled", "directed", "through_fund"]


@dataclass(frozen=True, slots=True)
class Step:
    """One edge of a path.

    Attributes:
        step: "holds" (portfolio or fund to line), "issued_by" (line to issuer), "is" (issuer to listed party),
            "loops" (fund to funds that hold each other, named in `target`: what follows came round through them),
            "owned_by", "controlled_by" (party to who owns or controls it), "directed_by" (party to its
            officer), "supplied_by".
        source, target: names as the evidence prints them.
        share: of ownership, where the step is one and it is known exactly; None otherwise.
        weight: share of `source` that `target` makes up, exact; None when not known.
        value_usd: money at this step; None when not known.
        evidence: file and row, list and edition, or match reasons, as one line.
        as_of: date of the evidence, ISO at its granularity; "" when not known.
        stake: of ownership or votes, with its bounds; None where the step is neither.
    """

    step: str
    source: str
    target: str
    share: Fraction | None = None
    weight: Fraction | None = None
    value_usd: Fraction | None = None
    evidence: str = ""
    as_of: str = ""
    stake: Share | None = None


@dataclass(frozen=True, slots=True)
class Exposure:
    """From one subject (a position, a queried name) to one listing.

    Attributes:
        relation: how the subject stands to the listed party.
        listing: the entry reached.
        instrument: what is held; "unknown" for a plain name.
        direction: "short" exposures are shown apart and never netted.
        path: the steps, subject first, listed party last.
        share: the listed party's economic interest in the party whose owner it is, over all ways, exact; None where it
            is not known or the path has no ownership step.
        weight: effective weight in the whole portfolio, exact; None when not known.
        value_usd: weight in money; None when not known.
        vehicle: what the subject itself holds where it reaches the listing through a fund: "fund" where its file says
            so, otherwise what it says instead ("other", "unknown", "equity" …).
        attributions: what listed parties hold of the subject, or of the party on the path whose owner is listed; one
            answer for each question that a rule asks, see `Attribution.of`.
        signs: what speaks for control of that party.
    """

    relation: ExposureRelation
    listing: Listing
    instrument: Asset = "unknown"
    direction: Direction = "long"
    path: tuple[Step, ...] = ()
    share: Fraction | None = None
    weight: Fraction | None = None
    value_usd: Fraction | None = None
    vehicle: Asset = "fund"
    attributions: tuple[Attribution, ...] = ()
    signs: tuple[ControlSign, ...] = ()

    def attributed(self, question: str) -> Attribution | None:
        """The answer to a rule's question ("us_ofac_sdn.half"); None when it was not asked."""
        return next((answer for answer in self.attributions if answer.of == question), None)
