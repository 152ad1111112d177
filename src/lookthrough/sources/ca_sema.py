"""The consolidated Canadian autonomous sanctions list: the official XML of Global Affairs Canada.

A record has the regulations' country, a person's names or a body's, aliases, and the schedule and item where it stands.
The publisher gives no number that lasts, so an entry's id is a hash of country and name; its record adds schedule and
item. Editions since 2022 print the day of listing and ships as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from lookthrough.errors import Issues, ParseError, Place
from lookthrough.model.schema import Kind
from lookthrough.model.statement import Statement
from lookthrough.sources.base import Passport, hashed_id
from lookthrough.sources.entry import Entry, fold, numbered, short_hash
from lookthrough.sources.kinds import has_legal_form
from lookthrough.sources.markup import leaves, local_name, read_xml, records, root_of, text_of
from lookthrough.sources.printed_dates import read_date

META = Passport(
    id="ca_sema",
    title="Consolidated Canadian Autonomous Sanctions List",
    publisher="Global Affairs Canada",
    publisher_url="https://www.international.gc.ca/world-monde/international_relations-relations_internationales/"
    "sanctions/consolidated-consolide.aspx?lang=eng",
    data_urls=(
        "https://www.international.gc.ca/world-monde/assets/office_docs/international_relations-relations_"
        "internationales/sanctions/sema-lmes.xml",
    ),
    lists=("ca_sema",),
    licence="Open Government Licence - Canada",
    min_entries=1_000,
    max_entries=20_000,
    suffixes=(".xml", ".gz", ".zip"),
    description="Persons, bodies and ships in schedules of regulations under the Special Economic Measures Act and the "
    "Justice for Victims of Corrupt Foreign Officials Act. The list is no law; the regulations are.",
)
_ALIAS_COMMA = re.compile(r";|,(?!\s*(?:inc|ltd|llc|co|corp|limited|jsc|s\.a)\b)", re.IGNORECASE)
_BILINGUAL = re.compile(r"\s+/\s+")


def edition_of(files: Sequence[Path]) -> str | None:
    """None: the file states no day.

    Raises:
        NotFoundError, InputError, ParseError: if the file cannot be read.
    """
    _checked(files)
    return None


def parse(files: Sequence[Path], issues: Issues) -> Iterator[Statement]:
    """Every statement of an edition.

    Args:
        files: the XML file.
        issues: where troubles inside the data are recorded.

    Raises:
        NotFoundError, InputError: if the file cannot be opened.
        ParseError: if it is something else, breaks off, declares entities or holds no entry.
    """
    data, file = _checked(files), files[0].name
    seen: Counter[str] = Counter()
    for number, element in records(data, ("record",), Place(file)):
        yield from _record(element, Place(file, number), seen, issues)
    if not seen:
        raise ParseError("the file holds no entry", hint="download it again", place=Place(file))


def _checked(files: Sequence[Path]) -> bytes:
    if len(files) != 1:
        raise ParseError("the Canadian list is one file", hint="name one XML file")
    data = read_xml(files[0])
    root = root_of(data, Place(files[0].name))
    if local_name(root) != "data-set":
        raise ParseError(
            f"the root element is <{local_name(root)}>, not <data-set>",
            hint="load the XML version of the consolidated list",
            place=Place(files[0].name),
        )
    return data


def _of(element: etree._Element, *tags: str) -> tuple[str, str]:
    """The first of these elements that has a text, as (text, tag)."""
    for tag in tags:
        if text := text_of(element.find("{*}" + tag)).strip():
            return text, tag
    return "", tags[0]


def _record(element: etree._Element, place: Place, seen: Counter[str], issues: Issues) -> Iterator[Statement]:
    body, body_tag = _of(element, "Entity", "EntityOrShip")
    last, last_tag = _of(element, "LastName")
    given, _ = _of(element, "GivenName")
    name = " ".join((body or f"{given} {last}").split())
    if not name:
        issues.error("no-name", "the record has no name", place, hint="it was left out")
        return
    country, schedule, item = (_of(element, tag)[0] for tag in ("Country", "Schedule", "Item"))
    entity_id = hashed_id(META.id, fold(country), fold(name))
    record = numbered(f"{entity_id}#{short_hash(f'{schedule}/{item}')}" if schedule or item else entity_id, seen)
    imo, imo_tag = _of(element, "ShipIMONumber")
    kind: Kind = "vessel" if imo else "person" if not body else "company" if has_legal_form(name) else "organization"
    entry = Entry(entity_id, record, kind, META.id, place.file, place.row or 0)
    yield entry.says("name", name, body or f"{given} {last}".strip(), body_tag if body else last_tag)
    for part in _ALIAS_COMMA.split(_of(element, "Aliases")[0]):
        if alias := " ".join(part.split()):
            yield entry.says("alias", alias, part, "Aliases")
    if country:
        programme = " ".join(_BILINGUAL.split(country)[0].split())
        yield entry.says("programme", programme, country, "Country")
    if title := _of(element, "Title", "TitleOrShip")[0]:
        yield entry.says("title", " ".join(title.split()), title, "Title")
    if schedule and schedule.casefold() != "n/a":
        yield entry.says("sublist", f"Schedule {schedule}", schedule, "Schedule")
    if imo:
        yield entry.says("identifier", f"imo:{imo.upper().removeprefix('IMO').strip()}", imo, imo_tag)
    birth, birth_tag = _of(element, "DateOfBirth", "DateOfBirthOrShipBuildDate")
    if kind == "person":
        yield from entry.date("birth_date", birth, birth_tag, read_date, issues)
    listed, listed_tag = _of(element, "DateOfListing")
    yield from entry.date("listed_since", listed, listed_tag, read_date, issues)
    for path, text in leaves(element):
        yield entry.cell(path, text)
