"""The lists of the United Kingdom, the EU and Canada in their publishers' own layouts, and dated transcripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from lookthrough.errors import InputError, Issues, ParseError, Place
from lookthrough.model.statement import Statement
from lookthrough.sources import ca_sema, eu_fsf, gb_fcdo, gb_ofsi, us_cbp_wro, us_ndaa_889
from lookthrough.sources.gb_rows import read_day, split
from lookthrough.sources.registry import Source

Write = Callable[[str, str], Path]


def said(module: Source, file: Path, issues: Issues | None = None) -> list[tuple[str, str]]:
    found: list[Statement] = list(module.parse([file], issues or Issues()))
    return [(s.prop, s.value) for s in found if s.prop != "cell"]


OFSI = """Last Updated,13/04/2018
Name 6,Name 1,Name 2,Title,DOB,Town of Birth,Nationality,Passport Details,Address 1,Country,Other Information,Group Type,Alias Type,Regime,Listed On,Last Updated,Group ID
EXAMPEL,Jon,,,,,,,,,,Individual,AKA,Examplia,01/02/2016,03/02/2016,900
EXAMPLE,John,Q,Dr,00/00/1980,Hill Town,(1) French (2) Tunisian,Passport No: 592667 (issued 2007),1 Mirror Rd,France (since 2009),Known to nobody.,Individual,Prime Alias,Examplia,01/02/2016,03/02/2016,900
EXAMPLE WORKS CO LTD,,,,,,,,,,,Entity,Prime Alias,Examplia,13/04/2015,13/04/2015,901
OLD WORKS,,,,,,,,,,,Entity,FKA,Examplia,13/04/2015,13/04/2015,901
"""  # noqa: E501


def test_rows_of_one_number_are_one_party_and_the_primary_name_is_first(write: Write) -> None:
    file, issues = write("ConList.csv", OFSI), Issues()
    assert gb_ofsi.edition_of([file]) == "2018-04-13"
    found = list(gb_ofsi.parse([file], issues))
    assert [(s.entity_id, s.kind, s.value) for s in found if s.prop == "name"] == [
        ("gb_ofsi:900", "person", "John Q EXAMPLE"),
        ("gb_ofsi:901", "company", "EXAMPLE WORKS CO LTD"),
    ]
    facts = {(s.prop, s.value) for s in found}
    assert {("alias", "Jon EXAMPEL"), ("former_name", "OLD WORKS"), ("birth_date", "1980"), ("nationality", "fr"),
            ("nationality", "tn"), ("identifier", "passport:592667"), ("listed_since", "2016-02-01"), ("country", "fr"),
            ("programme", "Examplia"), ("remarks", "Known to nobody.")} <= facts  # fmt: skip
    assert not issues


@pytest.mark.parametrize(
    ("text", "iso"), [("13/04/2015", "2015-04-13"), ("00/00/1980", "1980"), ("00/03/1980", "1980-03"), ("1981", "1981")]
)
def test_british_days_come_first(text: str, iso: str) -> None:
    assert read_day(text).iso == iso


@pytest.mark.parametrize("text", ["31/02/2015", "01/13/2015", "soon"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_day(text)


def test_cells_of_several_are_divided_by_their_numbers() -> None:
    assert split("(1) Tripoli (2) Tunis") == ["Tripoli", "Tunis"]
    assert split("a) French, b) Tunisian") == ["French", "Tunisian"]
    assert split("1) Saudi Arabia 2) Qatar") == ["Saudi Arabia", "Qatar"]
    assert split("(1)-(2) Indonesia") == ["Indonesia"]
    assert split("Guinea-Bissau") == ["Guinea-Bissau"]


def test_one_party_under_two_regimes_has_two_entries(write: Write) -> None:
    file = write(
        "ConList.csv",
        OFSI.replace("OLD WORKS,,,,,,,,,,,Entity,FKA,Examplia", "OLD WORKS,,,,,,,,,,,Entity,FKA,Ruritania"),
    )
    records = {s.record for s in gb_ofsi.parse([file], Issues()) if s.entity_id == "gb_ofsi:901"}
    assert len(records) == 2


def test_the_uk_sanctions_list_names_its_measures(write: Write) -> None:
    file = write(
        "UK-Sanctions-List.csv",
        "Report Date: 03-Feb-2026\nUnique ID,Name 6,Name 1,Name type,Alias strength,Name non-latin script,Regime Name,"
        "Designation Type,Sanctions Imposed,Date Designated,IMO number\n"
        "EXA0001,EXAMPLE WORKS,,Primary Name,,,Examplia,Entity,Asset freeze|Trust services,29/12/2020,\n"
        "EXA0001,EX WORKS,,Alias,Low quality a.k.a,пример,Examplia,Entity,Asset freeze,29/12/2020,\n"
        "EXA0002,EXAMPLE STAR,,Primary Name,,,Examplia,Ship,Port entry,01/02/2021,9074729\n",
    )
    assert gb_fcdo.edition_of([file]) == "2026-02-03"
    found = list(gb_fcdo.parse([file], Issues()))
    facts = {(s.entity_id, s.prop, s.value) for s in found}
    assert {("gb_fcdo:EXA0001", "weak_alias", "EX WORKS"), ("gb_fcdo:EXA0001", "alias", "пример"),
            ("gb_fcdo:EXA0001", "sublist", "Asset freeze|Trust services"),
            ("gb_fcdo:EXA0002", "identifier", "imo:9074729")} <= facts  # fmt: skip
    assert {s.kind for s in found if s.entity_id == "gb_fcdo:EXA0002"} == {"vessel"}


def test_a_canadian_record_has_schedule_item_and_aliases(write: Write) -> None:
    file = write(
        "sema-lmes.xml",
        '<?xml version="1.0" encoding="UTF-8"?><data-set><record><Country>Burma / Birmanie</Country><Entity>Example '
        "Works</Entity><Aliases>Ex Works Co., Ltd., Exworks</Aliases><Schedule>1</Schedule><Item>3</Item></record>"
        "<record><Country>Russia / Russie</Country><LastName>Example</LastName><GivenName>John</GivenName><DateOfBirth>"
        "1933-02-02</DateOfBirth><DateOfListing>2022-02-24</DateOfListing><Schedule>N/A</Schedule></record></data-set>",
    )
    assert ca_sema.edition_of([file]) is None
    facts = said(ca_sema, file)
    assert [value for prop, value in facts if prop == "alias"] == ["Ex Works Co., Ltd.", "Exworks"]
    assert ("programme", "Burma") in facts
    assert ("sublist", "Schedule 1") in facts
    assert ("name", "John Example") in facts
    assert ("listed_since", "2022-02-24") in facts
    assert "Schedule N/A" not in {value for _, value in facts}


EU = """<?xml version="1.0" encoding="UTF-8"?><export xmlns="http://eu.europa.ec/fpi/fsd/export"
generationDate="2026-07-09T16:00:00.000+02:00"><sanctionEntity designationDate="2021-03-22" euReferenceNumber="EU.1.2"
logicalId="9"><remark>Known to nobody.</remark><regulation publicationDate="2023-01-02" numberTitle="2023/1 (OJ L1)"
programme="HR"><publicationUrl>https://eur-lex.europa.eu/x</publicationUrl></regulation><subjectType code="person"
classificationCode="P"/><nameAlias wholeName="Jon Exampel" strong="false"/><nameAlias firstName="John"
lastName="Example" wholeName="John Example" strong="true" gender="M" function="Director"/><birthdate
birthdate="1970-01-02" city="Hill Town" countryDescription="FRANCE"/><citizenship countryIso2Code="FR"/><address
city="Hill Town" countryIso2Code="FR" countryDescription="FRANCE"/><identification number="AB123456"
identificationTypeCode="passport"/></sanctionEntity></export>"""


def test_an_eu_entry_takes_its_day_from_the_designation_and_never_from_the_newest_regulation(write: Write) -> None:
    file = write("full.xml", EU)
    assert eu_fsf.edition_of([file]) == "2026-07-09"
    facts = said(eu_fsf, file)
    assert facts[0] == ("name", "John Example")
    assert ("gender", "m") in facts
    assert {("weak_alias", "Jon Exampel"), ("listed_since", "2021-03-22"), ("citation", "2023/1 (OJ L1)"),
            ("programme", "HR"), ("nationality", "fr"), ("identifier", "passport:AB123456"),
            ("birth_date", "1970-01-02"), ("birth_place", "Hill Town, FRANCE")} <= set(facts)  # fmt: skip
    undated = said(eu_fsf, write("full.xml", EU.replace(' designationDate="2021-03-22"', "")))
    assert "listed_since" not in {prop for prop, _ in undated}


EU_TABLE = """\ufefffileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_DesignationDate;Entity_Remark;\
Entity_SubjectType;Entity_SubjectType_ClassificationCode;Entity_Regulation_NumberTitle;Entity_Regulation_Programme;\
Entity_Regulation_PublicationUrl;NameAlias_LastName;NameAlias_FirstName;NameAlias_WholeName;NameAlias_Gender;\
NameAlias_Function;Address_City;Address_CountryIso2Code;Address_CountryDescription;BirthDate_BirthDate;BirthDate_City;\
BirthDate_CountryDescription;Identification_Number;Identification_TypeCode;Citizenship_CountryIso2Code
09/07/2026;9;EU.1.2;2021-03-22;Known to nobody.;person;P;2023/1 (OJ L1);HR;https://eur-lex.europa.eu/x;Example;John;\
John Example;M;Director;;;;;;;;;
09/07/2026;9;EU.1.2;2021-03-22;Known to nobody.;person;P;2023/1 (OJ L1);HR;https://eur-lex.europa.eu/x;;;\
"Exampel; Jon";;;;;;;;;;;
09/07/2026;9;EU.1.2;2021-03-22;Known to nobody.;person;P;2023/1 (OJ L1);HR;https://eur-lex.europa.eu/x;;;;;;Hill Town;\
FR;FRANCE;1970-01-02;Hill Town;FRANCE;AB123456;passport;FR
09/07/2026;10;EU.1.3;22/03/2021;;enterprise;E;2023/1 (OJ L1);HR;;;;Example Works GmbH;;;;;;;;;;;
"""


def test_the_eu_list_as_csv_says_what_the_xml_says(write: Write) -> None:
    file, issues = write("full.csv", EU_TABLE), Issues()
    assert eu_fsf.edition_of([file]) == "2026-07-09"
    found = list(eu_fsf.parse([file], issues))
    facts = [(s.prop, s.value) for s in found if s.prop != "cell" and s.entity_id == "eu_fsf:EU.1.2"]
    in_xml = set(said(eu_fsf, write("full.xml", EU))) - {("weak_alias", "Jon Exampel")}
    assert set(facts) == in_xml | {("alias", "Exampel; Jon")}, "which alias is weak the CSV does not say"
    assert facts[0] == ("name", "John Example")
    works = {(s.kind, s.prop, s.value) for s in found if s.entity_id == "eu_fsf:EU.1.3" and s.prop != "cell"}
    assert ("company", "name", "Example Works GmbH") in works
    assert ("company", "listed_since", "2021-03-22") in works, "the day goes first in 22/03/2021"
    cells = {(s.row, s.column, s.original) for s in found if s.prop == "cell"}
    assert (4, "Identification_Number", "AB123456") in cells, "each cell keeps its row and header"
    assert not issues


def test_a_quotation_mark_that_is_not_closed_refuses_the_eu_table_because_rows_are_lost_in_the_cell(
    write: Write,
) -> None:
    opened = EU_TABLE.replace(";Known to nobody.;", ';"Known to nobody.;', 1)
    for torn in (opened, opened.replace('"Exampel; Jon"', "Jon Exampel"), opened.replace("\n", "\r\n")):
        with pytest.raises(ParseError, match="quotation mark is not closed") as refused:
            list(eu_fsf.parse([write("full.csv", torn)], Issues()))
        assert refused.value.place == Place("full.csv", 2, "Entity_Remark")
        assert "download the file again" in refused.value.hint
    behind = EU_TABLE.replace("Director;;;;;;;;;\n", 'Director;;;;;;;;;"FR\n')
    last_cell = EU_TABLE.replace("passport;FR\n", 'passport;"FR\n')
    for torn in (behind, last_cell):
        with pytest.raises(ParseError, match="quotation mark is not closed"):
            list(eu_fsf.parse([write("full.csv", torn)], Issues()))


def test_a_remark_of_several_lines_is_no_torn_eu_table(write: Write) -> None:
    lines = EU_TABLE.replace(";Known to nobody.;", ';"Known to nobody;\n10; since 09/07/2026; again.";', 1)
    issues = Issues()
    remarks = [value for prop, value in said(eu_fsf, write("full.csv", lines), issues) if prop == "remarks"]
    assert any("since 09/07/2026; again." in remark for remark in remarks)
    assert not issues


def test_an_eu_table_whose_last_row_is_cut_is_refused(write: Write) -> None:
    cut = EU_TABLE[: EU_TABLE.index("Example Works GmbH") + 7]
    with pytest.raises(ParseError, match="row 5 has 13, the header 24 cells") as refused:
        list(eu_fsf.parse([write("full.csv", cut)], Issues()))
    assert refused.value.place == Place("full.csv", 5)
    alone = EU_TABLE[: EU_TABLE.index("Director")]
    with pytest.raises(ParseError, match="row 2 has"):
        list(eu_fsf.parse([write("full.csv", alone)], Issues()))


def test_a_quotation_mark_within_one_row_refuses_the_eu_table_and_names_the_row(write: Write) -> None:
    """Because it swallows separators: every cell behind it stands in a wrong column, and nobody is told."""
    torn = EU_TABLE.replace(
        ";HR;https://eur-lex.europa.eu/x;;;;;;Hill Town;", ';"HR;https://eur-lex.europa.eu/x;;;";;;Hill Town;'
    )
    with pytest.raises(
        ParseError, match="row 4 has 20, the header 24 cells: the file is cut, or a quotation"
    ) as refused:
        list(eu_fsf.parse([write("full.csv", torn)], Issues()))
    assert refused.value.place == Place("full.csv", 4)
    twice = torn.replace(";HR;;;;Example Works GmbH;", ';"HR;;;";Example Works GmbH;')
    with pytest.raises(ParseError, match="row 4 has 20, row 5 has 21, the header 24"):
        list(eu_fsf.parse([write("full.csv", twice)], Issues()))
    with pytest.raises(ParseError, match="row 2 has 25"):
        list(eu_fsf.parse([write("full.csv", EU_TABLE.replace("Known to nobody.", "Known; to nobody.", 1))], Issues()))


def test_two_eu_entities_of_one_reference_stay_two_parties(write: Write) -> None:
    table = EU_TABLE.replace("EU.1.3", "EU.1.2")
    entity = EU[EU.index("<sanctionEntity") : EU.index("</export>")]
    other = entity.replace('logicalId="9"', 'logicalId="10"').replace("John Example", "Example Works GmbH")
    for file in (write("full.csv", table), write("full.xml", EU.replace("</export>", other + "</export>"))):
        issues = Issues()
        named = {s.entity_id: s.value for s in eu_fsf.parse([file], issues) if s.prop == "name"}
        assert named == {"eu_fsf:EU.1.2": "John Example", "eu_fsf:10": "Example Works GmbH"}
        assert [(issue.code, issue.hint) for issue in issues] == [
            ("duplicate-id", "both are kept; this one as eu_fsf:10")
        ]


def test_a_day_of_the_eu_file_that_cannot_be_read_is_told_as_printed(write: Write) -> None:
    for file in (
        write("full.csv", EU_TABLE.replace("09/07/2026", "31/02/2026")),
        write("full.xml", EU.replace("2026-07-09T", "2026-02-31T")),
    ):
        issues = Issues()
        assert eu_fsf.edition_of([file]) is None
        assert list(eu_fsf.parse([file], issues))
        (issue,) = issues
        assert issue.code == "bad-edition-day"
        assert "which cannot be read" in issue.message
        assert "02" in issue.message


def test_transcripts_keep_the_goods_as_remarks(write: Write) -> None:
    file = write("wro.csv", "Name,Country,Effective date,Merchandise\nExample Farm,China,2021-01-13,Cotton products\n")
    assert us_cbp_wro.edition_of([file]) == "2021-01-13"
    assert {("remarks", "Cotton products"), ("country", "cn"), ("listed_since", "2021-01-13")} <= set(
        said(us_cbp_wro, file)
    )


@pytest.mark.parametrize(
    ("module", "file", "edition", "entities", "kinds"),
    [
        (gb_ofsi, "uk/ofsi_conlist_2018-04-13.csv", "2018-04-13", 2106, {"person": 1426}),
        (gb_ofsi, "uk/hmt_conlist_2016.csv", "2016-02-12", 463, {"person": 323}),
        (ca_sema, "ca/sema-lmes_2020.xml", None, 1369, {"person": 985}),
        (eu_fsf, "eu/eu_fsd_global_2016-02-11.xml", "2016-02-11", 595, {"person": 319}),
        (us_ndaa_889, "us/special_leg/section_889.csv", None, 5, {"company": 5}),
    ],
)
def test_the_publishers_real_files_are_read_whole(
    module: Source, file: str, edition: str | None, entities: int, kinds: dict[str, int], shared_data: Path
) -> None:
    path = shared_data / "sanctions" / file
    assert module.edition_of([path]) == edition
    kind_of = {s.entity_id: s.kind for s in module.parse([path], Issues())}
    assert len(kind_of) == entities
    assert kinds.items() <= Counter(kind_of.values()).items()
