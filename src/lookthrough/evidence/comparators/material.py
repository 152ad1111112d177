"""What comparators are given: claims where they stand, and what official lists say.

Nothing here is looked up: whoever asks hands over the official side (`Official`) as data, so the same claims and the
same lists always give the same comparisons.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from lookthrough.evidence.comparators.parties import Party, party_of
from lookthrough.model.claim import Claim, Record
from lookthrough.model.dates import PartialDate
from lookthrough.model.document import Article, Block, Rendition

#: A sentence longer than this is no sentence: a table, or text that lost its stops.
LONGEST_SENTENCE = 2_000
#: Code points of one article in which sentences without a claim are looked at too; no claim is read behind as many.
LONGEST_TEXT = 4_000_000


@dataclass(frozen=True)
class Told:
    """A claim where it stands.

    Attributes:
        claim: what is said.
        article: in which story.
        sentence: the sentence, or the two, that hold the quote.
    """

    claim: Claim
    article: Article
    sentence: str

    @property
    def id(self) -> str:
        """The claim's."""
        return self.claim.id

    @property
    def published(self) -> PartialDate | None:
        """When the article was published."""
        return self.article.published.date

    @cached_property
    def subject(self) -> Party:
        """Whom or what the claim is about."""
        return party_of(self.claim.subject, self.claim.subject_entity)

    @cached_property
    def object(self) -> Party:
        """The other side of the claim."""
        return party_of(self.claim.object, self.claim.object_entity)

    @cached_property
    def speaker(self) -> Party:
        """Who is answerable for it."""
        return party_of(self.claim.speaker.name, None)

    @property
    def denied(self) -> bool:
        """Does the speaker say that it is not so?"""
        return self.claim.negated or self.claim.stance == "denied"


@dataclass(frozen=True, slots=True)
class Batch:
    """The entries that one list began on one day.

    Attributes:
        list_id: the list.
        since: the day.
        entries: how many of them the edition prints.
        by_country: how many by country code; an entry with two countries counts for each.
        record: the same as a sentence with its citation.
    """

    list_id: str
    since: date
    entries: int
    by_country: Mapping[str, int]
    record: Record


@dataclass(frozen=True, slots=True)
class Listed:
    """One listing of one party, as a reference.

    Attributes:
        record: the entry in words, with the days and the citation.
        since, until: when it began and ended; None is not printed, or has not come.
        policy: the licence review policy as printed; "" where there is none.
    """

    record: Record
    since: PartialDate | None
    until: PartialDate | None = None
    policy: str = ""


@dataclass(frozen=True, slots=True)
class Restriction:
    """Which way goods may not go, as the programme of a list has it.

    Attributes:
        list_id: the list.
        towards_listed: goods, software or technology may not go to the listed party without a licence.
        from_listed: what the listed party makes or sells may not be bought, used or brought in.
        record: the provision, with its citation.
    """

    list_id: str
    towards_listed: bool
    from_listed: bool
    record: Record


@dataclass(frozen=True, slots=True)
class Official:
    """The official side.

    Attributes:
        lists: id -> title of the lists that were loaded; empty where none is.
        editions: id -> day of the edition that was asked.
        listed: entity id -> its listings, oldest first.
        batches: by list and day.
        restrictions: list id -> which way it restricts.
        founded: entity id, or name as a register prints it -> when the party came to be.
        nationality: of the authority behind a list, list id -> country code.
    """

    lists: Mapping[str, str] = field(default_factory=dict)
    editions: Mapping[str, str] = field(default_factory=dict)
    listed: Mapping[str, tuple[Listed, ...]] = field(default_factory=dict)
    batches: tuple[Batch, ...] = ()
    restrictions: Mapping[str, Restriction] = field(default_factory=dict)
    founded: Mapping[str, PartialDate] = field(default_factory=dict)
    nationality: Mapping[str, str] = field(default_factory=dict)

    def listings_of(self, entity: str | None) -> tuple[Listed, ...]:
        """The listings of an entity; none for an unknown one."""
        return self.listed.get(entity, ()) if entity else ()


@dataclass(frozen=True, slots=True)
class Material:
    """Claims and the official side, ready to compare.

    Attributes:
        told: the earliest published first, then in the order of the text; undated articles last. What an article says
            again in the same words stands here once: it is one account, however often it is printed.
        official: what the lists say.
        texts: article id -> what is read of it: body text, captions and headings.
        again: id of a claim that is said again -> id of the claim that stands here for it.
    """

    told: tuple[Told, ...]
    official: Official = Official()
    texts: Mapping[str, str] = field(default_factory=dict)
    again: Mapping[str, str] = field(default_factory=dict)


