"""Pairs of names compared a second: names that come back, and names that are met once.

    .venv/bin/python benchmarks/pairs.py [--data DIR] [--n 100000]

Two ways of pairing names of an OFAC SDN list: at random, and each with a name that shares a word, as a search would.
"Returning" names are drawn from 2,000; "unique" ones are never met twice, so every name is read for one pair.
"""

from __future__ import annotations

import argparse
import csv
import random
import time
from collections import defaultdict
from pathlib import Path

from lookthrough.match.compare import compare
from lookthrough.model.schema import Kind

HERE = Path(__file__).resolve().parents[1]


def main() -> None:
    """Run and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data")
    options.add_argument("--n", type=int, default=100_000)
    chosen = options.parse_args()
    names = listed(chosen.data / "sanctions" / "us" / "ofac_watchman")
    rng = random.Random(1)
    rng.shuffle(names)
    half = len(names) // 2
    few, ways = names[:2000], {}
    ways["returning, at random"] = [(rng.choice(few), rng.choice(few)) for _ in range(chosen.n)]
    ways["returning, sharing a word"] = sharing(few, chosen.n, rng)
    ways["unique, at random"] = list(zip(names[:half], names[half:], strict=False))
    compare_all(ways["returning, at random"][:3000])  # the compiled kernel is loaded
    kinds: tuple[Kind, ...] = ("any", "company")
    for label, pairs in ways.items():
        for kind in kinds:
            start = time.perf_counter()
            compare_all(pairs, kind)
            print(f"{label:30}{kind:10}{len(pairs) / (time.perf_counter() - start):10.0f} pairs a second")


def listed(folder: Path) -> list[str]:
    """The names of the list, each once."""
    found: dict[str, None] = {}
    for path, column in ((folder / "bench_sdn.csv", 1), (folder / "bench_alt.csv", 3)):
        with path.open(encoding="utf-8") as file:
            found.update(dict.fromkeys(row[column] for row in csv.reader(file) if len(row) > column))
    return list(found)


def sharing(names: list[str], count: int, rng: random.Random) -> list[tuple[str, str]]:
    """Pairs that share a word."""
    of_word = defaultdict(list)
    for name in names:
        for word in name.lower().split():
            of_word[word].append(name)
    return [(name, rng.choice(of_word[rng.choice(name.lower().split())])) for name in rng.choices(names, k=count)]


def compare_all(pairs: list[tuple[str, str]], kind: Kind = "any") -> None:
    """Compare them."""
    for one, other in pairs:
        compare(one, other, kind=kind)


if __name__ == "__main__":
    main()
