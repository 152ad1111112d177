"""One string may hold several names, and phrases that name nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.names.several import MOST_PARTS, named_parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Acme Ltd (formerly Beta Inc)", ("Acme Ltd", "Beta Inc")),
        ("Kalinka, OAO (a.k.a. Open Joint Stock Company Kalinka", ("Kalinka, OAO", "Open Joint Stock Company Kalinka")),
        ("Acme Holdings f/k/a Beta Corp d/b/a Gamma", ("Acme Holdings", "Beta Corp", "Gamma")),
        ("XYZ Ltd. (now known as ABC Ltd.)", ("XYZ Ltd.", "ABC Ltd.")),
        ("Smith t/a Smith's Cars", ("Smith", "Smith's Cars")),
        ("Acme Silicon (Shanshan) Co., Ltd and subsidiaries", ("Acme Silicon (Shanshan) Co., Ltd",)),
        ("Acme and any of its affiliates", ("Acme",)),
        ("Acme Bank Ltd, London Branch", ("Acme Bank Ltd",)),
        ("Acme c/o Smith LLP", ("Acme",)),
        ("United Widget Corporation (UWC)", ("United Widget Corporation", "UWC")),
    ],
)
def test_names_are_parted_and_empty_phrases_dropped(text, parts):
    assert named_parts(text) == parts


@pytest.mark.parametrize(
    "text", ["Bank of China (Hong Kong) Limited", "Olive Branch Holdings", "Formerly Known", "Kaka Trading", ""]
)
def test_a_name_that_only_looks_like_several_stays_whole(text):
    assert named_parts(text) == (text,)


@given(st.text(max_size=200))
def test_any_text_gives_at_least_one_and_few_names(text):
    assert 1 <= len(named_parts(text)) <= MOST_PARTS


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Acme Works Corporation 29 (AWC 29) Institute", ("Acme Works Corporation 29 Institute", "AWC 29")),
        ("Acme Works Corporation 7th Institute (AWC-7)", ("Acme Works Corporation 7th Institute", "AWC 7")),
        ("Acme Works Corporation 29 (AWC 30) Institute", ("Acme Works Corporation 29 (AWC 30) Institute",)),
        ("Acme Works Corporation 29 (XYZ 29) Institute", ("Acme Works Corporation 29 (XYZ 29) Institute",)),
    ],
)
def test_an_acronym_with_the_names_own_number_is_a_name_of_its_own(text: str, parts: tuple[str, ...]) -> None:
    """Because lists print numbered institutes so; another number or other letters tell another party."""
    assert named_parts(text) == parts
