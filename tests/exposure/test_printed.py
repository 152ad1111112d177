from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lookthrough.exposure.printed import Span, scale_of, span

CENTS, BASIS_POINTS = Fraction(1, 100), Fraction(1, 10_000)


def allowed(*lines, value=CENTS, weight=BASIS_POINTS):
    """The span for lines of (value, weight) given as decimals."""
    amounts = [(int(Fraction(v) / value), int(Fraction(w) / weight)) for v, w in lines]
    return span(amounts, scale_of(value), scale_of(weight))


def test_a_line_bounds_the_total_by_half_of_its_last_decimals():
    found = allowed(("50.00", "0.5000"))
    assert found == Span(Fraction("49.995") / Fraction("0.50005"), Fraction("50.005") / Fraction("0.49995"))


def test_what_all_lines_allow_is_what_each_allows():
    one, two = allowed(("50.00", "0.5000")), allowed(("20.01", "0.2000"))
    both = allowed(("50.00", "0.5000"), ("20.01", "0.2000"))
    assert both == Span(max(one.low, two.low), min(one.high, two.high))


def test_lines_that_no_total_fits_leave_nothing():
    assert allowed(("50.00", "0.5000"), ("50.00", "0.6000")) is None
    assert allowed(("50.00", "-0.5000")) is None


def test_a_weight_that_rounds_to_nothing_bounds_from_below_only():
    assert allowed(("1.00", "0.0000")) == Span(Fraction("0.995") / Fraction("0.00005"), None)


def test_a_value_of_zero_beside_a_weight_fits_no_total_that_another_line_allows():
    assert allowed(("0.00", "0.0100"), ("50.00", "0.5000")) is None
    assert allowed(("0.00", "0.0000")) == Span(Fraction(0), None)


def test_a_short_bounds_like_a_long():
    assert allowed(("-50.00", "-0.5000")) == allowed(("50.00", "0.5000"))


def test_zeros_that_a_spreadsheet_dropped_are_counted_by_the_longest_number():
    """Because a common denominator of 20 comes from hundredths such as 0.05."""
    assert scale_of(Fraction(1, 20)).unit == Fraction(1, 200)
    assert scale_of(Fraction(1, 4)).unit == Fraction(1, 200)


def test_the_noise_of_binary_numbers_is_no_precision():
    noisy = scale_of(Fraction(1, 10**18))
    assert noisy.unit * noisy.slack == Fraction(1, 2 * 10**15)


@pytest.mark.parametrize("number", [Fraction(1, 3), Fraction(2, 7)])
def test_a_number_that_no_decimal_prints_counts_as_nearly_exact(number):
    scale = scale_of(Fraction(1, number.denominator))
    assert scale.unit * scale.slack == Fraction(1, 2 * 10**15)
    assert number.numerator * scale.factor * scale.unit == number


@settings(deadline=None)
@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=12), st.integers(1, 10**10), st.integers(0, 6))
def test_the_true_total_is_always_allowed(cents, total, decimals):
    """Whatever is printed of a total, rounded anywhere, the span holds that total."""
    assume(any(cents))
    weight = Fraction(1, 10**decimals)
    lines = [(amount, round(Fraction(amount, total) / weight)) for amount in cents]
    found = span(lines, scale_of(CENTS), scale_of(weight))
    assert found is not None
    assert found.holds(Fraction(total, 100), Fraction(0))
