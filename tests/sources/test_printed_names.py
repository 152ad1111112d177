"""Where another name should stand, publishers print marks, births, addresses or nothing: the name alone is read."""

from __future__ import annotations

import pytest

from lookthrough.errors import Issues, Place
from lookthrough.sources.printed_names import is_postal_address, read_other_name


@pytest.mark.parametrize(
    ("printed", "prop", "name"),
    [
        ("also known as Example Works", "alias", "Example Works"),
        ("also known as: Example Works", "alias", "Example Works"),
        ("(previously listed as) Example", "former_name", "Example"),
        ("Example Khan (previously listed as)", "former_name", "Example Khan"),
        ("Example Khan (formerly listed as)", "former_name", "Example Khan"),
        ("Formerly known as Example Works", "former_name", "Example Works"),
        ("Example Khan, born in Example City on 01 Jan.1967", "alias", "Example Khan"),
        ("Example Khan born in 1963", "alias", "Example Khan"),
        ("Example Khan, born 1 Jan. 1953 (passport no. 1)", "alias", "Example Khan"),
        ("Born Trading Ltd. 2000", "alias", "Born Trading Ltd. 2000"),
        ("Newborn Care", "alias", "Newborn Care"),
        ("Known As Ltd.", "alias", "Known As Ltd."),
        ("'", "alias", ""),
        ("—, ()", "alias", ""),
        ("华为", "alias", "华为"),
        ("7", "alias", "7"),
    ],
)
def test_another_name_is_freed_of_what_is_printed_around_it(printed: str, prop: str, name: str) -> None:
    assert read_other_name("alias", printed, Place(), Issues()) == (prop, name)


@pytest.mark.parametrize(
    ("printed", "code"), [("'", "alias-without-letters"), ("Example born in 1963", "words-behind-a-name")]
)
def test_what_is_left_out_is_noted_where_it_stands(printed: str, code: str) -> None:
    issues = Issues()
    read_other_name("alias", printed, Place("list.csv", 7), issues)
    (issue,) = issues
    assert (issue.severity, issue.code, issue.place) == ("note", code, Place("list.csv", 7))


@pytest.mark.parametrize(
    "printed",
    [
        "53 Example Street, Building 3, Office 509, 105318 Moscow, Russia",
        "26 Example St Office 415, Moscow, Russia 115583",
        "Examplekatu 8, Lappeenranta 53100, Finland",
        "10 Example Street, Sevastopol, Crimea, Ukraine (See alternate address under Russia)",
    ],
)
def test_a_whole_postal_address_is_known(printed: str) -> None:
    assert is_postal_address(printed)


@pytest.mark.parametrize(
    "printed",
    [
        "202 Plant, Baotou Nuclear Energy Facility",
        "702nd Research Institute, Example Group, Wuxi, China",
        "Example-70, (Address: P.O. Box 245, 456770, Exampleville, Russia)",
        "Example Shipyard. 1 Example Street, Feodosia, Crimea 98176, Ukraine",
        "Ivan Example, Example Road 2, Office 801, St. Petersburg, Russia 196105",
        "Example Company Example Palace Tower 1, 9th Floor, Office 904, Dubai, U.A.E.",
        "Factory 12, Aviation Works, Moscow, Russia",
        "Example Trading Co., Ltd.",
    ],
)
def test_a_name_with_a_number_or_with_an_address_behind_it_stays_a_name(printed: str) -> None:
    assert not is_postal_address(printed)
