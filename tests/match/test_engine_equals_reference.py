"""The engine finds exactly what plain loops find."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lookthrough.index.entry import IndexEntry
from lookthrough.index.names import NameIndex
from lookthrough.match import finder, reference
from lookthrough.match.engine import Engine
from lookthrough.match.score import DEFAULT_THRESHOLD
from lookthrough.model.entity import Identifier, Name
from lookthrough.model.query import Query
from lookthrough.model.schema import KINDS

WORDS = [
    "gazprom",
    "gazprombank",
    "severstal",
    "china",
    "beijing",
    "zhejiang",
    "dahua",
    "technology",
    "tech",
    "technologies",
    "bank",
    "construction",
    "group",
    "holdings",
    "international",
    "ltd",
    "limited",
    "co",
    "company",
    "corp",
    "sa",
    "ooo",
    "pjsc",
    "joint",
    "stock",
    "the",
    "of",
    "and",
    "al",
    "bin",
    "mohammad",
    "muhammad",
    "mohamed",
    "hassan",
    "hasan",
    "hussein",
    "j",
    "k",
    "a",
    "b",
    "li",
    "lee",
    "ming",
    "min",
    "micro",
    "electronics",
    "microelectronics",
    "electronic",
    "5",
    "6",
    "360",
    "hong",
    "kong",
    "hongkong",
    "intl",
    "mfg",
    "manufacturing",
    "engineeri",
    "engineering",
    "semiconductor",
    "x",
    "xy",
    "xyz",
    "abu",
    "duran",
    "graco",
    "granco",
    "almaz",
    "almas",
    "plant12",
    "12",
    "3",
]
JOINED = ["".join(pair) for pair in zip(WORDS[::3], WORDS[1::3], strict=False)]


CHINESE = [
    "杭州海康威视数字技术股份有限公司",
    "浙江大华技术股份有限公司",
    "大华技术",
    "Hangzhou Hikvision Digital Technology Co., Ltd.",
    "Zhejiang Dahua Technology",
]


@st.composite
def names(draw: st.DrawFn) -> str:
    if draw(st.integers(0, 5)) == 0:
        return draw(st.sampled_from(CHINESE))
    words = draw(st.lists(st.sampled_from(WORDS + JOINED), min_size=0, max_size=6))
    text = " ".join(words)
    if text and draw(st.booleans()):
        at = draw(st.integers(0, len(text) - 1))
        text = draw(
            st.sampled_from([text[:at] + text[at + 1 :], text[:at] + "e" + text[at:], text.upper(), text[: at + 1]])
        )
    return text


codes = st.builds(Identifier, st.sampled_from(["isin", "lei"]), st.sampled_from(["A", "B"]))
countries = st.lists(st.sampled_from(["cn", "ru", "us"]), max_size=2, unique=True).map(tuple)
listed_names = st.builds(Name, names(), st.sampled_from(["name", "alias", "weak_alias", "former_name"]))


@st.composite
def entries(draw: st.DrawFn) -> list[IndexEntry]:
    return [
        IndexEntry(
            f"l:{row}",
            draw(st.sampled_from(KINDS)),
            tuple(draw(st.lists(listed_names, min_size=1, max_size=3))),
            draw(countries),
            tuple(draw(st.lists(codes, max_size=1))),
            tuple(draw(st.lists(st.sampled_from(["one", "two"]), max_size=2, unique=True))),
        )
        for row in range(draw(st.integers(0, 14)))
    ]


queries = st.builds(
    Query,
    names=st.lists(names(), min_size=0, max_size=2).map(tuple),
    kind=st.sampled_from(KINDS),
    countries=countries,
    identifiers=st.lists(codes, max_size=1).map(tuple),
    security=st.booleans(),
)


@settings(max_examples=250, deadline=None)
@given(
    entries(),
    st.lists(queries, min_size=1, max_size=4),
    st.sampled_from([0.0, 0.06, DEFAULT_THRESHOLD]),
    st.integers(1, 5),
    st.sampled_from([None, frozenset({"one"})]),
)
def test_the_engine_gives_the_answers_of_plain_loops(listed, asked, threshold, limit, lists):
    engine = Engine(NameIndex.build(listed))
    found = list(engine.search_all(asked, limit=limit, threshold=threshold, lists=lists))
    expected = [reference.search(listed, query, limit=limit, threshold=threshold, lists=lists) for query in asked]
    assert found == expected
    assert [engine.search(query, limit=limit, threshold=threshold, lists=lists) for query in asked] == expected


@pytest.mark.parametrize("threshold", [0.0, DEFAULT_THRESHOLD])
def test_batches_do_not_change_answers(threshold):
    listed = [IndexEntry(f"l:{i}", "company", (Name(f"Gazprom {word} OAO"),)) for i, word in enumerate(WORDS)]
    asked = [Query((f"gazprom {word}",)) for word in WORDS * 3]
    engine = Engine(NameIndex.build(listed))
    together = list(engine.search_all(asked, threshold=threshold))
    assert together == [engine.search(query, threshold=threshold) for query in asked]


def test_machine_code_gives_the_same_answers(monkeypatch):
    monkeypatch.setattr(finder, "PATIENCE", 0)
    words = [*WORDS, *CHINESE]
    listed = [IndexEntry(f"l:{i}", "company", (Name(f"Gazprom {word} OAO"),)) for i, word in enumerate(words)]
    asked = [Query((f"gasprom {word}",), countries=("ru",) * (i % 2)) for i, word in enumerate(words)]
    found = list(Engine(NameIndex.build(listed)).search_all(asked, limit=3, threshold=0.06))
    assert found == [reference.search(listed, query, limit=3, threshold=0.06) for query in asked]
