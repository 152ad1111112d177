"""Japanese names, kanji and kana together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.names.japanese import japanese_reading, latin


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("安倍晋三", "abe shinzo"),  # a surname and what follows
        ("小泉純一郎", "koizumi junichiro"),
        ("東京電力", "tokyo electric power"),
        ("川崎重工業", "kawasaki heavy industries"),
        ("日東", "nitto"),  # nichi and to
        ("海", "umi"),
    ],
)
def test_kanji_are_read_as_in_names(name, expected):
    assert expected in latin(name)


def test_words_of_trade_are_given_as_read_too():
    assert "yokohama gomu ltd" in latin("横浜ゴム株式会社")
    assert japanese_reading("横浜ゴム株式会社") == "yokohama rubber ltd"


def test_a_single_kanji_has_two_readings():
    assert {"toyama", "higashisan"} <= set(latin("東山"))


def test_two_given_names_stay_different():
    assert japanese_reading("安倍晋三") != japanese_reading("安倍晋太郎")


@given(st.text(alphabet=st.characters(min_codepoint=0x3040, max_codepoint=0x9FFF), max_size=20))
def test_any_text_is_read(text):
    assert len(latin(text)) == 4
