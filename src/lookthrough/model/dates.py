"""Dates as publishers print them: with a granularity, sometimes as a range, always beside the printed text.

"1962" is not the first of January 1962. A `PartialDate` is the interval of days that the text can mean, so every
comparison with a day answers yes, no or "cannot be told" instead of guessing.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from lookthrough.errors import InputError, quote

Granularity = Literal["day", "month", "year", "range"]
Truth = Literal["yes", "no", "unknown"]


OPEN = ".."
"""An end of a range that is not known, in ISO 8601-2."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the day, month or year, or only as a range.

    Attributes:
        earliest: the first day that the text can mean.
        latest: the last day that the text can mean; never before `earliest`.
        granularity: what the text fixes.
        circa: the publisher says "about"; the interval is then the printed one, not a widened one.
        text: the date as printed.
    """

    earliest: date
    latest: date
    granularity: Granularity
    circa: bool = False
    text: str = ""

    @property
    def iso(self) -> str:
        """ISO 8601 at the date's own granularity: "2019-10-09", "2019-10", "2019" or "1960/1965-06-01".

        An end of a range that is not known at all is "..", as in ISO 8601-2: "../2020-06-01".
        """
        if self.granularity == "day":
            return self.earliest.isoformat()
        if self.granularity == "month":
            return self.earliest.isoformat()[:7]
        if self.granularity == "year":
            return f"{self.earliest.year:04d}"
        first = OPEN if self.earliest == date.min else self.earliest.isoformat()
        last = OPEN if self.latest == date.max else self.latest.isoformat()
        return f"{first}/{last}"

    @property
    def is_any(self) -> bool:
        """May it be any day at all, as a date that is printed and cannot be read?"""
        return self.earliest == date.min and self.latest == date.max

    @property
    def edtf(self) -> str:
        """The same with the mark of ISO 8601-2 (EDTF) for "about" at the end: "1961~", "1960-01-01/1965-12-31~"."""
        return f"{self.iso}~" if self.circa else self.iso

    def __str__(self) -> str:
        return f"about {self.iso}" if self.circa else self.iso

    def by(self, day: date) -> Truth:
        """Had this date come by the end of `day`?"""
        if self.latest <= day:
            return "yes"
        return "no" if self.earliest > day else "unknown"


def day(value: date, text: str = "") -> PartialDate:
    """A date known to the day."""
    return PartialDate(value, value, "day", text=text or value.isoformat())


def month(year: int, number: int, text: str = "", *, circa: bool = False) -> PartialDate:
    """A date known to the month.

    Raises:
        ValueError: if there is no such month.
    """
    first = date(year, number, 1)
    last = date(year, number, calendar.monthrange(year, number)[1])
    return PartialDate(first, last, "month", circa, text or f"{year:04d}-{number:02d}")


def year(number: int, text: str = "", *, circa: bool = False) -> PartialDate:
    """A date known to the year.

    Raises:
        ValueError: if the year is not between 1 and 9999.
    """
    return PartialDate(date(number, 1, 1), date(number, 12, 31), "year", circa, text or f"{number:04d}")


def between(first: PartialDate, last: PartialDate, text: str = "", *, circa: bool = False) -> PartialDate:
    """A range between two dates of any granularity.

    Raises:
        InputError: if the range ends before it begins.
    """
    if last.latest < first.earliest:
        raise InputError(f"the range {quote(text or f'{first}/{last}')} ends before it begins")
    return PartialDate(first.earliest, last.latest, "range", circa, text or f"{first.iso}/{last.iso}")


def from_iso(text: str, verbatim: str = "") -> PartialDate:
    """Read "2019", "2019-10", "2019-10-09" or "A/B" of those or of "..".

    Each may have "~" behind it for "about" (see `edtf`).

    Args:
        text: the ISO form.
        verbatim: the text as the publisher printed it, when it was another.

    Raises:
        InputError: if the text is no such date or names a day that does not exist.
    """
    shown = verbatim or text
    try:
        if text.endswith("~"):
            return replace(from_iso(text[:-1], shown), circa=True)
        if "/" in text:
            begins, ends = text.split("/", 1)
            first = day(date.min) if begins == OPEN else from_iso(begins)
            last = day(date.max) if ends == OPEN else from_iso(ends)
            return between(first, last, shown, circa=first.circa or last.circa)
        parts = text.strip().split("-")
        if [len(p) for p in parts] not in ([4], [4, 2], [4, 2, 2]) or not all(p.isdigit() for p in parts):
            raise ValueError
        numbers = [int(p) for p in parts]
        if len(numbers) == 1:
            return year(numbers[0], shown)
        if len(numbers) == 2:
            return month(numbers[0], numbers[1], shown)
        return day(date(*numbers), shown)
    except ValueError as error:
        if isinstance(error, InputError):
            raise
        raise InputError(
            f"{quote(text)} is not a date", hint="write YYYY, YYYY-MM or YYYY-MM-DD, e.g. 2019-10-09"
        ) from None


def as_day(value: str | date) -> date:
    """The day that a question is asked for.

    Args:
        value: a date, or text in the form YYYY-MM-DD.

    Raises:
        InputError: if it is not a whole day that exists.
    """
    if isinstance(value, date):
        return value
    try:
        parsed = from_iso(value)
    except InputError:
        parsed = None
    if parsed is None or parsed.granularity != "day":
        raise InputError(f"{quote(value)} is not a whole day", hint="write YYYY-MM-DD, e.g. 2019-10-09")
    return parsed.earliest
