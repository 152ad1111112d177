"""Unknown words are guessed from known ones, and only where one known word fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.names.phrases import guesses


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("constrctn", "construction"),
        ("indstry", "industry"),
        ("pharmaceuticl", "pharmaceutical"),
        ("softw", "software"),
        ("tchnlgy", "technology"),
        ("insitute", "institute"),
        ("lybian", "libya"),
        ("tradnig", "trade"),
        ("rtading", "trade"),
        ("fodos", "food"),
        ("bnak", "bank"),
        ("idnia", "india"),
        ("bangk", ""),
        ("ghama", ""),
        ("huawei", ""),
        ("5g", ""),
    ],
)
def test_a_contraction_a_beginning_or_a_slip_leads_to_the_word_meant(word, meant):
    assert guesses().meant(word) == meant


def test_a_known_word_is_never_guessed():
    assert guesses().meant("technology") == ""


@given(st.text(max_size=40))
def test_any_text_can_be_asked(word):
    assert isinstance(guesses().meant(word), str)
