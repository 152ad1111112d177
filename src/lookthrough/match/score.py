"""The weight table, and the score of two names.

How a score comes about, for a reader who must answer for it:

1. Each word of a name is worth points (`WEIGHTS`). A name's own word is worth up to 100, the less the more parties of
   the index carry it (`core_points`). Words of trade, places and legal forms have fixed, low points.
2. Words of the two names are paired, best likeness first; each word at most once. A pair *agrees* by the lower points
   of its two words times their likeness.
3. Words left over on either side *separate* by `ONE_SIDED` percent of their points. What both sides have left
   contradicts, and separates by `BOTH_SIDED` percent more of the smaller remainder.
4. score = agreement / (agreement + separation). It is 1 for equal names and 0 when no word but light ones agree.
5. A country in common adds `COUNTRY_AGREES` points of agreement; known and different countries add
   `COUNTRY_CONTRADICTS` points of separation, which a long distinctive name outweighs and a short one does not.
   A weak alias separates by `WEAK_ALIAS` percent of the agreement.

All arithmetic is on whole numbers (points times percent), with one division at the end.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from lookthrough.index.slips import MOST_SLIPS
from lookthrough.match import features
from lookthrough.names.tokens import LIGHT, Reading, Tag, neighbours

#: The alert line: a match at or above it is shown as a hit. Chosen on an emerging-markets fund, where the weakest right
#: match of a line and its issuer scored 0.89 and nearly all sister companies and namesakes below 0.82, and on funds
#: without listed issuers. It is no probability; a later calibration may move it.
DEFAULT_THRESHOLD = 0.82

#: Nothing below this is ever a candidate, whatever threshold is asked for: at 0.4 more than half of what was compared
#: separates, and what lies below are strangers that share a common word. On the open SDN queries 0.3 finds 0.996 within
#: ten, 0.4 finds 0.995 and answers a quarter faster, 0.5 finds 0.988 (benchmarks/sdn_queries.py).
FLOOR = 0.4

#: tag: (points as agreement, points when left over). A name's own word has `core_points` for both.
WEIGHTS: dict[Tag, tuple[int, int]] = {
    Tag.CORE: (100, 100),
    Tag.TRADE: (25, 50),
    Tag.FILLER: (15, 14),
    Tag.STRUCTURE: (15, 55),
    Tag.COUNTRY: (15, 40),
    Tag.PLACE: (30, 45),
    Tag.NUMBER: (50, 80),
    Tag.LETTER: (20, 40),
    Tag.INITIAL: (15, 12),
    Tag.PARTICLE: (4, 4),
    Tag.TITLE: (3, 3),
    Tag.LEGAL: (3, 3),
}
#: The least and most that a name's own word is worth.
CORE_LEAST, CORE_MOST = 20, 100

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

#: Percent of the points left over that separate, and of the smaller remainder where both names have one. A personal
#: name often lacks a middle name or a father's name; a company's seldom lacks a word without being another company.
ONE_SIDED: dict[Mode, int] = {"plain": 60, "security": 60, "receipt": 60, "person": 55}
BOTH_SIDED: dict[Mode, int] = {"plain": 60, "security": 60, "receipt": 60, "person": 75}
#: Percent of an unabbreviated name that stays open when only its initial agrees.
OPEN_AFTER_INITIAL = 15
#: Percent of the list's words that still count when a cut-off line may have held them. Words of structure count in
#: full: the line may mean the group or its subsidiary, and nothing tells which.
BEYOND_THE_CUT = 30

COUNTRY_AGREES = 8
COUNTRY_CONTRADICTS = 30
WEAK_ALIAS = 20

#: Fewer parties than this do not make a word common.
LEAST_PARTIES = 10_000


@lru_cache(maxsize=1 << 16)
def core_points(carriers: int, parties: int) -> int:
    """Points of a name's own word: 100 when no party carries it, falling with the logarithm of how many do.

    Args:
        carriers: parties of the index that carry the word.
        parties: parties in the index; fewer than `LEAST_PARTIES` count as that many.
    """
    rarity = 1 - math.log1p(carriers) / math.log1p(max(parties, LEAST_PARTIES))
    return max(CORE_LEAST, min(CORE_MOST, round(CORE_MOST * rarity)))


class Element(NamedTuple):
    """What can be paired: one token, or two neighbours written as one word.

    Attributes:
        text: canonical text.
        first: position of the (first) token.
        span: 1 for a token, 2 for neighbours.
    """

    text: str
    first: int
    span: int

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
        elements: every token, then every pair of neighbours.
    """

    reading: Reading
    mode: Mode
    mass: tuple[int, ...]
    cost: tuple[int, ...]
    elements: tuple[Element, ...]

    def tag(self, element: Element) -> Tag:
        """The tag of an element's first token."""
        return self.reading.tokens[element.first].tag


