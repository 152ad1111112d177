"""Runs of words as numbers: how two texts are compared when one may be a copy of the other, whole or in part.

Containment, the share of the smaller text's runs that stand in the other, is what tells copies: it stays high when a
text is cut to half or set into another one, where the usual similarity of whole texts (Jaccard, MinHash, simhash)
falls to that of strangers.
"""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from lookthrough.evidence.articles.wordlists import folded

Runs = NDArray[np.uint64]

_WORD = re.compile(r"[^\W_]+(?:['.\u2019][^\W_]+)*")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd, its bits spread: the golden ratio's
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def words_of(text: str) -> list[str]:
    """Words as they are compared: lower case, without accents, full stops, possessives and plural endings.

    "U.S." and "US" are one word, and so are "business", "businesses" and "business's". Scripts without spaces give
    a word for each sign.
    """
    found: list[str] = []
    for word in _WORD.findall(folded(text)):
        if _CJK.search(word):
            found.extend(word)
        else:
            found.append(_bare(word))
    return found


@lru_cache(maxsize=1 << 17)
def _bare(word: str) -> str:
    word = word.removesuffix("'s").replace(".", "").replace("'", "")
    if word == "usa":
        return "us"
    for ending in ("sses", "ies"):
        if word.endswith(ending) and len(word) > 5:
            return word[: -len(ending)] + {"sses": "ss", "ies": "y"}[ending]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=1 << 17)
def _number(word: str) -> int:
    data = word.encode("utf-8", "surrogatepass")
    return zlib.crc32(data) << 32 | zlib.crc32(data, 0x5BD1E995)


def numbers_of(words: list[str]) -> Runs:
    """Words as numbers that are the same in every process."""
    return np.fromiter(map(_number, words), np.uint64, len(words))


def runs_of(words: list[str] | Runs, length: int) -> Runs:
    """The different runs of so many words, as sorted numbers that are the same in every process.

    Two different runs of a million documents have one number with a chance under one in a thousand.
    """
    if len(words) < length:
        return np.empty(0, np.uint64)
    numbers = numbers_of(words) if isinstance(words, list) else words
    size = len(words) - length + 1
    total = np.zeros(size, np.uint64)
    for place in range(length):
        total = (total ^ (total >> np.uint64(29))) * _FACTOR + numbers[place : place + size]
    return np.unique(total)


def shared(one: Runs, other: Runs) -> int:
    """How many runs stand in both."""
    return len(np.intersect1d(one, other, assume_unique=True))


def containment(one: Runs, other: Runs) -> float:
    """Share of the smaller text's runs that stand in the other, 0..1; 0 where either has none."""
    least = min(len(one), len(other))
    return shared(one, other) / least if least else 0.0


_OPENING = re.compile('[“«„「『]|(?<![\\w"])"(?=\\w)|(?<!\\w)[‘](?=\\w)')
_CLOSING = {"“": "”", "«": "»", "„": "“”", "「": "」", "『": "』", '"': '"', "‘": "’"}
_LONGEST_QUOTE = 1200


def without_quotes(text: str) -> str:
    """A text without what stands in quotation marks; runs do not reach over the hole."""
    spans: list[tuple[int, int]] = []
    place = 0
    while found := _OPENING.search(text, place):
        closing = _CLOSING[found[0]]
        ends = [end for mark in closing if 0 < (end := text.find(mark, found.end())) <= found.end() + _LONGEST_QUOTE]
        if ends:
            spans.append((found.start(), min(ends) + 1))
            place = spans[-1][1]
        else:
            place = found.end()
    kept = [text[a:b] for (_, a), (b, _) in pairwise([(0, 0), *spans, (len(text), len(text))])]
    return " ".join(kept)
