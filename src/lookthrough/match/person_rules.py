"""What words alone do not say of two personal names: rules that look at a whole comparison.

A long name in common outweighs one word, but a father's name, an initial or "junior" tells relatives and namesakes
apart, so these rules separate by a share of the agreement.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lookthrough.match.sides import Adjustment, Pairing, Side, element_of
from lookthrough.names.given_names import is_given_name
from lookthrough.names.tags import Script, Tag

#: Percent of the agreement that separates when each name has a word of its own that the other lacks, when no initial
#: stands for a left-over word, and when one is the son and the other the father of one name.
OTHER_NAME, OTHER_INITIAL, OTHER_SUFFIX = 12, 30, 35
#: Percent of the agreement that separates when the given name and the father's name changed places: with "bin" or the
#: like in both names, and without, where it may be a clerk's disorder and the score falls just below the line.
SWAPPED_AROUND_FATHER, SWAPPED = 35, 26
#: The same where no third given name follows, as a grandfather's does: most who write so moved a surname or a middle
#: name.
SWAPPED_ALONE = 18
#: Percent of the agreement, and points, that separate when one name stands in Chinese or Korean letters: many share a
#: spelling. What is unlike in the words that were paired counts twice.
TRANSCRIBED, TRANSCRIBED_POINTS = 10, 16
#: Percent of the words left over that separate beside `ONE_SIDED` when one name stands in letters that do not spell
#: what Latin ones do: Chinese, Korean, Arabic, Hebrew. It is read in several ways, each with a chance to meet a name,
#: so that some words of a long name agree with many. Counted on 50,000 clean names, a third of them in such letters.
TRANSCRIBED_LEFT = 50
#: Points in common from which on words left over count by `ONE_SIDED` alone: two rare names.
ENOUGH = 180
#: Percent of the words left over that separates beside it where nothing is common; less in proportion where some is.
LITTLE = 110
#: Likeness up to which two words that were paired are two different names.
DIFFERENT = 50

#: Words between a person's name and the father's.
FATHERS = frozenset({"bin", "bint", "ould", "oglu", "kizi"})
#: Every suffix begins with this.
SUFFIX = "~"


def adjust(
    query: Side, listed: Side, pairings: Sequence[Pairing], query_left: Sequence[int], listed_left: Sequence[int]
) -> tuple[Adjustment, ...]:
    """What the rules add to the agreement and the separation of two personal names.

    Args:
        query, listed: the two names.
        pairings: what was paired, best first.
        query_left, listed_left: positions of the tokens left over.
    """
    base = sum(_agreed(query, listed, pairing) for pairing in pairings)
    found = [
        _other_name(base, query, listed, pairings, query_left, listed_left),
        _other_initial(base, query, listed, query_left, listed_left),
        _other_suffix(base, query, listed),
        _swapped(base, query, listed, pairings),
        _little(base, query, listed, query_left, listed_left),
        _transcribed(base, query, listed, pairings, query_left, listed_left),
    ]
    return tuple(adjustment for adjustment in found if adjustment)


def _agreed(query: Side, listed: Side, pairing: Pairing) -> int:
    """The agreement of a pairing, in points times percent."""
    return _least(query, listed, pairing) * pairing.similarity


def _least(query: Side, listed: Side, pairing: Pairing) -> int:
    """The lower points of two words that were paired."""
    ours = sum(query.mass[pairing.query.first : pairing.query.first + pairing.query.span])
    theirs = sum(listed.mass[pairing.listed.first : pairing.listed.first + pairing.listed.span])
    return min(ours, theirs)


def _other_name(
    base: int,
    query: Side,
    listed: Side,
    pairings: Iterable[Pairing],
    query_left: Sequence[int],
    listed_left: Sequence[int],
) -> Adjustment | None:
    ours, theirs = _those(query, query_left, Tag.CORE), _those(listed, listed_left, Tag.CORE)
    if not (ours and theirs):
        pair = next((p for p in pairings if p.similarity <= DIFFERENT), None)
        if pair is None:
            return None
        ours, theirs = pair.query.text, pair.listed.text
    says = "Each has a name that the other lacks."
    return Adjustment("other_name", 0, base * OTHER_NAME // 100, ours, theirs, says)


def _other_initial(
    base: int, query: Side, listed: Side, query_left: Sequence[int], listed_left: Sequence[int]
) -> Adjustment | None:
    ours, theirs = _those(query, query_left, Tag.INITIAL), _those(listed, listed_left, Tag.INITIAL)
    ours_any = ours or _those(query, query_left, Tag.CORE)
    theirs_any = theirs or _those(listed, listed_left, Tag.CORE)
    if not ((ours and theirs_any) or (theirs and ours_any)):
        return None
    says = "An initial of one stands for no name of the other."
    return Adjustment("other_initial", 0, base * OTHER_INITIAL // 100, ours_any, theirs_any, says)


def _other_suffix(base: int, query: Side, listed: Side) -> Adjustment | None:
    ours, theirs = _suffix(query), _suffix(listed)
    if not ours or not theirs or ours == theirs:
        return None
    says = "The suffixes tell two namesakes of one family apart."
    return Adjustment("other_suffix", 0, base * OTHER_SUFFIX // 100, ours, theirs, says)


def _swapped(base: int, query: Side, listed: Side, pairings: Iterable[Pairing]) -> Adjustment | None:
    """The given name and the father's changed places.

    With "bin" or the like in both, the name before it in one is the name behind it in the other: a father is not his
    son. Without, the first two of three known given names changed places, for where no surname stands among them the
    second is the father's; a surname put first is no such change.
    """
    ours, theirs = _own(query), _own(listed)
    if len(ours) < 2 or len(theirs) < 2:
        return None
    met = {p.query.first: p.listed.first for p in pairings if p.query.span == p.listed.span == 1}
    our_father, their_father = _father(query, ours), _father(listed, theirs)
    if our_father and their_father:
        percent = SWAPPED_AROUND_FATHER
        swapped = met.get(ours[0]) == their_father or met.get(our_father) == theirs[0]
        ours, theirs = [ours[0], our_father], [theirs[0], their_father]
    else:
        chain = len(ours) > 2 and len(theirs) > 2 and _given(query, ours[2:3]) and _given(listed, theirs[2:3])
        percent = SWAPPED if chain else SWAPPED_ALONE
        swapped = met.get(ours[0]) == theirs[1] and met.get(ours[1]) == theirs[0]
        swapped = swapped and _given(query, ours[:2]) and _given(listed, theirs[:2])
        swapped = swapped and bool(our_father) == _has_father(query) and bool(their_father) == _has_father(listed)
    if not swapped:
        return None
    says = "The given name and the father's name changed places, which names another person."
    return Adjustment("swapped", 0, base * percent // 100, _text(query, ours[:2]), _text(listed, theirs[:2]), says)


def _little(
    base: int, query: Side, listed: Side, query_left: Sequence[int], listed_left: Sequence[int]
) -> Adjustment | None:
    """Words that one name has more separate the more, the less is common: one name, or two that many people bear."""
    left = sum(query.cost[at] for at in query_left) + sum(listed.cost[at] for at in listed_left)
    missing = ENOUGH - base // 100
    both = _those(query, query_left, Tag.CORE) and _those(listed, listed_left, Tag.CORE)
    if not left or missing <= 0 or both:
        return None
    says = "Little is common to the names for all that one of them has more."
    ours, theirs = _text(query, query_left), _text(listed, listed_left)
    return Adjustment("little_in_common", 0, left * LITTLE * missing // ENOUGH, ours, theirs, says)


def _transcribed(
    base: int,
    query: Side,
    listed: Side,
    pairings: Iterable[Pairing],
    query_left: Sequence[int],
    listed_left: Sequence[int],
) -> Adjustment | None:
    scripts = query.reading.script, listed.reading.script
    if scripts[0] is scripts[1]:
        return None
    left = sum(query.cost[at] for at in query_left) + sum(listed.cost[at] for at in listed_left)
    separation = left * TRANSCRIBED_LEFT
    says = "One name is written in letters that do not spell what Latin ones do, and it was read in several ways."
    if Script.FROM_HAN in scripts:
        unlike = sum(_least(query, listed, pairing) * (100 - pairing.similarity) for pairing in pairings)
        separation += base * TRANSCRIBED // 100 + TRANSCRIBED_POINTS * 100 + unlike
        says = "One name is spelt by ear from Chinese or Korean, and many different names are spelt so."
    return Adjustment("transcribed", 0, separation, "", "", says) if separation else None


def _own(side: Side) -> list[int]:
    return [at for at, token in enumerate(side.reading.tokens) if token.tag is Tag.CORE]


def _has_father(side: Side) -> bool:
    return any(token.tag is Tag.PARTICLE and token.text in FATHERS for token in side.reading.tokens)


def _father(side: Side, own: Sequence[int]) -> int:
    """Position of the first name behind the first "bin" or the like; 0 when no name stands before or behind it."""
    tokens = side.reading.tokens
    marks = (at for at, token in enumerate(tokens) if token.tag is Tag.PARTICLE and token.text in FATHERS)
    mark = next(marks, 0)
    return next((at for at in own if at > mark > own[0]), 0)


def _given(side: Side, positions: Iterable[int]) -> bool:
    return all(is_given_name(element_of(side.reading, at).word.family) for at in positions)


def _suffix(side: Side) -> str:
    found = (token.text for token in side.reading.tokens if token.tag is Tag.TITLE and token.text.startswith(SUFFIX))
    return next(found, "").lstrip(SUFFIX)


def _those(side: Side, left: Iterable[int], tag: Tag) -> str:
    return _text(side, [at for at in left if side.reading.tokens[at].tag is tag])


def _text(side: Side, positions: Iterable[int]) -> str:
    return " ".join(side.reading.tokens[at].text for at in positions)
