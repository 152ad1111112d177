"""Bytes as they came, stored once under their SHA-256 and never edited; each taking-in is a line of the custody log.

    evidence/captures/<first two digits>/<sha256>     the bytes
    evidence/custody.jsonl                            see `custody`

    store = Captures(home)
    capture = store.keep(data, name="page.html", media_type="text/html", time="2026-01-02T10:00:00+00:00", by="A. Lee")
    store.data(capture.sha256)                        the same bytes, checked against their address
    store.verify()                                    () while nothing was changed

A file appears under its final name at once, by renaming what was written aside. A writer killed between bytes and
line leaves bytes that the log does not name; keeping them again writes the line.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

from lookthrough.errors import InputError, NotFoundError, StateError, quote
from lookthrough.evidence.custody import Custody, Entry, Fault, sync_folder, write_whole
from lookthrough.model.document import Capture

FOLDER = "evidence"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_CHUNK = 1 << 20


class Captures:
    """The stored documents of one home folder. Opening reads and creates nothing.

    Args:
        home: the home folder.
    """

    def __init__(self, home: Path) -> None:
        self.folder = Path(home) / FOLDER
        self.custody = Custody(self.folder)

    def path(self, sha256: str) -> Path:
        """Where bytes lie, or would.

        Raises:
            InputError: if it is no SHA-256 in lower-case hexadecimal.
        """
        if not _SHA256.fullmatch(sha256):
            raise InputError(f"{quote(sha256)} is no SHA-256", hint="64 hexadecimal digits, in lower case")
        return self.folder / "captures" / sha256[:2] / sha256

    def keep(
        self, data: bytes, *, name: str, media_type: str, time: str, address: str = "", captured: str = "", by: str = ""
    ) -> Capture:
        """Store bytes and write the line that says so.

        Args:
            data: the document.
            name: its name as given.
            media_type: as recognised from the bytes.
            time: now, ISO 8601 with zone.
            address: where the bytes came from, when they say so.
            captured: when an archive says that they were fetched; `time` where "".
            by: who or what took them in.

        Returns:
            The capture. Bytes that are there already stay as they are, and the line says "captured again".

        Raises:
            StateError: if the bytes that are there under this hash were changed, or the disk takes no more.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        there = self.put(data)
        if not there:
            sync_folder(self.path(sha256).parent)
        known = there and any(entry.sha256 == sha256 for entry in self.custody.entries())
        action = "captured again" if known else "captured"
        self.custody.add(time=time, action=action, sha256=sha256, name=name, address=address, by=by)
        return Capture(sha256, len(data), media_type, name, address, captured or time)

    def put(self, data: bytes) -> bool:
        """Store bytes without a line; the caller syncs the folder and writes the line.

        Returns:
            Whether they were there.

        Raises:
            StateError: as `keep`.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        path = self.path(sha256)
        try:
            there = path.exists()
            if there and _hash_of(path) != sha256:
                raise StateError(
                    f"the stored document {sha256[:12]} was changed",
                    hint="move that file away and keep the document again; `verify` lists all that was changed",
                )
            if not there:
                path.parent.mkdir(parents=True, exist_ok=True)
                write_whole(path, data, settled=False)
        except OSError as error:
            raise StateError(
                f"the document could not be stored: {error.strerror}", hint="free space or fix permissions"
            ) from None
        return there

    def data(self, sha256: str) -> bytes:
        """Stored bytes, checked.

        Raises:
            NotFoundError: if none are stored under this hash.
            StateError: if they were changed.
        """
        try:
            data = self.path(sha256).read_bytes()
        except FileNotFoundError:
            raise NotFoundError(f"no document {sha256[:12]} is stored", hint="read it in first") from None
        except OSError as error:
            raise StateError(f"the stored document {sha256[:12]} cannot be read: {error.strerror}") from None
        if hashlib.sha256(data).hexdigest() != sha256:
            raise StateError(f"the stored document {sha256[:12]} was changed", hint="restore it from a backup")
        return data

    def stored(self) -> tuple[str, ...]:
        """Hashes of all stored documents, sorted."""
        captures = self.folder / "captures"
        return tuple(sorted(p.name for p in captures.glob("??/*") if _SHA256.fullmatch(p.name)))

    def history(self, sha256: str) -> tuple[Entry, ...]:
        """What the custody log says of one document, oldest first."""
        return tuple(entry for entry in self.custody.entries() if entry.sha256 == sha256)

    def verify(self, progress: Callable[[int, int], None] | None = None) -> tuple[Fault, ...]:
        """Compare every stored byte and every line of the log with what was written.

        Args:
            progress: is told how many documents of how many were read.

        Returns:
            What is not as it was written: changed, missing and unlogged documents, and faults of the log; () is whole.
        """
        faults = list(self.custody.verify())
        named = {entry.sha256: entry.name for entry in self.custody.entries() if entry.action.startswith("captured")}
        stored = self.stored()
        for number, sha256 in enumerate(stored, 1):
            if _hash_of(self.path(sha256)) != sha256:
                faults.append(Fault(f"captures/{sha256[:12]}…", None, f"{quote(named.get(sha256, '?'))} was changed"))
            elif sha256 not in named:
                faults.append(
                    Fault(
                        f"captures/{sha256[:12]}…",
                        None,
                        "no line of the log names it: its writer was killed, or somebody put it there",
                    )
                )
            if progress is not None:
                progress(number, len(stored))
        missing = sorted(set(named) - set(stored))
        faults += [Fault(f"captures/{sha[:12]}…", None, f"{quote(named[sha])} is missing") for sha in missing]
        faults += self._strangers()
        return tuple(faults)

    def _strangers(self) -> list[Fault]:
        """Files among the captures that no capture wrote; what a killed writer left (".partial") is none."""
        found = []
        for path in sorted((self.folder / "captures").glob("**/*")):
            regular = path.is_dir() or (_SHA256.fullmatch(path.name) and path.parent.name == path.name[:2])
            if not regular and not path.name.endswith(".partial"):
                found.append(Fault(f"captures/{path.name[:40]}", None, "no capture wrote this file"))
        return found


def _hash_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
