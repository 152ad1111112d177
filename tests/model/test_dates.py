"""Dates claim no more than their text does."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.errors import InputError
from lookthrough.model.dates import PartialDate, between, day, from_iso, month, year

days = st.dates(date(1, 1, 1), date(9999, 12, 31))
partial = st.one_of(
    days.map(day),
    st.builds(lambda d, circa: month(d.year, d.month, circa=circa), days, st.booleans()),
    st.builds(lambda d, circa: year(d.year, circa=circa), days, st.booleans()),
    st.builds(lambda a, b, circa: between(day(min(a, b)), day(max(a, b)), circa=circa), days, days, st.booleans()),
)


@given(partial)
def test_a_date_is_read_back_as_it_was_written(value: PartialDate) -> None:
    again = from_iso(value.edtf, value.text)
    assert again == value


@pytest.mark.parametrize(
    ("text", "shown"),
    [("1961~", "about 1961"), ("1961-05~", "about 1961-05"), ("1960~/1965", "about 1960-01-01/1965-12-31")],
)
def test_an_estimate_carries_its_mark(text: str, shown: str) -> None:
    assert str(from_iso(text)) == shown
    assert from_iso(text).iso == shown.removeprefix("about "), "the plain form stays without the mark"


@pytest.mark.parametrize("text", ["", "~", "1961~~~x", "61~", "1961-13~"])
def test_a_mark_alone_is_no_date(text: str) -> None:
    with pytest.raises(InputError):
        from_iso(text)
