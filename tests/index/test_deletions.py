"""Every word within the slips allowed is found."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lookthrough.index.deletions import build_table, near
from lookthrough.match.features import word_similarity

short = st.text(alphabet="abc", max_size=11)
edits = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 20), st.sampled_from("abcz")), max_size=2)


def edited(word: str, changes: list[tuple[int, int, str]]) -> str:
    for how, at, letter in changes:
        here = at % (len(word) + 1)
        head, one, two, tail = word[:here], word[here : here + 1], word[here + 1 : here + 2], word[here + 2 :]
        word = (head + two + tail, head + letter + one + two + tail, head + two + one + tail)[how]
    return word


@settings(max_examples=300, deadline=None)
@given(st.lists(short, max_size=12), st.lists(st.tuples(short, edits), max_size=4))
def test_nothing_that_is_alike_is_missed(vocabulary, asked):
    words = sorted({*vocabulary, *(word for word, _ in asked)})
    queries = [edited(word, changes) for word, changes in asked]
    ours, theirs = near(queries, *build_table(words))
    found = set(zip(ours.tolist(), theirs.tolist(), strict=True))
    alike = {
        (i, j)
        for i, query in enumerate(queries)
        for j, word in enumerate(words)
        if query and word and word_similarity(query, word)
    }
    assert alike <= found


def test_the_neighbourhood_of_a_common_word_is_small():
    words = sorted({f"{a}{b}{c}orporat{d}" for a in "abcdefghij" for b in "aeiou" for c in "lmnr" for d in "eio"})
    _, theirs = near(["acorporate"], *build_table(words))
    assert len(theirs) <= len(words) / 2
