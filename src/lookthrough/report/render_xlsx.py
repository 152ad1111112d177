"""XLSX: every sheet of a report, with frozen headers, filters, widths and number formats, and no formula anywhere.

Text is always written as text, so nothing that a holdings file contains is computed. Characters that XML cannot hold
become U+FFFD. A cell holds at most 32,767 characters and a sheet 1,048,576 rows: what is cut says so where it is cut,
and the JSON has the whole.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import xlsxwriter

from lookthrough.report.finding import PortfolioReport, Report, ScreenReport
from lookthrough.report.record_json import as_number
from lookthrough.report.sheet import Cell, Sheet
from lookthrough.report.sheets import all_sheets
from lookthrough.report.supply_answer import SupplyReport
from lookthrough.report.wording import columns_wide

CELL_LIMIT = 32_767
ROW_LIMIT = 1_048_576
_CUT = "… [cut here; the JSON has the whole]"
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WIDEST = 60
_MEASURED = 200  # rows looked at for a column's width


def legal(text: str) -> str:
    """The text as an XLSX cell can hold it."""
    clean = _NOT_XML.sub("\ufffd", text)
    return clean if len(clean) <= CELL_LIMIT else clean[: CELL_LIMIT - len(_CUT)] + _CUT


def _formats(book: Any) -> dict[str, Any]:
    top = {"valign": "top"}
    return {
        "head": book.add_format({"bold": True, "bg_color": "#E8ECF1", "bottom": 1, "valign": "top", "text_wrap": True}),
        "text": book.add_format({**top, "text_wrap": True}),
        "money": book.add_format({**top, "num_format": "#,##0.00"}),
        "share": book.add_format({**top, "num_format": "0.0000%"}),
        "score": book.add_format({**top, "num_format": "0.000"}),
        "date": book.add_format({**top, "num_format": "yyyy-mm-dd"}),
        "plain": book.add_format(top),
    }


def _format_of(header: str) -> str:
    if header.endswith("_usd"):
        return "money"
    if header in ("weight", "line_weight", "share"):
        return "share"
    return "score" if header == "score" else "plain"


def _width(header: str, cells: Sequence[Cell]) -> float:
    widest = max((columns_wide(str(cell)[:_WIDEST]) for cell in cells if cell is not None), default=0)
    if any(isinstance(cell, Fraction) for cell in cells):
        widest = 16
    return float(min(_WIDEST, max(len(header) + 3, widest + 2)))


def _write_cell(page: Any, place: tuple[int, int], cell: Cell, figure_format: Any, formats: dict[str, Any]) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, str):
        page.write_string(*place, legal(cell), formats["text"])
    elif isinstance(cell, date):
        page.write_datetime(*place, datetime(cell.year, cell.month, cell.day), formats["date"])  # noqa: DTZ001
    else:
        figure = as_number(cell) if isinstance(cell, Fraction) else cell
        if figure is None:
            page.write_string(*place, legal(str(cell)), formats["text"])
        else:
            page.write_number(*place, figure, figure_format)


def _write_sheet(book: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    page = book.add_worksheet(sheet.title)
    for column, header in enumerate(sheet.header):
        page.write_string(0, column, legal(header), formats["head"])
        page.set_column(column, column, _width(header, [row[column] for row in sheet.rows[:_MEASURED]]))
    room = ROW_LIMIT - 2
    figures = [formats[_format_of(header)] for header in sheet.header]
    for number, row in enumerate(sheet.rows[:room], start=1):
        for column, cell in enumerate(row):
            _write_cell(page, (number, column), cell, figures[column], formats)
    if len(sheet.rows) > room:
        page.write_string(ROW_LIMIT - 1, 0, f"{len(sheet.rows) - room:,} more rows do not fit a sheet; the CSV has all")
    page.freeze_panes(1, 2 if "name" in sheet.header else 0)
    page.autofilter(0, 0, max(1, min(len(sheet.rows), room)), len(sheet.header) - 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def render_xlsx(reports: Sequence[Report]) -> bytes:
    """A workbook: for a portfolio the sheets Summary, Findings, Positions, Lists and Not seen."""
    first = reports[0]
    made = first.generated if isinstance(first, PortfolioReport | ScreenReport | SupplyReport) else None
    return workbook(all_sheets(reports), made)


def workbook(sheets: Sequence[Sheet], made: datetime | None = None) -> bytes:
    """Sheets as a workbook.

    Args:
        sheets: in order.
        made: when, for its properties; None where equal sheets must give equal files on any day.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    # The library would take the clock; equal reports must give equal files.
    made = made or datetime(2000, 1, 1, tzinfo=UTC)
    book.set_properties({"title": "Lookthrough report", "created": made.astimezone(UTC).replace(tzinfo=None)})
    formats = _formats(book)
    for sheet in sheets:
        _write_sheet(book, sheet, formats)
    book.close()
    return out.getvalue()
