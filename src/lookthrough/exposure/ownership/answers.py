"""One question of attribution about one party, as the rules read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from lookthrough.exposure.ownership.own_links import Attributed
from lookthrough.exposure.ownership.proof import Ruling, Stake
from lookthrough.exposure.ownership.unknowns import WIDEST_REACH
from lookthrough.model.attribution import Attribution, Edge
from lookthrough.model.listing import Listing

Told = Callable[[Stake], Edge]
"""From a stake to the edge that a reader sees: names for ids, where it was read, of when."""

NO_DOUBTS: Mapping[str, str] = MappingProxyType({})


def answer_about(
    party: str,
    of: str,
    found: Attributed,
    listings: Mapping[str, Sequence[Listing]],
    told: Told,
    doubts: Mapping[str, str] = NO_DOUBTS,
) -> Attribution:
    """The numbers of one question.

    Args:
        party: who is asked about.
        of: which question, see `Attribution.of`.
        found: the attribution of all listed parties.
        listings: per listed party its entries.
        told: how a stake is told.
        doubts: per party that only may be listed, what would settle that.
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
        tuple(told(stake) for ruling in path for stake in ruling.stakes),
        () if low or not high else _unsettled(found, party, told, doubts),
        found.is_circular(party),
    )


def _owners(path: Sequence[Ruling]) -> list[str]:
    return list(dict.fromkeys(stake.owner for ruling in path for stake in ruling.stakes))


def _unsettled(found: Attributed, party: str, told: Told, doubts: Mapping[str, str]) -> tuple[str, ...]:
    """The stakes on the way that are not known, those first whose answer would settle most parties, then doubts.

    Where too many parties are open to rank them in the time of one answer, those nearest to the party come first.
    """
    path = found.open_path(party)
    stakes = [stake for ruling in reversed(path) for stake in ruling.stakes]
    unknown = {stake.row: stake for stake in stakes if stake.owner == "" or stake.share.exact is None}
    if unknown and len(found.possible) - len(found.caught) <= WIDEST_REACH:
        ranks = found.ranks
        unknown = dict(sorted(unknown.items(), key=lambda each: ranks.get(each[0], len(ranks))))
    open_owners = [doubts[owner] for owner in _owners(path) if owner in doubts]
    return tuple(dict.fromkeys((*(str(told(stake)) for stake in unknown.values()), *open_owners)))
