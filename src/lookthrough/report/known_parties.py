"""The names that documents are searched for: every party of the lists, one id for a party that stands on several.

A party that several lists print under one name is one party to a reader. It gets one id, that of its first list in the
alphabet, and the listings of all; two entries of one list are never joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lookthrough.dataset.snapshot import IndexRow
from lookthrough.evidence.dictionary import NameDictionary
from lookthrough.names.normalise import plain


@dataclass(frozen=True, slots=True)
class KnownParties:
    """The parties of a snapshot, as documents name them.

    Attributes:
        dictionary: their names.
        joined: id -> the id that stands for the party, where that is another.
        entries: id that stands for a party -> the ids of all its entries.
    """

    dictionary: NameDictionary
    joined: Mapping[str, str]
    entries: Mapping[str, tuple[str, ...]]

    def one_id(self, entity: str) -> str:
        """The id that stands for an entity's party."""
        return self.joined.get(entity, entity)

    def all_ids(self, entity: str) -> tuple[str, ...]:
        """Every entry of the party that an id stands for."""
        return self.entries.get(entity, (entity,))


def known_parties(rows: Iterable[IndexRow]) -> KnownParties:
    """The parties of a snapshot's rows.

    Args:
        rows: what an index needs of each entity.
    """
    known = sorted((row for row in rows if row.names), key=lambda row: row.entity_id)
    first: dict[tuple[str, str], IndexRow] = {}
    entries: dict[str, list[str]] = {}
    taken: dict[str, set[str]] = {}
    joined: dict[str, str] = {}
    for row in known:
        home = next(
            (first[key] for key in _keys(row) if key in first and not taken[first[key].entity_id] & set(row.lists)),
            None,
        )
        if home is not None and _may_be_one(home, row):
            joined[row.entity_id] = home.entity_id
            entries[home.entity_id].append(row.entity_id)
            taken[home.entity_id] |= set(row.lists)
            continue
        entries[row.entity_id] = [row.entity_id]
        taken[row.entity_id] = set(row.lists)
        for key in _keys(row):
            first.setdefault(key, row)
    dictionary = NameDictionary(_names(known, joined))
    return KnownParties(dictionary, joined, {key: tuple(ids) for key, ids in entries.items() if len(ids) > 1})


def _keys(row: IndexRow) -> Iterator[tuple[str, str]]:
    side = "person" if row.kind == "person" else "body"
    for name in row.names[:1]:
        yield plain(name.text), side


def _may_be_one(one: IndexRow, other: IndexRow) -> bool:
    return not one.countries or not other.countries or bool(set(one.countries) & set(other.countries))


def _names(rows: Iterable[IndexRow], joined: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for row in rows:
        if row.kind in ("vessel", "aircraft"):
            continue  # their names are those of cities and flowers
        for name in row.names:
            if name.quality != "weak_alias":
                yield joined.get(row.entity_id, row.entity_id), name.text, row.kind
