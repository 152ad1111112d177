"""Quoted words that several articles carry in near-same wording: one statement, however many carry it.

What stands between quotation marks is compared by runs of three words, whether or not a claim was read from it.
Statements that claims already show are left to `wording`.
"""

from __future__ import annotations

from collections.abc import Iterator

from lookthrough.evidence.comparators.material import Material
from lookthrough.evidence.comparators.wording import ENOUGH, quotations_in, runs
from lookthrough.model.claim import Contradiction

#: Quotations looked at; a text with more is a list of sayings.
MOST = 5_000


def compare(material: Material) -> Iterator[Contradiction]:
    """Statements that two or more articles quote; a note each."""
    quoted = [(article, words) for article, text in material.texts.items() for words in quotations_in(text)][:MOST]
    marks = [runs(words) for _, words in quoted]
    index: dict[tuple[str, ...], list[int]] = {}
    for place, own in enumerate(marks):
        for run in own:
            index.setdefault(run, []).append(place)
    told = [(each.article.id, runs(each.claim.quote.exact)) for each in material.told]
    taken: set[int] = set()
    for place, own in enumerate(marks):
        if place in taken:
            continue
        near = {other for run in own for other in index[run] if other > place} - taken
        like = [n for n in sorted(near) if quoted[n][0] != quoted[place][0] and _alike(own, marks[n])]
        group = [place, *like]
        taken.update(like)
        if not like or all(
            any(article == quoted[n][0] and _alike(marks[n], mark) for article, mark in told) for n in group
        ):
            continue
        wordings = " · ".join(f"“{quoted[n][1]}”" for n in group)
        articles = len({quoted[n][0] for n in group})
        says = f"One quoted statement in {articles} articles, a single origin for what it says: {wordings}"
        numbers = tuple(quoted[n] for n in group)
        yield Contradiction("variant", (), None, says, numbers, flagged=False)


def _alike(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> bool:
    shorter = min(len(one), len(other))
    return shorter > 0 and len(one & other) / shorter >= ENOUGH
