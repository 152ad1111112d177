"""Taking a source out of a home folder: it answers no more and says so, and nothing that was kept is lost."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from lookthrough.errors import InputError, NotFoundError, SourceError
from lookthrough.report.render import render
from lookthrough.settings import read_settings
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


def test_what_was_known_before_it_was_taken_out_still_uses_it(tmp_path: Path) -> None:
    ws = Workspace(read_settings(tmp_path / "home"), clock=lambda: datetime(2026, 8, 1, 9, tzinfo=UTC))
    with as_file(files("lookthrough.resources") / "sample") as sample:
        ws.load("us_trade_csl", sample / "us_trade_csl.csv", edition="2026-07-09")
        ws.load("us_dod_1260h", sample / "us_dod_1260h.csv", edition="2026-07-09")
    before = ws.snapshot.id
    ws.unload("us_dod_1260h")

    def asked(known_on: str) -> set[str]:
        return {used.id for used in ws.screen_report(HIK, as_of="2026-07-09", known_on=known_on).lists}

    assert "us_dod_1260h" in asked("2026-07-31"), "it was asked on that day"
    assert "us_dod_1260h" not in asked("2026-08-01"), "the day on which it was taken out"
    report = ws.screen_report(HIK, as_of="2026-07-09", known_on="2026-07-31")
    assert report.snapshot == before, "so that the answer of that day comes again"
    found = ws.screen(HIK, as_of="2026-07-09", known_on="2026-07-31").matches
    assert any(entry.list_id == "us_dod_1260h" for match in found for entry in match.listings)
    assert not any("taken out" in said for said in report.unseen)
    assert ws.screen_report(HIK, as_of="2026-07-09", known_on="2026-07-31", lists=["us_dod_1260h"]).lists
    with pytest.raises(SourceError, match="the list us_dod_1260h was taken out on 2026-08-01"):
        ws.screen(HIK, lists=["us_dod_1260h"], known_on="2026-08-01")


def test_a_register_is_known_until_it_is_taken_out(ws: Workspace, tmp_path: Path) -> None:
    links = tmp_path / "owners.csv"
    links.write_text(f'owner,owned,share,as of\n"{HIK}",Seaglass Ltd,60 %,2020-01-01\n', "utf-8")
    (name,) = (edition[0] for edition in ws.load(str(links), edition="2020-01-01").editions)
    ws.unload(name)
    assert ws.owners("Seaglass Ltd", known_on="2026-07-10").answers[0].status == "reached"
    assert ws.owners("Seaglass Ltd").answers[0].status == "unknown"


def test_a_reason_of_two_lines_is_told_as_one(ws: Workspace) -> None:
    ws.unload("us_dod_1260h", why="first\nsecond\x1b[31m")
    (said,) = [said for said in ws.screen_report(HIK).unseen if "taken out" in said]
    assert "(first second [31m)" in said
    assert ws.store.taken_out()["us_dod_1260h"].why == "first\nsecond\x1b[31m", "the record keeps it as it was said"
