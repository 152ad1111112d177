"""Numbers as people print them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.errors import InputError
from lookthrough.intake.numbers import decimal_mark, parse_number

HALF = Fraction(2469, 2)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234.50", HALF),
        ("1.234,50", HALF),
        ("1 234,50", HALF),
        ("1\u00a0234,50", HALF),
        ("1\u202f234,50", HALF),
        ("1'234.50", HALF),
        ("1’234.50", HALF),
        ("(1,234.50)", -HALF),
        ("1,234.50-", -HALF),
        ("\u22121234.5", -HALF),
        ("$1,234.50", HALF),
        ("-$1,234.50", -HALF),
        ("($1,234.50)", -HALF),
        ("USD 1,234.50", HALF),
        ("1.234,50 EUR", HALF),
        ("€ 1.234,50", HALF),
        ("HK$ 1,234.50", HALF),
        ("+1234.5", HALF),
        ("7.18%", Fraction(359, 5000)),
        ("7,18 %", Fraction(359, 5000)),
        ("(7.18)%", -Fraction(359, 5000)),
        ("1e3", Fraction(1000)),
        ("1E-05", Fraction(1, 100_000)),
        (".5", Fraction(1, 2)),
        ("5.", Fraction(5)),
        ("0,123", Fraction(123, 1000)),
        ("12,34,567.00", Fraction(1_234_567)),
        ("1.234.567", Fraction(1_234_567)),
        ("-0.00", Fraction(0)),
    ],
)
def test_printed_forms(text: str, number: Fraction) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize("text", ["", " ", "-", "--", "—", "N/A", "n/a", "#N/A", "null", "None", "\u00a0"])
def test_signs_for_missing_are_none_and_never_zero(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    "text",
    ["NaN", "nan", "inf", "-Infinity", "1e308", "1e999999", "=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "abc", "1,23,4",
     "1.2.3,4,5", "--5", "1,2345,6", "0x10", "1_000", "12 34", "5%%5", "9" * 200, "\x00", "(", "%", "$", "1/2"],
)  # fmt: skip
def test_what_is_no_finite_plausible_number_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_number(text)


def test_one_comma_before_three_digits_is_thousands_unless_the_column_says_otherwise() -> None:
    assert parse_number("1,234") == 1234
    assert parse_number("1,234", decimal=".") == 1234
    assert parse_number("1,234", decimal=",") == Fraction(1234, 1000)
    assert parse_number("1.234") == Fraction(1234, 1000)
    assert parse_number("1.234", decimal=",") == 1234
    assert parse_number("12,5") == Fraction(25, 2)


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["1.234,50", "1.234"], ","),
        (["1,234.50", "1,234"], "."),
        (["5,78", "0,5"], ","),
        (["1,234", "5,678"], ""),
        (["1.234.567"], ","),
        (["-", "", "n/a"], ""),
        (["1,5", "1.5"], ""),
    ],
)
def test_a_column_tells_its_decimal_mark(texts: list[str], mark: str) -> None:
    assert decimal_mark(texts) == mark


@given(st.integers(-(10**15), 10**15), st.integers(0, 6))
def test_english_and_continental_print_of_a_number_come_back_exactly(digits: int, places: int) -> None:
    number = Fraction(digits, 10**places)
    sign, whole = ("-" if digits < 0 else ""), f"{abs(digits) // 10**places:,}"
    tail = f"{abs(digits) % 10**places:0{places}d}" if places else ""
    assert parse_number(f"{sign}{whole}.{tail}" if tail else sign + whole, decimal=".") == number
    continental = sign + whole.replace(",", ".") + (f",{tail}" if tail else "")
    assert parse_number(continental, decimal=",") == number


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        number = parse_number(text)
    except InputError:
        return
    assert number is None or isinstance(number, Fraction)
