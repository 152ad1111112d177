"""One writer at a time: a lock that the operating system releases when its holder dies, however it dies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lookthrough.errors import StateError, quote

LOCK_NAME = "writer.lock"
# The lock lies far behind the text, so that others can still read who holds it: Windows keeps readers out, too.
_LOCKED_BYTE = 1 << 20


@contextmanager
def writing(home: Path, what: str) -> Iterator[None]:
    """Hold the home folder's only writer's place; readers need none.

    Args:
        home: the home folder, which exists.
        what: what the holder does, shown to whoever finds the place taken.

    Raises:
        StateError: if another writer is at work; the message names its process.
    """
    descriptor = os.open(home / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            _lock(descriptor)
        except OSError:
            holder = os.read(descriptor, 200).decode("utf-8", "replace").strip()
            raise StateError(
                f"another process is writing here: {quote(holder or 'unknown', 120)}",
                hint="wait until it has finished; readers need not wait",
            ) from None
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, f"process {os.getpid()}, {what}\n".encode("utf-8", "replace"))
        yield
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
