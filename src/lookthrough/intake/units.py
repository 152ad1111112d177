"""How a table's numbers are to be taken: decimal mark, and whether weights are per cent or fractions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from lookthrough.errors import InputError, Issues, Place
from lookthrough.intake.columns import Columns
from lookthrough.intake.lines import Units
from lookthrough.intake.numbers import Mark, decimal_mark, english, parse_number

_SAMPLE = 200  # rows looked at for the decimal mark
_HUNDREDTH = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class _Weights:
    """What the weight column adds up to, cells with their own "%" left out.

    Attributes:
        count: how many weights were read.
        total: the sum of their absolute values.
        largest: the largest absolute value.
        signed: how many cells carry a per cent sign.
    """

    count: int
    total: float
    largest: float
    signed: int


def settle(
    columns: Columns, rows: Sequence[Sequence[str]], currency: str, issues: Issues, file: str
) -> tuple[Units, tuple[tuple[str, str], ...]]:
    """Decide how numbers are read, before the first line is.

    Args:
        columns: the recognised columns.
        rows: all rows under the header.
        currency: of the values, from the preamble; "" when it does not say.
        issues: receives a warning where header and sum contradict each other, or neither speaks.
        file: the file's name.

    Returns:
        The units, and what is to be stated about them as (label, text).
    """
    decimal = mark_of(columns, rows)
    stated = [("decimal mark", f"{decimal!r}, by the numbers themselves")] if decimal == "," else []
    if "weight" not in columns.found:
        return Units(Fraction(1), decimal, currency), tuple(stated)
    weights = _measure(columns.at("weight"), rows, decimal)
    percent, why = _percent(weights, header=columns.found["weight"].percent)
    if why.startswith(("although", "as nothing")):
        issues.warn(
            "weight-unit",
            f"weights are read as {'per cent' if percent else 'fractions of 1'}, {why}",
            Place(file, None, columns.found["weight"].header),
            "name the column 'Weight (%)' or print the weights with a % sign",
        )
    stated.append(("weights", f"read as {'per cent' if percent else 'fractions of 1'}, {why}"))
    return Units(_HUNDREDTH if percent else Fraction(1), decimal, currency), tuple(stated)


def _percent(weights: _Weights, *, header: bool) -> tuple[bool, str]:
    """Per cent or fraction, and why.

    A weight above 1.5 or a sum above 5 cannot be a fraction of one portfolio. A header that says per cent is believed
    unless several weights add up to 1 within 2%. Without a word of the header a sum of 0.9 to 1.1 is a whole
    portfolio.
    """
    if not weights.count:
        return (True, "as each is printed with %") if weights.signed else (header, "as the header says")
    whole = 0.9 <= weights.total <= 1.1 and weights.count > 2
    if weights.largest > 1.5 or weights.total > 5:
        return True, "as the header says" if header else f"as they add up to {weights.total:.4g}"
    if header and not (whole and 0.98 <= weights.total <= 1.02):
        return True, "as the header says"
    if header:
        return False, f"although the header says per cent, as they add up to {weights.total:.4g}"
    if whole or weights.total > 0.5:
        return False, f"as they add up to {weights.total:.4g}"
    return False, f"as nothing says per cent and they add up to {weights.total:.4g}"


def _measure(column: int, rows: Sequence[Sequence[str]], decimal: Mark) -> _Weights:
    count = signed = 0
    total = largest = 0.0
    for row in rows:
        text = row[column] if column < len(row) else ""
        if "%" in text:
            signed += 1
            continue
        size = _size(text, decimal)
        if size is not None and size < 1e6:
            count += 1
            total += size
            largest = max(largest, size)
    return _Weights(count, total, largest, signed)


def _size(text: str, decimal: Mark) -> float | None:
    try:
        number = float(text)
    except ValueError:
        try:
            exact = parse_number(text, decimal=decimal)
        except InputError:
            return None
        return None if exact is None else abs(float(exact))
    return abs(number) if math.isfinite(number) else None


def mark_of(columns: Columns, rows: Sequence[Sequence[str]]) -> Mark:
    """The decimal mark of all number columns together, by the first rows.

    Without a single comma nothing can be mistaken, save points that separate thousands ("1.234.567").
    """
    indexes = [
        i for m in ("value", "value_usd", "local_value", "weight", "quantity", "price") if (i := columns.at(m)) >= 0
    ]
    cells = [row[i] for row in rows[:_SAMPLE] for i in indexes if i < len(row)]
    if not any("," in cell for cell in cells):
        return "," if any(cell.count(".") > 1 and english(cell) is None for cell in cells) else ""
    return decimal_mark(cells)
