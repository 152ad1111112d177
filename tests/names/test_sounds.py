"""Words that sound alike have one key, words that do not have two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.names.sounds import coarse_key, sound_key

WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=20)


@pytest.mark.parametrize(
    "spellings",
    [
        ("mohammed", "muhammad", "mohamad", "mohamed"),
        ("hussein", "husayn", "husain", "hussain"),
        ("sergei", "sergey", "serguei"),
        ("yusuf", "yousuf"),
        ("tchaikovsky", "chaykovskiy", "chaikovsky"),
        ("zhukov", "jukov", "djukov"),
        ("lee", "li"),
        ("wladimir", "vladimir"),
        ("filip", "philip", "phillip"),
        ("khusein", "hussein"),
        ("nazarbaev", "nazarbayev"),
    ],
)
def test_spellings_of_one_name_have_one_fine_key(spellings):
    assert len({sound_key(word) for word in spellings}) == 1


@pytest.mark.parametrize(
    "spellings",
    [("qaddafi", "gaddafi", "kadhafi"), ("yusuf", "youssef"), ("aleksandr", "alexander"), ("mhmd", "mohammed")],
)
def test_rougher_spellings_of_one_name_have_one_coarse_key(spellings):
    assert len({coarse_key(word) for word in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("li", "lu"), ("ali", "ala"), ("maria", "mario"), ("robert", "roberta"), ("sara", "sir")]
)
def test_different_names_have_different_fine_keys(one, other):
    assert sound_key(one) != sound_key(other)


@pytest.mark.parametrize("word", ["", "4", "f16", "2nd"])
def test_a_word_with_digits_has_no_sound(word):
    assert sound_key(word) == coarse_key(word) == ""


@given(WORDS)
def test_keys_are_no_longer_than_the_word_spelt_out(word):
    assert len(sound_key(word)) <= 2 * len(word)
    assert len(coarse_key(word)) <= 2 * len(word)


@given(WORDS)
def test_a_doubled_letter_is_not_heard(word):
    twice = "".join(2 * letter for letter in word)
    assert sound_key(word + word) is not None
    assert isinstance(sound_key(twice), str)
