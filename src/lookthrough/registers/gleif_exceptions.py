"""GLEIF reporting exceptions: why a party reports no parent.

"No known person" says that nobody controls it. Every other reason says that somebody may, or does, who is not named:
natural persons, a parent without consolidated accounts or without an LEI, a parent who may not or will not be named
(GLEIF, Level 2 data: reporting exceptions). An owner who is not identified then stands beside the gap.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lookthrough.errors import Issues
from lookthrough.model.link import Directness, Link
from lookthrough.model.register import Gap, Record, Withdrawal
from lookthrough.registers import gleif
from lookthrough.registers.gleif import edition_of, is_update
from lookthrough.registers.gleif_fields import ReportingException
from lookthrough.registers.reading import stamp

__all__ = ["ID", "TITLE", "edition_of", "is_update", "read", "sniff"]

ID = "gleif_exceptions"
TITLE = "GLEIF Level 2 reporting exceptions"

NOBODY = frozenset(("NO_KNOWN_PERSON",))


def sniff(file: Path) -> bool:
    """Are its records reporting exceptions, in XML or CSV? Never raises."""
    return gleif.is_of(file, ReportingException)


def read(file: Path, register: str, issues: Issues) -> Iterator[Record]:
    """Read a golden copy or a delta.

    Args:
        file: XML or CSV, plain, gzip or in a zip archive of its own.
        register: id of the register.
        issues: receives what cannot be read.

    Yields:
        Gaps; a link from an owner who is not identified unless nobody is said to control; withdrawals.

    Raises:
        InputError: if the file is broken or cut short.
    """
    origin = gleif.origin_of(file, register)
    for number, row in gleif.records(file, ReportingException, issues):
        target = gleif.party_id(row.lei, origin, number, "LEI", issues)
        if not target:
            continue
        where = origin.at(number)
        directness: Directness = "indirect" if row.category.startswith("ULTIMATE") else "direct"
        if row.deleted:
            stated = stamp(row.deleted[:10], issues, origin.place(number, "DeletedAt"))
            yield Withdrawal("gap", (target, row.category), where, register, stated)
            yield Withdrawal("link", ("", target, "consolidation", directness), where, register, stated)
            continue
        if not row.reasons:
            issues.error("no-reason", "the exception has no reason", origin.place(number, "ExceptionReason"))
        yield Gap(target, row.category, " / ".join(row.reasons), row.reference, where, register)
        if not NOBODY.issuperset(row.reasons) or not row.reasons:
            yield Link(
                "controls", "", target, origin=where, kind="consolidation", directness=directness, register=register
            )
