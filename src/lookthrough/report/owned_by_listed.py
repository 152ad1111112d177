"""Which listed parties lead to one party by ownership or control, along which way, and what rules are told of it."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lookthrough.exposure.ownership.control import Controlled
from lookthrough.exposure.ownership.interest import Interest
from lookthrough.exposure.ownership.links import Settled
from lookthrough.exposure.ownership.ties import Above, Ties
from lookthrough.model.attribution import Attribution, ControlKind, ControlSign
from lookthrough.model.exposure import Exposure, ExposureRelation, Step
from lookthrough.model.listing import Listing
from lookthrough.report.owner_edges import step_of
from lookthrough.report.owners import ListedParty, OwnerEdge
from lookthrough.report.ownership_study import HALF, Study

MOST_ABOVE = 2_000
"""How many ties above one party are walked for its ways and shown; what is left is counted."""

MOST_FOR_INTEREST = 2_000
"""Where more ties lead to a party, what part of its value is whose is not worked out."""

_SIGNS: Mapping[str, ControlKind] = {"board": "board", "agreement": "agreement", "consolidation": "consolidation"}


@dataclass(frozen=True, slots=True)
class OwnedBy:
    """How one listed party leads to a party.

    Attributes:
        listed: the listed party.
        way: the ties from the party asked up to it, along the strongest way: the one whose weakest tie is strongest.
        reached: the stakes decide a line of law, or half, or its control; or that cannot be excluded.
        relation: "owned" or "controlled".
        share: its economic interest in the party over all ways, exact; None where not known.
        attributions: the answers to the lines of law.
        signs: what speaks for its control.
    """

    listed: ListedParty
    way: tuple[OwnerEdge, ...]
    reached: bool
    relation: ExposureRelation
    share: Fraction | None
    attributions: tuple[Attribution, ...]
    signs: tuple[ControlSign, ...]

    def exposure(self, listing: Listing, before: Iterable[Step] = ()) -> Exposure:
        """The path to one of its listings, in numbers.

        Args:
            listing: which.
            before: steps from the subject to the party asked.
        """
        return Exposure(
            self.relation,
            listing,
            path=(*before, *self.steps(listing)),
            share=self.share,
            attributions=self.attributions,
            signs=self.signs,
        )

    def steps(self, listing: Listing) -> tuple[Step, ...]:
        """From the party asked over its owners to the entry."""
        ties = tuple(map(step_of, self.way))
        evidence = f"{self.listed.how} score {self.listed.score:.2f} [{listing.list_id}, {listing.edition}]"
        return (*ties, Step("is", ties[-1].target, listing.listed_name, evidence=evidence, as_of=listing.edition))


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands above one party.

    Attributes:
        party: its id.
        above: the ties.
        half: do listed parties together own half or more? None where no listed party leads to it.
        attributions: per line of law its numbers.
        owned_by: every listed party that leads to it over the ties above, those that reach it first.
        interests: who has what part of its value; None where too many ties lead to it.
    """

    party: str
    above: Above
    half: Attribution | None
    attributions: tuple[Attribution, ...]
    owned_by: tuple[OwnedBy, ...]
    interests: Mapping[str, Interest] | None


def standing_of(study: Study, party: str) -> Standing:
    """Everything that leads to a party from listed ones.

    Args:
        study: of which the party is a start.
        party: its id.
    """
    number = study.ties.numbers[party]
    above = study.ties.above(number, MOST_ABOVE, study.toward)
    small = not above.left_out and len(above.rows) <= MOST_FOR_INTEREST
    interests = study.interests.in_company(party) if small else None
    others = {p: found for p, found in study.listed.items() if study.ties.numbers[p] in above.distance and p != party}
    if not others and above.all_met:
        return Standing(party, above, None, (), (), interests)
    answers = study.attributions(party)
    half, law = (answers[0] if answers else None), answers[1:]
    ways = strongest_ways(study.ties, above, [study.ties.numbers[owner] for owner in others])
    deciding = {entry.id for answer in answers if answer.truth != "no" for entry in answer.owners}
    found = [
        _owned_by(study, party, each, ways[study.ties.numbers[owner]], law, deciding, interests)
        for owner, listed in others.items()
        for each in listed
    ]
    found.sort(key=lambda each: (not each.reached, each.relation == "controlled", each.listed.distance or 0))
    return Standing(party, above, half, law, tuple(found), interests)


