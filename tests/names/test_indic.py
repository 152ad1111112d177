"""Names in the scripts of India."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.names.indic import indian


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("नरेन्द्र मोदी", "narendra modi"),
        ("राजनाथ सिंह", "rajnath singh"),  # the carried vowel is not spoken inside and at the end
        ("मुंबई", "munbai"),
        ("মোহাম্মদ", "mohammad"),
        ("தமிழ்", "tamizh"),
        ("ರಾಮ", "rama"),  # the south speaks the last vowel
    ],
)
def test_the_carried_vowel_is_written_where_it_is_spoken(name, expected):
    assert indian(name) == (expected,)


@given(st.text(alphabet=st.characters(min_codepoint=0x900, max_codepoint=0xD7F), max_size=20))
def test_any_text_is_spelt(text):
    assert isinstance(indian(text)[0], str)
