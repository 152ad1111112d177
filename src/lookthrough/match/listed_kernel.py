"""What is told of each element and each reading of an index, in one pass; see `listed.py` for the same in steps.

A million parties have fifteen million elements, and every step over all of them waits for memory.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from lookthrough.match.kernel import CHINESE_SHARE, LATIN_SHARE, MOST_TRANSLATED
from lookthrough.match.layout import CORE_TAG, FROM_HAN, INITIAL_TAG, IS_TOKEN, Ints
from lookthrough.match.task import (
    APART,
    BEGIN,
    COST_OF,
    COUNT,
    END,
    INITIALS_SHIFT,
    LEAST,
    LEAST_LEADING,
    MARK,
    MARK_SHIFT,
    NAME,
    OWN,
    OWN_COUNT,
    READING,
    SCRIPT_SHIFT,
    SPECIAL_BIT,
)


class Read(NamedTuple):
    """Elements and readings as the index keeps them; see `index/draft.py`."""

    element_word: Any
    element_first: Any
    element_span: Any
    element_percent: Any
    element_how: Any
    element_tag: Any
    element_leading: Any
    reading_start: Any
    reading_tokens: Any
    reading_script: Any
    reading_name: Any
    name_entity: Any
    entity_kind: Any


def describe(read: Read, points: Ints, facts: Ints, elements: Ints, readings: Ints) -> None:
    """Fill in `elements` and `readings` as `task.Listed` tells them.

    Args:
        read: the index.
        points: of each word as an own word.
        facts: the weights.
        elements, readings: the arrays to be filled.
    """
    for reading in range(len(read.reading_name)):
        row, low, high = READING * reading, read.reading_start[reading], read.reading_start[reading + 1]
        script, name = read.reading_script[reading], read.reading_name[reading]
        least, apart, own, owns, initials = 0, 0, 0, 0, 0
        for x in range(low, high):
            tag, how, word, leads = read.element_tag[x], read.element_how[x], read.element_word[x], 0
            if read.element_leading[x]:
                leads = 1
            mark = (leads << 4 | tag) << 2 | how
            mark = ((mark << 7 | read.element_percent[x]) << 7 | read.element_span[x]) << 7 | read.element_first[x]
            elements[x] = mark << MARK_SHIFT | word
            if how != IS_TOKEN:
                continue
            if tag == CORE_TAG:
                own += points[word]
                owns += 1 if points[word] else 0
            elif tag == INITIAL_TAG:
                initials += 1
            elif tag < INITIAL_TAG:
                cost = facts[COST_OF + tag]
                least += min(cost, facts[LEAST_LEADING]) if leads else cost
                share = CHINESE_SHARE[tag] if script == FROM_HAN else LATIN_SHARE[tag]
                apart += min(points[word], MOST_TRANSLATED[tag]) * share // 100
        special = 1 if initials or script == FROM_HAN else 0
        kind = read.entity_kind[read.name_entity[name]]
        readings[row + BEGIN], readings[row + END], readings[row + COUNT] = low, high, read.reading_tokens[reading]
        readings[row + MARK] = initials << INITIALS_SHIFT | kind | script << SCRIPT_SHIFT | special * SPECIAL_BIT
        readings[row + LEAST], readings[row + APART] = least + own, apart
        readings[row + OWN], readings[row + NAME] = owns << OWN_COUNT | own, name
