"""The index while it is being built: growing columns that become flat arrays.

What the arrays hold (R parties, N names, G readings, E elements, V words of the vocabulary, J words that stand only in
spans, P postings). A name has its readings one after the other, a reading its elements: first its tokens, then its
spans. Everything is little-endian and flat; texts are UTF-8 with a `_start` array, words are code points.

    words                   uint32: the V texts of tokens and of alternate spans in sorted order, a number a character
    words_start             V + 1, int64: where each begins
    word_hash, word_order   V: the hashes of the vocabulary (`texts.text_hashes`) in order, and the word of each
    carriers                V, int32: parties that carry the word as a token; 0 for words of spans only
    word_letters            V, bool: of letters only, so it may be misspelt
    word_fine, word_coarse  V, int64: its sound; 0 where sound tells nothing
    word_family             V, int32: the given name that it is a form of; 0 for none
    word_pinyin             V, bool: made of one or two syllables of standard Chinese
    word_starts             V, int64: where its syllables of standard Chinese begin, as bits
    spans_hash              J, uint64: sorted hashes of joined and acronym spans that are no word; ids go on from V

    element_word            E, int32: word id, V and above for words that stand only in spans
    element_first           E, uint8: position of the (first) token in its reading
    element_span            E, uint8: tokens that it takes
    element_percent         E, uint8: how much an agreement is worth; 100 for a token
    element_how             E, uint8: 0 token, 1 joined, 2 acronym, 3 alternate
    element_tag             E, uint8: the (first) token's tag
    element_leading         E, bool: a leading place
    printed_element         int32: the tokens whose first or last word as printed is not their own word, in order
    printed_first, printed_last       the first and last word of each, as positions in `printed`
    printed, printed_start  texts, each once
    reading_start           G + 1, int32: first element of each reading
    reading_tokens          G, uint8: how many of its elements are tokens
    reading_script          G, uint8
    reading_name            G, int32
    name_reading            N + 1, int32: first reading of each name
    name_entity             N, int32
    name_quality            N, uint8: position in `schema.NAME_PROPS`
    names, names_start      the N names as printed

    posting_start           V + J + 1, int32
    posting_split           V + J, int32: where those of readings begin that have no initials and are not
                            turned from Chinese into Latin letters; they stand last
    posting_element         P, int32: per word the elements that can make a match: all but light tokens and meanings
    posting_reading         P, int32: the reading of each
    word_takes              V + J, uint8: the tokens that an element with the word takes, at most

    entity_kind             R, uint8: position in `schema.KINDS`
    entity_start            R + 1, int32: first name of each party
    entity_countries, entity_lists    R rows of uint64: bits in the order of `countries` and `lists`
    entity_ids, countries, lists      texts
    attributes              R texts: what is known beside the names, see `entry.unpack`
    identifiers             texts "scheme:value", sorted; identifier_row int32: the party of each

What `slips.look_up_arrays` and `slips.near_arrays` add is told there.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lookthrough.index.entry import IndexEntry, pack
from lookthrough.index.readers import Readers
from lookthrough.index.shard import TOKEN, Shard
from lookthrough.index.texts import join_letters, join_texts, starts_of, text_hashes
from lookthrough.model.schema import KINDS, NAME_PROPS
from lookthrough.names.tags import LIGHT, Script, Tag
from lookthrough.names.words import word_of

Array = NDArray[Any]

#: Elements that are looked up in the vocabulary together, so that memory stays bounded.
_AT_ONCE = 1 << 21


class Draft:
    """Collects parties; `arrays` gives the finished arrays.

    Args:
        readers: who read the names.
    """

    def __init__(self, readers: Readers) -> None:
        self._readers = readers
        self._names, self._name_lengths = bytearray(), array("i")
        self._qualities = array("B")
        self._kinds, self._name_counts = array("B"), array("i")
        self._ids: list[str] = []
        self._attributes: list[str] = []
        self._countries, self._lists = _Labels(), _Labels()
        self._identifiers: list[tuple[str, int]] = []

    def add(self, entity: IndexEntry) -> None:
        """Take one party in."""
        row, person = len(self._ids), entity.kind == "person"
        for name in entity.names:
            self._readers.read(name.text, person=person)
            encoded = name.text.encode("utf-8", "surrogatepass")
            self._names += encoded
            self._name_lengths.append(len(encoded))
            self._qualities.append(NAME_PROPS.index(name.quality))
        self._ids.append(entity.entity_id)
        self._kinds.append(KINDS.index(entity.kind))
        self._name_counts.append(len(entity.names))
        self._countries.add(entity.countries)
        self._lists.add(entity.lists)
        self._attributes.append(pack(entity.attributes))
        self._identifiers += [(str(identifier), row) for identifier in entity.identifiers]

    def arrays(self) -> dict[str, Array]:
        """Every array of the finished index but those of near words."""
        shards, words = self._readers.shards()
        out = self._entity_arrays() | self._name_arrays(shards) | _element_arrays(shards) | _printed_arrays(shards)
        out |= _vocabulary(words)
        out["element_word"], out["spans_hash"] = _word_ids(shards, out["word_hash"], out["word_order"])
        shards.clear()
        out["carriers"] = _carriers(out)
        return out | _postings(out)

    def _name_arrays(self, shards: Sequence[Shard]) -> dict[str, Array]:
        counts = _together([shard.name_readings for shard in shards], np.uint8)
        rows = np.arange(len(self._ids), dtype=np.int32)
        return {
            "names": np.frombuffer(bytes(self._names), dtype=np.uint8),
            "names_start": starts_of(self._name_lengths),
            "name_reading": _starts(counts),
            "name_entity": rows.repeat(np.array(self._name_counts, dtype=np.int64)),
            "name_quality": np.array(self._qualities, dtype=np.uint8),
            "reading_name": np.arange(len(counts), dtype=np.int32).repeat(counts),
        }

    def _entity_arrays(self) -> dict[str, Array]:
        codes = sorted(self._identifiers)
        return {
            "entity_kind": np.array(self._kinds, dtype=np.uint8),
            "entity_start": _starts(np.array(self._name_counts, dtype=np.int64)),
            **join_texts("entity_ids", self._ids),
            **join_texts("attributes", self._attributes),
            **self._countries.arrays("countries"),
            **self._lists.arrays("lists"),
            **join_texts("identifiers", [code for code, _ in codes]),
            "identifier_row": np.array([row for _, row in codes], dtype=np.int32),
        }


class _Labels:
    """Sets of codes, party by party; the same set is kept once."""

    def __init__(self) -> None:
        self._sets: dict[tuple[str, ...], int] = {}
        self._of_party = array("i")

    def add(self, codes: tuple[str, ...]) -> None:
        self._of_party.append(self._sets.setdefault(codes, len(self._sets)))

    def arrays(self, name: str) -> dict[str, Array]:
        labels = sorted({code for codes in self._sets for code in codes})
        number = {label: bit for bit, label in enumerate(labels)}
        bits = np.zeros((len(self._sets), max(1, -(-len(labels) // 64))), dtype=np.uint64)
        for row, codes in enumerate(self._sets):
            for code in codes:
                bits[row, number[code] >> 6] |= np.uint64(1 << (number[code] & 63))
        return {**join_texts(name, labels), f"entity_{name}": bits[np.array(self._of_party, dtype=np.int64)]}


def _element_arrays(shards: Sequence[Shard]) -> dict[str, Array]:
    numbers = ("element_first", "element_span", "element_percent", "element_how", "element_tag")
    return {
        **{name: _together([getattr(shard, name) for shard in shards], np.uint8) for name in numbers},
        "element_leading": _together([shard.element_leading for shard in shards], np.bool_),
        "reading_start": _starts(_together([shard.reading_elements for shard in shards], np.uint16)),
        "reading_tokens": _together([shard.reading_tokens for shard in shards], np.uint8),
        "reading_script": _together([shard.reading_script for shard in shards], np.uint8),
    }


def _printed_arrays(shards: Sequence[Shard]) -> dict[str, Array]:
    """The words that tokens were read from where they are not the tokens' own."""
    words: dict[str, int] = {}
    columns: list[list[Array]] = [[], [], []]
    before = 0
    for shard in shards:
        number = np.array([words.setdefault(word, len(words)) for word in shard.printed], dtype=np.int64)
        columns[0].append(shard.printed_element + np.int64(before))
        columns[1].append(number[shard.printed_first])
        columns[2].append(number[shard.printed_last])
        before += len(shard.element_hash)
    names = ("printed_element", "printed_first", "printed_last")
    found = {name: _together(many, np.int32).astype(np.int32) for name, many in zip(names, columns, strict=True)}
    return {**found, **join_texts("printed", words)}


