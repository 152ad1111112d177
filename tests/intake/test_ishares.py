"""iShares holdings files."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from lookthrough.errors import Issues
from lookthrough.intake import ishares

HEADER = (
    "Ticker,Name,Sector,Asset Class,Market Value,Weight (%),Notional Value,Shares,Price,Location,Exchange,Currency,"
    "FX Rate,Market Currency,Accrual Date\n"
)
US = (
    "\ufeffExample Markets ETF\n"
    'Fund Holdings as of,"Mar 10, 2022"\n'
    'Inception Date,"Mar 26, 2008"\n'
    "\xa0\n"
    + HEADER
    + '"002415","HANGZHOU HIKVISION DIGITAL TECHNOL A","Information Technology","Equity","1,234.50","0.25",'
    '"1,234.50","100.00","12.35","China","Shenzhen Stock Exchange","USD","6.33","CNY","-"\n'
    '"HKD","HKD CASH","Cash and/or Derivatives","Cash","10.00","0.01","10.00","80.00","12.78","Hong Kong","-",'
    '"USD","7.82","HKD","-"\n'
    '"USD","USD/QAR","Cash and/or Derivatives","FX","-34.88","0.00","-34.88","56.00","0.27","Qatar","-",'
    '"USD","1.00","QAR","-"\n'
    '"MESH2","MSCI EMER MKT INDEX (ICE) MAR 22","Cash and/or Derivatives","Futures","0.00","0.00",'
    '"7,741.00","1.00","1,090.40","-","Ice Futures U.S.","USD","1.00","USD","-"\n'
    '"-","SHORT LINE LTD","Financials","Equity","-5.00","-0.10","-5.00","-1.00","5.00","Korea (South)",'
    '"-","USD","1.00","USD","-"\n'
    "\xa0\n"
    '"The content contained herein is owned or licensed by the publisher\nand its licensors."\n'
    "Holdings subject to change.\n"
    "©2021 Publisher\n"
)
EUROPEAN = (
    "Example World UCITS ETF\n"
    "Fund Holdings as of,28/Oct/2022\n"
    "\xa0\n"
    "Issuer Ticker,Name,Sector,Asset Class,Market Value,Weight (%),Notional Value,Shares,Price,Location,"
    "Exchange,Market Currency\n"
    'SAP,SAP,Information Technology,Equity,"1,000.00",4.15,"1,000.00",10,100,Germany,Xetra,EUR\n'
)
GERMAN = (
    "Emittententicker,Name,Sektor,Anlageklasse,Marktwert,Gewichtung (%),Nominalwert,Nominale,Kurs,Standort,"
    "Börse,Marktwährung\n"
    'SAP,SAP,IT,Aktien,"1.234.567,50","4,15","1.234.567,50","1.234","100,10",Deutschland,Xetra,EUR\n'
)


def read(tmp_path: Path, text: str) -> tuple[object, Issues]:
    file = tmp_path / "XYZ_holdings.csv"
    file.write_text(text, encoding="utf-8")
    assert ishares.sniff(file)
    issues = Issues()
    return ishares.read(file, issues), issues


def test_the_full_us_file(tmp_path: Path) -> None:
    holdings, issues = read(tmp_path, US)
    assert (holdings.name, str(holdings.as_of), holdings.format) == ("Example Markets ETF", "2022-03-10", "ishares")
    assert ("file stem", "XYZ_holdings") in holdings.stated
    assert ("Inception Date", "Mar 26, 2008") in holdings.stated
    hikvision, cash, hedge, future, short = holdings.positions
    assert [p.asset for p in holdings.positions] == ["equity", "cash", "currency_hedge", "future", "equity"]
    assert [p.row for p in holdings.positions] == [1, 2, 3, 4, 5]
    assert (hikvision.ticker, hikvision.country, hikvision.currency) == ("002415", "cn", "USD")
    assert hikvision.value == hikvision.value_usd == Fraction(2469, 2)
    assert hikvision.weight == Fraction(1, 400)
    assert hikvision.quantity == 100
    assert dict(hikvision.cells)["Market Currency"] == "CNY", "the share's own currency stays a cell"
    assert (hedge.direction, short.direction, short.ticker, short.country) == ("long", "short", "", "kr")
    assert short.weight == Fraction(-1, 1000)
    assert (cash.country, future.country) == ("hk", "")
    assert (issues.counts["footer-rows"], issues.counts["blank-rows"]) == (1, 1)
    assert "3 rows" in next(i.message for i in issues if i.code == "footer-rows")


def test_without_preamble_the_name_and_date_stay_unknown(tmp_path: Path) -> None:
    holdings, _ = read(tmp_path, "\ufeff" + US.split("\xa0\n")[1])
    assert (holdings.name, holdings.as_of, len(holdings.positions)) == ("", None, 5)


def test_a_european_file_does_not_say_its_currency_so_nothing_is_known_in_dollars(tmp_path: Path) -> None:
    holdings, issues = read(tmp_path, EUROPEAN)
    (sap,) = holdings.positions
    assert (sap.ticker, sap.value, sap.value_usd, sap.weight) == ("SAP", 1000, None, Fraction(83, 2000))
    assert str(holdings.as_of) == "2022-10-28"
    assert "no-currency" in issues.counts


def test_a_german_file_is_read_with_decimal_commas(tmp_path: Path) -> None:
    (sap,) = read(tmp_path, GERMAN)[0].positions
    assert (sap.value, sap.quantity, sap.weight) == (Fraction(2469135, 2), 1234, Fraction(83, 2000))
    assert (sap.asset, sap.country) == ("equity", "de")


def test_blank_rows_inside_the_data_keep_their_numbers(tmp_path: Path) -> None:
    line = "A,ALPHA,IT,Equity,1,0.1,1,1,1,China,X,USD,1,USD,-\n"
    holdings, _ = read(tmp_path, HEADER + line + "\xa0,,,,,,,,,,,,,,\n" + line)
    assert [p.row for p in holdings.positions] == [1, 3]


def test_cells_are_left_out_when_not_wanted(tmp_path: Path) -> None:
    file = tmp_path / "f.csv"
    file.write_text(US, encoding="utf-8")
    lean = ishares.read(file, Issues(), keep_cells=False)
    full = ishares.read(file, Issues())
    assert all(p.cells == () for p in lean.positions)
    assert [(p.name, p.weight) for p in lean.positions] == [(p.name, p.weight) for p in full.positions]


@pytest.mark.parametrize(
    ("name", "lines", "assets"),
    [
        ("ishares_EEM_holdings_2022-03.csv", 1248, {"equity": 1248}),
        ("ishares_EEM_holdings_2022-07.csv", 1237, {"equity": 1237}),
        ("ishares_ACWI_holdings_2022-03-10.csv", 2369, {"equity": 2327, "cash": 37, "future": 3, "currency_hedge": 2}),
    ],
)
def test_the_publishers_files(shared_data: Path, name: str, lines: int, assets: dict[str, int]) -> None:
    issues = Issues()
    holdings = ishares.read(shared_data / "portfolios" / name, issues)
    assert len(holdings.positions) == lines
    assert {a: sum(p.asset == a for p in holdings.positions) for a in assets} == assets
    assert all(p.weight is not None and p.value_usd is not None and p.currency == "USD" for p in holdings.positions)
    assert Fraction(99, 100) < sum(p.weight for p in holdings.positions) <= 1
    assert {p.country for p in holdings.positions} - {"", "eu"} >= {"cn", "tw", "kr"}
    assert "error" not in issues.severities.values()


def test_rows_are_numbered_as_the_gold_file_numbers_them(shared_data: Path) -> None:
    positions = {
        p.row: p for p in ishares.read(shared_data / "portfolios/ishares_EEM_holdings_2022-07.csv", Issues()).positions
    }
    with (shared_data / "gold/portfolio_eem_2022-07.csv").open(encoding="utf-8") as stream:
        for line in csv.DictReader(stream):
            position = positions[int(line["row_number"])]
            assert (position.name, position.ticker) == (line["name"], line["ticker"])
