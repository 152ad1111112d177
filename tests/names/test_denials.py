"""What a cell names and says that it is not: told apart from what it states, in several languages."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.names.denials import denies, folded, told_apart


def apart(text: str, *names: str) -> tuple[list[str], list[str]]:
    plain = folded(text)
    return told_apart(plain, (found.span() for found in re.finditer("|".join(names), plain)))


@pytest.mark.parametrize(
    "text",
    [
        "not cotton",
        "non-cotton fabric",
        "cotton-free polyester",
        "100% polyester (no cotton)",
        "polyester, does not contain any cotton",
        "excluding raw cotton",
        "ohne cotton",
        "sans cotton",
    ],
)
def test_a_denied_word_is_not_stated(text: str) -> None:
    assert apart(text, "cotton") == ([], ["cotton"])


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("non-woven cotton", "what is denied is woven"),
        ("cotton, non-woven", "the denial stands behind it and is of another word"),
        ("No. 1 cotton", "a number"),
        ("free cotton samples", "free of charge"),
        ("Cotton Free Trade Zone", "a zone's name"),
    ],
)
def test_a_word_beside_another_denial_is_stated(text: str, because: str) -> None:
    assert apart(text, "cotton") == (["cotton"], []), because


def test_a_denial_reaches_on_over_and_and_or() -> None:
    assert apart("not from Kashgar or Hotan", "kashgar", "hotan") == ([], ["kashgar", "hotan"])
    assert apart("not from Kashgar, but spun near Hotan", "kashgar", "hotan") == (["hotan"], ["kashgar"])


def test_signs_of_chinese_stand_beside_what_they_deny() -> None:
    assert apart("不含新疆棉", "新疆") == ([], ["新疆"])
    assert apart("新疆以外", "新疆") == ([], ["新疆"])
    assert apart("新疆棉", "新疆") == (["新疆"], [])


def test_a_word_that_can_only_deny_is_seen_wherever_it_stands() -> None:
    assert denies(folded("Not Vietnam"))
    assert not denies(folded("No. 5 Industrial Park, Vietnam"))


@given(st.text(max_size=40))
def test_every_name_is_either_stated_or_denied(text: str) -> None:
    plain = folded(text)
    spans = [found.span() for found in re.finditer(r"\w+", plain)]
    stated, denied = told_apart(plain, spans)
    assert sorted([*stated, *denied]) == sorted(plain.split())
