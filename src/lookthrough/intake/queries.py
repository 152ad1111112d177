"""The user's own parties: the table that `screen FILE` answers row by row, and the pairs of `compare --pairs`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from lookthrough.errors import InputError, Issues, Place, quote
from lookthrough.ids import Fault
from lookthrough.intake.cells import LONG_NAME, clean_name, is_formula, is_nameless, read_code
from lookthrough.intake.columns import CODES, Columns, normal, report, vocabulary
from lookthrough.intake.dates import parse_date, two_digit_year
from lookthrough.intake.numbers import is_missing
from lookthrough.intake.tables import Table, open_table
from lookthrough.model.dates import PartialDate
from lookthrough.model.entity import Identifier
from lookthrough.model.query import Query
from lookthrough.model.schema import Kind
from lookthrough.names.countries import country_code

_READ = ("name", "names", "kind", "country", "birth_date", "address", "registration_number", "security_id", *CODES)


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be asked: it is answered with "status": "error", never passed over.

    Attributes:
        row: 1-based data row, blank rows counted.
        reason: the sentence to show.
        extra: the row's cells as (header, text).
    """

    row: int
    reason: str
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names to compare.

    Attributes:
        row: 1-based data row.
        name1, name2: the names, free of control characters.
        kind: of both; "any" when the table does not say.
        cells: the whole row as (header, text), carried to the output.
    """

    row: int
    name1: str
    name2: str
    kind: Kind
    cells: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Questions:
    """A table of parties, read while it is iterated; it can be iterated once.

    Attributes:
        file: the file's name.
        sha256: of its bytes.
        columns: how the columns were read, as (meaning, header as printed).
        carried: headers of the columns that are only carried to the output.
        rows: one `Query` or `BadRow` for every row that is not blank.
    """

    file: str
    sha256: str
    columns: tuple[tuple[str, str], ...]
    carried: tuple[str, ...]
    rows: Iterator[Query | BadRow]

    def __iter__(self) -> Iterator[Query | BadRow]:
        return self.rows


@dataclass(frozen=True, slots=True)
class Pairs:
    """A table of pairs, read while it is iterated; it can be iterated once.

    Attributes:
        file: the file's name.
        header: all headers, in order, for the output.
        rows: one `Pair` or `BadRow` for every row that is not blank.
    """

    file: str
    header: tuple[str, ...]
    rows: Iterator[Pair | BadRow]

    def __iter__(self) -> Iterator[Pair | BadRow]:
        return self.rows


def read_queries(file: Path, issues: Issues) -> Questions:
    """Open a table of parties to screen.

    Known columns are `name` (one name), `names` (several, separated by ";"), `kind`, `country` (several separated by
    ";"), `birth_date`, `address`, `lei`, `isin` and the other codes, `registration_number`, with their synonyms.
    All others are carried. A wrong code, date, kind or country becomes an issue and is left out of the question;
    the cell itself stays in `extra`.

    Args:
        file: CSV, XLSX, XLS, ODS, JSON Lines or a JSON array.
        issues: receives what is found while the rows are read.

    Raises:
        InputError: if the file is no table or has no column of names. While iterating: if the file breaks off in a
            way that cannot be read on.
    """
    table = open_table(file, issues, wanted=lambda c: bool(c.found.keys() & {"name", "names", "issuer"}))
    columns = table.columns
    report(columns, issues, table.file, table.header_row)
    read = tuple(m for m in _READ if m in columns.found)
    if not ({"name", "names"} & set(read)):
        read = ("issuer", *read)
    mapping = tuple(pair for pair in columns.mapping if pair[0] in read)
    used = {header for _, header in mapping}
    carried = tuple(header for header in columns.header if header not in used)
    return Questions(table.file, table.sha256, mapping, carried, _queries(table, read, issues))


def _queries(table: Table, read: tuple[str, ...], issues: Issues) -> Iterator[Query | BadRow]:
    at = {meaning: table.columns.at(meaning) for meaning in read}
    for number, row in _filled(table, issues):
        yield _query(table, number, row, at, issues)


def _query(table: Table, number: int, row: list[str], at: Mapping[str, int], issues: Issues) -> Query | BadRow:
    cell = {meaning: row[index].strip() for meaning, index in at.items()}
    header = table.columns.header
    names = _names(table, number, cell, issues)
    if isinstance(names, str):
        issues.error("bad-query", names, table.place(number))
        return BadRow(number, names, tuple(zip(header, row, strict=False)))
    countries, odd = _countries(table, number, cell.get("country", ""), issues)
    kind, odd_kind = _kind(table, number, cell.get("kind", ""), issues)
    codes, odd_codes = _codes(table, number, cell, issues)
    born, odd_date = _born(table, number, cell.get("birth_date", ""), issues)
    unread = {at[meaning] for meaning in (odd, odd_kind, odd_date, *odd_codes) if meaning}
    read = set(at.values()) - unread
    return Query(
        names=names,
        kind=kind,
        countries=countries,
        birth_date=born,
        addresses=(cell["address"],) if cell.get("address") and not is_missing(cell["address"]) else (),
        identifiers=codes,
        row=number,
        extra=tuple((head, text) for i, (head, text) in enumerate(zip(header, row, strict=False)) if i not in read),
    )


def _names(table: Table, number: int, cell: Mapping[str, str], issues: Issues) -> tuple[str, ...] | str:
    """The names of a row, the one of the `name` column first; a `str` is the reason why it cannot be asked."""
    printed = [cell.get("name", "") or cell.get("issuer", ""), *cell.get("names", "").split(";")]
    names: dict[str, None] = {}
    for text in printed:
        if is_nameless(text):
            continue
        if len(text) > LONG_NAME:
            return f"the name has {len(text):,} characters; no more than {LONG_NAME:,} are asked"
        if is_formula(text):
            issues.warn("formula-text", f"{quote(text)} looks like a formula; it is asked as text", table.place(number))
        name = text if text.isprintable() else clean_name(text, issues, table.place(number))
        names[" ".join(name.split())] = None
    kept = tuple(name for name in names if any(c.isalnum() for c in name))
    return kept or "the row has no name"


def _countries(table: Table, number: int, text: str, issues: Issues) -> tuple[tuple[str, ...], str]:
    """Country codes of a cell, and "country" when a part of it is no country."""
    if is_missing(text):
        return (), ""
    whole = country_code(text)
    if whole:
        return (whole,), ""
    codes: dict[str, None] = {}
    odd = ""
    for part in re.split(r"[;|]", text):
        code = country_code(part) if part.strip() else None
        if code:
            codes[code] = None
        elif part.strip():
            odd = "country"
            issues.warn(
                "unknown-country",
                f"{quote(part.strip())} is no country that is known; it is left out",
                table.place(number, table.columns.found["country"].header),
            )
    return tuple(codes), odd


@cache
def _kinds() -> Mapping[str, Kind]:
    table: dict[str, Kind] = {}
    for kind, words in vocabulary()["kinds"].items():
        for word in words:
            table.setdefault(normal(word), kind)
    return MappingProxyType(table)


def read_kind(text: str) -> Kind | None:
    """The kind that a user's word means: "individual" is person, "ship" is vessel; blank is any, unknown words None."""
    return "any" if is_missing(text) else _kinds().get(normal(text))


