"""Runs the search kernel over one index: interpreted for a few queries, compiled for many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from lookthrough.compiled import machine_code
from lookthrough.index.names import NameIndex
from lookthrough.match import layout
from lookthrough.match.asking import Asking
from lookthrough.match.batch import Batcher
from lookthrough.match.bounds import SUMS
from lookthrough.match.brands_kernel import SOUND
from lookthrough.match.listed import as_views, listed_arrays, search_facts
from lookthrough.match.score import Evidence
from lookthrough.match.search_kernel import ANSWER, PAIRS, Answers, Wanted, search
from lookthrough.match.sides import Element, Pairing, element_of
from lookthrough.match.task import LIKE, LIMITS, Asked, Space
from lookthrough.match.walk import slots_of
from lookthrough.names.tokens import Reading, Span

Array = NDArray[Any]

#: Queries that are answered before it pays to load the compiled kernel: what that takes, over what a query takes.
PATIENCE = 64
#: Readings that a query with attributes may be answered with before more room is made.
FIRST_ROOM = 256
#: Words alike that the spans of a query may have beside those of the vocabulary, and numbers of the largest reading.
_SPANS, _LARGEST = 1 << 16, 1 << 14


class Hit(NamedTuple):
    """A listed reading that answers a query, or may answer it once attributes are compared.

    Attributes:
        row: the party.
        asking: number of the asking that it fits.
        reading: number of the listed reading.
        agreement, separation: the sums of the comparison.
        ruled: rules for persons or bodies add to what the words say.
        pairs: the elements that were paired, see `kernel.pair_up`; None for too many to keep.
        spans: the spans of the query that were looked for.
    """

    row: int
    asking: int
    reading: int
    agreement: int
    separation: int
    ruled: bool
    pairs: tuple[int, ...] | None
    spans: tuple[Span, ...]

    def is_told_by_tokens(self, count: int) -> bool:
        """Do the pairs tell all, with no rule beside them and no more of the listed name than its `count` tokens?"""
        return self.pairs is not None and not (self.ruled or any(_theirs(pair) >= count for pair in self.pairs))

    def evidence(self, query: Reading, listed: Reading) -> Evidence | None:
        """What `score.weigh` finds between the two readings but for what rules add; None where it must be asked."""
        if self.pairs is None:
            return None
        pairings = []
        our_tokens, our_taken, their_taken = len(query.tokens), 0, 0
        for pair in self.pairs:
            number = pair >> 1 & 1023
            one = element_of(query, number) if number < our_tokens else Element(*self.spans[number - our_tokens])
            other = element_of(listed, _theirs(pair))
            coined = pair >> layout.PAIR_SORT & 3 == layout.COINED
            pairings.append(
                Pairing(one, other, 100 - (pair >> layout.PAIR_UNLIKE & layout.UNLIKE_BITS), bool(pair & 1), coined)
            )
            our_taken |= one.mask
            their_taken |= other.mask
        ours = tuple([at for at in range(our_tokens) if not our_taken >> at & 1])
        theirs = tuple([at for at in range(len(listed.tokens)) if not their_taken >> at & 1])
        return Evidence(self.agreement, self.separation, tuple(pairings), ours, theirs)


def _theirs(pair: int) -> int:
    """The number of the listed element of a pair."""
    return pair >> 11 & 1023


class _Patience:
    """How many queries this process has answered uncompiled."""

    queries = 0


class Finder:
    """Finds the readings of an index that answer queries. Has working space, so one finder belongs to one thread.

    Args:
        index: the names to search.

    Attributes:
        table: the words of the index, see `task.Listed`.
    """

    def __init__(self, index: NameIndex) -> None:
        self._listed = listed_arrays(index)
        self.table = self._listed.table
        self.batcher = Batcher(index, self.table)
        self._readings = len(index.arrays["reading_name"])
        most_alike = LIKE + index.words_known + _SPANS
        self._space = Space(
            room=np.zeros(layout.ROOM, dtype=np.int64),
            desk=np.zeros(most_alike, dtype=np.int64),
            slots=np.zeros(slots_of(most_alike), dtype=np.int32),
            links=np.zeros(most_alike, dtype=np.int32),
            sounds=np.zeros(SOUND * layout.MOST_TOKENS, dtype=np.int64),
            sums=np.zeros(SUMS, dtype=np.int64),
            limits=np.zeros(LIMITS, dtype=np.int64),
            cells=np.zeros(_LARGEST, dtype=np.int64),
            seen=np.zeros((self._readings >> 3) + 1, dtype=np.uint8),
            touched=np.zeros(self._readings, dtype=np.int64),
            heap=np.zeros(self._readings + 1, dtype=np.int64),
        )

    def find(
        self,
        owners: Sequence[int],
        asked: Sequence[Asking],
        bonuses: Sequence[int],
        line: float,
        limit: int,
        allowed: Array,
    ) -> list[list[Hit]]:
        """The hits of each query, in no order.

        Args:
            owners: the query of each asking, in order.
            asked: every way in which the queries are put.
            bonuses: per query -1, or if attributes are to be compared, what they may add to the agreement at most. Then
                every reading that may reach the line is a hit; otherwise the best one of each of the best parties.
            line: the least score.
            limit: the most parties a query.
            allowed: per party, whether it is searched; empty for all.
        """
        _Patience.queries += len(bonuses)
        compiled = _Patience.queries > PATIENCE and machine_code(search) is not search
        ready, spans = self.batcher.asked(owners, asked, compiled=compiled)
        spacious = limit if max(bonuses) < 0 else max(limit, FIRST_ROOM)
        while True:
            out = Answers(
                np.zeros(len(bonuses) * spacious * ANSWER, dtype=np.int64),
                np.zeros(len(bonuses) * spacious),
                np.zeros(len(bonuses), dtype=np.int64),
            )
            wanted = Wanted(allowed, line, spacious, np.array(bonuses, dtype=np.int64))
            self._run(ready, wanted, out, compiled=compiled)
            held = out.held.tolist()
            if max(held) <= spacious:
                return _hits(out.rows, held, spacious, spans)
            spacious = min(8 * spacious, len(asked) * self._readings)

    def _run(self, ready: Asked, wanted: Wanted, out: Answers, *, compiled: bool) -> None:
        arguments = (ready, self._listed, wanted, search_facts(), self._space, out)
        if compiled:
            machine_code(search)(*arguments)
        else:
            search(*[as_views(argument) for argument in arguments])


def _hits(answers: Array, held: list[int], limit: int, spans: list[tuple[Span, ...]]) -> list[list[Hit]]:
    rows = answers.reshape(len(held), limit, ANSWER)
    return [[_hit(row, spans) for row in rows[query, :count].tolist()] for query, count in enumerate(held)]


def _hit(numbers: list[int], spans: list[tuple[Span, ...]]) -> Hit:
    row, asking, reading, agreement, separation, ruled, count = numbers[:PAIRS]
    pairs = tuple(numbers[PAIRS : PAIRS + count]) if count >= 0 else None
    return Hit(row, asking, reading, agreement, separation, bool(ruled), pairs, spans[asking])