def _owned_by(
    study: Study,
    party: str,
    listed: ListedParty,
    rows: Sequence[int],
    law: tuple[Attribution, ...],
    deciding: set[str],
    interests: Mapping[str, Interest] | None,
) -> OwnedBy:
    links = [study.settled[row] for row in rows]
    controlled = study.controlled_by(listed.party).get(party)
    by_stakes = any(entry.id in deciding for entry in listed.listings)
    alone = all(link.kind == "branch" or HALF.met(link.share) != "no" for link in links)
    owned = all(link.kind in ("equity", "branch", "consolidation", "nominee") for link in links)
    interest = (interests or {}).get(listed.party)
    return OwnedBy(
        listed=_at(listed, len(rows)),
        way=tuple(study.edge(row, distance) for distance, row in enumerate(rows, 1)),
        reached=by_stakes or alone or controlled is not None,
        relation="owned" if owned or by_stakes else "controlled",
        share=interest.exact if interest else None,
        attributions=law,
        signs=_signs(study, listed.party, party),
    )


def _at(listed: ListedParty, distance: int) -> ListedParty:
    return ListedParty(
        listed.party, listed.name, listed.entity_id, listed.listings, listed.score, listed.how, listed.sure, distance,
        listed.reasons,
    )  # fmt: skip


def strongest_ways(ties: Ties, above: Above, wanted: Iterable[int]) -> dict[int, list[int]]:
    """Per party wanted the ties from the one asked up to it, along the strongest way, the shortest of these.

    Strengths are floats: they decide which way is shown first, and no result.
    """
    columns = (above.rows, ties.owner[above.rows], ties.owned[above.rows], ties.strength[above.rows])
    nobody = ties.unidentified
    into: dict[int, list[tuple[int, int, float]]] = {}
    for row, owner, company, strength in zip(*(column.tolist() for column in columns), strict=True):
        if owner != nobody:
            into.setdefault(company, []).append((row, owner, -strength))
    best: dict[int, tuple[int, int]] = {}
    waiting: list[tuple[float, int, int, int, int]] = [(-1.0, 0, above.party, -1, -1)]
    while waiting:
        weakest, steps, party, row, nearer_party = heapq.heappop(waiting)
        if party in best:
            continue
        best[party] = row, nearer_party
        for tie, owner, weak in into.get(party, ()):
            if owner not in best:
                heapq.heappush(waiting, (max(weakest, weak), steps + 1, owner, tie, party))
    return {party: _back(best, party) for party in wanted if party in best}


def _back(best: Mapping[int, tuple[int, int]], party: int) -> list[int]:
    """The ties from the party asked up to this one."""
    way: list[int] = []
    while best[party][0] >= 0:
        row, party = best[party]
        way.append(row)
    return way[::-1]


def chain_of(study: Study, controller: str, party: str) -> tuple[Settled, ...]:
    """The ties by which a party controls another, the controller's own first; each tie once."""
    found = study.controlled_by(controller)
    ties: dict[Settled, None] = {}
    waiting, seen = [party], {controller}
    while waiting:
        company = waiting.pop()
        if company in seen or company not in found:
            continue
        seen.add(company)
        for link in found[company].by:
            ties.setdefault(link)
            waiting.append(link.owner)
    return tuple(reversed(ties))


def _signs(study: Study, listed: str, party: str) -> tuple[ControlSign, ...]:
    """What speaks for a listed party's control: the stated facts on the chain by which it controls, or may."""
    found: Controlled | None = study.controlled_by(listed).get(party)
    if found is None:
        return ()
    signs = []
    for link in chain_of(study, listed, party):
        kind = _SIGNS.get(link.kind)
        if kind is not None and (found.certain or kind == "consolidation"):
            told = study.edge_for(link)
            name, chain = study.gathered.name(listed), f"{told.owner_name} over {told.owned_name}"
            by = name if (link.owner, link.owned) == (listed, party) else f"{name} ({chain})"
            signs.append(ControlSign(kind, by, told.evidence, told.as_of))
    return tuple(dict.fromkeys(signs))
