"""Word lists are plain lower-case words that name their source."""

from __future__ import annotations

from importlib.resources import files

import pytest

from lookthrough.names.normalise import words
from lookthrough.names.wordlists import spellings

FOLDER = files("lookthrough") / "resources" / "names"


@pytest.mark.parametrize(
    "name",
    ["legal_forms", "trade_words", "places", "particles", "securities", "confusables", "fund_classes", "address_words"],
)
def test_a_word_list_says_where_it_comes_from(name):
    head = (FOLDER / f"{name}.toml").read_text(encoding="utf-8").split("[")[0].lower()
    assert head.startswith("#")
    assert "source" in head or "written by hand" in head


@pytest.mark.parametrize(
    ("name", "section"),
    [("legal_forms", s) for s in ("anywhere", "edge", "end", "front")]
    + [("trade_words", s) for s in ("filler", "trade", "structure", "particle", "either")]
    + [("places", s) for s in ("country", "place")],
)
def test_every_spelling_is_already_plain(name, section):
    for spelling, _ in spellings(name, section):
        assert " ".join(words(spelling)) == spelling or "_" in spelling
