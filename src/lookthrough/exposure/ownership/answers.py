"""One question of attribution about one party, as the rules read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lookthrough.exposure.ownership.own_links import Attributed
from lookthrough.exposure.ownership.proof import Ruling, Stake
from lookthrough.model.attribution import Attribution, Edge
from lookthrough.model.listing import Listing

Evidence = Mapping[tuple[str, str], tuple[str, str]]
"""Per owner and owned the evidence as one line, and its date as ISO text."""


def answer_about(
    party: str, of: str, found: Attributed, listings: Mapping[str, Sequence[Listing]], evidence: Evidence
) -> Attribution:
    """The numbers of one question.

    Args:
        party: who is asked about.
        of: which question, see `Attribution.of`.
        found: the attribution of all listed parties.
        listings: per listed party its entries.
        evidence: where each stake was read.
    """
    low, high = party in found.caught, party in found.possible
    path = found.path(party) if high else ()
    return Attribution(
        of,
        found.measure,
        low,
        high,
        found.held(party),
        tuple(dict.fromkeys(entry for owner in _owners(path) for entry in listings.get(owner, ()))),
        tuple(_edge(stake, evidence) for ruling in path for stake in ruling.stakes),
        () if low or not high else _unsettled(found, party),
        found.is_circular(party),
    )


def _owners(path: Sequence[Ruling]) -> list[str]:
    return list(dict.fromkeys(stake.owner for ruling in path for stake in ruling.stakes))


def _edge(stake: Stake, evidence: Evidence) -> Edge:
    return Edge(stake.owner, stake.owned, stake.share, *evidence.get((stake.owner, stake.owned), ("", "")))


def _unsettled(found: Attributed, party: str) -> tuple[str, ...]:
    """The stakes on the way that are not known, those first whose answer would settle most parties."""
    on_the_way = {
        stake.row
        for ruling in found.open_path(party)
        for stake in ruling.stakes
        if stake.owner == "" or stake.share.exact is None
    }
    return tuple(str(unknown.stake) for unknown in found.unknowns if unknown.stake.row in on_the_way)
