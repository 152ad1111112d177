"""Parties with their relationships as JSON Lines for entity resolution, as Open Ownership and OpenSanctions are given.

Where the role is one of the Beneficial Ownership Data Standard ("shareholding 25% 50%"), as Open Ownership has it, a
record points at its owners: `REL_POINTER_KEY` is who holds. Any other role is a tie as printed, for it does not say
who of the two holds; relatives are not read. A record that stands twice states its relationships once. Source: Senzing,
entity specification, features REL_ANCHOR and REL_POINTER.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lookthrough.errors import Issues
from lookthrough.model.entity import Name
from lookthrough.model.link import Link
from lookthrough.model.register import Party, Record, Tie
from lookthrough.model.share import UNKNOWN_SHARE
from lookthrough.registers.codes import identifiers
from lookthrough.registers.interests import LINKS, TIES, code, relation_of, tie_of_role
from lookthrough.registers.reading import Origin, Privacy, bound, check_order, country, stamp
from lookthrough.registers.shares import share_or_unknown
from lookthrough.registers.stream import first_record, json_records, objects

ID = "senzing"
TITLE = "Senzing records with relationships"

_NAMES = ("PRIMARY_NAME_ORG", "NAME_ORG", "PRIMARY_NAME_FULL", "NAME_FULL", "SECONDARY_NAME_ORG")
_RELATIVES = frozenset(("family", "associate"))
_LANDS = ("REGISTRATION_COUNTRY", "COUNTRY_OF_ASSOCIATION")


def sniff(file: Path) -> bool:
    """Is the first object a record of a data source, with an id? Never raises."""
    first = first_record(file)
    return "DATA_SOURCE" in first and "RECORD_ID" in first


def read(file: Path, register: str, issues: Issues) -> Iterator[Record]:
    """Read records.

    Args:
        file: JSON Lines or an array, plain, gzip or in a zip archive of its own.
        register: id of the register.
        issues: receives what cannot be read.

    Yields:
        Parties; links and ties, each once.

    Raises:
        InputError: if it is no JSON, or cut short.
    """
    reader = _Reader(Origin(register, file.name, "record"), issues)
    for number, record in json_records(file, issues):
        yield from reader.read(record, number)
    reader.privacy.tell(issues, file.name)


@dataclass(slots=True)
class _Reader:
    origin: Origin
    issues: Issues
    privacy: Privacy = field(default_factory=Privacy)
    seen: set[tuple[str, ...]] = field(default_factory=set)

    def read(self, record: dict[str, Any], number: int) -> Iterator[Record]:
        """The party and its relationships."""
        key = str(record.get("RECORD_ID") or "")
        if not key:
            self.issues.error("no-record", "the object is no record with an id", self.origin.place(number))
            return
        if (key,) not in self.seen:
            self.seen.add((key,))
            yield self._party(key, record, number)
        for pointer in [*objects(record.get("RELATIONSHIPS")), record]:
            told = {name: str(value) for name, value in pointer.items() if name.startswith("REL_POINTER_")}
            mark = (key, *sorted(f"{name}={value}" for name, value in told.items()))
            if told.get("REL_POINTER_KEY") and mark not in self.seen:
                self.seen.add(mark)
                if told.get("REL_POINTER_ROLE", "").casefold() not in _RELATIVES:
                    yield self._relationship(key, told, str(record.get("statementDate") or ""), number)

    def _party(self, key: str, record: dict[str, Any], number: int) -> Party:
        where, register = self.origin.at(number), self.origin.register
        named = [str(each[n]) for each in [*objects(record.get("NAMES")), record] for n in _NAMES if each.get(n)]
        names = tuple(Name(text, "alias" if at else "name") for at, text in enumerate(dict.fromkeys(named)))
        if record.get("RECORD_TYPE") == "PERSON":
            self.privacy.persons += 1
            return Party(key, "person", names, origin=where, register=register)
        told = [*objects(record.get("COUNTRIES")), record]
        lands = [country(str(each[n])) for each in told for n in _LANDS if each.get(n)]
        labelled = [
            (str(each.get(f"{kind}_TYPE") or ""), str(each[f"{kind}_NUMBER"]))
            for each in objects(record.get("IDENTIFIERS"))
            for kind in ("NATIONAL_ID", "TAX_ID", "LEI")
            if each.get(f"{kind}_NUMBER")
        ]
        codes = identifiers(labelled, self.issues, self.origin.place(number))
        countries = tuple(dict.fromkeys(filter(None, lands)))
        return Party(key, "organization", names, countries, codes, where, "", register)

    def _relationship(self, owned: str, told: dict[str, str], stated: str, number: int) -> Record:
        owner, role = told["REL_POINTER_KEY"], told.get("REL_POINTER_ROLE", "")
        what, _, part = role.partition(" ")
        place, where = self.origin.place(number, role), self.origin.at(number)
        since = bound(told.get("REL_POINTER_FROM_DATE"), self.issues, place)
        until = bound(told.get("REL_POINTER_THRU_DATE"), self.issues, place)
        name, register = code(what), self.origin.register
        if name and name in LINKS:
            kind = LINKS[name]
            share = share_or_unknown(part, self.issues, place, "percent") if part else UNKNOWN_SHARE
            day = stamp(stated, self.issues, place)
            link = Link(relation_of(kind), owner, owned, share, since, until, where, kind, "unknown", register, day)
            return check_order(link, self.issues, place)
        return Tie(owned, owner, TIES.get(name) or tie_of_role(role), role, since, until, where, register)
