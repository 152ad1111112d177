"""What part of a fund is each line? One layer's weights, exact, without rescaling.

A file states values, weights, both or neither, and its weights are rounded. The value counts before the printed weight
wherever the layer's total T is known, and what is known of T has a `Basis`:

1. "stated": the file states net assets (N-PORT): T is net assets.
2. Lines print both a value and a weight. Each bounds T (see `printed`), all together leave a span.
   "sum": the sum of the values lies in it, and no line lacks a value: the file shows the whole, T = sum of values.
   "estimated": it does not. T lies in the span, no more is known; lines are weighed with sum of values / sum of
   weights, moved to the nearer bound where that lies outside, and the span is told beside it.
   "printed": no span (the lines contradict each other, or do not bound T from both sides), or too few lines to
   estimate from: printed weights count as printed, T is not known.
3. No line prints a weight. "sum": T = sum of the values, and cash outside the lines. "lower bound": some line that is
   not cash has no value; it is worth something, so the sum is only the least that T can be, and no line has a known
   weight.
4. "unknown": no value and no weight says anything, or the values are in several currencies.

A line's weight is its value / T where T is known, else its printed weight; a line with neither has no known weight and
stays in the list. What the weights fall short of 1 is the layer's remainder; it is not spread over the rest.

Why the sum of printed weights does not tell whether a file is complete: n lines rounded to two decimals of a per cent
may miss 1 by n * 0.005%; the 1,237 lines of iShares' EEM of July 2022 sum to 99.29% and might by 6.2%. Their large
lines tell: only totals from 25,935 to 25,942 million round to all that is printed, and the values sum to 25,701.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Literal

from lookthrough.errors import Issues, Place
from lookthrough.exposure.path import decimal
from lookthrough.exposure.printed import Span, scale_of, span
from lookthrough.model.holdings import DERIVATIVES, Holdings, Position

Basis = Literal["stated", "sum", "estimated", "printed", "lower bound", "unknown"]
"""What a layer's total rests on; see the module."""

FEWEST = 3
"""An estimated total needs as many lines with a value and a weight, and half of all lines that print a weight: a short
position, a rounded penny or two lines out of a hundred must not say what a whole fund is worth."""

DISAGREEMENT = Fraction(1, 100)
"""A printed weight this far from value / T is another claim, not rounding, and becomes an issue."""

UNKNOWN, VALUED, STATED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Weighed:
    """The weights of one file's lines as integers and two scales.

    Attributes:
        amounts: per line an integer; negative for shorts and negative values.
        kinds: per line UNKNOWN, VALUED or STATED: which scale its amount takes.
        per_value: weight of one unit of a VALUED amount; None when the layer's total is not known.
        per_stated: weight of one unit of a STATED amount.
        usd: US dollars of one unit of a VALUED amount; None when the values are in another currency.
        total_usd: T in US dollars; None when not known or in another currency.
        cash: weight of the cash outside the lines.
        basis: what T rests on.
        bounds_usd: where T lies when it is estimated; None otherwise or in another currency.
        values: per line its value in the scale of `usd` beside a STATED weight, None where it has none; the whole
            is None when no line has both.
    """

    amounts: list[int]
    kinds: bytes
    per_value: Fraction | None
    per_stated: Fraction
    usd: Fraction | None
    total_usd: Fraction | None
    cash: Fraction
    basis: Basis
    bounds_usd: tuple[Fraction, Fraction] | None
    values: list[int | None] | None


@dataclass(frozen=True, slots=True)
class _Total:
    """What is known of T in the currency of the values."""

    basis: Basis
    amount: Fraction | None = None
    bounds: tuple[Fraction, Fraction] | None = None
    contradicted: bool = False


@dataclass(frozen=True, slots=True)
class _Column:
    """Numbers over one common denominator; `known` tells a 0 from nothing."""

    amounts: list[int]
    unit: Fraction
    known: bytes


