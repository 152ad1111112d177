"""Registers at rest: raw editions are kept as those of lists are, and what is asked is one file a register.

    raw/<register>/<edition>-<hash8>/       the publisher's files, never edited, whole ones and updates
    registers/<register>/<id>.sqlite        what the newest whole edition and the updates after it say together

The file is made from the editions and may be deleted; its id is a hash of their content and of the version that read
them, so that the same editions give the same file, and a file of other editions is never taken for it. It stands
beside the snapshots and not in them: a register is many times as large as all lists, and lists are renewed without it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain as chained
from pathlib import Path

from lookthrough.dataset.expectations import SMALLEST_PART
from lookthrough.dataset.filenames import sync_file, sync_folder
from lookthrough.dataset.provenance import Provenance, StoredFile
from lookthrough.dataset.reading import Progress
from lookthrough.dataset.register_file import FORMAT, RegisterFile, open_register, write_register
from lookthrough.dataset.store import Staged, Store
from lookthrough.errors import ExpectationError, InputError, Issues, Place
from lookthrough.model.dates import as_day
from lookthrough.model.register import Edition, Record
from lookthrough.registers.registry import Format, edition_of, format_named, format_of, is_update, register_id
from lookthrough.version import VERSION

_TOLD_EACH = 50_000
"""Records between two words about how far a reading has come."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One edition of a register.

    Attributes:
        day: ISO.
        digest: hash of its files' content.
        names: what its files were called.
        files: where they are.
        update: does it only change what was there?
        size: parties and links of a whole edition as they were counted; 0 of one that is not counted yet.
    """

    day: str
    digest: str
    names: tuple[str, ...]
    files: tuple[Path, ...]
    update: bool
    size: int = 0


def take_in(
    store: Store,
    files: Sequence[Path],
    *,
    name: str = "",
    edition: str | date | None = None,
    now: datetime,
    accept_shrink: bool = False,
    issues: Issues,
    progress: Progress | None = None,
) -> Edition:
    """Take in one edition of a register and make what is asked of it.

    Args:
        store: where to keep it.
        files: its files, in any format of a register; updates (deltas) go on from what is kept.
        name: id of the format; "" recognises it by the first file's content.
        edition: its day; None asks the files, and where they do not say takes the day of `now` and warns.
        now: goes into the provenance.
        accept_shrink: believe a whole edition that became small.
        issues: takes what was wrong inside the data, and the warnings.
        progress: is told what is being done.

    Returns:
        What the register now is.

    Raises:
        NotFoundError: if there is no such format.
        InputError: if a file cannot be read or is in another format, or the day is none or in the future.
        SourceError: if a file is broken, or cannot be the whole register.
        StateError: if another process writes here. Whatever is raised, nothing was stored or replaced.
    """
    if not files:
        raise InputError("no file was given", hint="name the file or files of one edition")
    module = format_named(name) if name else format_of(files[0])
    register = register_id(files[0], module)
    maker = _Maker(store, register, module, issues, progress or (lambda _what, _done, _total: None))
    with store.writing(f"taking in {register}"), store.staged(register, files) as staged:
        new = maker.part(staged, edition, now)
        before = [part for part in maker.parts() if (part.day, part.digest) != (new.day, new.digest)]
        chain = _in_force([*before, new])
        target = maker.file_of(chain)
        was_there = target.exists()
        made = maker.made(chain)
        size = made.edition.parties + made.edition.links
        if chain == [new] and not accept_shrink:
            try:
                _believe(register, size, _in_force(before))
            except ExpectationError:
                made.close()
                if not was_there:
                    target.unlink()
                raise
        counted = {register: {"size": size if chain == [new] else 0}}
        loaded, found = now.isoformat(timespec="seconds"), dict(sorted(issues.counts.items()))
        store.keep(staged, new.day, Provenance("file", loaded, issues=found, kinds=counted))
        if new not in chain:
            issues.note(
                "edition-not-in-force", f"{register} of {new.day} is kept, but a later whole edition is in force"
            )
        maker.keep_only(target)
        return made.edition


def open_registers(
    store: Store, known_on: date | None = None, issues: Issues | None = None, progress: Progress | None = None
) -> tuple[RegisterFile, ...]:
    """Open every register that is kept, by id. A file that is not there is made anew from the editions.

    Args:
        store: where they are kept.
        known_on: use only editions of this day or before; None uses all. A register without any is left out.
        issues: takes what was wrong inside the data of one that has to be made anew.
        progress: is told what is being done then.

    Raises:
        StateError: if a kept file was changed, or another process writes here.
        InputError, SourceError: if a kept edition cannot be read any more.
    """
    opened = []
    for register in store.registers(known_on):
        parts = list(_kept_parts(store, register))
        chain = _in_force([part for part in parts if known_on is None or part.day <= known_on.isoformat()])
        if chain:
            told = issues if issues is not None else Issues()
            maker = _Maker(store, register, None, told, progress or (lambda _what, _done, _total: None))
            opened.append(maker.opened(chain))
    return tuple(opened)


def _kept_parts(store: Store, register: str, module: Format | None = None) -> Iterator[_Part]:
    for edition in store.editions(register):
        if edition.is_register:
            found = module or format_of(edition.files[0])
            files = edition.provenance.files
            yield _Part(
                edition.edition,
                _digest(files),
                tuple(file.original for file in files),
                edition.files,
                all(is_update(found, path) for path in edition.files),
                edition.provenance.kinds[register].get("size", 0),
            )


def _digest(files: Iterable[StoredFile]) -> str:
    return hashlib.sha256("\n".join(sorted(file.sha256 for file in files)).encode()).hexdigest()


def _in_force(parts: Sequence[_Part]) -> list[_Part]:
    """The newest whole edition and the updates from its day on; all where there is no whole one."""
    whole = [part for part in parts if not part.update]
    if not whole:
        return sorted(parts, key=lambda part: part.day)
    newest = sorted(whole, key=lambda part: part.day)[-1]  # of one day the last that was given
    return [newest, *sorted((p for p in parts if p.update and p.day >= newest.day), key=lambda part: part.day)]


def _believe(register: str, size: int, before: Sequence[_Part]) -> None:
    """Refuse a whole edition with less than half of what the last one had.

    Raises:
        ExpectationError: if it cannot be the whole register.
    """
    last = before[0].size if before and not before[0].update else 0
    if size < last * SMALLEST_PART:
        raise ExpectationError(
            f"{register} has {size:,} parties and links, where the edition of {before[0].day} has {last:,}",
            hint="the file may be cut short or an excerpt; add --accept-shrink if it is the whole",
        )


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the file of one register; `module` None recognises each edition's format."""

    store: Store
    register: str
    module: Format | None
    issues: Issues
    tell: Progress

    @property
    def folder(self) -> Path:
        """Where the register's files are."""
        return self.store.home / "registers" / self.register

    def parts(self) -> list[_Part]:
        """The kept editions, oldest first; of one day the last loaded last."""
        return list(_kept_parts(self.store, self.register, self.module))

    def part(self, staged: Staged, edition: str | date | None, now: datetime) -> _Part:
        """The edition that is being taken in.

        Raises:
            InputError: if a file is in another format, or the day is none or in the future.
        """
        module = self.module or format_of(staged.paths[0])
        for path, file in zip(staged.paths, staged.files, strict=True):
            if not module.sniff(path):
                raise InputError(f"the file is no {module.TITLE}", hint="check the file", place=Place(file.original))
        day = self._day(module, staged, edition, now)
        names = tuple(file.original for file in staged.files)
        update = all(is_update(module, path) for path in staged.paths)
        return _Part(day, _digest(staged.files), names, staged.paths, update)

    def _day(self, module: Format, staged: Staged, edition: str | date | None, now: datetime) -> str:
        """The caller's word, else the files', else the day of `now`, which is not passed over."""
        days = [day for path in staged.paths if (day := edition_of(module, path))]
        printed = max(days, default=None)
        if edition is None and printed is None:
            self.issues.warn(
                "edition-day-of-loading",
                f"the files of {self.register} do not say of which day they are: the day of loading stands for it",
                Place(staged.files[0].original),
                "add --edition YYYY-MM-DD when they are older",
            )
        settled = as_day(edition or printed or now.date())
        if settled > now.date() + timedelta(days=1):  # the publisher's calendar may be a day ahead of the caller's
            raise InputError(
                f"the edition {settled.isoformat()} of {self.register} lies in the future",
                hint="give the day that the files were published, as YYYY-MM-DD",
            )
        return settled.isoformat()

    def file_of(self, chain: Sequence[_Part]) -> Path:
        """Where what some editions say together is, or will be."""
        text = "\n".join([FORMAT, VERSION, self.register, *(f"{part.day} {part.digest}" for part in chain)])
        return self.folder / f"{hashlib.sha256(text.encode()).hexdigest()[:16]}.sqlite"

    def opened(self, chain: Sequence[_Part]) -> RegisterFile:
        """The file of these editions, made first where it is not there."""
        if self.file_of(chain).exists():
            return open_register(self.file_of(chain))
        with self.store.writing(f"reading {self.register}"):
            for edition in self.store.editions(self.register):
                self.store.check_files(edition)
            return self.made(chain)

    def made(self, chain: Sequence[_Part]) -> RegisterFile:
        """As `opened`, for the one who is the writer here already. An update goes on from the file before it."""
        target = self.file_of(chain)
        if target.exists():
            return open_register(target)
        base = self.file_of(chain[:-1]) if len(chain) > 1 else None
        base = base if base is not None and base.exists() else None
        self.folder.mkdir(parents=True, exist_ok=True)
        partial = self.folder / f".{target.stem}-{os.getpid()}.partial"
        try:
            files = self._read(chain if base is None else chain[-1:])
            write_register(partial, files, self._edition(chain, target.stem), base=base).close()
            sync_file(partial)
            partial.replace(target)
            sync_folder(self.folder)
        finally:
            partial.unlink(missing_ok=True)
        return open_register(target)

    def _edition(self, chain: Sequence[_Part], content: str) -> Edition:
        module = self.module or format_of(chain[0].files[0])
        names = tuple(name for part in chain for name in part.names)
        title = module.TITLE if self.register == module.ID else f"{module.TITLE}: {', '.join(names)}"
        return Edition(self.register, title, chain[-1].day, names, content)

    def _read(self, chain: Sequence[_Part]) -> Iterator[tuple[str, Iterable[Record]]]:
        """Records that stand beside each other, oldest first: the whole files of an edition together, each update."""
        for part in chain:
            files = [
                (path, name, self.module or format_of(path)) for path, name in zip(part.files, part.names, strict=True)
            ]
            whole = [file for file in files if not is_update(file[2], file[0])]
            if whole:
                yield whole[0][1], chained.from_iterable(self._records(*file) for file in whole)
            for path, name, module in files:
                if is_update(module, path):
                    yield name, self._records(path, name, module)

    def _records(self, path: Path, name: str, module: Format) -> Iterator[Record]:
        return self._told(module.read(path, self.register, self.issues), name)

    def _told(self, records: Iterable[Record], name: str) -> Iterator[Record]:
        """The records, with a word now and then about how many there were."""
        for count, record in enumerate(records):
            if count % _TOLD_EACH == 0:
                self.tell(f"records of {name} read", count, 0)
            yield record

    def keep_only(self, target: Path) -> None:
        """Drop files of other editions: they can be made anew."""
        for other in self.folder.glob("*.sqlite"):
            if other != target:
                other.unlink(missing_ok=True)
