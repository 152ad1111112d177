"""The United Nations Security Council Consolidated List: the official XML, every edition since 2016.

Entity ids are `un_sc:` and the permanent reference number (`un_sc:CDi.001`), which is also the record; an entry
without one has a hash of its name. The regime (`UN_LIST_TYPE`) is the programme.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from lxml import etree

from lookthrough.errors import InputError, Issues, ParseError, Place, quote
from lookthrough.model import dates
from lookthrough.model.dates import PartialDate
from lookthrough.model.schema import Kind
from lookthrough.model.statement import Statement
from lookthrough.sources import identifiers, ofac_remarks
from lookthrough.sources.base import Passport, hashed_id
from lookthrough.sources.entry import Entry, fold, numbered
from lookthrough.sources.kinds import has_legal_form
from lookthrough.sources.markup import leaves, local_name, read_xml, records, root_of, text_of
from lookthrough.sources.printed_dates import read_date
from lookthrough.sources.printed_names import read_other_name

META = Passport(
    id="un_sc",
    title="United Nations Security Council Consolidated List",
    publisher="United Nations Security Council",
    publisher_url="https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list",
    data_urls=("https://scsanctions.un.org/resources/xml/en/consolidated.xml",),
    lists=("un_sc",),
    licence="terms of use of the United Nations; facts free to use with attribution",
    min_entries=500,
    max_entries=5_000,
    suffixes=(".xml", ".gz", ".zip"),
    description="Individuals and entities under measures of the Security Council: asset freeze, and by regime travel "
    "ban and arms embargo, which every member state must put into its law.",
)
_NAME_TAGS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_ADDRESS_TAGS = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")
_ALIASES = {"good": "alias", "low": "weak_alias", "a.k.a.": "alias", "aka": "alias", "f.k.a.": "former_name",
            "fka": "former_name"}  # fmt: skip
_DOCUMENTS = {"passport": "passport", "national identification number": "national_id"}
_FORMERLY = re.compile(r"\b(?:formerly|previously)\b", re.IGNORECASE)


def edition_of(files: Sequence[Path]) -> str | None:
    """The ISO day of `dateGenerated`, None when the file states none.

    Raises:
        NotFoundError, InputError, ParseError: if the file cannot be read.
    """
    root = root_of(_checked(files), Place(files[0].name))
    stamp = str(root.get("dateGenerated") or "")[:10]
    try:
        return read_date(stamp).iso
    except InputError:
        return None


def parse(files: Sequence[Path], issues: Issues) -> Iterator[Statement]:
    """Every statement of an edition.

    Args:
        files: the consolidated XML.
        issues: where troubles inside the data are recorded.

    Raises:
        NotFoundError, InputError: if the file cannot be opened.
        ParseError: if it is something else, breaks off, declares entities or holds no entry.
    """
    data = _checked(files)
    file = files[0].name
    seen: Counter[str] = Counter()
    for number, element in records(data, ("INDIVIDUAL", "ENTITY"), Place(file)):
        yield from _entry(element, Place(file, number), seen, issues)
    if not seen:
        raise ParseError("the file holds no entry", hint="download it again", place=Place(file))


def _checked(files: Sequence[Path]) -> bytes:
    if len(files) != 1:
        raise ParseError("the UN list is one file", hint="name one XML file")
    data = read_xml(files[0])
    root = root_of(data, Place(files[0].name))
    if local_name(root) != "CONSOLIDATED_LIST":
        raise ParseError(
            f"the root element is <{local_name(root)}>, not <CONSOLIDATED_LIST>",
            hint="load the consolidated list in XML from the Security Council's site",
            place=Place(files[0].name),
        )
    return data


def _of(element: etree._Element, tag: str) -> str:
    return text_of(element.find("{*}" + tag))


def _entry(element: etree._Element, place: Place, seen: Counter[str], issues: Issues) -> Iterator[Statement]:
    parts = [text for tag in _NAME_TAGS if (text := _of(element, tag)).strip()]
    if not parts:
        issues.error("no-name", "the entry has no name", place, hint="it was left out")
        return
    name = " ".join(" ".join(parts).split())
    reference = "".join(_of(element, "REFERENCE_NUMBER").split())
    entity_id = f"{META.id}:{reference}" if reference else hashed_id(META.id, fold(name))
    if not reference:
        issues.warn(
            "no-reference", f"{quote(name)} has no reference number", place, hint="its id is a hash of the name"
        )
    record = numbered(entity_id, seen)
    if record != entity_id:
        issues.error("duplicate-id", f"the reference {quote(reference)} is used twice", place, hint="both are kept")
    person = local_name(element) == "INDIVIDUAL"
    kind: Kind = "person" if person else "company" if has_legal_form(name) else "organization"
    entry = Entry(entity_id, record, kind, META.id, place.file, place.row or 0)
    first, *others = [part for part in name.split(" ; ") if part.strip()] or [name]
    yield entry.says("name", first.strip(), " ".join(parts), "FIRST_NAME")
    for other in others:
        yield entry.says("alias", other.strip(), " ".join(parts), "FIRST_NAME")
    yield from _names(entry, element, issues)
    yield from _listing(entry, element, issues)
    yield from _addresses(entry, element, issues)
    if person:
        yield from _person(entry, element, issues)
    for path, text in leaves(element):
        yield entry.cell(path, text)


def _names(entry: Entry, element: etree._Element, issues: Issues) -> Iterator[Statement]:
    script = _of(element, "NAME_ORIGINAL_SCRIPT")
    if script.strip():
        yield entry.says("alias", " ".join(script.split()), script, "NAME_ORIGINAL_SCRIPT")
    prefix = local_name(element)
    for alias in element.iterfind(f"{{*}}{prefix}_ALIAS"):
        text = _of(alias, "ALIAS_NAME")
        if not text.strip():
            continue
        prop = _ALIASES.get(_of(alias, "QUALITY").strip().lower(), "alias")
        if prop == "alias" and _FORMERLY.search(_of(alias, "NOTE")):
            prop = "former_name"
        for one in text.split(";"):
            if one.strip():
                column = f"{prefix}_ALIAS/ALIAS_NAME"
                read, bare = read_other_name(prop, one, entry.place(column), issues)
                if bare:
                    yield entry.says(read, bare, one, column)


def _listing(entry: Entry, element: etree._Element, issues: Issues) -> Iterator[Statement]:
    yield from entry.date("listed_since", _of(element, "LISTED_ON"), "LISTED_ON", read_date, issues)
    yield from entry.date("listed_until", _of(element, "DELISTED_ON"), "DELISTED_ON", read_date, issues)
    for tag, prop in (("UN_LIST_TYPE", "programme"), ("COMMENTS1", "remarks"), ("GENDER", "gender")):
        text = _of(element, tag)
        if text.strip():
            value = " ".join(text.split())
            yield entry.says(prop, value.lower() if prop == "gender" else value, text, tag)
    for tag in ("TITLE", "DESIGNATION"):
        for item in element.iterfind(f"{{*}}{tag}/{{*}}VALUE"):
            if text_of(item).strip():
                yield entry.says("title", " ".join(text_of(item).split()), text_of(item), tag)


def _addresses(entry: Entry, element: etree._Element, issues: Issues) -> Iterator[Statement]:
    tag = f"{local_name(element)}_ADDRESS"
    for address in element.iterfind("{*}" + tag):
        parts = [text for part in _ADDRESS_TAGS if (text := _of(address, part)).strip()]
        country = _of(address, "COUNTRY")
        if parts and parts != [country]:
            joined = ", ".join(parts)
            yield entry.says("address", " ".join(joined.split()), joined, tag)
        yield from ofac_remarks.country(entry, country, f"{tag}/COUNTRY", issues)


def _person(entry: Entry, element: etree._Element, issues: Issues) -> Iterator[Statement]:
    for item in element.iterfind("{*}NATIONALITY/{*}VALUE"):
        yield from ofac_remarks.nationality(entry, text_of(item), text_of(item), "NATIONALITY", issues)
    for item in element.iterfind("{*}INDIVIDUAL_DATE_OF_BIRTH"):
        yield from _birth(entry, item, issues)
    for item in element.iterfind("{*}INDIVIDUAL_PLACE_OF_BIRTH"):
        parts = [text for tag in ("CITY", "STATE_PROVINCE", "COUNTRY") if (text := _of(item, tag)).strip()]
        if parts:
            joined = ", ".join(parts)
            yield entry.says("birth_place", " ".join(joined.split()), joined, "INDIVIDUAL_PLACE_OF_BIRTH")
    for item in element.iterfind("{*}INDIVIDUAL_DOCUMENT"):
        number = _of(item, "NUMBER")
        if number.strip():
            scheme = _document(f"{_of(item, 'TYPE_OF_DOCUMENT')} {_of(item, 'TYPE_OF_DOCUMENT2')}")
            value = identifiers.compact(scheme, number)
            if value:
                yield entry.says("identifier", value, number, "INDIVIDUAL_DOCUMENT/NUMBER")


def _document(printed: str) -> str:
    plain = " ".join(printed.lower().split())
    for label, scheme in _DOCUMENTS.items():
        if plain.startswith(label):
            return scheme
    return "passport" if "passeport" in plain or "pasaporte" in plain else "document"


def _birth(entry: Entry, item: etree._Element, issues: Issues) -> Iterator[Statement]:
    column = "INDIVIDUAL_DATE_OF_BIRTH"
    parts = {tag: _of(item, tag).strip() for tag in ("DATE", "YEAR", "FROM_YEAR", "TO_YEAR")}
    printed = " ".join(text for text in (_of(item, "TYPE_OF_DATE").strip(), *parts.values()) if text)
    if not any(parts.values()):
        return
    about = _of(item, "TYPE_OF_DATE").strip().upper() == "APPROXIMATELY"

    def read(text: str) -> PartialDate:
        if parts["FROM_YEAR"] or parts["TO_YEAR"]:
            ends = [read_date(parts[tag] or parts[other]) for tag, other in _RANGE_TAGS]
            return dates.between(ends[0], ends[1], text, circa=about)
        single = read_date(parts["DATE"] or parts["YEAR"])
        return replace(single, circa=True) if about else single

    yield from entry.date("birth_date", printed, column, read, issues)


_RANGE_TAGS = (("FROM_YEAR", "TO_YEAR"), ("TO_YEAR", "FROM_YEAR"))
