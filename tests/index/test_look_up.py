"""Words looked up one by one in machine code are those that steps over all words find."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lookthrough.compiled import machine_code
from lookthrough.index.entry import IndexEntry
from lookthrough.index.look_up import Hashes, find_words, lowest
from lookthrough.index.names import NameIndex
from lookthrough.index.texts import join_letters
from lookthrough.model.entity import Name

texts = st.lists(st.text(st.sampled_from("abc 12海康Д"), min_size=1, max_size=12), min_size=1, max_size=6)


def read_only(array):
    view = array.view()
    view.flags.writeable = False
    return view


@settings(max_examples=60, deadline=None)
@given(texts, texts)
def test_a_word_has_the_id_that_the_index_gives_it(listed, asked):
    index = NameIndex.build(IndexEntry(text, "company", (Name(text),)) for text in listed)
    known = Hashes(*[read_only(index.arrays[name]) for name in Hashes._fields])
    letters, starts = (read_only(array) for array in join_letters([*asked, *index.words]).values())
    ids = np.zeros(len(starts) - 1, dtype=np.int64)
    machine_code(find_words)(letters, starts, known, ids)
    wanted = [index.word_id(text) for text in [*asked, *index.words]]
    assert ids.tolist() == [-1 if each is None else each for each in wanted]
    assert ids.tolist()[len(asked) :] == list(range(index.words_known)), "because every word of the vocabulary is known"


@given(st.lists(st.integers(0, 9)).map(sorted), st.integers(-1, 10))
def test_the_lowest_place_is_that_of_a_search_by_halves(ordered, wanted):
    assert lowest(ordered, wanted) == np.searchsorted(ordered, wanted)
