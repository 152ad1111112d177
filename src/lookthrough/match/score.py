"""The weight table, and the score of two names.

How a score comes about, for a reader who must answer for it:

1. Each word of a name is worth points (`WEIGHTS`). A name's own word is worth up to 100, the less the more parties of
   the index carry it (`core_points`). Words of trade, places and legal forms have fixed, low points.
2. Words of the two names are paired, each word at most once: two that the other name runs together first, then best
   likeness first. A pair *agrees* by the lower points
   of its two words times their likeness.
3. Words left over on either side *separate* by `ONE_SIDED` percent of their points. What both sides have left
   contradicts, and separates by `BOTH_SIDED` percent more of the smaller remainder.
   A Chinese name against a Latin one has points of its own, and brands that may be coined (`translated`).
   Rules over the whole comparison add to this, each with a sentence of its own (`person_rules`, `body_rules`): a
   different number, place or word of business separates sister companies by a share of what agrees.
4. raw score = agreement / (agreement + separation). `DOUBT` keeps it below 1: the more two equal names hold and the
   rarer their words, the nearer it comes. It is 0 when no word but light ones agree.
5. What is known beside the names (birth dates, countries, codes ...) adds to both sums, see `attributes`.
   A weak alias separates by `WEAK_ALIAS` percent of the agreement.
6. score = the share of matches with such a raw score that were right, counted over open data (`KNOTS`).

All arithmetic is on whole numbers (points times percent), with one division at the end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lookthrough.match import body_rules, features, person_rules, translated
from lookthrough.match.attributes import Comparison, added
from lookthrough.match.sides import Adjustment, Element, Mode, Pairing, Side
from lookthrough.names.tags import LIGHT, Tag
from lookthrough.names.tokens import JOINED

#: What a raw score means: (raw score, share of matches with it that are right), rising. Counted by
#: `benchmarks/calibrate.py` over answers to mutated and to clean names and over labelled pairs. A share holds for data
#: like these: where nobody is listed, every match is wrong whatever its score.
KNOTS = (
    (0.0, 0.0),
    (0.4, 0.003),
    (0.5, 0.012),
    (0.6, 0.06),
    (0.7, 0.2),
    (0.76, 0.36),
    (0.8, 0.54),
    (0.84, 0.77),
    (0.88, 0.84),
    (0.92, 0.945),
    (0.95, 0.98),
    (0.97, 0.997),
    (1.0, 1.0),
)
_RAW = tuple(raw for raw, _ in KNOTS)
_SHARES = tuple(share for _, share in KNOTS)

#: The alert line: a match at or above it is shown as a hit, for it is as likely right as wrong. To expect, counted on
#: queries and names that had no say in the knots (benchmarks/calibrate.py): 96 of 100 mutated SDN names are found, and
#: 15 of 10,000 clean names alert. On labelled pairs precision is 0.98 and recall 0.81 (benchmarks/name_pairs.py).
DEFAULT_THRESHOLD = 0.5

#: Nothing below this is ever a candidate, whatever threshold is asked for (raw 0.2). One in a thousand of what lies
#: below is right. With a floor at raw 0.4, of 3,300 mutated SDN names 12 did not have their party among ten answers,
#: now 1 has not; whoever asks for everything waits half as long again for it, whoever asks at an alert line does not.
FLOOR = 0.0015

#: Beside an answer at the alert line or above, nothing below this is given: six in a hundred of such are right.
#: Only a query without such an answer is searched down to the `FLOOR`, for that is what takes long.
BESIDE_A_HIT = 0.06

#: What separates any two names, in points times percent: equal names of one common word may still be two parties', and
#: the more two names agree in, the less it counts.
DOUBT = 400

#: Percent of the points left over that separate, and of the smaller remainder where both names have one. A personal
#: name often lacks a middle name or a father's name; a company's seldom lacks a word without being another company.
ONE_SIDED: dict[Mode, int] = {"plain": 46, "security": 52, "receipt": 60, "person": 17}
BOTH_SIDED: dict[Mode, int] = {"plain": 55, "security": 25, "receipt": 60, "person": 135}
#: Percent of an unabbreviated name that stays open when only its initial agrees.
OPEN_AFTER_INITIAL = 8
#: Percent of the list's words that still count when a cut-off line may have held them. Words of structure count in
#: full: the line may mean the group or its subsidiary, and nothing tells which.
BEYOND_THE_CUT = 30

#: Tags of words that the word lists know.
KNOWN = frozenset({Tag.TRADE, Tag.FILLER, Tag.STRUCTURE, Tag.COUNTRY, Tag.PLACE})

WEAK_ALIAS = 20


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against two names being one, in points times percent.

    Attributes:
        agreement, separation: the sums of the table above; agreement is 0 where no word of weight agrees.
        pairings: what was paired, best first.
        query_left, listed_left: positions of the tokens left over.
        adjustments: what the rules for persons or bodies added; it is in the sums already.
    """

    agreement: int
    separation: int
    pairings: tuple[Pairing, ...] = ()
    query_left: tuple[int, ...] = ()
    listed_left: tuple[int, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()

    @property
    def score(self) -> float:
        """The score, 0..1, of the names alone."""
        return score_of(self.agreement, self.separation)


NOTHING = Evidence(0, 0)


def weigh(query: Side, listed: Side) -> Evidence:
    """Pair the words of two names and add up what agrees and what separates."""
    apart = translated.is_translated(query, listed)
    if apart:
        query, listed = translated.in_translation(query), translated.in_translation(listed)
    pairings = _pair_up(query, listed, translated.coined_pairs(query, listed) if apart else [])
    if not any(_carries(query, pairing) for pairing in pairings):
        return NOTHING
    agreement = separation = 0
    for pairing in pairings:
        ours, theirs = _points(query.mass, pairing.query), _points(listed.mass, pairing.listed)
        agreement += min(ours, theirs) * pairing.similarity
        parted = min(ours, theirs)
        if pairing.coined:  # as much less than two words left over as they are alike
            parted = _points(query.cost, pairing.query) + _points(listed.cost, pairing.listed)
        separation += parted * (100 - pairing.similarity)
        if pairing.initial:
            open_cost = max(_points(query.cost, pairing.query), _points(listed.cost, pairing.listed))
            separation += OPEN_AFTER_INITIAL * open_cost
    query_left = _left(query, [p.query for p in pairings])
    listed_left = _left(listed, [p.listed for p in pairings])
    ours = sum(query.cost[i] for i in query_left)
    theirs = sum(listed.cost[i] for i in listed_left) * 100 - _forgiven(query, listed, pairings, listed_left)
    one, both = (100, 0) if apart else (ONE_SIDED[query.mode], BOTH_SIDED[query.mode])
    if body_rules.is_short_name(query, listed, query_left, listed_left):
        one = one * body_rules.SHORT_NAME // 100
    separation += (one * (100 * ours + theirs) + both * min(100 * ours, theirs)) // 100
    adjustments = _ruled(query, listed, pairings, query_left, listed_left)
    agreement += sum(adjustment.agreement for adjustment in adjustments)
    separation += sum(adjustment.separation for adjustment in adjustments) + DOUBT
    return Evidence(agreement, separation, tuple(pairings), query_left, listed_left, adjustments)


def with_rules(evidence: Evidence, query: Side, listed: Side) -> Evidence:
    """Evidence whose sums and pairings are known, with what the rules have added to the sums."""
    if translated.is_translated(query, listed):
        query, listed = translated.in_translation(query), translated.in_translation(listed)
    found = _ruled(query, listed, evidence.pairings, evidence.query_left, evidence.listed_left)
    return replace(evidence, adjustments=found)


def _ruled(
    query: Side, listed: Side, pairings: Sequence[Pairing], query_left: Sequence[int], listed_left: Sequence[int]
) -> tuple[Adjustment, ...]:
    rules = person_rules if query.reading.person and listed.reading.person else body_rules
    found: tuple[Adjustment, ...] = rules.adjust(query, listed, pairings, query_left, listed_left)
    if translated.is_translated(query, listed):
        found += translated.adjust(query, listed, pairings, query_left, listed_left)
    return found


def score_of(agreement: int, separation: int, beside: Sequence[Comparison] = (), *, weak: bool = False) -> float:
    """The score, 0..1, of the two sums of a name's evidence.

    Args:
        agreement, separation: the sums, in points times percent.
        beside: what is known beside the names, compared.
        weak: the list's name is a weak alias.
    """
    if not agreement:
        return 0.0
    if beside:
        more = added(beside, agreement)
        agreement, separation = agreement + more.agreement, separation + more.separation
    if weak:
        separation += agreement * WEAK_ALIAS // 100
    return calibrated(agreement / (agreement + separation))


def calibrated(raw: float) -> float:
    """The score of a raw score: the share of matches like it that were right, between the `KNOTS` in straight lines.

    Args:
        raw: agreement / (agreement + separation), 0..1.
    """
    return _between(raw, _RAW, _SHARES)


def raw_of(score: float) -> float:
    """The raw score that has this score: the inverse of `calibrated`."""
    return _between(score, _SHARES, _RAW)


def _between(value: float, knots: tuple[float, ...], results: tuple[float, ...]) -> float:
    place = min(max(bisect_right(knots, value), 1), len(knots) - 1)
    low, high = knots[place - 1], knots[place]
    below, above = results[place - 1], results[place]
    return below + (above - below) * (value - low) / (high - low)


def similarity(query: Side, ours: Element, listed: Side, theirs: Element) -> tuple[int, bool]:
    """Likeness of two tokens in percent, and whether only an initial agrees."""
    our_tag, their_tag = query.tag(ours), listed.tag(theirs)
    if (our_tag in LIGHT) != (their_tag in LIGHT):
        return 0, False
    one, other = ours.word, theirs.word
    if one.text == other.text:
        return features.SAME, False
    if our_tag in LIGHT:
        return 0, False
    if our_tag in KNOWN and their_tag in KNOWN:
        return 0, False  # two words of the word lists are no misspellings of each other
    persons = query.reading.person and listed.reading.person
    if persons and Tag.INITIAL in (our_tag, their_tag):
        short, long = (one, other) if our_tag is Tag.INITIAL else (other, one)
        return features.initial_similarity(short.text, long.text), True
    heard = our_tag not in KNOWN and their_tag not in KNOWN  # the word lists hold the spellings by ear of their words
    stump = 0
    if query.reading.cut and ours.first == len(query.reading.tokens) - 1:
        stump = features.stump_similarity(one.text, other.text)
    return max(stump, features.likeness(one, other, person=persons, heard=heard)), False


def _alike(query: Side, listed: Side) -> list[Pairing]:
    """Every two elements that are alike: two tokens, the span of one side and a token of the other, or two spans."""
    our_elements, their_elements = query.elements, listed.elements
    our_tokens, their_tokens = our_elements[: len(query.mass)], their_elements[: len(listed.mass)]
    found = []
    for ours in our_tokens:
        for theirs in their_tokens:
            alike, initial = similarity(query, ours, listed, theirs)
            if alike:
                found.append(Pairing(ours, theirs, alike, initial))
    person = query.reading.person
    for span in our_elements[len(query.mass) :]:
        for token in their_tokens:
            if listed.tag(token) not in LIGHT and (alike := _span_similarity(span, token, person=person)):
                found.append(Pairing(span, token, alike))
    for span in their_elements[len(listed.mass) :]:
        for token in our_tokens:
            if query.tag(token) not in LIGHT and (alike := _span_similarity(span, token, person=person)):
                found.append(Pairing(token, span, alike))
    return found + _joined_alternates(query, listed)


def _joined_alternates(query: Side, listed: Side) -> list[Pairing]:
    """Runs that become the same word: "Quanguo" is "Chuan-kuo" in Wade-Giles, "Hua wei" is "Hu awei" mistyped."""
    ours, theirs = query.elements[len(query.mass) :], listed.elements[len(listed.mass) :]
    return [
        Pairing(one, other, min(one.percent, other.percent))
        for one in ours
        for other in theirs
        if one.text == other.text and "acronym" not in (one.how, other.how)
    ]


def _span_similarity(span: Element, token: Element, *, person: bool) -> int:
    if span.text == token.text:
        return span.percent
    if span.how != "alternate":
        return 0
    return features.likeness(span.word, token.word, person=person) * span.percent // 100


def _pair_up(query: Side, listed: Side, coined: list[Pairing]) -> list[Pairing]:
    found = _alike(query, listed) + coined
    found.sort(
        key=lambda p: (
            not _is_rejoined(query, listed, p),
            -p.similarity,
            p.query.span,
            p.listed.span,
            p.query.first,
            p.listed.first,
        )
    )
    accepted, our_mask, their_mask = [], 0, 0
    for pairing in found:
        if not (our_mask & pairing.query.mask or their_mask & pairing.listed.mask):
            accepted.append(pairing)
            our_mask |= pairing.query.mask
            their_mask |= pairing.listed.mask
    return accepted


def _is_rejoined(query: Side, listed: Side, pairing: Pairing) -> bool:
    """Is this a word, or a whole name, that is the same but for its blanks? No equal word may take a part of it.

    One word is two of the other name run together, which has no such word; or the two names are the same letter by
    letter up to their legal forms, and differ in where their words end.
    """
    ours, theirs = pairing.query, pairing.listed
    if ours.text != theirs.text:
        return False
    if ours.how == theirs.how == "joined":
        complete = ours.percent == theirs.percent == JOINED
        return complete and ours.span != theirs.span and _is_whole(query, ours) and _is_whole(listed, theirs)
    if {ours.how, theirs.how} != {"token", "joined"}:
        return False
    parted = query if ours.how == "joined" else listed
    return all(token.text != ours.text for token in parted.reading.tokens)


def _is_whole(side: Side, element: Element) -> bool:
    """Does an element take all of a name, or all but light words behind it?"""
    return element.first == 0 and all(token.tag in LIGHT for token in side.reading.tokens[element.span :])


def _carries(query: Side, pairing: Pairing) -> bool:
    """Can this pairing make a match? Light words, initials and coined spellings cannot."""
    return not (pairing.initial or pairing.coined) and (pairing.query.span > 1 or query.tag(pairing.query) not in LIGHT)


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
