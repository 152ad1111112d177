"""From kept editions to a snapshot: choose a source for each list, read what was not read yet, fold, write aside.

For each list, the source with the newest edition speaks; all its kept editions of the list are its history. A source
whose newest edition has less than half of the entries that another's has holds an excerpt and does not speak, however
new it is. When two sources are equally new, the one that carries fewer lists does: a publisher's own file before a
screening list that repeats it. Which others there were stands in the manifest.

A list that cannot be read any more is taken over from the previous snapshot as it stands there and is marked.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import duckdb

from lookthrough.dataset.expectations import SMALLEST_PART
from lookthrough.dataset.filenames import sync_file, write_whole
from lookthrough.dataset.manifest import (
    MANIFEST_NAME,
    STATEMENTS_NAME,
    ListState,
    Manifest,
    NotUsed,
    identity,
    manifest_json,
)
from lookthrough.dataset.pack import PACK_NAME, write_pack
from lookthrough.dataset.provenance import Edition
from lookthrough.dataset.reading import (
    Progress,
    Source,
    connect,
    interruptible,
    read_edition,
    reader_digest,
    write_reading,
)
from lookthrough.dataset.snapshot import Snapshot
from lookthrough.dataset.statements import StatementTable
from lookthrough.dataset.store import Store
from lookthrough.errors import Issues, LookthroughError, NotFoundError, Place, StateError
from lookthrough.version import VERSION


@dataclass(frozen=True, slots=True)
class Choice:
    """The source that speaks for a list.

    Attributes:
        list_id: the list.
        source: the source's id.
        editions: its kept editions that carry the list, oldest first, one a day.
        not_used: the other sources that carry it.
    """

    list_id: str
    source: str
    editions: tuple[Edition, ...]
    not_used: tuple[NotUsed, ...] = ()


@dataclass(frozen=True, slots=True)
class _Job:
    """What every step of one build needs."""

    store: Store
    known: Mapping[str, Source]
    tell: Progress
    issues: Issues


@dataclass(frozen=True, slots=True)
class _Read:
    """What became of the editions: readings on disk, failures by source, and (source, id) without a provenance."""

    readings: Mapping[tuple[str, str], Path]
    failed: Mapping[str, str]
    lost: frozenset[tuple[str, str]] = frozenset()


def build(
    store: Store,
    sources: Iterable[Source],
    *,
    now: datetime,
    progress: Progress | None = None,
    issues: Issues,
    code: str = VERSION,
) -> Snapshot:
    """Build the snapshot of all kept editions and make it the newest.

    The same editions give the same id; nothing is written again then. Whatever happens on the way, the last good
    snapshot stays the newest until the new one is whole.

    Args:
        store: where the editions are.
        sources: modules that can read them.
        now: goes into the manifest and into failure records.
        progress: is told what is being done.
        issues: takes what could not be read.
        code: version of the code, for the manifest.

    Raises:
        NotFoundError: if no edition is kept here.
        StateError: if another process writes here, our own files disagree, or not one edition can be read.
        KeyboardInterrupt: if the user stops it.
    """
    job = _Job(store, {source.META.id: source for source in sources}, progress or _silent, issues)
    with store.writing("building a snapshot"):
        chosen = choose(store.held(), job.known)
        if not chosen and not store.unreadable():
            raise NotFoundError(
                "no edition of any list is kept here",
                hint="run `lookthrough update`, or `lookthrough load LIST FILE…` with files of your own",
            )
        read = _read_all(job, chosen)
        _remember(job, chosen, read, now)
        folder = store.new_snapshot_folder()
        manifest = _write(job, folder, chosen, read)
        job.tell("seal", 0, 1)
        write_whole(folder / MANIFEST_NAME, manifest_json(replace(manifest, created=now.isoformat(), code=code)))
        job.tell("publish", 0, 1)
        target = store.publish(folder, manifest.id)
        job.tell("publish", 1, 1)
    return Snapshot(target)


def choose(editions: Sequence[Edition], known: Mapping[str, Source]) -> tuple[Choice, ...]:
    """Decide for each list which source speaks, by list id.

    Args:
        editions: all that are kept.
        known: source id -> module; decides ties by how many lists a source carries.
    """
    by_list: dict[str, dict[str, dict[str, Edition]]] = defaultdict(lambda: defaultdict(dict))
    for edition in sorted(editions, key=lambda e: e.age_key):
        for list_id in edition.provenance.entries:
            if edition.covers(list_id):
                by_list[list_id][edition.source][edition.edition] = edition  # of one day, the later loaded stays
    return tuple(_choice(list_id, of_source, known) for list_id, of_source in sorted(by_list.items()))


def _choice(list_id: str, of_source: Mapping[str, Mapping[str, Edition]], known: Mapping[str, Source]) -> Choice:
    """The newest of the sources that are no excerpt beside the fullest one."""
    newest = {source_id: days[max(days)] for source_id, days in of_source.items()}
    sizes = {source_id: edition.provenance.entries[list_id] for source_id, edition in newest.items()}
    fullest = max(sorted(sizes), key=lambda source_id: sizes[source_id])

    def rank(source_id: str) -> tuple[bool, str, int, str]:
        breadth = len(known[source_id].META.lists) if source_id in known else 10_000
        whole = sizes[source_id] >= sizes[fullest] * SMALLEST_PART
        return (whole, newest[source_id].edition, -breadth, source_id)

    best, *others = sorted(of_source, key=rank, reverse=True)
    excerpt = {source_id: f"an excerpt: {sizes[source_id]:,} entries where {fullest} has {sizes[fullest]:,}"
               for source_id in others if not rank(source_id)[0]}  # fmt: skip
    return Choice(
        list_id,
        best,
        tuple(of_source[best][day] for day in sorted(of_source[best])),
        tuple(_not_used(newest[each], newest[best], excerpt.get(each, "")) for each in others),
    )


def _not_used(other: Edition, best: Edition, excerpt: str) -> NotUsed:
    older = other.edition < best.edition
    why = (
        f"older than {best.source} of {best.edition}"
        if older
        else f"as new as {best.source}, which carries fewer lists"
    )
    return NotUsed(other.source, other.edition, excerpt or why)


def read_into_cache(store: Store, source: Source, edition: Edition) -> Path:
    """The edition's reading on disk; read now if it is not there.

    Raises:
        SourceError: if the parser refuses the files.
        StateError: if the files are not those that were kept.
    """
    path = cache_path(store, source, edition)
    if not path.is_file():
        store.check_files(edition)
        keep_reading(path, read_edition(source, edition.files).statements)
    return path


def cache_path(store: Store, source: Source, edition: Edition) -> Path:
    """Where the reading of an edition by today's code is cached."""
    return store.cache_folder(edition.source) / f"{edition.id}.{reader_digest(source)}.parquet"


