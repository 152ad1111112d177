"""From a settled link to the edge that a reader sees: names, share, dates, evidence, and who says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from lookthrough.errors import quote
from lookthrough.exposure.ownership.links import Settled, counted
from lookthrough.model.dates import PartialDate
from lookthrough.model.exposure import Step
from lookthrough.model.link import Link
from lookthrough.report.owners import OwnerEdge, Statement

_OWNED = frozenset(("equity", "branch", "consolidation", "nominee"))

KIND_WORDS = {
    "equity": "shares",
    "votes": "votes",
    "board": "appoints the board",
    "agreement": "controls by agreement",
    "consolidation": "consolidates the accounts",
    "nominee": "held by a nominee",
    "branch": "is its branch",
}
"""What ties the two, in a word or two; of a branch, the lower party is it."""


def edge_of(settled: Settled, name: Callable[[str], str], distance: int = 1) -> OwnerEdge:
    """What is taken for one pair and kind, with every statement that it comes from or that says otherwise.

    Args:
        settled: the pair.
        name: from a party's id to its name.
        distance: ties from the party asked.
    """
    share = settled.share if settled.kind in ("equity", "votes") else counted(settled) or settled.share
    return OwnerEdge(
        settled.owner,
        settled.owned,
        name(settled.owner) if settled.owner else "",
        name(settled.owned),
        settled.kind,
        share,
        "yes" if settled.dated else "unknown",
        tuple(map(_statement, settled.chosen)),
        tuple(map(_statement, settled.others)),
        settled.conflict,
        settled.why,
        distance,
    )


def _statement(link: Link) -> Statement:
    return Statement(
        link.register,
        link.share,
        _iso(link.since),
        _iso(link.until),
        _iso(link.stated),
        "; ".join((link.origin, *_unread(link))),
        link.directness,
    )


def _iso(day: PartialDate | None) -> str:
    """The date; "" where there is none, and where what is printed cannot be read."""
    return day.iso if day and not day.is_any else ""


def _unread(link: Link) -> Iterator[str]:
    """What a link prints as its beginning and end and nobody can read."""
    for what, day in (("beginning", link.since), ("end", link.until)):
        if day and day.is_any:
            yield f"its {what} is printed as {quote(day.text)}, which is no date that can be read"


def step_of(edge: OwnerEdge) -> Step:
    """An edge as a step of a path: from the owned party up to its owner."""
    owned = edge.kind in _OWNED
    share = edge.share.exact if edge.kind in ("equity", "votes", "branch") else None
    said = [] if edge.kind == "equity" else [KIND_WORDS[edge.kind]]
    if edge.holds == "unknown":
        said.append("whether it held on the day is not known")
    if edge.conflict:
        said.append(f"registers differ; taken: {edge.why}")
    dates = f"{edge.since or '…'} to {edge.until or '…'}" if edge.since or edge.until else ""
    evidence = "; ".join(filter(None, (edge.evidence, dates, *said)))
    return Step(
        "owned_by" if owned else "controlled_by",
        edge.owned_name,
        edge.owner_name or "an owner who is not identified",
        share=share,
        evidence=evidence,
        as_of=edge.as_of,
        stake=edge.share if edge.kind in ("equity", "votes", "branch", "consolidation", "nominee") else None,
    )


def nearer(edges: Sequence[OwnerEdge], distances: dict[str, int]) -> tuple[OwnerEdge, ...]:
    """The edges with how far their nearer party is from the one asked, nearest first."""
    placed = [replace(edge, distance=distances.get(edge.owned, 0) + 1) for edge in edges]
    return tuple(sorted(placed, key=lambda edge: edge.distance))
