"""From registers to one set of links: everything that stands above some parties, each party once.

Registers count parties by ids of their own. Two ids are one party where they are equal, where both carry the same code
that is given once in the world (an LEI), or where a register has exactly one party of that name and the party is not a
natural person; every such joining is told. A party whose name is a word such as "unknown" is nobody: each of its stakes
has a holder of its own who is not identified.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from lookthrough.errors import Issues, quote
from lookthrough.model.entity import Identifier
from lookthrough.model.link import SHARED, Link, LinkKind
from lookthrough.model.register import Gap, Party, Register, Rest, Tie
from lookthrough.model.share import Share
from lookthrough.registers.unidentified import is_nobody

MOST_LINKS = 500_000
"""How many links are followed upward for one question; what is left is counted."""

MOST_OWNERS = 50_000
"""How many owners of one company are followed, the largest first: each is sought on the lists, which takes a second for
some thousands. What the others hold together is one stake of owners who are not identified."""

DECIDING = frozenset(("lei", "uscc", "inn", "ogrn", "cik", "imo", "duns", "bic"))
"""Schemes of parties in which one code is given once in the world."""

_COUNTED = frozenset(("owns", "controls"))


class Node(NamedTuple):
    """A party in one register: the register's place among those asked, and the id in it."""

    register: int
    id: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that was followed, under one id a party.

    Attributes:
        parties: per id the party as the first register that describes it has it; ids that are only named are absent.
        links: every link followed, nearest first, between these ids; a source of "" is not identified.
        gaps, ties: per id what registers state beside links.
        joined: per id every node that was taken for the same party, where there are several.
        unfollowed: per id how many links into it were not followed, because there are too many; what they would show
            is not known.
    """

    parties: dict[str, Party] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    gaps: dict[str, tuple[Gap, ...]] = field(default_factory=dict)
    ties: dict[str, tuple[Tie, ...]] = field(default_factory=dict)
    joined: dict[str, tuple[Node, ...]] = field(default_factory=dict)
    unfollowed: dict[str, int] = field(default_factory=dict)

    def name(self, party: str) -> str:
        """A party's name as printed; its id where no register describes it."""
        known = self.parties.get(party)
        return known.name if known else party.removeprefix("name:")


Joined: TypeAlias = dict[Node, Node]


class Identities:
    """Which nodes of several registers are one party; found when they are first met.

    Args:
        registers: those that are asked.
        issues: takes a note of each joining that rests on a name alone.
    """

    def __init__(self, registers: Sequence[Register], issues: Issues) -> None:
        self._registers = registers
        self.issues = issues
        self._of: dict[Node, Node] = {}
        self._members: dict[Node, list[Node]] = {}

    def of(self, node: Node) -> Node:
        """The node that stands for this one's party."""
        if node not in self._of:
            self._meet(node)
        while self._of[node] != node:
            self._of[node] = self._of[self._of[node]]
            node = self._of[node]
        return node

    def members(self, node: Node) -> list[Node]:
        """Every node of the same party."""
        return self._members[self.of(node)]

    def party(self, node: Node) -> Party | None:
        """The party as the first of its registers that describes it has it."""
        described = (self._registers[each.register].party(each.id) for each in self.members(node))
        return next((party for party in described if party is not None), None)

    def _meet(self, node: Node) -> None:
        self._of[node], self._members[node] = node, [node]
        if len(self._registers) < 2 or not node.id:
            return
        party = self._registers[node.register].party(node.id)
        for place, register in enumerate(self._registers):
            if place != node.register:
                for other in self._elsewhere(node, party, register):
                    self._join(node, Node(place, other))

    def _elsewhere(self, node: Node, party: Party | None, register: Register) -> list[str]:
        """The ids under which another register has this party."""
        if register.party(node.id) is not None or any(register.counts(node.id)):
            return [node.id]
        codes = [code for code in (party.identifiers if party else ()) if code.scheme in DECIDING]
        coded = [found.id for code in codes for found in register.coded(code)]
        if coded:
            return list(dict.fromkeys(coded))
        if party is not None and party.kind == "person":
            return []
        name = party.name if party is not None else node.id
        called = register.called(name)
        if len(called) != 1 or called[0].kind == "person" or _contradict(codes, called[0].identifiers):
            return []
        mine, theirs = self._registers[node.register].edition.register, register.edition.register
        message = f"{quote(name)} of {mine} is taken for {quote(called[0].name)} of {theirs}, by the name alone"
        self.issues.note("joined-by-name", message, hint="give both the same LEI or number to settle it")
        return [called[0].id]

    def _join(self, first: Node, second: Node) -> None:
        if second not in self._of:
            self._of[second], self._members[second] = second, [second]
        a, b = self.of(first), self.of(second)
        if a != b:
            self._of[b] = a
            self._members[a] += self._members.pop(b)


