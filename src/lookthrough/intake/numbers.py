"""Numbers as people print them: thousands separators, parentheses, trailing minus, currency signs, per cent.

All numbers come out as exact fractions. Where one printed form has two meanings, the rule is written here:

* both "." and "," present: the last one is the decimal mark ("1.234,50" and "1,234.50");
* one mark, more than once: it separates thousands ("1,234,567");
* one mark, once, and `decimal` says which mark the column uses: that decides;
* one comma, once, without such a hint: before exactly three digits it separates thousands ("1,234" is 1234), else,
  and after a lone 0, it is a decimal comma ("12,5" is 12.5); one point, once, is a decimal point ("1.234" is 1.234).

A whole column usually tells which mark it uses: `decimal_mark` looks for a number that can be read one way only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from lookthrough.errors import InputError, quote
from lookthrough.model.share import exact_number

Mark = Literal[".", ",", ""]

_MISSING = frozenset(
    ("", "-", "--", "---", "–", "—", "n/a", "na", "#n/a", "n.a.", "n.a", "null", "none", "nil", "not available", "n/d")
)
_LONGEST_SIGN = max(map(len, _MISSING))
_ENGLISH = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3}){1,12}(?:\.[0-9]{1,40})?")
_POWERS = tuple(10**n for n in range(41))
_MONEY = re.compile(
    r"^(?:[A-Z]{1,3}\s?[$€£¥]|[$€£¥₹₩₽₺฿]|[A-Z]{3}(?=[\s\d(+-]))\s*|\s*(?:[$€£¥₹₩₽₺฿]|(?<![A-Z])[A-Z]{3})$"
)
_SPACES = re.compile(r"(?<=[0-9])[\s\u00a0\u202f\u2009'’`´](?=[0-9]{3}(?![0-9]))")
_PLAIN = re.compile(r"[0-9]*[.,]?[0-9]+(?:[eE][+-]?[0-9]{1,3})?|[0-9]+[.,]")
_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*(?:(?!\1)[.,][0-9]*)?")
_INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]*)?")


def is_missing(text: str) -> bool:
    """Is the cell one of the signs for "no number": blank, "-", "N/A", "null" …?"""
    body = text.strip()
    return len(body) <= _LONGEST_SIGN and body.lower() in _MISSING


def parse_number(text: str, *, decimal: Mark = "") -> Fraction | None:
    """Read one printed number exactly.

    Args:
        text: the cell. "(1,234.50)" and "1,234.50-" are negative; "7.18%" is 359/5000; a currency sign or ISO code
            before or after is dropped.
        decimal: the decimal mark of the column, "" when it is not known.

    Returns:
        The number; None when the cell is blank or a sign for "missing".

    Raises:
        InputError: if it is not a finite number of plausible size. "NaN", "inf", "1e308" and formulas such as
            "=1+1" are refused, never evaluated.
    """
    if decimal != "," and (fast := english(text)) is not None:
        return fast
    if is_missing(text):
        return None
    if len(text) > 100:
        raise InputError(f"{quote(text)} is not a number")
    return _general(text, decimal)


def english(text: str) -> Fraction | None:
    """The quick way for "1,869,541,888.60" and "-34.88"; None sends the text to the general reader."""
    whole, point, part = text.partition(".")
    if "," in whole:
        if _ENGLISH.fullmatch(text) is None:
            return None
        whole = whole.replace(",", "")
    elif not (whole.removeprefix("-") + part).isdigit() or not text.isascii() or len(text) > 40 or (point and not part):
        return None
    return Fraction(int(whole + part), _POWERS[len(part)]) if part else Fraction(int(whole))


def _general(text: str, decimal: Mark) -> Fraction:
    body = text.strip().replace("\u2212", "-").replace("\u00a0", " ")
    negative = False
    if body.startswith("(") and body.endswith(")"):
        negative, body = True, body[1:-1].strip()
    per_cent = body.endswith("%") or body.startswith("%")
    body = _MONEY.sub("", body.strip("% "), count=2).strip()
    if body.startswith("(") and body.endswith(")"):
        negative, body = True, body[1:-1].strip()
    if body[:1] in {"+", "-"} or body[-1:] == "-":
        negative ^= "-" in {body[:1], body[-1:]}
        body = body[1:] if body[:1] in {"+", "-"} else body[:-1]
        body = _MONEY.sub("", body.strip(), count=2).strip()
    number = exact_number(_plain(_SPACES.sub("", body), decimal, text))
    number = number / 100 if per_cent else number
    return -number if negative else number


def _plain(body: str, decimal: Mark, text: str) -> str:
    """Bring digits with separators to the form that `exact_number` reads."""
    grouped = _GROUPED.fullmatch(body)
    if _INDIAN.fullmatch(body):
        return body.replace(",", "")
    if grouped is None:
        if _PLAIN.fullmatch(body) is None:
            raise InputError(f"{quote(text)} is not a number")
        return body.replace(",", ".")
    mark = grouped[1]
    single = body.count(mark) == 1 and not any(other in body for other in ".," if other != mark)
    if single and (mark == decimal or (not decimal and (mark == "." or body.startswith("0")))):
        return body.replace(",", ".")
    other = "." if mark == "," else ","
    return body.replace(mark, "").replace(other, ".")


def decimal_mark(texts: Iterable[str]) -> Mark:
    """The decimal mark that a column uses, from the numbers that can be read one way only.

    Args:
        texts: cells of one or more columns of the same table.

    Returns:
        "." or "," when at least one number decides and no more decide the other way; "" otherwise.
    """
    votes = {".": 0, ",": 0}
    for text in texts:
        mark = _sure_mark(text.strip().rstrip("% )-").lstrip("( -+"))
        if mark:
            votes[mark] += 1
    if votes["."] == votes[","]:
        return ""
    return "." if votes["."] > votes[","] else ","


def _sure_mark(text: str) -> Mark:
    point, comma = text.rfind("."), text.rfind(",")
    if point >= 0 and comma >= 0:
        return "." if point > comma else ","
    if point < 0 and comma < 0:
        return ""
    mark: Mark = "." if point >= 0 else ","
    if text.count(mark) > 1:
        return "," if mark == "." else "."
    tail = text[max(point, comma) + 1 :]
    if not tail.isdecimal():
        return ""
    lead = text[: max(point, comma)]
    return mark if len(tail) != 3 or len(lead) > 3 or lead in {"", "0"} else ""


_EITHER = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_SAYS_COMMA = re.compile(
    r"\.[0-9]{3}(?:\.[0-9]{3}|,[0-9])|(?<![0-9,])[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})(?![0-9,.])|(?<![0-9.,])0,[0-9]"
)
_SAYS_POINT = re.compile(
    r",[0-9]{3}(?:,[0-9]{3}|\.[0-9])|(?<![0-9.])[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})(?![0-9,.])|(?<![0-9.,])0\.[0-9]"
)
_CHUNK = 20_000


def may_be_either(text: str) -> bool:
    """Is the number one of "1,234" and "1.234", which is a thousand to one reader and one to another?"""
    return bool(_EITHER.fullmatch(text.strip().strip("-+()%$€£ ")))


def column_marks(cells: Sequence[str]) -> frozenset[Mark]:
    """Which decimal marks the numbers of a whole column prove: none, one, or both, when they contradict each other.

    Half a million numbers are looked through in a second, because they are searched together.
    """
    found: set[Mark] = set()
    for start in range(0, len(cells), _CHUNK):
        text = "\n".join(cells[start : start + _CHUNK])
        if "," not in found and _SAYS_COMMA.search(text):
            found.add(",")
        if "." not in found and _SAYS_POINT.search(text):
            found.add(".")
    return frozenset(found)


@lru_cache(maxsize=65_536)
def percent(text: str) -> Fraction | None:
    """A weight printed in per cent ("7.18") as a fraction of one; None sends the text to `parse_number`."""
    number = english(text)
    return None if number is None else number / 100
