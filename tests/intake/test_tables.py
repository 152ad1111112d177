"""Any table to rows: delimiters, encodings, preambles, workbooks, JSON."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lookthrough.errors import InputError, Issues
from lookthrough.intake.tables import open_table, peek

Save = Callable[[str, bytes], Path]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    def write(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(save: Save, delimiter: str) -> None:
    text = delimiter.join(["name", "isin", "weight"]) + "\n" + delimiter.join(["Alpha", "CNE100000PM8", "0.5"]) + "\n"
    table = open_table(save("t.txt", text.encode()), Issues())
    assert list(table.rows) == [["Alpha", "CNE100000PM8", "0.5"]]


def test_excel_may_name_the_delimiter_on_the_first_line(save: Save) -> None:
    table = open_table(save("t.csv", b"sep=;\nname;weight\nA;1,5\n"), Issues())
    assert (table.header_row, list(table.rows)) == (2, [["A", "1,5"]])


@pytest.mark.parametrize(
    ("encoding", "issue"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("utf-16", None),
        ("utf-16-le", "no-byte-order-mark"),
        ("utf-16-be", "no-byte-order-mark"),
        ("utf-32", None),
        ("cp1252", "not-utf8"),
    ],
)
def test_encodings_are_found_and_guesses_are_said(save: Save, encoding: str, issue: str | None) -> None:
    issues = Issues()
    text = "name,weight\r\n" + "Société Générale,1\r\n" + "Nestlé,2\r\n"
    table = open_table(save("t.csv", text.encode(encoding)), issues)
    assert list(table.rows) == [["Société Générale", "1"], ["Nestlé", "2"]]
    assert list(issues.counts) == ([issue] if issue else [])


def test_bytes_that_no_windows_page_has_are_read_as_latin_1(save: Save) -> None:
    issues = Issues()
    table = open_table(save("t.csv", b"name,weight\nAB\x81\xe9,1\n"), issues)
    assert next(table.rows)[0].endswith("é")
    assert "latin-1" in issues.kept[0].message


def test_a_few_bad_bytes_in_sound_utf8_are_replaced_and_counted_as_an_error(save: Save) -> None:
    issues = Issues()
    data = b"name,weight\n" + "海康威视数字技术,1\n".encode() * 10 + b"B\xff,2\n"
    rows = list(open_table(save("t.csv", data), issues).rows)
    assert rows[0][0] == "海康威视数字技术"
    assert rows[-1][0] == "B\ufffd"
    assert issues.severities["bad-bytes"] == "error"
    assert issues.kept[0].place.row == 12


def test_nul_bytes_are_dropped_and_said(save: Save) -> None:
    issues = Issues()
    table = open_table(save("t.csv", b"name,weight\nAlp\0ha,1\n"), issues)
    assert list(table.rows) == [["Alpha", "1"]]
    assert "nul-bytes" in issues.counts


def test_a_preamble_is_kept_and_the_header_found_below_it(save: Save) -> None:
    text = (
        'Emerging Markets Fund\nFund Holdings as of,"Mar 10, 2022"\nName,"-"\n\xa0\nTicker,Name,Weight (%)\nA,Alpha,1\n'
    )
    table = open_table(save("t.csv", text.encode()), Issues())
    assert table.header_row == 5
    assert table.preamble == (("Emerging Markets Fund",), ("Fund Holdings as of", "Mar 10, 2022"), ("Name", "-"))
    assert table.place(1).row == 6


def test_quoted_cells_after_a_space_are_read_as_quoted(save: Save) -> None:
    table = open_table(save("t.csv", b'"name", "weight"\n"Alpha, Inc", "1"\n'), Issues())
    assert list(table.rows) == [["Alpha, Inc", "1"]]


def test_a_cell_may_hold_line_breaks(save: Save) -> None:
    table = open_table(save("t.csv", b'name,weight\n"Alpha\nBeta",1\n'), Issues())
    assert list(table.rows) == [["Alpha\nBeta", "1"]]


def test_a_quotation_mark_that_swallows_many_lines_is_noticed(save: Save) -> None:
    issues = Issues()
    text = 'name,weight\nA,1\n"B,2\n' + "C,3\n" * 80 + 'D",4\n'
    assert len(list(open_table(save("t.csv", text.encode()), issues).rows)) == 2
    assert issues.severities["open-quotation"] == "error"


def test_json_lines_keep_numbers_as_printed_and_all_keys(save: Save) -> None:
    data = (
        b'{"name": "A", "weight": 0.10}\n\n{"name": "B", "isin": "CNE100000PM8", "weight": null, "tags": ["x", "y"]}\n'
    )
    table = open_table(save("t.jsonl", data), Issues())
    assert table.columns.header == ("name", "weight", "isin", "tags")
    assert list(table.rows) == [["A", "0.10", "", ""], ["", "", "", ""], ["B", "", "CNE100000PM8", "x; y"]]


def test_a_json_array_of_objects_is_a_table(save: Save) -> None:
    table = open_table(save("t.json", b'[{"name": "A", "weight": 1e308}, {"name": "B", "weight": NaN}]'), Issues())
    assert list(table.rows) == [["A", "1e308"], ["B", "NaN"]]


def test_a_bad_line_of_json_is_an_issue_and_keeps_its_number(save: Save) -> None:
    issues = Issues()
    table = open_table(save("t.jsonl", b'{"name": "A", "weight": 1}\n{"name": "B"\n{"name": "C"}\n7\n'), issues)
    assert [row[0] for row in table.rows] == ["A", "", "C", ""]
    assert {issue.code: issue.place.row for issue in issues} == {"bad-json": 2, "not-an-object": 4}


def refusal(work: Callable[[], object]) -> InputError | None:
    """The `InputError` that the work ends in; None when it ends well. Any other exception goes through."""
    try:
        work()
    except InputError as error:
        return error
    return None


def workbook(path: Path, *sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"S{number}")
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_the_first_sheet_with_a_header_is_read(tmp_path: Path) -> None:
    issues = Issues()
    file = workbook(
        tmp_path / "t.xlsx", [["About this file"]], [["Fund X"], ["Name", "Weight"], ["A", 0.25], ["B", 12]]
    )
    table = open_table(file, issues)
    assert (table.sheet, table.header_row, table.preamble) == ("S1", 2, (("Fund X", ""),))
    assert list(table.rows) == [["A", "0.25"], ["B", "12"]]
    assert "sheets-passed" in issues.counts


def test_a_formula_in_a_workbook_is_never_evaluated(tmp_path: Path) -> None:
    table = open_table(workbook(tmp_path / "t.xlsx", [["Name", "Weight"], ["A", "=1+1"]]), Issues())
    assert list(table.rows) == [["A", ""]], "no value was ever stored for it"


def test_the_file_name_says_nothing(tmp_path: Path, save: Save) -> None:
    file = workbook(tmp_path / "t.csv", [["Name", "Weight"], ["A", 1]])
    assert list(open_table(file, Issues()).rows) == [["A", "1"]]
    assert list(open_table(save("t.xlsx", b"name,weight\nA,1\n"), Issues()).rows) == [["A", "1"]]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda t: ("name,weight\n" + t).encode())))
def test_no_bytes_make_it_fail_otherwise_than_with_an_input_error(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "junk"
    file.write_bytes(data)
    peek(file)
    refused = refusal(lambda: list(open_table(file, Issues()).rows))
    assert refused is None or (refused.message and refused.place is not None and refused.place.file == "junk")


def test_a_list_of_names_under_one_header_has_no_delimiter(save: Save) -> None:
    table = open_table(save("t.csv", b"name\nAlpha, Inc\nBeta; Gamma | Delta\n"), Issues())
    assert list(table.rows) == [["Alpha, Inc"], ["Beta; Gamma | Delta"]]