def weigh(holdings: Holdings, issues: Issues) -> Weighed:
    """Weigh every line of one file.

    Args:
        holdings: the lines as read.
        issues: gets what cannot be weighed and why.

    Returns:
        Amounts in file order. Every sum of them times its scale is exact.
    """
    positions = holdings.positions
    place = Place(holdings.file)
    in_usd, comparable = _currency(holdings)
    values = _column([p.value_usd for p in positions] if in_usd else [p.value for p in positions], positions)
    stated = _column([p.weight for p in positions], positions)
    if not comparable:
        issues.warn(
            "mixed-currencies",
            "values in several currencies and not all in US dollars; only lines with a printed weight can be weighed",
            place,
            "add a column with the value in US dollars, or weights",
        )
    whole = _total(holdings, values, stated, in_usd=in_usd, comparable=comparable)
    if whole.amount is not None and whole.amount <= 0:
        issues.error("total-not-positive", "the lines' values or net assets sum to zero or less: no weights", place)
        whole = _Total("unknown")
    _tell(whole, values, holdings, issues)
    total = whole.amount
    per_value = values.unit / total if total is not None else None
    if per_value is not None:
        _compare(values, per_value, stated, holdings, issues)
    kinds, amounts = _choose(values, stated, weighable=per_value is not None)
    cash = holdings.cash_usd / total if in_usd and total is not None and holdings.cash_usd is not None else Fraction(0)
    return Weighed(
        amounts,
        kinds,
        per_value,
        stated.unit,
        values.unit if in_usd else None,
        total if in_usd else holdings.net_assets_usd,
        cash,
        whole.basis,
        whole.bounds if in_usd else None,
        _beside(values, kinds),
    )


def _currency(holdings: Holdings) -> tuple[bool, bool]:
    """Which values to use: (in US dollars, can they be added up)."""
    positions = holdings.positions
    usd = sum(p.value_usd is not None for p in positions)
    local = sum(p.value is not None and p.value_usd is None for p in positions)
    if (usd or not local) and holdings.net_assets_usd is not None:
        return True, True
    if usd and not local:
        return True, True
    currencies = {p.currency for p in positions if p.value is not None} - {""}
    if len(currencies) <= 1 and all(p.value is not None for p in positions if p.value_usd is not None):
        return False, True
    return True, False


