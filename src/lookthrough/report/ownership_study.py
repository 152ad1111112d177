"""Everything that registers and lists together say of some parties and all that stands above them, on one day.

Made once for all parties of a question: their links are followed upward, the parties met are sought on the lists, and
every line that was law on the day is asked. Then each party is answered from it, see `owning`, `owned_hits`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType

from lookthrough.errors import Issues, quote
from lookthrough.exposure.ownership.answers import answer_about
from lookthrough.exposure.ownership.control import Control, Controlled
from lookthrough.exposure.ownership.gathering import MOST_LINKS, MOST_OWNERS, Gathered, Identities, Node, gather_above
from lookthrough.exposure.ownership.interest import Interests
from lookthrough.exposure.ownership.ledger import UNIDENTIFIED
from lookthrough.exposure.ownership.links import VOTES, Readings, Settled, on_day, settle
from lookthrough.exposure.ownership.own_links import Attributed, answer_from, tell_sums
from lookthrough.exposure.ownership.proof import Stake, stake_at
from lookthrough.exposure.ownership.ties import Book, Ties, Toward, book, tie
from lookthrough.exposure.ownership.unstated import as_held, not_stated
from lookthrough.model.attribution import Attribution, Counted, Edge, Measure
from lookthrough.model.link import SHARED, Link
from lookthrough.model.listing import Listing
from lookthrough.model.register import Tie
from lookthrough.model.share import Share
from lookthrough.report.listed_parties import listed_among
from lookthrough.report.owner_edges import edge_of
from lookthrough.report.owners import ListedParty, OwnerEdge, UnknownEdge
from lookthrough.report.question import Question
from lookthrough.report.wording import plural
from lookthrough.rules.programme import Reach
from lookthrough.rules.registry import reaches_for

HALF = Measure()
"""Beside the lines of law this is always asked: do listed parties together own half or more?"""

_NOT_FOLLOWED = (
    f"of one company the {MOST_OWNERS:,} largest are, and {MOST_LINKS:,} links in all: what the others hold together "
    "counts as held by owners who are not identified"
)
_EQUITY_FOR_VOTES: Readings = MappingProxyType({"equity": "share", "branch": "whole"})


@dataclass(frozen=True, slots=True)
class Line:
    """One question of attribution.

    Attributes:
        of: its name, see `Attribution.of`; "" for `HALF`.
        measure: when a party is caught.
        counts: per party of the study that starts it whether that is sure.
        listings: per such party the entries that count.
    """

    of: str
    measure: Measure
    counts: Mapping[str, bool]
    listings: Mapping[str, tuple[Listing, ...]]


def _is_nothing(link: Settled) -> bool:
    """Is it a stake of 0 %? Nobody holds by it, and it leads nowhere; its register may differ from another."""
    return link.kind in SHARED and link.share.high == 0 and not link.conflict


def _may_hold(officer: Tie, day: date) -> bool:
    """Is it not excluded that the tie held on the day?"""
    ended = officer.until is not None and officer.until.by(day) == "yes"
    return not ended and (officer.since is None or officer.since.by(day) != "no")


class Study:
    """What is above some parties.

    Args:
        question: what is asked, against which lists and registers.
        identities: which parties of the registers are one.
        starts: the parties.
        issues: takes what the links contradict.
    """

    def __init__(self, question: Question, identities: Identities, starts: Iterable[Node], issues: Issues) -> None:
        nodes = list(starts)
        self.question = question
        self.gathered: Gathered = gather_above(question.registers, nodes, identities)
        for party, count in self.gathered.unfollowed.items():
            message = f"{plural(count, 'owner')} of {quote(self.gathered.name(party))} were not followed"
            issues.warn("owners-not-followed", message, hint=_NOT_FOLLOWED)
        kept, doubtful = on_day(self.gathered.links, question.as_of, issues, undated_hold=True)
        self.settled = [link for link in settle(kept, issues, doubtful=doubtful) if not _is_nothing(link)]
        self.officers: dict[str, list[Tie]] = self._officers_of(nodes, identities)
        officers = (each.source for ties in self.officers.values() for each in ties)
        self.ties: Ties = tie(self.settled, (*(identities.of(node).id for node in nodes), *officers))
        met = [party for party in self.ties.parties if party != UNIDENTIFIED]
        asked = dict.fromkeys(identities.of(node).id for node in nodes)
        before = [link.source for party in asked for link in self.on_other_days.get(party, []) if link.source]
        every = listed_among(question, self.gathered, list(dict.fromkeys((*met, *before))))
        self.listed: dict[str, tuple[ListedParty, ...]] = {
            p: each for p, each in every.items() if p in self.ties.numbers
        }
        self.listed_on_other_days = every.keys()
        tell_sums(self.book.stakes, self.ties.parties, issues)
        self._asked: dict[tuple[Measure, frozenset[int], frozenset[int]], Attributed] = {}
        self._asked_if_held: dict[tuple[Measure, frozenset[int], frozenset[int]], Attributed] = {}
        self._controlled: dict[str, dict[str, Controlled]] = {}

    def _officers_of(self, nodes: Iterable[Node], identities: Identities) -> dict[str, list[Tie]]:
        """Per party asked about its officers, each under the id of its party; those of other days are left out."""
        found: dict[str, list[Tie]] = {}
        for node in dict.fromkeys(map(identities.of, nodes)):
            for member in list(identities.members(node)):
                for each in self.question.registers[member.register].ties_of(member.id):
                    if each.kind == "officer" and each.target == member.id and _may_hold(each, self.question.as_of):
                        officer = identities.of(Node(member.register, each.source))
                        if (described := identities.party(officer)) is not None:
                            self.gathered.parties.setdefault(officer.id, described)
                        found.setdefault(node.id, []).append(replace(each, source=officer.id))
        return found

    @cached_property
    def book(self) -> Book:
        """The stakes of ownership."""
        return book(self.ties)

    @cached_property
    def votes(self) -> Book:
        """The stakes of votes; where a company's votes are not stated, its equity stands for them."""
        stated = {link.owned for link in self.settled if link.kind == "votes"}
        instead = {number: _EQUITY_FOR_VOTES for party, number in self.ties.numbers.items() if party not in stated}
        return book(self.ties, VOTES, instead)

    @cached_property
    def voting(self) -> frozenset[str]:
        """The companies whose votes are stated."""
        return frozenset(link.owned for link in self.settled if link.kind == "votes")

    @cached_property
    def interests(self) -> Interests:
        """Who has what part of whose value."""
        stakes, names = self.book.stakes, self.ties.parties
        return Interests(stake_at(stakes, names, number) for number in range(len(stakes.row)))

    @cached_property
    def control(self) -> Control:
        """Who can decide for whom."""
        return Control(self.settled)

    @cached_property
    def toward(self) -> Toward:
        """The listed parties, and whoever a chain of links leads to from any of them."""
        return self.ties.toward(self.ties.numbers[party] for party in self.listed)

    @cached_property
    def anonymous(self) -> frozenset[str]:
        """The companies of which owners who are not identified may have half or more, directly or through others."""
        start = [self.ties.unidentified] if self.ties.unidentified >= 0 else []
        found = answer_from(self.book.stakes, self.ties.numbers, self.ties.parties, [], start, HALF, Issues())
        return found.possible

    @cached_property
    def not_stated(self) -> dict[str, Share]:
        """Per company the part of it that nobody is stated to hold."""
        return not_stated(self.settled)

    @cached_property
    def on_other_days(self) -> dict[str, list[Link]]:
        """Per company the links into it that had ended on the day asked, or not yet begun."""
        found: dict[str, list[Link]] = {}
        for link in self.gathered.links:
            if link.holds_on(self.question.as_of) == "no":
                found.setdefault(link.target, []).append(link)
        return found

    @cached_property
    def _if_held(self) -> tuple[Ties, Book]:
        """All ties and stakes, and beside them the parts that nobody is stated to hold."""
        ties = tie([*self.settled, *as_held(self.not_stated)], self.ties.parties)
        return ties, book(ties)

    def if_held(self, line: Line | None = None, without: str = "") -> Attributed:
        """A line of shares asked as if owners who are not identified held what nobody is stated to hold.

        Args:
            line: which; None asks whether such owners, and they alone, may have half or more.
            without: as in `attributed`.
        """
        ties, stakes = self._if_held[0], self._if_held[1].stakes
        counts = {
            ties.numbers[party]: sure for party, sure in (line.counts if line else {}).items() if party != without
        }
        maybe = frozenset(counts) if line else frozenset([ties.unidentified])
        sure = frozenset(number for number, certain in counts.items() if certain)
        measure = line.measure if line else HALF
        if (measure, sure, maybe) not in self._asked_if_held:
            found = answer_from(stakes, ties.numbers, ties.parties, sorted(sure), sorted(maybe), measure, Issues())
            self._asked_if_held[measure, sure, maybe] = found
        return self._asked_if_held[measure, sure, maybe]

    def unknowns(self) -> tuple[tuple[UnknownEdge, ...], int]:
        """The unknown stakes, each under the line that it bears on most, those first whose answer would settle most.

        Returns:
            They, and how many were not tried because the work is bounded.
        """
        best: dict[int, UnknownEdge] = {}
        untried = 0
        for line in self.lines:
            if not line.counts:
                continue
            rows, found = self._book(line.measure.by).rows, self.attributed(line).unknowns
            untried = max(untried, found.untried)
            for each in found:
                row = int(rows[each.stake.row])
                known = best.get(row)
                if each.settles and (known is None or each.settles > known.settles):
                    best[row] = UnknownEdge(self.edge(row), line.of, each.if_low, each.if_high, row)
        return tuple(sorted(best.values(), key=lambda each: (-each.settles, each.row))), untried

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """`HALF` and every line of shares or votes that was law on the day, or may have been."""
        reaches: dict[str, Reach] = {}
        listings = [entry for found in self.listed.values() for each in found for entry in each.listings]
        for list_id in dict.fromkeys(entry.list_id for entry in listings):
            reaches.update(reaches_for(list_id, self.question.as_of, self.question.own))
        found = [self._line("", HALF, None)]
        return (*found, *(self._line(of, reach.measure, reach) for of, reach in reaches.items() if reach.measure))

    def _line(self, of: str, measure: Measure, reach: Reach | None) -> Line:
        counts: dict[str, bool] = {}
        entries: dict[str, tuple[Listing, ...]] = {}
        for party, found in self.listed.items():
            counting = [(each, e) for each in found for e in each.listings if reach is None or reach.counts(e)]
            if counting:
                entries[party] = tuple(dict.fromkeys(entry for _, entry in counting))
                counts[party] = any(each.sure and e.in_force(self.question.as_of) == "yes" for each, e in counting)
        return Line(of, measure, counts, entries)

    def attributed(self, line: Line, without: str = "") -> Attributed:
        """One line asked of all parties.

        Args:
            line: which.
            without: a listed party that is left out, because its own owners are asked about; "" for none.
        """
        numbers = self.ties.numbers
        maybe = frozenset(numbers[party] for party in line.counts if party != without)
        sure = frozenset(numbers[party] for party, certain in line.counts.items() if certain and party != without)
        key = (line.measure, sure, maybe)
        if key not in self._asked:
            stakes, names = self._book(line.measure.by).stakes, self.ties.parties
            self._asked[key] = answer_from(stakes, numbers, names, sorted(sure), sorted(maybe), line.measure, Issues())
        return self._asked[key]

    def attributions(self, party: str) -> tuple[Attribution, ...]:
        """What each line says of one party, `HALF` first; none of votes where its votes are not stated."""
        without = party if party in self.listed else ""
        return tuple(
            self._about(party, line, self.attributed(line, without))
            for line in self.lines
            if line.counts.keys() - {party} and (line.measure.by == "ownership" or party in self.voting)
        )

    def _about(self, party: str, line: Line, found: Attributed) -> Attribution:
        rows = self._book(line.measure.by).rows

        def told(stake: Stake) -> Edge:
            edge = self.edge(int(rows[stake.row]))
            return Edge(edge.owner_name, edge.owned_name, stake.share, edge.evidence, edge.as_of)

        return answer_about(party, line.of, found, line.listings, told, self._doubts)

    @cached_property
    def _doubts(self) -> dict[str, str]:
        """Per party that only may be listed, what would settle it."""
        return {party: said for party, found in self.listed.items() if (said := self._doubt(party, found))}

    def _doubt(self, party: str, found: Sequence[ListedParty]) -> str:
        as_of = self.question.as_of
        if not any(each.sure for each in found):
            entry = found[0].listings[0]
            return f"whether {self.gathered.name(party)} is {entry.listed_name} of {entry.list_id}"
        standing = [entry for each in found for entry in each.listings]
        if all(entry.in_force(as_of) == "unknown" for entry in standing):
            return f"whether {standing[0].listed_name} was on {standing[0].list_id} on {as_of}"
        return ""

    def _book(self, by: Counted) -> Book:
        return self.book if by == "ownership" else self.votes

    def controlled_by(self, controller: str) -> Mapping[str, Controlled]:
        """Everything that one party controls, or may."""
        if controller not in self._controlled:
            self._controlled[controller] = self.control.of(controller)
        return self._controlled[controller]

    def edge(self, row: int, distance: int = 1) -> OwnerEdge:
        """One link as a reader sees it."""
        return self.edge_for(self.settled[row], distance)

    def edge_for(self, link: Settled, distance: int = 1) -> OwnerEdge:
        """The same of a link itself."""
        return edge_of(link, self.gathered.name, distance)
