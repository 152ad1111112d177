"""The layered picture of owners: who is drawn, in which layer, and who was left out. `ownership_svg` draws it.

The party asked stands on the left; each layer to the right is one tie further away. Above it in law is first: its
owners and theirs; then whom it owns. A party stands once, where its strongest tie places it; its other ties are told
too. What does not fit is cut from the far and weak end, never from a way that leads to a listed party before all else
is gone, and every cut is counted where it was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from lookthrough.model.share import Share, per_cent
from lookthrough.report.owner_edges import KIND_WORDS
from lookthrough.report.owners import ListedParty, OwnerEdge, OwnersAnswer
from lookthrough.report.wording import short_title

MOST_NODES = 200
"""How many parties are drawn."""

Side = Literal["owners", "owned"]


@dataclass(frozen=True, slots=True)
class Tie:
    """One or more ties between two parties, as one line of the picture.

    Attributes:
        near, far: the party nearer to the one asked, and the one further away.
        label: shares and kinds in a word or two: "50%", "25–50%", "board".
        dates: from when until when, "" when not stated.
        certain: an exact share or a stated fact that held on the day; else the line is dashed.
        says: the whole, for a reader who points at it.
        near_name: name of the nearer party.
        weight: for the order; never shown.
    """

    near: str
    far: str
    label: str
    dates: str
    certain: bool
    says: str
    near_name: str = ""
    weight: Fraction = Fraction(0)


@dataclass(slots=True)
class Box:
    """One party in the picture.

    Attributes:
        key: its id; made up for an owner who is not identified.
        name: as printed.
        layer: ties from the party asked.
        tie: the line that places it; None for the party asked.
        also: its other lines to parties that are drawn.
        listed: entries that name it, as one line; "" for none.
        identified: False for an owner whom the register does not identify.
        end: nobody is stated to own it (or to be owned by it, on the other side).
        boxes: those placed behind it, in order.
        cut: how many parties behind it are not drawn.
    """

    key: str
    name: str
    layer: int = 0
    tie: Tie | None = None
    also: tuple[Tie, ...] = ()
    listed: str = ""
    identified: bool = True
    end: bool = False
    boxes: list[Box] = field(default_factory=list)
    cut: int = 0


@dataclass(frozen=True, slots=True)
class Panel:
    """One side of the picture.

    Attributes:
        side: owners, or whom it owns.
        root: the party asked, with everything behind it.
        drawn: how many parties are drawn, the one asked left out.
        cut: how many more were met and are not drawn.
        beyond: how many known ties were not even followed.
        depth: how many layers.
    """

    side: Side
    root: Box
    drawn: int
    cut: int
    beyond: int
    depth: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Both sides, as of a day.

    Attributes:
        name: of the party asked.
        as_of: ISO.
        panels: those with anything to draw.
        listed: how many listed parties are drawn.
    """

    name: str
    as_of: str
    panels: tuple[Panel, ...]
    listed: int

    @property
    def says(self) -> str:
        """The picture in words, for those who do not see it."""
        words = {"owners": "parties above", "owned": "parties below"}
        sides = "; ".join(
            f"{panel.drawn:,} {words[panel.side]} {self.name} in {panel.depth:,} layers"
            + (f", {panel.cut:,} more not drawn" if panel.cut else "")
            + (f", {panel.beyond:,} further ties not followed" if panel.beyond else "")
            for panel in self.panels
        )
        listed = ", ".join(_listed_names(self.panels)) or "none"
        return f"As of {self.as_of}: {sides}. Listed parties drawn: {listed}."


def _listed_names(panels: Iterable[Panel]) -> list[str]:
    found: dict[str, None] = {}
    waiting = [panel.root for panel in panels]
    while waiting:
        box = waiting.pop()
        if box.listed:
            found.setdefault(box.name)
        waiting += box.boxes
    return list(found)[:40]


