"""From holdings to a report, on the bundled sample: each sentence names what is dealt in, nothing unseen is clear."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from fractions import Fraction
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from lookthrough.report.finding import PortfolioReport
from lookthrough.settings import Settings
from lookthrough.workspace import Workspace

Ask = Callable[..., PortfolioReport]


@pytest.fixture(scope="module")
def sample() -> Iterator[Path]:
    with as_file(files("lookthrough.resources") / "sample") as folder:
        yield folder


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> Workspace:
    workspace = Workspace(
        Settings(home=tmp_path_factory.mktemp("home")), clock=lambda: datetime(2026, 11, 23, tzinfo=UTC)
    )
    workspace.load("us_trade_csl", sample / "us_trade_csl.csv", edition="2026-07-09")
    return workspace


@pytest.fixture
def ask(ws: Workspace, tmp_path: Path) -> Ask:
    def call(lines: str, as_of: str = "2026-07-09", **funds: str) -> PortfolioReport:
        plan = tmp_path / "plan.csv"
        plan.write_text("Name,Asset Class,Value (USD)\n" + lines, "utf-8")
        folder = tmp_path / "funds"
        folder.mkdir(exist_ok=True)
        for name, text in funds.items():
            (folder / f"{name.replace('_', ' ')}.csv").write_text("Name,Asset Class,Value (USD)\n" + text, "utf-8")
        return ws.portfolio(plan, funds=folder if funds else None, as_of=as_of)

    return call


HIKVISION = "Hangzhou Hikvision Digital Technology Co Ltd"


def test_each_verdict_names_the_fund_that_is_dealt_in_and_no_other(ask: Ask) -> None:
    inside = f"{HIKVISION},Equity,10\nSiemens AG,Equity,90\n"
    report = ask("North Fund,Fund,100\nSouth Fund,Fund,100\n", North_Fund=inside, South_Fund=inside)
    said = {
        position.position.name: " ".join(v.says for finding in position.findings for v in finding.verdicts)
        for position in report.positions
    }
    assert "North Fund" in said["North Fund"]
    assert "South Fund" not in said["North Fund"]
    assert "South Fund" in said["South Fund"]
    assert "North Fund" not in said["South Fund"]


def test_a_line_of_the_entity_list_is_lawful_to_hold_but_linked(ask: Ask) -> None:
    (line,) = ask("IFLYTEK CO LTD A,Equity,100\n").positions
    assert line.status == "linked", "15 CFR part 744 binds exporters, not holders"


def test_a_line_whose_purchase_is_prohibited_is_exposed(ask: Ask) -> None:
    assert ask(f"{HIKVISION},Equity,100\n").positions[0].status == "exposed"
    assert ask(f"{HIKVISION},Equity,100\n", as_of="2021-06-02").positions[0].status == "linked"


def test_a_fund_whose_inside_is_not_wholly_seen_is_never_clear(ask: Ask) -> None:
    report = ask("Alpha Fund,Fund,100\n", Alpha_Fund="Gamma China Fund,Fund,25\nNestle SA,Equity,75\n")
    (line,) = report.positions
    assert line.status == "unidentified"
    assert "25%" in line.note, "a quarter of it is another fund that nobody can look into"


def test_a_fund_that_is_wholly_seen_and_holds_nobody_listed_is_clear(ask: Ask) -> None:
    (line,) = ask("Alpha Fund,Fund,100\n", Alpha_Fund="Siemens AG,Equity,25\nNestle SA,Equity,75\n").positions
    assert line.status == "clear"


def test_a_deposit_is_screened_by_the_name_of_its_bank(ask: Ask) -> None:
    (line,) = ask(f"{HIKVISION},Cash,100\n").positions
    assert line.findings


def test_shorts_are_told_beside_what_is_held(ask: Ask) -> None:
    report = ask(f"{HIKVISION},Equity,-50\nIFLYTEK,Equity,100\n")
    by_list = {total.key: total for total in report.totals_by_list}
    assert by_list["us_bis_entity_list"].long_usd == Fraction(100)
    assert by_list["us_bis_entity_list"].short_usd == Fraction(50)
    assert report.exposed_usd == Fraction(100)


def test_what_the_lists_cannot_tell_is_said(ask: Ask) -> None:
    young = " ".join(ask("Siemens AG,Equity,1\n", as_of="2019-10-10").unseen)
    assert "removed before our oldest edition" in young
    assert "us_ofac_sdn" in young, "lists that were not asked are named"
    old = " ".join(ask("Siemens AG,Equity,1\n", as_of="2027-07-09").unseen)
    assert "days older than the day asked" in old


@pytest.mark.parametrize("name", ["N/A", "Unknown", "???"])
def test_a_placeholder_is_no_issuer_that_could_be_clear(ask: Ask, name: str) -> None:
    assert ask(f"{name},Equity,100\nSiemens AG,Equity,1\n").positions[0].status == "unidentified"


def test_a_name_in_a_script_that_is_not_compared_is_unidentified_and_not_clear(ask: Ask) -> None:
    report = ask("မြန်မာ့စီးပွားရေး ဦးပိုင်,Equity,100\nSiemens AG,Equity,1\n")
    assert report.positions[0].status == "unidentified", "because Burmese letters are not spelt well enough to compare"


def test_a_chinese_name_leads_to_the_party_that_is_listed_in_english(ask: Ask) -> None:
    report = ask("杭州海康威视数字技术股份有限公司,Equity,100\nSiemens AG,Equity,1\n")
    assert report.positions[0].status == "exposed"


def test_a_fund_file_that_nothing_leads_to_is_named(ask: Ask) -> None:
    report = ask("Siemens AG,Equity,1\n", Totally_Other_Fund="Nestle SA,Equity,1\n")
    assert any("Totally Other Fund.csv" in sentence for sentence in report.unseen)
