"""The classes of changed names: pure, reproducible, and each changes what its sentence says."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import DamerauLevenshtein

from lookthrough.model.schema import KINDS
from lookthrough.validation.perturbations import GROUPS, PERTURBATIONS, perturbed

BY_ID = {each.id: each for each in PERTURBATIONS}
COMPANY = "Blue Lake Digital Technology Co., Ltd."
SEEDS = range(1, 26)

names = st.text(min_size=0, max_size=60) | st.sampled_from([COMPANY, "SMITH, John Paul", "GRACE No. 5", "海康威视"])


def changes(class_id: str, name: str, kind: str) -> set[str | None]:
    return {perturbed(BY_ID[class_id], name, kind, seed) for seed in SEEDS}


def test_every_class_has_its_own_name_and_says_what_it_does() -> None:
    assert max(Counter(each.id for each in PERTURBATIONS).values()) == 1
    assert max(Counter(each.title for each in PERTURBATIONS).values()) == 1
    assert all(each.says.endswith(".") for each in PERTURBATIONS)
    assert {each.group for each in PERTURBATIONS} == set(GROUPS)


@given(st.sampled_from(PERTURBATIONS), names, st.sampled_from(KINDS), st.integers(0, 9))
def test_a_change_is_made_again_by_the_same_seed(change: object, name: str, kind: str, seed: int) -> None:
    assert perturbed(change, name, kind, seed) == perturbed(change, name, kind, seed)  # type: ignore[arg-type]


@given(st.sampled_from(PERTURBATIONS), names, st.sampled_from(KINDS), st.integers(0, 9))
def test_a_change_changes_the_name_or_does_not_apply(change: object, name: str, kind: str, seed: int) -> None:
    changed = perturbed(change, name, kind, seed)  # type: ignore[arg-type]
    control = change.group == "control"  # type: ignore[attr-defined]
    assert changed is None or (changed == name if control else changed.strip() and changed != name)


@pytest.mark.parametrize(
    ("class_id", "name", "kind", "expected"),
    [
        ("accents_stripped", "Société Générale", "company", "Societe Generale"),
        ("accents_stripped", COMPANY, "company", None),  # because there is nothing to strip
        ("punctuation_removed", COMPANY, "company", "Blue Lake Digital Technology Co Ltd"),
        ("hyphens_and_spaces", "Al-Baraka Trading", "company", "Al Baraka Trading"),
        ("comma_order", "SMITH, John Paul", "person", "John Paul SMITH"),
        ("comma_order", "John Paul Smith", "person", "Smith, John Paul"),
        ("comma_order", "Smith, Jones and Partners", "company", None),  # because a firm has no family name
        ("family_first", "SMITH, John Paul", "person", "SMITH John Paul"),
        ("middle_dropped", "SMITH, John Paul", "person", "SMITH, John"),
        ("middle_dropped", "John Smith", "person", None),
        ("given_initial", "John Smith", "person", "J. Smith"),
        ("middle_initial", "John Paul Smith", "person", "John P. Smith"),
        ("form_dropped", COMPANY, "company", "Blue Lake Digital Technology"),
        ("form_dropped", "Limited", "company", None),  # because nothing would be left
        ("form_dropped", "Blue Lake", "company", None),
        ("trade_word", "Blue Lake Shipping", "company", "Blue Lake Shpg"),
        ("trade_word", "BLUE LAKE INTL", "company", "BLUE LAKE INTERNATIONAL"),
        ("full_width", "AB 1", "company", "ＡＢ １"),
        ("truncated", "Blue Lake", "company", None),
        ("truncated", "A" * 40, "company", "A" * 35),
        ("other_case", "海康威视", "company", None),  # because Han has no case
    ],
)
def test_a_class_does_what_it_says(class_id: str, name: str, kind: str, expected: str | None) -> None:
    assert perturbed(BY_ID[class_id], name, kind, 1) == expected


@pytest.mark.parametrize(
    "class_id", ["letter_deleted", "letter_doubled", "letters_transposed", "vowel_changed", "keyboard_neighbour"]
)
def test_one_slip_is_one_edit_in_a_telling_word(class_id: str) -> None:
    for changed in changes(class_id, COMPANY, "company"):
        assert changed is not None
        assert DamerauLevenshtein.distance(COMPANY, changed) == 1
        assert changed.endswith("Technology Co., Ltd."), "words of trade and forms would make the test too easy"
        assert [word[0] for word in changed.split()] == [word[0] for word in COMPANY.split()], "never the first letter"


def test_a_name_of_short_words_is_not_tested_with_slips() -> None:
    assert changes("letter_deleted", "Li Wei", "person") == {None}


def test_a_legal_form_is_rewritten_to_the_same_and_swapped_to_another() -> None:
    assert changes("form_rewritten", "Blue Lake Ltd", "company") == {"Blue Lake Limited"}
    assert "Blue Lake Ltd." not in changes("form_swapped", "Blue Lake Ltd", "company")


def test_look_alikes_look_alike_and_are_other_letters() -> None:
    for changed in changes("cyrillic_letters", "ACME Trading", "company"):
        assert changed is not None
        assert len(changed) == len("ACME Trading")
        assert any(unicodedata.name(c).startswith("CYRILLIC") for c in changed)


@pytest.mark.parametrize("class_id", ["zero_width", "soft_hyphen", "direction_marks"])
def test_invisible_characters_leave_the_visible_ones(class_id: str) -> None:
    for changed in changes(class_id, COMPANY, "company"):
        assert changed is not None
        assert "".join(c for c in changed if unicodedata.category(c) != "Cf") == COMPANY


@given(names, st.sampled_from(KINDS))
def test_persons_and_bodies_are_changed_apart(name: str, kind: str) -> None:
    of_persons = ("comma_order", "family_first", "middle_dropped", "given_initial", "middle_initial", "title_added")
    of_bodies = ("form_rewritten", "form_dropped", "form_swapped", "trade_word", "and_subsidiaries", "trading_as")
    foreign = of_bodies if kind == "person" else of_persons
    assert all(perturbed(BY_ID[each], name, kind, 1) is None for each in foreign)
