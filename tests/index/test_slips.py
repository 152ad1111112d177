"""Words of a vocabulary that are close to each other stand in the index, with their slips."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from lookthrough.index.slips import slip_arrays, slips_allowed

words = st.lists(st.text(alphabet="abc1", min_size=1, max_size=10), max_size=14).map(lambda many: sorted(set(many)))


@settings(max_examples=200, deadline=None)
@given(words)
def test_every_two_close_words_are_found_and_no_others(vocabulary):
    arrays = slip_arrays(vocabulary)
    starts, found = arrays["slip_start"].tolist(), arrays["slip_word"].tolist()
    counts = arrays["slip_count"].tolist()
    for position, word in enumerate(vocabulary):
        span = slice(starts[position], starts[position + 1])
        assert dict(zip(found[span], counts[span], strict=True)) == {
            other: OSA.distance(word, close)
            for other, close in enumerate(vocabulary)
            if word.isalpha()
            and close.isalpha()
            and len(word) > 1
            and OSA.distance(word, close) <= slips_allowed(max(len(word), len(close)))
        }


def test_a_short_word_has_no_slips():
    assert [slips_allowed(length) for length in (1, 2, 3, 7, 8, 40)] == [0, 0, 1, 1, 2, 2]
