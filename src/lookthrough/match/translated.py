"""A Chinese name of a body turned into Latin letters against a name that was Latin from the start.

Such names agree by translated words of trade, and their own words often only by sound: four issuers of ten coin an
English brand. So here a known word counts by its rarity too, up to a limit by its tag, and a word left over separates
by another share: an English brand that the Chinese name cannot give says little, a Chinese one left over says more, and
a place that only the English name has says most, for English names leave places out and seldom add one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lookthrough.match.body_rules import agreed
from lookthrough.match.sides import Adjustment, Element, Pairing, Side, element_of
from lookthrough.names import coined
from lookthrough.names.chinese import INSIDE
from lookthrough.names.tags import Script, Tag

#: The most points that a word of each tag agrees by; below that its rarity counts.
MOST: dict[Tag, int] = {
    Tag.CORE: 100, Tag.TRADE: 60, Tag.FILLER: 20, Tag.STRUCTURE: 25, Tag.COUNTRY: 25, Tag.PLACE: 60, Tag.NUMBER: 85,
    Tag.LETTER: 50, Tag.INITIAL: 15, Tag.PARTICLE: 1, Tag.TITLE: 3, Tag.LEGAL: 3,
}  # fmt: skip
#: Percent of these points that separate when the word is left over: of the Chinese name, and of the Latin one. Rounded
#: from what orders the answers best for one half of the issuers listed on the mainland.
CHINESE_LEFT: dict[Tag, int] = {
    Tag.CORE: 30, Tag.TRADE: 30, Tag.FILLER: 40, Tag.STRUCTURE: 20, Tag.COUNTRY: 60, Tag.PLACE: 60, Tag.NUMBER: 80,
    Tag.LETTER: 80, Tag.INITIAL: 80, Tag.PARTICLE: 100, Tag.TITLE: 100, Tag.LEGAL: 100,
}  # fmt: skip
LATIN_LEFT: dict[Tag, int] = {
    Tag.CORE: 24, Tag.TRADE: 40, Tag.FILLER: 25, Tag.STRUCTURE: 20, Tag.COUNTRY: 60, Tag.PLACE: 140, Tag.NUMBER: 80,
    Tag.LETTER: 40, Tag.INITIAL: 80, Tag.PARTICLE: 100, Tag.TITLE: 100, Tag.LEGAL: 100,
}  # fmt: skip
#: The same of a Latin name's own word that is pinyin: the Chinese name would give it.
PINYIN_LEFT = 43
#: Percent of the agreement that separates when own words agree as coined spellings only, which is no more than likely;
#: and when each name has an own word in pinyin left over.
COINED_ONLY, OTHER_BRAND = 12, 15


def is_translated(query: Side, listed: Side) -> bool:
    """Is this a comparison of the kind that this module is about?"""
    one, other = query.reading, listed.reading
    return {one.script, other.script} == {Script.LATIN, Script.FROM_HAN} and not (one.person and other.person)


def in_translation(side: Side) -> Side:
    """A name with the points that its words have in such a comparison."""
    mass, cost = [], []
    shares = CHINESE_LEFT if side.reading.script is Script.FROM_HAN else LATIN_LEFT
    for token, element, rarity in zip(side.reading.tokens, side.elements, side.rarity, strict=False):
        points = min(rarity, MOST[token.tag])
        pinyin = shares is LATIN_LEFT and token.tag is Tag.CORE and element.word.starts
        mass.append(points)
        cost.append(points * (PINYIN_LEFT if pinyin else shares[token.tag]) // 100)
    return replace(side, mass=tuple(mass), cost=tuple(cost))


def coined_likeness(query: Side, ours: Element, listed: Side, theirs: Element) -> int:
    """Percent that the Latin one of two words may have been coined from the Chinese one; 0 for words of other tags.

    Of the Chinese name's elements this takes its own words, and the meanings of their characters (spans of percent
    `INSIDE`), which make it likelier where they stand inside the Latin word.
    """
    if query.tag(ours) is not Tag.CORE or listed.tag(theirs) is not Tag.CORE:
        return 0
    chinese, one, other = query, ours, theirs
    if query.reading.script is not Script.FROM_HAN:
        chinese, one, other = listed, theirs, ours
    if other.how != "token":
        return 0
    if one.how == "token":
        return coined.likeness(one.word, other.word)
    if one.how != "alternate" or one.percent != INSIDE:
        return 0
    if not coined.stands_inside(one.text.encode(), other.text.encode()):
        return 0
    return coined.likeness(element_of(chinese.reading, one.first).word, other.word, meaning=True)


def coined_pairs(query: Side, listed: Side) -> list[Pairing]:
    """Every two words that may have been coined from each other."""
    listed_elements = listed.elements
    return [
        Pairing(ours, theirs, alike, coined=True)
        for ours in query.elements
        for theirs in listed_elements
        if (alike := coined_likeness(query, ours, listed, theirs))
    ]


def adjust(
    query: Side, listed: Side, pairings: Sequence[Pairing], query_left: Sequence[int], listed_left: Sequence[int]
) -> tuple[Adjustment, ...]:
    """What the rules of such comparisons add to those of `body_rules.adjust`, which takes the same arguments."""
    base = agreed(query, listed, pairings)
    found = []
    coined_ = [pairing for pairing in pairings if pairing.coined]
    if coined_ and not any(_is_own(query, listed, pairing) for pairing in pairings if not pairing.coined):
        values = coined_[0].query.text, coined_[0].listed.text
        says = "The names' own words agree only as an English brand may sound like a Chinese one."
        found.append(Adjustment("coined_only", 0, base * COINED_ONLY // 100, *values, says))
    ours, theirs = _brand_left(query, query_left), _brand_left(listed, listed_left)
    if ours and theirs:
        says = "Each name has a Chinese word of its own that the other lacks."
        found.append(Adjustment("other_brand", 0, base * OTHER_BRAND // 100, ours, theirs, says))
    return tuple(found)


def _is_own(query: Side, listed: Side, pairing: Pairing) -> bool:
    """Does a pair begin with the own word of either name?"""
    return Tag.CORE in (query.tag(pairing.query), listed.tag(pairing.listed))


def _brand_left(side: Side, left: Sequence[int]) -> str:
    """The first own word left over that is pinyin; "" for none."""
    words = [
        element_of(side.reading, position).word for position in left if side.reading.tokens[position].tag is Tag.CORE
    ]
    return next((word.text for word in words if word.starts), "")
