"""The index of names: flat read-only arrays, memory-mapped, bound to one snapshot.

A name has one or more readings, and a reading is a run of *elements*: first its tokens, then other ways to write runs
of them. Every element has a word; postings lead from a word back to the elements that carry it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from lookthrough.errors import StateError
from lookthrough.index.draft import Draft
from lookthrough.index.entry import IndexEntry, unpack
from lookthrough.index.readers import Readers
from lookthrough.index.slips import look_up_arrays, near_arrays
from lookthrough.index.texts import split_letters, split_texts, text_hashes
from lookthrough.model.attributes import Attributes
from lookthrough.model.schema import KINDS, NAME_PROPS, Kind, NameQuality
from lookthrough.names.tags import Tag
from lookthrough.names.tokens import Token
from lookthrough.version import VERSION

__all__ = ["IndexEntry", "NameIndex"]

#: Raised when the arrays' meaning changes; an index of another format is refused and rebuilt.
FORMAT = 7
META = "meta.json"

Array = NDArray[Any]

_TAGS = tuple(Tag)
_tuple = tuple.__new__  # makes a named tuple in half the time

#: 64-bit numbers of one page of a file.
_PAGE = 512

#: Texts that are looked at one by one.
_SINGLY = ("names", "entity_ids", "attributes", "identifiers", "printed")


class _Tokens(NamedTuple):
    """Views of the arrays that tokens are read from, see `index/draft.py`."""

    words: memoryview[int]
    words_start: memoryview[int]
    element_word: memoryview[int]
    element_tag: memoryview[int]
    element_leading: memoryview[int]
    reading_start: memoryview[int]
    reading_tokens: memoryview[int]
    printed_element: memoryview[int]
    printed_first: memoryview[int]
    printed_last: memoryview[int]


class NameIndex:
    """Names of many parties, ready to be searched.

    Built once from entries, saved as a folder of arrays, and opened memory-mapped: every byte is checked, nothing is
    copied. All arrays are read-only. `len()` is the number of parties; a party's row is its position in `build`'s
    order.

    Attributes:
        arrays: the flat arrays by name; see `index/draft.py` and `index/slips.py` for what each holds.
    """

    def __init__(self, arrays: dict[str, Array]) -> None:
        self.arrays = arrays
        self.words_known = len(arrays["word_hash"])
        self.names_known = len(arrays["name_entity"])
        # single texts and numbers are read through views, which is several times faster than through arrays
        self._texts = {table: (arrays[table].data, arrays[f"{table}_start"].data) for table in _SINGLY}
        self._entity_start = arrays["entity_start"].data
        self._tokens = _Tokens(*[arrays[name].data for name in _Tokens._fields])

    @classmethod
    def build(cls, entities: Iterable[IndexEntry], workers: int = 1) -> NameIndex:
        """Read and index the names of parties.

        Args:
            entities: parties in the order that gives them their rows.
            workers: processes that read names side by side; the index is the same. See `readers.Readers`.
        """
        with Readers(workers) as readers:
            draft = Draft(readers)
            for entity in entities:
                draft.add(entity)
            arrays = draft.arrays()
        arrays |= look_up_arrays(arrays)
        return cls(arrays | near_arrays(arrays))

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
            meta = {"format": FORMAT, "version": VERSION, "snapshot": snapshot, "digests": digests}
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
            if (meta["format"], meta["version"]) != (FORMAT, VERSION):  # names may be read otherwise by now
                raise StateError("the name index was built by another version", hint=hint)
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
        """The vocabulary: tokens and alternate spans in sorted order, `words_known` of them."""
        return split_letters(self.arrays["words"], self.arrays["words_start"])

    def word_id(self, text: str) -> int | None:
        """Position of a word in the vocabulary or, from `words_known` on, of one that stands only in spans.

        None when no name has it.
        """
        wanted = text_hashes([text])[0]
        position = _find(self.arrays["word_hash"], wanted)
        if position is not None:
            return int(self.arrays["word_order"][position])
        position = _find(self.arrays["spans_hash"], wanted)
        return None if position is None else self.words_known + position

    def word_text(self, word: int) -> str:
        """A word of the vocabulary."""
        starts = self._tokens.words_start
        return str(self._tokens.words[starts[word] : starts[word + 1]], "utf-32-le", "surrogatepass")

    def tokens_of(self, reading: int) -> tuple[Token, ...]:
        """The tokens of a listed reading, as `readings` gave them when the index was built."""
        known = self._tokens
        low = known.reading_start[reading]
        high = low + known.reading_tokens[reading]
        found = []
        at = bisect_left(known.printed_element, low)
        printed = known.printed_element[at] if at < len(known.printed_element) else high
        for element in range(low, high):
            text = first = last = self.word_text(known.element_word[element])
            if element == printed:
                first, last = (self._text("printed", word[at]) for word in (known.printed_first, known.printed_last))
                at += 1
                printed = known.printed_element[at] if at < len(known.printed_element) else high
            tag = _TAGS[known.element_tag[element]]
            found.append(_tuple(Token, (text, tag, first, last, known.element_leading[element])))
        return tuple(found)

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
        return split_texts(self.arrays["countries"], self.arrays["countries_start"])

    @cached_property
    def list_ids(self) -> list[str]:
        """The lists that occur, in the order of their bits."""
        return split_texts(self.arrays["lists"], self.arrays["lists_start"])

    def rows_of_identifier(self, code: str) -> tuple[int, ...]:
        """Rows of the parties that have a code "scheme:value", in order."""
        everywhere = range(len(self.arrays["identifier_row"]))
        low = bisect_left(everywhere, code, key=self._code)
        return tuple(self.arrays["identifier_row"][low : bisect_right(everywhere, code, low, key=self._code)].tolist())

    def _code(self, position: int) -> str:
        return self._text("identifiers", position)

    def attributes(self, row: int) -> Attributes:
        """What is known of a party beside its names."""
        return unpack(self._text("attributes", row))

    def bits(self, table: str, row: int, labels: Sequence[str]) -> tuple[str, ...]:
        """The labels whose bits are set for a party in `entity_countries` or `entity_lists`."""
        words = self.arrays[table][row]
        return tuple(label for i, label in enumerate(labels) if int(words[i >> 6]) >> (i & 63) & 1)

    def _text(self, table: str, position: int) -> str:
        text, starts = self._texts[table]
        return str(text[starts[position] : starts[position + 1]], "utf-8", "surrogatepass")


def _find(hashes: Array, wanted: np.uint64) -> int | None:
    position = int(hashes.searchsorted(wanted))
    return position if position < len(hashes) and hashes[position] == wanted else None


def _digest(array: np.ndarray[Any, Any]) -> str:
    """A hash of shape, type and bytes; a torn or zeroed page must never look like "no name fits".

    The bytes go in as sums of 64-bit numbers, page by page, because an index is read whole whenever it is opened; see
    `docs/decisions/0012-index-integrity.md`.
    """
    told = hashlib.blake2b(f"{array.dtype.str}{array.shape}".encode(), digest_size=16)
    every = np.ascontiguousarray(array).reshape(-1).view(np.uint8)
    even = len(every) // 8 * 8
    numbers = every[:even].view(np.uint64)
    told.update(np.add.reduceat(numbers, np.arange(0, len(numbers), _PAGE)).tobytes() if even else b"")
    told.update(every[even:].tobytes())
    return told.hexdigest()
