"""From stated links to stakes: which held on a day, what several registers say of one stake, and what counts.

Statements of one register about one pair add up: they are lots of one holding. Statements of several registers compete:
they are kept side by side, never averaged, and a stated policy chooses. What was not chosen stays beside what was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Literal, TypeAlias

from lookthrough.errors import Issues, quote
from lookthrough.exposure.ownership.ledger import Ledger, coded
from lookthrough.model.link import Link, LinkKind
from lookthrough.model.share import UNKNOWN_SHARE, WHOLE, Share, together

Policy = Literal["decision", "newest", "strictest"]
"""How to choose among registers that exclude each other. Where some share lies within the bounds of all, that is taken,
whatever the policy; what a person decided goes before everything.

"decision": as "newest". "newest": the register that spoke last, where all say when they spoke, else as "strictest".
"strictest": the highest lower bound and the highest upper bound, so that no register clears a party against another.
"""

Reading = Literal["share", "whole", "unknown"]
Readings: TypeAlias = Mapping[LinkKind, Reading]

OWNERSHIP: Readings = MappingProxyType(
    {"equity": "share", "branch": "whole", "consolidation": "unknown", "nominee": "unknown"}
)
"""What counts as ownership. A branch is its head office. Consolidated accounts make a majority likely and prove none,
and neither does a nominee's name: their shares are unknown. Votes, boards and agreements are control."""

VOTES: Readings = MappingProxyType({"votes": "share", "branch": "whole"})
"""What counts where votes are asked for; see `control` for boards and agreements."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What is taken for one pair and kind of link, and what it was taken from.

    Attributes:
        owner, owned, kind: the pair; an owner of "" is not identified.
        share: what counts.
        chosen: the statements that it comes from.
        others: the statements of other registers that were not chosen.
        conflict: do the registers exclude each other? No share lies within the bounds of all.
        why: how it was chosen, as one clause; "" where there was nothing to choose.
        dated: False where some chosen statement may not have held on the day asked.
    """

    owner: str
    owned: str
    kind: LinkKind
    share: Share
    chosen: tuple[Link, ...]
    others: tuple[Link, ...] = ()
    conflict: bool = False
    why: str = ""
    dated: bool = True

    @property
    def is_unread(self) -> bool:
        """Does it stand for owners who were not followed, see `gathering`?"""
        return all(map(_is_unread, self.chosen))


def _is_unread(link: Link) -> bool:
    """Does it stand for owners who were not followed? No register states that, so it competes with no statement."""
    return not link.source and not link.register


def on_day(
    links: Iterable[Link], as_of: date, issues: Issues, *, undated_hold: bool = False
) -> tuple[list[Link], frozenset[Link]]:
    """The links that held on a day, and those among them that only may have.

    Args:
        links: all that is stated.
        as_of: the day asked.
        issues: links whose dates contradict each other are told, and stay in.
        undated_hold: a link without a beginning is taken to hold from the day on which the register stated it, and on
            every day where that is not known either. How many there are is told.

    Returns:
        All but those that certainly did not hold; and which of them have dates that do not tell.
    """
    kept, doubtful, undated = [], set(), 0
    for link in links:
        if not link.dates_fit:
            message = f"the stake of {quote(link.source)} in {quote(link.target)} ends before it begins"
            issues.warn("dates-out-of-order", f"{message}: {link.since} to {link.until}; {link.origin or 'no origin'}")
        holds = link.holds_on(as_of)
        if holds == "unknown" and undated_hold and _began_untold(link, as_of):
            undated, holds = undated + 1, "yes"
        if holds != "no":
            kept.append(link)
            if holds == "unknown":
                doubtful.add(link)
    if undated:
        message = f"{undated:,} of {len(kept):,} stakes state no beginning: they are taken as held on {as_of}"
        issues.note("undated-stakes", message, hint="dates beside the shares settle it")
    return kept, frozenset(doubtful)


def _began_untold(link: Link, as_of: date) -> bool:
    """Is it only the beginning that is not stated, and does nothing speak against its having held on the day?"""
    stated = link.stated is None or link.stated.by(as_of) == "yes"
    return link.since is None and stated and (link.until is None or link.until.by(as_of) == "no")


def settle(
    links: Iterable[Link], issues: Issues, policy: Policy = "decision", doubtful: frozenset[Link] = frozenset()
) -> list[Settled]:
    """One share a pair and kind, registers that disagree side by side.

    Args:
        links: those that held on the day asked.
        issues: disagreements are told.
        policy: how to choose.
        doubtful: links that may not have held; on lower bounds they count nothing.

    Returns:
        In the order of first naming. Indirect links are left out where others of known shares lead from the same
        owner to the same company: they tell the same stake once more. Where the shares on the way are not known, the
        indirect share is what there is, and counts.
    """
    groups: dict[tuple[str, str, LinkKind, bool], list[Link]] = {}
    for link in _without_summaries(list(links)):
        groups.setdefault((link.source, link.target, link.kind, _is_unread(link)), []).append(link)
    found = []
    for stated in groups.values():
        settled = _choose(stated, policy, doubtful)
        if settled.conflict:
            told = "; ".join(f"{register or 'unnamed'}: {share}" for register, share in _by_register(stated, doubtful))
            message = f"registers differ on the stake of {quote(settled.owner)} in {quote(settled.owned)} ({told})"
            issues.warn("registers-differ", message, hint=f"taken: {settled.why}")
        found.append(settled)
    return found


