"""Disguised and misread words are also read as what they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.names.misread import readings_of


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("hu4wei", ("huawei",)),
        ("5berbank", ("sberbank",)),
        ("ka1inka", ("kaiinka", "kalinka")),
        ("harnburg", ("hamburg",)),
        ("vvidget", ("widget",)),
        ("huawei", ()),
        ("624", ()),
        ("a320", ()),
    ],
)
def test_digits_stand_for_letters_and_letter_pairs_for_one(word, read):
    assert readings_of(word) == read


@given(st.text(max_size=40))
def test_there_are_at_most_two_other_readings(word):
    assert len(readings_of(word)) <= 2
