"""One name of a query, made ready: its elements with their points, and the words of the index that they meet."""

from __future__ import annotations

from typing import NamedTuple

from lookthrough.match.asking import Asking
from lookthrough.match.neighbourhood import Neighbourhood
from lookthrough.match.score import MODES, Side
from lookthrough.names.tokens import LIGHT, Reading, Tag


class Row(NamedTuple):
    """An element of a query.

    Attributes:
        first, span: position of its first token, and how many it has.
        mass, cost: its points as agreement and when left over.
        mask: the tokens taken, as bits.
        light: it can make no match.
        at_cut: it ends where the line was cut off.
    """

    first: int
    span: int
    mass: int
    cost: int
    mask: int
    light: bool
    at_cut: bool


class Part(NamedTuple):
    """One asking on its way to its answer.

    Attributes:
        order: its place in the batch.
        asking: the name and its reading.
        mode: number of its way of asking in `score.MODES`.
        cost: points of all its tokens when left over.
        rows: its elements.
        met: by word of the index, the elements that it is alike, each with the likeness in percent.
        initials, letters: for a personal name, elements by first letter: its initials, and its other words.
        words, alike, masses, costs: the words that can make a match; for each the likeness and the element's points.
    """

    order: int
    asking: Asking
    mode: int
    cost: int
    rows: tuple[Row, ...]
    met: dict[int, list[tuple[int, int]]]
    initials: dict[str, list[int]]
    letters: dict[str, list[int]]
    words: list[int]
    alike: list[int]
    masses: list[int]
    costs: list[int]

    @property
    def reading(self) -> Reading:
        """The query's tokens."""
        return self.asking.reading


def part_of(order: int, asking: Asking, side: Side, near: Neighbourhood) -> Part:
    """Make an asking ready.

    Args:
        order: its place in the batch.
        asking: the name and its reading.
        side: its words with their points; `near` has learned it.
        near: the neighbourhoods of words.
    """
    rows = _rows(side)
    met: dict[int, list[tuple[int, int]]] = {}
    words: list[int] = []
    alike: list[int] = []
    masses: list[int] = []
    costs: list[int] = []
    for number, (element, row) in enumerate(zip(side.elements, rows, strict=True)):
        ids, percents = near.of_element(side, element)
        for word, percent in zip(ids, percents, strict=True):
            if word in met:
                met[word].append((number, percent))
            else:
                met[word] = [(number, percent)]
        if not row.light:
            words += ids
            alike += percents
            masses += [row.mass] * len(ids)
            costs += [row.cost] * len(ids)
    initials, letters = _by_letter(side) if side.reading.person else ({}, {})
    return Part(
        order,
        asking,
        MODES.index(side.mode),
        sum(side.cost),
        rows,
        met,
        initials,
        letters,
        words,
        alike,
        masses,
        costs,
    )


def _rows(side: Side) -> tuple[Row, ...]:
    mass, cost, tokens = side.mass, side.cost, side.reading.tokens
    last = len(mass) - 1 if side.reading.cut else -1
    singles = [
        Row(at, 1, mass[at], cost[at], 1 << at, token.tag in LIGHT, at == last) for at, token in enumerate(tokens)
    ]
    joined = [
        Row(at, 2, mass[at] + mass[at + 1], cost[at] + cost[at + 1], 3 << at, False, at + 1 == last)
        for _, at, _ in side.elements[len(mass) :]
    ]
    return (*singles, *joined)


def _by_letter(side: Side) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """The initials of a personal name, and its words that an initial may stand for, by first letter."""
    initials: dict[str, list[int]] = {}
    letters: dict[str, list[int]] = {}
    for number, token in enumerate(side.reading.tokens):
        if token.tag is Tag.INITIAL:
            if len(token.text) == 1:
                initials.setdefault(token.text, []).append(number)
        elif token.tag not in LIGHT and len(token.text) > 1:
            letters.setdefault(token.text[0], []).append(number)
    return initials, letters
