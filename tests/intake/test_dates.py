"""Dates as people print them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.errors import InputError
from lookthrough.intake.dates import order_of, parse_date, parse_period, two_digit_year


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Mar 10, 2022", "2022-03-10"),
        ("March 10 2022", "2022-03-10"),
        ("10-Nov-94", "1994-11-10"),
        ("2022-03-10", "2022-03-10"),
        ("2022/03/10", "2022-03-10"),
        ("20220310", "2022-03-10"),
        ("2022-03-10T00:00:00", "2022-03-10"),
        ("2022-03-10 16:00:00 EST", "2022-03-10"),
        ("28/Oct/2022", "2022-10-28"),
        ("10.03.2022", "2022-03-10"),
        ("13/03/2022", "2022-03-13"),
        ("03/13/2022", "2022-03-13"),
        ("05/05/2022", "2022-05-05"),
        ("1st January 2020", "2020-01-01"),
        ("10. März 2022", "2022-03-10"),
        ("10 de marzo de 2022", "2022-03-10"),
        ("10 février 2022", "2022-02-10"),
        ("as of 10-Mar-2022", "2022-03-10"),
        ("March 2022", "2022-03"),
        ("2022-03", "2022-03"),
        ("1962", "1962"),
    ],
)
def test_printed_forms(text: str, iso: str) -> None:
    date = parse_date(text)
    assert date is not None
    assert date.iso == iso


def test_a_date_that_can_mean_two_days_is_the_range_of_both() -> None:
    date = parse_date("10/03/2022")
    assert date is not None
    assert (date.granularity, date.iso) == ("range", "2022-03-10/2022-10-03")
    assert str(parse_date("10/03/2022", day_first=True)) == "2022-03-10"
    assert str(parse_date("10/03/2022", day_first=False)) == "2022-10-03"


def test_about_1962_stays_about() -> None:
    date = parse_date("circa 1962")
    assert date is not None
    assert (date.circa, date.iso) == (True, "1962")


@pytest.mark.parametrize("text", ["", "-", "N/A", "unknown", "  "])
def test_missing_dates_are_none(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    "text", ["31/02/2022", "2022-02-31", "2022-13-01", "00/00/0000", "99/99/9999", "Feb 30, 2022", "2022-00-10", "0000"]
)
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="does not exist"):
        parse_date(text)


@pytest.mark.parametrize("text", ["soon", "=TODAY()", "12345", "Foo 10, 2022", "x" * 10_000, "10/03", "44630.5"])
def test_what_is_no_date_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(InputError, match="is not a date") as caught:
        parse_date(text)
    assert "YYYY-MM-DD" in caught.value.hint


def test_a_column_tells_its_order() -> None:
    assert order_of(["10/03/2022", "13/03/2022"]) is True
    assert order_of(["10/03/2022", "03/13/2022"]) is False
    assert order_of(["10/03/2022"]) is None
    assert order_of(["13/03/2022", "03/13/2022"]) is None
    assert order_of(["10/03/2022", "31/02/2022"]) is None, "a day that does not exist tells nothing"


def test_a_year_of_two_digits_is_noticed() -> None:
    assert two_digit_year("10-Nov-94")
    assert two_digit_year("10/11/94")
    assert not two_digit_year("10-Nov-1994")
    assert not two_digit_year("1994")


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(InputError):
        parse_date(text)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2023 Q2", "2023-04-01/2023-06-30"),
        ("Q2/2023", "2023-04-01/2023-06-30"),
        ("H1 2024", "2024-01-01/2024-06-30"),
        ("2021-2023", "2021-01-01/2023-12-31"),
        ("Jan–Mar 2022", "2022-01-01/2022-03-31"),
        ("Nov 2021 - Feb 2022", "2021-11-01/2022-02-28"),
        ("3 May to 8 June 2022", "2022-05-03/2022-06-08"),
        ("2019-10-09 to 2019-10-20", "2019-10-09/2019-10-20"),
    ],
)
def test_a_quarter_a_half_and_a_stretch_are_all_their_days(text: str, iso: str) -> None:
    found = parse_period(text)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("Q5 2023", "there is none"),
        ("FY2023", "whose year, the text does not say"),
        ("2021-22", "a season, or no month"),
        ("2023 - 2021", "it ends before it begins"),
        ("01/02/2022 - 03/04/2022", "either end is one of two days"),
        ("soon", "no date"),
    ],
)
def test_what_is_no_stretch_of_days_is_not_read_as_one(text: str, because: str) -> None:
    assert parse_period(text) is None, because
