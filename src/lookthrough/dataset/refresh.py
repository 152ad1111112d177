"""Fetching the newest edition of one source: ask what changed, take in what did, keep the last good one otherwise."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lookthrough.dataset.filenames import safe_name
from lookthrough.dataset.ingest import ingest
from lookthrough.dataset.provenance import Edition, StoredFile
from lookthrough.dataset.reading import Progress, Source, printed_edition
from lookthrough.dataset.store import Store
from lookthrough.errors import FetchError, Issues, SourceError, StateError
from lookthrough.sources.fetch import Fetched, Limits, NotModified, Validators, fetch

Outcome = Fetched | NotModified


def refresh(
    store: Store,
    source: Source,
    *,
    now: datetime,
    issues: Issues,
    addresses: Sequence[str] = (),
    accept_shrink: bool = False,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> Edition | None:
    """Fetch a source's files and take them in where they changed.

    Args:
        store: where editions are kept.
        source: the module that reads the files.
        now: the time of fetching.
        issues: takes what was wrong inside the data.
        addresses: instead of the official ones, in the same order (a mirror, a test server).
        accept_shrink: believe lists that became small.
        limits: of time and size; None for the defaults.
        progress: is told how many bytes came.

    Returns:
        The edition that was taken in; None when the publisher says that nothing changed.

    Raises:
        FetchError: if a file could not be had, if it says that it is older than the newest kept edition, or if the
            source has no address.
        ParseError: if a file is not what the publisher documents.
        ExpectationError: if the edition cannot be the whole list.
        StateError: if another process writes here. Whatever is raised, the last good edition stays, and a
            `SourceError` is remembered: `Store.failures` tells it until the source can be had again.
    """
    urls = tuple(addresses) or source.META.data_urls
    try:
        if not urls:
            raise FetchError(
                f"{source.META.publisher} offers {source.META.id} at no address that a program can read",
                hint=f"see {source.META.publisher_url}, and use `lookthrough load {source.META.id} FILE`",
            )
        with tempfile.TemporaryDirectory(prefix="lookthrough-") as made:
            fetched = _fetch_all(store, source, urls, Path(made), limits, progress)
            if fetched is None:
                store.clear_failure(source.META.id)
                return None
            _refuse_older(store, source, [each.path for each in fetched])
            return ingest(
                store,
                source,
                [each.path for each in fetched],
                obtained=fetched,
                now=now,
                accept_shrink=accept_shrink,
                from_network=True,
                issues=issues,
                progress=progress,
            )
    except SourceError as error:
        store.record_failure(source.META.id, now, str(error))
        raise


def _fetch_all(
    store: Store,
    source: Source,
    urls: Sequence[str],
    folder: Path,
    limits: Limits | None,
    progress: Progress | None,
) -> list[Fetched] | None:
    """Every file of an edition; None when none changed, whether the server says so or sends the same bytes again."""
    last = _last_fetched(store, source.META.id, urls)
    tell = _bytes(progress, source.META.id)
    taken: set[str] = set()
    outcomes = []
    for url in urls:
        name = safe_name(unquote(urlsplit(url).path.rstrip("/")), taken)
        known = _validators(last, url)
        outcomes.append(fetch(url, folder, name=name, previous=known, limits=limits, progress=tell))
    fetched = [_whole(outcome, last, folder) for outcome in outcomes]
    if last is not None and [each.sha256 for each in fetched] == [file.sha256 for file in last.provenance.files]:
        return None
    return fetched


def _refuse_older(store: Store, source: Source, files: Sequence[Path]) -> None:
    """A mirror that lags, or a cache on the way, must not pass for news."""
    editions = store.editions(source.META.id)
    printed = printed_edition(source, files)
    if printed and editions and printed < editions[-1].edition:
        raise FetchError(
            f"the server gave an older edition of {source.META.id}, of {printed}, than the one in force, of "
            f"{editions[-1].edition}",
            hint="ask again later; `lookthrough load` takes an old edition for history",
        )


def _last_fetched(store: Store, source_id: str, urls: Sequence[str]) -> Edition | None:
    """The newest edition that came from exactly these addresses, provided that its files are still whole."""
    for edition in reversed(store.editions(source_id)):
        if [file.url for file in edition.provenance.files] == list(urls):
            try:
                store.check_files(edition)
            except StateError:
                return None
            return edition
    return None


def _file(edition: Edition | None, url: str) -> StoredFile | None:
    files = edition.provenance.files if edition else ()
    return next((file for file in files if file.url == url), None)


def _validators(last: Edition | None, url: str) -> Validators | None:
    file = _file(last, url)
    return Validators(file.etag, file.last_modified) if file else None


def _whole(outcome: Outcome, last: Edition | None, folder: Path) -> Fetched:
    """A file that did not change is copied from the edition that has it, so that the new edition is complete."""
    if isinstance(outcome, Fetched):
        return outcome
    file = _file(last, outcome.url)
    if last is None or file is None:
        raise FetchError(f"the server says that {outcome.url} did not change, but it was never fetched here")
    copy = folder / file.name
    shutil.copyfile(last.folder / file.name, copy)
    return Fetched(copy, outcome.url, outcome.url, file.sha256, file.size, file.media_type, outcome.validators)


def _bytes(progress: Progress | None, source_id: str) -> Callable[[int, int | None], None] | None:
    if progress is None:
        return None
    return lambda done, total: progress(f"fetching {source_id} (bytes)", done, total or 0)
