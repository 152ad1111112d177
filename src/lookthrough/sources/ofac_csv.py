"""OFAC's CSV set: a primary file, and files of alternate names, addresses and continued remarks that point into it.

The files have no header. They are told apart by their shape: 12 columns are the parties, 5 the alternate names, 6 the
addresses, 2 the continued remarks (the primary file cuts remarks at 1,000 characters). "-0- " means empty, and the
byte 0x1A ends a file.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from lookthrough.errors import Issues, ParseError, Place, quote
from lookthrough.model.schema import Kind
from lookthrough.model.statement import Statement
from lookthrough.sources import ofac_remarks
from lookthrough.sources.entry import Entry, numbered
from lookthrough.sources.kinds import has_legal_form
from lookthrough.sources.ofac_remarks import natural_order
from lookthrough.sources.printed_names import is_name
from lookthrough.sources.table import Row, read_rows

PRIMARY = ("ent_num", "SDN_Name", "SDN_Type", "Program", "Title", "Call_Sign", "Vess_type", "Tonnage", "GRT",
           "Vess_flag", "Vess_owner", "Remarks")  # fmt: skip
ALTERNATE = ("ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks")
ADDRESS = ("ent_num", "add_num", "address", "city_state_zip", "country", "add_remarks")
COMMENTS = ("ent_num", "remarks_extended")
_SHAPES = {len(columns): columns for columns in (PRIMARY, ALTERNATE, ADDRESS, COMMENTS)}
_MEMBERS = {ALTERNATE: "the alternate names (alt.csv)", ADDRESS: "the addresses (add.csv)"}
#: A publisher's slip leaves a few rows without a party; files of different editions leave many.
MOST_ASTRAY = Fraction(1, 10)
_KINDS: dict[str, Kind] = {"individual": "person", "vessel": "vessel", "aircraft": "aircraft"}
_ALIASES = {"aka": "alias", "fka": "former_name", "nka": "alias"}
_PLAIN = (
    ("Title", "title"),
    ("Call_Sign", "call_sign"),
    ("Vess_type", "vessel_type"),
    ("Tonnage", "tonnage"),
    ("GRT", "tonnage"),
    ("Vess_flag", "vessel_flag"),
    ("Vess_owner", "vessel_owner"),
)


@dataclass(frozen=True, slots=True)
class Cells:
    """One row of the set: its file, its line, and its non-empty cells by column name, as printed."""

    file: str
    row: int
    by_name: dict[str, str]

    def get(self, column: str) -> str:
        """The cell as printed; "" when it is empty."""
        return self.by_name.get(column, "")


@dataclass(slots=True)
class CsvSet:
    """The rows of a set, those of the other files by the party that they belong to."""

    parties: list[Cells] = field(default_factory=list)
    names: dict[str, list[Cells]] = field(default_factory=lambda: defaultdict(list))
    addresses: dict[str, list[Cells]] = field(default_factory=lambda: defaultdict(list))
    comments: dict[str, list[Cells]] = field(default_factory=lambda: defaultdict(list))


def read_set(files: Sequence[Path], issues: Issues) -> CsvSet:
    """Read the files of a set, in any order and under any name.

    Raises:
        NotFoundError, InputError: if a file cannot be opened.
        ParseError: if a file has none of the four shapes, if a shape comes twice, if the parties are missing, or if
            the files are of different editions.
    """
    found = CsvSet()
    seen: dict[int, str] = {}
    for file in files:
        rows = list(read_rows(file, issues))
        width = _width(rows, Place(file.name))
        if width in seen:
            raise ParseError(
                f"this has the same columns as {quote(seen[width])}",
                hint="name each file of one edition once",
                place=Place(file.name),
            )
        seen[width] = file.name
        _take(rows, width, file.name, found, issues)
    if not found.parties:
        raise ParseError(
            "the file of the parties is missing",
            hint="add the primary file (sdn.csv or cons_prim.csv, 12 columns) to the files",
            place=Place(files[0].name if files else ""),
        )
    missing = [member for columns, member in _MEMBERS.items() if len(columns) not in seen]
    if missing:
        issues.warn(
            "missing-member",
            f"the set is without {' and '.join(missing)}: what stands there cannot be found",
            Place(seen[len(PRIMARY)]),
            hint="load all files of the edition together",
        )
    _check_editions(found)
    return found


def _check_editions(found: CsvSet) -> None:
    """Refuse files of different editions: their rows point to parties that the primary file does not have.

    Raises:
        ParseError: if more than a tenth of a file's rows do.
    """
    known = {party.get("ent_num").strip() for party in found.parties}
    for shelf in (found.names, found.addresses):
        total = sum(map(len, shelf.values()))
        astray = sum(len(rows) for number, rows in shelf.items() if number not in known)
        if astray > total * MOST_ASTRAY:
            file = next(iter(shelf.values()))[0].file
            raise ParseError(
                f"the files are of different editions: {astray:,} of {total:,} rows belong to parties that are missing "
                "from the file of the parties",
                hint="download all files of the set again, on one day",
                place=Place(file),
            )


def _width(rows: list[Row], place: Place) -> int:
    """The commonest row length, if it is one of OFAC's and its first cells are numbers."""
    widths = Counter(len(row.cells) for row in rows)
    width = widths.most_common(1)[0][0] if widths else 0
    whole = [row for row in rows if len(row.cells) == width and row.cells[0].strip().isdecimal()]
    if width not in _SHAPES or len(whole) * 2 < len(rows):
        shown = f"{width} columns" if width else "no rows"
        raise ParseError(
            f"this is no file of OFAC's CSV set: it has {shown}",
            hint="the set is sdn.csv (12 columns), alt.csv (5), add.csv (6) and sdn_comments.csv (2), without headers",
            place=place,
        )
    return width


