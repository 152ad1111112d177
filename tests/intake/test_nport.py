"""SEC N-PORT-P filings."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from lookthrough.errors import InputError, Issues
from lookthrough.intake import nport
from lookthrough.model.entity import Identifier
from lookthrough.model.holdings import Holdings

LINES = """
<invstOrSec><name>Hangzhou Hikvision Digital Technology Co Ltd</name><lei>N/A</lei>
  <title>HANGZHOU HIKVISION DIGITAL A</title><cusip>000000000</cusip><identifiers><isin value="CNE100000PM8"/>
  <ticker value="002415"/><other otherDesc="SEDOL" value="B15KXQ8"/>
  <other otherDesc="Internal" value="XX1"/></identifiers><balance>100</balance><units>NS</units>
  <currencyConditional curCd="CNY" exchangeRt="6.9"/><valUSD>1234.50</valUSD><pctVal>0.25</pctVal>
  <payoffProfile>Long</payoffProfile><assetCat>EC</assetCat><issuerCat>CORP</issuerCat>
  <invCountry>CN</invCountry></invstOrSec>
<invstOrSec><name>Example Trust</name><lei>549300S8YVGTJ1NMTW58</lei><title>Example Emerging Markets ETF</title>
  <cusip>037833100</cusip><identifiers><isin value="US0378331005"/></identifiers><balance>10</balance>
  <curCd>USD</curCd><valUSD>10</valUSD><pctVal>1</pctVal><payoffProfile>Long</payoffProfile>
  <assetCat>EC</assetCat><issuerCat>RF</issuerCat><invCountry>US</invCountry></invstOrSec>
<invstOrSec><name>Beta Corp</name><title>Beta Corp</title><cusip>N/A</cusip><balance>-5</balance>
  <valUSD>-50</valUSD><pctVal>-1.5</pctVal><payoffProfile>Short</payoffProfile><assetCat>EC</assetCat>
  <invCountry>US</invCountry></invstOrSec>
<invstOrSec><name>Big Bank</name><title>TRS GAMMA</title><balance>1</balance><valUSD>NaN</valUSD>
  <pctVal>N/A</pctVal><payoffProfile>N/A</payoffProfile><assetCat>DE</assetCat><invCountry>XX</invCountry>
  <derivativeInfo><swapDeriv derivCat="SWP"><counterparties><counterpartyName>Big Bank</counterpartyName>
  </counterparties><descRefInstrmnt><otherRefInst><issuerName>Gamma Ltd</issuerName>
  <issueTitle>Gamma</issueTitle></otherRefInst></descRefInstrmnt></swapDeriv></derivativeInfo></invstOrSec>
<invstOrSec><name>N/A</name><title>Purchased Note</title><valUSD>7</valUSD><pctVal>0.1</pctVal>
  <assetConditional desc="note" assetCat="OTHER"/><invCountry>US</invCountry></invstOrSec>
<invstOrSec><name>Big Bank</name><title>FWD CNY</title><valUSD>-3</valUSD><pctVal>0</pctVal>
  <payoffProfile>N/A</payoffProfile><assetCat>DFE</assetCat><derivativeInfo>
  <fwdDeriv derivCat="FWD"/></derivativeInfo></invstOrSec>
