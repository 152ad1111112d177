"""The home folder: raw editions that are never edited, snapshots that never change, and what failed.

    raw/<source>/<edition>-<hash8>/<the publisher's file names> + provenance.json
    snapshots/<id>/manifest.json, statements.parquet, entities.sqlite      snapshots/newest holds an id
    failures/<source>.json                                what could not be had, until it could
    cache/<source>/…                                      readings; safe to delete
    writer.lock                                           held while something is written

An edition is always a folder, also when it is one file: the publisher's names stay, and a set of files (an OFAC
list is four) is one edition. Everything appears under its final name at once, by renaming a folder that was written
aside; what a killed process leaves behind ends in `.partial` and is removed by the next writer.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from lookthrough.dataset.filenames import safe_name, sync_folder, write_whole
from lookthrough.dataset.lock import writing
from lookthrough.dataset.provenance import (
    PROVENANCE_NAME,
    Edition,
    Provenance,
    StoredFile,
    open_edition,
    provenance_json,
)
from lookthrough.errors import InputError, NotFoundError, Place, StateError, quote
from lookthrough.model.dates import as_day

if TYPE_CHECKING:
    from lookthrough.dataset.snapshot import Snapshot

_SOURCE_ID = re.compile(r"[a-z0-9][a-z0-9_]{0,63}")
_SNAPSHOT_ID = re.compile(r"[0-9a-f]{8,64}")
_NEWEST = "newest"
_CHUNK = 1 << 20

Stage = Literal["obtain", "read"]


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be had or read when it was last tried.

    Attributes:
        source: its id.
        when: when it was tried, ISO date and time.
        message: what happened and what to do.
        stage: "obtain" when it could not be had, "read" when a kept edition could not be read again.
    """

    source: str
    when: str
    message: str
    stage: Stage = "obtain"


@dataclass(frozen=True, slots=True)
class Staged:
    """Copies of an edition's files that are not kept yet.

    Attributes:
        source: the source's id.
        folder: the temporary folder.
        files: one record per file, in the given order.
    """

    source: str
    folder: Path
    files: tuple[StoredFile, ...]

    @property
    def paths(self) -> tuple[Path, ...]:
        """Where the copies lie."""
        return tuple(self.folder / file.name for file in self.files)

    @property
    def hash8(self) -> str:
        """Eight hex digits over the files' contents: neither their names nor their order makes another edition."""
        return hashlib.sha256("\n".join(sorted(file.sha256 for file in self.files)).encode()).hexdigest()[:8]


