"""Any table to rows of text: CSV and its kin, spreadsheets, JSON Lines, a JSON array of objects.

`open_table` finds the header below a preamble of titles and dates and hands out the rows under it, one list of cells
a row, while reading. It judges no row: footers and totals are told apart by `footers.py`.

Limits, all of which raise an `InputError` that names them: a cell of `MAX_CELL` characters (a quotation mark that is
never closed swallows the rest of a file, and ends here), `MAX_COLUMNS` columns, a header below row `HEADER_ROWS`, and
those of `sheets.py`. CSV and JSON Lines of any length are streamed.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from lookthrough.errors import InputError, Issues, Place, quote
from lookthrough.intake.columns import NAMING, Columns, recognise
from lookthrough.intake.decode import Probe, content_of, head_of, head_text, probe, refuse
from lookthrough.intake.sheets import error_cells, read_sheets

MAX_CELL = 131_072
MAX_COLUMNS = 2_000
HEADER_ROWS = 100
MAX_JSON = 256 * 1024 * 1024
DELIMITERS = ",;\t|"
_NONE = "\x1f"
_PLENTY = 4  # as many recognised headers are no accident: the search ends there

Rows = Iterator[list[str]]
Wanted = Callable[[Columns], bool]
Headers = Callable[[Sequence[str]], Columns]


@dataclass(slots=True)
class Table:
    """A table whose header was found and whose rows have not been read yet.

    Attributes:
        file: the file's name.
        sha256: of the file's bytes.
        form: "csv", "sheet" or "json".
        preamble: the rows above the header, blank ones left out, cells stripped.
        columns: how the header was read.
        header_row: 1-based row of the header in the file, blank lines counted; 0 for JSON, which has none.
        rows: the rows below the header as printed, read while iterating, each with as many cells as it has.
        sheet: the sheet's name, "" for other forms.
        swallowed: why a data row (1-based) holds others that an open quotation mark made part of it; filled while
            the rows are read, before the row itself is handed out.
    """

    file: str
    sha256: str
    form: str
    preamble: tuple[tuple[str, ...], ...]
    columns: Columns
    header_row: int
    rows: Rows
    sheet: str = ""
    swallowed: dict[int, str] = field(default_factory=dict)

    def place(self, row: int, column: str = "") -> Place:
        """Where data row `row` (1-based) stands in the file."""
        return Place(self.file, self.header_row + row, column)


def names_something(columns: Columns) -> bool:
    """The least that a header must have: a column that says who or what a row is about, or a code for it."""
    return any(m in NAMING or m in {"ticker", "isin", "cusip", "sedol", "lei", "figi"} for m in columns.found)


def open_table(file: Path, issues: Issues, *, wanted: Wanted = names_something, headers: Headers = recognise) -> Table:
    """Find the header of a table and stand ready to read its rows.

    Args:
        file: the file; its name's ending says nothing here.
        issues: receives what had to be guessed about the encoding.
        wanted: whether a row's cells, read as a header, are the header that the caller looks for.
        headers: reads a row's cells as a header; another vocabulary than that of names and holdings.

    Raises:
        InputError: if the file is no table, is empty, or has no such header in its first `HEADER_ROWS` rows.
    """
    head = head_of(file)
    content = content_of(head)
    if content in {"zip", "ole"}:
        table, *others = _from_sheets(file, issues, wanted, headers)
        for other in others:
            issues.error(
                "sheet-not-read",
                f"the sheet {quote(other.sheet)} holds a table too and was not read; {quote(table.sheet)} was",
                Place(file.name),
                "give each sheet a file of its own",
            )
        return table
    if content == "json":
        return _from_json(file, issues, wanted, headers)
    if content != "text":
        raise refuse(content, file)
    return _from_text(file, issues, (wanted, headers), head_text(head) or "")


def open_tables(
    file: Path, issues: Issues, *, wanted: Wanted = names_something, headers: Headers = recognise
) -> list[Table]:
    """As `open_table`, and of a workbook every sheet that has such a header; at least one table, in order.

    Raises:
        InputError: as `open_table`.
    """
    if content_of(head_of(file)) in {"zip", "ole"}:
        return _from_sheets(file, issues, wanted, headers)
    return [open_table(file, issues, wanted=wanted, headers=headers)]


def peek(file: Path, wanted: Wanted = names_something, headers: Headers = recognise) -> Columns | None:
    """The header that `open_table` would find, from the head of a text or JSON file; None when there is none.

    Never raises: it is meant for sniffing. A spreadsheet is opened whole, because its rows are packed.
    """
    try:
        head = head_of(file)
        content = content_of(head)
        if content in {"zip", "ole"}:
            sheets = (_find_header(rows, wanted, headers)[1] for _, rows in read_sheets(file, limit=HEADER_ROWS))
            return next((columns for columns in sheets if columns is not None and wanted(columns)), None)
        if content == "json":
            return _peek_json(file, head_text(head) or "", wanted, headers)
        if content != "text":
            return None
        return _locate(head_text(head) or "", wanted, headers)[2]
    except InputError:
        return None


# --- text -----------------------------------------------------------------------------------------------------------


def _from_text(file: Path, issues: Issues, sought: tuple[Wanted, Headers], head: str) -> Table:
    found = probe(file, issues)
    delimiter, start, columns = _locate(head, *sought)
    if columns is None:
        raise _no_header(file, list(_head_rows(head, delimiter)))
    told: dict[int, str] = {}
    rows = _csv_rows(file, found, delimiter, issues, (start + 1, told), spaced=_spaced(head, delimiter))
    preamble = list(islice(rows, start))
    next(rows, None)
    return Table(file.name, found.sha256, "csv", _tidy(preamble), columns, start + 1, rows, swallowed=told)


def _csv_rows(
    file: Path, found: Probe, delimiter: str, issues: Issues, below: tuple[int, dict[int, str]], *, spaced: bool
) -> Rows:
    """Every row of the file; `below` is the header's row and takes what is wrong with the data rows under it."""
    header, told = below
    with file.open("r", encoding=found.encoding, errors=found.errors, newline="") as stream:
        lines: Iterable[str] = stream
        if found.nulls:
            issues.warn("nul-bytes", "NUL bytes were dropped", Place(file.name), "the file may have been cut or padded")
            lines = (line.replace("\0", "") for line in stream)
        raw: list[str] = []
        reader = csv.reader(_kept(lines, raw), delimiter=delimiter, skipinitialspace=spaced)
        number = 0
        try:
            for row in reader:
                number += 1
                if len(raw) > 1 and (why := _tell_quotation(raw, row, delimiter, Place(file.name, number), issues)):
                    told[number - header] = why
                raw.clear()
                yield row
        except csv.Error as error:
            raise InputError(
                f"a cell is longer than {MAX_CELL:,} characters" if "limit" in str(error) else f"bad CSV: {error}",
                hint="a quotation mark that is opened here or above may never be closed",
                place=Place(file.name, number + 1),
            ) from None


