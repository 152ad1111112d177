"""The custody log: who took which bytes in, when and from where; a line can be added and none can be changed unseen.

    evidence/custody.jsonl       one line an action, each naming the SHA-256 of the line before
    evidence/custody.head        number of lines, size and hash of the log's end, renewed after each writing
    evidence/custody.next        the same as it will be, while several lines are written at once
    evidence/custody.lock        held while a line is written

A changed byte, a removed, added or reordered line breaks the chain; lines cut off at the end disagree with the head.
Whoever can rewrite every file can forge a whole new log: keep the head's hash elsewhere (a time stamp, a letter) to
prove that this one is the old one. A writer that is killed leaves at most one line that the head does not count yet, or
the lines that `custody.next` foretells; they are taken over if they are whole, and cut off if they are not.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from lookthrough.errors import StateError, quote

LOG_NAME = "custody.jsonl"
HEAD_NAME = "custody.head"
NEXT_NAME = "custody.next"
LOCK_NAME = "custody.lock"
BEFORE_THE_FIRST = "0" * 64
"""What the first line names as the hash of the line before."""

_KEYS = ("time", "action", "sha256", "name", "address", "by", "previous")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log.

    Attributes:
        time: ISO 8601 with zone, as the caller's clock said.
        action: what was done: "captured", "captured again", or what a later step calls itself.
        sha256: of the bytes it was done to.
        name: the document's name.
        address: where the bytes came from; "" where unknown.
        by: who or what did it.
        previous: SHA-256 of the line before; `BEFORE_THE_FIRST` in the first.
    """

    time: str
    action: str
    sha256: str
    name: str
    address: str
    by: str
    previous: str

    def line(self) -> bytes:
        """The entry as it stands in the log, without the line's end."""
        return json.dumps({key: getattr(self, key) for key in _KEYS}, ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "backslashreplace"
        )


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the store that is not as it was written.

    Attributes:
        what: the file, under the evidence folder.
        line: 1-based, in the log; None for a whole file.
        says: what is wrong, in a sentence.
    """

    what: str
    line: int | None
    says: str


@dataclass(frozen=True, slots=True)
class Head:
    """Where the log ended when its last line was written: number of lines, bytes, hash of the last line."""

    lines: int
    size: int
    sha256: str

    def content(self) -> bytes:
        """The head file's bytes."""
        return f"{self.lines} {self.size} {self.sha256}\n".encode()


_EMPTY = Head(0, 0, BEFORE_THE_FIRST)


