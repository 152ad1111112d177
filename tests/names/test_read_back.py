"""Foreign names written by their sound are read back into the Latin words that they may stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.match.compare import compare
from lookthrough.names.read_back import LEAST, LIKELIEST, MOST, read_back, units_of


@pytest.mark.parametrize(
    ("word", "sounds", "latin"),
    [
        ("カスパロフ", "katakana", "kasparov"),
        ("ルーカス", "katakana", "lucas"),
        ("施密特", "chinese", "schmit"),
        ("шварц", "russian", "schvartz"),
        ("마르코", "korean", "marco"),
        ("שמידט", "hebrew", "schmidt"),
        ("كارلوس", "arabic", "carlos"),
    ],
)
def test_a_spelling_that_sounds_so_is_among_the_likeliest(word, sounds, latin):
    assert latin in [spelling.text for spelling in read_back(word, sounds)]


def test_the_likeliest_spelling_comes_first_and_agrees_best():
    percents = [spelling.percent for spelling in read_back("カスパロフ", "katakana")]
    assert percents[0] == LIKELIEST
    assert percents == sorted(percents, reverse=True)


def test_marks_of_length_and_doubled_consonants_belong_to_their_syllable():
    assert units_of("スコット", "katakana") == ["ス", "コ", "ット$"]
    assert units_of("ルーク", "katakana") == ["ルー", "ク$"]


@pytest.mark.parametrize(
    ("one", "other"), [("ヴィクトル・シュヴァルツ", "Viktor Schwarz"), ("Виктор Шварц", "Viktor Schwarz")]
)
def test_a_name_in_another_script_meets_a_spelling_that_no_table_of_letters_gives(one, other):
    assert compare(one, other, kind="person").score > 0.5


@given(st.text(max_size=20), st.sampled_from(list(MOST)))
def test_any_text_is_taken(text, sounds):
    found = read_back(text, sounds)
    assert len(found) <= MOST[sounds]
    assert all(LEAST <= spelling.percent <= LIKELIEST for spelling in found)
