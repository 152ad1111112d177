"""Two readings compared at two speeds: by `score.weigh`, and by the compiled kernel once many pairs were asked for.

A name that is met once costs mostly what it takes to read and pack it. So each word is written into one table for all
names, what does not depend on the name is packed beforehand, and a name is these pieces, joined.
"""

from __future__ import annotations

import threading
from functools import cache, cached_property
from struct import Struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lookthrough.compiled import machine_code
from lookthrough.match import kernel, layout
from lookthrough.match.packed import HOWS, facts, tag_points
from lookthrough.match.score import weigh
from lookthrough.match.sides import CORE_MOST, MODES, MOST_OF_SHORT, Mode, Side, is_short, side_of
from lookthrough.match.word_table import WordTable
from lookthrough.names.tags import Tag
from lookthrough.names.tokens import Reading

Numbers = NDArray[np.int64]

#: Pairs that are compared before it pays to load the compiled kernel: what that takes, over what a pair takes.
PATIENCE = 2_000

_four, _five, _six = Struct("4q").pack, Struct("5q").pack, Struct("6q").pack


class _Asked:
    """How many pairs this process has asked for, and the table of their words."""

    pairs = 0
    table = WordTable()


class _Desk(threading.local):
    """Working space of the kernel; it runs beside other threads."""

    def __init__(self) -> None:
        self.room: Numbers = np.zeros(layout.ROOM, dtype=np.int64)


_desk = _Desk()


class Ready:
    """A reading ready to be compared, for what its mode and its side make of it.

    Args:
        reading: the name as read.
        mode: how the question is put.
        listed: the name stands on the list; otherwise it is the query.
    """

    def __init__(self, reading: Reading, mode: Mode, *, listed: bool) -> None:
        self.reading, self._mode, self._listed = reading, mode, listed
        self._table: WordTable | None = None

    @cached_property
    def side(self) -> Side:
        """The reading with its points."""
        return side_of(self.reading, _nobody, 0, self._mode, listed=self._listed)

    def numbers(self, table: WordTable) -> Numbers:
        """The same, packed, its words written into a table."""
        if self._table is not table:
            self._table, self._numbers = table, packed(self.reading, self._mode, table, listed=self._listed)
        return self._numbers


def _nobody(_word: str) -> int:
    return 0


def sums(query: Ready, listed: Ready) -> tuple[int, int]:
    """Agreement and separation of two readings, as `score.weigh` gives them."""
    if _Asked.pairs >= PATIENCE and (fast := _fast()) is not kernel.weigh_pair:
        if _Asked.table.full:
            _Asked.table = WordTable()
        table = _Asked.table
        one, other = query.numbers(table), listed.numbers(table)
        found: tuple[int, int] = fast(one, other, table.rows, table.letters, _facts(), _desk.room)
        return found
    _Asked.pairs += 1
    evidence = weigh(query.side, listed.side)
    return evidence.agreement, evidence.separation


@cache
def _fast() -> Any:
    return machine_code(kernel.weigh_pair)


@cache
def _facts() -> Numbers:
    return np.frombuffer(facts(), dtype=np.int64)


def packed(reading: Reading, mode: Mode, table: WordTable, *, listed: bool) -> Numbers:
    """A reading for `kernel.weigh_pair`, in the layout of `layout.py`; no word is known to be common.

    Args:
        reading, mode, listed: as in `packed.reading_cells`; all its spans.
        table: where its words are written.
    """
    tokens, spans, place = reading.tokens, reading.spans, table.place
    count = len(tokens)
    pieces = [
        _six(count, count + len(spans), reading.person, reading.cut, MODES.index(mode), reading.script),
        *[_token(mode, listed, token[1], token[4], _rare(token[0])) for token in tokens],
    ]
    for position, token in enumerate(tokens):
        pieces += (place(token[0]), _as_token(position))
    for text, first, span, percent, how in spans:
        if how == "alternate":
            pieces += (place(text), _four(first, span, percent, HOWS[how]))
        else:  # the same as another or nothing, so that no row of it is ever looked at
            pieces.append(_six(hash(text), 0, first, span, percent, HOWS[how]))
    return np.frombuffer(b"".join(pieces), dtype=np.int64)


def _rare(text: str) -> int:
    """Points of a word that nobody is known to carry; see `sides.own_points`."""
    return MOST_OF_SHORT[len(text)] if is_short(text) else CORE_MOST


@cache
def _token(mode: Mode, listed: bool, tag: Tag, leading: bool, rare: int) -> bytes:
    number, mass, cost, in_front = tag_points(mode, listed)[tag]
    if tag is Tag.CORE:
        return _five(number, rare, rare, leading, rare)
    return _five(number, mass, in_front if leading else cost, leading, rare)


@cache
def _as_token(position: int) -> bytes:
    return _four(position, 1, 100, layout.IS_TOKEN)
