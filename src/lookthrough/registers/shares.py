"""Shares as people and registers print them: exact, as bands, with open or closed ends, or not at all.

What a text says is kept apart from what it means: "more than 50 %" is above one half and not one half; "25-50%" has
both ends closed, for it does not say more; "approximately 50 %" bounds nothing and is unknown, with an issue.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from functools import cache, lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal

from lookthrough.errors import InputError, Issues, Place, quote
from lookthrough.intake.numbers import is_missing
from lookthrough.model.share import Share, exact_number

Unit = Literal["percent", "fraction", ""]
"""How a number without a sign of its own is meant; "" is not known."""

_NUMBER = r"[+\-]?(?:[0-9]{1,60}(?:[.,][0-9]{1,60})?|\.[0-9]{1,60})(?:[eE][+\-]?[0-9]{1,2})?"
_TOKEN = re.compile(
    rf"(?:(?P<whole>[0-9]{{1,3}}) )?(?P<ratio>[0-9]{{1,60}}\s*/\s*[0-9]{{1,60}})|(?P<number>{_NUMBER})|(?P<percent>%)"
)
_INTERVAL = re.compile(rf"([\[(])\s*({_NUMBER})\s*%?\s*[;,]\s+?({_NUMBER})\s*%?\s*([\])])")
#: "50%", "12.5 %", "0.125" or "1/3": how most tables print shares.
_USUAL = re.compile(r"\s*([0-9]{1,15})(?:\.([0-9]{1,15})|/([0-9]{1,15}))?( ?%)?\s*", re.ASCII)
#: "50,000" is fifty thousand to one reader and fifty to another; "0,500" starts with no thousand.
_THOUSANDS = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2},[0-9]{3}(?![0-9])")
_ASIDE = re.compile(r"\s*\([^()0-9]*\)$")
_AND = re.compile(r"\s*(?:\bbut\b|\band\b|;|,\s|\bund\b|\bet\b|但|\s-\s(?=most|below|least|above))\s*")
_RANGE = re.compile(rf"({_NUMBER})\s*(%?)\s*(?:-|to|until|bis|à|a|до|至|~|\s)\s*({_NUMBER})\s*(%?)")
_HUNDRED = 100
#: Signs of numbers in Arabic letters: per cent, decimal mark.
_SIGNS = MappingProxyType({"\u066a": "%", "\u066b": "."})
_VULGAR = frozenset("¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞")
_HINT = 'write "1/2", "50 %", "25-50 %" or "more than 50 %"'


@cache
def vocabulary() -> Mapping[str, Any]:
    """The resource as parsed TOML: headers of tables, and the words of bounds. Not to be changed."""
    text = resources.files("lookthrough.resources").joinpath("ownership.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))


@cache
def _bounds() -> tuple[tuple[str, str], ...]:
    """(words, bound) with the longest first, so that "not more than" goes before "more than"."""
    pairs = [(words, bound) for bound, phrases in vocabulary()["bounds"].items() for words in phrases]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@lru_cache(maxsize=65_536)
def read_share(text: str, unit: Unit = "") -> Share:
    """Read one printed share.

    Args:
        text: the cell.
        unit: what a number without "%" and without "/" means. Where it is not known, numbers above 1 are per cent, and
            a number from 0 to 1 can be either: the share then lies between both readings (`is_ambiguous` tells it).

    Returns:
        The share with the text as printed; unknown for a blank or "n/a".

    Raises:
        InputError: if it is no share, negative, above the whole, a range that ends before it begins, an
            approximation, which bounds nothing, or a bare number that may be one of thousands ("50,000").
    """
    if (usual := _usual(text, unit)) is not None:
        return usual
    body = _plain(text)
    if is_missing(body) or body in vocabulary()["words"]["unknown"]:
        return Share(text=text.strip())
    if len(body) > 200:
        raise InputError(f"{quote(text)} is not a share", hint=_HINT)
    if body in vocabulary()["words"]["whole"]:
        return Share(Fraction(1), Fraction(1), text.strip())
    if body in vocabulary()["words"]["majority"]:
        return Share(Fraction(1, 2), Fraction(1), text.strip(), low_open=True)
    if body in vocabulary()["words"]["minority"]:
        return Share(Fraction(0), Fraction(1, 2), text.strip(), high_open=True)
    if "%" not in body and _THOUSANDS.search(body):
        hint = 'a comma with three digits behind it may part thousands: print "%" behind the number'
        raise InputError(f"{quote(text)} can be a number of shares as well as a part", hint=hint)
    if "%%" in body.replace(" ", ""):
        raise InputError(f"{quote(text)} has more than one % behind a number", hint=_HINT)
    share = _interval(body) or _range(body, unit) or _clauses(body, text, unit)
    if share.low < 0 or share.high < 0:
        raise InputError(f"{quote(text)} is negative", hint="a share lies between 0 and 100 %")
    if share.low > 1 or share.high > 1:
        raise InputError(f"{quote(text)} is more than the whole", hint="a share lies between 0 and 100 %")
    if not share.is_possible:
        raise InputError(f"{quote(text)} ends before it begins", hint=_HINT)
    return replace(share, text=text.strip())


def _usual(text: str, unit: Unit) -> Share | None:
    """Read what most tables print, in a tenth of the time; None for all else, and for what is no part of a whole."""
    found = _USUAL.fullmatch(text)
    if found is None:
        return None
    whole, part, below, marked = found.groups()
    if below is None:
        top, bottom = int(whole + (part or "")), 10 ** len(part or "")
        hundredth = bool(marked) or unit != "fraction"
    else:
        top, bottom = int(whole), int(below)
        if marked or not bottom or (top + bottom == _HUNDRED and unit != "fraction"):
            return None
        hundredth = False
    low = Fraction(top, bottom * _HUNDRED if hundredth else bottom)
    either = below is None and not marked and not unit and 0 < top <= bottom
    return Share(low, low * _HUNDRED if either else low, text.strip()) if low <= 1 else None


def share_or_unknown(text: str, issues: Issues, place: Place, unit: Unit = "") -> Share:
    """As `read_share`; what cannot be read is an issue and stays unknown with its text."""
    try:
        share = read_share(text, unit)
    except InputError as error:
        issues.error("bad-share", f"{error.message}; the share stays unknown", place, error.hint or _HINT)
        return Share(text=text.strip())
    if not unit and is_ambiguous(text):
        issues.warn(
            "ambiguous-share",
            f"{quote(text)} can be per cent or a part of one; the share is taken to lie between both",
            place,
            'print "%" beside the number or in the header',
        )
    return share


@lru_cache(maxsize=65_536)
def is_ambiguous(text: str) -> bool:
    """Does a bare number from 0 to 1 stand in it, which one reader takes for per cent and another for a part of one?"""
    usual = _USUAL.fullmatch(text)
    if usual and (usual[3] or usual[4]):
        return False
    body = _plain(text)
    if "%" in body or "/" in body or len(body) > 200:
        return False
    numbers = [match["number"] for match in _TOKEN.finditer(body) if match["number"]]
    try:
        values = [abs(exact_number(number.replace(",", "."))) for number in numbers]
    except InputError:
        return False
    return bool(values) and 0 < max(values) <= 1


def unit_of(header: str, cells: Iterable[str]) -> Unit:
    """What bare numbers of a column mean: by its header, else by numbers that can be read one way only.

    A number above 1 proves per cent. Numbers that are all at most 1 prove nothing, and it stays "".
    """
    words = _plain(header)
    if "%" in words or any(mark in words.split() for mark in vocabulary()["words"]["percent"]):
        return "percent"
    if any(mark in words.split() for mark in vocabulary()["words"]["fraction"]):
        return "fraction"
    for cell in cells:
        body = _plain(cell).replace(",", ".")
        with suppress(InputError):
            if re.fullmatch(_NUMBER, body) and not _THOUSANDS.search(cell) and _exact(body, cell) > 1:
                return "percent"
    return ""


def _plain(text: str) -> str:
    """The text as it is read: letters and signs of one kind, without words that only say that it is a share."""
    for letter in dict.fromkeys(text):
        if letter in _VULGAR:
            text = text.replace(letter, f" {unicodedata.normalize('NFKC', letter)}".replace("\u2044", "/"))
    body = unicodedata.normalize("NFKC", text).casefold().replace("\u2212", "-").replace("\u2013", "-")
    if not body.isascii():
        body = "".join(_SIGNS.get(c) or (str(unicodedata.decimal(c)) if c.isdecimal() else c) for c in body)
    body = body.replace("\u2014", "-").rstrip(" .;").lstrip(" ;")
    for word in ("per cent", "percent", "prozent", "pct", "pour cent", "por ciento"):
        body = body.replace(word, "%")
    body = _ASIDE.sub("", " ".join(body.split()))
    if "%" in body or "/" in body:  # "50 shares" is a number of shares, and no share
        body = " ".join(_saying_nothing().sub(" ", body).split())
    return re.sub(r"(?<=[0-9%])\s?\+$", " or more", body)


@cache
def _saying_nothing() -> re.Pattern[str]:
    words = sorted(vocabulary()["words"]["said_beside"], key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(w)}\b" if w.isascii() else re.escape(w) for w in words))


def _exact(number: str, text: str) -> Fraction:
    try:
        return exact_number(number.replace(",", "."))
    except InputError:
        raise InputError(f"{quote(text)} is not a share", hint=_HINT) from None


def _scaled(number: str, marked: bool, unit: Unit) -> tuple[Fraction, Fraction]:
    """The least and the most that a number can mean."""
    value = _exact(number, number)
    if marked or unit == "percent":
        return value / 100, value / 100
    if unit == "fraction":
        return value, value
    return (value / 100, value) if 0 < value <= 1 else (value / 100, value / 100)


def _interval(body: str) -> Share | None:
    """Read "[25%, 50%]" or "(25 %; 50 %]", a round bracket leaving its end out; None when it is none."""
    found = _INTERVAL.fullmatch(body)
    if found is None:
        return None
    low, high = (_exact(number, body) / 100 for number in (found[2], found[3]))
    return Share(low, high, "", found[1] == "(", found[4] == ")")


def _range(body: str, unit: Unit) -> Share | None:
    """Read "25-50%", "25 to 50 %", "between 25 and 50 per cent" or "75% 100%"; None when it is none."""
    body = body.removeprefix("between ").replace(" and ", " to ")
    match = _RANGE.fullmatch(body)
    if match is None:
        return None
    percent = bool(match[2] or match[4])
    top = match[3].lstrip("-") if "-" in body[match.end(2) : match.start(3) + 1] else match[3]
    if not percent and not unit:
        percent = _exact(top, body) > 1
    low = _scaled(match[1], percent, unit)
    high = _scaled(top, percent, unit)
    return Share(low[0], high[1]) if low[0] <= high[1] else Share(low[1], high[0])


def _clauses(body: str, text: str, unit: Unit) -> Share:
    """A number with bounds before or after it, one clause or two: "more than 25 % but not more than 50 %"."""
    marked = _mark(body)
    parts = _AND.split(marked, maxsplit=1)
    shares = [_clause(part, text, unit) for part in parts]
    if len(shares) == 1:
        return shares[0]
    low = max(shares, key=lambda share: (share.low, share.low_open))
    high = min(shares, key=lambda share: (share.high, not share.high_open))
    return Share(low.low, high.high, "", low.low_open, high.high_open)


def _mark(body: str) -> str:
    """The words of bounds as one sign each."""
    pattern, bounds = _any_bound()
    return " ".join(pattern.sub(lambda found: f" {bounds[found[0]]} ", body).split())


@cache
def _any_bound() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """A pattern of all words of bounds, longest first, and what each is."""
    bounds = dict(_bounds())
    ways = (rf"\b{re.escape(w)}\b" if w.isascii() and w[0].isalpha() else re.escape(w) for w in bounds)
    return re.compile("|".join(ways)), MappingProxyType(bounds)


def _clause(part: str, text: str, unit: Unit) -> Share:
    signs = [sign for sign in part.split() if sign in vocabulary()["bounds"]]
    rest = " ".join(word for word in part.split() if word not in vocabulary()["bounds"])
    if "about" in signs:
        raise InputError(f"{quote(text)} is an approximation and bounds nothing", hint=_HINT)
    tokens = list(_TOKEN.finditer(rest))
    values = [t for t in tokens if t["ratio"] or t["number"]]
    if len(values) != 1 or len(signs) > 1 or _TOKEN.sub("", rest).strip():
        raise InputError(f"{quote(text)} is not a share", hint=_HINT)
    low, high = _value(values[0], any(t["percent"] for t in tokens), unit, text)
    sign = signs[0] if signs else ""
    whole, none = Fraction(1), Fraction(0)
    if sign in {"above", "least"}:
        return Share(low, max(whole, low), "", low_open=sign == "above")
    if sign in {"below", "most"}:
        return Share(min(none, high), high, "", high_open=sign == "below")
    return Share(low, high)


def _value(token: re.Match[str], percent: bool, unit: Unit, text: str) -> tuple[Fraction, Fraction]:
    if token["ratio"]:
        top, bottom = (int(n) for n in token["ratio"].split("/"))
        if bottom == 0:
            raise InputError(f"{quote(text)} divides by nothing", hint=_HINT)
        if top + bottom == _HUNDRED and not percent and unit != "fraction":
            raise InputError(f"{quote(text)} may be two shares beside each other, or a fraction", hint=_HINT)
        whole = int(token["whole"] or 0)
        value = whole + Fraction(top, bottom)
        return (value / 100,) * 2 if percent or whole else (value, value)
    return _scaled(token["number"], percent, unit)
