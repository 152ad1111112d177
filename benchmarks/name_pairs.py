"""Labelled pairs of names: the open probes, and the public pairs of a peer's benchmark, beside what others say.

    .venv/bin/python benchmarks/name_pairs.py [--data DIR] [--bench DIR] [--wrong] [--peer-python PYTHON]

Each pair is judged by its two strings and their kind alone, at one line fixed beforehand; either string may be the
listed one, so the better direction counts. With `--peer-python` (an environment of its own where nomenklatura is
installed) its logic-v2 and logic-v1 judge the same pairs.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, utils

from lookthrough.match.compare import compare
from lookthrough.match.score import DEFAULT_THRESHOLD
from lookthrough.model.schema import KINDS, Kind

HERE = Path(__file__).resolve().parents[1]
#: The line at which the peers' own tools judge, and the usual one for token_sort_ratio there.
PEER_LINE = 0.7


class Pair(NamedTuple):
    """Two names, and whether they name one party."""

    group: str
    one: str
    other: str
    kind: str
    match: bool
    strong: bool = False


def main() -> None:
    """Run and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data")
    options.add_argument("--bench", type=Path, default=HERE.parent / "shared" / "bench")
    options.add_argument("--wrong", action="store_true", help="print what was judged wrongly")
    options.add_argument("--peer-python", type=Path, help="python of an environment with nomenklatura")
    chosen = options.parse_args()
    for title, pairs in (("probes", probes(chosen.bench)), ("name_bench", name_bench(chosen.data))):
        ways = {"lookthrough": (DEFAULT_THRESHOLD, [ours(pair) for pair in pairs])}
        ways["RapidFuzz token_sort_ratio"] = (PEER_LINE, [brute(pair) for pair in pairs])
        if chosen.peer_python:
            for name, scores in peers(chosen.peer_python, pairs).items():
                ways[name] = (PEER_LINE, scores)
        print(f"{title}: {len(pairs)} pairs, {sum(pair.match for pair in pairs)} of them matches")
        for name, (line, scores) in ways.items():
            judge(name, pairs, scores, line)
        by_group(pairs, ways["lookthrough"][1])
        if chosen.wrong:
            tell_wrong(pairs, ways["lookthrough"][1])


def probes(folder: Path) -> list[Pair]:
    """The open probes."""
    with (folder / "probes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [Pair(r["group"], r["query"], r["target"], r["kind"], r["match"] == "1") for r in rows]


def name_bench(folder: Path) -> list[Pair]:
    """The open half of the peer's labelled pairs."""
    with (folder / "matching" / "nomenklatura_name_bench_cases.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [
        Pair(
            r["schema"], r["name1"], r["name2"], r["schema"].lower(), r["is_match"] == "true", r["quality"] == "STRONG"
        )
        for r in rows
    ]


def ours(pair: Pair) -> float:
    """Our score; a holdings line is read as a security."""
    kind: Kind = next((known for known in KINDS if known == pair.kind), "any")
    line = pair.group == "holdings"
    ways = ((pair.one, pair.other), (pair.other, pair.one))
    return max(compare(one, other, kind=kind, security=line).score for one, other in ways)


def brute(pair: Pair) -> float:
    """What a user would pick instead."""
    return fuzz.token_sort_ratio(pair.one, pair.other, processor=utils.default_process) / 100


def peers(python: Path, pairs: Sequence[Pair]) -> dict[str, list[float]]:
    """What the peer's algorithms score, asked in its own environment."""
    script = Path(__file__).with_name("peer_nomenklatura.py")
    asked = json.dumps([[pair.one, pair.other, pair.kind] for pair in pairs])
    done = subprocess.run([str(python), str(script)], input=asked, capture_output=True, text=True, check=True)  # noqa: S603
    found: dict[str, list[float]] = json.loads(done.stdout)
    return found


def judge(name: str, pairs: Sequence[Pair], scores: Sequence[float], line: float) -> None:
    """Print one row: right, precision, recall, F1 at the line, and the area under the curve."""
    counts: dict[tuple[bool, bool], int] = defaultdict(int)
    for pair, score in zip(pairs, scores, strict=True):
        counts[score >= line, pair.match] += 1
    right = counts[True, True] + counts[False, False]
    precision = counts[True, True] / max(1, counts[True, True] + counts[True, False])
    recall = counts[True, True] / max(1, counts[True, True] + counts[False, True])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    strong = [(score >= line) == pair.match for pair, score in zip(pairs, scores, strict=True) if pair.strong]
    told = f", STRONG {sum(strong)} of {len(strong)}" if strong else ""
    best, at = best_f1(pairs, scores)
    print(
        f"  {name:28} at {line:.2f}: right {right / len(pairs):.3f}, precision {precision:.3f}, recall {recall:.3f}, "
        f"F1 {f1:.3f}, AUC {area(pairs, scores):.3f}{told}; best F1 {best:.3f} at {at:.3f}"
    )


def area(pairs: Sequence[Pair], scores: Sequence[float]) -> float:
    """Share of (match, no match) pairs of pairs that are in the right order; ties count half."""
    yes = [score for pair, score in zip(pairs, scores, strict=True) if pair.match]
    no = [score for pair, score in zip(pairs, scores, strict=True) if not pair.match]
    return sum((a > b) + (a == b) / 2 for a in yes for b in no) / max(1, len(yes) * len(no))


def best_f1(pairs: Sequence[Pair], scores: Sequence[float]) -> tuple[float, float]:
    """The best F1 of any line, and the line: what tuning on these very pairs could give."""
    best = (0.0, 0.0)
    for line in sorted(set(scores)):
        yes = sum(pair.match for pair, score in zip(pairs, scores, strict=True) if score >= line)
        called, true = sum(score >= line for score in scores), sum(pair.match for pair in pairs)
        best = max(best, (2 * yes / max(1, called + true), line))
    return best


def by_group(pairs: Sequence[Pair], scores: Sequence[float]) -> None:
    """Print the share judged rightly by group."""
    groups: dict[str, list[bool]] = defaultdict(list)
    for pair, score in zip(pairs, scores, strict=True):
        groups[pair.group].append((score >= DEFAULT_THRESHOLD) == pair.match)
    print("  " + ", ".join(f"{group} {sum(many)}/{len(many)}" for group, many in groups.items()))


def tell_wrong(pairs: Sequence[Pair], scores: Sequence[float]) -> None:
    """Print what we judged wrongly."""
    for pair, score in zip(pairs, scores, strict=True):
        if (score >= DEFAULT_THRESHOLD) != pair.match:
            kind = "missed" if pair.match else "wrong "
            print(
                f"    {kind} {score:.2f} [{pair.group}] {pair.one!r} {pair.other!r}{' STRONG' if pair.strong else ''}"
            )


if __name__ == "__main__":
    main()