def _kept(lines: Iterable[str], raw: list[str]) -> Iterator[str]:
    """The lines as they are; those of the row that is being read stand in `raw`."""
    for line in lines:
        raw.append(line)
        yield line


def _tell_quotation(raw: Sequence[str], row: Sequence[str], delimiter: str, place: Place, issues: Issues) -> str:
    """Say that a row of several lines has swallowed others, because a quotation mark was not closed where it should be.

    A cell may well hold line breaks. It has swallowed rows where the mark is never closed, where a line inside it has
    all the cells of a row itself, or where the mark that closes it opens a cell of a later row.

    Returns:
        The sentence that was said; "" where nothing was swallowed.
    """
    unclosed = sum(line.count('"') for line in raw) % 2 == 1
    inside = [line.count(delimiter) for cell in row if "\n" in cell for line in cell.splitlines()[1:]]
    swallowed = len(row) > 1 and any(count >= len(row) - 1 for count in inside)
    if unclosed or swallowed or _closed_by_another(raw, delimiter):
        message = (
            f"a quotation mark that is opened in this row is not closed in it: {len(raw) - 1} more "
            f"line{'s' if len(raw) > 2 else ''} of the file became part of the cell and were not read as rows"
        )
        hint = "close the quotation mark, or double it inside a quoted cell"
        issues.error("open-quotation", message, place, hint)
        return message
    if len(raw) > 50:
        issues.warn(
            "long-quotation",
            f"one row takes {len(raw)} lines of the file",
            place,
            "a quotation mark may not be closed where it should be",
        )
    return ""


def _closed_by_another(raw: Sequence[str], delimiter: str) -> bool:
    """Does text follow at once upon the mark that closes a cell of several lines, as in `"A⏎"B`?"""
    parts = "".join(raw).replace('""', "").split('"')
    after = (parts[i + 1].lstrip(" ")[:1] for i in range(1, len(parts) - 1, 2) if "\n" in parts[i])
    return any(first not in {"", delimiter, "\r", "\n"} for first in after)


def _head_rows(head: str, delimiter: str) -> Iterator[list[str]]:
    """The first rows of the text; a last one that the head cuts is left out, and so is what cannot be parsed."""
    lines = head.replace("\0", "").splitlines(keepends=True)
    if len(head) > 16_000 and len(lines) > 1:
        lines = lines[:-1]
    with suppress(csv.Error):
        yield from islice(
            csv.reader(lines, delimiter=delimiter, skipinitialspace=_spaced(head, delimiter)), HEADER_ROWS
        )


