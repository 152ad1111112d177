"""Chinese legal names of mainland-listed issuers against their English names, and back.

    .venv/bin/python benchmarks/mainland_issuers.py [--data DIR] [--sample N] [--engine]

Prints recall at 1 and at 10 among all issuers of the file: for words and likeness alone (the readings of
`lookthrough.names.chinese` with plain weights, no engine), with `--engine` for the engine, and for the baseline:
joined pinyin and RapidFuzz's partial ratio. The file is parted in two by a hash of the ticker; what is missing in the
word lists is looked for in the first half only, so that the second shows how names do that nobody has looked at.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import math
import random
import time
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from lookthrough.names import coined
from lookthrough.names.chinese import meanings_of, readings_of
from lookthrough.names.chinese_words import Kind, han_name
from lookthrough.names.pinyin import spelt
from lookthrough.names.tags import LIGHT, Script, Tag
from lookthrough.names.tokens import Reading, read_name

HERE = Path(__file__).resolve().parents[1]
TICKER, CHINESE, ENGLISH = "股票代码", "公司全称", "英文名称"
CANDIDATES = 300
Element = tuple[str, int, int, float]


def main() -> None:
    """Run and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data")
    options.add_argument("--sample", type=int, default=400, help="queries that the baseline and the engine answer")
    options.add_argument("--engine", action="store_true", help="ask the engine too")
    chosen = options.parse_args()
    issuers = read_issuers(chosen.data / "ownership" / "cn_ashare_controllers_2026-02.csv")
    unseen = np.array(
        [int(hashlib.md5(ticker.encode(), usedforsecurity=False).hexdigest(), 16) % 2 == 1 for ticker, _, _ in issuers]
    )
    chinese, english = [row[1] for row in issuers], [row[2] for row in issuers]
    print(f"{len(issuers)} issuers, {int(unseen.sum())} of them in the half that is not looked at")
    start = time.perf_counter()
    scores = Words(chinese, english).scores()
    print(f"words and likeness ({time.perf_counter() - start:.0f} s)")
    told("Chinese to English", ranks(scores), unseen)
    told("English to Chinese", ranks(scores.T), unseen)
    sample = sorted(random.Random(1).sample(range(len(issuers)), min(chosen.sample, len(issuers))))
    print(f"joined pinyin and partial ratio, {len(sample)} queries")
    joined = [" ".join(spelt(name)) for name in chinese]
    for direction, queries, names in (("Chinese to English", joined, english), ("English to Chinese", english, joined)):
        found = process.cdist([queries[i] for i in sample], names, scorer=fuzz.partial_ratio, processor=str.lower)
        told(direction, sampled_ranks(found, sample), unseen[sample])
    if chosen.engine:
        ask_engine(chinese, english, sample, unseen)


def read_issuers(path: Path) -> list[tuple[str, str, str]]:
    """Ticker, Chinese and English name of every issuer that has both, each Chinese name once."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = {row[CHINESE]: (row[TICKER], row[CHINESE], row[ENGLISH]) for row in csv.DictReader(file)}
    return [row for row in rows.values() if all(row)]


def is_unseen(ticker: str) -> bool:
    """Does an issuer belong to the half that is not looked at?"""
    return int(hashlib.md5(ticker.encode(), usedforsecurity=False).hexdigest(), 16) % 2 == 1


def told(direction: str, found: np.ndarray, unseen: np.ndarray) -> None:
    """Print recall for all and for the half that is not looked at."""
    cells = []
    for label, part in (("all", found), ("unseen half", found[unseen])):
        cells.append(f"{label} r@1 {np.mean(part <= 1):.3f} r@10 {np.mean(part <= 10):.3f}")
    print(f"  {direction}: " + ", ".join(cells))


def ranks(scores: np.ndarray) -> np.ndarray:
    """The rank of each row's own column; ties count against it."""
    own = np.diag(scores)[:, None]
    return np.where(own[:, 0] > 0, (scores >= own).sum(axis=1), len(scores))


def sampled_ranks(scores: np.ndarray, rows: list[int]) -> np.ndarray:
    """The same for some rows only."""
    own = scores[np.arange(len(rows)), rows][:, None]
    return (scores >= own).sum(axis=1)


def ask_engine(chinese: list[str], english: list[str], sample: list[int], unseen: np.ndarray) -> None:
    """Recall of the engine, both ways."""
    import lookthrough  # noqa: PLC0415  everything above works without the engine

    for direction, queries, names in (
        ("Chinese to English", chinese, english),
        ("English to Chinese", english, chinese),
    ):
        index = lookthrough.index_names(names, kind="company")
        found = []
        for row in sample:
            rows = [match.row for match in index.search(queries[row], limit=10, threshold=0.0)]
            found.append(rows.index(row) + 1 if row in rows else len(names))
        told(f"engine, {direction}", np.array(found), unseen[sample])


