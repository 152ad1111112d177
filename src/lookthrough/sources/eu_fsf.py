"""The EU's consolidated list of financial sanctions: the official XML, version 1.1 and the older one, and the CSV.

The root of the XML is "export" or, of the older form, "WHOLE". The CSV has a row for each name, address, birth or paper
of an entity, separated by semicolons, and does not say which names are weak.

Entity ids are `eu_fsf:` and the EU reference number ("EU.27.28"), or the entity's number where the older form has none
("13"). Where entities of different logical ids bear one reference, the first in the file keeps it, and the id of each
other is made of its logical id.

The regulation that a file names is the newest that touched the entry, so its day is not the entry's beginning and is
not told as one; the day of designation is, where the file states it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from lookthrough.errors import InputError, Issues, ParseError, Place, quote
from lookthrough.model.dates import PartialDate
from lookthrough.model.schema import Kind
from lookthrough.model.statement import Statement
from lookthrough.names.countries import country_code
from lookthrough.sources import identifiers
from lookthrough.sources.base import Passport, hashed_id
from lookthrough.sources.entry import Entry, fold, numbered
from lookthrough.sources.gb_rows import read_day
from lookthrough.sources.kinds import has_legal_form
from lookthrough.sources.markup import local_name, read_xml, records, root_of, text_of
from lookthrough.sources.printed_dates import read_date
from lookthrough.sources.table import Record, Row, read_rows, with_header
from lookthrough.sources.text import read_bytes

META = Passport(
    id="eu_fsf",
    title="Consolidated list of persons, groups and entities subject to EU financial sanctions",
    publisher="European Commission, DG FISMA",
    publisher_url="https://data.europa.eu/data/datasets/consolidated-list-of-persons-groups-and-entities-subject-to-eu-"
    "financial-sanctions",
    data_urls=(
        "https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content?token=dG9rZW4tMjAxNw",
    ),
    lists=("eu_fsf",),
    licence="European Commission reuse notice",
    min_entries=400,
    max_entries=20_000,
    suffixes=(".xml", ".csv", ".gz", ".zip"),
    description="Persons, groups and entities whose funds are frozen by EU regulations; the regulations themselves are "
    "the law.",
)
_ABOUT = re.compile(r"\s*\((?:approximat\w*|approx\.?|circa)\)", re.IGNORECASE)
_PERSONS = frozenset(("p", "person"))
_CODES = {"passport": "passport", "id": "national_id", "ssn": "national_id", "fiscalcode": "tax_id", "imo": "imo",
          "regnumber": "registration_number", "swiftbic": "bic"}  # fmt: skip


@dataclass(slots=True)
class _Seen:
    """What was met so far: how often each record id, and which logical id came first under each reference."""

    records: Counter[str] = field(default_factory=Counter)
    holders: dict[str, str] = field(default_factory=dict)


def edition_of(files: Sequence[Path]) -> str | None:
    """The ISO day on which the file was generated, None when it states none.

    Raises:
        NotFoundError, InputError, ParseError: if the file cannot be read.
    """
    try:
        return _day(_stamp(files))
    except InputError:
        return None


def _day(stamp: str) -> str | None:
    return read_day(stamp[:10]).iso if stamp else None


def _stamp(files: Sequence[Path]) -> str:
    if _is_table(files):
        first = next(_rows(files[0], Issues()), None)
        return first.get("filegenerationdate").strip() if first else ""
    root = root_of(_checked(files), Place(files[0].name))
    return str(root.get("generationDate") or root.get("Date") or "").strip()


def _tell_unreadable_day(files: Sequence[Path], issues: Issues) -> None:
    stamp = _stamp(files)
    try:
        _day(stamp)
    except InputError:
        issues.warn(
            "bad-edition-day",
            f"the day of the edition is printed as {quote(stamp)}, which cannot be read",
            Place(files[0].name),
            hint="name the day with --edition YYYY-MM-DD",
        )


def parse(files: Sequence[Path], issues: Issues) -> Iterator[Statement]:
    """Every statement of an edition.

    Args:
        files: the XML or CSV file.
        issues: where troubles inside the data are recorded.

    Raises:
        NotFoundError, InputError: if the file cannot be opened.
        ParseError: if it is something else, breaks off, declares entities or holds no entry; of the CSV also if a
            quotation mark that is not closed swallows rows, or if the last row is cut.
    """
    seen = _Seen()
    _tell_unreadable_day(files, issues)
    if _is_table(files):
        for statements in _table(files[0], seen, issues):
            yield from _once(statements)
        if not seen.records:
            raise ParseError("the file holds no entry", hint="download it again", place=Place(files[0].name))
        return
    data, file = _checked(files), files[0].name
    for number, element in records(data, ("sanctionEntity", "ENTITY"), Place(file)):
        read = _entry if local_name(element) == "sanctionEntity" else _older
        yield from _once(read(element, Place(file, number), seen, issues))
    if not seen.records:
        raise ParseError("the file holds no entry", hint="download it again", place=Place(file))


def _checked(files: Sequence[Path]) -> bytes:
    if len(files) != 1:
        raise ParseError("the EU list is one file", hint="name one XML or CSV file")
    data = read_xml(files[0])
    root = root_of(data, Place(files[0].name))
    if local_name(root) not in ("export", "WHOLE"):
        raise ParseError(
            f"the root element is <{local_name(root)}>, not <export> or <WHOLE>",
            hint="load the full list in XML or CSV from the Commission's site",
            place=Place(files[0].name),
        )
    return data


def _once(statements: Iterator[Statement]) -> Iterator[Statement]:
    """An entry's statements, a fact that several regulations repeat told once; cells all."""
    said: set[tuple[str, str]] = set()
    for statement in statements:
        key = (statement.prop, statement.value)
        if not statement.value or key not in said:
            said.add(key)
            yield statement


