"""Names as read, in flat columns: what one worker makes of a run of names.

Reading is what building an index costs, and runs of names are read one by one or side by side with the same result.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from lookthrough.index.texts import text_hashes
from lookthrough.names.readings import readings
from lookthrough.names.tokens import How

Array = NDArray[Any]

#: What an element is, as a number: its position here.
HOWS: tuple[str, ...] = ("token", "joined", "acronym", "alternate")
TOKEN, ALTERNATE = HOWS.index("token"), HOWS.index("alternate")

_NUMBER: dict[How, int] = {"joined": 1, "acronym": 2, "alternate": 3}
_PERCENT, _ONE_TOKEN = 100 << 16, 1 << 8
_LEADING = 1 << 40
#: Words that are hashed at once, so that memory stays bounded.
_AT_ONCE = 1 << 16


class Shard(NamedTuple):
    """Some names as read; positions count within the shard.

    Attributes:
        words: every token and alternate, in the order in which they were met.
        printed: the words that tokens were read from where they are not the tokens' own.
        printed_element, printed_first, printed_last: those tokens, and the first and last word of each.
        element_hash: per element the hash of its word (`texts.text_hashes`), 64 bits.
        element_first, element_span, element_percent, element_how, element_tag, element_leading: see `draft`.
        reading_elements, reading_tokens, reading_script: per reading, how many elements and tokens; its script.
        name_readings: per name, how many readings.
    """

    words: list[str]
    printed: list[str]
    printed_element: Array
    printed_first: Array
    printed_last: Array
    element_hash: Array
    element_first: Array
    element_span: Array
    element_percent: Array
    element_how: Array
    element_tag: Array
    element_leading: Array
    reading_elements: Array
    reading_tokens: Array
    reading_script: Array
    name_readings: Array


def read_names(names: Iterable[tuple[str, bool]]) -> Shard:
    """Read names.

    Args:
        names: each as printed, and whether it is a personal name.
    """
    known: dict[str, None] = {}
    texts: list[str] = []
    hashes, marks = [], array("Q")
    elements, tokens, scripts, counts = array("H"), array("H"), array("B"), array("B")
    printed = _Printed()
    for name, person in names:
        every = readings(name, person=person)
        counts.append(len(every))
        for reading in every:
            before, tags = len(marks), []
            for position, (text, tag, front, back, leading) in enumerate(reading.tokens):
                if front != text or back != text:
                    printed.add(len(marks), front, back)
                tags.append(tag << 32)
                known[text] = None
                texts.append(text)
                marks.append(position | _ONE_TOKEN | _PERCENT | tag << 32 | leading * _LEADING)
            for text, first, count, percent, how in reading.spans:
                if how == "alternate":
                    known[text] = None
                texts.append(text)
                marks.append(first | count << 8 | percent << 16 | _NUMBER[how] << 24 | tags[first])
            elements.append(len(marks) - before)
            tokens.append(len(tags))
            scripts.append(reading.script)
        if len(texts) > _AT_ONCE:
            hashes.append(text_hashes(texts))
            texts = []
    hashes.append(text_hashes(texts))
    return _shard(known, printed, np.concatenate(hashes), marks, (elements, tokens, scripts, counts))


class _Printed:
    """The words that tokens were read from where they are not the tokens' own: "co" and "ltd" for "~limited"."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        self.elements, self.firsts, self.lasts = array("I"), array("I"), array("I")

    def add(self, element: int, first: str, last: str) -> None:
        self.elements.append(element)
        self.firsts.append(self.words.setdefault(first, len(self.words)))
        self.lasts.append(self.words.setdefault(last, len(self.words)))


def _shard(
    known: dict[str, None], printed: _Printed, hashes: Array, marks: array[int], rest: tuple[array[int], ...]
) -> Shard:
    packed = np.frombuffer(marks, dtype=np.uint64)
    first, span, percent, how, tag, leading = (
        ((packed >> np.uint64(shift)) & np.uint64(0xFF)).astype(np.uint8) for shift in (0, 8, 16, 24, 32, 40)
    )
    elements, tokens, scripts, counts = rest
    return Shard(
        words=list(known),
        printed=list(printed.words),
        printed_element=np.frombuffer(printed.elements, dtype=np.uint32),
        printed_first=np.frombuffer(printed.firsts, dtype=np.uint32),
        printed_last=np.frombuffer(printed.lasts, dtype=np.uint32),
        element_hash=hashes,
        element_first=first,
        element_span=span,
        element_percent=percent,
        element_how=how,
        element_tag=tag,
        element_leading=leading.astype(np.bool_),
        reading_elements=np.frombuffer(elements, dtype=np.uint16),
        reading_tokens=np.frombuffer(tokens, dtype=np.uint16).astype(np.uint8),
        reading_script=np.frombuffer(scripts, dtype=np.uint8),
        name_readings=np.frombuffer(counts, dtype=np.uint8),
    )
