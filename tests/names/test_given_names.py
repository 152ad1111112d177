"""Which given name a word is a form of."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.names.given_names import family_of, follows_servant, is_given_name, is_syllable
from lookthrough.names.pinyin import syllables
from lookthrough.names.wordlists import word_list


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mohammed", "magomed"),
        ("khalid", "khaled"),
        ("alexander", "sasha"),
        ("robert", "bob"),
        ("volodymyr", "vladimir"),
        ("osman", "uthman"),
        ("abdulrahman", "abdulrehman"),
        ("park", "pak"),
        ("chol", "chul"),
    ],
)
def test_spellings_and_short_forms_of_one_name_are_a_family(one: str, other: str) -> None:
    """Because one person's documents carry several of them."""
    assert family_of(one) == family_of(other) != 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("aziz", "azim"),
        ("rahman", "rahim"),
        ("robert", "roberta"),
        ("angelo", "angela"),
        ("oleg", "olga"),
        ("hassan", "hussein"),
        ("abdulaziz", "abdulazim"),
        ("andrei", "alexei"),
        ("myong", "pyong"),
    ],
)
def test_names_that_only_look_alike_are_two_families(one: str, other: str) -> None:
    """Because they are borne by different people, however close the letters are."""
    assert 0 != family_of(one) != family_of(other) != 0


def test_an_unknown_word_has_no_family() -> None:
    """Because most surnames are no form of a given name."""
    assert family_of("lukashenko") == family_of("") == family_of("abdulov") == 0


def test_the_attributes_of_god_stand_behind_abdul() -> None:
    """Because "Abdul Rahman" is one name and "Abdul Mohammed" two."""
    assert follows_servant("rahman")
    assert not follows_servant("mohammed")
    assert family_of("abdulmohammed") == 0


@given(st.text("abdulrhmn", max_size=12))
def test_a_family_is_a_given_name_or_a_syllable_or_unknown(word: str) -> None:
    """Because the rules about fathers and sons hold for given names alone."""
    family = family_of(word)
    assert (family == 0) + is_given_name(family) + is_syllable(family) == 1


def test_no_word_is_in_two_families() -> None:
    """Because which of two names a word is a form of must not hang on the order of a file."""
    seen: dict[str, str] = {}
    for section in word_list("given_names").values():
        for name, forms in section.items():
            for word in (name, *str(forms).split()):
                assert seen.setdefault(word, name) == name, word
                assert word.isascii(), word
                assert word.isalpha(), word
                assert word == word.lower()


def test_no_two_syllables_of_chinese_are_one_korean_syllable() -> None:
    """Because Chinese names are compared as persons too, and "Kang" is not "Gang"; "Yi" and "Ri" are the exception."""
    for name, forms in word_list("given_names")["korean"].items():
        chinese = [word for word in (name, *str(forms).split()) if len(syllables(word)) == 1]
        assert {frozenset(pair) for pair in combinations(chinese, 2)} <= {frozenset({"yi", "ri"})}, name