def _spaced(head: str, delimiter: str) -> bool:
    """Do quoted cells follow the delimiter after a space, as in `"A", "B"`?"""
    return f'{delimiter} "' in head[:4096]


def _locate(head: str, wanted: Wanted, headers: Headers) -> tuple[str, int, Columns | None]:
    """Delimiter, index and reading of the header; no reading when it is not the header that is wanted.

    The delimiter is the one with which most columns are recognised. Where no header is found with any, it is the one
    that cuts the rows most evenly, so that the error can show cells.
    """
    told = re.match(r'"?sep=(.)"?\s*[\r\n]', head)
    best: tuple[str, int, Columns | None] = (",", 0, None)
    score = (0, 0)
    for delimiter in told[1] if told else DELIMITERS:
        start, columns = _find_header(_head_rows(head, delimiter), wanted, headers)
        found = len(columns.found) if columns else 0
        even = _evenness(head, delimiter, len(columns.header) if columns else 0) if found < _PLENTY else 0
        if (found, even) > score:
            best, score = (delimiter, start, columns), (found, even)
        if found >= _PLENTY:
            break
    delimiter, start, columns = best
    if columns is not None and len(columns.header) == 1:
        delimiter = _NONE  # a list of names under one header: "Alpha, Inc" is one cell
    return delimiter, start, columns if columns is not None and wanted(columns) else None


def _evenness(head: str, delimiter: str, width: int) -> int:
    """How many cells stand in rows of the header's width, or of the commonest width where there is no header."""
    widths = [len(row) for row in _head_rows(head, delimiter) if len(row) > 1]
    return max((widths.count(w) * (w - 1) for w in ({width} if width else set(widths))), default=0)


def _find_header(rows: Iterable[list[str]], wanted: Wanted, headers: Headers) -> tuple[int, Columns | None]:
    """The row with most recognised headers among the first `HEADER_ROWS`, a wanted one before others.

    A row with a single recognised header counts only when it is the first row that is not blank: in a preamble the
    word "Name" stands beside the name itself.
    """
    best: tuple[tuple[bool, int], int, Columns] | None = None
    first = True
    for index, row in enumerate(islice(rows, HEADER_ROWS)):
        if not any(cell.strip() for cell in row) or len(row) > MAX_COLUMNS:
            continue
        columns = headers(row)
        count = len(columns.found)
        if count > 1 or (count == 1 and first):
            rank = (wanted(columns), count)
            if best is None or rank > best[0]:
                best = (rank, index, columns)
        if count >= _PLENTY:
            break
        first = first and row[0].strip().lower().startswith("sep=")
    return (best[1], best[2]) if best else (0, None)


def _no_header(file: Path, rows: list[list[str]]) -> InputError:
    if rows and max(len(row) for row in rows) > MAX_COLUMNS:
        return InputError(f"the table has more than {MAX_COLUMNS:,} columns", place=Place(file.name, 1))
    seen = next((row for row in rows if sum(1 for cell in row if cell.strip()) > 1), rows[0] if rows else [])
    shown = ", ".join(quote(cell.strip(), 24) for cell in seen[:8])
    return InputError(
        f"no header row was recognised; the first cells are {shown}" if shown else "no header row was recognised",
        hint="the first line must name the columns, e.g. name,isin,country,weight",
        place=Place(file.name, 1),
    )


def _tidy(rows: Iterable[list[str]]) -> tuple[tuple[str, ...], ...]:
    stripped = (tuple(cell.strip() for cell in row) for row in rows)
    return tuple(row for row in stripped if any(row))


# --- spreadsheets ---------------------------------------------------------------------------------------------------


def _from_sheets(file: Path, issues: Issues, wanted: Wanted, headers: Headers) -> list[Table]:
    """Every sheet that has a header of the wanted kind, in order."""
    digest = digest_of(file)
    first: list[list[str]] = []
    passed: list[str] = []
    found: list[Table] = []
    for name, rows in read_sheets(file):
        start, columns = _find_header(rows, wanted, headers)
        if columns is None or not wanted(columns):
            first = first or rows
            if any(any(cell.strip() for cell in row) for row in rows):
                passed.append(name)
            continue
        _measure(file, rows)
        width = max((i + 1 for i, cell in enumerate(rows[start]) if cell.strip()), default=0)
        body = iter([row[:width] if not any(row[width:]) else row for row in rows[start + 1 :]])
        header = headers(rows[start][:width])
        shown = f"{file.name} [{name}]" if found else file.name
        found.append(Table(shown, digest, "sheet", _tidy(rows[:start]), header, start + 1, body, name))
    if found:
        if passed:
            issues.note(
                "sheets-passed", f"no header was found on {', '.join(quote(p) for p in passed)}", Place(file.name)
            )
        if errors := error_cells(file):
            issues.error(
                "error-cells",
                f"{errors} cell{'s hold' if errors > 1 else ' holds'} an error such as #DIV/0!, read as blank",
                Place(file.name),
                "open the workbook and mend the formulas",
            )
        return found
    if not any(any(cell.strip() for cell in row) for row in first):
        raise refuse("empty", file)
    raise _no_header(file, first)