"""
GEN = """<genInfo><regName>Example Trust</regName><regCik>0000311101</regCik><regLei>549300S8YVGTJ1NMTW57</regLei>
<seriesName>Example Series</seriesName><seriesId>S000012000</seriesId><seriesLei>5493006TF05454RBY690</seriesLei>
<repPdDate>2022-12-31</repPdDate></genInfo>
<fundInfo><netAssets>1000.50</netAssets><cshNotRptdInCorD>20.25</cshNotRptdInCorD></fundInfo>"""


def filing(lines: str = LINES, general: str = GEN, prefix: str = "") -> str:
    """An invented filing, with the blank line before the declaration that real files have."""
    colon = f"{prefix}:" if prefix else ""
    xmlns = f"xmlns:{prefix}" if prefix else "xmlns"
    body = f"<formData>{general}<invstOrSecs>{lines}</invstOrSecs></formData>"
    head = "<seriesClassInfo><classId>C000032728</classId></seriesClassInfo>"
    head = f"<headerData><filerInfo>{head}</filerInfo></headerData>"
    if prefix:
        body = body.replace("</", "\0").replace("<", f"<{colon}").replace("\0", f"</{colon}")
        head = head.replace("</", "\0").replace("<", f"<{colon}").replace("\0", f"</{colon}")
    return f'\n<?xml version="1.0"?><{colon}edgarSubmission {xmlns}="http://www.sec.gov/edgar/nport">{head}{body}</{colon}edgarSubmission>\n'


def read(tmp_path: Path, text: str) -> tuple[Holdings, Issues]:
    file = tmp_path / "primary_doc.xml"
    file.write_text(text, encoding="utf-8")
    assert nport.sniff(file)
    issues = Issues()
    return nport.read(file, issues), issues


@pytest.mark.parametrize("prefix", ["", "n1"])
def test_the_fund_itself(tmp_path: Path, prefix: str) -> None:
    holdings, _ = read(tmp_path, filing(prefix=prefix))
    assert (holdings.name, str(holdings.as_of)) == ("Example Series", "2022-12-31")
    assert (holdings.net_assets_usd, holdings.cash_usd) == (Fraction(2001, 2), Fraction(81, 4))
    assert holdings.identifiers == (
        Identifier("lei", "5493006TF05454RBY690"),
        Identifier("sec_series", "S000012000"),
        Identifier("sec_class", "C000032728"),
    ), "the trust's own LEI stands for all its series and would confuse them"
    assert ("regLei", "549300S8YVGTJ1NMTW57") in holdings.stated


def test_a_fund_without_series_is_known_by_its_trust(tmp_path: Path) -> None:
    general = GEN.replace("S000012000", "N/A").replace("5493006TF05454RBY690", "N/A").replace("Example Series", "N/A")
    text = filing(general=general).replace("C000032728", "")
    holdings, _ = read(tmp_path, text)
    assert holdings.name == "Example Trust"
    assert holdings.identifiers == (Identifier("lei", "549300S8YVGTJ1NMTW57"), Identifier("cik", "0000311101"))


def test_lines_with_identifiers_shorts_and_derivatives(tmp_path: Path) -> None:
    holdings, issues = read(tmp_path, filing())
    share, fund, short, swap, note, hedge = holdings.positions
    assert share.identifiers == (Identifier("isin", "CNE100000PM8"), Identifier("sedol", "B15KXQ8"))
    assert (share.name, share.issuer) == ("Hangzhou Hikvision Digital Technology Co Ltd",) * 2
    assert (share.ticker, share.country, share.value_usd, share.weight) == (
        "002415",
        "cn",
        Fraction(2469, 2),
        Fraction(1, 400),
    )
    cells = dict(share.cells)
    assert (cells["title"], cells["currencyConditional@curCd"]) == ("HANGZHOU HIKVISION DIGITAL A", "CNY")
    assert ("identifiers/other@value", "XX1") in share.cells
    assert (fund.asset, fund.name, fund.issuer) == ("fund", "Example Emerging Markets ETF", "Example Trust")
    assert (short.direction, short.weight, short.quantity) == ("short", Fraction(-3, 200), -5)
    assert (swap.asset, swap.issuer, swap.value_usd, swap.weight, swap.country) == ("swap", "Gamma Ltd", None, None, "")
    assert (note.asset, note.name) == ("other", "Purchased Note")
    assert (hedge.asset, hedge.direction) == ("currency_hedge", "long")
    assert [p.row for p in holdings.positions] == [1, 2, 3, 4, 5, 6]
    assert {i.code: i.place.row for i in issues} == {"bad-identifier": 2, "bad-number": 4}


def test_a_fund_with_no_lines_is_a_valid_filing(tmp_path: Path) -> None:
    holdings, issues = read(tmp_path, filing(lines=""))
    assert (holdings.positions, holdings.cash_usd, len(issues)) == ((), Fraction(81, 4), 0)


def test_xml_with_the_name_but_not_the_parts_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.xml"
    file.write_text('<edgarSubmission xmlns="http://www.sec.gov/edgar/nport"><x/></edgarSubmission>')
    with pytest.raises(InputError, match="no N-PORT"):
        nport.read(file, Issues())


def test_real_filings(shared_data: Path) -> None:
    issues = Issues()
    dupree = nport.read(shared_data / "portfolios/nport_dupree_2022-12-31.xml", issues)
    assert (len(dupree.positions), dupree.name) == (55, "Kentucky Tax-Free Short-to-Medium Series")
    assert {p.asset for p in dupree.positions} == {"bond"}
    assert sum(p.weight for p in dupree.positions) < 1
    assert dupree.net_assets_usd is not None
    assert abs(
        sum(p.value_usd for p in dupree.positions) / dupree.net_assets_usd - sum(p.weight for p in dupree.positions)
    ) < Fraction(1, 10**6)
    assert all({i.scheme for i in p.identifiers} >= {"cusip", "isin"} for p in dupree.positions)
    liquidating = nport.read(shared_data / "portfolios/nport_advanced_series_2022-12-30.xml", issues)
    assert liquidating.positions == ()
    assert (liquidating.cash_usd, liquidating.net_assets_usd) == (Fraction("1425856.75"), Fraction("1389080.74"))
    assert len(issues) == 0


def test_a_derivatives_notional_and_the_components_of_its_index_are_told(tmp_path: Path) -> None:
    line = """<invstOrSec><name>Big Bank</name><title>TRS CHINA</title><valUSD>5</valUSD><pctVal>0.1</pctVal>
    <assetCat>DE</assetCat><derivativeInfo><swapDeriv derivCat="SWP"><descRefInstrmnt><indexBasketInfo>
    <indexName>Example China Index</indexName><components>
    <component><othInstrument><issuerName>Alpha Ltd</issuerName></othInstrument></component>
    <component><othInstrument><issuerName>Beta Ltd</issuerName></othInstrument></component></components>
    </indexBasketInfo></descRefInstrmnt><notionalAmt>9000000</notionalAmt><curCd>USD</curCd></swapDeriv>
    </derivativeInfo></invstOrSec>"""
    holdings, issues = read(tmp_path, filing(line))
    (swap,) = holdings.positions
    assert (swap.issuer, swap.value_usd, swap.asset) == ("Example China Index", 5, "swap")
    assert ("derivativeInfo/swapDeriv/notionalAmt", "9000000") in swap.cells
    assert "Alpha Ltd" in [text for _, text in swap.cells]
    told = {issue.code: issue.message for issue in issues}
    assert "'9000000' USD" in told["notional"]
    assert "2 components" in told["components-not-read"]


@pytest.mark.parametrize(
    ("category", "issuer", "name", "asset"),
    [
        ("EC", "RF", "Example Trust", "fund"),
        ("EC", "PF", "Example Partners", "fund"),
        ("OTHER", "PF", "Example Partners", "fund"),
        ("EC", "CORP", "Example China ETF", "fund"),
        ("EC", "CORP", "Example Realty Trust", "equity"),
        ("STIV", "RF", "Example Short Term Fund", "fund"),
        ("STIV", "RF", "Example Government Money Market Fund", "cash"),
    ],
)
def test_funds_are_told_by_category_and_name(tmp_path: Path, category: str, issuer: str, name: str, asset: str) -> None:
    line = (
        f"<invstOrSec><name>{name}</name><title>{name}</title><valUSD>5</valUSD><assetCat>{category}</assetCat>"
        f"<issuerCat>{issuer}</issuerCat></invstOrSec>"
    )
    assert read(tmp_path, filing(line))[0].positions[0].asset == asset


def test_a_placeholder_for_an_issuer_is_said(tmp_path: Path) -> None:
    line = "<invstOrSec><name>Unknown</name><valUSD>5</valUSD><assetCat>EC</assetCat></invstOrSec>"
    holdings, issues = read(tmp_path, filing(line))
    assert (holdings.positions[0].name, holdings.positions[0].asset) == ("Unknown", "unknown")
    assert "no-issuer" in issues.counts
