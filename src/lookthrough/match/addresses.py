"""Do two sets of addresses share one? An equal address supports; a different one says nothing: parties have several."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from lookthrough.index.entry import LONGEST_ADDRESS, MOST_ADDRESSES
from lookthrough.names.countries import country_code
from lookthrough.names.normalise import words
from lookthrough.names.wordlists import words_of

#: What a word of an address weighs: a number (house, post code, box) tells more than a name of a street or town.
NUMBER, WORD = 3, 2
#: Percent of the shorter address that the two have in common: to be one, and to be in one place.
SAME, NEAR = 60, 50
#: Words in common that make two addresses without a number in common one.
WORDS_ALONE = 4

Relation = Literal["same", "near", "unknown"]


class Likeness(NamedTuple):
    """The two addresses that are most alike.

    Attributes:
        relation: "same" for one address, "near" for one street or town, "unknown" for all others.
        ours, theirs: as printed; "" where there is nothing to show.
    """

    relation: Relation
    ours: str = ""
    theirs: str = ""


def likeness(ours: Sequence[str], theirs: Sequence[str]) -> Likeness:
    """The best relation of any address of one side to any of the other; the first pair wins ties.

    Only the first `MOST_ADDRESSES` of each side and `LONGEST_ADDRESS` characters of each are looked at.
    """
    best = Likeness("unknown")
    our_bags = [(text, _bag(text)) for text in ours[:MOST_ADDRESSES]]
    their_bags = [(text, _bag(text)) for text in theirs[:MOST_ADDRESSES]] if our_bags else []
    for our_text, our_bag in our_bags:
        for their_text, their_bag in their_bags:
            found = _relation(our_bag, their_bag)
            if found == "same":
                return Likeness(found, our_text, their_text)
            if found == "near" and best.relation == "unknown":
                best = Likeness(found, our_text, their_text)
    return best


def _relation(one: frozenset[str], other: frozenset[str]) -> Relation:
    common = one & other
    numbers = sum(map(_is_number, common))
    names = len(common) - numbers
    smaller = min(_weight(one), _weight(other))
    if not names or not smaller:
        return "unknown"
    percent = 100 * _weight(common) // smaller
    if percent >= SAME and (numbers or names >= WORDS_ALONE):
        return "same"
    return "near" if percent >= NEAR else "unknown"


@lru_cache(maxsize=4096)
def _bag(text: str) -> frozenset[str]:
    """The words of an address that tell it from others, without the country, which is compared apart."""
    parts = [part for part in text[:LONGEST_ADDRESS].split(",") if not country_code(part)]
    read = (word for word in words(" ".join(parts)) if len(word) > 1 or word.isdigit())
    return frozenset(read) - _form()


@cache
def _form() -> frozenset[str]:
    """Words of the form of an address, which stand in half of all addresses."""
    return frozenset(words_of("address_words", "form"))


def _weight(bag: frozenset[str]) -> int:
    return sum(NUMBER if _is_number(word) else WORD for word in bag)


def _is_number(word: str) -> bool:
    return any(character.isdigit() for character in word)
