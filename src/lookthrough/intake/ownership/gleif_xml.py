"""GLEIF golden copy and delta files in XML: LEI-CDF, RR-CDF and reporting exceptions, one record in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from lookthrough.errors import Issues
from lookthrough.intake.ownership.gleif import REGISTER, Entity, Reader, Relationship, ReportingException
from lookthrough.intake.ownership.records import Origin, Record
from lookthrough.intake.ownership.stream import head, xml_records

_ROOTS = ("LEIData", "RelationshipData", "ReportingExceptionData")
_TAGS = ("LEIRecord", "RelationshipRecord", "Exception")


def sniff(file: Path) -> bool:
    """Is it XML whose root is one of GLEIF's three? Never raises."""
    text = head(file)[:8192]
    return text.startswith("<") and "gleif.org/data/schema" in text and any(root in text for root in _ROOTS)


def read(file: Path, issues: Issues) -> Iterator[Record]:
    """Read a golden copy or a delta.

    Args:
        file: the XML, plain, gzip or in a zip archive of its own.
        issues: receives what cannot be read.

    Yields:
        Parties of Level 1; links, ties and withdrawals of Level 2; gaps of reporting exceptions. Places and origins
        name the number of the record in the file, from 1.

    Raises:
        InputError: if the XML is broken, cut short or declares a document type.
    """
    reader = Reader(Origin(REGISTER, file.name, "record"), issues)
    number = 0
    for number, element in xml_records(file, _TAGS):
        space, _, kind = str(element.tag).rpartition("}")
        if kind == "LEIRecord":
            yield from reader.entity(_entity(element, f"{space}}}"), number)
        elif kind == "RelationshipRecord":
            yield from reader.relationship(_relationship(element, f"{space}}}"), number)
        else:
            yield from reader.exception(_exception(element, f"{space}}}"), number)
    reader.finish(number, file.name)


def _text(element: etree._Element) -> str:
    return (element.text or "").strip()


def _deleted(element: etree._Element) -> str:
    """When a delta says that the record was deleted; "" when it does not. The extension's namespace is another."""
    for node in element.iter("{*}DeletedAt"):
        return _text(node) or "deleted"
    return ""


def _entity(record: etree._Element, space: str) -> Entity:
    row, skip = Entity(), len(space)
    for part in record:
        tag = part.tag[skip:] if isinstance(part.tag, str) else ""
        if tag == "LEI":
            row.lei = _text(part)
        elif tag == "Entity":
            _describe(row, part, skip)
        elif tag == "Registration":
            row.updated = _text_at(part, f"{space}LastUpdateDate")
            row.registration = _text_at(part, f"{space}RegistrationStatus")
        elif tag == "Extension":
            row.deleted = _deleted(part)
    return row


def _describe(row: Entity, entity: etree._Element, skip: int) -> None:
    for part in entity:
        tag = part.tag[skip:] if isinstance(part.tag, str) else ""
        if tag == "LegalName":
            row.name = " ".join(_text(part).split())
        elif tag in {"OtherEntityNames", "TransliteratedOtherEntityNames"}:
            row.others += [(name.get("type") or "", " ".join(_text(name).split())) for name in part]
        elif tag in {"LegalAddress", "HeadquartersAddress"}:
            row.countries += [_text(node) for node in part if isinstance(node.tag, str) and node.tag[skip:] == "Country"]
        elif tag == "LegalJurisdiction":
            row.countries.append(_text(part))
        elif tag == "RegistrationAuthority":
            row.number = next(
                (_text(n) for n in part if isinstance(n.tag, str) and n.tag[skip:] == "RegistrationAuthorityEntityID"),
                "",
            )
        elif tag == "EntityCategory":
            row.category = _text(part)
        elif tag == "EntityStatus":
            row.status = _text(part)


def _text_at(element: etree._Element, path: str) -> str:
    return str(element.findtext(path) or "").strip()


def _relationship(record: etree._Element, s: str) -> Relationship:
    row = Relationship(
        start=_text_at(record, f"{s}Relationship/{s}StartNode/{s}NodeID"),
        end=_text_at(record, f"{s}Relationship/{s}EndNode/{s}NodeID"),
        kind=_text_at(record, f"{s}Relationship/{s}RelationshipType"),
        status=_text_at(record, f"{s}Relationship/{s}RelationshipStatus"),
        registration=_text_at(record, f"{s}Registration/{s}RegistrationStatus"),
        updated=_text_at(record, f"{s}Registration/{s}LastUpdateDate"),
        deleted=_deleted(record),
    )
    for period in record.iterfind(f"{s}Relationship/{s}RelationshipPeriods/{s}RelationshipPeriod"):
        row.periods.append(
            (_text_at(period, f"{s}PeriodType"), _text_at(period, f"{s}StartDate"), _text_at(period, f"{s}EndDate"))
        )
    found = record.find(f"{s}Relationship/{s}RelationshipQuantifiers/{s}RelationshipQuantifier")
    if found is not None:
        row.quantifier = f"{_text_at(found, f'{s}QuantifierAmount')} {_text_at(found, f'{s}QuantifierUnits')}".strip()
    return row


def _exception(record: etree._Element, s: str) -> ReportingException:
    return ReportingException(
        lei=_text_at(record, f"{s}LEI"),
        category=_text_at(record, f"{s}ExceptionCategory"),
        reasons=[_text(node) for node in record.iterfind(f"{s}ExceptionReason") if _text(node)],
        reference="; ".join(_text(node) for node in record.iterfind(f"{s}ExceptionReference") if _text(node)),
        deleted=_deleted(record),
    )
