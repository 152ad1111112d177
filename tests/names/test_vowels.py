"""Vowels put into words that are written without them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.names.vowels import given_names, with_vowels


@pytest.mark.parametrize(
    ("sounds", "expected"),
    [("slmAn", "salman"), ("bshAr", "bashar"), ("mhmd", "mahmad"), ("yUsf", "yusaf"), ("IUnAn", "yunan"), ("", "")],
)
def test_a_vowel_stands_where_a_syllable_needs_it(sounds, expected):
    assert with_vowels(sounds) == expected


def test_a_foreign_name_gets_no_vowel_that_it_does_not_need():
    assert with_vowels("frAnk", sparing=True) == "frank"


@pytest.mark.parametrize("script", ["arabic", "hebrew"])
def test_known_names_have_one_plain_spelling(script):
    assert all(latin.isascii() and latin.islower() for latin in given_names(script).values())


@given(st.text(alphabet="bdkmnrtAIU", max_size=12))
def test_no_three_consonants_meet(sounds):
    found = with_vowels(sounds)
    assert all(not set(found[at : at + 3]) <= set("bdkmnrt") for at in range(len(found) - 2))
