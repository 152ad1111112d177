"""One validation of the bundled sample: what the report promises to a supervisor."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from lookthrough.errors import InputError, NotFoundError
from lookthrough.match.alert_line import AlertLine
from lookthrough.validation import measures
from lookthrough.validation.perturbations import PERTURBATIONS
from lookthrough.validation.records import ValidationReport
from lookthrough.validation.render import render
from lookthrough.validation.render_json import CASE_COLUMNS, digest_of
from lookthrough.workspace import Workspace


@pytest.fixture(scope="module")
def content(report: ValidationReport) -> dict[str, Any]:
    return dict(json.loads(render(report, "json")))


@pytest.fixture
def earlier(report: ValidationReport, tmp_path: Path) -> Path:
    file = tmp_path / "earlier.json"
    file.write_text(render(report, "json"), "utf-8")
    return file


def test_every_listed_party_is_found_by_its_own_name(report: ValidationReport) -> None:
    assert report.missing == ()
    assert all(each.called == each.parties for each in report.coverage)


def test_names_as_printed_are_found(report: ValidationReport) -> None:
    found = measures.recall(measures.control(report.outcomes), report.settled.line)
    assert found.share == 1.0


def test_most_changed_names_are_found_and_hardly_a_clean_one_alerts(report: ValidationReport) -> None:
    found = measures.recall(measures.changed(report.outcomes), report.settled.line).share
    alerts = measures.alert_rate(report.clean.alerts, report.clean.asked, report.settled.line).share
    assert found is not None
    assert alerts is not None
    assert found > 0.75
    assert alerts < 0.01


def test_a_second_run_gives_the_same_bytes(workspace: Workspace, report: ValidationReport) -> None:
    assert render(workspace.validate(), "json") == render(report, "json")


def test_the_clock_stands_only_in_run(report: ValidationReport, content: dict[str, Any]) -> None:
    later = replace(report, generated=report.generated.replace(year=2027), seconds=99.0)
    other = json.loads(render(later, "json"))
    assert other.pop("run") != content["run"]
    assert other == {name: member for name, member in content.items() if name != "run"}


def test_the_digest_is_over_the_content(content: dict[str, Any]) -> None:
    assert content["digest"] == digest_of({n: m for n, m in content.items() if n not in ("run", "digest")})


def test_the_json_says_what_was_set_and_what_each_class_does(content: dict[str, Any]) -> None:
    assert {"version", "settings", "snapshot", "threshold", "seed", "sample"} <= set(content["settings"])
    assert [each["id"] for each in content["classes"]] == [each.id for each in PERTURBATIONS]
    assert all(each["edition"] and each["files"][0]["sha256"] for each in content["lists"])


def test_every_figure_can_be_computed_again_from_the_cases(content: dict[str, Any]) -> None:
    rows = [dict(zip(CASE_COLUMNS, row, strict=True)) for row in content["cases"]]
    line = content["settings"]["threshold"]
    assert all(row["found"] == (row["score"] >= line) for row in rows)
    for rate in content["recall"]:
        own = [
            row for row in rows if row["class"] == rate["class"] and (not rate["list"] or rate["list"] in row["lists"])
        ]
        assert (rate["part"], rate["of"]) == (sum(row["found"] for row in own), len(own))
    assert len(content["failures"]) == sum(not row["found"] for row in rows)


def test_a_failure_says_why(content: dict[str, Any]) -> None:
    line = content["settings"]["threshold"]
    assert content["failures"], "a test that nothing fails shows nothing"
    assert all(each["query"] and each["listed_name"] and each["score"] < line for each in content["failures"])
    assert any(each["reasons"] for each in content["failures"])


def test_lists_that_were_not_asked_are_named(workspace: Workspace, content: dict[str, Any]) -> None:
    assert {"list": "un_sc", "why": "not loaded"} in content["lists_not_asked"]
    part = workspace.validate(lists=["us_dhs_uflpa"], sample=3)
    assert part.lists == ("us_dhs_uflpa",)
    assert ("us_bis_entity_list", "loaded, but left out of this test") in part.not_asked


def test_the_first_threshold_is_the_alert_line(workspace: Workspace) -> None:
    strict = workspace.validate(sample=3, thresholds=[0.95, 0.6])
    assert strict.settled.line == AlertLine(0.95)
    shown = {each["threshold"]: each["changed"]["part"] for each in json.loads(render(strict, "json"))["thresholds"]}
    assert shown[0.6] >= shown[0.95]


def test_a_list_may_be_tested_at_a_line_of_its_own(workspace: Workspace, tmp_path: Path) -> None:
    general = workspace.validate(sample=3, thresholds=[1.0])
    own = workspace.validate(sample=3, thresholds=["1,us_dhs_uflpa=0.2"])
    found = [outcome for outcome in own.outcomes if own.finds(outcome)]
    assert len(found) > sum(map(general.finds, general.outcomes))
    assert all(outcome.score == 1 or "us_dhs_uflpa" in outcome.case.party_lists for outcome in found)
    file = tmp_path / "earlier.json"
    file.write_text(render(own, "json"), "utf-8")
    again = workspace.validate(sample=3, thresholds=["1,us_dhs_uflpa=0.2"], baseline=file).comparison
    assert again is not None
    assert again.settled == own.settled
    assert again.missed == again.found == ()
    assert "1, on us_dhs_uflpa 0.2" in render(own, "html")


def test_customers_are_read_as_screen_reads_them(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "customers.csv"
    file.write_text("name,kind,our_id\nBlue Lake Bakery,company,1\nHikvision,company,2\n,company,3\n", "utf-8")
    report = workspace.validate(file, sample=3)
    clean = report.clean
    assert (clean.origin, clean.file, clean.asked, clean.unreadable) == ("customers", "customers.csv", 2, 1)
    assert {alert.name for alert in clean.alerts if measures.alerts_at(alert, report.settled.line)} == {"Hikvision"}


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        (lambda ws: ws.validate(sample=-1), InputError),
        (lambda ws: ws.validate(thresholds=[0.05]), InputError),  # because nothing below 0.1 is looked at
        (lambda ws: ws.validate(thresholds=[0.8, 1.5]), InputError),
        (lambda ws: ws.validate(lists=["us_no_such_list"]), NotFoundError),
        (lambda ws: ws.validate("no-such-file.csv"), InputError),
        (lambda ws: ws.validate(baseline="no-such-file.json"), InputError),
    ],
)
def test_a_mistake_is_told_before_the_work(
    workspace: Workspace, ask: Callable[[Workspace], object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        ask(workspace)


def test_against_itself_nothing_turned(workspace: Workspace, earlier: Path, report: ValidationReport) -> None:
    comparison = workspace.validate(baseline=earlier).comparison
    assert comparison is not None
    assert comparison.shared == len(report.outcomes)
    assert (comparison.missed, comparison.found, comparison.only_then, comparison.only_now) == ((), (), 0, 0)
    assert comparison.alert_rates is not None
    assert all(each.then == each.now for each in (*comparison.moved, *comparison.alert_rates))


def test_a_stricter_line_newly_misses_what_scores_between(
    workspace: Workspace, earlier: Path, report: ValidationReport
) -> None:
    now = workspace.validate(thresholds=[0.95], baseline=earlier)
    assert now.comparison is not None
    assert now.comparison.missed
    assert all(report.settled.line.general <= flip.then == flip.now < 0.95 for flip in now.comparison.missed)
    assert now.comparison.found == ()


def test_other_lists_compare_only_the_shared_cases(workspace: Workspace, earlier: Path) -> None:
    comparison = workspace.validate(lists=["us_dhs_uflpa"], baseline=earlier).comparison
    assert comparison is not None
    assert comparison.shared
    assert comparison.only_then
    assert ("us_bis_entity_list", "2026-07-09", "") in comparison.editions


def test_a_report_that_was_changed_is_no_baseline(workspace: Workspace, earlier: Path) -> None:
    earlier.write_text(earlier.read_text("utf-8").replace('"seed": 1', '"seed": 2'), "utf-8")
    with pytest.raises(InputError, match="changed after it was written"):
        workspace.validate(baseline=earlier)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 99}', "name,kind\n"])
def test_what_is_no_report_is_no_baseline(workspace: Workspace, tmp_path: Path, text: str) -> None:
    file = tmp_path / "earlier.json"
    file.write_text(text, "utf-8")
    with pytest.raises(InputError):
        workspace.validate(baseline=file)


def test_the_page_loads_nothing_and_sets_out_the_answer_first(workspace: Workspace, earlier: Path) -> None:
    page = html.document_fromstring(render(workspace.validate(baseline=earlier, sample=5), "html"))
    assert not page.xpath("//link | //img | //iframe | //@src | //@style | //form")
    assert page.xpath("//main//h2")[0].text_content() == "Summary"
    anchors = set(page.xpath("//nav//@href"))
    assert all(page.xpath(f"//*[@id='{anchor[1:]}']") for anchor in anchors)
    text = page.text_content()
    for said in ("What this test does not show", "un_sc", "Method, and how to repeat it", "Against the earlier report"):
        assert said in text


def test_every_curve_is_drawn_and_has_a_table(report: ValidationReport) -> None:
    page = html.document_fromstring(render(report, "html"))
    drawn = page.xpath("//figure//svg[@role='img' and @aria-label]")
    assert len(drawn) == 2 + len(report.lists)
    assert page.xpath("//section[@aria-labelledby='curves']//table//tbody/tr")


def test_the_csv_has_every_case(report: ValidationReport) -> None:
    rows = list(csv.DictReader(io.StringIO(render(report, "csv"))))
    assert len(rows) == len(report.outcomes)
    assert tuple(rows[0]) == CASE_COLUMNS


def test_the_table_fits_80_columns(report: ValidationReport) -> None:
    said = render(report, "table", width=80)
    assert max(map(len, said.splitlines())) <= 80
    assert "Entity List" in said


def test_there_is_no_other_format(report: ValidationReport) -> None:
    with pytest.raises(InputError, match="no format"):
        render(report, "xlsx")
