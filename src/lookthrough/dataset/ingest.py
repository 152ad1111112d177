"""Taking in an edition: copy, read, count, judge, keep, in an order in which a refusal leaves nothing behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from lookthrough.dataset.build import cache_path, keep_reading
from lookthrough.dataset.expectations import Counts, check
from lookthrough.dataset.provenance import Edition, Provenance, StoredFile
from lookthrough.dataset.reading import Progress, Reading, Source, printed_edition, read_edition
from lookthrough.dataset.store import Staged, Store
from lookthrough.errors import InputError, Issues, Place, quote
from lookthrough.model.dates import as_day

if TYPE_CHECKING:
    from lookthrough.sources.fetch import Fetched


def ingest(  # noqa: PLR0913 - three by place, the rest by name
    store: Store,
    source: Source,
    files: Sequence[Path],
    *,
    edition: str | date | None = None,
    obtained: Sequence[Fetched] = (),
    now: datetime,
    accept_shrink: bool = False,
    from_network: bool = False,
    issues: Issues,
    progress: Progress | None = None,
) -> Edition:
    """Take in one edition of a source; the next `build` uses it.

    Args:
        store: where to keep it.
        source: the module that reads it.
        files: its files.
        edition: its day; None asks the files, and where they do not say takes the day of `now` and warns.
        obtained: what `fetch` said of each file, in the same order; () for files of the user's.
        now: goes into the provenance.
        accept_shrink: believe lists that became small.
        from_network: the files are from the official addresses, so they must be the whole list.
        issues: takes what was wrong inside the data, and the warnings.
        progress: is told what is being done.

    Returns:
        The kept edition. The same files under the same day are kept once.

    Raises:
        InputError: if a file cannot be read, or the day is none or in the future.
        ParseError: if the files are not what the publisher documents.
        ExpectationError: if the edition cannot be the whole list.
        StateError: if another process writes here. Whatever is raised, nothing was stored or replaced.
    """
    tell = progress or (lambda _what, _done, _total: None)
    with store.writing(f"taking in {source.META.id}"):
        tell("copy", 0, 1)
        with store.staged(source.META.id, files) as staged:
            day = _day(source, staged, edition, now=now, from_network=from_network, issues=issues)
            known = _kept_of_day(store, staged, day, issues)
            if known is not None:
                return known
            tell("read", 0, 1)
            reading = read_edition(source, staged.paths)
            issues.merge(reading.issues)
            check(
                source.META,
                Counts(reading.entries, reading.names, reading.kinds),
                *neighbours(store, source.META.id, day),
                accept_shrink=accept_shrink,
                from_network=from_network,
                issues=issues,
            )
            tell("keep", 0, 1)
            provenance = _provenance(source, staged, reading, obtained, now)
            kept = store.keep(staged, day, replace(provenance, obtained="network" if from_network else "file"))
            tell("keep", 1, 1)
        keep_reading(cache_path(store, source, kept), reading.statements)
        tell("cache", 1, 1)
    return kept


def _kept_of_day(store: Store, staged: Staged, day: str, issues: Issues) -> Edition | None:
    """The same files under the same day, when they are kept already."""
    of_day = [edition for edition in store.editions(staged.source) if edition.edition == day]
    same = next((edition for edition in of_day if edition.id == f"{day}-{staged.hash8}"), None)
    if same is not None:
        issues.note("edition-already-kept", f"{staged.source} {day} is kept already; its files are the same")
        store.clear_failure(staged.source)
    elif of_day:
        issues.note("edition-of-the-same-day", f"{staged.source} {day} was kept before; this one stands for it")
    return same


def neighbours(store: Store, source_id: str, day: str) -> tuple[Counts | None, Counts | None]:
    """What the kept editions next to a day hold: of that day or before it, and after it; None where there is none."""
    editions = store.editions(source_id)
    before = [edition for edition in editions if edition.edition <= day]
    after = [edition for edition in editions if edition.edition > day]
    return (_counts(before[-1]) if before else None, _counts(after[0]) if after else None)


def _counts(edition: Edition) -> Counts:
    provenance = edition.provenance
    return Counts(provenance.entries, provenance.names, provenance.kinds, edition.edition)


def _day(
    source: Source,
    staged: Staged,
    edition: str | date | None,
    *,
    now: datetime,
    from_network: bool,
    issues: Issues,
) -> str:
    """The edition's ISO day: the caller's word, else the files', else the day of `now`, which is not passed over."""
    printed = printed_edition(source, staged.paths)
    if edition is None and printed is None:
        obtained = "fetching" if from_network else "loading"
        add = issues.note if from_network else issues.warn
        add(
            f"edition-day-of-{obtained}",
            f"the files of {source.META.id} state no day that can be read: the day of {obtained} stands for it",
            Place(staged.files[0].original),
            "" if from_network else "add --edition YYYY-MM-DD when they are older",
        )
    day = as_day(edition or printed or now.date())
    if day > now.date() + timedelta(days=1):  # the publisher's calendar may be a day ahead of the caller's
        raise InputError(
            f"the edition {day.isoformat()} of {source.META.id} lies in the future",
            hint="give the day that the files were published, as YYYY-MM-DD",
        )
    if edition is not None and printed is not None and printed != day.isoformat():
        issues.warn(
            "edition-differs",
            f"the files of {source.META.id} say {quote(printed)}, the caller says {day.isoformat()}, which is kept",
            Place(staged.files[0].original),
        )
    return day.isoformat()


def _provenance(
    source: Source, staged: Staged, reading: Reading, obtained: Sequence[Fetched], now: datetime
) -> Provenance:
    said = tuple(
        StoredFile(
            name="",
            original="",
            sha256=fetched.sha256,
            size=fetched.size,
            media_type=fetched.media_type,
            url=fetched.url,
            etag=fetched.validators.etag,
            last_modified=fetched.validators.last_modified,
        )
        for fetched in obtained
    )
    if said and len(said) != len(staged.files):
        raise InputError(f"{len(staged.files)} files were given, but {len(said)} were fetched")
    return Provenance(
        obtained="file",
        loaded=now.isoformat(timespec="seconds"),
        licence=source.META.licence,
        entries=reading.entries,
        issues=dict(sorted(reading.issues.counts.items())),
        files=said,
        names=reading.names,
        kinds=reading.kinds,
    )
