"""What a question is asked against, and what every answer does with an entity that fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import tee
from typing import TYPE_CHECKING

from lookthrough.dataset.snapshot import Snapshot
from lookthrough.errors import Issues
from lookthrough.match.alert_line import AlertLine
from lookthrough.match.engine import Engine
from lookthrough.model.decision import NO_DECISIONS, Decisions
from lookthrough.model.entity import Entity
from lookthrough.model.listing import Listing
from lookthrough.model.match import Match
from lookthrough.model.query import Query
from lookthrough.model.register import Register
from lookthrough.report.cited_claim import CitedClaim
from lookthrough.report.finding import ListUsed, ScreenReport
from lookthrough.rules.own_rules import NO_OWN_LAW, OwnLaw
from lookthrough.sources.lists import LISTS

if TYPE_CHECKING:
    from lookthrough.report.accepted import AcceptedClaims, LeftOut  # of the evidence room, which few homes have

#: An edition this much older than the day asked is told as a gap: most lists change monthly, some weekly.
STALE_DAYS = 60

#: Lists that print the same designations, so that a party on both is listed once: the two, and why.
TWICE = (("gb_ofsi", "gb_fcdo", "both publish the designations of the United Kingdom under the same regulations"),)


@dataclass(frozen=True, slots=True)
class Question:
    """Everything that an answer depends on besides the user's own file.

    Attributes:
        snapshot: the lists, as read.
        engine: finds names in the snapshot's index.
        lists: what was asked, for the record; `chosen` holds their ids.
        chosen: only listings on these lists count.
        as_of: the day that the question is asked for.
        known_on: only what had been read by this day; None for everything.
        line: the alert line, for all lists or list by list.
        limit: candidates kept for each name.
        version: of Lookthrough.
        settings_digest: of the settings that can change the answer.
        generated: when it was asked.
        accepted: claims that findings may cite; None where there is no evidence.
        registers: who states links between parties; empty where owners are not asked about.
        decisions: of people, on which register party is which entry.
        own: the user's own rules and settled doubts.
        own_files: names of the files that they are from.
        grounds: the grounds asked for; empty for all.
        taken_out: sources that were taken out of the home folder, each with the day and the reason.
    """

    snapshot: Snapshot
    engine: Engine
    lists: tuple[ListUsed, ...]
    chosen: frozenset[str]
    as_of: date
    known_on: date | None
    line: AlertLine
    limit: int
    version: str
    settings_digest: str
    generated: datetime
    accepted: AcceptedClaims | None = None
    registers: tuple[Register, ...] = ()
    decisions: Decisions = NO_DECISIONS
    own: OwnLaw = NO_OWN_LAW
    own_files: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    taken_out: tuple[str, ...] = ()

    def report(self, title: str, issues: Issues) -> ScreenReport:
        """An answer to the question that holds no answers yet.

        Args:
            title: what is screened.
            issues: takes what is wrong in the user's file.
        """
        return ScreenReport(
            title=title,
            as_of=self.as_of,
            known_on=self.known_on,
            snapshot=self.snapshot.id,
            version=self.version,
            settings_digest=self.settings_digest,
            generated=self.generated,
            lists=self.lists,
            line=self.line,
            unseen=self.gaps(),
            issues=issues,
            registers=tuple(register.edition for register in self.registers),
            own_law=self.own_files,
            grounds=self.grounds,
        )

    def gaps(self) -> tuple[str, ...]:
        """What the lists cannot tell about the day asked, one sentence each: lists not asked, too old or too young."""
        states = [state for state in self.snapshot.lists if state.id in self.chosen]
        ages = {state.id: (self.as_of - date.fromisoformat(state.edition)).days for state in states}
        old = [f"{s.id} ({s.edition})" for s in states if ages[s.id] > STALE_DAYS]
        young = [
            f"{s.id} ({s.editions[0][:10]})" for s in states if date.fromisoformat(s.editions[0][:10]) > self.as_of
        ]
        others = sorted(set(LISTS) - self.chosen)
        said = []
        if old:
            said.append(
                f"What was listed or removed since editions that are more than {STALE_DAYS} days older than the day "
                f"asked: {', '.join(old)}."
            )
        if young:
            said.append(
                "Parties that had been on a list on the day asked and were removed before our oldest edition of it: "
                f"{', '.join(young)}."
            )
        if others:
            said.append(f"Lists that are known here and were not asked: {', '.join(others)}.")
        said += [
            f"Whether an entry of {one} and one of {other} are one designation: {why}; count them once, or leave one "
            "list out (`--lists`, `lookthrough unload`)."
            for one, other, why in TWICE
            if {one, other} <= self.chosen
        ]
        if self.taken_out:
            said.append(f"Sources that were taken out of this home folder: {'; '.join(self.taken_out)}.")
        return tuple(said)

    def matches(self, queries: Iterable[Query], limit: int) -> Iterator[list[Match]]:
        """The parties that each query may be and that the alert line shows, best first, one list a query, in order.

        The lists of each line are searched by themselves, so that no match is lost behind better ones that the line
        of their own list leaves out.

        Args:
            queries: what is asked; read in batches.
            limit: the most matches for each.
        """
        groups = self.line.groups(self.chosen)
        found = [
            self.engine.search_all(asked, limit=limit, threshold=line, lists=lists)
            for asked, (line, lists) in zip(tee(queries, len(groups)), groups, strict=True)
        ]
        if len(found) == 1:
            return found[0]
        return (_together(answers, limit) for answers in zip(*found, strict=True))

    def cited(self, entity_id: str, name: str) -> tuple[CitedClaim, ...]:
        """Accepted claims about a listed party."""
        return self.accepted.about(entity_id, name) if self.accepted else ()

    def leading(self, names: Iterable[str]) -> tuple[CitedClaim, ...]:
        """Accepted claims that tie a party with one of these names to a listed party."""
        return self.accepted.leading(names) if self.accepted else ()

    def left_out(self, owned: Iterable[str], owners: Iterable[str] = ()) -> tuple[LeftOut, ...]:
        """Accepted claims of ownership of parties with these names that are no link, each with the reason."""
        return self.accepted.left_out(owned, owners) if self.accepted else ()

    def entities(self, ids: set[str]) -> dict[str, Entity]:
        """The entities by id, as known on the day asked; one that was not known then is absent."""
        return self.snapshot.entities(sorted(ids), self.known_on)

    def listings(self, entity: Entity) -> tuple[tuple[Listing, ...], tuple[Listing, ...]]:
        """The entity's listings on the chosen lists: those in force or not known to be out of it, and the others.

        An entity that stands on one list in several entries or periods at once gives one listing, the oldest, because
        the question is since when it is listed; of those not in force every one is given.
        """
        standing: dict[str, Listing] = {}
        others = []
        for listing in entity.listings:
            if listing.list_id not in self.chosen:
                continue
            if listing.in_force(self.as_of) == "no":
                others.append(listing)
            else:
                standing[listing.list_id] = _longer(standing.get(listing.list_id), listing, self.as_of)
        return tuple(standing.values()), tuple(others)


def _together(answers: Iterable[list[Match]], limit: int) -> list[Match]:
    """The best matches of several answers to one query, each party once."""
    by_row = {match.row: match for matches in answers for match in matches}
    return sorted(by_row.values(), key=lambda match: (-match.score, match.row))[:limit]


def _longer(first: Listing | None, second: Listing, as_of: date) -> Listing:
    """Of two listings that may stand, the one that surely stands, then the one that began first."""
    if first is None:
        return second
    rank = [(each.in_force(as_of) != "yes", each.since is None, each.since.earliest if each.since else as_of)
            for each in (first, second)]  # fmt: skip
    return second if rank[1] < rank[0] else first
