"""Numbers of names, many at once: always what the dictionary behind the table says."""

from __future__ import annotations

from collections import defaultdict
from itertools import count

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.exposure.ownership import name_table
from lookthrough.exposure.ownership.name_table import NameTable

names = st.text(max_size=4) | st.sampled_from(["Alpha", "Alpha ", "alpha", "", "é", "é", "a\nb", "\udcff"])


@pytest.fixture(autouse=True)
def _as_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(name_table, "machine_code", lambda kernel: kernel)


def known() -> defaultdict[object, int]:
    return defaultdict(count().__next__)


def asked(batches: list[list[object]]) -> tuple[list[int], list[int]]:
    table, plain = NameTable(known()), known()
    return [n for batch in batches for n in table.of(batch).tolist()], [plain[n] for batch in batches for n in batch]


@given(st.lists(st.lists(names, min_size=1, max_size=6), max_size=6))
def test_names_have_the_numbers_that_a_dictionary_gives_in_the_order_of_first_naming(batches):
    found, expected = asked(batches)
    assert found == expected


def test_ids_that_are_no_text_are_numbered_too_and_equal_no_text():
    assert asked([["1", 1], [1, "1", None]])[0] == [0, 1, 1, 0, 2]


def test_names_of_one_hash_are_told_apart_by_their_letters(monkeypatch):
    monkeypatch.setattr(name_table, "_LOW", 0)
    found, expected = asked([["Alpha", "Beta", "Alph"], ["Beta", "Gamma", "Alpha"]])
    assert found == expected == [0, 1, 2, 1, 3, 0]


def test_the_table_grows_with_its_names():
    many = [f"Company {n}" for n in range(40_000)]
    table = NameTable(known())
    for start in range(0, len(many), 8_000):
        table.of(many[start : start + 8_000])
    assert np.array_equal(table.of(many[::-37]), np.arange(len(many))[::-37])