def _contradict(ours: Sequence[Identifier], theirs: Sequence[Identifier]) -> bool:
    schemes = {code.scheme for code in ours}
    return any(code.scheme in schemes and code not in ours for code in theirs)


def gather_above(
    registers: Sequence[Register],
    starts: Iterable[Node],
    identities: Identities,
    *,
    most: int = MOST_LINKS,
) -> Gathered:
    """Follow every link upward from some parties, layer by layer.

    Args:
        registers: those that are asked.
        starts: the parties.
        identities: which nodes are one party; shared by all questions about the same registers.
        most: how many links are followed in all, and `MOST_OWNERS` into one company, the largest first.

    Returns:
        Their links and the parties on the way. Nothing is cut without being counted in `unfollowed`.
    """
    found, asked = _Gathering(registers, identities, upward=True), [node for node in starts if node.id]
    found.ask(asked)
    waiting = deque(dict.fromkeys(map(identities.of, asked)))
    seen = set(waiting)
    left = most
    while waiting:
        node = waiting.popleft()
        for member in list(identities.members(node)):
            register = registers[member.register]
            room = min(left, MOST_OWNERS)
            into = register.owners_of(member.id, room + 1)
            if len(into) > room:
                into, rest = register.largest_owners(member.id, room)
                found.leave(member, rest)
            left -= len(into)
            for source in found.add(member.register, into):
                if source not in seen:
                    seen.add(source)
                    waiting.append(source)
    return found.done()


def gather_below(
    registers: Sequence[Register], start: Node, identities: Identities, *, most: int, deepest: int
) -> Gathered:
    """Follow links downward from one party; `most` and `deepest` bound it, and what is left is in `unfollowed`."""
    found = _Gathering(registers, identities, upward=False)
    found.ask([start])
    layer, seen, left = [identities.of(start)], {identities.of(start)}, most
    for depth in range(deepest + 1):
        following: list[Node] = []
        for node in layer:
            for member in list(identities.members(node)):
                register = registers[member.register]
                size = register.counts(member.id)[1]
                if depth == deepest or not left:
                    found.cut(member, size)
                    continue
                out = register.owned_by(member.id, left)
                found.cut(member, size - len(out))
                left -= len(out)
                found.add(member.register, out)
                following += [identities.of(Node(member.register, link.target)) for link in out]
        layer = [node for node in dict.fromkeys(following) if node not in seen]
        seen.update(layer)
    return found.done()