def _vocabulary(words: Sequence[str]) -> dict[str, Array]:
    hashes = text_hashes(words)
    order = np.argsort(hashes, kind="stable")
    marks = [word_of(word) for word in words]
    return {
        **join_letters(words),
        "word_hash": hashes[order],
        "word_order": order.astype(np.int32),
        "word_letters": np.array([word.letters for word in marks], dtype=np.bool_),
        "word_fine": np.array([word.fine for word in marks], dtype=np.int64),
        "word_coarse": np.array([word.coarse for word in marks], dtype=np.int64),
        "word_family": np.array([word.family for word in marks], dtype=np.int32),
        "word_pinyin": np.array([word.pinyin for word in marks], dtype=np.bool_),
        "word_starts": np.array([word.starts for word in marks], dtype=np.int64),
    }


def _word_ids(shards: Sequence[Shard], word_hash: Array, word_order: Array) -> tuple[Array, Array]:
    """The word of every element, and the hashes of the words that stand only in spans."""
    hashes = _together([shard.element_hash for shard in shards], np.uint64)
    ids = np.full(len(hashes), -1, dtype=np.int32)
    for low in range(0, len(hashes) if len(word_hash) else 0, _AT_ONCE):
        some = hashes[low : low + _AT_ONCE]
        at = np.minimum(word_hash.searchsorted(some), len(word_hash) - 1)
        ids[low : low + _AT_ONCE] = np.where(word_hash[at] == some, word_order[at], -1)
    open_ids = np.flatnonzero(ids < 0)
    spans, of_element = np.unique(hashes[open_ids], return_inverse=True)
    ids[open_ids] = len(word_hash) + of_element
    return ids, spans


