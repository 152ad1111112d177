"""Utterances: claims of one speaker in nearly the same words, over documents.

"hurt our business partners", quoted by one outlet, and the longer sentence around it, quoted by another, are one
statement. Two claims are one utterance when half of the runs of three words of the shorter sentence (or quote) stand
in the other, and one speaker says both. A spokesman whom two outlets quote is one origin of what he claims; the two
outlets are two witnesses that he said it, unless they print one wire story.

Claims in the article's own voice, and those of speakers without a name, are one only within copies of one story: two
authors who choose the same words for the same fact are still two.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from lookthrough.evidence.comparators.material import LONGEST_SENTENCE
from lookthrough.evidence.shingles import Runs, containment, runs_of, words_of
from lookthrough.model.claim import Claim, Speaker, Utterance
from lookthrough.model.document import Article, Rendition

SAME_WORDS = 0.50
"""Share of the shorter statement's runs of three words from which two are one utterance."""

UTTERANCE_RUN = 3
_FEWEST = 3  # runs that both must share at least
_SENTENCE = re.compile(r"[.!?。！？][\"'”’»)\]]*(?=\s+[\"'“‘«(\[]?[A-Z\u00c0-\u00de\u0400-\u042f])|[。！？\n]")
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|Co|Inc|Ltd|Corp|Jan|Feb|Aug|Sept|Oct|Nov|Dec))\.$"
)
_FORMS = frozenset(
    "ltd limited inc corp corporation company co group holding llc plc gmbh ag sa the of and mr ms dr".split()
)


@dataclass(frozen=True, slots=True)
class _Said:
    """A claim with the words around it."""

    claim: Claim
    article: Article
    sentence: Runs
    quote: Runs
    speaker: frozenset[str]


def utterances_of(
    claims: Iterable[Claim], renditions: Iterable[Rendition], origins: Mapping[str, str]
) -> tuple[Utterance, ...]:
    """Statements that more than one article carries.

    Args:
        claims: of any articles.
        renditions: the texts that they were read from; a claim of another text is passed over.
        origins: article id -> id of the article that stands for its story, from `independence.origins_of`.

    Returns:
        In the order of their first claims' places, the earliest published article first.
    """
    where = {article.id: (rendition, article) for rendition in renditions for article in rendition.articles}
    if len(where) < 2:
        return ()
    said = [_said(claim, *where[claim.article]) for claim in claims if claim.article in where]
    said.sort(key=lambda each: (_published(each.article), each.article.id, each.claim.quote.start, each.claim.id))
    parent = list(range(len(said)))
    for one, other, shared in _candidates(said, origins):
        first, second = sorted((_root(parent, one), _root(parent, other)))
        if first != second and _one_statement(said[one], said[other], shared, origins):
            parent[second] = first
    groups: dict[int, list[_Said]] = {}
    for place, each in enumerate(said):
        groups.setdefault(_root(parent, place), []).append(each)
    return tuple(_utterance(g, origins) for g in groups.values() if len({each.article.id for each in g}) > 1)


def _said(claim: Claim, rendition: Rendition, article: Article) -> _Said:
    sentence = sentence_around(rendition.text, article, claim.quote.start, claim.quote.end)
    return _Said(
        claim,
        article,
        runs_of(words_of(sentence), UTTERANCE_RUN),
        runs_of(words_of(claim.quote.exact), UTTERANCE_RUN),
        frozenset(words_of(claim.speaker.name)) - _FORMS,
    )


def sentence_around(text: str, article: Article, start: int, end: int) -> str:
    """The sentence or sentences that a stretch of text stands in, within its block."""
    at = bisect_right(article.blocks, start, key=lambda each: each.start) - 1
    block = article.blocks[at] if at >= 0 and start < article.blocks[at].end else None
    first, last = (block.start, max(block.end, end)) if block else (start, end)
    first, last = max(first, start - LONGEST_SENTENCE), min(last, end + LONGEST_SENTENCE)
    ends = [
        found.end()
        for found in _SENTENCE.finditer(text, first, last)
        if not _ABBREVIATED.search(text, max(first, found.start() - 5), found.start() + 1)
    ]
    before = max((place for place in ends if place <= start), default=first)
    after = min((place for place in ends if place >= end), default=last)
    return text[before:after].strip()