def _without_summaries(links: Sequence[Link]) -> list[Link]:
    """All links but indirect ones that a chain of others, each of a known share, tells already."""
    leads_to: dict[str, list[str]] = {}
    for link in links:
        if link.directness != "indirect" and (link.share.low or link.kind == "branch"):
            leads_to.setdefault(link.source, []).append(link.target)
    reached: dict[str, set[str]] = {}
    for owner in {link.source for link in links if link.directness == "indirect"}:
        waiting, seen = [owner], set()
        while waiting:
            for target in leads_to.get(waiting.pop(), ()):
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)
        reached[owner] = seen
    return [link for link in links if link.directness != "indirect" or link.target not in reached[link.source]]


def _by_register(links: Sequence[Link], doubtful: frozenset[Link]) -> list[tuple[str, Share]]:
    """Per register the sum of its lots."""
    lots: dict[str, list[Share]] = {}
    for link in links:
        unsure = doubtful and link in doubtful  # to look for it among none costs as much as to read it
        share = replace(link.share, low=Fraction(0), low_open=False) if unsure else link.share
        lots.setdefault(link.register, []).append(share)
    return [(register, some[0] if len(some) == 1 else together(some)) for register, some in lots.items()]


def _choose(links: Sequence[Link], policy: Policy, doubtful: frozenset[Link]) -> Settled:
    stated, first = _by_register(links, doubtful), links[0]
    dated = not doubtful or doubtful.isdisjoint(links)
    settled = Settled(first.source, first.target, first.kind, stated[0][1], tuple(links), dated=dated)
    if len(stated) == 1:
        return settled
    meet = _meet([share for _, share in stated])
    conflict = not meet.is_possible
    decided = [link for link in links if link.decided]
    if decided:
        return _taken(settled, decided, conflict, f"decided: {decided[-1].decided}", doubtful)
    if not conflict:
        return replace(settled, share=meet, why="what all registers say together")
    newest = _newest(links) if policy != "strictest" else []
    if newest:
        return _taken(settled, newest, conflict, f"the newest statement, of {newest[0].stated}", doubtful)
    return replace(
        settled, share=_widest([s for _, s in stated]), conflict=True, why="the strictest bounds of each side"
    )


def _newest(links: Sequence[Link]) -> list[Link]:
    """The statements of the register that certainly spoke last; none where that cannot be told."""
    last = max(links, key=_spoke)
    others = [link for link in links if link.register != last.register]
    if last.stated and all(link.stated and link.stated.latest < last.stated.earliest for link in others):
        return [link for link in links if link.register == last.register]
    return []


def _spoke(link: Link) -> date:
    return link.stated.latest if link.stated else date.min


def _taken(settled: Settled, chosen: Sequence[Link], conflict: bool, why: str, doubtful: frozenset[Link]) -> Settled:
    others = tuple(link for link in settled.chosen if link not in chosen)
    stated = [share for _, share in _by_register(chosen, doubtful)]
    share = stated[0] if len(stated) == 1 else together(stated)
    dated = doubtful.isdisjoint(chosen)
    return replace(settled, share=share, chosen=tuple(chosen), others=others, conflict=conflict, why=why, dated=dated)


def _meet(shares: Sequence[Share]) -> Share:
    """What lies within the bounds of all; not possible where they exclude each other."""
    low = max((share.low, share.low_open) for share in shares)
    high = min((share.high, not share.high_open) for share in shares)
    return Share(low[0], high[0], "", low[1], not high[1])


def _widest(shares: Sequence[Share]) -> Share:
    """The highest lower bound with the highest upper bound: nothing that one register says is lost."""
    low = max((share.low, share.low_open) for share in shares)
    high = max((share.high, not share.high_open) for share in shares)
    return Share(low[0], high[0], "", low[1], not high[1])


def counted(link: Settled, readings: Readings = OWNERSHIP) -> Share | None:
    """What a link counts for in a reading; None where its kind does not count."""
    reading = readings.get(link.kind)
    if reading is None:
        return None
    whole = WHOLE if link.dated else UNKNOWN_SHARE
    return {"share": link.share, "whole": whole, "unknown": UNKNOWN_SHARE}[reading]


def write_down(settled: Iterable[Settled], readings: Readings = OWNERSHIP, ledger: Ledger | None = None) -> Ledger:
    """The stakes that count, ready for attribution.

    Args:
        settled: one share a pair and kind.
        readings: which kinds count, and how.
        ledger: where to write; None starts a new one.
    """
    ledger = Ledger() if ledger is None else ledger
    for each in settled:
        share = counted(each, readings)
        if share is not None:
            ledger.add(each.owner, each.owned, coded(share))
    return ledger
