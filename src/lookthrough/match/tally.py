"""`score.weigh` for a query and a name of the index: the same pairing and the same whole numbers, from its arrays."""

from __future__ import annotations

from typing import NamedTuple

from lookthrough.match import features
from lookthrough.match.part import Part
from lookthrough.match.points import ListPoints
from lookthrough.match.score import (
    BEYOND_THE_CUT,
    BOTH_SIDED,
    MODES,
    ONE_SIDED,
    OPEN_AFTER_INITIAL,
    Element,
    Evidence,
    Pairing,
)

_ONE_SIDED = tuple(ONE_SIDED[mode] for mode in MODES)
_BOTH_SIDED = tuple(BOTH_SIDED[mode] for mode in MODES)

#: Two elements that are alike, in the order in which they are taken: unlikeness, spans and first positions of the
#: query's and the list's element, then their places in the query and the index, and whether only an initial agrees.
Alike = tuple[int, int, int, int, int, int, int, bool]


class Tally(NamedTuple):
    """What speaks for and against a name, see `score.Evidence`, and what was paired."""

    agreement: int
    separation: int
    paired: list[Alike]


def tally(part: Part, name: int, points: ListPoints) -> Tally | None:
    """Pair the elements of a query and a name, and add up.

    Returns:
        None when no word of weight agrees.
    """
    found = _alike(part, name, points)
    if len(found) > 1:
        found.sort()
    mass, cost, rows = points.mass_of, points.cost_of[part.mode], part.rows
    our_mask = their_mask = agreement = separation = 0
    ours, theirs, carries, cut_at = part.cost, points.total_of[part.mode][name], False, -1
    paired = []
    for alike in found:
        unlike, _, span, _, first, number, listed, initial = alike
        _, _, our_mass, our_cost, our_tokens, light, at_cut = rows[number]
        tokens = (1 << span) - 1 << first
        if our_mask & our_tokens or their_mask & tokens:
            continue
        our_mask |= our_tokens
        their_mask |= tokens
        paired.append(alike)
        agreed, their_cost = min(our_mass, mass[listed]), cost[listed]
        agreement += agreed * (100 - unlike)
        separation += agreed * unlike
        ours -= our_cost
        theirs -= their_cost
        if initial:
            separation += OPEN_AFTER_INITIAL * max(our_cost, their_cost)
        elif not light:
            carries = True
        if at_cut:
            cut_at = first + span - 1
    if not carries:
        return None
    ours, theirs = 100 * ours, 100 * theirs
    if cut_at >= 0:
        theirs -= (100 - BEYOND_THE_CUT) * _beyond(part, name, points, cut_at, their_mask)
    separation += (_ONE_SIDED[part.mode] * (ours + theirs) + _BOTH_SIDED[part.mode] * min(ours, theirs)) // 100
    return Tally(agreement, separation, paired)


def evidence_of(found: Tally, tokens: int, listed_tokens: int) -> Evidence:
    """What was tallied as `score.weigh` gives it, but for the texts of the elements.

    Args:
        found: what was tallied.
        tokens, listed_tokens: how many the query and the list's name have.
    """
    pairings, our_mask, their_mask = [], 0, 0
    for unlike, span, their_span, first, their_first, _, _, initial in found.paired:
        ours, theirs = Element("", first, span), Element("", their_first, their_span)
        pairings.append(Pairing(ours, theirs, 100 - unlike, initial))
        our_mask |= (1 << span) - 1 << first
        their_mask |= (1 << their_span) - 1 << their_first
    our_left = tuple([i for i in range(tokens) if not our_mask >> i & 1])
    their_left = tuple([i for i in range(listed_tokens) if not their_mask >> i & 1])
    return Evidence(found.agreement, found.separation, tuple(pairings), our_left, their_left)


def _alike(part: Part, name: int, points: ListPoints) -> list[Alike]:
    """Every two elements that are alike."""
    start, stop = points.name_start[name], points.name_start[name + 1]
    met, rows, found = part.met, part.rows, []
    for listed, word in enumerate(points.element_word[start:stop].tolist(), start):
        if word not in met:
            continue
        span, first, light = points.span_of[listed], points.first_of[listed], points.light_of[listed]
        for number, alike in met[word]:
            row = rows[number]
            if span == 2:
                # two neighbours written as one word are only ever equal, and only to a single word
                if alike >= features.JOINED and row.span == 1 and not row.light:
                    found.append((100 - features.JOINED, 1, 2, row.first, first, number, listed, False))
            elif light == row.light:
                found.append((100 - alike, row.span, 1, row.first, first, number, listed, False))
    if part.initials or (part.letters and points.initials_of[name]):
        found += _initials(part, name, points)
    return found


def _initials(part: Part, name: int, points: ListPoints) -> list[Alike]:
    """Where an initial of one side may stand for a word of the other, in personal names."""
    start, found = points.name_start[name], []
    for first in range(points.tokens_of[name]):
        listed = start + first
        if points.light_of[listed]:
            continue
        letter, more = points.letter(listed)
        if points.initial_of[listed]:
            fits = () if more else part.letters.get(letter, ())
        else:
            fits = part.initials.get(letter, ()) if more else ()
        for number in fits:
            found.append((100 - features.INITIAL, 1, 1, part.rows[number].first, first, number, listed, True))
    return found


def _beyond(part: Part, name: int, points: ListPoints, cut_at: int, taken: int) -> int:
    """Points of the list's words after the cut that were not taken and that the line may have held."""
    start, forgivable = points.name_start[name], points.forgivable_of[part.mode]
    after = range(cut_at + 1, points.tokens_of[name])
    return sum(forgivable[start + i] for i in after if not taken >> i & 1)
