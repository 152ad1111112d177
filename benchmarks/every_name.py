"""The answers to a query by comparing it with every name of an index: what the engine may leave out, this does not.

The comparison itself is the engine's kernel, which the tests hold to the oracle in plain Python; the oracle would take
minutes for one query and a million parties.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from lookthrough.compiled import machine_code
from lookthrough.index.names import NameIndex
from lookthrough.match.asking import askings
from lookthrough.match.finder import Finder
from lookthrough.match.layout import SCRIPT
from lookthrough.match.listed import listed_arrays, search_facts
from lookthrough.match.score import FLOOR, calibrated, raw_of
from lookthrough.match.search_kernel import ANSWER, Answers, Wanted, compare_best
from lookthrough.match.walk import MARK, PARTS, READING, Task, may_open
from lookthrough.model.query import Query


class EveryName:
    """Answers queries without attributes by comparing everything."""

    def __init__(self, index: NameIndex) -> None:
        self._finder, self._listed = Finder(index), listed_arrays(index)

    def best(self, query: Query, limit: int) -> list[tuple[int, float]]:
        """The best parties at or above the floor, as row and score: best first, ties by row."""
        asked = askings(query)
        ready, _ = self._finder.batcher.asked([0] * len(asked), asked)
        wanted = Wanted(np.zeros(0, dtype=np.uint8), raw_of(FLOOR), limit, np.array([-1], dtype=np.int64))
        out = Answers(np.zeros(limit * ANSWER, dtype=np.int64), np.zeros(limit), np.zeros(1, dtype=np.int64))
        machine_code(_compare_all)(ready, self._listed, wanted, search_facts(), self._finder._space, out)
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
