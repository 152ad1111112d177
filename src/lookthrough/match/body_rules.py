"""What words alone do not say of two names of companies, bodies, vessels, aircraft or funds.

Sister companies share a long name and differ in one short word: a number, a place, a word of business. Points for that
word alone cannot outweigh a long name, so these rules separate by a share of the agreement.

Each token has kinds as bits (`kinds_of`); a rule looks only at the bits of the tokens that were left over, of those
that were paired, and of all, so that a compiled comparison can do the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from lookthrough.index.distance import met
from lookthrough.match.sides import Adjustment, Pairing, Side
from lookthrough.names.tags import PLACES, Script, Tag
from lookthrough.names.tokens import Token

#: The kinds of a token: a number or a lone letter; a place; a place that does not merely say where a body is from;
#: a word of business of any kind; a word that says which part of a group it is; a word of trade; the name's own word.
NUMBER, PLACE, ABROAD, BUSINESS, STRUCTURE, TRADE, OWN = 1, 2, 4, 8, 16, 32, 64
#: The kinds of a legal form: any, a body without owners, an enterprise or institution of a state.
FORM, NON_PROFIT, STATE = 128, 256, 512


class Rule(NamedTuple):
    """What separates two names.

    Attributes:
        feature: stable snake_case name.
        kinds: the kinds of tokens looked for among those left over.
        sides: must both names have one, or one name only?
        percent: of the agreement, that separates.
        says: the sentence a reviewer reads.
    """

    feature: str
    kinds: int
    sides: Literal["both", "one"]
    percent: int
    says: str


#: The rules about tokens left over. Rules for one name do not hold for a line that was cut off: its rest is unknown.
#: Numbers: of listed names that are the same but for a number in one of them, 21 of 80 are one party's, of those with
#: different numbers 3 of 1,065 (benchmarks/sister_numbers.py). 22 percent brings an equal name of two to four words to
#: the raw score of which a quarter is right; different numbers go further down, but a mistyped digit stays in sight.
RULES = (
    Rule("other_number", NUMBER, "both", 20, "The names carry different numbers, as sister units do."),
    Rule("other_place", PLACE, "both", 25, "The names carry different places, as sister companies do."),
    Rule("other_business", BUSINESS, "both", 6, "The names carry different words of business."),
    Rule("other_word", OWN, "both", 8, "Each name has a word of its own that the other lacks."),
    Rule("extra_number", NUMBER, "one", 22, "Only one of the names carries a number or a single letter."),
    Rule("extra_place", ABROAD, "one", 18, "Only one of the names carries a place, as a local subsidiary does."),
    Rule("extra_structure", STRUCTURE, "one", 13, "Only one of the names says which part of a group it is."),
    Rule("extra_trade", TRADE, "one", 12, "Only one of the names carries this word of business."),
)
#: Percent of the agreement that separates when no word of its own is common to two names, and one has such a word.
NO_OWN_WORD = 20
#: Percent of the points left over that separate a Chinese short name, printed without a legal form, from a full name
#: that has words of trade and nothing else besides: an exchange prints the place and the brand of a company only.
SHORT_NAME = 60
#: Percent of the agreement that separates when the only own words in common are two of no more than so many letters
#: and one has a letter that the other lacks: short invented words lie one letter apart by the dozen ("Graco" and
#: "Granco"). Neighbours that changed places, a letter doubled, forms of one given name and words that sound the same
#: are slips of one word as before; but of so few letters as `SHORTER` another vowel makes another brand.
ANOTHER_WORD, SHORT_WORD, SHORTER = 10, 6, 5
#: The vowels among the letters that a word is made of.
VOWELS = met("aeiou")
#: Percent of the agreement that separates a company from a body without owners, or from a state's enterprise.
OTHER_FORM = 30


def kinds_of(token: Token) -> int:
    """The kinds of a token, as bits."""
    if token.tag is Tag.LEGAL:
        return FORM | {"~non_profit": NON_PROFIT, "~state_unitary": STATE}.get(token.text, 0)
    if token.tag in PLACES:
        return PLACE if token.leading else PLACE | ABROAD
    return _KINDS.get(token.tag, 0)


_KINDS = {
    Tag.NUMBER: NUMBER, Tag.LETTER: NUMBER, Tag.CORE: OWN, Tag.FILLER: BUSINESS, Tag.TRADE: BUSINESS | TRADE,
    Tag.STRUCTURE: BUSINESS | STRUCTURE,
}  # fmt: skip


def adjust(
    query: Side, listed: Side, pairings: Sequence[Pairing], query_left: Sequence[int], listed_left: Sequence[int]
) -> tuple[Adjustment, ...]:
    """What the rules add to the separation of two names of bodies.

    Args:
        query, listed: the two names.
        pairings: what was paired, best first.
        query_left, listed_left: positions of the tokens left over.
    """
    base = agreed(query, listed, pairings)
    ours, theirs = _bits(query, query_left), _bits(listed, listed_left)
    found = []
    for rule in () if is_short_name(query, listed, query_left, listed_left) else RULES:
        one, other = bool(ours & rule.kinds), bool(theirs & rule.kinds)
        if (one and other) if rule.sides == "both" else (one != other and not query.reading.cut):
            values = _words(query, query_left, rule.kinds), _words(listed, listed_left, rule.kinds)
            found.append(Adjustment(rule.feature, 0, base * rule.percent // 100, *values, rule.says))
    paired = _bits(query, _paired(query, query_left)) | _bits(listed, _paired(listed, listed_left))
    if not paired & OWN and (ours | (0 if query.reading.cut else theirs)) & OWN:
        values = _words(query, query_left, OWN), _words(listed, listed_left, OWN)
        says = "Only words of trade, places and legal forms agree, not a word that is the name's own."
        found.append(Adjustment("no_own_word", 0, base * NO_OWN_WORD // 100, *values, says))
    if changed := another_word(query, listed, pairings):
        says = "The only own word in common has another letter, and short words lie one letter apart by chance."
        values = changed.query.text, changed.listed.text
        found.append(Adjustment("another_word", 0, base * ANOTHER_WORD // 100, *values, says))
    one_form, other_form = _bits(query, range(len(query.mass))), _bits(listed, range(len(listed.mass)))
    if one_form & other_form & FORM and (one_form ^ other_form) & (NON_PROFIT | STATE):
        values = _words(query, range(len(query.mass)), FORM), _words(listed, range(len(listed.mass)), FORM)
        says = "One is a company, the other a body of another legal nature."
        found.append(Adjustment("other_form", 0, base * OTHER_FORM // 100, *values, says))
    return tuple(found)


def another_word(query: Side, listed: Side, pairings: Sequence[Pairing]) -> Pairing | None:
    """The pair of the only own words in common, when it may as well be two words, see `ANOTHER_WORD`."""
    own = [pairing for pairing in pairings if Tag.CORE in (query.tag(pairing.query), listed.tag(pairing.listed))]
    if len(own) != 1 or own[0].coined or own[0].query.how != "token" or own[0].listed.how != "token":
        return None
    one, other = own[0].query.word, own[0].listed.word
    longer, changed = max(len(one.text), len(other.text)), met(one.text) ^ met(other.text)
    heard = one.fine != 0 and one.fine == other.fine and (longer > SHORTER or not changed & VOWELS)
    named = one.family != 0 and one.family == other.family
    return own[0] if changed and longer <= SHORT_WORD and not (heard or named) else None


def is_short_name(query: Side, listed: Side, query_left: Sequence[int], listed_left: Sequence[int]) -> bool:
    """Is one of two names in Chinese characters the short form of the other, see `SHORT_NAME`?"""
    if not query.reading.script is listed.reading.script is Script.HAN or query.reading.person or listed.reading.person:
        return False
    return _shortens(query, query_left, listed, listed_left) or _shortens(listed, listed_left, query, query_left)


def _shortens(short: Side, short_left: Sequence[int], full: Side, full_left: Sequence[int]) -> bool:
    kinds = _bits(short, range(len(short.mass)))
    if not kinds & OWN or kinds & FORM or _bits(short, short_left):
        return False
    left = _bits(full, full_left)
    return bool(left & TRADE) and not left & (NUMBER | ABROAD | STRUCTURE | OWN)


def agreed(query: Side, listed: Side, pairings: Iterable[Pairing]) -> int:
    """The agreement of what was paired, in points times percent, before any rule."""
    total = 0
    for pairing in pairings:
        ours = sum(query.mass[pairing.query.first : pairing.query.first + pairing.query.span])
        theirs = sum(listed.mass[pairing.listed.first : pairing.listed.first + pairing.listed.span])
        total += min(ours, theirs) * pairing.similarity
    return total


def _paired(side: Side, left: Sequence[int]) -> set[int]:
    return set(range(len(side.mass))) - set(left)


def _bits(side: Side, positions: Iterable[int]) -> int:
    found = 0
    for position in positions:
        found |= kinds_of(side.reading.tokens[position])
    return found


def _words(side: Side, positions: Iterable[int], kinds: int) -> str:
    """The words of these kinds, as one text."""
    tokens = [side.reading.tokens[position] for position in positions]
    return " ".join(token.text.lstrip("~").replace("_", " ") for token in tokens if kinds_of(token) & kinds)
