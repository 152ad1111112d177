"""Shares as people print them: exact, as bands, or not at all; what bounds nothing is refused and never guessed."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.errors import InputError
from lookthrough.model.share import Share, per_cent
from lookthrough.registers.shares import read_share


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("25–50%", "at least 25% and at most 50%"), ("25% - 50%", "at least 25% and at most 50%"),
        ("between 25% and 50%", "at least 25% and at most 50%"), ("75% 100%", "at least 75%"),
        ("more than 25% but not more than 50%", "more than 25% and at most 50%"),
        ("over 25%, up to 50%", "more than 25% and at most 50%"), (">25% - ≤50%", "more than 25% and at most 50%"),
        ("[25%, 50%]", "at least 25% and at most 50%"), ("(25 %; 50 %]", "more than 25% and at most 50%"),
        (">50%", "more than 50%"), ("≥ 50%", "at least 50%"), ("50%+", "at least 50%"), ("50% or more", "at least 50%"),
        ("<5%", "less than 5%"), ("up to 25 %", "at most 25%"), ("свыше 50 %", "more than 50%"),
        ("不低于30%", "at least 30%"), ("超过50%", "more than 50%"), ("mehr als 25 %", "more than 25%"),
        ("0,5%", "0.5%"), ("１００％", "100%"), ("33⅓%", "33 1/3%"), ("33 1/3 %", "33 1/3%"), ("½", "50%"),
        ("1/3", "33 1/3%"), ("2/3 of the shares", "66 2/3%"), ("1/2 %", "0.5%"), ("49.999999999 %", "49.999999999%"),
        ("100% (indirect)", "100%"), ("持股51%", "51%"), ("51 % of the voting rights", "51%"), ("1e2%", "100%"),
        ("majority stake", "more than 50%"), ("minority", "less than 50%"), ("wholly owned", "100%"),
        ("33,333%", "33.333%"), ("12,5", "12.5%"), ("50,0000", "50%"), ("0,500 %", "0.5%"),
        ("n/a", "an unknown share"), ("未披露", "an unknown share"), ("", "an unknown share"),
    ],
)  # fmt: skip
def test_what_a_text_says(text, says):
    share = read_share(text)
    assert str(share) == says
    assert share.text == text.strip()


@pytest.mark.parametrize(
    "text",
    ["50/50", "49/51", "51% / 49%", "-5%", "120%", "about 50%", "60-40%", "=50%", "1/0", "fifty", "nan", "inf", "1e99%",
     "$50",     "50.5.5", "50 shares", "37,000 shares", "joint 50%", "[50%, 25%]", "x" * 10_000,
     "50,000",  "1,000",   "50%%",      "50 % %"],
)  # fmt: skip
def test_what_is_refused(text):
    with pytest.raises(InputError):
        read_share(text)


@given(st.fractions(0, 1, max_denominator=10**6))
def test_an_exact_share_is_read_as_it_is_shown(part):
    assert read_share(per_cent(part)).exact == part


@given(st.integers(0, 100), st.integers(0, 100), st.booleans(), st.booleans())
def test_bounds_are_read_as_they_are_shown(a, b, low_open, high_open):
    share = Share(Fraction(min(a, b), 100), Fraction(max(a, b), 100), "", low_open, high_open)
    if share.is_possible and share.exact is None:
        read = read_share(str(share))
        assert str(read) == str(share)


@given(st.text(max_size=30))
def test_any_text_is_a_share_within_the_whole_or_refused(text):
    try:
        share = read_share(text)
    except InputError:
        return
    assert share.is_possible


def test_a_number_may_start_with_its_point():
    assert read_share(".5 %").exact == Fraction(1, 200), "and not 5 %, which is ten times as much"


def test_a_column_of_parts_of_one_holds_no_two_shares_beside_each_other():
    assert read_share("20/80", "fraction").exact == Fraction(1, 4)
    with pytest.raises(InputError, match="two shares"):
        read_share("20/80")


@given(st.from_regex(r" ?[0-9]{1,4}([.][0-9]{1,6}|/[0-9]{1,3})?( ?%)? ?", fullmatch=True),
       st.sampled_from(["percent", "fraction", ""]))  # fmt: skip
def test_what_most_tables_print_is_read_as_everything_else_is(text, unit):
    usual = [f"{text};", f"{text}."]  # signs that say nothing, and take the longer way

    def read(one):
        try:
            return str(replace(read_share(one, unit), text=""))
        except InputError as error:
            return error.hint

    assert read(text) == read(usual[0]) == read(usual[1])
