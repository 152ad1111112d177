from __future__ import annotations

import pytest
from tests.evidence.comparators.conftest import Compare, Story, flagged

from lookthrough.evidence.comparators.material import Official
from lookthrough.model.dates import year


def attribute(name: str, predicate: str, value: str, party: str = "Norwick Optics", date: str = "") -> Story:
    return Story(name, "2024-03-13").says(f"{party}: {value}.", party, predicate, value, date=date)


@pytest.mark.parametrize(
    ("predicate", "one", "other"),
    [
        ("sector", "voice recognition and data", "nanotechnology"),
        ("sector", "shipbuilding", "insurance"),
        ("based_in", "Massachusetts", "California"),
        ("based_in", "Hamburg, Germany", "Japan"),
        ("exchange_listed_on", "Shanghai", "Shenzhen"),
    ],
)
def test_two_values_of_one_attribute_contradict_each_other(
    compare: Compare, predicate: str, one: str, other: str
) -> None:
    found = compare(attribute("a", predicate, one), attribute("b", predicate, other, "Norwick Optics Co., Ltd."))
    assert flagged(found) == [("attribute", ("a1", "b1"))]


@pytest.mark.parametrize(
    ("predicate", "one", "other", "because"),
    [
        ("sector", "facial recognition", "artificial intelligence", "the one is a field of the other"),
        ("sector", "video surveillance", "security cameras", "one trade in other words"),
        ("sector", "voice recognition and data", "data forensics", "they share a word"),
        ("sector", "trinkets", "gewgaws", "trades that are not known are not judged"),
        ("based_in", "California", "the United States", "a state lies in its country"),
        ("exchange_listed_on", "Shanghai", "Chinese stock exchanges", "it may be one of them"),
    ],
)
def test_values_that_can_both_be_right_do_not(
    compare: Compare, predicate: str, one: str, other: str, because: str
) -> None:
    assert flagged(compare(attribute("a", predicate, one), attribute("b", predicate, other))) == [], because


def test_attributes_of_two_parties_are_not_compared(compare: Compare) -> None:
    found = compare(attribute("a", "sector", "nanotechnology"), attribute("b", "sector", "banking", "Tarn Holdings"))
    assert flagged(found) == []


def sale(date: str) -> Story:
    return Story("b", "2024-03-13").says(
        "Norwick Optics sold cameras to the port.", "Norwick Optics", "sells_to", "the port", date=date
    )


def test_nothing_is_sold_before_the_founding(compare: Compare) -> None:
    founded = Story("a", "2024-03-13").says(
        "Norwick was founded in 2015.", "Norwick Optics", "founded_by", "A. Tarn", date="2015"
    )
    assert flagged(compare(founded, sale("2011"))) == [("before_founding", ("b1", "a1"))]
    assert flagged(compare(founded, sale("2015"))) == [], "within the year nothing can be told"


def test_a_registers_founding_date_is_used(compare: Compare) -> None:
    found = compare(sale("2011"), official=Official(founded={"Norwick Optics Ltd": year(2015)}))
    assert flagged(found) == [("before_founding", ("b1",))]
