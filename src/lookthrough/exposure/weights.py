"""What part of a fund is each line? One layer's weights, exact, without rescaling.

A file states values, weights, both or neither, and its weights are rounded. So the value counts before the printed
weight, and one number turns values into weights: the layer's total T.

1. The file states net assets (N-PORT): T is net assets.
2. Lines with both a value and a printed weight: T = sum of their values / sum of their weights, and where those weights
   sum to 1 within `ROUNDING`, T = sum of their values.
3. No line prints a weight: T = sum of the values, and cash outside the lines.

A line's weight is its value / T; a line without a value keeps its printed weight; a line with neither has no known
weight and stays in the list. What the weights fall short of 1 is the layer's remainder; it is not spread over the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from lookthrough.errors import Issues, Place
from lookthrough.model.holdings import DERIVATIVES, Holdings, Position

ROUNDING = Fraction(5, 1000)
"""How far printed weights may sum from 1 and still mean "all of it".

iShares prints two decimals of a per cent, so a line is off by at most 0.00005 and usually by a random half of that:
1,200 lines with independent errors miss 1 by about 0.001, rarely by 0.003. Half a per cent lets rounding pass, and no
top-ten list.
"""

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
    """

    amounts: list[int]
    kinds: bytes
    per_value: Fraction | None
    per_stated: Fraction
    usd: Fraction | None
    total_usd: Fraction | None
    cash: Fraction


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
    total = _total(holdings, values, stated, in_usd=in_usd, comparable=comparable)
    if total is not None and total <= 0:
        issues.error("total-not-positive", "the lines' values or net assets sum to zero or less: no weights", place)
        total = None
    per_value = values.unit / total if total is not None else None
    if per_value is not None:
        _compare(values, per_value, stated, holdings, issues)
    kinds, amounts = _choose(values, stated, weighable=per_value is not None)
    cash = holdings.cash_usd / total if in_usd and total is not None and holdings.cash_usd is not None else Fraction(0)
    usd = values.unit if in_usd else None
    return Weighed(amounts, kinds, per_value, stated.unit, usd, total if in_usd else holdings.net_assets_usd, cash)


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


def _total(holdings: Holdings, values: _Column, stated: _Column, *, in_usd: bool, comparable: bool) -> Fraction | None:
    """The layer's T in the currency of `values`; None when nothing tells."""
    if in_usd and holdings.net_assets_usd is not None:
        return holdings.net_assets_usd
    if any(stated.known):
        both = [i for i, (v, w) in enumerate(zip(values.known, stated.known, strict=True)) if v and w]
        weights = sum(stated.amounts[i] for i in both) * stated.unit
        worth = sum(values.amounts[i] for i in both) * values.unit
        if not both or not weights:
            return None
        return worth if abs(weights - 1) <= ROUNDING else worth / weights
    if not comparable or not any(values.known):
        return None
    outside = holdings.cash_usd if in_usd and holdings.cash_usd is not None else Fraction(0)
    return sum(values.amounts) * values.unit + outside


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
