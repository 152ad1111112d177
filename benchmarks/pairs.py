"""Pairs of names compared a second: names that come back, a query and its candidates, and names that are met once.

    .venv/bin/python benchmarks/pairs.py [--data DIR] [--n 100000] [--peer-python PYTHON]

Names of an OFAC SDN list, paired at random, or each with a name that shares a word, as a search would; in seconds of
one core. "Returning" names are drawn from 2,000. As a query every name of one half is asked once, against `CANDIDATES`
of `LISTED` names of the other half that share a word with it; the listed ones were read before, as those of a list are.
"Unique" names are never met twice, so that every name is read for one pair.

With `--peer-python` (an environment of its own where nomenklatura is installed; never part of ours) the peer compares
the first queries with the same candidates in the same run, each name one record.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import subprocess
import time
from collections import defaultdict
from pathlib import Path

from lookthrough.match.compare import compare
from lookthrough.model.schema import Kind

HERE = Path(__file__).resolve().parents[1]
#: Names that a query is compared with, as the peer's searches give them on such a list.
CANDIDATES = 20
#: Names that queries are compared with.
LISTED = 5_000
#: Pairs that the peer is given.
FEWER = 6_000


def main() -> None:
    """Run and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data")
    options.add_argument("--n", type=int, default=100_000)
    options.add_argument("--peer-python", type=Path, help="python of an environment with nomenklatura")
    chosen = options.parse_args()
    names = listed(chosen.data / "sanctions" / "us" / "ofac_watchman")
    rng = random.Random(1)
    rng.shuffle(names)
    half = len(names) // 2
    few, ways = names[:2000], {}
    ways["returning, at random"] = [(rng.choice(few), rng.choice(few)) for _ in range(chosen.n)]
    ways["returning, sharing a word"] = sharing(few, chosen.n, rng)
    ways["a query, its candidates"] = asked(names[:half], names[half : half + LISTED], chosen.n, rng)
    ways["unique, at random"] = list(zip(names[:half], names[half:], strict=False))
    compare_all(ways["returning, at random"][:3000])  # the compiled kernel is loaded
    kinds: tuple[Kind, ...] = ("any", "company")
    for label, pairs in ways.items():
        for kind in kinds:
            if label == "a query, its candidates":
                read_before(names[half : half + LISTED], kind)
            start = time.process_time()
            compare_all(pairs, kind)
            print(f"{label:30}{kind:10}{len(pairs) / (time.process_time() - start):10.0f} pairs a second")
    if chosen.peer_python:
        for label, speed in peers(chosen.peer_python, ways["a query, its candidates"][:FEWER]).items():
            print(f"{label:40}{speed:10.0f} pairs a second")


def listed(folder: Path) -> list[str]:
    """The names of the list, each once."""
    found: dict[str, None] = {}
    for path, column in ((folder / "bench_sdn.csv", 1), (folder / "bench_alt.csv", 3)):
        with path.open(encoding="utf-8") as file:
            found.update(dict.fromkeys(row[column] for row in csv.reader(file) if len(row) > column))
    return list(found)


def sharing(names: list[str], count: int, rng: random.Random) -> list[tuple[str, str]]:
    """Pairs that share a word."""
    of_word = by_word(names)
    return [(name, rng.choice(of_word[rng.choice(name.lower().split())])) for name in rng.choices(names, k=count)]


def asked(queries: list[str], listed: list[str], count: int, rng: random.Random) -> list[tuple[str, str]]:
    """Each query, once, with candidates that share a word with it; those that none shares a word with are left out."""
    of_word, pairs = by_word(listed), []
    for query in queries:
        words = [word for word in query.lower().split() if word in of_word]
        pairs += [(query, rng.choice(of_word[rng.choice(words)])) for _ in range(CANDIDATES) if words]
        if len(pairs) >= count:
            break
    return pairs[:count]


def by_word(names: list[str]) -> dict[str, list[str]]:
    """The names that hold each word."""
    of_word = defaultdict(list)
    for name in names:
        for word in name.lower().split():
            of_word[word].append(name)
    return dict(of_word)


def peers(python: Path, pairs: list[tuple[str, str]]) -> dict[str, float]:
    """Pairs a second of the peer's algorithms, asked in its own environment."""
    script = Path(__file__).with_name("peer_nomenklatura.py")
    told = [(one, other, "company") for one, other in pairs]
    done = subprocess.run(  # noqa: S603
        [python, script, "--timed"], input=json.dumps(told), text=True, capture_output=True, check=True
    )
    return json.loads(done.stdout)


def read_before(names: list[str], kind: Kind) -> None:
    """Have names read, so that they are known when they come back."""
    for _ in range(2):
        compare_all([("a name of nobody", name) for name in names], kind)


def compare_all(pairs: list[tuple[str, str]], kind: Kind = "any") -> None:
    """Compare them."""
    for one, other in pairs:
        compare(one, other, kind=kind)


if __name__ == "__main__":
    main()
