"""Foreign names in Chinese characters sound like their Latin spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.names.sounds import coarse_key
from lookthrough.names.transcribed import looks_transcribed, renderings


@pytest.mark.parametrize(("text", "latin"), [("奥巴马", "obama"), ("巴尔蒙特", "balmont"), ("克林顿", "clinton")])
def test_a_transcription_shares_most_consonants_with_its_original(text, latin):
    keys = {coarse_key(way) for way in renderings(text)}
    assert coarse_key(latin) in keys


def test_parts_between_dots_are_words():
    assert renderings("贝拉克·奥巴马")[0].split()[-1] == "obama"


def test_simplified_and_traditional_characters_sound_alike():
    assert renderings("奧巴馬") == renderings("奥巴马")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("贝拉克·奥巴马", True), ("克林顿", True), ("奥柏", True), ("李明", False), ("中国银行", False), ("", False)],
)
def test_a_transcription_is_known_by_its_characters(text, expected):
    assert looks_transcribed(text) is expected


@given(st.text(max_size=20))
def test_any_text_is_taken(text):
    assert 1 <= len(renderings(text)) <= 3
