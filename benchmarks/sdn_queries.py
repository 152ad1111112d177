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
HERE = Path(__file__).resolve().parents[1]


def main() -> None:
    """Run and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data")
    options.add_argument("--bench", type=Path, default=HERE.parent / "shared" / "bench")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--n", type=int, default=1100)
    options.add_argument("--misses", action="store_true", help="print the queries whose party was not in the first ten")
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
        for explain in (True, False):
            fresh = Engine(engine.index)
            start = time.perf_counter()
            answers = list(fresh.search_all(asked, limit=10, threshold=0.0, explain=explain))
            speed = len(queries) / (time.perf_counter() - start)
            truths = [set(row["truth"].split("|")) for row in queries]
            first = np.mean([bool(a) and a[0].entity_id in t for a, t in zip(answers, truths, strict=True)])
            ten = np.mean([any(m.entity_id in t for m in a) for a, t in zip(answers, truths, strict=True)])
            wide = fresh.search_all(asked, limit=200, threshold=0.0, explain=False)
            true = [
                max((m.score for m in a if m.entity_id in t), default=0.0) for a, t in zip(wide, truths, strict=True)
            ]
            away = fresh.search_all(
                [Query((n,), kind="person") for n in negatives], limit=1, threshold=0.0, explain=False
            )
            top = sorted((a[0].score if a else 0.0 for a in away), reverse=True)
            line = top[int(BUDGET * len(top))] + 1e-6
            label = "lookthrough" + (", with reasons" if explain else ", without reasons")
            if not explain:
                at = np.mean(np.array(true) >= DEFAULT_THRESHOLD), np.mean(np.array(top) >= DEFAULT_THRESHOLD)
                print(f"  at the alert line {DEFAULT_THRESHOLD}: recall {at[0]:.4f}, negatives alerted {at[1]:.4f}")
            print(f"{label:34}{speed:8.0f}{first:8.4f}{ten:8.4f}{np.mean(np.array(true) >= line):10.4f}{line:8.3f}")
    print(
        f"  built in {seconds:.2f} s, {size / 1e6:.1f} MB on disk; opened and first answered in {cold:.3f} s; ", end=""
    )
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    if misses:
        by = {}
        for row, answer, truth, score in zip(queries, answers, truths, true, strict=True):
            by.setdefault(row["mutation"], []).append(score >= line)
            if not any(m.entity_id in truth for m in answer):
                shown = [f"{m.score:.2f} {m.matched_name}" for m in answer[:2]]
                print("  miss:", row["mutation"], repr(row["name"]), "for", repr(row["original"]), shown)
            elif score < line:
                print(
                    f"  under the line: {score:.2f}",
                    row["mutation"],
                    row["kind"],
                    repr(row["name"]),
                    "for",
                    repr(row["original"]),
                )
        print({k: round(float(np.mean(v)), 3) for k, v in by.items()})


def baseline(listed: dict, queries: list[dict], negatives: list[str]) -> None:
    """fuzz.ratio over tokens sorted beforehand, every name against every query, in batches of 100."""

    def sort(text: str) -> str:
        return " ".join(sorted(utils.default_process(text).split()))

    names, owners = [], []
    for uid, (_, many) in listed.items():
        names += [sort(name) for name in many]
        owners += [uid] * len(many)
    owner = np.array(owners)
    first = ten = 0
    true, spent = [], 0.0
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
    top = np.concatenate(
        [
            process.cdist([sort(n) for n in negatives[at : at + 100]], names, scorer=fuzz.ratio, workers=1).max(axis=1)
            for at in range(0, len(negatives), 100)
        ]
    )
    line = np.sort(top)[::-1][int(BUDGET * len(negatives))] + 1e-6
    count, recall = len(queries), np.mean(np.array(true) >= line)
    print(f"{'RapidFuzz, sorted tokens':34}{count / spent:8.0f}{first / count:8.4f}{ten / count:8.4f}", end="")
    print(f"{recall:10.4f}{line:8.1f}")


if __name__ == "__main__":
    main()
