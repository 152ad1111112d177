"""Names in Arabic letters: usual spellings of known names, guessed vowels in the others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.match.compare import compare
from lookthrough.match.score import DEFAULT_THRESHOLD
from lookthrough.names.arabic import latin
from lookthrough.names.sounds import coarse_key


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("محمد", "mohammed"),
        ("مُحَمَّد", "mohammed"),  # the same with its vowel points
        ("علي", "ali"),
        ("علی", "ali"),  # with the Persian letter
        ("باراك أوباما", "barak obama"),
        ("بشار الأسد", "bashar al asad"),
        ("ئۇيغۇر شىنجاڭ", "uyghur shinjang"),  # Uyghur writes its vowels
    ],
)
def test_a_name_is_spelt_as_usual(name, expected):
    assert latin(name)[0] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("البنك المركزي العراقي", "bank central iraq"),
        ("بانک سپه", "bank sepah"),
        ("وزارت دفاع", "ministry defense"),
    ],
)
def test_a_body_is_given_in_english_too(name, expected):
    assert expected in latin(name)


@pytest.mark.parametrize(("word", "spelt"), [("شيراتوري", "shiratori"), ("هيلتون", "hilton")])
def test_a_name_without_vowels_still_sounds_like_its_latin_spelling(word, spelt):
    assert coarse_key(spelt) in {coarse_key(way) for way in latin(word)}


def test_two_different_names_stay_different():
    assert latin("باراك أوباما")[0] != latin("محمد بن سلمان")[0]
    assert latin("السري")[0] != latin("السيسي")[0]


@given(st.text(alphabet=st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=30))
def test_any_text_is_spelt(text):
    assert all(isinstance(way, str) for way in latin(text))


@pytest.mark.parametrize(
    ("name", "latin_name"),
    [
        ("حبیب الله رشاد", "Habibullah Rashad"),
        ("رحمت الله شاه نواز", "Rahmatullah Shah Nawaz"),
        ("قصي غالب التكريتي", "Qusay Ghalib al-Tikriti"),
        ("محمد عباس آخوند", "Mohammad Abbas Akhund"),
    ],
)
def test_a_person_meets_the_usual_spelling(name, latin_name):
    assert compare(name, latin_name, kind="person").score >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("ئۈرۈمچى شەھەرلىك جامائەت خەۋپسىزلىك ئىدارىسى", "Urumqi Municipal Public Security Bureau"),
        ("شىنجاڭ ئىشلەپچىقىرىش قۇرۇلۇش بىڭتۇەنى", "Xinjiang Production and Construction Corps"),
        ("قەشقەر", "Kashgar"),
        ("خوتەن", "Hotan"),
    ],
)
def test_uyghur_names_are_found_by_their_english_form(name, english):
    """Because places and bodies of the region have Uyghur names, which its own people print."""
    assert compare(name, english).score >= DEFAULT_THRESHOLD


def test_uyghur_writes_all_its_vowels():
    assert latin("قەشقەر")[0] == "qeshqer"
