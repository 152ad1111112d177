"""How cost grows with the list: made parties from a thousand to a million, a table and a chart.

    .venv/bin/python benchmarks/growth.py [--data DIR] [--most 1000000] [--queries 2000] [-o docs/figures/growth.svg]

Each size is built, opened and asked in processes of its own, as `million.py` does it, and timed in seconds of one core.
"""

from __future__ import annotations

import argparse
import math
import tempfile
from collections.abc import Sequence
from pathlib import Path

from million import HERE, run

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)
COLUMNS = {
    "names": "names",
    "build, seconds of the core": "build s",
    "size on disk, MB": "disk MB",
    "peak memory of the build, MB": "build MB",
    "load, seconds": "load s",
    "peak memory of the search, MB": "search MB",
    "queries a second at the alert line, reasons read": "q/s",
    "one query at a time, p50, ms": "p50 ms",
    "one query at a time, p95, ms": "p95 ms",
}
#: What is drawn: a label, the column, its colour.
DRAWN = (
    ("queries a second on one core", "q/s", "#1b6ca8"),
    ("one query, 95 of 100, in microseconds", "p95 µs", "#b5541c"),
    ("memory of the search, MB", "search MB", "#4a7c2f"),
    ("build, seconds", "build s", "#7b4ba0"),
)
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 420, 70, 30, 96, 48
_INK, _LINE = "#333333", "#dddddd"


def main() -> None:
    """Measure, print and draw."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=HERE.parents[2] / "shared" / "data")
    options.add_argument("--most", type=int, default=SIZES[-1])
    options.add_argument("--queries", type=int, default=2000)
    options.add_argument("-o", "--out", type=Path, default=HERE.parents[1] / "docs" / "figures" / "growth.svg")
    chosen = options.parse_args()
    print(f"{'parties':>10}" + "".join(f"{label:>11}" for label in COLUMNS.values()))
    rows = []
    for size in (size for size in SIZES if size <= chosen.most):
        rows.append(measured(size, chosen))
        print(f"{size:10}" + "".join(f"{rows[-1][label]:11,.2f}" for label in COLUMNS.values()), flush=True)
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(chart(rows), encoding="utf-8")


def measured(size: int, chosen: argparse.Namespace) -> dict[str, float]:
    """The figures of one size, by their short labels."""
    options = argparse.Namespace(data=chosen.data, parties=size, queries=chosen.queries, sample=0, workers=1)
    with tempfile.TemporaryDirectory() as scratch:
        told = run("build", Path(scratch), options) | run("search", Path(scratch), options)
    row = {label: told[name] for name, label in COLUMNS.items()}
    return row | {"parties": size, "p95 µs": 1000 * row["p95 ms"]}


def chart(rows: Sequence[dict[str, float]]) -> str:
    """Both axes by powers of ten, so that a cost that grows with the list is a straight line of slope one."""
    values = [row[column] for row in rows for _, column, _ in DRAWN]
    across = _scale([row["parties"] for row in rows], LEFT, WIDTH - RIGHT)
    up = _scale(values, HEIGHT - BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"'
        ' font-size="12" role="img" aria-labelledby="title">',
        '<title id="title">Cost against the number of listed parties</title>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
    ]
    for power in range(math.floor(math.log10(min(values))), math.ceil(math.log10(max(values))) + 1):
        y = up(10**power)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="{_LINE}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" fill="{_INK}">{10.0**power:,g}</text>')
    for row in rows:
        x = across(row["parties"])
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle" fill="{_INK}">')
        parts.append(f"{row['parties']:,}</text>")
    parts.append(f'<text x="{(LEFT + WIDTH) / 2}" y="{HEIGHT - 8}" text-anchor="middle" fill="{_INK}">parties; ')
    parts.append("three names each on average</text>")
    for number, (label, column, colour) in enumerate(DRAWN):
        points = [(across(row["parties"]), up(row[column])) for row in rows]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points]
        parts.append(f'<text x="{LEFT}" y="{20 + 18 * number}" fill="{colour}">{label}</text>')
    return "\n".join(parts) + "\n</svg>\n"


def _scale(values: Sequence[float], start: float, end: float):
    """Places a number on an axis of powers of ten that holds all values."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return lambda value: start + (end - start) * (math.log10(value) - low) / max(1, high - low)


if __name__ == "__main__":
    main()
