"""GLEIF Level 2, who owns whom: whose accounts are consolidated with whose, branches, funds and their managers.

Consolidation is no percentage: the quantifier amounts are kept as printed and bound nothing ("1.00" and "100.00" both
stand for all). A fund's manager does not own the fund: such relationships are ties.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lookthrough.errors import Issues, quote
from lookthrough.model.dates import PartialDate
from lookthrough.model.link import Directness, Link, LinkKind
from lookthrough.model.register import Record, Tie, TieKind, Withdrawal
from lookthrough.model.share import UNKNOWN_SHARE, Share
from lookthrough.registers import gleif
from lookthrough.registers.gleif import edition_of, is_update
from lookthrough.registers.gleif_fields import Relationship
from lookthrough.registers.reading import Origin, bound, check_order, ended_by, stamp

__all__ = ["ID", "TITLE", "edition_of", "is_update", "read", "sniff"]

ID = "gleif_level2"
TITLE = "GLEIF Level 2 (who owns whom)"

_LINKS: dict[str, tuple[LinkKind, Directness]] = {
    "IS_DIRECTLY_CONSOLIDATED_BY": ("consolidation", "direct"),
    "IS_ULTIMATELY_CONSOLIDATED_BY": ("consolidation", "indirect"),
    "IS_INTERNATIONAL_BRANCH_OF": ("branch", "direct"),
}
_TIES = frozenset(("IS_FUND-MANAGED_BY", "IS_FUND_MANAGED_BY", "IS_SUBFUND_OF", "IS_FEEDER_TO"))
_NOT_SAID = frozenset(("ANNULLED", "DUPLICATE"))
_OVER = frozenset(("INACTIVE", "RETIRED"))


def sniff(file: Path) -> bool:
    """Are its records Level 2, in XML or CSV? Never raises."""
    return gleif.is_of(file, Relationship)


def read(file: Path, register: str, issues: Issues) -> Iterator[Record]:
    """Read a golden copy or a delta.

    Args:
        file: XML or CSV, plain, gzip or in a zip archive of its own.
        register: id of the register.
        issues: receives what cannot be read.

    Yields:
        Links from parent to child, one a relationship period; ties of funds; withdrawals of records that were
        annulled, are duplicates or were deleted. A relationship that is inactive, or whose record is retired, ended
        by its last update where no end is printed. A lapsed record was not confirmed any more: its origin says so.

    Raises:
        InputError: if the file is broken or cut short.
    """
    origin = gleif.origin_of(file, register)
    for number, row in gleif.records(file, Relationship, issues):
        child = gleif.party_id(row.start, origin, number, "StartNode", issues)
        parent = gleif.party_id(row.end, origin, number, "EndNode", issues)
        if not child or not parent:
            continue
        if row.deleted or row.registration in _NOT_SAID:
            yield _withdrawn(row, child, parent, origin, number, issues)
        else:
            yield from _said(row, child, parent, origin, number, issues)


def _withdrawn(row: Relationship, child: str, parent: str, origin: Origin, number: int, issues: Issues) -> Withdrawal:
    stated = stamp((row.deleted or row.updated)[:10], issues, origin.place(number, "DeletedAt"))
    if row.kind in _LINKS:
        key = (parent, child, *_LINKS[row.kind])
        return Withdrawal("link", key, origin.at(number), origin.register, stated)
    return Withdrawal("tie", (child, parent, row.kind), origin.at(number), origin.register, stated)


def _said(row: Relationship, child: str, parent: str, origin: Origin, number: int, issues: Issues) -> Iterator[Record]:
    updated = stamp(row.updated[:10], issues, origin.place(number, "LastUpdateDate"))
    where = origin.at(number, "registration lapsed" if row.registration == "LAPSED" else "")
    for since, until in _spans(row, updated, origin, number, issues):
        if row.kind in _LINKS:
            kind, directness = _LINKS[row.kind]
            share = Share(text=row.quantifier) if row.quantifier else UNKNOWN_SHARE
            link = Link(
                "controls", parent, child, share, since, until, where, kind, directness, origin.register, updated
            )
            yield check_order(link, issues, origin.place(number, "EndDate"))
            continue
        tie: TieKind = "management" if row.kind in _TIES else "other"
        if tie == "other":
            message = f"{quote(row.kind)} is no relationship that is known here; it is kept as a tie"
            issues.warn("unknown-relationship", message, origin.place(number, "RelationshipType"))
        yield Tie(child, parent, tie, row.kind, since, until, where, origin.register)


def _spans(
    row: Relationship, updated: PartialDate | None, origin: Origin, number: int, issues: Issues
) -> Iterator[tuple[PartialDate | None, PartialDate | None]]:
    """Beginning and end of each relationship period; the accounts' own periods say nothing of the link's."""
    spans = [(start, end) for kind, start, end in row.periods if kind == "RELATIONSHIP_PERIOD"] or [("", "")]
    over = row.status in _OVER or row.registration in _OVER
    for start, end in spans:
        since = bound(start[:10], issues, origin.place(number, "StartDate"))
        until = bound(end[:10], issues, origin.place(number, "EndDate"))
        yield since, ended_by(until, since, updated) if over else until
