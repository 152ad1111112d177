"""How a table's numbers are to be taken: decimal mark, and whether weights are per cent or fractions."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from lookthrough.errors import InputError, Issues, Place
from lookthrough.intake.columns import Columns
from lookthrough.intake.footers import is_total, may_be_total
from lookthrough.intake.lines import Units
from lookthrough.intake.numbers import Mark, column_marks, decimal_mark, english, may_be_either, parse_number

_SAMPLE = 200  # rows looked at for the decimal mark
_HELD_AGAINST = 50_000  # rows up to which weights are held against values; the sum of more tells its unit itself
_HUNDREDTH = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class _Weights:
    """What the weight column adds up to, cells with their own "%" left out.

    Attributes:
        count: how many weights were read.
        total: the sum of their absolute values.
        largest: the largest absolute value.
        signed: how many cells carry a per cent sign.
        ratio: how many times the shares of the values the weights are: about 1 for fractions, 100 for per cent; None
            when there are fewer than two values, or they do not move with the weights.
    """

    count: int
    total: float
    largest: float
    signed: int
    ratio: float | None = None


def settle(
    columns: Columns,
    rows: Sequence[Sequence[str]],
    currency: str,
    issues: Issues,
    file: str,
    net_assets: Fraction | None = None,
) -> tuple[Units, tuple[tuple[str, str], ...]]:
    """Decide how numbers are read, before the first line is.

    Args:
        columns: the recognised columns.
        rows: all rows under the header.
        currency: of the values, from the preamble; "" when it does not say.
        issues: receives a warning where header and sum contradict each other, or neither speaks.
        file: the file's name.
        net_assets: the whole in the values' currency, where the file states it; else the values' sum is the whole.

    Returns:
        The units, and what is to be stated about them as (label, text).
    """
    decimal = mark_of(columns, rows)
    marks, mixed = marks_of(columns, rows)
    stated = [("decimal mark", f"{decimal!r}, by the numbers themselves")] if decimal == "," else []
    if "weight" not in columns.found:
        return Units(Fraction(1), decimal, currency, marks, mixed), tuple(stated)
    weights = _measure(columns, rows, marks.get("weight", decimal), marks.get("value", decimal), net_assets)
    percent, why = _percent(weights, header=columns.found["weight"].percent)
    if why.startswith(("although", "as nothing")):
        issues.warn(
            "weight-unit",
            f"weights are read as {'per cent' if percent else 'fractions of 1'}, {why}",
            Place(file, None, columns.found["weight"].header),
            "name the column 'Weight (%)' or print the weights with a % sign",
        )
    stated.append(("weights", f"read as {'per cent' if percent else 'fractions of 1'}, {why}"))
    return Units(_HUNDREDTH if percent else Fraction(1), decimal, currency, marks, mixed), tuple(stated)


def _percent(weights: _Weights, *, header: bool) -> tuple[bool, str]:
    """Per cent or fraction, and why.

    Values speak first: a weight is its value's share of the whole, once or a hundred times. A weight above 1.5 or a
    sum above 5 cannot be a fraction of one portfolio. A header that says per cent is believed
    unless several weights add up to 1 within 2%. Without a word of the header a sum of 0.9 to 1.1 is a whole
    portfolio.
    """
    if not weights.count:
        return (True, "as each is printed with %") if weights.signed else (header, "as the header says")
    told = _by_values(weights, header=header)
    if told is not None:
        return told
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


def _by_values(weights: _Weights, *, header: bool) -> tuple[bool, str] | None:
    """The unit with which weights fit the values, where it is plain; None when they do not tell."""
    ratio = weights.ratio
    if ratio is None or not (0.8 <= ratio <= 1.25 or 80 <= ratio <= 125):
        return None
    percent = ratio > 10
    if percent:
        return True, "as the header says and the values show" if header else "as the values show"
    if weights.largest > 1.5:
        return None
    return False, "although the header says per cent, as the values show" if header else "as the values show"


def _measure(
    columns: Columns, rows: Sequence[Sequence[str]], mark: Mark, value_mark: Mark, net_assets: Fraction | None
) -> _Weights:
    """Add the weight column up, rows that are called like sums left out, and hold it against the values."""
    column, name = columns.at("weight"), columns.at("name", "issuer")
    value = columns.at("value_usd", "value") if len(rows) <= _HELD_AGAINST else -1
    count = signed = 0
    total = largest = 0.0
    pairs: list[tuple[float, float]] = []
    for row in rows:
        text = row[column] if column < len(row) else ""
        label = row[name] if 0 <= name < len(row) else "-"
        if not label or (may_be_total(label) and is_total(label)):
            continue
        if "%" in text:
            signed += 1
            continue
        size = _size(text, mark)
        if size is not None and size < 1e6:
            count += 1
            total += size
            largest = max(largest, size)
            worth = _size(row[value], value_mark) if 0 <= value < len(row) else None
            if size and worth:
                pairs.append((size, worth))
    one_currency = "value_usd" in columns.found or columns.found.get("value", None) is None or _alike(columns, rows)
    ratio = _ratio(pairs, float(net_assets) if net_assets else None) if one_currency else None
    return _Weights(count, total, largest, signed, ratio)


def _alike(columns: Columns, rows: Sequence[Sequence[str]]) -> bool:
    """Are the values of all rows in one currency?"""
    index = columns.at("currency")
    return index < 0 or len({row[index].strip() for row in rows if index < len(row) and row[index].strip(" -")}) <= 1


def _ratio(pairs: Sequence[tuple[float, float]], whole: float | None) -> float | None:
    """The median of weight by share of the whole, where nine in ten lines lie within a quarter of it."""
    if len(pairs) < 2:
        return None
    base = whole or sum(worth for _, worth in pairs)
    ratios = [weight / (worth / base) for weight, worth in pairs]
    middle = statistics.median(ratios)
    near = sum(1 for ratio in ratios if 0.75 * middle <= ratio <= 1.25 * middle)
    return middle if middle > 0 and near >= 0.9 * len(ratios) else None


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


def marks_of(columns: Columns, rows: Sequence[Sequence[str]]) -> tuple[Mapping[str, Mark], frozenset[str]]:
    """The decimal mark that each number column proves over all its rows, and the columns that prove both or mix them.

    A column with "1.234.567" and "1,234" and no other sign of a decimal comma is mixed too: its two ways of marking
    thousands contradict each other.
    """
    marks: dict[str, Mark] = {}
    mixed: set[str] = set()
    for meaning in ("value", "value_usd", "local_value", "weight", "quantity"):
        index = columns.at(meaning)
        if index < 0:
            continue
        cells = [row[index] for row in rows if index < len(row)]
        found = column_marks(cells)
        if len(found) == 2:
            mixed.add(meaning)
        elif found:
            marks[meaning] = next(iter(found))
            if found == {","} and any("," in c and may_be_either(c) for c in cells):
                several = any(c.count(".") > 1 for c in cells)
                if several and column_marks([c for c in cells if c.count(".") < 2]) != {","}:
                    mixed.add(meaning)
    return MappingProxyType(marks), frozenset(mixed)


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
