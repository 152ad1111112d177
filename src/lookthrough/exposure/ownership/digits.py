"""Shares of many rows at once, in the ways in which tables mostly print them; a kernel, see `lookthrough.compiled`.

"1/2", "0.5", "50 %" and "49.999999999%", with "<" or ">" before them or without. What is printed in any other way is
left to `registers.shares.read_share`, and both read these alike.
"""

from __future__ import annotations

from typing import Any

Ints = Any  # an array of whole numbers

_END, _SPACE, _PER_CENT, _POINT, _SLASH, _ZERO, _LESS, _MORE = b"\n %./0<>"
#: Digits of one number that are read here; 10 to this power fits into the arrays.
_MOST_DIGITS = 15


def read_lines(text: Ints, top: Ints, unit: Ints, sign: Ints) -> None:
    """Read a share a line.

    Args:
        text: letters in UTF-8, each line with its end.
        top, unit: per line, to be filled: the share is top / unit; a unit of 0 where the line is not read here.
        sign: per line, to be filled: 1 for ">" before the number, 2 for "<", 0 for none.
    """
    at = 0
    for row in range(len(top)):
        top[row], unit[row], sign[row], at = _line(text, at)


def _line(text: Ints, at: int) -> tuple[int, int, int, int]:
    """One line's top, unit and sign, and where the next line starts."""
    at = _past_spaces(text, at)
    sign = 0
    if text[at] == _MORE or text[at] == _LESS:
        sign = 1 if text[at] == _MORE else 2
        at = _past_spaces(text, at + 1)
    top, digits = _number(text, at)
    at += digits
    unit = 1 if 0 < digits <= _MOST_DIGITS else 0
    if text[at] == _SLASH:
        bottom, below = _number(text, at + 1)
        unit, at = (unit * bottom if below <= _MOST_DIGITS else 0), at + 1 + below
    else:
        if text[at] == _POINT:
            part, places = _number(text, at + 1)
            at += 1 + places
            if places == 0 or digits + places > _MOST_DIGITS:
                unit = 0
            for _ in range(places if unit else 0):
                top, unit = top * 10, unit * 10
            top += part
        at = _past_spaces(text, at)
        if text[at] == _PER_CENT:
            unit, at = unit * 100, at + 1
    at = _past_spaces(text, at)
    if text[at] != _END:
        unit = 0
    while text[at] != _END:
        at += 1
    return top, unit, sign, at + 1


def _past_spaces(text: Ints, at: int) -> int:
    while text[at] == _SPACE:
        at += 1
    return at


def _number(text: Ints, at: int) -> tuple[int, int]:
    """The whole number that starts here, and of how many digits it is; digits too many to count leave it unread."""
    value, start = 0, at
    while _ZERO <= text[at] < _ZERO + 10:
        if at - start < _MOST_DIGITS:
            value = value * 10 + int(text[at]) - _ZERO
        at += 1
    return value, at - start
