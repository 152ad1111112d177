"""CSV as publishers serve it: rows with their line numbers, whatever the separator and the line endings."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lookthrough.errors import Issues, ParseError, Place, quote
from lookthrough.sources.text import DEFAULT_LIMITS, Limits, read_text, refuse_html

_RUNAWAY_LINES = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a table.

    Attributes:
        number: the line on which it ends in the file, counted from 1 with the header.
        cells: as printed.
    """

    number: int
    cells: tuple[str, ...]


def read_rows(file: Path, issues: Issues, limits: Limits = DEFAULT_LIMITS, *, separator: str = ",") -> Iterator[Row]:
    """The records of a CSV file, without blank lines and the end-of-file mark of old systems (0x1A).

    Raises:
        NotFoundError, InputError, ParseError: as `read_text`.
        ParseError: also if it is an HTML page, XML or JSON, or if a cell is longer than any list's.
    """
    place = Place(file.name)
    text = read_text(file, issues, limits)
    refuse_html(text, "the CSV file", place)
    head = text[:200].lstrip()
    for mark, what in (("<?xml", "XML"), ("<", "markup"), ("{", "JSON"), ("[", "JSON")):
        if head.startswith(mark):
            raise ParseError(
                f"this is {what}, not a CSV file", hint="check which format the source expects", place=place
            )
    return _rows(text, place, issues, separator)


def _rows(text: str, place: Place, issues: Issues, separator: str) -> Iterator[Row]:
    before = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise ParseError(
                f"the line cannot be read as CSV: {quote(str(error))}",
                hint="a quotation mark may be missing, or the file is no CSV",
                place=Place(place.file, reader.line_num),
            ) from None
        if reader.line_num - before > _RUNAWAY_LINES:
            issues.error(
                "runaway-quotation",
                f"one record runs over {reader.line_num - before} lines; a quotation mark is probably not closed",
                Place(place.file, before + 1),
                hint="rows may be lost in it: compare the file with a fresh download",
            )
        before = reader.line_num
        if cells and cells != [""] and [cell.strip("\x1a \t") for cell in cells] != [""]:
            yield Row(reader.line_num, tuple(cells))


@dataclass(frozen=True, slots=True)
class Record:
    """One record under a header.

    Attributes:
        number: its line in the file.
        cells: as printed, by column name in lower case without outer spaces.
        titles: the column names as printed, by the same keys.
    """

    number: int
    cells: dict[str, str]
    titles: dict[str, str]

    def get(self, column: str) -> str:
        """The cell as printed; "" when the column is absent or empty."""
        return self.cells.get(column, "")

    def printed(self) -> Iterator[tuple[str, str]]:
        """Column name and text of every cell that is not empty, in file order."""
        for key, text in self.cells.items():
            if text.strip():
                yield self.titles[key], text


def with_header(rows: Iterator[Row], wanted: Sequence[str], place: Place, issues: Issues) -> Iterator[Record]:
    """The records under the header, checked against the columns that the source must have.

    A row with too few or too many cells is an issue; its cells are read as far as they go.

    Args:
        rows: from `read_rows`; the first is the header.
        wanted: columns without which the file is something else. Case and outer spaces do not count.
        place: the file.
        issues: where odd rows are recorded.

    Raises:
        ParseError: if a wanted column is missing.
    """
    first = next(rows, None)
    titles = {name.strip().lower(): name for name in first.cells} if first else {}
    header = [name.strip().lower() for name in first.cells] if first else []
    missing = [name for name in wanted if name not in titles]
    if missing:
        raise ParseError(
            f"the column {quote(missing[0])} is missing from the header {quote(', '.join(header))}",
            hint=f"the file needs a header row with the columns {', '.join(wanted)}",
            place=Place(place.file, first.number if first else None),
        )
    for row in rows:
        if len(row.cells) != len(header):
            issues.error(
                "wrong-cell-count",
                f"the row has {len(row.cells)} cells, the header {len(header)}",
                Place(place.file, row.number),
                hint="a comma or quotation mark may be missing; the cells were read from the left",
            )
        yield Record(row.number, dict(zip(header, row.cells, strict=False)), titles)
