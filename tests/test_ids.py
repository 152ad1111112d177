"""Identifier schemes: found, brought to compact form, and refused with the reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import isin as oracle

from lookthrough import ids
from lookthrough.ids import Code, Fault


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CNE100000PM8", Code("isin", "CNE100000PM8")),
        ("ISIN: CNE1 0000 0PM8", Code("isin", "CNE100000PM8")),
        ("us0378331005", Code("isin", "US0378331005")),
        ("037833100", Code("cusip", "037833100")),
        ("549300S8YVGTJ1NMTW57", Code("lei", "549300S8YVGTJ1NMTW57")),
        ("IMO 9074729", Code("imo", "9074729")),
        ("91330000733796106P", Code("uscc", "91330000733796106P")),
        ("BBG000BLNNH6", Code("figi", "BBG000BLNNH6")),
        ("B15KXQ8", Code("sedol", "B15KXQ8")),
        ("7707083893", Code("inn", "7707083893")),
        ("1027700132195", Code("ogrn", "1027700132195")),
        ("0000311101", Code("cik", "0000311101")),
        ("CIK 311101", Code("cik", "0000311101")),
        ("SWIFT: DEUTDEFF", Code("bic", "DEUTDEFF")),
    ],
)
def test_a_code_is_found_by_label_or_by_shape_and_check_digit(text: str, code: Code) -> None:
    assert ids.detect(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Apple",
        "LEI Holdings",
        "DEUTDEFF",
        "123456789",
        "CNE100000PM9",
        "IMO Pharma",
        "a" * 10_000,
        "12345678901234567890",
    ],
)
def test_a_text_that_is_no_code_gives_none(text: str) -> None:
    assert ids.detect(text) is None


@pytest.mark.parametrize(
    ("scheme", "text", "kind", "because"),
    [
        ("isin", "CNE100000PM9", "check digit", "the last digit is wrong"),
        ("isin", "CNE10", "length", "it has five characters"),
        ("isin", "ZZ0378331005", "shape", "no country has these letters"),
        ("isin", "CNE10000ÄÖÜ8", "alphabet", "umlauts are no letters of an ISIN"),
        ("cusip", "037833101", "check digit", "the last digit is wrong"),
        ("figi", "02079K107743", "alphabet", "the SEC's sample puts a CUSIP and three digits here"),
        ("sedol", "AAAAAA1", "alphabet", "vowels do not occur"),
        ("lei", "549300S8YVGTJ1NMTW58", "check digit", "the two check digits are wrong"),
        ("imo", "9074728", "check digit", "the last digit is wrong"),
        ("uscc", "91330000733796106I", "alphabet", "the letter I does not occur"),
        ("cik", "12345678901", "length", "eleven digits"),
    ],
)
def test_a_wrong_code_is_refused_with_the_reason(scheme: str, text: str, kind: str, because: str) -> None:
    fault = ids.validate(scheme, text)
    assert isinstance(fault, Fault), because
    assert fault.kind == kind, because
    assert fault.says


def test_an_unknown_scheme_breaks_no_rule() -> None:
    assert ids.validate("wd", " Q42 ") == "Q42"
    assert ids.compact("wd", " Q42 ") == "Q42"


def test_seven_digits_that_fit_sedol_and_imo_are_not_guessed() -> None:
    both = next(
        f"{n:07d}"
        for n in range(1_000_000, 9_999_999)
        if isinstance(ids.validate("sedol", f"{n:07d}"), str) and isinstance(ids.validate("imo", f"{n:07d}"), str)
    )
    assert ids.detect(both) is None
    assert ids.detect(f"IMO {both}") == Code("imo", both)


@pytest.mark.parametrize(
    ("isin", "inner"),
    [
        ("US0378331005", Code("cusip", "037833100")),
        ("GB0002634946", Code("sedol", "0263494")),
        ("CNE100000PM8", None),
        ("DE0007164600", None),
    ],
)
def test_the_national_code_inside_an_isin(isin: str, inner: Code | None) -> None:
    assert ids.national(isin) == inner


def test_an_isin_whose_inner_check_digit_is_wrong_has_no_national_code() -> None:
    outer = oracle.from_natid("US", "037833109")
    assert ids.validate("isin", outer) == outer
    assert ids.national(outer) is None


@given(st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=12, max_size=12))
def test_the_quick_isin_check_says_what_stdnum_says(text: str) -> None:
    assert isinstance(ids.validate("isin", text), str) == (
        oracle.is_valid(text) and text[:2].isalpha() and text[11].isdecimal()
    )


@given(
    st.sampled_from(["US", "CN", "KY", "HK", "XS"]), st.text(alphabet="ABCDEFGHJKLMN0123456789", min_size=9, max_size=9)
)
def test_every_code_with_its_own_check_digit_is_valid(country: str, inner: str) -> None:
    code = oracle.from_natid(country, inner)
    assert ids.validate("isin", code) == code
    assert ids.validate("isin", f" {code[:4]} {code[4:].lower()} ") == code


@given(st.text(max_size=80), st.sampled_from(ids.SCHEMES))
def test_no_text_makes_the_checks_raise(text: str, scheme: str) -> None:
    ids.detect(text)
    assert isinstance(ids.validate(scheme, text), str | Fault)
