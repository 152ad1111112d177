"""Which lists answer, in which edition, and what the reader must know of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from lookthrough.dataset.manifest import ListState
from lookthrough.dataset.snapshot import Snapshot
from lookthrough.dataset.store import Store
from lookthrough.errors import NotFoundError, SourceError, quote
from lookthrough.model.listing import Listing
from lookthrough.report.finding import ListUsed
from lookthrough.sources.lists import LISTS
from lookthrough.sources.registry import fillers, source


def chosen_lists(
    store: Store, snapshot: Snapshot, lists: Iterable[str] | None, known_on: date | None = None
) -> tuple[ListUsed, ...]:
    """The lists that are asked: those that are named, which must be loaded, or all that are.

    Args:
        store: of the home folder.
        snapshot: the lists, as read.
        lists: ids; None for all.
        known_on: in the edition that was known on this day.

    Raises:
        NotFoundError: if there is no such list.
        SourceError: if a list is not loaded, or had no edition yet.
    """
    used = {each.id: each for each in lists_used(store, snapshot, known_on)}
    wanted = tuple(used) if lists is None else tuple(dict.fromkeys(lists))
    for each in wanted:
        if each not in LISTS:
            raise NotFoundError(f"there is no list {quote(each)}", hint="`lookthrough lists` shows them all")
        if each not in used:
            out = store.taken_out(known_on)
            gone = [f"was {out[m.META.id]}" for m in fillers(each) if m.META.id in out]
            never = f"has no edition of {known_on} or before" if known_on else "is not loaded"
            lacks = next(iter(gone), never)
            raise SourceError(
                f"the list {each} {lacks}, so nothing can be said of it",
                hint=f"run `lookthrough update {each}`, or `lookthrough load` with the publisher's files",
            )
    if not wanted:
        raise SourceError(
            f"no edition of any list is of {known_on} or before, so nothing was known then",
            hint="ask for a later day with --known-on, or load older editions",
        )
    return tuple(used[each] for each in wanted)


def lists_used(store: Store, snapshot: Snapshot, known_on: date | None = None) -> Iterator[ListUsed]:
    """The lists of the snapshot in the edition that was known on a day; one without any is left out."""
    failures = {failure.source: failure for failure in store.failures()}
    sizes = Counter[str]()
    for state in snapshot.lists:
        sizes[state.source] += state.entries
    for state in snapshot.lists:
        edition, entries = _edition(store, state, known_on)
        if not edition:
            continue
        title, failed = LISTS.get(state.id), failures.get(state.source)
        problems = [failures[""].message] if "" in failures else []
        if failed:
            problems.append(
                f"the attempt of {failed.when[:10]} to renew it failed: {failed.message}; "
                f"the edition of {edition} is used"
            )
        if sizes[state.source] < (least := source(state.source).META.min_entries):
            problems.append(
                f"an excerpt: {state.source} was read with {sizes[state.source]:,} entries on all its lists, "
                f"and the whole has {least:,} and more"
            )
        yield ListUsed(
            id=state.id,
            title=title.title if title else "",
            source=state.source,
            edition=edition,
            entries=entries,
            licence=state.licence,
            url=title.url if title else "",
            problem="; ".join(problems),
        )


def standing(snapshot: Snapshot, as_of: date) -> tuple[Listing, ...]:
    """The listings that were in force on a day, or are not known to have been out of it."""
    entities = snapshot.without_cells()
    return tuple(each for entity in entities for each in entity.listings if each.in_force(as_of) != "no")


def _edition(store: Store, state: ListState, known_on: date | None) -> tuple[str, int]:
    """The day and size of the edition in force on a day; ("", 0) when there was none yet."""
    if known_on is None or state.edition <= known_on.isoformat():
        return state.edition, state.entries
    kept = {edition.id: edition for edition in store.editions(state.source)}
    earlier = [kept[each] for each in state.editions if each in kept and kept[each].edition <= known_on.isoformat()]
    return (earlier[-1].edition, earlier[-1].provenance.entries.get(state.id, 0)) if earlier else ("", 0)
