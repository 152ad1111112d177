"""Economic interest: how much of a company's value is a party's in the end?

With W[i, j] the direct share of j that i holds, integrated ownership is N = W + W^2 + ... = (I - W)^-1 W: the sum over
all chains, rounds through cycles included (Brioschi et al. 1989). It multiplies along chains, which attribution never
does: 60 % of 60 % of 60 % is an interest of 21.6 %, and yet each company on the way is owned by a majority.

Inside a cycle N counts rounds that return to the owner itself, so that a member of a cycle seems to own more than there
is. The interest without its own rounds is N[i, j] / (1 + N[i, i]), after Glattfelder and Battiston (2009,
https://arxiv.org/abs/0902.0878); for owners outside cycles both are the same. Companies that own each other in full
have no integrated ownership, and it is told as unknown: [0, 1].

Loops are solved exactly, see `flow`; loops of more than `LARGEST_LOOP` companies are told as unknown. No floats.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from lookthrough.exposure.flow import Flow, Network, components
from lookthrough.exposure.ownership.proof import Stake
from lookthrough.model.share import Share, added, together


@dataclass(frozen=True, slots=True)
class Interest:
    """What a party has of a company in the end, between bounds.

    Attributes:
        low, high: with rounds that return to the party itself counted once, 0..1.
        integrated: N[i, j] as the sum of all rounds, where every stake on the way is known exactly; None else.
    """

    low: Fraction
    high: Fraction
    integrated: Fraction | None

    @property
    def exact(self) -> Fraction | None:
        """The interest when both bounds meet, else None."""
        return self.low if self.low == self.high else None


@dataclass(frozen=True, slots=True)
class _Weights:
    """One side's shares, added up by pair, as networks in both directions."""

    down: Network
    up: Network


class Interests:
    """Economic interests of any party in any company.

    Args:
        stakes: who owns whom; several stakes of one pair add up.
    """

    def __init__(self, stakes: Iterable[Stake]) -> None:
        lots: dict[tuple[str, str], list[Share]] = {}
        for stake in stakes:
            lots.setdefault((stake.owner, stake.owned), []).append(stake.share)
        shares = {pair: some[0] if len(some) == 1 else together(some) for pair, some in lots.items()}
        low = {pair: share.low for pair, share in shares.items()}
        high = {pair: share.high for pair, share in shares.items()}
        self._names = sorted({party for pair in high for party in pair})
        self._numbers = {name: number for number, name in enumerate(self._names)}
        self._sides = (self._weights(low), self._weights(_capped(low, high)))
        self._on_loop = [
            {
                number
                for loop in components(side.down.edges, side.down.edges)
                if side.down.is_loop(loop)
                for number in loop
            }
            for side in self._sides
        ]

    def _weights(self, shares: Mapping[tuple[str, str], Fraction]) -> _Weights:
        down: dict[int, list[tuple[int, Fraction]]] = {}
        up: dict[int, list[tuple[int, Fraction]]] = {}
        for (owner, owned), share in shares.items():
            if share:
                a, b = self._numbers[owner], self._numbers[owned]
                down.setdefault(a, []).append((b, share))
                up.setdefault(b, []).append((a, share))
        return _Weights(Network(down), Network(up))

    def of(self, owner: str) -> dict[str, Interest]:
        """What one party has of every company that it leads to, itself left out."""
        return self._asked(owner, [side.down for side in self._sides], owner_asked=True)

    def in_company(self, company: str) -> dict[str, Interest]:
        """What everybody has of one company, itself left out."""
        return self._asked(company, [side.up for side in self._sides], owner_asked=False)

    def ultimate(self, company: str) -> dict[str, Interest]:
        """What those whom nobody owns have of one company: outside cycles they sum to at most 1."""
        owned = self._sides[1].up.edges
        return {n: i for n, i in self.in_company(company).items() if not owned.get(self._numbers[n])}

    def _asked(self, party: str, networks: list[Network], *, owner_asked: bool) -> dict[str, Interest]:
        at = self._numbers.get(party)
        if at is None:
            return {}
        low, high = (network.flow(dict(_added(network.edges.get(at, ())))) for network in networks)
        found = {}
        for number in sorted({*high.weights, *high.unknown} - {at}):
            own = at if owner_asked else number
            returned = [self._returned(side, own, at, flow) for side, flow in enumerate((low, high))]
            found[self._names[number]] = _interest(number, low, high, returned)
        return found

    def _returned(self, side: int, own: int, at: int, flow: Flow) -> Fraction | None:
        """N[own, own]: what comes back to an owner through its own stakes; None where that has no end."""
        if own != at:
            if own not in self._on_loop[side]:
                return Fraction(0)
            network = self._sides[side].down
            flow = network.flow(dict(_added(network.edges.get(own, ()))))
        return None if own in flow.unknown else flow.of(own)


