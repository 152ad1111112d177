"""Small questions about paths: how do they read, and what do they sum to?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from lookthrough.model.exposure import Exposure, Step
from lookthrough.model.holdings import DERIVATIVES


def percent(share: Fraction | None, digits: int = 3) -> str:
    """A share as a per cent with this many significant digits, rounded half to even: "0.0042%".

    Args:
        share: exact; None reads "unknown weight".
        digits: at least 1. A share that is not 0 never reads 0.
    """
    if share is None:
        return "unknown weight"
    if not share:
        return "0%"
    size = abs(share) * 100
    places = digits
    while size < 1 and places < 400:
        size *= 10
        places += 1
    while size >= 10 and places > digits - 12:
        size /= 10
        places -= 1
    return f"{decimal(share * 100, max(places - 1, 0))}%"


def decimal(number: Fraction, places: int) -> str:
    """A number with thousands marked and at most this many decimals, exact until the last; floats end at 1e-400."""
    scaled = round(abs(number) * 10**places)
    whole, part = divmod(scaled, 10**places)
    decimals = f"{part:0{places}d}".rstrip("0") if places else ""
    sign = "-" if number < 0 and scaled else ""
    return f"{sign}{whole:,}.{decimals}" if decimals else f"{sign}{whole:,}"


def describe(path: Iterable[Step]) -> str:
    """A path as one line: "Plan → EM Index Fund (5%) → Hikvision A (0.08%) → Hangzhou Hikvision …"."""
    parts: list[str] = []
    for step in path:
        parts = parts or [step.source]
        parts.append(f"{step.target} ({percent(step.weight)})" if step.step == "holds" else step.target)
    return " → ".join(parts)


@dataclass(frozen=True, slots=True)
class Sum:
    """What exposures sum to, each side apart; nothing is netted.

    Attributes:
        long, short, derivative: effective weights, by absolute value; derivatives of either side are in
            `derivative` only.
        unquantified: how many exposures have no known weight and are in none of the sums.
    """

    long: Fraction
    short: Fraction
    derivative: Fraction
    unquantified: int


def total(exposures: Iterable[Exposure]) -> Sum:
    """Add exposures up as they stand.

    One line that hits two entries is two exposures of the same money: give this the exposures of one entry, or use
    the totals of a `LookThrough`, which count money once.
    """
    sides = {"long": Fraction(0), "short": Fraction(0), "derivative": Fraction(0)}
    unquantified = 0
    for exposure in exposures:
        if exposure.weight is None:
            unquantified += 1
            continue
        sides["derivative" if exposure.instrument in DERIVATIVES else exposure.direction] += exposure.weight
    return Sum(sides["long"], sides["short"], sides["derivative"], unquantified)