def keep_reading(path: Path, statements: Sequence[object]) -> None:
    """Cache a reading, and drop those that older code made of the same edition."""
    aside = path.with_name(f".{path.name}.partial")
    write_reading(statements, aside)  # type: ignore[arg-type]
    sync_file(aside)
    aside.replace(path)
    for other in path.parent.glob(f"{path.name.split('.')[0]}.*.parquet"):
        if other != path:
            other.unlink(missing_ok=True)


def _read_all(job: _Job, chosen: Sequence[Choice]) -> _Read:
    """Have every chosen edition's reading on disk; a failure costs its source's lists their renewal, no more."""
    wanted = {(e.source, e.id): e for choice in chosen for e in choice.editions}
    readings: dict[tuple[str, str], Path] = {}
    failed: dict[str, str] = {}
    for place, (key, edition) in enumerate(sorted(wanted.items())):
        job.tell(f"read {edition.source} {edition.edition}", place, len(wanted))
        try:
            if edition.source not in job.known:
                raise NotFoundError(f"this version of Lookthrough has no reader for {edition.source}")
            readings[key] = read_into_cache(job.store, job.known[edition.source], edition)
        except LookthroughError as error:
            message = f"the edition of {edition.edition} cannot be read: {error}"
            failed[edition.source] = message
            job.issues.error("edition-unreadable", message, Place(f"{edition.source}/{edition.id}"))
    unreadable = job.store.unreadable()
    for lost in unreadable:
        failed[lost.source] = lost.message
        job.issues.error("edition-unreadable", lost.message, Place(f"{lost.source}/{lost.id}"))
    return _Read(readings, failed, frozenset((lost.source, lost.id) for lost in unreadable))


def _remember(job: _Job, chosen: Sequence[Choice], read: _Read, now: datetime) -> None:
    """Keep the failures to read, and forget those of sources that can be read again."""
    for source_id in sorted({choice.source for choice in chosen} | set(read.failed)):
        if source_id in read.failed:
            job.store.record_failure(source_id, now, read.failed[source_id], stage="read")
        else:
            job.store.clear_failure(source_id, stage="read")


