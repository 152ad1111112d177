"""A Chinese name without spaces is cut into general words; what no dictionary knows is the brand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.names.chinese_words import MOST_CHARACTERS, Kind, counties, dictionary, glosses, han_name, number


def cut(text: str) -> list[tuple[str, str]]:
    return [(part.text, part.kind.name) for part in han_name(text)]


def test_the_parts_of_a_legal_name():
    assert cut("浙江大华技术股份有限公司") == [
        ("浙江", "PLACE"),
        ("大华", "BRAND"),
        ("技术", "TRADE"),
        ("股份有限公司", "LEGAL"),
    ]


def test_a_place_in_brackets_is_a_place():
    assert ("上海", "PLACE") in cut("中微半导体设备（上海）股份有限公司")


def test_a_word_inside_a_brand_does_not_cut_it():
    assert ("动力源", "BRAND") in cut("北京动力源科技股份有限公司"), "动力 alone would leave the single character 源"


@pytest.mark.parametrize(("name", "brand"), [("泽光科技有限公司", "泽光"), ("泽云科技有限公司", "泽云")])
def test_a_brand_has_seldom_one_character(name, brand):
    """Because 光科技 and 云科技 are words of trade too, and brands of two characters a hundred times as many."""
    assert cut(name)[:2] == [(brand, "BRAND"), ("科技", "TRADE")]


def test_a_league_is_one_of_inner_mongolia():
    assert cut("成都盟泽电子有限公司")[:2] == [("成都", "PLACE"), ("盟泽", "BRAND")]
    assert han_name("锡林郭勒盟泽和牧业有限公司")[0].suffix == "盟"


def test_no_body_is_called_by_a_county_alone():
    assert cut("昆山股份有限公司")[0] == ("昆山", "BRAND")
    assert cut("昆山泽和有限公司")[:2] == [("昆山", "PLACE"), ("泽和", "BRAND")]


def test_a_short_name_ends_in_its_legal_form():
    assert cut("大华股份") == [("大华", "BRAND"), ("股份", "LEGAL")]


def test_latin_words_in_a_chinese_name_stay():
    assert cut("TCL科技集团")[0] == ("TCL", "FOREIGN")


@pytest.mark.parametrize(
    ("text", "digits"), [("二十九", "29"), ("五四", "54"), ("一〇一", "101"), ("十", "10"), ("一百二十三", "123")]
)
def test_chinese_numbers(text, digits):
    assert number(text) == digits


@pytest.mark.parametrize("written", ["第二十九", "第29", "第 29", "第２９", "29"])
def test_a_units_number_is_the_same_in_every_digit(written):
    assert cut(f"中国电子科技集团公司{written}研究所")[-2:] == [("29", "NUMBER"), ("研究所", "STRUCTURE")]


def test_the_dictionary_is_large_and_holds_no_empty_rendering():
    assert len(dictionary()) > 4000
    assert len(counties()) > 900
    assert all(english for entry in dictionary().values() for english in entry.english)
    assert not any(len(word) == 1 for word in glosses())


@given(st.text(max_size=200))
def test_any_text_is_cut_into_bounded_parts(text):
    parts = han_name(text)
    assert len(parts) <= MOST_CHARACTERS
    assert all(part.text and isinstance(part.kind, Kind) for part in parts)