def _take(rows: list[Row], width: int, file: str, found: CsvSet, issues: Issues) -> None:
    columns = _SHAPES[width]
    shelf = {ALTERNATE: found.names, ADDRESS: found.addresses, COMMENTS: found.comments}.get(columns)
    for row in rows:
        if len(row.cells) != width or not row.cells[0].strip().isdecimal():
            issues.error(
                "wrong-cell-count",
                f"the row has {len(row.cells)} cells, the file {width}, or does not begin with a number",
                Place(file, row.number),
                hint="the row was left out",
            )
            continue
        pairs = zip(columns, row.cells, strict=True)
        cells = Cells(file, row.number, {name: cell for name, cell in pairs if cell.strip() not in ("", "-0-")})
        number = row.cells[0].strip()
        if shelf is None:
            found.parties.append(cells)
        else:
            shelf[number].append(cells)


def statements(found: CsvSet, route: Callable[[tuple[str, ...]], str], issues: Issues) -> Iterator[Statement]:
    """What the set says, party by party.

    Args:
        found: from `read_set`.
        route: gives the list that an entry with these programmes stands on.
        issues: where troubles go: nameless and duplicated parties, rows without a party, bad dates.
    """
    seen: Counter[str] = Counter()
    known = set()
    for party in found.parties:
        number = party.get("ent_num").strip()
        known.add(number)
        place = Place(party.file, party.row)
        if not party.get("SDN_Name").strip():
            issues.error("no-name", f"entry {quote(number)} has no name", Place(party.file, party.row, "SDN_Name"))
            continue
        programmes = programmes_of(party.get("Program"))
        list_id = route(programmes)
        entity_id = f"{list_id}:{number}"
        record = numbered(entity_id, seen)
        first = record == entity_id
        if not first:
            issues.error("duplicate-id", f"the number {quote(number)} is used twice", place, hint="both are kept")
        entry = Entry(entity_id, record, _kind(party), list_id, party.file, party.row)
        yield from _party(entry, party, programmes, found.comments.get(number, []) if first else [], issues)
        if first:
            yield from _names(entry, found.names.get(number, []), issues)
            yield from _addresses(entry, found.addresses.get(number, []), issues)
    for shelf in (found.names, found.addresses, found.comments):
        for number, rows in shelf.items():
            if number not in known:
                place = Place(rows[0].file, rows[0].row)
                issues.error("no-such-party", f"the number {quote(number)} is not in the file of the parties", place)


def programmes_of(cell: str) -> tuple[str, ...]:
    """The programmes in a cell such as "SDGT] [IFSR"."""
    return tuple(p.strip(" []") for p in cell.split("] [") if p.strip(" []"))


def _kind(party: Cells) -> Kind:
    stated = _KINDS.get(party.get("SDN_Type").strip().lower())
    return stated or ("company" if has_legal_form(party.get("SDN_Name")) else "organization")


def _cells(entry: Entry, row: Cells) -> Iterator[Statement]:
    for column, text in row.by_name.items():
        yield entry.cell(column, text)


def _party(
    entry: Entry, party: Cells, programmes: tuple[str, ...], comments: list[Cells], issues: Issues
) -> Iterator[Statement]:
    name = party.get("SDN_Name")
    yield entry.says("name", natural_order(name, entry.kind), name, "SDN_Name")
    for programme in programmes:
        yield entry.says("programme", programme, party.get("Program"), "Program")
    for column, prop in _PLAIN:
        if party.get(column):
            yield entry.says(prop, party.get(column).strip(), party.get(column), column)
    remarks = party.get("Remarks") + "".join(row.get("remarks_extended") for row in comments)
    yield from ofac_remarks.read_remarks(entry, remarks, "Remarks", programmes, issues)
    yield from _cells(entry, party)
    for row in comments:
        yield from _cells(entry.at(row.file, row.row), row)


def _names(party: Entry, rows: list[Cells], issues: Issues) -> Iterator[Statement]:
    for row in rows:
        entry = party.at(row.file, row.row)
        name = row.get("alt_name")
        if name.strip() and not is_name(name):
            issues.note("alias-without-letters", f"{quote(name)} is no name; it was left out", entry.place("alt_name"))
        elif name.strip():
            prop = _ALIASES.get(row.get("alt_type").strip().lower().replace(".", ""), "alias")
            yield entry.says(prop, natural_order(name, entry.kind), name, "alt_name")
        else:
            issues.error("no-name", "the alternate name is empty", entry.place("alt_name"))
        yield from _cells(entry, row)


def _addresses(party: Entry, rows: list[Cells], issues: Issues) -> Iterator[Statement]:
    for row in rows:
        entry = party.at(row.file, row.row)
        parts = [row.get(column) for column in ("address", "city_state_zip", "country") if row.get(column)]
        if len(parts) > 1 or row.get("address"):
            yield entry.says("address", ", ".join(" ".join(p.split()) for p in parts), ", ".join(parts), "address")
        yield from ofac_remarks.country(entry, row.get("country"), "country", issues)
        yield from _cells(entry, row)
