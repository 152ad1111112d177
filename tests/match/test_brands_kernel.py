"""What a word of the query says of many listed words is what the comparison of two words says."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lookthrough.match import layout
from lookthrough.match.brands_kernel import SOUND, coined_from, sound_out
from lookthrough.match.layout import Name
from lookthrough.match.packed import word_row
from lookthrough.names.coined import likeness
from lookthrough.names.tags import Script, Tag
from lookthrough.names.words import word_of

SYLLABLES = ("ha", "hai", "er", "xin", "zhong", "shuang", "qing", "chong", "le", "guo", "an", "ming", "hui", "teng")
PINYIN = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=4).map("".join)
LATIN = st.text("aeioubchkgnpqrstwxyz", min_size=1, max_size=12)


def asked(text: str, script: Script) -> Name:
    """A name of one own word."""
    token = (int(Tag.CORE), 100, 100, 0, 100)
    cells = array("q", [1, 1, 0, 0, 0, int(script), *token, 0, 0, 0, 1, 100, layout.IS_TOKEN])
    return Name(cells, 0, array("q", word_row(word_of(text), 0)), array("q", map(ord, text)))


def told(ours: str, script: Script, theirs: str, meaning: int) -> int:
    """What the kernel says of a query's word and a listed word."""
    name, sounds = asked(ours, script), array("q", bytes(8 * SOUND))
    sound_out(name, 0, sounds)
    row, letters = array("q", word_row(word_of(theirs), 0)), array("q", map(ord, theirs))
    return coined_from(name, 0, sounds, row, letters, 0, meaning)


@given(PINYIN, st.one_of(LATIN, PINYIN), st.integers(0, 1))
@example("haier", "haier", 0)  # because the Latin name may be the Chinese one spelt
@example("lexin", "elexin*2", 0)  # because a name's second such word sounds like the first and has no letters only
def test_a_brand_is_as_likely_coined_whichever_name_is_asked(brand, word, meaning):
    expected = likeness(word_of(brand), word_of(word), meaning=bool(meaning))
    assert told(brand, Script.FROM_HAN, word, meaning) == expected
    assert told(word, Script.LATIN, brand, meaning) == expected


@pytest.mark.parametrize(("ours", "script"), [("x5", Script.LATIN), ("ab", Script.LATIN), ("brand", Script.FROM_HAN)])
def test_nothing_is_coined_from_what_has_no_letters_or_no_syllables(ours, script):
    assert told(ours, script, "haier", 0) == 0