class _Gathering:
    """Links while they are followed; ids are settled at the end, when every joining is known."""

    def __init__(self, registers: Sequence[Register], identities: Identities, *, upward: bool) -> None:
        self._registers = registers
        self._identities = identities
        self._upward = upward
        self._links: list[tuple[int, Link]] = []
        self._cut: dict[Node, int] = {}
        self._left: dict[Node, Rest] = {}
        self._met: dict[Node, None] = {}
        self._asked: set[str] = set()

    def ask(self, nodes: Sequence[Node]) -> None:
        """Note the parties that are asked about, whatever they are called."""
        self.meet(nodes)
        self._asked.update(self._identities.of(node).id for node in nodes)

    def meet(self, nodes: Iterable[Node]) -> None:
        """Note parties, whether or not a link names them."""
        self._met.update(dict.fromkeys(nodes))

    def add(self, place: int, links: Sequence[Link]) -> list[Node]:
        """Keep links of one register; the nodes of those who own or control."""
        kept = [link for link in links if link.relation in _COUNTED]
        self._links += [(place, link) for link in kept]
        sources = [Node(place, link.source) for link in kept if link.source]
        self.meet([*sources, *(Node(place, link.target) for link in kept)])
        return [self._identities.of(node) for node in sources]

    def cut(self, node: Node, count: int) -> None:
        """Note links that were not followed."""
        if count > 0:
            self._cut[node] = self._cut.get(node, 0) + count

    def leave(self, node: Node, rest: Rest) -> None:
        """Note owners who were not followed; whoever was not read may be a listed party."""
        self.cut(node, rest.count)
        self._left[node] = rest

    def done(self) -> Gathered:
        """Everything under one id a party."""
        found = Gathered()
        for place, link in self._links:
            source = self._identities.of(Node(place, link.source)).id if link.source else ""
            target = self._identities.of(Node(place, link.target)).id
            same = (source, target) == (link.source, link.target)
            found.links.append(link if same else replace(link, source=source, target=target))
        for node, count in self._cut.items():
            party = self._identities.of(node).id
            found.unfollowed[party] = found.unfollowed.get(party, 0) + count
        found.links.extend(self._unread())
        for node in dict.fromkeys(self._identities.of(node) for node in self._met):
            self._describe(node, found)
        self._leave_nobody(found)
        return found

    def _leave_nobody(self, found: Gathered) -> None:
        """Take stakes of parties that are called "unknown" and the like for those of owners who are not identified."""
        nobody = {key for key, party in found.parties.items() if is_nobody(party)} - self._asked
        held = {link.source: link.register for link in found.links if link.source in nobody}
        for key, register in held.items():
            said = f"{quote(found.name(key))} of {register} names nobody"
            self._identities.issues.note("owner-not-named", f"{said}: the holder is not identified")
        if held:
            found.links[:] = [
                replace(link, source="") if link.source in held else link
                for link in found.links
                if link.target not in held
            ]

    def _unread(self) -> Iterator[Link]:
        """Per party and kind of link one stake of owners who are not identified, for all registers together.

        It begins at nothing, for whether each of them held on the day is not looked at.
        """
        counts: dict[tuple[str, LinkKind], int] = {}
        most: dict[tuple[str, LinkKind], Fraction] = {}
        for node, rest in self._left.items():
            for kind, part in rest.most.items():
                key = self._identities.of(node).id, kind if kind in SHARED else "equity"
                counts[key] = counts.get(key, 0) + rest.count
                most[key] = most.get(key, Fraction(0)) + (part if kind in SHARED else 1)
        for (party, kind), count in counts.items():
            share = Share(Fraction(0), min(most[party, kind], Fraction(1)))
            told = f"{count:,} more links, which were not followed"
            yield Link("owns" if kind == "equity" else "controls", "", party, share, origin=told, kind=kind)

    def _describe(self, node: Node, found: Gathered) -> None:
        members = self._identities.members(node)
        described = self._identities.party(node)
        if described is not None:
            found.parties[node.id] = described
        if len(members) > 1:
            found.joined[node.id] = tuple(members)
        asked = [(self._registers[each.register], each.id) for each in members]
        if gaps := tuple(gap for register, party in asked for gap in register.gaps_of(party)):
            found.gaps[node.id] = gaps
        if ties := tuple(tie for register, party in asked for tie in register.ties_of(party)):
            found.ties[node.id] = ties
