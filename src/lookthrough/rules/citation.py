"""Federal Register citations as lists print them, read for the day that they name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

_DAY = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_PAGE = re.compile(r"\b\d+\s+F\.?\s?R\.?\s+\d+", re.IGNORECASE)


def cited_day(citation: str) -> date | None:
    """The day that a citation prints: "84 FR 54004, 10/9/19" is 9 October 2019.

    Two-digit years from 60 on are of the twentieth century: the Export Administration Regulations are younger than
    that. A citation without a day, or with one that does not exist, gives None.
    """
    if found := _ISO.search(citation):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY.search(citation):
        year = int(found[3])
        if len(found[3]) == 2:
            year += 1900 if year >= 60 else 2000
        return _day(year, int(found[1]), int(found[2]))
    return None


def cited_page(citation: str) -> str:
    """The volume and page, "84 FR 54004", or the whole citation where no page can be read."""
    found = _PAGE.search(citation)
    return found[0] if found else citation.strip()


def first_day(citations: Iterable[str]) -> date | None:
    """The earliest day that any of the citations prints; None when none prints one."""
    return min((day for day in map(cited_day, citations) if day), default=None)


def later_than(citations: Iterable[str], as_of: date) -> tuple[str, ...]:
    """Citations of notices that appeared after the day, each as "85 FR 44161 of 2020-07-22", oldest first."""
    dated = [(day, cited_page(text)) for text in citations if (day := cited_day(text)) and day > as_of]
    return tuple(f"{page} of {day}" for day, page in sorted(dated))


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
