"""Numbers in names come out the same however they are written."""

from __future__ import annotations

import pytest

from lookthrough.names.numbers import number_at, roman_letter


@pytest.mark.parametrize(
    ("words", "number", "width"),
    [
        (["54th"], "54", 1),
        (["1st"], "1", 1),
        (["first"], "1", 1),
        (["forty", "four"], "44", 2),
        (["fortyfour"], "44", 1),
        (["fourty", "4"], "44", 2),
        (["twenty", "first"], "21", 2),
        (["eleventh"], "11", 1),
        (["no", "54"], "54", 2),
        (["no", "shows"], "", 0),
        (["bank"], "", 0),
        (["ath"], "", 0),
    ],
)
def test_number_words_and_ordinals_are_digits(words, number, width):
    assert number_at(words, 0) == (number, width)


def test_a_roman_numeral_counts_behind_a_word_only():
    assert number_at(["partners", "viii"], 1) == ("8", 1)
    assert number_at(["xi", "corporation"], 0) == ("", 0), "because Xi is a name too"
    assert number_at(["malcolm", "x"], 1) == ("", 0), "because a single letter is left to the reader of the name"


def test_a_single_roman_letter_is_a_small_number():
    assert [roman_letter(letter) for letter in "ivxa"] == ["1", "5", "10", ""]
