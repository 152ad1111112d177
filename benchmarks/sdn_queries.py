"""Mutated names of an OFAC SDN list: recall, recall at an alert budget, and speed, beside RapidFuzz by brute force.

    .venv/bin/python benchmarks/sdn_queries.py [--data DIR] [--bench DIR] [--seed 1] [--n 1100]

Both systems answer the same queries in the same process on one core. Nothing is ranked by its publisher's id.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process, utils

from lookthrough.index.entry import IndexEntry
from lookthrough.index.names import NameIndex
from lookthrough.match.engine import Engine
from lookthrough.match.score import DEFAULT_THRESHOLD
from lookthrough.model.entity import Name
from lookthrough.model.query import Query

BUDGET = 0.005
REPEATS = 3
HERE = Path(__file__).resolve().parents[1]


def main() -> None:
    """Run and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data")
    options.add_argument("--bench", type=Path, default=HERE.parent / "shared" / "bench")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--n", type=int, default=1100)
    options.add_argument("--misses", action="store_true", help="print the queries whose party is below the line")
    chosen = options.parse_args()
    folder = chosen.data / "sanctions" / "us" / "ofac_watchman"
    sdn, alt = folder / "bench_sdn.csv", folder / "bench_alt.csv"
    sys.path.insert(0, str(chosen.bench))
    from make_queries import entities  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / "queries.csv"
        script = [sys.executable, str(chosen.bench / "make_queries.py"), str(sdn), str(alt), str(made)]
        subprocess.run([*script, "--seed", str(chosen.seed), "--n", str(chosen.n)], check=True)  # noqa: S603
        queries = list(csv.DictReader(made.open(encoding="utf-8")))
    with gzip.open(chosen.data / "names" / "yente_negatives_global.csv.gz", "rt", encoding="utf-8") as file:
        negatives = [row["full_name"] for row in csv.DictReader(file)][:2000]
    listed = entities(str(sdn), str(alt))
    print(f"{'':34}{'q/s':>8}{'r@1':>8}{'r@10':>8}{'at 0.5 %':>10}{'line':>8}")
    ours(listed, queries, negatives, misses=chosen.misses)
    baseline(listed, queries, negatives)


def ours(listed: dict, queries: list[dict], negatives: list[str], *, misses: bool) -> None:
    """Measure the engine."""
    entries = [IndexEntry(uid, kind, tuple(Name(n) for n in names)) for uid, (kind, names) in listed.items()]
    start = time.perf_counter()
    built = NameIndex.build(entries)
    seconds = time.perf_counter() - start
    with tempfile.TemporaryDirectory() as scratch:
        built.save(Path(scratch) / "index", "bench")
        size = sum(path.stat().st_size for path in (Path(scratch) / "index").iterdir())
        start = time.perf_counter()
        engine = Engine(NameIndex.open(Path(scratch) / "index", "bench"))
        engine.search(Query((queries[0]["name"],), kind=queries[0]["kind"]), threshold=0.0)
        cold = time.perf_counter() - start
        asked = [Query((row["name"],), kind=row["kind"]) for row in queries]
        for label, line, read in (
            ("lookthrough", 0.0, False),
            ("  every reason read", 0.0, True),
            ("  at the alert line, reasons read", DEFAULT_THRESHOLD, True),
        ):
            speeds = []
            for _ in range(REPEATS):
                fresh = Engine(engine.index)  # nothing remembered from the last time
                start = time.perf_counter()
                answers = list(fresh.search_all(asked, limit=10, threshold=line))
                written = sum(len(match.reasons) for answer in answers for match in answer) if read else 0
                speeds.append(len(queries) / (time.perf_counter() - start))
            assert not read or written
            show(label, max(speeds), measured(fresh, answers, queries, negatives))
    print(
        f"  built in {seconds:.2f} s, {size / 1e6:.1f} MB on disk; opened and first answered in {cold:.3f} s; ", end=""
    )
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    true = true_scores(fresh, queries)
    line = alert_line(fresh, negatives)
    away = float(np.mean([bool(a) for a in fresh.search_all(persons(negatives), limit=1, explain=False)]))
    over = np.mean(np.array(true) >= DEFAULT_THRESHOLD)
    print(f"  at the alert line of {DEFAULT_THRESHOLD}: recall {over:.4f}, {away:.2%} of the negatives alert")
    by: dict[str, list[bool]] = {}
    for row, score in zip(queries, true, strict=True):
        by.setdefault(row["mutation"], []).append(score >= line)
        if misses and score < line:
            print(f"    {score:.2f}", row["mutation"], row["kind"], repr(row["name"]), "for", repr(row["original"]))
    print("  at 0.5 %: " + ", ".join(f"{name} {np.mean(many):.2f}" for name, many in by.items()))


