"""Shares: exact fractions between bounds. Unknown is not zero: a missing share is [0, 1]."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from math import lcm

from lookthrough.errors import InputError, quote

_RATIO = re.compile(r"([+-]?[0-9]{1,60})\s*/\s*([0-9]{1,60})")


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, known exactly or between bounds.

    Attributes:
        low: at least this much, 0..1.
        high: at most this much, 0..1, never below `low`.
        text: the share as printed.
        low_open: more than `low`, not `low` itself: "more than 50 %" is not 50 %.
        high_open: less than `high`, not `high` itself.
    """

    low: Fraction = Fraction(0)
    high: Fraction = Fraction(1)
    text: str = ""
    low_open: bool = False
    high_open: bool = False

    @property
    def exact(self) -> Fraction | None:
        """The share when both bounds meet, else None."""
        return self.low if self.low == self.high else None

    @property
    def is_possible(self) -> bool:
        """Is there any part of a whole that lies between these bounds?"""
        if not 0 <= self.low <= self.high <= 1:
            return False
        return self.low < self.high or not (self.low_open or self.high_open)

    def plus(self, other: Share) -> Share:
        """Two parts of one whole together; the sum of two upper bounds never passes the whole.

        Two lower bounds may: that is what contradicting statements look like, and `is_possible` tells it.
        """
        high = self.high + other.high
        return Share(
            self.low + other.low,
            min(high, Fraction(1)),
            " + ".join(filter(None, (self.text, other.text))),
            self.low_open or other.low_open,
            (self.high_open or other.high_open) and high <= 1,
        )

    def __str__(self) -> str:
        if self.exact is not None:
            return per_cent(self.low)
        if self.low == 0 and self.high == 1 and not self.high_open:
            return "more than 0%" if self.low_open else "an unknown share"
        least = (
            f"{'more than' if self.low_open else 'at least'} {per_cent(self.low)}" if self.low or self.low_open else ""
        )
        most = f"{'less than' if self.high_open else 'at most'} {per_cent(self.high)}"
        if self.high == 1 and not self.high_open:
            return least
        return f"{least} and {most}" if least else most


UNKNOWN_SHARE = Share()
WHOLE = Share(Fraction(1), Fraction(1))

LONGEST = 1 << 13
"""Bits of the longest denominator that a sum may have. What a million owners with a denominator each come to would have
millions of digits, which nobody could read and which take hours to work out."""

ROUNDED = 10**60
"""Parts of a whole in which a sum is kept that would be longer: rounded outward, so that its bounds stay right."""

_TEXTS = 10


def together(shares: Iterable[Share]) -> Share:
    """Several parts of one whole together, as `Share.plus` adds two; a million of them in some seconds.

    The bounds are exact as long as their denominators have no more than `LONGEST` bits; else each is rounded outward
    to 60 decimals. The texts of ten shares are joined, of more none is kept.
    """
    every = list(shares)
    high = added((share.high for share in every), upward=True)
    texts = [share.text for share in every[: _TEXTS + 1] if share.text]
    return Share(
        added(share.low for share in every),
        min(high, Fraction(1)),
        " + ".join(texts) if len(every) <= _TEXTS else "",
        any(share.low_open for share in every),
        any(share.high_open for share in every) and high <= 1,
    )


def added(parts: Iterable[Fraction], *, upward: bool = False) -> Fraction:
    """The sum of fractions that are not negative, exact up to `LONGEST`; beyond never more than the sum, or less.

    Args:
        parts: in any order.
        upward: where it is rounded, it is never less.
    """
    by_unit: dict[int, int] = {}
    for part in parts:
        unit = part.denominator
        by_unit[unit] = by_unit.get(unit, 0) + part.numerator
    if common := common_unit(by_unit, LONGEST):
        return Fraction(sum(top * (common // unit) for unit, top in by_unit.items()), common)
    rounded = (-(-top * ROUNDED // unit) if upward else top * ROUNDED // unit for unit, top in by_unit.items())
    return Fraction(sum(rounded), ROUNDED)


def common_unit(units: Iterable[int], longest: int) -> int:
    """The least common multiple of some denominators; 0 where it has more bits than `longest`."""
    common = 1
    for unit in units:
        common = lcm(common, unit)
        if common.bit_length() > longest:
            return 0
    return common


def exact_number(text: str) -> Fraction:
    """Read a plain decimal such as "-1234.50" or "7e-3" exactly.

    Args:
        text: digits, an optional sign, point and exponent; no thousands separators.

    Raises:
        InputError: if it is not a finite decimal, or its exponent is beyond ±60 (no holding needs it, and an
            exact fraction of 1e308 would fill the memory before it filled a report).
    """
    try:
        number = Decimal("" if "_" in text else text.strip())  # Decimal takes "1_0" for ten
    except InvalidOperation:
        raise InputError(f"{quote(text)} is not a number") from None
    if not number.is_finite():
        raise InputError(f"{quote(text)} is not a finite number")
    if number and abs(number.adjusted()) > 60:
        raise InputError(f"{quote(text)} is out of any plausible range")
    return Fraction(number)


def exact_part(value: object) -> Fraction:
    """Read a part of a whole exactly, from whatever a caller or a register writes.

    Args:
        value: text ("1/2", "50 %", "49.999999999%", "0.5"), an int, a Fraction or a Decimal. A float is read as the
            shortest decimal that stands for it, which is what was typed: 0.1 is 1/10.

    Returns:
        The number as it stands, which may lie outside 0..1: a caller says what that means.

    Raises:
        InputError: if it is no number; bool and None are none.
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise InputError(f"{quote(str(value))} is not a share", hint='write "1/2", "50 %" or "0.5"')
    text = repr(value) if isinstance(value, float) else str(value)
    body = text.strip()
    ratio = _RATIO.fullmatch(body)
    if ratio and int(ratio[2]):
        return Fraction(int(ratio[1]), int(ratio[2]))
    if body.endswith("%"):
        return exact_number(body[:-1]) / 100
    return exact_number(body)


def per_cent(part: Fraction) -> str:
    """A part of a whole in per cent, exactly: "49.999999999%", and "33 1/3%" where decimals would not end."""
    hundred = part * 100
    if _ends(hundred.denominator):
        return f"{_decimals(hundred)}%"
    whole, rest = divmod(hundred, 1)
    return f"{whole} {rest}%" if whole else f"{rest}%"


def _ends(denominator: int) -> bool:
    for factor in (2, 5):
        while denominator % factor == 0:
            denominator //= factor
    return denominator == 1


def _decimals(number: Fraction) -> str:
    places = 0
    while (number * 10**places).denominator != 1:
        places += 1
    digits = f"{abs(int(number * 10**places)):0{places + 1}d}"
    sign = "-" if number < 0 else ""
    return f"{sign}{digits[: len(digits) - places]}.{digits[len(digits) - places :]}" if places else f"{sign}{digits}"
