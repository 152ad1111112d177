"""Numbers of names, many names at once: a table in front of a dictionary of millions, which it never contradicts.

A dictionary is asked name by name, and each waits for the memory. Here the letters of a batch are hashed and looked up
by a kernel, see `lookthrough.compiled`, whose look-ups do not wait for each other. Names of one hash are told apart by
their letters, and whatever the table does not have the dictionary answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from lookthrough.compiled import machine_code
from lookthrough.exposure.ownership.stakes import Number, Whole

Ints = Any  # an array of whole numbers

_END = 10
_SEED, _STEP, _MIX, _LOW = 0x4BF29CE484222325, 0x100000001B3, 0x1E3779B97F4A7C15, (1 << 63) - 1


def look_up(text: Ints, hashes: Ints, begins: Ints, found: Ints, slots: Ints, table: Ints, letters: Ints) -> None:
    """Find a name a line.

    Args:
        text: letters in UTF-8, each line with its end.
        hashes, begins: per line, to be filled: its hash and where it begins; of `begins` one more for the end.
        found: per line, to be filled: the number of its name, -1 where the table does not have it.
        slots: per place by hash the row of the table and one, 0 for none; a power of two of them.
        table: per row the name's hash, its number, where its letters begin, and where they end.
        letters: of all names in the table.
    """
    at = 0
    for line in range(len(found)):
        begins[line], value = at, _SEED
        while text[at] != _END:
            value = ((value ^ int(text[at])) * _STEP) & _LOW
            at += 1
        value = ((value ^ (value >> 32)) * _MIX) & _LOW
        hashes[line] = value ^ (value >> 29)
        at += 1
    begins[len(found)] = at
    for line in range(len(found)):
        begin, width = begins[line], begins[line + 1] - begins[line] - 1
        place = hashes[line] & (len(slots) - 1)
        found[line] = -1
        while slots[place] != 0 and found[line] < 0:
            row = slots[place] - 1
            if table[row, 0] == hashes[line] and _is_same(letters, table[row, 2], table[row, 3], text, begin, width):
                found[line] = table[row, 1]
            place = (place + 1) & (len(slots) - 1)


def _is_same(letters: Ints, start: int, end: int, text: Ints, begin: int, width: int) -> bool:
    if end - start != width:
        return False
    for step in range(width):  # noqa: SIM110 - a kernel makes no generators
        if letters[start + step] != text[begin + step]:
            return False
    return True


def place_rows(slots: Ints, table: Ints, first: int, last: int) -> None:
    """Give some rows of the table, from the first to before the last, places by their hashes."""
    for row in range(first, last):
        place = table[row, 0] & (len(slots) - 1)
        while slots[place] != 0:
            place = (place + 1) & (len(slots) - 1)
        slots[place] = row + 1


class NameTable:
    """Knows the numbers of names that it was asked for before.

    Args:
        numbers: per name its number; whoever is looked up there for the first time is given one.
    """

    def __init__(self, numbers: Mapping[Any, int]) -> None:
        self._numbers = numbers
        self._look_up: Callable[..., None] = machine_code(look_up)
        self._place_rows: Callable[..., None] = machine_code(place_rows)
        self._slots: Number = np.zeros(1 << 16, dtype=np.int32)
        self._table: Whole = np.zeros((1 << 14, 4), dtype=np.int64)
        self._letters = np.zeros(1 << 18, dtype=np.uint8)
        self._rows = self._used = 0

    def of(self, names: Sequence[Any]) -> Whole:
        """The numbers of some names.

        Raises:
            TypeError: if one cannot be hashed.
        """
        text = _lines(names)
        if text is None:
            return np.fromiter(map(self._numbers.__getitem__, names), dtype=np.int64, count=len(names))
        hashes, begins, found = (np.empty(len(names) + extra, dtype=np.int64) for extra in (0, 1, 0))
        self._look_up(text, hashes, begins, found, self._slots, self._table, self._letters)
        new = np.flatnonzero(found < 0)
        if len(new):
            found[new] = [self._numbers[names[line]] for line in new.tolist()]
            _, first = np.unique(found[new], return_index=True)
            self._enter(text, hashes, begins, found, new[first])
        return found

    def _enter(self, text: Ints, hashes: Whole, begins: Whole, found: Whole, lines: Whole) -> None:
        """Take up the names of some lines."""
        ends = self._used + np.cumsum(begins[lines + 1] - begins[lines] - 1)
        rows, used = self._rows + len(lines), int(ends[-1])
        self._letters, self._table = _room(self._letters, used), _room(self._table, rows)
        starts = np.concatenate([[self._used], ends[:-1]])
        runs = np.repeat(begins[lines] - starts, ends - starts) + np.arange(self._used, used)
        self._letters[self._used : used] = text[runs]
        self._table[self._rows : rows] = np.stack([hashes[lines], found[lines], starts, ends], axis=1)
        if 2 * rows > len(self._slots):
            self._slots = np.zeros(4 * len(self._slots), dtype=np.int32)
            self._rows = 0
        self._place_rows(self._slots, self._table, self._rows, rows)
        self._rows, self._used = rows, used


def _lines(names: Sequence[Any]) -> Ints | None:
    """Names as lines of UTF-8; None where one is no text or of several lines."""
    try:
        text = "\n".join([*names, ""]).encode("utf-8", "surrogatepass")
    except TypeError:
        return None
    return np.frombuffer(text, dtype=np.uint8) if text.count(b"\n") == len(names) else None


def _room(array: Any, size: int) -> Any:
    """The array, twice as long or longer where it does not hold so much."""
    if size <= len(array):
        return array
    longer = np.zeros((max(size, 2 * len(array)), *array.shape[1:]), dtype=array.dtype)
    longer[: len(array)] = array
    return longer
