"""What a table leaves out, hides or adds is said, and money never disappears."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from lookthrough.errors import Issues
from lookthrough.intake.formats import read_funds, read_holdings
from lookthrough.model.holdings import Holdings
from lookthrough.names.placeholders import is_placeholder


def read(tmp_path: Path, text: str, name: str = "h.csv") -> tuple[Holdings, Issues]:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    issues = Issues()
    return read_holdings(file, issues), issues


def names(holdings: Holdings) -> list[str]:
    return [p.name for p in holdings.positions]


# --- names that are none --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["Unknown", "N/A", "???", "-", "not disclosed", "Other", "VARIOUS", "n.a.", "Unknown issuer", "Other securities",
     "Sonstige", "Non communiqué", "未知", "12345", "", "(unknown)", "(not disclosed)"],
)  # fmt: skip
def test_a_placeholder_is_no_name(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text", ["MISC", "Other Stories AB", "3M", "Unknown Worlds Inc", "华为", "Various Brands plc", "NA Co"]
)
def test_a_name_that_holds_such_a_word_is_a_name(text: str) -> None:
    assert not is_placeholder(text)


def test_a_line_with_a_placeholder_keeps_its_money_and_cannot_be_screened(tmp_path: Path) -> None:
    holdings, issues = read(tmp_path, "name,asset class,weight\nUnknown,Equity,0.4\n-,Equity,0.1\nAlpha,Equity,0.5\n")
    assert [(p.name, p.asset, p.weight) for p in holdings.positions] == [
        ("Unknown", "unknown", Fraction(2, 5)),
        ("-", "unknown", Fraction(1, 10)),
        ("Alpha", "equity", Fraction(1, 2)),
    ]
    assert [i.place.row for i in issues if i.code == "no-issuer"] == [2, 3]


def test_a_placeholder_beside_an_issuer_is_no_loss(tmp_path: Path) -> None:
    holdings, issues = read(tmp_path, "name,issuer,weight\nN/A,Alpha Ltd,1\n")
    assert (holdings.positions[0].issuer, "no-issuer" in issues.counts) == ("Alpha Ltd", False)


@pytest.mark.parametrize(
    ("file", "text"),
    [("h.csv", "name,isin,weight\n,,0.25\nAlpha,,0.75\n"),
     ("h.jsonl", '{"name": null, "weight": 0.25}\n{"name": "Alpha", "weight": 0.75}\n')],
)  # fmt: skip
def test_a_row_without_a_name_but_with_money_is_a_line(tmp_path: Path, file: str, text: str) -> None:
    holdings, issues = read(tmp_path, text, file)
    assert [(p.name, p.weight) for p in holdings.positions] == [("", Fraction(1, 4)), ("Alpha", Fraction(3, 4))]
    assert "no-name" in issues.counts


# --- sums -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "label",
    ["Portfolio Total", "Equities total", "Sum", "Totale", "Insgesamt", "Summe", "Total général", "合计", "NAV",
     "Net assets", "Total", ""],
)  # fmt: skip
def test_a_sum_in_any_language_is_no_line_and_is_noted_with_its_row(tmp_path: Path, label: str) -> None:
    holdings, issues = read(tmp_path, f"name,isin,value\nAlpha,,10\nBeta,,20\n{label},,30\n")
    assert names(holdings) == ["Alpha", "Beta"]
    assert [i.place.row for i in issues if i.code == "total-rows"] == [4]


def test_a_row_that_adds_up_without_a_code_is_a_sum_whatever_it_is_called(tmp_path: Path) -> None:
    text = "name,country,value\nAlpha,CN,10\nBeta,CN,20\nGamma,CN,5\nAsia region,,35\nUSD CASH,,35\nDelta,US,7\n"
    assert names(read(tmp_path, text)[0]) == ["Alpha", "Beta", "Gamma", "USD CASH", "Delta"]


@pytest.mark.parametrize("row", ["TotalEnergies,,31", "TOTAL,FR0000120271,30", "TOTAL,,29"])
def test_a_company_called_total_stays_a_line(tmp_path: Path, row: str) -> None:
    holdings, issues = read(
        tmp_path,
        f"name,isin,value\nAlpha,CNE100000PM8,12\nBeta,CNE100000PM8,18\n{row}\n",
    )
    assert len(holdings.positions) == 3
    assert ("total-like-line" in issues.counts) == row.startswith("TOTAL,")


def test_two_equal_lines_are_no_sum(tmp_path: Path) -> None:
    assert len(read(tmp_path, "name,value\nAlpha,10\nBeta,10\nGamma,20\n")[0].positions) == 3


def test_sums_of_weights_do_not_hide_that_they_are_fractions(tmp_path: Path) -> None:
    holdings, _ = read(tmp_path, "name,isin,Weight (%)\nA,,0.5\nB,,0.3\nC,,0.2\nTotal,,1.0\n")
    assert [p.weight for p in holdings.positions] == [Fraction(1, 2), Fraction(3, 10), Fraction(1, 5)]


# --- units ----------------------------------------------------------------------------------------------------------


def test_weights_are_held_against_the_values(tmp_path: Path) -> None:
    two, issues = read(tmp_path, "name,value,Weight (%)\nA,600,0.6\nB,400,0.4\n")
    assert two.positions[0].weight == Fraction(3, 5)
    assert "weight-unit" in issues.counts
    assert "values" in dict(two.stated)["weights"]
    small, _ = read(tmp_path, 'Net Assets:,"USD 100,000"\n\nname,value,weight\nA,600,0.6\nB,400,0.4\n')
    assert small.positions[0].weight == Fraction(6, 1000), "0.6% of the stated net assets"


def test_a_column_tells_its_own_decimal_mark(tmp_path: Path) -> None:
    late = "".join(f"L{n};{100 + n}\n" for n in range(300))
    holdings, _ = read(tmp_path, f"name;value\n{late}A;1.234.567,5\nB;1.234\n")
    assert holdings.positions[-1].value == 1234


def test_a_column_that_mixes_both_conventions_is_told_cell_by_cell(tmp_path: Path) -> None:
    _, issues = read(tmp_path, 'name,value\nA,1.234.567\nB,"1,234"\nC,"5,678"\n')
    assert [i.place.row for i in issues if i.code == "ambiguous-number"] == [3, 4]
    _, calm = read(tmp_path, 'name,value\nA,"1,234,567"\nB,"1,234"\n')
    assert "ambiguous-number" not in calm.counts


@pytest.mark.parametrize("cell", ["#DIV/0!", "#N/A", "#REF!"])
def test_a_spreadsheets_error_is_counted(tmp_path: Path, cell: str) -> None:
    holdings, issues = read(tmp_path, f"name,value,weight\nA,{cell},0.4\nB,5,{cell}\n")
    assert (holdings.positions[0].value, holdings.positions[1].weight) == (None, None)
    assert issues.counts["bad-number"] == 2


# --- shorts ---------------------------------------------------------------------------------------------------------


def test_short_in_a_name_counts_where_nothing_contradicts_it(tmp_path: Path) -> None:
    holdings, issues = read(
        tmp_path, "name,isin,value\nSHORT ALPHA,,-5\nShort Beta,,5\nShort Term Fund,,5\nSHORT GAMMA,x,\n"
    )
    assert [p.direction for p in holdings.positions] == ["short", "long", "long", "short"]
    assert issues.counts["maybe-short"] == 1


# --- files ----------------------------------------------------------------------------------------------------------


def test_a_quotation_that_swallows_rows_is_an_error_at_the_row_where_it_opened(tmp_path: Path) -> None:
    for text in ('name,weight\nA,0.1\n"B,0.2\nC,0.3\nD,0.4\n', 'name,weight\nA,0.1\n"B,0.2\nC,0.3\nD",0.4\n'):
        _, issues = read(tmp_path, text)
        (told,) = [i for i in issues if i.code == "open-quotation"]
        assert (told.severity, told.place.row) == ("error", 3)
    _, calm = read(tmp_path, 'name,weight,note\nA,1,"one, two\nthree"\n')
    assert "open-quotation" not in calm.counts


def workbook(tmp_path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "b.xlsx")
    return tmp_path / "b.xlsx"


def test_every_sheet_with_a_table_is_read_as_one_portfolio_and_said(tmp_path: Path) -> None:
    header = ["name", "value"]
    file = workbook(
        tmp_path,
        {
            "Shares": [header, ["A", 1], ["B", 2]],
            "Read me": [["hello"]],
            "Bonds": [header, ["C", 3]],
            "Top": [header, ["B", 2]],
        },
    )
    issues = Issues()
    holdings = read_holdings(file, issues)
    assert [(p.row, p.name) for p in holdings.positions] == [(1, "A"), (2, "B"), (1, "C")]
    assert {"several-sheets", "sheets-passed", "sheet-repeats"} <= set(issues.counts)


def test_error_cells_of_a_workbook_are_counted(tmp_path: Path) -> None:
    file = workbook(tmp_path, {"S": [["name", "value"], ["A", "#DIV/0!"], ["B", 2]]})
    book = openpyxl.load_workbook(file)
    book["S"]["B2"].data_type = "e"
    book.save(file)
    issues = Issues()
    read_holdings(file, issues)
    assert issues.severities["error-cells"] == "error"


def test_a_date_that_does_not_exist_is_warned_of(tmp_path: Path) -> None:
    holdings, issues = read(tmp_path, "Holdings as of 31/02/2026\n\nname,value\nA,1\n")
    assert holdings.as_of is None
    assert issues.severities["bad-date"] == "warning"


def test_a_link_out_of_the_folder_of_funds_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("name,value\nSecret,1\n")
    folder = tmp_path / "funds"
    folder.mkdir()
    (folder / "a.csv").write_text("name,value\nA,1\n")
    os.symlink(tmp_path / "secret.csv", folder / "b.csv")
    os.symlink(folder / "a.csv", folder / "c.csv")
    issues = Issues()
    assert [fund.file for fund in read_funds(folder, issues)] == ["a.csv", "c.csv"]
    assert issues.severities["link-outside"] == "error"


def test_cells_behave_as_the_pairs_that_they_are(tmp_path: Path) -> None:
    cells = read(tmp_path, "name,value,note\nA,1,\n")[0].positions[0].cells
    assert cells == (("name", "A"), ("value", "1"))
    assert (dict(cells), len(cells), cells[0], ("value", "1") in cells) == (
        {"name": "A", "value": "1"},
        2,
        ("name", "A"),
        True,
    )
    assert hash(cells) == hash((("name", "A"), ("value", "1")))
