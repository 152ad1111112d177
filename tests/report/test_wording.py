"""Figures and words for readers: rounded honestly, never a false zero."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.model.dates import day
from lookthrough.report import wording
from lookthrough.report.finding import PortfolioReport


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "not known"),
        (Fraction(0), "$0"),
        (Fraction(24_012_345), "$24,012,345"),
        (Fraction(25, 2), "$12.50"),
        (Fraction(-300_000), "-$300,000"),
        (Fraction(1, 10_000), "under $0.01"),
        (Fraction(-1, 10_000), "above -$0.01"),
        (Fraction(10) ** 308, "$1.00e+308"),
    ],
)
def test_money_reads_well(value: Fraction | None, said: str) -> None:
    assert wording.money(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(1_250_000, "$1.25 million"), (24_000_000, "$24.0 million"), (31_500_000_000, "$31.5 billion"), (999, "$999")],
)
def test_money_in_a_sentence_is_round(value: int, said: str) -> None:
    assert wording.money_round(Fraction(value)) == said


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (None, "not known"),
        (Fraction(0), "0%"),
        (Fraction(1), "100%"),
        (Fraction(1, 3), "33.33%"),
        (Fraction(4, 100_000), "0.004%"),
        (Fraction(1, 30_000), "0.00333%"),
        (Fraction(-3, 10_000), "-0.03%"),
        (Fraction(1, 10**14), "1.00e-12%"),
        (Fraction(10) ** 308, "1.00e+310%"),
    ],
)
def test_shares_read_well(share: Fraction | None, said: str) -> None:
    assert wording.percent(share) == said


@given(st.fractions(max_denominator=10**12).filter(bool))
def test_no_share_or_sum_is_rounded_to_nothing(value: Fraction) -> None:
    assert wording.percent(value) not in ("0%", "-0%")
    assert wording.money(value) not in ("$0", "-$0", "$0.00", "-$0.00")


@given(st.integers(-(10**15), 10**15), st.integers(0, 12))
def test_a_decimal_is_written_exactly(units: int, places: int) -> None:
    assert Fraction(wording.number(Fraction(units, 10**places))) == Fraction(units, 10**places)


@given(st.text())
def test_printable_text_has_no_invisible_commands(text: str) -> None:
    shown = wording.printable(text)
    assert len(shown) == len(text)
    assert all(c.isprintable() or c in "\u200c\u200d" for c in shown)


def test_letters_of_every_script_stay() -> None:
    assert wording.printable("می‌خواهم 海康威视 Söhne ქართული") == "می‌خواهم 海康威视 Söhne ქართული"
    assert wording.printable("a\nb\u202ec\x1b") == "a b\ufffdc\ufffd"


def test_a_line_leads_with_each_held_line_counted_once(report: PortfolioReport) -> None:
    hikvision, fund, *_ = report.positions
    assert wording.leading(hikvision).value_usd == 1_200_000, "on two lists, held once"
    assert wording.leading(fund).value_usd == 50_000, "two companies behind one fund"
    assert wording.leading(fund).weight == Fraction(1, 20_000)
    assert wording.leading(report.positions[5]).value_usd == 30_000_000


def test_a_part_that_is_not_known_makes_the_sum_unknown(report: PortfolioReport) -> None:
    fund = report.positions[1]
    first = fund.findings[0]
    blind = replace(first, exposure=replace(first.exposure, value_usd=None))
    assert wording.leading(replace(fund, findings=(blind, fund.findings[1]))).value_usd is None


def test_an_ended_entry_says_on_what_basis(report: PortfolioReport) -> None:
    listing = report.positions[0].findings[0].exposure.listing
    gone = replace(listing, until=day(date(2025, 1, 7)), until_basis="absent from a later edition")
    assert wording.why_not_in_force(gone, date(2026, 1, 1)) == "ended 2025-01-07 (absent from a later edition)"
    assert (
        wording.why_not_in_force(replace(listing, since=None), date(2001, 1, 1))
        == "not known to stand on the day asked"
    )


def test_effects_keep_doubt_apart_from_what_binds(report: PortfolioReport) -> None:
    said = wording.effects(report.positions[0].findings[1].verdicts)
    assert said == "trading prohibited since 2021-08-02; procurement barred?"
    assert wording.effects(report.positions[2].findings[0].verdicts) == "lawful, but linked"
    assert wording.effects(()) == wording.NOT_JUDGED


@pytest.mark.parametrize(("count", "said"), [(0, "0 lines"), (1, "1 line"), (1200, "1,200 lines")])
def test_counts_agree_with_their_noun(count: int, said: str) -> None:
    assert wording.plural(count, "line") == said


def test_totals_are_named_for_readers(report: PortfolioReport) -> None:
    by_list, by_fund = report.totals_by_list[0], report.totals_by_fund[1]
    assert wording.total_label(replace(by_list, label=by_list.key), report) == "BIS Entity List"
    assert wording.total_label(by_fund, report) == "Example Emerging Markets Index Fund"
    assert wording.total_label(replace(by_fund, key="plan.csv"), report) == "Held directly"
    assert wording.short_title("us_ofac_nscmic") == "NS-CMIC List"
    assert wording.short_title("gb_ofsi") == "gb_ofsi"


def test_a_fraction_of_thousands_of_digits_is_rounded_and_says_so() -> None:
    monstrous = Fraction(3**20_000 + 1, 7**20_000)
    said = wording.exact(monstrous)
    assert "rounded" in said
    assert "16,9" in said, "7**20000 has 16,902 digits"
    assert wording.exact(Fraction(1, 2500)) == "1/2500"
    assert wording.number(monstrous)
