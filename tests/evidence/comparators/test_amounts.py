from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evidence.comparators.conftest import Compare, Story, flagged, number

from lookthrough.evidence.comparators.quantities import apart, interval
from lookthrough.model.claim import Amount, Comparator


def holding(name: str, holder: str, amount: Amount, date: str = "2023-12-31") -> Story:
    return Story(name, "2024-03-13").says(
        f"{holder} owned {amount.text} shares of Norwick Optics.",
        holder,
        "holds_shares",
        "Norwick Optics",
        amount=amount,
        date=date,
    )


def test_two_numbers_for_one_holding_on_one_day_contradict_each_other(compare: Compare) -> None:
    found = compare(holding("a", "Tarn Fund", number(26_100)), holding("b", "Tarn Fund", number(43_700)))
    assert flagged(found) == [("amount", ("a1", "b1"))]


@pytest.mark.parametrize(
    ("other", "because"),
    [
        (holding("b", "Tarn Fund", number(43_700), "2022-12-31"), "another day, another holding"),
        (holding("b", "Tarn Fund; Beck Fund", number(43_700)), "two holders together hold more than one"),
        (holding("b", "Tarn Fund", number(20_000, "more than 20,000", how="more than")), "both can be true"),
        (holding("b", "Tarn Fund", number(26_000)), "26,000 may be 26,100 rounded"),
    ],
)
def test_numbers_that_can_both_be_true_do_not(compare: Compare, other: Story, because: str) -> None:
    assert flagged(compare(holding("a", "Tarn Fund", number(26_100)), other)) == [], because


@pytest.mark.parametrize("other", ["Sandpit Logistics Ltd", "Pinewood Logistics Ltd; Sandpit Logistics Ltd"])
def test_stakes_in_two_parties_never_contradict_each_other_whatever_words_their_names_share(
    compare: Compare, other: str
) -> None:
    def stake(name: str, share: int, held: str) -> Story:
        return Story(name, "2024-03-13").says(
            f"Tarn Fund owns {share} % of {held}.", "Tarn Fund", "owns", held,
            amount=number(share, f"{share} %", "%"), date="2023-12-31",
        )  # fmt: skip

    one = stake("a", 75, "Pinewood Logistics Ltd")
    assert flagged(compare(one, stake("b", 60, other))) == []
    assert flagged(compare(one, stake("b", 60, "Pinewood Logistics Limited"))) == [("amount", ("a1", "b1"))]


def test_a_number_told_of_two_parties_together_is_not_held_against_one_of_them(compare: Compare) -> None:
    one = Story("a", "2024-03-13").says(
        "Norwick won contracts from the port totalling $260 million.", "Norwick", "contract_with", "the port",
        amount=number(260_000_000, "$260 million", "USD"), date="2023-05",
    )  # fmt: skip
    both = Story("b", "2024-03-13")
    for party in ("Norwick", "Tarn"):
        both.says(
            "Both companies received contracts from the port totalling more than $1 billion.", party, "contract_with",
            "the port",
            amount=number(10**9, "more than $1 billion", "USD", "more than"), date="2023-05",
        )  # fmt: skip
    assert flagged(compare(one, both)) == []


def test_contracts_are_sums_that_add_up_unless_they_are_of_one_day(compare: Compare) -> None:
    def deal(name: str, value: int, date: str) -> Story:
        return Story(name, "2024-03-13").says(
            f"Norwick has a contract with the port over {value} dollars.", "Norwick", "contract_with", "the port",
            amount=number(value, unit="USD"), date=date,
        )  # fmt: skip

    assert flagged(compare(deal("a", 111, ""), deal("b", 999, ""))) == []
    assert flagged(compare(deal("a", 111, "2023-05-04"), deal("b", 999, "2023-05-04"))) == [("amount", ("a1", "b1"))]


@given(st.integers(0, 10**9), st.sampled_from(["exactly", "about"]))
def test_a_number_lies_within_what_its_words_allow(value: int, how: Comparator) -> None:
    low, high = interval(Amount(f"{value:,}", Fraction(value), Fraction(value), how))
    assert low is not None
    assert high is not None
    assert low <= value <= high


@given(st.integers(0, 1_000), st.integers(0, 1_000), st.integers(0, 1_000), st.integers(0, 1_000))
def test_intervals_are_apart_exactly_when_they_share_no_number(a: int, b: int, c: int, d: int) -> None:
    one, other = (Fraction(min(a, b)), Fraction(max(a, b))), (Fraction(min(c, d)), Fraction(max(c, d)))
    shared = any(one[0] <= n <= one[1] and other[0] <= n <= other[1] for n in map(Fraction, (a, b, c, d)))
    assert apart(one, other) == (not shared) == apart(other, one)