class Store:
    """All that is at rest in one home folder.

    Opening reads and creates nothing; the folder appears with the first thing that is kept.

    Args:
        home: the folder.

    Raises:
        InputError: if `home` is a file.
    """

    def __init__(self, home: Path) -> None:
        self.home = Path(home)
        if self.home.exists() and not self.home.is_dir():
            raise InputError(f"{quote(self.home.name)} is not a folder", hint="name the home folder with --home")

    # Editions

    def editions(self, source_id: str | None = None) -> tuple[Edition, ...]:
        """Every kept edition, by source and from oldest to newest.

        Args:
            source_id: only this source's; an unknown one has none.

        Raises:
            StateError: if a kept edition lost its provenance.
        """
        raw = self.home / "raw"
        sources = [_checked(source_id)] if source_id is not None else _names(raw)
        found: list[Edition] = []
        for source in sources:
            folders = [raw / source / name for name in _names(raw / source)]
            found.extend(sorted((open_edition(f) for f in folders if f.is_dir()), key=lambda e: e.age_key))
        return tuple(found)

    @contextmanager
    def staged(self, source_id: str, files: Sequence[Path]) -> Iterator[Staged]:
        """Copy files aside, hashing them on the way; they are gone afterwards unless `keep` was called.

        What is parsed and what is kept are then the same bytes, whatever happens to the caller's files meanwhile.

        Raises:
            InputError: if there is no file, or one cannot be read.
        """
        if not files:
            raise InputError(f"no file was given for {source_id}", hint="name the file or files of one edition")
        folder = self._aside(self.home / "raw" / _checked(source_id), "edition")
        try:
            taken = {PROVENANCE_NAME.casefold()}
            yield Staged(source_id, folder, tuple(_copy(Path(file), folder, taken) for file in files))
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def keep(self, staged: Staged, edition: str, provenance: Provenance) -> Edition:
        """Give staged files their place for good.

        Args:
            staged: from `staged`.
            edition: ISO day.
            provenance: its `files` may carry what the network said, in the order of the staged files; names,
                hashes and sizes are always those of the staged copies.

        Returns:
            The kept edition. Bytes that are kept already stay as they are, with their first provenance.

        Raises:
            InputError: if `edition` is not a whole day.
        """
        day = as_day(edition).isoformat()
        target = self.home / "raw" / staged.source / f"{day}-{staged.hash8}"
        if not target.exists():
            files = _with_network(staged.files, provenance.files)
            content = provenance_json(staged.source, day, replace(provenance, files=files))
            write_whole(staged.folder / PROVENANCE_NAME, content)
            sync_folder(staged.folder)
            staged.folder.rename(target)
            sync_folder(target.parent)
        self.clear_failure(staged.source)
        return open_edition(target)

    def keep_edition(self, source_id: str, files: Sequence[Path], edition: str, provenance: Provenance) -> Edition:
        """Copy files and keep them as one edition; see `staged` and `keep`."""
        with self.staged(source_id, files) as staged:
            return self.keep(staged, edition, provenance)

    def check_files(self, edition: Edition) -> None:
        """Compare a kept edition's files with its provenance.

        Raises:
            StateError: if a file is missing or is not the one that was kept.
        """
        for file in edition.provenance.files:
            path = edition.folder / file.name
            if not path.is_file() or _sha256(path) != file.sha256:
                raise StateError(
                    f"the kept file {edition.source}/{edition.id}/{file.name} is missing or was changed",
                    hint="restore it from a backup, or move that folder away and load the edition again",
                )

    # Failures

    def record_failure(self, source_id: str, when: datetime, message: str, *, stage: Stage = "obtain") -> None:
        """Remember that a source could not be had or read, until that succeeds.

        Args:
            source_id: the source.
            when: when it was tried.
            message: what happened and what to do, as the user shall read it.
            stage: what failed; each has its own record.
        """
        folder = self._made(self.home / "failures")
        content = {"source": _checked(source_id), "when": when.isoformat(timespec="seconds"), "message": message}
        plain = json.dumps({**content, "stage": stage}, indent=1)
        write_whole(folder / f"{source_id}.{stage}.json", plain.encode())

    def clear_failure(self, source_id: str, *, stage: Stage = "obtain") -> None:
        """Forget a failure, because the source answered or could be read."""
        (self.home / "failures" / f"{_checked(source_id)}.{stage}.json").unlink(missing_ok=True)

    def failures(self) -> tuple[Failure, ...]:
        """Every source whose last attempt failed, by id. Show them with every answer."""
        found = []
        for name in _names(self.home / "failures"):
            try:
                content = json.loads((self.home / "failures" / name).read_bytes())
                found.append(Failure(**content))
            except (OSError, ValueError, TypeError):
                source = name.split(".")[0]
                found.append(Failure(source, "", "its last attempt failed; the record of why is unreadable"))
        return tuple(found)

    # Snapshots

    def snapshots(self) -> tuple[str, ...]:
        """Ids of all whole snapshots, sorted."""
        folder = self.home / "snapshots"
        names = [name for name in _names(folder) if _SNAPSHOT_ID.fullmatch(name)]
        return tuple(name for name in names if (folder / name / "manifest.json").is_file())

    def snapshot(self, snapshot_id: str) -> Snapshot:
        """Open one snapshot, read-only.

        Raises:
            NotFoundError: if there is none of that id.
            StateError: if its files are not whole.
        """
        from lookthrough.dataset.snapshot import Snapshot  # noqa: PLC0415 - the store opens it, it knows no store

        if not _SNAPSHOT_ID.fullmatch(snapshot_id) or snapshot_id not in self.snapshots():
            raise NotFoundError(
                f"there is no snapshot {quote(snapshot_id)} here", hint="`lookthrough lists` shows what is loaded"
            )
        return Snapshot(self.home / "snapshots" / snapshot_id)

    def newest_snapshot(self) -> Snapshot:
        """Open the snapshot that the last finished build made.

        Raises:
            NotFoundError: if nothing was ever built here.
            StateError: if its files are not whole.
        """
        known = self.snapshots()
        if not known:
            raise NotFoundError(
                "no lists are loaded here yet",
                hint="run `lookthrough update`, or `lookthrough load LIST FILE…` with files of your own",
            )
        try:
            named = (self.home / "snapshots" / _NEWEST).read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            named = ""
        if named in known:
            return self.snapshot(named)
        opened = [self.snapshot(name) for name in known]
        return max(opened, key=lambda snapshot: (snapshot.manifest.created, snapshot.id))

    def publish(self, partial: Path, snapshot_id: str) -> Path:
        """Give a whole snapshot its name and make it the newest; the same content is kept once."""
        folder = self.home / "snapshots"
        target = folder / snapshot_id
        if (target / "manifest.json").is_file():
            shutil.rmtree(partial, ignore_errors=True)
        else:
            sync_folder(partial)
            partial.rename(target)
            sync_folder(folder)
        write_whole(folder / _NEWEST, snapshot_id.encode())
        return target

    # Writing

    @contextmanager
    def writing(self, what: str) -> Iterator[None]:
        """Be the only writer here, and clear away what an interrupted one left.

        Raises:
            StateError: if another process is writing, or the disk refuses: whatever was begun is left undone.
            InputError: if the folder cannot be made.
        """
        try:
            with writing(self._made(self.home), what):
                for pattern in ("raw/*/.*.partial", "snapshots/.*.partial", "cache/*/.*.partial"):
                    for left in self.home.glob(pattern):
                        shutil.rmtree(left) if left.is_dir() else left.unlink(missing_ok=True)
                yield
        except OSError as error:
            raise StateError(
                f"{what} stopped: {error.strerror or error}",
                hint="see that the disk has room and that the home folder may be written to; nothing stored was lost",
            ) from error

    def new_snapshot_folder(self) -> Path:
        """An empty folder beside the snapshots, to be filled and then published."""
        return self._aside(self.home / "snapshots", "snapshot")

    def cache_folder(self, source_id: str) -> Path:
        """Where readings of a source are cached."""
        return self._made(self.home / "cache" / _checked(source_id))

    def _aside(self, parent: Path, what: str) -> Path:
        folder = self._made(parent) / f".{what}-{os.getpid()}-{os.urandom(4).hex()}.partial"
        folder.mkdir()
        return folder

    def _made(self, folder: Path) -> Path:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(
                f"the home folder cannot be written to: {error.strerror}",
                hint="name another folder with --home or LOOKTHROUGH_HOME",
            ) from error
        return folder