def material_of(renditions: Iterable[Rendition], claims: Iterable[Claim], official: Official = Official()) -> Material:
    """Claims with their sentences, in the order in which they were published.

    Args:
        renditions: the texts that the claims were read from; claims of other texts are left out.
        claims: of any articles.
        official: what the lists say.
    """
    homes: dict[str, tuple[Rendition, Article]] = {
        article.id: (rendition, article) for rendition in renditions for article in rendition.articles
    }
    texts = {name: told_text(rendition, article) for name, (rendition, article) in homes.items()}
    told = []
    for claim in claims:
        if claim.article in homes:
            rendition, article = homes[claim.article]
            told.append(Told(claim, article, sentence_at(rendition.text, article, claim.quote.start, claim.quote.end)))
    first: dict[tuple[object, ...], Told] = {}
    again: dict[str, str] = {}
    for each in sorted(told, key=_order):
        stands = first.setdefault(_words(each), each)
        if stands is not each:
            again[each.id] = stands.id
    return Material(tuple(first.values()), official, texts, again)


def _words(told: Told) -> tuple[object, ...]:
    """All that a claim says and the words that say it, without their place in the article."""
    claim = told.claim
    said = (claim.subject, claim.predicate, claim.object, claim.date, claim.amount, claim.speaker, claim.stance)
    linked = (claim.subject_entity, claim.object_entity, claim.negated, claim.rule)
    return (claim.article, claim.quote.exact, told.sentence, *said, *linked)


def told_text(rendition: Rendition, article: Article) -> str:
    """An article without its furniture, forms and foreign paragraphs."""
    kept = [block for block in article.blocks if block.role in ("body", "heading", "caption")]
    end = kept[0].start + LONGEST_TEXT if kept else 0
    return "\n".join(rendition.text[block.start : min(block.end, end)] for block in kept if block.start < end)


def _order(told: Told) -> tuple[date, str, int, str]:
    published = told.published
    return (published.earliest if published else date.max, told.article.id, told.claim.quote.start, told.id)


_STOP = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[\w$€£])|\n+")
#: A stop behind these ends no sentence. Source: usual abbreviations of titles, months, firms and places in news prose.
_SHORT = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|St|Jr|Sr|Co|Corp|Inc|Ltd|No|vs|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?"
    r"|Oct|Nov|Dec|Calif|Mass|Conn|Fla|Va|Md|Pa|Ill|Wash|R-\w+|D-\w+)|\b[A-Za-z]\.[A-Za-z])$"
)


def sentence_at(text: str, article: Article, start: int, end: int) -> str:
    """The sentence, or run of sentences, within one block that holds a stretch of text.

    Args:
        text: of the rendition.
        article: that the stretch stands in.
        start, end: code points; the end excluded.
    """
    block = _block_at(article, start)
    low, high = (block.start, block.end) if block else (article.start, article.end)
    low, high = max(low, start - LONGEST_SENTENCE), min(max(high, end), end + LONGEST_SENTENCE)
    first = last = None
    for stop in _STOP.finditer(text, low, high):
        if _SHORT.search(text, max(low, stop.start() - 12), stop.start()) and "\n" not in stop.group():
            continue
        if stop.end() <= start:
            first = stop.end()
        elif stop.end() >= end:
            last = stop.end()
            break
    return text[first if first is not None else low : last if last is not None else high].strip()


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a text, in order; a line's end ends a sentence."""
    begin = 0
    for stop in _STOP.finditer(text):
        if "\n" not in stop.group() and _SHORT.search(text, max(begin, stop.start() - 12), stop.start()):
            continue
        yield text[begin : stop.end()].strip()
        begin = stop.end()
    if text[begin:].strip():
        yield text[begin:].strip()


def _block_at(article: Article, start: int) -> Block | None:
    place = bisect_right(article.blocks, start, key=lambda each: each.start) - 1
    return article.blocks[place] if place >= 0 and start < article.blocks[place].end else None


def each_article(told: Sequence[Told]) -> dict[str, list[Told]]:
    """Claims by article, in their order."""
    found: dict[str, list[Told]] = {}
    for one in told:
        found.setdefault(one.article.id, []).append(one)
    return found
