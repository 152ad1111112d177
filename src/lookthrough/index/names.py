"""The index of names: flat read-only arrays, memory-mapped, bound to one snapshot.

A name is a run of *elements*: first its tokens, then its pairs of neighbouring tokens written as one word. Every
element has a word of the vocabulary; postings lead from a word back to the elements that carry it.
"""

from __future__ import annotations

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
from lookthrough.index.deletions import build_table
from lookthrough.index.draft import Draft, joined_hash
from lookthrough.index.entry import IndexEntry
from lookthrough.model.schema import KINDS, NAME_PROPS, Kind, NameQuality

__all__ = ["IndexEntry", "NameIndex"]

#: Raised when the arrays' meaning changes; an index of another format is refused and rebuilt.
FORMAT = 1
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
        arrays["near_start"], arrays["near_word"] = build_table(words[: len(arrays["carriers"])])
        return cls(arrays)

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
            sizes = {}
            for name, array in self.arrays.items():
                path = aside / f"{name}.npy"
                np.save(path, array)
                sizes[name] = path.stat().st_size
            meta = {"format": FORMAT, "snapshot": snapshot, "sizes": sizes}
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
            for name, size in meta["sizes"].items():
                path = folder / f"{name}.npy"
                if path.stat().st_size != size:
                    raise StateError(f"the name index is torn: {name}.npy has not the size that was written", hint=hint)
                # still mapped, but without the subclass, whose indexing is several times slower
                arrays[name] = np.load(path, mmap_mode="r", allow_pickle=False).view(np.ndarray)
            return cls(arrays)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as trouble:
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
        starts = self.arrays["entity_start"]
        return range(int(starts[row]), int(starts[row + 1]))

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
        starts = self.arrays[f"{table}_start"]
        return bytes(self.arrays[table][int(starts[position]) : int(starts[position + 1])]).decode(
            "utf-8", "surrogatepass"
        )


def _split(blob: Array, starts: Array) -> list[str]:
    text = bytes(blob)
    edges = starts.tolist()
    return [text[a:b].decode("utf-8", "surrogatepass") for a, b in pairwise(edges)]
