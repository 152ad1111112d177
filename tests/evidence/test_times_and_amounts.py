"""When and how much: dates keep the granularity of their words, amounts their bounds, as exact numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lookthrough.evidence.amounts import amounts_in
from lookthrough.evidence.grammar.tokens import tokenise
from lookthrough.evidence.times import dates_in
from lookthrough.model import dates

WEDNESDAY = dates.from_iso("2024-03-13")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("on October 7, 2019", "2019-10-07"),
        ("On October 1st, the council", "2023-10-01"),
        ("on 3 August 2017", "2017-08-03"),
        ("dated 2022-05-06.", "2022-05-06"),
        ("in August", "2023-08"),
        ("in March", "2024-03"),
        ("as of last June", "2023-06"),
        ("in January 2021", "2021-01"),
        ("in 2018", "2018"),
        ("said on Monday", "2024-03-11"),
        ("on Wednesday", "2024-03-13"),
        ("yesterday", "2024-03-12"),
        ("last year", "2023"),
        ("last month", "2024-02"),
        ("at the end of last year", "2023-12-31"),
        ("this week", "2024-03-11/2024-03-17"),
        ("two years ago", "2022"),
        ("between 2019 and 2021", "2019-01-01/2021-12-31"),
        ("an Aug. 28 letter", "2023-08-28"),
    ],
)
def test_a_date_keeps_its_granularity(text: str, iso: str) -> None:
    (when,) = dates_in(tokenise(text, 0, len(text)), WEDNESDAY)
    assert when.date.iso == iso


@pytest.mark.parametrize(
    ("text", "iso", "because"),
    [
        ("The ban took effect on Oct. 7.", "2023-10-07", "it took effect, so it is the last October"),
        ("The ban will take effect on Oct. 7.", "2024-10-07", "it will, so it is the next"),
        ("The ban takes effect on March 20.", "2024-03-20", "a day near ahead is that day"),
        ("They added three firms on March 20.", "2023-03-20", "they did, so it is not ahead"),
        ("The rule will start in May.", "2024-05", "ahead"),
        ("They were listed in May.", "2023-05", "behind"),
        ("The case is due in March.", "2024-03", "this month still runs"),
        ("In November the firm left.", "2023-11", "the verb stands behind the date"),
        ("It said in June it would appeal.", "2023-06", "the nearest verb before the date tells"),
        ("They were listed last August.", "2023-08", "last is last"),
    ],
)
def test_a_date_without_a_year_is_read_by_tense_and_publication(text: str, iso: str, because: str) -> None:
    (when,) = dates_in(tokenise(text, 0, len(text)), WEDNESDAY)
    assert when.date.iso == iso, because


@pytest.mark.parametrize("text", ["on Monday", "last year", "in August", "yesterday"])
def test_without_a_publication_date_relative_dates_stay_unknown(text: str) -> None:
    assert dates_in(tokenise(text, 0, len(text)), None) == []


@pytest.mark.parametrize(
    "text", ["It may deny the application", "They march on", "31 February 2020 people", "page 2019"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert [
        when.date.iso for when in dates_in(tokenise(text, 0, len(text)), WEDNESDAY) if when.date.granularity == "day"
    ] == []


@pytest.mark.parametrize(
    ("text", "comparator", "low", "high", "unit"),
    [
        ("more than $1 billion", "more than", 10**9, None, "USD"),
        ("about US$42 billion", "about", 42 * 10**9, 42 * 10**9, "USD"),
        ("up to one million villagers", "at most", None, 10**6, "villagers"),
        ("at least seven funds", "at least", 7, None, "funds"),
        ("two dozen relatives", "exactly", 24, 24, "relatives"),
        ("nearly 30 per cent", "about", 30, 30, "%"),
        ("26,000 shares", "exactly", 26_000, 26_000, "shares"),
        ("4.3 million shares", "exactly", 4_300_000, 4_300_000, "shares"),
        ("5 millionbarrels", "exactly", 5 * 10**6, 5 * 10**6, "barrels"),
        ("hundreds of thousands of people", "at least", 100, None, ""),
        ("as many as 40 ships", "at most", None, 40, "ships"),
        ("€3.5bn", "exactly", 3_500_000_000, 3_500_000_000, "EUR"),
        ("NOK 240 million", "exactly", 240 * 10**6, 240 * 10**6, "NOK"),
        ("fewer than twenty-five mills", "less than", None, 25, "mills"),
        ("one-third", "exactly", Fraction(1, 3), Fraction(1, 3), ""),
    ],
)
def test_an_amount_has_exact_bounds(text: str, comparator: str, low: int | None, high: int | None, unit: str) -> None:
    figure = amounts_in(tokenise(text, 0, len(text)), text)[0]
    assert figure.amount.comparator == comparator
    if "hundreds" not in text:
        assert (figure.amount.low, figure.amount.high) == (low, high)
        assert figure.amount.unit == unit
    else:
        assert figure.amount.high is None


@pytest.mark.parametrize("text", ["In 2019 the firm", "October 7", "on 7 October", "the Group of G20 states"])
def test_years_and_days_are_no_amounts(text: str) -> None:
    assert amounts_in(tokenise(text, 0, len(text)), text) == []
