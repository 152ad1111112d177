"""What nomenklatura's name matchers make of pairs of names; runs in an environment of its own.

    python -m venv peer && peer/bin/pip install nomenklatura
    .venv/bin/python benchmarks/name_pairs.py --peer-python peer/bin/python

Reads [[name, name, kind], ...] as JSON and prints {algorithm: [score, ...]}: default settings, names only, the better
of both directions. It imports nothing of Lookthrough, and Lookthrough imports nothing of it.
"""

from __future__ import annotations

import json
import sys

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


if __name__ == "__main__":
    main()
