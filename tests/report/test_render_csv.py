"""CSV: complete, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.report.finding import ComparedPair, CompareReport, PortfolioReport, ScreenReport
from lookthrough.report.render import render
from lookthrough.report.render_csv import neutral


def rows(report: object) -> list[dict[str, str]]:
    text = render(report, "csv")  # type: ignore[arg-type]
    assert isinstance(text, str)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_there_is_a_row_for_each_finding_and_each_line_without_one(report: PortfolioReport) -> None:
    found = rows(report)
    assert len(found) == sum(len(answer.findings) or 1 for answer in report.positions)
    assert [row["list"] for row in found if row["row"] == "1"] == ["us_bis_entity_list", "us_ofac_nscmic"]
    assert {row["status"] for row in found} == {"exposed", "linked", "clear", "unidentified"}


def test_the_users_columns_are_carried_and_a_clash_is_told(report: PortfolioReport) -> None:
    found = rows(report)
    assert found[0]["Name"] == "HANGZHOU HIKVISION DIGITAL A"
    pair = ComparedPair("a", "b", "any", 1.0, cells=(("score", "mine"), ("score", "twice")))
    assert rows(CompareReport((pair,)))[0] == {
        "name1": "a",
        "name2": "b",
        "kind": "any",
        "score": "1.0",
        "score (as given)": "mine",
        "score (2)": "twice",
    }


def test_shares_and_money_are_exact(report: PortfolioReport) -> None:
    found = {row["row"]: row for row in rows(report)}
    assert found["5"]["line_weight_exact"] == "1/3"
    assert found["5"]["line_weight"] == "0.333333333333333"
    assert found["3"]["line_value_usd"] == "-300000"
    assert found["7"]["line_value_usd"] == ""


def test_no_text_cell_is_read_as_a_formula(report: PortfolioReport, screen: ScreenReport) -> None:
    hostile = {row["row"]: row for row in rows(report)}
    assert hostile["7"]["name"].startswith("'=HYPERLINK")
    assert hostile["1"]["Desk"] == "'=1+1"
    assert rows(screen)[0]["desk"] == "'@sum"


@pytest.mark.parametrize(
    ("cell", "because"),
    [
        ("-0.5", "a number is not computed into anything else"),
        ("+3", "the same"),
        ("-1,234.50", "the same with separators"),
        ("-", "a dash is how files print a missing value"),
        ("A-1", "the sign does not stand first"),
        ("", "nothing is nothing"),
    ],
)
def test_harmless_cells_keep_their_form(cell: str, because: str) -> None:
    assert neutral(cell) == cell, because


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", " ="])
def test_every_start_of_a_formula_is_defused(start: str) -> None:
    assert neutral(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


@given(st.text(max_size=40))
def test_a_cell_changes_by_at_most_one_apostrophe(text: str) -> None:
    assert neutral(text) in (text, "'" + text)
    assert not neutral(text).startswith(("=", "@", "\t", "\r"))


def test_a_screen_has_a_row_for_each_candidate_and_each_row_without(screen: ScreenReport) -> None:
    found = rows(screen)
    assert [row["status"] for row in found] == ["hit", "clear", "error"]
    assert found[0]["listed_since"] == "2019-10-09"
    assert "begins" not in found[0]["not_in_force"]
    assert found[2]["error"] == "the name is empty"