def _column(numbers: Sequence[Fraction | None], positions: Sequence[Position]) -> _Column:
    """Bring exact numbers over one denominator; shorts become negative, derivatives keep their printed sign."""
    denominators = {n.denominator for n in numbers if n is not None}
    common = lcm(*denominators)
    factors = {d: common // d for d in denominators}
    amounts = [0 if n is None else n.numerator * factors[n.denominator] for n in numbers]
    for i, p in enumerate(positions):
        if p.direction == "short" and p.asset not in DERIVATIVES:
            amounts[i] = -abs(amounts[i])
    return _Column(amounts, Fraction(1, common), bytes([n is not None for n in numbers]))


def _total(holdings: Holdings, values: _Column, stated: _Column, *, in_usd: bool, comparable: bool) -> _Total:
    """What is known of the layer's T."""
    if in_usd and holdings.net_assets_usd is not None:
        return _Total("stated", holdings.net_assets_usd)
    outside = holdings.cash_usd if in_usd and holdings.cash_usd is not None else Fraction(0)
    if any(stated.known):
        return _from_printed(values, stated, outside, comparable=comparable)
    if not comparable or not any(values.known):
        return _Total("unknown")
    if any(not known and p.asset != "cash" for known, p in zip(values.known, holdings.positions, strict=True)):
        return _Total("lower bound")
    return _Total("sum", sum(values.amounts) * values.unit + outside)


def _from_printed(values: _Column, stated: _Column, outside: Fraction, *, comparable: bool) -> _Total:
    """What printed weights beside values tell of T."""
    both = [i for i, (v, w) in enumerate(zip(values.known, stated.known, strict=True)) if v and w]
    allowed = _span(values, stated, both) if comparable else None
    if allowed is None:
        return _Total("printed", contradicted=comparable)
    worth = sum(values.amounts) * values.unit + outside
    rounding = scale_of(values.unit)
    complete = all(v or (w and not a) for v, w, a in zip(values.known, stated.known, stated.amounts, strict=True))
    if complete and worth > 0 and allowed.holds(worth, len(both) * rounding.unit * rounding.slack):
        return _Total("sum", worth)
    telling = sum(1 for i in both if values.amounts[i])
    weights = sum(stated.amounts[i] for i in both) * stated.unit
    if telling < FEWEST or 2 * len(both) < sum(stated.known) or allowed.high is None or not allowed.low or weights <= 0:
        return _Total("printed")
    shared = sum(values.amounts[i] for i in both) * values.unit / weights
    return _Total("estimated", allowed.nearest(shared), (allowed.low, allowed.high))


def _span(values: _Column, stated: _Column, both: Sequence[int]) -> Span | None:
    """The totals that the lines with a value and a weight allow."""
    lines = ((values.amounts[i], stated.amounts[i]) for i in both)
    return span(lines, scale_of(values.unit), scale_of(stated.unit))


def _tell(whole: _Total, values: _Column, holdings: Holdings, issues: Issues) -> None:
    """Say why T is not exact."""
    place = Place(holdings.file)
    if whole.bounds is not None:
        low, high = (decimal(bound, 2) for bound in whole.bounds)
        issues.warn(
            "total-estimated",
            f"total between {low} and {high} by the printed weights; weights of lines are value ÷ estimate",
            place,
            "a file that states net assets has exact weights",
        )
    elif whole.basis == "lower bound":
        missing = len(values.known) - sum(values.known)
        issues.warn(
            "total-unknown",
            f"{missing} of {len(values.known)} lines have no value, so the others' values are only the least that the "
            "whole is worth; no line's share of it is known",
            place,
            "give the missing values, or weights",
        )
    elif whole.contradicted:
        issues.warn(
            "weights-disagree",
            "no total fits all values and printed weights; weights are taken as printed and the total is not known",
            place,
        )


def _beside(values: _Column, kinds: bytes) -> list[int | None] | None:
    """The values of lines that are weighed by their printed weight."""
    if not any(known and kind == STATED for known, kind in zip(values.known, kinds, strict=True)):
        return None
    return [
        a if known and kind == STATED else None
        for a, known, kind in zip(values.amounts, values.known, kinds, strict=True)
    ]


def _choose(values: _Column, stated: _Column, *, weighable: bool) -> tuple[bytes, list[int]]:
    """Per line: its value where that has a weight, else its printed weight, else its value without a weight."""
    if weighable and all(values.known):
        return bytes([VALUED]) * len(values.known), values.amounts
    kinds = bytearray(len(values.known))
    amounts = [0] * len(kinds)
    for i, (valued, printed) in enumerate(zip(values.known, stated.known, strict=True)):
        if valued and (weighable or not printed):
            kinds[i], amounts[i] = VALUED, values.amounts[i]
        elif printed:
            kinds[i], amounts[i] = STATED, stated.amounts[i]
    return bytes(kinds), amounts


def _compare(values: _Column, per_value: Fraction, stated: _Column, holdings: Holdings, issues: Issues) -> None:
    """Count the lines whose printed weight is another claim than their value."""
    if not any(stated.known):
        return
    base = per_value.denominator * stated.unit.denominator
    left = per_value.numerator * stated.unit.denominator
    right = per_value.denominator
    limit = base * DISAGREEMENT.numerator // DISAGREEMENT.denominator
    for i, (value, weight) in enumerate(zip(values.amounts, stated.amounts, strict=True)):
        if abs(value * left - weight * right) > limit and values.known[i] and stated.known[i]:
            position = holdings.positions[i]
            issues.warn(
                "weight-differs",
                f"printed weight and value / total differ by more than {DISAGREEMENT.numerator} %; the value counts",
                Place(holdings.file, position.row),
            )
