"""Greek, Armenian and Georgian names in Latin letters."""

from __future__ import annotations

import pytest

from lookthrough.names.alphabets import armenian, georgian, greek


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Κυριάκος Μητσοτάκης", "kyriakos mitsotakis"),
        ("Ευάγγελος", "evangelos"),  # γγ is ng
        ("Μπάμπης", "bampis"),  # μπ is b at the beginning
        ("Ελευθέριος", "eleftherios"),  # ευ before a voiceless consonant
    ],
)
def test_greek_pairs_of_letters_are_one_sound(name, expected):
    assert greek(name)[0] == expected


def test_a_greek_body_is_given_in_english_and_a_foreign_name_by_its_sound():
    assert greek("Εθνική Τράπεζα")[1] == "national bank"
    assert greek("Ομπάμα")[2] == "obama"


def test_armenian_and_georgian_letters_are_spelt():
    assert armenian("Երևան Ոսկանյան Հուսիկ") == ("yerevan voskanyan husik",)
    assert georgian("თბილისი ქუთათელაძე") == ("tbilisi kutateladze",)
