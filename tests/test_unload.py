"""Taking a source out of a home folder: it answers no more and says so, and nothing that was kept is lost."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import pytest

from lookthrough.errors import InputError, NotFoundError, SourceError
from lookthrough.report.render import render
from lookthrough.workspace import Workspace
from lookthrough.workspace import open as open_workspace

HIK = "Hangzhou Hikvision Digital Technology Co., Ltd."


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    workspace = open_workspace(tmp_path / "home")
    with as_file(files("lookthrough.resources") / "sample") as sample:
        workspace.load("us_trade_csl", sample / "us_trade_csl.csv", edition="2026-07-09")
        workspace.load("us_dod_1260h", sample / "us_dod_1260h.csv", edition="2026-07-09")
    return workspace


def test_a_source_that_was_taken_out_answers_no_more_and_every_answer_says_so(ws: Workspace) -> None:
    before = ws.snapshot.id
    told = ws.unload("us_dod_1260h", why="asked elsewhere")
    assert told.snapshot == ws.snapshot.id != before
    assert "Its editions stay (2026-07-09)" in told.says
    assert {used.id for used in ws.screen_report(HIK).lists}.isdisjoint({"us_dod_1260h"})
    for report in (ws.screen_report(HIK, as_of="2026-07-09"), ws.owners(HIK, as_of="2026-07-09")):
        assert any("us_dod_1260h, taken out on" in said and "(asked elsewhere)" in said for said in report.unseen)
        for format_ in ("table", "json", "html"):
            assert "taken out" in str(render(report, format_)), format_
    (gone,) = [used for used in ws.lists().lists if used.id == "us_dod_1260h"]
    assert "not loaded; taken out on" in gone.problem
    with pytest.raises(SourceError, match="the list us_dod_1260h was taken out on"):
        ws.screen(HIK, lists=["us_dod_1260h"])


def test_nothing_of_it_is_lost_and_loading_it_again_gives_the_same_snapshot(ws: Workspace) -> None:
    before = ws.snapshot.id
    ws.unload("us_dod_1260h")
    assert before in ws.store.snapshots()
    assert ws.store.snapshot(before).lists, "an answer of that day can be asked again"
    assert [edition.edition for edition in ws.store.editions("us_dod_1260h")] == ["2026-07-09"]
    with as_file(files("lookthrough.resources") / "sample") as sample:
        ws.load("us_dod_1260h", sample / "us_dod_1260h.csv", edition="2026-07-09")
    assert ws.snapshot.id == before
    assert not ws.store.taken_out()


def test_a_register_of_owners_is_taken_out_too(ws: Workspace, tmp_path: Path) -> None:
    links = tmp_path / "owners.csv"
    links.write_text(f'owner,owned,share\n"{HIK}",Seaglass Ltd,60 %\n', "utf-8")
    (name,) = (edition[0] for edition in ws.load(str(links)).editions)
    assert ws.owners("Seaglass Ltd").answers[0].status == "reached"
    ws.unload(name)
    report = ws.owners("Seaglass Ltd")
    assert report.answers[0].status == "unknown"
    assert any("taken out" in said for said in report.unseen)


def test_what_cannot_be_taken_out_says_why(ws: Workspace) -> None:
    with pytest.raises(InputError, match="us_trade_csl fills us_bis_entity_list, us_bis_meu"):
        ws.unload("us_bis_meu")
    with pytest.raises(NotFoundError, match="nothing named un_sc is loaded"):
        ws.unload("un_sc")
    ws.unload("us_dod_1260h")
    with pytest.raises(InputError, match="the only source of lists here"):
        ws.unload("us_trade_csl")
    assert ws.screen(HIK, as_of="2026-07-09").matches, "the last one still answers"
