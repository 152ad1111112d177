"""Files that users have, and files made to harm: a clear error, or a counted issue with its place."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from lookthrough.errors import InputError, Issues
from lookthrough.intake.formats import FORMATS, read_funds, read_holdings
from lookthrough.intake.queries import BadRow, read_queries
from lookthrough.intake.tables import open_table

END = "&e9;</formData></edgarSubmission>"
TABLE = "<informationTable><infoTable><value>{}</value></infoTable></informationTable>"
HTML = b"<!DOCTYPE html>\n<html><head><title>Denied</title></head><body><table><tr><td>name,weight</td></tr></table>"
NPORT = (
    b'<edgarSubmission xmlns="http://www.sec.gov/edgar/nport"><formData><genInfo><seriesName>F</seriesName></genInfo>'
)
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def corner_sheet() -> bytes:
    """Two cells in opposite corners: a file of 5 kB whose rectangle has 17 thousand million cells."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet()
    sheet.write(0, 0, "name")
    sheet.write(1_048_575, 16_383, "x")
    book.close()
    return stream.getvalue()


def bomb() -> bytes:
    return zipped({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b"0" * 60_000_000})


def lying_bomb() -> bytes:
    """An archive that states other sizes than it has: 60 MB of zeros said to be 10 bytes."""
    packed = zlib.compressobj(1, wbits=-15)
    body = b"".join(packed.compress(b"\0" * 1_000_000) for _ in range(60)) + packed.flush()
    stream = io.BytesIO(zipped({"xl/workbook.xml": b"<workbook/>"}))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo("xl/worksheets/sheet1.xml")
        info.compress_type = zipfile.ZIP_STORED
        archive.writestr(info, body)
    data = bytearray(stream.getvalue())
    name = b"xl/worksheets/sheet1.xml"
    local = data.find(name) - 30
    central = data.rfind(name) - 46
    data[local + 8 : local + 10] = data[central + 10 : central + 12] = (8).to_bytes(2, "little")
    data[local + 22 : local + 26] = data[central + 24 : central + 28] = (10).to_bytes(4, "little")
    return bytes(data)


