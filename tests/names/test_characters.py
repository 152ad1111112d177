"""The characters of a name, before it is spelt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.names.characters import MAX_CHARACTERS, cleaned


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ｈｕａｗｅｉ", "Huawei"),
        ("Ros\u200bneft\u00ad", "Rosneft"),
        ("Gаzprоm", "Gazprom"),  # the a and the o are Cyrillic
        ("Газпром", "Газпром"),  # all Cyrillic: nothing is masked
        ("СОСА Cola", "COCA Cola"),  # all Cyrillic, but no letter of the name is anything but a double
        ("ROСКЕТ Cо", "ROCKET Co"),
        ("Роснeфть", "Роснефть"),  # the e is Latin, and ф has no Latin double
        ("Gazprom Нефть", "Gazprom Нефть"),
        ("خامنه\u200cای", "خامنه\u200cای"),  # here the invisible character parts two syllables
        ("a\u200cb", "ab"),
        ("a\u2028b", "a b"),
    ],
)
def test_what_is_not_seen_goes_and_what_is_masked_is_unmasked(text, expected):
    assert cleaned(text) == expected


@given(st.text(max_size=50))
def test_any_text_is_cleaned_once(text):
    assert cleaned(cleaned(text)) == cleaned(text)


def test_a_long_text_is_cut():
    assert len(cleaned("ﷺ" * 10_000)) <= 2 * MAX_CHARACTERS
