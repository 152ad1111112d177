"""A body's full name gives the acronyms under which it may be known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.names.acronyms import LONGEST, MOST, SHORTEST, percent_of
from lookthrough.names.tokens import read_name


def made(name: str) -> set[str]:
    return {span.text for span in read_name(name).spans if span.how == "acronym"}


@pytest.mark.parametrize(
    ("acronym", "name"),
    [
        ("cetc", "China Electronics Technology Group Corporation"),
        ("xpcc", "Xinjiang Production and Construction Corps"),
        ("catl", "Contemporary Amperex Technology Co., Ltd."),
        ("avic", "Aviation Industry Corporation of China"),
        ("irgc", "Islamic Revolutionary Guard Corps"),
        ("pla", "People's Liberation Army"),
        ("cosco", "China Ocean Shipping Company"),
        ("fao", "Food and Agriculture Organization"),
    ],
)
def test_small_words_legal_forms_and_group_may_be_left_out(acronym, name):
    assert acronym in made(name)


def test_look_alike_bodies_do_not_share_an_acronym():
    assert "irgc" not in made("Islamic Republic of Iran Shipping Lines")
    assert "cetc" not in made("China Electronics Corporation")
    assert "avic" not in made("Aero Engine Corporation of China")


def test_two_words_make_no_acronym():
    assert not made("Gazprom Neft")


def test_a_longer_acronym_proves_more():
    assert percent_of("pla") < percent_of("cetc") < percent_of("irisl")


@given(st.text(alphabet="abc of and ltd group china ", max_size=80))
def test_acronyms_are_few_and_of_bounded_length(name):
    found = made(name)
    assert len(found) <= MOST
    assert all(SHORTEST <= len(text) <= LONGEST for text in found)
