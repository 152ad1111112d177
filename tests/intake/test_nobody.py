"""Words in the place of a party that name nobody; a party whose name only holds such a word is one."""

from __future__ import annotations

import pytest

from lookthrough.intake.nobody import names_nobody


@pytest.mark.parametrize(
    "text", ["Unknown", "n/a", "(various)", "Public float", "未知", "Diverse", "unbekannt", "-", "", "?"]
)
def test_a_word_that_names_nobody_is_known_in_any_case(text: str) -> None:
    assert names_nobody(text)


@pytest.mark.parametrize("text", ["Public Storage", "Unknown Worlds Entertainment", "Various Foods Ltd", "3Com"])
def test_a_party_whose_name_only_holds_such_a_word_is_somebody(text: str) -> None:
    assert not names_nobody(text)
