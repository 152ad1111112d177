"""Pinyin is told from other words by its syllables, and turned into older spellings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.names import cantonese, coined
from lookthrough.names.pinyin import is_pinyin, spelt, syllables, table, wade_giles


@pytest.mark.parametrize("word", ["zhang", "wei", "haikangweishi", "hailin", "lvye", "er", "xian"])
def test_words_of_whole_syllables_are_pinyin(word):
    assert is_pinyin(word)


@pytest.mark.parametrize("word", ["hikvision", "hsin", "kai-shek", "tsai", "", "bank"])
def test_other_words_are_not(word):
    assert not is_pinyin(word)


def test_about_four_hundred_syllables_exist():
    assert 395 <= len(table()) <= 420


@pytest.mark.parametrize(
    ("pinyin", "older"),
    [("quanguo", "chuankuo"), ("rongji", "jungchi"), ("xinhua", "hsinhua"), ("zhu", "chu"), ("jiang", "chiang")],
)
def test_wade_giles_without_its_marks(pinyin, older):
    assert wade_giles(pinyin) == older


@pytest.mark.parametrize(
    ("text", "word"),
    [("重庆", "chongqing"), ("银行", "yinhang"), ("行业", "hangye"), ("长信", "changxin"), ("绿城", "lvcheng")],
)
def test_characters_of_several_readings_are_read_by_their_word(text, word):
    assert "".join(spelt(text)) == word


def test_hong_kong_spellings():
    assert [s[0] for s in cantonese.spelt("長江")] == ["cheung", "kong"]
    assert [s[0] for s in cantonese.spelt("介石")] == ["kai", "shek"]
    assert "sun" in cantonese.spelt("新")[0]


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=40))
def test_syllables_rebuild_the_word(word):
    found = syllables(word)
    assert not found or "".join(found) == word


def test_a_coined_spelling_keeps_the_consonants():
    assert coined.likeness_of("kelu", "clou") > coined.likeness_of("kelu", "mindray")
    assert coined.likeness_of("haikangweishi", "hikvision") >= 30
    assert coined.likeness_of("yuncong", "cloudwalk", ("cloud",)) > coined.likeness_of("yuncong", "cloudwalk")


def test_another_word_of_pinyin_is_seldom_coined_from_it():
    assert coined.likeness_of("jiawo", "juewei") < coined.likeness_of("jiawo", "joyvio")


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=20), st.sampled_from(["haikang", "xinhua", "kelu"]))
def test_likeness_is_a_percent(word, pinyin):
    assert 0 <= coined.likeness_of(pinyin, word) <= 100
