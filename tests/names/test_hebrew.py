"""Names in Hebrew letters."""

from __future__ import annotations

import pytest

from lookthrough.names.hebrew import latin


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("משה", "moshe"),
        ("דוד כהן", "david cohen"),
        ("מִרְיָם", "miriam"),  # with vowel points
        ("יוקיהירו", "yukihiru"),
    ],
)
def test_a_name_is_spelt_as_usual(name, expected):
    assert latin(name)[0] == expected


def test_a_geresh_makes_a_j():
    assert latin("ג׳ורג׳")[2] == "jurj"


def test_a_body_is_given_in_english_too():
    assert latin("בנק לאומי")[1] == "bank national"
