"""The UN list: alias quality, dates of birth with their precision, reference numbers as ids."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from lookthrough.sources import un_sc


def document(*entries: str, generated: str = "2026-01-28T00:00:11.197Z") -> str:
    root = f'<CONSOLIDATED_LIST dateGenerated="{generated}">'
    return f'<?xml version="1.0" encoding="UTF-8"?>{root}{"".join(entries)}</CONSOLIDATED_LIST>'


def person(inner: str = "", reference: str = "QDi.900", name: str = "<FIRST_NAME>JOHN</FIRST_NAME>") -> str:
    number = f"<REFERENCE_NUMBER>{reference}</REFERENCE_NUMBER>" if reference else ""
    return f"<INDIVIDUAL>{name}<UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE>{number}{inner}</INDIVIDUAL>"


@pytest.fixture
def un(write, read):
    return lambda *entries: read("un_sc", write("consolidated.xml", document(*entries)))


@pytest.fixture(scope="session")
def real(shared_data: Path, read):
    return read("un_sc", shared_data / "sanctions/un/UN_consolidated_2026-01.xml")


def test_a_person_is_read_whole(un) -> None:
    reading = un(
        person(
            "<LISTED_ON>2001-10-06</LISTED_ON><GENDER>Male</GENDER><NAME_ORIGINAL_SCRIPT>محفوظ</NAME_ORIGINAL_SCRIPT>"
            "<COMMENTS1>Review concluded\non 15 Jun. 2010.</COMMENTS1><TITLE><VALUE>Haji</VALUE></TITLE>"
            "<DESIGNATION><VALUE>Minister</VALUE></DESIGNATION><NATIONALITY><VALUE>Mauritania</VALUE></NATIONALITY>"
            "<INDIVIDUAL_ADDRESS><CITY>Kinshasa</CITY><COUNTRY>Democratic Republic of the Congo</COUNTRY>"
            "</INDIVIDUAL_ADDRESS>"
            "<INDIVIDUAL_PLACE_OF_BIRTH><CITY>Rome</CITY><COUNTRY>Italy</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>"
            "<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>OR 801168</NUMBER>"
            "</INDIVIDUAL_DOCUMENT>",
            name="<FIRST_NAME> JOHN </FIRST_NAME><SECOND_NAME>BADEGE</SECOND_NAME>",
        )
    )
    ((record_id, record),) = reading.records().items()
    assert record_id == "un_sc:QDi.900"
    assert {s.kind for s in reading.statements} == {"person"}
    assert record["name"] == ["JOHN BADEGE"]
    assert record["alias"] == ["محفوظ"]
    assert record["programme"] == ["Al-Qaida"]
    assert record["listed_since"] == ["2001-10-06"]
    assert record["remarks"] == ["Review concluded on 15 Jun. 2010."]
    assert record["title"] == ["Haji", "Minister"]
    assert record["nationality"] == ["mr"]
    assert record["country"] == ["cd"]
    assert record["address"] == ["Kinshasa, Democratic Republic of the Congo"]
    assert record["birth_place"] == ["Rome, Italy"]
    assert record["identifier"] == ["passport:OR801168"]
    assert record["gender"] == ["male"]


@pytest.mark.parametrize(
    ("quality", "note", "prop"),
    [
        ("Good", "", "alias"),
        ("Low", "", "weak_alias"),
        ("a.k.a.", "", "alias"),
        ("f.k.a.", "", "former_name"),
        ("Good", "previously listed as", "former_name"),
        ("", "", "alias"),
    ],
)
def test_an_alias_keeps_the_quality_that_is_printed(un, quality: str, note: str, prop: str) -> None:
    reading = un(
        person(
            f"<INDIVIDUAL_ALIAS><QUALITY>{quality}</QUALITY><ALIAS_NAME>Abu X</ALIAS_NAME><NOTE>{note}</NOTE>"
            "</INDIVIDUAL_ALIAS>"
        )
    )
    assert reading.values(prop) == ["Abu X"]


@pytest.mark.parametrize(
    ("inner", "value"),
    [
        ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1975-01-01</DATE>", "1975-01-01"),
        ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1971</YEAR>", "1971"),
        ("<TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1966</YEAR>", "1966~"),
        (
            "<TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><FROM_YEAR>1958</FROM_YEAR><TO_YEAR>1963</TO_YEAR>",
            "1958-01-01/1963-12-31~",
        ),
        (
            "<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1958</FROM_YEAR><TO_YEAR>1963</TO_YEAR>",
            "1958-01-01/1963-12-31",
        ),
        ("<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1958</FROM_YEAR>", "1958-01-01/1958-12-31"),
    ],
)
def test_a_date_of_birth_is_as_fine_as_printed(un, inner: str, value: str) -> None:
    reading = un(person(f"<INDIVIDUAL_DATE_OF_BIRTH>{inner}</INDIVIDUAL_DATE_OF_BIRTH>"))
    assert reading.values("birth_date") == [value]


def test_dates_that_do_not_exist_are_issues(un) -> None:
    reading = un(
        person(
            "<LISTED_ON>2001-02-31</LISTED_ON><INDIVIDUAL_DATE_OF_BIRTH><FROM_YEAR>1963</FROM_YEAR><TO_YEAR>1958</TO_YEAR>"
            "</INDIVIDUAL_DATE_OF_BIRTH><INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE/></INDIVIDUAL_DATE_OF_BIRTH>"
        )
    )
    assert reading.values("listed_since") == []
    assert reading.values("birth_date") == []
    assert reading.issues.counts == {"bad-date": 2}


def test_an_entry_that_was_removed_says_when(un) -> None:
    reading = un(person("<LISTED_ON>2001-10-06</LISTED_ON><DELISTED_ON>2014-06-30</DELISTED_ON>"))
    assert reading.values("listed_until") == ["2014-06-30"]


def test_an_entity_is_no_person(un) -> None:
    reading = un(
        "<ENTITY><FIRST_NAME>EXAMPLE TRADING CO.</FIRST_NAME><REFERENCE_NUMBER>KPe.900</REFERENCE_NUMBER><ENTITY_ALIAS>"
        "<QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Old Trading</ALIAS_NAME></ENTITY_ALIAS></ENTITY>"
    )
    assert {s.kind for s in reading.statements} == {"company"}
    assert reading.values("former_name") == ["Old Trading"]


def test_two_names_in_one_element_are_two_names(un) -> None:
    reading = un(person(name="<FIRST_NAME>FIRST AIRLINES (FA) ; SECOND COMPANY (SC)</FIRST_NAME>"))
    assert reading.values("name") == ["FIRST AIRLINES (FA)"]
    assert reading.values("alias") == ["SECOND COMPANY (SC)"]


def test_an_alias_is_freed_of_marks_and_births_and_kept_as_printed_beside(un) -> None:
    printed = ("A One (previously listed as)", "B Two, born in Rome on 01 Jan.1967", "-")
    aliases = (f"<INDIVIDUAL_ALIAS><ALIAS_NAME>{text}</ALIAS_NAME></INDIVIDUAL_ALIAS>" for text in printed)
    reading = un(person("".join(aliases)))
    said = {s.prop: (s.value, s.original) for s in reading.statements if s.prop in ("alias", "former_name")}
    assert said == {"former_name": ("A One", printed[0]), "alias": ("B Two", printed[1])}
    assert reading.issues.counts == {"words-behind-a-name": 1, "alias-without-letters": 1}


def test_duplicates_nameless_entries_and_missing_references_are_told(un) -> None:
    reading = un(person(), person(name="<FIRST_NAME>OTHER</FIRST_NAME>"), person(name=""), person(reference=""))
    records = list(reading.records())
    assert records[:2] == ["un_sc:QDi.900", "un_sc:QDi.900~2"]
    assert len(records) == 3
    assert reading.issues.counts == {"duplicate-id": 1, "no-name": 1, "no-reference": 1}
    assert {i.place.row for i in reading.issues if i.code == "no-name"} == {3}


def test_the_edition_is_the_day_of_generation(write) -> None:
    assert un_sc.edition_of([write("a.xml", document())]) == "2026-01-28"
    assert un_sc.edition_of([write("b.xml", document(generated="soon"))]) is None


def test_the_list_of_january_2026_has_726_individuals_and_273_entities(real) -> None:
    kinds = Counter("person" if s.kind == "person" else "body" for s in real.statements if s.prop == "name")
    assert kinds == {"person": 726, "body": 273}
    assert len({s.entity_id for s in real.statements}) == 999
    assert all(len(r["listed_since"]) == 1 for r in real.records().values())
    assert len(real.values("weak_alias")) >= 615


def test_the_first_entry_of_the_congo_list(real) -> None:
    record = real.records()["un_sc:CDi.001"]
    assert record["name"] == ["ERIC BADEGE"]
    assert record["listed_since"] == ["2012-12-31"]
    assert record["birth_date"] == ["1971"]


@pytest.mark.parametrize(
    ("file", "edition", "entries"),
    [
        ("UN_consolidated_2016-02-11.xml", "2016-02-11", 239),
        ("UN_consolidated_2018-10-29.xml", "2018-10-29", 1093),
        ("UN_consolidated_2024-12.xml", "2024-11-30", 879),
    ],
)
def test_every_edition_since_2016_is_read(shared_data: Path, read, file: str, edition: str, entries: int) -> None:
    path = shared_data / "sanctions/un" / file
    reading = read("un_sc", path)
    assert len(reading.values("name")) == entries
    assert un_sc.edition_of([path]) == edition
    assert not [i for i in reading.issues if i.severity == "error"]
