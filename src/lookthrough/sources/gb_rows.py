"""Rows of the United Kingdom's two lists: one row a name, address or birth date; rows of one entry share a number.

The consolidated list of OFSI and the UK sanctions list of the FCDO print the same facts under other headers. What a
header means stands in the `Layout` of each; here rows are gathered to entries and told as statements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from lookthrough.errors import InputError, Issues, ParseError, Place, quote
from lookthrough.model import dates
from lookthrough.model.dates import PartialDate
from lookthrough.model.schema import Kind
from lookthrough.model.statement import Statement
from lookthrough.names.countries import country_code, nationality_code
from lookthrough.sources import identifiers, ofac_remarks
from lookthrough.sources.base import hashed_id
from lookthrough.sources.entry import Entry, fold, short_hash
from lookthrough.sources.kinds import has_legal_form
from lookthrough.sources.printed_dates import read_date
from lookthrough.sources.table import Record

_NUMBERED = re.compile(r"\((?:\d{1,2}|[a-h])\)(?:\s*-\s*\(\d{1,2}\))?|(?<!\S)(?:\d{1,2}|[a-h])\)")
_REMARK = re.compile(r"\s*\([^()]*\)|\s+(?:citizen(?:ship)?|national)$", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(\d{2})/(\d{2})/(\d{4})")
_LEADING_CODE = re.compile(
    r"^(?:(?:passport|national|id|identification|number|no|card|imo)\b[\s.:]*)*([A-Z0-9][A-Z0-9/.-]{3,})\b",
    re.IGNORECASE,
)
_KINDS: Mapping[str, Kind] = {"individual": "person", "entity": "organization", "ship": "vessel"}
_PLACES = ("town of birth", "country of birth")


@dataclass(frozen=True, slots=True)
class Layout:
    """What the headers of one list mean; all in lower case, "" where the list has no such column.

    Attributes:
        list_id: the list.
        number: the column whose number the rows of one entry share.
        kind, role, strength, regime, since: columns of what it is about, of what each name is, of a weak alias, of the
            regime and of the day of listing.
        primary: values of `role` that mark the primary name.
        former: values of `role` that mark a former name.
        address, postcode, country, birth, script: columns.
        texts: column -> property for cells that are told as they stand.
        codes: column -> scheme for cells of numbers.
    """

    list_id: str
    number: str
    kind: str
    role: str
    strength: str
    regime: str
    since: str
    primary: frozenset[str]
    former: frozenset[str]
    address: tuple[str, ...]
    postcode: str
    country: str
    birth: str
    nationality: str
    script: str
    texts: Mapping[str, str]
    codes: Mapping[str, str]


def statements(rows: Iterable[Record], layout: Layout, file: str, issues: Issues) -> Iterator[Statement]:
    """Every statement of the list, entry by entry in the order of first naming.

    Rows of one number under two regimes are two entries of one party.

    Raises:
        ParseError: if there is no entry.
    """
    groups: dict[tuple[str, str], list[Record]] = {}
    regimes: dict[str, set[str]] = {}
    for row in rows:
        number, regime = row.get(layout.number).strip(), " ".join(row.get(layout.regime).split())
        if not _name(row):
            issues.error("no-name", "the row has no name", Place(file, row.number), hint="the row was left out")
            continue
        number = number or hashed_id(layout.list_id, fold(_name(row))).partition(":")[2]
        groups.setdefault((number, regime), []).append(row)
        regimes.setdefault(number, set()).add(regime)
    if not groups:
        raise ParseError("the file holds no entry", hint="download it again", place=Place(file))
    for (number, regime), found in groups.items():
        entity_id = f"{layout.list_id}:{number}"
        record = entity_id if len(regimes[number]) == 1 else f"{entity_id}#{short_hash(regime)}"
        yield from _entry(entity_id, record, found, layout, file, issues)


def _entry(
    entity_id: str, record: str, rows: list[Record], layout: Layout, file: str, issues: Issues
) -> Iterator[Statement]:
    """One entry; a fact that several rows repeat is told once, its cells with each row."""
    primary = next((row for row in rows if row.get(layout.role).strip().lower() in layout.primary), None)
    if primary is None:
        place = Place(file, rows[0].number)
        issues.note("no-primary-name", f"no row of {quote(record)} is marked as the primary name", place)
        primary = rows[0]
    kind = _kind(primary, layout)
    said: set[tuple[str, str]] = set()
    for row in (primary, *(row for row in rows if row is not primary)):
        entry = Entry(entity_id, record, kind, layout.list_id, file, row.number)
        for statement in _row(entry, row, layout, issues, primary=row is primary):
            key = (statement.prop, statement.value)
            if statement.prop == "alias" and ("name", statement.value) in said:
                continue
            if not statement.value or key not in said:
                said.add(key)
                yield statement


def _kind(row: Record, layout: Layout) -> Kind:
    kind = _KINDS.get(row.get(layout.kind).strip().lower(), "organization")
    return "company" if kind == "organization" and has_legal_form(_name(row)) else kind


def _name(row: Record) -> str:
    """The name in natural order: first names, then the family name or the body's whole name in "Name 6"."""
    parts = [row.get(f"name {n}") for n in (1, 2, 3, 4, 5, 6)]
    return " ".join(" ".join(parts).split())


