"""Whom does a party own? A few layers below it, what part of their value it has, and who of them is listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lookthrough.errors import Issues
from lookthrough.exposure.ownership.gathering import Gathered, Identities, Node, gather_below
from lookthrough.exposure.ownership.interest import Interest, Interests
from lookthrough.exposure.ownership.links import on_day, settle
from lookthrough.exposure.ownership.proof import stake_at
from lookthrough.exposure.ownership.ties import Ties, book, tie
from lookthrough.report.listed_parties import listed_among
from lookthrough.report.owner_edges import edge_of
from lookthrough.report.owners import InterestShown, ListedParty, OwnerEdge
from lookthrough.report.question import Question

MOST_BELOW, DEEPEST_BELOW = 400, 4
"""How many ties below a party are followed, and how many steps down."""

MANY, MOST_OF_MANY, DEEPEST_OF_MANY = 100, 40, 1
"""The same where more than so many parties are asked about at once; what is left is counted."""


@dataclass(frozen=True, slots=True)
class Below:
    """What is below one party.

    Attributes:
        edges: ties, nearest first.
        cut: how many known ties were not followed.
        listed: listed parties among the companies below.
        interests: what part of each company's value is the party's, over the ties that were followed.
    """

    edges: tuple[OwnerEdge, ...] = ()
    cut: int = 0
    listed: tuple[ListedParty, ...] = ()
    interests: tuple[InterestShown, ...] = ()


def below_all(question: Question, nodes: Iterable[Node], identities: Identities) -> dict[Node, Below]:
    """Follow ties downward from several parties.

    Args:
        question: what is asked, against what.
        nodes: the parties.
        identities: which parties of the registers are one.

    Returns:
        Per party that has any. Its own shares are exact; what other owners have of the companies below is not followed.
    """
    found: dict[Node, Gathered] = {}
    asked = list(dict.fromkeys(map(identities.of, nodes)))
    most, deepest = (MOST_BELOW, DEEPEST_BELOW) if len(asked) <= MANY else (MOST_OF_MANY, DEEPEST_OF_MANY)
    for node in asked:
        gathered = gather_below(question.registers, node, identities, most=most, deepest=deepest)
        if gathered.links:
            found[node] = gathered
    every = Gathered()
    for gathered in found.values():
        every.parties.update(gathered.parties)
        every.joined.update(gathered.joined)
    met = dict.fromkeys(link.target for gathered in found.values() for link in gathered.links)
    listed = listed_among(question, every, list(met))
    return {node: _below(question, node, gathered, listed) for node, gathered in found.items()}


def _below(
    question: Question, start_node: Node, gathered: Gathered, all_listed: Mapping[str, tuple[ListedParty, ...]]
) -> Below:
    quiet = Issues()  # what is wrong with these links is told where their companies are asked about
    kept, doubtful = on_day(gathered.links, question.as_of, quiet, undated_hold=True)
    settled = settle(kept, quiet, doubtful=doubtful)
    ties, start = tie(settled, (start_node.id,)), start_node.id
    depths = _depths(ties, ties.numbers[start])
    edges = [
        edge_of(link, gathered.name, depths[owner] + 1)
        for link, owner in zip(settled, ties.owner.tolist(), strict=True)
        if owner in depths
    ]
    listed = {party: all_listed[party] for party in ties.parties if party in all_listed and party != start}
    stakes = book(ties).stakes
    found = Interests(stake_at(stakes, ties.parties, number) for number in range(len(stakes.row))).of(start)
    shown = [interest_shown(gathered.name(party), party, each, False, party in listed) for party, each in found.items()]
    return Below(
        tuple(sorted(edges, key=lambda edge: edge.distance)),
        sum(gathered.unfollowed.values()),
        tuple(replace(each, distance=None) for found_here in listed.values() for each in found_here),
        tuple(sorted(shown, key=lambda each: (-each.low, -each.high, each.name))),
    )


def interest_shown(name: str, party: str, interest: Interest, ultimate: bool, listed: bool) -> InterestShown:
    """An economic interest as a reader sees it."""
    return InterestShown(party, name, interest.low, interest.high, interest.integrated, ultimate, listed)


def _depths(ties: Ties, start: int) -> dict[int, int]:
    """Per party below how many ties lead to it at the least."""
    depths, layer = {start: 0}, [start]
    while layer:
        targets = dict.fromkeys(int(ties.owned[row]) for party in layer for row in ties.rows_of(party).tolist())
        depth = depths[layer[0]] + 1
        layer = [party for party in targets if party not in depths]
        depths.update(dict.fromkeys(layer, depth))
    return depths
