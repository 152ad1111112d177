"""How the page lays out what it shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.validation.measures import Rate
from lookthrough.validation.page import LISTS_ABREAST, across, blocks, shade
from lookthrough.validation.wording import percent


@given(st.integers(1, 60))
def test_every_list_stands_in_one_table_and_none_is_too_wide_for_paper(columns: int) -> None:
    shown = blocks(columns)
    assert [column for block in shown for column in block] == list(range(columns))
    assert all(0 < len(block) <= LISTS_ABREAST + 1 for block in shown)


def test_the_axis_runs_from_the_lowest_score_to_one() -> None:
    assert (across(0.1), across(0.55), across(1.0)) == pytest.approx((0.0, 250.0, 500.0))


def test_a_cell_without_cases_has_no_shade() -> None:
    assert (shade(Rate(0, 0)), shade(Rate(0, 4)), shade(Rate(4, 4))) == ("", "heat-e", "heat-a")


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (Rate(0, 0), "none asked"),
        (Rate(0, 9), "0 %"),
        (Rate(9, 9), "100 %"),
        (Rate(9_999, 10_000), "99.99 %"),  # because only all of them is 100 %
        (Rate(1, 2_000), "0.05 %"),
        (Rate(1, 900_000), "0.01 %"),  # because only none of them is 0 %
        (Rate(412, 442), "93.2 %"),
    ],
)
def test_a_share_is_rounded_but_never_to_all_or_none(rate: Rate, words: str) -> None:
    assert percent(rate) == words
