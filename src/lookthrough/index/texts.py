"""Many texts as two flat arrays: all of them written one after the other, and where each begins."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def text_hash(text: str) -> int:
    """64 bits that stand for a word; two of a million words meet with a chance below one in ten million."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def join_texts(name: str, texts: Iterable[str]) -> dict[str, Array]:
    """Texts in UTF-8 under a name, and the byte at which each begins under the name with `_start`."""
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    return {name: np.frombuffer(b"".join(encoded), dtype=np.uint8), f"{name}_start": starts_of(map(len, encoded))}


def starts_of(lengths: Iterable[int]) -> NDArray[np.int64]:
    """Where each of some runs begins, and where the last one ends."""
    return np.concatenate([[0], np.cumsum(np.fromiter(lengths, dtype=np.int64))]).astype(np.int64)


def join_letters(words: Sequence[str]) -> dict[str, Array]:
    """Words as code points (`words`), one number a character, and where each begins (`words_start`)."""
    letters = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return {"words": letters, "words_start": starts_of(map(len, words))}


def split_letters(letters: Array, starts: Array) -> list[str]:
    """The words that `join_letters` wrote."""
    text = np.asarray(letters, dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")
    return [text[a:b] for a, b in pairwise(starts.tolist())]


def split_texts(blob: Array, starts: Array) -> list[str]:
    """The texts that `join_texts` wrote."""
    text = bytes(blob)
    return [text[a:b].decode("utf-8", "surrogatepass") for a, b in pairwise(starts.tolist())]