def _birth(text: str) -> PartialDate:
    """A birth date as the list prints it; "1957 (approximative)" is about 1957."""
    about = _ABOUT.sub("", text).strip()
    return read_date(f"circa {about}") if about != text.strip() else read_day(about)


def _get(element: etree._Element, name: str) -> str:
    return str(element.get(name) or "").strip()


def _all(element: etree._Element, tag: str) -> list[etree._Element]:
    return element.findall("{*}" + tag)


def _begin(
    names: list[str], number: str, *, logical: str = "", person: bool, place: Place, seen: _Seen, issues: Issues
) -> Entry | None:
    """The entry, or None where it has no name; a reference that another entity bears gives way to the logical id."""
    if not names:
        issues.error("no-name", "the entry has no name", place, hint="it was left out")
        return None
    if number and logical and seen.holders.setdefault(number, logical) != logical:
        issues.error(
            "duplicate-id",
            f"the number {quote(number)} is used twice, by the logical ids {quote(seen.holders[number])} and "
            f"{quote(logical)}",
            place,
            hint=f"both are kept; this one as {META.id}:{logical}",
        )
        number = logical
    entity_id = f"{META.id}:{number}" if number else hashed_id(META.id, fold(names[0]))
    record = numbered(entity_id, seen.records)
    if record != entity_id:
        issues.error(
            "duplicate-id", f"the number {quote(number)} is used twice", place, hint="both are kept, as one party"
        )
    kind: Kind = "person" if person else "company" if has_legal_form(names[0]) else "organization"
    return Entry(entity_id, record, kind, META.id, place.file, place.row or 0)


# --- version 1.1 ----------------------------------------------------------------------------------------------------


def _entry(element: etree._Element, place: Place, seen: _Seen, issues: Issues) -> Iterator[Statement]:
    entry = _about(element, place, seen, issues)
    if entry is not None:
        yield from _facts(entry, element, issues)
        for path, text in _attributes(element):
            yield entry.cell(path, text)


def _about(element: etree._Element, place: Place, seen: _Seen, issues: Issues) -> Entry | None:
    """Whom an entry is about, None where it names nobody."""
    subject = next(iter(_all(element, "subjectType")), None)
    code = _get(subject, "classificationCode") or _get(subject, "code") if subject is not None else ""
    logical = _get(element, "logicalId")
    return _begin(
        [_whole(alias) for alias in _aliases(element)],
        _get(element, "euReferenceNumber") or logical,
        logical=logical,
        person=code.lower() in _PERSONS,
        place=place,
        seen=seen,
        issues=issues,
    )


