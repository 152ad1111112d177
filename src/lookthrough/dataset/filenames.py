"""File names that came from outside, made safe to keep, and writes that are either whole or not there."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

_UNSAFE = re.compile(r"[^\w.\-+=@ ()]")
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LONGEST = 120  # bytes; the usual limit of file systems is 255, and a number may still be added


def safe_name(name: str, taken: set[str]) -> str:
    """A file name that stays in its folder on every platform and is not taken yet.

    Args:
        name: whatever the caller's file is called; folders, drive letters and control characters do not survive.
        taken: case-folded names that are in use; the answer is added.

    Returns:
        A name of at most 130 bytes; an ordinary name comes back unchanged.
    """
    base = unicodedata.normalize("NFC", re.split(r"[\\/]", name)[-1])
    base = _UNSAFE.sub("_", base).strip(". ") or "file"
    if _DEVICES.fullmatch(base):
        base = f"_{base}"
    stem, dot, suffix = base.rpartition(".")
    if not stem or len(suffix) > 16:
        stem, dot, suffix = base, "", ""
    stem = stem.encode()[: _LONGEST - len(suffix.encode())].decode("utf-8", "ignore").rstrip(". ")
    answer, number = f"{stem}{dot}{suffix}", 1
    while answer.casefold() in taken:
        number += 1
        answer = f"{stem}-{number}{dot}{suffix}"
    taken.add(answer.casefold())
    return answer


def write_whole(path: Path, content: bytes) -> None:
    """Write a small file so that a reader sees the old content or the new, never a part."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.partial")
    with aside.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    aside.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Ask the disk to remember the names in a folder; platforms that cannot are left alone."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Ask the disk to have a file's bytes before its name is relied on."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
