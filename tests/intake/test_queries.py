"""The user's own parties and pairs."""

from __future__ import annotations

from pathlib import Path

import pytest

from lookthrough.errors import InputError, Issues
from lookthrough.intake.particulars import read_kind
from lookthrough.intake.queries import BadRow, Pair, read_pairs, read_queries
from lookthrough.model.entity import Identifier
from lookthrough.model.query import Query
from lookthrough.names.characters import MAX_CHARACTERS


def save(tmp_path: Path, text: str, name: str = "q.csv") -> Path:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def test_known_columns_are_read_and_all_others_carried(tmp_path: Path) -> None:
    text = (
        "Supplier Name,Entity Type,Country,DOB,Address,LEI,Reg. No.,Account\n"
        "Hangzhou Hikvision Digital Technology,Company,China,,555 Qianmo Rd,549300S8YVGTJ1NMTW57,9133 0000-73,ACC-1\n"
        "Jane Roe,individual,,1970-05-01,,,,ACC-2\n"
    )
    questions = read_queries(save(tmp_path, text), Issues())
    assert questions.columns == (
        ("name", "Supplier Name"), ("kind", "Entity Type"), ("country", "Country"), ("birth_date", "DOB"),
        ("address", "Address"),
        ("lei", "LEI"), ("registration_number", "Reg. No."),
    )  # fmt: skip
    assert questions.carried == ("Account",)
    company, person = questions
    assert isinstance(company, Query)
    assert isinstance(person, Query)
    assert (company.row, company.name, company.kind, company.countries) == (
        1,
        "Hangzhou Hikvision Digital Technology",
        "company",
        ("cn",),
    )
    assert company.addresses == ("555 Qianmo Rd",)
    assert company.identifiers == (
        Identifier("lei", "549300S8YVGTJ1NMTW57"),
        Identifier("registration_number", "9133000073"),
    )
    assert company.extra == (("Account", "ACC-1"),)
    assert (person.kind, str(person.birth_date), person.countries) == ("person", "1970-05-01", ())


def test_only_a_names_column_holds_several_names(tmp_path: Path) -> None:
    (one,) = read_queries(save(tmp_path, "name\nAlpha; Beta\n"), Issues())
    (many,) = read_queries(save(tmp_path, "name,names\nAlpha,Beta; Gamma ;Alpha\n"), Issues())
    assert isinstance(one, Query)
    assert isinstance(many, Query)
    assert one.names == ("Alpha; Beta",)
    assert many.names == ("Alpha", "Beta", "Gamma")


def test_aliases_are_further_names_of_the_same_party(tmp_path: Path) -> None:
    (query,) = read_queries(save(tmp_path, "name,A.K.A.\nAlpha,Beta; Gamma\n"), Issues())
    assert isinstance(query, Query)
    assert query.names == ("Alpha", "Beta", "Gamma")


@pytest.mark.parametrize("row", [",cn", "-,cn", '"  ",cn', "N/A,cn", '"\u200b",cn', "...,cn", f"{'x' * 1001},cn"])
def test_a_row_that_cannot_be_asked_is_still_answered(tmp_path: Path, row: str) -> None:
    issues = Issues()
    first, bad, last = read_queries(save(tmp_path, f"name,country\nAlpha,cn\n{row}\nBeta,cn\n"), issues)
    assert isinstance(bad, BadRow)
    assert (bad.row, bool(bad.reason), dict(bad.extra)["country"]) == (2, True, "cn")
    assert isinstance(first, Query)
    assert isinstance(last, Query)
    assert last.row == 3
    assert issues.counts == {"bad-query": 1}
    assert issues.kept[0].place.row == 3


def test_people_are_called_null_and_none(tmp_path: Path) -> None:
    queries = read_queries(save(tmp_path, "name\nNull\nNone\nNA\n"), Issues())
    assert [q.name for q in queries if isinstance(q, Query)] == ["Null", "None", "NA"]


def test_blank_rows_are_passed_over_and_keep_their_numbers(tmp_path: Path) -> None:
    rows = read_queries(save(tmp_path, "name,country\nA,\n\n ,\nB,\n"), Issues())
    assert [row.row for row in rows] == [1, 4]


def test_what_cannot_be_read_is_an_issue_and_stays_in_extra(tmp_path: Path) -> None:
    issues = Issues()
    text = (
        "name,kind,country,isin\nAlpha,spaceship,Ruritania,CNE100000PM9\nBeta,ship,Korea (South); China,CNE100000PM8\n"
    )
    first, second = read_queries(save(tmp_path, text), issues)
    assert isinstance(first, Query)
    assert isinstance(second, Query)
    assert (first.kind, first.countries, first.identifiers) == ("any", (), ())
    assert first.extra == (("kind", "spaceship"), ("country", "Ruritania"), ("isin", "CNE100000PM9"))
    assert set(issues.counts) == {"unknown-kind", "unknown-country", "bad-identifier"}
    assert (second.kind, second.countries, second.extra) == ("vessel", ("kr", "cn"), ())


