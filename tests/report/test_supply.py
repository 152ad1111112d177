"""A table of supply answered: who is listed, who is owned, which goods are presumed barred, by tier."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from lookthrough.errors import InputError
from lookthrough.report.render import FORMATS, render
from lookthrough.report.supply_answer import SupplyAnswer, SupplyReport
from lookthrough.settings import Settings
from lookthrough.workspace import Workspace

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HEADER = "id,supplier,supplies to,goods,hs code,eccn,country,place of production,address,parent company,ownership %\n"


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = Workspace(Settings(home=tmp_path_factory.mktemp("home")), clock=lambda: NOON)
    with as_file(files("lookthrough.resources") / "sample") as sample:
        workspace.load("us_trade_csl", sample / "us_trade_csl.csv", edition="2026-07-09")
        workspace.load("us_dhs_uflpa", sample / "us_dhs_uflpa.html", edition="2026-07-09")
    return workspace


@pytest.fixture(scope="module")
def sample(ws: Workspace) -> SupplyReport:
    with as_file(files("lookthrough.resources") / "sample" / "suppliers.csv") as file:
        return ws.supply(file, as_of="2026-07-09")


@pytest.fixture
def ask(ws: Workspace, tmp_path: Path) -> Callable[..., list[SupplyAnswer]]:
    def asking(rows: str, as_of: str = "2026-07-09") -> list[SupplyAnswer]:
        file = tmp_path / "suppliers.csv"
        file.write_text(HEADER + rows, encoding="utf-8")
        return list(ws.supply(file, as_of=as_of).answers)

    return asking


def effects(answer: SupplyAnswer) -> set[tuple[str, str, str]]:
    return {(v.rule, v.applies, v.effect) for f in answer.findings for v in f.verdicts if v.applies != "no"}


def test_the_sample_row_by_row(sample: SupplyReport) -> None:
    told = [(a.tier, a.status, a.goods.from_region, len(a.goods.parts)) for a in sample.answers]
    assert told == [
        (1, "exposed", "yes", 1),  # T-shirts: cotton from Korla and yarn of a listed spinner go into them
        (2, "exposed", "yes", 0),  # yarn: cotton from Korla
        (2, "exposed", "unknown", 0),  # a listed spinner; its address is no place of production
        (3, "exposed", "yes", 0),  # cotton from Korla, of an unnamed farm
        (1, "linked", "elsewhere", 0),  # owned by a listed company: the Affiliates Rule is suspended on this day
        (2, "clear", "elsewhere", 0),
        (2, "exposed", "unknown", 0),  # Dahua itself
        (1, "clear", "unknown", 0),  # a name that bears a place is a note and no answer
    ]
    assert [(t.tier, t.rows, t.listed, t.from_region, t.unscreened) for t in sample.tiers] == [
        (1, 3, 0, 1, 0), (2, 4, 2, 1, 0), (3, 1, 0, 1, 1)]  # fmt: skip
    assert any("name no place of production" in gap for gap in sample.unseen)


def test_a_place_elsewhere_leaves_open_where_the_inputs_were_made(sample: SupplyReport) -> None:
    cameras = sample.answers[4]
    assert (cameras.goods.from_region, cameras.goods.verdict.applies) == ("elsewhere", "unknown")
    assert "every tier back to the raw material" in cameras.goods.verdict.says


def test_goods_are_asked_about_by_places_of_production_and_never_by_names(sample: SupplyReport) -> None:
    spinner, trader = sample.answers[2], sample.answers[7]
    assert any("its address names" in note for note in spinner.goods.notes)
    assert any("where it produces is not known" in note for note in trader.goods.notes)
    assert trader.goods.verdict.applies == "unknown"


def test_inputs_bring_the_presumption_to_what_they_go_into(sample: SupplyReport) -> None:
    shirts = sample.answers[0]
    assert [label for _, label in shirts.goods.inputs] == ["Raw cotton", "Aksu Huafu Color Spinning Co., Ltd."]
    by_rule = {(v.rule, v.applies, v.effect) for v in shirts.goods.verdicts}
    assert by_rule == {("us_dhs_uflpa", "yes", "import_presumption"), ("us_cbp_wro", "no", "none")}
    assert "T-shirts are made in part by Aksu Huafu" in shirts.goods.parts[0].says
    assert shirts.goods.verdict.object == "import into the United States of T-shirts"


def test_an_owner_in_the_table_is_judged_on_the_day_asked(ask: Callable[..., list[SupplyAnswer]]) -> None:
    rows = 'S1,Example GmbH,,Cameras,,,,,,"Hangzhou Hikvision Digital Technology Co., Ltd.",{}\n'
    (owned,) = ask(rows.format("50"), "2025-10-15")
    assert ("us_bis_affiliates", "yes", "licence_required") in effects(owned)
    assert owned.status == "exposed"
    (minority,) = ask(rows.format("49.999999999"), "2025-10-15")
    assert "us_bis_affiliates" not in {rule for rule, *_ in effects(minority)}
    (unknown,) = ask(rows.format(""), "2025-10-15")
    assert ("us_bis_affiliates", "unknown", "licence_required") in effects(unknown)
    (today,) = ask(rows.format("50"), "2026-11-23")
    assert ("us_bis_affiliates", "unknown", "licence_required") in effects(today), "its status is not known"


def test_a_stake_below_a_line_is_never_printed_as_the_line(ws: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "suppliers.csv"
    row = 'S1,Example GmbH,,Cameras,,,,,,"Hangzhou Hikvision Digital Technology Co., Ltd.",49.999\n'
    file.write_text(HEADER + row, encoding="utf-8")
    report = ws.supply(file, as_of="2026-07-09")
    for form in ("table", "html"):
        said = str(render(report, form))
        assert "49.999%" in said, form
        assert "50% held" not in said, form
        assert "(50%" not in said, form


def test_owners_of_owners_are_followed_through_the_table(ask: Callable[..., list[SupplyAnswer]]) -> None:
    answers = ask("S1,A GmbH,,x,,,,,,B Holding,50\nS2,B Holding,S1,y,,,,,,Dahua Technology,50\n", "2025-10-15")
    assert all(("us_bis_affiliates", "yes", "licence_required") in effects(answer) for answer in answers)
    steps = [step.step for step in answers[0].findings[0].exposure.path]
    assert steps == ["supplied_by", "owned_by", "owned_by", "is"]


def test_rows_that_contradict_each_other_on_a_stake_are_told_and_never_added_up(ws: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "suppliers.csv"
    file.write_text(HEADER + "S1,A GmbH,,x,,,,,,Dahua Technology,30\nS2,A GmbH,,y,,,,,,Dahua Technology,25\n")
    report = ws.supply(file, as_of="2025-10-15")
    assert "registers-differ" in report.issues.counts
    assert all(v.applies == "no" for a in report.answers for f in a.findings for v in f.verdicts)


def test_codes_are_held_against_the_entry_as_printed(sample: SupplyReport) -> None:
    ((name, list_id, printed),) = sample.answers[6].printed
    assert (name, list_id, printed.fits) == ("Dahua Technology", "us_bis_entity_list", "equal")
    assert "Case-by-case review" in printed.says


def test_a_code_of_another_form_is_told_with_its_place(ws: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "suppliers.csv"
    file.write_text(HEADER + "S1,Dahua Technology,,x,cotton,5A2,,,,,\n")
    report = ws.supply(file)
    assert report.issues.counts["bad-goods-code"] == 2
    assert {issue.place.column for issue in report.issues} == {"hs code", "eccn"}


def test_before_the_act_no_presumption_applies(ask: Callable[..., list[SupplyAnswer]]) -> None:
    (cotton,) = ask('S1,Example Farm,,Cotton,,,China,"Korla, Xinjiang",,,\n', "2022-06-20")
    assert (cotton.goods.from_region, cotton.goods.verdict.applies) == ("yes", "no")
    (cotton,) = ask('S1,Example Farm,,Cotton,,,China,"Korla, Xinjiang",,,\n', "2020-12-11")
    assert cotton.status == "clear", "nor does the order of 13 January 2021 on all cotton of the region yet"


def test_an_order_on_goods_of_a_region_follows_them_downstream(ws: Workspace, tmp_path: Path) -> None:
    """Because the order of 13 January 2021 reaches what is made with the cotton, wherever that is."""
    file = tmp_path / "suppliers.csv"
    file.write_text(
        HEADER + 'S1,Shirts Ltd,,T-shirts,,,Bangladesh,"Gazipur, Bangladesh",,,\n'
        'S2,Spinner Co,S1,Cotton yarn,,,China,"Jiangyin, Jiangsu",,,\n'
        'S3,Ginner,S2,Raw cotton,,,China,"Korla, Xinjiang",,,\n'
    )
    report = ws.supply(file, as_of="2021-08-02")
    for answer in report.answers:
        (order,) = answer.goods.orders
        assert (answer.status, order.applies, order.effect) == ("exposed", "yes", "import_barred"), answer.supplied.name
        assert str(order.since) == "2021-01-13"
    assert report.answers[0].goods.inputs == ((3, "Ginner"),)
    for form in ("table", "html", "csv", "json"):
        assert "withhold release order on cotton" in " ".join(str(render(report, form)).split()), form
    yarn = ws.supply(file, as_of="2021-08-02").answers[1]
    assert any("cotton of Turkmenistan" in note and "not stated" in note for note in yarn.goods.notes)


def test_a_denied_place_or_good_is_told_and_settles_nothing(ask: Callable[..., list[SupplyAnswer]]) -> None:
    place, goods, shared = ask(
        "1,Zzyx Widgets One,,Cotton yarn,,,,Not Xinjiang,,,\n"
        "2,Zzyx Widgets Two,,non-cotton fabric,,,,Turkmenistan,,,\n"
        "3,Zzyx Widgets Three,,Shirts,,,,Korea,,,\n"
    )
    assert (place.goods.from_region, place.goods.verdict.applies) == ("unknown", "unknown")
    assert any("denies xinjiang" in note and "not verified" in note for note in place.goods.notes)
    assert [verdict.applies for verdict in goods.goods.orders] == ["unknown"]
    assert any("denies cotton" in note for note in goods.goods.notes)
    assert any("korea may lie in North Korea or elsewhere" in note for note in shared.goods.notes)


def test_an_order_on_all_goods_of_a_place_tells_the_rows_whose_place_is_not_known(
    ws: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "t.csv"
    file.write_text(HEADER + "1,Zzyx One,,Shirts,,,,,,,\n2,Zzyx Two,,Shirts,,,,Vietnam,,,\n", encoding="utf-8")
    unseen = ws.supply(file, as_of="2026-07-09").unseen
    assert any(
        gap.startswith("Not asked of 1 row: goods that the presumption about goods made by North") for gap in unseen
    )


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "0001", "9999"])
def test_the_first_and_last_days_of_the_calendar_are_days(ws: Workspace, tmp_path: Path, day: str) -> None:
    file = tmp_path / "t.csv"
    file.write_text(f"supplier,date\nHangzhou Hikvision Digital Technology Co Ltd,{day}\n", encoding="utf-8")
    assert len(ws.supply(file, as_of="2026-07-09", row_dates=True).answers) == 1


def test_nobody_to_screen_is_never_clear(ask: Callable[..., list[SupplyAnswer]]) -> None:
    (nobody,) = ask("S1,unknown,,Raw cotton,,,,,,,\n")
    assert nobody.status == "unidentified"


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_says_the_same(form: str, sample: SupplyReport) -> None:
    told = render(sample, form)
    assert told
    if isinstance(told, str):
        assert "Aksu Huafu" in told
        assert "exposed" in told
    if form == "json":
        answers = json.loads(str(told))["answers"]
        assert [answer["status"] for answer in answers] == [answer.status for answer in sample.answers]
    if form == "csv":
        assert "2A983" in str(told)


def test_hostile_cells_harm_no_format(ws: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "suppliers.csv"
    file.write_text(HEADER + 'S1,"<script>alert(1)</script>",,"=HYPERLINK(""x"")",,,,\x1b[31mKorla,,,\n')
    report = ws.supply(file)
    assert "<script>alert(1)" not in str(render(report, "html"))
    assert """'=HYPERLINK""" in str(render(report, "csv"))
    assert ',"=HYPERLINK' not in str(render(report, "csv"))
    assert "\x1b" not in str(render(report, "table"))


