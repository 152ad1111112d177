"""Labelled pairs of names: the open probes, and the public pairs of a peer's benchmark.

    .venv/bin/python benchmarks/name_pairs.py [--data DIR] [--bench DIR] [--wrong]

Each pair is judged by its two strings alone, at the alert line; either string may be the listed one.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections import defaultdict
from pathlib import Path

from lookthrough.match.compare import compare
from lookthrough.match.score import DEFAULT_THRESHOLD
from lookthrough.model.schema import KINDS

HERE = Path(__file__).resolve().parents[1]
KIND_OF = {"person": "person", "company": "company", "organization": "organization", "vessel": "vessel", "fund": "fund"}


def main() -> None:
    """Run and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data")
    options.add_argument("--bench", type=Path, default=HERE.parent / "shared" / "bench")
    options.add_argument("--wrong", action="store_true", help="print what was judged wrongly")
    chosen = options.parse_args()
    probes = list(csv.DictReader((chosen.bench / "probes.csv").open(encoding="utf-8", newline="")))
    pairs = [(p["group"], p["query"], p["target"], p["kind"], p["match"] == "1") for p in probes]
    judge("probes", pairs, wrong=chosen.wrong)
    cases = csv.DictReader((chosen.data / "matching" / "nomenklatura_name_bench_cases.csv").open(encoding="utf-8"))
    pairs = [(c["schema"], c["name1"], c["name2"], c["schema"].lower(), c["is_match"] == "true") for c in cases]
    judge("name_bench", pairs, wrong=False)


def judge(title: str, pairs: list[tuple[str, str, str, str, bool]], *, wrong: bool) -> None:
    """Print the share judged rightly, over all and by group."""
    groups: dict[str, list[bool]] = defaultdict(list)
    counts: dict[tuple[bool, bool], int] = defaultdict(int)
    start = time.perf_counter()
    for group, one, other, kind, match in pairs:
        kind = KIND_OF.get(kind, "any")  # noqa: PLW2901
        assert kind in KINDS
        line = group == "holdings"
        scores = [compare(a, b, kind=kind, security=line).score for a, b in ((one, other), (other, one))]
        found = max(scores) >= DEFAULT_THRESHOLD
        groups[group].append(found == match)
        counts[found, match] += 1
        if wrong and found != match:
            print(f"  {'missed' if match else 'wrong '} {max(scores):.2f} [{group}] {one!r} {other!r}")
    seconds = time.perf_counter() - start
    right = counts[True, True] + counts[False, False]
    precision = counts[True, True] / max(1, counts[True, True] + counts[True, False])
    recall = counts[True, True] / max(1, counts[True, True] + counts[False, True])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{title}: {right} of {len(pairs)} right ({right / len(pairs):.1%}), precision {precision:.3f}, ", end="")
    print(f"recall {recall:.3f}, F1 {f1:.3f}; {2 * len(pairs) / seconds:.0f} comparisons a second")
    print("  " + ", ".join(f"{group} {sum(many)}/{len(many)}" for group, many in groups.items()))


if __name__ == "__main__":
    main()