class Words:
    """Plain scores of every Chinese name with every English name: shared words by their rarity, brands by sound."""

    def __init__(self, chinese: list[str], english: list[str]) -> None:
        self.english = [read_name(name) for name in english]
        self.chinese = [[r for r in readings_of(name) if r.script is not Script.HAN] for name in chinese]
        self.meanings = {
            "".join(spelt(part.text)): meanings_of(part.text)
            for name in chinese
            for part in han_name(name)
            if part.kind in (Kind.BRAND, Kind.GLOSS)
        }
        self.counts = Counter(word for r in self.english for word in {t.text for t in r.tokens})
        self.holders: dict[str, list[int]] = defaultdict(list)
        self.elements = [elements(reading) for reading in self.english]
        for row, found in enumerate(self.elements):
            for word in {element[0] for element in found}:
                self.holders[word].append(row)
        self.totals = np.array([sum(self.weights(reading)) for reading in self.english])
        self.brands = sorted({t.text for r in self.english for t in r.tokens if t.tag is Tag.CORE and len(t.text) > 2})

    def likeness(self, brand: str, word: str) -> int:
        """May the word be the brand's coined spelling or translation?"""
        return coined.likeness_of(brand, word, self.meanings.get(brand, ()))

    def weights(self, reading: Reading) -> list[float]:
        """The rarity of each token among the English names, from 0.3 to 6; nothing for light ones."""
        size = len(self.english)
        return [
            0.0 if t.tag in LIGHT else min(math.log(size / (self.counts[t.text] + 1)) + 0.3, 6.0)
            for t in reading.tokens
        ]

    def scores(self) -> np.ndarray:
        """One row a Chinese name, one column an English name; 0 where they share too little to look at."""
        found = np.zeros((len(self.chinese), len(self.english)), dtype=np.float32)
        for row, many in enumerate(self.chinese):
            for reading in many:
                weights = self.weights(reading)
                for column in self.candidates(reading, weights):
                    score = self.score(reading, weights, column)
                    found[row, column] = max(found[row, column], score)
        return found

    def candidates(self, reading: Reading, weights: list[float]) -> list[int]:
        """The English names that share most."""
        shared = np.zeros(len(self.english))
        best: dict[str, float] = defaultdict(float)
        for word, first, count, fraction in elements(reading):
            best[word] = max(best[word], fraction * sum(weights[first : first + count]))
        for token, weight in zip(reading.tokens, weights, strict=True):
            if token.tag is Tag.CORE:
                for brand in self.brands:
                    if likely := self.likeness(token.text, brand):
                        best[brand] = max(best[brand], weight * fraction_of(likely))
        for word, weight in best.items():
            if word in self.holders:
                shared[self.holders[word]] += weight
        shared /= self.totals + 3
        return [int(i) for i in np.argsort(-shared)[:CANDIDATES] if shared[i] > 0]

    def score(self, reading: Reading, weights: list[float], column: int) -> float:
        """Twice the weight of what is shared over the weight of both, each word used once."""
        other = self.english[column]
        others = self.weights(other)
        pairs = []
        for word, first, count, fraction in elements(reading):
            for found, start, many, part in self.elements[column]:
                if word == found:
                    weight = sum(weights[first : first + count]) + sum(others[start : start + many])
                    pairs.append((fraction * part * weight, first, count, start, many))
        for first, token in enumerate(reading.tokens):
            for start, found_token in enumerate(other.tokens):
                if token.tag is found_token.tag is Tag.CORE:
                    part = fraction_of(self.likeness(token.text, found_token.text))
                    pairs.append((part * (weights[first] + others[start]), first, 1, start, 1))
        return best_pairs(pairs) / (sum(weights) + sum(others) + 1e-9)


def elements(reading: Reading) -> list[Element]:
    """Words that may be shared: text, first token, number of tokens, worth."""
    light = [token.tag in LIGHT for token in reading.tokens]
    found = [(plain(t.text), i, 1, 1.0) for i, t in enumerate(reading.tokens) if not light[i]]
    spans = [s for s in reading.spans if not any(light[s.first : s.first + s.count])]
    return found + [(plain(s.text), s.first, s.count, s.percent / 100) for s in spans]


def plain(word: str) -> str:
    """Without the plural's ending."""
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 4 else word


def fraction_of(percent: int) -> float:
    """A percent as a fraction."""
    return percent / 100


def best_pairs(pairs: list[tuple[float, int, int, int, int]]) -> float:
    """The weight of the best pairs, taken greedily, each token once."""
    used: set[int] = set()
    taken: set[int] = set()
    total = 0.0
    for worth, first, count, start, many in sorted(pairs, reverse=True):
        own, other = set(range(first, first + count)), set(range(start, start + many))
        if worth > 0 and not own & used and not other & taken:
            used |= own
            taken |= other
            total += worth
    return total


if __name__ == "__main__":
    main()
