"""Tables of letters and the Latin letters that spell them."""

from __future__ import annotations

import pytest

from lookthrough.names.letters import letter_table, sound_row


@pytest.mark.parametrize("script", ["cyrillic", "greek", "armenian", "georgian", "hebrew", "arabic", "uyghur"])
def test_every_letter_has_a_plain_spelling(script):
    table = letter_table(script)
    assert len(table) > 20
    assert all(len(letter) == 1 and sound.isascii() for letter, sound in table.items())


def test_rows_are_in_the_order_of_the_code_points():
    assert [len(sound_row("korean", row)) for row in ("leads", "vowels", "tails")] == [19, 21, 28]
    assert sound_row("korean", "leads")[11] == ""  # the silent lead
