"""The 1260H transcript: one record a period, one entity a company, parents as printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from lookthrough.sources import us_dod_1260h

HEADER = "Name,Clean Name,Alias,Previous Name,Parent Name,Note,Start date,End date,Source Url\n"


@pytest.fixture
def dod(write, read):
    return lambda *rows: read("us_dod_1260h", write("t.csv", HEADER + "\n".join(rows) + "\n"))


@pytest.fixture(scope="session")
def real(shared_data: Path, read):
    return read("us_dod_1260h", shared_data / "sanctions/us/dod_1260h_opensanctions_transcript.csv")


def test_a_row_is_read_whole(dod) -> None:
    reading = dod(
        '"Example Tech Co., Ltd. (ET)*","Example Tech Co., Ltd.","ET,Ex Tech, Inc.",Old Tech; OT,Example Group,'
        "No apparent nexus,2024-01-31,2025-01-07,https://example.org/a.pdf"
    )
    (record,) = reading.records().values()
    assert record["name"] == ["Example Tech Co., Ltd."]
    assert record["alias"] == ["ET", "Ex Tech, Inc."]
    assert record["former_name"] == ["Old Tech", "OT"]
    assert record["parent"] == ["Example Group"]
    assert record["reason"] == ["No apparent nexus"]
    assert (record["listed_since"], record["listed_until"]) == (["2024-01-31"], ["2025-01-07"])
    assert ("Name", "Example Tech Co., Ltd. (ET)*") in [
        (s.column, s.original) for s in reading.statements if s.prop == "cell"
    ]


def test_punctuation_and_case_do_not_split_a_company(dod) -> None:
    reading = dod(
        '"A","China Communications Construction Group (Limited)",,,,,2021-06-03,,',
        '"A","China Communications Construction Group Limited",,,,,2024-01-31,,',
        '"B","AVIC Xi’an Aircraft Co., Ltd.",,,,,2021-06-03,,',
        '"B","AVIC XI\'AN Aircraft Co. Ltd",,,,,2024-01-31,,',
    )
    assert len({s.entity_id for s in reading.statements}) == 2
    assert len(reading.records()) == 4


def test_a_period_without_an_end_stays_open_when_another_follows(dod) -> None:
    reading = dod("X*,X Corp,,,,,2021-06-03,,", "X,X Corp,,,,,2025-01-07,,")
    assert [r.split("#")[1] for r in reading.records()] == ["2021-06-03", "2025-01-07"]
    assert reading.values("listed_until") == []


def test_a_stated_end_closes_every_earlier_open_row_of_the_company(dod) -> None:
    reading = dod(
        '"Y (YM)","Y Memory Co., Ltd.",,,,,2024-01-31,,',
        '"Y (YM)","Y Memory Co., Ltd.",,,,,2025-01-07,2026-02-17,',
        '"Y (YM)","Y Memory Co Ltd",,,,,2026-06-08,,',
    )
    periods = [(r["listed_since"], r.get("listed_until", [])) for r in reading.records().values()]
    assert periods == [(["2024-01-31"], ["2026-02-17"]), (["2025-01-07"], ["2026-02-17"]), (["2026-06-08"], [])]


def test_the_end_of_an_open_row_is_found_where_it_is_printed(dod) -> None:
    reading = dod("X*,X Corp,,,,,2021-06-03,,", "Z,Z Corp,,,,,2021-06-03,,", "X,X Corp,,,,,2025-01-07,17 Feb 2026,")
    ends = [s for s in reading.statements if s.prop == "listed_until"]
    assert {(s.value, s.original, s.row, s.column) for s in ends} == {("2026-02-17", "17 Feb 2026", 4, "End date")}
    assert len(ends) == 2, "because the company's open row ends there too, and no other company's does"


def test_an_open_row_ends_at_the_earliest_end_that_follows_it_and_never_at_one_before_it(dod) -> None:
    reading = dod(
        "X,X Corp,,,,,2021-06-03,,",
        "X,X Corp,,,,,2022-10-05,2024-01-31,",
        "X,X Corp,,,,,2025-01-07,2026-02-17,",
        "X,X Corp,,,,,2026-06-08,,",
    )
    assert [r.get("listed_until", []) for r in reading.records().values()] == [
        ["2024-01-31"],
        ["2024-01-31"],
        ["2026-02-17"],
        [],
    ]


def test_an_unreadable_date_closes_nothing(dod) -> None:
    reading = dod("X,X Corp,,,,,2021-06-03,,", "X,X Corp,,,,,2025-01-07,2026-13-41,", "X,X Corp,,,,,someday,,")
    assert reading.values("listed_until") == []


def test_two_entries_of_one_day_are_kept_with_a_warning(dod) -> None:
    reading = dod("X,X Corp,,,,,2021-06-03,,", "X,X Corp,,,,,2021-06-03,,")
    assert len(reading.records()) == 2
    assert reading.issues.counts == {"duplicate-entry": 1}


def test_a_row_without_a_name_and_a_bad_date_are_issues(dod) -> None:
    reading = dod(",,,,,,2021-06-03,,", "X,X Corp,,,,,2021-31-31,,", "Y,,,,,,2021-06-03,,")
    assert reading.values("name") == ["X Corp", "Y"]
    assert reading.issues.counts == {"no-name": 1, "bad-date": 1}


def test_the_edition_is_the_newest_start(shared_data: Path) -> None:
    file = shared_data / "sanctions/us/dod_1260h_opensanctions_transcript.csv"
    assert us_dod_1260h.edition_of([file]) == "2026-06-08"


def test_megvii_stood_there_from_january_2024_to_january_2025(real) -> None:
    (record,) = real.named("Beijing Megvii Technology Co., Ltd.")
    assert (record["listed_since"], record["listed_until"]) == (["2024-01-31"], ["2025-01-07"])


def test_ymtc_was_off_the_list_between_its_removal_and_its_return(real) -> None:
    records = real.named("Yangtze Memory Technologies Co., Ltd.")
    assert [r.get("listed_until", []) for r in records] == [["2026-02-17"], ["2026-02-17"], []]


def test_hikvision_has_three_periods_and_names_its_parent_twice(real) -> None:
    records = real.named("Hangzhou Hikvision Digital Technology Co., Ltd.")
    assert [r["listed_since"][0] for r in records] == ["2021-06-03", "2025-01-07", "2026-06-08"]
    assert [r["parent"] for r in records] == [["China Electronics Technology Group Corporation"]] * 2 + [[]]


def test_the_june_2026_edition_has_188_companies(real) -> None:
    assert sum(1 for r in real.records().values() if r["listed_since"] == ["2026-06-08"]) == 188
    assert len(real.values("parent")) == 197
    assert len(real.records()) == 397
    assert not real.issues.counts
