"""Words of names in seven scripts: is the English word found among 2,000, beside anyascii with RapidFuzz?

    .venv/bin/python benchmarks/name_tokens.py [--data DIR] [--seed 1] [--n 2000] [--engine]

The pairs are Wikidata's (`matching/wd_transliteration`): an English word and the same word in another script. For each
script `--n` distinct pairs are drawn from the half that `count_spellings.py` has not counted, and the English words are
ranked for each foreign one. A tie is counted as the chance of drawing the right one. `--engine` asks
`lookthrough.index_names` too.
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
import time
from pathlib import Path

import numpy as np
from anyascii import anyascii
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from count_spellings import is_counted
from lookthrough.names import transcribed
from lookthrough.names.scripts import renderings
from lookthrough.names.sounds import coarse_key, sound_key

HERE = Path(__file__).resolve().parents[1]
SCRIPTS = ("arabic", "chinese", "hebrew", "japanese", "katakana", "korean", "russian")
#: What is left of the unlikeness of two spellings when they sound alike: by the fine key, by the coarse key.
FINE, COARSE = 0.3, 0.6
_HAN = re.compile("[\u4e00-\u9fff]")


def main() -> None:
    """Run and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--n", type=int, default=2000)
    options.add_argument("--engine", action="store_true")
    chosen = options.parse_args()
    ways = {"anyascii + ratio": by_ratio, "spellings + sounds": by_sounds}
    if chosen.engine:
        ways["index_names"] = by_engine
    print(f"{'':12}" + "".join(f"{way:>32}" for way in ways))
    print(f"{'':12}" + f"{'r@1':>12}{'r@10':>10}{'s':>10}" * len(ways))
    for script in SCRIPTS:
        pairs = drawn(chosen.data / "matching" / "wd_transliteration" / f"wd_{script}_80.tsv.gz", chosen.n, chosen.seed)
        line = f"{script:12}"
        for way in ways.values():
            start = time.perf_counter()
            first, ten = recall(way([english for english, _ in pairs], [foreign for _, foreign in pairs]))
            line += f"{first:12.3f}{ten:10.3f}{time.perf_counter() - start:10.2f}"
        print(line, flush=True)


def drawn(path: Path, count: int, seed: int) -> list[tuple[str, str]]:
    """Pairs of an English and a foreign word; no word comes twice."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [row for line in file if not is_counted((row := line.rstrip("\n").split("\t"))[0])]
    random.Random(seed).shuffle(rows)
    found: dict[str, str] = {}
    taken: set[str] = set()
    for english, spaced, *_ in rows:
        foreign = spaced.replace(" ", "")
        if english not in found and foreign not in taken:
            found[english] = foreign
            taken.add(foreign)
        if len(found) == count:
            break
    return list(found.items())


def by_ratio(english: list[str], foreign: list[str]) -> np.ndarray:
    """The peer: both words through anyascii, then RapidFuzz."""
    return process.cdist(list(map(ascii_word, foreign)), list(map(ascii_word, english)), scorer=fuzz.ratio)


def by_sounds(english: list[str], foreign: list[str]) -> np.ndarray:
    """The best likeness of any spelling of the foreign word: slips, weighed less for words that sound alike."""
    known = list(map(ascii_word, english))
    many = [spellings(word) for word in foreign]
    most = max(map(len, many))
    best = np.zeros((len(foreign), len(english)))
    for place in range(most):
        spelt = [ways[min(place, len(ways) - 1)] for ways in many]
        lengths = np.maximum.outer(list(map(len, spelt)), list(map(len, known)))
        unlike = 100 * process.cdist(spelt, known, scorer=OSA.distance) / lengths
        fine, coarse = alike(spelt, known, sound_key), alike(spelt, known, coarse_key)
        best = np.maximum(best, 100 - unlike * np.where(fine, FINE, np.where(coarse, COARSE, 1.0)))
    return best


def by_engine(english: list[str], foreign: list[str]) -> np.ndarray:
    """The product's own search: its scores, 0 for a word that it does not give."""
    from lookthrough.match.own_names import index_names  # noqa: PLC0415

    own = index_names(english, kind="person")
    best = np.zeros((len(foreign), len(english)))
    for row, word in enumerate(foreign):
        for match in own.search(word, limit=50, threshold=0.0):
            best[row, match.row] = match.score
    return best


def spellings(word: str) -> list[str]:
    """The Latin spellings of a foreign word, each as one word."""
    ways = transcribed.renderings(word) if _HAN.search(word) else renderings(word)
    found = [ascii_word(way) for way in ways]
    found += [ascii_word(way.removeprefix("al ")) for way in ways if way.startswith("al ")]
    return list(dict.fromkeys(found))


def alike(some: list[str], others: list[str], key: object) -> np.ndarray:
    """Which words have the same key."""
    numbers: dict[str, int] = {"": 0}
    one, other = (
        np.array([numbers.setdefault(key(word), len(numbers)) for word in many])  # type: ignore[operator]
        for many in (some, others)
    )
    return (one[:, None] == other[None, :]) & (one[:, None] > 0)


def ascii_word(word: str) -> str:
    """Lower-case Latin letters only."""
    return re.sub("[^a-z]", "", anyascii(word).lower()) or "?"


def recall(scores: np.ndarray) -> tuple[float, float]:
    """Recall at 1 and at 10; a word with no score at all is not found."""
    own = np.diagonal(scores)
    better = (scores > own[:, None]).sum(axis=1)
    same = (scores == own[:, None]).sum(axis=1)
    first = np.where(better > 0, 0.0, 1 / same)
    ten = np.clip((10 - better) / same, 0, 1)
    return float((first * (own > 0)).mean()), float((ten * (own > 0)).mean())


if __name__ == "__main__":
    main()