def persons(names: list[str]) -> list[Query]:
    """The negatives as queries."""
    return [Query((name,), kind="person") for name in names]


def true_scores(engine: Engine, queries: list[dict]) -> list[float]:
    """The best score of a true party for each query; 0 where none is found."""
    asked = [Query((row["name"],), kind=row["kind"]) for row in queries]
    found = engine.search_all(asked, limit=200, threshold=0.0, explain=False)
    truths = [set(row["truth"].split("|")) for row in queries]
    return [max((m.score for m in a if m.entity_id in t), default=0.0) for a, t in zip(found, truths, strict=True)]


def alert_line(engine: Engine, negatives: list[str]) -> float:
    """The score above which no more than the budget of the negatives alerts."""
    found = engine.search_all(persons(negatives), limit=1, threshold=0.0, explain=False)
    top = sorted((a[0].score if a else 0.0 for a in found), reverse=True)
    return top[int(BUDGET * len(top))] + 1e-6


def measured(engine: Engine, answers: list, queries: list[dict], negatives: list[str]) -> tuple[float, ...]:
    """Recall at 1 and 10, recall at the budget, and the line that the budget allows."""
    truths = [set(row["truth"].split("|")) for row in queries]
    first = np.mean([bool(a) and a[0].entity_id in t for a, t in zip(answers, truths, strict=True)])
    ten = np.mean([any(m.entity_id in t for m in a) for a, t in zip(answers, truths, strict=True)])
    line = alert_line(engine, negatives)
    return float(first), float(ten), float(np.mean(np.array(true_scores(engine, queries)) >= line)), line


def show(label: str, speed: float, values: tuple[float, ...]) -> None:
    """One line of the table."""
    first, ten, recall, line = values
    print(f"{label:34}{speed:8.0f}{first:8.4f}{ten:8.4f}{recall:10.4f}{line:8.3f}")


def baseline(listed: dict, queries: list[dict], negatives: list[str]) -> None:
    """fuzz.ratio over tokens sorted beforehand, every name against every query, best of some runs."""

    def sort(text: str) -> str:
        return " ".join(sorted(utils.default_process(text).split()))

    names, owners = [], []
    for uid, (_, many) in listed.items():
        names += [sort(name) for name in many]
        owners += [uid] * len(many)
    owner = np.array(owners)
    speeds = []
    for _ in range(REPEATS):
        first, ten, true, spent = 0, 0, [], 0.0
        for at in range(0, len(queries), 100):
            batch = queries[at : at + 100]
            start = time.perf_counter()
            scores = process.cdist([sort(q["name"]) for q in batch], names, scorer=fuzz.ratio, workers=1)
            best = np.argpartition(scores, -60, axis=1)[:, -60:]
            spent += time.perf_counter() - start
            for row, some, query in zip(scores, best, batch, strict=True):
                truth = set(query["truth"].split("|"))
                seen = list(dict.fromkeys(owner[some[np.argsort(-row[some], kind="stable")]]))
                first += seen[0] in truth
                ten += bool(truth & set(seen[:10]))
                true.append(row[np.isin(owner, list(truth))].max())
        speeds.append(len(queries) / spent)
    top = np.concatenate(
        [
            process.cdist([sort(n) for n in negatives[at : at + 100]], names, scorer=fuzz.ratio, workers=1).max(axis=1)
            for at in range(0, len(negatives), 100)
        ]
    )
    line = np.sort(top)[::-1][int(BUDGET * len(negatives))] + 1e-6
    recall = float(np.mean(np.array(true) >= line))
    show("RapidFuzz, sorted tokens", max(speeds), (first / len(queries), ten / len(queries), recall, line))


if __name__ == "__main__":
    main()
