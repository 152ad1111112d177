"""OFAC's consolidated non-SDN list: one set, three lists, and the dates of the CMIC entries."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from lookthrough.errors import ParseError

ROW = '{number},"{name}",-0- ,"{programme}",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"{remarks}"\r\n'


@pytest.fixture
def cons(write, read):
    return lambda *rows: read("us_ofac_cons", write("cons_prim.csv", "".join(ROW.format(**row) for row in rows)))


def row(programme: str, remarks: str = "x", number: int = 1, name: str = "EXAMPLE CORP") -> dict[str, object]:
    return {"number": number, "name": name, "programme": programme, "remarks": remarks}


@pytest.mark.parametrize(
    ("programme", "list_id"),
    [
        ("CMIC-EO13959", "us_ofac_nscmic"),
        ("UKRAINE-EO13662", "us_ofac_ssi"),
        ("UKRAINE-EO13662] [RUSSIA-EO14024", "us_ofac_ssi"),
        ("RUSSIA-EO14024", "us_ofac_cons"),
        ("NS-PLC", "us_ofac_cons"),
        ("561-Related", "us_ofac_cons"),
        ("CAATSA - RUSSIA", "us_ofac_cons"),
    ],
)
def test_an_entry_stands_on_the_list_of_its_programme(cons, programme: str, list_id: str) -> None:
    assert {s.list_id for s in cons(row(programme)).statements} == {list_id}


def test_cmic_dates_are_kept_apart(cons) -> None:
    reading = cons(
        row(
            "CMIC-EO13959",
            "Effective Date (CMIC) 02 Aug 2021; Purchase/Sales For Divestment Date (CMIC) 03 Jun 2022; "
            "Listing Date (CMIC) 03 Jun 2021; ISIN CNE1000036L1.",
        )
    )
    (record,) = reading.records().values()
    assert record["listed_since"] == ["2021-06-03"]
    assert record["effective_from"] == ["2021-08-02"]
    assert record["divest_until"] == ["2022-06-03"]
    assert record["identifier"] == ["isin:CNE1000036L1"]


def test_a_directives_date_is_the_entrys_only_when_it_has_no_other_programme(cons) -> None:
    remarks = (
        "Listing Date (EO 14024 Directive 3): 24 Feb 2022; Effective Date (EO 14024 Directive 3): 26 Mar 2022; "
        "Listing Date (EO 14024 Directive 1a): 22 Feb 2022"
    )
    alone = cons(row("RUSSIA-EO14024", remarks))
    assert alone.values("listed_since") == ["2022-02-22"]  # the first of two directives
    assert alone.values("effective_from") == ["2022-03-26"]
    # A sectoral target of 2014 that a directive of 2022 names as well was not listed in 2022.
    assert cons(row("UKRAINE-EO13662] [RUSSIA-EO14024", remarks)).values("listed_since") == []


def test_the_sdn_list_is_not_taken_for_it(write, read) -> None:
    text = "".join(ROW.format(**row("SDGT", number=n)) for n in range(1, 1_200))
    with pytest.raises(ParseError, match="SDN list") as caught:
        read("us_ofac_cons", write("sdn.csv", text))
    assert "us_ofac_sdn" in caught.value.hint


def _lists(reading) -> Counter[str]:
    return Counter(s.list_id for s in reading.statements if s.prop == "name")


def test_the_csv_set_of_december_2025(shared_data: Path, read) -> None:
    folder = shared_data / "sanctions/us/ofac_watchman"
    reading = read("us_ofac_cons", *(folder / f"cons_{part}.csv" for part in ("prim", "alt", "add", "comments")))
    assert _lists(reading) == {"us_ofac_ssi": 286, "us_ofac_cons": 88, "us_ofac_nscmic": 68}
    assert not reading.issues.counts
    pairs = Counter(
        (r["listed_since"][0], r["effective_from"][0], r["divest_until"][0])
        for record, r in reading.records().items()
        if record.startswith("us_ofac_nscmic:")
    )
    assert pairs[("2021-06-03", "2021-08-02", "2022-06-03")] == 59
    assert sum(pairs.values()) == 68
    # The remarks of China Communications Construction are cut and end in the comments file.
    assert "CCCC" in reading.records()["us_ofac_nscmic:30930"]["weak_alias"]


def test_the_xml_of_may_2024_agrees_with_it(shared_data: Path, read) -> None:
    reading = read("us_ofac_cons", shared_data / "sanctions/us/ofac_nonsdn_consolidated_2024-05-06.xml")
    assert _lists(reading) == {"us_ofac_ssi": 287, "us_ofac_cons": 88, "us_ofac_nscmic": 68}
    assert len(reading.values("weak_alias")) == 66
    assert not reading.issues.counts
    huawei = reading.records()["us_ofac_nscmic:30947"]
    assert huawei["name"] == ["HUAWEI TECHNOLOGIES CO., LTD."]
    assert huawei["listed_since"] == ["2021-06-03"]
    assert huawei["identifier"] == ["uscc:914403001922038216"]