def picture_of(answer: OwnersAnswer, as_of: str, most: int = MOST_NODES) -> Picture | None:
    """What is drawn of an answer; None where there is nothing to draw.

    Args:
        answer: about one party.
        as_of: the day asked, ISO.
        most: how many parties are drawn at the most.
    """
    if answer.party is None or not (answer.above or answer.below):
        return None
    listed = _listed(answer.listed)
    owned_room = min(len({edge.owned for edge in answer.below}), most // 3)
    above = _panel("owners", answer, answer.above, answer.above_cut, listed, most - owned_room)
    owned = _panel("owned", answer, answer.below, answer.below_cut, listed, most - above.drawn)
    panels = tuple(panel for panel in (above, owned) if panel.drawn)
    return Picture(answer.party.name, as_of, panels, len(_listed_names(panels))) if panels else None


def _listed(parties: Sequence[ListedParty]) -> dict[str, str]:
    """Per listed party its entries as one line."""
    said: dict[str, dict[str, None]] = {}
    for each in parties:
        for entry in each.listings:
            began = f" since {entry.since}" if entry.since else ""
            doubt = "" if each.sure else "may be "
            said.setdefault(each.party, {}).setdefault(f"{doubt}{short_title(entry.list_id)}{began}")
    return {party: "; ".join(lines) for party, lines in said.items()}


def _panel(
    side: Side, answer: OwnersAnswer, edges: Sequence[OwnerEdge], beyond: int, listed: Mapping[str, str], most: int
) -> Panel:
    root = answer.party.id if answer.party else ""
    ties, names = _ties(side, edges)
    behind: dict[str, list[Tie]] = {}
    for tie in ties:
        behind.setdefault(tie.near, []).append(tie)
    distance = _distances(root, behind)
    leading = _leading(ties, listed, root)
    boxes, order = _placed(root, behind, distance, leading)
    kept = {root, *order[: max(most, 0)]}
    others: dict[str, list[Tie]] = {}
    for tie in ties:
        others.setdefault(tie.far, []).append(tie)
    for key in (root, *order):
        if key in kept:
            box = boxes[key]
            box.name, box.listed = names.get(key, key), listed.get(key, "")
            box.identified = not key.startswith("?")
            box.end = key not in behind
            box.boxes = [each for each in box.boxes if each.key in kept]
            all_behind = {tie.far for tie in behind.get(key, ())}
            box.cut = len(all_behind - kept)
            box.also = tuple(tie for tie in others.get(key, ()) if tie.near in kept and tie is not box.tie)
    if answer.party is not None:
        boxes[root].name = answer.party.name
    depth = max((distance[key] for key in kept), default=0)
    return Panel(side, boxes[root], len(kept) - 1, len(order) - len(kept) + 1, beyond, depth)


def _ties(side: Side, edges: Sequence[OwnerEdge]) -> tuple[list[Tie], dict[str, str]]:
    """One line a pair, and the names of all parties."""
    pairs: dict[tuple[str, str], list[OwnerEdge]] = {}
    names: dict[str, str] = {}
    for edge in edges:
        owner = edge.owner or f"?{edge.owned}"
        names[owner] = edge.owner_name or "Owner not identified"
        names[edge.owned] = edge.owned_name
        near, far = (edge.owned, owner) if side == "owners" else (owner, edge.owned)
        pairs.setdefault((near, far), []).append(edge)
    return [_tie(near, far, names[near], some) for (near, far), some in pairs.items()], names


def _tie(near: str, far: str, near_name: str, edges: Sequence[OwnerEdge]) -> Tie:
    label = ", ".join(dict.fromkeys(_label(edge) for edge in edges))
    dates = next((_dates(edge) for edge in edges if _dates(edge)), "")
    certain = all(edge.holds == "yes" and edge.owner and not edge.conflict and _exact(edge) for edge in edges)
    says = "; ".join(f"{edge}{f' ({_dates(edge)})' if _dates(edge) else ''} [{edge.evidence}]" for edge in edges)
    weight = max(edge.share.low + edge.share.high / 1000 for edge in edges)
    return Tie(near, far, label, dates, certain, says, near_name, weight)


def _exact(edge: OwnerEdge) -> bool:
    return edge.share.exact is not None if edge.kind in ("equity", "votes") else edge.kind != "consolidation"


def _label(edge: OwnerEdge) -> str:
    if edge.kind not in ("equity", "votes"):
        return KIND_WORDS[edge.kind]
    votes = " of votes" if edge.kind == "votes" else ""
    return f"{short_share(edge.share)}{votes}{' (disputed)' if edge.conflict else ''}"


def short_share(share: Share) -> str:
    """A share in as few letters as it can be said exactly: "50%", ">50%", "25–50%", "?"."""
    if share.exact is not None:
        return per_cent(share.low)
    if share.low == 0 and share.high == 1:
        return ">0%" if share.low_open else "?"
    if share.high == 1:
        return f"{'>' if share.low_open else '≥'}{per_cent(share.low)}"
    if share.low == 0:
        return f"{'<' if share.high_open else '≤'}{per_cent(share.high)}"
    return f"{'>' if share.low_open else ''}{per_cent(share.low).removesuffix('%')}–{per_cent(share.high)}"


def _dates(edge: OwnerEdge) -> str:
    if edge.since and edge.until:
        return f"{edge.since} – {edge.until}"
    if edge.since or edge.until:
        return f"since {edge.since}" if edge.since else f"until {edge.until}"
    return f"stated {edge.as_of}" if edge.as_of else ""


def _distances(root: str, behind: Mapping[str, Sequence[Tie]]) -> dict[str, int]:
    distance, layer = {root: 0}, [root]
    while layer:
        met = dict.fromkeys(tie.far for near in layer for tie in behind.get(near, ()))
        steps = distance[layer[0]] + 1
        layer = [key for key in met if key not in distance]
        distance.update(dict.fromkeys(layer, steps))
    return distance


def _leading(ties: Sequence[Tie], listed: Mapping[str, str], root: str) -> set[str]:
    """The parties on any chain between a listed one and the party asked."""
    nearer: dict[str, list[str]] = {}
    for tie in ties:
        nearer.setdefault(tie.far, []).append(tie.near)
    found: set[str] = set()
    waiting = [key for key in nearer if key in listed]
    while waiting:
        key = waiting.pop()
        if key not in found and key != root:
            found.add(key)
            waiting += nearer.get(key, ())
    return found


def _placed(
    root: str, behind: Mapping[str, Sequence[Tie]], distance: Mapping[str, int], leading: set[str]
) -> tuple[dict[str, Box], list[str]]:
    """Every party behind the one that is nearest to it by the strongest tie; and all of them, those to keep first."""
    best: dict[str, Tie] = {}
    for ties in behind.values():
        for tie in ties:
            if distance.get(tie.near, -2) + 1 == distance.get(tie.far) and tie.far != root:
                held = best.get(tie.far)
                rank = (tie.near in leading, tie.weight)
                if held is None or rank > (held.near in leading, held.weight):
                    best[tie.far] = tie
    order = sorted(best, key=lambda key: (key not in leading, distance[key], -best[key].weight, key))
    boxes = {root: Box(root, root)}
    for key in sorted(order, key=distance.__getitem__):
        boxes[key] = Box(key, key, distance[key], best[key])
    for key in order:
        boxes[best[key].near].boxes.append(boxes[key])
    return boxes, order
