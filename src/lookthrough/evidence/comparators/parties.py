"""Whether two names in two documents are the same party, where no list entry settles it.

Names that were linked to one entity are one. Otherwise the words decide: equal without legal forms, or the longer adds
only words that say what kind of body it is ("Technology", "Company"). A country's name is never the short form of a
company's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from lookthrough.evidence.comparators.lexicon import country_of
from lookthrough.names.tags import LIGHT, PLACES, Tag
from lookthrough.names.tokens import read_name

_T = TypeVar("_T")
_GENERIC = LIGHT | PLACES | {Tag.TRADE, Tag.FILLER, Tag.STRUCTURE}


@dataclass(frozen=True, slots=True)
class Party:
    """A name, split where one name stands for several parties ("A; B").

    Attributes:
        name: as the document gives it.
        entity: that it was linked to; None where unknown.
        members: keys of the parties that the name stands for, at least one.
    """

    name: str
    entity: str | None
    members: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.members)


def party_of(name: str, entity: str | None) -> Party:
    """The party that a name, with the entity that it was linked to, stands for."""
    if entity is not None:
        return Party(name, entity, frozenset((f"#{entity}",)))
    parts = [part.strip() for part in name.split(";")] if name else []
    return Party(name, None, frozenset(key for key in map(_key, parts) if key))


@lru_cache(maxsize=1 << 14)
def _key(name: str) -> str:
    country = country_of(name)
    if country:
        return f"@{country}"
    reading = read_name(name)
    kept = [token.text for token in reading.tokens if token.tag not in LIGHT]
    return " ".join(kept) or name.casefold().strip()


@lru_cache(maxsize=1 << 14)
def own_words(name: str) -> frozenset[str]:
    """The words of a name that are its own."""
    return frozenset(token.text for token in read_name(name).tokens if token.tag not in _GENERIC)


@lru_cache(maxsize=1 << 14)
def same_name(one: str, other: str) -> bool:
    """Do two names name the same party, by their words alone?"""
    if _key(one) == _key(other):
        return True
    if "@" in (_key(one)[:1], _key(other)[:1]):
        return False
    first, second = own_words(one), own_words(other)
    return bool(first) and first == second


def same_party(one: Party, other: Party) -> bool:
    """Are two parties, or sets of parties, the same?

    Two different entities are never the same, whatever their names; an entity and an unlinked name are compared by
    their names.
    """
    if one.entity is not None and other.entity is not None:
        return one.entity == other.entity
    if one.members and one.members == other.members:
        return True
    return ";" not in one.name + other.name and same_name(one.name, other.name)


def overlap(one: Party, other: Party) -> bool:
    """Is a party of the one among those of the other?"""
    if same_party(one, other):
        return True
    return any(same_name(mine, theirs) for mine in _names(one) for theirs in _names(other))


def _names(party: Party) -> Iterable[str]:
    return [part.strip() for part in party.name.split(";") if part.strip()]


@lru_cache(maxsize=1 << 14)
def _keys_of(name: str, entity: str | None) -> frozenset[str]:
    keys = {f"#{entity}"} if entity else set()
    for part in filter(None, (part.strip() for part in name.split(";"))):
        keys.add(_key(part))
        own = own_words(part)
        if own:
            keys.add("~" + " ".join(sorted(own)))
    return frozenset(keys)


def keys_of(party: Party) -> frozenset[str]:
    """Keys of a party: two parties that are the same, or overlap, share at least one."""
    return _keys_of(party.name, party.entity)


class ByParty(Generic[_T]):
    """Things by the party that they are about, so that not every pair has to be looked at."""

    def __init__(self) -> None:
        self._things: list[_T] = []
        self._places: dict[str, list[int]] = {}

    def add(self, party: Party, thing: _T) -> None:
        """Add a thing."""
        for key in keys_of(party):
            self._places.setdefault(key, []).append(len(self._things))
        self._things.append(thing)

    def near(self, party: Party) -> list[_T]:
        """Things whose party may be this one, in the order in which they were added."""
        found = {place for key in keys_of(party) for place in self._places.get(key, ())}
        return [self._things[place] for place in sorted(found)]
