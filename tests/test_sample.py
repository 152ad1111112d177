"""The bundled sample: public facts with citations, invented figures marked, readable by the product's own parsers."""

from __future__ import annotations

import csv
import importlib
from datetime import date
from decimal import Decimal
from fractions import Fraction
from importlib.resources import as_file, files
from pathlib import Path
from types import ModuleType

import pytest
from lxml import html

from lookthrough.errors import Issues
from lookthrough.model.dates import from_iso
from lookthrough.model.entity import Identifier
from lookthrough.model.exposure import Exposure
from lookthrough.model.holdings import Holdings
from lookthrough.model.listing import Listing
from lookthrough.model.statement import Statement
from lookthrough.rules.registry import judge_all

ENTITY_LIST = "Entity List (EL) - Bureau of Industry and Security"
NSCMIC = "Non-SDN Chinese Military-Industrial Complex Companies List (CMIC) - Treasury Department"
FOOTNOTE_4 = {
    "Beijing Sensetime Technology Development Co., Ltd.",
    "Dahua Technology",
    "IFLYTEK",
    "Megvii Technology",
    "Yitu Technologies",
}


@pytest.fixture(scope="module")
def sample() -> Path:
    with as_file(files("lookthrough").joinpath("resources", "sample")) as folder:
        return folder


