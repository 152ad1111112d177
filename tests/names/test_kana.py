"""Kana as Latin words, Japanese or borrowed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.names.japanese import japanese_reading
from lookthrough.names.kana import borrowed, hepburn


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("トヨタ", "toyota"),
        ("きっちょう", "kitchou"),
        ("しんじゅく", "shinjuku"),
        ("ヴァンファ", "vanfa"),
        ("ウィーチャット", "wichatto"),
    ],
)
def test_kana_are_written_in_hepburn(text, expected):
    assert hepburn(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("ミュンスター", "myunster"), ("オバマ", "obama"), ("スミス", "smis"), ("バッハ", "bahha")]
)
def test_added_vowels_are_left_out_of_borrowed_names(text, expected):
    assert borrowed(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("トヨタ自動車株式会社", "toyota motor ltd"),
        ("横浜ゴム株式会社", "yokohama rubber ltd"),
        ("株式会社スズキ製作所", "ltd suzuki works"),
        ("田中 太郎", "tanaka taro"),
    ],
)
def test_a_japanese_name_is_read_with_its_trade_in_english(name, expected):
    assert japanese_reading(name) == expected


@given(st.text(alphabet=st.characters(min_codepoint=0x3041, max_codepoint=0x30FF), max_size=20))
def test_any_kana_are_read(text):
    assert isinstance(borrowed(text) + hepburn(text), str)
