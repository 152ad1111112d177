"""Where an edition came from: written once beside its files, never changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from lookthrough.errors import StateError

Obtained = Literal["file", "network"]
PROVENANCE_NAME = "provenance.json"


def _nothing() -> Mapping[str, int]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file of an edition.

    Attributes:
        name: its name in the edition's folder.
        original: the name it came with, whatever that was.
        sha256: hex digest of its bytes.
        size: in bytes.
        media_type: as the server named it; "" from disk.
        url: where it was fetched; "" from disk.
        etag, last_modified: the server's validators for the next conditional request; "" when it gave none.
    """

    name: str
    original: str
    sha256: str
    size: int
    media_type: str = ""
    url: str = ""
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """How an edition came to us and what was found in it.

    Attributes:
        obtained: "file" when the user gave it, "network" when it was fetched.
        loaded: when, ISO date and time, as the caller said.
        licence: the source's terms.
        entries: list id -> number of entries. A list that is absent here is not carried by these files.
        issues: code -> how often, from the first reading.
        files: the files, in the order that the parser wants.
        names: list id -> number of names beside the primary ones; absent in records of older versions.
        kinds: list id -> kind -> number of entries, as `Reading.kinds`; absent in records of older versions.
    """

    obtained: Obtained
    loaded: str
    licence: str = ""
    entries: Mapping[str, int] = field(default_factory=_nothing)
    issues: Mapping[str, int] = field(default_factory=_nothing)
    files: tuple[StoredFile, ...] = ()
    names: Mapping[str, int] = field(default_factory=_nothing)
    kinds: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Edition:
    """One kept edition of one source.

    Attributes:
        source: the source's id.
        edition: the edition's ISO day.
        folder: where its files lie, under the publisher's names.
        provenance: where it came from.
    """

    source: str
    edition: str
    folder: Path
    provenance: Provenance

    @property
    def id(self) -> str:
        """`<edition>-<first 8 hex digits of the content's hash>`, unique within the source."""
        return self.folder.name

    @property
    def files(self) -> tuple[Path, ...]:
        """The files, in the order that the parser wants."""
        return tuple(self.folder / file.name for file in self.provenance.files)

    @property
    def is_register(self) -> bool:
        """Is it of a register of owners? These count parties and links, and carry no list."""
        return not self.provenance.entries and self.source in self.provenance.kinds

    def covers(self, list_id: str) -> bool:
        """Do these files carry the list? An edition without a single entry of a list says nothing about it."""
        return self.provenance.entries.get(list_id, 0) > 0

    @property
    def age_key(self) -> tuple[str, str, str]:
        """Sorts editions of a source from oldest to newest; of one day, the later loaded is the newer."""
        return (self.edition, self.provenance.loaded, self.id)


def provenance_json(source: str, edition: str, provenance: Provenance) -> bytes:
    """The provenance as stored."""
    content = {"format": 1, "source": source, "edition": edition, **_plain(provenance)}
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode("utf-8", "backslashreplace")


def _plain(provenance: Provenance) -> dict[str, object]:
    return {
        "obtained": provenance.obtained,
        "loaded": provenance.loaded,
        "licence": provenance.licence,
        "entries": dict(provenance.entries),
        "issues": dict(provenance.issues),
        "files": [asdict(file) for file in provenance.files],
        "names": dict(provenance.names),
        "kinds": {list_id: dict(kinds) for list_id, kinds in provenance.kinds.items()},
    }


def open_edition(folder: Path) -> Edition:
    """Read an edition's provenance.

    Raises:
        StateError: if the folder is not one that we wrote whole.
    """
    try:
        content = json.loads((folder / PROVENANCE_NAME).read_bytes())
        provenance = Provenance(
            obtained=content["obtained"],
            loaded=content["loaded"],
            licence=content["licence"],
            entries=MappingProxyType(content["entries"]),
            issues=MappingProxyType(content["issues"]),
            files=tuple(StoredFile(**file) for file in content["files"]),
            names=MappingProxyType(dict(content.get("names", {}))),
            kinds=MappingProxyType({str(key): dict(value) for key, value in content.get("kinds", {}).items()}),
        )
        return Edition(content["source"], content["edition"], folder, provenance)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StateError(
            f"the kept edition {folder.parent.name}/{folder.name} has no readable {PROVENANCE_NAME}: {error}",
            hint="load the same files again with `lookthrough load`, or restore the folder from a backup",
        ) from error
