"""The vowels that Arabic letters leave out are tried where one may be spoken, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.match.compare import compare
from lookthrough.match.score import DEFAULT_THRESHOLD
from lookthrough.names.sounds import sound_key
from lookthrough.names.unwritten import LEAST, LIKELIEST, MOST, spellings, spellings_of


def sounds(word: str) -> set[str]:
    return {sound_key(each.text) for each in spellings(word)}


@pytest.mark.parametrize(
    ("word", "spelt", "because"),
    [
        ("ثاقب", "saqib", "Persian and Urdu speak the first letter as s"),
        ("ثاقب", "thaqib", "Arabic speaks it as th"),
        ("وثيق", "wassiq", "a doubled letter is written once"),
        ("متصدق", "motassadeq", "no syllable begins with two consonants"),
        ("ظواهري", "zawahiri", "a waw before an alif is a consonant"),
        ("عبيدي", "ubaidi", "an ain carries any vowel"),
        ("صحراوي", "sahraoui", "French writes ou for w"),
        ("معروف", "maarouf", "an ain inside is no sound of its own"),
    ],
)
def test_a_usual_spelling_sounds_like_one_of_those_given(word, spelt, because):
    assert sound_key(spelt) in sounds(word), because


def test_spellings_of_other_words_are_not_given():
    assert sound_key("saqr") not in sounds("ثاقب"), "because the last letter is b"
    assert not any(len(key) - len(key.replace("@", "")) > 3 for key in sounds("ثاقب")), (
        "because it has three consonants"
    )


def test_an_article_before_a_sun_letter_may_be_joined():
    assert "essabar" in {each.text for each in spellings_of("زكريا الصبار")["sabar"]}


def test_known_given_names_are_left_to_their_own_forms():
    assert spellings_of("محمد علي") == {}


@pytest.mark.parametrize(
    ("original", "latin"),
    [
        ("عبد الحق وثيق", "Abdul-Haq Wassiq"),
        ("نور محمد ثاقب", "Noor Mohammad Saqib"),
        ("غازي حمود العبيدي", "Ghazi Hammud al-Ubaidi"),
        ("محمد جواد وزیری", "Mohammad Jawad Waziri"),
        ("منير المتصدق", "Mounir el Motassadeq"),
        ("عبدالجبار عمری", "Abdul Jabbar Omari"),
    ],
)
def test_a_person_meets_the_usual_spelling_in_both_directions(original, latin):
    for one, other in ((original, latin), (latin, original)):
        assert compare(one, other, kind="person").score >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("original", "latin", "because"),
    [
        ("نور محمد ثاقب", "Noor Mohammad Sabir", "the consonants are others"),
        ("محمد جواد وزیری", "Mohammad Jawad Nasiri", "the family names are two"),
    ],
)
def test_another_family_name_stays_below_the_line(original, latin, because):
    assert compare(original, latin, kind="person").score < DEFAULT_THRESHOLD, because


@given(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويءىةپچژگ", max_size=16))
def test_any_word_has_few_spellings_that_sound_apart(word):
    found = spellings(word)
    assert len(found) <= MOST
    assert len({sound_key(each.text) for each in found}) == len(found)
    assert all(LEAST <= each.percent <= LIKELIEST and each.text.isalpha() for each in found)
