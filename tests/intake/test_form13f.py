"""SEC 13F information tables."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from lookthrough.errors import Issues
from lookthrough.intake import form13f
from lookthrough.model.entity import Identifier
from lookthrough.model.holdings import Holdings


def line(
    name: str, value: str, shares: str, more: str = "", kind: str = "SH", cusip: str = "037833100", title: str = "COM"
) -> str:
    return (
        f"<infoTable><nameOfIssuer>{name}</nameOfIssuer><titleOfClass>{title}</titleOfClass><cusip>{cusip}</cusip><value>{value}</value>"
        f"<shrsOrPrnAmt><sshPrnamt>{shares}</sshPrnamt><sshPrnamtType>{kind}</sshPrnamtType></shrsOrPrnAmt>{more}</infoTable>"
    )


def read(tmp_path: Path, *lines: str, prefix: str = "") -> tuple[Holdings, Issues]:
    body = "".join(lines)
    if prefix:
        body = body.replace("</", "\0").replace("<", f"<{prefix}:").replace("\0", f"</{prefix}:")
    tag, xmlns = (f"{prefix}:informationTable", f"xmlns:{prefix}") if prefix else ("informationTable", "xmlns")
    file = tmp_path / "infotable.xml"
    file.write_text(
        f'\n<?xml version="1.0"?>\n<{tag} {xmlns}="http://www.sec.gov/edgar/document/thirteenf/informationtable">{body}</{tag}>'
    )
    assert form13f.sniff(file)
    issues = Issues()
    return form13f.read(file, issues), issues


@pytest.mark.parametrize("prefix", ["", "ns1", "n1"])
@pytest.mark.parametrize(
    ("values", "unit", "first", "because"),
    [
        (("15000", "5000", "900"), "US dollars", 15000, "shares at 150, 50 and 9 dollars"),
        (("15", "5", "1"), "thousands of US dollars", 15000, "shares at 15, 5 and 1 cent are shares in thousands"),
        (("150", "150", "150"), "unknown", None, "shares at 1.50 may be either"),
    ],
)
def test_the_unit_is_decided_by_the_prices_it_implies(
    tmp_path: Path, prefix: str, values: tuple[str, ...], unit: str, first: int | None, because: str
) -> None:
    holdings, issues = read(tmp_path, *(line("ALPHA INC", value, "100") for value in values), prefix=prefix)
    assert dict(holdings.stated)["value unit"].startswith(unit), because
    assert holdings.positions[0].value_usd == first
    assert "value-unit" in issues.counts
    assert holdings.positions[0].currency == ("USD" if first else "")


def test_options_notes_funds_and_shares_are_told_apart(tmp_path: Path) -> None:
    holdings, _ = read(
        tmp_path,
        line("ALPHA INC", "9000", "100"),
        line("ALPHA INC", "9000", "100", "<putCall>Put</putCall>"),
        line("BETA INC", "9000", "9000", kind="PRN", title="NOTE 1.0% 5/1"),
        line("GAMMA TR", "9000", "100", title="MSCI CHINA ETF"),
        line("DELTA LTD", "9000", "100", title="SHS CLASS A"),
        line("ZETA LTD", "9000", "100", title="XYZ"),
    )
    assert [p.asset for p in holdings.positions] == ["equity", "option", "bond", "fund", "equity", "unknown"]
    assert dict(holdings.positions[1].cells)["putCall"] == "Put"


def test_malformed_codes_are_issues_and_left_out(tmp_path: Path) -> None:
    holdings, issues = read(
        tmp_path,
        line("ALPHA INC", "9000", "100", "<figi>02079K107743</figi>"),
        line("BETA INC", "9000", "100", "<figi>BBG000BLNNH6</figi>", cusip="037833101"),
        line("GAMMA INC", "9000", "100", cusip="37833100"),
    )
    first, second, third = holdings.positions
    assert first.identifiers == (Identifier("cusip", "037833100"),)
    assert second.identifiers == (Identifier("figi", "BBG000BLNNH6"),)
    assert third.identifiers == (Identifier("cusip", "037833100"),), (
        "a lost leading zero is put back where it then fits"
    )
    assert {(i.place.row, i.place.column) for i in issues if i.code == "bad-identifier"} == {(1, "figi"), (2, "cusip")}


def test_a_price_that_no_share_has_is_not_given_in_dollars(tmp_path: Path) -> None:
    holdings, issues = read(tmp_path, line("A", "9000000000", "100"), *(line("B", "5000", "100") for _ in range(3)))
    assert (holdings.positions[0].value, holdings.positions[0].value_usd) == (None, None)
    assert ("value", "9000000000") in holdings.positions[0].cells, "verbatim beside the reading"
    assert issues.severities["implausible-price"] == "error"


def test_bad_numbers_are_counted_and_stay_unknown(tmp_path: Path) -> None:
    holdings, issues = read(tmp_path, line("A", "NaN", "1e308"), line("B", "5000", "100"))
    assert (holdings.positions[0].value, holdings.positions[0].quantity) == (None, None)
    assert issues.counts["bad-number"] == 2


def test_real_tables(shared_data: Path) -> None:
    issues = Issues()
    real = form13f.read(shared_data / "portfolios/13f_infotable_real.xml", issues)
    assert (len(real.positions), dict(real.stated)["value unit"].split(":")[0]) == (255, "US dollars")
    assert real.positions[0].value_usd == Fraction(409469)
    sample = form13f.read(shared_data / "portfolios/13f_infotable_sec_sample.xml", issues)
    assert (len(sample.positions), dict(sample.stated)["value unit"].split(":")[0]) == (169, "thousands of US dollars")
    assert sample.positions[1].value_usd == 7_423_000
    assert issues.counts["bad-identifier"] == 3, "the SEC's own sample has malformed FIGIs"