class Pairing(NamedTuple):
    """Two elements that were paired, with their likeness in percent; `initial` when only an initial agrees."""

    query: Element
    listed: Element
    similarity: int
    initial: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against two names being one, in points times percent.

    Attributes:
        agreement, separation: the sums of the table above; agreement is 0 where no word of weight agrees.
        pairings: what was paired, best first.
        query_left, listed_left: positions of the tokens left over.
    """

    agreement: int
    separation: int
    pairings: tuple[Pairing, ...] = ()
    query_left: tuple[int, ...] = ()
    listed_left: tuple[int, ...] = ()


NOTHING = Evidence(0, 0)


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
    mass, cost = [], []
    for token in reading.tokens:
        agree, leave = WEIGHTS[token.tag]
        if token.tag is Tag.CORE:
            agree = leave = core_points(carriers(token.text), parties)
        elif token.leading and mode in LEADING_PLACE:
            table = LEADING_COUNTRY if token.tag is Tag.COUNTRY else LEADING_PLACE
            leave = table[mode][int(listed)]
        mass.append(agree)
        cost.append(leave)
    singles = [Element(token.text, position, 1) for position, token in enumerate(reading.tokens)]
    joined = [Element(text, position, 2) for text, position in neighbours(reading)]
    return Side(reading, mode, tuple(mass), tuple(cost), (*singles, *joined))


def weigh(query: Side, listed: Side) -> Evidence:
    """Pair the words of two names and add up what agrees and what separates."""
    pairings = _pair_up(query, listed)
    if not any(_carries(query, pairing) for pairing in pairings):
        return NOTHING
    agreement = separation = 0
    for pairing in pairings:
        ours, theirs = _points(query.mass, pairing.query), _points(listed.mass, pairing.listed)
        agreement += min(ours, theirs) * pairing.similarity
        separation += min(ours, theirs) * (100 - pairing.similarity)
        if pairing.initial:
            open_cost = max(_points(query.cost, pairing.query), _points(listed.cost, pairing.listed))
            separation += OPEN_AFTER_INITIAL * open_cost
    query_left = _left(query, [p.query for p in pairings])
    listed_left = _left(listed, [p.listed for p in pairings])
    ours = sum(query.cost[i] for i in query_left)
    theirs = sum(listed.cost[i] for i in listed_left) * 100 - _forgiven(query, listed, pairings, listed_left)
    one, both = ONE_SIDED[query.mode], BOTH_SIDED[query.mode]
    separation += (one * (100 * ours + theirs) + both * min(100 * ours, theirs)) // 100
    return Evidence(agreement, separation, tuple(pairings), query_left, listed_left)


def final_score(evidence: Evidence, countries: features.CountryRelation = "unknown", *, weak: bool = False) -> float:
    """The score, 0..1, of a name's evidence with what is known beside the names."""
    return score_of(evidence.agreement, evidence.separation, countries, weak=weak)


def score_of(
    agreement: int, separation: int, countries: features.CountryRelation = "unknown", *, weak: bool = False
) -> float:
    """The score, 0..1, of the two sums of a name's evidence with what is known beside the names."""
    if not agreement:
        return 0.0
    if weak:
        separation += agreement * WEAK_ALIAS // 100
    if countries == "agree":
        agreement += 100 * COUNTRY_AGREES
    elif countries == "contradict":
        separation += 100 * COUNTRY_CONTRADICTS
    return agreement / (agreement + separation)


