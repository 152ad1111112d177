from __future__ import annotations

import pytest

from lookthrough.dataset.expectations import check
from lookthrough.errors import ExpectationError, Issues
from lookthrough.sources.base import Passport

PASSPORT = Passport("zz_invented", "", "", "", (), ("zz_red", "zz_blue"), "", 100, 1000, (), "")


def test_a_plausible_edition_passes_without_a_word():
    issues = Issues()
    check(PASSPORT, {"zz_red": 150}, {"zz_red": 160}, issues=issues)
    assert len(issues) == 0


@pytest.mark.parametrize("accept", [True, False])
@pytest.mark.parametrize("entries", [{}, {"zz_red": 0}])
def test_an_empty_edition_is_never_believed(entries, accept):
    with pytest.raises(ExpectationError, match="no entry"):
        check(PASSPORT, entries, None, accept_shrink=accept, issues=Issues())


def test_losing_more_than_half_of_one_list_is_refused_although_the_other_grew():
    with pytest.raises(ExpectationError, match=r"zz_red from 100 to 49.*--accept-shrink"):
        check(PASSPORT, {"zz_red": 49, "zz_blue": 900}, {"zz_red": 100, "zz_blue": 500}, issues=Issues())


def test_exactly_half_is_still_believed():
    check(PASSPORT, {"zz_red": 150}, {"zz_red": 300}, issues=Issues())


def test_a_list_that_disappears_from_the_file_is_refused():
    with pytest.raises(ExpectationError, match="zz_blue from 20 to 0"):
        check(PASSPORT, {"zz_red": 150}, {"zz_red": 150, "zz_blue": 20}, issues=Issues())


def test_a_shrink_that_the_user_knows_of_is_taken_and_noted():
    issues = Issues()
    check(PASSPORT, {"zz_red": 120}, {"zz_red": 300}, accept_shrink=True, issues=issues)
    assert issues.counts == {"shrink-accepted": 1}


def test_too_few_entries_are_refused_from_the_network_and_noted_from_disk():
    with pytest.raises(ExpectationError, match="fewer than the 100"):
        check(PASSPORT, {"zz_red": 50}, None, from_network=True, issues=Issues())
    issues = Issues()
    check(PASSPORT, {"zz_red": 50}, None, issues=issues)
    assert issues.counts == {"fewer-entries-than-expected": 1}


def test_more_than_foreseen_only_warns():
    issues = Issues()
    check(PASSPORT, {"zz_red": 1001}, None, from_network=True, issues=issues)
    assert issues.counts == {"more-entries-than-expected": 1}
