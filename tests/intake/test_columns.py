"""What a header means."""

from __future__ import annotations

import pytest

from lookthrough.errors import Issues
from lookthrough.intake.columns import meaning_of, recognise, report, unique, vocabulary


@pytest.mark.parametrize(
    ("header", "meaning", "currency", "multiplier", "percent"),
    [
        ("Name", "name", "", 1, False),
        ("  Security  Name ", "name", "", 1, False),
        ("Weight (%)", "weight", "", 1, True),
        ("weight_pct", "weight", "", 1, True),
        ("% of Net Assets", "weight", "", 1, True),
        ("% Market Value", "weight", "", 1, True),
        ("Gewichtung (%)", "weight", "", 1, True),
        ("Market Value", "value", "", 1, False),
        ("Market Value (USD)", "value_usd", "USD", 1, False),
        ("market_value_usd", "value_usd", "USD", 1, False),
        ("USD Market Value", "value_usd", "USD", 1, False),
        ("Market Value ($000)", "value_usd", "USD", 1000, False),
        ("Value (in thousands)", "value", "", 1000, False),
        ("Valeur de marché (EUR)", "value", "EUR", 1, False),
        ("Marktwert", "value", "", 1, False),
        ("Valor de mercado", "value", "", 1, False),
        ("Emittententicker", "ticker", "", 1, False),
        ("Issuer Ticker", "ticker", "", 1, False),
        ("Holding Ticker", "ticker", "", 1, False),
        ("Fund Ticker", "fund_ticker", "", 1, False),
        ("Security Identifier", "security_id", "", 1, False),
        ("Shares/Par Value", "quantity", "", 1, False),
        ("MarketValue", "value", "", 1, False),
        ("Börse", "exchange", "", 1, False),
        ("Local Currency", "local_currency", "", 1, False),
        ("date_of_birth", "birth_date", "", 1, False),
        ("公司全称", "name", "", 1, False),
    ],
)
def test_headers_in_many_spellings(header: str, meaning: str, currency: str, multiplier: int, percent: bool) -> None:
    hit = meaning_of(header)
    assert hit is not None
    column = hit[0]
    assert (column.meaning, column.currency, column.multiplier, column.percent) == (
        meaning,
        currency,
        multiplier,
        percent,
    )


@pytest.mark.parametrize("header", ["", "Net Assets", "Inception Day", "foo", "x" * 500, "(%)", "2330"])
def test_other_headers_mean_nothing(header: str) -> None:
    assert meaning_of(header) is None


def test_of_two_columns_with_one_meaning_the_better_ranked_is_taken_and_a_note_says_so() -> None:
    columns = recognise(["Description", "Name", "Weight"])
    issues = Issues()
    report(columns, issues, "f.csv", 1)
    assert columns.found["name"].header == "Name"
    assert [issue.code for issue in issues] == ["several-columns"]
    assert "Description" in issues.kept[0].message


def test_repeated_and_blank_headers_stay_apart() -> None:
    assert unique(["a", "a", "", "a", " "]) == ["a", "a (2)", "column 3", "a (3)", "column 5"]
    issues = Issues()
    report(recognise(["name", "weight", "weight"]), issues, "f.csv", 1)
    assert "duplicate-header" in issues.counts


def test_no_synonym_stands_under_two_meanings() -> None:
    seen: dict[str, str] = {}
    for meaning, headers in vocabulary()["meanings"].items():
        for header in headers:
            assert header not in seen, f"{header!r} is under {seen.get(header)} and {meaning}"
            seen[header] = meaning


def test_every_synonym_is_written_in_the_normal_form_and_is_recognised() -> None:
    needs = set(vocabulary()["units"]["needs_percent"])
    for meaning, headers in vocabulary()["meanings"].items():
        for header in headers:
            hit = meaning_of(f"{header} %" if header in needs else header)
            assert hit is not None, header
            assert hit[0].meaning == meaning, header
