"""No input crashes a search or a comparison, whatever it is made of."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lookthrough.index.entry import IndexEntry
from lookthrough.index.names import NameIndex
from lookthrough.match import layout
from lookthrough.match.compare import compare
from lookthrough.match.engine import Engine
from lookthrough.model.entity import Name
from lookthrough.model.query import Query
from lookthrough.model.schema import KINDS
from lookthrough.names.readings import readings

LISTED = (
    "Gazprom OAO",
    "J. Smith",
    "杭州海康威视数字技术股份有限公司",
    "Бин Мухаммад",
    "محمد بن سلمان",
    "김정은",
    "x" * 300,
    "a b c d e f g h i j k l m n o p",
    "titan " * 40,
)
texts = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="ab c.-'0O" + "".join(map(chr, (0x43E, 0x301, 0x2BC, 0x200B, 0x202E))), max_size=60),
    st.lists(st.sampled_from(["titan", "a", "bin", "限公司", "海", "Ltd", "5", "*", "~", "\x00"]), max_size=40).map(
        " ".join
    ),
)


@pytest.fixture(scope="module")
def engine():
    kinds = [kind for kind in KINDS if kind != "any"]
    entries = [IndexEntry(f"{k}{i}", k, (Name(name),)) for i, name in enumerate(LISTED) for k in kinds]
    return Engine(NameIndex.build(entries))


@settings(max_examples=150, deadline=None)
@given(text=texts, kind=st.sampled_from(KINDS), security=st.booleans())
def test_every_text_is_searched(engine, text, kind, security):
    for match in engine.search(Query((text,), kind=kind, security=security), threshold=0.0):
        assert 0.0 <= match.score <= 1.0
        assert match.reasons


@settings(max_examples=150, deadline=None)
@given(texts, texts)
def test_every_pair_of_texts_is_compared(one, other):
    match = compare(one, other)
    assert 0.0 <= match.score <= 1.0
    assert bool(match.reasons) == (match.score > 0)


HOSTILE = {
    "a megabyte without a blank": "a" * 1_000_000,
    "a megabyte of words": "bank " * 200_000,
    "ten thousand words": " ".join(f"word{number}" for number in range(10_000)),
    "ten thousand letters": "a b c d " * 2_500,
    "one word forty times": "duran " * 40,
    "all initials": " ".join("abcdefghijklmnopqrstuvwxyz"),
    "combining marks without end": "a" + "\u0301" * 200_000,
    "combining marks on each letter": "e\u0301\u0302\u0303\u0304" * 20_000,
    "nothing but combining marks": "\u0301" * 500,
    "scripts mixed word by word": "Gаzрrоm 海康 باند Бин 김 कंपनी " * 3_000,
    "lone surrogates": "\ud800\udfff" * 5_000 + "Gaz\ud800prom",
    "characters without width": "G\u200ba\u200cz\u200dprom" + "\u200b" * 200_000,
    "turned around": "\u202e\u202dmorpzaG" * 1_000,
    "zeros": "\x00" * 10_000,
    "Chinese without an end": "海康威视数字技术股份有限公司" * 5_000,
    "a Chinese person without an end": "欧阳" + "明" * 5_000,
    "Korean without an end": "주식회사삼성전자" * 2_000,
    "Japanese without an end": "株式会社日立製作所" * 2_000,
    "one ligature that is many letters": "﷽" * 5_000,
    "brackets": "(" * 10_000,
    "brackets and blanks": "( [ (" * 3_000,
    "names in names": "Acme (formerly " * 5_000,
    "also known as": "A a.k.a. " * 5_000,
    "commas": "Smith, " * 10_000,
    "apostrophes": "'" * 100_000,
    "pinyin that parts in many ways": "gangangangangangangangangangangangangan" * 500,
    "digits for letters": " ".join(f"h0u1{number}5" for number in range(32)),
    "astral": "\U00020000\U0001f600" * 2_000,
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_are_searched_and_compared(engine, text):
    for kind in ("company", "person"):
        for security in (False, True):
            for match in engine.search(Query((text,), kind=kind, security=security), threshold=0.0):
                assert 0.0 <= match.score <= 1.0
                assert match.reasons
        assert 0.0 <= compare(text, LISTED[0], kind=kind).score <= 1.0
        assert compare(text, text + " x", kind=kind).reasons is not None


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_reading_is_larger_than_a_comparison_has_room_for(text):
    """Because the compiled kernel writes into working space of fixed size."""
    for person in (False, True):
        for reading in readings(text, person=person):
            assert len(reading.tokens) <= layout.MOST_TOKENS
            assert len(reading.tokens) + len(reading.spans) <= layout.MOST_ELEMENTS
            assert all(len(each.text) <= layout.MOST_LETTERS for each in (*reading.tokens, *reading.spans))
