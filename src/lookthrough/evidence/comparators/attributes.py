"""Attributes that have one value: a founding date, a seat, an exchange, a field of business.

Trades are looked up in a word list: two are held against each other only when both are known there and they share no
word and no field, so that "facial recognition" and "artificial intelligence" are never taken for a contradiction.
Places are held against each other by country, and by state within the United States.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from lookthrough.evidence.comparators.lexicon import country_of, fields_of, plain_words, singular, word_table
from lookthrough.evidence.comparators.material import Material, Told
from lookthrough.evidence.comparators.parties import ByParty, overlap, same_name
from lookthrough.evidence.comparators.scope import same_time
from lookthrough.model.claim import Contradiction

ONE_VALUE = "Only one value can be right at one time."
WHY = {
    "sector": "The two fields share nothing; one of the accounts may be wrong, or each names a part.",
    "exchange_listed_on": "Shares may be traded at two places; one of the accounts may be wrong, or each names one.",
}
#: Values of one attribute of one party that are held against each other.
VALUES = 30
SINGLE = frozenset(("sector", "based_in", "founded", "founded_by", "exchange_listed_on"))
_EMPTY = frozenset(
    [
        "company",
        "firm",
        "products",
        "product",
        "technology",
        "equipment",
        "maker",
        "manufacturer",
        "giant",
        "leader",
        "services",
        "business",
        "and",
        "the",
        "of",
        "for",
    ]
)


def compare(material: Material) -> Iterator[Contradiction]:
    """Attributes of one party that cannot both be right; one contradiction for each party and attribute."""
    for predicate in sorted(SINGLE):
        told = [each for each in material.told if each.claim.predicate == predicate and not each.denied]
        for group in _by_party(told):
            yield from _in_group(predicate, group)


def _by_party(told: Sequence[Told]) -> list[list[Told]]:
    """Claims of one party, the first of each value; a claim about several parties is in several groups."""
    found: list[list[Told]] = []
    known: ByParty[list[Told]] = ByParty()
    for each in told:
        homes = {id(group): group for group in known.near(each.subject) if overlap(each.subject, group[0].subject)}
        if not homes:
            group: list[Told] = []
            found.append(group)
            known.add(each.subject, group)
            homes = {id(group): group}
        for home in homes.values():
            if len(home) < VALUES and _value(each) not in {_value(other) for other in home}:
                home.append(each)
    return found


def _in_group(predicate: str, group: Sequence[Told]) -> Iterator[Contradiction]:
    seen: set[tuple[str, str]] = set()
    for one, other in combinations(group, 2):
        values = (_value(one), _value(other))
        if values in seen or not overlap(one.subject, other.subject):
            continue
        if _differ(predicate, one, other):
            seen.update((values, values[::-1]))
            subject = one.claim.subject if len(one.claim.subject) <= len(other.claim.subject) else other.claim.subject
            says = (
                f"{subject}, {predicate.replace('_', ' ')}: “{values[0]}” in {_name(one)},"
                f" “{values[1]}” in {_name(other)}. {WHY.get(predicate, ONE_VALUE)} No record settles it."
            )
            numbers = ((one.article.id, values[0]), (other.article.id, values[1]))
            yield Contradiction("attribute", (one.id, other.id), None, says, numbers)


def _name(told: Told) -> str:
    return f"“{told.article.title}”" if told.article.title else told.article.id


def _value(told: Told) -> str:
    claim = told.claim
    if claim.predicate.startswith("founded") and claim.date is not None:
        return claim.date.iso
    return claim.object


def _differ(predicate: str, one: Told, other: Told) -> bool:
    if predicate in ("founded", "founded_by"):
        return (
            one.claim.date is not None
            and other.claim.date is not None
            and not same_time(one.claim.date, other.claim.date)
        )
    if not one.claim.object or not other.claim.object:
        return False
    test = {"sector": _trades_differ, "based_in": _places_differ, "exchange_listed_on": _exchanges_differ}[predicate]
    return test(one.claim.object, other.claim.object)


def _trades_differ(one: str, other: str) -> bool:
    mine, theirs = fields_of("trade", one), fields_of("trade", other)
    return bool(mine) and bool(theirs) and not mine & theirs and not _own(one) & _own(other)


def _own(text: str) -> set[str]:
    return {singular(word) for word in plain_words(text)} - _EMPTY


def _places_differ(one: str, other: str) -> bool:
    mine, theirs = _country(one), _country(other)
    if mine and theirs and mine != theirs:
        return True
    states = _states()
    return one.casefold() in states and other.casefold() in states and one.casefold() != other.casefold()


def _country(place: str) -> str | None:
    if place.casefold().strip() in _states():
        return "us"
    return country_of(place) or country_of(place.rsplit(",", 1)[-1].strip())


def _states() -> frozenset[str]:
    words = " ".join(word_table("parties", "places")["states"])
    return frozenset(name.strip() for name in words.split(";"))


def _exchanges_differ(one: str, other: str) -> bool:
    """Two cities are two exchanges; "Chinese stock exchanges" may be either of them."""
    if country_of(one) or country_of(other) or same_name(one, other):
        return False
    generic = {"stock", "exchange", "exchanges", "bourse", "market", "board", "main", "the", "chinese", "american"}
    mine, theirs = _own(one) - generic, _own(other) - generic
    countries = {country_of(word.capitalize()) for word in mine | theirs} - {None}
    return bool(mine) and bool(theirs) and not mine & theirs and not countries
