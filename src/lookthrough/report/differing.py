"""What changed on the lists between two days, for a reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from lookthrough.dataset.diff import Difference, diff
from lookthrough.dataset.snapshot import Snapshot
from lookthrough.report.finding import Change, DiffReport, ListUsed
from lookthrough.report.grounding import PART_WORDS, Grounding
from lookthrough.rules.grounds import checked


def report_differences(
    snapshot: Snapshot,
    earlier: date,
    later: date,
    lists: tuple[ListUsed, ...],
    version: str,
    grounds: tuple[str, ...] = (),
) -> DiffReport:
    """The listings that began or ended between two days; with grounds asked for, those made on them come first.

    Raises:
        InputError: if the days are in the wrong order, or a ground is not known.
    """
    grounds = checked(grounds) if grounds else ()
    found = diff(snapshot, earlier, later, sorted(each.id for each in lists))
    changes = [_change(each) for each in (*found.added, *found.removed, *found.unknown)]
    changes.sort(key=lambda change: (change.list_id, change.name, change.kind))
    if grounds:
        grounding, parts = Grounding(found.second, grounds), list(PART_WORDS)
        changes.sort(
            key=lambda change: parts.index(grounding.best([change.listing] if change.listing else []) or "other")
        )
    used = _with_undated(lists, found.undated)
    return DiffReport(found.first, found.second, tuple(changes), used, snapshot.id, version, grounds)


def _change(difference: Difference) -> Change:
    listing = difference.listing
    began = difference.change == "added"
    on = (listing.since if began else listing.until) if difference.change != "unknown" else None
    says = {
        "added": f"in force since {on}" if on else "in force on the later day only",
        "removed": f"in force until {on}" if on else "in force on the earlier day only",
        "unknown": "in force on one of the days; of the other nothing is known",
    }[difference.change]
    return Change(
        kind=difference.change,
        list_id=listing.list_id,
        entity_id=difference.entity_id,
        name=difference.name,
        on=on.iso if on else "",
        says=says,
        citations=listing.citations,
        listing=listing,
    )


def _with_undated(lists: Iterable[ListUsed], undated: Mapping[str, int]) -> tuple[ListUsed, ...]:
    """Lists of whose entries nothing can be told for either day say so where their problems stand."""
    return tuple(
        replace(each, problem="; ".join(filter(None, (each.problem, _undated(undated[each.id])))))
        if undated.get(each.id)
        else each
        for each in lists
    )


def _undated(count: int) -> str:
    return f"{count:,} entries print no date and our editions are younger, so nothing is said of them"
