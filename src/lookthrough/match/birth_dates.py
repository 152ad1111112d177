"""Are two printed birth dates one person's?

Birth dates on lists and in customer files are typed by hand, exchanged between notations and often only estimated. So a
date that differs as a slip of typing differs (one digit, two neighbouring digits, day and month exchanged, one day or
one year beside) is close to agreement; years that are clearly apart separate namesakes; "about" and ranges separate
only beyond what they can mean.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from lookthrough.model.dates import PartialDate, year

#: Years that "about" may be off on either side.
ABOUT = 5
#: Years apart up to which two dates may still be estimates of one.
CLOSE = 2

Relation = Literal[
    "same day",
    "same month",
    "same year",
    "within",
    "slip",
    "same year, another day",
    "one year apart",
    "few years apart",
    "slip in the year",
    "about",
    "far from about",
    "another",
]


def relation(one: PartialDate, other: PartialDate) -> Relation:
    """How two birth dates differ; their order does not matter.

    The first of January is often printed where only the year is known, so it is read as the year.
    """
    one, other = _year_if_first_day(one), _year_if_first_day(other)
    if one.granularity == other.granularity == "day":
        found = _days(one.earliest, other.earliest)
        if found:
            return found
    about = one.circa or other.circa
    if one.earliest <= other.latest and other.earliest <= one.latest:
        return _overlap(one, other, about=about)
    gap = max(one.earliest.year, other.earliest.year) - min(one.latest.year, other.latest.year)
    if about and gap <= ABOUT * (one.circa + other.circa):
        return "about"
    return _apart(one, other, gap)


def _days(one: date, other: date) -> Relation | None:
    """The relation of two days that are equal or a slip of typing apart, else None."""
    if one == other:
        return "same day"
    exchanged = one.year == other.year and (one.month, one.day) == (other.day, other.month)
    day_beside = abs((one - other).days) == 1
    year_beside = abs(one.year - other.year) == 1 and (one.month, one.day) == (other.month, other.day)
    digits = _one_slip(one.isoformat(), other.isoformat())
    return "slip" if exchanged or day_beside or year_beside or digits else None


def _overlap(one: PartialDate, other: PartialDate, *, about: bool) -> Relation:
    kinds = {one.granularity, other.granularity}
    if about or "range" in kinds:
        return "within"
    return "same year" if "year" in kinds else "same month"


def _apart(one: PartialDate, other: PartialDate, gap: int) -> Relation:
    """The relation of two dates that cannot be one day, this many years apart."""
    if gap <= 0:
        return "same year, another day"
    # two whole days a year apart have nothing in common but a number; two bare years may be rounded ages
    whole = one.granularity == other.granularity == "day"
    if gap == 1 and not whole:
        return "one year apart"
    if gap <= CLOSE:
        return "few years apart"
    bare = not whole and "range" not in (one.granularity, other.granularity)
    if bare and _one_slip(one.earliest.isoformat()[:4], other.earliest.isoformat()[:4]):
        return "slip in the year"
    return "far from about" if one.circa or other.circa else "another"


def _year_if_first_day(value: PartialDate) -> PartialDate:
    if value.granularity == "day" and (value.earliest.month, value.earliest.day) == (1, 1):
        return year(value.earliest.year, value.text, circa=value.circa)
    return value


def _one_slip(one: str, other: str) -> bool:
    """Do two equally long texts of digits differ in one digit, or by two neighbouring digits that changed places?"""
    apart = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(apart) == 2:
        i, j = apart
        return j == i + 1 and one[i] == other[j] and one[j] == other[i]
    return len(apart) == 1
