"""When it happened: dates in a sentence with the granularity that the words fix, against the day of publication.

Own rules for the forms of news prose: a general date parser fails on "last June" and "the end of last year" and turns
"in August" into a day of August. Without a publication date a relative date stays unknown.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lookthrough.evidence import vocabulary
from lookthrough.evidence.grammar.tokens import Token
from lookthrough.evidence.grammar.words import verb_forms
from lookthrough.model.dates import PartialDate, between, day, month, year

_MONTHS = {name[:3].lower(): number for number, name in enumerate(calendar.month_name) if name}
_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_NUMBERS = {
    word: n for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"a": 1, "an": 1}
_UNITS = frozenset(("day", "week", "month", "year"))


@dataclass(frozen=True, slots=True)
class When:
    """A date found at tokens `first` to `last`, the last excluded; "until", "since" and the like stand in `bound`."""

    first: int
    last: int
    date: PartialDate
    bound: str = ""


def dates_in(tokens: Sequence[Token], published: PartialDate | None) -> list[When]:
    """The dates of a sentence, left to right.

    Args:
        tokens: the sentence.
        published: when the article appeared; the day from which "Monday" and "last year" are counted.
    """
    base = published.latest if published is not None and published.granularity in {"day", "month"} else None
    found: list[When] = []
    i = 0
    while i < len(tokens):
        read = _at(tokens, i, base)
        if read is None:
            i += 1
            continue
        value, last = _ranged(tokens, i, *read, base)
        before = tokens[i - 1].lower if i else ""
        bound = before if before in {"until", "since", "before", "after", "by", "till"} else ""
        if tokens[i].lower in {"last", "this"} and before == "of" and i > 1 and tokens[i - 2].lower == "end":
            found.append(When(max(i - 3, 0), last, _end_of(value, tokens, i, last), bound))
        else:
            found.append(When(i, last, value, bound))
        i = last
    return found


def _ranged(
    tokens: Sequence[Token], i: int, value: PartialDate, last: int, base: date | None
) -> tuple[PartialDate, int]:
    """As in "between 2019 and 2021", "from March to June 2020": the range of both dates."""
    before = tokens[i - 1].lower if i else ""
    joint = {"between": "and", "from": "to"}.get(before)
    if joint is None or last >= len(tokens) - 1 or tokens[last].lower not in {joint, "until", "-", "–"}:
        return value, last
    second = _at(tokens, last + 1, base)
    if second is None or second[0].latest < value.earliest:
        return value, last
    return between(value, second[0], _words(tokens, i, second[1])), second[1]


def _words(tokens: Sequence[Token], first: int, last: int) -> str:
    return " ".join(token.text for token in tokens[first:last])


def _end_of(value: PartialDate, tokens: Sequence[Token], first: int, last: int) -> PartialDate:
    return day(value.latest, f"the end of {_words(tokens, first, last)}")


def _at(tokens: Sequence[Token], i: int, base: date | None) -> tuple[PartialDate, int] | None:
    word = tokens[i].lower.strip(".")
    month_number = _MONTHS.get(word[:3]) if word in vocabulary.months() and tokens[i].capital else None
    if month_number:
        return _month_first(tokens, i, month_number, base)
    if word.isdigit() and len(word) <= 2 and i + 1 < len(tokens):
        following = tokens[i + 1].lower.strip(".")
        if following in vocabulary.months() and tokens[i + 1].capital:
            return _day_first(tokens, i, _MONTHS[following[:3]], base)
    if word.isdigit() and len(word) == 4 and 1900 <= int(word) <= 2100 and _is_year(tokens, i):
        return year(int(word), tokens[i].text), i + 1
    if len(word) == 10 and word[4:5] == "-" == word[7:8]:
        try:
            return day(date.fromisoformat(word)), i + 1
        except ValueError:
            return None
    return _relative(tokens, i, word, base) if base is not None else None


def _is_year(tokens: Sequence[Token], i: int) -> bool:
    before = tokens[i - 1].lower if i else ""
    after = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    return before in {
        "in",
        "since",
        "of",
        "by",
        "from",
        "until",
        "during",
        "late",
        "early",
        "mid",
        "(",
        "between",
        "and",
        ",",
    } and after not in {"people", "companies", "entities", "%"}


def _month_first(tokens: Sequence[Token], i: int, number: int, base: date | None) -> tuple[PartialDate, int] | None:
    """As in "October 7, 2019", "Oct. 7", "October 1st", "October 2019", "in October", "last June" (the month alone)."""
    if tokens[i].lower in {"may", "march"} and not _stands_as_month(tokens, i):
        return None
    j = i + 1
    number_of_day = _day_number(tokens, j)
    if number_of_day:
        j += 1
        given, j = _year_at(tokens, j)
        value = _whole((given, number, number_of_day), base, _words(tokens, i, j), _is_ahead(tokens, i, j))
        return (value, j) if value is not None else None
    given, j = _year_at(tokens, j)
    if given:
        return month(given, number, _words(tokens, i, j)), j
    if base is None:
        return None
    last = i > 0 and tokens[i - 1].lower == "last"
    next_one = i > 0 and tokens[i - 1].lower == "next"
    whole = _words(tokens, i - (last or next_one), j)
    if not last and not next_one and _is_ahead(tokens, i, j) is True:
        return month(base.year + (number < base.month), number, whole), j  # "will start in May"
    return month(_nearest_year(number, base, last=last, ahead=next_one), number, whole), j


_PLANNED = frozenset("due set scheduled slated expected planned plans expires".split())
_TO_COME = frozenset("will shall won't 'll would upcoming".split())
_PAST = frozenset("was were had did has have been".split())


def _is_ahead(tokens: Sequence[Token], first: int, last: int) -> bool | None:
    """Do the verbs around a date speak of what is to come, or of what was? None where they do not tell.

    The nearest verb before the date tells, "took effect on Oct. 7"; where none stands before, the nearest behind.
    """
    for nearby in (tokens[max(0, first - 14) : first][::-1], tokens[last : last + 14]):
        for token in nearby:
            if token.text in {";", ":", "—", "–", "”", "“"}:
                break
            if token.lower in _TO_COME | _PLANNED:
                return True
            forms = verb_forms().get(token.lower, ())
            if token.lower in _PAST or (not token.capital and any(shape == "ed" for _, shape in forms)):
                return False
    return None


def _stands_as_month(tokens: Sequence[Token], i: int) -> bool:
    before = tokens[i - 1].lower if i else ""
    after = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    return (
        before
        in {"in", "last", "since", "until", "by", "of", "early", "late", "mid", "from", "this", "next", "on", "and"}
        or after.isdigit()
    )


def _nearest_year(number: int, base: date, *, last: bool, ahead: bool) -> int:
    """The year of a bare month: this year's when it has begun, else last year's; "last June" is never this month's."""
    if ahead:
        return base.year if number > base.month else base.year + 1
    return base.year if number < base.month or (number == base.month and not last) else base.year - 1


