"""Every way in which one name is read, as texts of its tokens."""

from __future__ import annotations

import pytest

from lookthrough.names.readings import MOST_READINGS, readings
from lookthrough.names.tags import Tag


def texts(name: str, *, person: bool = False) -> list[tuple[str, ...]]:
    return [tuple(token.text for token in reading.tokens) for reading in readings(name, person=person)]


def alternates(name: str, *, person: bool = False) -> set[str]:
    found = readings(name, person=person)
    return {span.text for reading in found for span in reading.spans if span.how == "alternate"}


@pytest.mark.parametrize(
    "name",
    ["BUTEMBO AIRLINES (BAL)", "butembo airlines (bal)", "BUTEMBO AIRLINES BAL", "But\u00e9mbo Airlines (B\u00c1L)"],
)
def test_a_name_is_also_read_without_the_acronym_behind_it(name):
    """Because it says nothing new, and the next list prints it without brackets, or not at all."""
    assert ("butembo", "airline") in texts(name)


@pytest.mark.parametrize(
    ("name", "long"),
    [
        ("Zutari Chemical Industries Group ZCI", ("zutari", "chemical", "industry", "group")),
        ("Zutari Tech Co Ltd ZUTARI", ("zutari", "technology", "~limited")),
    ],
)
def test_brackets_around_a_short_name_may_be_lost_on_the_way(name, long):
    """Because payment messages allow few marks, and "Zutari Tech Co., Ltd. (ZUTARI)" is no name of two words more."""
    assert long in texts(name)


def test_a_last_word_that_is_no_acronym_stays():
    assert texts("Butembo Airlines Bravo") == [("butembo", "airline", "bravo")]


@pytest.mark.parametrize("name", ["Kong Hong Electronics", "Hong Electronics Kong"])
def test_a_place_of_two_words_is_found_when_its_words_are_shuffled(name):
    """Because the order of words matters nowhere else in a name, and "Hong Kong" is one word here."""
    assert any("hongkong" in found for found in texts(name))


def test_words_that_mean_something_alone_make_no_place():
    """Because "York New Energy" is not from New York."""
    assert texts("York New Energy") == [("york", "new", "energy")]


def test_a_pinyin_word_of_a_body_is_also_read_in_wade_giles():
    """Because old lists spell it so whatever words stand beside it."""
    assert "hsinhua" in alternates("Xinhua Steelworks Bremen")
    assert "hsi" not in alternates("Xi Steelworks Bremen")


def test_a_repeated_word_may_be_misspelt_once():
    """Because "othman*2" is no word that a slip could be found in."""
    assert "othman" in alternates("Othman Ahmed Othman Al-Ghamdi", person=True)


@pytest.mark.parametrize("name", ["Le Yucheng", "Do Muoi", "Do Kyung Soo", "Le Duc Tho"])
def test_small_words_of_the_west_are_surnames_in_the_east(name):
    assert readings(name, person=True)[0].tokens[0].tag is Tag.CORE


@pytest.mark.parametrize("name", ["De Gaulle", "Du Toit", "Da Costa"])
def test_small_words_of_the_west_stay_small_words_there(name):
    assert readings(name, person=True)[0].tokens[0].tag is Tag.PARTICLE


def test_russian_words_of_trade_are_read_in_latin_letters_too():
    """Because publishers print the Russian name in Latin letters as often as the English one."""
    assert {"shipbuilding"} <= alternates("Sudostroitelnyy Zavod Astra")
    assert "oil" in alternates("Astra Neftyanaya Kompaniya")
    assert "russia" not in alternates("Bank Rossiya"), "because a place may be the bank's own name"


def test_an_arabic_spelling_of_a_name_with_p_is_read_with_p():
    """Because Arabic has no letter for it and writes b."""
    assert any(
        "perez" in found
        for found in texts("\u0641\u0631\u0646\u0627\u0646\u062f\u0648 \u0628\u064a\u0631\u064a\u0632", person=True)
    )


def test_readings_are_few_and_never_none():
    assert readings("")[0].tokens == ()
    assert len(readings("\u0411\u0430\u043d\u043a (formerly A; formerly B; formerly C)")) <= MOST_READINGS


@pytest.mark.parametrize("name", ["マツダ株式会社", "(株)マツダ", "有限会社さくら", "ABC株式会社", "丠\ud800所"])
@pytest.mark.parametrize("person", [False, True])
def test_a_name_is_read_whatever_letters_stand_beside_each_other(name, person):
    """Because a Japanese company may have no Chinese character, and JSON may hold half a character."""
    assert readings(name, person=person)[0].tokens
