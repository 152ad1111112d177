"""Shares: exact fractions between bounds. Unknown is not zero: a missing share is [0, 1]."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from lookthrough.errors import InputError, quote


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, known exactly or between bounds.

    Attributes:
        low: at least this much, 0..1.
        high: at most this much, 0..1, never below `low`.
        text: the share as printed.
    """

    low: Fraction = Fraction(0)
    high: Fraction = Fraction(1)
    text: str = ""

    @property
    def exact(self) -> Fraction | None:
        """The share when both bounds meet, else None."""
        return self.low if self.low == self.high else None


UNKNOWN_SHARE = Share()


def exact_number(text: str) -> Fraction:
    """Read a plain decimal such as "-1234.50" or "7e-3" exactly.

    Args:
        text: digits, an optional sign, point and exponent; no thousands separators.

    Raises:
        InputError: if it is not a finite decimal, or its exponent is beyond ±60 (no holding needs it, and an
            exact fraction of 1e308 would fill the memory before it filled a report).
    """
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        raise InputError(f"{quote(text)} is not a number") from None
    if not number.is_finite():
        raise InputError(f"{quote(text)} is not a finite number")
    if number and abs(number.adjusted()) > 60:
        raise InputError(f"{quote(text)} is out of any plausible range")
    return Fraction(number)
