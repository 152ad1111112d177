"""Names of lists in running text: every form, whole words, the right case; the same as the slow obvious way."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from lookthrough.evidence.dictionary import Hit, NameDictionary, fold, short_forms

KNOWN = [
    ("l:1", "Hangzhou Borealis Digital Technology Co., Ltd.", "organization"),
    ("l:2", "Tarn Robotics LLC", "organization"),
    ("l:3", "Viktor Orlov", "person"),
    ("l:4", "ABC", "organization"),
    ("l:5", "National Bank of Karvania", "organization"),
    ("l:6", "Lumen Energy GmbH", "organization"),
    ("l:7", "Lumen Shipping Inc.", "organization"),
]


def words(hits: list[Hit], text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in hits]


def test_a_name_is_found_without_its_legal_form_its_city_and_its_trade() -> None:
    assert list(short_forms(KNOWN[0][1], "organization")) == [
        "hangzhou borealis digital technology",
        "borealis digital technology",
        "hangzhou borealis",
        "borealis",
    ]
    text = "Borealis sells cameras. Hangzhou Borealis Digital Technology Co., Ltd. was founded in 2001."
    hits = NameDictionary(KNOWN).scan(text)
    assert words(hits, text) == ["Borealis", "Hangzhou Borealis Digital Technology Co., Ltd"]
    assert [hit.how for hit in hits] == ["short form", "full name"]


def test_a_short_form_that_two_bear_keeps_both() -> None:
    (hit,) = NameDictionary(KNOWN).scan("Lumen denied it.")
    assert hit.entities == ("l:6", "l:7")


def test_parts_of_words_and_small_letters_are_no_names() -> None:
    dictionary = NameDictionary(KNOWN)
    assert dictionary.scan("the borealisation of tarn robotics, xBorealis") == []
    assert dictionary.scan("abc and Abc") == []
    assert words(dictionary.scan("said ABC."), "said ABC.") == ["ABC"]


def test_accents_and_no_break_spaces_do_not_shift_a_hit() -> None:
    text = "Ça dit que Tarn\u00a0Robotics a vendu Boreális à Viktor Orlov."
    assert words(NameDictionary(KNOWN).scan(text), text) == ["Tarn\u00a0Robotics", "Boreális", "Viktor Orlov"]
    assert len(fold(text)) == len(text)


def test_a_person_has_no_short_form() -> None:
    assert NameDictionary(KNOWN).scan("Orlov denied it.") == []


def test_a_name_over_the_edge_of_a_window_is_found_once() -> None:
    text = "x " * 65_530 + "Tarn Robotics LLC denied it."
    assert words(NameDictionary(KNOWN).scan(text), text) == ["Tarn Robotics LLC"]


def slowly(text: str) -> set[tuple[int, int]]:
    """Every form of every name, looked for one by one."""
    found: set[tuple[int, int]] = set()
    folded = fold(text)
    for _, name, kind in KNOWN:
        for form in [" ".join(fold(name).split()), *short_forms(name, kind)]:
            pattern = r"(?<![^ ])" + r" +".join(map(re.escape, form.split())) + r"(?![^ ])"
            found |= {match.span() for match in re.finditer(pattern, folded)}
    return found


NAMES = ("Tarn", "Robotics", "LLC", "Lumen", "Energy", "GmbH", "Borealis", "Digital", "Viktor", "Orlov", "Bank")
OTHERS = ("National", "Karvania", "of", "the", ",", ".", "sold", "Hangzhou", "Technology", "Co.", "Ltd.")
PIECES = st.sampled_from([*NAMES, *OTHERS])


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=14).map(" ".join))
def test_the_index_finds_what_the_slow_way_finds(text: str) -> None:
    hits = {(hit.start, hit.end) for hit in NameDictionary(KNOWN).scan(text)}
    slow = slowly(text)
    assert hits <= slow
    covered = set().union(*(range(start, end) for start, end in hits)) if hits else set()
    for start, end in slow:  # whatever is not reported overlaps with what is
        assert covered & set(range(start, end))