def _carriers(arrays: dict[str, Array]) -> Array:
    """How many parties carry each word as a token."""
    tokens = np.flatnonzero(arrays["element_how"] == TOKEN)
    reading_entity = arrays["name_entity"][arrays["reading_name"]]
    rows = reading_entity.repeat(arrays["reading_tokens"]).astype(np.int64)
    pairs = np.sort((rows << 32) | arrays["element_word"][tokens])
    new = np.ones(len(pairs), dtype=np.bool_)
    np.not_equal(pairs[1:], pairs[:-1], out=new[1:])
    return np.bincount(pairs[new] & 0xFFFFFFFF, minlength=len(arrays["word_hash"])).astype(np.int32)


def _postings(arrays: dict[str, Array]) -> dict[str, Array]:
    tokens = arrays["element_how"] == TOKEN
    light = np.isin(arrays["element_tag"], [int(tag) for tag in LIGHT]) & tokens
    matching = np.flatnonzero(~light & (arrays["element_percent"] > 0)).astype(np.int32)
    word = arrays["element_word"][matching]
    lengths = np.diff(arrays["reading_start"])
    reading = np.arange(len(lengths), dtype=np.int32).repeat(lengths)
    plain = arrays["reading_script"] != Script.FROM_HAN
    plain[reading[(arrays["element_tag"] == Tag.INITIAL) & tokens]] = False
    later = plain[reading[matching]]
    order = np.argsort(word.astype(np.int64) << 1 | later, kind="stable")
    words = len(arrays["word_hash"]) + len(arrays["spans_hash"])
    counts = np.bincount(word, minlength=words)
    starts, takes = _starts(counts), np.zeros(words, dtype=np.uint8)
    if len(matching):
        spans = arrays["element_span"][matching[order]]
        takes[counts > 0] = np.maximum.reduceat(spans, starts[:-1][counts > 0])
    return {
        "posting_start": starts,
        "posting_split": starts[:-1] + np.bincount(word[~later], minlength=words).astype(np.int32),
        "posting_element": matching[order],
        "posting_reading": reading[matching[order]],
        "word_takes": takes,
    }


def _together(parts: Sequence[Array], dtype: type[np.generic]) -> Array:
    return np.concatenate([np.zeros(0, dtype=dtype), *parts])


def _starts(lengths: Array) -> Array:
    return np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]).astype(np.int32)
