"""The index of names: flat read-only arrays, memory-mapped, bound to one snapshot.

A name is a run of *elements*: first its tokens, then its pairs of neighbouring tokens written as one word. Every
element has a word of the vocabulary; postings lead from a word back to the elements that carry it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lookthrough.errors import StateError
from lookthrough.index.draft import Draft, joined_hash
from lookthrough.index.entry import IndexEntry
from lookthrough.index.slips import slip_arrays
from lookthrough.model.schema import KINDS, NAME_PROPS, Kind, NameQuality

__all__ = ["IndexEntry", "NameIndex"]

#: Raised when the arrays' meaning changes; an index of another format is refused and rebuilt.
FORMAT = 3
META = "meta.json"

Array = NDArray[Any]


class NameIndex:
    """Names of many parties, ready to be searched.

    Built once from entries, saved as a folder of arrays, and opened without reading more than is looked at. All
    arrays are read-only. `len()` is the number of parties; a party's row is its position in `build`'s order.

    Attributes:
        arrays: the flat arrays by name; see `index/draft.py` for what each holds.
    """

    def __init__(self, arrays: dict[str, Array]) -> None:
        self.arrays = arrays
        self.words_known = len(arrays["carriers"])
        self.names_known = len(arrays["name_entity"])
        # single texts and numbers are read through views, which is several times faster than through arrays
        self._texts = {table: (arrays[table].data, arrays[f"{table}_start"].data) for table in ("names", "entity_ids")}
        self._entity_start = arrays["entity_start"].data

    @classmethod
    def build(cls, entities: Iterable[IndexEntry]) -> NameIndex:
        """Read and index the names of parties.

        Args:
            entities: parties in the order that gives them their rows.
        """
        draft = Draft()
        for entity in entities:
            draft.add(entity)
        arrays = draft.arrays()
        words = _split(arrays["words"], arrays["words_start"])
        return cls(arrays | slip_arrays(words[: len(arrays["carriers"])]))

    def save(self, folder: Path, snapshot: str) -> None:
        """Write the index aside and move it into its place.

        A process that is killed on the way leaves the old index or none, never half of a new one.

        Args:
            folder: the folder to fill; an index that stands there is replaced.
            snapshot: id of the snapshot that the entries came from.
        """
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            aside.chmod(0o755)  # a folder that others may read keeps an index that others may read
            digests = {}
            for name, array in self.arrays.items():
                with (aside / f"{name}.npy").open("wb") as stream:
                    np.save(stream, array)
                    stream.flush()
                    os.fsync(stream.fileno())
                digests[name] = _digest(array)
            meta = {"format": FORMAT, "snapshot": snapshot, "digests": digests}
            (aside / META).write_text(json.dumps(meta, sort_keys=True), encoding="utf-8")
            old = aside.with_name(aside.name + "-old")
            if folder.exists():
                os.replace(folder, old)
            os.replace(aside, folder)
            shutil.rmtree(old, ignore_errors=True)
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    @classmethod
    def open(cls, folder: Path, snapshot: str) -> NameIndex:
        """Open a saved index, memory-mapped.

        Args:
            folder: where it was saved.
            snapshot: id of the snapshot that it must have been built from.

        Raises:
            StateError: if there is no whole index of this snapshot in the folder.
        """
        hint = "the index is only a cache: delete it and build it again from the snapshot"
        try:
            meta = json.loads((folder / META).read_text(encoding="utf-8"))
            if meta["format"] != FORMAT:
                raise StateError("the name index has another format than this version reads", hint=hint)
            if meta["snapshot"] != snapshot:
                raise StateError(
                    f"the name index was built from snapshot {meta['snapshot']!r}, not {snapshot!r}", hint=hint
                )
            arrays = {}
            for name, digest in meta["digests"].items():
                # still mapped, but without the subclass, whose indexing is several times slower
                arrays[name] = np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False).view(np.ndarray)
                if _digest(arrays[name]) != digest:
                    raise StateError(f"the name index is torn: {name}.npy is not what was written", hint=hint)
            return cls(arrays)
        except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError) as trouble:
            raise StateError("there is no whole name index here", hint=hint) from trouble

    def __len__(self) -> int:
        return len(self.arrays["entity_kind"])

    @cached_property
    def words(self) -> list[str]:
        """The vocabulary: tokens in sorted order, `words_known` of them."""
        return _split(self.arrays["words"], self.arrays["words_start"])[: self.words_known]

    @cached_property
    def word_ids(self) -> dict[str, int]:
        """Position of each token in the vocabulary."""
        return {word: position for position, word in enumerate(self.words)}

    def joined_id(self, text: str) -> int | None:
        """Position of a word that stands only as a pair of neighbours; None when no name has such a pair."""
        hashes = self.arrays["joined_hash"]
        wanted = joined_hash(text)
        position = int(np.searchsorted(hashes, np.uint64(wanted)))
        if position < len(hashes) and int(hashes[position]) == wanted:
            return self.words_known + position
        return None

    def name_text(self, name: int) -> str:
        """A name as printed."""
        return self._text("names", name)

    def entity_id(self, row: int) -> str:
        """The id of a party."""
        return self._text("entity_ids", row)

    def kind(self, row: int) -> Kind:
        """What a party is."""
        return KINDS[int(self.arrays["entity_kind"][row])]

    def quality(self, name: int) -> NameQuality:
        """What the publisher says of a name's worth."""
        return NAME_PROPS[int(self.arrays["name_quality"][name])]

    def names_of(self, row: int) -> range:
        """The names of a party, as positions."""
        return range(self._entity_start[row], self._entity_start[row + 1])

    @cached_property
    def country_codes(self) -> list[str]:
        """The country codes that occur, in the order of their bits."""
        return _split(self.arrays["countries"], self.arrays["countries_start"])

    @cached_property
    def list_ids(self) -> list[str]:
        """The lists that occur, in the order of their bits."""
        return _split(self.arrays["lists"], self.arrays["lists_start"])

    @cached_property
    def rows_of_identifier(self) -> dict[str, tuple[int, ...]]:
        """Rows by "scheme:value"."""
        found: dict[str, tuple[int, ...]] = {}
        codes = _split(self.arrays["identifiers"], self.arrays["identifiers_start"])
        for code, row in zip(codes, self.arrays["identifier_row"].tolist(), strict=True):
            found[code] = (*found.get(code, ()), row)
        return found

    def bits(self, table: str, row: int, labels: Sequence[str]) -> tuple[str, ...]:
        """The labels whose bits are set for a party in `entity_countries` or `entity_lists`."""
        words = self.arrays[table][row]
        return tuple(label for i, label in enumerate(labels) if int(words[i >> 6]) >> (i & 63) & 1)

    def _text(self, table: str, position: int) -> str:
        text, starts = self._texts[table]
        return str(text[starts[position] : starts[position + 1]], "utf-8", "surrogatepass")


def _split(blob: Array, starts: Array) -> list[str]:
    text = bytes(blob)
    edges = starts.tolist()
    return [text[a:b].decode("utf-8", "surrogatepass") for a, b in pairwise(edges)]


def _digest(array: np.ndarray[Any, Any]) -> str:
    """A hash of shape, type and bytes; a torn or zeroed page must never look like "no name fits"."""
    told = hashlib.blake2b(f"{array.dtype.str}{array.shape}".encode(), digest_size=16)
    told.update(np.ascontiguousarray(array).data)
    return told.hexdigest()
