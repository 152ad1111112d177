"""A person's decision on which register party is which list entry counts before names and codes, and says so."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from lookthrough.errors import InputError
from lookthrough.report.owners import OwnersReport
from lookthrough.report.proposals import COLUMNS, proposals_csv
from lookthrough.workspace import Workspace

HIK = "Hangzhou Hikvision Digital Technology Co., Ltd."


def asked(ws: Workspace, folder: Path, owner: str, *decisions: str) -> OwnersReport:
    links, table = folder / "links.csv", folder / "decisions.csv"
    links.write_text(f"owner;owned;share\n{owner};Sub Ltd;60%\n", "utf-8")
    table.write_text("party;entity;decision;who;why;date\n" + "\n".join(decisions) + "\n", "utf-8")
    return ws.owners("Sub Ltd", links=[links], decisions=[table], as_of="2025-10-15")


def entity_of(report: OwnersReport) -> str:
    return report.answers[0].listed[0].entity_id


def test_what_is_decided_not_to_be_the_same_reaches_nobody(ws: Workspace, tmp_path: Path) -> None:
    before = asked(ws, tmp_path, HIK)
    assert before.answers[0].status == "reached"
    decision = [
        f"{HIK};{each.entity_id};not same;J. Doe;another company;2026-07-09" for each in before.answers[0].listed
    ]
    after = asked(ws, tmp_path, HIK, *decision)
    assert (after.answers[0].status, after.answers[0].listed) == ("clear", ())
    assert before.settings_digest != after.settings_digest
    assert after.issues.counts["decisions-read"] == 1


def test_what_is_decided_to_be_the_same_is_sure_and_says_who_and_why(ws: Workspace, tmp_path: Path) -> None:
    entity = entity_of(asked(ws, tmp_path, HIK))
    unknown = asked(ws, tmp_path, "Quite Another Name GmbH")
    assert unknown.answers[0].status == "clear"
    decision = f"Quite Another Name GmbH;{entity};same;J. Doe;renamed in 2024;2026-07-09"
    (listed,) = asked(ws, tmp_path, "Quite Another Name GmbH", decision).answers[0].listed
    assert (listed.entity_id, listed.sure) == (entity, True)
    assert listed.how.startswith("decided the same by J. Doe on 2026-07-09: renamed in 2024 [decisions.csv, row 2]")


def test_a_decision_about_an_entry_that_is_not_there_reaches_nobody(ws: Workspace, tmp_path: Path) -> None:
    report = asked(ws, tmp_path, "Quite Another Name GmbH", "Quite Another Name GmbH;us_ofac_sdn:0;same;;;")
    assert report.answers[0].listed == ()


def test_proposals_are_a_table_that_filled_in_is_one_of_decisions(ws: Workspace, tmp_path: Path) -> None:
    report = asked(ws, tmp_path, HIK)
    rows = list(csv.reader(io.StringIO(proposals_csv(report))))
    assert tuple(rows[0]) == COLUMNS
    row = dict(zip(rows[0], rows[1], strict=True))
    assert (row["party"], row["entity"], row["decision"]) == (HIK, entity_of(report), "")
    assert row["says"]
    filled = [[*each[:7], "not same", "J. Doe", "checked", "2026-07-09"] for each in rows[1:]]
    (tmp_path / "filled.csv").write_text(
        "\n".join(",".join(f'"{cell}"' for cell in each) for each in [rows[0], *filled]) + "\n", "utf-8"
    )
    after = ws.owners(
        "Sub Ltd", links=[tmp_path / "links.csv"], decisions=[tmp_path / "filled.csv"], as_of="2025-10-15"
    )
    assert after.answers[0].listed == ()
    assert proposals_csv(after).count("\n") == 1, "nothing is left to decide"


def test_decisions_in_the_home_folder_count_in_every_answer(ws: Workspace, tmp_path: Path) -> None:
    entity = entity_of(asked(ws, tmp_path, HIK))
    folder = ws.settings.home / "decisions"
    folder.mkdir()
    try:
        (folder / "mine.csv").write_text(f'party,entity,decision\n"{HIK}",{entity},not same\n', "utf-8")
        listed = asked(ws, tmp_path, HIK).answers[0].listed
        assert entity not in {each.entity_id for each in listed}
    finally:
        (folder / "mine.csv").unlink()
        folder.rmdir()


def test_a_missing_file_is_told(ws: Workspace, tmp_path: Path) -> None:
    asked(ws, tmp_path, HIK)
    with pytest.raises(InputError, match="--decisions"):
        ws.owners("Sub Ltd", links=[tmp_path / "links.csv"], decisions=[tmp_path / "none.csv"])
