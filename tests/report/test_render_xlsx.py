"""XLSX: read back with other libraries, as a receiver would."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from fractions import Fraction

import openpyxl
from python_calamine import CalamineWorkbook

from lookthrough.model.holdings import Position
from lookthrough.report.finding import ComparedPair, CompareReport, PortfolioReport, PositionAnswer, ScreenReport
from lookthrough.report.render import render
from lookthrough.report.render_xlsx import CELL_LIMIT, legal


def book(report: object) -> bytes:
    data = render(report, "xlsx")  # type: ignore[arg-type]
    assert isinstance(data, bytes)
    return data


def test_a_portfolio_has_its_five_sheets(report: PortfolioReport) -> None:
    read = CalamineWorkbook.from_filelike(io.BytesIO(book(report)))
    assert read.sheet_names == ["Summary", "Findings", "Positions", "Lists", "Not seen"]
    findings = read.get_sheet_by_name("Findings").to_python()
    assert len(findings) == 1 + sum(len(answer.findings) for answer in report.positions)
    assert len(read.get_sheet_by_name("Positions").to_python()) == 1 + len(report.positions)
    unseen = read.get_sheet_by_name("Not seen").to_python()
    assert any("Horizon Growth Partners III LP" in row for row in unseen)
    assert any("1 more of these" in row for row in unseen)


def test_nothing_is_a_formula_and_hostile_text_stays_text(report: PortfolioReport) -> None:
    data = book(report)
    read = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in read for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert any(cell.value == '=HYPERLINK("http://example.invalid","x")' and cell.data_type == "s" for cell in cells)
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert not any(
        "hyperlink" in archive.read(name).decode("utf-8", "replace") for name in archive.namelist() if "sheet" in name
    )


def test_headers_are_frozen_filtered_and_figures_formatted(report: PortfolioReport) -> None:
    read = openpyxl.load_workbook(io.BytesIO(book(report)))
    for sheet in read:
        assert sheet.freeze_panes
        assert sheet.auto_filter.ref
    findings = read["Findings"]
    columns = {cell.value: cell.column for cell in findings[1]}
    assert findings.cell(2, columns["value_usd"]).value == 1_200_000
    assert findings.cell(2, columns["value_usd"]).number_format == "#,##0.00"
    assert findings.cell(2, columns["weight"]).number_format == "0.0000%"


def test_equal_reports_give_equal_files(report: PortfolioReport) -> None:
    assert book(report) == book(report)


def test_control_characters_and_endless_names_become_legal(report: PortfolioReport) -> None:
    name = "\x00\x0b\ud800\ufffe_x0041_" + "n" * 10_000
    odd = PositionAnswer(Position(1, name, cells=(("Remark", "r" * 40_000),)), "clear", value_usd=Fraction(10) ** 400)
    read = openpyxl.load_workbook(io.BytesIO(book(replace(report, positions=(odd,)))))
    row = [cell.value for cell in read["Positions"][2]]
    assert str(row[1]).endswith("n" * 10_000)
    assert str(row[-1]).endswith("the JSON has the whole]")
    assert "1" + "0" * 400 in row
    assert len(legal("x" * 50_000)) == CELL_LIMIT


def test_screens_and_pairs_have_workbooks_too(screen: ScreenReport) -> None:
    assert CalamineWorkbook.from_filelike(io.BytesIO(book(screen))).sheet_names == ["Matches", "Lists", "Not seen"]
    pairs = CompareReport((ComparedPair("a", "b", "any", None, error="the name is empty"),))
    assert CalamineWorkbook.from_filelike(io.BytesIO(book(pairs))).get_sheet_by_index(0).to_python()[1][-1]
