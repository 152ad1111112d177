"""The engine: the reference's answers, found through the index.

`candidates.py` finds every name that may score and a bound that its score cannot exceed. The names are tallied from
the highest bound down, so a name is left unscored only if its bound lies below the threshold, or below the score of
as many parties as were asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from heapq import nlargest
from itertools import groupby, islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lookthrough.index.names import NameIndex
from lookthrough.match import features
from lookthrough.match.asking import Asking, askings, wanted_codes
from lookthrough.match.candidates import candidates
from lookthrough.match.closest import closest, fit_reasons
from lookthrough.match.found import FoundMatch
from lookthrough.match.neighbourhood import Neighbourhood
from lookthrough.match.part import Part, part_of
from lookthrough.match.points import ListPoints
from lookthrough.match.reasons import identifier_reason, match_reasons
from lookthrough.match.score import DEFAULT_THRESHOLD, FLOOR, score_of, side_of
from lookthrough.match.tally import Tally, evidence_of, tally
from lookthrough.model.entity import Name
from lookthrough.model.match import Match, Reason
from lookthrough.model.query import Query
from lookthrough.names.tokens import read_name

Bools = NDArray[np.bool_]

#: Queries whose words are looked up together.
BATCH = 128
#: Readings of listed names that are kept, because the names of one party are found again and again.
REMEMBERED = 4096


class _Hit(NamedTuple):
    """A name that scores; in the order of tuples, the best of a party comes first."""

    unlike: float
    order: int
    name: int
    row: int
    part: Part
    tally: Tally


class Engine:
    """Searches one index. Remembers words and names that it has met, so one engine belongs to one thread.

    Args:
        index: the names to search.
    """

    def __init__(self, index: NameIndex) -> None:
        self.index = index
        self._points = ListPoints(index)
        self._near = Neighbourhood(index)
        self._read = lru_cache(maxsize=REMEMBERED)(read_name)

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
        owners, parts = self._parts(queries)
        with_country = [bool(queries[owner].countries) for owner in owners]
        found = candidates(parts, self._points, line, with_country, allowed)
        out: list[list[_Hit]] = [[] for _ in queries]
        for owner, numbers in groupby(range(len(parts)), owners.__getitem__):
            bounded = [(-bound, number, name) for number in numbers for bound, name in found[number]]
            bounded.sort()
            out[owner] = self._best(queries[owner], parts, bounded, limit, line)
        return out

    def _parts(self, queries: list[Query]) -> tuple[list[int], list[Part]]:
        """Every way in which the queries are put, and which query each is of; in the order of the queries."""
        points, parties = self._points, len(self.index)
        asked = [(owner, asking) for owner, query in enumerate(queries) for asking in askings(query, points.kinds)]
        sides = [side_of(asking.reading, points.carriers, parties, asking.mode, listed=False) for _, asking in asked]
        self._near.learn(sides)
        parts = [
            part_of(order, asking, side, self._near)
            for order, ((_, asking), side) in enumerate(zip(asked, sides, strict=True))
        ]
        return [owner for owner, _ in asked], parts

    def _best(
        self, query: Query, parts: list[Part], bounded: list[tuple[float, int, int]], limit: int, line: float
    ) -> list[_Hit]:
        """The best hit of each party at or above the line, best first; the first asking and name win ties.

        Args:
            query: the query.
            parts: the askings.
            bounded: negative bound, asking and name, in order.
            limit: the most parties to give.
            line: the least score.
        """
        points, best, lowest = self._points, dict[int, _Hit](), line
        for bound, number, name in bounded:
            if -bound < lowest:
                break
            part, row = parts[number], points.entity_of[name]
            known = best.get(row)
            if known is not None and bound > known.unlike:
                continue
            found = tally(part, name, points)
            if found is None:
                continue
            relation = self._relation(query, row)
            score = score_of(found.agreement, found.separation, relation, weak=points.weak_of[name])
            if score < lowest:
                continue
            hit = _Hit(-score, number, name, row, part, found)
            if known is None or hit[:3] < known[:3]:
                best[row] = hit
                if len(best) >= limit:
                    lowest = -nlargest(limit, (-hit.unlike for hit in best.values()))[-1]
        return sorted(best.values(), key=lambda hit: (hit.unlike, hit.row))[:limit]

    def _relation(self, query: Query, row: int) -> features.CountryRelation:
        return features.country_relation(query.countries, self._countries(row)) if query.countries else "unknown"

    def _countries(self, row: int) -> tuple[str, ...]:
        return self.index.bits("entity_countries", row, self.index.country_codes)

    def _answer(
        self, query: Query, hits: list[_Hit], limit: int, allowed: Bools | None, *, explain: bool
    ) -> list[Match]:
        if not query.identifiers:
            return [self._match(query, hit, explain=explain) for hit in hits]
        equal = self._equal_codes(query, allowed)
        matches = [self._match(query, hit, explain=explain) for hit in hits if hit.row not in equal]
        matches += [self._identified(query, row, codes, explain=explain) for row, codes in equal.items()]
        return sorted(matches, key=lambda match: (-match.score, match.row))[: max(limit, 0)]

    def _equal_codes(self, query: Query, allowed: Bools | None) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for code in wanted_codes(query):
            for row in dict.fromkeys(self.index.rows_of_identifier.get(code, ())):
                if allowed is None or allowed[row]:
                    found.setdefault(row, []).append(code)
        return found

    def _identified(self, query: Query, row: int, codes: list[str], *, explain: bool) -> Match:
        """A party with the same code; what its names say is told beside it."""
        index, reasons = self.index, tuple(identifier_reason(code) for code in codes)
        names = [Name(index.name_text(name), index.quality(name)) for name in index.names_of(row)]
        countries = self._countries(row)
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
        index, asking, row = self.index, hit.part.asking, hit.row
        text, first = index.name_text(hit.name), index.names_of(row).start
        primary = text if first == hit.name else index.name_text(first)
        shown = (row, index.entity_id(row), -hit.unlike, primary, text, asking.name)
        if not explain:
            return Match(*shown)
        # the part itself holds the words that it met, which a kept match must not keep alive
        return FoundMatch.with_values(shown, partial(self._reasons, query, asking, hit.tally, hit.name, row))

    def _reasons(self, query: Query, asking: Asking, found: Tally, name: int, row: int) -> tuple[Reason, ...]:
        index = self.index
        listed = Name(index.name_text(name), index.quality(name))
        reading = self._read(listed.text, person=index.kind(row) == "person")
        evidence = evidence_of(found, len(asking.reading.tokens), len(reading.tokens))
        countries = self._countries(row) if query.countries else ()
        relation = features.country_relation(query.countries, countries) if countries else "unknown"
        return match_reasons(asking, listed, reading, evidence, relation, query.countries, countries)
