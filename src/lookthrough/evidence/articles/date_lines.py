"""Dates as news pages print them on lines of their own, in many languages: "mardi 8 octobre 2019", "2019年10月8日".

Only whole lines are read here, with the label, weekday and time that stand around the date; dates inside sentences
are another matter. "08/10/2019" is read where the language settles which number is the month, and left open else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from lookthrough.evidence.articles.wordlists import folded, word_list
from lookthrough.model import dates
from lookthrough.model.dates import PartialDate

Label = Literal["published", "updated", ""]

LONGEST = 120  # characters that a date line with label, weekday and time may have
_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_DIGIT = re.compile(r"\d")
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)(-|/|\. ?)(\d{1,2})\2(\d{1,2})(?!\d)")
_SIGNS = re.compile(r"((?:19|20)\d\d)\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_TIME = re.compile(
    r"(?:T|\b)\d{1,2}\s?[:.h時时시點点]\s?[0-5]\d(?:\s?[:.]\s?[0-5]\d(?:\.\d+)?)?\s?分?\s?(?:[ap]\.?\s?m\b\.?)?"
    r"\s?(?:Z\b|[+-]\d{2}:?\d{2}\b)?|\b\d{1,2}\s?[ap]\.?m\b\.?",
    re.IGNORECASE,
)
_MONTH_FIRST = frozenset({"en-us", "en-ph", "en-ca"})


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that says a day, and little else.

    Attributes:
        date: the day; None where the line can mean two days, or is a day without a year.
        text: as printed.
        label: what the line says that it is the date of.
        weekday: whether a weekday is printed, and is that of the date.
        time: whether a time of day is printed.
        doubt: why `date` is None; "" otherwise.
        month_day: the month and day of a date without a year.
    """

    date: PartialDate | None
    text: str
    label: Label = ""
    weekday: bool = False
    time: bool = False
    doubt: str = ""
    month_day: tuple[int, int] | None = None


@cache
def _months() -> dict[str, int]:
    return {folded(w): int(number) for number, words in word_list("date_words")["months"].items() for w in words}


@cache
def _weekdays() -> dict[str, int]:
    return {folded(w): int(number) for number, words in word_list("date_words")["weekdays"].items() for w in words}


@cache
def _filler() -> frozenset[str]:
    return frozenset(folded(w) for w in word_list("date_words")["labels"]["filler"])


@cache
def _labels() -> tuple[tuple[str, Label], ...]:
    table = word_list("date_words")["labels"]
    both: list[tuple[str, Label]] = [(folded(w), "published") for w in table["published"]]
    both += [(folded(w), "updated") for w in table["updated"]]
    return tuple(sorted(both, key=lambda pair: (-len(pair[0]), pair[0])))


def read_date_line(text: str, language: str = "") -> DateLine | None:
    """Read a line that is a date.

    Args:
        text: the line.
        language: of the page, ISO 639-1 or with a country ("en-US"); settles which of two numbers is the month.

    Returns:
        What it says; None where it says other things as well, or no date.
    """
    line = text.strip()
    if not 5 <= len(line) <= LONGEST or not _DIGIT.search(line):
        return None
    rest, label = _without_label(folded(line))
    rest = rest.translate(_PLAIN_DIGITS)
    for pattern, order in ((_ISO, "ymd"), (_SIGNS, "ymd"), (_NUMERIC, "")):
        if found := pattern.search(rest):
            outside = rest[: found.start()] + " " + rest[found.end() :]
            return _numeric(found, order, outside, line, label, language)
    return _worded(rest, line, label)


_PLAIN_DIGITS = {0x660 + n: str(n) for n in range(10)} | {0x6F0 + n: str(n) for n in range(10)}


def _without_label(line: str) -> tuple[str, Label]:
    for words, label in _labels():
        if line.startswith(words) and (words[-1] > "\u2e80" or not line[len(words) : len(words) + 1].isalpha()):
            return line[len(words) :].lstrip(" :\uff1a.\u2013\u2014-"), label
    return line, ""


