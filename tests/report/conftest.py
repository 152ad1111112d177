"""A report written by hand: a pension plan with direct lines and an index fund; facts public, lines invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from fractions import Fraction
from importlib.resources import as_file, files

import pytest

from lookthrough.errors import Issues, Place
from lookthrough.match.alert_line import AlertLine
from lookthrough.model.dates import day, from_iso
from lookthrough.model.entity import Entity, Identifier, Name
from lookthrough.model.exposure import Exposure, Step
from lookthrough.model.holdings import Holdings, Position
from lookthrough.model.listing import Listing
from lookthrough.model.match import Match, Reason
from lookthrough.model.query import Query
from lookthrough.report.finding import (
    Coverage,
    Finding,
    Layer,
    ListUsed,
    PortfolioReport,
    PositionAnswer,
    ScreenAnswer,
    ScreenMatch,
    ScreenReport,
    Total,
)
from lookthrough.rules.verdict import Verdict
from lookthrough.workspace import Workspace
from lookthrough.workspace import open as open_workspace


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A home with the bundled sample of the Consolidated Screening List."""
    workspace = open_workspace(tmp_path_factory.mktemp("home"))
    with as_file(files("lookthrough.resources") / "sample") as sample:
        workspace.load("us_trade_csl", sample / "us_trade_csl.csv", edition="2026-07-09")
    return workspace


MADE = datetime(2026, 7, 10, 8, 30, tzinfo=UTC)
POLICY = (
    "Case-by-case review for ECCNs 1A004.c, 1A004.d, 1A995, 1A999.a, 1D003, 2A983, 2D983, and 2E983, and for EAR99 "
    "items described in the Note to ECCN 1A995; presumption of denial for all other items subject to the EAR."
)
HOSTILE = "<script>alert('x')</script> & \"Söhne\" \x1b[31m\u202egpj.exe"
ENTITY_LIST = Listing(
    id="us_bis_entity_list:hik",
    entity_id="us_bis_entity_list:hik",
    list_id="us_bis_entity_list",
    listed_name="Hangzhou Hikvision Digital Technology Co., Ltd.",
    edition="2026-07-09",
    seen_from="2026-07-09",
    programmes=("Entity List (EL) - Bureau of Industry and Security",),
    since=day(date(2019, 10, 9)),
    citations=("84 FR 54004, 10/9/19", "85 FR 34505, 6/5/20", "85 FR 44159, 7/22/20"),
    requirement="For all items subject to the EAR (See §744.11 of the EAR)",
    policy=POLICY,
    cells=(("Country", "China"), ("Entity", "Hangzhou Hikvision Digital Technology Co., Ltd."), ("Note", "a\nb")),
    file="consolidated.csv",
    row=1201,
    source_url="https://www.bis.gov/entity-list",
)
NSCMIC = Listing(
    id="us_ofac_nscmic:hik",
    entity_id="us_ofac_nscmic:hik",
    list_id="us_ofac_nscmic",
    listed_name="HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD.",
    edition="2026-07-09",
    programmes=("CMIC-EO13959",),
    since=day(date(2021, 6, 3)),
    effective=day(date(2021, 8, 2)),
    divest_until=day(date(2022, 6, 3)),
    citations=("86 FR 30145",),
    source_url="javascript:alert(1)",
)
DAHUA = Listing(
    id="us_bis_entity_list:dahua",
    entity_id="us_bis_entity_list:dahua",
    list_id="us_bis_entity_list",
    listed_name="Dahua Technology",
    edition="2026-07-09",
    since=day(date(2019, 10, 9)),
    citations=("84 FR 54004, 10/9/19", "87 FR 62202, 10/13/22"),
    footnotes=("4",),
    requirement="For all items subject to the EAR. See §§734.9(e)(2) and 744.11 of the EAR\N{SUPERSCRIPT FOUR}",
    policy=POLICY,
)


def export_verdict(listing: Listing, as_of: date) -> Verdict:
    return Verdict(
        rule="us_bis_entity_list",
        applies="yes",
        effect="licence_required",
        actor="anyone who exports, reexports or transfers items subject to the EAR",
        object="export of items subject to the EAR to the listed party",
        since=date(2019, 10, 9),
        until=None,
        citation="15 CFR 744.11 and 744.16(a); 84 FR 54004",
        says=f"On {as_of} {listing.listed_name} is on the Entity List: a licence is needed to export to it.",
        printed=f"License requirement: {listing.requirement}\nLicense review policy: {listing.policy}",
    )