def _write(job: _Job, folder: Path, chosen: Sequence[Choice], read: _Read) -> Manifest:
    """Fill the snapshot's folder with the table; the manifest is returned, not written."""
    previous = _previous(job.store)
    groups, carried = _divide(job, chosen, read, previous)
    if not groups and not carried:
        raise StateError(
            "none of the kept editions can be read: " + "; ".join(read.failed.values()),
            hint="load the publisher's files again with `lookthrough load`; the last good snapshot stays in force",
        )
    path = folder / STATEMENTS_NAME
    with interruptible(), connect(spill=folder / ".spill.partial") as connection:
        try:
            table = StatementTable(connection)
            for place, choices in enumerate(groups):
                job.tell(f"fold {choices[0].source}", place, len(groups))
                days = [(edition.edition, read.readings[edition.source, edition.id]) for edition in choices[0].editions]
                table.add(days, [choice.list_id for choice in choices])
            if previous is not None:
                table.carry_over(previous.folder / STATEMENTS_NAME, [state.id for state in carried])
            job.tell("write", 0, 1)
            content, entities, statements, counts = table.finish(path)
            job.tell("pack", 0, 1)
            write_pack(folder / PACK_NAME, table.rows())
        except duckdb.InterruptException:
            raise
        except (duckdb.Error, sqlite3.Error) as error:
            raise StateError(
                f"the snapshot cannot be written: {error}",
                hint="see that the disk has room; deleting the folder `cache` in the home folder does no harm",
            ) from error
    job.tell("pack", 1, 1)
    live = {failure.source: failure.message for failure in job.store.failures()}
    states = [_state(choice, counts, job.known, live) for choices in groups for choice in choices]
    lists = tuple(sorted((*states, *carried), key=lambda state: state.id))
    files = {name: _synced_sha256(folder / name) for name in (STATEMENTS_NAME, PACK_NAME)}
    return Manifest(identity(lists, content), "", "", lists, entities, statements, content, files)


def _synced_sha256(path: Path) -> str:
    sync_file(path)
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _divide(
    job: _Job, chosen: Sequence[Choice], read: _Read, previous: Snapshot | None
) -> tuple[list[list[Choice]], list[ListState]]:
    """Lists to fold, together where they stand in the same editions, and lists to take over as they were."""
    groups: dict[tuple[tuple[str, str], ...], list[Choice]] = defaultdict(list)
    carried: list[ListState] = []
    for choice in chosen:
        usable = tuple(e for e in choice.editions if (e.source, e.id) in read.readings)
        old = _state_of(previous, choice.list_id)
        why = read.failed.get(choice.source, "") if len(usable) < len(choice.editions) else ""
        why = _rests_on(old, read) or why
        if why and old and _better(old, usable):
            carried.append(replace(old, failed=why))
        elif usable:
            groups[tuple((e.source, e.id) for e in usable)].append(replace(choice, editions=usable))
        else:
            job.issues.error("list-lost", f"no edition of {choice.list_id} can be read: the snapshot lacks the list")
    here = {choice.list_id for choice in chosen}
    gone = [state for state in (previous.lists if previous else ()) if state.id not in here]
    carried.extend(replace(state, failed=why) for state in gone if (why := _rests_on(state, read)))
    return list(groups.values()), carried


def _better(old: ListState, usable: Sequence[Edition]) -> bool:
    """Is the list as it was better than what can still be read: as new, or the whole beside another's excerpt?"""
    if not usable or old.edition >= usable[-1].edition:
        return True
    entries = usable[-1].provenance.entries.get(old.id, 0)
    return usable[-1].source != old.source and entries < old.entries * SMALLEST_PART


def _rests_on(old: ListState | None, read: _Read) -> str:
    """Why the editions that a list rested on cannot all be read: one of them lost its provenance; else ""."""
    if old is None or not any((old.source, edition) in read.lost for edition in old.editions):
        return ""
    return read.failed[old.source]


def _state(
    choice: Choice, counts: Mapping[str, tuple[int, int]], known: Mapping[str, Source], live: Mapping[str, str]
) -> ListState:
    newest = choice.editions[-1]
    now, ever = counts.get(choice.list_id, (0, 0))
    return ListState(
        id=choice.list_id,
        source=choice.source,
        edition=newest.edition,
        entries=now,
        entries_ever=ever,
        editions=tuple(edition.id for edition in choice.editions),
        files=tuple((file.name, file.sha256) for file in newest.provenance.files),
        licence=newest.provenance.licence or known[choice.source].META.licence,
        issues=newest.provenance.issues,
        failed=live.get(choice.source, ""),
        not_used=choice.not_used,
    )


def _previous(store: Store) -> Snapshot | None:
    """The snapshot to fall back on; a damaged one is no help and no obstacle."""
    try:
        return store.newest_snapshot()
    except (NotFoundError, StateError):
        return None


def _state_of(snapshot: Snapshot | None, list_id: str) -> ListState | None:
    if snapshot is None:
        return None
    return next((state for state in snapshot.lists if state.id == list_id), None)


def _silent(_what: str, _done: int, _total: int) -> None:
    """Nobody wants to know."""
