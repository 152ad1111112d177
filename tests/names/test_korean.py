"""Korean syllables: sound changes, surnames and given names, words of trade."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.names.korean import latin, revised_romanisation


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("백마", "baengma"),
        ("신라", "silla"),
        ("종로", "jongno"),
        ("독립문", "dongnimmun"),
        ("좋고", "joko"),
        ("한복", "hanbok"),
        ("국어", "gugeo"),
        ("값", "gap"),
    ],
)
def test_neighbouring_syllables_change_their_sounds(word, expected):
    assert revised_romanisation(word) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("김정은", "kim jong un"),
        ("이민호", "lee min ho"),
        ("남궁민수", "namgung min soo"),  # a surname of two syllables
        ("삼성전자 주식회사", "samsung electronics ltd"),
        ("(주)한화건설", "ltd hanhwa construction"),
        ("국민은행", "kukmin bank"),
    ],
)
def test_persons_and_bodies_are_spelt_as_they_spell_themselves(name, expected):
    assert expected in latin(name)


def test_a_foreign_name_loses_the_vowels_that_korean_adds():
    assert "karlstad" in {way.replace(" ", "") for way in latin("카를스타드")}


@given(st.text(alphabet=st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=20))
def test_any_syllables_become_latin_letters(text):
    assert all(way.isascii() for way in latin(text))
