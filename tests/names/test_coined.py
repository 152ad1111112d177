"""Brands that were coined in English to sound like a Chinese one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.names import coined
from lookthrough.names.words import word_of

LETTERS = st.text("abcdefghijklmnopqrstuvwxyz", max_size=40)


@pytest.mark.parametrize(
    ("brand", "word", "stranger"),
    [("haikangweishi", "hikvision", "mindray"), ("kelu", "clou", "goertek"), ("hesheng", "hoshine", "everwin")],
)
def test_a_coined_word_keeps_consonants_and_a_stranger_does_not(brand: str, word: str, stranger: str) -> None:
    assert coined.likeness_of(brand, word) >= 40
    assert coined.likeness_of(brand, stranger) < 20


def test_a_meaning_inside_the_word_speaks_for_it() -> None:
    """云 of 云从 is "cloud", and nothing else in "cloudwalk" sounds like Yuncong."""
    assert coined.likeness_of("yuncong", "cloudwalk") == 0
    assert coined.likeness_of("yuncong", "cloudwalk", ("cloud",)) > 20


def test_a_word_that_is_pinyin_itself_is_another_name() -> None:
    assert coined.likeness_of("jiawo", "jiawei") < coined.likeness_of("jiawo", "joyvio")


def test_only_pinyin_is_coined_from() -> None:
    assert coined.likeness_of("microsoft", "mikrosoft") == 0


@given(LETTERS, LETTERS)
def test_the_longest_common_sequence_is_that_of_the_textbook(one: str, other: str) -> None:
    assert coined.common(one.encode(), other.encode()) == textbook(one, other)


@given(st.sampled_from(["dahua", "beifanghuachuang", "an"]), LETTERS)
def test_no_coined_spelling_is_worth_more_than_the_most(brand: str, word: str) -> None:
    assert 0 <= coined.likeness(word_of(brand), word_of(word), meaning=True) <= coined.MOST


@given(LETTERS, st.integers(0, 1))
def test_consonants_are_classes_and_no_two_neighbours_but_around_an_h_are_one(word: str, pinyin: int) -> None:
    found = coined.consonants(word.encode(), pinyin)
    assert set(found) <= set(coined.CLASSES) - {0}
    if "h" not in word:
        assert all(one != other for one, other in pairwise(found))


def test_english_and_pinyin_read_their_letters_differently() -> None:
    assert coined.consonants(b"chuang", 1) == coined.consonants(b"shan", 0)
    assert coined.consonants(b"cloud", 0) == coined.consonants(b"kelud", 1)
    assert coined.consonants(b"cixi", 1) == coined.consonants(b"sisi", 1)


def test_a_short_word_stands_inside_no_other() -> None:
    assert coined.stands_inside(b"cloud", b"mycloudwalk")
    assert not coined.stands_inside(b"cl", b"cloud")
    assert not coined.stands_inside(b"clouds", b"cloud")


def textbook(one: Sequence[object], other: Sequence[object]) -> int:
    """The length of the longest common subsequence by the table of every prefix with every prefix."""
    row = [0] * (len(other) + 1)
    for item in one:
        before = row
        row = [0]
        for at, met in enumerate(other):
            row.append(before[at] + 1 if item == met else max(before[at + 1], row[at]))
    return row[-1]
