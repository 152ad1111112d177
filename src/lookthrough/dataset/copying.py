"""Files copied into the home folder, hashed on the way."""

from __future__ import annotations

import errno
import hashlib
import os
from dataclasses import replace
from pathlib import Path

from lookthrough.dataset.filenames import safe_name
from lookthrough.dataset.provenance import StoredFile
from lookthrough.errors import InputError, Place, quote

#: What the system says where a disk takes no more.
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
_CHUNK = 1 << 20


def copied(file: Path, folder: Path, taken: set[str]) -> StoredFile:
    """Copy a file into a folder under a name that none of `taken` has.

    Raises:
        InputError: if it cannot be read or copied; a full disk is an `OSError`.
    """
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
        if isinstance(error, InputError) or (isinstance(error, OSError) and error.errno in FULL):
            raise
        raise InputError(f"{quote(file.name)} cannot be copied: {error}", place=Place(file.name)) from error
    return StoredFile(name, file.name, digest.hexdigest(), size)


def with_network(staged: tuple[StoredFile, ...], said: tuple[StoredFile, ...]) -> tuple[StoredFile, ...]:
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


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
