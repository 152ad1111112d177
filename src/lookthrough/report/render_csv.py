"""CSV: the main sheet of a report, safe to open in a spreadsheet.

UTF-8, comma, RFC 4180 quoting, LF line ends. A text cell that begins with `=`, `+`, `-`, `@`, a tab or a line break
would be read as a formula by a spreadsheet; such a cell gets one apostrophe in front, and nothing else is changed.
Plain numbers ("-0.12", "+3") and a lone dash keep their form, since no spreadsheet computes them into anything else.
Control characters other than tab and line breaks become U+FFFD, and a line break inside a cell is one LF. Whoever
needs names byte for byte takes the JSON.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from lookthrough.report import wording
from lookthrough.report.finding import Report
from lookthrough.report.sheet import Cell, Sheet
from lookthrough.report.sheets import main_sheet

_STARTS_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_PLAIN_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:[eE][+-]?\d{1,3})?%?|-+")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def neutral(text: str) -> str:
    """The text, with an apostrophe in front when a spreadsheet would compute it."""
    if _STARTS_FORMULA.match(text) and not _PLAIN_NUMBER.fullmatch(text):
        return "'" + text
    return text


def written(cell: Cell) -> str:
    """A cell as it stands in the file, before quoting."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        # A terminal obeys control characters, and a lone surrogate cannot be written as UTF-8 at all.
        text = _CONTROL.sub("\ufffd", cell).encode("utf-8", "replace").decode()
        # The csv module leaves a lone carriage return unquoted, and a reader would take it for the end of the row.
        return neutral(text.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(cell, Fraction):
        return wording.number(cell)
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def render_csv(reports: Sequence[Report]) -> str:
    """The main sheet as CSV text: a row for each finding and for each line without one; ends with a line feed."""
    return sheet_csv(main_sheet(reports))


def sheet_csv(sheet: Sheet) -> str:
    """A sheet as CSV text; ends with a line feed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([written(name) for name in sheet.header])
    writer.writerows([written(cell) for cell in row] for row in sheet.rows)
    return out.getvalue()
