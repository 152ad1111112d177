"""GLEIF's records in XML, one in memory at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from lxml import etree

from lookthrough.errors import Issues
from lookthrough.registers.gleif_fields import Entity, Fields, Relationship, ReportingException
from lookthrough.registers.stream import head, xml_records

_ROOTS: dict[str, type[Fields]] = {
    "ReportingExceptionData": ReportingException,
    "RelationshipData": Relationship,
    "LEIData": Entity,
}


def kind_of(file: Path) -> type[Fields] | None:
    """What the records are, by the root; None when it is none of GLEIF's. Never raises."""
    text = head(file)[:8192]
    if not text.startswith("<") or "gleif.org/data/schema" not in text:
        return None
    return next((kind for root, kind in _ROOTS.items() if root in text), None)


def records(file: Path, issues: Issues) -> Iterator[tuple[int, Fields]]:  # noqa: ARG001 - as in `gleif_csv`
    """The fields of every record with its number, from 1.

    Raises:
        InputError: if the XML is broken, cut short or declares a document type.
    """
    for number, element in xml_records(file, tuple(_READERS)):
        tag = element.tag
        skip = tag.rfind("}") + 1
        yield number, _READERS[tag[skip:]](element, skip)


def _text(element: etree._Element) -> str:
    return (element.text or "").strip()


# Children are walked and told by name without the namespace, whose length `skip` is: paths cost three times as much.


def _deleted(extension: etree._Element) -> str:
    """When a delta says that the record was deleted; "" when it does not. The extension's namespace is another."""
    return next((_text(node) or "deleted" for node in extension.iter("{*}DeletedAt")), "")


def _entity(record: etree._Element, skip: int) -> Entity:
    row = Entity()
    for part in record:
        tag = part.tag[skip:]
        if tag == "LEI":
            row.lei = _text(part)
        elif tag == "Entity":
            _describe(row, part, skip)
        elif tag == "Registration":
            row.updated, row.registration = _registration(part, skip)
        elif tag == "Extension" and len(part):
            row.deleted = _deleted(part)
    return row


def _registration(element: etree._Element, skip: int) -> tuple[str, str]:
    """When the record was last updated, and its state."""
    updated = state = ""
    for part in element:
        tag = part.tag[skip:]
        if tag == "LastUpdateDate":
            updated = _text(part)
        elif tag == "RegistrationStatus":
            state = _text(part)
            break
    return updated, state


def _describe(row: Entity, entity: etree._Element, skip: int) -> None:
    for part in entity:
        tag = part.tag[skip:]
        if tag in {"LegalAddress", "HeadquartersAddress"}:
            row.countries += map(_text, part.iterchildren(f"{part.tag[:skip]}Country"))
        elif tag == "LegalName":
            row.name = " ".join(_text(part).split())
        elif tag in {"OtherEntityNames", "TransliteratedOtherEntityNames"}:
            row.others += [(name.get("type") or "", " ".join(_text(name).split())) for name in part]
        elif tag == "LegalJurisdiction":
            row.countries.append(_text(part))
        elif tag == "RegistrationAuthority":
            row.number = "".join(map(_text, part.iterchildren(f"{part.tag[:skip]}RegistrationAuthorityEntityID")))
        elif tag == "EntityCategory":
            row.category = _text(part)
        elif tag == "EntityStatus":
            row.status = _text(part)
        elif tag == "SuccessorEntity":
            row.successors += map(_text, part.iter(f"{part.tag[:skip]}SuccessorLEI"))


def _relationship(record: etree._Element, skip: int) -> Relationship:
    row = Relationship()
    for part in record:
        tag = part.tag[skip:]
        if tag == "Relationship":
            _relate(row, part, skip)
        elif tag == "Registration":
            row.updated, row.registration = _registration(part, skip)
        elif tag == "Extension" and len(part):
            row.deleted = _deleted(part)
    return row


def _relate(row: Relationship, element: etree._Element, skip: int) -> None:
    for part in element:
        tag = part.tag[skip:]
        if tag == "StartNode":
            row.start = _text(part[0]) if len(part) else ""
        elif tag == "EndNode":
            row.end = _text(part[0]) if len(part) else ""
        elif tag == "RelationshipType":
            row.kind = _text(part)
        elif tag == "RelationshipStatus":
            row.status = _text(part)
        elif tag == "RelationshipPeriods":
            for period in part:
                own = {field.tag[skip:]: _text(field) for field in period}
                row.periods.append((own.get("PeriodType", ""), own.get("StartDate", ""), own.get("EndDate", "")))
        elif tag == "RelationshipQuantifiers" and len(part):
            own = {field.tag[skip:]: _text(field) for field in part[0]}
            row.quantifier = f"{own.get('QuantifierAmount', '')} {own.get('QuantifierUnits', '')}".strip()


def _exception(record: etree._Element, skip: int) -> ReportingException:
    row = ReportingException()
    for part in record:
        tag = part.tag[skip:]
        if tag == "LEI":
            row.lei = _text(part)
        elif tag == "ExceptionCategory":
            row.category = _text(part)
        elif tag == "ExceptionReason" and _text(part):
            row.reasons.append(_text(part))
        elif tag == "ExceptionReference" and _text(part):
            row.reference = f"{row.reference}; {_text(part)}".removeprefix("; ")
        elif tag == "Extension" and len(part):
            row.deleted = _deleted(part)
    return row


_READERS: Mapping[str, Callable[[etree._Element, int], Fields]] = {
    "LEIRecord": _entity,
    "RelationshipRecord": _relationship,
    "Exception": _exception,
}
