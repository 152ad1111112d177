"""A legal form that was mistyped, run together or scattered is still known, and only it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.match.compare import compare
from lookthrough.names import damaged_forms
from lookthrough.names.damaged_forms import mended
from lookthrough.names.normalise import words
from lookthrough.names.phrases import is_known
from lookthrough.names.tokens import edges


def _mended(text: str) -> str:
    plain = words(text)
    return " ".join(mended(plain, *edges(plain), is_known))


@pytest.mark.parametrize(
    ("printed", "whole", "because"),
    [
        ("Verdana Mills, S.A. DE CC.V.", "verdana mills sa de cv", "a letter was doubled"),
        ("Verdana Mills, S.A. DEE C.V.", "verdana mills sa de cv", "what is whole is the end of what was mistyped"),
        ("Verdana S.i.S.", "verdana sas", "a letter was mistyped"),
        ("Verdana Mills COMPANYLIMITED", "verdana mills company limited", "a space was lost"),
        ("Verdana MillsC OMPANYLIMITED", "verdana millsc company limited", "a space slipped by one letter"),
        ("JOINT STOK COMPANY Verdana", "joint stock company verdana", "a letter was left out in front"),
        ("DE S.A. C.V. VERDANA MILLS,", "verdana mills s a de c v", "words were shuffled"),
        ("Verdana TD", "verdana ltd", "a letter of a common form was left out"),
        ("Verdana Ltd", "", "it is whole"),
        ("Verdana Partners V, L.P.", "", "a number is no letter of a form"),
        ("Verdana Foods", "", "a word of trade is no slip of a form"),
        ("Valle de Oro", "", "a short word of its own is no slip of a form"),
        ("Verdana S.A. de C.V.", "", "it is whole"),
        ("Maple Wood", "", "wood is an everyday word and no EOOD"),
        ("Consolidated Zinc Limited", "", "zinc is a metal and no Inc."),
        ("Nara Mold & Die Co., Ltd.", "", "die is an everyday word and no part of a form"),
        ("Better Call Saul", "", "Saul is a given name and no SARL"),
        ("Verdana Sapico", "", "six letters that are a form without its blanks and with a slip are a name"),
        ("Verdana SAPICV", "verdana sapi cv", "only the blanks were lost"),
    ],
)
def test_a_damaged_form_is_mended(printed, whole, because):
    assert _mended(printed) == whole, because


@pytest.mark.parametrize(
    ("damaged", "listed"),
    [
        ("VERDANA MILLS, S.A. DE CC.V.", "Verdana Mills, S.A. de C.V."),
        ("VERDANAS.A.", "Verdana S.A."),
        ("VERDANA MILLS PUBLIC JOINT STOOCK COMPANY", "Verdana Mills PJSC"),
        ("MILLS LTD, VERDANA", "Verdana Mills Ltd"),
        ("JSCC VERDANA", "JSC Verdana"),
        ("VERDANA MILLS COMPANNY, S.A.", "Verdana Mills Company, S.A."),
        ("VERDANA MILLS, S.A. C.V.", "Verdana Mills, S.A. de C.V."),
        ("BERLIN INDUSTRIES CeRP.", "Berlin Industries Corp."),
    ],
)
def test_a_name_with_a_damaged_form_still_matches(damaged, listed):
    assert compare(damaged, listed, kind="company").score > 0.9


def test_a_form_behind_a_comma_does_not_turn_a_name_around():
    assert compare("Alpha, Ltd", "Ltd Alpha Beta", kind="company").score < 0.5


@given(st.lists(st.text("abcdelmnorstv", min_size=1, max_size=6), max_size=8))
def test_any_words_can_be_asked_and_no_letter_but_one_is_lost(many):
    found = mended(many, *edges(many), is_known)
    assert not found or abs(len("".join(found)) - len("".join(many))) <= 1


LONG_FORMS = sorted(form for form in damaged_forms._in_one_word() if len(form) >= damaged_forms._COMMON)


@given(form=st.sampled_from(LONG_FORMS), at=st.integers(0, 44), letter=st.sampled_from("aestlz"))
def test_the_quick_look_passes_over_no_slip(form: str, at: int, letter: str) -> None:
    at %= len(form)
    before, here, behind = form[:at], form[at], form[at + 1 :]
    slips = (before + behind, before + letter + behind, before + letter + here + behind, form + letter,
             before + behind[:1] + here + behind[1:])  # fmt: skip
    assert [text for text in slips if not damaged_forms._may_be_slip(text)] == []
