"""How often do two names of bodies that differ only in a number or a single letter belong to one party?

    .venv/bin/python benchmarks/sister_numbers.py [--data DIR] [--bench DIR]

Counted over the names and aliases of the OFAC SDN list and the BIS Entity List: every two names with the same words but
for numbers, legal forms and small words, once where one of them has a number and the other none, once where they have
different ones. `body_rules` takes its percents from here.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from lookthrough.names.readings import readings
from lookthrough.names.tags import LIGHT, Tag

HERE = Path(__file__).resolve().parents[1]
NUMBERS = {Tag.NUMBER, Tag.LETTER}


def main() -> None:
    """Count and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data")
    options.add_argument("--bench", type=Path, default=HERE.parent / "shared" / "bench")
    chosen = options.parse_args()
    alike: dict[tuple[str, ...], set[tuple[str, tuple[str, ...]]]] = defaultdict(set)
    for party, name in (*sdn(chosen.data, chosen.bench), *entity_list(chosen.data)):
        tokens = readings(name)[0].tokens
        own = tuple(sorted(t.text for t in tokens if t.tag not in LIGHT and t.tag not in NUMBERS))
        if any(token.tag is Tag.CORE for token in tokens):
            alike[own].add((party, tuple(sorted(t.text for t in tokens if t.tag in NUMBERS))))
    counts: Counter[tuple[str, bool]] = Counter()
    for names in alike.values():
        for (one, ours), (other, theirs) in combinations(sorted(names), 2):
            if ours != theirs:
                counts["a number in both" if ours and theirs else "a number in one", one == other] += 1
    for kind in ("a number in one", "a number in both"):
        same, other = counts[kind, True], counts[kind, False]
        print(f"{kind}: {same} of {same + other} pairs are one party's ({same / max(1, same + other):.3f})")


def sdn(data: Path, bench: Path) -> Iterator[tuple[str, str]]:
    """The bodies of the SDN list: party and name."""
    sys.path.insert(0, str(bench))
    from make_queries import entities  # noqa: PLC0415

    folder = data / "sanctions" / "us" / "ofac_watchman"
    for uid, (kind, names) in entities(str(folder / "bench_sdn.csv"), str(folder / "bench_alt.csv")).items():
        yield from ((f"sdn {uid}", name) for name in names if kind in ("company", "organization"))


def entity_list(data: Path) -> Iterator[tuple[str, str]]:
    """The parties of the Entity List: party and name."""
    rows = json.loads((data / "sanctions/us/nsfreg_2026-07-09/bis_entity_list.json").read_text(encoding="utf-8"))
    rows = rows if isinstance(rows, list) else next(value for value in rows.values() if isinstance(value, list))
    for number, row in enumerate(rows):
        yield from ((f"entity list {number}", name) for name in (row["name"], *(row.get("aliases") or ())) if name)


if __name__ == "__main__":
    main()