def _row(entry: Entry, row: Record, layout: Layout, issues: Issues, *, primary: bool) -> Iterator[Statement]:
    name, role = _name(row), row.get(layout.role).strip().lower()
    weak = row.get(layout.strength).strip().lower() in {"low quality a.k.a", "low quality a.k.a.", "low", "weak"}
    prop = "name" if primary else "former_name" if role in layout.former else "weak_alias" if weak else "alias"
    yield entry.says(prop, name, name, "Name 6")
    if script := row.get(layout.script).strip():
        yield entry.says("alias", " ".join(script.split()), script, row.titles[layout.script])
    yield from _about(entry, row, layout, issues)
    for title, text in row.printed():
        yield entry.cell(title, text)


def _about(entry: Entry, row: Record, layout: Layout, issues: Issues) -> Iterator[Statement]:
    if regime := row.get(layout.regime).strip():
        yield entry.says("programme", " ".join(regime.split()), regime, row.titles[layout.regime])
    if layout.since in row.titles:
        yield from entry.date("listed_since", row.get(layout.since), row.titles[layout.since], read_day, issues)
    for text in split(row.get(layout.birth)) if entry.kind == "person" else ():
        yield from entry.date("birth_date", text, row.titles[layout.birth], read_day, issues)
    for text in split(row.get(layout.nationality)) if entry.kind == "person" else ():
        bare = _REMARK.sub("", text).strip()
        if code := nationality_code(bare):
            yield entry.says("nationality", code, text, row.titles[layout.nationality])
        else:
            ofac_remarks.unknown_country(entry, bare, row.titles[layout.nationality], issues)
    if entry.kind == "person" and any(row.get(column).strip() for column in _PLACES):
        place = ", ".join(row.get(column).strip() for column in _PLACES if row.get(column).strip())
        column = next(column for column in _PLACES if row.get(column).strip())
        yield entry.says("birth_place", " ".join(place.split()), place, row.titles[column])
    yield from _address(entry, row, layout)
    for column, prop in layout.texts.items():
        if text := row.get(column).strip():
            yield entry.says(prop, " ".join(text.split()), text, row.titles[column])
    for column, scheme in layout.codes.items():
        for text in split(row.get(column)):
            found = _LEADING_CODE.match(text)
            number = found[1] if found and any(c.isdigit() for c in found[1]) else ""
            value = identifiers.compact(scheme, f"IMO {number}" if scheme == "imo" else number) if number else None
            if value:
                yield entry.says("identifier", value, text, row.titles[column])


def _address(entry: Entry, row: Record, layout: Layout) -> Iterator[Statement]:
    columns = (*layout.address, layout.postcode, layout.country)
    parts = [text for column in columns if (text := row.get(column).strip())]
    country = row.get(layout.country).strip()
    first = next((column for column in columns if row.get(column).strip()), "")
    if parts and parts != [country]:
        joined = ", ".join(parts)
        yield entry.says("address", " ".join(joined.split()), joined, row.titles[first])
    code = country_code(country) or country_code(_REMARK.sub("", country))
    if code:
        yield entry.says("country", code, country, row.titles[layout.country])


def split(text: str) -> list[str]:
    """A cell of several: "(1) Tripoli (2) Tunis" is two; a lone dash is none."""
    parts = (part.strip(" ,;.") for part in _NUMBERED.split(text))
    return [part for part in parts if part and part != "-"]


def read_day(text: str) -> PartialDate:
    """A date as the lists print it, day first: "13/04/2015"; "00/00/1980" is a year, "00/03/1980" a month.

    Raises:
        InputError: if it is no date, or a day that does not exist.
    """
    bare = text.strip().replace("dd", "00").replace("mm", "00")
    found = _DAY_FIRST.fullmatch(bare)
    if found is None:
        return read_date(text)
    day, month, year = (int(part) for part in found.groups())
    try:
        if not month:
            return dates.year(year, text)
        if not day:
            return dates.month(year, month, text)
        known = date(year, month, day)
    except ValueError:
        raise InputError(f"{quote(text)} is a date that does not exist", hint="the lists print dd/mm/yyyy") from None
    return PartialDate(known, known, "day", False, text)
