"""Mutated names of an OFAC SDN list: recall, recall at an alert budget, and speed, beside RapidFuzz by brute force.

    .venv/bin/python benchmarks/sdn_queries.py [--data DIR] [--bench DIR] [--seed 1] [--n 1100]
        [--negatives 50000] [--brute-negatives 2000]

All systems answer the same queries in the same process on one core, in turns; the speeds are medians of the turns.
Nothing is ranked by its publisher's id, and every turn begins with an engine that remembers nothing. The peak memory is
that of a process of its own, which opens the index and answers.
"""

from __future__ import annotations

import argparse
import csv
import gc
import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np
from rapidfuzz import fuzz, process, utils

from lookthrough.index.entry import IndexEntry
from lookthrough.index.names import NameIndex
from lookthrough.match.engine import Engine
from lookthrough.match.own_names import Names, index_names
from lookthrough.match.score import DEFAULT_THRESHOLD
from lookthrough.model.entity import Name
from lookthrough.model.query import Query

#: Shares of the clean names that may alert.
BUDGETS = (0.001, 0.005)
REPEATS = 3
HERE = Path(__file__).resolve().parents[1]


def main() -> None:
    """Run and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data")
    options.add_argument("--bench", type=Path, default=HERE.parent / "shared" / "bench")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--n", type=int, default=1100)
    options.add_argument("--negatives", type=int, default=50_000, help="clean names that should not alert")
    options.add_argument("--brute-negatives", type=int, default=2_000, help="how many of them RapidFuzz is asked")
    options.add_argument("--search", type=Path, nargs=2, help=argparse.SUPPRESS)
    options.add_argument("--misses", action="store_true", help="print the queries whose party is below the line")
    chosen = options.parse_args()
    if chosen.search:
        print(json.dumps(alone(*chosen.search)))
        return
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
        negatives = [row["full_name"] for row in csv.DictReader(file)][: chosen.negatives]
    listed = entities(str(sdn), str(alt))
    entries = [IndexEntry(uid, kind, tuple(Name(n) for n in names)) for uid, (kind, names) in listed.items()]
    start = time.perf_counter()
    built = NameIndex.build(entries)
    seconds = time.perf_counter() - start
    with tempfile.TemporaryDirectory() as scratch:
        engine = cold(built, seconds, queries, Path(scratch) / "index")
        tell_alone(Path(scratch), queries)
        compete(engine, Baseline(listed), listed, queries, negatives, negatives[: chosen.brute_negatives])
        tell_misses(Engine(engine.index), queries, negatives, misses=chosen.misses)


def cold(built: NameIndex, seconds: float, queries: list[dict], folder: Path) -> Engine:
    """Save and open the index, and tell how long the first answer takes."""
    built.save(folder, "bench")
    size = sum(path.stat().st_size for path in folder.iterdir())
    start = time.perf_counter()
    engine = Engine(NameIndex.open(folder, "bench"))
    engine.search(Query((queries[0]["name"],), kind=queries[0]["kind"]), threshold=0.0)
    first = time.perf_counter() - start
    print(f"built in {seconds:.2f} s, {size / 1e6:.1f} MB on disk; opened and first answered in {first:.3f} s")
    return engine


def tell_alone(folder: Path, queries: list[dict]) -> None:
    """Print what a process needs that does nothing but open the index and answer one query after the other."""
    asked = folder / "asked.json"
    asked.write_text(json.dumps([(row["name"], row["kind"]) for row in queries]), encoding="utf-8")
    command = [sys.executable, __file__, "--search", str(folder / "index"), str(asked)]
    told = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    found = json.loads(told.stdout)
    print(
        f"alone: opened and first answered in {found['first']:.3f} s with {found['first_memory']:.0f} MB; one query, "
        f"reasons read, p50 {found['p50']:.2f} ms, p95 {found['p95']:.2f} ms; peak {found['memory']:.0f} MB"
    )


def alone(folder: Path, asked: Path) -> dict[str, float]:
    """Open an index and ask it one query after the other, at the alert line."""
    start = time.perf_counter()
    engine = Engine(NameIndex.open(folder, "bench"))
    spent, peaks, ends = [], [], []
    for name, kind in json.loads(asked.read_text(encoding="utf-8")):
        at = time.perf_counter()
        for match in engine.search(Query((name,), kind=kind)):
            assert match.reasons
        spent.append(1000 * (time.perf_counter() - at))
        peaks.append(peak())
        ends.append(time.perf_counter() - start)
    half, most = np.percentile(spent, [50, 95])
    return {"first": ends[0], "first_memory": peaks[0], "p50": half, "p95": most, "memory": peaks[-1]}


def peak() -> float:
    """Peak memory of this process in MB; what `getrusage` tells begins with that of the process that started it."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM"))
    return int(told.split()[1]) / 1024


