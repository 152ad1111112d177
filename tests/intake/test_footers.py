"""Rows that are no holdings."""

from __future__ import annotations

import pytest

from lookthrough.errors import Issues
from lookthrough.intake.footers import Sorter, is_prose, is_total


@pytest.mark.parametrize(
    "text",
    ["Total", "TOTAL:", "Grand Total", "Sub-total", "Subtotal", "Total Net Assets", "Total Common Stocks (98.2%)",
     "Summe",
     "Total investments in securities", "Totals", "Gesamt"],
)  # fmt: skip
def test_labels_of_sums(text: str) -> None:
    assert is_total(text)


@pytest.mark.parametrize(
    "text",
    [
        "TOTAL SE",
        "TotalEnergies SE",
        "TOTAL GABON",
        "Total Play Telecomunicaciones",
        "TOTAL BANGUN PERSADA",
        "GRAND CITY",
        "",
    ],
)
def test_companies_that_are_called_like_sums(text: str) -> None:
    assert not is_total(text)


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("© 2022 Example", True),
        ("Past performance is not a guide to future results.", True),
        ("Source: Example", True),
        ("* Non-income producing", True),
        ("Holdings subject to change. See www.example.com", True),
        ("SOURCE ENERGY SERVICES LTD", False),
        ("*ST ALPHA A", False),
        ("AGRICULTURAL BANK OF CHINA LTD H", False),
        ("E.ON SE", False),
        ("Yum! Brands Inc.", False),
    ],
)
def test_notes_and_names(text: str, prose: bool) -> None:
    assert is_prose(text) == prose


def test_what_was_told_apart_is_counted_with_the_place_of_the_first() -> None:
    sorter = Sorter(width=3, name=0, keys=(1,))
    assert sorter.sort(1, ["Alpha", "", ""], 3) == "line"
    assert sorter.sort(2, ["", "", ""], 3) == "blank"
    assert sorter.sort(3, ["Total", "", "5"], 3) == "total"
    assert sorter.sort(4, ["Total", "TTE", "5"], 3) == "line", "a sum has no ticker"
    assert sorter.sort(5, ["", "", "a remark"], 3) == "footer"
    issues = Issues()
    sorter.report(issues, "f.csv", 4)
    assert {i.code: i.place.row for i in issues} == {
        "total-rows": 7,
        "total-like-line": 8,
        "footer-rows": 9,
        "blank-rows": None,
    }
