"""How a query is put to the names of a list."""

from __future__ import annotations

import pytest

from lookthrough.match.asking import askings
from lookthrough.model.query import Query


def cut_readings(name: str) -> list[tuple[str, bool]]:
    """The last word of each reading that counts as cut off, and whether it is a person's."""
    found = askings(Query((name,)))
    return [(each.reading.tokens[-1].text, each.reading.person) for each in found if each.reading.cut]


FULL = "Northern Harbour Dredging and Survey Towage Services"


@pytest.mark.parametrize("width", [35, 34])
def test_a_name_as_long_as_a_field_of_a_payment_message_is_also_read_as_cut_off(width):
    """Because a SWIFT line holds 35 characters; of 34 where the last was a blank, which is lost on the way."""
    name = FULL[:width]
    assert [person for _, person in cut_readings(name)] == [False, True]
    assert all(name.lower().endswith(last) for last, _ in cut_readings(name))


def test_it_is_also_read_as_complete_because_most_names_of_that_length_are():
    assert any(not each.reading.cut for each in askings(Query((FULL[:35],))))


@pytest.mark.parametrize(
    "name",
    [
        FULL[:33],  # no field is that long
        FULL,
        "Northern Harbour Dredging Towing Ltd",  # a name ends with its legal form
        "N" * 35,  # one word, and nothing else to bear it out
    ],
)
def test_other_names_are_not_read_as_cut_off(name):
    assert not cut_readings(name)


@pytest.mark.parametrize(
    "name",
    [
        "Qandelmoor Research Institute No 29",  # a number tells sister institutes apart
        "Qandelmoor Capital Partners Fund II",
        "Qandelmoorwestha Energy Holdings UK",
        "Bank of Communications Hong Kong Br",  # two letters begin too many words
    ],
)
def test_a_last_word_that_may_tell_sisters_apart_is_never_dropped(name):
    assert len(name) in (34, 35)
    assert not cut_readings(name)


def test_the_last_word_of_a_person_is_kept_as_the_beginning_of_a_word():
    """Because "Lim" is a surname and no "Limited"."""
    name = "Alexander Benjamin Christopher Lim"
    assert len(name) == 34
    assert cut_readings(name) == [("lim", True)]


def test_a_name_that_ends_with_its_legal_form_is_complete_at_any_length():
    name = "Northern Harbour Dredging Tows Ltd."
    assert len(name) == 35
    assert not any(reading == ("~limited", False) for reading in cut_readings(name))
