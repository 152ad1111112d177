"""What changed between two days: listings in force on one and not on the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from lookthrough.dataset.snapshot import Snapshot
from lookthrough.errors import InputError, NotFoundError, quote
from lookthrough.model.dates import Truth
from lookthrough.model.listing import Listing

Change = Literal["added", "removed", "unknown"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One listing that changed, or may have.

    Attributes:
        change: "added" when it is in force on the second day and not on the first, "removed" the other way round,
            "unknown" when that can be told for only one of the days.
        entity_id: whom it lists.
        name: the entity's primary name.
        listing: the entry, without its verbatim cells.
        on_first, on_second: in force on that day?
    """

    change: Change
    entity_id: str
    name: str
    listing: Listing
    on_first: Truth
    on_second: Truth


@dataclass(frozen=True, slots=True)
class Differences:
    """What changed between two days.

    Attributes:
        first, second: the days.
        lists: ids of the lists that were compared.
        added, removed, unknown: by list and name.
        undated: list id -> entries of which nothing can be told for either day: no date is printed, and our
            editions are younger.
    """

    first: date
    second: date
    lists: tuple[str, ...]
    added: tuple[Difference, ...]
    removed: tuple[Difference, ...]
    unknown: tuple[Difference, ...]
    undated: Mapping[str, int]


def diff(
    snapshot: Snapshot, first: date, second: date, lists: Sequence[str] | None = None, *, known_on: date | None = None
) -> Differences:
    """Compare the listings in force on two days.

    Args:
        snapshot: what is known.
        first: the earlier day.
        second: the later day, or the same.
        lists: ids of lists; None is all in the snapshot.
        known_on: as was known on that day; None is all that is known.

    Raises:
        InputError: if the second day is before the first.
        NotFoundError: if a list is not in the snapshot.
        StateError: if the snapshot cannot be read.
    """
    if second < first:
        raise InputError(f"{second.isoformat()} is before {first.isoformat()}", hint="give the earlier day first")
    known = tuple(state.id for state in snapshot.lists)
    wanted = known if lists is None else tuple(dict.fromkeys(lists))
    for list_id in wanted:
        if list_id not in known:
            raise NotFoundError(
                f"the list {quote(list_id)} is not in snapshot {snapshot.id}", hint=f"it has {', '.join(known)}"
            )
    found: dict[Change, list[Difference]] = {"added": [], "removed": [], "unknown": []}
    undated: Counter[str] = Counter()
    for entity in snapshot.without_cells(wanted, known_on):
        for listing in entity.listings:
            before, after = listing.in_force(first), listing.in_force(second)
            if before == after == "unknown":
                undated[listing.list_id] += 1
            elif before != after:
                change = _change(before, after)
                found[change].append(Difference(change, entity.id, entity.name, listing, before, after))
    by_list = {change: tuple(sorted(own, key=_order)) for change, own in found.items()}
    return Differences(
        first,
        second,
        wanted,
        by_list["added"],
        by_list["removed"],
        by_list["unknown"],
        MappingProxyType(dict(sorted(undated.items()))),
    )


def _change(before: Truth, after: Truth) -> Change:
    if "unknown" in (before, after):
        return "unknown"
    return "added" if after == "yes" else "removed"


def _order(difference: Difference) -> tuple[str, str, str]:
    return (difference.listing.list_id, difference.name.casefold(), difference.listing.id)
