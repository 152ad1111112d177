"""The readings kept are those that the libraries give, without the libraries' memory."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT
from ToJyutping import get_jyutping_list

from lookthrough.names import chinese
from lookthrough.names.spoken import spoken


def mandarin(text: str) -> tuple[str, ...]:
    return tuple(syllable.replace("ü", "v") for syllable in lazy_pinyin(text, errors="ignore", v_to_u=False))


def cantonese(text: str) -> tuple[str, ...]:
    return tuple(syllable.rstrip("123456") for _, syllable in get_jyutping_list(text) if syllable)


LIBRARIES = {"pinyin": mandarin, "cantonese": cantonese}


@pytest.mark.parametrize("language", LIBRARIES)
def test_every_known_word_is_read_as_by_the_library(language):
    words = dict.fromkeys((*chinese.dictionary(), *chinese.glosses(), *chinese.counties()))
    assert not [word for word in words if spoken(language).syllables(word) != LIBRARIES[language](word)]


@pytest.mark.parametrize("language", LIBRARIES)
def test_every_phrase_of_four_characters_or_fewer_is_read_as_by_the_library(language):
    """Because of two hundred thousand brands thirty are read otherwise: where two phrases share a character."""
    phrases = [phrase for phrase in PHRASES_DICT if len(phrase) <= 4]
    wrong = [phrase for phrase in phrases if spoken(language).syllables(phrase) != LIBRARIES[language](phrase)]
    assert len(wrong) <= len(phrases) // 1000


def test_a_character_without_a_reading_is_left_out():
    assert spoken("pinyin").syllables("〆行长") == ("hang", "zhang")
    assert spoken("pinyin").syllables("") == ()


def test_chinese_names_are_read_without_the_libraries():
    code = (
        "import sys; from lookthrough.names.readings import readings; "
        "assert readings('香港长江实业集团有限公司') and readings('陈大文', person=True); "
        "assert not {'pypinyin', 'ToJyutping'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603
