"""Which articles tell one story, and which claims are one utterance: what counts as one origin, and what as two.

Five copies of a wire story are one origin, however they were cut, framed or reworded. Two outlets that quote the same
spokesman are one origin for what he claims, and two for the fact that he said it.

    origins = origins_of(renditions)              article id -> id of the article that stands for its story
    said = utterances_of(claims, renditions, origins)      see `utterances`

Articles are one story when at least `SAME_STORY` of the shorter one's runs of five words stand in the other, without
what both only quote, and without paragraphs that a house prints under everything ("About the company"). On copies
edited in known ways the worst true pair has 0.33 and the nearest pair of different stories 0.06
(`benchmarks/copies.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from lookthrough.evidence.comparators.material import LONGEST_TEXT
from lookthrough.evidence.shingles import Runs, containment, numbers_of, runs_of, shared, without_quotes, words_of
from lookthrough.model.document import Article, Rendition

SAME_STORY = 0.30
"""Share of the shorter text's runs of five words from which two articles are one story."""

STORY_RUN = 5
_FEWEST = 12  # runs that two stories must share at least, however short they are
_SHORTEST = 20  # runs below which a text is too short to be told a copy
_STOCK = 3  # articles in which a paragraph must stand to be looked at as a house's stock
_RETOLD = 0.1  # containment, without shared paragraphs, from which two texts are copies all the same
_CROWD = 40  # articles with one run among which only neighbours are compared: the rest follows from them


@dataclass(frozen=True, slots=True)
class Copies:
    """Two articles that tell one story.

    Attributes:
        one, other: their ids, in order.
        containment: share of the shorter one's runs that stand in the other, 0..1.
        shared: number of runs.
    """

    one: str
    other: str
    containment: float
    shared: int


def told_by(rendition: Rendition, article: Article) -> tuple[str, ...]:
    """An article's own paragraphs, as far as it is read: no furniture, forms, captions or foreign paragraphs."""
    own = [block for block in article.blocks if block.role == "body"]
    end = own[0].start + LONGEST_TEXT if own else 0
    return tuple(rendition.text[block.start : min(block.end, end)] for block in own if block.start < end)


def copies_among(texts: Mapping[str, Sequence[str]]) -> tuple[Copies, ...]:
    """Every pair of texts that tells one story; in a crowd of copies, enough pairs to connect it.

    Args:
        texts: id -> paragraphs.

    Returns:
        Pairs in the order of their ids.
    """
    ids = sorted(texts)
    read = [[_Paragraph(text) for text in texts[each]] for each in ids]
    stock = _stock_paragraphs(read)
    runs = [_story_runs(paragraphs, stock) for paragraphs in read]
    found = []
    for one, other in sorted(_candidates(runs)):
        both = shared(runs[one], runs[other])
        least = min(len(runs[one]), len(runs[other]))
        if both >= _FEWEST and both >= SAME_STORY * least:
            found.append(Copies(ids[one], ids[other], both / least, both))
    return tuple(found)


class _Paragraph:
    """A paragraph's words as numbers, with and without what it quotes."""

    __slots__ = ("key", "unquoted", "words")

    def __init__(self, text: str) -> None:
        self.words = numbers_of(words_of(text))
        bare = without_quotes(text)
        self.unquoted = self.words if bare == text else numbers_of(words_of(bare))
        self.key = self.words.tobytes()


def _joined(parts: Sequence[Runs]) -> Runs:
    return np.concatenate(parts) if parts else np.empty(0, np.uint64)


