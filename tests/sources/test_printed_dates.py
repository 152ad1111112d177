"""Printed dates are read as fine as they are printed, and never finer."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.errors import InputError
from lookthrough.sources.printed_dates import read_date


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2019-10-09", "2019-10-09"),
        ("2026-01-28T00:00:11.197Z", "2026-01-28"),
        ("2016-02-11-05:00", "2016-02-11"),
        ("03 Jun 2021", "2021-06-03"),
        ("June 21, 2022", "2022-06-21"),
        ("May 3 2011", "2011-05-03"),
        ("10/9/19", "2019-10-09"),
        ("9-9-2018", "2018-09-09"),
        ("02/19/2003", "2003-02-19"),
        ("October, 1983", "1983-10"),
        ("1971", "1971"),
        ("circa 1950", "1950"),
        ("between 1960 and 1965", "1960-01-01/1965-12-31"),
    ],
)
def test_known_forms(printed: str, iso: str) -> None:
    assert read_date(printed).iso == iso
    assert read_date(printed).text == printed
    assert read_date(printed).circa is printed.startswith("circa")


@pytest.mark.parametrize(
    "printed", ["31/02/2020", "2020-02-30", "30 Feb 2020", "13/13/13", "1965 to 1960", "0000", "soon", ""]
)
def test_what_is_no_date_is_refused_with_advice(printed: str) -> None:
    with pytest.raises(InputError) as caught:
        read_date(printed)
    assert caught.value.hint or "ends before" in caught.value.message


@given(st.dates(min_value=date(1900, 1, 1)))
def test_every_day_is_read_back_from_every_form(day: date) -> None:
    for form in ("%Y-%m-%d", "%d %b %Y", "%B %d, %Y", "%m/%d/%Y", "%m-%d-%Y"):
        assert read_date(day.strftime(form)).earliest == day


@given(st.text(max_size=60))
def test_any_other_text_ends_in_one_error(text: str) -> None:
    try:
        found = read_date(text)
    except InputError:
        return
    assert found.earliest <= found.latest
