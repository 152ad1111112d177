"""OFAC's SDN list: the CSV set and the classic XML say the same, weak aliases stay apart, nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from lookthrough.errors import ParseError

EMPTY = "-0- "


def party(
    number: int, name: str, kind: str = EMPTY, programme: str = "CUBA", remarks: str = EMPTY, **others: str
) -> str:
    columns = ("title", "call_sign", "type", "tonnage", "grt", "flag", "owner")
    cells = [f'"{name}"', f'"{kind}"' if kind != EMPTY else EMPTY, f'"{programme}"']
    cells += [f'"{others[c]}"' if c in others else EMPTY for c in columns]
    cells.append(f'"{remarks}"' if remarks != EMPTY else EMPTY)
    return ",".join([str(number), *cells])


def lines(*rows: str) -> str:
    return "\r\n".join(rows) + "\r\n\x1a"


def troubles(reading) -> dict[str, int]:
    """What was counted, but for the members of the set that the tests leave out for shortness."""
    return {code: count for code, count in reading.issues.counts.items() if code != "missing-member"}


@pytest.fixture
def sdn(write, read):
    return lambda *rows: read("us_ofac_sdn", write("sdn.csv", lines(*rows)))


@pytest.fixture(scope="session")
def real(shared_data: Path, read):
    folder = shared_data / "sanctions/us/ofac_watchman"
    return read("us_ofac_sdn", *(folder / f"bench_{part}.csv" for part in ("add", "sdn_comments", "alt", "sdn")))


def test_the_four_files_are_told_apart_by_their_shape(write, read) -> None:
    files = [
        write("c.txt", lines('306,"ding of remarks; Linked To: SOMEBODY."')),
        write(
            "b.txt",
            lines('306,199,"Zweierstrasse 35","Zurich CH-8022","Switzerland",-0- ', "306,200,-0- ,-0- ,-0- ,-0- "),
        ),
        write("a.txt", lines('306,220,"aka","NATIONAL BANK OF EXAMPLE",-0- ', '306,221,"fka","OLD BANK",-0- ')),
        write("d.txt", lines(party(306, "BANCO EXAMPLE", remarks="a.k.a. 'BNE'; the en"))),
    ]
    reading = read("us_ofac_sdn", *files)
    (record,) = reading.records().values()
    assert record["name"] == ["BANCO EXAMPLE"]
    assert record["alias"] == ["NATIONAL BANK OF EXAMPLE"]
    assert record["former_name"] == ["OLD BANK"]
    assert record["weak_alias"] == ["BNE"]
    assert record["address"] == ["Zweierstrasse 35, Zurich CH-8022, Switzerland"]
    assert record["country"] == ["ch"]
    assert record["linked_to"] == ["SOMEBODY"]  # stands in the continuation of the remarks
    assert record["remarks"] == ["a.k.a. 'BNE'; the ending of remarks; Linked To: SOMEBODY."]
    assert not reading.issues.counts


def test_a_weak_alias_is_kept_apart(sdn) -> None:
    reading = sdn(party(1, "BIG GROUP", remarks="a.k.a. 'BG'; a.k.a. 'LITTLE, Group'; f.k.a. 'OLD'."))
    assert reading.values("weak_alias") == ["BG", "LITTLE, Group", "OLD"]
    assert reading.values("alias") == []


def test_minus_zero_and_the_end_of_file_mark_are_nothing(sdn) -> None:
    reading = sdn(party(36, "AEROCARIBBEAN AIRLINES"))
    cells = {s.column: s.original for s in reading.statements if s.prop == "cell"}
    assert cells == {"ent_num": "36", "SDN_Name": "AEROCARIBBEAN AIRLINES", "Program": "CUBA"}


def test_a_person_is_read_from_the_remarks(sdn) -> None:
    reading = sdn(
        party(
            26235,
            "EXAMPLE, Alexander",
            "individual",
            "CYBER2",
            "DOB 14 Jun 1975; alt. DOB circa 1974; POB Leningrad, Russia; nationality Russia; citizen Korea, North; "
            "Gender Male; Passport 717637093 (Russia) issued 16 Aug 2003; National ID No. 781005202108; "
            "a.k.a. 'EX, Sasha'; "
            "Website www.example.com; Linked To: USA EXAMPLE.",
        )
    )
    (record,) = reading.records().values()
    assert record["name"] == ["Alexander EXAMPLE"]
    assert [s.original for s in reading.statements if s.prop == "name"] == ["EXAMPLE, Alexander"]
    assert {s.kind for s in reading.statements} == {"person"}
    assert record["birth_date"] == ["1975-06-14", "1974~"]
    assert record["birth_place"] == ["Leningrad, Russia"]
    assert record["nationality"] == ["ru", "kp"]
    assert record["gender"] == ["male"]
    assert record["identifier"] == ["passport:717637093", "national_id:781005202108"]
    assert record["weak_alias"] == ["Sasha EX"]
    assert record["website"] == ["www.example.com"]
    assert record["linked_to"] == ["USA EXAMPLE"]


@pytest.mark.parametrize(
    ("printed", "natural"),
    [
        ("DJIBO, Ousmane Illiassou", "Ousmane Illiassou DJIBO"),
        ("KNOWLES, Jr., Samuel", "Samuel KNOWLES Jr."),
        ("REYES, Feliciano, Jr.", "Feliciano REYES Jr."),
        ("MADONNA", "MADONNA"),
    ],
)
def test_a_persons_name_is_put_in_natural_order(sdn, printed: str, natural: str) -> None:
    assert sdn(party(1, printed, "individual")).values("name") == [natural]


@pytest.mark.parametrize(
    ("fact", "identifier"),
    [
        ("Vessel Registration Identification IMO 9569669", "imo:9569669"),
        ("Vessel Registration Identification 8606173", "vessel_registration:8606173"),
        ("MMSI 572469210", "mmsi:572469210"),
        ("SWIFT/BIC PIBPGB2L", "bic:PIBPGB2L"),
        ("Legal Entity Number 253400WSS48YWMBUA688", "lei:253400WSS48YWMBUA688"),
        ("Tax ID No. 7707083893 (Russia)", "inn:7707083893"),
        ("Tax ID No. 80-0890696 (United States)", "tax_id:800890696"),
        ("Registration ID 1027700132195 (Russia)", "ogrn:1027700132195"),
        ("Registration Number 4218020 (United Kingdom)", "registration_number:4218020"),
        ("alt. ISIN US1689261030", "isin:US1689261030"),
        ("Equity Ticker 601606 CN", "ticker:601606 CN"),
        ("Unified Social Credit Code (USCC) 9134000070503581XA (China)", "uscc:9134000070503581XA"),
        (
            "Digital Currency Address - XBT 1Fz29BQp82pE3vXXcsZoMNQ3KSHfMzfMe3",
            "crypto:1Fz29BQp82pE3vXXcsZoMNQ3KSHfMzfMe3",
        ),
        ("Passport CG9153881 (Pakistan) issued 02 Nov 2007 expires 31 Oct 2012", "passport:CG9153881"),
    ],
)
def test_identifiers_are_compact_in_their_scheme(sdn, fact: str, identifier: str) -> None:
    reading = sdn(party(1, "EXAMPLE", remarks=f"All offices worldwide; {fact}; Linked To: X."))
    assert reading.values("identifier") == [identifier]


def test_a_vessel_has_its_columns(sdn) -> None:
    reading = sdn(
        party(15906, "DORENA", "vessel", "IRAN", call_sign="5IM632", type="Crude Oil Tanker", flag="Panama",
              owner="NITC", tonnage="99,144", grt="56,068")
    )  # fmt: skip
    (record,) = reading.records().values()
    assert {s.kind for s in reading.statements} == {"vessel"}
    assert record["call_sign"] == ["5IM632"]
    assert record["vessel_type"] == ["Crude Oil Tanker"]
    assert record["vessel_flag"] == ["Panama"]
    assert record["vessel_owner"] == ["NITC"]
    assert record["tonnage"] == ["99,144", "56,068"]


def test_kinds_follow_the_publisher_and_then_the_legal_form(sdn) -> None:
    reading = sdn(
        party(1, "A, B", "individual"),
        party(2, "EP-ABC", "aircraft"),
        party(3, "ANGLO-X CO., LTD."),
        party(4, "THE FRONT"),
    )
    assert [s.kind for s in reading.statements if s.prop == "name"] == ["person", "aircraft", "company", "organization"]


def test_programmes_in_brackets_are_taken_apart(sdn) -> None:
    assert sdn(party(1, "X", programme="SDGT] [IFSR")).values("programme") == ["SDGT", "IFSR"]


def test_a_number_used_twice_is_an_error_and_both_are_kept(sdn) -> None:
    reading = sdn(party(36, "ONE"), party(36, "TWO"))
    assert {record: props["name"] for record, props in reading.records().items()} == {
        "us_ofac_sdn:36": ["ONE"],
        "us_ofac_sdn:36~2": ["TWO"],
    }
    assert troubles(reading) == {"duplicate-id": 1}


def test_a_party_without_a_name_is_an_error_with_its_row(sdn) -> None:
    reading = sdn(party(1, "ONE"), party(2, EMPTY))
    assert reading.values("name") == ["ONE"]
    assert [(i.severity, i.code, i.place.row) for i in reading.issues if i.code != "missing-member"] == [
        ("error", "no-name", 2)
    ]


def test_an_alias_of_nobody_is_an_error(write, read) -> None:
    real = [f'1,{n},"aka","NAME {n}",-0- ' for n in range(9)]
    reading = read(
        "us_ofac_sdn",
        write("sdn.csv", lines(party(1, "ONE"))),
        write("alt.csv", lines(*real, '2,9,"aka","GHOST",-0- ')),
    )
    assert troubles(reading) == {"no-such-party": 1}


def test_files_of_different_editions_are_refused(write, read) -> None:
    alt = [f'{n},{n},"aka","NAME {n}",-0- ' for n in range(1, 10)]
    parties = write("sdn.csv", lines(*[party(n, f"PARTY {n}") for n in range(1, 9)]))
    with pytest.raises(ParseError, match="different editions: 1 of 9 rows"):
        read("us_ofac_sdn", parties, write("alt.csv", lines(*alt)))


def test_a_set_without_its_alternate_names_or_addresses_says_which_are_missing(write, read) -> None:
    parties, alt = write("sdn.csv", lines(party(1, "ONE"))), write("alt.csv", lines('1,9,"aka","UNO",-0- '))
    (issue,) = read("us_ofac_sdn", parties).issues
    assert (issue.severity, issue.code, issue.place.file) == ("warning", "missing-member", "sdn.csv")
    assert "alt.csv" in issue.message
    assert "add.csv" in issue.message
    (issue,) = read("us_ofac_sdn", parties, alt).issues
    assert "alt.csv" not in issue.message


def test_an_alternate_name_without_a_letter_is_left_out_and_noted(write, read) -> None:
    rows = ('1,8,"aka","UNO",-0- ', """1,9,"aka","'",-0- """)
    reading = read("us_ofac_sdn", write("sdn.csv", lines(party(1, "ONE"))), write("alt.csv", lines(*rows)))
    assert reading.values("alias") == ["UNO"]
    assert troubles(reading) == {"alias-without-letters": 1}


def test_a_row_of_another_width_is_an_error(sdn) -> None:
    reading = sdn(party(1, "ONE"), party(2, "TWO"), '3,"CUT')
    assert reading.values("name") == ["ONE", "TWO"]
    assert troubles(reading) == {"wrong-cell-count": 1}


def test_a_date_of_birth_that_does_not_exist_is_an_issue(sdn) -> None:
    reading = sdn(party(1, "A, B", "individual", remarks="DOB 31 Feb 1960; POB Rome."))
    assert reading.values("birth_date") == []
    assert reading.values("birth_place") == ["Rome"]
    assert troubles(reading) == {"bad-date": 1}


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1962", "1962"),
        ("Jun 1975", "1975-06"),
        ("14 Jun 1975", "1975-06-14"),
        ("1962 to 1964", "1962-01-01/1964-12-31"),
        ("01 Jan 1960 to 31 Dec 1961", "1960-01-01/1961-12-31"),
        ("circa 1979-1982", "1979-01-01/1982-12-31~"),
        ("1950s", "1950-01-01/1959-12-31"),
    ],
)
def test_a_date_claims_no_more_than_is_printed(sdn, printed: str, value: str) -> None:
    assert sdn(party(1, "A, B", "individual", remarks=f"DOB {printed}.")).values("birth_date") == [value]


def test_the_same_file_twice_and_a_missing_primary_file_are_refused(write, read) -> None:
    primary = write("sdn.csv", lines(party(1, "ONE")))
    names = write("alt.csv", lines('1,9,"aka","UNO",-0- '))
    with pytest.raises(ParseError, match="same columns"):
        read("us_ofac_sdn", primary, primary)
    with pytest.raises(ParseError, match="parties is missing"):
        read("us_ofac_sdn", names)


def test_the_non_sdn_list_is_not_taken_for_the_sdn_list(write, read) -> None:
    with pytest.raises(ParseError, match="non-SDN") as caught:
        read("us_ofac_sdn", write("prim.csv", lines(party(1, "ONE", programme="CMIC-EO13959"))))
    assert "us_ofac_cons" in caught.value.hint


XML = """<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML">
<publshInformation><Publish_Date>05/06/2024</Publish_Date><Record_Count>2</Record_Count></publshInformation>
<sdnEntry><uid>9640</uid><firstName>Mohammed</firstName><lastName>EXAMPLE</lastName><title>Minister</title>
<sdnType>Individual</sdnType><programList><program>SDGT</program><program>IFSR</program></programList>
<idList><id><uid>1</uid><idType>Passport</idType><idNumber>A 123</idNumber><idCountry>Iran</idCountry></id>
<id><uid>2</uid><idType>Gender</idType><idNumber>Male</idNumber></id>
<id><uid>3</uid><idType>Secondary sanctions risk:</idType><idNumber>Something</idNumber></id></idList>
<akaList><aka><uid>5</uid><type>a.k.a.</type><category>strong</category><lastName>ESEMPIO</lastName><firstName>M</firstName></aka>
<aka><uid>6</uid><type>a.k.a.</type><category>weak</category><lastName>MOMO</lastName></aka>
<aka><uid>7</uid><type>f.k.a.</type><category>strong</category><lastName>VORHER</lastName></aka></akaList>
<addressList><address><uid>8</uid><address1>1 Main St</address1><city>Gaza</city>
<country>Palestinian</country></address>
<address><uid>9</uid><country>Iran</country></address></addressList>
<nationalityList><nationality><uid>1</uid><country>Iran</country><mainEntry>true</mainEntry></nationality></nationalityList>
<dateOfBirthList><dateOfBirthItem><uid>1</uid><dateOfBirth>circa 1951</dateOfBirth></dateOfBirthItem></dateOfBirthList>
<placeOfBirthList><placeOfBirthItem><placeOfBirth>Umm Tuba</placeOfBirth></placeOfBirthItem></placeOfBirthList>
<remarks>(Linked To: EXAMPLE CORPS)</remarks></sdnEntry>
<sdnEntry><uid>15906</uid><lastName>DORENA</lastName><sdnType>Vessel</sdnType><programList><program>IRAN</program></programList>
<idList><id><idType>Vessel Registration Identification</idType><idNumber>IMO 9569669</idNumber></id></idList>
<vesselInfo><callSign>5IM632</callSign><vesselType>Tanker</vesselType><vesselFlag>Panama</vesselFlag></vesselInfo></sdnEntry>
</sdnList>"""


def test_the_classic_xml_is_read_whole(write, read) -> None:
    reading = read("us_ofac_sdn", write("sdn.xml", XML))
    person, vessel = reading.records().values()
    assert person["name"] == ["Mohammed EXAMPLE"]
    assert [s.original for s in reading.statements if s.prop == "name"] == ["EXAMPLE, Mohammed", "DORENA"]
    assert person["alias"] == ["M ESEMPIO"]
    assert person["weak_alias"] == ["MOMO"]
    assert person["former_name"] == ["VORHER"]
    assert person["programme"] == ["SDGT", "IFSR"]
    assert person["identifier"] == ["passport:A123"]
    assert person["gender"] == ["male"]
    assert person["title"] == ["Minister"]
    assert person["address"] == ["1 Main St, Gaza, Palestinian"]
    assert person["country"] == ["ps", "ir"]
    assert person["nationality"] == ["ir"]
    assert person["birth_date"] == ["1951~"]
    assert person["linked_to"] == ["EXAMPLE CORPS"]
    assert vessel["identifier"] == ["imo:9569669"]
    assert vessel["call_sign"] == ["5IM632"]
    assert ("akaList/aka/category", "weak") in [(s.column, s.original) for s in reading.statements if s.prop == "cell"]


def test_the_xml_states_its_edition_and_the_table_does_not(write) -> None:
    from lookthrough.sources import us_ofac_sdn  # noqa: PLC0415

    assert us_ofac_sdn.edition_of([write("sdn.xml", XML)]) == "2024-05-06"
    assert us_ofac_sdn.edition_of([write("sdn.csv", lines(party(1, "A")))]) is None


def test_xml_that_breaks_off_says_at_which_line(write, read) -> None:
    with pytest.raises(ParseError) as caught:
        read("us_ofac_sdn", write("sdn.xml", XML[: XML.index("<vesselInfo>")]))
    assert caught.value.place is not None
    assert caught.value.place.row == XML[: XML.index("<vesselInfo>")].count("\n") + 1


def test_the_enhanced_xml_is_refused_with_advice(write, read) -> None:
    with pytest.raises(ParseError, match="classic XML"):
        read("us_ofac_sdn", write("enhanced.xml", "<sanctionsData><entities/></sanctionsData>"))


def test_the_list_of_july_2021_has_8976_parties(real) -> None:
    names = [s for s in real.statements if s.prop == "name"]
    assert len(names) == len({s.entity_id for s in names}) == 8976
    kinds = [s.kind for s in names]
    assert (kinds.count("person"), kinds.count("vessel"), kinds.count("aircraft")) == (4620, 406, 277)
    assert not [i for i in real.issues if i.severity != "note"]  # "undetermined" countries are all that is noted


def test_the_first_party_of_the_list_keeps_its_number(real) -> None:
    record = real.records()["us_ofac_sdn:36"]
    assert record["name"] == ["AEROCARIBBEAN AIRLINES"]
    assert record["alias"] == ["AERO-CARIBBEAN"]
    assert record["country"] == ["cu"]


def test_the_comments_file_continues_remarks_that_were_cut(real) -> None:
    # The remarks of 29703 are cut inside a digital currency address; the passport stands in the comments file.
    assert "passport:4005504207" in real.records()["us_ofac_sdn:29703"]["identifier"]


def test_a_mixed_up_edition_is_reported(shared_data: Path, read) -> None:
    folder = shared_data / "sanctions/us/ofac_watchman"
    reading = read("us_ofac_sdn", folder / "sdn.csv", folder / "sdn_comments.csv")
    # The comments beside this file are of a later edition.
    assert reading.issues.counts["no-such-party"] == 10