def test_a_missing_file_is_the_callers_mistake(ws: Workspace, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file"):
        ws.supply(tmp_path / "gone.csv")


def test_owners_of_registers_are_asked_beside_those_of_the_table(ws: Workspace, tmp_path: Path) -> None:
    file, links = tmp_path / "suppliers.csv", tmp_path / "links.csv"
    file.write_text(HEADER + "S1,Example GmbH,,Cameras,,,,,,,\nS2,Other GmbH,S1,Glass,,,,,,,\n")
    links.write_text(
        "owner,owned,share,date\n"
        '"Hangzhou Hikvision Digital Technology Co., Ltd.",Example Holding AG,60%,2024-01-01\n'
        "Example Holding AG,Example GmbH,50%,2024-01-01\n"
    )
    report = ws.supply(file, links=[links], as_of="2025-10-15")
    owned, other = report.answers
    assert ("us_bis_affiliates", "yes", "licence_required") in effects(owned)
    assert [step.step for step in owned.findings[0].exposure.path][:2] == ["supplied_by", "owned_by"]
    assert (owned.status, other.status) == ("exposed", "clear")
    assert [(t.tier, t.owned) for t in report.tiers] == [(1, 1), (2, 0)]


def test_a_users_own_rule_and_settled_doubt_are_asked(ws: Workspace, tmp_path: Path) -> None:
    file, own = tmp_path / "suppliers.csv", tmp_path / "settled.toml"
    file.write_text(HEADER + "S1,Example GmbH,,Cameras,,,,,,Dahua Technology,50\n")
    own.write_text(
        '[[settled]]\nrule = "us_bis_affiliates"\nof = "ownership"\nfrom = 2026-11-10\nin_force = true\n'
        'citation = "91 FR 99999"\ntext = "As read"\n'
    )
    (answer,) = ws.supply(file, rules=[own], as_of="2026-11-23").answers
    assert ("us_bis_affiliates", "yes", "licence_required") in effects(answer)


def test_grounds_tell_three_parts_and_drop_nobody(ws: Workspace) -> None:
    with as_file(files("lookthrough.resources") / "sample" / "suppliers.csv") as file:
        report = ws.supply(file, as_of="2026-07-09", grounds=["human_rights"])
    told = json.loads(str(render(report, "json")))
    assert len(told["answers"]) == 8, "nothing is left out"
    assert told["grounds"]
    assert "listed on these grounds" in str(render(report, "table"))
    assert ",match," in str(render(report, "csv"))


SHIPMENTS = """supplier,goods,shipment date
"Hangzhou Hikvision Digital Technology Co., Ltd.",cameras,2019-10-01
"Hangzhou Hikvision Digital Technology Co., Ltd.",cameras,2019-10-31
"Hangzhou Hikvision Digital Technology Co., Ltd.",cameras,October 2019
"Hangzhou Hikvision Digital Technology Co., Ltd.",cameras,
"""


def test_a_shipment_is_judged_on_its_own_day_where_that_is_asked_for(ws: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "shipments.csv"
    file.write_text(SHIPMENTS, encoding="utf-8")
    asked = {"as_of": "2026-07-09", "lists": ["us_bis_entity_list"]}
    report = ws.supply(file, row_dates=True, **asked)
    assert [str(answer.as_of) for answer in report.answers] == ["2019-10-01", "2019-10-31", "None", "2026-07-09"]
    before, after, month, undated = report.answers
    assert (before.status, before.findings, len(before.not_in_force)) == ("clear", (), 1), "listed from 9 October on"
    assert {answer.status for answer in (after, undated)} == {"exposed"}
    assert (month.status, month.findings) == ("unidentified", ()), "it was listed within that month"
    assert after.findings[0].verdicts[0].says.startswith("On 2019-10-31, ")
    assert sum("judged on 9 July 2026" in said for said in report.unseen) == 1, "a blank names no day"
    assert any("1 row" in said and "not judged" in said for said in report.unseen), "the month does not tell"
    told = json.loads(render(report, "json"))
    assert (told["as_of"], told["answers"][0]["as_of"]) == ("2026-07-09", "2019-10-01")
    assert "2019-10-01" in render(report, "csv")
    assert "on 2019-10-31" in render(report, "table")


@pytest.mark.parametrize("dated", ["2019", "10/09/2019", "October 2019", "31/02/2022", "2022-02-31", "soon", "~2021"])
def test_a_row_whose_date_does_not_tell_is_judged_on_no_day(ws: Workspace, tmp_path: Path, dated: str) -> None:
    """Because Hikvision was listed on 9 October 2019: within that year, and between the two days of 10/09/2019."""
    file = tmp_path / "shipments.csv"
    named = '"Hangzhou Hikvision Digital Technology Co., Ltd."'
    file.write_text(f"supplier,goods,shipment date\n{named},cameras,{dated}\n")
    report = ws.supply(file, as_of="2026-07-09", row_dates=True)
    (answer,) = report.answers
    assert (answer.status, answer.findings, answer.not_in_force, answer.as_of) == ("unidentified", (), (), None)
    assert answer.goods.verdict.applies == "unknown"
    told = [(i.severity, i.place.row, i.place.column) for i in report.issues if i.code == "undecided-day"]
    assert told == [("error", 1, "shipment date")]
    if dated[-4:] == "2019":
        assert "exposed (us_bis_entity_list: licence required since 2019-10-09" in answer.unjudged
        assert "the day would settle it" in answer.unjudged
    for form in ("table", "html", "csv", "json"):
        assert "not judged" in str(render(report, form)), form


@pytest.mark.parametrize(
    ("dated", "status", "over"),
    [
        ("2019-11", "exposed", ("2019-11-01", "2019-11-30")),
        ("November 2019", "exposed", ("2019-11-01", "2019-11-30")),
        ("2018", "clear", ("2018-01-01", "2018-12-31")),
        ("2020 Q2", "exposed", ("2020-04-01", "2020-06-30")),
        ("2016-2018", "clear", ("2016-01-01", "2018-12-31")),
        ("Jan–Mar 2020", "exposed", ("2020-01-01", "2020-03-31")),
        ("11/10/2019", "exposed", ("2019-10-11", "2019-11-10")),  # either of two days, both after the listing
    ],
)
def test_a_month_or_year_through_which_the_answer_is_the_same_has_that_answer(
    ws: Workspace, tmp_path: Path, dated: str, status: str, over: tuple[str, str]
) -> None:
    file = tmp_path / "shipments.csv"
    row = f'"Hangzhou Hikvision Digital Technology Co., Ltd.",x,{dated}\n'
    file.write_text(f"supplier,goods,shipment date\n{row}", encoding="utf-8")
    report = ws.supply(file, as_of="2026-07-09", row_dates=True, lists=["us_bis_entity_list"])
    (answer,) = report.answers
    assert (answer.status, answer.unjudged) == (status, "")
    assert (str(answer.over[0]), str(answer.over[-1])) == over
    assert not report.issues.counts["undecided-day"]
    assert any("1 row" in said and "a month, a year" in said for said in report.unseen)
    assert f"{over[0]}/{over[1]}" in render(report, "csv")


def test_within_a_year_what_begins_and_ends_between_its_ends_is_not_missed(ws: Workspace, tmp_path: Path) -> None:
    """Because the Affiliates Rule was law from 29 September to 9 November 2025: at both ends of the year it was not."""
    file = tmp_path / "shipments.csv"
    file.write_text(
        "supplier,goods,parent company,ownership %,shipment date\nExample GmbH,x,Dahua Technology,50,2025\n"
    )
    (answer,) = ws.supply(file, as_of="2026-07-09", row_dates=True, lists=["us_bis_entity_list"]).answers
    assert answer.unjudged
    assert "on 2025-09-29 exposed (us_bis_entity_list: licence required)" in answer.unjudged


def test_what_holds_on_all_days_of_a_year_is_kept_and_what_differs_is_told(ws: Workspace, tmp_path: Path) -> None:
    """Because Hikvision stood on the Entity List all through 2021, and on the NS-CMIC List from June on."""
    file = tmp_path / "shipments.csv"
    file.write_text('supplier,goods,shipment date\n"Hangzhou Hikvision Digital Technology Co., Ltd.",x,2021\n')
    (answer,) = ws.supply(file, as_of="2026-07-09", row_dates=True).answers
    assert (answer.status, answer.unjudged) == ("exposed", "")
    assert [f.exposure.listing.list_id for f in answer.findings] == ["us_bis_entity_list"]
    assert "on 2021-08-02 exposed" in answer.note
    assert "us_ofac_nscmic: trading prohibited since 2021-08-02" in answer.note


def test_dates_of_rows_that_were_not_asked_are_told(ws: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "shipments.csv"
    file.write_text(SHIPMENTS, encoding="utf-8")
    report = ws.supply(file, as_of="2026-07-09", lists=["us_bis_entity_list"])
    assert {answer.status for answer in report.answers} == {"exposed"}
    assert any("2 rows" in said and "--row-dates" in said for said in report.unseen)


def test_goods_that_are_called_after_the_region_are_told_and_are_no_place(ws: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "called.csv"
    file.write_text(
        "supplier,goods,place of production\nZzyx One,Xinjiang cotton,Jiangsu\nZzyx Two,不含新疆棉,Jiangsu\n",
        encoding="utf-8",
    )
    called, denied = ws.supply(file, as_of="2026-07-09").answers
    assert called.goods.from_region != "yes", "because a name of goods is no place of production"
    assert any("its goods are called after xinjiang" in note for note in called.goods.notes)
    assert any("denies 新疆" in note for note in denied.goods.notes)
