"""A link: a dated relation with a share between two parties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from lookthrough.model.dates import PartialDate, Truth
from lookthrough.model.share import UNKNOWN_SHARE, Share

Relation = Literal["owns", "controls", "holds", "issues", "supplies", "same_as"]

LinkKind = Literal["equity", "votes", "board", "agreement", "consolidation", "nominee", "branch"]
"""What kind of link ties the two.

"equity": shares of the capital. "votes": voting rights, apart from the capital. "board": the right to appoint the
majority of the board. "agreement": control by contract or statute. "consolidation": the accounts of `target` are part
of those of `source`, which is not a percentage. "nominee": `target` holds for `source`. "branch": `target` is a branch
of `source`, not a person of its own.
"""

SHARED: frozenset[LinkKind] = frozenset(("equity", "votes"))
"""The kinds that are parts of a whole; all others are facts, and their shares say nothing."""

Directness = Literal["direct", "indirect", "unknown"]


@dataclass(frozen=True, slots=True)
class Link:
    """One stated relation from `source` to `target`.

    Attributes:
        relation: what `source` does to `target`.
        source, target: entity ids, or names as printed where no entity is known; a `source` of "" is an owner whom the
            register does not identify.
        share: how much; unknown is [0, 1].
        since: the first day that it held; None is unknown.
        until: the first day that it no longer held; None is unknown, or has not come.
        origin: list, file and row it was read from, as one line.
        kind: what ties the two.
        directness: as the register states it; an indirect link is a summary of direct ones.
        register: id of the register that states it; statements of one register add up, those of several compete.
        stated: when the register spoke; None is unknown.
        decided: who decided that this statement holds against others, and why; "" when no one did.
    """

    relation: Relation
    source: str
    target: str
    share: Share = UNKNOWN_SHARE
    since: PartialDate | None = None
    until: PartialDate | None = None
    origin: str = ""
    kind: LinkKind = "equity"
    directness: Directness = "unknown"
    register: str = ""
    stated: PartialDate | None = None
    decided: str = ""

    @property
    def dates_fit(self) -> bool:
        """Can it have ended after it began?"""
        return self.since is None or self.until is None or self.since.earliest <= self.until.latest

    def holds_on(self, day: date) -> Truth:
        """Did the link hold on that day?

        Returns:
            "unknown" where a date that would tell is missing, too coarse, or contradicts the other. A link whose end
            is not stated and that had begun holds.
        """
        if not self.dates_fit:
            return "unknown"
        if self.until is not None and self.until.by(day) == "yes":
            return "no"
        if self.since is not None and self.since.by(day) == "no":
            return "no"
        if self.since is None or self.since.by(day) == "unknown":
            return "unknown"
        return "yes" if self.until is None or self.until.by(day) == "no" else "unknown"
