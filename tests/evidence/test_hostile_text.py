"""No text crashes the reader, and none costs more than its length: nested marks, endless lists, other scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lookthrough.evidence.extract import BEHIND_THE_LIMIT, Extraction
from lookthrough.model.document import Rendition

Read = Callable[..., Extraction]

ENDLESS = {
    "brackets": "(" * 3000,
    "quotes": "“" * 1500 + "Acme said “it” opposed" + "”" * 1500,
    "names": "Acme, " * 1500 + "was added to the list.",
    "of": "the bank of " * 1500,
    "that": "He said that " * 600,
    "numbers": "one million " * 1500,
    "abbreviations": "U.S. Acme Inc. vs. " * 600,
    "quotes in quotes": "“He said ‘" * 300 + "it fell’”" * 300,
    "it": "Acme fell. " + "It said that it knew that it fell and " * 60,
    "one word": "a" * 20_000,
    "right to left": "אבג דהו, Acme Ltd נמכר ל Boreas Inc. " * 200,
    "zero width": "\u200bAcme\u200b\u2060 sold\u00ad parts to\ufeff Boreas Inc. " * 200,
}


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS.keys())
def test_endless_text_is_read_in_windows(read: Read, rendition: Callable[..., Rendition], text: str) -> None:
    answer = read(text)
    source = rendition(text).text
    assert all(source[c.quote.start : c.quote.end] == c.quote.exact for c in answer.claims)


def test_what_is_read_in_windows_is_told(read: Read) -> None:
    assert dict(read("Acme, " * 1500).dropped)["sentence read in windows"] == 10


NAMES = ("Acme", "Boreas Inc.", "the list", "Entity List", "28 firms", "it", "more than", "denied", "said")
OTHERS = ("added to", "was", "by", "of", "and", ",", ".", "“", "”", "(", ")", "—", ":", ";", "sold", "which")
WORDS = st.sampled_from([*NAMES, *OTHERS])


@settings(max_examples=50, deadline=None)
@given(text=st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join)))
def test_every_quote_is_verbatim_and_every_mention_in_its_place(
    read: Read, rendition: Callable[..., Rendition], text: str
) -> None:
    source = rendition(text).text
    answer = read(text)
    for claim in answer.claims:
        assert source[claim.quote.start : claim.quote.end] == claim.quote.exact != ""
    for mention in answer.mentions:
        assert source[mention.start : mention.end] == mention.text != ""
    assert read(text) == answer


def test_a_text_behind_the_limit_is_not_read_and_told(read: Read) -> None:
    answer = read(*["Acme Robotics sold lenses to Boreas Optics in 2019."] * 10, most_tokens=20)
    # Because a sentence has ten tokens: the second reaches the limit, and eight paragraphs are behind it.
    assert len({claim.quote.start for claim in answer.claims}) == 2
    assert dict(answer.dropped)[BEHIND_THE_LIMIT] == 8 * 51