def _kind(table: Table, number: int, text: str, issues: Issues) -> tuple[Kind, str]:
    kind = read_kind(text)
    if kind is not None:
        return kind, ""
    issues.warn(
        "unknown-kind",
        f"{quote(text)} is no kind of party; any kind is looked for",
        table.place(number, table.columns.found["kind"].header),
        "write person, company, organization, vessel, aircraft, fund or any",
    )
    return "any", "kind"


def _codes(
    table: Table, number: int, cell: Mapping[str, str], issues: Issues
) -> tuple[tuple[Identifier, ...], tuple[str, ...]]:
    """Validated codes, and the meanings of cells that hold a wrong one."""
    found: dict[Identifier, None] = {}
    odd: list[str] = []
    for scheme in (*CODES, "security_id", "registration_number"):
        text = cell.get(scheme, "")
        if is_missing(text):
            continue
        if scheme == "registration_number":
            found[Identifier(scheme, re.sub(r"[\s.-]+", "", text).upper())] = None
            continue
        code = read_code(scheme, text)
        if isinstance(code, Identifier):
            found[code] = None
            continue
        odd.append(scheme)
        if isinstance(code, Fault):
            issues.warn(
                "bad-identifier",
                f"{quote(text)} is left out: {code.says}",
                table.place(number, table.columns.found[scheme].header),
            )
    return tuple(found), tuple(odd)


