"""FollowTheMoney entities as JSON Lines: Ownership, Directorship, UnknownLink and Representation between parties.

Plain exports and deltas (ADD, MOD, DEL). Of an ownership the percentage is free text and is read as one; a number of
shares without it is no share, for the whole is not stated. What ties natural persons to each other (Family, Associate)
is not read. Source: followthemoney.tech, schemata of version 4.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lookthrough.errors import Issues, Place, quote
from lookthrough.model.dates import PartialDate, between
from lookthrough.model.entity import Name
from lookthrough.model.link import Link
from lookthrough.model.register import Party, Record, Tie, TieKind, Withdrawal
from lookthrough.model.schema import Kind
from lookthrough.model.share import UNKNOWN_SHARE, Share
from lookthrough.registers.codes import identifiers
from lookthrough.registers.interests import tie_of_role
from lookthrough.registers.reading import Origin, Privacy, bound, check_order, country, stamp
from lookthrough.registers.shares import share_or_unknown
from lookthrough.registers.stream import first_record, json_records, mapping, texts

ID = "ftm"
TITLE = "FollowTheMoney entities"

_PARTIES: Mapping[str, Kind] = MappingProxyType(
    {
        "Person": "person",
        "Company": "company",
        "Organization": "organization",
        "PublicBody": "organization",
        "LegalEntity": "any",
        "Vessel": "vessel",
        "Airplane": "aircraft",
        "Asset": "any",
    }
)
_TIES: Mapping[str, tuple[str, str, TieKind]] = MappingProxyType(
    {
        "Directorship": ("director", "organization", "officer"),
        "Representation": ("agent", "client", "acts_for"),
        "UnknownLink": ("subject", "object", "other"),
    }
)
_CODES = (
    ("leiCode", "lei"), ("uscCode", "uscc"), ("innCode", "inn"), ("ogrnCode", "ogrn"), ("registrationNumber", ""),
    ("imoNumber", "imo"), ("swiftBic", "bic"), ("cikCode", "cik"), ("dunsCode", "duns"), ("taxNumber", "tax_id"),
)  # fmt: skip
_LANDS = ("jurisdiction", "country", "mainCountry")


def sniff(file: Path) -> bool:
    """Is the first object an entity of FollowTheMoney, or a change of one? Never raises."""
    first = first_record(file)
    entity = mapping(first.get("entity")) if "op" in first else first
    return isinstance(entity.get("properties"), dict) and "schema" in entity


def is_update(file: Path) -> bool:
    """Is it a delta?"""
    return "op" in first_record(file)


def read(file: Path, register: str, issues: Issues) -> Iterator[Record]:
    """Read entities.

    Args:
        file: JSON Lines or an array, plain, gzip or in a zip archive of its own.
        register: id of the register; a link whose entity names its data sets is stated by those.
        issues: receives what cannot be read, and what is passed over.

    Yields:
        Parties, links, ties; of a delta also withdrawals of parties that were deleted. The delta does not say whose
        link a deleted link was: it stays until the next whole export, and that is told.

    Raises:
        InputError: if it is no JSON, or cut short.
    """
    reader = _Reader(Origin(register, file.name, "entity"), issues)
    for number, record in json_records(file, issues):
        yield from reader.read(record, number)
    reader.tell(file.name)


@dataclass(slots=True)
class _Reader:
    origin: Origin
    issues: Issues
    privacy: Privacy = field(default_factory=Privacy)
    passed: Counter[str] = field(default_factory=Counter)
    deleted: int = 0

    def read(self, record: dict[str, Any], number: int) -> Iterator[Record]:
        """The records of one line."""
        entity = mapping(record.get("entity")) if "op" in record else record
        schema, key = str(entity.get("schema") or ""), str(entity.get("id") or "")
        if record.get("op") == "DEL":
            self.deleted += 1
            yield Withdrawal("party", (key,), self.origin.at(number), self.origin.register)
            return
        said = {name: texts(values) for name, values in mapping(entity.get("properties")).items()}
        if not key or not schema:
            self.issues.error("no-entity", "the object is no entity with an id and a schema", self.origin.place(number))
        elif schema in _PARTIES:
            yield self._party(key, schema, said, str(entity.get("caption") or ""), number)
        elif schema == "Ownership":
            yield from self._ownership(said, self._stated_by(entity), number)
        elif schema in _TIES:
            yield from self._tie(schema, said, self._stated_by(entity), number)
        else:
            self.passed[schema] += 1

    def tell(self, file: str) -> None:
        """Say what was passed over."""
        self.privacy.tell(self.issues, file)
        if self.passed:
            shown = ", ".join(f"{count:,} {schema}" for schema, count in self.passed.most_common())
            self.issues.note("passed-over", f"what is neither a party nor a link was passed over: {shown}", Place(file))
        if self.deleted:
            self.issues.warn(
                "deleted-links",
                f"{self.deleted:,} entities were deleted; where one was a link, the link stays until a whole export",
                Place(file),
            )

    def _stated_by(self, entity: Mapping[str, Any]) -> str:
        return ", ".join(texts(entity.get("datasets"))) or self.origin.register

    def _party(self, key: str, schema: str, said: Mapping[str, list[str]], caption: str, number: int) -> Party:
        """The party; of several names the one that the entity is shown by comes first."""
        kind, where = _PARTIES[schema], self.origin.at(number)
        full = said.get("name", [])
        named = [*([caption] if caption in full else []), *full, *said.get("alias", ()), *said.get("previousName", ())]
        main = set(named[:1]) & set(full)
        former = set(said.get("previousName", ()))
        names = tuple(
            Name(text, "name" if text in main else "former_name" if text in former else "alias")
            for text in dict.fromkeys(named)
        )
        if kind == "person":
            self.privacy.persons += 1
            return Party(key, kind, names, origin=where, register=self.origin.register)
        lands = tuple(dict.fromkeys(filter(None, (country(v) for n in _LANDS for v in said.get(n, ())))))
        labelled = [(scheme or "registration number", v) for name, scheme in _CODES for v in said.get(name, ())]
        codes = identifiers(labelled, self.issues, self.origin.place(number))
        return Party(key, kind, names, lands, codes, where, ", ".join(said.get("status", ())), self.origin.register)

    def _ownership(self, said: Mapping[str, list[str]], stated_by: str, number: int) -> Iterator[Record]:
        owned = said.get("asset", [])
        if not owned:
            self.issues.error("no-owned-party", "the ownership names no asset", self.origin.place(number, "asset"))
        since, until = self._day(said, "startDate", number), self._day(said, "endDate", number)
        stated = self._day(said, "recordDate", number) or self._day(said, "modifiedAt", number)
        share, where = self._share(said, number), self.origin.at(number)
        for owner, asset in product(said.get("owner") or [""], owned):
            link = Link("owns", owner, asset, share, since, until, where, "equity", "unknown", stated_by, stated)
            yield check_order(link, self.issues, self.origin.place(number))

    def _share(self, said: Mapping[str, list[str]], number: int) -> Share:
        """The percentage; several are told and bound the share, none leaves it unknown with what is said instead."""
        place = self.origin.place(number, "percentage")
        printed = said.get("percentage", [])
        shares = [share_or_unknown(text, self.issues, place, "percent") for text in dict.fromkeys(printed)]
        if not shares:
            instead = [*said.get("role", ()), *said.get("ownershipType", ()), *_counted(said)]
            return Share(text="; ".join(instead)) if instead else UNKNOWN_SHARE
        if len(shares) > 1:
            message = f"one ownership has several percentages: {quote('; '.join(printed))}; the share lies among them"
            self.issues.warn("several-shares", message, place)
        low = min(shares, key=lambda share: (share.low, share.low_open))
        high = max(shares, key=lambda share: (share.high, not share.high_open))
        return Share(low.low, high.high, "; ".join(printed), low.low_open, high.high_open)

    def _tie(self, schema: str, said: Mapping[str, list[str]], stated_by: str, number: int) -> Iterator[Record]:
        source, target, kind = _TIES[schema]
        role = "; ".join(said.get("role", ())) or schema
        since, until = self._day(said, "startDate", number), self._day(said, "endDate", number)
        for one, other in product(said.get(source, []), said.get(target, [])):
            found = tie_of_role(role) if kind == "other" else kind
            yield Tie(one, other, found, role, since, until, self.origin.at(number), stated_by)

    def _day(self, said: Mapping[str, list[str]], name: str, number: int) -> PartialDate | None:
        """The date, or the range over several."""
        place = self.origin.place(number, name)
        read = bound if name in ("startDate", "endDate") else stamp
        found = [day for text in said.get(name, ()) if (day := read(text, self.issues, place)) is not None]
        if len(found) < 2:
            return found[0] if found else None
        return between(min(found, key=lambda d: d.earliest), max(found, key=lambda d: d.latest))


def _counted(said: Mapping[str, list[str]]) -> Iterable[str]:
    return (f"{count} shares" for count in said.get("sharesCount", ()))
