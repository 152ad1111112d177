"""What nomenklatura's name matchers make of pairs of names; runs in an environment of its own.

    python -m venv peer && peer/bin/pip install nomenklatura
    .venv/bin/python benchmarks/name_pairs.py --peer-python peer/bin/python

Reads [[name, name, kind], ...] as JSON and prints {algorithm: [score, ...]}: default settings, names only, the better
of both directions. With `--timed` it prints {algorithm: pairs a second}, in the direction given, each name one record
that is made beforehand. It imports nothing of Lookthrough, and Lookthrough imports nothing of it.
"""

from __future__ import annotations

import json
import sys
import time

from followthemoney import model
from nomenklatura.matching import get_algorithm

SCHEMA = {
    "person": "Person",
    "company": "Company",
    "organization": "Organization",
    "vessel": "Vessel",
    "fund": "Company",
}
ALGORITHMS = ("logic-v2", "logic-v1")


def entity(number: int, name: str, kind: str):
    """One name as the peer's record."""
    return model.get_proxy(
        {"id": f"e{number}", "schema": SCHEMA.get(kind, "LegalEntity"), "properties": {"name": [name]}}
    )


def main() -> None:
    """Read, score, print."""
    asked = json.load(sys.stdin)
    if "--timed" in sys.argv:
        json.dump({name: speed(name, asked) for name in ALGORITHMS}, sys.stdout)
        return
    # the peer remembers records by their id, so every one has its own
    pairs = [(entity(2 * n, a, kind), entity(2 * n + 1, b, kind)) for n, (a, b, kind) in enumerate(asked)]
    found = {}
    for name in ALGORITHMS:
        algorithm = get_algorithm(name)
        config = algorithm.default_config()
        found[name] = [
            max(algorithm.compare(a, b, config).score, algorithm.compare(b, a, config).score) for a, b in pairs
        ]
    json.dump(found, sys.stdout)


def speed(name: str, asked: list) -> float:
    """Pairs a second of an algorithm, once it is loaded and has seen the second names."""
    algorithm = get_algorithm(name)
    config = algorithm.default_config()
    records = {each: entity(n, *each) for n, each in enumerate({(x, k) for a, b, k in asked for x in (a, b)})}
    pairs = [(records[a, kind], records[b, kind]) for a, b, kind in asked]
    for listed in {b for _, b in pairs}:
        algorithm.compare(listed, listed, config)
    start = time.process_time()
    for one, other in pairs:
        algorithm.compare(one, other, config)
    return len(pairs) / (time.process_time() - start)


if __name__ == "__main__":
    main()
