"""Screening and portfolios go on to owners: whom no list names, but whom listed parties own, is told with its way."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.exposure.funds import LineTable, compact
from lookthrough.exposure.graph import Hit
from lookthrough.exposure.portfolio import look_through
from lookthrough.model.exposure import Step
from lookthrough.model.holdings import Holdings, Position
from lookthrough.model.listing import Listing
from lookthrough.report.finding import PortfolioReport
from lookthrough.report.render import render
from lookthrough.workspace import Workspace

HIK = "Hangzhou Hikvision Digital Technology Co., Ltd."
IN_FORCE = "2025-10-15"


def written(folder: Path, name: str, *rows: str) -> Path:
    file = folder / name
    file.write_text("\n".join(rows) + "\n", "utf-8")
    return file


def links(folder: Path, *rows: str) -> Path:
    return written(folder, "links.csv", "owner;owned;share;from", *rows)


def test_a_name_that_no_list_has_is_a_hit_by_its_owner(ws: Workspace, tmp_path: Path) -> None:
    file = links(
        tmp_path, f"{HIK};Orient Optics GmbH;60%;2020-01-01", "Orient Optics GmbH;Seaside Trading Ltd;50%;2021"
    )
    answer = ws.screen("Seaside Trading Ltd", links=[file], as_of=IN_FORCE)
    assert answer.status == "hit"
    (match, *_) = answer.matches
    assert (match.relation, match.share) == ("owned", Fraction(3, 10))
    assert [step.step for step in match.path] == ["owned_by", "owned_by", "is"]
    assert {v.applies for v in match.verdicts if v.rule == "us_bis_affiliates"} == {"yes"}
    assert ws.screen("Seaside Trading Ltd", as_of=IN_FORCE).status == "clear", "without links"


def test_a_minority_stake_is_a_note_and_no_hit(ws: Workspace, tmp_path: Path) -> None:
    answer = ws.screen("Seaside Trading Ltd", links=[links(tmp_path, f"{HIK};Seaside Trading Ltd;5%;2020-01-01")])
    assert answer.status == "clear"
    assert "interest 5%" in answer.note


def test_control_without_ownership_is_told_as_control(ws: Workspace, tmp_path: Path) -> None:
    file = written(tmp_path, "links.csv", "owner;owned;share;from;kind", f"{HIK};Seaside Trading Ltd;;2020-01-01;board")
    answer = ws.screen("Seaside Trading Ltd", links=[file], as_of=IN_FORCE)
    assert {match.relation for match in answer.matches} == {"controlled"}


def test_a_file_of_names_is_answered_in_lines_too(ws: Workspace, tmp_path: Path) -> None:
    file = links(tmp_path, f"{HIK};Seaside Trading Ltd;60%;2020-01-01")
    names = written(tmp_path, "names.csv", "name", "Seaside Trading Ltd", "Quiet Bakery Ltd")
    report = ws.screen_report(names, links=[file], as_of=IN_FORCE, grounds=["human_rights"])
    first, second = (json.loads(line) for line in str(render(report, "jsonl")).splitlines())
    assert (first["status"], first["matches"][0]["relation"], first["grounds_part"]) == ("hit", "owned", "match")
    assert (second["status"], second["grounds_part"]) == ("clear", None)


@pytest.fixture
def plan(ws: Workspace, tmp_path: Path) -> PortfolioReport:
    """A plan that holds a fund that holds a company that a company owns that a listed party owns."""
    file = links(
        tmp_path, f"{HIK};Orient Optics GmbH;55%;2020-01-01", "Orient Optics GmbH;Seaside Trading Ltd;50%;2021"
    )
    funds = tmp_path / "funds"
    funds.mkdir()
    written(funds, "Harbour Index Fund.csv", "Name,Asset Class,Market Value (USD)", "Seaside Trading Ltd,Equity,200",
            "Quiet Bakery Ltd,Equity,800")  # fmt: skip
    held = written(tmp_path, "plan.csv", "Name,Asset Class,Market Value (USD)", "Harbour Index Fund,Fund,1000",
                   "Seaside Trading Ltd,Equity,500", "Quiet Bakery Ltd,Equity,500")  # fmt: skip
    return ws.portfolio(held, funds=funds, links=[file], as_of=IN_FORCE)


def test_fund_constituent_parent_listed_is_one_path_with_all_its_numbers(plan: PortfolioReport) -> None:
    fund = next(answer for answer in plan.positions if answer.position.name == "Harbour Index Fund")
    finding = next(f for f in fund.findings if f.exposure.listing.list_id == "us_bis_entity_list")
    steps = [(step.step, step.target) for step in finding.exposure.path]
    assert steps == [
        ("holds", "Harbour Index Fund"),
        ("holds", "Seaside Trading Ltd"),
        ("owned_by", "Orient Optics GmbH"),
        ("owned_by", HIK),
        ("is", HIK),
    ]
    exposure = finding.exposure
    assert (exposure.relation, exposure.weight, exposure.value_usd) == ("through_fund", Fraction(1, 10), 200)
    assert exposure.share == Fraction(11, 40), "the listed party's economic interest in the company"
    assert [step.share for step in exposure.path[2:4]] == [Fraction(1, 2), Fraction(11, 20)]
    assert {v.applies for v in finding.verdicts if v.rule == "us_bis_affiliates"} == {"yes"}


def test_the_money_of_a_line_counts_once_whatever_leads_from_it(plan: PortfolioReport) -> None:
    assert [(t.key, t.long_usd) for t in plan.totals_by_list if t.key == "us_bis_entity_list"] == [
        ("us_bis_entity_list", 700)
    ]
    assert plan.exposed_usd == 700
    grounds = {total.key: total.long_usd for total in plan.totals_by_ground}
    assert grounds["ground:human_rights"] == 700


def test_a_line_without_listed_owners_stays_clear(plan: PortfolioReport) -> None:
    assert [a.status for a in plan.positions if a.position.name == "Quiet Bakery Ltd"] == ["clear"]
    assert any("Owners of issuers that these do not name" in sentence for sentence in plan.unseen)


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "xlsx", "html"])
def test_every_format_tells_the_owners_of_a_position(plan: PortfolioReport, form: str) -> None:
    said = render(plan, form)
    if isinstance(said, str):
        assert "Orient Optics" in said or form == "table"
        assert "human" in said


ENTRY = Listing("us_bis_entity_list:X#1", "us_bis_entity_list:X", "us_bis_entity_list", "X")


@given(
    values=st.lists(st.integers(1, 1_000), min_size=1, max_size=6),
    routes=st.lists(st.integers(0, 3), min_size=6, max_size=6),
)
def test_money_that_leads_to_a_listed_party_by_several_routes_counts_once(values: list[int], routes: list[int]) -> None:
    positions = tuple(
        Position(n, f"Company {n}", "equity", value_usd=Fraction(value)) for n, value in enumerate(values, 1)
    )
    lines = LineTable()
    table = compact(Holdings("plan", "plan.csv", "", "tables", None, positions), lines)
    hits = {
        line: tuple(
            Hit(
                ENTRY,
                1.0,
                "X",
                "",
                "X",
                "owned",
                (Step("owned_by", f"Company {line}", f"H{way}"), Step("is", "X", "X")),
            )
            for way in range(routes[line])
        )
        for line in range(len(lines.keys()))
    }
    seen = look_through(table, [], hits, as_of=date(2026, 7, 9), groups=lambda _: [("a", "A"), ("b", "B")])
    expected = sum(value for line, value in enumerate(values) if routes[line])
    for totals in (seen.by_list, seen.by_party, seen.by_group):
        assert all(total.value_usd is not None and total.value_usd[0] == expected for total in totals)
    assert (seen.any_list.value_usd or (0,))[0] == expected


def test_a_listed_party_s_page_has_its_owners_and_the_picture(ws: Workspace, tmp_path: Path) -> None:
    entity = ws.screen(HIK, as_of=IN_FORCE).matches[0].entity
    file = links(tmp_path, f"State Holding Ltd;{HIK};40%;2020-01-01", f"{HIK};Seaside Trading Ltd;60%;2020-01-01")
    report = ws.entity(entity.id, as_of=IN_FORCE, links=[file])
    assert report.owners is not None
    assert [edge.owner_name for edge in report.owners.above] == ["State Holding Ltd"]
    page = str(render(report, "html"))
    assert "Whom it owns" in page
    assert "State Holding Ltd" in page
    assert "Why it was listed" in page
    assert ws.entity(entity.id).owners is None, "no register was asked"


def test_a_diff_tells_the_grounds_and_those_asked_for_come_first(ws: Workspace) -> None:
    report = ws.diff("2019-10-08", "2021-12-31", grounds=["human_rights"])
    first, last = report.changes[0], report.changes[-1]
    assert first.list_id == "us_bis_entity_list"
    assert last.list_id == "us_ofac_nscmic", "military or surveillance: the order does not say whose; it comes after"
    value = json.loads(str(render(report, "json")))
    assert value["grounds"]["parts"]["match"] == 28
    assert sum(value["grounds"]["parts"].values()) == len(report.changes), "none is left out"
