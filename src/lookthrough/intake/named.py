"""Files that a caller names: do they exist, and is a word a file at all or a name to look for?"""

from __future__ import annotations

from pathlib import Path

from lookthrough.errors import InputError, quote

#: What ends so is a file, and never a name that happens not to be found.
TABLE_ENDINGS = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".json", ".jsonl", ".ndjson", ".parquet"})


def existing(path: str | Path) -> Path:
    """The path, where there is something.

    Raises:
        InputError: if there is not.
    """
    found = Path(path).expanduser()
    if not found.exists():
        raise InputError(f"there is no file or folder {found}", hint="check the path")
    return found


def means_a_file(what: str | Path) -> bool:
    """Is this a file that exists? What ends as a table does, or is a folder, is never taken for a name.

    Raises:
        InputError: if there is no such file.
    """
    try:
        path = Path(what).expanduser()
        if path.is_file():
            return True
        folder = path.is_dir()
    except (OSError, ValueError):  # a name of 10,000 characters is no path
        return False
    if folder or path.suffix.lower() in TABLE_ENDINGS:
        raise InputError(f"there is no file {quote(str(what))}", hint="check the path; a folder is not screened")
    return False
