"""The facade: one home folder, one method per verb, answers that can be replayed."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from fractions import Fraction
from importlib.resources import as_file, files
from pathlib import Path

import pytest

import lookthrough as lt
from lookthrough.errors import ExpectationError, InputError, NotFoundError, ParseError, SourceError
from lookthrough.match.alert_line import AlertLine
from lookthrough.settings import Settings
from lookthrough.workspace import Workspace

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def sample() -> Iterator[Path]:
    with as_file(files("lookthrough.resources") / "sample") as folder:
        yield folder


def workspace(home: Path) -> Workspace:
    return Workspace(Settings(home=home), clock=lambda: NOON)


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> Path:
    home = tmp_path_factory.mktemp("home")
    ws = workspace(home)
    ws.load("us_trade_csl", sample / "us_trade_csl.csv", edition="2026-07-09")
    ws.load("us_dod_1260h", sample / "us_dod_1260h.csv", edition="2026-07-09")
    ws.load("us_dhs_uflpa", sample / "us_dhs_uflpa.html", edition="2026-07-09")
    return home


@pytest.fixture
def ws(loaded: Path) -> Workspace:
    return workspace(loaded)


def lines(report: lt.PortfolioReport, part: str) -> dict[str, str]:
    return {p.position.name: p.status for p in report.positions if part in p.position.name.casefold()}


def test_on_8_october_2019_the_28_are_not_yet_listed_and_on_the_9th_they_are(ws: Workspace, sample: Path) -> None:
    before = ws.portfolio(sample / "pension_plan.csv", as_of="2019-10-08")
    after = ws.portfolio(sample / "pension_plan.csv", as_of="2019-10-09")
    (line,) = [p for p in before.positions if "hikvision" in p.position.name.casefold()]
    assert line.findings == ()
    assert "2019-10-09" in {str(listing.since) for listing in line.not_in_force}
    (line,) = [p for p in after.positions if "hikvision" in p.position.name.casefold()]
    assert {f.exposure.listing.list_id for f in line.findings} == {"us_bis_entity_list"}


def test_a_fund_is_looked_through_with_exact_weights(ws: Workspace, sample: Path) -> None:
    report = ws.portfolio(sample / "pension_plan.csv", funds=sample / "funds", as_of="2026-07-09")
    through = [f for p in report.positions for f in p.findings if f.exposure.relation == "through_fund"]
    assert through
    for finding in through:
        product = Fraction(1)
        for step in finding.exposure.path:
            if step.step == "holds":
                assert step.weight is not None
                product *= step.weight
        assert finding.exposure.weight == product


def test_a_fund_without_constituents_is_never_called_clear(ws: Workspace, sample: Path) -> None:
    report = ws.portfolio(sample / "pension_plan.csv", as_of="2026-07-09")
    funds = [p for p in report.positions if p.position.asset == "fund" and not p.findings]
    assert funds
    assert {p.status for p in funds} == {"unidentified"}
    assert any("constituents" in sentence for sentence in report.unseen)


def test_each_line_keeps_its_place_and_its_cells(ws: Workspace, sample: Path) -> None:
    report = ws.portfolio(sample / "pension_plan.csv", as_of="2026-07-09")
    rows = [p.position.row for p in report.positions]
    assert rows == sorted(rows)
    assert all(p.position.cells for p in report.positions)


def test_every_answer_names_snapshot_lists_editions_and_settings(ws: Workspace) -> None:
    report = ws.screen_report("Hikvision", as_of="2026-07-09")
    assert report.snapshot == ws.snapshot.id
    assert {used.id for used in report.lists} >= {"us_bis_entity_list", "us_ofac_nscmic", "us_dhs_uflpa"}
    assert all(used.edition == "2026-07-09" for used in report.lists)
    assert report.settings_digest


def test_the_same_question_gets_the_same_answer(ws: Workspace, loaded: Path, sample: Path) -> None:
    again = workspace(loaded)
    asked = {"as_of": "2026-07-09", "funds": sample / "funds"}
    assert (
        ws.portfolio(sample / "pension_plan.csv", **asked).positions
        == again.portfolio(sample / "pension_plan.csv", **asked).positions
    )


def test_a_list_that_is_not_loaded_is_an_error_and_no_clear_answer(ws: Workspace) -> None:
    with pytest.raises(SourceError, match="un_sc is not loaded"):
        ws.screen("Hikvision", lists=["un_sc"])


def test_a_list_that_does_not_exist_is_the_callers_mistake(ws: Workspace) -> None:
    with pytest.raises(NotFoundError):
        ws.screen("Hikvision", lists=["us_no_such_list"])


def test_an_empty_home_can_answer_nothing(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no lists are loaded"):
        workspace(tmp_path).screen("Hikvision")


@pytest.mark.parametrize(
    "asked",
    [
        {"as_of": "31/02/2020"},
        {"as_of": "2020"},
        {"as_of": "2020-02-30"},
        {"known_on": "yesterday"},
        {"threshold": 1.5},
        {"threshold": -0.1},
        {"threshold": "high"},
        {"threshold": "us_no_such_list=0.9"},
        {"nationality": "Atlantis"},
        {"gender": "company"},
        {"identifiers": ["passport:"]},
        {"limit": 0},
        {"kind": "spaceship"},
        {"country": "Atlantis"},
        {"birth_date": "1962-13"},
        {"identifiers": ["CNE100000PM9"]},
    ],
)
def test_a_wrong_argument_is_refused_with_a_hint(ws: Workspace, asked: dict[str, object]) -> None:
    with pytest.raises(InputError) as raised:
        ws.screen("Hikvision", **asked)  # type: ignore[arg-type]
    assert raised.value.hint


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "!!!", "🏴" * 50, "x" * 10_000, "caf\udce9"])
def test_a_name_that_cannot_be_compared_is_refused_and_never_clear(ws: Workspace, name: str) -> None:
    with pytest.raises(InputError):
        ws.screen(name)


@pytest.mark.parametrize("name", ["A\x00B\x1b[31m", "=cmd|' /C calc'!A0", "../../etc/passwd", "'; DROP TABLE x; --"])
def test_a_hostile_name_is_answered_without_harm(ws: Workspace, name: str) -> None:
    assert ws.screen(name, as_of="2026-07-09").status == "clear"


@pytest.mark.parametrize("name", ["no-such-file.csv", "suppliers.xlsx", "folder"])
def test_a_mistyped_path_is_never_screened_as_a_name(ws: Workspace, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError, match="no file"):
        ws.screen_report(str(tmp_path / name))


def test_a_file_without_rows_is_not_an_empty_answer(ws: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "suppliers.csv"
    file.write_text("name,country\n", "utf-8")
    with pytest.raises(InputError):
        ws.screen_report(file)


def test_a_code_decides_before_a_name(ws: Workspace) -> None:
    answer = ws.screen("A name that nothing resembles", kind="company", as_of="2026-07-09")
    assert answer.status == "clear"


def test_a_row_that_cannot_be_asked_is_an_error_and_not_clear(ws: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "suppliers.csv"
    file.write_text("name,country,note\nHikvision,China,a\n,China,b\nBlue Lake Bakery,us,c\n", "utf-8")
    answers = list(ws.screen_all(file, as_of="2026-07-09"))
    assert [a.status for a in answers] == ["hit", "error", "clear"]
    assert [a.row for a in answers] == [1, 2, 3]
    assert ("note", "c") in answers[2].query.extra


def test_known_on_a_day_before_the_first_edition_nothing_can_be_asked(ws: Workspace) -> None:
    with pytest.raises(SourceError, match="2026-01-01"):
        ws.screen("Hikvision", as_of="2026-07-09", known_on="2026-01-01")
    assert ws.screen("Hikvision", as_of="2026-07-09", known_on="2026-07-09").status == "hit"


def test_diff_shows_the_28_organisations_that_came_on_9_october_2019(ws: Workspace) -> None:
    report = ws.diff("2019-10-08", "2019-10-10", lists=["us_bis_entity_list"])
    assert len(report.changes) == 28, "84 FR 54002 added 28 entities"
    assert {change.kind for change in report.changes} == {"added"}
    assert {change.on for change in report.changes} == {"2019-10-09"}


def test_an_entity_shows_its_verbatim_cells_and_what_they_mean(ws: Workspace) -> None:
    found = ws.screen("Hangzhou Hikvision Digital Technology", as_of="2026-07-09", lists=["us_bis_entity_list"])
    report = ws.entity(found.matches[0].entity.id, as_of="2026-07-09")
    (listing,) = [each for each in report.entity.listings if each.list_id == "us_bis_entity_list"]
    assert "Case-by-case" in listing.policy, "the policy is stated as printed"
    assert dict(listing.cells)["federal_register_notice"].startswith("84 FR 54004")
    assert any(verdict.effect == "licence_required" for verdict in report.verdicts)


def test_a_list_with_a_line_of_its_own_is_shown_by_it_alone(ws: Workspace, sample: Path) -> None:
    found = ws.screen("Hikvision Tech", as_of="2026-07-09", threshold={"default": 1, "us_ofac_nscmic": "wide"})
    assert {listing.list_id for match in found for listing in match.listings} == {"us_ofac_nscmic"}
    report = ws.portfolio(sample / "pension_plan.csv", as_of="2026-07-09", threshold="1,us_ofac_nscmic=wide")
    scores = {f.exposure.listing.list_id: f.score for p in report.positions for f in p.findings}
    assert all(score == 1 for list_id, score in scores.items() if list_id != "us_ofac_nscmic")
    assert report.settings_digest != ws.portfolio(sample / "pension_plan.csv", as_of="2026-07-09").settings_digest


def test_lines_of_single_lists_keep_the_general_line_of_the_settings(loaded: Path) -> None:
    ws = Workspace(Settings(home=loaded, threshold=AlertLine(0.95)), clock=lambda: NOON)
    assert ws.screen_report("Hikvision", threshold="un_sc=0.7").line == AlertLine(0.95, (("un_sc", 0.7),))


def test_what_is_known_of_a_person_goes_into_the_question(ws: Workspace) -> None:
    query = ws.screen(
        "Ivan Petrov",
        kind="person",
        birth_date="1957/1959",
        nationality="China",
        gender="m",
        addresses=["Urumqi"],
        identifiers=["passport:G1234567"],
    ).query
    assert (query.nationalities, query.gender, query.addresses) == (("cn",), "male", ("Urumqi",))
    assert str(query.birth_date) == "1957-01-01/1959-12-31"
    assert query.identifiers[0].scheme == "passport"


def test_an_unknown_entity_is_not_found(ws: Workspace) -> None:
    with pytest.raises(NotFoundError):
        ws.entity("us_ofac_sdn:0")


def test_a_refused_edition_leaves_the_last_good_one(loaded: Path, sample: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(loaded, home)
    before = workspace(home).snapshot.id
    with (sample / "us_trade_csl.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    small = tmp_path / "small.csv"
    with small.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows[:3])
    with pytest.raises(ExpectationError):
        workspace(home).load("us_trade_csl", small, edition="2026-08-01")
    empty = tmp_path / "empty.csv"
    empty.write_text(",".join(rows[0]) + "\n", "utf-8")
    with pytest.raises(SourceError):
        workspace(home).load("us_trade_csl", empty, edition="2026-08-01")
    page = tmp_path / "error.csv"
    page.write_text("<!DOCTYPE html><html><body>503 Service Unavailable</body></html>", "utf-8")
    with pytest.raises(ParseError, match="HTML"):
        workspace(home).load("us_trade_csl", page, edition="2026-08-01")
    assert workspace(home).snapshot.id == before
    assert workspace(home).screen("Hikvision", as_of="2026-07-09").status == "hit"


def test_a_small_edition_is_believed_when_the_user_says_so(loaded: Path, sample: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(loaded, home)
    text = (sample / "us_trade_csl.csv").read_text("utf-8")
    head, rest = text.split("\n", 1)
    one = next(row for row in csv.reader(rest.splitlines()) if "Hikvision" in row[5])
    small = tmp_path / "small.csv"
    with small.open("w", encoding="utf-8", newline="") as stream:
        stream.write(head + "\n")
        csv.writer(stream).writerow(one)
    workspace(home).load("us_trade_csl", small, edition="2026-08-01", accept_shrink=True)
    ws = workspace(home)
    assert ws.screen("IFLYTEK", as_of="2026-07-20", lists=["us_bis_entity_list"]).status == "hit"
    gone = ws.screen("IFLYTEK", as_of="2026-08-02", lists=["us_bis_entity_list"])
    assert gone.status == "clear"
    assert {listing.until_basis for match in gone.matches for listing in match.not_in_force} == {
        "absent from a later edition"
    }


def test_lists_shows_what_is_loaded_and_what_is_not(ws: Workspace) -> None:
    report = ws.lists()
    by_id = {used.id: used for used in report.lists}
    assert by_id["us_bis_entity_list"].entries == 28
    assert by_id["un_sc"].problem == "not loaded"


def test_own_names_are_searched_by_the_same_engine() -> None:
    index = lt.index_names(["Blue Lake Bakery Ltd", "CRRC Corporation Limited"], kind="company")
    (match, *_) = index.search("CRRC CORP LTD", limit=1, threshold=0.0)
    assert match.row == 1
    assert match.reasons


def test_many_own_names_are_searched_as_one_by_one() -> None:
    index = lt.index_names(["Blue Lake Bakery Ltd", "CRRC Corporation Limited", "Iflytek Co., Ltd."], kind="company")
    asked = ["CRRC CORP LTD", "Blue Lake Backery", "Somebody else"]
    together = list(index.search_all(asked, threshold=0.5))
    assert together == [index.search(name, threshold=0.5) for name in asked]


def test_the_door_opens_a_workspace(tmp_path: Path) -> None:
    assert lt.open(tmp_path).lists().snapshot == ""


def test_a_torn_index_is_made_anew_and_never_answers_clear(loaded: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(loaded, home)
    assert workspace(home).screen("Hikvision", as_of="2026-07-09").status == "hit"
    for file in sorted((home / "index").glob("*/*.npy")):
        whole = file.read_bytes()
        file.write_bytes(whole[:128] + bytes(len(whole) - 128))
        assert workspace(home).screen("Hikvision", as_of="2026-07-09").status == "hit", file.name


def test_a_home_that_cannot_be_written_still_answers(loaded: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(loaded, home)
    shutil.rmtree(home / "index")
    (home / "index").write_text("a file where the folder should be", "utf-8")
    assert workspace(home).screen("Hikvision", as_of="2026-07-09").status == "hit"


def test_an_emerging_markets_fund_is_told_from_its_look_alikes(shared_data: Path, tmp_path: Path) -> None:
    lists = ("us_bis_entity_list", "us_ofac_nscmic", "us_dod_1260h", "us_dhs_uflpa")
    ws, us = workspace(tmp_path), shared_data / "sanctions" / "us"
    ws.load("us_trade_csl", us / "csl_derived_2026-07-09.csv", edition="2026-07-09")
    ws.load("us_dhs_uflpa", us / "nsfreg_2026-07-09" / "source-uflpa-2026-07-09.html", edition="2026-07-09")
    ws.load("us_dod_1260h", us / "dod_1260h_opensanctions_transcript.csv", edition="2026-07-09")
    fund = shared_data / "portfolios" / "ishares_EEM_holdings_2022-07.csv"
    report = ws.portfolio(fund, lists=lists, as_of="2026-07-09")
    told = {(p.position.row, f.exposure.listing.list_id) for p in report.positions for f in p.findings}
    with (shared_data / "gold" / "portfolio_eem_2022-07.csv").open(encoding="utf-8", newline="") as stream:
        labels = [row for row in csv.DictReader(stream) if row["list"] in lists and row["relation"] == "same_person"]
    sure = {(int(row["row_number"]), row["list"]) for row in labels if row["confidence"] != "low"}
    unsure = {(int(row["row_number"]), row["list"]) for row in labels} - sure
    right = told & sure
    assert len(right) / len(sure) >= 0.95
    assert len(right) / len(told - unsure) >= 0.90


def test_a_register_of_owners_is_loaded_beside_the_lists_and_changes_no_snapshot(ws: Workspace, tmp_path: Path) -> None:
    before = ws.snapshot.id
    (tmp_path / "owners.csv").write_text("owner,owned,share\nA,B,50%\n")
    loaded = ws.load(str(tmp_path / "owners.csv"), edition="2026-07-01")
    assert loaded.says.startswith("owners, edition 2026-07-01: 2 parties, 1 links")
    assert (loaded.snapshot, ws.snapshot.id) == (before, before)
    (register,) = ws.registers()
    assert [str(link.share) for link in register.owners_of("B")] == ["50%"]
    assert ws.lists().registers == (register.edition,)  # so `lookthrough lists` shows it
    with pytest.raises(InputError, match="no file"):
        ws.load("nothing.csv")