def similarity(query: Side, ours: Element, listed: Side, theirs: Element) -> tuple[int, bool]:
    """Likeness of two tokens in percent, and whether only an initial agrees."""
    our_tag, their_tag = query.tag(ours), listed.tag(theirs)
    if (our_tag in LIGHT) != (their_tag in LIGHT):
        return 0, False
    if ours.text == theirs.text:
        return features.SAME, False
    if our_tag in LIGHT:
        return 0, False
    if query.reading.person and listed.reading.person and Tag.INITIAL in (our_tag, their_tag):
        short, long = (ours.text, theirs.text) if our_tag is Tag.INITIAL else (theirs.text, ours.text)
        return features.initial_similarity(short, long), True
    stump = 0
    if query.reading.cut and ours.first == len(query.reading.tokens) - 1:
        stump = features.stump_similarity(ours.text, theirs.text)
    return max(stump, features.word_similarity(ours.text, theirs.text)), False


def _alike(query: Side, listed: Side) -> list[Pairing]:
    """Every two elements that are alike: token and token, or neighbours written as one and a token."""
    our_tokens, their_tokens = query.elements[: len(query.mass)], listed.elements[: len(listed.mass)]
    persons = query.reading.person and listed.reading.person
    last = len(our_tokens) - 1 if query.reading.cut else -1
    found = []
    for ours in our_tokens:
        size = len(ours.text)
        for theirs in their_tokens:
            # only words of about one length are compared, but for stumps and initials: the rest cannot be alike
            far = abs(len(theirs.text) - size) > MOST_SLIPS
            if far and ours.first != last and not (persons and (size == 1 or len(theirs.text) == 1)):
                continue
            alike, initial = similarity(query, ours, listed, theirs)
            if alike:
                found.append(Pairing(ours, theirs, alike, initial))
    for ours in query.elements[len(query.mass) :]:
        same = [e for e in their_tokens if e.text == ours.text and listed.tag(e) not in LIGHT]
        found += [Pairing(ours, theirs, features.JOINED) for theirs in same]
    for theirs in listed.elements[len(listed.mass) :]:
        same = [e for e in our_tokens if e.text == theirs.text and query.tag(e) not in LIGHT]
        found += [Pairing(ours, theirs, features.JOINED) for ours in same]
    return found


def _pair_up(query: Side, listed: Side) -> list[Pairing]:
    found = _alike(query, listed)
    found.sort(key=lambda p: (-p.similarity, p.query.span, p.listed.span, p.query.first, p.listed.first))
    accepted, our_mask, their_mask = [], 0, 0
    for pairing in found:
        if not (our_mask & pairing.query.mask or their_mask & pairing.listed.mask):
            accepted.append(pairing)
            our_mask |= pairing.query.mask
            their_mask |= pairing.listed.mask
    return accepted


def _carries(query: Side, pairing: Pairing) -> bool:
    """Can this pairing make a match? Light words and initials cannot."""
    return not pairing.initial and (pairing.query.span == 2 or query.tag(pairing.query) not in LIGHT)


def _points(table: tuple[int, ...], element: Element) -> int:
    return sum(table[element.first : element.first + element.span])


def _left(side: Side, taken: list[Element]) -> tuple[int, ...]:
    mask = 0
    for element in taken:
        mask |= element.mask
    return tuple(i for i in range(len(side.mass)) if not mask >> i & 1)


def _forgiven(query: Side, listed: Side, pairings: list[Pairing], left: tuple[int, ...]) -> int:
    """Points times 100 that do not count because the query was cut off before them."""
    if not query.reading.cut:
        return 0
    last = len(query.reading.tokens) - 1
    at_cut = [p.listed for p in pairings if p.query.first + p.query.span - 1 == last]
    if not at_cut:
        return 0
    cut_at = at_cut[0].first + at_cut[0].span - 1
    forgivable = [i for i in left if i > cut_at and listed.reading.tokens[i].tag is not Tag.STRUCTURE]
    return sum(listed.cost[i] for i in forgivable) * (100 - BEYOND_THE_CUT)
