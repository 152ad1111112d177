"""The treemap's geometry: areas tell the truth."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.report.charts import bar, label_that_fits, squarify

VALUES = st.lists(st.integers(0, 10**12).map(lambda cents: Fraction(cents, 100)), min_size=1, max_size=25)


@given(VALUES, st.sampled_from([(960.0, 260.0), (100.0, 100.0), (50.0, 400.0)]))
def test_areas_are_proportional_and_fill_the_rectangle(values: list[Fraction], size: tuple[float, float]) -> None:
    width, height = size
    tiles = squarify(values, width, height)
    total = sum(values)
    assert sorted(tile.index for tile in tiles) == [i for i, value in enumerate(values) if value > 0]
    for tile in tiles:
        assert tile.width * tile.height == pytest.approx(float(values[tile.index] / total) * width * height, abs=1e-2)
        assert -1e-6 <= tile.x <= tile.x + tile.width <= width + 1e-6
        assert -1e-6 <= tile.y <= tile.y + tile.height <= height + 1e-6


@given(VALUES)
def test_tiles_do_not_overlap(values: list[Fraction]) -> None:
    for a, b in combinations(squarify(values, 300.0, 200.0), 2):
        across = min(a.x + a.width, b.x + b.width) - max(a.x, b.x)
        down = min(a.y + a.height, b.y + b.height) - max(a.y, b.y)
        assert across <= 1e-6 or down <= 1e-6


def test_equal_values_make_near_squares() -> None:
    assert all(0.4 < tile.width / tile.height < 2.5 for tile in squarify([Fraction(1)] * 12, 400.0, 300.0))


def test_a_value_too_small_to_draw_breaks_nothing() -> None:
    tiles = squarify([Fraction(1), Fraction(1, 10**400), Fraction(1, 10**401)], 10.0, 10.0)
    assert [round(tile.width * tile.height) for tile in tiles] == [100, 0, 0]


def test_nothing_held_makes_no_tile() -> None:
    assert squarify([Fraction(0), Fraction(-5)], 10.0, 10.0) == []


def test_a_bar_never_hides_a_real_part() -> None:
    assert bar(Fraction(1, 10**9), Fraction(1)) == "0.5"
    assert bar(Fraction(1, 2), Fraction(1)) == "50"
    assert bar(Fraction(3), Fraction(2)) == "100"
    assert bar(None, Fraction(1)) == bar(Fraction(0), Fraction(1)) == bar(Fraction(1), None) == "0"


def test_labels_are_cut_to_their_tile() -> None:
    assert label_that_fits("Hikvision", 100, 8) == "Hikvision"
    assert label_that_fits("Hangzhou Hikvision", 80, 8) == "Hangzhou…"
    assert label_that_fits("海康威视数字技术", 80, 8) == "海康威视…"
    assert label_that_fits("Hikvision", 20, 8) == ""
