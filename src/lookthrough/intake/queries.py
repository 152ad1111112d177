"""The user's own parties: the table that `screen FILE` answers row by row, and the pairs of `compare --pairs`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lookthrough.errors import InputError, Issues, Place, quote
from lookthrough.intake import particulars
from lookthrough.intake.cells import LONG_NAME, clean_name, is_formula, is_nameless, shown_text
from lookthrough.intake.columns import Column, Columns, normal, report
from lookthrough.intake.tables import Table, open_table
from lookthrough.model.query import Query
from lookthrough.model.schema import Kind

_READ = ("name", "names", *particulars.READ)
_DESCRIBING = ("description", "bezeichnung")
"""Headers with these words hold a name only where no better column does."""


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

    Known columns are `name` (one name), `names`, `country`, `nationality` and `address` (several separated by ";"),
    `street`, `city`, `state` and `postcode` (parts of one address), `kind`, `birth_date`, `gender`, `lei`, `isin` and
    the other codes, `registration_number`, `tax_id`, `national_id`, `passport` and `document` (any other number of an
    identity paper), with their synonyms. All others are carried. Where several columns hold the name, all are asked:
    the further ones as other names of the party, and their cells stay in `extra`. A wrong code, date, kind, gender or
    country becomes an issue and is left out of the question; the cell itself stays in `extra`.

    Args:
        file: CSV, XLSX, XLS, ODS, JSON Lines or a JSON array.
        issues: receives what is found while the rows are read.

    Raises:
        InputError: if the file is no table or has no column of names. While iterating: if the file breaks off in a
            way that cannot be read on.
    """
    table = open_table(file, issues, wanted=lambda c: bool(c.found.keys() & {"name", "names", "issuer"}))
    columns = table.columns
    read = tuple(m for m in _READ if m in columns.found)
    if not ({"name", "names"} & set(read)):
        read = ("issuer", *read)
    beside = _beside(columns, read)
    for column in beside:
        message = f"{quote(column.header)} holds names too: they are asked as other names of the party"
        issues.note("several-names", message, Place(table.file, table.header_row, column.header))
    unread = tuple(column for column in columns.spare if column not in beside)
    report(replace(columns, spare=unread), issues, table.file, table.header_row)
    mapping = tuple(pair for pair in columns.mapping if pair[0] in read)
    used = {header for _, header in mapping}
    carried = tuple(header for header in columns.header if header not in used)
    return Questions(table.file, table.sha256, mapping, carried, _queries(table, read, beside, issues))


def _beside(columns: Columns, read: tuple[str, ...]) -> tuple[Column, ...]:
    """Further columns that hold a name: nobody who stands in one may go unasked."""
    naming = {"name", "names", "issuer"} & set(read)
    return tuple(
        c for c in columns.spare if c.meaning in naming and not any(w in normal(c.header) for w in _DESCRIBING)
    )


def _queries(
    table: Table, read: tuple[str, ...], beside: tuple[Column, ...], issues: Issues
) -> Iterator[Query | BadRow]:
    at = {meaning: table.columns.at(meaning) for meaning in read}
    for number, row in filled(table, issues):
        yield read_party(table, number, row, at, issues, beside)


def read_party(
    table: Table,
    number: int,
    row: list[str],
    at: Mapping[str, int],
    issues: Issues,
    beside: Sequence[Column] = (),
) -> Query | BadRow:
    """The party of one row.

    Args:
        table: its table, for headers and places.
        number: 1-based data row.
        row: its cells, as wide as the header.
        at: positions of the meanings that are read.
        issues: receives what cannot be read.
        beside: further columns of its names.
    """
    cell = {meaning: row[index].strip() for meaning, index in at.items()}
    header = table.columns.header
    if swallowed := table.swallowed.get(number):  # whoever stood in the other rows was asked about by nobody
        return BadRow(number, swallowed, tuple(zip(header, row, strict=False)))
    names = _names(table, number, _printed(cell, row, beside), issues)
    if isinstance(names, str):
        issues.error("bad-query", names, table.place(number))
        return BadRow(number, names, tuple(zip(header, row, strict=False)))
    told = particulars.Row(table, number, cell, issues)
    query = Query(
        names=names,
        kind=particulars.kind(told),
        countries=particulars.countries(told, "country"),
        nationalities=particulars.countries(told, "nationality"),
        birth_date=particulars.birth_date(told),
        gender=particulars.gender(told),
        addresses=particulars.addresses(told),
        identifiers=particulars.codes(told),
        row=number,
    )
    read = {index for meaning, index in at.items() if meaning not in told.unread}
    extra = tuple((head, text) for i, (head, text) in enumerate(zip(header, row, strict=False)) if i not in read)
    return replace(query, extra=extra)


def _printed(cell: Mapping[str, str], row: Sequence[str], beside: Sequence[Column]) -> Iterator[str]:
    """What stands in the columns of names, the `name` column first."""
    yield cell.get("name", "") or cell.get("issuer", "")
    yield from cell.get("names", "").split(";")
    for column in beside:
        yield from row[column.index].strip().split(";") if column.meaning == "names" else (row[column.index].strip(),)


def _names(table: Table, number: int, printed: Iterable[str], issues: Issues) -> tuple[str, ...] | str:
    """The names of a row, as printed in its columns of names; a `str` is the reason why it cannot be asked."""
    names: dict[str, None] = {}
    for cell in printed:
        text = shown_text(cell)
        if text is None:
            return f"{quote(cell)} is a formula, and the name that it shows does not stand in the file"
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
    for number, row in filled(table, issues):
        cells = tuple(zip(columns.header, row, strict=False))
        if swallowed := table.swallowed.get(number):
            yield BadRow(number, swallowed, cells)
            continue
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
        told = particulars.Row(table, number, {"kind": row[third].strip()} if third >= 0 else {}, issues)
        yield Pair(number, names[0], names[1], particulars.kind(told), cells)


def filled(table: Table, issues: Issues) -> Iterator[tuple[int, list[str]]]:
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