def _born(table: Table, number: int, text: str, issues: Issues) -> tuple[PartialDate | None, str]:
    """The birth date, and "birth_date" when the cell cannot be read or its century is a guess."""
    if not text:
        return None, ""
    place = table.place(number, table.columns.found["birth_date"].header)
    if two_digit_year(text):
        issues.warn(
            "two-digit-year",
            f"{quote(text)} does not say its century; it is left out",
            place,
            "write the year with four digits",
        )
        return None, "birth_date"
    try:
        date = parse_date(text)
    except InputError as error:
        issues.error("bad-date", f"{error.message}; it is left out", place, error.hint)
        return None, "birth_date"
    if date is not None and date.granularity == "range" and "/" in text and "-" not in text:
        issues.warn("ambiguous-date", f"{quote(text)} can mean two days; both are kept", place, "write YYYY-MM-DD")
    return date, ""


def read_pairs(file: Path, issues: Issues) -> Pairs:
    """Open a table of pairs of names.

    Args:
        file: a table with the columns name1 and name2, and kind where it is known; all columns are carried.
        issues: receives what is found while the rows are read.

    Raises:
        InputError: if the file is no table or lacks one of the two columns.
    """
    table = open_table(file, issues, wanted=lambda c: bool(c.found.keys() & {"name1", "name2"}))
    missing = [name for name in ("name1", "name2") if name not in table.columns.found]
    if missing:
        raise InputError(
            f"the table has no column {missing[0]}",
            hint="the header must have name1,name2 and may have kind",
            place=Place(table.file, table.header_row),
        )
    return Pairs(table.file, table.columns.header, _pairs(table, issues))


def _pairs(table: Table, issues: Issues) -> Iterator[Pair | BadRow]:
    columns: Columns = table.columns
    first, second, third = columns.at("name1"), columns.at("name2"), columns.at("kind")
    for number, row in _filled(table, issues):
        cells = tuple(zip(columns.header, row, strict=False))
        names = [clean_name(row[i], issues, table.place(number)) for i in (first, second)]
        if not all(names):
            issues.error("bad-pair", "one of the two names is blank", table.place(number))
            yield BadRow(number, "one of the two names is blank", cells)
            continue
        if max(len(name) for name in names) > LONG_NAME:
            reason = f"a name has more than {LONG_NAME:,} characters"
            issues.error("bad-pair", reason, table.place(number))
            yield BadRow(number, reason, cells)
            continue
        kind = _kind(table, number, row[third].strip(), issues)[0] if third >= 0 else "any"
        yield Pair(number, names[0], names[1], kind, cells)


def _filled(table: Table, issues: Issues) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not blank, with their numbers, as wide as the header."""
    width = len(table.columns.header)
    for number, row in enumerate(table.rows, start=1):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > width and any(cell.strip() for cell in row[width:]):
            issues.error(
                "ragged-row",
                f"the row has {len(row)} cells under {width} headers: {quote(row[0])}",
                table.place(number),
                "a name with a comma must stand in quotation marks",
            )
        yield number, [*row[:width], *[""] * (width - len(row))]
