"""Searching: what decides beside the names, and what is told."""

from __future__ import annotations

import pytest

from lookthrough.index.entry import IndexEntry
from lookthrough.index.names import NameIndex
from lookthrough.match.engine import Engine
from lookthrough.match.score import BESIDE_A_HIT, DEFAULT_THRESHOLD, FLOOR
from lookthrough.model.entity import Identifier, Name
from lookthrough.model.query import Query

ENTRIES = [
    IndexEntry("l:dahua", "organization", (Name("Dahua Technology"), Name("DHT", "weak_alias")), ("cn",), (), ("el",)),
    IndexEntry("l:titan", "vessel", (Name("TITAN"),), (), (Identifier("imo", "9111111"),), ("sdn",)),
    IndexEntry("l:rashid", "person", (Name("Rashid Titan"),), ("ae",), (), ("sdn",)),
    IndexEntry(
        "l:orion", "company", (Name("Orion Ltd"), Name("Antares Ltd", "former_name")), ("ru",), (), ("el", "sdn")
    ),
    IndexEntry("l:orion2", "company", (Name("Orion Limited"),), ("de",), (Identifier("lei", "X1"),), ("sdn",)),
]


@pytest.fixture(scope="module")
def engine():
    return Engine(NameIndex.build(ENTRIES))


def ids(matches):
    return [match.entity_id for match in matches]


def test_an_issuer_is_never_a_vessel_or_a_person(engine):
    assert ids(engine.search(Query(("TITAN COMPANY LTD",), security=True))) == []
    assert ids(engine.search(Query(("Titan",), kind="company"), threshold=0)) == []
    assert ids(engine.search(Query(("Titan",), kind="vessel"))) == ["l:titan"]
    assert set(ids(engine.search(Query(("Salim Titan",)), threshold=0))) == {"l:titan", "l:rashid"}


def test_an_equal_identifier_decides_before_any_name(engine):
    matches = engine.search(Query(("Nobody at all",), identifiers=(Identifier("lei", "X1"),)))
    assert [(m.entity_id, m.score) for m in matches] == [("l:orion2", 1.0)]
    assert matches[0].reasons[0].feature == "identifier"


def test_a_country_supports_or_contradicts(engine):
    plain, found = (
        {m.entity_id: m for m in engine.search(Query(("Orion Lmtd",), "company", countries), threshold=0)}
        for countries in ((), ("ru",))
    )
    assert found["l:orion"].score > plain["l:orion"].score
    assert found["l:orion2"].score < plain["l:orion2"].score
    assert "differ" in " ".join(reason.says for reason in found["l:orion2"].reasons)


def test_a_contradicting_country_does_not_sink_a_long_distinctive_name():
    names = Name("Zvezdochka Krasnaya Metallurgicheskaya Verf")
    engine = Engine(NameIndex.build([IndexEntry("l:1", "company", (names,), ("ru",))]))
    assert engine.search(Query((names.text,), "company", ("de",)))[0].score >= DEFAULT_THRESHOLD


def test_a_weak_alias_counts_less_and_says_so(engine):
    match = engine.search(Query(("DHT",)), threshold=0)[0]
    assert match.score < 0.8 < engine.search(Query(("Dahua Technology",)))[0].score
    assert any("weak alias" in reason.says for reason in match.reasons)


def test_a_former_name_is_told(engine):
    match = engine.search(Query(("Antares Ltd",)))[0]
    assert (match.name, match.matched_name) == ("Orion Ltd", "Antares Ltd")
    assert any("former name" in reason.says for reason in match.reasons)


def test_only_the_lists_asked_for_are_searched(engine):
    assert ids(engine.search(Query(("Orion Ltd",)), lists=frozenset({"el"}))) == ["l:orion"]
    assert ids(engine.search(Query(("Orion Ltd",)), lists=frozenset({"unknown"}))) == []


def test_ties_are_in_the_order_of_the_index(engine):
    assert ids(engine.search(Query(("Orion Ltd",)))) == ["l:orion", "l:orion2"]
    assert ids(engine.search(Query(("Orion Ltd",)), limit=1)) == ["l:orion"]
    assert engine.search(Query(("Orion Ltd",)), limit=0) == []


def test_nothing_below_the_floor_is_a_candidate(engine):
    assert all(m.score >= FLOOR for m in engine.search(Query(("Orion Steel Works of Minsk",)), threshold=0.0))


def test_beside_a_hit_the_improbable_is_left_out(engine):
    found = engine.search(Query(("Orion Ltd",)), threshold=0.0)
    assert found[0].score >= DEFAULT_THRESHOLD
    assert all(match.score >= BESIDE_A_HIT for match in found)


def test_every_match_has_a_sentence_for_its_reviewer(engine):
    for match in engine.search(Query(("Zhejiang Dahua Technolgy Ltd",), "company", ("cn",))):
        assert match.reasons
        assert all(reason.says.endswith(".") and "  " not in reason.says for reason in match.reasons)


@pytest.mark.parametrize("name", ["", " ", "x" * 10_000, "titan " * 3_000, "a " * 50, "\x00\x1b", "😀", "()"])
@pytest.mark.parametrize("security", [True, False])
def test_hostile_queries_are_answered(engine, name, security):
    assert isinstance(engine.search(Query((name,), security=security), threshold=0), list)


def test_a_query_without_names_is_answered(engine):
    assert engine.search(Query(())) == []


def test_hostile_entries_are_indexed():
    names = ("", "x" * 10_000, "titan " * 3_000, "😀", "\ud800", "*", "a*2")
    engine = Engine(NameIndex.build([IndexEntry(str(i), "company", (Name(n),)) for i, n in enumerate(names)]))
    assert ids(engine.search(Query(("x" * 10_000,)))) == ["1"]
