"""GLEIF Level 1, who is who: parties by LEI, with names, countries, numbers and who took their place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lookthrough.errors import Issues
from lookthrough.ids import validate
from lookthrough.model.entity import Identifier, Name
from lookthrough.model.register import Party, Record, Tie, Withdrawal
from lookthrough.model.schema import Kind, NameQuality
from lookthrough.registers import gleif
from lookthrough.registers.gleif import edition_of, is_update
from lookthrough.registers.gleif_fields import Entity
from lookthrough.registers.reading import Privacy, country, stamp

__all__ = ["ID", "TITLE", "edition_of", "is_update", "read", "sniff"]

ID = "gleif_level1"
TITLE = "GLEIF Level 1 (who is who)"

_KINDS: dict[str, Kind] = {
    "FUND": "fund",
    "SOLE_PROPRIETOR": "person",
    "RESIDENT_GOVERNMENT_ENTITY": "organization",
    "INTERNATIONAL_ORGANIZATION": "organization",
}
_CHINESE_CODE = 18


def sniff(file: Path) -> bool:
    """Are its records Level 1, in XML or CSV? Never raises."""
    return gleif.is_of(file, Entity)


def read(file: Path, register: str, issues: Issues) -> Iterator[Record]:
    """Read a golden copy or a delta.

    Args:
        file: XML or CSV, plain, gzip or in a zip archive of its own.
        register: id of the register.
        issues: receives what cannot be read.

    Yields:
        Parties; a tie from each party to its successors; withdrawals of records that were annulled or deleted. The
        state of the registration is read from the registration, not from the entity: "ACTIVE; registration LAPSED".

    Raises:
        InputError: if the file is broken or cut short.
    """
    origin, privacy = gleif.origin_of(file, register), Privacy()
    for number, row in gleif.records(file, Entity, issues):
        party = gleif.party_id(row.lei, origin, number, "LEI", issues)
        if not party:
            continue
        where = origin.at(number)
        stated = stamp(row.updated[:10], issues, origin.place(number, "LastUpdateDate"))
        if row.deleted or row.registration == "ANNULLED":
            ended = stamp(row.deleted[:10], issues, origin.place(number, "DeletedAt")) or stated
            yield Withdrawal("party", (party,), where, register, ended)
            continue
        if not row.name:
            issues.error("no-name", "the record has no legal name", origin.place(number, "LegalName"))
        kind = _KINDS.get(row.category, "company")
        person = kind == "person"
        privacy.persons += person
        lands = () if person else tuple(dict.fromkeys(filter(None, map(country, row.countries))))
        codes = (Identifier("lei", party[4:]), *(() if person else _numbers(row, lands)))
        yield Party(party, kind, _names(row), lands, codes, where, _status(row), register, stated)
        for code in row.successors:
            if after := gleif.party_id(code, origin, number, "SuccessorLEI", issues):
                yield Tie(party, after, "successor", "SUCCESSOR", origin=where, register=register)
    privacy.tell(issues, file.name)


def _numbers(row: Entity, lands: tuple[str, ...]) -> Iterator[Identifier]:
    """The number in the register of companies, and the national code that it is where its check digits say so."""
    if not row.number:
        return
    yield Identifier("registration_number", row.number)
    for land, scheme in (("cn", "uscc"), ("ru", "ogrn")):
        if land in lands and isinstance(code := validate(scheme, row.number), str):
            yield Identifier(scheme, code)


def _status(row: Entity) -> str:
    if row.registration in {"ISSUED", ""}:
        return row.status
    return f"{row.status}; registration {row.registration}".removeprefix("; ")


def _names(row: Entity) -> tuple[Name, ...]:
    if not row.others:
        return (Name(row.name),) if row.name else ()
    names = {row.name: Name(row.name)} if row.name else {}
    for kind, text in row.others:
        if text:
            quality: NameQuality = "former_name" if kind.startswith("PREVIOUS") else "alias"
            names.setdefault(text, Name(text, quality))
    return tuple(names.values())
