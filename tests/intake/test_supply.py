"""A table of supply is read as its maker wrote it: headers of any kind, what cannot be read told with its place."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lookthrough.errors import InputError, Issues
from lookthrough.exposure.supply import chain_of
from lookthrough.intake.supply import meaning_of, read_supply
from lookthrough.model.share import UNKNOWN_SHARE, Share
from lookthrough.model.supply import Supplied

Read = Callable[[str], tuple[list[Supplied], Issues]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(text: str) -> tuple[list[Supplied], Issues]:
        file = tmp_path / "supply.csv"
        file.write_text(text, encoding="utf-8")
        issues = Issues()
        return list(read_supply(file, issues).rows), issues

    return reading


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("Vendor Name", "supplier"),
        ("供应商", "supplier"),
        ("Consignee", "customer"),
        ("Parent Part Number", "customer"),
        ("HTSUS Code", "hs"),
        ("ECCN", "eccn"),
        ("Country of Origin", "made_in_country"),
        ("Factory address", "made_at"),
        ("Address", "located_at"),
        ("Ownership (%)", "owner_share"),
        ("Description", "item"),
        ("colour", ""),
    ],
)
def test_headers_mean_what_their_makers_mean(header: str, meaning: str) -> None:
    assert meaning_of(header) == meaning


def test_a_table_of_shipments(read: Read) -> None:
    (row,), _ = read(
        "Shipper,Consignee,Description of Goods,HTS,Country of Origin,Shipment date,Bill of lading\n"
        "Example Mills Ltd,Example Importer Inc,Cotton yarn,5205.11;5205.12,China,2026-03-01,BOL 7\n"
    )
    assert (row.name, row.customers, row.item, row.hs) == (
        "Example Mills Ltd", ("Example Importer Inc",), "Cotton yarn", ("5205.11", "5205.12"))  # fmt: skip
    assert (row.id, row.dated) == ("BOL 7", "2026-03-01")
    assert [(place.text, place.of_production) for place in row.places] == [("China", True)]


def test_a_table_of_parts_with_a_description_that_is_no_supplier(read: Read) -> None:
    rows, _ = read(
        "Part Number,Parent Part,Description,Manufacturer,ECCN\n"
        "P1,,Camera,Example Optics GmbH,\nP2,P1,Sensor,Example Chips Ltd,6A993.a\n"
    )
    assert [(row.id, row.customers, row.item, row.name) for row in rows] == [
        ("P1", (), "Camera", "Example Optics GmbH"),
        ("P2", ("P1",), "Sensor", "Example Chips Ltd"),
    ]


@pytest.mark.parametrize(
    ("text", "tier"), [("1", 1), ("Tier 2", 2), ("T3", 3), ("2nd tier", 2), ("3.0", 3), ("", None), ("..2", 2)]
)
def test_tiers_however_they_are_written(text: str, tier: int | None, read: Read) -> None:
    (row,), issues = read(f"Supplier,Tier\nExample Ltd,{text}\n")
    assert row.tier == tier
    assert not issues


def test_what_is_no_tier_is_told(read: Read) -> None:
    (row,), issues = read("Supplier,Tier\nExample Ltd,strategic\n")
    assert row.tier is None
    (issue,) = issues
    assert (issue.code, issue.place.row, issue.place.column) == ("bad-tier", 2, "Tier")


HALF, FIFTH = Fraction(1, 2), Fraction(1, 5)


@pytest.mark.parametrize(
    ("header", "text", "share"),
    [
        ("Ownership %", "50", Share(HALF, HALF, "50")),
        ("Ownership", "50 %", Share(HALF, HALF, "50 %")),
        ("Ownership", "0.5", Share(HALF, HALF, "0.5")),
        ("Ownership", "1/5", Share(FIFTH, FIFTH, "1/5")),
        ("Ownership", "20-50 %", Share(FIFTH, HALF, "20-50 %")),
        ("Ownership", ">50 %", Share(HALF, Fraction(1), ">50 %", True)),
        ("Ownership", "", UNKNOWN_SHARE),
    ],
)
def test_shares_of_owners(header: str, text: str, share: Share, read: Read) -> None:
    (row,), _ = read(f"Supplier,Parent company,{header}\nExample Ltd,Owner AG,{text}\n")
    assert row.owners == (("Owner AG", share),)


@pytest.mark.parametrize("text", ["50", "n/a%", "120 %", "-5 %", "majority", "60-40 %", "1/0"])
def test_what_is_no_share_is_told_and_unknown_and_never_zero(text: str, read: Read) -> None:
    (row,), issues = read(f"Supplier,Parent company,Ownership\nExample Ltd,Owner AG,{text}\n")
    assert row.owners == (("Owner AG", UNKNOWN_SHARE),)
    assert [issue.code for issue in issues] == ["not-a-share"]


def test_several_owners_stand_in_the_order_of_their_shares(read: Read) -> None:
    (row,), _ = read("Supplier,Owners,Shareholding %\nExample Ltd,A AG; B AG,30; 20\n")
    assert [(name, share.exact) for name, share in row.owners] == [("A AG", Fraction(3, 10)), ("B AG", FIFTH)]
    (row,), issues = read("Supplier,Owners,Shareholding %\nExample Ltd,A AG; B AG,30\n")
    assert {share for _, share in row.owners} == {UNKNOWN_SHARE}
    assert [issue.code for issue in issues] == ["shares-and-owners"]


@pytest.mark.parametrize("text", ["", "unknown", "N/A", "TBD", "various", "Diverse", "неизвестно", "other"])
def test_a_row_without_a_supplier_stays(text: str, read: Read) -> None:
    (row,), _ = read(f"Supplier,Product\n{text},Raw cotton\n")
    assert (row.name, row.label) == ("", "Raw cotton")


def test_a_row_that_swallowed_others_names_nobody_who_could_be_clear(read: Read) -> None:
    (row,), issues = read('Supplier,Product\n"Alpha,Cotton\nBeta,Yarn\n')
    assert (row.party.names, issues.counts["open-quotation"]) == ((), 1)


@pytest.mark.parametrize(
    "text", ["", "\n\n", "Name only\n", "weight,price\n1,2\n", "Supplier,Tier\n", "%PDF-1.7 ...", "PK\x03\x04broken"]
)
def test_a_file_that_is_no_such_table_is_refused(text: str, tmp_path: Path) -> None:
    file = tmp_path / "supply.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_supply(file, Issues())
    assert caught.value.place is not None
    assert caught.value.place.file == "supply.csv"


GOOD = (
    b"id,supplier,supplies to,goods,hs,eccn,origin,parent company,ownership %,tier\n"
    b'S1,Example Ltd,,"Yarn, dyed",5205.11,,"Korla, Xinjiang",Owner AG,50,1\nS2,,S1,Cotton,5201,,,,,\n'
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_ends_in_a_told_error_or_in_rows(data: st.DataObject, tmp_path: Path) -> None:
    start = data.draw(st.integers(0, len(GOOD)))
    end = data.draw(st.integers(start, len(GOOD)))
    file = tmp_path / "damaged.csv"
    file.write_bytes(GOOD[:start] + data.draw(st.binary(max_size=40)) + GOOD[end:])
    with suppress(InputError):
        table = read_supply(file, Issues())
        chain_of(table.rows, table.file, Issues())


def test_a_workbook_and_json_lines_are_read_alike(tmp_path: Path) -> None:
    book, lines = tmp_path / "supply.xlsx", tmp_path / "supply.jsonl"
    with xlsxwriter.Workbook(book) as workbook:
        page = workbook.add_worksheet()
        rows = (("Supplier", "Supplies to", "Goods"), ("Example Ltd", "", "=1+1"), ("B Ltd", "Example Ltd", "x"))
        for number, cells in enumerate(rows):
            for column, text in enumerate(cells):
                page.write_string(number, column, text)
    lines.write_text(
        '{"supplier": "Example Ltd", "supplies to": "", "goods": "=1+1"}\n'
        '{"supplier": "B Ltd", "supplies to": "Example Ltd", "goods": "x"}\n'
    )
    tables = [read_supply(file, Issues()) for file in (book, lines)]
    told = [[(row.name, row.customers, row.item) for row in table.rows] for table in tables]
    assert told == [[("Example Ltd", (), "=1+1"), ("B Ltd", ("Example Ltd",), "x")]] * 2


def test_a_second_column_of_suppliers_is_told_where_it_names_somebody_else(read: Read) -> None:
    """Because a shipper that is screened says nothing of the maker who is not."""
    rows, issues = read("shipper,manufacturer,goods\nA Ltd,A Ltd,x\nB Ltd,Maker Ltd,x\n,Third Ltd,x\n")
    assert [row.name for row in rows] == ["A Ltd", "Maker Ltd", "Third Ltd"]
    told = [issue for issue in issues if issue.code == "party-not-screened"]
    assert len(told) == 1
    assert told[0].severity == "error"
    assert "in 1 row" in told[0].message
    assert told[0].place.row == 3


def test_all_columns_of_goods_codes_and_owners_are_read(read: Read) -> None:
    rows, _ = read(
        "supplier,goods,description,hs code,hts,shareholder,parent company,ownership %\n"
        "A Ltd,shirts,cotton shirts,6205,6205.20,P Ltd,S Ltd;P Ltd,60\n"
    )
    assert rows[0].item == "shirts"
    assert rows[0].goods == "shirts; cotton shirts"
    assert rows[0].hs == ("6205", "6205.20")
    assert [(name, share == UNKNOWN_SHARE) for name, share in rows[0].owners] == [("P Ltd", False), ("S Ltd", True)]
