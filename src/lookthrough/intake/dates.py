"""Dates as people print them: read where they are clear, kept as a range where two days are meant.

"10/03/2022" is 10 March in most of the world and 3 October in the United States. It comes back as the range of both
unless the other cells of the column have told which order is used; the caller records the issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from lookthrough.errors import InputError, quote
from lookthrough.model.dates import PartialDate, between, day, from_iso, month, year

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar jänner janvier janv enero ene",
            "feb february februar février févr fév febrero",
            "mar march märz mrz mär mars marzo",
            "apr april avril avr abril abr",
            "may mai mayo",
            "jun june juni juin junio",
            "jul july juli juillet juil julio",
            "aug august août aout agosto ago",
            "sep sept september septembre septiembre",
            "oct october oktober okt octobre octubre",
            "nov november novembre noviembre",
            "dec december dezember dez décembre déc diciembre dic",
        ),
        start=1,
    )
    for name in names.split()
}
_CIRCA = re.compile(r"^(?:circa|ca\.?|c\.|about|approx\.?|approximately|~)\s*", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:(?:fund\s+)?holdings\s+)?(?:as\s+of|as\s+at|per|stand|au|a\s+fecha\s+de|date)\b\s*:?\s*", re.IGNORECASE
)
_TIME = re.compile(
    r"(?<=\d)[T ]+\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:[ap]m)?\s*(?:Z|UTC|GMT|EST|EDT|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})")
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|\.)?[\s./-]*(?:de\s+|of\s+)?([^\W\d_]+)\.?[\s.,/-]*(?:de\s+)?(\d{4}|\d{2})"
)
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?[\s-]*(\d{1,2})(?:st|nd|rd|th)?\s*,?[\s-]\s*(\d{4}|\d{2})")
_PART_OF_YEAR = re.compile(
    r"(?P<year>\d{4})[\s/.-]*(?P<kind>[QH])\s?(?P<of>\d)|(?P<sort>[QH])\s?(?P<behind>\d)[\s/.,-]*(?P<after>\d{4})",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\s*[–—]\s*|\s+-\s+|\s+(?:to|until|through|bis|à|al|до)\s+|(?<=^\d{4})-(?=\d{4}$)|(?<=[^\W\d_])-(?=[^\W\d_])"
)
_MONTH_ONLY = re.compile(r"([^\W\d_]+)\.?[\s,-]*(\d{4})")


def parse_date(text: str, *, day_first: bool | None = None) -> PartialDate | None:
    """Read one printed date.

    Args:
        text: the cell; words such as "as of" and a time of day are dropped.
        day_first: the order of the column's numeric dates when it is known; dots ("10.03.2022") always mean day
            first.

    Returns:
        The date at its own granularity; a "range" for "10/03/2022" when the order is not known; None when the cell
        is blank or "-". A two-digit year up to 68 is of this century, later ones of the last ("94" is 1994).

    Raises:
        InputError: if it is no date, or a day that does not exist such as 31/02.
    """
    body = _TIME.sub("", _LEAD.sub("", text.strip())).strip().strip(",;")
    if body.lower() in {"", "-", "--", "n/a", "na", "null", "none", "unknown"}:
        return None
    circa = bool(_CIRCA.match(body))
    body = _CIRCA.sub("", body)
    try:
        found = _read(body, text, day_first) if len(body) <= 60 else None
    except ValueError:
        raise InputError(f"{quote(text)} names a day that does not exist") from None
    if found is None:
        raise InputError(f"{quote(text)} is not a date", hint="write YYYY-MM-DD, e.g. 2019-10-09")
    return PartialDate(found.earliest, found.latest, found.granularity, circa, text) if circa else found


def parse_period(text: str, *, day_first: bool | None = None) -> PartialDate | None:
    """Read a quarter, half a year, or a stretch from one date to another; None where the text is none of these.

    Args:
        text: the cell: "2023 Q2", "Q2/2023", "H1 2024", "2021-2023", "Jan-Mar 2022", "3 May to 8 June 2022".
        day_first: as in `parse_date`.

    Returns:
        All days from the first to the last. A quarter and a half are those of the calendar: a "fiscal" one is not read.
    """
    body = " ".join(text.split())
    if part := _PART_OF_YEAR.fullmatch(body):
        number, full = int(part["of"] or part["behind"]), int(part["year"] or part["after"])
        length = 3 if (part["kind"] or part["sort"]).upper() == "Q" else 6
        if not 1 <= number <= 12 // length or full < 1:
            return None
        return between(month(full, (number - 1) * length + 1), month(full, number * length), text)
    ends = _TO.split(body)
    if len(ends) != 2:
        return None
    if not re.search(r"\d{4}", ends[0]) and (full_year := re.search(r"\d{4}$", ends[1])):
        ends[0] = f"{ends[0]} {full_year[0]}"
    try:
        first, last = (parse_date(end, day_first=day_first) for end in ends)
        if not first or not last or first.circa or last.circa or "range" in (first.granularity, last.granularity):
            return None
        return between(first, last, text)
    except InputError:
        return None


def _read(body: str, text: str, day_first: bool | None) -> PartialDate | None:
    if match := _ISO.fullmatch(body) or _COMPACT.fullmatch(body):
        return day(date(int(match[1]), int(match[2]), int(match[3])), text)
    if re.fullmatch(r"\d{4}", body):
        return year(int(body), text)
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})", body):
        return month(int(match[1]), int(match[2]), text)
    if re.fullmatch(r"\d{4}(?:-\d\d){0,2}/\d{4}(?:-\d\d){0,2}", body):
        return from_iso(body, text)
    if match := _NUMBERS.fullmatch(body):
        return _numeric(match, text, day_first)
    return _worded(body, text)


def _numeric(match: re.Match[str], text: str, day_first: bool | None) -> PartialDate:
    first, second, full = int(match[1]), int(match[3]), _full_year(match[4])
    if match[2] == "." or first > 12:
        return day(date(full, second, first), text)
    if second > 12:
        return day(date(full, first, second), text)
    if first == second or day_first is not None:
        number, which = (second, first) if day_first in (True, None) else (first, second)
        return day(date(full, number, which), text)
    one, other = sorted((date(full, second, first), date(full, first, second)))
    return between(day(one), day(other), text)


def _worded(body: str, text: str) -> PartialDate | None:
    if match := _DAY_FIRST.fullmatch(body):
        number = _MONTHS.get(match[2].lower())
        return day(date(_full_year(match[3]), number, int(match[1])), text) if number else None
    if match := _MONTH_FIRST.fullmatch(body):
        number = _MONTHS.get(match[1].lower())
        return day(date(_full_year(match[3]), number, int(match[2])), text) if number else None
    if match := _MONTH_ONLY.fullmatch(body):
        number = _MONTHS.get(match[1].lower())
        return month(int(match[2]), number, text) if number else None
    return None


def _full_year(text: str) -> int:
    number = int(text)
    if len(text) == 4:
        return number
    return number + (2000 if number <= 68 else 1900)


def two_digit_year(text: str) -> bool:
    """Does the date's year stand with two digits, so that its century is a guess?"""
    body = text.strip()
    match = _NUMBERS.fullmatch(body) or _DAY_FIRST.fullmatch(body) or _MONTH_FIRST.fullmatch(body)
    return bool(match and len(match[match.re.groups]) == 2)


def _exists(full: int, number: int, of_month: int) -> bool:
    try:
        date(full, number, of_month)
    except ValueError:
        return False
    return True


def order_of(texts: Iterable[str]) -> bool | None:
    """Whether a column prints the day first, from the dates that can be read one way only.

    Returns:
        True, False, or None when no date decides or they contradict each other. A day that does not exist decides
        nothing.
    """
    seen: set[bool] = set()
    for text in texts:
        match = _NUMBERS.fullmatch(text.strip())
        if match and match[2] != ".":
            first, second = int(match[1]), int(match[3])
            if first > 12 and _exists(_full_year(match[4]), second, first):
                seen.add(True)
            elif second > 12 and _exists(_full_year(match[4]), first, second):
                seen.add(False)
    return seen.pop() if len(seen) == 1 else None
