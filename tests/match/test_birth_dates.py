"""How two printed birth dates differ: slips are told from contradictions."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.match.attributes import BIRTH_DATES
from lookthrough.match.birth_dates import relation
from lookthrough.model.dates import PartialDate, day, from_iso, month, year


@pytest.mark.parametrize(
    ("one", "other", "expected", "because"),
    [
        ("1965-03-04", "1965-03-04", "same day", "nothing differs"),
        ("1965-03-04", "1965-03", "same month", "the list knows the month only"),
        ("1965-03-04", "1965", "same year", "the list knows the year only"),
        ("1965-03-04", "1965-01-01", "same year", "the first of January often stands for a year"),
        ("1965-01-01", "1965-01-01", "same year", "two such dates say no more than their years"),
        ("1965-03-04", "1960/1970", "within", "a range says little"),
        ("1963", "1961~", "about", "an estimate is a few years off"),
        ("1961-05-06", "1961~", "within", "the estimate is right"),
        ("1965-03-04", "1965-04-03", "slip", "day and month are exchanged"),
        ("1965-03-04", "1965-03-14", "slip", "one digit differs"),
        ("1965-03-04", "1985-03-04", "slip", "one digit differs, in the year"),
        ("1965-03-04", "1956-03-04", "slip", "two neighbouring digits changed places"),
        ("1969-03-04", "1970-03-04", "slip", "one year beside, though two digits differ"),
        ("1965-03-31", "1965-04-01", "slip", "one day beside, as when a file passes through time zones"),
        ("1965", "1966", "one year apart", "an age was counted back"),
        ("1965", "1966-05-06", "one year apart", "an age was counted back"),
        ("1965-03-04", "1966-11-25", "few years apart", "no digit explains it, but the years are close"),
        ("1965", "1967", "few years apart", "close years"),
        ("1965-03-04", "1965-11-25", "same year, another day", "the year agrees, the day does not"),
        ("1965-03", "1965-04-01", "same year, another day", "the year agrees, the month does not"),
        ("1965", "1985", "slip in the year", "one digit; a year alone has only four, so this is weaker than a slip"),
        ("1965-03-04", "1956", "slip in the year", "digits changed places"),
        ("1941", "1961~", "slip in the year", "one digit of the estimate is typed wrongly"),
        ("1950", "1961~", "far from about", "no estimate is eleven years off"),
        ("1965-03-04", "1985-11-25", "another", "nothing but the century agrees"),
        ("1965", "1978", "another", "thirteen years apart"),
        ("1960/1965", "1968-02-03", "another", "three years after the range"),
    ],
)
def test_two_dates_differ_as_a_person_would_say(one: str, other: str, expected: str, because: str) -> None:
    assert relation(from_iso(one), from_iso(other)) == expected, because
    assert relation(from_iso(other), from_iso(one)) == expected, "the order does not matter"


days = st.dates(date(1900, 1, 1), date(2010, 12, 31))
partial = st.one_of(
    days.map(day),
    days.map(lambda d: month(d.year, d.month)),
    days.map(lambda d: year(d.year)),
    days.map(lambda d: year(d.year, circa=True)),
    st.tuples(days, days).map(lambda two: PartialDate(min(two), max(two), "range")),
)


@given(partial, partial)
def test_the_order_does_not_matter_and_every_relation_has_a_weight(one: PartialDate, other: PartialDate) -> None:
    assert relation(one, other) == relation(other, one)
    assert relation(one, other) in BIRTH_DATES


@given(partial)
def test_a_date_never_contradicts_itself(one: PartialDate) -> None:
    assert BIRTH_DATES[relation(one, one)].relation == "agree"


@given(days, st.integers(-366, 366))
def test_days_within_a_year_never_separate_strongly(first: date, beside: int) -> None:
    other = first + timedelta(days=beside)
    assert BIRTH_DATES[relation(day(first), day(other))].share <= 8


@given(days, st.integers(0, 7), st.integers(0, 9))
def test_one_digit_typed_wrongly_hardly_separates(first: date, place: int, digit: int) -> None:
    digits = f"{first:%Y%m%d}"
    typed = digits[:place] + str(digit) + digits[place + 1 :]
    try:
        other = date(int(typed[:4]), int(typed[4:6]), int(typed[6:]))
    except ValueError:
        return
    weight = BIRTH_DATES[relation(day(first), day(other))]
    assert weight.share <= 10
    assert not weight.separation


@given(partial, st.integers(0, 20), st.integers(0, 20))
def test_years_further_apart_never_fit_better(one: PartialDate, near: int, further: int) -> None:
    if one.granularity == "range":
        return
    gaps = sorted((near + 21, near + 21 + further))  # beyond any slip that a tens digit could explain is tested above
    ranks = []
    for gap in gaps:
        other = year(max(1, one.earliest.year - gap))
        ranks.append(BIRTH_DATES[relation(one, other)].share)
    slips = BIRTH_DATES["slip in the year"].share
    assert slips in ranks or ranks[0] <= ranks[1]