def test_a_country_with_a_comma_is_one_country(tmp_path: Path) -> None:
    (query,) = read_queries(save(tmp_path, 'name,country\nAlpha,"Korea, Republic of"\n'), Issues())
    assert isinstance(query, Query)
    assert query.countries == ("kr",)


def test_a_table_without_names_is_refused(tmp_path: Path) -> None:
    for text in ("country,lei\ncn,x\n", "Hikvision\nDahua\n", ""):
        with pytest.raises(InputError) as caught:
            read_queries(save(tmp_path, text), Issues())
        assert caught.value.hint


def test_a_formula_in_a_name_is_asked_as_text(tmp_path: Path) -> None:
    issues = Issues()
    (query,) = read_queries(save(tmp_path, "name\n=1+1\n"), issues)
    assert isinstance(query, Query)
    assert (query.name, issues.counts["formula-text"]) == ("=1+1", 1)


def test_json_lines_with_a_list_of_names(tmp_path: Path) -> None:
    text = '{"names": ["海康威视", "Hikvision"], "country": "cn", "id": 7}\n'
    (query,) = read_queries(save(tmp_path, text, "q.jsonl"), Issues())
    assert isinstance(query, Query)
    assert (query.names, query.extra) == (("海康威视", "Hikvision"), (("id", "7"),))


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Individual", "person"),
        ("PERSON", "person"),
        ("Organisation", "organization"),
        ("ship", "vessel"),
        ("", "any"),
        ("x", None),
    ],
)
def test_kinds_in_other_words(word: str, kind: str | None) -> None:
    assert read_kind(word) == kind


def test_pairs_carry_every_column(tmp_path: Path) -> None:
    pairs = read_pairs(save(tmp_path, "id,name1,name2,kind\n1,Alpha,Alfa,company\n2,,Beta,\n"), Issues())
    assert pairs.header == ("id", "name1", "name2", "kind")
    first, bad = pairs
    assert first == Pair(
        1, "Alpha", "Alfa", "company", (("id", "1"), ("name1", "Alpha"), ("name2", "Alfa"), ("kind", "company"))
    )
    assert isinstance(bad, BadRow)


def test_pairs_without_the_second_column_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="name2"):
        read_pairs(save(tmp_path, "name1,kind\nA,person\n"), Issues())


def test_a_big_table_is_read_as_it_is_asked_for(tmp_path: Path) -> None:
    questions = read_queries(save(tmp_path, "name\n" + "Alpha\n" * 50_000), Issues())
    assert next(iter(questions)).row == 1
    assert sum(1 for _ in questions) == 49_999


def test_what_tells_namesakes_apart_is_read_in_the_usual_columns(tmp_path: Path) -> None:
    text = (
        "Full Name,Sex,Nationality,Country,Year of Birth,Passport No,Tax ID\n"
        "Jane Roe,F,Iran; Syria,United Kingdom,1970,A-123 4567,77-07083893\n"
        "Ivan Ivanov,männlich,,,12 March 1965,,\n"
    )
    questions = read_queries(save(tmp_path, text), Issues())
    assert questions.carried == ()
    jane, ivan = questions
    assert isinstance(jane, Query)
    assert isinstance(ivan, Query)
    assert (jane.gender, jane.nationalities, jane.countries, str(jane.birth_date)) == (
        "female",
        ("ir", "sy"),
        ("gb",),
        "1970",
    )
    assert jane.identifiers == (Identifier("tax_id", "7707083893"), Identifier("passport", "A1234567"))
    assert (ivan.gender, str(ivan.birth_date), ivan.nationalities) == ("male", "1965-03-12", ())


@pytest.mark.parametrize(
    ("header", "row", "addresses"),
    [
        ("address", "12 Main St", ("12 Main St",)),
        ("address", "12 Main St; 7 Hill St ;12 Main St", ("12 Main St", "7 Hill St")),
        ("street,city,postcode", "12 Main St,London,W1J 7LS", ("12 Main St, London, W1J 7LS",)),
        ("address,city", "12 Main St,London", ("12 Main St, London",)),
        ("address,city", '"12 Main St, London",London', ("12 Main St, London",)),
        ("address,city", "12 Main St; 7 Hill St,London", ("12 Main St", "7 Hill St")),
        ("address,city", "N/A,", ()),
    ],
)
def test_several_addresses_and_addresses_in_parts(
    tmp_path: Path, header: str, row: str, addresses: tuple[str, ...]
) -> None:
    (query,) = read_queries(save(tmp_path, f"name,{header}\nAlpha,{row}\n"), Issues())
    assert isinstance(query, Query)
    assert query.addresses == addresses


def test_a_wrong_birth_date_or_gender_is_told_with_its_place_and_never_dropped(tmp_path: Path) -> None:
    issues = Issues()
    text = "name,dob,gender\nJane,31/02/1970,?\nJoan,1970-02-03,f\n"
    first, second = read_queries(save(tmp_path, text), issues)
    assert isinstance(first, Query)
    assert isinstance(second, Query)
    assert (first.birth_date, first.gender) == (None, None)
    assert first.extra == (("dob", "31/02/1970"), ("gender", "?"))
    # the row of the file, the header being the first
    assert [(i.code, i.place.row, i.place.column) for i in issues.kept] == [
        ("bad-date", 2, "dob"),
        ("unknown-gender", 2, "gender"),
    ]
    assert (str(second.birth_date), second.gender) == ("1970-02-03", "female")


