"""Every word within the slips allowed is found."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from lookthrough.index.deletions import build_table, ranges, variant_hashes
from lookthrough.index.slips import slips_allowed
from lookthrough.index.texts import join_letters

short = st.text(alphabet="abc", max_size=11)
edits = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 20), st.sampled_from("abcz")), max_size=2)


def edited(word: str, changes: list[tuple[int, int, str]]) -> str:
    for how, at, letter in changes:
        here = at % (len(word) + 1)
        head, one, two, tail = word[:here], word[here : here + 1], word[here + 1 : here + 2], word[here + 2 :]
        word = (head + two + tail, head + letter + one + two + tail, head + two + one + tail)[how]
    return word


def letters(words):
    return tuple(join_letters(words).values())


def met(queries, words):
    """Every query and word that share a bucket."""
    starts, members = build_table(*letters(words))
    hashes, owners = variant_hashes(*letters(queries))
    low, high = ranges(hashes, starts)
    return {(i, j) for i, a, b in zip(owners.tolist(), low, high, strict=True) for j in members[a:b].tolist()}


@settings(max_examples=300, deadline=None)
@given(st.lists(short, max_size=12), st.lists(st.tuples(short, edits), max_size=4))
def test_nothing_that_is_alike_is_missed(vocabulary, asked):
    words = sorted({*vocabulary, *(word for word, _ in asked)})
    queries = [edited(word, changes) for word, changes in asked]
    alike = {
        (i, j)
        for i, query in enumerate(queries)
        for j, word in enumerate(words)
        if OSA.distance(query, word) <= slips_allowed(max(len(query), len(word)))
    }
    assert alike <= met(queries, words)


def test_the_neighbourhood_of_a_common_word_is_small():
    words = sorted({f"{a}{b}{c}orporat{d}" for a in "abcdefghij" for b in "aeiou" for c in "lmnr" for d in "eio"})
    assert len(met(["acorporate"], words)) <= len(words) / 2
