"""The answers to a query by comparing it with every name of an index: what the engine may leave out, this does not.

The comparison itself is the engine's kernel, which the tests hold to the oracle in plain Python; the oracle would take
minutes for one query and a million parties. Names that share no word with the query, nor one that is like one of its
words, can be no match whatever else is known of them, and may be left out: that makes hundreds of queries affordable.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from lookthrough.compiled import machine_code
from lookthrough.index.names import NameIndex
from lookthrough.match.asking import askings
from lookthrough.match.finder import Finder
from lookthrough.match.layout import ELEMENTS, SCRIPT
from lookthrough.match.listed import listed_arrays, search_facts
from lookthrough.match.score import FLOOR, calibrated, raw_of
from lookthrough.match.search_kernel import ANSWER, Answers, Wanted, compare_best
from lookthrough.match.task import LIKE, LIKE_START, MARK, PARTS, READING, WORD_SHIFT, Task
from lookthrough.match.walk import forget, may_open, plan, take
from lookthrough.model.query import Query


class EveryName:
    """Answers queries without attributes by comparing everything.

    Args:
        index: the names.
        sharing: only names that share a word with the query, or have one like one of its words.
    """

    def __init__(self, index: NameIndex, *, sharing: bool = False) -> None:
        self._compare = _compare_sharing if sharing else _compare_all
        self._finder, self._listed = Finder(index), listed_arrays(index)

    def best(self, query: Query, limit: int) -> list[tuple[int, float]]:
        """The best parties at or above the floor, as row and score: best first, ties by row."""
        asked = askings(query)
        ready, _ = self._finder.batcher.asked([0] * len(asked), asked)
        wanted = Wanted(np.zeros(0, dtype=np.uint8), raw_of(FLOOR), limit, np.array([-1], dtype=np.int64))
        out = Answers(np.zeros(limit * ANSWER, dtype=np.int64), np.zeros(limit), np.zeros(1, dtype=np.int64))
        machine_code(self._compare)(ready, self._listed, wanted, search_facts(), self._finder._space, out)
        held = int(out.held[0])
        rows = out.rows.reshape(limit, ANSWER)[:held, 0].tolist()
        scores = map(calibrated, out.scores[:held].tolist())
        return sorted(zip(rows, scores, strict=True), key=lambda found: (-found[1], found[0]))


def _compare_all(asked: Any, listed: Any, wanted: Any, facts: Any, space: Any, out: Any) -> None:
    task = Task(asked, listed, facts, space)
    for asking in range(len(asked.at)):
        count = 0
        for reading in range(len(listed.readings) // READING):
            script = asked.cells[asked.at[asking] + SCRIPT]
            if may_open(listed.readings[READING * reading + MARK], asked.kinds[asking], script):
                space.heap[count] = (PARTS + 1) << 32 | reading
                count += 1
        compare_best(task, asking, wanted, wanted.line, count, out)


def _compare_sharing(asked: Any, listed: Any, wanted: Any, facts: Any, space: Any, out: Any) -> None:
    task = Task(asked, listed, facts, space)
    for asking in range(len(asked.at)):
        plan(task, asking)
        count, cells, o = 0, asked.cells, asked.at[asking]
        for k in range(LIKE, space.desk[LIKE_START + cells[o + ELEMENTS]]):
            word = space.desk[k] >> WORD_SHIFT
            for p in range(listed.posting_start[word], listed.posting_start[word + 1]):
                reading = listed.posting_reading[p]
                known = space.seen[reading >> 3] >> (reading & 7) & 1
                mark = listed.readings[READING * reading + MARK]
                if not known and may_open(mark, asked.kinds[asking], cells[o + SCRIPT]):
                    space.heap[count] = (PARTS + 1) << 32 | reading
                    count = take(space, reading, count)
        compare_best(task, asking, wanted, wanted.line, count, out)
        forget(task, asking, count)
