"""Which party of the registers is asked about? By id or code first, then by name, then by a name that is like it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from lookthrough.exposure.ownership.gathering import Identities, Node
from lookthrough.ids import detect
from lookthrough.index.entry import IndexEntry
from lookthrough.index.names import NameIndex
from lookthrough.match.engine import Engine
from lookthrough.model.entity import Identifier, Name
from lookthrough.model.match import Match
from lookthrough.model.query import Query
from lookthrough.model.register import Party, Register
from lookthrough.report.owners import Located

INDEXED = 20_000
"""Registers with more parties than this are searched by id, code and equal name only: the names of ten thousand take
about a second to index, which is done when a party is found in no other way."""

NEAR = 0.02
"""Two parties whose scores are this near fit alike: neither is taken."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a party was found.

    Attributes:
        nodes: the party in each register that names it; empty where none or several fit.
        how: how it was found; None where it was not.
        candidates: what else fits, or all that fit where none was taken.
    """

    nodes: tuple[Node, ...] = ()
    how: Located | None = None
    candidates: tuple[Match, ...] = ()


def query_for(text: str) -> Query:
    """A question for a party as a person names it: a code, "scheme:code", a register's id, or a name."""
    scheme, _, value = text.partition(":")
    found = detect(value if scheme.isidentifier() and value else text)
    if found and (found[0] == scheme or not value):
        return Query((text,), identifiers=(Identifier(*found),))
    return Query((text,))


class Locator:
    """Finds parties in registers.

    Args:
        registers: those that are asked.
        identities: which of their parties are one.
        threshold: from which score on a name is like another.
    """

    def __init__(self, registers: Sequence[Register], identities: Identities, threshold: float) -> None:
        self._registers = registers
        self._identities = identities
        self._threshold = threshold

    def find(self, query: Query) -> Found:
        """Where a query's party is."""
        for how in (self._by_id, self._by_code, self._by_name, self._by_likeness):
            found = how(query)
            if found.nodes or found.candidates:
                return found
        return Found()

    @property
    def by_equal_name_only(self) -> tuple[str, ...]:
        """The registers in which names that are merely like were not sought, with their sizes."""
        large = (each.edition for each in self._registers if each.edition.parties > INDEXED)
        return tuple(f"{edition.title or edition.register} ({edition.parties:,} parties)" for edition in large)

    def _by_id(self, query: Query) -> Found:
        asked = dict.fromkeys((*query.names, *map(str, query.identifiers)))
        nodes = [
            Node(place, each)
            for each in asked
            for place, register in enumerate(self._registers)
            if register.party(each) is not None or any(register.counts(each))
        ]
        return self._taken(nodes, "id")

    def _by_code(self, query: Query) -> Found:
        nodes = [
            Node(place, party.id)
            for code in query.identifiers
            for place, register in enumerate(self._registers)
            for party in register.coded(code)
        ]
        return self._taken(nodes, "code")

    def _by_name(self, query: Query) -> Found:
        called = [
            (Node(place, party.id), party)
            for name in query.names
            for place, register in enumerate(self._registers)
            for party in register.called(name)
        ]
        fitting = [node for node, party in called if _fits(query, party)]
        return self._taken(fitting, "name")

    def _by_likeness(self, query: Query) -> Found:
        if not any(c.isalpha() for name in query.names for c in name) or self._index is None:
            return Found()
        engine, nodes = self._index
        matches = engine.search(query, limit=5, threshold=self._threshold)
        parties = {self._identities.of(nodes[match.row]): match for match in reversed(matches)}
        best = sorted(parties.items(), key=lambda found: -found[1].score)
        if not best:
            return Found()
        if len(best) > 1 and best[1][1].score > best[0][1].score - NEAR:
            return Found(candidates=tuple(match for _, match in best))
        return Found((best[0][0],), "like", tuple(match for _, match in best))

    def _taken(self, nodes: Sequence[Node], how: Located) -> Found:
        """The party of these nodes where they are one; else they are candidates."""
        parties = list(dict.fromkeys(self._identities.of(node) for node in nodes))
        if len(parties) == 1:
            return Found((parties[0],), how)
        return Found(candidates=tuple(self._candidate(node) for node in parties))

    def _candidate(self, node: Node) -> Match:
        party = self._identities.party(node)
        name = party.name if party else node.id
        return Match(0, node.id, 1.0, name, name, "")

    @cached_property
    def _index(self) -> tuple[Engine, list[Node]] | None:
        """The names of the small registers; None where there is none."""
        small = [(place, each) for place, each in enumerate(self._registers) if each.edition.parties <= INDEXED]
        nodes: list[Node] = []
        index = NameIndex.build(_entries(small, nodes)) if small else None
        return (Engine(index), nodes) if index is not None and nodes else None


def _entries(registers: Sequence[tuple[int, Register]], nodes: list[Node]) -> Iterator[IndexEntry]:
    for place, register in registers:
        for party in register.parties():
            names = party.names or (Name(party.id),)
            if any(character.isalnum() for character in names[0].text):
                nodes.append(Node(place, party.id))
                yield IndexEntry(party.id, party.kind, names, party.countries, party.identifiers)


def _fits(query: Query, party: Party) -> bool:
    """Could this party be meant? Not where both sides state countries and share none, or codes contradict."""
    if query.countries and party.countries and not set(query.countries) & set(party.countries):
        return False
    schemes = {code.scheme for code in query.identifiers} & {"lei", "uscc", "inn", "ogrn", "cik"}
    return not any(code.scheme in schemes and code not in query.identifiers for code in party.identifiers)
