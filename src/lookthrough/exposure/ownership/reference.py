"""The same answers by plain loops over fractions: slow, short and obvious, the oracle for the fast ways.

A bound is a pair (number, nudge): "more than 1/4" is (1/4, 1) and "less than 1/2" is (1/2, -1). Pairs are added part by
part and compared like words, first letter first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from lookthrough.exposure.ownership.ledger import UNIDENTIFIED
from lookthrough.exposure.ownership.links import Settled
from lookthrough.exposure.reference import effective_weights
from lookthrough.model.attribution import Measure
from lookthrough.model.share import Share

Bound: TypeAlias = tuple[Fraction, int]


ANY_LISTED = "any listed party"
"""An owner who is caught whomever one asks for."""


class Plain(NamedTuple):
    """A stake with its bounds as pairs."""

    owner: str
    owned: str
    low: Bound
    high: Bound


def plain(owner: str, owned: str, share: Share) -> Plain:
    """A stake from a share."""
    return Plain(owner, owned, (share.low, int(share.low_open)), (share.high, -int(share.high_open)))


def attributed(stakes: Sequence[Plain], listed: Iterable[str], measure: Measure, *, upper: bool) -> set[str]:
    """Everybody who is caught, listed parties included; round after round until nothing changes."""
    listed = set(listed)
    if not measure.aggregate:
        alone = Measure(part=measure.part, inclusive=measure.inclusive)
        return set().union(*(attributed(stakes, {party}, alone, upper=upper) for party in listed))
    nobody = {ANY_LISTED, UNIDENTIFIED}
    caught = listed | (nobody if upper else {ANY_LISTED}) if listed else set()
    companies = {stake.owned for stake in stakes}
    while fresh := {
        c for c in companies - caught if _passes([s for s in stakes if s.owned == c], caught, measure, upper)
    }:
        caught |= fresh
    return caught - nobody


def _passes(stakes: Sequence[Plain], caught: set[str], measure: Measure, upper: bool) -> bool:
    inside = [s for s in stakes if s.owner in caught]
    held = _sum(s.high if upper else s.low for s in inside)
    if upper and _sum(s.low for s in stakes) <= (1, 0):
        others = _sum(s.low for s in stakes if s.owner not in caught)
        held = min(held, (1 - others[0], -others[1]))
    limit = (measure.part, 0)
    return held >= limit if measure.inclusive else held > limit


def _sum(bounds: Iterable[Bound]) -> Bound:
    pairs = list(bounds)
    return sum((number for number, _ in pairs), Fraction(0)), sum(nudge for _, nudge in pairs)


def settled(stakes: Sequence[Plain], listed: Sequence[str], measure: Measure, at: int) -> tuple[int, int]:
    """How many open entities an unknown stake settles at its lower and at its upper end; see `unknowns`."""
    was_open = _open(stakes, listed, measure)
    stake, counts = stakes[at], []
    others = _sum(s.low for i, s in enumerate(stakes) if i != at and s.owned == stake.owned)
    left = (1 - others[0], -others[1])
    most = min(stake.high, left) if left >= stake.low else stake.high
    if stake.owner == UNIDENTIFIED:
        ends = [stake._replace(owner="nobody who is caught"), Plain(ANY_LISTED, stake.owned, most, most)]
    else:
        ends = [stake._replace(low=value, high=value) for value in (stake.low, most)]
    for end in ends:
        counts.append(len(was_open - _open([*stakes[:at], end, *stakes[at + 1 :]], listed, measure)))
    return counts[0], counts[1]


def _open(stakes: Sequence[Plain], listed: Sequence[str], measure: Measure) -> set[str]:
    low, high = (attributed(stakes, listed, measure, upper=upper) for upper in (False, True))
    return high - low


def interests(shares: Mapping[tuple[str, str], Fraction]) -> dict[tuple[str, str], Fraction]:
    """Integrated ownership (I - W)^-1 W by dense elimination.

    Raises:
        InputError: if companies own each other in full, so that it is not defined.
    """
    parties = sorted({party for pair in shares for party in pair})
    dense = [[shares.get((owner, owned), Fraction(0)) for owned in parties] for owner in parties]
    found = effective_weights(dense, dense)
    return {(a, b): found[i][j] for i, a in enumerate(parties) for j, b in enumerate(parties) if found[i][j]}


def controlled(
    links: Sequence[Settled], controller: str, measure: Measure, *, upper: bool, votes_from_equity: bool = True
) -> set[str]:
    """Every company that one party controls, or may control, by plain rounds over all links.

    A company is controlled when someone inside appoints its board, controls it by agreement or is its head office, or
    when the votes of all inside come to the measure. On the upper side accounts and nominees count as well, and so do
    owners who are not identified. Equity stands for votes where a company's votes are not stated.
    """
    inside = {controller, UNIDENTIFIED} if upper else {controller}
    facts = {"board", "agreement", "branch"} | ({"consolidation", "nominee"} if upper else set())
    voted = {link.owned for link in links if link.kind == "votes"}
    companies = {link.owned for link in links}
    while True:
        fresh = set()
        for company in companies - inside:
            into = [link for link in links if link.owned == company]
            kind = "votes" if company in voted or not votes_from_equity else "equity"
            votes = [plain(link.owner, company, link.share) for link in into if link.kind == kind]
            stated = any(link.kind in facts and link.owner in inside and (upper or link.dated) for link in into)
            if stated or (any(v.owner in inside for v in votes) and _passes(votes, inside, measure, upper)):
                fresh.add(company)
        if not fresh:
            return inside - {controller, UNIDENTIFIED}
        inside |= fresh


def weakest_link(links: Sequence[Settled], controller: str) -> dict[str, Fraction]:
    """Per company the strength of the best chain, by walking every chain without a repetition."""
    voted = {link.owned for link in links if link.kind == "votes"}
    best: dict[str, Fraction] = {}

    def walk(party: str, strength: Fraction, on_the_way: frozenset[str]) -> None:
        for link in links:
            if link.owner != party or link.owned in on_the_way:
                continue
            counts = link.kind == "votes" or (link.kind == "equity" and link.owned not in voted)
            whole = link.kind in ("board", "agreement", "branch") and link.dated
            share = Fraction(1) if whole else link.share.low if counts else Fraction(0)
            reached = min(strength, share)
            if reached:
                best[link.owned] = max(best.get(link.owned, Fraction(0)), reached)
                walk(link.owned, reached, on_the_way | {link.owned})

    walk(controller, Fraction(1), frozenset((controller,)))
    return best
