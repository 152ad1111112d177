"""What a snapshot says of itself: which editions of which lists, how many entries, and what went wrong."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from types import MappingProxyType
from typing import Any

from lookthrough.errors import StateError

FORMAT = 1
MANIFEST_NAME = "manifest.json"
STATEMENTS_NAME = "statements.parquet"


@dataclass(frozen=True, slots=True)
class NotUsed:
    """A source that also carries a list, and why another one was taken.

    Attributes:
        source: its id.
        edition: its newest edition of the list, ISO day.
        why: in a phrase.
    """

    source: str
    edition: str
    why: str


@dataclass(frozen=True, slots=True)
class ListState:
    """One list in a snapshot.

    Attributes:
        id: the list.
        source: the source whose editions were used.
        edition: the newest of them, ISO day.
        entries: entries that the newest edition prints.
        entries_ever: entries that any of the editions printed.
        editions: ids of the editions used, oldest first.
        files: (name, sha256) of the newest edition's files.
        licence: the publisher's terms.
        issues: code -> how often, when the newest edition was first read; of the whole edition, which may carry
            several lists.
        failed: "" when the list is as new as its source; else what failed: show it with every answer.
        not_used: other sources that carry the list.
    """

    id: str
    source: str
    edition: str
    entries: int
    entries_ever: int
    editions: tuple[str, ...]
    files: tuple[tuple[str, str], ...]
    licence: str
    issues: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    failed: str = ""
    not_used: tuple[NotUsed, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """The snapshot's own record.

    Attributes:
        id: 16 hex digits over everything below but `created` and `code` and the wording of failures: the same
            editions give the same id.
        created: ISO date and time, as the caller said.
        code: version of the code that built it.
        lists: by id.
        entities: number of entities that any edition showed.
        statements: number of statements.
        content: SHA-256 over the statements themselves, whatever file holds them.
        files: file name -> SHA-256 of the snapshot's other files.
    """

    id: str
    created: str
    code: str
    lists: tuple[ListState, ...]
    entities: int
    statements: int
    content: str
    files: Mapping[str, str]

    @property
    def entries(self) -> int:
        """Entries that the newest editions print, over all lists."""
        return sum(state.entries for state in self.lists)


def identity(lists: tuple[ListState, ...], content: str) -> str:
    """The id of a snapshot with these lists and this content."""
    plain = [{**_plain(state), "failed": bool(state.failed)} for state in lists]
    text = json.dumps({"format": FORMAT, "lists": plain, "content": content}, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:16]


def manifest_json(manifest: Manifest) -> bytes:
    """The manifest as stored."""
    content = {
        "format": FORMAT,
        "id": manifest.id,
        "created": manifest.created,
        "code": manifest.code,
        "entities": manifest.entities,
        "statements": manifest.statements,
        "content": manifest.content,
        "files": dict(manifest.files),
        "lists": [_plain(state) for state in manifest.lists],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")


def read_manifest(content: bytes) -> Manifest:
    """Read a stored manifest.

    Raises:
        StateError: if it is damaged or of a later format.
    """
    try:
        plain = json.loads(content)
        if plain["format"] != FORMAT:
            raise StateError(
                f"the snapshot is of format {plain['format']}, this version reads format {FORMAT}",
                hint="use the version of Lookthrough that wrote it, or build anew with `lookthrough update`",
            )
        return Manifest(
            **{name: plain[name] for name in ("id", "created", "code", "content")},
            files=MappingProxyType({str(name): str(sha256) for name, sha256 in plain["files"].items()}),
            entities=int(plain["entities"]),
            statements=int(plain["statements"]),
            lists=tuple(_state(state) for state in plain["lists"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StateError(
            f"the snapshot's manifest is damaged: {type(error).__name__} {error}",
            hint="open an older snapshot, or build anew from the kept editions",
        ) from error


def _plain(state: ListState) -> dict[str, Any]:
    # asdict would copy the read-only mapping, which cannot be copied.
    return {
        "id": state.id,
        "source": state.source,
        "edition": state.edition,
        "entries": state.entries,
        "entries_ever": state.entries_ever,
        "editions": list(state.editions),
        "files": [list(file) for file in state.files],
        "licence": state.licence,
        "issues": dict(state.issues),
        "failed": state.failed,
        "not_used": [asdict(other) for other in state.not_used],
    }


def _state(plain: dict[str, Any]) -> ListState:
    return ListState(
        **{
            **plain,
            "editions": tuple(plain["editions"]),
            "files": tuple((name, sha256) for name, sha256 in plain["files"]),
            "issues": MappingProxyType(plain["issues"]),
            "not_used": tuple(NotUsed(**other) for other in plain["not_used"]),
        }
    )
