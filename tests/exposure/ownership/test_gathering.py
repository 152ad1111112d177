"""From registers to one set of links: who is the same party, what is followed, what is cut and counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from lookthrough.errors import Issues
from lookthrough.exposure.ownership.gathering import Gathered, Identities, Node, gather_above, gather_below
from lookthrough.model.entity import Identifier, Name
from lookthrough.model.link import Link, LinkKind
from lookthrough.model.register import Edition, Gap, Party, Rest, Tie
from lookthrough.model.share import Share

LEI, OTHER = "5493001KJTIIGC8Y1R12", "529900T8BM49AURSDO55"


@dataclass
class OnPaper:
    """A register of a few links."""

    register: str
    stated: Sequence[Link] = ()
    described: dict[str, Party] = field(default_factory=dict)

    @property
    def edition(self) -> Edition:
        return Edition(self.register, parties=len(self.described), links=len(self.stated))

    def party(self, party_id: str) -> Party | None:
        return self.described.get(party_id)

    def coded(self, code: Identifier) -> tuple[Party, ...]:
        return tuple(party for party in self.described.values() if code in party.identifiers)

    def called(self, name: str) -> tuple[Party, ...]:
        return tuple(party for party in self.described.values() if party.name.casefold() == name.casefold())

    def owners_of(self, party_id: str, limit: int | None = None) -> tuple[Link, ...]:
        return tuple(link for link in self.stated if link.target == party_id)[:limit]

    def largest_owners(self, party_id: str, most: int) -> tuple[tuple[Link, ...], Rest]:
        into = sorted(self.owners_of(party_id), key=lambda link: -link.share.high)
        others: dict[LinkKind, Fraction] = {}
        for link in into[most:]:
            others[link.kind] = min(others.get(link.kind, Fraction(0)) + link.share.high, Fraction(1))
        return tuple(into[:most]), Rest(len(into[most:]), others)

    def owned_by(self, party_id: str, limit: int | None = None) -> tuple[Link, ...]:
        return tuple(link for link in self.stated if link.source == party_id)[:limit]

    def counts(self, party_id: str) -> tuple[int, int]:
        return len(self.owners_of(party_id)), len(self.owned_by(party_id))

    def ties_of(self, party_id: str) -> tuple[Tie, ...]:  # noqa: ARG002 - nobody has any
        return ()

    def gaps_of(self, party_id: str) -> tuple[Gap, ...]:  # noqa: ARG002 - nobody has any
        return ()

    def parties(self) -> Iterator[Party]:
        return iter(self.described.values())

    def links(self) -> Iterator[Link]:
        return iter(self.stated)


def on_paper(register: str, *pairs: tuple[str, str], **described: Party) -> OnPaper:
    links = [Link("owns", owner, owned, register=register) for owner, owned in pairs]
    return OnPaper(register, links, {party.id: party for party in described.values()})


def party(party_id: str, name: str, lei: str = "", kind: str = "company") -> Party:
    codes = (Identifier("lei", lei),) if lei else ()
    return Party(party_id, kind, (Name(name),), identifiers=codes)  # type: ignore[arg-type]


def above(*registers: OnPaper, start: str, most: int = 100, issues: Issues | None = None) -> Gathered:
    identities = Identities(registers, Issues() if issues is None else issues)
    return gather_above(registers, [Node(0, start)], identities, most=most)


def pairs(found: Gathered) -> set[tuple[str, str]]:
    return {(link.source, link.target) for link in found.links}


def test_every_link_above_is_followed_and_nothing_beside_or_below() -> None:
    register = on_paper("r", ("X", "A"), ("A", "B"), ("B", "C"), ("X", "D"))
    assert pairs(above(register, start="B")) == {("A", "B"), ("X", "A")}


def test_circles_end() -> None:
    assert pairs(above(on_paper("r", ("A", "B"), ("B", "A")), start="A")) == {("A", "B"), ("B", "A")}


def test_one_party_of_two_registers_is_one_by_its_lei() -> None:
    first = on_paper("first", ("n1", "A"), n1=party("n1", "Holding", LEI))
    second = on_paper("second", ("X", "s9"), s9=party("s9", "Holding Company", LEI))
    found = above(first, second, start="A")
    assert pairs(found) == {("n1", "A"), ("X", "n1")}
    assert found.joined["n1"] == (Node(0, "n1"), Node(1, "s9"))


def test_a_name_joins_only_where_it_is_the_only_one_and_the_joining_is_told() -> None:
    first = on_paper("first", ("Holding Ltd", "A"))
    second = on_paper("second", ("X", "s9"), s9=party("s9", "Holding Ltd"))
    issues = Issues()
    assert pairs(above(first, second, start="A", issues=issues)) == {("Holding Ltd", "A"), ("X", "Holding Ltd")}
    assert issues.counts["joined-by-name"] == 1
    twice = on_paper("second", ("X", "s9"), s9=party("s9", "Holding Ltd"), s8=party("s8", "Holding Ltd"))
    assert pairs(above(first, twice, start="A")) == {("Holding Ltd", "A")}


def test_other_codes_or_a_natural_person_are_never_joined_by_name() -> None:
    first = on_paper("first", ("n1", "A"), n1=party("n1", "Holding", LEI))
    other = on_paper("second", ("X", "s9"), s9=party("s9", "Holding", OTHER))
    assert pairs(above(first, other, start="A")) == {("n1", "A")}
    person = on_paper("first", ("n1", "A"), n1=party("n1", "Jo Smith", kind="person"))
    namesake = on_paper("second", ("X", "s9"), s9=party("s9", "Jo Smith", kind="person"))
    assert pairs(above(person, namesake, start="A")) == {("n1", "A")}


def test_what_is_not_followed_is_counted_and_its_owners_stay_possible() -> None:
    register = on_paper("r", *((f"O{n}", "A") for n in range(10)), ("X", "O0"))
    found = above(register, start="A", most=4)
    assert found.unfollowed["A"] == 6
    assert ("", "A") in pairs(found), "the owners who were not read may be anybody"


def test_below_is_bounded_by_links_and_by_depth() -> None:
    register = on_paper("r", ("A", "B"), ("B", "C"), ("C", "D"), ("A", "E"))
    identities = Identities([register], Issues())
    found = gather_below([register], Node(0, "A"), identities, most=10, deepest=2)
    assert pairs(found) == {("A", "B"), ("A", "E"), ("B", "C")}
    assert found.unfollowed == {"C": 1}


def test_the_largest_owners_are_followed_and_the_others_are_one_stake() -> None:
    def holds(owner: str, percent: int) -> Link:
        return Link("owns", owner, "A", Share(Fraction(percent, 100), Fraction(percent, 100)), register="r")

    register = OnPaper("r", [holds("Small", 5), holds("Large", 60), holds("Smaller", 4)])
    found = above(register, start="A", most=1)
    assert pairs(found) == {("Large", "A"), ("", "A")}
    (rest,) = (link for link in found.links if not link.source)
    assert (rest.share.low, rest.share.high) == (0, Fraction(9, 100)), "they may be listed, and are 9 % at the most"


def test_a_party_called_unknown_is_nobody_and_joins_no_two_companies() -> None:
    unknown, issues = party("U", "Unknown"), Issues()
    register = on_paper("r", ("Listed", "U"), ("U", "A"), ("U", "B"), U=unknown)
    found = gather_above([register], [Node(0, "A"), Node(0, "B")], Identities([register], issues))
    assert pairs(found) == {("", "A"), ("", "B")}, "because whoever is unknown here need not be whom Listed owns"
    assert [issue.message for issue in issues] == ["'Unknown' of r names nobody: the holder is not identified"]


def test_a_party_called_unknown_with_a_code_is_that_party() -> None:
    known = party("U", "Various", lei="5493001KJTIIGC8Y1R12")
    assert pairs(above(on_paper("r", ("U", "A"), U=known), start="A")) == {("U", "A")}