def _facts(entry: Entry, element: etree._Element, issues: Issues) -> Iterator[Statement]:
    yield from _names(entry, _aliases(element))
    yield from _listing(entry, element, issues)
    yield from _particulars(entry, element, issues)


def _aliases(element: etree._Element) -> list[etree._Element]:
    """Its names, those that are marked as weak last."""
    aliases = [alias for alias in _all(element, "nameAlias") if _whole(alias)]
    return sorted(aliases, key=lambda alias: _get(alias, "strong") == "false")


def _whole(alias: etree._Element) -> str:
    parts = (_get(alias, part) for part in ("firstName", "middleName", "lastName"))
    return " ".join((_get(alias, "wholeName") or " ".join(parts)).split())


def _names(entry: Entry, aliases: list[etree._Element]) -> Iterator[Statement]:
    said: set[str] = set()
    for alias in aliases:
        name = _whole(alias)
        if name not in said:
            prop = "name" if not said else "weak_alias" if _get(alias, "strong") == "false" else "alias"
            said.add(name)
            yield entry.says(prop, name, name, "nameAlias/wholeName")
        for attribute, told in (("function", "title"), ("title", "title"), ("gender", "gender")):
            text = _get(alias, attribute)
            if text and (entry.kind == "person" or told != "gender"):
                value = text.lower()[:1] if told == "gender" else " ".join(text.split())
                yield entry.says(told, value, text, f"nameAlias/{attribute}")


def _listing(entry: Entry, element: etree._Element, issues: Issues) -> Iterator[Statement]:
    for regulation in _all(element, "regulation"):
        if programme := _get(regulation, "programme"):
            yield entry.says("programme", programme, programme, "regulation/programme")
        if title := _get(regulation, "numberTitle"):
            yield entry.says("citation", title, title, "regulation/numberTitle")
        if url := text_of(next(iter(_all(regulation, "publicationUrl")), None)).strip():
            yield entry.says("source_url", url, url, "regulation/publicationUrl")
    yield from entry.date("listed_since", _get(element, "designationDate"), "designationDate", read_day, issues)
    for remark in _all(element, "remark"):
        if text := text_of(remark).strip():
            yield entry.says("remarks", " ".join(text.split()), text, "remark")


def _particulars(entry: Entry, element: etree._Element, issues: Issues) -> Iterator[Statement]:
    for birth in _all(element, "birthdate"):
        printed = _get(birth, "birthdate") or _get(birth, "year")
        if entry.kind == "person":
            yield from entry.date("birth_date", printed, "birthdate", _birth, issues)
            place = ", ".join(part for part in (_get(birth, "city"), _get(birth, "countryDescription")) if part)
            if place:
                yield entry.says("birth_place", place, place, "birthdate/city")
    for citizenship in _all(element, "citizenship"):
        code = country_code(_get(citizenship, "countryIso2Code"))
        if code and entry.kind == "person":
            yield entry.says("nationality", code, _get(citizenship, "countryIso2Code"), "citizenship/countryIso2Code")
    for address in _all(element, "address"):
        parts = [_get(address, part) for part in ("street", "poBox", "zipCode", "city", "countryDescription")]
        joined = ", ".join(part for part in parts if part)
        if any(parts[:4]):
            yield entry.says("address", " ".join(joined.split()), joined, "address")
        if code := country_code(_get(address, "countryIso2Code")):
            yield entry.says("country", code, _get(address, "countryIso2Code"), "address/countryIso2Code")
    for paper in _all(element, "identification"):
        number = _get(paper, "number")
        value = identifiers.compact(_CODES.get(_get(paper, "identificationTypeCode").lower(), "document"), number)
        if value:
            yield entry.says("identifier", value, number, "identification/number")


def _attributes(element: etree._Element, path: str = "") -> Iterator[tuple[str, str]]:
    """Every attribute and text of the entry, as printed, with its path."""
    for name, value in element.attrib.items():
        if str(value).strip():
            yield f"{path}/@{name!s}".lstrip("/"), str(value)
    if text := text_of(element).strip():
        yield path or local_name(element), text
    for child in element:
        yield from _attributes(child, f"{path}/{local_name(child)}".lstrip("/"))


# --- CSV ------------------------------------------------------------------------------------------------------------

