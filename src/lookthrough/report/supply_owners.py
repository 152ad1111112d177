"""Owners that a table of supply names itself: which suppliers do listed parties own, and by how much?

What several rows say of one stake competes and is never added up; a stake stands as long as the table says so, for it
has no dates. A party is its name here, folded: the table has nothing better.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lookthrough.errors import Issues
from lookthrough.exposure.ownership.answers import answer_about
from lookthrough.exposure.ownership.links import Settled, settle, write_down
from lookthrough.exposure.ownership.own_links import Attributed, answer
from lookthrough.exposure.ownership.proof import Stake
from lookthrough.model.attribution import Attribution, Edge
from lookthrough.model.link import Link
from lookthrough.model.listing import Listing
from lookthrough.model.supply import Supplied
from lookthrough.rules.own_rules import OwnLaw
from lookthrough.rules.programme import Reach
from lookthrough.rules.registry import reaches_for


@dataclass(frozen=True, slots=True)
class Owned:
    """One listed party above a supplier.

    Attributes:
        listing: its entry.
        stakes: from the supplier up to it, by the fewest steps.
        attributions: the answers to the questions of the rules that judge its list.
    """

    listing: Listing
    stakes: tuple[Settled, ...]
    attributions: tuple[Attribution, ...]


def folded(name: str) -> str:
    """A name as rows are told apart by it: case and white space do not count."""
    return " ".join(name.casefold().split())


def stated_stakes(rows: Iterable[Supplied], file: str) -> list[Link]:
    """Every stake that the table states, each once however many rows repeat it."""
    seen: dict[tuple[str, str, object], Link] = {}
    for row in rows:
        for owner, share in row.owners:
            if row.name and folded(owner) != folded(row.name):
                origin = f"{file}, data row {row.row}"
                link = Link("owns", folded(owner), folded(row.name), share, origin=origin, register=origin)
                seen.setdefault((link.source, link.target, (share.low, share.high, share.low_open)), link)
    return list(seen.values())


class Owners:
    """Who owns the suppliers of one table.

    Args:
        links: its stakes.
        listings: per folded name of a party its entries that stand on the day asked.
        as_of: the day asked.
        own: the user's own law.
        issues: takes what the stakes contradict.
    """

    def __init__(
        self,
        links: Sequence[Link],
        listings: Mapping[str, tuple[Listing, ...]],
        as_of: date,
        own: OwnLaw,
        issues: Issues,
    ) -> None:
        settled = settle(links, issues)
        self._listings, self._as_of, self._own, self._issues = listings, as_of, own, issues
        self._evidence = {(each.owner, each.owned): (each.chosen[0].origin, "") for each in settled}
        self._into: dict[str, list[Settled]] = {}
        for each in settled:
            self._into.setdefault(each.owned, []).append(each)
        self._ledger = write_down(settled)
        self._found: dict[str, Attributed] = {}

    def of(self, name: str) -> tuple[Owned, ...]:
        """Every listed party above a supplier, nearest first, whatever its share: the answers say what it comes to."""
        start = folded(name)
        before: dict[str, tuple[Settled, ...]] = {start: ()}
        waiting = deque([start])
        owned = []
        while waiting:
            party = waiting.popleft()
            for stake in self._into.get(party, ()):
                if stake.owner not in before:
                    before[stake.owner] = (*before[party], stake)
                    waiting.append(stake.owner)
                    for listing in self._listings.get(stake.owner, ()):
                        owned.append(Owned(listing, before[stake.owner], self._answers(start, listing)))
        return tuple(owned)

    def _answers(self, party: str, listing: Listing) -> tuple[Attribution, ...]:
        asked = reaches_for(listing.list_id, self._as_of, self._own)
        return tuple(
            answer_about(party, question, self._attributed(question, reach), self._counting(reach), self._told)
            for question, reach in asked
            if reach.by == "ownership" and reach.measure and reach.counts(listing)
        )

    def _counting(self, reach: Reach) -> dict[str, tuple[Listing, ...]]:
        """The listed parties whose stakes count under a line, each with the entries for which they do."""
        counting = {name: tuple(filter(reach.counts, entries)) for name, entries in self._listings.items()}
        return {name: entries for name, entries in counting.items() if entries}

    def _told(self, stake: Stake) -> Edge:
        return Edge(stake.owner, stake.owned, stake.share, *self._evidence.get((stake.owner, stake.owned), ("", "")))

    def _attributed(self, question: str, reach: Reach) -> Attributed:
        if question not in self._found:
            starts = tuple(self._ledger.number(name) for name in self._counting(reach))
            assert reach.measure is not None  # noqa: S101  (asked by those who saw one)
            self._found[question] = answer(self._ledger, starts, reach.measure, Issues())
        return self._found[question]
