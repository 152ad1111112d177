"""OFAC's classic XML (`sdnList`): the same content as the CSV set in one file, with alias quality and documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from lookthrough.errors import InputError, Issues, ParseError, Place, quote
from lookthrough.model.schema import Kind
from lookthrough.model.statement import Statement
from lookthrough.sources import ofac_remarks
from lookthrough.sources.entry import Entry, numbered
from lookthrough.sources.kinds import has_legal_form
from lookthrough.sources.markup import leaves, local_name, read_xml, records, root_of, text_of
from lookthrough.sources.printed_dates import read_date
from lookthrough.sources.text import read_bytes

_KINDS: dict[str, Kind] = {"individual": "person", "vessel": "vessel", "aircraft": "aircraft"}
_VESSEL = (
    ("callSign", "call_sign"),
    ("vesselType", "vessel_type"),
    ("vesselFlag", "vessel_flag"),
    ("vesselOwner", "vessel_owner"),
    ("tonnage", "tonnage"),
    ("grossRegisteredTonnage", "tonnage"),
)
_ADDRESS = ("address1", "address2", "address3", "city", "stateOrProvince", "postalCode", "country")


def looks_like_xml(file: Path) -> bool:
    """Does the content begin as markup does, packed or not?

    Raises:
        NotFoundError, InputError, ParseError: if the file cannot be opened or unpacked.
    """
    head = read_bytes(file)[:400].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.startswith(b"<")


def published(file: Path) -> str | None:
    """The edition's ISO day from `Publish_Date`, None when the file has none or it cannot be read.

    Raises:
        NotFoundError, InputError, ParseError: as `statements`.
    """
    data = _checked(file)
    for _, element in records(data, ("Publish_Date",), Place(file.name)):
        try:
            return read_date(text_of(element)).iso
        except InputError:
            return None
    return None


def statements(file: Path, route: Callable[[tuple[str, ...]], str], issues: Issues) -> Iterator[Statement]:
    """What the file says, entry by entry.

    Args:
        file: sdn.xml or consolidated.xml.
        route: gives the list that an entry with these programmes stands on.
        issues: where troubles go.

    Raises:
        NotFoundError, InputError: if the file cannot be opened.
        ParseError: if it is no `sdnList`, breaks off, declares entities or holds no entry.
    """
    data = _checked(file)
    place = Place(file.name)
    seen: Counter[str] = Counter()
    number = 0
    for number, element in records(data, ("sdnEntry",), place):
        yield from _entry(element, Place(file.name, number), route, seen, issues)
    if number == 0:
        raise ParseError("the file holds no entry", hint="download it again", place=place)


def _checked(file: Path) -> bytes:
    data = read_xml(file)
    root = root_of(data, Place(file.name))
    if local_name(root) != "sdnList":
        raise ParseError(
            f"the root element is <{local_name(root)}>, not <sdnList>",
            hint="load OFAC's classic XML (sdn.xml, consolidated.xml), not the advanced or enhanced one",
            place=Place(file.name),
        )
    return data


def _entry(
    element: etree._Element,
    place: Place,
    route: Callable[[tuple[str, ...]], str],
    seen: Counter[str],
    issues: Issues,
) -> Iterator[Statement]:
    uid = _of(element, "uid").strip()
    last, first = _of(element, "lastName"), _of(element, "firstName")
    if not uid or not (last.strip() or first.strip()):
        issues.error("no-name", f"entry {quote(uid or str(place.row))} has no name or number", place)
        return
    programmes = tuple(text_of(p).strip() for p in element.iterfind("{*}programList/{*}program") if text_of(p).strip())
    list_id = route(programmes)
    entity_id = f"{list_id}:{uid}"
    record = numbered(entity_id, seen)
    if record != entity_id:
        issues.error("duplicate-id", f"the number {quote(uid)} is used twice", place, hint="both are kept")
    kind = _KINDS.get(_of(element, "sdnType").strip().lower())
    kind = kind or ("company" if has_legal_form(last) else "organization")
    entry = Entry(entity_id, record, kind, list_id, place.file, place.row or 0)
    yield entry.says("name", _natural(first, last), _printed(first, last), "lastName")
    for programme in programmes:
        yield entry.says("programme", programme, programme, "programList/program")
    yield from ofac_remarks.one_date_each(_facts(entry, element, programmes, issues))
    for path, text in leaves(element):
        yield entry.cell(path, text)


def _facts(entry: Entry, element: etree._Element, programmes: tuple[str, ...], issues: Issues) -> Iterator[Statement]:
    title = _of(element, "title")
    if title.strip():
        yield entry.says("title", title.strip(), title, "title")
    yield from _aliases(entry, element)
    yield from _addresses(entry, element, issues)
    yield from _persons(entry, element, issues)
    for info in element.iterfind("{*}vesselInfo"):
        for tag, prop in _VESSEL:
            text = _of(info, tag)
            if text.strip():
                yield entry.says(prop, text.strip(), text, f"vesselInfo/{tag}")
    yield from _ids(entry, element, programmes, issues)
    yield from ofac_remarks.read_remarks(entry, _of(element, "remarks"), "remarks", programmes, issues)


def _aliases(entry: Entry, element: etree._Element) -> Iterator[Statement]:
    for aka in element.iterfind("{*}akaList/{*}aka"):
        last, first = _of(aka, "lastName"), _of(aka, "firstName")
        if not (last.strip() or first.strip()):
            continue
        prop = "former_name" if _of(aka, "type").lower().startswith("f") else "alias"
        if _of(aka, "category").strip().lower() == "weak":
            prop = "weak_alias"
        yield entry.says(prop, _natural(first, last), _printed(first, last), "akaList/aka")


def _addresses(entry: Entry, element: etree._Element, issues: Issues) -> Iterator[Statement]:
    for address in element.iterfind("{*}addressList/{*}address"):
        parts = [text for tag in _ADDRESS if (text := _of(address, tag)).strip()]
        country = _of(address, "country")
        if parts and parts != [country]:
            joined = ", ".join(parts)
            yield entry.says("address", " ".join(joined.split()), joined, "addressList/address")
        yield from ofac_remarks.country(entry, country, "addressList/address/country", issues)


def _persons(entry: Entry, element: etree._Element, issues: Issues) -> Iterator[Statement]:
    for item in element.iterfind("{*}dateOfBirthList/{*}dateOfBirthItem/{*}dateOfBirth"):
        yield from entry.date("birth_date", text_of(item), "dateOfBirth", read_date, issues)
    for item in element.iterfind("{*}placeOfBirthList/{*}placeOfBirthItem/{*}placeOfBirth"):
        if text_of(item).strip():
            yield entry.says("birth_place", text_of(item).strip(), text_of(item), "placeOfBirth")
    for path in ("{*}nationalityList/{*}nationality/{*}country", "{*}citizenshipList/{*}citizenship/{*}country"):
        for item in element.iterfind(path):
            yield from ofac_remarks.nationality(entry, text_of(item), text_of(item), "nationality", issues)


def _ids(entry: Entry, element: etree._Element, programmes: tuple[str, ...], issues: Issues) -> Iterator[Statement]:
    for item in element.iterfind("{*}idList/{*}id"):
        label, code, country = _of(item, "idType"), _of(item, "idNumber"), _of(item, "idCountry")
        if not code.strip():
            continue
        read = list(ofac_remarks.identifier(entry, label, code, code, "idList/id", country))
        if not read:
            fact = f"{label.strip().rstrip(':').strip()} {code.strip()}"
            read = list(ofac_remarks.read_fact(entry, fact, "idList/id", programmes, issues))
        yield from read


def _of(element: etree._Element, tag: str) -> str:
    """The text of a child; "" when there is none."""
    return text_of(element.find("{*}" + tag))


def _natural(first: str, last: str) -> str:
    return " ".join(f"{first} {last}".split())


def _printed(first: str, last: str) -> str:
    """The name as OFAC prints it elsewhere: "LAST, First"."""
    return f"{last}, {first}" if first.strip() else last
