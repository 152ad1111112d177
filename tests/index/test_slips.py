"""Words of a vocabulary that may be alike stand beside each other in the index, with their slips."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from lookthrough.index import slips
from lookthrough.index.distance import LETTERS_APART, bits_set, met
from lookthrough.index.slips import BY_SOUND, Vocabulary, look_up_arrays, near_arrays, slips_allowed
from lookthrough.index.texts import join_letters
from lookthrough.names.words import Word

words = st.lists(st.text(alphabet="abcde1", min_size=1, max_size=10), max_size=14).map(lambda many: sorted(set(many)))
MARKS = [f"word_{mark}" for mark in slips.SOUNDS]
sounds = st.lists(st.integers(0, 3), min_size=42, max_size=42)


def marks(vocabulary, numbers):
    """Marks of words, drawn at random."""
    count = len(vocabulary)
    told = {
        **join_letters(vocabulary),
        "word_letters": np.array([word.isalpha() for word in vocabulary], dtype=np.bool_),
        "word_fine": np.array(numbers[:count], dtype=np.int64),
        "word_coarse": np.array(numbers[14 : 14 + count], dtype=np.int64) << 40,
        "word_family": np.array(numbers[28 : 28 + count], dtype=np.int32),
    }
    return told | look_up_arrays(told)


def parted(vocabulary, told, one, other):
    """How many slips part two words, `BY_SOUND` if only a mark unites them; None for words that are not alike."""
    ours, theirs = vocabulary[one], vocabulary[other]
    allowed = slips_allowed(max(len(ours), len(theirs)))
    if ours.isalpha() and theirs.isalpha() and OSA.distance(ours, theirs) <= allowed:
        return OSA.distance(ours, theirs)
    shared = {mark for mark in MARKS if told[mark][one] == told[mark][other] != 0}
    if bits_set(met(ours) ^ met(theirs)) > LETTERS_APART:
        shared -= {"word_coarse"}
    return BY_SOUND if shared else None


@settings(max_examples=200, deadline=None)
@given(words, sounds)
def test_every_two_words_that_may_be_alike_are_found_and_no_others(vocabulary, numbers):
    told = marks(vocabulary, numbers)
    arrays = near_arrays(told)
    starts, found = arrays["near_start"].tolist(), arrays["near_word"].tolist()
    for word in range(len(vocabulary)):
        span = slice(starts[word], starts[word + 1])
        assert found[span] == sorted(found[span])
        wanted = {other: parted(vocabulary, told, word, other) for other in range(len(vocabulary)) if other != word}
        near = dict(zip(found[span], arrays["near_slips"][span].tolist(), strict=True))
        assert near == {other: count for other, count in wanted.items() if count is not None}


@settings(max_examples=50, deadline=None)
@given(words, sounds)
def test_marks_lead_to_their_words(vocabulary, numbers):
    told = marks(vocabulary, numbers)
    for mark in slips.SOUNDS:
        keys, here = told[f"{mark}_key"].tolist(), told[f"{mark}_word"].tolist()
        pairs = [(key, word) for word, key in enumerate(told[f"word_{mark}"].tolist()) if key]
        assert list(zip(keys, here, strict=True)) == sorted(pairs)


@settings(max_examples=50, deadline=None)
@given(words, sounds, st.integers(1, 5))
def test_words_are_measured_in_several_steps_as_in_one(vocabulary, numbers, step):
    told = marks(vocabulary, numbers)
    whole, before = near_arrays(told), slips._AT_ONCE
    slips._AT_ONCE = step
    try:
        parts = near_arrays(told)
    finally:
        slips._AT_ONCE = before
    assert all(np.array_equal(whole[name], parts[name]) for name in whole)


@settings(max_examples=200, deadline=None)
@given(words, sounds, words, sounds)
def test_words_that_the_vocabulary_lacks_are_looked_up_alike(vocabulary, numbers, asked, others):
    told, theirs = marks(vocabulary, numbers), marks(asked, others)
    rows = [Word(text, text.isalpha(), *(int(theirs[mark][row]) for mark in MARKS)) for row, text in enumerate(asked)]
    known = Vocabulary(told)
    starts, found, slips = (column.tolist() for column in known.near(rows))
    for _ in range(2):
        again = known.near(rows, compiled=True)
        assert [column.tolist() for column in again] == [starts, found, slips], "and nothing is left over from before"
    both = {"words": [*asked, *vocabulary]} | {mark: [*theirs[mark], *told[mark]] for mark in MARKS}
    wanted = []
    for one in range(len(asked)):
        for other in range(len(vocabulary)):
            apart = parted(both["words"], both, one, len(asked) + other)
            wanted += [(one, other, apart)] if apart is not None else []
    owners = [row for row, (a, b) in enumerate(pairwise(starts)) for _ in range(a, b)]
    assert list(zip(owners, found, slips, strict=True)) == wanted


def test_machine_code_finds_the_same(monkeypatch):
    vocabulary = sorted({f"{a}{b}{c}or{d}te" for a in "abc" for b in "aeiou" for c in "lmnr" for d in "eio"})
    told = marks(vocabulary, [1, 2, 3, 0] * 200)
    plainly = near_arrays(told)
    monkeypatch.setattr(slips, "_MUCH", 0)
    assert all(np.array_equal(plainly[name], array) for name, array in near_arrays(told).items())


def test_a_short_word_has_no_slips():
    assert [slips_allowed(length) for length in (1, 2, 3, 6, 7, 40)] == [0, 0, 1, 1, 2, 2]
