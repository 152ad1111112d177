"""Federal Register citations, as printed in lists."""

from __future__ import annotations

from datetime import date

import pytest

from lookthrough.rules.citation import cited_day, cited_page, first_day, later_than


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("84 FR 54004, 10/9/19", date(2019, 10, 9)),
        ("67 F.R. 56530 9/4/02", date(2002, 9, 4)),
        ("62 FR 26922, 5/16/97", date(1997, 5, 16)),
        ("Vol. 88, No. 151, 08/08/2023", date(2023, 8, 8)),
        ("85 FR 83799 of 2020-12-23", date(2020, 12, 23)),
        ("85 FR 83799", None),
        ("84 FR 1, 31/02/19", None),
        ("", None),
    ],
)
def test_the_day_is_read_where_one_is_printed(printed: str, day: date | None) -> None:
    assert cited_day(printed) == day


def test_the_page_is_read_or_the_text_kept() -> None:
    assert cited_page("84 FR 54004, 10/9/19") == "84 FR 54004"
    assert cited_page(" a letter ") == "a letter"


def test_the_first_day_and_the_later_notices_come_in_order_of_time() -> None:
    cites = ("87 FR 62202, 10/13/22", "84 FR 54004, 10/9/19", "85 FR 44159, 7/22/20", "no day")
    assert first_day(cites) == date(2019, 10, 9)
    assert later_than(cites, date(2019, 10, 9)) == ("85 FR 44159 of 2020-07-22", "87 FR 62202 of 2022-10-13")
    assert first_day(()) is None