_WANTED = ("entity_logicalid", "namealias_wholename", "entity_subjecttype")
#: Columns whose elements or attributes are not called as the column is, in lower case.
_CALLED = {
    "entity_eu_referencenumber": ("", "euReferenceNumber"),
    "entity_logicalid": ("", "logicalId"),
    "entity_designationdate": ("", "designationDate"),
    "entity_remark": ("remark", ""),
    "entity_subjecttype": ("subjectType", "code"),
    "entity_subjecttype_classificationcode": ("subjectType", "classificationCode"),
    "entity_regulation_numbertitle": ("regulation", "numberTitle"),
    "entity_regulation_programme": ("regulation", "programme"),
    "entity_regulation_publicationurl": ("regulation/publicationUrl", ""),
    "birthdate_birthdate": ("birthdate", "birthdate"),
    "identification_typecode": ("identification", "identificationTypeCode"),
}
_GROUPS = {"namealias": "nameAlias", "address": "address", "birthdate": "birthdate", "citizenship": "citizenship",
           "identification": "identification"}  # fmt: skip


def _is_table(files: Sequence[Path]) -> bool:
    """Is it the CSV, by its header?"""
    if len(files) != 1:
        return False
    return b"entity_logicalid" in read_bytes(files[0])[:4_000].lower()


_AGAIN = "download the file again; the last good edition stays in force"
_TOLD = 12


def _rows(file: Path, issues: Issues) -> Iterator[Record]:
    rows = _untorn(read_rows(file, issues, separator=";"), file.name)
    return with_header(rows, _WANTED, Place(file.name), issues)


def _untorn(rows: Iterator[Row], file: str) -> Iterator[Row]:
    """The rows, of a file in which none swallows others and none is torn.

    Raises:
        ParseError: if a cell holds another record, or some rows have not as many cells as most have: a quotation mark
            that is not closed swallows separators, and every cell behind it stands in a wrong column. Where all rows
            are equally short, that is their layout and nothing was cut.
    """
    header: tuple[str, ...] = ()
    before = 0
    widths: dict[int, list[int]] = {}
    for row in rows:
        first = not header
        header = header or row.cells
        for column, cell in enumerate(row.cells):
            if _holds_record(cell, row, len(header)):
                raise ParseError(
                    "the cell holds the rows that follow it: a quotation mark is not closed",
                    hint=_AGAIN,
                    place=Place(file, before + 1, header[column] if column < len(header) else ""),
                )
        yield row
        if not first:
            widths.setdefault(len(row.cells), []).append(row.number)
        before = row.number
    rows_read = sum(map(len, widths.values()))
    usual = max(widths, key=lambda width: len(widths[width]), default=0) if rows_read > 1 else len(header)
    torn = sorted((number, width) for width, numbers in widths.items() for number in numbers if width != usual)
    if torn:
        told = ", ".join(f"row {number} has {width}" for number, width in torn[:_TOLD])
        more = f" and {len(torn) - _TOLD:,} more rows" if len(torn) > _TOLD else ""
        said = f"{told}{more}, the header {len(header)} cells: the file is cut, or a quotation mark is not closed"
        raise ParseError(said, hint=_AGAIN, place=Place(file, torn[0][0]))


def _holds_record(cell: str, row: Row, width: int) -> bool:
    """Does a line of the cell, after its first, begin with the row's day of the file or have a record's separators?"""
    if "\n" not in cell and "\r" not in cell:
        return False
    day = row.cells[0].partition("\n")[0].partition(";")[0].strip()
    return any(
        line.count(";") >= width - 1 or (day and line.lstrip('" ').replace('"', "").startswith(f"{day};"))
        for line in cell.splitlines()[1:]
    )


def _table(file: Path, seen: _Seen, issues: Issues) -> Iterator[Iterator[Statement]]:
    """The statements of each entity; its rows are gathered to what the XML has for it, and read as that is."""
    entities: dict[str, list[Record]] = {}
    for row in _rows(file, issues):
        if number := row.get("entity_logicalid").strip():
            entities.setdefault(number, []).append(row)
        elif any(row.printed()):
            issues.error("no-id", "the row has no number of an entity", Place(file.name, row.number))
    for rows in entities.values():
        yield _gathered(rows, file.name, seen, issues)