def _published(article: Article) -> str:
    date = article.published.date
    return date.earliest.isoformat() if date else "9999"


def _candidates(said: Sequence[_Said], origins: Mapping[str, str]) -> Iterator[tuple[int, int, int]]:
    """Pairs of claims in different articles that share `_FEWEST` runs or more, with how many.

    Only claims that can have one speaker meet: those that share a word of his name, or, without a name, one story.
    """
    index: dict[tuple[str, int], list[int]] = {}
    for _, places in groupby(range(len(said)), key=lambda place: said[place].article.id):
        keyed = [
            (place, [(key, run) for run in said[place].sentence.tolist()])
            for place in places
            for key in _speaker_keys(said[place], origins)
        ]
        counted: dict[int, Counter[int]] = {}
        for place, keys in keyed:
            meeting = Counter(chain.from_iterable(index.get(key, ()) for key in keys))
            counted[place] = counted.get(place, Counter()) | meeting
        for place, keys in keyed:  # only now: an article's own claims do not meet
            for key in keys:
                index.setdefault(key, []).append(place)
        for place, meeting in counted.items():
            yield from ((other, place, shared) for other, shared in sorted(meeting.items()) if shared >= _FEWEST)


def _speaker_keys(each: _Said, origins: Mapping[str, str]) -> list[str]:
    if _named(each.claim.speaker):
        return sorted(each.speaker)
    return [f"{each.claim.speaker.kind} {origins.get(each.article.id, each.article.id)}"]


def _one_statement(one: _Said, other: _Said, shared: int, origins: Mapping[str, str]) -> bool:
    if not _may_be_one(one, other, origins):
        return False
    return shared >= SAME_WORDS * min(len(one.sentence), len(other.sentence)) or (
        _of_quotes(one.quote, other.quote) >= SAME_WORDS
    )


def _may_be_one(one: _Said, other: _Said, origins: Mapping[str, str]) -> bool:
    """Whether one speaker can have said both."""
    if origins.get(one.article.id, one.article.id) == origins.get(other.article.id, other.article.id):
        unnamed = not _named(one.claim.speaker) and one.claim.speaker.kind == other.claim.speaker.kind
        return unnamed or _one_speaker(one, other)
    return _one_speaker(one, other)


def _of_quotes(one: Runs, other: Runs) -> float:
    return containment(one, other) if min(len(one), len(other)) >= _FEWEST else 0.0


def _one_speaker(one: _Said, other: _Said) -> bool:
    """Whether two names can be one party's: the words of the shorter one all stand in the longer one."""
    if not (_named(one.claim.speaker) and _named(other.claim.speaker)):
        return False
    return bool(one.speaker and other.speaker) and (one.speaker <= other.speaker or other.speaker <= one.speaker)


def _named(speaker: Speaker) -> bool:
    return speaker.kind in ("person", "organization")


def _root(parent: list[int], place: int) -> int:
    while parent[place] != place:
        parent[place] = parent[parent[place]]
        place = parent[place]
    return place


def _utterance(group: Sequence[_Said], origins: Mapping[str, str]) -> Utterance:
    claims = tuple(each.claim.id for each in group)
    carriers = tuple(dict.fromkeys(each.article.id for each in group))
    longest = max((each.claim.speaker.name for each in group), key=lambda name: (len(name), name))
    digest = hashlib.sha256("\n".join(claims).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    witnesses = len({origins.get(each, each) for each in carriers})
    return Utterance(digest, longest, claims, carriers, 1, witnesses)
