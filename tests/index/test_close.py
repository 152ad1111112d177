"""Words within the slips allowed are found, each once, and a result that does not fit is told."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from lookthrough.index import slips
from lookthrough.index.slips import Vocabulary, look_up_arrays
from lookthrough.index.texts import join_letters
from lookthrough.names.words import Word


def vocabulary(words):
    none = np.zeros(len(words), dtype=np.int64)
    told = {
        **join_letters(words),
        "word_letters": np.array([word.isalpha() for word in words], dtype=np.bool_),
        **{f"word_{mark}": none for mark in slips.SOUNDS},
    }
    return Vocabulary(told | look_up_arrays(told))


def near(known, word):
    _, found, parted = vocabulary(known).near([Word(word, word.isalpha())])
    return dict(zip([known[row] for row in found.tolist()], parted.tolist(), strict=True))


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("gasprom", {"gazprom": 1}),
        ("gazporm", {"gazprom": 1}),
        ("rosnefft", {"rosneft": 1}),
        ("microeletronic", {"microelectronics": 2}),
        ("li", {}),
        ("gazprom7", {}),
    ],
)
def test_a_word_meets_what_it_may_be_a_slip_of(word, found):
    assert near(["gazprom", "lu", "microelectronics", "rosneft"], word) == found, "because short words have no slips"


def test_more_neighbours_than_expected_are_all_given():
    known = sorted({f"acme{a}{b}" for a in "abcdefghijklmnopqrstuvwxyz" for b in "abcdefghijklmnopqrstuvwxyz"})
    asked = [Word(f"acme{a}{a}", letters=True) for a in "abcdefghijklmnopqrstuvwxyz"] * 2
    starts, found, _ = vocabulary(known).near(asked)
    assert len(found) == len(asked) * (1 + 2 * 25)
    assert all(len(set(found[a:b].tolist())) == b - a for a, b in pairwise(starts.tolist()))
