"""A body's full name gives the acronyms under which it may be known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.names.acronyms import LONGEST, MOST, SHORTEST, abbreviates, percent_of
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


@pytest.mark.parametrize(
    ("acronym", "name"),
    [
        ("gpsl", "Golden Park Sports Limited"),
        ("cccc", "Cedar Creek Clinics Co., Ltd."),
        ("nitc", "Nova Irrigation Tools Inc."),
        ("rico", "Raven Instruments Corp."),
    ],
)
def test_an_abbreviated_legal_form_lends_no_letter(acronym, name):
    """Because every company has one: clean companies would share their acronyms with sanctioned bodies."""
    assert acronym not in made(name)


def test_an_acronym_with_a_letter_of_the_legal_form_proves_less():
    percents = {span.text: span.percent for span in read_name("China Electronics Technology Group Corporation").spans}
    assert percents["cetc"] < percents["cetg"]


@pytest.mark.parametrize("short", ["bal", "ba"])
def test_a_word_may_abbreviate_others(short):
    assert abbreviates(short, [("butembo", False), ("airlines", False), ("ltd", True)])


def test_an_abbreviation_has_a_letter_of_every_word_and_none_besides():
    words = [("butembo", False), ("airlines", False)]
    assert not abbreviates("b", words)
    assert not abbreviates("bax", words)
    assert not abbreviates("ab", words)


def test_two_words_make_no_acronym():
    assert not made("Gazprom Neft")


def test_a_longer_acronym_proves_more():
    assert percent_of("pla") < percent_of("cetc") < percent_of("irisl")


@given(st.text(alphabet="abc of and ltd group china ", max_size=80))
def test_acronyms_are_few_and_of_bounded_length(name):
    found = made(name)
    assert len(found) <= MOST
    assert all(SHORTEST <= len(text) <= LONGEST for text in found)
