"""Numbers in the names of bodies: "54th", "first", "forty-four" and "VIII" are read as digits.

Numbers tell sister units apart ("54th Research Institute", "Factory 624", "Partners VII"), so every way of writing
one must come out the same. Sources: English number words, and Roman numerals up to 49.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

#: Roman numerals that are read; higher ones are more often words or initials, and so is "XL".
HIGHEST_ROMAN, _INITIALS = 49, "xl"
#: Words that only announce a number: "No. 54".
SIGNS = frozenset(("no", "nr", "num", "number", "numero"))

_UNITS = (
    ("one", "first"), ("two", "second"), ("three", "third"), ("four", "fourth"), ("five", "fifth"), ("six", "sixth"),
    ("seven", "seventh"), ("eight", "eighth"), ("nine", "ninth"), ("ten", "tenth"), ("eleven", "eleventh"),
    ("twelve", "twelfth"), ("thirteen", "thirteenth"), ("fourteen", "fourteenth"), ("fifteen", "fifteenth"),
    ("sixteen", "sixteenth"), ("seventeen", "seventeenth"), ("eighteen", "eighteenth"), ("nineteen", "nineteenth"),
)  # fmt: skip
_TENS = (
    ("twenty", "twentieth"), ("thirty", "thirtieth"), ("forty", "fortieth"), ("fifty", "fiftieth"),
    ("sixty", "sixtieth"), ("seventy", "seventieth"), ("eighty", "eightieth"), ("ninety", "ninetieth"),
)  # fmt: skip
#: Usual misspellings of number words.
_MISSPELT = {"fourty": 40, "fourtieth": 40, "fourtyfour": 44, "fivth": 5, "nineth": 9, "twelvth": 12, "ninty": 90}
_ORDINAL_ENDINGS = ("st", "nd", "rd", "th")
_PAIR = 2
#: "No1": a sign and its number without a blank.
_SIGNED = re.compile(f"(?:{'|'.join(sorted(SIGNS))})([0-9]+)")
#: A word with a number behind it, in digits or a Roman numeral that hardly any word ends with ("chemix" does with 9).
_GLUED = re.compile("([a-z]{3,}?)(?:([0-9]+)|([vx]*(?:ii+|iv)))")
#: Digits of a group of thousands, and of the first of them.
_GROUP = 3


def number_at(words: Sequence[str], position: int) -> tuple[str, int]:
    """The number that stands at a position, in digits, and how many words it takes; ("", 0) for none.

    Args:
        words: plain words of a name.
        position: where to look.
    """
    word = words[position]
    if word in SIGNS and position + 1 < len(words):
        after = words[position + 1]
        text, width = (_digits(after), 1) if after.isdigit() else number_at(words, position + 1)
        return (text, width + 1) if width else ("", 0)
    if word[0].isdigit():
        return (_digits(word), 1) if word.isdigit() else _ordinal(word)
    if word[-1].isdigit():
        signed = _SIGNED.fullmatch(word)
        return (_digits(signed[1]), 1) if signed else ("", 0)
    value = _spelt().get(word)
    if value is None:
        return _roman(words, position)
    if value >= 20 and value % 10 == 0 and position + 1 < len(words):
        after = words[position + 1]
        unit = int(after) if len(after) == 1 and after.isdigit() else _spelt().get(after, 0)
        if 0 < unit < 10:
            return str(value + unit), _PAIR
    return str(value), 1


def _digits(digits: str) -> str:
    """A number without the zeros that fill up its front: "007" is "7"."""
    return digits.lstrip("0") or "0"


def _ordinal(word: str) -> tuple[str, int]:
    return (word[:-2], 1) if word[-2:] in _ORDINAL_ENDINGS and word[:-2].isdigit() else ("", 0)


def _roman(words: Sequence[str], position: int) -> tuple[str, int]:
    """A Roman numeral of two letters or more behind another word; a single letter is left to the reader of the name."""
    value = _romans().get(words[position]) if position else None
    return (str(value), 1) if value and len(words[position]) > 1 else ("", 0)


def number_behind(word: str) -> tuple[str, str]:
    """The letters of a word and the number that is written behind them without a blank: "plant12", "fundiii".

    Returns:
        The letters, and the number as written; ("", "") for none. What looks like a Roman numeral may be a word's own
        end ("Minskii"), so it is for the caller to know the letters as a word.
    """
    found = _GLUED.fullmatch(word)
    return (found[1], found[2] or found[3]) if found and (found[2] or found[3] in _romans()) else ("", "")


def parts_a_number(left: str, right: str) -> bool:
    """Does the blank between two words part two numbers, so that the words must not be run together?

    "Plant 12 3" is not "Plant 1 23", nor "Unit A1 20" "Unit A 120"; but "1 000" is "1000".
    """
    return left[-1].isdigit() and right[0].isdigit() and not is_thousands(left, right)


def is_thousands(left: str, right: str) -> bool:
    """May two words be one number whose thousands a blank sets apart?"""
    return len(left) <= _GROUP == len(right) and left.isdigit() and right.isdigit()


def roman_letter(letter: str) -> str:
    """The digit that a single letter at the end of a name stands for ("Partners V"); "" for none."""
    return {"i": "1", "v": "5", "x": "10"}.get(letter, "")


@cache
def _spelt() -> Mapping[str, int]:
    """Number words and ordinals up to 99, those of two parts written as one word."""
    table = {word: value for value, words in enumerate(_UNITS, 1) for word in words}
    for tens, (cardinal, ordinal) in enumerate(_TENS, 2):
        table |= {cardinal: 10 * tens, ordinal: 10 * tens}
        table |= {cardinal + word: 10 * tens + unit for unit, words in enumerate(_UNITS[:9], 1) for word in words}
    return _MISSPELT | table


@cache
def _romans() -> Mapping[str, int]:
    tens = ("", "x", "xx", "xxx", "xl")
    units = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    table = {tens[value // 10] + units[value % 10]: value for value in range(1, HIGHEST_ROMAN + 1)}
    return {numeral: value for numeral, value in table.items() if numeral != _INITIALS}
