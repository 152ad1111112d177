"""A link: a dated relation with a share between two parties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lookthrough.model.dates import PartialDate
from lookthrough.model.share import UNKNOWN_SHARE, Share

Relation = Literal["owns", "controls", "holds", "issues", "supplies", "same_as"]


@dataclass(frozen=True, slots=True)
class Link:
    """One stated relation from `source` to `target`.

    Attributes:
        relation: what `source` does to `target`.
        source, target: entity ids, or names as printed where no entity is known.
        share: how much; unknown is [0, 1].
        since, until: when it held; None is unknown.
        origin: list, file and row it was read from, as one line.
    """

    relation: Relation
    source: str
    target: str
    share: Share = UNKNOWN_SHARE
    since: PartialDate | None = None
    until: PartialDate | None = None
    origin: str = ""
