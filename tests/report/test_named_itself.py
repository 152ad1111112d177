"""Whoever asks about the owners of a listed party is told that it is listed, whether or not a register names it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lookthrough.report.render import render
from lookthrough.workspace import Workspace

HIK = "Hangzhou Hikvision Digital Technology Co., Ltd."
DAHUA = "Dahua Technology"


@pytest.fixture
def links(tmp_path: Path) -> Path:
    file = tmp_path / "links.csv"
    file.write_text("owner;owned;share;from\nFu Liquan;大华股份;40%;2015-01-01\n", "utf-8")
    return file


def test_a_party_that_only_lists_name_is_listed_and_not_unknown(ws: Workspace, links: Path) -> None:
    """Because an analyst reads "unknown, no register names it" as clear."""
    answer = ws.owners(HIK, links=[links], as_of="2026-07-09").answers[0]
    assert answer.status == "listed"
    assert "itself listed by us_bis_entity_list since 2019-10-09" in answer.says
    assert "No register that was asked names it, so who owns it is not known." in answer.says
    assert {f.exposure.listing.list_id for f in answer.findings} == {"us_bis_entity_list", "us_ofac_nscmic"}
    assert {v.effect for f in answer.findings for v in f.verdicts if v.applies == "yes"} >= {"licence_required"}
    assert "No register of owners was asked" in ws.owners(HIK, as_of="2026-07-09").answers[0].says


def test_every_output_says_which_list_since_when_and_on_what_evidence(ws: Workspace, links: Path) -> None:
    report = ws.owners(HIK, links=[links], as_of="2026-07-09", lists=["us_bis_entity_list"])
    told = json.loads(render(report, "json"))["answers"][0]
    assert (told["status"], told["listed"][0]["party"], told["listed"][0]["distance"]) == ("listed", None, 0)
    assert told["listed"][0]["listings"][0]["since"] == "2019-10-09"
    assert told["listed"][0]["reasons"][0]["says"], "why it is taken for the entry"
    for format_ in ("table", "csv", "html"):
        said = " ".join(str(render(report, format_)).replace("│", " ").split())
        assert "itself listed" in said, format_
        assert "2019-10-09" in said, format_
        assert "score 1.00" in said or "1.000" in said, format_


def test_the_day_before_it_is_not_listed_and_the_listing_to_come_is_told(ws: Workspace, links: Path) -> None:
    answer = ws.owners(HIK, links=[links], as_of="2019-10-08", lists=["us_bis_entity_list"]).answers[0]
    assert answer.status == "unknown"
    assert "not in force on this day: us_bis_entity_list, begins 2019-10-09, after the day asked" in answer.says
    assert [entry.list_id for entry in answer.not_in_force] == ["us_bis_entity_list"]
    assert not answer.findings


def test_a_name_that_is_merely_like_a_listed_one_is_possible_and_never_stated(ws: Workspace, links: Path) -> None:
    answer = ws.owners("Hikvison Digital Technologies", links=[links], as_of="2026-07-09").answers[0]
    assert answer.status == "possible"
    assert "cannot be excluded" in answer.says
    assert f"as {HIK} by us_bis_entity_list" in answer.says


def test_the_words_of_the_question_count_where_a_register_has_only_a_like_name(ws: Workspace, links: Path) -> None:
    """Because the entry's own name was asked: that a register's party is merely like it must not blur that."""
    answer = ws.owners(DAHUA, links=[links], as_of="2021-10-08").answers[0]
    assert answer.located == "like"
    assert answer.status == "listed"
    assert answer.says.startswith("Dahua Technology is itself listed by us_bis_entity_list since 2019-10-09.")


def test_a_listed_entitys_id_asks_for_it_alone(ws: Workspace) -> None:
    entity = ws.screen(HIK, as_of="2026-07-09", lists=["us_bis_entity_list"]).matches[0].entity.id
    answer = ws.owners(entity, as_of="2026-07-09").answers[0]
    assert [(each.entity_id, each.how) for each in answer.listed] == [(entity, "the list's own id")]
    assert answer.status == "listed"


def test_a_person_decides_that_a_name_is_not_the_listed_party(ws: Workspace, tmp_path: Path) -> None:
    entity = ws.screen(HIK, as_of="2026-07-09", lists=["us_bis_entity_list"]).matches[0].entity.id
    decided = tmp_path / "decisions.csv"
    decided.write_text(f'party,entity,decision,who,why,date\n"{HIK}",{entity},not same,J. Doe,a namesake,2026-07-01\n')
    asked = {"as_of": "2026-07-09", "lists": ["us_bis_entity_list"], "decisions": [decided]}
    assert ws.owners(HIK, **asked).answers[0].status == "unknown"  # type: ignore[arg-type]


def test_row_by_row_those_that_no_register_names_are_counted_as_gaps(
    ws: Workspace, links: Path, tmp_path: Path
) -> None:
    asked = tmp_path / "parties.csv"
    asked.write_text(f'name\n"{HIK}"\nNobody At All Ltd\n', "utf-8")
    report = ws.owners(asked, links=[links], as_of="2026-07-09")
    assert [a.status for a in report] == ["listed", "unknown"]
    assert "Owners of 2 parties for whom none is stated." in report.unseen
