"""The trial with an engine whose answers are known beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lookthrough.match.alert_line import AlertLine
from lookthrough.model.match import Match, Reason
from lookthrough.model.query import Query
from lookthrough.validation.records import Case, Party
from lookthrough.validation.trial import LOWEST, Trial, called

OURS = Party("a:1", "company", ("Blue Lake Ltd", "BL"), frozenset(), ("a",))
SISTER = Party("a:2", "company", ("Blue Lake Holdings",), frozenset(), ("a", "b"))
NAMELESS = Party("a:3", "company", (), frozenset(), ("a",))
PARTIES = [OURS, SISTER, NAMELESS]
WHY = Reason("name_tokens", 0.7, "blue lke", "blue lake", "Only the list has lake.")


class Told:
    """Answers each name with the matches that it was told; remembers how it was asked."""

    def __init__(self, answers: dict[str, list[tuple[str, float]]]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def search_all(self, queries: Iterable[Query], *, threshold: float, **_: object) -> Iterator[list[Match]]:
        assert threshold == LOWEST
        for query in queries:
            self.asked.append(query.name)
            found = self.answers.get(query.name, [])
            yield [
                Match(0, entity_id, score, "x", f"name of {entity_id}", query.name, (WHY,))
                for entity_id, score in found
            ]


def trial(answers: dict[str, list[tuple[str, float]]]) -> Trial:
    return Trial(Told(answers), PARTIES, frozenset("ab"), AlertLine(0.8))


def case(query: str, change: str = "letter_deleted") -> Case:
    return Case(change, "a:1", "company", "strong", "Blue Lake Ltd", query, ("a",), ("a",))


def test_a_party_counts_as_called_only_when_it_is_itself_found_at_the_line() -> None:
    answers = {"Blue Lake Ltd": [("a:2", 0.99), ("a:1", 0.7)], "Blue Lake Holdings": [("a:2", 1.0)]}
    missing = trial(answers).roll_call()
    assert [(each.party.entity_id, each.score) for each in missing] == [("a:1", 0.7), ("a:3", 0.0)]
    assert missing[0].why == "it scores below the alert line"
    assert missing[1].why == "the entry has no name"
    assert called(PARTIES, missing, ["a", "b"]) == {"a": 1, "b": 1}


def test_a_party_that_is_no_candidate_is_told_as_such() -> None:
    assert trial({"Blue Lake Holdings": [("a:2", 1.0)]}).roll_call()[0].why == "no candidate from 0.10 on"


def test_an_alert_on_a_sister_is_not_the_party_and_is_shown_beside_the_failure() -> None:
    (outcome,) = trial({"Blue Lke Ltd": [("a:2", 0.9), ("a:1", 0.79)]}).outcomes([case("Blue Lke Ltd")])
    assert (outcome.score, outcome.rank) == (0.79, 2)
    assert outcome.first == ("a:2", "name of a:2", 0.9)
    assert outcome.reasons == (WHY.says,)


def test_what_is_found_at_the_line_keeps_its_place_and_needs_no_reasons() -> None:
    (outcome,) = trial({"Blue Lke Ltd": [("a:2", 0.9), ("a:1", 0.8)]}).outcomes([case("Blue Lke Ltd")])
    assert (outcome.score, outcome.rank, outcome.first, outcome.reasons) == (0.8, 2, None, ())


def test_a_party_that_scores_nothing_is_explained_by_the_two_names() -> None:
    (outcome,) = trial({}).outcomes([case("Blue Lake Shpg Ltd")])
    assert (outcome.score, outcome.rank, outcome.first) == (0.0, 0, None)
    assert outcome.reasons, "because a reviewer asks why even where no candidate was"


def test_equal_queries_are_asked_once() -> None:
    engine = Told({"Blue": [("a:1", 1.0)]})
    outcomes = Trial(engine, PARTIES, frozenset("a"), AlertLine(0.8)).outcomes(
        [case("Blue"), case("Blue", "vowel_changed")]
    )
    assert [outcome.case.change for outcome in outcomes] == ["letter_deleted", "vowel_changed"]
    assert engine.asked == ["Blue"]


def test_a_clean_name_gives_its_best_candidate_on_each_list() -> None:
    answers = {"Blue": [("a:1", 0.9), ("a:2", 0.6), ("gone:1", 0.99)]}
    alerts = trial(answers).alerts([Query(names=("Blue",), row=4)])
    assert [(alert.row, alert.list_id, alert.entity_id, alert.score) for alert in alerts] == [
        (4, "a", "a:1", 0.9),
        (4, "b", "a:2", 0.6),
    ], "because a party that no edition prints any more is no alert"


def test_progress_is_told_and_can_stop_the_work() -> None:
    told: list[tuple[str, int, int | None]] = []
    Trial(Told({}), PARTIES, frozenset("a"), AlertLine(0.8), lambda *what: told.append(what)).roll_call()
    assert told == [("listed names called", 2, 2)]
