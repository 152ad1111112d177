from __future__ import annotations

from datetime import date

import pytest
from tests.evidence.comparators.conftest import Compare, Story, flagged, number

from lookthrough.evidence.comparators.material import Batch, Listed, Official
from lookthrough.model.claim import Record
from lookthrough.model.dates import day

LIST = "us_bis_entity_list"
SINCE = date(2024, 3, 13)


def record(name: str = "Norwick Optics", announced: date | None = None) -> Record:
    said = day(announced) if announced else None
    return Record(
        LIST, f"{LIST}:1", name, said, day(SINCE), "89 FR 1", f"{name} stands on the Entity List since {SINCE}."
    )


def official(announced: date | None = None) -> Official:
    batch = Batch(LIST, SINCE, 28, {"cn": 28}, record("28 entries", announced))
    return Official(
        lists={LIST: "Entity List (Supplement No. 4 to 15 CFR Part 744)"},
        listed={f"{LIST}:1": (Listed(record(announced=announced), day(SINCE)),)},
        batches=(batch,),
        nationality={LIST: "us"},
    )


def listed(name: str, on: str, published: str = "2024-03-15") -> Story:
    return Story(name, published).says(
        f"Norwick Optics was added to the Entity List on {on}.",
        "Norwick Optics",
        "listed_on",
        "Entity List",
        date=on,
        entity=f"{LIST}:1",
    )


def test_a_day_that_is_not_the_records_is_flagged_with_the_record(compare: Compare) -> None:
    (found,) = (one for one in compare(listed("a", "2024-03-01"), official=official()) if one.flagged)
    assert (found.kind, found.claims) == ("date", ("a1",))
    assert found.record is not None
    assert found.record.citation == "89 FR 1"
    assert ("effective", "2024-03-13") in found.numbers


@pytest.mark.parametrize(
    ("on", "because"),
    [
        ("2024-03-13", "it is the day that the list prints"),
        ("2024-03-11", "additions are announced some days before they are printed"),
        ("2024-03-14", "news of the next day may date it by its own day"),
        ("2024-03", "the month holds the day"),
    ],
)
def test_the_announcement_and_the_month_fit_the_record(compare: Compare, on: str, because: str) -> None:
    found = compare(listed("a", on), official=official())
    assert flagged(found) == [], because
    assert [one.kind for one in found] == ["agrees"]


def test_where_the_announcement_is_known_an_earlier_day_is_wrong(compare: Compare) -> None:
    found = compare(listed("a", "2024-03-08"), official=official(announced=date(2024, 3, 11)))
    assert flagged(found) == [("date", ("a1",))]


def added(name: str, text: str, on: str, published: str) -> Story:
    return Story(name, published).says(
        f"{text} the US Commerce Department added 28 organisations to the Entity List.", "US Commerce Department",
        "added_to_list",
        "28 organisations", quote="added 28 organisations", amount=number(28, unit="organisations"), date=on,
    )  # fmt: skip


def test_an_addition_told_by_its_size_is_found_among_the_entries_of_a_day(compare: Compare) -> None:
    stories = added("a", "On March 1st", "", ""), added("b", "On Monday", "2024-03-11", "2024-03-12")
    found = compare(*stories, official=official())
    assert flagged(found) == [("date", ("a1",))], "a day without a year is put into the year of the event"
    assert [one.claims for one in found if one.kind == "agrees"] == [("b1",)]


def test_without_a_list_accounts_are_set_against_each_other(compare: Compare) -> None:
    stories = added("a", "On Friday", "2024-03-01", "2024-03-12"), added("b", "On Monday", "2024-03-11", "2024-03-12")
    (found,) = (one for one in compare(*stories) if one.flagged)
    assert found.kind == "date"
    assert found.record is None
    assert "could not be compared with the record" in found.says


def test_what_another_article_already_reported_cannot_have_happened_later(compare: Compare) -> None:
    early = listed("a", "2024-03-11", "2024-03-12")
    late = listed("b", "2024-06", "2024-10-09")
    found = [one for one in compare(early, late) if one.flagged]
    assert [one.claims for one in found] == [("b1", "a1")]
    assert "before it happens" in found[0].says


def test_further_parties_may_be_listed_later(compare: Compare) -> None:
    early = listed("a", "2024-03-11", "2024-03-12")
    late = Story("b", "2024-10-09").says(
        "Further affiliates of Norwick Optics were placed on the Entity List in June.",
        "further affiliates of Norwick Optics",
        "listed_on", "Entity List", date="2024-06",
    )  # fmt: skip
    assert flagged(compare(early, late)) == []


def test_what_one_may_do_twice_is_no_contradiction(compare: Compare) -> None:
    def asked(name: str, on: str) -> Story:
        return Story(name, "2024-10-09").says(
            "Lawmakers asked for a listing.", "lawmakers", "calls_for", "a listing", date=on
        )

    assert flagged(compare(asked("a", "2024-04"), asked("b", "2023-08-28"))) == [], "two letters"


def test_lists_of_two_countries_are_two_lists(compare: Compare) -> None:
    def on(name: str, blacklist: str, date: str, published: str) -> Story:
        sentence = f"Norwick Optics was added to the {blacklist}."
        return Story(name, published).says(sentence, "Norwick Optics", "listed_on", blacklist, date=date)

    early = on("a", "US blacklist", "2024-03-11", "2024-03-12")
    assert flagged(compare(early, on("b", "British blacklist", "2024-06-03", "2024-06-04"))) == []
    assert flagged(compare(early, on("b", "US blacklist", "2024-06-03", "2024-06-04"))) != []


def test_five_in_march_and_five_in_april_are_two_additions(compare: Compare) -> None:
    def five(name: str, date: str) -> Story:
        return Story(name, date).says(
            "The ministry added five firms to its blacklist.", "the ministry", "added_to_list", "five firms",
            amount=number(5, "five", "firms"), date=date,
        )  # fmt: skip

    assert flagged(compare(five("a", "2024-03-11"), five("b", "2024-04-10"))) == []
