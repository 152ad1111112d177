"""Which totals do printed weights allow? Rounded numbers bound the whole; they do not state it.

A line that prints a value v and a weight w says that the whole T lies where v / T rounds to w:

    (|v| - half a unit of v) / (|w| + half a unit of w)  <=  T  <=  (|v| + half a unit of v) / (|w| - half a unit of w)

The unit is that of the last decimal that the column prints anywhere, since "0.1" in a column with "0.07" is 0.10 whose
zero a spreadsheet dropped. What all lines allow together is the intersection; it may be empty.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

FINEST = 15
"""Decimals beyond this are the noise of binary floating-point numbers, not what a publisher rounded to."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where the total must lie.

    Attributes:
        low: at least this; 0 when no line bounds it from below.
        high: at most this; None when no line bounds it from above.
    """

    low: Fraction
    high: Fraction | None

    def nearest(self, number: Fraction) -> Fraction:
        """The number itself where it lies inside, else the bound next to it."""
        if number < self.low:
            return self.low
        return number if self.high is None or number <= self.high else self.high

    def holds(self, number: Fraction, leeway: Fraction) -> bool:
        """Does the number lie inside, or outside by no more than the leeway?"""
        return number >= self.low - leeway and (self.high is None or number <= self.high + leeway)


@dataclass(frozen=True, slots=True)
class Scale:
    """How a column's numbers become integers whose rounding is known.

    Attributes:
        unit: what the integer 1 stands for: half of the column's last decimal.
        factor: from the column's own amounts to such integers.
        slack: how far a printed number may be from the true one, in units.
    """

    unit: Fraction
    factor: int
    slack: int


def scale_of(unit: Fraction) -> Scale:
    """The scale of a column whose amounts count `unit`.

    Args:
        unit: 1 / the common denominator of its numbers. Numbers that no decimal can print count as exact to
            `FINEST` decimals.
    """
    common = unit.denominator
    decimals = _decimals(common)
    if decimals is None:
        wide = common * 10**FINEST
        return Scale(Fraction(1, 2 * wide), 2 * 10**FINEST, common)
    half = 2 * 10**decimals
    return Scale(Fraction(1, half), half // common, 10 ** max(decimals - FINEST, 0))


def _decimals(denominator: int) -> int | None:
    """The fewest decimals that print every multiple of 1 / denominator; None when no number of them does."""
    twos = (denominator & -denominator).bit_length() - 1
    rest, fives = denominator >> twos, 0
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    return max(twos, fives) if rest == 1 else None


def span(lines: Iterable[tuple[int, int]], value: Scale, weight: Scale) -> Span | None:
    """The totals that every line allows.

    Args:
        lines: per line the value and the printed weight as the columns' amounts, shorts negative.
        value, weight: the columns' scales.

    Returns:
        None when the lines contradict each other: no total fits them all.
    """
    low, high = (0, 1), (1, 0)  # as numerator and denominator: from nothing to without end
    for amount, printed in lines:
        v, w = amount * value.factor, printed * weight.factor
        if w < 0 or (w == 0 and v < 0):
            v, w = -v, -w
        least, most = v - value.slack, v + value.slack
        below, above = w - weight.slack, w + weight.slack
        if below > 0:
            if most <= 0:
                return None
            if most * high[1] < high[0] * below:
                high = most, below
        elif most < 0:  # the weight rounds to nothing and has the other sign
            if below == 0:
                return None
            least, above = -most, -below
        if least > 0 and least * low[1] > low[0] * above:
            low = least, above
    if low[0] * high[1] > high[0] * low[1]:
        return None
    by = value.unit / weight.unit
    return Span(Fraction(*low) * by, Fraction(*high) * by if high[1] else None)
