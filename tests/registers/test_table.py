"""Any table of owner, owned, share and date."""

from __future__ import annotations

import zipfile
from datetime import date
from fractions import Fraction

import openpyxl
import pytest

from lookthrough.errors import InputError, Issues
from lookthrough.exposure.ownership.links import on_day
from lookthrough.registers import table
from lookthrough.registers.registry import format_of

ALPHA = "owner,owned,share\n"


def test_a_row_is_a_stake(read, save):
    text = (
        "Shareholder;Company;Stake (%);Since;Shareholder LEI\nAlpha AG;Beta Ltd;50,1;2019-01-02;5493001KJTIIGC8Y1R12\n"
    )
    found = read(table, save("links.csv", text))
    assert [(p.id, p.name) for p in found.parties] == [
        ("lei:5493001KJTIIGC8Y1R12", "Alpha AG"),
        ("Beta Ltd", "Beta Ltd"),
    ]
    (link,) = found.links
    assert (link.source, link.target, link.share.exact) == ("lei:5493001KJTIIGC8Y1R12", "Beta Ltd", Fraction(501, 1000))
    assert (str(link.since), link.origin, link.register) == ("2019-01-02", "r: links.csv, row 2", "r")


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("parent,subsidiary,ownership", ["owner", "owned", "share"]),
        ("Owner Name,Asset,% owned", ["owner", "owned", "share"]),
        ("股东名称,公司名称,持股比例", ["owner", "owned", "share"]),
        ("Gesellschafter,Tochtergesellschaft,Beteiligungsquote", ["owner", "owned", "share"]),
        ("Eigentümer,Gesellschaft,Anteil", ["owner", "owned", "share"]),
    ],
)
def test_the_usual_synonyms_are_known_and_the_mapping_is_told(read, save, header, says):
    found = read(table, save("t.csv", f"{header}\nA,B,30%\n"))
    assert found.stakes() == [("A", "B", "equity", "30%")]
    (note,) = [issue.message for issue in found.issues if issue.code == "columns-read"]
    assert all(f" is {meaning}" in note for meaning in says)


def test_shares_as_people_write_them(read, save):
    rows = {
        "25-50%": "at least 25% and at most 50%",
        "more than 50%": "more than 50%",
        "1/3": "33 1/3%",
        '"50,1 %"': "50.1%",
        "n/a": "an unknown share",
        "": "an unknown share",
        "49.999999999%": "49.999999999%",
        "wholly owned": "100%",
    }
    text = ALPHA + "".join(f"A,B{n},{share}\n" for n, share in enumerate(rows))
    assert [stake[3] for stake in read(table, save("t.csv", text)).stakes()] == list(rows.values())


@pytest.mark.parametrize("share", ["-5%", "120%", "about 50%", "=1+1", "fifty", "60-40%", "1e99"])
def test_what_is_no_share_is_told_and_unknown(read, save, share):
    found = read(table, save("t.csv", f"{ALPHA}A,B,{share}\n"))
    assert found.stakes() == [("A", "B", "equity", "an unknown share")]
    assert found.issues.counts["bad-share"] == 1
    assert found.links[0].share.text == share


def test_a_column_of_numbers_up_to_one_is_read_both_ways(read, save):
    found = read(table, save("t.csv", f"{ALPHA}A,B,0.5\nA,C,1\n"))
    assert found.stakes()[0][3] == "at least 0.5% and at most 50%", "half a per cent, or half"
    assert found.issues.counts["ambiguous-share"] == 2
    assert read(table, save("u.csv", f"{ALPHA}A,B,0.5\nA,C,30\n")).stakes()[0][3] == "0.5%", "30 proves per cent"


def test_votes_beside_the_shares_are_a_link_of_their_own(read, save):
    found = read(table, save("t.csv", "owner,owned,share,votes\nX,A,10%,60%\n"))
    assert found.stakes() == [("X", "A", "equity", "10%"), ("X", "A", "votes", "60%")]


