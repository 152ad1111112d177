"""What is drawn, and that another edition or list leaves the other draws as they were."""

from __future__ import annotations

from collections import Counter

from lookthrough.validation.clean import synthetic
from lookthrough.validation.records import Party
from lookthrough.validation.sampling import LEAST, allotted, cases, script_of


def party(number: int) -> Party:
    names = (f"Blue Lake Number{number} Ltd", f"Озеро {number}")
    return Party(f"a:{number}", "person" if number % 4 == 0 else "company", names, frozenset(), ("a",))


PARTIES = [party(number) for number in range(100)]


def test_strata_are_drawn_in_proportion_but_never_fewer_than_a_few() -> None:
    sizes = {("company", "strong"): 900, ("person", "strong"): 98, ("vessel", "weak"): 2}
    assert allotted(sizes, 100) == {("company", "strong"): 90, ("person", "strong"): 9, ("vessel", "weak"): 2}
    assert allotted(sizes, 10)["person", "strong"] == LEAST
    assert allotted(sizes, 0) == sizes, "0 is all"


def test_the_draw_does_not_depend_on_the_other_parties() -> None:
    every = {case.query for case in cases(PARTIES, ["a"], 0, 1)}
    fewer = {case.query for case in cases(PARTIES[:50], ["a"], 0, 1)}
    assert fewer < every


def test_another_seed_draws_others() -> None:
    assert cases(PARTIES, ["a"], 20, 1) != cases(PARTIES, ["a"], 20, 2)
    assert cases(PARTIES, ["a"], 20, 1) == cases(list(PARTIES), ["a"], 20, 1)


def test_a_party_on_two_lists_is_asked_once() -> None:
    both = Party("a:1", "company", ("Blue Lake Ltd",), frozenset(), ("a", "b"))
    asked = cases([both], ["a", "b"], 0, 1)
    assert max(Counter((case.change, case.query) for case in asked).values()) == 1
    assert {case.lists for case in asked} == {("a", "b")}


def test_weak_aliases_are_drawn_beside_full_names() -> None:
    weak = Party("a:1", "company", ("Blue Lake Ltd", "BLUE"), frozenset({"BLUE"}), ("a",))
    asked = {(case.strength, case.query) for case in cases([weak], ["a"], 0, 1) if case.change == "exact"}
    assert asked == {("strong", "Blue Lake Ltd"), ("weak", "BLUE")}


def test_another_script_is_asked_only_where_the_entry_has_it() -> None:
    asked = {case.change: case for case in cases(PARTIES[1:2], ["a"], 0, 1)}
    assert script_of(asked["other_script"].query) != script_of(asked["exact"].query)
    latin = Party("a:1", "company", ("Blue Lake Ltd",), frozenset(), ("a",))
    assert not {"other_script", "alias"} & {case.change for case in cases([latin], ["a"], 0, 1)}


def test_a_party_without_a_name_is_no_case() -> None:
    assert cases([Party("a:1", "company", (), frozenset(), ("a",))], ["a"], 0, 1) == []


def test_synthetic_names_are_told_apart_and_repeated_by_their_seed() -> None:
    names = [query.name for query in synthetic(1, 500)]
    assert len(set(names)) == 500
    assert names == [query.name for query in synthetic(1, 500)]
    assert names != [query.name for query in synthetic(2, 500)]