def test_a_name_longer_than_what_is_compared_is_refused_because_it_would_read_clear(tmp_path: Path) -> None:
    text = f"name\n{'x' * (MAX_CHARACTERS - 8)} Dahua\n{'x' * MAX_CHARACTERS} Dahua\n"
    short, long = read_queries(save(tmp_path, text), Issues())
    assert isinstance(short, Query)
    assert isinstance(long, BadRow)


@pytest.mark.parametrize(
    "text",
    [
        'name\n"Alpha\nBeta\nGamma\n',  # never closed
        'name\n"Alpha\nBeta\n"Gamma, Inc"\n',  # closed by the mark that opens a later cell
        'name,id\n"Alpha,1\nBeta,2\nGamma",3\n',  # whole rows stand inside
    ],
)
def test_a_row_that_swallowed_others_cannot_be_asked_and_is_told_once(text: str, tmp_path: Path) -> None:
    issues = Issues()
    first, *_ = read_queries(save(tmp_path, text), issues)
    assert isinstance(first, BadRow)
    assert (first.row, "were not read as rows" in first.reason) == (1, True)
    assert (issues.counts["open-quotation"], issues.counts["bad-query"]) == (1, 0)


@pytest.mark.parametrize("text", ['name\n"Alpha\nBeta"\nGamma\n', 'name,id\n"Alpha\r\n""Beta"" Inc" ,1\r\nGamma,2\r\n'])
def test_a_name_on_two_lines_in_closed_marks_is_one_name(text: str, tmp_path: Path) -> None:
    issues = Issues()
    assert all(isinstance(row, Query) for row in read_queries(save(tmp_path, text), issues))
    assert not issues.counts["open-quotation"]


def test_a_pair_whose_row_swallowed_others_is_not_compared(tmp_path: Path) -> None:
    (bad,) = read_pairs(save(tmp_path, 'name1,name2\nAlpha,"Alfa\nBeta,Beta\n'), Issues())
    assert isinstance(bad, BadRow)
    assert "were not read as rows" in bad.reason


@pytest.mark.parametrize(
    "text",
    [
        "name,name\nAlpha,Beta\n",
        "Name,Company,Security Description\nAlpha,Beta,not a name\n",
        "issuer,issuer\nAlpha,Beta\n",
        "alias,names\nBeta;,Alpha;\n",
    ],
)
def test_all_columns_of_names_are_asked(text: str, tmp_path: Path) -> None:
    """Because who stands in a second column headed "name" would otherwise be clear without having been asked about."""
    issues = Issues()
    (query,) = read_queries(save(tmp_path, text), issues)
    assert isinstance(query, Query)
    assert (query.names, issues.counts["several-names"]) == (("Alpha", "Beta"), 1)
    assert any("Beta" in cell for _, cell in query.extra), "the cell itself is carried"


def test_a_row_that_only_the_second_column_names_is_asked_about(tmp_path: Path) -> None:
    (query,) = read_queries(save(tmp_path, "name,name,id\n,Beta,1\n"), Issues())
    assert isinstance(query, Query)
    assert query.name == "Beta"


@pytest.mark.parametrize(
    "cell",
    [
        '=HYPERLINK("http://example.com","Hikvision")',
        '=hyperlink( "http://example.com" ; "Hikvision" )',
        '="Hikvision"',
    ],
)
def test_of_a_link_the_text_that_it_shows_is_asked(cell: str, tmp_path: Path) -> None:
    (query,) = read_queries(save(tmp_path, f"name\n{cell}\n"), Issues())
    assert isinstance(query, Query)
    assert query.names == ("Hikvision",)


@pytest.mark.parametrize(
    "cell", ['=CONCAT("Hik","vision")', "=A1", "=$B$12", "@SUM(A1)", "=-B2", '=HYPERLINK("http://x")']
)
def test_a_formula_whose_text_is_not_in_the_file_cannot_be_asked(cell: str, tmp_path: Path) -> None:
    """Because the name that the spreadsheet shows was not asked about: never clear."""
    issues = Issues()
    (bad,) = read_queries(save(tmp_path, f"name\n{cell}\n"), issues)
    assert isinstance(bad, BadRow)
    assert ("is a formula" in bad.reason, issues.counts["bad-query"]) == (True, 1)


@pytest.mark.parametrize("name", ["- Acme(Holdings)", "@home Ltd", "+Plus AG", "=1+1", "A1", "3M"])
def test_a_name_that_only_begins_like_a_formula_is_asked(name: str, tmp_path: Path) -> None:
    (query,) = read_queries(save(tmp_path, f"name\n{name}\n"), Issues())
    assert isinstance(query, Query)
    assert query.name == name
