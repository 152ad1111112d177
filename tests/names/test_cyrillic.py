"""Cyrillic names as passports and newspapers spell them."""

from __future__ import annotations

import pytest

from lookthrough.names.cyrillic import latin


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Газпром", "gazprom"),
        ("Шойгу", "shoigu"),  # й before a consonant
        ("Юрий Лаврентьевич", "yury lavrentyevich"),
        ("Щербаков", "shcherbakov"),
        ("Назарбаев", "nazarbayev"),
        ("Дмитрий", "dmitry"),
        ("Зеленський Володимир її", "zelensky volodymyr yiyi"),
        ("Григорій Їжак", "hryhoriy yizhak"),  # Ukrainian г is h
        ("Лукашэнка ў", "lukashenka w"),
        ("Вучић", "vucic"),  # Serbian has its own Latin alphabet
        ("Қасым-Жомарт Тоқаев", "kasym-zhomart tokayev"),
        ("Ҳамидов Ўткир", "hamidov otkir"),  # Uzbek
        ("Търново", "tarnovo"),  # Bulgarian ъ is a vowel
        ("Подъячев", "podyachev"),  # the Russian one is silent
    ],
)
def test_a_name_is_spelt_as_its_language_spells_it(name, expected):
    assert latin(name)[0] == expected


def test_words_of_trade_are_given_in_english_too():
    assert latin("Уральский машиностроительный завод")[1] == "uralsky machine factory"


def test_a_foreign_name_goes_back_to_its_letters():
    assert latin("Джексон")[2] == "jexon"  # Jackson by its sound
    assert latin("Хадзимэ")[2] == "hazime"
