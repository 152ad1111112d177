"""The index is a cache of one snapshot: whole, or refused."""

from __future__ import annotations

import json

import numpy as np
import pytest

from lookthrough.errors import StateError
from lookthrough.index.entry import IndexEntry
from lookthrough.index.names import NameIndex
from lookthrough.match.engine import Engine
from lookthrough.model.entity import Identifier, Name
from lookthrough.model.query import Query

ENTRIES = [
    IndexEntry(
        "l:1", "company", (Name("Gazprom, OAO"), Name("Газпром", "alias")), ("ru",), (Identifier("inn", "7"),), ("one",)
    ),
    IndexEntry("l:2", "person", (Name("Jane Roe", "weak_alias"),)),
    IndexEntry("l:3", "vessel", ()),
]


@pytest.fixture
def saved(tmp_path):
    NameIndex.build(ENTRIES).save(tmp_path / "index", "snap")
    return tmp_path / "index"


def test_what_was_built_is_read_back(saved):
    index = NameIndex.open(saved, "snap")
    assert len(index) == 3
    assert [index.entity_id(row) for row in range(3)] == ["l:1", "l:2", "l:3"]
    assert [index.name_text(name) for name in index.names_of(0)] == ["Gazprom, OAO", "Газпром"]
    assert index.quality(2) == "weak_alias"
    assert index.kind(2) == "vessel"
    assert index.bits("entity_countries", 0, index.country_codes) == ("ru",)
    assert index.rows_of_identifier == {"inn:7": (0,)}


def test_arrays_are_mapped_and_read_only(saved):
    array = NameIndex.open(saved, "snap").arrays["element_word"]
    assert isinstance(array.base, np.memmap)
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 1


def test_an_index_of_another_snapshot_is_refused(saved):
    with pytest.raises(StateError, match="snapshot 'snap'"):
        NameIndex.open(saved, "other")


@pytest.mark.parametrize("harm", ["cut", "gone", "meta", "format", "array"])
def test_a_torn_index_is_refused(saved, harm):
    file = saved / "element_word.npy"
    meta = saved / "meta.json"
    if harm == "cut":
        file.write_bytes(file.read_bytes()[:-1])
    elif harm == "gone":
        file.unlink()
    elif harm == "meta":
        meta.write_text("{")
    elif harm == "array":
        file.write_bytes(b"x" * file.stat().st_size)
    else:
        meta.write_text(json.dumps(json.loads(meta.read_text()) | {"format": 0}))
    with pytest.raises(StateError):
        NameIndex.open(saved, "snap")


def test_there_may_be_no_index(tmp_path):
    with pytest.raises(StateError, match="no whole name index"):
        NameIndex.open(tmp_path / "none", "snap")


def test_a_new_index_takes_the_place_of_the_old_one_while_it_is_read(saved):
    old = NameIndex.open(saved, "snap")
    NameIndex.build(ENTRIES[1:]).save(saved, "later")
    assert old.name_text(0) == "Gazprom, OAO"
    assert len(NameIndex.open(saved, "later")) == 2
    assert [path.name for path in saved.parent.iterdir()] == ["index"]


def test_an_interrupted_save_leaves_the_old_index(saved, monkeypatch):
    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("lookthrough.index.names.np.save", killed)
    with pytest.raises(KeyboardInterrupt):
        NameIndex.build(ENTRIES[1:]).save(saved, "later")
    assert len(NameIndex.open(saved, "snap")) == 3


@pytest.mark.parametrize(
    "entries", [[], [IndexEntry("l:1", "company", ())], [IndexEntry("l:1", "person", (Name("😀"),))]]
)
def test_an_index_without_names_answers_nothing(entries, tmp_path):
    NameIndex.build(entries).save(tmp_path / "index", "snap")
    engine = Engine(NameIndex.open(tmp_path / "index", "snap"))
    assert engine.search(Query(("Gazprom",), countries=("ru",)), threshold=0.0) == []
