"""The arrays of an index hold every reading of every name, and lead from each word back to it."""

from __future__ import annotations

import numpy as np
import pytest

from lookthrough.index import draft, readers
from lookthrough.index.entry import IndexEntry
from lookthrough.index.names import NameIndex
from lookthrough.index.shard import HOWS
from lookthrough.model.entity import Name
from lookthrough.names.readings import readings
from lookthrough.names.tags import LIGHT
from lookthrough.names.words import word_of


@pytest.fixture(scope="module")
def index(entries):
    return NameIndex.build(entries)


def written(index, reading):
    """The elements of a reading, word by word, as the arrays tell them."""
    arrays, known = index.arrays, index.words
    elements = range(*arrays["reading_start"][reading : reading + 2].tolist())
    columns = ("first", "span", "percent", "how", "tag", "leading")
    told = [[arrays[f"element_{column}"][element].item() for column in columns] for element in elements]
    words = [int(arrays["element_word"][element]) for element in elements]
    return [(known[word] if word < len(known) else word, *rest) for word, rest in zip(words, told, strict=True)]


def expected(index, reading):
    tokens = [
        (token.text, position, 1, 100, 0, int(token.tag), token.leading)
        for position, token in enumerate(reading.tokens)
    ]
    spans = []
    for text, first, count, percent, how in reading.spans:
        word = index.word_id(text)
        shown = index.words[word] if word < index.words_known else word
        spans.append((shown, first, count, percent, HOWS.index(how), int(reading.tokens[first].tag), False))
    return tokens + spans


def test_every_reading_of_every_name_is_written(index, entries):
    found = []
    for entry in entries:
        for name in entry.names:
            found += readings(name.text, person=entry.kind == "person")
    assert len(index.arrays["reading_script"]) == len(found)
    for number, reading in enumerate(found):
        assert written(index, number) == expected(index, reading)
        assert index.arrays["reading_tokens"][number] == len(reading.tokens)
        assert index.arrays["reading_script"][number] == reading.script


def test_names_lead_to_their_readings_and_back(index, entries):
    arrays, number = index.arrays, 0
    for row, entry in enumerate(entries):
        for name in entry.names:
            count = len(readings(name.text, person=entry.kind == "person"))
            start, end = arrays["name_reading"][number : number + 2].tolist()
            assert end - start == count
            assert arrays["reading_name"][start:end].tolist() == [number] * count
            assert arrays["name_entity"][number] == row
            number += 1


def test_postings_hold_all_but_light_tokens_in_order(index):
    arrays = index.arrays
    start, elements = arrays["posting_start"].tolist(), arrays["posting_element"].tolist()
    found = []
    for word in range(len(start) - 1):
        here = elements[start[word] : start[word + 1]]
        assert here == sorted(here)
        assert {arrays["element_word"][element] for element in here} <= {word}
        found += here
    light = [int(tag) for tag in LIGHT]
    told = zip(arrays["element_how"].tolist(), arrays["element_tag"].tolist(), strict=True)
    assert sorted(found) == [n for n, (how, tag) in enumerate(told) if how or tag not in light]
    reading = np.searchsorted(arrays["reading_start"], arrays["posting_element"], side="right") - 1
    assert arrays["posting_reading"].tolist() == reading.tolist()


def test_carriers_counts_parties_and_not_names(index):
    carriers = dict(zip(index.words, index.arrays["carriers"].tolist(), strict=True))
    assert carriers["gazprom"] == 2, "because the first party is one, under two names"
    assert carriers["roe"] == 2


def test_the_marks_of_words_stand_beside_them(index):
    arrays = index.arrays
    for number, word in enumerate(index.words):
        told = [arrays[f"word_{mark}"][number].item() for mark in word_of(word)._fields[1:]]
        assert told == list(word_of(word)[1:])


def test_words_stand_in_order_and_are_found_by_their_hash(index):
    assert index.words == sorted(index.words)
    assert [index.word_id(word) for word in index.words] == list(range(index.words_known))


def test_several_workers_read_the_same_index_as_one(entries, monkeypatch):
    monkeypatch.setattr(readers, "AT_ONCE", 2)
    alone, together = NameIndex.build(entries).arrays, NameIndex.build(entries, workers=2).arrays
    assert alone.keys() == together.keys()
    for name, array in alone.items():
        assert array.dtype == together[name].dtype
        assert array.tobytes() == together[name].tobytes()


def test_words_are_looked_up_in_several_steps_as_in_one(index, entries, monkeypatch):
    monkeypatch.setattr(draft, "_AT_ONCE", 3)
    assert NameIndex.build(entries).arrays["element_word"].tolist() == index.arrays["element_word"].tolist()


@pytest.mark.parametrize(
    "entries", [[], [IndexEntry("l:1", "company", ())], [IndexEntry("l:1", "person", (Name("😀"),))]]
)
def test_an_index_may_hold_no_word(entries, tmp_path):
    NameIndex.build(entries).save(tmp_path / "index", "snap")
    index = NameIndex.open(tmp_path / "index", "snap")
    assert len(index) == len(entries)
    assert index.word_id("gazprom") is None
