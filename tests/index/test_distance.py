"""Slips between words are counted as optimal string alignment counts them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from lookthrough.index.distance import MET_BITS, ROOM, bits_set, distance

words = st.text(alphabet="abc", max_size=9)


@given(words, words, st.sampled_from([1, 2]))
def test_slips_are_counted_up_to_the_most_and_one(one, other, most):
    letters = np.array([ord(letter) for letter in f"x{one}yy{other}z"], dtype=np.uint32)
    found = distance(letters, 1, len(one), letters, 3 + len(one), len(other), most, np.full(ROOM, 77, dtype=np.int64))
    assert found == min(OSA.distance(one, other), most + 1)


@given(st.integers(0, (1 << MET_BITS) - 1))
def test_bits_are_counted(number):
    assert bits_set(number) == number.bit_count()
