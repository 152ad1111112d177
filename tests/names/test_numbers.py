"""Numbers in names come out the same however they are written."""

from __future__ import annotations

import pytest

from lookthrough.names.numbers import number_at, number_behind, parts_a_number, roman_letter


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
        (["no54"], "54", 1),
        (["nr007"], "7", 1),
        (["007"], "7", 1),
        (["000"], "0", 1),
        (["nova5"], "", 0),
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
    assert number_at(["axa", "xl"], 1) == ("", 0), "because XL is a size and an insurer"
    assert number_at(["partners", "xlii"], 1) == ("42", 1)
    assert number_at(["malcolm", "x"], 1) == ("", 0), "because a single letter is left to the reader of the name"


def test_a_single_roman_letter_is_a_small_number():
    assert [roman_letter(letter) for letter in "ivxa"] == ["1", "5", "10", ""]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("plant12", ("plant", "12")),
        ("fundiii", ("fund", "iii")),
        ("fundiv", ("fund", "iv")),
        ("chemix", ("", "")),
        ("a320", ("", "")),
        ("fundiiii", ("", "")),
        ("fund", ("", "")),
    ],
)
def test_a_number_stands_behind_a_word_without_a_blank(word, parts):
    assert number_behind(word) == parts


def test_a_blank_parts_two_numbers_but_not_thousands():
    assert parts_a_number("12", "3")
    assert parts_a_number("a1", "20"), "because A1 20 is not A 120"
    assert not parts_a_number("1", "000"), "because 1 000 is one thousand"
    assert not parts_a_number("a", "320")