def test_a_kind_is_read_and_an_office_is_no_share(read, save):
    text = "owner,owned,share,kind\nX,A,60%,subsidiary\nX,B,,consolidated\nX,C,,director\nX,D,10%,friend of\n"
    found = read(table, save("t.csv", text))
    assert [stake[:3] for stake in found.stakes()] == [
        ("X", "A", "equity"), ("X", "B", "consolidation"), ("X", "D", "equity"),
    ]  # fmt: skip
    assert [(tie.source, tie.target, tie.kind) for tie in found.ties] == [("X", "C", "officer")]
    assert found.issues.counts["unknown-kind"] == 1


def test_an_owner_who_is_not_named_is_not_identified(read, save):
    found = read(table, save("t.csv", f"{ALPHA},B,40%\n,C,\nA,,10%\n"))
    assert found.stakes() == [("", "B", "equity", "40%")]
    assert found.issues.counts.keys() >= {"owner-not-named", "no-owner", "no-owned-party"}


def test_case_and_white_space_make_no_other_party(read, save):
    found = read(table, save("t.csv", f"{ALPHA}Acme  Ltd,B,10%\nACME LTD,C,20%\n"))
    assert [party.id for party in found.parties] == ["Acme Ltd", "B", "C"]
    assert {link.source for link in found.links} == {"Acme Ltd"}


def test_dates_out_of_order_are_told_and_stay(read, save):
    found = read(table, save("t.csv", "owner,owned,start,end\nA,B,2020-01-01,2019-01-01\nA,C,31/02/2020,\n"))
    assert found.issues.counts.keys() >= {"dates-out-of-order", "bad-date"}
    assert not found.links[0].dates_fit
    assert "31/02/2020" in found.links[1].since.text


@pytest.mark.parametrize(("start", "end"), [("31/02/2020", ""), ("2015-01-01", "2019-13-01"), ("soon", "later")])
def test_a_date_that_cannot_be_read_may_be_any_day_and_is_not_taken_for_one_that_is_not_printed(read, save, start, end):
    found = read(table, save("t.csv", f"owner,owned,start,end\nA,B,{start},{end}\nA,C,,\nA,D,2015-01-01,\n"))
    kept, doubtful = on_day(found.links, date(2026, 7, 9), Issues(), undated_hold=True)
    assert [link.target for link in kept] == ["B", "C", "D"]
    assert [link.target for link in doubtful] == ["B"], "because the stake may be over, or not yet begun"


def test_the_order_of_a_columns_dates_is_told_by_the_clear_ones(read, save):
    found = read(table, save("t.csv", "owner,owned,start\nA,B,02/03/2020\nA,C,25/12/2019\n"))
    assert [str(link.since) for link in found.links] == ["2020-03-02", "2019-12-25"]
    alone = read(table, save("u.csv", "owner,owned,start\nA,B,02/03/2020\n"))
    assert str(alone.links[0].since) == "2020-02-03/2020-03-02"
    assert alone.issues.counts["ambiguous-date"] == 1


def test_a_holding_of_oneself_is_a_note(read, save):
    assert read(table, save("t.csv", f"{ALPHA}A,A,5%\n")).issues.counts["self-holding"] == 1


def test_every_sheet_of_a_workbook_that_has_owners_is_read(read, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["owner", "owned", "share"])
    book.active.append(["A", "B", 0.25])
    other = book.create_sheet("more")
    other.append(["owner", "owned", "share %"])
    other.append(["B", "C", 75])
    book.save(tmp_path / "links.xlsx")
    found = read(table, tmp_path / "links.xlsx")
    assert [stake[:2] for stake in found.stakes()] == [("A", "B"), ("B", "C")]
    assert found.stakes()[1][3] == "75%"


def test_json_lines_are_a_table_too(read, save):
    found = read(table, save("t.jsonl", '{"owner": "A", "owned": "B", "share": "1/2"}\n{"owner": "A"}\n'))
    assert found.stakes() == [("A", "B", "equity", "50%")]


def test_other_tables_are_not_claimed(save):
    assert not table.sniff(save("h.csv", "name,isin,weight\nA,CNE100000PM8,0.5\n"))
    with pytest.raises(InputError):
        list(table.read(save("h2.csv", "name,isin\nA,B\n"), "r", Issues()))


