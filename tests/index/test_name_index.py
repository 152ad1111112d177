"""The index is a cache of one snapshot: whole, or refused."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookthrough.errors import StateError
from lookthrough.index import names
from lookthrough.index.entry import IndexEntry
from lookthrough.index.names import NameIndex
from lookthrough.model.dates import from_iso
from lookthrough.model.entity import Name
from lookthrough.names.readings import readings


@pytest.fixture
def saved(entries, tmp_path):
    NameIndex.build(entries).save(tmp_path / "index", "snap")
    return tmp_path / "index"


def test_what_was_built_is_read_back(saved):
    index = NameIndex.open(saved, "snap")
    assert len(index) == 4
    assert [index.entity_id(row) for row in range(4)] == ["l:1", "l:2", "l:3", "l:4"]
    assert [index.name_text(name) for name in index.names_of(0)] == ["Gazprom, OAO", "Газпром"]
    assert index.quality(2) == "weak_alias"
    assert [index.kind(row) for row in range(4)] == ["company", "person", "vessel", "company"]
    assert index.bits("entity_countries", 3, index.country_codes) == ("cn", "ru")
    assert index.bits("entity_lists", 0, index.list_ids) == ("one",)
    assert index.attributes(0).addresses == ("16 Nametkina Street",)
    assert index.attributes(1).birth_dates == (from_iso("1970-05"),)


def test_a_code_leads_to_every_party_that_has_it(saved):
    index = NameIndex.open(saved, "snap")
    assert index.rows_of_identifier("inn:7") == (0, 2)
    assert index.rows_of_identifier("lei:X") == (0,)
    assert index.rows_of_identifier("lei:Y") == ()


def test_a_word_is_found_as_a_token_or_as_a_span(saved):
    index = NameIndex.open(saved, "snap")
    assert index.words[index.word_id("gazprom")] == "gazprom"
    assert index.word_id("janeroe") >= index.words_known, "because it stands only as two neighbours"
    assert index.word_id("nobody") is None


def test_arrays_are_mapped_and_read_only(saved):
    array = NameIndex.open(saved, "snap").arrays["element_word"]
    assert isinstance(array.base, np.memmap)
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 1


def test_an_index_of_another_snapshot_is_refused(saved):
    with pytest.raises(StateError, match="snapshot 'snap'"):
        NameIndex.open(saved, "other")


@pytest.mark.parametrize("harm", ["cut", "gone", "meta", "format", "version", "array"])
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
        meta.write_text(json.dumps(json.loads(meta.read_text()) | {harm: 0}))
    with pytest.raises(StateError):
        NameIndex.open(saved, "snap")


def test_there_may_be_no_index(tmp_path):
    with pytest.raises(StateError, match="no whole name index"):
        NameIndex.open(tmp_path / "none", "snap")


def test_a_new_index_takes_the_place_of_the_old_one_while_it_is_read(saved, entries):
    old = NameIndex.open(saved, "snap")
    NameIndex.build(entries[1:]).save(saved, "later")
    assert old.name_text(0) == "Gazprom, OAO"
    assert len(NameIndex.open(saved, "later")) == 3
    assert [path.name for path in saved.parent.iterdir()] == ["index"]


def test_an_interrupted_save_leaves_the_old_index(saved, entries, monkeypatch):
    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("lookthrough.index.names.np.save", killed)
    with pytest.raises(KeyboardInterrupt):
        NameIndex.build(entries[1:]).save(saved, "later")
    assert len(NameIndex.open(saved, "snap")) == 4


@pytest.mark.parametrize("page", [0, 1, 2])
@pytest.mark.parametrize("dtype", [np.uint8, np.int32, np.uint64])
def test_a_page_of_zeros_is_noticed(page, dtype):
    array = np.random.default_rng(1).integers(1, 200, size=9001, dtype=dtype)
    zeroed = array.copy()
    zeroed.view(np.uint8)[4096 * page : 4096 * (page + 1)] = 0
    assert names._digest(array) != names._digest(zeroed)


@pytest.mark.parametrize("byte", [0, 4095, 4096, 8998])
def test_every_single_byte_is_looked_at(byte):
    array = np.random.default_rng(2).integers(0, 200, size=8999, dtype=np.uint8)
    changed = array.copy()
    changed[byte] += 1
    assert names._digest(array) != names._digest(changed)


def test_the_type_and_the_shape_of_an_array_count():
    array = np.arange(16, dtype=np.uint32)
    others = [array.view(np.int32), array.view(np.uint64), array.reshape(4, 4)]
    assert names._digest(array) not in [names._digest(other) for other in others]


def test_the_tokens_of_a_reading_are_those_that_were_read(entries):
    index = NameIndex.build(entries)
    starts = index.arrays["name_reading"]
    for row, entity in enumerate(entries):
        for number, name in zip(index.names_of(row), entity.names, strict=True):
            read = [reading.tokens for reading in readings(name.text, person=entity.kind == "person")]
            assert [index.tokens_of(at) for at in range(starts[number], starts[number + 1])] == read


@given(st.lists(st.text(st.sampled_from("ab1 海康公司 ЗАО.&-Ltd"), min_size=1, max_size=20), min_size=1, max_size=4))
def test_tokens_come_back_from_any_text(texts):
    index = NameIndex.build(IndexEntry(text, "company", (Name(text),)) for text in texts)
    for number, text in enumerate(texts):
        first = index.arrays["name_reading"][number]
        for at, reading in enumerate(readings(text)):
            assert index.tokens_of(first + at) == reading.tokens, "an explanation reads them instead of the name"
