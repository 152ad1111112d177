"""The two sides of a comparison: a name's words with their points, and what was paired between them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from lookthrough.names.tags import Tag
from lookthrough.names.tokens import How, Reading
from lookthrough.names.words import Word, word_of

#: tag: (points as agreement, points when left over). A name's own word has `core_points` for both.
WEIGHTS: dict[Tag, tuple[int, int]] = {
    Tag.CORE: (100, 100),
    Tag.TRADE: (28, 70),
    Tag.FILLER: (15, 14),
    Tag.STRUCTURE: (45, 62),
    Tag.COUNTRY: (18, 36),
    Tag.PLACE: (53, 60),
    Tag.NUMBER: (85, 65),
    Tag.LETTER: (50, 60),
    Tag.INITIAL: (15, 12),
    Tag.PARTICLE: (4, 4),
    Tag.TITLE: (3, 3),
    Tag.LEGAL: (3, 3),
}
#: The least and most that a name's own word is worth.
CORE_LEAST, CORE_MOST = 20, 100

#: The most that a word of so many Latin letters is worth, from none to `SHORT`.
MOST_OF_SHORT = (100, 60, 60, 80)
SHORT = len(MOST_OF_SHORT) - 1

Mode = Literal["plain", "security", "receipt", "person"]
MODES: tuple[Mode, ...] = ("plain", "security", "receipt", "person")
#: Points of a leading place that the other name lacks ("Zhejiang Acme Technology" and "Acme Technology"), by how the
#: question is put: on the query's side, and on the list's. A holdings line prints the issuer's full name, so a place
#: that only the list prints may well be a local subsidiary; behind a depositary receipt it nearly always is.
LEADING_COUNTRY: dict[Mode, tuple[int, int]] = {
    "plain": (35, 35),
    "security": (35, 40),
    "receipt": (45, 60),
    "person": (0, 0),
}
LEADING_PLACE: dict[Mode, tuple[int, int]] = {
    "plain": (20, 20),
    "security": (14, 35),
    "receipt": (45, 60),
    "person": (0, 0),
}

#: Fewer parties than this do not make a word common.
LEAST_PARTIES = 10_000


@lru_cache(maxsize=1 << 16)
@lru_cache(maxsize=1 << 12)
def core_points(carriers: int, parties: int) -> int:
    """Points of a name's own word: 100 when no party carries it, falling with the logarithm of how many do.

    Args:
        carriers: parties of the index that carry the word.
        parties: parties in the index; fewer than `LEAST_PARTIES` count as that many.
    """
    rarity = 1 - math.log1p(carriers) / math.log1p(max(parties, LEAST_PARTIES))
    return max(CORE_LEAST, min(CORE_MOST, round(CORE_MOST * rarity)))


def own_points(word: str, carriers: int, parties: int) -> int:
    """The same of one word; a word of two or three Latin letters is worth `MOST_OF_SHORT` at most.

    Few letters meet by chance, and those that no list knows are often a damaged "and", "al" or "SA".

    Args:
        word: the canonical word.
        carriers, parties: as in `core_points`.
    """
    points = core_points(carriers, parties)
    return min(points, MOST_OF_SHORT[len(word)]) if is_short(word) else points


def is_short(word: str) -> bool:
    """Is a word so short that letters meet by chance? A Chinese character is a word."""
    return len(word) <= SHORT and word.isascii() and word.isalpha()


class Element(NamedTuple):
    """What can be paired: one token, or a run of tokens in another spelling.

    Attributes:
        text: the canonical word.
        first: position of the (first) token.
        span: how many tokens it takes.
        percent: how much an agreement with it is worth; 100 for a token.
        how: what it is.
    """

    text: str
    first: int
    span: int
    percent: int = 100
    how: How | Literal["token"] = "token"

    @property
    def word(self) -> Word:
        """The word with its marks, which most explanations do not need."""
        return word_of(self.text)

    @property
    def mask(self) -> int:
        """The tokens taken, as bits."""
        return ((1 << self.span) - 1) << self.first


@dataclass(frozen=True, slots=True)
class Side:
    """One name with its points.

    Attributes:
        reading: the name as read.
        mode: how the question is put.
        mass: points as agreement, token by token.
        cost: points when left over, token by token.
        rarity: points of each word by its rarity alone, whatever its tag.
    """

    reading: Reading
    mode: Mode
    mass: tuple[int, ...]
    cost: tuple[int, ...]
    rarity: tuple[int, ...] = ()

    @property
    def elements(self) -> list[Element]:
        """Every token, then every span."""
        reading = self.reading
        return [element_of(reading, number) for number in range(len(reading.tokens) + len(reading.spans))]

    def tag(self, element: Element) -> Tag:
        """The tag of an element's first token."""
        return self.reading.tokens[element.first].tag


def element_of(reading: Reading, number: int) -> Element:
    """An element by its number; few are looked at where the pairs are known."""
    tokens = reading.tokens
    if number < len(tokens):
        return Element(tokens[number][0], number, 1)
    return Element(*reading.spans[number - len(tokens)])


class Pairing(NamedTuple):
    """Two elements that were paired, with their likeness in percent.

    `initial`: only an initial agrees. `coined`: one may have been coined from the other, see `translated`.
    """

    query: Element
    listed: Element
    similarity: int
    initial: bool = False
    coined: bool = False


class Adjustment(NamedTuple):
    """What a rule adds beside the words that were paired and left over, see `person_rules` and `body_rules`.

    Attributes:
        feature: stable snake_case name.
        agreement, separation: what it adds to the two sums, in points times percent; at least 0.
        query_value, list_value: what it was found in.
        says: the sentence a reviewer reads.
    """

    feature: str
    agreement: int
    separation: int
    query_value: str
    list_value: str
    says: str


def mode_of(reading: Reading, *, security: bool) -> Mode:
    """How the question is put."""
    if reading.person:
        return "person"
    if not security:
        return "plain"
    return "receipt" if reading.receipt else "security"


def side_of(reading: Reading, carriers: Callable[[str], int], parties: int, mode: Mode, *, listed: bool) -> Side:
    """Give a name's words their points.

    Args:
        reading: the name as read.
        carriers: how many parties of the index carry a word.
        parties: how many parties the index holds.
        mode: how the question is put.
        listed: the name stands on the list; otherwise it is the query.
    """
    rarity = tuple([own_points(token.text, carriers(token.text), parties) for token in reading.tokens])
    return with_points(reading, rarity, mode, listed=listed)


def with_points(reading: Reading, rarity: tuple[int, ...], mode: Mode, *, listed: bool) -> Side:
    """The same where the points of each word by its rarity are known."""
    mass, cost = [], []
    for token, own in zip(reading.tokens, rarity, strict=True):
        agree, leave = WEIGHTS[token.tag]
        if token.tag is Tag.CORE:
            agree = leave = own
        elif token.leading and mode in LEADING_PLACE:
            table = LEADING_COUNTRY if token.tag is Tag.COUNTRY else LEADING_PLACE
            leave = table[mode][int(listed)]
        mass.append(agree)
        cost.append(leave)
    return Side(reading, mode, tuple(mass), tuple(cost), rarity)
