"""Shares are exact between their bounds, and read as a person would say them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.errors import InputError
from lookthrough.model.share import LONGEST, UNKNOWN_SHARE, WHOLE, Share, exact_part, per_cent, together


@pytest.mark.parametrize(
    ("share", "says"),
    [
        (Share(Fraction(1, 2), Fraction(1, 2)), "50%"),
        (Share(Fraction(1, 4), Fraction(1, 2), "", True), "more than 25% and at most 50%"),
        (Share(Fraction(1, 2), Fraction(1), "", True), "more than 50%"),
        (Share(Fraction(0), Fraction(1, 2), "", False, True), "less than 50%"),
        (Share(Fraction(3, 4), Fraction(1), "", False, True), "at least 75% and less than 100%"),
        (UNKNOWN_SHARE, "an unknown share"),
        (Share(low_open=True), "more than 0%"),
        (WHOLE, "100%"),
    ],
)
def test_a_share_is_said_with_both_of_its_bounds(share, says):
    assert str(share) == says


@pytest.mark.parametrize(
    ("part", "says"),
    [
        (Fraction("0.49999999999"), "49.999999999%"),
        (Fraction(1, 3), "33 1/3%"),
        (Fraction(1, 700), "1/7%"),
        (Fraction(-1, 20), "-5%"),
        (Fraction(-1, 2000), "-0.05%"),
        (Fraction(0), "0%"),
    ],
)
def test_a_per_cent_is_never_rounded(part, says):
    assert per_cent(part) == says


@given(st.fractions(0, 1, max_denominator=10**6).filter(lambda n: 10**9 % n.denominator == 0))
def test_what_is_written_reads_back(part):
    assert exact_part(per_cent(part)) == part


@pytest.mark.parametrize("value", ["1/2", "50 %", " 0.5 ", "5e-1", 0.5, Decimal("0.50"), Fraction(1, 2)])
def test_every_way_of_writing_half(value):
    assert exact_part(value) == Fraction(1, 2)


@pytest.mark.parametrize(
    "value", [None, True, "", "half", "1/0", "1e400", "inf", float("nan"), [1], b"1/2", "1/2/3", "50 % %"]
)
def test_what_is_no_number_is_refused(value):
    with pytest.raises(InputError):
        exact_part(value)


def test_bounds_that_no_share_lies_between_are_known():
    assert not Share(Fraction(3, 4), Fraction(1, 4)).is_possible
    assert not Share(Fraction(1, 2), Fraction(1, 2), "", True).is_possible
    assert not Share(Fraction(0), Fraction(2)).is_possible
    assert UNKNOWN_SHARE.is_possible


def test_upper_bounds_together_are_no_more_than_the_whole():
    total = Share(Fraction(1, 2), Fraction(3, 4), "", True, True).plus(Share(Fraction(1, 4), Fraction(3, 4)))
    assert (total.low, total.low_open, total.high, total.high_open) == (Fraction(3, 4), True, 1, False)


parts = st.fractions(0, 1, max_denominator=99)
bounds = st.builds(lambda a, b, c, d: Share(min(a, b), max(a, b), "", c, d), parts, parts, st.booleans(), st.booleans())


@given(st.lists(bounds.filter(lambda share: share.is_possible), max_size=6))
def test_many_shares_together_are_what_two_and_two_are(shares):
    one_by_one = Share(Fraction(0), Fraction(0))
    for share in shares:
        one_by_one = one_by_one.plus(share)
    assert together(shares) == one_by_one


def test_a_sum_without_end_is_rounded_outward_and_stays_between_its_bounds():
    units = range(10_007, 13_007, 2)
    exact = sum((Fraction(1, unit) for unit in units), Fraction(0))
    assert exact.denominator.bit_length() > LONGEST, "nobody reads a number of thousands of digits"
    found = together(Share(part, part) for part in (Fraction(1, unit) for unit in units))
    assert found.low <= exact <= found.high
    assert 0 < found.high - found.low < Fraction(1, 10**50)
