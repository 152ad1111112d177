from __future__ import annotations

from datetime import date

import pytest

from lookthrough.dataset.diff import diff
from lookthrough.errors import InputError, NotFoundError

ROWS = (
    "zz_red,1,Dated,,cn,2019-10-09,,,",
    "zz_red,2,Ended,,cn,2018-01-01,2019-10-10,,",
    "zz_red,3,Undated,,cn,,,,",
    "zz_blue,1,Month only,,cn,2019-10,,,",
    "zz_blue,2,Old,,cn,2001-01-01,,,",
)
BEFORE, AFTER = date(2019, 10, 8), date(2019, 10, 10)


@pytest.fixture
def snapshot(bench):
    bench.load("2020-01-01", *ROWS)
    return bench.build()


def test_listings_are_added_removed_or_unknown_between_two_days(snapshot):
    found = diff(snapshot, BEFORE, AFTER)
    assert [d.name for d in found.added] == ["Dated"]
    assert [d.name for d in found.removed] == ["Ended"]
    assert (found.added[0].on_first, found.added[0].on_second) == ("no", "yes")
    assert found.lists == ("zz_blue", "zz_red")


def test_what_can_be_told_for_one_day_only_is_unknown(snapshot):
    found = diff(snapshot, date(2019, 9, 1), AFTER, ["zz_blue"])
    assert [(d.name, d.on_first, d.on_second) for d in found.unknown] == [("Month only", "no", "unknown")]


def test_what_can_be_told_for_neither_day_is_counted(snapshot):
    assert dict(diff(snapshot, BEFORE, AFTER).undated) == {"zz_blue": 1, "zz_red": 1}


def test_a_day_does_not_differ_from_itself(snapshot):
    found = diff(snapshot, AFTER, AFTER)
    assert not found.added
    assert not found.removed


def test_only_the_lists_asked_for_are_compared(snapshot):
    found = diff(snapshot, BEFORE, AFTER, ["zz_blue"])
    assert (found.lists, found.added) == (("zz_blue",), ())


def test_an_entry_that_a_later_edition_lacks_is_removed(bench):
    bench.load("2020-01-01", *ROWS)
    bench.load("2021-01-01", *ROWS[:2], *ROWS[3:])
    found = diff(bench.build(), date(2020, 1, 1), date(2021, 1, 1))
    assert [d.name for d in found.removed] == ["Undated"]
    then = diff(bench.build(), date(2020, 1, 1), date(2021, 1, 1), known_on=date(2020, 7, 1))
    assert then.removed == ()


def test_days_in_the_wrong_order_and_unknown_lists_are_refused(snapshot):
    with pytest.raises(InputError, match="earlier day first"):
        diff(snapshot, AFTER, BEFORE)
    with pytest.raises(NotFoundError, match="zz_green"):
        diff(snapshot, BEFORE, AFTER, ["zz_green"])
