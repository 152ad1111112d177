"""Companies House: the snapshot of persons with significant control, JSON Lines.

A nature of control is a band: "ownership-of-shares-25-to-50-percent" is more than 25 % and at most 50 %. Of natural
persons only the name is kept; a person who is protected, or a statement that somebody exists who is not named, gives
an owner who is not identified. Source: Companies House, "People with significant control snapshot" and the API's
enumerations `psc_descriptions`; Companies Act 2006, Schedule 1A.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from lookthrough.errors import Issues, Place, quote
from lookthrough.model.dates import PartialDate, between, day
from lookthrough.model.entity import Identifier, Name
from lookthrough.model.link import Link, LinkKind
from lookthrough.model.register import Gap, Party, Record
from lookthrough.model.schema import Kind
from lookthrough.model.share import Share
from lookthrough.registers.interests import nature, relation_of
from lookthrough.registers.reading import Origin, Privacy, bound, check_order, country, stamp
from lookthrough.registers.stream import first_record, json_records, mapping, texts

ID = "gb_psc"
TITLE = "Companies House, persons with significant control"

_NATURAL = ("individual-person", "individual-beneficial-owner")
_HIDDEN = "super-secure"
_STATEMENT = "statement"
_NOBODY = frozenset(("no-individual-or-entity-with-signficant-control", "no-beneficial-owner-identified"))
"""Statements that there is nobody above the threshold; the first is spelt so by the register."""
_BRITISH = re.compile(
    r"\b(?:england|wales|scotland|northern ireland|united kingdom|uk|great britain|companies house)\b"
)
_NUMBER = re.compile(r"(?:[A-Z]{2}|[A-Z]?\d)\d{1,7}|\d{1,8}")


def sniff(file: Path) -> bool:
    """Is the first object a line of the snapshot? Never raises."""
    first = first_record(file)
    kind = str(mapping(first.get("data")).get("kind") or "")
    return "company_number" in first and ("significant-control" in kind or "beneficial-owner" in kind)


def read(file: Path, register: str, issues: Issues) -> Iterator[Record]:
    """Read a snapshot.

    Args:
        file: JSON Lines, plain, gzip or in a zip archive of its own.
        register: id of the register.
        issues: receives what cannot be read.

    Yields:
        Per line the owner, links (one a nature of control) and, where nobody is named, a gap. Companies are known by
        number: "gb_coh:09145694".

    Raises:
        InputError: if it is no JSON, or cut short.
    """
    reader = _Reader(Origin(register, file.name, "line"), issues)
    for number, record in json_records(file, issues):
        data = mapping(record.get("data"))
        company = str(record.get("company_number") or "").strip().upper()
        if not company and str(data.get("kind") or "").startswith("totals"):
            continue  # the last line counts the others
        yield from reader.read(company, data, number)
    reader.privacy.tell(issues, file.name)


@dataclass(slots=True)
class _Reader:
    origin: Origin
    issues: Issues
    privacy: Privacy = field(default_factory=Privacy)

    def read(self, company: str, data: dict[str, Any], number: int) -> Iterator[Record]:
        """The records of one line."""
        kind = str(data.get("kind") or "")
        if not company or not kind:
            self.issues.error("no-record", "the line names no company or no kind", self.origin.place(number))
            return
        target = f"gb_coh:{company}"
        ended = self._day(data, "ceased_on", number)
        if _STATEMENT in kind:
            yield from self._statement(target, str(data.get("statement") or ""), ended, data, number)
            return
        owner = None if _HIDDEN in kind else self._owner(kind, data, number)
        if owner is not None:
            yield owner
        else:
            yield Gap(target, "person with significant control", kind, "", self.origin.at(number), self.origin.register)
        yield from self._links("" if owner is None else owner.id, target, data, number)

    def _links(self, owner: str, target: str, data: dict[str, Any], number: int) -> Iterator[Record]:
        since, until = (
            bound(data.get(name), self.issues, self.origin.place(number, name)) for name in ("notified_on", "ceased_on")
        )
        if data.get("ceased") is True and until is None:
            until = between(since or day(date.min), day(date.max), "ceased on a day that is not stated")
        natures = texts(data.get("natures_of_control"))
        if not natures:
            place = self.origin.place(number, "natures_of_control")
            self.issues.warn("no-nature", "the line states no nature of control: a share of any size", place)
        for text in natures or [""]:
            place = self.origin.place(number, text)
            kind, share = self._nature(text, place)
            where = self.origin.at(number)
            link = Link(
                relation_of(kind), owner, target, share, since, until, where, kind, "unknown", self.origin.register
            )
            yield check_order(link, self.issues, place)

    def _nature(self, text: str, place: Place) -> tuple[LinkKind, Share]:
        """Kind and share; without a nature a share of any size, and one that is not known some control."""
        if not text:
            return "equity", Share()
        found = nature(text)
        if found is None:
            self.issues.warn("unknown-nature", f"{quote(text)} is no nature of control that is known here", place)
            return "agreement", Share(text=text)
        return found[0], found[1]

    def _statement(
        self, target: str, statement: str, ended: PartialDate | None, data: dict[str, Any], number: int
    ) -> Iterator[Record]:
        """What the company says instead of a person; unless it says that there is none, somebody is not named."""
        where, register = self.origin.at(number), self.origin.register
        since = self._day(data, "notified_on", number)
        told = f"{since or ''} to {ended}" if ended else str(since or "")
        yield Gap(target, "person with significant control", statement, told, where, register, since)
        if statement not in _NOBODY:
            share = Share(text=statement)
            yield Link("owns", "", target, share, since, ended, where, "equity", "unknown", register)

    def _owner(self, kind: str, data: dict[str, Any], number: int) -> Party:
        where, register = self.origin.at(number), self.origin.register
        name = " ".join(str(data.get("name") or "").split())
        own = str(mapping(data.get("links")).get("self") or "").rpartition("/")[2]
        if kind.startswith(_NATURAL):
            self.privacy.persons += 1
            key = f"gb_psc:{own}" if own else f"{where}: {name}"
            return Party(key, "person", (Name(name),) if name else (), origin=where, register=register)
        told = mapping(data.get("identification"))
        printed = " ".join(str(told.get("registration_number") or "").split()).upper()
        places = " ".join(str(told.get(each) or "") for each in ("country_registered", "place_registered"))
        british = _BRITISH.search(places.casefold()) is not None
        land = country(str(told.get("country_registered") or "")) or ("gb" if british else "")
        codes = (Identifier("registration_number", printed),) if printed else ()
        key = f"gb_psc:{own}" if own else name
        if british and _NUMBER.fullmatch(printed):
            key = f"gb_coh:{_whole(printed)}"
            codes = (Identifier("registration_number", _whole(printed)),)
        what: Kind = "company" if kind.startswith("corporate") else "organization"
        return Party(key, what, (Name(name),) if name else (), (land,) if land else (), codes, where, "", register)

    def _day(self, data: dict[str, Any], name: str, number: int) -> PartialDate | None:
        return stamp(data.get(name), self.issues, self.origin.place(number, name))


def _whole(number: str) -> str:
    """A company number with its leading zeros: "123456" is "00123456", "SC12345" is "SC012345"."""
    letters = number.rstrip("0123456789")
    return letters + number[len(letters) :].zfill(8 - len(letters))
