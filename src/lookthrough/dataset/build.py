"""From kept editions to a snapshot: choose a source for each list, read what was not read yet, fold, write aside.

For each list, the source with the newest edition speaks; all its kept editions of the list are its history. When two
sources are equally new, the one that carries fewer lists does: a publisher's own file before a screening list
that repeats it. Which others there were stands in the manifest.

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
from lookthrough.dataset.reading import Progress, Source, connect, read_edition, reader_digest, write_reading
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
    """What became of the editions: readings on disk, and failures by source."""

    readings: Mapping[tuple[str, str], Path]
    failed: Mapping[str, str]


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
        StateError: if another process writes here, or our own files disagree.
    """
    job = _Job(store, {source.META.id: source for source in sources}, progress or _silent, issues)
    with store.writing("building a snapshot"):
        chosen = choose(store.editions(), job.known)
        if not chosen:
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
    choices = []
    for list_id, of_source in sorted(by_list.items()):

        def rank(source_id: str, days: Mapping[str, Mapping[str, Edition]] = of_source) -> tuple[str, int, str]:
            breadth = len(known[source_id].META.lists) if source_id in known else 10_000
            return (max(days[source_id]), -breadth, source_id)

        best, *others = sorted(of_source, key=rank, reverse=True)
        newest = max(of_source[best])
        choices.append(
            Choice(
                list_id,
                best,
                tuple(of_source[best][day] for day in sorted(of_source[best])),
                tuple(_not_used(source_id, max(of_source[source_id]), best, newest) for source_id in others),
            )
        )
    return tuple(choices)


def _not_used(source_id: str, day: str, best: str, newest: str) -> NotUsed:
    why = f"older than {best} of {newest}" if day < newest else f"as new as {best}, which carries fewer lists"
    return NotUsed(source_id, day, why)


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
    return _Read(readings, failed)


def _remember(job: _Job, chosen: Sequence[Choice], read: _Read, now: datetime) -> None:
    """Keep the failures to read, and forget those of sources that can be read again."""
    for source_id in sorted({choice.source for choice in chosen}):
        if source_id in read.failed:
            job.store.record_failure(source_id, now, read.failed[source_id], stage="read")
        else:
            job.store.clear_failure(source_id, stage="read")


def _write(job: _Job, folder: Path, chosen: Sequence[Choice], read: _Read) -> Manifest:
    """Fill the snapshot's folder with the table; the manifest is returned, not written."""
    previous = _previous(job.store)
    groups, carried = _divide(job, chosen, read, previous)
    path = folder / STATEMENTS_NAME
    with connect(spill=folder / ".spill.partial") as connection:
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
        if len(usable) < len(choice.editions) and old and (not usable or old.edition >= usable[-1].edition):
            carried.append(replace(old, failed=read.failed[choice.source]))
        elif usable:
            groups[tuple((e.source, e.id) for e in usable)].append(replace(choice, editions=usable))
        else:
            job.issues.error("list-lost", f"no edition of {choice.list_id} can be read: the snapshot lacks the list")
    return list(groups.values()), carried


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