def repeating_ods() -> bytes:
    cell = f'<t:table-cell xmlns:t="{OFFICE}:table:1.0" t:number-columns-repeated="1000"><p>A</p></t:table-cell>'
    row = f'<t:table-row xmlns:t="{OFFICE}:table:1.0" t:number-rows-repeated="1000000">{cell}</t:table-row>'
    return zipped(
        {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": f"<d>{row}</d>".encode()}
    )


def entities(name: str, root: str) -> bytes:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE {name} [<!ENTITY e0 "lol">{levels}]>{root}'.encode()


HOPELESS: list[tuple[str, Callable[[], bytes], str]] = [
    ("an empty file", lambda: b"", "empty"),
    ("blank lines only", lambda: b" \r\n\n\t\n", "empty"),
    ("NUL bytes only", lambda: bytes(5000), "empty"),
    ("a byte-order mark only", lambda: b"\xef\xbb\xbf", ""),
    ("a web page served as CSV", lambda: HTML, "web page"),
    ("a web page after blank lines and a mark", lambda: b"\xef\xbb\xbf\n\n" + HTML.lower(), "web page"),
    ("a web page in UTF-16", lambda: HTML.decode().encode("utf-16"), "web page"),
    ("an XHTML page", lambda: b'<?xml version="1.0"?>' + HTML, "web page"),
    ("a PDF", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
    ("a gzip archive", lambda: gzip.compress(b"name,weight\nA,1\n"), "archive"),
    ("a picture", lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
    ("a Parquet file", lambda: b"PAR1" + bytes(100), "Parquet"),
    ("binary junk", lambda: bytes(range(256)) * 20, "no text"),
    ("random high bytes", lambda: bytes((n * 7919) % 256 for n in range(4000)), ""),
    ("a header and no such columns", lambda: b"foo,bar\n1,2\n", "no header row"),
    ("names only", lambda: b"name,comment\nA,b\n", "no columns of holdings"),
    ("numbers without header", lambda: b"1,2,3\n4,5,6\n", "no header row"),
    ("a JSON error answer", lambda: b'{"error": "not found", "code": 404}', "no columns"),
    ("JSON that is cut short", lambda: b'[{"name": "A", "weight": 1}, {"na', "no JSON"),
    ("JSON nested without end", lambda: b'[{"name": ' + b"[" * 100_000, "JSON"),
    ("a zip of other things", lambda: zipped({"readme.txt": b"hello"}), "not a workbook"),
    ("a binary workbook", lambda: zipped({"xl/workbook.bin": b"x"}), "xlsb"),
    ("a cut workbook", lambda: corner_sheet()[:3000], "damaged"),
    ("a workbook without sheets", lambda: zipped({"xl/workbook.xml": b"<workbook/>"}), "cannot be read"),
    ("a zip bomb", bomb, "too large"),
    ("a zip bomb that lies about its size", lying_bomb, "too large"),
    ("a workbook of two far cells", corner_sheet, "too large"),
    ("an ODS cell a thousand million times", repeating_ods, "too large"),
    ("a damaged old Excel file", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "cannot be read"),
    ("Excel 2003 XML", lambda: b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "2003"),
    ("other XML", lambda: b"<feed><entry/></feed>", "neither N-PORT nor"),
    ("truncated N-PORT", lambda: NPORT, "cut short"),
    ("truncated 13F", lambda: b'<informationTable xmlns="http://www.sec.gov/x/thirteenf"><info', "cut short"),
    ("an entity bomb as N-PORT", lambda: entities("edgarSubmission", NPORT.decode() + END), ""),
    (
        "an entity bomb as 13F",
        lambda: entities("informationTable", TABLE.format("&e9;")),
        "",
    ),
    (
        "an external entity",
        lambda: b'<!DOCTYPE informationTable [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        b"<informationTable><infoTable><nameOfIssuer>&x;</nameOfIssuer></infoTable></informationTable>",
        "document type",
    ),
    ("a cell of 200,000 characters", lambda: b"name,weight\n" + b"x" * 200_000 + b",1\n", "longer than"),
    ("a quotation mark that is never closed", lambda: b'name,weight\n"A,1\n' + b"B,2\n" * 60_000, "longer than"),
    ("3,000 columns", lambda: b"name,weight," + b",".join(b"c%d" % n for n in range(3000)) + b"\n", "columns"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "says"), [(m, s) for _, m, s in HOPELESS], ids=[name for name, _, _ in HOPELESS])
def test_a_hopeless_file_is_refused_with_reason_hint_and_place(
    tmp_path: Path, make: Callable[[], bytes], says: str
) -> None:
    file = tmp_path / "holdings.csv"
    file.write_bytes(make())
    for form in FORMATS:
        form.sniff(file)  # never raises
    with pytest.raises(InputError) as caught:
        read_holdings(file, Issues())
    assert says in caught.value.message
    assert caught.value.hint
    assert caught.value.place is not None
    assert caught.value.place.file == "holdings.csv"


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        read_holdings(tmp_path / "no.csv", Issues())
    with pytest.raises(InputError, match="folder"):
        read_holdings(tmp_path, Issues())
    with pytest.raises(InputError, match="no such folder"):
        list(read_funds(tmp_path / "no", Issues()))
    with pytest.raises(InputError, match="no files"):
        list(read_funds(tmp_path, Issues()))


def test_a_header_without_lines_is_read_and_warned_of(tmp_path: Path) -> None:
    file = tmp_path / "h.csv"
    file.write_text("name,weight\n")
    issues = Issues()
    assert read_holdings(file, issues).positions == ()
    assert issues.counts == {"no-lines": 1}


@pytest.mark.parametrize(
    ("cell", "because"),
    [
        ("NaN", "no number"),
        ("inf", "no finite number"),
        ("1e308", "no plausible number"),
        ("-1e308", "no plausible number"),
        ("1e999999999", "would fill the memory"),
        ("=1+1", "a formula"),
        ("+cmd|' /C calc'!A0", "a formula that starts a program"),
        ("@SUM(A1:A9)", "a formula"),
        ("abc", "text"),
        ("1,2,3", "neither thousands nor decimals"),
        ("#REF!", "an error of a spreadsheet"),
    ],
)
def test_a_weight_that_is_no_number_is_unknown_and_counted_with_its_place(
    tmp_path: Path, cell: str, because: str
) -> None:
    file = tmp_path / "h.csv"
    file.write_text(f'name,value,weight\nAlpha,100,0.4\nBeta,"{cell}","{cell}"\nGamma,1,0.6\n')
    issues = Issues()
    holdings = read_holdings(file, issues)
    assert [p.weight for p in holdings.positions] == [Fraction(2, 5), None, Fraction(3, 5)], because
    assert holdings.positions[1].value is None
    assert issues.counts["bad-number"] == 2
    assert {(i.place.row, i.place.column) for i in issues if i.code == "bad-number"} == {(3, "weight"), (3, "value")}


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", '=HYPERLINK("x")'])
def test_a_name_like_a_formula_stays_text_and_is_warned_of(tmp_path: Path, name: str) -> None:
    file = tmp_path / "h.csv"
    file.write_text('name,weight\n"' + name.replace('"', '""') + '",1\n')
    issues = Issues()
    assert read_holdings(file, issues).positions[0].name == name
    assert "formula-text" in issues.counts


def test_of_a_link_in_a_line_of_holdings_the_text_that_it_shows_is_the_name(tmp_path: Path) -> None:
    file = tmp_path / "h.csv"
    file.write_text('name,weight\n"=HYPERLINK(""http://x"",""Acme Mining"")",1\n')
    assert read_holdings(file, Issues()).positions[0].name == "Acme Mining"


def test_a_name_of_ten_thousand_characters_is_kept_whole_and_warned_of(tmp_path: Path) -> None:
    file = tmp_path / "h.csv"
    file.write_text(f"name,weight\n{'x' * 10_000},0.5\nB,0.5\n")
    issues = Issues()
    assert len(read_holdings(file, issues).positions[0].name) == 10_000
    assert issues.counts["long-name"] == 1
    assert len(str(issues.kept[0])) < 300


def test_control_characters_and_direction_marks_are_dropped_from_names_but_not_from_cells(tmp_path: Path) -> None:
    file = tmp_path / "h.csv"
    file.write_text("name,weight\nAl\x07pha\x1b[31m,0.5\n\u202eahpla\u202c Ltd,0.5\n", encoding="utf-8")
    issues = Issues()
    first, second = read_holdings(file, issues).positions
    assert (first.name, second.name) == ("Alpha[31m", "ahpla Ltd")
    assert dict(first.cells)["name"] == "Al\x07pha\x1b[31m"
    assert issues.counts["control-characters"] == 2
    assert all("\x1b" not in str(issue) for issue in issues)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "C:\\Windows\\x", "a\x00b", "CON", "~/.ssh/id", "$(rm -rf x)", "x" * 500]
)
def test_a_fund_name_is_never_a_path(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "funds"
    folder.mkdir()
    (folder / "f.csv").write_text(f'"{name}"\n\nname,weight\nA,1\n')
    before = sorted(tmp_path.rglob("*"))
    funds = list(read_funds(folder, Issues()))
    assert [fund.file for fund in funds] == ["f.csv"]
    assert sorted(tmp_path.rglob("*")) == before


def test_rows_that_are_too_long_or_too_short(tmp_path: Path) -> None:
    file = tmp_path / "h.csv"
    file.write_text("name,isin,weight\nAlpha, Inc,CNE100000PM8,0.5\nBeta\nGamma,,0.5,,,\n")
    issues = Issues()
    names = [p.name for p in read_holdings(file, issues).positions]
    assert names == ["Alpha", "Beta", "Gamma"]
    assert [i.place.row for i in issues if i.code == "ragged-row"] == [2], "trailing blank cells are no trouble"


def test_a_locked_workbook_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "t.xlsx"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + bytes(4000))
    with pytest.raises(InputError):
        read_holdings(file, Issues())


def test_a_cell_of_a_workbook_may_be_no_longer_than_a_cell_of_a_csv(tmp_path: Path) -> None:
    file = tmp_path / "t.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["name", "weight"])
    book.active.append(["x" * 32_000, 1])
    book.save(file)
    assert len(read_holdings(file, Issues()).positions) == 1


def test_one_bad_file_does_not_stop_the_other_funds(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name,weight\nA,1\n")
    (tmp_path / "b.csv").write_bytes(HTML)
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "d.csv").write_text("name,weight\nD,1\n")
    (tmp_path / ".hidden.csv").write_text("name,weight\nH,1\n")
    (tmp_path / "~$a.xlsx").write_bytes(b"lock")
    issues = Issues()
    assert [fund.file for fund in read_funds(tmp_path, issues)] == ["a.csv", "c/d.csv"]
    assert issues.counts["unreadable-fund"] == 1
    assert issues.severities["unreadable-fund"] == "error"
    assert next(i for i in issues if i.code == "unreadable-fund").place.file == "b.csv"
    assert "2 hidden" in next(i for i in issues if i.code == "hidden-files").message


@pytest.mark.parametrize(
    ("born", "code"),
    [("31/02/1970", "bad-date"), ("1970-02-31", "bad-date"), ("soon", "bad-date"), ("10-Nov-94", "two-digit-year"),
     ("10/03/1970", "ambiguous-date")],
)  # fmt: skip
def test_a_birth_date_that_cannot_be_read_is_an_issue_and_the_cell_is_carried(
    tmp_path: Path, born: str, code: str
) -> None:
    file = tmp_path / "q.csv"
    file.write_text(f"name,birth_date\nJane Roe,{born}\n")
    issues = Issues()
    (query,) = read_queries(file, issues)
    assert not isinstance(query, BadRow)
    assert issues.counts == {code: 1}
    assert (query.birth_date is None) == (code != "ambiguous-date")
    assert (("birth_date", born) in query.extra) == (code != "ambiguous-date")


def test_text_of_two_bytes_to_a_letter_is_told_and_never_read_in_silence(tmp_path: Path) -> None:
    """Because what stands in it in other letters is found by no list: the error names the encodings and the way out."""
    file, issues = tmp_path / "suppliers.csv", Issues()
    file.write_bytes("supplier,goods,origin\nHangzhou Test Co,棉花,新疆\n".encode("gb18030"))
    list(open_table(file, issues, wanted=lambda _: True).rows)
    assert [issue.code for issue in issues if issue.severity == "error"] == ["wrong-letters"]
    file.write_bytes("供应商,货物\n杭州海康威视数字技术股份有限公司,棉花\n".encode("gb18030"))
    with pytest.raises(InputError, match="GB18030"):
        open_table(file, issues)


def test_a_european_code_page_is_still_a_guess_that_is_said(tmp_path: Path) -> None:
    file, issues = tmp_path / "suppliers.csv", Issues()
    file.write_bytes("name,city\nMüller Söhne,Zürich\nCafé Ñandú,Málaga\n".encode("cp1252"))
    list(open_table(file, issues).rows)
    assert [issue.code for issue in issues] == ["not-utf8"]
