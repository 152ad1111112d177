"""What an answer about a table of supply is made of: the records that its renderers read and none computes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from lookthrough.errors import Issues
from lookthrough.match.alert_line import DEFAULT_LINE, AlertLine
from lookthrough.model.listing import Listing
from lookthrough.model.supply import Grade, Supplied
from lookthrough.report.finding import Finding, ListUsed, PositionStatus
from lookthrough.rules.goods import Printed
from lookthrough.rules.verdict import Verdict

MadeThere = Literal["yes", "elsewhere", "unknown"]


@dataclass(frozen=True, slots=True)
class GoodsAnswer:
    """What is known of where a row's goods come from, and what the law about goods by place says of that.

    Attributes:
        from_region: "yes" when a place of production of the row, or of what goes into its goods, lies there;
            "elsewhere" when the row's own lie elsewhere, which leaves open where its inputs were made; "unknown" when
            none is stated or it does not tell.
        words: the words of the places that say so.
        verdict: the presumption by place.
        parts: the presumption about goods that listed entities make in part, one for each that goes into them.
        inputs: the rows that say so of what goes into them, as (row number, what to call it); empty where
            the row itself says it.
        notes: what only hints at it: an address that is no place of production, a place's name in the supplier's.
        orders: what orders on goods of a place say, where the row or what goes into its goods is from there.
    """

    from_region: MadeThere
    words: tuple[str, ...]
    verdict: Verdict
    parts: tuple[Verdict, ...] = ()
    inputs: tuple[tuple[int, str], ...] = ()
    notes: tuple[str, ...] = ()
    orders: tuple[Verdict, ...] = ()

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What the law about goods says: by their place, by their kind and place, and by who made a part of them."""
        by_place = (self.verdict,) if self.from_region == "yes" or not self.parts else ()
        return (*by_place, *self.orders, *self.parts)

    @property
    def told(self) -> bool:
        """Does a place or a maker say something of the goods?"""
        return self.from_region == "yes" or bool(self.parts) or bool(self.orders)


@dataclass(frozen=True, slots=True)
class SupplyAnswer:
    """What is known of one row of a table of supply on the day asked.

    Attributes:
        supplied: the row as read.
        tier: steps from the user, 1 for who supplies the user; None where the table does not tell.
        route: the rows from the first tier to this one, itself last, as (row number, what to call it).
        grade: of the weakest step of the route.
        others: how many more customers the row names beside the one on the route.
        status: "exposed" when a rule about dealings, exports, imports or contracts applies or may apply to the supplier
            or its goods; "linked" when only other law follows; "clear" when no listed party was found for the supplier,
            which says nothing of its goods; "unidentified" when the row names nobody who could be screened.
        findings: every listing reached: of the supplier itself, then through its owners.
        goods: where the goods come from.
        printed: how the row's codes of goods stand to the words of each entry, as (listed name, list, answer).
        not_in_force: listings that fit but had ended or not begun on the day; shown, never counted.
        further: how many more candidates stand above the alert line.
        screened: could the row's supplier be asked about? Its goods may tell something where it could not.
        as_of: the day that the row was judged on; None where it was judged on none, or on several.
        over: the days that a row which prints a month, a year or either of two days was judged on; what is told holds
            on all of them, in the words of the first.
        unjudged: why the row was judged on no day, which is never clear; "" where it was judged.
        note: accepted claims of the supplier's owners that were left out, and why; may be "".
    """

    supplied: Supplied
    tier: int | None
    route: tuple[tuple[int, str], ...]
    grade: Grade
    others: int
    status: PositionStatus
    findings: tuple[Finding, ...]
    goods: GoodsAnswer
    printed: tuple[tuple[str, str, Printed], ...] = ()
    not_in_force: tuple[Listing, ...] = ()
    further: int = 0
    screened: bool = True
    as_of: date | None = None
    unjudged: str = ""
    note: str = ""
    over: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class TierTotal:
    """One tier in numbers of rows; a row counts in each column that it belongs to.

    Attributes:
        tier: steps from the user; None for rows whose tier the table does not tell.
        rows: all of them.
        listed: whose supplier is a listed party.
        owned: whose supplier listed parties own, or may own, by a line that a rule draws.
        from_region: whose goods are made in the region wholly or in part.
        place_unknown: of which it is not known.
        unscreened: that name nobody who could be screened.
    """

    tier: int | None
    rows: int = 0
    listed: int = 0
    owned: int = 0
    from_region: int = 0
    place_unknown: int = 0
    unscreened: int = 0


@dataclass(frozen=True, slots=True)
class SupplyReport:
    """The whole answer about a table of suppliers, shipments or parts on one day.

    Attributes:
        title: the file's name.
        as_of, known_on, snapshot, version, settings_digest, generated, lists, line: as in `PortfolioReport`.
        answers: one for each row, file order.
        tiers: the first tier first, rows without one last.
        columns: how the columns were read, as (meaning, header as printed).
        unseen: what the table and the lists cannot tell, one sentence each.
        issues, grounds: as in `PortfolioReport`.
    """

    title: str
    as_of: date
    known_on: date | None
    snapshot: str
    version: str
    settings_digest: str
    generated: datetime
    lists: tuple[ListUsed, ...] = ()
    answers: tuple[SupplyAnswer, ...] = ()
    tiers: tuple[TierTotal, ...] = ()
    line: AlertLine = DEFAULT_LINE
    columns: tuple[tuple[str, str], ...] = ()
    unseen: tuple[str, ...] = ()
    issues: Issues = field(default_factory=Issues)
    grounds: tuple[str, ...] = ()
