"""The Consolidated Screening List: every row goes to its own list, with its dates, citations and verbatim cells."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from lookthrough.sources.us_trade_csl import list_of

HEADER = (
    "_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,"
    "standard_order,license_requirement,license_policy,call_sign,vessel_type,gross_tonnage,gross_registered_tonnage,"
    "vessel_flag,vessel_owner,remarks,source_list_url,alt_names,citizenships,dates_of_birth,nationalities,"
    "places_of_birth,source_information_url,ids"
)
COLUMNS = HEADER.split(",")
ENTITY_LIST = "Entity List (EL) - Bureau of Industry and Security"
CMIC = "Non-SDN Chinese Military-Industrial Complex Companies List (CMIC) - Treasury Department"


def table(*rows: dict[str, str]) -> str:
    lines = [HEADER]
    for row in rows:
        lines.append(",".join('"' + row.get(column, "").replace('"', '""') + '"' for column in COLUMNS))
    return "\n".join(lines) + "\n"


@pytest.fixture
def csl(write, read):
    return lambda *rows: read("us_trade_csl", write("csl.csv", table(*rows)))


@pytest.fixture(scope="session")
def real(shared_data: Path, read):
    return read("us_trade_csl", shared_data / "sanctions/us/csl_derived_2026-07-09.csv")


@pytest.mark.parametrize(
    ("printed", "list_id"),
    [
        (ENTITY_LIST, "us_bis_entity_list"),
        ("EL", "us_bis_entity_list"),
        ("Military End User (MEU) List - Bureau of Industry and Security", "us_bis_meu"),
        ("Denied Persons List (DPL) - Bureau of Industry and Security", "us_bis_dpl"),
        ("Unverified List (UVL) - Bureau of Industry and Security", "us_bis_uvl"),
        ("Nonproliferation Sanctions (ISN) - State Department", "us_state_isn"),
        ("AECA Debarred (DTC) - State Department", "us_state_dtc"),
        ("SDN", "us_ofac_sdn"),
        ("Sectoral Sanctions Identifications List (SSI) - Treasury Department", "us_ofac_ssi"),
        (CMIC, "us_ofac_nscmic"),
        ("Foreign Sanctions Evaders (FSE) - Treasury Department", "us_ofac_cons"),
        ("Palestinian Legislative Council List (PLC) - Treasury Department", "us_ofac_cons"),
        ("Capta List (CAP) - Treasury Department", "us_ofac_cons"),
        ("Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department", "us_ofac_cons"),
        ("A New List (XYZ) - Treasury Department", "us_ofac_cons"),
        ("A New List (XYZ) - Department of Agriculture", None),
        ("", None),
    ],
)
def test_a_row_goes_to_the_list_that_its_source_names(printed: str, list_id: str | None) -> None:
    assert list_of(printed) == list_id


def test_a_row_of_an_unknown_list_is_an_error_and_not_lost_silently(csl) -> None:
    reading = csl({"source": "Moon List (ML)", "name": "A"}, {"source": "EL", "name": "B Co., Ltd."})
    assert reading.values("name") == ["B Co., Ltd."]
    (issue,) = reading.issues
    assert (issue.severity, issue.code, issue.place.row, issue.place.column) == ("error", "unknown-list", 2, "source")


def test_a_row_without_a_name_is_an_error(csl) -> None:
    reading = csl({"source": "EL", "addresses": "Beijing, China"}, {"source": "EL", "name": "B"})
    assert reading.issues.counts == {"no-name": 1}


def test_an_entity_list_row_is_read_whole(csl) -> None:
    reading = csl(
        {
            "source": ENTITY_LIST,
            "name": "Hangzhou Hikvision Digital Technology Co., Ltd.",
            "addresses": "No. 555 Qianmo Road, Hangzhou 310052, China; and 700 Dongliu Road, Hangzhou, China.",
            "federal_register_notice": "84 FR 54004, 10/9/19. 85 FR 34505, 6/5/20. 85 FR 44161, 7/22/20",
            "license_requirement": "For all items subject to the EAR. (See § 744.11 of the EAR)",
            "license_policy": "Case-by-case review for some items; presumption of denial for all others.",
            "alt_names": "Hikvision; and HIKVISION Digital",
        }
    )
    assert reading.values("listed_since") == ["2019-10-09"]  # no start date is printed: the earliest citation counts
    assert reading.values("citation") == [
        "84 FR 54004 (2019-10-09)",
        "85 FR 34505 (2020-06-05)",
        "85 FR 44161 (2020-07-22)",
    ]
    assert next(s.original for s in reading.statements if s.prop == "citation") == "84 FR 54004, 10/9/19"
    assert reading.values("alias") == ["Hikvision", "HIKVISION Digital"]
    assert reading.values("country") == ["cn"]
    assert len(reading.values("address")) == 2
    assert reading.values("policy") == ["Case-by-case review for some items; presumption of denial for all others."]
    assert reading.values("footnote") == []
    cells = {s.column: s.original for s in reading.statements if s.prop == "cell"}
    assert cells["alt_names"] == "Hikvision; and HIKVISION Digital"
    assert set(cells) == {
        "source", "name", "addresses", "federal_register_notice", "license_requirement", "license_policy", "alt_names",
    }  # fmt: skip


def test_cmic_listing_and_effect_are_two_dates(csl) -> None:
    # The start date of these rows is the day of effect; the day of listing stands in the remarks.
    reading = csl(
        {
            "source": CMIC,
            "programs": "CMIC-EO13959",
            "name": "Example Aerospace Corporation",
            "start_date": "2021-08-02",
            "remarks": "Listing Date (CMIC): 03 Jun 2021; USCC: 91110000710935732K (China); Program: CMIC-EO13959",
        }
    )
    assert reading.values("listed_since") == ["2021-06-03"]
    assert reading.values("effective_from") == ["2021-08-02"]
    assert reading.values("identifier") == ["uscc:91110000710935732K"]


def test_a_cmic_start_date_alone_is_no_listing_date(csl) -> None:
    reading = csl({"source": CMIC, "name": "Example Corporation", "start_date": "2021-08-02"})
    assert reading.values("listed_since") == []
    assert reading.values("effective_from") == ["2021-08-02"]


def test_the_current_form_prints_cmic_dates_among_the_identifiers(csl) -> None:
    reading = csl(
        {
            "source": CMIC,
            "entity_number": "32028",
            "programs": "CMIC-EO13959",
            "name": "EXAMPLE GREATWALL COMPANY LIMITED",
            "ids": "Equity Ticker, 601606 CN; ISIN, CNE1000036L1; Effective Date (CMIC), 02 Aug 2021; "
            "Purchase/Sales For Divestment Date (CMIC), 03 Jun 2022; Listing Date (CMIC), 03 Jun 2021",
        }
    )
    (record,) = reading.records().values()
    assert list(reading.records()) == ["us_ofac_nscmic:32028"]
    assert record["listed_since"] == ["2021-06-03"]
    assert record["divest_until"] == ["2022-06-03"]
    assert record["identifier"] == ["ticker:601606 CN", "isin:CNE1000036L1"]


def test_a_mark_before_an_alias_is_read_and_a_name_that_looks_like_one_is_not(csl) -> None:
    reading = csl({"source": "EL", "name": "X Co.", "alt_names": "a.k.a., Ex; f.k.a., Old Ex; Aka Trading; —Dash Ltd."})
    assert reading.values("alias") == ["Ex", "Aka Trading", "Dash Ltd."]
    assert reading.values("former_name") == ["Old Ex"]


def test_identifiers_are_read_in_the_old_and_the_new_order(csl) -> None:
    old = csl(
        {"source": "SDN", "entity_number": "1", "name": "A", "ids": "US, 80-0890696, Tax ID No.; 21795618, Passport"}
    )
    new = csl({"source": "SDN", "entity_number": "1", "name": "A", "ids": "Passport, 836238033, KP; Gender, Male"})
    assert old.values("identifier") == ["tax_id:800890696", "passport:21795618"]
    assert new.values("identifier") == ["passport:836238033"]
    assert new.values("gender") == ["male"]


def test_a_denial_of_fifty_years_has_its_end(csl) -> None:
    reading = csl(
        {
            "source": "DPL",
            "name": "I. EXAMPLE",
            "addresses": "605 TRAIL LAKE DRIVE, RICHARDSON, TX, 75081, US",
            "federal_register_notice": "67 F.R. 56530 9/4/02 67 F.R. 10890 3/11/02 71 F.R. 38843 7/10/06",
            "start_date": "2002-03-04",
            "end_date": "2056-06-29",
            "standard_order": "Y",
        }
    )
    assert reading.values("listed_since") == ["2002-03-04"]
    assert reading.values("listed_until") == ["2056-06-29"]
    assert reading.values("citation")[1] == "67 FR 10890 (2002-03-11)"
    assert reading.values("standard_order") == ["Y"]
    assert not reading.issues.kept


def test_a_date_that_does_not_exist_keeps_its_cell_and_has_no_reading(csl) -> None:
    reading = csl({"source": "DPL", "name": "X Y", "start_date": "31/02/2020", "end_date": "2020-02-30"})
    assert reading.values("listed_since") == []
    assert reading.issues.counts == {"bad-date": 2}
    assert {i.place.column for i in reading.issues} == {"start_date", "end_date"}
    assert "31/02/2020" in [s.original for s in reading.statements if s.prop == "cell"]


def test_a_citation_without_a_day_gives_the_year_of_its_volume(csl) -> None:
    # Volume 77 of the Federal Register is the year 2012; nothing finer is claimed.
    assert csl({"source": "EL", "name": "DM Link", "federal_register_notice": "77 FR 61249"}).values(
        "listed_since"
    ) == ["2012"]


def test_successors_and_subsidiaries_in_a_name_are_reach(csl) -> None:
    reading = csl(
        {"source": "ISN", "name": "Example Export Company; and any successor, sub-unit, or subsidiary thereof"}
    )
    assert reading.values("name") == ["Example Export Company"]
    assert reading.values("reach") == ["subsidiaries"]


def test_sanctions_end_when_all_of_them_have_ended(csl) -> None:
    ended = "Authority: INKSNA; status: Expired on 07/24/14 | Authority: CBW Act; status: Lifted on 02/24/2015"
    running = ended + " | Authority: Executive Order 13382; status: Active"
    assert csl({"source": "ISN", "name": "A Co.", "remarks": ended}).values("listed_until") == ["2015-02-24"]
    reading = csl({"source": "ISN", "name": "A Co.", "remarks": running})
    assert reading.values("listed_until") == []
    assert reading.values("programme") == ["INKSNA", "CBW Act", "Executive Order 13382"]


def test_one_party_with_two_entries_is_one_entity_with_two_records(csl) -> None:
    row = {"source": "DTC", "name": "Example Aviation Corp."}
    reading = csl(
        row | {"federal_register_notice": "59 FR 5664", "start_date": "1994-02-07"},
        row | {"federal_register_notice": "58 FR 50382", "start_date": "1993-09-27"},
        row | {"federal_register_notice": "58 FR 50383", "start_date": "1993-09-27"},
    )
    assert len({s.entity_id for s in reading.statements}) == 1
    records = list(reading.records())
    assert [r.split("#")[1] for r in records] == ["1994-02-07", "1993-09-27", "1993-09-27~2"]
    assert reading.issues.counts == {"duplicate-entry": 1}


def test_a_publishers_number_used_twice_is_an_error_and_both_stay_apart(csl) -> None:
    reading = csl(
        {"source": "SDN", "entity_number": "36", "name": "FIRST AIRLINES"},
        {"source": "SDN", "entity_number": "36", "name": "SECOND AIRLINES"},
    )
    assert list(reading.records()) == ["us_ofac_sdn:36", "us_ofac_sdn:36~2"]
    assert reading.issues.counts == {"duplicate-id": 1}


def test_ids_do_not_change_with_punctuation_or_with_the_files_own_id(csl) -> None:
    one = csl({"_id": "a", "source": "EL", "name": "Example Co., Ltd.", "addresses": "Wuxi, China"})
    two = csl({"_id": "b", "source": "EL", "name": "EXAMPLE Co Ltd", "addresses": "Wuxi, Jiangsu, China"})
    other = csl({"_id": "a", "source": "EL", "name": "Example Co., Ltd.", "addresses": "Dubai, U.A.E."})
    ids = [next(iter(r.statements)).entity_id for r in (one, two, other)]
    assert ids[0] == ids[1] != ids[2]


def test_json_as_published_says_the_same_as_the_table(write, read) -> None:
    result = {
        "id": "x",
        "source": ENTITY_LIST,
        "entity_number": None,
        "type": None,
        "programs": [],
        "name": "Example Optics Co., Ltd.",
        "title": None,
        "addresses": [
            {"address": "1 Mirror Road", "city": "Hefei", "state": "Anhui", "postal_code": "230000", "country": "CN"},
            {"address": None, "city": None, "state": None, "postal_code": None, "country": "HK"},
        ],
        "federal_register_notice": "84 FR 54004",
        "start_date": "2019-10-09",
        "end_date": None,
        "license_requirement": "For all items (See §§ 734.9(e)(2) and 744.11 of the EAR) 4",
        "alt_names": ["ExOptic", "f.k.a., Example Glass Works"],
        "ids": [{"type": "Unified Social Credit Code (USCC)", "number": "91110000710935732K", "country": "CN",
                 "issue_date": None, "expiration_date": None}],
    }  # fmt: skip
    for content in ({"total": 1, "results": [result]}, [result]):
        reading = read("us_trade_csl", write("consolidated.json", json.dumps(content)))
        (record,) = reading.records().values()
        assert record["name"] == ["Example Optics Co., Ltd."]
        assert record["alias"] == ["ExOptic"]
        assert record["former_name"] == ["Example Glass Works"]
        assert record["address"] == ["1 Mirror Road, Hefei, Anhui, 230000, CN"]
        assert record["country"] == ["cn", "hk"]
        assert record["footnote"] == ["4"]
        assert record["identifier"] == ["uscc:91110000710935732K"]
        assert record["listed_since"] == ["2019-10-09"]
        cells = {s.column: s.original for s in reading.statements if s.prop == "cell"}
        assert json.loads(cells["addresses"]) == result["addresses"]
        assert "title" not in cells


def test_a_number_in_the_json_that_is_no_text_does_not_stop_it(write, read) -> None:
    content = [{"source": "SDN", "entity_number": 36, "name": "EXAMPLE", "dates_of_birth": [1955], "alt_names": "A; B"}]
    reading = read("us_trade_csl", write("c.json", json.dumps(content)))
    assert list(reading.records()) == ["us_ofac_sdn:36"]
    assert reading.values("birth_date") == ["1955"]
    assert reading.values("alias") == ["A", "B"]


def test_windows_letters_are_read_with_a_warning(write, read) -> None:
    reading = read("us_trade_csl", write("csl.csv", table({"source": "EL", "name": "Müller GmbH"}).encode("cp1252")))
    assert reading.values("name") == ["Müller GmbH"]
    assert reading.issues.counts == {"encoding": 1}


def test_a_row_with_a_cell_too_few_is_read_and_reported(write, read) -> None:
    text = table({"source": "EL", "name": "A Co."}) + '"x","EL","","","","B Co.","","Wuxi, China"\n'
    reading = read("us_trade_csl", write("csl.csv", text))
    assert reading.values("name") == ["A Co.", "B Co."]
    assert reading.issues.counts == {"wrong-cell-count": 1}
    assert next(iter(reading.issues)).place.row == 3


def test_a_name_of_ten_thousand_characters_and_control_characters_are_kept(csl) -> None:
    name = "A\x07" * 5_000
    assert csl({"source": "EL", "name": name}).values("name") == [name]


def test_a_formula_in_a_cell_is_text(csl) -> None:
    assert csl({"source": "EL", "name": "=HYPERLINK(1)"}).values("name") == ["=HYPERLINK(1)"]


def test_the_entity_list_of_july_2026_has_3409_rows(real) -> None:
    names = [s for s in real.statements if s.prop == "name"]
    counts = {list_id: sum(1 for s in names if s.list_id == list_id) for list_id in {s.list_id for s in names}}
    assert counts == {
        "us_bis_entity_list": 3409,
        "us_bis_meu": 70,
        "us_bis_dpl": 564,
        "us_state_isn": 528,
        "us_state_dtc": 779,
        "us_ofac_nscmic": 68,
    }
    assert {issue.severity for issue in real.issues} == {"note"}


def test_28_organisations_were_first_cited_on_9_october_2019(real) -> None:
    # 84 FR 54002 names 28 parties; the entries cite its page 54004.
    first = [r for r in real.records().values() if r["citation"] and r["citation"][0] == "84 FR 54004 (2019-10-09)"]
    assert len(first) == 28
    assert all(r["listed_since"] == ["2019-10-09"] for r in first)
    assert all("Case-by-case" in r["policy"][0] for r in first)


def test_hikvision_stands_there_since_then_with_three_citations(real) -> None:
    (record,) = (r for r in real.named("Hangzhou Hikvision Digital Technology Co., Ltd.") if r["requirement"])
    assert record["listed_since"] == ["2019-10-09"]
    assert [c.split(" (")[0] for c in record["citation"]] == ["84 FR 54004", "85 FR 34505", "85 FR 44161"]
    assert "presumption of denial for all other items" in record["policy"][0]
    assert "1A004.c" in record["policy"][0]
    assert record["country"] == ["cn"]


def test_footnotes_are_told_from_section_numbers_on_every_row(real) -> None:
    marks: dict[tuple[str, ...], int] = {}
    for record in real.records().values():
        if record["requirement"]:
            key = tuple(record["footnote"])
            marks[key] = marks.get(key, 0) + 1
    # 762 rows print "734.9(g),3" and 11 print "734.9(g)3,": both are footnote 3.
    assert marks == {(): 2394, ("1", "2"): 130, ("3",): 762 + 11, ("4",): 96, ("5",): 16}


def test_the_68_cmic_entries_have_listing_and_effective_dates(real) -> None:
    dates = [
        (r["listed_since"][0], r["effective_from"][0])
        for r in real.records().values()
        if "CMIC-EO13959" in r["programme"]
    ]
    assert len(dates) == 68
    assert dates.count(("2021-06-03", "2021-08-02")) == 59  # the annex of E.O. 14032
    assert dates.count(("2021-12-16", "2022-02-14")) == 8


@pytest.mark.parametrize(
    ("file", "entries"),
    [("csl_tradegov_2016.csv", 399), ("csl_tradegov_current_layout.csv", 13), ("ofac_watchman/csl.csv", 115)],
)
def test_every_layout_since_2016_is_read_without_loss(
    shared_data: Path, read: Callable[..., object], file: str, entries: int
) -> None:
    reading = read("us_trade_csl", shared_data / "sanctions/us" / file)
    assert len(reading.values("name")) == entries  # type: ignore[attr-defined]
    assert not reading.issues.counts  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Gazprom, OAO (a.k.a. Open Joint Stock Company Gazprom", ["Gazprom, OAO", "Open Joint Stock Company Gazprom"]),
        ("Mesbah Energy Company (a.k.a. “MEC”)", ["Mesbah Energy Company", "MEC"]),
        ("Gaz-Oil, OOO (f.k.a., ZAO Gaz Oil)", ["Gaz-Oil, OOO", "ZAO Gaz Oil"]),
        ("Namhung Trading Corp., aka Namhung", ["Namhung Trading Corp.", "Namhung"]),
        ("Sabanican Company (a.k.a.", ["Sabanican Company"]),
        ("Aka Trading Ltd.", ["Aka Trading Ltd."]),
        ("Ministry of Defense (Pakistan)", ["Ministry of Defense (Pakistan)"]),
    ],
)
def test_a_cell_that_prints_several_names_gives_each_of_them(csl, cell: str, names: list[str]) -> None:
    reading = csl({"source": "EL", "name": cell, "federal_register_notice": "84 FR 54004, 10/9/19"})
    said = [s for s in reading.statements if s.prop in ("name", "alias", "former_name")]
    assert [s.value for s in said] == names
    assert {s.original for s in said} == {cell}, "verbatim beside reading"


def test_what_is_no_alias_in_the_aliases_is_not_read_as_one(csl) -> None:
    address = "53 Example Street, Office 509, 105318 Moscow, Russia"
    reading = csl({"source": "EL", "name": "B Co.", "alt_names": f"'; also known as: Works B; {address}"})
    assert reading.values("alias") == ["Works B"]
    assert reading.values("address") == [address]
    assert reading.issues.counts == {"alias-without-letters": 1, "address-among-names": 1}
    assert [s.original for s in reading.statements if s.prop == "alias"] == ["also known as: Works B"]
