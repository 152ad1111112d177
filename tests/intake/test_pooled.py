"""Funds and private vehicles are told by evidence; operating companies never are."""

from __future__ import annotations

from pathlib import Path

import pytest

from lookthrough.errors import Issues
from lookthrough.intake.assets import of_line
from lookthrough.intake.form13f import read as read_13f
from lookthrough.intake.pooled import strength


@pytest.mark.parametrize(
    "word",
    ["Private Equity", "Limited Partnership", "LP interest", "Alternatives", "Hedge Fund", "Collective trust", "CTF",
     "CIT", "Mutual Fund", "Unit Trust", "ETF", "STIV", "International Equity Fund", "Equity ETF"],
)  # fmt: skip
def test_a_class_word_of_a_pooled_vehicle_makes_a_fund(word: str) -> None:
    assert of_line(word, "Acme Alpha", listed=True) == "fund"


@pytest.mark.parametrize(
    "name",
    ["EXAMPLE EMERGING MARKETS FUND", "EXAMPLE GROWTH FD CL A", "EXAMPLE FDS", "Fonds Europe Actions",
     "AktienFonds Asia",
     "Fondo Acme Global", "Fundo Acme", "Acme MSCI China UCITS", "ACME SICAV", "ACME UNIT TRUST", "S&P 500 INDEX TR",
     "Acme Commingled China", "Acme Russell 1000 CTF", "Acme Target 2040 CIT Class I", "Acme Common Trust",
     "Acme Capital Partners VIII L.P.", "Acme Ventures II LP", "Acme Ventures Fund III", "Acme Short Term Fund",
     "嘉实基金", "Acme SCSp"],
)  # fmt: skip
def test_a_name_of_a_fund_makes_a_fund_where_no_class_speaks(name: str) -> None:
    assert of_line("", name, listed=False) == "fund"


@pytest.mark.parametrize("name", ["Acme MSCI China ETF", "Acme Growth Fund", "ACME SICAV", "ACME INDEX FD"])
def test_a_funds_name_outweighs_the_class_equity(name: str) -> None:
    assert of_line("Equity", name, listed=True) == "fund"


@pytest.mark.parametrize(
    "name",
    ["Fundacion Acme", "Trustmark Corp", "Bank of Acme Mellon Trust", "Funding Circle Holdings", "CIT GROUP INC",
     "CTF Services Ltd", "Acme Realty Trust", "Acme REIT", "Acme Properties Trust", "Acme Industrial Fund REIT",
     "JAPAN ACME FUND INVESTMENT CORP", "Acme Fund Management Co Ltd", "Acme基金管理有限公司",
     "PARTNERS GROUP HOLDING AG",
     "Acme Bank and Trust Co", "MISC", "Northern Trust", "Coca Cola Europacific Partners PLC",
     "Acme Trust Construction",
     "Acme Pass Thru CTF"],
)  # fmt: skip
def test_an_operating_company_is_never_turned_into_a_fund(name: str) -> None:
    assert strength(name) == ""
    assert of_line("Equity", name, listed=True) == "equity"
    assert of_line("", name, listed=False) != "fund"


def test_a_listed_partnership_stays_what_it_was() -> None:
    assert of_line("", "Acme Midstream Capital Partners L.P.", listed=True) == "unknown"
    assert of_line("Equity", "Acme Midstream Capital Partners L.P.", listed=True) == "equity"


def test_a_money_market_class_stays_cash_and_a_bond_stays_a_bond() -> None:
    assert of_line("Money Market", "Acme Liquidity Fund", listed=False) == "cash"
    assert of_line("Fixed Income", "Acme Stability Fund 2.5% 2030", listed=False) == "bond"
    assert of_line("Fixed Income", "Acme Total Bond ETF", listed=True) == "fund"


@pytest.mark.parametrize(
    ("name", "asset"),
    [
        ("Hang Seng Index Future", "future"),
        ("MSCI China Future", "future"),
        ("Acme Call Option", "option"),
        ("Option on Acme", "option"),
        ("Acme Corp Warrant 2027", "option"),
        ("Acme P-Note", "other_derivative"),
        ("Acme Participatory Note", "other_derivative"),
        ("OPTION CARE HEALTH INC", "unknown"),
        ("FUTURE PLC", "unknown"),
        ("Warrantech Inc", "unknown"),
    ],
)
def test_derivatives_by_name_where_no_class_speaks(name: str, asset: str) -> None:
    assert of_line("", name, listed=False) == asset
    assert of_line("Equity", name, listed=False) == "equity"


@pytest.mark.parametrize(
    ("issuer", "title", "asset"),
    [
        ("ACME TR", "CHINA INTERNET", "fund"),
        ("ACME SECTOR TR", "ENERGY", "fund"),
        ("ACME EXCHNG TRADED FD TR", "EMRNG MKT", "fund"),
        ("ACME WORLD FDS", "TOTAL STK MKT", "fund"),
        ("ACME PORTFOLIO SERIES", "MIDSTREAM", "fund"),
        ("ACME AVERAGE", "UT SER 1", "fund"),
        ("ACME TR", "GOLD SHS", "equity"),
        ("ACME RLTY TR NEW", "SH BEN INT", "equity"),
        ("ACME PPTY TR", "SBI", "unknown"),
        ("ACME TR CORP", "COM", "equity"),
        ("ACME PARTNERS L P", "COM UNIT LTD PTN", "equity"),
    ],
)
def test_13f_titles_of_a_fund_issuer(tmp_path: Path, issuer: str, title: str, asset: str) -> None:
    file = tmp_path / "t.xml"
    file.write_text(
        '<informationTable xmlns="http://www.sec.gov/edgar/document/thirteenf/informationtable"><infoTable>'
        f"<nameOfIssuer>{issuer}</nameOfIssuer><titleOfClass>{title}</titleOfClass><value>5000</value><shrsOrPrnAmt>"
        "<sshPrnamt>100</sshPrnamt><sshPrnamtType>SH</sshPrnamtType></shrsOrPrnAmt></infoTable></informationTable>"
    )
    assert read_13f(file, Issues()).positions[0].asset == asset


@pytest.mark.parametrize("name", ["Acme MSCI ACWI ex-US", "Acme CSI 300", "Acme Stock Index", "Acme Bond Portfolio"])
def test_a_line_named_for_an_index_or_a_kind_of_portfolio_is_a_fund(name: str) -> None:
    assert strength(name) == "likely"


@pytest.mark.parametrize("name", ["MSCI INC", "S&P GLOBAL INC", "CSI SOLAR LTD A", "PORTFOLIO RECOVERY ASSOCIATES"])
def test_a_firm_that_only_bears_such_a_word_is_none(name: str) -> None:
    assert strength(name) == ""
