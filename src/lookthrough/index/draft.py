"""The index while it is being built: growing lists that become flat arrays.

What the arrays hold (E elements, N names, R parties, W words, J joined words):

    words, words_start      the W tokens in sorted order as one text, and where each begins
    carriers                W: parties that carry the token
    joined_hash             J sorted hashes of the words that stand only as neighbours; their ids go on from W
    element_word            E: word id        element_name  E: name      element_first  E: position of the first token
    element_span            E: 1 token, 2 neighbours        element_tag E: the (first) token's tag
    element_leading         E: a leading place
    name_start              N + 1: first element of each name; its tokens come first, `name_tokens` of them
    name_tokens, name_entity, name_quality, name_initials   N
    posting_start           W + J + 1, posting_element: the elements of each word that can make a match
    entity_kind, entity_start (R + 1: first name), entity_countries and entity_lists (bits in 64-bit words)
    names, entity_ids, countries, lists, identifiers: texts with their `_start`; identifier_row
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lookthrough.index.entry import IndexEntry
from lookthrough.model.entity import Name
from lookthrough.model.schema import KINDS, NAME_PROPS
from lookthrough.names.tokens import LIGHT, Tag, neighbours, read_name

Array = NDArray[Any]


def joined_hash(text: str) -> int:
    """64 bits that stand for a joined word; two of a million words meet with a chance below one in ten million."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


class Draft:
    """Collects parties; `arrays` gives the finished arrays."""

    def __init__(self) -> None:
        self._words: dict[str, int] = {}
        self._carriers: Counter[str] = Counter()
        self._elements: list[tuple[int, int, int, int, int, bool]] = []
        self._name_start: list[int] = [0]
        self._names: list[tuple[str, int, int, int, int]] = []
        self._entities: list[tuple[str, int, tuple[str, ...], tuple[str, ...]]] = []
        self._entity_start: list[int] = [0]
        self._identifiers: list[tuple[str, int]] = []

    def add(self, entity: IndexEntry) -> None:
        """Take one party in."""
        row = len(self._entities)
        self._entities.append((entity.entity_id, KINDS.index(entity.kind), entity.countries, entity.lists))
        carried: set[str] = set()
        for name in entity.names:
            carried |= self._add_name(name, row, entity.kind == "person")
        self._carriers.update(carried)
        self._entity_start.append(len(self._names))
        self._identifiers += [(str(identifier), row) for identifier in entity.identifiers]

    def _add_name(self, name: Name, row: int, person: bool) -> set[str]:
        reading = read_name(name.text, person=person)
        number = len(self._names)
        for position, token in enumerate(reading.tokens):
            self._elements.append((self._word(token.text), number, position, 1, int(token.tag), token.leading))
        for text, position in neighbours(reading):
            self._elements.append((self._word(text), number, position, 2, int(reading.tokens[position].tag), False))
        initials = sum(token.tag is Tag.INITIAL for token in reading.tokens)
        self._names.append((name.text, row, NAME_PROPS.index(name.quality), len(reading.tokens), initials))
        self._name_start.append(len(self._elements))
        return {token.text for token in reading.tokens}

    def _word(self, text: str) -> int:
        return self._words.setdefault(text, len(self._words))

    def arrays(self) -> dict[str, Array]:
        """Every array of the finished index but the deletion variants."""
        from_draft, out = self._vocabulary()
        table = np.array(self._elements, dtype=np.int64).reshape(-1, 6)
        out |= {
            "element_word": from_draft[table[:, 0]].astype(np.int32) if len(table) else np.zeros(0, np.int32),
            "element_name": table[:, 1].astype(np.int32),
            "element_first": table[:, 2].astype(np.uint8),
            "element_span": table[:, 3].astype(np.uint8),
            "element_tag": table[:, 4].astype(np.uint8),
            "element_leading": table[:, 5].astype(np.bool_),
        }
        out |= _postings(out, len(from_draft))
        out |= self._name_arrays()
        return out | self._entity_arrays()

    def _vocabulary(self) -> tuple[Array, dict[str, Array]]:
        tokens = sorted(self._carriers)
        joined = sorted((joined_hash(w), w) for w in self._words if w not in self._carriers)
        from_draft = np.zeros(len(self._words), dtype=np.int64)
        for position, word in enumerate(tokens):
            from_draft[self._words[word]] = position
        for position, (_, word) in enumerate(joined):
            from_draft[self._words[word]] = len(tokens) + position
        return from_draft, {
            **_texts("words", tokens),
            "carriers": np.array([self._carriers[w] for w in tokens], dtype=np.int32),
            "joined_hash": np.array([h for h, _ in joined], dtype=np.uint64),
        }

    def _name_arrays(self) -> dict[str, Array]:
        table = np.array([row[1:] for row in self._names], dtype=np.int64).reshape(-1, 4)
        return {
            **_texts("names", [row[0] for row in self._names]),
            "name_start": np.array(self._name_start, dtype=np.int32),
            "name_entity": table[:, 0].astype(np.int32),
            "name_quality": table[:, 1].astype(np.uint8),
            "name_tokens": table[:, 2].astype(np.uint8),
            "name_initials": table[:, 3].astype(np.uint8),
        }

    def _entity_arrays(self) -> dict[str, Array]:
        countries = sorted({c for _, _, many, _ in self._entities for c in many})
        lists = sorted({c for _, _, _, many in self._entities for c in many})
        return {
            **_texts("entity_ids", [row[0] for row in self._entities]),
            **_texts("countries", countries),
            **_texts("lists", lists),
            **_texts("identifiers", [code for code, _ in self._identifiers]),
            "identifier_row": np.array([row for _, row in self._identifiers], dtype=np.int32),
            "entity_kind": np.array([row[1] for row in self._entities], dtype=np.uint8),
            "entity_start": np.array(self._entity_start, dtype=np.int32),
            "entity_countries": _bits([row[2] for row in self._entities], countries),
            "entity_lists": _bits([row[3] for row in self._entities], lists),
        }


def _postings(arrays: dict[str, Array], words: int) -> dict[str, Array]:
    light = np.isin(arrays["element_tag"], [int(tag) for tag in LIGHT])
    matching = np.flatnonzero(~light | (arrays["element_span"] == 2)).astype(np.int32)
    word = arrays["element_word"][matching]
    counts = np.bincount(word, minlength=words)
    return {
        "posting_start": np.concatenate([[0], np.cumsum(counts)]).astype(np.int32),
        "posting_element": matching[np.argsort(word, kind="stable")],
    }


def _texts(name: str, texts: Sequence[str]) -> dict[str, Array]:
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    starts = np.concatenate([[0], np.cumsum([len(e) for e in encoded], dtype=np.int64)]).astype(np.int64)
    return {name: np.frombuffer(b"".join(encoded), dtype=np.uint8), f"{name}_start": starts}


def _bits(many: Iterable[Sequence[str]], labels: Sequence[str]) -> Array:
    rows = list(many)
    number = {label: i for i, label in enumerate(labels)}
    out = np.zeros((len(rows), max(1, -(-len(labels) // 64))), dtype=np.uint64)
    for row, codes in enumerate(rows):
        for code in codes:
            i = number[code]
            out[row, i >> 6] |= np.uint64(1 << (i & 63))
    return out
