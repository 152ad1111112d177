"""The home folder: raw editions that are never edited, snapshots that never change, and what failed.

    raw/<source>/<edition>-<hash8>/<the publisher's file names> + provenance.json
    raw/<source>/taken_out.json                           when and why it answers no more; its editions stay
    snapshots/<id>/manifest.json, statements.parquet, entities.sqlite      snapshots/newest holds an id
    failures/<source>.json                                what could not be had, until it could
    registers/<register>/<id>.sqlite                      see `registers`; safe to delete
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
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from lookthrough.dataset.copying import FULL, copied, sha256_of, with_network
from lookthrough.dataset.filenames import sync_folder, write_whole
from lookthrough.dataset.lock import writing
from lookthrough.dataset.provenance import (
    PROVENANCE_NAME,
    Edition,
    Provenance,
    StoredFile,
    open_edition,
    provenance_json,
)
from lookthrough.errors import InputError, NotFoundError, StateError, quote
from lookthrough.model.dates import as_day

if TYPE_CHECKING:
    from lookthrough.dataset.snapshot import Snapshot

_SOURCE_ID = re.compile(r"[a-z0-9][a-z0-9_]{0,63}")
_SNAPSHOT_ID = re.compile(r"[0-9a-f]{8,64}")
_NEWEST = "newest"
_TAKEN_OUT = "taken_out.json"

Stage = Literal["obtain", "read", "snapshot"]


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be had or read when it was last tried.

    Attributes:
        source: its id; "" when it is about the whole snapshot.
        when: when it was tried, ISO date and time; "" when that is not known.
        message: what happened and what to do.
        stage: "obtain" when it could not be had, "read" when a kept edition could not be read again, "snapshot" when
            the newest snapshot is damaged and an older one answers.
    """

    source: str
    when: str
    message: str
    stage: Stage = "obtain"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A kept edition whose provenance is lost or damaged.

    Attributes:
        source: its source's id.
        id: the name of its folder.
        message: what is wrong and what to do.
    """

    source: str
    id: str
    message: str


@dataclass(frozen=True, slots=True)
class TakenOut:
    """A source that answers no more, until it is loaded again; its editions and the snapshots with it stay.

    Attributes:
        source: its id.
        when: ISO date and time.
        why: as the user said; "" for no reason.
        snapshot: the id of the one that answered until then; "" where it is not known.
    """

    source: str
    when: str
    why: str
    snapshot: str = ""

    def __str__(self) -> str:
        why = "".join(each if each.isprintable() else " " for each in self.why)
        return f"taken out on {self.when[:10]}" + (f" ({why})" if why.strip() else "")


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
        with _looking(self.home):
            a_file = self.home.exists() and not self.home.is_dir()
        if a_file:
            raise InputError(f"{quote(self.home.name)} is not a folder", hint="name the home folder with --home")

    # Editions

    def editions(self, source_id: str | None = None) -> tuple[Edition, ...]:
        """Every kept edition, by source and from oldest to newest; see `unreadable` for those that are damaged.

        Args:
            source_id: only this source's; an unknown one has none.

        Raises:
            StateError: if a folder may not be read.
        """
        found: list[Edition] = []
        for source, folders in self._edition_folders(source_id):
            own = [edition for folder in folders if isinstance(edition := _opened(source, folder), Edition)]
            found.extend(sorted(own, key=lambda e: e.age_key))
        return tuple(found)

    def held(self, known_on: date | None = None) -> tuple[Edition, ...]:
        """The kept editions of every source that was not taken out, see `taken_out`."""
        out = self.taken_out(known_on)
        return tuple(edition for edition in self.editions() if edition.source not in out)

    def taken_out(self, known_on: date | None = None) -> dict[str, TakenOut]:
        """By id the sources that were taken out.

        Args:
            known_on: on that day or before; None for all. What was known before a source was taken out still used it.

        Raises:
            StateError: if a record of it may not be read.
        """
        found = {}
        for source in _names(self.home / "raw"):
            record = self.home / "raw" / source / _TAKEN_OUT
            with _looking(record.parent):
                if record.is_file():
                    found[source] = TakenOut(source, *map(str, json.loads(record.read_bytes())))
        return {
            source: out for source, out in found.items() if known_on is None or out.when[:10] <= known_on.isoformat()
        }

    def snapshot_known(self, known_on: date) -> Snapshot:
        """The snapshot that answers for what was known on a day: the newest, as long as no source was taken out since.

        Else it is the last one with every source that was still there on that day.

        Raises:
            NotFoundError, StateError: as for `newest_snapshot` and `snapshot`.
        """
        then = self.taken_out(known_on)
        since = [out for source, out in self.taken_out().items() if source not in then and out.snapshot]
        if not since:
            return self.newest_snapshot()
        return self.snapshot(min(since, key=lambda out: out.when).snapshot)

    def take_out(self, source_id: str, when: datetime, why: str, snapshot: str = "") -> None:
        """Let a source answer no more. Nothing of it is deleted; the next build leaves it out.

        Args:
            source_id, when, why, snapshot: as in `TakenOut`.
        """
        record = self.home / "raw" / _checked(source_id) / _TAKEN_OUT
        with _disk(f"taking {source_id} out"):
            write_whole(record, json.dumps([when.isoformat(timespec="seconds"), why, snapshot]).encode())

    def put_back(self, source_id: str) -> bool:
        """Let a source that was taken out answer again; False where it was not."""
        record = self.home / "raw" / _checked(source_id) / _TAKEN_OUT
        with _disk(f"putting {source_id} back"):
            known = record.is_file()
            record.unlink(missing_ok=True)
        return known

    def registers(self, known_on: date | None = None) -> tuple[str, ...]:
        """Ids of the registers of owners of which an edition is kept and that were not taken out, see `taken_out`.

        Raises:
            StateError: if a folder may not be read.
        """
        return tuple(dict.fromkeys(edition.source for edition in self.held(known_on) if edition.is_register))

    def unreadable(self, source_id: str | None = None) -> tuple[Unreadable, ...]:
        """Kept editions whose provenance is lost or damaged, by source and folder. Loading their files again mends.

        Args:
            source_id: only this source's.

        Raises:
            StateError: if a folder may not be read.
        """
        every = (_opened(source, f) for source, folders in self._edition_folders(source_id) for f in folders)
        return tuple(each for each in every if isinstance(each, Unreadable))

    def _edition_folders(self, source_id: str | None) -> Iterator[tuple[str, list[Path]]]:
        raw = self.home / "raw"
        with _looking(raw):
            sources = [_checked(source_id)] if source_id is not None else [s for s in _names(raw) if (raw / s).is_dir()]
            for source in sources:
                folders = [raw / source / name for name in _names(raw / source)]
                yield source, [folder for folder in folders if folder.is_dir()]

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
            yield Staged(source_id, folder, tuple(copied(Path(file), folder, taken) for file in files))
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
            The kept edition. Bytes that are kept already stay as they are, with their first provenance; where that
            provenance is damaged, the staged files take the folder's place.

        Raises:
            InputError: if `edition` is not a whole day.
        """
        day = as_day(edition).isoformat()
        target = self.home / "raw" / staged.source / f"{day}-{staged.hash8}"
        if not target.exists() or isinstance(_opened(staged.source, target), Unreadable):
            files = with_network(staged.files, provenance.files)
            content = provenance_json(staged.source, day, replace(provenance, files=files))
            write_whole(staged.folder / PROVENANCE_NAME, content)
            sync_folder(staged.folder)
            self._take_place(staged.folder, target)
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
            with _looking(edition.folder):
                whole = path.is_file() and sha256_of(path) == file.sha256
            if not whole:
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

        Raises:
            StateError: if the disk refuses.
        """
        folder = self._made(self.home / "failures")
        content = {"source": _checked(source_id), "when": when.isoformat(timespec="seconds"), "message": message}
        plain = json.dumps({**content, "stage": stage}, indent=1)
        with _disk("recording a failure"):
            write_whole(folder / f"{source_id}.{stage}.json", plain.encode())

    def clear_failure(self, source_id: str, *, stage: Stage = "obtain") -> None:
        """Forget a failure, because the source answered or could be read."""
        with _disk("forgetting a failure"):
            (self.home / "failures" / f"{_checked(source_id)}.{stage}.json").unlink(missing_ok=True)

    def failures(self) -> tuple[Failure, ...]:
        """What failed, by source, also of sources of which nothing was ever had. Show it with every answer.

        A damaged newest snapshot stands among them (stage "snapshot", source "") while an older one answers.

        Raises:
            StateError: if the folder may not be read.
        """
        found = []
        for name in _names(self.home / "failures"):
            try:
                content = json.loads((self.home / "failures" / name).read_bytes())
                found.append(Failure(**content))
            except (OSError, ValueError, TypeError):
                source = name.split(".")[0]
                found.append(Failure(source, "", "its last attempt failed; the record of why is unreadable"))
        try:
            _, problem = self._newest()
        except (NotFoundError, StateError):
            problem = ""  # no snapshot answers at all: whoever opens one is told
        if problem:
            found.append(Failure("", "", problem, "snapshot"))
        return tuple(found)

    # Snapshots

    def snapshots(self) -> tuple[str, ...]:
        """Ids of all whole snapshots, sorted."""
        folder = self.home / "snapshots"
        names = [name for name in _names(folder) if _SNAPSHOT_ID.fullmatch(name)]
        with _looking(folder):
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
        """Open the snapshot that the last finished build made; if it is damaged, the newest that is whole.

        When an older one answers, `failures` says so.

        Raises:
            NotFoundError: if nothing was ever built here.
            StateError: if none is whole.
        """
        return self._newest()[0]

    def _newest(self) -> tuple[Snapshot, str]:
        """The snapshot to answer from, and what is wrong with the newest one, "" when nothing is."""
        known = self.snapshots()
        if not known:
            raise NotFoundError(
                "no lists are loaded here yet",
                hint="run `lookthrough update`, or `lookthrough load LIST FILE…` with files of your own",
            )
        named, trouble = self._named_newest(), ""
        if named:
            try:
                return self.snapshot(named), ""
            except NotFoundError:
                trouble = f"snapshot {quote(named)} is damaged: its manifest is missing"
            except StateError as error:
                trouble = error.message
        opened, first = [], None
        for name in known:
            try:
                opened.append(self.snapshot(name))
            except StateError as error:
                first = first or error
        if not opened:
            raise first or NotFoundError("no snapshot is here")
        best = max(opened, key=lambda snapshot: (snapshot.manifest.created, snapshot.id))
        trouble = trouble or (first.message if first else "")
        if trouble:
            trouble = (
                f"the newest snapshot{f' {named}' if named else ''} cannot be used ({trouble}): the one of "
                f"{best.manifest.created[:10]} ({best.id}) answers instead; `lookthrough update` or `lookthrough load` "
                "builds it anew"
            )
        return best, trouble

    def _named_newest(self) -> str:
        """What the pointer says; "" when there is none or it is no name."""
        with _looking(self.home / "snapshots"):
            try:
                named = (self.home / "snapshots" / _NEWEST).read_text("ascii").strip()
            except (FileNotFoundError, UnicodeDecodeError):
                return ""
        return named if _SNAPSHOT_ID.fullmatch(named) else ""

    def publish(self, partial: Path, snapshot_id: str) -> Path:
        """Give a whole snapshot its name and make it the newest; the same content is kept once, if it is whole."""
        folder = self.home / "snapshots"
        target = folder / snapshot_id
        if self._whole(target):
            shutil.rmtree(partial, ignore_errors=True)
        else:
            sync_folder(partial)
            self._take_place(partial, target)
        write_whole(folder / _NEWEST, snapshot_id.encode())
        return target

    def _whole(self, folder: Path) -> bool:
        from lookthrough.dataset.snapshot import Snapshot  # noqa: PLC0415 - see `snapshot`

        try:
            Snapshot(folder).verify()
        except (StateError, OSError):
            return False
        return True

    # Writing

    def _take_place(self, folder: Path, target: Path) -> None:
        """Rename a whole folder to its name; a damaged one that has the name goes."""
        if target.exists():
            aside = self._aside(target.parent, "damaged")
            target.rename(aside / target.name)
            folder.rename(target)
            shutil.rmtree(aside, ignore_errors=True)
        else:
            folder.rename(target)
        sync_folder(target.parent)

    @contextmanager
    def writing(self, what: str) -> Iterator[None]:
        """Be the only writer here, and clear away what an interrupted one left.

        Raises:
            StateError: if another process is writing, or the disk refuses: whatever was begun is left undone.
            InputError: if the folder cannot be made.
        """
        with _disk(what), writing(self._made(self.home), what):
            for pattern in ("raw/*/.*.partial", "snapshots/.*.partial", "cache/*/.*.partial", "registers/*/.*.partial"):
                for left in self.home.glob(pattern):
                    shutil.rmtree(left) if left.is_dir() else left.unlink(missing_ok=True)
            yield

    def new_snapshot_folder(self) -> Path:
        """An empty folder beside the snapshots, to be filled and then published."""
        return self._aside(self.home / "snapshots", "snapshot")

    def cache_folder(self, source_id: str) -> Path:
        """Where readings of a source are cached."""
        return self._made(self.home / "cache" / _checked(source_id))

    def _aside(self, parent: Path, what: str) -> Path:
        folder = self._made(parent) / f".{what}-{os.getpid()}-{os.urandom(4).hex()}.partial"
        with _disk("making a folder"):
            folder.mkdir()
        return folder

    def _made(self, folder: Path) -> Path:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            if error.errno in FULL:
                raise _stopped("making a folder", error) from error
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
        with _looking(folder):
            return sorted(entry.name for entry in os.scandir(folder) if not entry.name.startswith("."))
    except FileNotFoundError:
        return []


def _opened(source: str, folder: Path) -> Edition | Unreadable:
    try:
        return open_edition(folder)
    except StateError as error:
        return Unreadable(source, folder.name, str(error))


@contextmanager
def _looking(folder: Path) -> Iterator[None]:
    """Tell that a folder of ours may not be read, by its name; that it is not there is no trouble."""
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        where = Path(error.filename).name if isinstance(error.filename, str) else folder.name
        raise StateError(
            f"{quote(where)} in the home folder cannot be read: {error.strerror or error}",
            hint="give yourself the right to read it, or name another home folder with --home",
        ) from error


@contextmanager
def _disk(what: str) -> Iterator[None]:
    """Tell that the disk refused, whatever it refused."""
    try:
        yield
    except OSError as error:
        raise _stopped(what, error) from error


def _stopped(what: str, error: OSError) -> StateError:
    return StateError(
        f"{what} stopped: {error.strerror or error}",
        hint="see that the disk has room and that the home folder may be written to; nothing stored was lost",
    )
