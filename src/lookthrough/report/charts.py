"""Geometry of the page's charts: a squarified treemap and bar lengths. Numbers in, rectangles out; templates draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from lookthrough.report.wording import columns_wide


@dataclass(frozen=True, slots=True)
class Tile:
    """A rectangle of the treemap, in the chart's own units.

    Attributes:
        index: position of its value in the input.
        x, y, width, height: the rectangle; the area is proportional to the value.
    """

    index: int
    x: float
    y: float
    width: float
    height: float


def squarify(values: Sequence[Fraction], width: float, height: float) -> list[Tile]:
    """Fill a rectangle with tiles whose areas are proportional to the values, as near to squares as greedily possible.

    The squarified treemap of Bruls, Huizing and van Wijk (2000): rows are laid along the shorter side, and a row takes
    another tile as long as its worst aspect ratio does not get worse.

    Args:
        values: in any order; those not above 0 get no tile.
        width: of the rectangle, above 0.
        height: of the rectangle, above 0.

    Returns:
        The tiles, largest value first; they cover the rectangle without overlap.
    """
    total = sum((v for v in values if v > 0), Fraction(0))
    if not total:
        return []
    order = sorted((i for i, v in enumerate(values) if v > 0), key=lambda i: (-values[i], i))
    areas = [(i, float(values[i] / total) * width * height) for i in order]
    tiles: list[Tile] = []
    x = y = 0.0
    while areas:
        side, rest = min(width, height), max(width, height)
        row = _row(areas, side)
        areas = areas[len(row) :]
        of_row = sum(area for _, area in row)
        # The last row takes what rounding left and shares along a side always fill it, so no tile leaves the whole.
        thickness = min(rest, of_row / side) if areas and side else rest
        along = 0.0
        for index, area in row:
            length = side * area / of_row if of_row else 0.0
            if width >= height:
                tiles.append(Tile(index, x, y + along, thickness, length))
            else:
                tiles.append(Tile(index, x + along, y, length, thickness))
            along += length
        if width >= height:
            x, width = x + thickness, width - thickness
        else:
            y, height = y + thickness, height - thickness
    return tiles


def _row(areas: Sequence[tuple[int, float]], side: float) -> Sequence[tuple[int, float]]:
    count = 1
    while count < len(areas) and _worst(areas[: count + 1], side) <= _worst(areas[:count], side):
        count += 1
    return areas[:count]


def _worst(row: Sequence[tuple[int, float]], side: float) -> float:
    """The worst aspect ratio in a row of these areas laid along a side; infinite for a tile without area."""
    total = sum(area for _, area in row)
    smallest, largest = row[-1][1], row[0][1]
    if not smallest or not total or not side:
        return float("inf")
    return max(side * side * largest / (total * total), total * total / (side * side * smallest))


def label_that_fits(text: str, width: float, glyph: float) -> str:
    """As much of a label as a width holds, with an ellipsis when cut; "" when not even a few letters fit.

    Args:
        text: the label.
        width: the room, in the chart's units.
        glyph: the average width of a Latin letter in the same units; wide characters count twice.
    """
    room = int(width / glyph)
    if columns_wide(text) <= room:
        return text
    kept = ""
    for character in text:
        if columns_wide(kept + character) > room - 1:
            break
        kept += character
    return kept.rstrip() + "…" if len(kept) >= 4 else ""


def bar(part: Fraction | None, whole: Fraction | None) -> str:
    """A bar's length in per cent of its track, "0" to "100", for an SVG attribute; a real part never vanishes."""
    if part is None or not whole or whole < 0 or part <= 0:
        return "0"
    length = min(Fraction(100), part / whole * 100)
    return f"{max(0.5, float(length)):.2f}".rstrip("0").rstrip(".")