def _story_runs(paragraphs: Sequence[_Paragraph], stock: frozenset[bytes]) -> Runs:
    own = [each for each in paragraphs if each.key not in stock]
    unquoted = runs_of(_joined([each.unquoted for each in own]), STORY_RUN)
    whole = runs_of(_joined([each.words for each in own]), STORY_RUN)
    # A text that is nearly all quotation is compared whole.
    return unquoted if len(unquoted) >= max(_SHORTEST, len(whole) // 4) else whole


def _candidates(runs: Sequence[Runs]) -> set[tuple[int, int]]:
    """Pairs that share a run; of texts shorter than `_SHORTEST` runs nothing is told."""
    able = [place for place, own in enumerate(runs) if len(own) >= _SHORTEST]
    if len(able) < 2:
        return set()
    owners = np.concatenate([np.full(len(runs[place]), place, np.int64) for place in able])
    every = np.concatenate([runs[place] for place in able])
    order = np.lexsort((owners, every))
    every, owners = every[order], owners[order]
    edges = np.flatnonzero(np.concatenate(([True], every[1:] != every[:-1], [True])))
    pairs: dict[tuple[int, int], int] = {}
    groups: dict[tuple[int, ...], int] = {}
    for start, size in zip(edges[:-1], np.diff(edges), strict=True):
        if size > 1:
            group = tuple(owners[start : start + size].tolist())
            groups[group] = groups.get(group, 0) + 1
    for group, count in groups.items():
        for pair in _pairs(group):
            pairs[pair] = pairs.get(pair, 0) + count
    # Neighbours in a crowd are counted in part only, so half of what is needed is asked for here.
    return {pair for pair, count in pairs.items() if count >= _FEWEST // 2}


def _pairs(group: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    if len(group) > _CROWD:
        yield from pairwise(group)
        return
    for place, one in enumerate(group):
        for other in group[place + 1 :]:
            yield one, other


def _stock_paragraphs(texts: Sequence[Sequence[_Paragraph]]) -> frozenset[bytes]:
    """Paragraphs that a house prints under different stories: most of the texts that share one share little else."""
    where: dict[bytes, list[int]] = {}
    sizes: list[dict[bytes, int]] = []
    for place, paragraphs in enumerate(texts):
        own = {each.key: len(each.words) for each in paragraphs if len(each.words) >= 8}
        sizes.append(own)
        for key in own:
            where.setdefault(key, []).append(place)
    judged: dict[tuple[int, int], float] = {}
    stock = set()
    for key, places in where.items():
        if len(places) < _STOCK:
            continue
        strangers = 0
        for one, other in zip(places, places[1:] + places[:1], strict=True):
            common = sizes[one].keys() & sizes[other].keys()
            rest = sum(sizes[one][k] for k in common if k != key)
            least = min(sum(sizes[one].values()), sum(sizes[other].values())) - sizes[one][key]
            if least <= 0 or rest >= 0.25 * least:
                continue
            pair = (min(one, other), max(one, other))
            if pair not in judged:
                judged[pair] = _alike_elsewhere(texts[one], texts[other], common)
            strangers += judged[pair] < _RETOLD
        if strangers * 2 >= len(places):
            stock.add(key)
    return frozenset(stock)


def _alike_elsewhere(one: Sequence[_Paragraph], other: Sequence[_Paragraph], common: Set[bytes]) -> float:
    """Containment of two texts without the paragraphs that they share word for word."""
    runs = [runs_of(_joined([p.words for p in each if p.key not in common]), STORY_RUN) for each in (one, other)]
    return containment(runs[0], runs[1])


def stories_among(texts: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Groups of ids that tell one story each, singles included; sorted."""
    parent = {each: each for each in texts}
    for pair in copies_among(texts):
        parent[_root(parent, pair.other)] = _root(parent, pair.one)
    groups: dict[str, list[str]] = {}
    for each in sorted(texts):
        groups.setdefault(_root(parent, each), []).append(each)
    return tuple(sorted(tuple(group) for group in groups.values()))


def _root(parent: dict[str, str], each: str) -> str:
    while parent[each] != each:
        parent[each] = parent[parent[each]]
        each = parent[each]
    return each


def origins_of(renditions: Iterable[Rendition]) -> dict[str, str]:
    """Article id -> id of the article that stands for its story: the earliest published, then the longest, then by id.

    Args:
        renditions: all documents that are looked at together.
    """
    articles = {a.id: (r, a) for r in renditions for a in r.articles}
    if len(articles) < 2:
        return {name: name for name in articles}
    stories = stories_among({name: told_by(*pair) for name, pair in articles.items()})

    def rank(name: str) -> tuple[str, int, str]:
        article = articles[name][1]
        date = article.published.date
        return (date.earliest.isoformat() if date else "9999", article.start - article.end, name)

    return {name: min(story, key=rank) for story in stories for name in story}
