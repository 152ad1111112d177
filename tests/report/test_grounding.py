"""Lists and claims by the grounds of listings: three parts are told apart, and none is left out."""

from __future__ import annotations

import json
from importlib.resources import as_file, files

import pytest

import lookthrough as lt
from lookthrough.report.render import render
from lookthrough.report.render_claims import render_claims

SAYS = (
    "Acme Ltd owns Beta Ltd.\n\n"
    "Sensetime Group Limited owns Gamma Ltd.\n\n"
    "Hangzhou Hikvision Digital Technology Co., Ltd. supplies cameras to the Xinjiang police.\n"
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> lt.Workspace:
    """The bundled sample: 28 parties of one notice on the Entity List, five more listed by executive order."""
    place = lt.open(tmp_path_factory.mktemp("home"))
    with as_file(files("lookthrough.resources") / "sample") as sample:
        place.load("us_trade_csl", sample / "us_trade_csl.csv", edition="2026-07-09")
    return place


def test_listings_in_force_are_counted_by_list_and_ground(workspace):
    report = workspace.lists(grounds=["human_rights"], as_of="2026-07-09")
    told = json.loads(render(report, "json"))["grounds"]
    assert told["by_list"]["us_bis_entity_list"] == {"match": 28, "unknown": 0, "other": 0}
    assert told["by_list"]["us_ofac_nscmic"] == {"match": 0, "unknown": 5, "other": 0}, (
        "because the order names surveillance and military work, and not whose reason is which"
    )
    assert {"ground": "human_rights", "rows": 28}.items() <= told["by_ground"][0].items()
    header, first = render(report, "csv").splitlines()[:2]
    assert header.endswith("grounds_match,grounds_unknown,grounds_other")
    assert first.endswith("28,0,0")


def test_before_the_notice_nobody_was_listed_on_these_grounds(workspace):
    assert not workspace.lists(grounds=["human_rights"], as_of="2019-10-08").listings


def test_without_grounds_asked_for_no_listing_is_read(workspace):
    report = workspace.lists()
    assert (report.listings, report.as_of) == ((), None)
    assert "grounds" not in json.loads(render(report, "json"))


def test_claims_about_parties_listed_on_the_grounds_come_first_and_none_is_left_out(workspace, tmp_path):
    (tmp_path / "story.txt").write_text(SAYS, encoding="utf-8")
    report = workspace.read(tmp_path / "story.txt", keep=False, grounds=["human_rights"])
    lines = [json.loads(line) for line in render_claims(report, "jsonl").splitlines()]
    assert [line["grounds_part"] for line in lines] == ["match", "unknown", None]
    assert lines[0]["grounds"][0] == "human_rights"
    whole = json.loads(render_claims(report, "json"))["grounds"]
    assert (whole["asked"], whole["parts"]) == (["human_rights"], {"match": 1, "unknown": 1, "other": 0})


def test_a_ground_that_nobody_knows_is_refused_before_anything_is_read(workspace):
    with pytest.raises(lt.InputError, match="not a ground"):
        workspace.read("no such file", grounds=["humane_rights"])
    with pytest.raises(lt.InputError, match="not a ground"):
        workspace.lists(grounds=["humane_rights"])
