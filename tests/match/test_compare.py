"""Two names compared without an index."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import product

import pytest

from lookthrough.match import pairs
from lookthrough.match.compare import compare
from lookthrough.match.word_table import WordTable

NAMES = (
    "Gazprom Bank", "Gasprom Bank OAO", "Hangzhou Hikvision Digital Technology", "杭州海康威视数字技术股份有限公司",
    "Muhammad bin Ahmed al-Hassan", "Mohamed Ahmad Hasan", "China Ocean Shipping Company", "COSCO", "",
)  # fmt: skip


def scores(names=NAMES):
    return [compare(one, other).score for one, other in product(names, names)]


@pytest.fixture
def patience(monkeypatch):
    """Sets how many pairs are compared before the compiled kernel takes over."""

    def setting(number):
        monkeypatch.setattr(pairs, "PATIENCE", number)
        monkeypatch.setattr(pairs._Asked, "pairs", 0)

    return setting


def test_the_compiled_kernel_gives_the_scores_of_the_plain_one(patience):
    patience(10**9)
    plain = scores()
    patience(0)
    assert scores() == plain


def test_a_full_table_of_words_begins_anew(patience, monkeypatch):
    """Because a run over millions of names must not hold every word for ever."""
    patience(0)
    expected = scores()
    monkeypatch.setattr("lookthrough.match.word_table.MOST_WORDS", 5)
    before = pairs._Asked.table
    assert scores() == expected
    assert pairs._Asked.table is not before


def test_threads_may_compare_at_the_same_time(patience):
    """Because machine code runs beside other threads, each needs working space of its own."""
    patience(0)
    expected = scores()
    with ThreadPoolExecutor(4) as pool:
        assert all(found == expected for found in pool.map(lambda _: scores(), range(12)))


def test_words_are_looked_at_once(patience):
    patience(0)
    scores()
    table = pairs._Asked.table
    assert isinstance(table, WordTable)
    written = table._words
    scores()
    assert table._words == written
