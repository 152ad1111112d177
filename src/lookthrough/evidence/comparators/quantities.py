"""Numbers as intervals, and counted things as they stand in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from lookthrough.evidence.comparators.lexicon import WORD, fields_of, plain_words, singular
from lookthrough.model.claim import Amount
from lookthrough.names.numbers import number_at

Interval = tuple[Fraction | None, Fraction | None]

#: How far "about" reaches to either side where the words give no bounds, and what rounding may hide.
ABOUT = Fraction(1, 10)
_SCALED = re.compile(r"\b(?:thousand|million|billion|trillion|m|bn|tn|k|per ?cent|%)\b|%", re.IGNORECASE)
_DIGITS = re.compile(r"\d[\d,]*(?:\.(\d+))?")
#: Up to this a printed number is a count of single things, above it may be rounded.
COUNTED_OUT = 1_000


def interval(amount: Amount) -> Interval:
    """The numbers that the words allow; an end is None where it is open.

    "About" without bounds reaches a tenth to either side. A large or scaled number may be rounded: it reaches half of
    its last printed digit to either side ("7 billion" is 6.5 to 7.5).
    """
    low, high = amount.low, amount.high
    if low is None or high is None or low != high:
        return low, high
    slack = abs(low) * ABOUT if amount.comparator == "about" else _rounding(amount.text, low)
    return low - slack, high + slack


def _rounding(text: str, value: Fraction) -> Fraction:
    digits = _DIGITS.search(text)
    if digits is None:
        return Fraction(0)
    printed = Fraction(digits.group().replace(",", ""))
    if _SCALED.search(text) and printed:
        return abs(value / printed) * Fraction(1, 10 ** len(digits[1] or "")) / 2
    if abs(value) < COUNTED_OUT or value.denominator != 1:
        return Fraction(0)
    whole = str(abs(int(value)))
    return Fraction(10 ** (len(whole) - len(whole.rstrip("0")))) / 2 if whole.endswith("00") else Fraction(0)


def apart(one: Interval, other: Interval) -> bool:
    """Do two intervals share no number?"""
    return _below(one, other) or _below(other, one)


def _below(one: Interval, other: Interval) -> bool:
    return one[1] is not None and other[0] is not None and one[1] < other[0]


@dataclass(frozen=True, slots=True)
class CountedThing:
    """A number with the thing that it counts, as a sentence prints them.

    Attributes:
        number: exact.
        words: the noun with its adjectives, as printed.
        start, end: in the sentence, the end excluded.
        numeral: a number is written; "a police college" counts as one without one.
    """

    number: int
    words: str
    start: int
    end: int
    numeral: bool

    @property
    def head(self) -> str:
        """The noun that is counted, singular."""
        return head_of(self.words)

    @property
    def printed(self) -> str:
        """Number and noun."""
        return f"{self.number} {self.words}" if self.numeral else f"1 ({self.words})"


_ENDS_NOUN = frozenset(
    [
        "in",
        "of",
        "from",
        "to",
        "for",
        "on",
        "over",
        "at",
        "by",
        "with",
        "that",
        "which",
        "who",
        "whom",
        "whose",
        "and",
        "or",
        "but",
        "as",
        "were",
        "are",
        "was",
        "is",
        "be",
        "been",
        "being",
        "has",
        "have",
        "had",
        "will",
        "would",
        "include",
        "includes",
        "included",
        "including",
        "comprise",
        "comprises",
        "comprised",
        "comprising",
        "consist",
        "consists",
        "consisted",
        "into",
        "under",
        "within",
        "against",
        "about",
        "after",
        "before",
        "during",
        "since",
        "than",
        "though",
        "while",
        "because",
    ]
)
_ARTICLES = frozenset(("a", "an"))
_NOT_THINGS = re.compile(
    r"(?:per ?cent|%|percent|million|billion|trillion|thousand|hundred|years?|months?|weeks?|days?|hours?|minutes?"
    r"|times|dollars?|euros?|pounds?|yuan|miles?|km|kilomet\w+|p\.?m\.?|a\.?m\.?|january|february|march|april|may|june|july|august|september|october|november"
    r"|december)$",
    re.IGNORECASE,
)
_LONGEST_NOUN = 7
_WHOLE = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?![\d.,]*\d)(?!\w)")


def head_of(words: str) -> str:
    """The noun of a phrase, singular: its last plural word, else its last word."""
    own = [word for word in plain_words(words) if word.isalpha() or "-" in word]
    plural = [word for word in own if singular(word) != word]
    return singular((plural or own or [""])[-1])


def kinds_of(words: str) -> frozenset[str]:
    """What kind of thing is counted: classes of the word list, else the noun itself."""
    head = head_of(words)
    return fields_of("counted", head) or frozenset((head,) if head else ())


def counted_at(sentence: str, start: int) -> CountedThing | None:
    """The counted thing that begins at a place: a numeral or "a"/"an" with its noun; None for anything else."""
    first = WORD.match(sentence, start)
    if first is None:
        return None
    number, place = _number(sentence, first)
    numeral = number is not None
    if number is None:
        if first.group().casefold() not in _ARTICLES:
            return None
        number, place = 1, first.end()
    end, words = _noun(sentence, place, several=number > 1)
    if not words or _NOT_THINGS.match(words[0]) or _NOT_THINGS.match(words[-1]):
        return None
    return CountedThing(number, sentence[place:end].strip(), start, end, numeral)


def _number(sentence: str, first: re.Match[str]) -> tuple[int | None, int]:
    digits = _WHOLE.match(sentence, first.start())
    if digits:
        return int(digits.group().replace(",", "")), digits.end()
    second = WORD.match(sentence, first.end() + 1)
    words = first.group().casefold().split("-")
    if len(words) == 1 and second is not None:
        words.append(second.group().casefold())
    if words[0].isdigit() or len(words[0]) < 3:
        return None, first.end()
    text, width = number_at(words, 0)
    if not text.isdigit() or words[0].endswith(("th", "st", "nd", "rd")):
        return None, first.end()
    return int(text), (second.end() if width == 2 and "-" not in first.group() and second else first.end())


def _noun(sentence: str, place: int, *, several: bool) -> tuple[int, list[str]]:
    """Where the noun behind a number ends, and its words: behind "28 government and business" it is still to come."""
    words: list[str] = []
    end = place
    while len(words) < _LONGEST_NOUN:
        following = WORD.match(sentence, end + 1) if sentence[end : end + 1] in (" ", "\u00a0") else None
        joins = following is not None and several and bool(words) and following.group() in ("and", "or")
        if following is None or (following.group().casefold() in _ENDS_NOUN and not (joins and not _plural(words))):
            break
        words.append(following.group())
        end = following.end()
    return end, words


def _plural(words: list[str]) -> bool:
    return any(singular(word.casefold()) != word.casefold() for word in words)


@lru_cache(maxsize=1 << 12)
def counted_things(sentence: str) -> tuple[CountedThing, ...]:
    """Everything that a sentence counts with a numeral, in order."""
    found: list[CountedThing] = []
    for word in WORD.finditer(sentence):
        if found and word.start() < found[-1].end:
            continue
        thing = counted_at(sentence, word.start())
        if thing is not None and thing.numeral:
            found.append(thing)
    return tuple(found)
