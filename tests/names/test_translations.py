"""Words of trade in other scripts and their English."""

from __future__ import annotations

import pytest

from lookthrough.names.translations import english, translated, translations


@pytest.mark.parametrize(
    ("word", "script", "expected"),
    [
        ("банка", "cyrillic", "bank"),  # with an ending
        ("нефтяная", "cyrillic", "oil"),
        ("банкротство", "cyrillic", ""),  # another word that begins alike
        ("بنك", "arabic", "bank"),
        ("은행", "korean", "bank"),
        ("", "korean", ""),
    ],
)
def test_a_word_is_known_by_its_stem(word, script, expected):
    assert english(word, script) == expected


def test_unknown_words_are_spelt():
    assert translated("банк рога", "cyrillic", str.upper) == "bank РОГА"


@pytest.mark.parametrize("script", ["cyrillic", "arabic", "hebrew", "greek", "korean", "japanese"])
def test_every_english_word_is_plain(script):
    found = translations(script)
    assert found
    assert all(word.isascii() and word == word.lower() for word in found.values())
