"""GLEIF: what a record of Level 1, of Level 2 and a reporting exception say, whichever file format they stand in.

Level 2 tells whose accounts are consolidated with whose, which is no percentage: its quantifier amounts are kept as
printed and bound nothing ("1.00" and "100.00" both stand for all). Source: GLEIF, LEI-CDF 3.1, RR-CDF 2.1 and
Reporting Exceptions 2.1 (gleif.org, "Access and use LEI data").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lookthrough import ids
from lookthrough.errors import Issues, Place, quote
from lookthrough.intake.ownership.records import (
    Gap,
    Origin,
    Party,
    Privacy,
    Record,
    Tie,
    Withdrawal,
    check_order,
    country,
    ended_by,
    stamp,
)
from lookthrough.model.dates import PartialDate
from lookthrough.model.entity import Identifier, Name
from lookthrough.model.link import Directness, Link, LinkKind
from lookthrough.model.schema import Kind, NameQuality
from lookthrough.model.share import UNKNOWN_SHARE, Share

REGISTER = "gleif"
_KINDS: dict[str, Kind] = {
    "FUND": "fund",
    "SOLE_PROPRIETOR": "person",
    "RESIDENT_GOVERNMENT_ENTITY": "organization",
    "INTERNATIONAL_ORGANIZATION": "organization",
}
_LINKS: dict[str, tuple[LinkKind, Directness]] = {
    "IS_DIRECTLY_CONSOLIDATED_BY": ("consolidation", "direct"),
    "IS_ULTIMATELY_CONSOLIDATED_BY": ("consolidation", "indirect"),
    "IS_INTERNATIONAL_BRANCH_OF": ("branch", "direct"),
}
_TIES = frozenset(("IS_FUND-MANAGED_BY", "IS_FUND_MANAGED_BY", "IS_SUBFUND_OF", "IS_FEEDER_TO"))
_NOT_SAID = frozenset(("ANNULLED", "DUPLICATE"))
HIDDEN_PARENT = frozenset(
    (
        "NO_LEI",
        "NON_PUBLIC",
        "BINDING_LEGAL_COMMITMENTS",
        "LEGAL_OBSTACLES",
        "CONSENT_NOT_OBTAINED",
        "DISCLOSURE_DETRIMENTAL",
        "DETRIMENT_NOT_EXCLUDED",
    )
)
"""Reasons that say there is, or may be, a consolidating parent that is not named; all others say that there is none."""


@dataclass(slots=True)
class Entity:
    """The fields of a Level 1 record that are read, as printed."""

    lei: str = ""
    name: str = ""
    others: list[tuple[str, str]] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    number: str = ""
    category: str = ""
    status: str = ""
    registration: str = ""
    updated: str = ""
    deleted: str = ""


@dataclass(slots=True)
class Relationship:
    """The fields of a Level 2 record that are read, as printed; a period is (type, start, end)."""

    start: str = ""
    end: str = ""
    kind: str = ""
    status: str = ""
    periods: list[tuple[str, str, str]] = field(default_factory=list)
    quantifier: str = ""
    registration: str = ""
    updated: str = ""
    deleted: str = ""


@dataclass(slots=True)
class ReportingException:
    """The fields of a reporting exception that are read, as printed."""

    lei: str = ""
    category: str = ""
    reasons: list[str] = field(default_factory=list)
    reference: str = ""
    updated: str = ""
    deleted: str = ""


@dataclass(slots=True)
class Reader:
    """Makes records of the fields of one file.

    Attributes:
        origin: of the file.
        issues: receives what cannot be read.
        privacy: counts sole proprietors, who are natural persons.
    """

    origin: Origin
    issues: Issues
    privacy: Privacy = field(default_factory=Privacy)

    def entity(self, row: Entity, number: int) -> Iterator[Record]:
        """The party of a Level 1 record, or its withdrawal."""
        party = self._lei(row.lei, number, "LEI")
        if not party:
            return
        where = self.origin.at(number)
        if row.deleted or row.registration == "ANNULLED":
            stated = self._day(row.deleted or row.updated, number, "DeletedAt")
            yield Withdrawal("party", (party,), where, REGISTER, stated)
            return
        if not row.name:
            self.issues.error("no-name", "the record has no legal name", self.origin.place(number, "LegalName"))
        kind = _KINDS.get(row.category, "company")
        codes = [Identifier("lei", party[4:])]
        if row.number:
            codes.append(Identifier("registration_number", row.number))
        person = kind == "person"
        self.privacy.persons += person
        yield Party(
            party,
            kind,
            _names(row),
            () if person else tuple(dict.fromkeys(filter(None, map(country, row.countries)))),
            (codes[0],) if person else tuple(codes),
            where,
            row.registration if row.registration == "DUPLICATE" else row.status,
        )

    def relationship(self, row: Relationship, number: int) -> Iterator[Record]:
        """The links or the tie of a Level 2 record, or its withdrawal; one link a relationship period."""
        child = self._lei(row.start, number, "StartNode")
        parent = self._lei(row.end, number, "EndNode")
        if not child or not parent:
            return
        where, updated = self.origin.at(number), self._day(row.updated, number, "LastUpdateDate")
        if row.deleted or row.registration in _NOT_SAID:
            stated = self._day(row.deleted, number, "DeletedAt") or updated
            yield Withdrawal("link", (parent, child, row.kind), where, REGISTER, stated)
            return
        for since, until in self._spans(row, updated, number):
            if row.kind in _TIES:
                yield Tie(child, parent, "management", row.kind, since, until, where, REGISTER)
            elif row.kind in _LINKS:
                kind, directness = _LINKS[row.kind]
                share = Share(text=row.quantifier) if row.quantifier else UNKNOWN_SHARE
                link = Link(
                    "controls", parent, child, share, since, until, where, kind, directness, REGISTER, updated
                )
                yield check_order(link, self.issues, self.origin.place(number, "EndDate"))
            else:
                self.issues.warn(
                    "unknown-relationship",
                    f"{quote(row.kind)} is no relationship that is read; it is kept as a tie",
                    self.origin.place(number, "RelationshipType"),
                )
                yield Tie(child, parent, "other", row.kind, since, until, where, REGISTER)

    def exception(self, row: ReportingException, number: int) -> Iterator[Record]:
        """What stands instead of a parent; where one exists and is not named, also a link from an unknown owner."""
        target = self._lei(row.lei, number, "LEI")
        if not target:
            return
        where = self.origin.at(number)
        if row.deleted:
            stated = self._day(row.deleted, number, "DeletedAt")
            yield Withdrawal("gap", (target, row.category), where, REGISTER, stated)
            return
        stated = self._day(row.updated, number, "LastUpdateDate")
        if not row.reasons:
            self.issues.error("no-reason", "the exception has no reason", self.origin.place(number, "ExceptionReason"))
        yield Gap(target, row.category, " / ".join(row.reasons), row.reference, where, REGISTER, stated)
        if HIDDEN_PARENT.intersection(row.reasons):
            directness: Directness = "indirect" if row.category.startswith("ULTIMATE") else "direct"
            yield Link(
                "controls",
                "",
                target,
                origin=where,
                kind="consolidation",
                directness=directness,
                register=REGISTER,
                stated=stated,
            )

    def finish(self, count: int, file: str) -> None:
        """Say what holds for the whole file."""
        self.privacy.tell(self.issues, file)
        if not count:
            self.issues.warn("no-records", "the file holds no records", Place(file), "check that it is complete")

    def _lei(self, text: str, number: int, column: str) -> str:
        """"lei:" and the code; "" with an issue where there is none. A wrong check digit is told and kept."""
        code = text.strip()
        value = ids.validate("lei", code)
        if isinstance(value, str):
            return f"lei:{value}"
        place = self.origin.place(number, column)
        if value.kind == "check digit":
            self.issues.warn("bad-lei", f"{quote(code)}: {value.says}; it is kept as printed", place)
            return f"lei:{ids.compact('lei', code)}"
        self.issues.error("bad-lei", f"{quote(code)} is no LEI: {value.says}; the record is left out", place)
        return ""

    def _day(self, text: str, number: int, column: str) -> PartialDate | None:
        return stamp(text, self.issues, self.origin.place(number, column)) if text else None

    def _spans(
        self, row: Relationship, updated: PartialDate | None, number: int
    ) -> Iterator[tuple[PartialDate | None, PartialDate | None]]:
        """Beginning and end of each relationship period; the accounts' own periods say nothing of the link's."""
        spans = [(start, end) for kind, start, end in row.periods if kind == "RELATIONSHIP_PERIOD"] or [("", "")]
        for start, end in spans:
            since = self._day(start, number, "StartDate")
            until = self._day(end, number, "EndDate")
            yield since, ended_by(until, since, updated) if row.status == "INACTIVE" else until


def _names(row: Entity) -> tuple[Name, ...]:
    names = [Name(row.name)] if row.name else []
    seen = {row.name}
    for kind, text in row.others:
        if text and text not in seen:
            seen.add(text)
            quality: NameQuality = "former_name" if kind.startswith("PREVIOUS") else "alias"
            names.append(Name(text, quality))
    return tuple(names)
