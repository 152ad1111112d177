"""An append-only log in which each line names the hash of the line before it.

Whoever changes, drops or inserts a line breaks the chain from there on; the head, kept in a file beside the log, shows
lines that were cut off at the end.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from lookthrough.errors import StateError, quote

FIRST = "0" * 64


def line_hash(previous: str, entry: Mapping[str, Any]) -> str:
    """The hash that ties an entry to the line before it."""
    text = json.dumps({"previous": previous, **entry}, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class ChainedLog:
    """One log.

    Args:
        path: of the log; its head stands in `<name>.head` beside it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.head_path = path.with_suffix(".head")

    def append(self, entries: Iterable[Mapping[str, Any]]) -> None:
        """Add entries; the caller sees to it that there is one writer.

        Raises:
            StateError: if the log was changed since it was written.
        """
        written = self.read()
        previous = str(written[-1]["hash"]) if written else FIRST
        lines = []
        for entry in entries:
            if {"previous", "hash"} & set(entry):
                raise ValueError("an entry may not name hashes itself")
            digest = line_hash(previous, entry)
            lines.append(
                json.dumps({**entry, "previous": previous, "hash": digest}, ensure_ascii=False, separators=(",", ":"))
            )
            previous = digest
        if not lines:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8", errors="surrogatepass", newline="\n") as stream:
            stream.write("".join(f"{line}\n" for line in lines))
            stream.flush()
            os.fsync(stream.fileno())
        aside = self.head_path.with_suffix(".aside")
        aside.write_text(f"{previous}\n", encoding="ascii")
        os.replace(aside, self.head_path)

    def read(self) -> list[dict[str, Any]]:
        """Every entry, oldest first, the chain checked.

        Raises:
            StateError: if a line was changed, dropped, inserted or cut off.
        """
        if not self.path.exists() and not self.head_path.exists():
            return []
        try:
            content = self.path.read_bytes()
            head = self.head_path.read_bytes()
        except OSError as error:
            raise self._broken(f"it cannot be read: {error.strerror}") from None
        entries: list[dict[str, Any]] = []
        previous = FIRST
        if content and not content.endswith(b"\n"):
            raise self._broken("its last line is not whole")
        for number, line in enumerate(content.split(b"\n")[:-1], start=1):
            entry = self._entry(line, number)
            body = {key: value for key, value in entry.items() if key not in ("previous", "hash")}
            if entry.get("previous") != previous or entry.get("hash") != line_hash(previous, body):
                raise self._broken(f"line {number} is not the one that was written")
            previous = str(entry["hash"])
            entries.append(entry)
        if head != f"{previous}\n".encode("ascii"):
            raise self._broken("its head names another last line")
        return entries

    def _entry(self, line: bytes, number: int) -> dict[str, Any]:
        try:
            entry = json.loads(line.decode("utf-8", "surrogatepass"))
        except ValueError:
            raise self._broken(f"line {number} cannot be read") from None
        written = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        # A changed byte that means the same in JSON is still a changed byte.
        if not isinstance(entry, dict) or written != line:
            raise self._broken(f"line {number} is not the one that was written")
        return entry

    def _broken(self, why: str) -> StateError:
        return StateError(
            f"the log {quote(self.path.name)} was changed: {why}",
            hint="restore it from a backup; nothing was written to it",
        )
