"""GLEIF's records in CSV: the same, flattened into columns such as "Entity.LegalName"."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from lookthrough.errors import InputError, Issues, Place
from lookthrough.registers.gleif_fields import Entity, Fields, Relationship, ReportingException
from lookthrough.registers.stream import head, open_text

_OTHER = re.compile(r"entity\.(?:transliterated)?otherentitynames\.(?:transliterated)?otherentityname\.\d+")
_SUCCESSOR = re.compile(r"entity\.successorentity(?:\.\d+)?\.successorlei")
_PERIOD = re.compile(r"relationship\.period\.\d+\.(startdate|enddate|periodtype)")
_REASON = re.compile(r"exception\.reason(?:\.\d+)?")
_REFERENCE = re.compile(r"exception\.reference(?:\.\d+)?")
_COUNTRIES = ("entity.legaladdress.country", "entity.headquartersaddress.country", "entity.legaljurisdiction")
_DELETED = ("extension.deletion.deletedat", "deletion.deletedat", "deletedat")

Take = Callable[[list[str]], Fields]


def kind_of(file: Path) -> type[Fields] | None:
    """What the records are, by the header; None when it is none of GLEIF's. Never raises."""
    text = head(file)
    if not text[:1] or text[0] in "<{[":
        return None
    try:
        return _kind(_header(next(csv.reader(text.splitlines()[:1]), [])))
    except csv.Error:
        return None


def _header(cells: Sequence[str]) -> list[str]:
    return [cell.strip().strip("\ufeff").lower() for cell in cells]


def _kind(header: Sequence[str]) -> type[Fields] | None:
    columns = set(header)
    if {"lei", "entity.legalname"} <= columns:
        return Entity
    if {"relationship.startnode.nodeid", "relationship.endnode.nodeid"} <= columns:
        return Relationship
    return ReportingException if {"lei", "exception.category"} <= columns else None


def records(file: Path, issues: Issues) -> Iterator[tuple[int, Fields]]:
    """The fields of every row with its number, the header being row 1. A row of another length is told and left out.

    Raises:
        InputError: if the header is none of GLEIF's, or the CSV is broken.
    """
    number = 0
    with open_text(file, issues) as stream:
        rows = csv.reader(stream)
        try:
            header = _header(next(rows, []))
            take, width = _taking(header, file), len(header)
            for number, row in enumerate(rows, start=2):
                if len(row) == width:
                    yield number, take(row)
                elif row:
                    issues.error(
                        "ragged-row",
                        f"the row has {len(row)} cells, the header {width}; it is left out",
                        Place(file.name, number),
                        "the file may be cut short",
                    )
        except csv.Error as error:
            raise InputError(f"bad CSV: {error}", place=Place(file.name, number + 1)) from None


def _taking(header: list[str], file: Path) -> Take:
    kind = _kind(header)
    if kind is None:
        raise InputError("the header is none of GLEIF's CSV files", place=Place(file.name, 1))
    index = {name: at for at, name in enumerate(header)}
    return {Entity: _entities, Relationship: _relationships, ReportingException: _exceptions}[kind](header, index)


def _at(index: dict[str, int], *names: str) -> int:
    """The place of the first of these columns that the header has; one that no row has where it has none."""
    return next((index[name] for name in names if name in index), -1)


def _cell(row: list[str], at: int) -> str:
    return row[at].strip() if at >= 0 else ""


def _entities(header: list[str], index: dict[str, int]) -> Take:
    lei, name, category = (_at(index, n) for n in ("lei", "entity.legalname", "entity.entitycategory"))
    status, registration = _at(index, "entity.entitystatus"), _at(index, "registration.registrationstatus")
    updated, deleted = _at(index, "registration.lastupdatedate"), _at(index, *_DELETED)
    number = _at(index, "entity.registrationauthority.registrationauthorityentityid")
    countries = [index[n] for n in _COUNTRIES if n in index]
    others = [(at, index.get(f"{n}.type", -1)) for at, n in enumerate(header) if _OTHER.fullmatch(n)]
    successors = [at for at, n in enumerate(header) if _SUCCESSOR.fullmatch(n)]

    def take(row: list[str]) -> Fields:
        return Entity(
            lei=row[lei].strip(),
            name=" ".join(row[name].split()),
            others=[(_cell(row, kind), " ".join(row[at].split())) for at, kind in others if row[at]],
            countries=[row[at] for at in countries],
            number=_cell(row, number),
            category=_cell(row, category),
            status=_cell(row, status),
            registration=_cell(row, registration),
            successors=[row[at].strip() for at in successors if row[at].strip()],
            updated=_cell(row, updated),
            deleted=_cell(row, deleted),
        )

    return take


def _relationships(header: list[str], index: dict[str, int]) -> Take:
    start, end = _at(index, "relationship.startnode.nodeid"), _at(index, "relationship.endnode.nodeid")
    kind, status = _at(index, "relationship.relationshiptype"), _at(index, "relationship.relationshipstatus")
    registration, updated = (_at(index, f"registration.{n}") for n in ("registrationstatus", "lastupdatedate"))
    amount, units = (_at(index, f"relationship.quantifiers.1.quantifier{n}") for n in ("amount", "units"))
    deleted = _at(index, *_DELETED)
    stems = sorted({name.rpartition(".")[0] for name in header if _PERIOD.fullmatch(name)})
    periods = [tuple(_at(index, f"{s}.{n}") for n in ("periodtype", "startdate", "enddate")) for s in stems]

    def take(row: list[str]) -> Fields:
        spans = [(_cell(row, what), _cell(row, begun), _cell(row, ended)) for what, begun, ended in periods]
        return Relationship(
            start=row[start].strip(),
            end=row[end].strip(),
            kind=_cell(row, kind),
            status=_cell(row, status),
            periods=[span for span in spans if span[0]],
            quantifier=f"{_cell(row, amount)} {_cell(row, units)}".strip(),
            registration=_cell(row, registration),
            updated=_cell(row, updated),
            deleted=_cell(row, deleted),
        )

    return take


def _exceptions(header: list[str], index: dict[str, int]) -> Take:
    lei, category, deleted = _at(index, "lei"), _at(index, "exception.category"), _at(index, *_DELETED)
    reasons = [at for at, name in enumerate(header) if _REASON.fullmatch(name)]
    references = [at for at, name in enumerate(header) if _REFERENCE.fullmatch(name)]

    def take(row: list[str]) -> Fields:
        return ReportingException(
            lei=row[lei].strip(),
            category=row[category].strip(),
            reasons=[row[at].strip() for at in reasons if row[at].strip()],
            reference="; ".join(row[at].strip() for at in references if row[at].strip()),
            deleted=_cell(row, deleted),
        )

    return take