def _checked(source_id: str) -> str:
    if not _SOURCE_ID.fullmatch(source_id):
        raise InputError(f"{quote(source_id)} is no source id", hint="`lookthrough lists` shows the known ones")
    return source_id


def _names(folder: Path) -> list[str]:
    """Names in a folder, sorted, without hidden and unfinished ones; none where there is no folder."""
    try:
        return sorted(entry.name for entry in os.scandir(folder) if not entry.name.startswith("."))
    except FileNotFoundError:
        return []


def _copy(file: Path, folder: Path, taken: set[str]) -> StoredFile:
    name = safe_name(file.name, taken)
    digest, size = hashlib.sha256(), 0
    try:
        if not file.is_file():
            reason = "is a folder" if file.is_dir() else "does not exist"
            raise InputError(
                f"{quote(file.name)} {reason}", hint="name the files of one edition", place=Place(file.name)
            )
        with file.open("rb") as source, (folder / name).open("xb") as target:
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
    except (OSError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"{quote(file.name)} cannot be copied: {error}", place=Place(file.name)) from error
    return StoredFile(name, file.name, digest.hexdigest(), size)


def _with_network(staged: tuple[StoredFile, ...], said: tuple[StoredFile, ...]) -> tuple[StoredFile, ...]:
    """Add what the server said of each file to what we hashed ourselves."""
    if len(said) != len(staged):
        return staged
    return tuple(
        replace(
            own,
            original=other.original or own.original,
            media_type=other.media_type,
            url=other.url,
            etag=other.etag,
            last_modified=other.last_modified,
        )
        for own, other in zip(staged, said, strict=True)
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
