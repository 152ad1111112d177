"""What part of a company nobody is stated to hold, because the stakes that are stated do not come to the whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from lookthrough.exposure.ownership.ledger import UNIDENTIFIED
from lookthrough.exposure.ownership.links import Settled, counted
from lookthrough.model.share import UNKNOWN_SHARE, Share, together


def not_stated(settled: Iterable[Settled]) -> dict[str, Share]:
    """Per company the part that nobody is stated to hold.

    Args:
        settled: one share a pair and kind. Stakes of owners who are not identified are stated: how much they hold is
            known, and only who they are is not.

    Returns:
        Exact bounds. Absent are companies whose stakes come to the whole, and those whose stakes are all unknown: where
        nothing is stated, nothing is left over. "Less than 50 %" is stated: more than half is left.
    """
    into: dict[str, list[Share]] = {}
    for link in settled:
        if (share := counted(link)) is not None:
            into.setdefault(link.owned, []).append(share)
    found = {}
    for company, shares in into.items():
        all_ = together(shares)
        if all_.low < 1 and replace(all_, text="") != UNKNOWN_SHARE:
            found[company] = Share(1 - all_.high, 1 - all_.low, "", all_.high_open, all_.low_open)
    return found


def as_held(parts: Mapping[str, Share]) -> list[Settled]:
    """Each such part as if it were a stake of an owner who is not identified: what might be, and is not stated."""
    return [Settled(UNIDENTIFIED, company, "equity", share, ()) for company, share in parts.items()]
