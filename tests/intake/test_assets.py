"""What a line is, by the publisher's word or by evidence in the name."""

from __future__ import annotations

import pytest

from lookthrough.intake.assets import by_class, by_name


@pytest.mark.parametrize(
    ("name", "asset"),
    [
        ("USD CASH", "cash"),
        ("CASH COLLATERAL USD SGAFT", "cash"),
        ("SAR CASH(COMMITTED)", "cash"),
        ("Cash and Cash Equivalents", "cash"),
        ("US DOLLAR", "cash"),
        ("EURO", "cash"),
        ("MARGIN ACCOUNT", "cash"),
        ("MSCI EMER MKT INDEX (ICE) MAR 22", "future"),
        ("S&P500 EMINI MAR 22", "future"),
        ("EURO STOXX 50 FUTURES DEC 2026", "future"),
        ("USD/INR", "currency_hedge"),
        ("EUR/USD FWD 20230315", "currency_hedge"),
        ("SPY US 01/20/23 C400 CALL", "option"),
        ("TRS MSCI CHINA 2027", "swap"),
        ("UNITED STATES TREASURY BILL", "bond"),
        ("US TREASURY N/B 1.5% 2030", "bond"),
        ("ALPHA INC 3.25% 02/23/2026", "bond"),
        ("KY XYZ 5 08/01/2028", "bond"),
        ("iShares MSCI Emerging Markets ETF", "fund"),
        ("Vanguard Total World Stock Index Fund", "fund"),
        ("Alpha UCITS Acc", "fund"),
    ],
)
def test_a_name_that_gives_itself_away(name: str, asset: str) -> None:
    assert by_name(name) == asset


@pytest.mark.parametrize(
    "name",
    ["FIRST CASH HOLDINGS INC", "CASHBUILD LTD", "FUTURE PLC", "FUTURE RETAIL LTD", "FORWARD AIR CORP",
     "FWD GROUP HOLDINGS",
     "DOLLAR GENERAL CORP", "DOLLAR TREE INC", "TREASURY WINE ESTATES LTD", "CALLAWAY GOLF", "CALL CENTER 24 LTD",
     "EURONEXT NV",
     "INTERNATIONAL PAPER /NEW/", "3M", "7-ELEVEN", "CURRENCY EXCHANGE INTERNATIONAL CORP", "BYD CO LTD H",
     "RAND MINING LTD",
     "BANK OF NOVA SCOTIA/THE", "PUT GROUP", "REAL GOOD FOOD CO", "", "x" * 10_000],
)  # fmt: skip
def test_a_company_with_such_a_word_in_its_name_stays_unknown(name: str) -> None:
    assert by_name(name) == "unknown"


@pytest.mark.parametrize(
    ("word", "asset"),
    [
        ("Equity", "equity"),
        ("Fixed Income", "bond"),
        ("Cash Collateral and Margins", "cash"),
        ("Money Market", "cash"),
        ("FX", "currency_hedge"),
        ("Forwards", "currency_hedge"),
        ("Futures", "future"),
        ("Aktien", "equity"),
        ("Renta variable", "equity"),
        ("ETF", "fund"),
        ("Cash and/or Derivatives", None),
        ("", None),
    ],
)
def test_words_of_an_asset_class_column(word: str, asset: str | None) -> None:
    assert by_class(word) == asset
