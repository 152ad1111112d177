"""One table of words for many names."""

from __future__ import annotations

import numpy as np

from lookthrough.match.layout import LENGTH, START, WORD
from lookthrough.match.word_table import WordTable


def letters_of(table: WordTable, place: bytes) -> str:
    _, row = np.frombuffer(place, dtype=np.int64)
    start, length = table.rows[row + START], table.rows[row + LENGTH]
    return "".join(map(chr, table.letters[start : start + length].tolist()))


def test_a_word_is_written_once():
    table = WordTable()
    assert table.place("gazprom") == table.place("gazprom")
    assert letters_of(table, table.place("gazprom")) == "gazprom"


def test_rows_stay_where_they_are_when_the_table_grows():
    """Because names that were packed earlier hold the numbers of their rows."""
    table = WordTable()
    places = {f"word{number}": table.place(f"word{number}") for number in range(3000)}
    assert len(table.rows) >= WORD * 3000
    assert all(letters_of(table, place) == text for text, place in places.items())


def test_arrays_that_were_handed_out_stay_as_they_are():
    """Because another thread may be comparing with them."""
    table = WordTable()
    table.place("first")
    before, copy = table.rows, table.rows.copy()
    for number in range(3000):
        table.place(f"word{number}")
    assert (before[:WORD] == copy[:WORD]).all()
