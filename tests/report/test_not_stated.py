"""What no register states: a "no" says how much that is, whether it could turn the answer, and what would settle it."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from lookthrough.exposure.ownership.links import Settled
from lookthrough.exposure.ownership.unstated import not_stated
from lookthrough.model.share import UNKNOWN_SHARE, Share
from lookthrough.report.owners import OwnersAnswer
from lookthrough.report.render import render
from lookthrough.workspace import Workspace

HIK = "Hangzhou Hikvision Digital Technology Co., Ltd."


@pytest.fixture
def ask(ws: Workspace, tmp_path: Path):
    def asked(party: str, *rows: str) -> OwnersAnswer:
        file = tmp_path / "links.csv"
        file.write_text("\n".join(("owner;owned;share", *rows)) + "\n", "utf-8")
        return ws.owners(party, links=[file], as_of="2025-10-15").answers[0]

    return asked


def half(answer: OwnersAnswer) -> str:
    return answer.attributions[0].truth


def test_a_no_says_how_much_is_not_stated_and_that_it_could_be_a_yes(ask) -> None:
    answer = ask("A Ltd", f"{HIK};A Ltd;30%", "Clean plc;A Ltd;30%")
    assert (answer.status, half(answer)) == ("linked", "no"), "what is stated decides, as in the worked examples"
    (part,) = answer.not_stated
    assert (part.name, part.share.exact) == ("A Ltd", Fraction(2, 5))
    assert part.turns[""].high == part.turns["us_bis_affiliates.ownership"].high == Fraction(7, 10)
    assert (
        "Nobody is stated to hold 40% of A Ltd: if listed parties held that too, they would hold at most 70% of it and "
        "may reach 50% or more; a full register of its owners settles that." in answer.says
    )


def test_a_part_that_is_too_small_to_turn_it_is_told_as_that(ask) -> None:
    answer = ask("A Ltd", f"{HIK};A Ltd;30%", "Clean plc;A Ltd;60%")
    assert answer.not_stated[0].turns == {}
    assert "10% of A Ltd; whoever holds it, no line of shares that was asked would be reached." in answer.says


def test_where_all_of_it_could_be_theirs_the_whole_is_told(ask) -> None:
    assert "they would hold at most 100% of it" in ask("A Ltd", f"{HIK};A Ltd;30%").says


def test_where_the_answer_is_open_already_it_is_not_said_that_nothing_could_reach_a_line(ask) -> None:
    answer = ask("A Ltd", f"{HIK};A Ltd;25-50%")
    assert answer.status == "possible"
    assert "whoever holds it" not in answer.says


def test_a_whole_register_says_nothing_more(ask) -> None:
    answer = ask("A Ltd", f"{HIK};A Ltd;40%", "Clean plc;A Ltd;60%")
    assert answer.not_stated == ()
    assert "Nobody is stated" not in answer.says


def test_an_owners_register_counts_too_and_only_where_it_could_turn_the_answer(ask) -> None:
    """Worked example 4 of FAQ 401: B's stake does not count, because nothing says that more than 25 % of B is X's."""
    answer = ask("C Ltd", f"{HIK};A Ltd;50%", f"{HIK};B Ltd;25%", "A Ltd;C Ltd;25%", "B Ltd;C Ltd;25%", "Z;C Ltd;50%")
    assert half(answer) == "no"
    assert {part.name: bool(part.turns) for part in answer.not_stated} == {"A Ltd": False, "B Ltd": True}
    assert "75% of B Ltd" in answer.says
    assert "of A Ltd" not in answer.says, "because A Ltd counts already"


def test_without_a_listed_owner_it_is_told_whether_half_is_open(ask) -> None:
    answer = ask("A Ltd", "Clean plc;A Ltd;40%")
    assert answer.status == "clear", "of those who are stated"
    assert "60% of A Ltd: a listed party may hold 50% or more through it" in answer.says
    assert "Nobody is stated to hold 40% of A Ltd." in ask("A Ltd", "Clean plc;A Ltd;60%").says


def test_a_holder_who_is_not_identified_is_stated_and_counts_as_possible_already(ask) -> None:
    answer = ask("A Ltd", f"{HIK};A Ltd;30%", "unknown;A Ltd;40%", "Clean plc;A Ltd;30%")
    assert (answer.status, answer.not_stated) == ("possible", ())


def test_beside_a_holder_who_is_not_identified_nothing_is_said_that_was_not_worked_out(ask) -> None:
    """30 % and the 30 % that nobody is stated to hold make 60 %: "no line would be reached" would be false."""
    answer = ask("A Ltd", f"{HIK};A Ltd;30%", "unknown;A Ltd;40%")
    assert (answer.status, half(answer)) == ("possible", "unknown")
    assert "Nobody is stated to hold 30% of A Ltd." in answer.says
    assert "would be reached" not in answer.says


def test_of_votes_the_part_that_is_not_stated_promises_nothing(ask) -> None:
    said = ask("A Ltd", f"{HIK};A Ltd;30%", "Clean plc;A Ltd;60%").says
    assert "no line of shares" in said, "because a holder of ten per cent of the capital may have any votes"


def test_an_upper_bound_is_a_number_also_where_it_is_the_whole(ask) -> None:
    assert "they would hold at most 100% of it" in ask("A Ltd", f"{HIK};A Ltd;30%").says


def test_less_than_half_leaves_more_than_half(ask) -> None:
    answer = ask("A Ltd", f"{HIK};A Ltd;less than 50%")
    assert str(answer.not_stated[0].share) == "more than 50%"
    assert "more than 50% of A Ltd: if listed parties held that too" in answer.says


def test_a_company_of_which_nothing_is_stated_has_nothing_left_over(ask) -> None:
    answer = ask("A Ltd", "Clean plc;A Ltd;100%")
    assert answer.not_stated == (), "nobody is stated above Clean plc, and the answer says so beside its name"
    assert not_stated([Settled("X", "A", "equity", UNKNOWN_SHARE, ())]) == {}


def test_bands_leave_bounds_and_open_ends_stay_open() -> None:
    more_than_half = Share(Fraction(1, 2), Fraction(3, 4), "", low_open=True)
    assert str(not_stated([Settled("X", "A", "equity", more_than_half, ())])["A"]) == "at least 25% and less than 50%"


def test_every_format_carries_it(ws: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "links.csv"
    file.write_text(f"owner;owned;share\n{HIK};A Ltd;30%\n", "utf-8")
    report = ws.owners("A Ltd", links=[file], as_of="2025-10-15")
    for format_ in ("table", "html", "csv"):
        assert "70% of A Ltd" in " ".join(str(render(report, format_)).replace("│", " ").split()), format_
    (part,) = json.loads(str(render(report, "json")))["answers"][0]["not_stated"]
    assert part["could_turn"][0]["question"] == "half"