class Custody:
    """The log of one evidence folder.

    Args:
        folder: the folder; it appears with the first line.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / LOG_NAME

    def add(self, *, time: str, action: str, sha256: str, name: str = "", address: str = "", by: str = "") -> Entry:
        """Write one line, and wait until the disk has it.

        Raises:
            StateError: if the log does not end as its head says, or the disk does not take the line.
        """
        return self.add_all([Entry(time, action, sha256, name, address, by, "")])[0]

    def add_all(self, entries: Sequence[Entry]) -> list[Entry]:
        """Write lines in one go, and wait once until the disk has them; the chain between them is made here.

        Returns:
            The entries as they were written.

        Raises:
            StateError: if the log does not end as its head says, or the disk does not take the lines; the log then ends
                as it did.
        """
        if not entries:
            return []
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            with self._writing():
                head = self._taken_over(self._head())
                written, lines, previous = [], [], head.sha256
                for each in entries:
                    written.append(replace(each, previous=previous))
                    lines.append(written[-1].line())
                    previous = hashlib.sha256(lines[-1]).hexdigest()
                block = b"".join(line + b"\n" for line in lines)
                ahead = Head(head.lines + len(lines), head.size + len(block), previous)
                if len(lines) > 1:
                    write_whole(self.folder / NEXT_NAME, ahead.content())
                with self.log.open("ab") as stream:
                    stream.write(block)
                    stream.flush()
                    os.fsync(stream.fileno())
                self._write_head(ahead)
        except OSError as error:
            raise StateError(
                f"the custody log could not be written: {error.strerror}", hint="free space or fix permissions"
            ) from None
        return written

    def entries(self) -> Iterator[Entry]:
        """Every readable line, oldest first; `verify` tells whether they are as they were written."""
        if not self.log.exists():
            return
        with self.log.open("rb") as stream:
            for line in stream:
                entry = _entry(line.rstrip(b"\n"))
                if entry is not None:
                    yield entry

    def head_hash(self) -> str:
        """Hash of the last line: what to keep elsewhere, or have time-stamped, to prove the whole log."""
        return self._head().sha256

    def verify(self) -> tuple[Fault, ...]:
        """Everything in log and head that is not as it was written; () where nothing is.

        Last lines that are whole and in the chain but not counted yet are no fault: their writer was killed.
        """
        try:
            head = self._head()
            ahead = self._head(NEXT_NAME)
        except StateError as error:
            return (Fault(HEAD_NAME, None, error.message),)
        if not self.log.exists():
            return () if head == _EMPTY else (Fault(LOG_NAME, None, f"the log is gone; it had {head.lines} lines"),)
        faults: list[Fault] = []
        previous, size, number, at_head = BEFORE_THE_FIRST, 0, 0, BEFORE_THE_FIRST
        with self.log.open("rb") as stream:
            for number, raw in enumerate(stream, 1):
                line = raw.removesuffix(b"\n")
                faults += _line_faults(number, raw, line, previous)
                previous = hashlib.sha256(line).hexdigest()
                size += len(raw)
                at_head = previous if number == head.lines else at_head
        if number < head.lines:
            faults.append(Fault(LOG_NAME, None, f"{head.lines - number} lines are missing at the end"))
        elif number > max(head.lines + 1, ahead.lines):
            faults.append(Fault(LOG_NAME, head.lines + 1, f"{number - head.lines} lines stand behind the log's end"))
        elif at_head != head.sha256 or (number == head.lines and size != head.size):
            faults.append(Fault(LOG_NAME, head.lines, "the last line is not the one that was written"))
        return tuple(faults)

    def _head(self, name: str = HEAD_NAME) -> Head:
        path = self.folder / name
        if not path.exists():
            return _EMPTY
        content = path.read_bytes()
        parts = content.decode("ascii", "replace").split()
        if len(parts) == 3 and parts[0].isdigit() and parts[1].isdigit():
            head = Head(int(parts[0]), int(parts[1]), parts[2])
            if head.content() == content:
                return head
        raise StateError(f"{name} was changed: {quote(content[:80].decode('ascii', 'replace'))}", hint=_RESTORE)

    def _write_head(self, head: Head) -> None:
        write_whole(self.folder / HEAD_NAME, head.content())
        (self.folder / NEXT_NAME).unlink(missing_ok=True)

    def _taken_over(self, head: Head) -> Head:
        """Mend what a killed writer left behind the head: whole lines are counted, a part of them is cut off.

        Raises:
            StateError: if the log's end is not the head's.
        """
        size = self.log.stat().st_size if self.log.exists() else 0
        if size < head.size or (head.size and self._last_line(head.size) != head.sha256):
            raise StateError("the custody log does not end as it was written", hint=_RESTORE)
        if size == head.size:
            return head
        ahead = self._head(NEXT_NAME)
        with self.log.open("rb+") as stream:
            stream.seek(head.size)
            rest = stream.read()
            taken = _counted(head, rest)
            if taken is not None and (taken.lines == head.lines + 1 or taken == ahead):
                self._write_head(taken)  # before another line: two uncounted ones could not be told from an addition
                return taken
            if b"\n" in rest and (ahead.lines <= head.lines or size >= ahead.size):
                raise StateError("lines were added to the custody log", hint=_RESTORE)
            stream.truncate(head.size)
        return head

    def _last_line(self, end: int) -> str:
        """Hash of the line that ends at a place."""
        with self.log.open("rb") as stream:
            back = 4096
            while True:
                start = max(0, end - back)
                stream.seek(start)
                lines = stream.read(end - start).removesuffix(b"\n").split(b"\n")
                if len(lines) > 1 or start == 0:
                    return hashlib.sha256(lines[-1]).hexdigest()
                back *= 4

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One writer at a time; others wait. The system lets go of the lock when its holder dies."""
        descriptor = os.open(self.folder / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(descriptor)
            yield
        finally:
            os.close(descriptor)


_RESTORE = "nothing was written; compare the evidence folder with a backup, `verify` tells the line"


def _line_faults(number: int, raw: bytes, line: bytes, previous: str) -> list[Fault]:
    entry = _entry(line)
    if entry is None or not raw.endswith(b"\n"):
        return [Fault(LOG_NAME, number, "the line is damaged or cut short")]
    if entry.previous != previous:
        return [Fault(LOG_NAME, number, "the line before it was changed, removed or moved")]
    return []


def _counted(head: Head, rest: bytes) -> Head | None:
    """The head behind whole lines of the chain; None where they are not whole or not of the chain."""
    if not rest.endswith(b"\n"):
        return None
    lines, previous = rest[:-1].split(b"\n"), head.sha256
    for line in lines:
        entry = _entry(line)
        if entry is None or entry.previous != previous:
            return None
        previous = hashlib.sha256(line).hexdigest()
    return Head(head.lines + len(lines), head.size + len(rest), previous)


def _entry(line: bytes) -> Entry | None:
    """A line read back; None where it is not exactly what `Entry.line` writes."""
    try:
        fields = json.loads(line)
        entry = Entry(**fields)
    except (ValueError, TypeError, RecursionError):
        return None
    return entry if all(isinstance(v, str) for v in fields.values()) and entry.line() == line else None


def write_whole(path: Path, content: bytes, *, settled: bool = True) -> None:
    """Write a file so that a reader sees the old content or the new, never a part.

    Args:
        path: of the file.
        content: all of it.
        settled: wait until its folder holds its name too; without, the caller calls `sync_folder` later.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with aside.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    if settled:
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the disk holds the names of a folder's files."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return  # a platform that cannot open folders
    try:
        os.fsync(descriptor)
    except OSError:
        pass
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