def holding_verdict(rule: str, as_of: date, citation: str) -> Verdict:
    says = f"On {as_of} holding its securities is lawful under this list, but linked."
    return Verdict(rule, "no", "none", "holders of its securities", "continuing to hold", None, None, citation, says)


def purchase_verdict(as_of: date) -> Verdict:
    return Verdict(
        rule="us_ofac_nscmic",
        applies="yes",
        effect="trade_prohibited",
        actor="US persons",
        object="purchase of its publicly traded securities, directly or through a fund",
        since=date(2021, 8, 2),
        until=None,
        citation="E.O. 13959 as amended by E.O. 14032, sec. 1; OFAC FAQ 861",
        says=f"On {as_of} US persons may not buy the security; the share of the fund does not matter.",
    )


def divest_verdict() -> Verdict:
    return Verdict(
        "us_dod_1260h",
        "unknown",
        "procurement_barred",
        "the US Department of Defense",
        "contracts with the entity",
        None,
        None,
        "FY2024 NDAA, sec. 805",
        "Whether the contract falls under section 805 is not in a holdings file; the contract settles it.",
    )


REASONS = (
    Reason("identifier", 1.0, "CNE100000PM8", "CNE100000PM8", "The ISIN CNE100000PM8 is the same."),
    Reason(
        "name_tokens", 0.97, "HANGZHOU HIKVISION DIGITAL A", "Hangzhou Hikvision…", "All four name words are equal."
    ),
)

FUND = "Example Emerging Markets Index Fund"
PLAN = "Example State Employees' Pension Plan"


def direct(name: str, listing: Listing, value: int, verdicts: tuple[Verdict, ...], weight: Fraction) -> Finding:
    path = (
        Step("holds", PLAN, name, None, weight, Fraction(value), "plan.csv, row 1", "2026-06-30"),
        Step(
            "issued_by", name, "Hangzhou Hikvision Digital Technology Co Ltd", None, None, None, "ISIN CNE100000PM8", ""
        ),
        Step(
            "is", "Hangzhou Hikvision Digital Technology Co Ltd", listing.listed_name, None, None, None, "score 1.000"
        ),
    )
    exposure = Exposure("same_person", listing, "equity", "long", path, None, weight, Fraction(value))
    return Finding(exposure, verdicts, 1.0, listing.listed_name, REASONS)


def through_fund(listing: Listing, line: str, share: Fraction, verdicts: tuple[Verdict, ...]) -> Finding:
    path = (
        Step("holds", PLAN, FUND, None, Fraction(1, 20), Fraction(50_000_000), "plan.csv, row 2", "2026-06-30"),
        Step("holds", FUND, line, None, share, Fraction(50_000_000) * share, "em_index.csv, row 17", "2026-05-29"),
        Step("is", line, listing.listed_name, None, None, None, "name and country, score 0.962", ""),
    )
    weight = Fraction(1, 20) * share
    exposure = Exposure("through_fund", listing, "fund", "long", path, None, weight, Fraction(50_000_000) * share)
    return Finding(exposure, verdicts, 0.962, listing.listed_name, REASONS[1:])


