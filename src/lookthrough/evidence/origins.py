"""Where stories and statements come from: copies of one story are one origin, one statement in several wordings is one.

Runs of five words are compared by containment, which keeps a half copy, a copy with other furniture around it and one
with a few words exchanged together with its source, while two stories on one subject share next to nothing. Five
copies of a wire story are one origin; two outlets that quote one spokesman are one origin for what he said.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from lookthrough.evidence.comparators.lexicon import plain_words
from lookthrough.evidence.comparators.material import Told
from lookthrough.evidence.comparators.parties import same_party
from lookthrough.evidence.comparators.wording import ENOUGH, WORDS, containment, runs
from lookthrough.model.claim import Utterance
from lookthrough.model.document import Article, Rendition

#: Words of a run.
RUN = 5
#: Two articles tell one story when this share of the shorter one's runs stands in the other.
SAME_STORY = 0.30
#: An article with fewer runs is too short to be known again.
SHORTEST = 20
#: A run that stands in more articles than this is a phrase of the house and tells nothing.
COMMON = 50


def word_runs(text: str) -> frozenset[int]:
    """The runs of five words of a text, as numbers that are the same in every process."""
    words = plain_words(text)
    return frozenset(_number(" ".join(words[at : at + RUN])) for at in range(len(words) - RUN + 1))


@lru_cache(maxsize=1 << 16)
def _number(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def told_text(rendition: Rendition, article: Article) -> str:
    """An article without its furniture, forms and foreign paragraphs."""
    return " ".join(
        rendition.text[block.start : block.end]
        for block in article.blocks
        if block.role in ("body", "heading", "caption")
    )


def origins_of(renditions: Iterable[Rendition]) -> dict[str, str]:
    """Article id -> id of the article that it goes back to: the earliest published of all that tell the story.

    Args:
        renditions: the texts.
    """
    articles = [(rendition, article) for rendition in renditions for article in rendition.articles]
    marks = {article.id: word_runs(told_text(rendition, article)) for rendition, article in articles}
    index: dict[int, list[str]] = {}
    for name, own in marks.items():
        if len(own) >= SHORTEST:
            for run in own:
                index.setdefault(run, []).append(name)
    parent = {name: name for name in marks}
    for one, other in sorted(_near(marks, index)):
        first, second = _root(parent, one), _root(parent, other)
        if first != second:
            parent[second] = first
    order = {article.id: _order(article) for _, article in articles}
    groups: dict[str, list[str]] = {}
    for name in marks:
        groups.setdefault(_root(parent, name), []).append(name)
    return {name: min(group, key=lambda each: order[each]) for group in groups.values() for name in group}


def _near(marks: Mapping[str, frozenset[int]], index: Mapping[int, Sequence[str]]) -> set[tuple[str, str]]:
    shared: Counter[tuple[str, str]] = Counter()
    for names in index.values():
        if 1 < len(names) <= COMMON:
            ordered = sorted(names)
            shared.update((one, other) for at, one in enumerate(ordered) for other in ordered[at + 1 :])
    return {
        pair for pair, count in shared.items() if count >= SAME_STORY * min(len(marks[pair[0]]), len(marks[pair[1]]))
    }


def _root(parent: dict[str, str], name: str) -> str:
    while parent[name] != name:
        parent[name] = parent[parent[name]]
        name = parent[name]
    return name


def _order(article: Article) -> tuple[str, str]:
    date = article.published.date
    return (date.earliest.isoformat() if date else "9999", article.id)


def utterances_of(told: Sequence[Told], origins: Mapping[str, str]) -> tuple[Utterance, ...]:
    """Statements that several articles carry in near-same words of one speaker.

    Args:
        told: claims, the earliest published first.
        origins: as `origins_of` gives them.
    """
    spoken = [
        each
        for each in told
        if each.claim.speaker.kind in ("person", "organization") and len(plain_words(each.claim.quote.exact)) >= WORDS
    ]
    index: dict[tuple[str, ...], list[int]] = {}
    for place, each in enumerate(spoken):
        for run in runs(each.claim.quote.exact):
            index.setdefault(run, []).append(place)
    taken: set[int] = set()
    found = []
    for place, each in enumerate(spoken):
        if place in taken:
            continue
        near = {
            other
            for run in runs(each.claim.quote.exact)
            for other in index[run]
            if other > place and other not in taken
        }
        group = [place, *(other for other in sorted(near) if _one(each, spoken[other]))]
        if len({spoken[at].article.id for at in group}) > 1:
            taken.update(group)
            found.append(_utterance([spoken[at] for at in group], origins))
    return tuple(found)


def _one(each: Told, other: Told) -> bool:
    return (
        same_party(each.speaker, other.speaker)
        and containment(each.claim.quote.exact, other.claim.quote.exact) >= ENOUGH
    )


def _utterance(group: Sequence[Told], origins: Mapping[str, str]) -> Utterance:
    claims = tuple(each.id for each in group)
    carriers = tuple(dict.fromkeys(each.article.id for each in group))
    digest = hashlib.sha256("\n".join(claims).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Utterance(
        digest, group[0].claim.speaker.name, claims, carriers, len({origins.get(each, each) for each in carriers})
    )
