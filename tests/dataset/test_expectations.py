from __future__ import annotations

import pytest

from lookthrough.dataset.expectations import Counts, check
from lookthrough.errors import ExpectationError, Issues
from lookthrough.sources.base import Passport

PASSPORT = Passport("zz_invented", "", "", "", (), ("zz_red", "zz_blue"), "", 100, 1000, (), "")


def test_a_plausible_edition_passes_without_a_word():
    issues = Issues()
    check(PASSPORT, Counts({"zz_red": 150}), Counts({"zz_red": 160}), issues=issues)
    assert len(issues) == 0


@pytest.mark.parametrize("accept", [True, False])
@pytest.mark.parametrize("entries", [{}, {"zz_red": 0}])
def test_an_empty_edition_is_never_believed(entries, accept):
    with pytest.raises(ExpectationError, match="no entry"):
        check(PASSPORT, Counts(entries), None, accept_shrink=accept, issues=Issues())


def test_losing_more_than_half_of_one_list_is_refused_although_the_other_grew():
    with pytest.raises(ExpectationError, match=r"zz_red from 100 to 49.*--accept-shrink"):
        check(
            PASSPORT, Counts({"zz_red": 49, "zz_blue": 900}), Counts({"zz_red": 100, "zz_blue": 500}), issues=Issues()
        )


def test_exactly_half_is_still_believed():
    check(PASSPORT, Counts({"zz_red": 150}), Counts({"zz_red": 300}), issues=Issues())


def test_a_list_that_disappears_from_the_file_is_refused():
    with pytest.raises(ExpectationError, match="zz_blue from 20 to 0"):
        check(PASSPORT, Counts({"zz_red": 150}), Counts({"zz_red": 150, "zz_blue": 20}), issues=Issues())


def test_a_shrink_that_the_user_knows_of_is_taken_and_noted():
    issues = Issues()
    check(PASSPORT, Counts({"zz_red": 120}), Counts({"zz_red": 300}), accept_shrink=True, issues=issues)
    assert issues.counts == {"shrink-accepted": 1}


def test_too_few_entries_are_refused_from_the_network_and_noted_from_disk():
    with pytest.raises(ExpectationError, match="fewer than the 100"):
        check(PASSPORT, Counts({"zz_red": 50}), None, from_network=True, issues=Issues())
    issues = Issues()
    check(PASSPORT, Counts({"zz_red": 50}), None, issues=issues)
    assert issues.counts == {"fewer-entries-than-expected": 1}


def test_more_than_foreseen_only_warns():
    issues = Issues()
    check(PASSPORT, Counts({"zz_red": 1001}), None, from_network=True, issues=issues)
    assert issues.counts == {"more-entries-than-expected": 1}


def test_an_older_edition_is_compared_with_the_next_younger_one():
    with pytest.raises(ExpectationError, match=r"zz_red from 300 to 120 \(beside the edition of 2024-02-01\)"):
        check(PASSPORT, Counts({"zz_red": 120}), None, Counts({"zz_red": 300}, edition="2024-02-01"), issues=Issues())


def test_a_list_that_only_a_younger_edition_has_is_not_missed():
    check(PASSPORT, Counts({"zz_red": 120}), None, Counts({"zz_red": 120, "zz_blue": 300}), issues=Issues())


def test_losing_more_than_a_tenth_is_told_with_both_counts():
    issues = Issues()
    check(PASSPORT, Counts({"zz_red": 179}), Counts({"zz_red": 200}, edition="2024-01-01"), issues=issues)
    (issue,) = issues
    assert (issue.severity, issue.code) == ("warning", "shrank")
    assert "179 entries" in issue.message
    assert "of 2024-01-01 before it had 200" in issue.message


def test_a_kind_that_disappears_is_refused_although_the_list_is_large_enough():
    before = Counts({"zz_red": 300}, kinds={"zz_red": {"person": 220, "organization": 80}})
    with pytest.raises(ExpectationError, match="organisations of zz_red from 80 to 0"):
        check(PASSPORT, Counts({"zz_red": 220}, kinds={"zz_red": {"person": 220}}), before, issues=Issues())


def test_other_names_that_disappear_are_refused():
    before = Counts({"zz_red": 300}, names={"zz_red": 900})
    with pytest.raises(ExpectationError, match="other names of zz_red from 900 to 0"):
        check(PASSPORT, Counts({"zz_red": 300}, names={"zz_red": 0}), before, issues=Issues())


def test_few_names_and_rare_kinds_may_come_and_go():
    before = Counts({"zz_red": 300}, names={"zz_red": 49}, kinds={"zz_red": {"vessel": 49, "person": 251}})
    check(PASSPORT, Counts({"zz_red": 290}, kinds={"zz_red": {"person": 290}}), before, issues=Issues())


def test_what_an_older_version_did_not_count_is_not_compared():
    counts = Counts({"zz_red": 300}, names={"zz_red": 0}, kinds={"zz_red": {"person": 300}})
    check(PASSPORT, counts, Counts({"zz_red": 300}), issues=Issues())