def lines(as_of: date) -> tuple[PositionAnswer, ...]:
    """Nine lines; what leads where depends on the day, as it did."""
    entity_list, cmic = as_of >= date(2019, 10, 9), as_of >= date(2021, 6, 3)
    bound = (export_verdict(ENTITY_LIST, as_of), holding_verdict("us_bis_entity_list", as_of, "15 CFR 744.16"))
    banned = (purchase_verdict(as_of), holding_verdict("us_ofac_nscmic", as_of, "OFAC FAQ 1046"), divest_verdict())
    hik, weight = "HANGZHOU HIKVISION DIGITAL A", Fraction(1_200_000, 10**9)
    found = ((direct(hik, ENTITY_LIST, 1_200_000, bound, weight),) if entity_list else ()) + (
        (direct(hik, NSCMIC, 1_200_000, banned, weight),) if cmic else ()
    )
    waiting = (() if entity_list else (ENTITY_LIST,)) + (() if cmic else (NSCMIC,))
    fund_found = (
        (
            through_fund(ENTITY_LIST, "HANGZHOU HIKVISION DIGITAL TECHNOL", Fraction(2, 2500), bound),
            through_fund(DAHUA, "ZHEJIANG DAHUA TECHNOLOGY LTD A", Fraction(1, 5000), bound),
        )
        if entity_list
        else ()
    )
    isin = (Identifier("isin", "CNE100000PM8"),)
    hik_line = Position(1, hik, "equity", "long", isin, "002415", "cn", "USD", cells=(("Name", hik), ("Desk", "=1+1")))
    fund_line = Position(2, FUND, "fund", cells=(("Name", FUND), ("Desk", "Passive")))
    held: dict[int, Position] = {
        3: Position(3, "ZHEJIANG DAHUA TECHNOLOGY LTD A", "equity", "short", country="cn"),
        4: Position(4, "NESTLE SA-REG", "equity", country="ch", cells=(("Name", "NESTLE SA-REG"), ("Desk", "-0.5"))),
        5: Position(5, HOSTILE, "equity"),
        6: Position(6, "Horizon Growth Partners III LP", "fund"),
        7: Position(7, '=HYPERLINK("http://example.invalid","x")', "bond"),
        8: Position(8, "USD CASH", "cash"),
        9: Position(9, "شركة المثال القابضة · 示例控股有限公司 " + "long " * 40, "equity"),
    }
    status = "exposed" if entity_list else "clear"
    share = Fraction(1, 20)
    short = direct("ZHEJIANG DAHUA TECHNOLOGY LTD A", DAHUA, 300_000, bound[1:], Fraction(3, 10_000))
    opaque = "a private fund; its constituents are not known"
    return (
        PositionAnswer(hik_line, status, found, waiting, weight, Fraction(1_200_000)),
        PositionAnswer(fund_line, status, fund_found, (), share, Fraction(50_000_000), "looked into: em_index.csv"),
        PositionAnswer(
            held[3],
            "linked" if entity_list else "clear",
            (short,) if entity_list else (),
            () if entity_list else (DAHUA,),
            Fraction(-3, 10_000),
            Fraction(-300_000),
        ),
        PositionAnswer(held[4], "clear", (), (), Fraction(9, 10), Fraction(900_000_000)),
        PositionAnswer(held[5], "clear", (), (), Fraction(1, 3), Fraction(100, 3)),
        PositionAnswer(held[6], "unidentified", (), (), Fraction(3, 100), Fraction(30_000_000), opaque),
        PositionAnswer(held[7], "clear", (), (), None, None),
        PositionAnswer(held[8], "clear", (), (), Fraction(1, 100), Fraction(10_000_000), "cash"),
        PositionAnswer(held[9], "clear", (), (), Fraction(1, 10**9), Fraction(1)),
    )


def lists() -> tuple[ListUsed, ...]:
    return (
        ListUsed(
            *("us_bis_entity_list", "BIS Entity List", "us_trade_csl", "2026-07-09", 3409),
            *("US Government work, public domain", "https://www.bis.gov/entity-list", ""),
        ),
        ListUsed(
            *(
                "us_ofac_nscmic",
                "OFAC NS-CMIC List",
                "us_trade_csl",
                "2026-06-01",
                68,
                "US Government work, public domain",
            ),
            *("https://ofac.treasury.gov/", "the last update failed; this edition is 38 days old"),
        ),
    )