def test_a_packed_table_says_that_it_is_to_be_unpacked(tmp_path):
    with zipfile.ZipFile(tmp_path / "links.zip", "w") as archive:
        archive.writestr("links.csv", f"{ALPHA}A,B,30%\n")
    with pytest.raises(InputError) as told:
        format_of(tmp_path / "links.zip")
    assert "unpack it first" in told.value.hint


@pytest.mark.parametrize(
    "cell",
    ["unknown", "UNKNOWN", "n/a", "undisclosed", "various", "-", "public float", "(Free float)", "未知", "Others.",
     "***", "minority shareholders", "прочие", "社会公众股东", "ｕｎｋｎｏｗｎ"],
)  # fmt: skip
def test_a_word_for_nobody_is_a_holder_of_that_company_alone_and_the_cell_is_told(read, save, cell):
    found = read(table, save("t.csv", f"{ALPHA}{cell},B,40%\n{cell},C,60%\nX,{cell},60%\n"))
    assert found.stakes() == [("", "B", "equity", "40%"), ("", "C", "equity", "60%")]
    assert {party.id for party in found.parties} == {"B", "C"}
    told = [issue.message for issue in found.issues if issue.code in {"owner-not-named", "no-owned-party"}]
    assert len(told) == 3
    assert all(repr(cell) in message for message in told)


@pytest.mark.parametrize(
    "name", ["Public Storage", "Various Eateries plc", "Unknown Worlds Entertainment", "Others AB"]
)
def test_a_company_that_only_begins_with_such_a_word_is_a_party(read, save, name):
    assert read(table, save("t.csv", f"{ALPHA}{name},B,40%\n")).stakes() == [(name, "B", "equity", "40%")]


def test_a_code_beside_such_a_word_tells_who_it_is(read, save):
    text = "owner,owned,share,owner id\nVarious,B,40%,5493001KJTIIGC8Y1R12\n"
    assert read(table, save("t.csv", text)).stakes() == [("lei:5493001KJTIIGC8Y1R12", "B", "equity", "40%")]


def test_rows_that_are_the_same_in_all_cells_are_one_statement_and_told(read, save):
    found = read(table, save("t.csv", f"{ALPHA}A,B,30%\nA,B,30%\nA,B,20%\n"))
    assert found.stakes() == [("A", "B", "equity", "30%"), ("A", "B", "equity", "20%")]
    (issue,) = [issue for issue in found.issues if issue.code == "duplicate-row"]
    assert issue.place.row == 3


def test_two_holdings_of_one_owner_add_up_where_any_cell_tells_them_apart(read, save):
    found = read(table, save("t.csv", "owner,owned,share,certificate\nA,B,30%,1\nA,B,30%,2\n"))
    assert len(found.links) == 2, "because splitting a holding changes nothing"
    assert not found.issues.counts["duplicate-row"]


def test_a_number_up_to_one_among_larger_ones_is_told_row_by_row(read, save):
    found = read(table, save("t.csv", f"{ALPHA}A,B,0.5\nA,C,30\nA,D,1\n"))
    told = [(issue.place.row, issue.hint) for issue in found.issues if issue.code == "unit-of-other-rows"]
    assert told == [
        (2, 'print "%" beside the number or in the header'),
        (4, 'print "%" beside the number or in the header'),
    ]
    assert not read(table, save("u.csv", "owner,owned,share %\nA,B,0.5\nA,C,30\n")).issues.counts["unit-of-other-rows"]


def test_a_bare_half_beside_60_per_cent_may_be_either_and_is_told(read, save):
    found = read(table, save("t.csv", f"{ALPHA}A,B,0.5\nA,C,60%\n"))
    assert found.stakes()[0][3] == "at least 0.5% and at most 50%"
    assert found.issues.counts["ambiguous-share"] == 1


@pytest.mark.parametrize(
    ("cell", "share"), [("٥٠٪", "50%"), ("۵۰٫۵٪", "50.5%"), ("５０％", "50%"), ("५०%", "50%"), ("٣٣٫٣ %", "33.3%")]
)
def test_digits_of_other_scripts_are_read(read, save, cell, share):
    assert read(table, save("t.csv", f"{ALPHA}A,B,{cell}\n")).stakes()[0][3] == share
