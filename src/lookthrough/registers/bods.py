"""Beneficial Ownership Data Standard, 0.4 and the statements of 0.1 to 0.3, as a JSON array or JSON Lines.

A record is restated when it changes. Its last statement holds; an earlier one that said otherwise held until the next
was made, so that two statements about one holding are never added up. A closed relationship ended between its last
two statements where no end is printed. Source: standard.openownership.org, schema and codelists of 0.2 and 0.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

from lookthrough.errors import InputError, Issues, quote
from lookthrough.model.dates import PartialDate
from lookthrough.model.entity import Name
from lookthrough.model.link import Directness, Link
from lookthrough.model.register import Gap, Party, Record, Tie
from lookthrough.model.schema import Kind
from lookthrough.model.share import UNKNOWN_SHARE, Share, exact_part
from lookthrough.registers.codes import identifiers
from lookthrough.registers.interests import LINKS, TIES, code, relation_of
from lookthrough.registers.reading import Origin, Privacy, bound, check_order, country, ended_by, stamp
from lookthrough.registers.stream import first_record, json_records, mapping, objects, texts

ID = "bods"
TITLE = "Beneficial Ownership Data Standard"

_OLD = {"entityStatement": "entity", "personStatement": "person", "ownershipOrControlStatement": "relationship"}
_KINDS: dict[str, Kind] = {"registeredEntity": "company", "legalEntity": "company"}
_WAYS: dict[str, Directness] = {"direct": "direct", "indirect": "indirect"}
_UNNAMED = frozenset(("anonymousPerson", "unknownPerson", "anonymousEntity", "unknownEntity"))
NOBODY = frozenset(("noBeneficialOwners", "no-beneficial-owners"))
"""Reasons that say there is no owner; every other one says that there may be one who is not named."""


def sniff(file: Path) -> bool:
    """Is the first object a statement of the standard? Never raises."""
    first = first_record(file)
    return ("recordType" in first and "statementId" in first) or str(first.get("statementType")) in _OLD


def read(file: Path, register: str, issues: Issues) -> Iterator[Record]:
    """Read a package of statements.

    The file is read twice: once for what replaces what and who stays unnamed, once for the records. Only the
    statements about records that are stated more than once are held in memory.

    Args:
        file: the file, plain, gzip or in a zip archive of its own.
        register: id of the register.
        issues: receives what cannot be read.

    Yields:
        Parties, links (one an interest), ties, and gaps where no owner is named. Rows are lines of JSON Lines, else
        numbers of statements in the array.

    Raises:
        InputError: if it is no JSON, or cut short.
    """
    reader = _Reader(Origin(register, file.name, "statement"), issues)
    for _, statement in json_records(file, Issues(keep=0)):
        reader.count(statement)
    for number, statement in json_records(file, issues):
        yield from reader.read(statement, number)
    yield from reader.restated()
    reader.privacy.tell(issues, file.name)


@dataclass(slots=True)
class _Reader:
    origin: Origin
    issues: Issues
    privacy: Privacy = field(default_factory=Privacy)
    roots: dict[str, str] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)
    unnamed: dict[str, tuple[str, str]] = field(default_factory=dict)
    subjects: set[str] = field(default_factory=set)
    held: dict[str, list[tuple[int, dict[str, Any]]]] = field(default_factory=dict)

    def count(self, statement: dict[str, Any]) -> None:
        """First pass: which statements are about one record, and which parties are not named."""
        own = _id(statement)
        replaced = texts(statement.get("replacesStatements"))
        if replaced and "recordId" not in statement:
            self.roots[own] = self._root(replaced[0])
        key = self._key(statement)
        self.times[key] = self.times.get(key, 0) + 1
        details = _details(statement)
        if _type(statement) == "relationship":
            self.subjects.add(self._who(details.get("subject"))[0])
        elif _form(details) in _UNNAMED:
            told = mapping(details.get("unspecifiedPersonDetails") or details.get("unspecifiedEntityDetails"))
            reason = told.get("reason") or details.get("missingInfoReason") or _form(details)
            self.unnamed[key] = (str(reason), str(told.get("description") or ""))

    def _root(self, name: str) -> str:
        return self.roots.get(name, name)

    def _key(self, statement: dict[str, Any]) -> str:
        named = texts(statement.get("recordId"))
        return named[0] if named else self._root(_id(statement))

    def read(self, statement: dict[str, Any], number: int) -> Iterator[Record]:
        """Second pass: the records of a statement that stands alone; others are held back."""
        kind = _type(statement)
        key = self._key(statement)
        if not key or kind not in {"entity", "person", "relationship"}:
            self.issues.error("no-statement", "the object is no statement with an id", self.origin.place(number))
        elif self.times.get(key, 0) > 1:
            self.held.setdefault(key, []).append((number, statement))
        else:
            yield from self._records(statement, number, kind)

    def restated(self) -> Iterator[Record]:
        """The records that were stated more than once, in the order in which each was stated."""
        for versions in self.held.values():
            versions.sort(key=lambda version: (str(version[1].get("statementDate") or ""), version[0]))
            kind = _type(versions[-1][1])
            if kind != "relationship":
                yield from self._records(versions[-1][1], versions[-1][0], kind)
                continue
            yield from self._history([(n, s, list(self._records(s, n, kind))) for n, s in versions])

    def _history(self, versions: list[tuple[int, dict[str, Any], list[Record]]]) -> Iterator[Record]:
        """The last statement as it is; of earlier ones what the next no longer says, until that began or was said."""
        for (_, _, records), (later_number, later, followers) in pairwise(versions):
            made = self._date(_day(later), later_number, "statementDate")
            for record in records:
                if isinstance(record, Link) and not any(_same(record, other) for other in followers):
                    yield self._replaced(record, followers, made, closed=_closed(later))
        _, last, records = versions[-1]
        before = [record for _, _, earlier in versions[:-1] for record in earlier]
        stated = self._date(_day(versions[-2][1]), versions[-2][0], "statementDate")
        for record in records:
            if _closed(last) and isinstance(record, Link) and any(_same(record, other) for other in versions[-2][2]):
                yield self._closed_since(record, stated)
            else:
                yield _changed(record, before)

    def _replaced(self, record: Link, followers: list[Record], made: PartialDate | None, *, closed: bool) -> Link:
        """A link that the next statement does not repeat: it held until what replaced it began, else until that day."""
        first = record.since.earliest if record.since else date.min
        began = [
            other.since
            for other in followers
            if isinstance(other, Link) and other.kind == record.kind and other.since and other.since.earliest > first
        ]
        if closed and not began:
            made = ended_by(None, record.stated, made)
        ends = [day for day in (record.until, made, *began) if day is not None]
        return replace(record, until=min(ends, key=lambda day: day.latest) if ends else None)

    def _closed_since(self, record: Link, stated: PartialDate | None) -> Link:
        """A link whose relationship was closed without an end: it ended after it was stated last."""
        if record.until is None or record.until.granularity != "range" or stated is None:
            return record
        return replace(record, until=ended_by(None, stated, record.stated))

    # --- one statement ----------------------------------------------------------------------------------------------

    def _records(self, statement: dict[str, Any], number: int, kind: str) -> Iterator[Record]:
        details = _details(statement)
        if kind == "relationship":
            yield from self._relationship(statement, details, number)
        elif not self._is_hidden(self._key(statement)):
            yield self._party(statement, details, number, kind)

    def _is_hidden(self, key: str) -> bool:
        """Is it a party that is not named and of which no owner is stated either? A link of a chain is kept."""
        return key in self.unnamed and key not in self.subjects

    def _party(self, statement: dict[str, Any], details: dict[str, Any], number: int, kind: str) -> Party:
        key, where, register = self._key(statement), self.origin.at(number), self.origin.register
        status = "closed" if _closed(statement) else ""
        if kind == "person":
            self.privacy.persons += 1
            named = [" ".join(texts(name.get("fullName"))) for name in objects(details.get("names"))]
            names = tuple(Name(n) for n in dict.fromkeys(named) if n)
            return Party(key, "person", names, origin=where, status=status, register=register)
        alternate = [Name(n, "alias") for n in texts(details.get("alternateNames"))]
        names = (*(Name(n) for n in texts(details.get("name"))), *alternate)
        lands = mapping(details.get("jurisdiction") or details.get("incorporatedInJurisdiction"))
        found = country(str(lands.get("code") or lands.get("name") or ""))
        labelled = [(i.get("scheme") or i.get("schemeName"), i.get("id")) for i in objects(details.get("identifiers"))]
        codes = identifiers(
            [(str(label or ""), str(value or "")) for label, value in labelled],
            self.issues,
            self.origin.place(number, "identifiers"),
        )
        kind_of = _KINDS.get(_form(details), "organization")
        return Party(key, kind_of, names, (found,) if found else (), codes, where, status, register)

    def _relationship(self, statement: dict[str, Any], details: dict[str, Any], number: int) -> Iterator[Record]:
        target, _ = self._who(details.get("subject"))
        owner, gap = self._who(details.get("interestedParty"))
        stated = self._date(_day(statement), number, "statementDate")
        if not target:
            self.issues.error("no-subject", "the statement names no subject", self.origin.place(number, "subject"))
            return
        if self._is_hidden(owner):
            reason, note = self.unnamed[owner]
            owner, gap = "", {"reason": reason, "description": note}
        reason = str(gap.get("reason") or "unspecified")
        if not owner:
            note = str(gap.get("description") or "")
            where = self.origin.at(number)
            yield Gap(target, "interestedParty", reason, note, where, self.origin.register, stated)
        closed = _closed(statement)
        interests = objects(details.get("interests"))
        if not interests and not closed and (owner or reason not in NOBODY):
            interests = [{}]
        for interest in interests:
            record = self._interest(interest, owner, target, stated, number)
            if closed and isinstance(record, Link | Tie):
                record = replace(record, until=ended_by(record.until, record.since, stated))
            if owner or isinstance(record, Link):
                yield record

    def _who(self, value: Any) -> tuple[str, dict[str, Any]]:
        """Id of a party, or the object that says why there is none."""
        if isinstance(value, str):
            return value, {}
        told = mapping(value)
        for name in ("describedByEntityStatement", "describedByPersonStatement"):
            if texts(told.get(name)):
                return self._root(texts(told[name])[0]), {}
        return "", mapping(told.get("unspecified")) or told

    def _interest(
        self, interest: dict[str, Any], owner: str, target: str, stated: PartialDate | None, number: int
    ) -> Record:
        printed = str(interest.get("type") or "")
        name, register = code(printed), self.origin.register
        where, place = self.origin.at(number), self.origin.place(number, printed)
        since = bound(interest.get("startDate"), self.issues, self.origin.place(number, "startDate"))
        until = bound(interest.get("endDate"), self.issues, self.origin.place(number, "endDate"))
        way = _WAYS.get(str(interest.get("directOrIndirect") or interest.get("interestLevel") or ""), "unknown")
        share = self._share(interest.get("share"), number)
        if name in {"nominee", "nominator"}:
            source, held = (owner, target) if name == "nominator" else (target, owner)
            link = Link("holds", source, held, share, since, until, where, "nominee", way, register, stated)
            return check_order(link, self.issues, place)
        if name in LINKS:
            kind = LINKS[name]
            link = Link(relation_of(kind), owner, target, share, since, until, where, kind, way, register, stated)
            return check_order(link, self.issues, place)
        if name not in TIES:
            self.issues.note("other-interest", f"the interest {quote(printed)} is kept as a tie", place)
        role = printed if share == UNKNOWN_SHARE else f"{printed}: {share}"
        return Tie(owner, target, TIES.get(name, "other"), role, since, until, where, register)

    def _share(self, value: Any, number: int) -> Share:
        """A share in per cent; exclusive bounds are true or false beside the bounds in 0.2, bounds themselves later."""
        if value is None:
            return UNKNOWN_SHARE
        told = mapping(value)
        try:
            return _bounds(told)
        except InputError as error:
            self.issues.error(
                "bad-share",
                f"{error.message}; the share stays unknown",
                self.origin.place(number, "share"),
                "shares are numbers from 0 to 100",
            )
            return Share(text=_printed(told))

    def _date(self, value: Any, number: int, column: str) -> PartialDate | None:
        return stamp(value, self.issues, self.origin.place(number, column))


def _changed(record: Record, earlier: list[Record]) -> Record:
    """A share that changed began when it was stated, where the day that is printed is still that of the holding."""
    before = [r for r in earlier if isinstance(r, Link) and isinstance(record, Link) and r.kind == record.kind]
    if not isinstance(record, Link) or not before or record.stated is None:
        return record
    if any(_same(record, other) for other in before) or all(record.since != other.since for other in before):
        return record
    return replace(record, since=record.stated)


def _id(statement: dict[str, Any]) -> str:
    return str(statement.get("statementId") or statement.get("statementID") or "")


def _type(statement: dict[str, Any]) -> str:
    return str(statement.get("recordType") or _OLD.get(str(statement.get("statementType")), ""))


def _details(statement: dict[str, Any]) -> dict[str, Any]:
    return mapping(statement.get("recordDetails")) if "recordType" in statement else statement


def _day(statement: dict[str, Any]) -> Any:
    published = mapping(statement.get("publicationDetails")).get("publicationDate")
    return statement.get("statementDate") or published


def _closed(statement: dict[str, Any]) -> bool:
    return statement.get("recordStatus") == "closed"


def _form(details: dict[str, Any]) -> str:
    """What kind of person or entity it says it is."""
    form = details.get("personType") or details.get("entityType")
    return str(mapping(form).get("type") if isinstance(form, dict) else form or "")


def _same(one: Link, other: Record) -> bool:
    """Do two statements say the same of one interest, but for when it ended?"""
    return (
        isinstance(other, Link)
        and (one.source, one.target, one.kind, one.share, one.directness)
        == (other.source, other.target, other.kind, other.share, other.directness)
        and one.since == other.since
    )


def _printed(told: dict[str, Any]) -> str:
    return ", ".join(f"{key} {value}" for key, value in told.items())[:200]


def _bounds(told: dict[str, Any]) -> Share:
    """The bounds that an object prints.

    Raises:
        InputError: if one is no number, or they are not parts of a whole.
    """

    def part(key: str) -> Fraction | None:
        value = told.get(key)
        return None if value is None or isinstance(value, bool) else exact_part(f"{value}%")

    exact = part("exact")
    if exact is not None:
        share = Share(exact, exact, _printed(told))
    else:
        low, high = part("minimum"), part("maximum")
        above, below = part("exclusiveMinimum"), part("exclusiveMaximum")
        share = Share(
            max(Fraction(0) if low is None else low, Fraction(0) if above is None else above),
            min(Fraction(1) if high is None else high, Fraction(1) if below is None else below),
            _printed(told),
            (told.get("exclusiveMinimum") is True and low is not None) or (above is not None and above >= (low or 0)),
            (told.get("exclusiveMaximum") is True and high is not None)
            or (below is not None and below <= (1 if high is None else high)),
        )
    if not share.is_possible:
        raise InputError(f"{quote(_printed(told))} is no part of a whole")
    return share
