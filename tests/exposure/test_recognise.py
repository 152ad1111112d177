from datetime import date
from fractions import Fraction

import pytest

from lookthrough.exposure.recognise import fold
from lookthrough.model.entity import Identifier
from lookthrough.model.holdings import Position

ISIN = Identifier("isin", "US4642872349")
CUSIP = Identifier("cusip", "464287234")


def line(name, asset="unknown", *codes, ticker=""):
    return Position(1, name, asset=asset, identifiers=codes, ticker=ticker, weight=Fraction(1))


@pytest.fixture
def opened(run, fund):
    """How a portfolio's only line was recognised, "" when it was not."""

    def _opened(position, *funds, **more):
        return run(fund("P", position), *funds, **more).positions[0]

    return _opened


def test_a_code_tells_whatever_the_name_and_asset(opened, fund):
    eem = fund("EM Fund", ("X", "1"), identifiers=(ISIN,))
    assert opened(line("another name", "equity", ISIN), eem).recognised_by == "isin US4642872349"


def test_a_cusip_is_read_from_the_middle_of_a_us_isin(opened, fund):
    eem = fund("EM Fund", ("X", "1"), identifiers=(ISIN,))
    assert opened(line("another name", "fund", CUSIP), eem).fund == "EM Fund.csv"


def test_the_whole_name_tells_whatever_its_case_and_punctuation(opened, fund):
    em = fund("EM Fund, Inc.", ("X", "1"))
    assert opened(line("EM FUND INC"), em).recognised_by == "name"


def test_a_part_of_the_name_does_not(opened, fund):
    assert opened(line("China Fund II", "fund"), fund("China Fund", ("X", "1"))).fund == ""


def test_a_ticker_tells_only_where_the_line_says_that_it_is_a_fund(opened, run, fund):
    """Because a ticker is reused by companies on other exchanges."""
    em = fund("EM Fund", ("X", "1"), identifiers=(Identifier("ticker", "EEM"),))
    assert opened(line("x", "fund", ticker="eem"), em).recognised_by == "ticker eem"
    assert not opened(line("x", "equity", ticker="EEM"), em).fund
    answer = run(fund("P", line("Eemsmond Ltd", "unknown", ticker="EEM")), em)
    assert not answer.positions[0].fund
    assert answer.issues.counts["ticker-only"] == 1


def test_a_ticker_with_the_name_is_the_name(opened, fund):
    em = fund("EM Fund", ("X", "1"), identifiers=(Identifier("ticker", "EEM"),))
    assert opened(line("em fund", "unknown", ticker="EEM"), em).recognised_by == "name"


def test_the_name_as_printed_wins_over_the_folded_one(opened, fund):
    """Because "A-B Fund" and "AB Fund" fold to the same letters and are two funds."""
    funds = [fund("A-B Fund", ("X", "1"), file="1.csv"), fund("AB Fund", ("Y", "1"), file="2.csv")]
    for order in (funds, funds[::-1]):
        assert opened(line("AB  fund", "fund"), *order).fund == "2.csv"
        assert opened(line("a-b fund", "fund"), *order).fund == "1.csv"


def test_the_file_name_stands_in_for_a_name_a_ticker_or_a_code(opened, fund):
    assert opened(line("x", "fund", ticker="EEM"), fund("", ("X", "1"), file="EEM.csv")).fund
    assert opened(line("Em Fund", "fund"), fund("", ("X", "1"), file="funds/em-fund.csv")).fund
    assert opened(line("x", "fund", ISIN), fund("", ("X", "1"), file="US4642872349.csv")).fund


def test_a_registrants_cik_does_not_tell_its_series_apart_and_is_not_asked(opened, fund):
    cik = Identifier("cik", "0000930667")
    assert not opened(line("x", "fund", cik), fund("EM Fund", ("X", "1"), identifiers=(cik,))).fund


def test_a_derivative_on_a_fund_is_not_the_fund_and_is_noted(run, fund):
    answer = run(fund("P", line("x", "swap", ISIN)), fund("EM Fund", ("X", "1"), identifiers=(ISIN,)))
    assert answer.positions[0].fund == ""
    assert answer.issues.counts["derivative-on-fund"] == 1


def test_the_newest_edition_on_or_before_the_day_counts(opened, fund, run):
    march = fund("EM Fund", ("X", "1"), as_of="2022-03-31", file="march.csv")
    july = fund("EM Fund", ("X", "1"), as_of="2022-07-29", file="july.csv")
    undated = fund("EM Fund", ("X", "1"), as_of=None, file="undated.csv")
    for day, expected in (
        ("2022-08-01", "july.csv"),
        ("2022-07-29", "july.csv"),
        ("2022-07-28", "march.csv"),
        ("2022-01-01", "march.csv"),
    ):
        for funds in ((march, july, undated), (undated, july, march)):
            assert opened(line("EM Fund"), *funds, as_of=date.fromisoformat(day)).fund == expected
    answer = run(fund("P", ("EM Fund", "1")), march, july)
    assert answer.issues.counts["several-editions"] == 1


def test_two_files_of_one_date_are_an_issue(run, fund):
    answer = run(fund("P", ("EM Fund", "1")), fund("EM Fund", ("X", "1"), file="a.csv"), fund("EM Fund", ("Y", "1")))
    assert answer.issues.counts["ambiguous-fund"] == 1


def test_a_constituent_file_of_a_later_day_is_used_and_flagged(run, fund):
    answer = run(fund("P", ("EM Fund", "1")), fund("EM Fund", ("X", "1"), as_of="2026-08-31"), listed=["X"])
    assert answer.issues.counts["layer-dated-after"] == 1
    assert answer.layers[1].age_days == -53
    assert answer.positions[0].exposures


def test_folding_keeps_scripts_apart():
    """Because transliteration would call different names the same."""
    assert fold("ＥＭ Ｆｕｎｄ") == fold("em-fund")
    assert fold("华夏基金") != fold("huaxia jijin")
