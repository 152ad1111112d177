"""Which matches a question shows when lists have lines of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from lookthrough.match.alert_line import AlertLine
from lookthrough.model.match import Match
from lookthrough.model.query import Query
from lookthrough.report.question import Question

LISTS = ("un_sc", "us_bis_uvl", "us_ofac_sdn")
scores = st.integers(0, 10).map(lambda tenths: tenths / 10)
parties = st.lists(st.tuples(scores, st.sets(st.sampled_from(LISTS), min_size=1)), max_size=12)


class Told:
    """Answers every query with the same parties, as the engine would: from a score on, on some lists, best first."""

    def __init__(self, told: list[tuple[float, set[str]]]) -> None:
        self.told = told

    def search_all(
        self, queries: Iterable[Query], *, limit: int, threshold: float, lists: frozenset[str]
    ) -> Iterator[list[Match]]:
        for query in queries:
            found = [
                Match(row, str(row), score, "x", "x", query.name)
                for row, (score, on) in enumerate(self.told)
                if score >= threshold and on & lists
            ]
            yield sorted(found, key=lambda match: (-match.score, match.row))[:limit]


def question(told: list[tuple[float, set[str]]], line: AlertLine, *chosen: str) -> Question:
    return Question(
        snapshot=cast("Any", None),
        engine=cast("Any", Told(told)),
        lists=(),
        chosen=frozenset(chosen or LISTS),
        as_of=date(2026, 7, 9),
        known_on=None,
        line=line,
        limit=10,
        version="0",
        settings_digest="0",
        generated=datetime(2026, 7, 9, tzinfo=UTC),
    )


@given(parties, scores, st.dictionaries(st.sampled_from(LISTS), scores), st.integers(1, 12))
def test_the_best_that_reach_the_line_of_one_of_their_lists_are_shown(
    told: list[tuple[float, set[str]]], general: float, own: dict[str, float], limit: int
) -> None:
    line = AlertLine(general, tuple(sorted(own.items())))
    shown = [(-score, row) for row, (score, on) in enumerate(told) if line.keeps(score, on)]
    (found,) = question(told, line).matches([Query(("x",))], limit)
    assert [(-match.score, match.row) for match in found] == sorted(shown)[:limit]


def test_a_match_is_not_lost_behind_better_ones_that_their_own_line_leaves_out() -> None:
    told = [*[(0.8, {"us_ofac_sdn"})] * 50, (0.7, {"un_sc"})]
    (found,) = question(told, AlertLine(0.6, (("us_ofac_sdn", 0.9),))).matches([Query(("x",))], 5)
    assert [match.row for match in found] == [50]


def test_the_line_of_a_list_that_is_not_asked_shows_nothing() -> None:
    line = AlertLine(0.9, (("un_sc", 0.1),))
    (found,) = question([(0.5, {"un_sc", "us_ofac_sdn"})], line, "us_ofac_sdn").matches([Query(("x",))], 5)
    assert found == []


def test_every_query_has_its_own_answer_in_order() -> None:
    line = AlertLine(0.5, (("un_sc", 0.9),))
    found = question([(0.8, {"us_ofac_sdn"})], line).matches((Query((name,)) for name in "abc"), 5)
    assert [[match.query_name for match in matches] for matches in found] == [["a"], ["b"], ["c"]]


def test_two_lists_of_the_same_designations_are_not_two_findings() -> None:
    """Because OFSI and the FCDO publish the same designations of the United Kingdom."""
    both = question([], AlertLine(0.5, ()), "gb_ofsi", "gb_fcdo")
    said = replace(both, snapshot=cast("Any", SimpleNamespace(lists=()))).gaps()
    assert any("gb_ofsi and one of gb_fcdo are one designation" in each for each in said)
    alone = replace(question([], AlertLine(0.5, ()), "gb_fcdo"), snapshot=cast("Any", SimpleNamespace(lists=())))
    assert not any("one designation" in each for each in alone.gaps())