def plan(as_of: date) -> PortfolioReport:
    answers = lines(as_of)
    issues = Issues(keep=1)
    issues.error("bad-date", "'31/02/2026' is not a date", Place("plan.csv", 7, "Date"), "write YYYY-MM-DD")
    issues.error("bad-date", "'32/02/2026' is not a date", Place("plan.csv", 8, "Date"), "write YYYY-MM-DD")
    hit = as_of >= date(2019, 10, 9)
    cmic = as_of >= date(2021, 6, 3)
    hik_usd, dahua_usd = Fraction(1_240_000), Fraction(10_000)
    parties = (
        Total("us_bis_entity_list:hik", ENTITY_LIST.listed_name, hik_usd, weight=Fraction(124, 100_000), positions=2),
        Total("us_bis_entity_list:dahua", "Dahua Technology", dahua_usd, Fraction(300_000), positions=2),
    )
    by_list = (Total("us_bis_entity_list", "BIS Entity List", hik_usd + dahua_usd, Fraction(300_000), positions=3),)
    if cmic:
        by_list += (Total("us_ofac_nscmic", "OFAC NS-CMIC List", Fraction(1_200_000), positions=1),)
    by_fund = (
        Total("", "Held directly", Fraction(1_200_000), Fraction(300_000), weight=Fraction(12, 10_000), positions=2),
        Total("fund", FUND, Fraction(50_000), weight=Fraction(5, 100_000), positions=1),
    )
    held = Holdings(PLAN, "plan.csv", "0f" * 32, "tables", from_iso("2026-06-30"), tuple(a.position for a in answers))
    return PortfolioReport(
        holdings=held,
        as_of=as_of,
        known_on=None,
        snapshot="5c1e" * 16,
        version="0.1.0",
        settings_digest="a1b2c3d4e5f6",
        generated=MADE,
        lists=lists(),
        line=AlertLine(0.8),
        coverage=Coverage(Fraction(97, 100), Fraction(96, 100), Fraction(96, 100)),
        totals_by_list=by_list if hit else (),
        totals_by_fund=by_fund if hit else (),
        totals_by_party=parties if hit else (),
        total_usd=Fraction(10**9),
        exposed_usd=Fraction(1_250_000) if hit else Fraction(0),
        positions=answers,
        layers=(
            Layer(PLAN, "plan.csv", "2026-06-30", 9, 0, Fraction(1), Fraction(97, 100), Fraction(3, 100)),
            Layer(FUND, "em_index.csv", "2026-05-29", 41, 1, Fraction(1, 20), Fraction(1), Fraction(0), "full file"),
            Layer("Horizon Growth Partners III LP", "", "", None, 1, Fraction(3, 100), None, None),
        ),
        unseen=(
            "3% of the portfolio, one private fund, gives no constituents.",
            "Owners of the issuers were not looked up.",
        ),
        issues=issues,
    )


def screening() -> ScreenReport:
    entity = Entity(
        id="us_bis_entity_list:hik",
        kind="company",
        names=(Name(ENTITY_LIST.listed_name), Name("Hikvision", "weak_alias")),
        countries=("cn",),
        listings=(ENTITY_LIST,),
    )
    match = Match(3, entity.id, 0.981, entity.name, entity.name, "海康威视", REASONS[1:])
    found = ScreenMatch(match, entity, (ENTITY_LIST,), (export_verdict(ENTITY_LIST, date(2026, 7, 9)),), (NSCMIC,))
    return ScreenReport(
        title="suppliers.csv",
        as_of=date(2026, 7, 9),
        known_on=date(2026, 7, 9),
        snapshot="5c1e" * 16,
        version="0.1.0",
        settings_digest="a1b2c3d4e5f6",
        generated=MADE,
        lists=lists(),
        answers=(
            ScreenAnswer(
                1, Query(("海康威视",), "company", ("cn",), row=1, extra=(("desk", "@sum"),)), "hit", (found,)
            ),
            ScreenAnswer(2, Query((HOSTILE,), row=2), "clear"),
            ScreenAnswer(3, Query(("",), row=3), "error", (), "the name is empty"),
        ),
        line=AlertLine(0.8, (("us_ofac_sdn", 0.9),)),
    )


@pytest.fixture(scope="session")
def report_on() -> Callable[[date], PortfolioReport]:
    """The plan's report for any day."""
    return plan


@pytest.fixture(scope="session")
def report() -> PortfolioReport:
    return plan(date(2026, 7, 9))


@pytest.fixture(scope="session")
def three_days() -> list[PortfolioReport]:
    return [plan(date(2019, 10, 8)), plan(date(2019, 10, 10)), plan(date(2026, 7, 9))]


@pytest.fixture(scope="session")
def screen() -> ScreenReport:
    return screening()
