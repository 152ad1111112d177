from __future__ import annotations

from tests.evidence.comparators.conftest import Compare, Story, flagged, number


def added(name: str, count: int, things: str, date: str, published: str = "2024-03-13") -> Story:
    sentence = f"The ministry added {count} {things} to its blacklist."
    return Story(name, published).says(
        sentence, "the ministry", "added_to_list", f"{count} {things}", amount=number(count, unit=things), date=date
    )


def test_two_counts_of_one_addition_contradict_each_other(compare: Compare) -> None:
    found = compare(added("a", 20, "local steel mills", "2024-03-11"), added("b", 18, "steel mills", "2024-03-11"))
    assert flagged(found) == [("count", ("a1", "b1"))]
    assert "20" in found[0].says
    assert "18" in found[0].says


def test_counts_of_two_additions_do_not(compare: Compare) -> None:
    spring, summer = added("a", 28, "bodies", "2024-03-11"), added("b", 5, "bodies", "2024-06-20", "2024-06-21")
    assert flagged(compare(spring, summer)) == [], "five in June are another addition"


def test_counts_of_two_kinds_of_thing_do_not(compare: Compare) -> None:
    found = compare(added("a", 20, "steel mills", "2024-03-11"), added("b", 8, "shipping agencies", "2024-03-11"))
    assert flagged(found) == []


def test_an_adjective_that_chooses_some_of_many_counts_another_thing(compare: Compare) -> None:
    found = compare(added("a", 77, "firms", "2024-03-11"), added("b", 60, "Russian firms", "2024-03-11"))
    assert flagged(found) == []


def test_the_one_and_its_nineteen_others_are_twenty(compare: Compare) -> None:
    twenty = added("a", 20, "bureaus", "2024-03-11")
    nineteen = Story("b", "2024-03-13").says(
        "The listed bodies are the region's bureau and 19 subordinate bureaus.", "the ministry", "added_to_list",
        "19 subordinate bureaus", amount=number(19, unit="bureaus"), date="2024-03-11",
    )  # fmt: skip
    assert flagged(compare(twenty, nineteen)) == []


def held(name: str, published: str, text: str, value: int, how: str = "exactly") -> Story:
    return Story(name, published).says(
        f"The junta holds {text} people.",
        "the junta",
        "detains",
        "people",
        amount=number(value, text, "people", how),  # type: ignore[arg-type]
    )


def test_of_many_estimates_only_the_one_far_off_is_flagged(compare: Compare) -> None:
    stories = [
        held("a", "2023-01-10", "more than 9,000", 9_000, "more than"),
        held("b", "2023-02-10", "up to 10,000", 10_000, "at most"),
        held("c", "2023-03-10", "20,000", 20_000),
        held("d", "2023-04-10", "10,000", 10_000),
        held("e", "2023-05-10", "60,000", 60_000),
    ]
    found = [one for one in compare(*stories) if one.flagged]
    assert [(one.kind, one.claims) for one in found] == [("count", ("e1",))]
    assert "more than 9,000" in found[0].says, "the others stand beside it, with their dates"


def test_estimates_of_other_years_are_not_held_against_each_other(compare: Compare) -> None:
    stories = [held(name, f"{year}-01-10", text, value) for name, year, text, value in (
        ("a", 2011, "900", 900), ("b", 2012, "1,000", 1_000), ("c", 2013, "1,100", 1_100), ("d", 2023, "60,000",
        60_000),
    )]  # fmt: skip
    assert flagged(compare(*stories)) == []
