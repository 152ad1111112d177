"""Names in Thai letters, which leave blanks and short vowels out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.match.compare import compare
from lookthrough.match.score import DEFAULT_THRESHOLD
from lookthrough.names.thai import latin


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("เมือง", "mueang"),  # a vowel around its consonant
        ("เชียงใหม่", "chiangmai"),  # and one before it, whose ห only gives the tone
        ("สมชาย", "somchai"),  # a vowel that is not written
        ("กรุงเทพ", "krungthep"),  # two consonants spoken as one
        ("วงศ์สวัสดิ์", "wongsawat"),  # letters under the sign of silence
        ("จันทร์", "chan"),  # with the letter before them
        ("ยิ่งลักษณ์", "yinglak"),
        ("ธนาธร", "thanathon"),  # two last consonants are a syllable
        ("ประยุทธ์", "prayut"),
    ],
)
def test_a_word_is_spelt_by_the_royal_system(name, expected):
    assert latin(name)[0] == expected


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("ธนาคารกรุงเทพ", "Bangkok Bank"),
        ("ธนาคารแห่งชาติ", "National Bank"),
        ("บริษัท มะลิทอง จำกัด (มหาชน)", "Malithong Public Company Limited"),
        ("สมชาย วงศ์สวัสดิ์", "Somchai Wongsawat"),
        ("มะลิ ชินวัตร", "Mali Chinawatra"),  # an old family writes itself as in Sanskrit
    ],
)
def test_a_name_is_found_by_its_english_form(name, english):
    """Because a list prints one of them, and words of trade are cut out though no blank stands between."""
    assert compare(name, english).score >= DEFAULT_THRESHOLD


def test_two_ways_to_encode_a_vowel_are_one():
    assert latin("น้ำตาล") == latin("น\u0e4d\u0e49\u0e32ตาล")


def test_another_bank_is_not():
    assert compare("ธนาคารกรุงเทพ", "Krungsri Insurance").score < DEFAULT_THRESHOLD


@given(st.text(alphabet=st.characters(min_codepoint=0xE00, max_codepoint=0xEFF), max_size=40))
def test_any_text_is_spelt_in_latin_letters(text):
    assert all(spelling.isascii() for spelling in latin(text))