def _measure(file: Path, rows: list[list[str]]) -> None:
    for number, row in enumerate(rows, start=1):
        if any(len(cell) > MAX_CELL for cell in row):
            raise InputError(f"a cell is longer than {MAX_CELL:,} characters", place=Place(file.name, number))


def digest_of(file: Path) -> str:
    """SHA-256 of a file's bytes, hex."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


# --- JSON -----------------------------------------------------------------------------------------------------------


def _from_json(file: Path, issues: Issues, wanted: Wanted, headers: Headers) -> Table:
    found = probe(file, issues)
    keys: dict[str, None] = {}
    for _, record in _records(file, issues, (found.encoding, found.errors)):
        keys.update(dict.fromkeys(record))
        if len(keys) > MAX_COLUMNS:
            raise InputError(f"the records have more than {MAX_COLUMNS:,} different keys", place=Place(file.name))
    columns = headers(tuple(keys))
    if not wanted(columns):
        raise _no_header(file, [list(keys)])
    quiet = Issues(keep=0)  # what is wrong was said in the first pass
    rows = (
        [_json_text(record.get(key)) for key in keys]
        for _, record in _records(file, quiet, (found.encoding, found.errors))
    )
    return Table(file.name, found.sha256, "json", (), columns, 0, rows)


def _peek_json(file: Path, head: str, wanted: Wanted, headers: Headers) -> Columns | None:
    """The keys of JSON Lines by the head alone; an array has to be read whole."""
    if head.lstrip("\ufeff \t\r\n").startswith("["):
        return open_table(file, Issues(keep=0), wanted=wanted, headers=headers).columns
    keys: dict[str, None] = {}
    for line in head.strip("\ufeff").splitlines():
        with suppress(ValueError):
            record = _load(line)
            keys.update(dict.fromkeys(record if isinstance(record, dict) else ()))
    columns = headers(tuple(keys))
    return columns if wanted(columns) else None


def _records(file: Path, issues: Issues, options: tuple[str, str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Objects of a JSON array, or of JSON Lines, with their 1-based number; a line that is no object is an issue.

    A bad line gives an empty object, so that the rows after it keep their numbers.
    """
    with file.open("r", encoding=options[0], errors=options[1]) as stream:
        first = next((line for line in stream if line.strip()), "").lstrip("\ufeff \t")
        stream.seek(0)
        if first.startswith("["):
            yield from _array(file, issues, stream.read(MAX_JSON + 1))
            return
        for number, line in enumerate(stream, start=1):
            if not line.strip("\ufeff \t\r\n\0"):
                yield number, {}
                continue
            try:
                record = _load(line.strip("\ufeff"))
            except ValueError as error:
                if number == 1:
                    raise InputError(
                        "the first line is no JSON object",
                        hint="JSON Lines has one object a line",
                        place=Place(file.name, 1),
                    ) from None
                issues.error("bad-json", f"the line is no JSON: {str(error)[:80]}", Place(file.name, number))
                record = {}
            yield number, _object(record, issues, Place(file.name, number))


def _array(file: Path, issues: Issues, text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    if len(text) > MAX_JSON:
        raise InputError(
            f"a JSON array above {MAX_JSON:,} characters is not read",
            hint="write JSON Lines instead",
            place=Place(file.name),
        )
    try:
        records = _load(text.strip("\ufeff \t\r\n"))
    except ValueError as error:
        raise InputError(
            f"the file is no JSON: {str(error)[:80]}", hint="it may have been cut short", place=Place(file.name)
        ) from None
    for number, record in enumerate(records, start=1):
        yield number, _object(record, issues, Place(file.name, number))


def _load(text: str) -> Any:
    """JSON with every number kept as it is printed."""
    try:
        return json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _object(record: Any, issues: Issues, place: Place) -> dict[str, Any]:
    if isinstance(record, dict):
        return record
    issues.error("not-an-object", f"the record is no object with keys: {quote(str(record))}", place)
    return {}


def _json_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return "; ".join(value)
    return json.dumps(value, ensure_ascii=False)
