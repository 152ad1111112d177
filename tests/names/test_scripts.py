"""Names in other scripts become Latin words, spelt as English texts spell them, in more than one way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.names.scripts import MOST_RENDERINGS, is_compared, is_japanese, renderings


@pytest.mark.parametrize(
    "name",
    [
        "Hikvision",
        "Газпром",
        "Αλφα Τράπεζα",
        "３６０ Ｇｒｏｕｐ",
        "海康威视",
        "삼성전자",
        "بانک ملی ایران",
        "トヨタ自動車",
        "3M",
        "",
    ],
)
def test_names_in_scripts_that_are_spelt_well_are_compared(name: str) -> None:
    assert is_compared(name)


@pytest.mark.parametrize("name", ["ហ៊ុន ម៉ាណែត", "မင်းအောင်လှိုင်", "ཨ་མདོ"])
def test_names_wholly_in_roughly_spelt_scripts_are_not(name: str) -> None:
    assert not is_compared(name)


@pytest.mark.parametrize("name", ["Acme " * 33, "杭州" * 41, "a" * 41, "株式会社" + "ア" * 80])
def test_of_a_name_that_is_not_read_to_its_end_it_cannot_be_said_that_nobody_bears_it(name: str) -> None:
    assert not is_compared(name)
    assert is_compared(name[: len(name) // 3])


@pytest.mark.parametrize("name", ["Hikvision", "Société Générale", "Ağaoğlu", "", "3M"])
def test_a_latin_name_is_its_only_rendering(name: str) -> None:
    assert renderings(name) == (name,)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Садыр Жапаров", ("sadyr zhaparov", "sadyr japarov")),  # Kyrgyz ж is j
        ("박근혜", ("park keun hye",)),  # a surname in front: a personal name
        ("삼성전자", ("samsung electronics",)),  # a brand and its trade are written together
        ("バラク・オバマ", ("barak ・ obama",)),  # the added u of バラク is silent
        ("البنك المركزي السوري", ("bank central syria",)),  # the same words in English
        ("Εθνική Τράπεζα", ("ethniki trapeza", "national bank")),
        ("Բարակ Օբամա", ("barak obama",)),
        ("ბიძინა ივანიშვილი", ("bidzina ivanishvili",)),
        ("नरेन्द्र मोदी", ("narendra modi",)),
    ],
)
def test_a_name_has_its_usual_english_spellings(name: str, expected: tuple[str, ...]) -> None:
    assert set(expected) <= set(renderings(name))


def test_the_parts_of_a_mixed_name_are_each_spelt() -> None:
    assert renderings("ООО Huawei 은행")[0] == "OOO Huawei bank"


def test_chinese_characters_stay_unless_the_name_is_japanese() -> None:
    assert renderings("海康威视 Ltd") == ("海康威视 Ltd",)
    assert is_japanese("トヨタ自動車")
    assert is_japanese("株式会社日立製作所")
    assert not is_japanese("海康威视")
    assert renderings("トヨタ自動車")[0] == "toyota motor"


def test_letters_put_in_for_latin_ones_are_no_other_script() -> None:
    assert renderings("Gаzprоm") == ("Gazprom",)  # the a and the o are Cyrillic


@given(st.text(max_size=40))
def test_any_text_has_few_and_short_renderings(text: str) -> None:
    found = renderings(text)
    assert 1 <= len(found) <= MOST_RENDERINGS
    assert len(set(found)) == len(found)
    assert all(len(way) <= 40 * (len(text) + 1) for way in found)