def _day_first(tokens: Sequence[Token], i: int, number: int, base: date | None) -> tuple[PartialDate, int] | None:
    given, j = _year_at(tokens, i + 2)
    whole = (given, number, int(tokens[i].text))
    value = _whole(whole, base, _words(tokens, i, j), _is_ahead(tokens, i, j))
    return (value, j) if value is not None else None


def _day_number(tokens: Sequence[Token], j: int) -> int:
    if j >= len(tokens):
        return 0
    digits = tokens[j].lower
    for ending in ("st", "nd", "rd", "th"):
        digits = digits.removesuffix(ending)
    return int(digits) if digits.isdigit() and len(digits) <= 2 and 1 <= int(digits) <= 31 else 0


def _year_at(tokens: Sequence[Token], j: int) -> tuple[int, int]:
    k = j + 1 if j < len(tokens) and tokens[j].text == "," else j
    if (
        k < len(tokens)
        and tokens[k].text.isdigit()
        and len(tokens[k].text) == 4
        and 1900 <= int(tokens[k].text) <= 2100
    ):
        return int(tokens[k].text), k + 1
    return 0, j


def _whole(parts: tuple[int, int, int], base: date | None, text: str, ahead: bool | None) -> PartialDate | None:
    """A day from year (0 where none is printed), month and day; without a year the nearest that the tense allows."""
    given, number, number_of_day = parts
    try:
        if given:
            return day(date(given, number, number_of_day), text)
        if base is None:
            return None
        value = date(base.year, number, number_of_day)
        if ahead is True:
            return day(value.replace(year=base.year + 1) if value < base else value, text)
        past = value > base if ahead is False else (value - base).days >= 60
        return day(value.replace(year=base.year - 1) if past else value, text)
    except ValueError:
        return month(given, number, text) if given else None


def _relative(tokens: Sequence[Token], i: int, word: str, base: date) -> tuple[PartialDate, int] | None:
    after = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    if word in _WEEKDAYS and tokens[i].capital:
        before = tokens[i - 1].lower if i else ""
        back = (base.weekday() - _WEEKDAYS[word]) % 7
        if before == "next":
            return day(base + timedelta(days=7 - back), tokens[i].text), i + 1
        if before == "last" and back == 0:
            back = 7
        return day(base - timedelta(days=back), tokens[i].text), i + 1
    if word in {"today", "yesterday", "tomorrow"}:
        return day(base + timedelta(days={"today": 0, "yesterday": -1, "tomorrow": 1}[word]), tokens[i].text), i + 1
    if word in {"last", "this", "next"} and after in _UNITS - {"day"}:
        step = {"last": -1, "this": 0, "next": 1}[word]
        return _unit(after, step, base, _words(tokens, i, i + 2)), i + 2
    if word in _NUMBERS or word.isdigit():
        singular = after.removesuffix("s")
        if singular in _UNITS and i + 2 < len(tokens) and tokens[i + 2].lower in {"ago", "earlier"}:
            count = _NUMBERS.get(word) or int(word)
            return (_unit(singular, -count, base, _words(tokens, i, i + 3)), i + 3) if count <= 200 else None
    return None


def _unit(unit: str, step: int, base: date, text: str) -> PartialDate:
    if unit == "day":
        return day(base + timedelta(days=step), text)
    if unit == "week":
        monday = base - timedelta(days=base.weekday()) + timedelta(weeks=step)
        return between(day(monday), day(monday + timedelta(days=6)), text)
    if unit == "month":
        months = base.year * 12 + base.month - 1 + step
        return month(months // 12, months % 12 + 1, text)
    return year(base.year + step, text)


def nearest(dates: Sequence[When], first: int, last: int, limit: tuple[int, int]) -> PartialDate | None:
    """The date that belongs to tokens `first` to `last`: inside them, else the nearest within the tokens of `limit`.

    "until" and "before" bound an event from above and "since" from below; the date is then the bound's own.
    """
    inside = [when for when in dates if first <= when.first < last]
    if inside:
        return inside[0].date
    around = [when for when in dates if limit[0] <= when.first < limit[1]]
    if not around:
        return None
    return min(around, key=lambda when: (min(abs(when.first - last), abs(first - when.last)), when.first)).date