@pytest.fixture(scope="module")
def csl(sample: Path) -> list[dict[str, str]]:
    with (sample / "us_trade_csl.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def source(name: str) -> ModuleType:
    try:
        return importlib.import_module(f"lookthrough.sources.{name}")
    except ModuleNotFoundError as error:
        if error.name != f"lookthrough.sources.{name}":
            raise
        pytest.skip(f"the source {name} is not written yet")


def parsed(name: str, file: Path) -> tuple[list[Statement], Issues]:
    issues = Issues()
    return list(source(name).parse([file], issues)), issues


def values(statements: list[Statement], record: str, prop: str) -> list[str]:
    return [s.value for s in statements if s.record == record and s.prop == prop]


def test_there_are_the_28_organisations_of_october_2019_and_five_nscmic_names(csl: list[dict[str, str]]) -> None:
    listed = [row for row in csl if row["source"] == ENTITY_LIST]
    assert len(listed) == len({row["name"] for row in listed}) == 28
    assert {row["start_date"] for row in listed} == {"2019-10-09"}
    assert all(row["federal_register_notice"].startswith("84 FR 54004, 10/9/19") for row in listed)
    bureaus = [row for row in listed if row["name"].endswith("Public Security Bureau")]
    assert len(bureaus) == 19, "because the region's own bureau and 18 subordinate ones were listed"
    assert "Xinjiang Police College" in {row["name"] for row in listed}
    assert sum(row["source"] == NSCMIC for row in csl) == 5


def test_footnote_4_stands_at_five_of_the_eight_firms_and_not_at_hikvision(csl: list[dict[str, str]]) -> None:
    marked = {row["name"] for row in csl if row["license_requirement"].endswith(" 4")}
    assert marked == FOOTNOTE_4
    assert all(("87 FR 62202" in row["federal_register_notice"]) == (row["name"] in FOOTNOTE_4) for row in csl)


def test_every_entity_list_row_prints_its_requirement_and_its_case_by_case_policy(csl: list[dict[str, str]]) -> None:
    for row in csl:
        if row["source"] == ENTITY_LIST:
            assert row["license_requirement"].startswith("For all items subject to the EAR.")
            assert row["license_policy"].startswith("Case-by-case review for ECCNs 1A004.c")
            assert "2D983" in row["license_policy"], "because a secondary summary of 2020 lost this one"


def test_the_consolidated_list_is_read_by_its_own_parser(sample: Path) -> None:
    statements, issues = parsed("us_trade_csl", sample / "us_trade_csl.csv")
    by_list = {s.list_id: set() for s in statements}
    for s in statements:
        by_list[s.list_id].add(s.entity_id)
    assert {name: len(ids) for name, ids in by_list.items()} == {"us_bis_entity_list": 28, "us_ofac_nscmic": 5}
    assert "error" not in issues.severities.values(), issues.kept
    dates = {
        (s.prop, s.value)
        for s in statements
        if s.list_id == "us_ofac_nscmic" and s.prop.endswith(("since", "from", "until"))
    }
    assert ("listed_since", "2021-06-03") in dates
    assert ("effective_from", "2021-08-02") in dates
    assert ("divest_until", "2022-06-03") in dates
    assert {"2021-12-10", "2021-12-16"} <= {value for prop, value in dates if prop == "listed_since"}
    assert {s.value for s in statements if s.list_id == "us_bis_entity_list" and s.prop == "listed_since"} == {
        "2019-10-09"
    }
    assert "cn" in {s.value for s in statements if s.prop == "country"}
    assert any(s.prop == "identifier" and s.value == "uscc:91330000733796106P" for s in statements)


def test_the_1260h_rows_are_read_with_their_periods(sample: Path) -> None:
    statements, issues = parsed("us_dod_1260h", sample / "us_dod_1260h.csv")
    assert "error" not in issues.severities.values(), issues.kept
    names = {s.value: s for s in statements if s.prop == "name"}
    megvii = names["Beijing Megvii Technology Co., Ltd."].record
    assert values(statements, megvii, "listed_since") == ["2024-01-31"]
    assert values(statements, megvii, "listed_until") == ["2025-01-07"]
    ymtc = {s.record for s in statements if s.prop == "name" and s.value.startswith("Yangtze Memory")}
    assert len(ymtc) == 2, "because it was removed and listed again"
    assert any(s.prop == "parent" and "China Electronics Technology" in s.value for s in statements)


def test_the_uflpa_page_is_read_by_its_own_parser(sample: Path) -> None:
    statements, issues = parsed("us_dhs_uflpa", sample / "us_dhs_uflpa.html")
    assert "error" not in issues.severities.values(), issues.kept
    names = {s.value for s in statements if s.prop == "name"}
    assert any(name.startswith("Hoshine Silicon Industry (Shanshan)") for name in names)
    assert any(name.startswith("Camel Group") for name in names)
    assert {"2022-06-21", "2024-11-25", "2025-01-15"} <= {s.value for s in statements if s.prop == "listed_since"}
    assert "subsidiaries" in {s.value for s in statements if s.prop == "reach"}


def test_the_uflpa_page_has_the_structure_of_the_official_one(sample: Path) -> None:
    page = html.fromstring((sample / "us_dhs_uflpa.html").read_bytes())
    links = [a.text for a in page.iter("a") if (a.text or "").startswith("Section")]
    assert links == [f"Section 2(d)(2)(B)({part})" for part in ("i", "ii", "iv", "v")]
    rows = [[c.text_content() for c in tr.iter("td")] for tr in page.iter("tr") if tr.find("td") is not None]
    assert len(rows) == 12
    assert all(len(row) == 2 for row in rows)


def holdings(file: Path) -> Holdings:
    formats = pytest.importorskip("lookthrough.intake.formats")
    found: Holdings = formats.read_holdings(file, Issues())
    return found


def test_the_plan_is_worth_a_round_billion_and_is_read_whole(sample: Path) -> None:
    plan = holdings(sample / "pension_plan.csv")
    assert plan.name == "Sample Public Employees' Retirement Plan"
    assert plan.as_of == from_iso("2019-06-30") or (plan.as_of and plan.as_of.iso == "2019-06-30")
    assert sum((p.value_usd or Fraction(0) for p in plan.positions), Fraction(0)) == 1_000_000_000
    assets = {p.name: p.asset for p in plan.positions}
    assert assets["US TREASURY NOTE 2.375% 05/15/2029"] == "bond"
    assert assets["CASH US DOLLAR"] == "cash"
    assert assets["FX FORWARD USD/EUR 18-SEP-2019"] == "currency_hedge"
    assert assets["MSCI EMERGING MARKETS INDEX FUTURE SEP 2019"] == "future"
    assert assets["SAMPLE EMERGING MARKETS INDEX FUND"] == "fund"
    assert assets["SAMPLE CHINA VENTURE PARTNERS II LP"] == "fund", "because nobody can look through it"
    assert assets["SAMPLE REAL ESTATE PARTNERS III LP"] == "fund"


def test_the_private_stake_is_no_share_so_that_the_nscmic_list_may_not_reach_it(sample: Path) -> None:
    (line,) = [p for p in holdings(sample / "pension_plan.csv").positions if p.name.startswith("SENSETIME")]
    assert line.asset == "other"
    entry = Listing("x", "x", "us_ofac_nscmic", "SENSETIME GROUP LIMITED", since=from_iso("2021-12-10"))
    buying = judge_all(Exposure("same_person", entry, line.asset), date(2026, 7, 9))[0]
    assert buying.applies == "unknown"
    assert "publicly traded would settle it" in buying.says


def test_hikvisions_line_has_the_reported_count_and_the_isin_that_ofac_prints(sample: Path) -> None:
    (line,) = [p for p in holdings(sample / "pension_plan.csv").positions if "HIKVISION" in p.name]
    assert line.quantity == 81_802
    assert Identifier("isin", "CNE100000PM8") in line.identifiers


def test_the_funds_are_read_as_index_fund_files_two_levels_deep(sample: Path) -> None:
    emerging = holdings(sample / "funds" / "emerging_markets_index_fund.csv")
    allocation = holdings(sample / "funds" / "global_allocation_fund.csv")
    assert emerging.format == allocation.format == "ishares"
    assert emerging.as_of
    assert emerging.as_of.iso == "2019-06-28"
    weights = {p.name: p.weight for p in emerging.positions}
    assert weights["HANGZHOU HIKVISION DIGITAL TECHNOLOGY A"] == Fraction(8, 10_000)
    assert sum(w or 0 for w in weights.values()) < 1, "because the part that is not known must show"
    inner = [p for p in allocation.positions if p.name == "SAMPLE EMERGING MARKETS INDEX FUND"]
    assert [(p.asset, p.weight) for p in inner] == [("fund", Fraction(1, 4))]


def test_5_per_cent_of_a_fund_with_8_basis_points_is_the_arithmetic_of_the_readme(sample: Path) -> None:
    plan = holdings(sample / "pension_plan.csv")
    (line,) = [p for p in plan.positions if p.name == "SAMPLE EMERGING MARKETS INDEX FUND"]
    assert line.value_usd is not None
    assert line.value_usd / 1_000_000_000 * Fraction(8, 10_000) == Fraction(Decimal("0.00004"))


@pytest.mark.parametrize(("day", "applies"), [("2019-10-08", "no"), ("2019-10-09", "yes"), ("2019-10-10", "yes")])
def test_the_demos_three_days_tell_before_from_after(day: str, applies: str, csl: list[dict[str, str]]) -> None:
    for row in csl:
        if row["source"] == ENTITY_LIST:
            entry = Listing(
                row["_id"], row["_id"], "us_bis_entity_list", row["name"], since=from_iso(row["start_date"])
            )
            assert judge_all(Exposure("same_person", entry), date.fromisoformat(day))[0].applies == applies


def test_the_readme_cites_the_facts_and_marks_what_is_invented(sample: Path) -> None:
    text = (sample / "README.md").read_text(encoding="utf-8")
    for needed in (
        "84 FR 54002",
        "85 FR 34505",
        "85 FR 44159",
        "87 FR 62202",
        "86 FR 30145",
        "117-78",
        "81,802",
        "4.35 million",
    ):
        assert needed in text
    assert "invented" in text
    assert "not clear against the lists themselves" in " ".join(text.split())
