"""No input crashes a search or a comparison, whatever it is made of."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lookthrough.index.entry import IndexEntry
from lookthrough.index.names import NameIndex
from lookthrough.match.compare import compare
from lookthrough.match.engine import Engine
from lookthrough.model.entity import Name
from lookthrough.model.query import Query
from lookthrough.model.schema import KINDS

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
