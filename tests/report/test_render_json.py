"""The machine shapes: what other programs read must stay."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from lookthrough.model.holdings import Position
from lookthrough.report.finding import (
    Change,
    ComparedPair,
    CompareReport,
    DiffReport,
    EntityReport,
    ListsReport,
    PortfolioReport,
    PositionAnswer,
    ScreenReport,
)
from lookthrough.report.render import render

GOLDEN = Path(__file__).parent / "golden"


def loaded(report: Any, form: str = "json") -> Any:
    text = render(report, form)
    assert isinstance(text, str)
    return json.loads(text)


@pytest.mark.parametrize(
    ("kind", "form"), [("report", "json"), ("screen", "jsonl"), ("report", "csv"), ("screen", "csv")]
)
def test_the_output_is_the_golden_one(kind: str, form: str, request: pytest.FixtureRequest) -> None:
    # After a wanted change: write render(…) of the fixture over the file, and read the difference.
    text = render(request.getfixturevalue(kind), form)
    assert isinstance(text, str)
    assert text == (GOLDEN / f"{kind}.{form}").read_bytes().decode()


def test_a_portfolio_has_the_promised_shape(report: PortfolioReport) -> None:
    value = loaded(report)
    assert {"portfolio", "as_of", "snapshot", "coverage", "totals", "positions"} <= set(value)
    assert {"constituents_known", "issuer_identified", "issuer_screened"} <= set(value["coverage"])
    position = value["positions"][0]
    assert {"row", "name", "identifiers", "value_usd", "weight", "status", "findings"} <= set(position)
    finding = position["findings"][0]
    promised = {"relation", "list", "listed_name", "listed_since", "listed_until", "score", "share", "path", "verdicts"}
    assert promised <= set(finding)
    assert set(finding["path"][0]) >= {"step", "from", "to", "share", "weight", "value_usd", "evidence"}
    verdict = {"rule", "applies", "effect", "actor", "object", "since", "until", "citation", "says"}
    assert verdict <= set(finding["verdicts"][0])


def test_a_screened_row_has_the_promised_shape(screen: ScreenReport) -> None:
    text = render(screen, "jsonl")
    assert isinstance(text, str)
    lines = [json.loads(line) for line in text.splitlines()]
    assert [line["status"] for line in lines] == ["hit", "clear", "error"]
    assert {"row", "query", "status", "matches", "as_of", "snapshot", "lists"} <= set(lines[0])
    assert {"id", "edition", "entries"} <= set(lines[0]["lists"][0])
    match = lines[0]["matches"][0]
    assert set(match) >= {
        *("score", "entity_id", "name", "matched_name", "lists", "listings", "reasons", "verdicts"),
    }
    assert set(match["listings"][0]) >= {"list", "since", "until", "programme", "citation", "source_cells"}
    assert set(match["reasons"][0]) == {"feature", "score", "query_value", "list_value", "says"}


def test_numbers_stand_as_numbers_and_exactly(report: PortfolioReport) -> None:
    third = loaded(report)["positions"][4]
    assert third["weight"] == pytest.approx(1 / 3)
    assert third["weight_exact"] == "1/3"
    assert third["value_usd_exact"] == "100/3"


def test_unknown_is_null_and_never_zero(report: PortfolioReport) -> None:
    bond = loaded(report)["positions"][6]
    assert bond["value_usd"] is None
    assert bond["weight"] is None
    assert bond["weight_exact"] is None


def test_a_number_beyond_json_keeps_its_exact_form(report: PortfolioReport) -> None:
    huge = PositionAnswer(Position(1, "x"), "clear", value_usd=Fraction(10) ** 400)
    value = loaded(replace(report, positions=(huge,)))["positions"][0]
    assert value["value_usd"] is None
    assert value["value_usd_exact"] == "1" + "0" * 400


def test_the_same_report_gives_the_same_bytes_and_generated_is_all_that_tells_runs_apart(
    report: PortfolioReport,
) -> None:
    again = replace(report, generated=datetime(2031, 1, 1, tzinfo=UTC))
    first, second = loaded(report), loaded(again)
    assert render(report, "json") == render(report, "json")
    assert first.pop("generated") != second.pop("generated")
    assert first == second


def test_several_days_stand_in_one_document(three_days: list[PortfolioReport]) -> None:
    value = loaded(three_days)
    assert [one["as_of"] for one in value["reports"]] == ["2019-10-08", "2019-10-10", "2026-07-09"]
    assert [one["positions"][0]["status"] for one in value["reports"]] == ["clear", "exposed", "exposed"]


def test_portfolio_lines_stand_for_themselves(report: PortfolioReport) -> None:
    text = render(report, "jsonl")
    assert isinstance(text, str)
    lines = [json.loads(line) for line in text.splitlines()]
    assert len(lines) == len(report.positions)
    assert lines[0]["as_of"] == "2026-07-09"
    assert lines[0]["snapshot"] == report.snapshot


def test_half_a_surrogate_pair_from_a_file_is_still_valid_utf8(report: PortfolioReport) -> None:
    odd = PositionAnswer(Position(1, "bad \ud83d name \x00"), "clear")
    text = render(replace(report, positions=(odd,)), "json")
    assert isinstance(text, str)
    assert json.loads(text.encode())["positions"][0]["name"] == "bad \ud83d name \x00"


def test_the_small_reports_have_json_too(screen: ScreenReport) -> None:
    entity = screen.answers[0].matches[0].entity
    pairs = CompareReport((ComparedPair("A", "B", "company", 0.5, cells=(("id", "7"),)),), 0.8, "0.1.0", "abc")
    assert loaded(pairs)["pairs"][0]["score"] == 0.5
    assert loaded(pairs, "jsonl")["extra"] == {"id": "7"}
    assert loaded(ListsReport(screen.lists, "s", "v"))["lists"][1]["problem"]
    change = Change("added", "us_bis_entity_list", entity.id, entity.name, "2019-10-09", "listed", ("84 FR 54004",))
    diff = DiffReport(date(2019, 10, 8), date(2019, 10, 10), (change,), screen.lists, "s", "v")
    assert loaded(diff)["changes"][0]["kind"] == "added"
    shown = loaded(EntityReport(entity, date(2026, 7, 9), lists=screen.lists, related=(("x", "X", "same code"),)))
    assert shown["entity"]["names"][1] == {"text": "Hikvision", "quality": "weak_alias"}
    assert shown["related"][0]["why"] == "same code"
