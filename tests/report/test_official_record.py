"""The days of a notice that stand beside what a list prints."""

from __future__ import annotations

from lookthrough.model.dates import day
from lookthrough.report.official_record import notice_of, notices, since_words


def test_a_day_that_was_not_checked_against_its_notice_says_so() -> None:
    doubtful = next(each for each in notices() if not each.confirmed)
    words = since_words(day(doubtful.effective), doubtful, None, "")
    assert f"announced {doubtful.announced.isoformat()} (to be confirmed)" in words


def test_a_day_that_was_checked_stands_alone_and_a_missing_one_is_told() -> None:
    checked = notice_of("84 FR 54004, 10/9/19")
    assert checked is not None
    assert checked.confirmed, "announced on 7 October 2019, two days before it took effect"
    assert "announced 2019-10-07," in since_words(day(checked.effective), checked, day(checked.effective), "")
    assert "a day that the list does not print" in since_words(day(checked.effective), None, None, "")
