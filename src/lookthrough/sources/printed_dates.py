"""Dates in the forms that list publishers print, read to a `PartialDate` that claims no more than the text does."""

from __future__ import annotations

import re
from datetime import date

from lookthrough.errors import InputError, quote
from lookthrough.model import dates
from lookthrough.model.dates import PartialDate

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_HINT = "known forms are 2019-10-09, 09 Oct 2019, October 9, 2019, 10/9/2019 (month first), Oct 2019, 2019, circa 2019"
_CIRCA = re.compile(r"^(?:circa|approximately|approx\.?|about|c\.|ca\.)\s*", re.IGNORECASE)
_RANGE = re.compile(
    r"^(?:between\s+)?(.{4,20}?)\s+(?:to|and|[-–])\s+(.{4,20})$|^(\d{4})\s*[-–]\s*(\d{4})$", re.IGNORECASE
)
_ISO = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T[\d:.]+)?(?:Z|[+-]\d{2}:\d{2})?$")
_DAY_FIRST = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?[ .-]+([A-Za-z]{3,9})\.?,?[ -]+(\d{4})$")
_MONTH_FIRST = re.compile(r"^([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$")
_MONTH_YEAR = re.compile(r"^([A-Za-z]{3,9})\.?,?\s+(\d{4})$")
_NUMERIC = re.compile(r"^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})$")
_DECADE = re.compile(r"^(\d{3}0)'?s$")


def read_date(text: str, *, near: int | None = None) -> PartialDate:
    """A printed date or range.

    Numeric dates with slashes or hyphens are read month first, as the US government prints them; a two-digit year is
    put into the century that brings it nearest to `near`, else before 2050.

    Args:
        text: the date as printed; "circa", ranges ("1960 to 1965"), months and years are read as such.
        near: a year that a two-digit year must be close to.

    Raises:
        InputError: if it is no date, or a day that does not exist such as 31/02/2020.
    """
    plain = " ".join(text.split()).rstrip(".;,")
    circa = bool(_CIRCA.match(plain))
    plain = _CIRCA.sub("", plain)
    try:
        whole = _single(plain, text, near, circa)
        if whole is not None:
            return whole
        ends = _RANGE.match(plain)
        if ends:
            parts = [part for part in ends.groups() if part]
            first, last = (_single(_CIRCA.sub("", part), part, near, circa) for part in parts)
            if first and last:
                return dates.between(first, last, text, circa=circa)
    except InputError:
        raise
    except ValueError:
        raise InputError(f"{quote(text)} is a date that does not exist", hint=_HINT) from None
    raise InputError(f"{quote(text)} cannot be read as a date", hint=_HINT)


def _single(plain: str, text: str, near: int | None, circa: bool) -> PartialDate | None:
    """One date; None when the form is unknown.

    Raises:
        ValueError: if the form is known but the day does not exist.
    """
    if found := _ISO.match(plain):
        return _built(int(found[1]), found[2], found[3], text, circa)
    if found := _DAY_FIRST.match(plain):
        return _built(int(found[3]), str(_month(found[2])), found[1], text, circa)
    if found := _MONTH_FIRST.match(plain):
        return _built(int(found[3]), str(_month(found[1])), found[2], text, circa)
    if (found := _MONTH_YEAR.match(plain)) and found[1].lower() in _MONTHS:
        return _built(int(found[2]), str(_month(found[1])), None, text, circa)
    if found := _NUMERIC.match(plain):
        return _built(_full_year(found[3], near), found[1], found[2], text, circa)
    if found := _DECADE.match(plain):
        start = int(found[1])
        return dates.between(dates.year(start), dates.year(start + 9), text, circa=circa)
    return None


def _built(year: int, month: str | None, day: str | None, text: str, circa: bool) -> PartialDate:
    if month is None:
        return dates.year(year, text, circa=circa)
    if day is None:
        return dates.month(year, int(month), text, circa=circa)
    known = date(year, int(month), int(day))
    return PartialDate(known, known, "day", circa, text)


def _month(name: str) -> int:
    number = _MONTHS.get(name.lower())
    if number is None:
        raise ValueError(name)
    return number


def _full_year(text: str, near: int | None) -> int:
    if len(text) == 4:
        return int(text)
    short = int(text)
    if near is None:
        return 2000 + short if short < 50 else 1900 + short
    return min((1900 + short, 2000 + short), key=lambda year: abs(year - near))
