"""Every way of writing the same letters gives one plain form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.names.normalise import MAX_LETTERS, MAX_WORDS, plain, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Société Générale", ["societe", "generale"]),
        ("ＨＵＡＷＥＩ", ["huawei"]),
        ("Hik\u200bvision\u00ad", ["hikvision"]),
        ("\u202eRosneft\u202c", ["rosneft"]),
        ("Rosneft\u00a0Oil", ["rosneft", "oil"]),
        ("O'Brien & Sons", ["obrien", "and", "sons"]),
        ("Al-Qa’ida", ["al", "qaida"]),
        ("Straße", ["strasse"]),
        ("Газпром", ["gazprom"]),
        ("Gаzprоm", ["gazprom"]),  # the a and the o are Cyrillic
        ("a\x00b\tc", ["a", "b", "c"]),
        ("😀 Bank 😀", ["bank"]),
    ],
)
def test_a_name_becomes_plain_words(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize("text", ["", " ", "\x00", "😀", "()", "\ud800"])
def test_a_text_without_letters_has_no_words(text):
    assert words(text) == []


def test_the_work_of_a_long_name_is_bounded():
    assert len(words("ab " * 10_000)) == MAX_WORDS
    assert [len(word) for word in words("x" * 10_000)] == [MAX_LETTERS]


@given(st.text(max_size=60))
def test_any_text_becomes_ascii_and_stays_what_it_is(text):
    found = words(text)
    assert all(word.isascii() and word.isalnum() and word == word.lower() for word in found)
    assert words(" ".join(found)) == found
    assert plain(plain(text)) == plain(text)
