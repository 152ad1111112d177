"""A line chart with both axes by powers of ten, as SVG: a cost that grows with the size has slope one."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 440, 70, 24, 40, 60
INK, LINE = "#333333", "#dddddd"
COLOURS = ("#1b6ca8", "#6aa84f", "#b45f06", "#8e44ad", "#c0392b", "#555555")

Series = Mapping[str, Sequence[tuple[float, float]]]


def log_chart(title: str, across: str, up: str, series: Series) -> str:
    """Draw one line a series.

    Args:
        title: of the chart.
        across, up: what the axes count.
        series: per label its points as (size, cost), both above 0.
    """
    points = [point for line in series.values() for point in line]
    sizes, costs = sorted({x for x, _ in points}), [y for _, y in points]
    place_x, place_y = _scale(sizes, LEFT, WIDTH - RIGHT - 150), _scale(costs, HEIGHT - BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"'
        f' font-size="12" role="img" aria-labelledby="t"><title id="t">{escape(title)}</title>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="20" font-size="14" font-weight="bold" fill="{INK}">{escape(title)}</text>',
    ]
    for power in range(math.floor(math.log10(min(costs))), math.ceil(math.log10(max(costs))) + 1):
        y = place_y(10**power)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT - 150}" stroke="{LINE}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" fill="{INK}">{10.0**power:,g}</text>')
    for size in sizes:
        x = place_x(size)
        parts.append(f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="{LINE}"/>')
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle" fill="{INK}">{size:,g}</text>')
    parts.append(f'<text x="{(LEFT + WIDTH - 150) / 2}" y="{HEIGHT - 14}" text-anchor="middle" fill="{INK}">')
    parts.append(f"{escape(across)}</text>")
    parts.append(f'<text x="16" y="{HEIGHT / 2}" transform="rotate(-90 16 {HEIGHT / 2})" text-anchor="middle" ')
    parts.append(f'fill="{INK}">{escape(up)}</text>')
    for number, (label, line) in enumerate(series.items()):
        colour = COLOURS[number % len(COLOURS)]
        drawn = [(place_x(x), place_y(y)) for x, y in line]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in drawn)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in drawn]
        parts.append(
            f'<text x="{WIDTH - RIGHT - 140}" y="{TOP + 20 * number + 10}" fill="{colour}">{escape(label)}</text>'
        )
    return "\n".join(parts) + "\n</svg>\n"


def _scale(values, start, end):
    """Places a number on an axis of powers of ten that holds all values."""
    low, high = math.log10(min(values)), math.log10(max(values))
    return lambda value: start + (end - start) * (math.log10(value) - low) / max(0.1, high - low)
