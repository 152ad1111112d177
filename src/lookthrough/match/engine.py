"""The engine: the reference's answers, found through the index.

Why nothing is missed. A pair scores only if some word of weight agrees: equal, within the slips allowed, written as
one with its neighbour, or begun by the last word of a cut-off line. The first two are found through deletion variants
(`index/deletions.py` has the proof), joined words by their hash, beginnings by the sorted vocabulary; every such
element leads through its postings to the names that carry it. So every name that scores is met, and for each met name
`_bounds` sums what its elements can agree by at most and what must stay left over at least. That bound is never below
the score, so a name is left unscored only if its bound lies below the threshold, or below the score of as many
parties as were asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from lookthrough.index.names import NameIndex
from lookthrough.match import features
from lookthrough.match.alike import Part, compare_all
from lookthrough.match.asking import Asking, askings, wanted_codes
from lookthrough.match.closest import closest, fit_between, fit_reasons
from lookthrough.match.found import FoundMatch
from lookthrough.match.neighbourhood import Neighbourhood
from lookthrough.match.points import ListPoints
from lookthrough.match.reasons import identifier_reason
from lookthrough.match.score import (
    BEYOND_THE_CUT,
    COUNTRY_AGREES,
    DEFAULT_THRESHOLD,
    FLOOR,
    ONE_SIDED,
    WEIGHTS,
    Side,
    side_of,
)
from lookthrough.match.tally import COST, MASS, element_tables, tally
from lookthrough.model.entity import Name
from lookthrough.model.match import Match, Reason
from lookthrough.model.query import Query
from lookthrough.names.tokens import LIGHT, Tag, read_name

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

#: Queries that are scored together.
BATCH = 256
#: Names scored first, in parts of the matches asked for.
FIRST_ROUND = 3

_INITIAL = WEIGHTS[Tag.INITIAL]
_MOST_LEFT = 100  # no token costs more
_LIGHT_LEFT = max(WEIGHTS[tag][1] for tag in LIGHT)


@dataclass(frozen=True, slots=True)
class _Hit:
    score: float
    name: int
    row: int
    part: Part


class Engine:
    """Searches one index. Holds a cache of word neighbourhoods, so one engine belongs to one thread.

    Args:
        index: the names to search.
    """

    def __init__(self, index: NameIndex) -> None:
        self.index = index
        self._points = ListPoints(index)
        self._near = Neighbourhood(index)

    def search(
        self,
        query: Query,
        *,
        limit: int = 10,
        threshold: float = DEFAULT_THRESHOLD,
        lists: frozenset[str] | None = None,
        explain: bool = True,
    ) -> list[Match]:
        """The parties that a query may be, best first, ties by row.

        Args:
            query: what is known of the party asked about.
            limit: the most matches to give.
            threshold: the least score; nothing below `score.FLOOR` is given whatever it is.
            lists: only parties on one of these lists; None for all.
            explain: give the reasons; they are written when they are first read.
        """
        return next(self.search_all([query], limit=limit, threshold=threshold, lists=lists, explain=explain))

    def search_all(
        self,
        queries: Iterable[Query],
        *,
        limit: int = 10,
        threshold: float = DEFAULT_THRESHOLD,
        lists: frozenset[str] | None = None,
        explain: bool = True,
    ) -> Iterator[list[Match]]:
        """The answers of `search`, one list a query in the order of the queries, many times faster.

        At most `BATCH` queries are read ahead.
        """
        allowed = self._points.on_lists(lists)
        source = iter(queries)
        while batch := list(islice(source, BATCH)):
            hits = self._batch(batch, limit, max(threshold, FLOOR), allowed) if limit > 0 else [[] for _ in batch]
            for query, found in zip(batch, hits, strict=True):
                yield self._answer(query, found, limit, allowed, explain=explain)

    def _batch(self, queries: list[Query], limit: int, line: float, allowed: Bools | None) -> list[list[_Hit]]:
        parts = self._parts(queries)
        for part in parts:
            self._find(part, queries[part.query], line, allowed)
        width = FIRST_ROUND * limit
        first = self._score([(part, part.names[:width]) for part in parts], queries)
        rest = []
        for part, hits in zip(parts, first, strict=True):
            best = _best(hits, limit, line)
            lowest = best[-1].score if len(best) == limit else line
            rest.append((part, part.names[width:][part.bounds[width:] >= lowest]))
        second = self._score(rest, queries) if any(len(names) for _, names in rest) else [[] for _ in parts]
        found: list[list[_Hit]] = [[] for _ in queries]
        for part, hits, more in zip(parts, first, second, strict=True):
            found[part.query] += hits + more
        return [_best(hits, limit, line) for hits in found]

    def _parts(self, queries: list[Query]) -> list[Part]:
        asked = [
            (number, asking) for number, query in enumerate(queries) for asking in askings(query, self._points.kinds)
        ]
        sides = [
            side_of(asking.reading, self._points.carriers, len(self.index), asking.mode, listed=False)
            for _, asking in asked
        ]
        self._near.learn(sides)
        return [
            Part(order, number, asking, side, table, *self._near.of_side(side))
            for order, ((number, asking), side, table) in enumerate(
                zip(asked, sides, element_tables(sides), strict=True)
            )
        ]

    def _find(self, part: Part, query: Query, line: float, allowed: Bools | None) -> None:
        """Set the names that may score at least `line`, best bound first."""
        agreement, settled = self._met(part)
        names = np.flatnonzero(agreement > 0)  # on truth values it is several times faster
        open_to = self._points.open_to(part.asking.kinds)
        if open_to is not None:
            names = names[open_to[names]]
        if allowed is not None:
            names = names[allowed[self._points.entity[names]]]
        bounds = self._bounds(part, names, agreement[names], settled[names], with_country=bool(query.countries))
        enough = np.flatnonzero(bounds >= line)
        enough = enough[np.argsort(-bounds[enough], kind="stable")]
        part.names, part.bounds = names[enough], bounds[enough]

    def _met(self, part: Part) -> tuple[Floats, Floats]:
        """Per name, points (times percent) that its elements agree by at most, and points that they settle at most."""
        points, starts = self._points, self.index.arrays["posting_start"]
        first = starts[part.words].astype(np.int64)
        counts = starts[part.words + 1] - first
        at = np.repeat(first - np.cumsum(counts) + counts, counts)
        at += np.arange(len(at))
        names = points.posting_name[at]
        agree = np.minimum(np.repeat(part.table[part.elements, MASS], counts), points.posting_mass[at])
        agree *= np.repeat(part.alike, counts)
        settle = np.repeat(part.table[part.elements, COST], counts) + points.posting_cost[part.mode][at]
        size = self.index.names_known
        return _sums(names, agree, size), _sums(names, settle, size)

    def _bounds(self, part: Part, names: Ints, agreement: Floats, settled: Floats, *, with_country: bool) -> Floats:
        """Per name, a score that its own cannot exceed."""
        side, percent = part.side, features.INITIAL
        slack_agree, slack_settle = 100 * COUNTRY_AGREES * int(with_country), 0
        for position, token in enumerate(side.reading.tokens):
            if token.tag in LIGHT:
                slack_agree += side.mass[position] * 100
                slack_settle += side.cost[position] + _LIGHT_LEFT
            elif token.tag is Tag.INITIAL:
                slack_agree += _INITIAL[0] * percent
                slack_settle += side.cost[position] + _MOST_LEFT
        initials = self.index.arrays["name_initials"][names].astype(np.int64) * int(side.reading.person)
        most = agreement + slack_agree + initials * (_INITIAL[0] * percent)
        settled = settled + slack_settle + initials * (_MOST_LEFT + _INITIAL[1])
        left = sum(side.cost) + self._points.total[part.mode, names] - settled
        share = ONE_SIDED[side.mode] * (BEYOND_THE_CUT / 100 if side.reading.cut else 1)
        bounds: Floats = most / (most + share * np.maximum(left, 0)) + 1e-9
        return bounds

    def _score(self, wanted: list[tuple[Part, Ints]], queries: list[Query]) -> list[list[_Hit]]:
        """The hits of each part among some names, at least `FLOOR`, in no order."""
        sizes = [len(names) for _, names in wanted]
        if not sum(sizes):
            return [[] for _ in wanted]
        asked = np.repeat(np.arange(len(wanted)), sizes)
        names = np.concatenate([names for _, names in wanted])
        parts = [part for part, _ in wanted]
        agreement, separation = tally(compare_all(parts, asked, names, self.index, self._points), self._points)
        relation = np.concatenate(
            [self._points.countries(queries[part.query].countries, some) for part, some in wanted]
        )
        scores = self._points.final(agreement, separation, names, relation)
        keep = np.flatnonzero(scores >= FLOOR)
        kept = names[keep]
        rows = self._points.entity[kept].tolist()
        out: list[list[_Hit]] = [[] for _ in wanted]
        for number, score, name, row in zip(
            asked[keep].tolist(), scores[keep].tolist(), kept.tolist(), rows, strict=True
        ):
            out[number].append(_Hit(score, name, row, parts[number]))
        return out

    def _answer(
        self, query: Query, hits: list[_Hit], limit: int, allowed: Bools | None, *, explain: bool
    ) -> list[Match]:
        equal = self._equal_codes(query, allowed)
        matches = [self._match(query, hit, explain=explain) for hit in hits if hit.row not in equal]
        matches += [self._identified(query, row, codes, explain=explain) for row, codes in equal.items()]
        return sorted(matches, key=lambda match: (-match.score, match.row))[: max(limit, 0)]

    def _equal_codes(self, query: Query, allowed: Bools | None) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        if not query.identifiers:
            return found
        for code in wanted_codes(query):
            for row in dict.fromkeys(self.index.rows_of_identifier.get(code, ())):
                if allowed is None or allowed[row]:
                    found.setdefault(row, []).append(code)
        return found

    def _identified(self, query: Query, row: int, codes: list[str], *, explain: bool) -> Match:
        """A party with the same code; what its names say is told beside it."""
        index, reasons = self.index, tuple(identifier_reason(code) for code in codes)
        names = [Name(index.name_text(name), index.quality(name)) for name in index.names_of(row)]
        countries = index.bits("entity_countries", row, index.country_codes)
        relation = features.country_relation(query.countries, countries)
        fit = closest(askings(query), names, index.kind(row), relation, self._points.carriers, len(index))
        if fit and explain:
            reasons += fit_reasons(fit, relation, query.countries, countries)
        matched, asked = (fit.name.text, fit.asking.name) if fit else (self._primary(row), query.name)
        return Match(row, index.entity_id(row), 1.0, self._primary(row), matched, asked, reasons)

    def _primary(self, row: int) -> str:
        names = self.index.names_of(row)
        return self.index.name_text(names[0]) if len(names) else ""

    def _match(self, query: Query, hit: _Hit, *, explain: bool) -> Match:
        text, part = self.index.name_text(hit.name), hit.part
        asked, row = part.asking.name, hit.row
        match = Match(row, self.index.entity_id(row), hit.score, self._primary(row), text, asked)
        if not explain:
            return match
        # the part itself holds large arrays, which a kept match must not keep alive
        return FoundMatch.of(match, partial(self._reasons, query, part.asking, part.side, hit.name, row))

    def _reasons(self, query: Query, asking: Asking, side: Side, name: int, row: int) -> tuple[Reason, ...]:
        index = self.index
        listed = Name(index.name_text(name), index.quality(name))
        countries = index.bits("entity_countries", row, index.country_codes) if query.countries else ()
        relation = features.country_relation(query.countries, countries)
        reading = read_name(listed.text, person=index.kind(row) == "person")
        theirs = side_of(reading, self._points.carriers, len(index), asking.mode, listed=True)
        return fit_reasons(fit_between(asking, side, listed, theirs, relation), relation, query.countries, countries)


def _sums(names: Ints, values: Ints, size: int) -> Floats:
    return np.bincount(names, values, size).astype(np.float64, copy=False)


def _best(hits: list[_Hit], limit: int, line: float) -> list[_Hit]:
    """The best hit of each party at or above the line, best first; the first asking and name win ties."""
    found: dict[int, _Hit] = {}
    for hit in sorted(hits, key=lambda h: (-h.score, h.part.order, h.name)):
        if hit.score < line:
            break
        found.setdefault(hit.row, hit)
    return sorted(found.values(), key=lambda h: (-h.score, h.row))[:limit]