def compete(
    engine: Engine, brute: Baseline, listed: dict, queries: list[dict], negatives: list[str], fewer: list[str]
) -> None:
    """Let all systems answer in turns, and print the table; `fewer` negatives are for brute force."""
    asked = [Query((row["name"],), kind=row["kind"]) for row in queries]
    own = index_names([name for _, names in listed.values() for name in names])
    ways: dict[str, Callable[[], object]] = {
        "RapidFuzz, sorted tokens, by 100": lambda: brute.answers(queries),
        "lookthrough": lambda: batch(engine, asked, 0.0, read=False),
        "  every reason read": lambda: batch(engine, asked, 0.0, read=True),
        "  at the alert line, reasons read": lambda: batch(engine, asked, DEFAULT_THRESHOLD, read=True),
        "  one at a time": lambda: singly(engine, asked, read=False),
        "  one at a time, reasons read": lambda: singly(engine, asked, read=True),
        "index_names, one at a time": lambda: own_names(own, queries, read=False),
        "  reasons read": lambda: own_names(own, queries, read=True),
    }
    spent: dict[str, list[float]] = {label: [] for label in ways}
    answers: dict[str, object] = {}
    for _ in range(REPEATS):
        for label, way in ways.items():
            gc.collect()  # no system pays for what another left behind
            start = time.perf_counter()
            found = way()
            spent[label].append(time.perf_counter() - start)
            answers[label] = found
    labels = list(ways)
    figures = {labels[0]: brute.measured(queries, fewer)}
    true, lines = true_scores(engine, queries), alert_lines(engine, negatives)
    for label in labels[1:6]:
        figures[label] = measured(answers[label], queries, true, lines)
    print(f"{'':36}{'q/s':>8}{'ratio':>8}{'r@1':>8}{'r@10':>8}{'at 0.1 %':>10}{'at 0.5 %':>10}{'line':>8}")
    baseline = median(spent[labels[0]])
    for label, seconds in spent.items():
        speed = f"{label:36}{len(queries) / median(seconds):8.0f}{baseline / median(seconds):8.2f}"
        print(speed + ("{:8.4f}{:8.4f}{:10.4f}{:10.4f}{:8.3f}".format(*figures[label]) if label in figures else ""))


def batch(engine: Engine, asked: list[Query], line: float, *, read: bool) -> list:
    """All queries at once, by an engine that remembers nothing."""
    answers = list(Engine(engine.index).search_all(asked, limit=10, threshold=line))
    return reasons_read(answers) if read else answers


def singly(engine: Engine, asked: list[Query], *, read: bool) -> list:
    """One query at a time, by an engine that remembers nothing."""
    fresh = Engine(engine.index)
    answers = [fresh.search(query, limit=10, threshold=0.0) for query in asked]
    return reasons_read(answers) if read else answers


def own_names(own: Names, queries: list[dict], *, read: bool) -> list:
    """One query at a time as a user of `index_names` asks; every listed name is an entry, of any kind."""
    fresh = Names(Engine(own.engine.index), own.kind)
    answers = [fresh.search(row["name"], limit=10, threshold=0.0) for row in queries]
    return reasons_read(answers) if read else answers


def reasons_read(answers: list) -> list:
    """The answers, after every reason of every match was written."""
    assert sum(len(match.reasons) for answer in answers for match in answer)
    return answers


def tell_misses(engine: Engine, queries: list[dict], negatives: list[str], *, misses: bool) -> None:
    """Print recall at the alert line and by mutation."""
    true = true_scores(engine, queries)
    line = alert_lines(engine, negatives)[-1]
    away = float(np.mean([bool(a) for a in engine.search_all(persons(negatives), limit=1, explain=False)]))
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


def alert_lines(engine: Engine, negatives: list[str]) -> list[float]:
    """The scores above which no more than each of the `BUDGETS` of the negatives alerts."""
    found = engine.search_all(persons(negatives), limit=1, threshold=0.0, explain=False)
    top = sorted((a[0].score if a else 0.0 for a in found), reverse=True)
    return [top[int(budget * len(top))] + 1e-6 for budget in BUDGETS]


def measured(answers: list, queries: list[dict], true: list[float], lines: list[float]) -> tuple[float, ...]:
    """Recall at 1 and 10, recall at each of the budgets, and the line that the last of them allows."""
    truths = [set(row["truth"].split("|")) for row in queries]
    first = np.mean([bool(a) and a[0].entity_id in t for a, t in zip(answers, truths, strict=True)])
    ten = np.mean([any(m.entity_id in t for m in a) for a, t in zip(answers, truths, strict=True)])
    return float(first), float(ten), *[float(np.mean(np.array(true) >= line)) for line in lines], lines[-1]


def in_order(text: str) -> str:
    """A name's tokens sorted."""
    return " ".join(sorted(utils.default_process(text).split()))


class Baseline:
    """`fuzz.ratio` over tokens sorted beforehand, every name against every query."""

    def __init__(self, listed: dict) -> None:
        self.names = [in_order(name) for _, many in listed.values() for name in many]
        self.owner = np.array([uid for uid, (_, many) in listed.items() for _ in many])

    def answers(self, queries: list[dict]) -> list[np.ndarray]:
        """For each query the sixty best names, in no order: enough for ten parties."""
        found: list[np.ndarray] = []
        for at in range(0, len(queries), 100):
            best = np.argpartition(self.scores([q["name"] for q in queries[at : at + 100]]), -60, axis=1)
            found += list(best[:, -60:].copy())  # a view would keep the whole array in memory
        return found

    def scores(self, asked: list[str]) -> np.ndarray:
        """Every name's score for every query."""
        return process.cdist([in_order(name) for name in asked], self.names, scorer=fuzz.ratio, workers=1)

    def measured(self, queries: list[dict], negatives: list[str]) -> tuple[float, ...]:
        """Recall at 1 and 10, recall at each of the budgets, and the line that the last of them allows."""
        first, ten, true = 0, 0, []
        for query in queries:
            row, truth = self.scores([query["name"]])[0], set(query["truth"].split("|"))
            seen = list(dict.fromkeys(self.owner[np.argsort(-row, kind="stable")[:60]]))
            first += seen[0] in truth
            ten += bool(truth & set(seen[:10]))
            true.append(row[np.isin(self.owner, list(truth))].max())
        top = np.sort([self.scores([name]).max() for name in negatives])[::-1]
        lines = [float(top[int(budget * len(negatives))]) + 1e-6 for budget in BUDGETS]
        recalls = [float(np.mean(np.array(true) >= line)) for line in lines]
        return first / len(queries), ten / len(queries), *recalls, lines[-1]


if __name__ == "__main__":
    main()
