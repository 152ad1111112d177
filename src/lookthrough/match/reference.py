"""The oracle: the same answers as the engine, by plain loops over every party and every name.

It is slow and short on purpose. Whatever the engine leaves out, it must leave out for a reason that holds here too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from lookthrough.index.entry import IndexEntry
from lookthrough.match.asking import Asking, askings
from lookthrough.match.attribute_reasons import attribute_reasons
from lookthrough.match.attributes import compare_attributes, decided
from lookthrough.match.closest import closest, fit_reasons
from lookthrough.match.score import BESIDE_A_HIT, DEFAULT_THRESHOLD, FLOOR
from lookthrough.model.match import Match
from lookthrough.model.query import Query
from lookthrough.names.readings import readings


def carriers_of(entries: Sequence[IndexEntry]) -> Counter[str]:
    """How many parties carry each word."""
    found: Counter[str] = Counter()
    for entry in entries:
        person = entry.kind == "person"
        texts = [reading.tokens for name in entry.names for reading in readings(name.text, person=person)]
        found.update({token.text for tokens in texts for token in tokens})
    return found


def search(
    entries: Sequence[IndexEntry],
    query: Query,
    *,
    limit: int = 10,
    threshold: float = DEFAULT_THRESHOLD,
    lists: frozenset[str] | None = None,
) -> list[Match]:
    """The parties that a query may be, best first, ties in the order of the entries.

    Args:
        entries: the parties, in the order of the index.
        query: what is known of the party asked about.
        limit: the most matches to give.
        threshold: the least score; nothing below `FLOOR` is given whatever it is, nor anything below `BESIDE_A_HIT`
            beside a match at the alert line.
        lists: only parties on one of these lists; None for all.
    """
    carriers = carriers_of(entries)
    asked = askings(query)
    matches = []
    for row, entry in enumerate(entries):
        if lists is not None and not lists & set(entry.lists):
            continue
        match = _match(entry, row, query, asked, carriers, len(entries))
        if match is not None and match.score >= max(threshold, FLOOR):
            matches.append(match)
    if any(match.score >= DEFAULT_THRESHOLD for match in matches):
        matches = [match for match in matches if match.score >= BESIDE_A_HIT]
    matches.sort(key=lambda match: (-match.score, match.row))
    return matches[:limit]


def _match(
    entry: IndexEntry, row: int, query: Query, asked: list[Asking], carriers: Counter[str], parties: int
) -> Match | None:
    beside = compare_attributes(query.attributes, entry.attributes)
    fit = closest(asked, entry.names, entry.kind, beside, carriers.__getitem__, parties)
    primary = entry.names[0].text if entry.names else ""
    best = Match(row, entry.entity_id, 0.0, primary, primary, query.name)
    if fit:
        best = Match(row, entry.entity_id, fit.score, primary, fit.name.text, fit.asking.name, fit_reasons(fit, beside))
    if decided(beside):
        return replace(best, score=1.0, reasons=best.reasons or attribute_reasons(beside))
    return best if fit else None