def _added(edges: Iterable[tuple[int, Fraction]]) -> Mapping[int, Fraction]:
    sums: dict[int, Fraction] = {}
    for node, weight in edges:
        sums[node] = sums.get(node, Fraction(0)) + weight
    return sums


def _capped(
    low: Mapping[tuple[str, str], Fraction], high: Mapping[tuple[str, str], Fraction]
) -> dict[tuple[str, str], Fraction]:
    """Upper bounds no larger than what the others' lower bounds leave of a company."""
    parts: dict[str, list[Fraction]] = {}
    for (_, owned), share in low.items():
        parts.setdefault(owned, []).append(share)
    held = {owned: added(shares) for owned, shares in parts.items()}
    return {
        (owner, owned): share if held[owned] > 1 else min(share, 1 - held[owned] + low[owner, owned])
        for (owner, owned), share in high.items()
    }


def _interest(number: int, low: Flow, high: Flow, returned: list[Fraction | None]) -> Interest:
    bounds = []
    for flow, back in zip((low, high), returned, strict=True):
        unknown = number in flow.unknown or back is None
        bounds.append(None if unknown or back is None else min(flow.of(number) / (1 + back), Fraction(1)))
    least, most = bounds
    integrated = low.of(number) if least is not None and low.of(number) == high.of(number) else None
    return Interest(
        Fraction(0) if least is None else least, Fraction(1) if most is None else max(most, least or most), integrated
    )


@dataclass(frozen=True, slots=True)
class OwnShares:
    """A company some of whose shares lie with itself or with those whom it owns: two readings, for review.

    Attributes:
        company: which.
        holders: itself, or companies that it owns by the threshold, that hold its shares.
        held: how much they hold together.
        stated: per other holder its share as stated.
        without: per other holder its share of what remains when these shares are taken as the company's own.
    """

    company: str
    holders: tuple[str, ...]
    held: Share
    stated: Mapping[str, Share]
    without: Mapping[str, Share]


def own_shares(company: str, stakes: Iterable[Stake], owned_by_it: Iterable[str]) -> OwnShares | None:
    """Read a company's register with and without the shares that it has in itself.

    Args:
        company: which.
        stakes: all stakes; those in other companies are passed over.
        owned_by_it: companies that it owns: its attribution at the threshold asked.

    Returns:
        None where it holds none of its own shares.
    """
    own, shares = {company, *owned_by_it}, _by_owner(company, stakes)
    holders = tuple(owner for owner in shares if owner in own)
    if not holders:
        return None
    held = together(shares[holder] for holder in holders)
    stated = {owner: share for owner, share in shares.items() if owner not in own}
    return OwnShares(company, holders, held, stated, {owner: _of_rest(share, held) for owner, share in stated.items()})


def _by_owner(company: str, stakes: Iterable[Stake]) -> dict[str, Share]:
    shares: dict[str, list[Share]] = {}
    for stake in stakes:
        if stake.owned == company:
            shares.setdefault(stake.owner, []).append(stake.share)
    return {owner: lots[0] if len(lots) == 1 else together(lots) for owner, lots in shares.items()}


def _of_rest(share: Share, held: Share) -> Share:
    """A share of what is left when `held` is taken out."""
    low = Fraction(1) if held.low >= 1 else min(share.low / (1 - held.low), Fraction(1))
    high = Fraction(1) if held.high >= 1 else min(share.high / (1 - held.high), Fraction(1))
    return Share(low, high, "", share.low_open and low < 1, share.high_open and high < 1)
