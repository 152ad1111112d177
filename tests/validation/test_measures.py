"""Shares, intervals and curves."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.match.alert_line import AlertLine
from lookthrough.validation import measures
from lookthrough.validation.measures import THRESHOLDS, Rate
from lookthrough.validation.records import Alert, Case, Outcome

scores = st.floats(0, 1).map(lambda score: round(score, 6))


def outcome(score: float, *lists: str, change: str = "letter_deleted") -> Outcome:
    return Outcome(Case(change, "x:1", "company", "strong", "Blue Lake", "Blue Lke", lists, lists), score, 1)


@pytest.mark.parametrize(
    ("part", "of", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),  # the textbook's figures, to four places
        (5, 10, 0.2366, 0.7634),
        (10, 10, 0.7225, 1.0),
        (412, 442, 0.9048, 0.9520),
        (0, 0, 0.0, 1.0),
    ],
)
def test_the_interval_is_wilsons(part: int, of: int, low: float, high: float) -> None:
    assert Rate(part, of).interval == pytest.approx((low, high), abs=6e-5)


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_interval_holds_the_share(part: int, of: int) -> None:
    rate = Rate(min(part, of), of)
    low, high = rate.interval
    assert rate.share is not None
    assert 0 <= low <= rate.share <= high <= 1


def test_the_share_of_none_is_not_known_and_never_zero() -> None:
    assert Rate(0, 0).share is None


@given(st.lists(scores, max_size=40))
def test_a_curve_is_the_recall_at_each_threshold_and_never_rises(values: list[float]) -> None:
    own = [outcome(score, "a") for score in values]
    curve = measures.recall_curve(own)
    assert curve == [measures.recall(own, line) for line in THRESHOLDS]
    assert all(later.part <= earlier.part for earlier, later in pairwise(curve))


@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from("ab"), scores), max_size=30))
def test_the_alert_curve_counts_names_and_not_alerts(values: list[tuple[int, str, float]]) -> None:
    alerts = [Alert(row, "n", list_id, score, "x:1", "m") for row, list_id, score in values]
    for list_id in ("", "a"):
        curve = measures.alert_curve(alerts, 9, list_id)
        assert curve == [measures.alert_rate(alerts, 9, line, list_id) for line in THRESHOLDS]


def test_a_list_with_a_line_of_its_own_is_measured_by_it() -> None:
    line = AlertLine(0.9, (("b", 0.6),))
    own = [outcome(0.7, "a"), outcome(0.7, "b"), outcome(0.7, "a", "b")]
    assert [measures.found(each, line) for each in own] == [False, True, True], "the lowest line of its lists decides"
    alerts = [Alert(1, "n", "a", 0.7, "x:1", "m"), Alert(2, "n", "b", 0.7, "x:1", "m")]
    assert [measures.alert_rate(alerts, 9, line, each).part for each in ("", "a", "b")] == [1, 0, 1]


def test_a_case_counts_on_each_of_its_lists_and_once_for_all() -> None:
    rates = measures.matrix([outcome(0.9, "a", "b"), outcome(0.6, "b")], 0.82)
    assert rates == {
        ("letter_deleted", ""): Rate(1, 2),
        ("letter_deleted", "a"): Rate(1, 1),
        ("letter_deleted", "b"): Rate(1, 2),
    }
