"""GLEIF golden copy and delta files in CSV: the same three, flattened into columns such as "Entity.LegalName"."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from lookthrough.errors import InputError, Issues, Place
from lookthrough.intake.ownership.gleif import REGISTER, Entity, Reader, Relationship, ReportingException
from lookthrough.intake.ownership.records import Origin, Record
from lookthrough.intake.ownership.stream import head, open_text

_OTHER = re.compile(r"entity\.(?:transliterated)?otherentitynames\.(?:transliterated)?otherentityname\.\d+")
_PERIOD = re.compile(r"relationship\.period\.\d+\.(startdate|enddate|periodtype)")
_REASON = re.compile(r"exception\.reason(?:\.\d+)?")
_REFERENCE = re.compile(r"exception\.reference(?:\.\d+)?")
_COUNTRIES = ("entity.legaladdress.country", "entity.headquartersaddress.country", "entity.legaljurisdiction")
_DELETED = ("extension.deletion.deletedat", "deletion.deletedat", "deletedat")


def _header(line: str) -> list[str]:
    return [cell.strip().strip("\ufeff").lower() for cell in next(csv.reader([line]), [])]


def sniff(file: Path) -> bool:
    """Is the first line the header of one of GLEIF's three CSV files? Never raises."""
    text = head(file)
    if not text[:1] or text[0] in "<{[":
        return False
    try:
        return _level(_header(text.split("\n", 1)[0])) is not None
    except csv.Error:
        return False


def _level(header: Sequence[str]) -> int | None:
    """1, 2, or 3 for reporting exceptions; None when the header is none of GLEIF's."""
    columns = set(header)
    if {"lei", "entity.legalname"} <= columns:
        return 1
    if {"relationship.startnode.nodeid", "relationship.endnode.nodeid"} <= columns:
        return 2
    return 3 if {"lei", "exception.category"} <= columns else None


def read(file: Path, issues: Issues) -> Iterator[Record]:
    """Read a golden copy or a delta; see `gleif_xml.read`. Rows count from 1 with the header.

    Raises:
        InputError: if the header is none of GLEIF's, or the CSV is broken.
    """
    reader = Reader(Origin(REGISTER, file.name), issues)
    number = 0
    with open_text(file, issues) as stream:
        rows = csv.reader(line.replace("\0", "") for line in stream)
        try:
            header = [cell.strip().strip("\ufeff").lower() for cell in next(rows, [])]
            turn = _reading(header, reader, file)
            for number, row in enumerate(rows, start=2):
                if len(row) == len(header):
                    yield from turn(row, number)
                elif row:
                    issues.error(
                        "ragged-row",
                        f"the row has {len(row)} cells, the header {len(header)}; it is left out",
                        Place(file.name, number),
                        "the file may be cut short",
                    )
        except csv.Error as error:
            raise InputError(f"bad CSV: {error}", place=Place(file.name, number + 1)) from None
    reader.finish(number, file.name)


Turn = Callable[[list[str], int], Iterator[Record]]


def _reading(header: list[str], reader: Reader, file: Path) -> Turn:
    level = _level(header)
    if level is None:
        raise InputError("the header is none of GLEIF's CSV files", place=Place(file.name, 1))
    index = {name: i for i, name in enumerate(header)}
    return (_entities, _relationships, _exceptions)[level - 1](header, index, reader)


def _at(index: dict[str, int], *names: str) -> Callable[[list[str]], str]:
    """Reads the first of these columns that the header has; "" where it has none."""
    place = next((index[name] for name in names if name in index), None)
    return (lambda row: "") if place is None else (lambda row: row[place].strip())


def _entities(header: list[str], index: dict[str, int], reader: Reader) -> Turn:
    lei, name, category = (_at(index, n) for n in ("lei", "entity.legalname", "entity.entitycategory"))
    status, registration = _at(index, "entity.entitystatus"), _at(index, "registration.registrationstatus")
    updated, deleted = _at(index, "registration.lastupdatedate"), _at(index, *_DELETED)
    authority = _at(index, "entity.registrationauthority.registrationauthorityentityid")
    countries = [index[n] for n in _COUNTRIES if n in index]
    others = [(i, index.get(f"{n}.type")) for i, n in enumerate(header) if _OTHER.fullmatch(n)]

    def turn(row: list[str], number: int) -> Iterator[Record]:
        named = [(row[kind] if kind is not None else "", row[i].strip()) for i, kind in others if row[i]]
        where = [row[i] for i in countries]
        fields = Entity(
            lei(row), name(row), named, where, authority(row), category(row), status(row), registration(row)
        )
        fields.updated, fields.deleted = updated(row), deleted(row)
        return reader.entity(fields, number)

    return turn


def _relationships(header: list[str], index: dict[str, int], reader: Reader) -> Turn:
    start, end = _at(index, "relationship.startnode.nodeid"), _at(index, "relationship.endnode.nodeid")
    kind, status = _at(index, "relationship.relationshiptype"), _at(index, "relationship.relationshipstatus")
    registration, updated = (_at(index, f"registration.{n}") for n in ("registrationstatus", "lastupdatedate"))
    amount, units = (_at(index, f"relationship.quantifiers.1.quantifier{n}") for n in ("amount", "units"))
    deleted = _at(index, *_DELETED)
    stems = sorted({name.rpartition(".")[0] for name in header if _PERIOD.fullmatch(name)})
    periods = [tuple(_at(index, f"{s}.{n}") for n in ("periodtype", "startdate", "enddate")) for s in stems]

    def turn(row: list[str], number: int) -> Iterator[Record]:
        spans = [(what(row), begun(row), ended(row)) for what, begun, ended in periods]
        quantifier = f"{amount(row)} {units(row)}".strip()
        fields = Relationship(start(row), end(row), kind(row), status(row), spans, quantifier, registration(row))
        fields.updated, fields.deleted = updated(row), deleted(row)
        return reader.relationship(fields, number)

    return turn


def _exceptions(header: list[str], index: dict[str, int], reader: Reader) -> Turn:
    lei, category, deleted = _at(index, "lei"), _at(index, "exception.category"), _at(index, *_DELETED)
    reasons = [i for i, name in enumerate(header) if _REASON.fullmatch(name)]
    references = [i for i, name in enumerate(header) if _REFERENCE.fullmatch(name)]

    def turn(row: list[str], number: int) -> Iterator[Record]:
        because = [row[i].strip() for i in reasons if row[i].strip()]
        reference = "; ".join(row[i].strip() for i in references if row[i].strip())
        fields = ReportingException(lei(row), category(row), because, reference, deleted=deleted(row))
        return reader.exception(fields, number)

    return turn
