"""A claim of ownership that a person accepted is a link, with its quote; what nobody accepted, or no fact, is none."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from lookthrough.report.claims_words import said_by
from lookthrough.report.render import render
from lookthrough.workspace import Workspace
from lookthrough.workspace import open as open_workspace

HIK = "Hangzhou Hikvision Digital Technology Co., Ltd."
STORY = (
    f"{HIK} owns 60 % of Seaglass Imaging GmbH, the filing says.\n\n"
    f"{HIK} owns Quayside Sensors Ltd.\n\n"
    "Hikvision denies that it owns Larkspur Foods plc.\n\n"
    f"{HIK} formerly owned 75 percent of Pinewood Metals GmbH.\n\n"
    f"{HIK} may own 60 percent of Sandpit Optics GmbH.\n\n"
    f"{HIK} owned 80 percent of Brickyard Lenses GmbH until 2020.\n"
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = open_workspace(tmp_path / "home")
    with as_file(files("lookthrough.resources") / "sample") as sample:
        made.load("us_trade_csl", sample / "us_trade_csl.csv", edition="2026-07-09")
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    made.read(tmp_path / "story.txt")
    return made


def accept(workspace: Workspace, company: str) -> str:
    claims = [row.claim for row in workspace.claims().claims]
    claim = next(each for each in claims if company in each.object)
    workspace.review(claim.id, "accept", by="A. Lee", reason="seen in the filing")
    return claim.id


def owners(workspace: Workspace, company: str):
    return workspace.owners(company, as_of="2025-10-15", lists=["us_bis_entity_list"])


def test_a_claim_that_nobody_accepted_is_no_link(workspace):
    assert owners(workspace, "Quayside Sensors Ltd").answers[0].status == "unknown"
    assert not workspace.screen("Quayside Sensors Ltd").matches


def test_an_accepted_claim_is_a_link_with_its_quote_and_who_accepted_it(workspace):
    claim = accept(workspace, "Seaglass Imaging")
    report = owners(workspace, "Seaglass Imaging GmbH")
    (answer,) = report.answers
    assert answer.status == "reached"
    (edge,) = answer.above
    assert str(edge.share) == "60%"
    (statement,) = edge.chosen
    assert statement.register == "accepted_claims"
    assert f"claim {claim}" in statement.evidence
    assert "owns 60 % of Seaglass Imaging GmbH" in statement.evidence
    assert "accepted by A. Lee: seen in the filing" in statement.evidence
    assert [edition.register for edition in report.registers] == ["accepted_claims"]


def test_a_claim_without_a_share_makes_it_possible_and_never_sure(workspace):
    accept(workspace, "Quayside Sensors")
    answer = owners(workspace, "Quayside Sensors Ltd").answers[0]
    assert answer.status == "possible"
    assert str(answer.above[0].share) == "an unknown share"


def test_a_denial_is_no_link_even_where_it_was_accepted_as_read(workspace):
    accept(workspace, "Larkspur Foods")
    assert owners(workspace, "Larkspur Foods plc").answers[0].status == "unknown"


@pytest.mark.parametrize("company", ["Pinewood Metals", "Sandpit Optics", "Brickyard Lenses"])
def test_what_was_owned_or_may_be_is_no_link(workspace, company):
    """Because the quote does not say that it is owned on the day asked, and a verdict would rest on it."""
    accept(workspace, company)
    assert owners(workspace, f"{company} GmbH").answers[0].status == "unknown"


@pytest.mark.parametrize(
    ("company", "because"),
    [
        ("Pinewood Metals GmbH", "its sentence says “formerly”, and no day tells when it held"),
        ("Sandpit Optics GmbH", "its sentence says “may”, and no day tells when it held"),
        ("Brickyard Lenses GmbH", "its sentence says “until”, and no day tells when it held"),
        ("Larkspur Foods plc", "it is denied"),
    ],
)
def test_an_accepted_claim_that_is_no_link_is_told_with_the_reason_in_every_answer(
    workspace, tmp_path, company, because
):
    """Because whoever accepted it expects it to count, and must read why it does not."""
    accept(workspace, company.rsplit(" ", 1)[0])
    said = f"An accepted claim is no link and was left out, because {because}"
    asked = {"as_of": "2025-10-15", "lists": ["us_bis_entity_list"]}
    report = workspace.owners(company, **asked)
    (answer,) = report.answers
    assert answer.status == "unknown"
    assert said in answer.says
    assert answer.left_out[0].cited.by == "A. Lee"
    assert json.loads(render(report, "json"))["answers"][0]["claims_left_out"][0]["because"] == because
    table = tmp_path / "holdings.csv"
    table.write_text(f"name,weight\n{company},1\n", "utf-8")
    reports = [report, workspace.portfolio(table, **asked), workspace.screen_report(company, **asked)]
    table.write_text(f"supplier,goods\n{company},lenses\n", "utf-8")
    reports.append(workspace.supply(table, **asked))
    for told in reports:
        for format_ in ("table", "json", "html", "csv"):
            shown = " ".join(render(told, format_).replace("│", " ").split())
            assert said in shown, (type(told).__name__, format_)


def test_a_share_that_is_held_is_a_stake_and_shares_without_their_part_are_told(workspace, tmp_path):
    """Because "holds 60 percent" is ownership, and "holds shares" says not how much."""
    told = f"{HIK} holds 60 percent of Harbour Lights GmbH.\n\n{HIK} holds shares of Cliffside Tools GmbH.\n"
    (tmp_path / "held.txt").write_text(told, encoding="utf-8")
    workspace.read(tmp_path / "held.txt")
    accept(workspace, "Harbour Lights")
    accept(workspace, "Cliffside Tools")
    assert owners(workspace, "Harbour Lights GmbH").answers[0].status == "reached"
    assert "does not say what part of the whole" in owners(workspace, "Cliffside Tools GmbH").answers[0].says


def test_a_claim_that_is_negated_reads_as_such(workspace):
    """Because the same words without "not" say the opposite."""
    claim = workspace.claims().claims[0].claim
    assert "not to be so" not in said_by(claim)
    assert said_by(replace(claim, negated=True)).endswith("(said not to be so)")


def test_a_claim_competes_with_registers_and_does_not_decide_against_them(workspace, tmp_path):
    accept(workspace, "Quayside Sensors")
    links = tmp_path / "links.csv"
    links.write_text(f'owner,owned,share\n"{HIK}",Quayside Sensors Ltd,51 %\n', encoding="utf-8")
    report = workspace.owners("Quayside Sensors Ltd", links=[links], as_of="2025-10-15", lists=["us_bis_entity_list"])
    assert report.answers[0].status == "reached", "an unknown share takes nothing from a share that is stated"