def label_alone(text: str) -> Label:
    """What a line labels that is a label and nothing else ("Published:"), its date standing on the next line."""
    line = folded(text).rstrip(" :\uff1a")
    return next((label for words, label in _labels() if line == words), "") if len(text) <= 30 else ""


def _numeric(found: re.Match[str], order: str, outside: str, line: str, label: Label, language: str) -> DateLine | None:
    spare, weekday, time = _around(outside)
    if spare:
        return None
    if order == "ymd":
        groups = [int(g) for g in found.groups() if g.isdigit()]
        year, month, day = groups
    else:
        first, separator, second, year = int(found[1]), found[2], int(found[3]), int(found[4])
        settled = _which_is_month(first, second, separator, language)
        if settled is None:
            doubt = f"{found[0]} can be two days: which number is the month is not said"
            return DateLine(None, line, label, weekday is not None, time, doubt)
        month, day = settled
    return _dated(year, month, day, line, label, weekday, time)


def _which_is_month(first: int, second: int, separator: str, language: str) -> tuple[int, int] | None:
    if first > 12 or separator == "." or first == second:
        return second, first
    if second > 12:
        return first, second
    known = language.lower().replace("_", "-")
    if known in _MONTH_FIRST:
        return first, second
    return (second, first) if known and known != "en" else None


def _around(outside: str) -> tuple[int, int | None, bool]:
    """Words of the line that are neither date nor time nor label; the weekday; whether a time is printed."""
    bare = _TIME.sub(" ", outside)
    weekday, spare = None, 0
    for token in _TOKEN.findall(bare):
        if token in _weekdays():
            weekday = _weekdays()[token]
        elif token not in _filler() and not token.isdigit():
            spare += 1
    return spare, weekday, bare != outside


def _worded(rest: str, line: str, label: Label) -> DateLine | None:
    bare = _TIME.sub(" ", rest)
    month = weekday = None
    numbers: list[int] = []
    ahead: list[bool] = []
    for token in _joined(_TOKEN.findall(bare)):
        if token in _months() and (month is None or token not in _weekdays()):
            if month is not None and token not in _filler():
                return None
            month = _months()[token]
        elif token in _weekdays():
            weekday = _weekdays()[token]
        elif token.isdigit():
            numbers.append(int(token))
            ahead.append(month is None)
        elif token not in _filler():
            return None
    if month is None:
        return None
    years = [n for n in numbers if 1900 <= n <= 2100]
    days = [n for n in numbers if 1 <= n <= 31]
    time = bare != rest
    if len(days) != 1 or len(years) > 1 or len(numbers) > 2:
        return _month_of_year(years, days, month, line, label)
    if not years:
        if len(numbers) > 1:
            return None
        doubt = "the day is printed without a year"
        return DateLine(None, line, label, weekday is not None, time, doubt, (month, days[0]))
    return _dated(years[0], month, days[0], line, label, weekday, time)


def _joined(tokens: list[str]) -> list[str]:
    """Tokens with ordinal endings dropped and words of two parts ("كانون الثاني", "יום שני") put together."""
    known = _months().keys() | _weekdays().keys()
    out: list[str] = []
    for token in tokens:
        if out and f"{out[-1]} {token}" in known:
            out[-1] = f"{out[-1]} {token}"
        else:
            out.append(token)
    return out


def _month_of_year(years: list[int], days: list[int], month: int, line: str, label: Label) -> DateLine | None:
    if len(years) != 1 or days:
        return None
    return DateLine(dates.month(years[0], month, line), line, label)


def _dated(
    year: int, month: int, day: int, line: str, label: Label, weekday: int | None, time: bool
) -> DateLine | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    if weekday is not None and found.weekday() != weekday:
        doubt = f"the weekday printed is not that of {found.isoformat()}"
        return DateLine(None, line, label, weekday=True, time=time, doubt=doubt)
    return DateLine(dates.day(found, line), line, label, weekday is not None, time)
