"""The engine: the reference's answers, found through the index; see `search_kernel.py` for how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from lookthrough.errors import StateError
from lookthrough.index.entry import entry_of
from lookthrough.index.names import NameIndex
from lookthrough.match.asking import askings, wanted_codes
from lookthrough.match.attribute_reasons import attribute_reasons
from lookthrough.match.attributes import Comparison, compare_attributes, decided, most_agreement
from lookthrough.match.closest import closest, fit_reasons
from lookthrough.match.explained import Asked, Explainer
from lookthrough.match.finder import Finder, Hit
from lookthrough.match.found import FoundMatch
from lookthrough.match.score import BESIDE_A_HIT, DEFAULT_THRESHOLD, FLOOR, raw_of, score_of
from lookthrough.model.attributes import Attributes
from lookthrough.model.entity import Name
from lookthrough.model.match import Match, Reason
from lookthrough.model.query import Query
from lookthrough.model.schema import KINDS, Kind

if TYPE_CHECKING:
    from lookthrough.dataset.snapshot import Snapshot

#: Queries that are looked up together.
BATCH = 256
#: A query of which nothing but its names is known.
NOTHING_KNOWN = Attributes()
#: A raw score is looked for from so much below the line on, and then held against the line itself.
SLACK = 1e-12

_ALL: NDArray[np.uint8] = np.zeros(0, dtype=np.uint8)


#: A query, and every way in which it is put.
_Put = tuple[Query, list[Asked]]


class _Scored(NamedTuple):
    """A hit with its final score; in the order of tuples, the best of a party comes first."""

    unlike: float
    asking: int
    reading: int
    row: int
    hit: Hit


def open_engine(folder: Path, snapshot: Snapshot) -> Engine:
    """The engine of a snapshot, by its index in a folder.

    The index is only a cache: one that is missing, torn or of another snapshot is made anew, and where it cannot be
    kept it is made in memory.
    """
    try:
        return Engine(NameIndex.open(folder, snapshot.id))
    except StateError:
        made = NameIndex.build(map(entry_of, snapshot.index_rows()))
        with suppress(OSError):
            made.save(folder, snapshot.id)
        return Engine(made)


class Engine:
    """Searches one index. Has working space of its own, so one engine belongs to one thread.

    Args:
        index: the names to search.
    """

    def __init__(self, index: NameIndex) -> None:
        self.index = index
        self._finder = Finder(index)
        self._explainer = Explainer(index, self._finder)
        arrays = index.arrays
        self._kinds: frozenset[Kind] = frozenset(KINDS[kind] for kind in np.unique(arrays["entity_kind"]).tolist())
        self._reading_name = arrays["reading_name"].data

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
            threshold: the least score; nothing below `score.FLOOR` is given whatever it is, nor anything below
                `score.BESIDE_A_HIT` beside a match at the alert line.
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
        allowed = self._on_lists(lists)
        source = iter(queries)
        while batch := list(islice(source, BATCH)):
            yield from self._answers(batch, limit, threshold, allowed, explain=explain)

    def _answers(
        self, queries: list[Query], limit: int, threshold: float, allowed: NDArray[np.uint8], *, explain: bool
    ) -> list[list[Match]]:
        """First what may stand beside a hit; then, for queries without one, all that was asked for."""
        most = min(limit, len(self.index))
        put = [(query, [Asked(asking) for asking in askings(query, self._kinds)]) for query in queries]

        def ask(some: list[_Put], line: float) -> list[list[Match]]:
            found = self._batch(some, most, max(threshold, line), allowed)
            return [self._answer(query, asked, hits, limit, allowed, explain=explain) for query, asked, hits in found]

        answers = ask(put, BESIDE_A_HIT)
        if threshold < BESIDE_A_HIT and most > 0:
            bare = [n for n, found in enumerate(answers) if not found or found[0].score < DEFAULT_THRESHOLD]
            for n, found in zip(bare, ask([put[n] for n in bare], FLOOR), strict=True):
                answers[n] = found
        return answers

    def _on_lists(self, lists: frozenset[str] | None) -> NDArray[np.uint8]:
        """Per party, whether it stands on one of some lists; empty for all."""
        if lists is None or not len(self.index):
            return _ALL
        bits = self.index.arrays["entity_lists"]
        wanted = np.zeros(bits.shape[1], dtype=np.uint64)
        for position, name in enumerate(self.index.list_ids):
            if name in lists:
                wanted[position >> 6] |= np.uint64(1 << (position & 63))
        return np.asarray((bits & wanted).any(axis=1)).astype(np.uint8)

    def _batch(
        self, put: list[_Put], limit: int, line: float, allowed: NDArray[np.uint8]
    ) -> Iterator[tuple[Query, list[Asked], list[_Scored]]]:
        owners = [owner for owner, (_, ways) in enumerate(put) for _ in ways]
        asked = [way for _, ways in put for way in ways]
        queries = [query for query, _ in put]
        bonuses = [most_agreement(query.attributes) or -1 if query.has_attributes else -1 for query in queries]
        hits: list[list[Hit]] = [[] for _ in queries]
        if asked and limit > 0:
            every = [way.asking for way in asked]
            hits = self._finder.find(owners, every, bonuses, raw_of(line) - SLACK, limit, allowed)
        for query, found in zip(queries, hits, strict=True):
            yield query, asked, self._best(query, found, limit, line)

    def _best(self, query: Query, hits: list[Hit], limit: int, line: float) -> list[_Scored]:
        """The best hit of each party at or above the line, best first; the first asking and name win ties."""
        best: dict[int, _Scored] = {}
        ours = query.attributes if query.has_attributes else NOTHING_KNOWN
        for hit in hits:
            scored = _Scored(-self._score(ours, hit), hit.asking, hit.reading, hit.row, hit)
            known = best.get(hit.row)
            if -scored.unlike >= line and (known is None or scored < known):
                best[hit.row] = scored
        return sorted(best.values(), key=lambda scored: (scored.unlike, scored.row))[: max(limit, 0)]

    def _score(self, ours: Attributes, hit: Hit) -> float:
        weak = self.index.quality(self._reading_name[hit.reading]) == "weak_alias"
        return score_of(hit.agreement, hit.separation, self._beside(ours, hit.row), weak=weak)

    def _beside(self, ours: Attributes, row: int) -> tuple[Comparison, ...]:
        """What a query and a party know beside their names, compared."""
        return () if ours is NOTHING_KNOWN else compare_attributes(ours, self.index.attributes(row))

    def _answer(
        self, query: Query, asked: list[Asked], found: list[_Scored], limit: int, allowed: Any, *, explain: bool
    ) -> list[Match]:
        matches = [self._match(query, asked[scored.asking], scored, explain=explain) for scored in found]
        decided_by_code = self._decided(query, allowed) if query.identifiers else {}
        if not decided_by_code:
            return matches
        matches = [match for match in matches if match.row not in decided_by_code]
        matches += [self._identified(query, row, beside, explain=explain) for row, beside in decided_by_code.items()]
        return sorted(matches, key=lambda match: (-match.score, match.row))[: max(limit, 0)]

    def _decided(self, query: Query, allowed: NDArray[np.uint8]) -> dict[int, tuple[Comparison, ...]]:
        """The parties that have a code of the query which proves identity."""
        rows = dict.fromkeys(row for code in wanted_codes(query) for row in self.index.rows_of_identifier(code))
        found = {row: self._beside(query.attributes, row) for row in rows if not len(allowed) or allowed[row]}
        return {row: beside for row, beside in found.items() if decided(beside)}

    def _identified(self, query: Query, row: int, beside: tuple[Comparison, ...], *, explain: bool) -> Match:
        """A party with the same code; what its names say is told beside it."""
        index = self.index
        names = [Name(index.name_text(name), index.quality(name)) for name in index.names_of(row)]
        fit = closest(askings(query), names, index.kind(row), beside, self._finder.batcher.carriers, len(index))
        reasons = fit_reasons(fit, beside) if fit else attribute_reasons(beside)
        matched, asked = (fit.name.text, fit.asking.name) if fit else (self._primary(row), query.name)
        primary = self._primary(row)
        return Match(row, index.entity_id(row), 1.0, primary, matched, asked, reasons if explain else ())

    def _primary(self, row: int) -> str:
        names = self.index.names_of(row)
        return self.index.name_text(names[0]) if len(names) else ""

    def _match(self, query: Query, asked: Asked, scored: _Scored, *, explain: bool) -> Match:
        index, row, name = self.index, scored.row, self._reading_name[scored.reading]
        text, first = index.name_text(name), index.names_of(row).start
        primary = text if first == name else index.name_text(first)
        shown = (row, index.entity_id(row), -scored.unlike, primary, text, asked.asking.name)
        if not explain:
            return Match(*shown)
        return FoundMatch.of(shown, Engine._reasons, self, query, asked, scored.hit, name)

    def _reasons(self, query: Query, asked: Asked, hit: Hit, name: int) -> tuple[Reason, ...]:
        beside = self._beside(query.attributes, hit.row) if query.has_attributes else ()
        return self._explainer.reasons(asked, hit, name, beside)
