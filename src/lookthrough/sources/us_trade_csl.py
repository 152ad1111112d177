"""The Consolidated Screening List of the International Trade Administration: one file, ten lists.

Rows name their list in `source`, in full ("Entity List (EL) - Bureau of Industry and Security") or in short ("EL").
Entity ids: rows of the Treasury's lists carry OFAC's number and have the id that OFAC's own files give
(`us_ofac_sdn:36`); all others have `<list>:<hash of the folded name and the first country>`, because the file's own
`_id` changes with any cell. The Entity List names a party once under each country, so one party may be several
entities. Records add "#" and the start date, with a running mark where a party has two entries from one day.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from lookthrough.errors import InputError, Issues, ParseError, Place, quote
from lookthrough.model.schema import Kind
from lookthrough.model.statement import Statement
from lookthrough.names.countries import countries_in, country_code
from lookthrough.sources import identifiers, ofac_remarks
from lookthrough.sources.base import Passport, hashed_id
from lookthrough.sources.citations import Citation, first_published, footnotes, split_citations
from lookthrough.sources.csl_rows import CslRow, read_csl
from lookthrough.sources.entry import Entry, fold, numbered
from lookthrough.sources.kinds import kind_of_name
from lookthrough.sources.ofac_remarks import natural_order
from lookthrough.sources.printed_dates import read_date
from lookthrough.sources.printed_names import is_postal_address, read_other_name

META = Passport(
    id="us_trade_csl",
    title="Consolidated Screening List",
    publisher="US Department of Commerce, International Trade Administration",
    publisher_url="https://www.trade.gov/consolidated-screening-list",
    data_urls=("https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.csv",),
    lists=(
        "us_bis_entity_list", "us_bis_meu", "us_bis_dpl", "us_bis_uvl", "us_state_isn", "us_state_dtc",
        "us_ofac_sdn", "us_ofac_ssi", "us_ofac_nscmic", "us_ofac_cons",
    ),
    licence="US Government work, public domain (17 USC 105)",
    min_entries=4_000,
    max_entries=60_000,
    suffixes=(".csv", ".json", ".gz", ".zip"),
    description="The export-screening lists of Commerce, State and Treasury in one file: whom to check before an "
    "export. Each row stands on its own list; the law differs from list to list.",
)  # fmt: skip

_LISTS = {
    "EL": "us_bis_entity_list",
    "MEU": "us_bis_meu",
    "DPL": "us_bis_dpl",
    "UVL": "us_bis_uvl",
    "ISN": "us_state_isn",
    "DTC": "us_state_dtc",
    "SDN": "us_ofac_sdn",
    "SSI": "us_ofac_ssi",
    "CMIC": "us_ofac_nscmic",
    **dict.fromkeys(("FSE", "PLC", "CAP", "CAPTA", "561", "MBS", "NS-MBS", "ISA", "13599"), "us_ofac_cons"),
}
_KINDS: dict[str, Kind] = {"individual": "person", "vessel": "vessel", "aircraft": "aircraft"}
_PLAIN = (
    ("title", "title"),
    ("call_sign", "call_sign"),
    ("vessel_type", "vessel_type"),
    ("gross_tonnage", "tonnage"),
    ("gross_registered_tonnage", "tonnage"),
    ("vessel_flag", "vessel_flag"),
    ("vessel_owner", "vessel_owner"),
    ("license_requirement", "requirement"),
    ("license_policy", "policy"),
    ("standard_order", "standard_order"),
    ("source_list_url", "source_url"),
    ("source_information_url", "source_url"),
)
_SHORT = re.compile(r"\(([A-Za-z0-9-]+)(?:\s+List)?\)")
_SUCCESSORS = re.compile(r"[;,]?\s+and\s+any\s+successors?\b.*$", re.IGNORECASE | re.DOTALL)
_KNOWN_AS = re.compile(  # "X (a.k.a. Y", "X (f.k.a., Y)", "a.k.a. Y", "aka, Y", "X, aka Y"; not "Aka Trading"
    r"(?:^|[\s,;(]+)(?P<dotted>[afn])\.\s?k\.\s?a\.?[,:]?(?:\s+|$)"
    r"|^(?P<first>[afn])ka[,:]\s+"
    r"|\s*[,(]\s*(?P<inner>[afn])ka[,:]?\s+",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(r"the following \w+ alias(?:es)?:?", re.IGNORECASE)
_LAST_FIRST = re.compile(r"[^\W\d]+(?:[ '-][^\W\d]+){0,2}, [^\W\d]+\.?(?: [^\W\d]+\.?){0,3}")
_STATUS = re.compile(r"\bstatus:\s*([^;|]*)", re.IGNORECASE)
_ENDED = re.compile(r"(?:lifted|expired|terminated|rescinded)\s+(?:on\s+|as of\s+)?([\d/-]+)$", re.IGNORECASE)
_AUTHORITY = re.compile(r"\bAuthority:\s*([^;|]+)")


def edition_of(files: Sequence[Path]) -> str | None:  # noqa: ARG001 - the file states none
    """None: neither the CSV nor the JSON form states its date."""
    return None


def parse(files: Sequence[Path], issues: Issues) -> Iterator[Statement]:
    """Every statement of an edition.

    Args:
        files: one CSV or JSON file, as published or packed.
        issues: where troubles inside the data are recorded: unknown lists, nameless rows, dates that do not exist.

    Raises:
        NotFoundError, InputError: if the file cannot be opened.
        ParseError: if it is something else or holds no entry.
    """
    if len(files) != 1:
        raise ParseError("the Consolidated Screening List is one file", hint="name one CSV or JSON file")
    file = files[0].name
    seen: Counter[str] = Counter()
    for row in read_csl(files[0], issues):
        place = Place(file, row.number)
        list_id = list_of(row.get("source"))
        if list_id is None:
            issues.error(
                "unknown-list",
                f"{quote(row.get('source'))} is no list that we know; the row was left out",
                Place(file, row.number, "source"),
                hint="tell us about the new list",
            )
        elif not row.get("name"):
            issues.error("no-name", "the row has no name", Place(file, row.number, "name"), hint="it was left out")
        else:
            yield from _statements(row, list_id, place, seen, issues)
    if not seen:
        raise ParseError("the file holds no entry", hint="download it again", place=Place(file))


def list_of(source: str) -> str | None:
    """The list that a `source` cell names, in full or in short; None when it is unknown.

    A list of the Treasury whose short name is new counts to `us_ofac_cons`.
    """
    short = source.strip().upper()
    found = _SHORT.findall(source)
    for name in (short, *(n.upper() for n in reversed(found))):
        if name.removeprefix("NS-") in _LISTS:
            return _LISTS[name.removeprefix("NS-")]
    return "us_ofac_cons" if "treasury" in source.lower() and found else None


def _statements(row: CslRow, list_id: str, place: Place, seen: Counter[str], issues: Issues) -> Iterator[Statement]:
    cites = split_citations(row.get("federal_register_notice"))
    entry = _entry(row, list_id, cites, place, seen, issues)
    yield from _names(entry, row, issues)
    for programme in row.many["programs"]:
        yield entry.says("programme", programme, row.cells["programs"], "programs")
    yield from _places(entry, row, issues)
    yield from _citations(entry, cites, issues)
    for column, prop in _PLAIN:
        if row.get(column):
            yield entry.says(prop, row.get(column), row.cells[column], column)
    for number in footnotes(row.get("license_requirement")):
        yield entry.says("footnote", number, row.cells["license_requirement"], "license_requirement")
    yield from _persons(entry, row, issues)
    yield from ofac_remarks.one_date_each(_dates(entry, row, cites, issues))
    for column, text in row.cells.items():
        yield entry.cell(column, text)


def _entry(
    row: CslRow, list_id: str, cites: tuple[Citation, ...], place: Place, seen: Counter[str], issues: Issues
) -> Entry:
    number = row.get("entity_number")
    if list_id.startswith("us_ofac_") and number.isdecimal():
        entity_id = record = f"{list_id}:{number}"
    else:
        entity_id = hashed_id(list_id, fold(_SUCCESSORS.sub("", row.get("name"))), _first_country(row))
        start = row.get("start_date") or _since(cites)
        record = f"{entity_id}#{start}" if start else entity_id
    record = numbered(record, seen)
    if seen[record.split("~")[0]] > 1:
        code, severity = ("duplicate-id", issues.error) if number else ("duplicate-entry", issues.note)
        severity(code, f"{quote(row.get('name'))} stands here twice; both entries are kept", place)
    return Entry(entity_id, record, _kind(row, list_id), list_id, place.file, row.number)


def _first_country(row: CslRow) -> str:
    for text, country in row.addresses:
        code = country_code(country) if country else next(iter(countries_in(text)), None)
        if code:
            return code
    return ""


def _since(cites: tuple[Citation, ...]) -> str:
    first = first_published(cites)
    return first.published.iso if first and first.published else ""


def _kind(row: CslRow, list_id: str) -> Kind:
    stated = row.get("type").lower()
    name = row.get("name")
    if stated in _KINDS:
        return _KINDS[stated]
    if list_id.startswith("us_ofac_"):
        return kind_of_name(name, "organization")
    shown = kind_of_name(name, "any")
    if shown == "any" and list_id in ("us_state_dtc", "us_bis_dpl") and _LAST_FIRST.fullmatch(name):
        return "person"
    return shown


def _names(entry: Entry, row: CslRow, issues: Issues) -> Iterator[Statement]:
    printed = row.cells["name"]
    name = _SUCCESSORS.sub("", printed)
    (_, main), *others = _spelled(name)
    yield entry.says("name", natural_order(main, entry.kind), printed, "name")
    for prop, other in others:
        yield entry.says(prop, natural_order(other, entry.kind), printed, "name")
    if name != printed:
        yield entry.says("reach", "subsidiaries", printed, "name")
    for alias in row.many["alt_names"]:
        if entry.list_id == "us_bis_entity_list" and is_postal_address(alias):
            issues.note("address-among-names", f"{quote(alias)} is an address, not a name", entry.place("alt_names"))
            yield entry.says("address", " ".join(alias.split()), alias, "alt_names")
            continue
        for prop, other in _spelled(alias):
            read, bare = read_other_name(prop, other, entry.place("alt_names"), issues)
            if bare:
                yield entry.says(read, natural_order(bare, entry.kind), alias, "alt_names")


def _spelled(text: str) -> list[tuple[str, str]]:
    """The names that one cell prints, as (property, name): "X (f.k.a. Y)" is X, formerly Y. Never empty."""
    found: list[tuple[str, str]] = []
    mark, start = "", 0
    for known in [*_KNOWN_AS.finditer(text), None]:
        part = text[start : known.start() if known else len(text)].strip(" ,;")
        if mark and part.endswith(")") and part.count(")") > part.count("("):
            part = part[:-1]
        part = part.strip(' ,;“”"') if mark else part
        if part.strip(" .,()") and not _ANNOUNCED.fullmatch(part):
            found.append(("former_name" if mark == "f" else "alias", part))
        if known:
            mark, start = (known["dotted"] or known["first"] or known["inner"]).lower(), known.end()
    return found or [("alias", text)]


def _places(entry: Entry, row: CslRow, issues: Issues) -> Iterator[Statement]:
    codes: dict[str, str] = {}
    for text, country in row.addresses:
        if len(text) > 2 and text != country:
            yield entry.says("address", " ".join(text.split()), text, "addresses")
        for code in (country_code(country),) if country else countries_in(text):
            if code:
                codes.setdefault(code, text)
            else:
                ofac_remarks.unknown_country(entry, country, "addresses", issues)
    for code, text in codes.items():
        yield entry.says("country", code, text, "addresses")


def _citations(entry: Entry, cites: tuple[Citation, ...], issues: Issues) -> Iterator[Statement]:
    for cite in cites:
        yield entry.says("citation", cite.value, cite.text, "federal_register_notice")
        if cite.trouble:
            issues.warn("bad-date", cite.trouble, entry.place("federal_register_notice"), hint="the citation is kept")


def _persons(entry: Entry, row: CslRow, issues: Issues) -> Iterator[Statement]:
    for text in row.many["dates_of_birth"]:
        yield from entry.date("birth_date", text, "dates_of_birth", read_date, issues)
    for text in row.many["places_of_birth"]:
        yield entry.says("birth_place", text, text, "places_of_birth")
    for column in ("nationalities", "citizenships"):
        for text in row.many[column]:
            yield from ofac_remarks.nationality(entry, text, text, column, issues)


def _dates(entry: Entry, row: CslRow, cites: tuple[Citation, ...], issues: Issues) -> Iterator[Statement]:
    """Since, until and what else the remarks and identifiers say, both of which may hold dates."""
    said = [*_remarks(entry, row, issues), *_ids(entry, row, issues)]
    listed = {s.value for s in said if s.prop == "listed_since"}
    start = row.cells.get("start_date", "")
    if entry.list_id == "us_ofac_nscmic":
        # This list's start date is the day on which the prohibition began; the remarks hold the day of listing.
        begins = list(entry.date("effective_from", start, "start_date", read_date, issues))
        said.extend(s for s in begins if s.value not in listed)
    elif start.strip():
        said.extend(entry.date("listed_since", start, "start_date", read_date, issues))
    else:
        first = first_published(cites)
        if first and first.published:
            said.append(entry.says("listed_since", first.published.iso, first.text, "federal_register_notice"))
    said.extend(entry.date("listed_until", row.cells.get("end_date", ""), "end_date", read_date, issues))
    yield from said


def _remarks(entry: Entry, row: CslRow, issues: Issues) -> Iterator[Statement]:
    remarks = row.cells.get("remarks", "")
    if entry.list_id.startswith("us_ofac_"):
        yield from ofac_remarks.read_remarks(entry, remarks, "remarks", row.many["programs"], issues)
        return
    if remarks.strip():
        yield entry.says("remarks", " ".join(remarks.split()), remarks, "remarks")
    if entry.list_id == "us_state_isn":
        yield from _sanctions(entry, remarks)
        return
    for fact in ofac_remarks.facts(remarks):
        yield from ofac_remarks.prefixed_fact(entry, fact, fact, "remarks", issues)


def _sanctions(entry: Entry, remarks: str) -> Iterator[Statement]:
    """Authorities, and the end when every sanction in the remarks has ended on a printed day."""
    for authority in dict.fromkeys(_AUTHORITY.findall(remarks)):
        yield entry.says("programme", authority.strip(), authority, "remarks")
    ends = [(status, _ENDED.search(status.strip())) for status in _STATUS.findall(remarks)]
    days = []
    for status, found in ends:
        try:
            days.append((read_date(found[1]).iso, status) if found else ("", status))
        except InputError:
            days.append(("", status))
    if days and all(day for day, _ in days):
        last, status = max(days)
        yield entry.says("listed_until", last, status, "remarks")


def _ids(entry: Entry, row: CslRow, issues: Issues) -> Iterator[Statement]:
    for parts in row.ids:
        original = ", ".join(part for part in parts if part)
        label, code, country = _ordered(parts)
        read = list(ofac_remarks.identifier(entry, label, code, original, "ids", country))
        if not read and code:
            fact = f"{label.rstrip(':- ')} {code}"
            read = list(ofac_remarks.read_fact(entry, fact, "ids", row.many["programs"], issues))
        yield from read


def _ordered(parts: tuple[str, ...]) -> tuple[str, str, str]:
    """Label, code, country; older files print the country first and the label last."""
    filled = (*parts, "", "", "")
    if len(parts) > 1 and identifiers.scheme_of(parts[-1]) and not identifiers.scheme_of(parts[0]):
        return parts[-1], parts[-2], parts[0] if len(parts) > 2 else ""
    return filled[0], filled[1], filled[2]