def _gathered(rows: Sequence[Record], file: str, seen: _Seen, issues: Issues) -> Iterator[Statement]:
    element = etree.Element("sanctionEntity")
    for row in rows:
        _add(element, row)
    entry = _about(element, Place(file, rows[0].number), seen, issues)
    if entry is not None:
        yield from _facts(entry, element, issues)
        for row in rows:
            for column, text in row.printed():
                yield entry.at(file, row.number).cell(column, text)


def _add(element: etree._Element, row: Record) -> None:
    """One row's cells as elements of the XML; what is called the same there keeps its name."""
    made: dict[str, etree._Element] = {"": element}
    for column, title in row.titles.items():
        group, _, rest = column.partition("_")
        printed = title.strip().rpartition("_")[2]
        path, attribute = _CALLED.get(column, (_GROUPS.get(group, "-"), printed[:1].lower() + printed[1:]))
        text = "".join(c for c in row.get(column).strip() if c.isprintable())
        if path == "-" or not text or not rest:
            continue
        for depth in range(1, path.count("/") + 2 if path else 1):
            tag = "/".join(path.split("/")[:depth])
            if tag not in made:
                parent = made[tag.rpartition("/")[0]]
                made[tag] = etree.SubElement(parent, tag.rpartition("/")[2])
        if attribute:
            made[path].set(attribute, text)
        else:
            made[path].text = text


# --- the older form -------------------------------------------------------------------------------------------------


def _older(element: etree._Element, place: Place, seen: _Seen, issues: Issues) -> Iterator[Statement]:
    names = [" ".join(text_of(name.find("{*}WHOLENAME")).split()) for name in _all(element, "NAME")]
    names = list(dict.fromkeys(name for name in names if name))
    person = _get(element, "Type").lower() in _PERSONS
    entry = _begin(names, _get(element, "Id"), person=person, place=place, seen=seen, issues=issues)
    if entry is None:
        return
    for number, name in enumerate(names):
        yield entry.says("alias" if number else "name", name, name, "NAME/WHOLENAME")
    for attribute, prop in (("programme", "programme"), ("legal_basis", "citation"), ("pdf_link", "source_url"),
                            ("remark", "remarks")):  # fmt: skip
        if text := _get(element, attribute):
            yield entry.says(prop, " ".join(text.split()), text, attribute)
    yield from _older_particulars(entry, element, issues)
    for path, text in _attributes(element):
        yield entry.cell(path, text)


def _older_particulars(entry: Entry, element: etree._Element, issues: Issues) -> Iterator[Statement]:
    for name in _all(element, "NAME"):
        for tag in ("FUNCTION", "TITLE"):
            if text := text_of(name.find("{*}" + tag)).strip():
                yield entry.says("title", " ".join(text.split()), text, f"NAME/{tag}")
    for birth in _all(element, "BIRTH") if entry.kind == "person" else ():
        printed = text_of(birth.find("{*}DATE"))
        yield from entry.date("birth_date", printed, "BIRTH/DATE", _birth, issues)
        if text := text_of(birth.find("{*}PLACE")).strip():
            yield entry.says("birth_place", " ".join(text.split()), text, "BIRTH/PLACE")
    for citizen in _all(element, "CITIZEN") if entry.kind == "person" else ():
        printed = text_of(citizen.find("{*}COUNTRY")).strip()
        if code := country_code(printed):
            yield entry.says("nationality", code, printed, "CITIZEN/COUNTRY")
    for address in _all(element, "ADDRESS"):
        parts = [
            text_of(address.find("{*}" + tag)).strip() for tag in ("NUMBER", "STREET", "ZIPCODE", "CITY", "COUNTRY")
        ]
        if any(parts[:4]):
            joined = ", ".join(part for part in parts if part)
            yield entry.says("address", " ".join(joined.split()), joined, "ADDRESS")
        if code := country_code(parts[4]):
            yield entry.says("country", code, parts[4], "ADDRESS/COUNTRY")
    for paper in _all(element, "PASSPORT"):
        printed = text_of(paper.find("{*}NUMBER"))
        if value := identifiers.compact("passport", printed.partition("(")[0]):
            yield entry.says("identifier", value, printed, "PASSPORT/NUMBER")
