"""A million made parties with three million names: building, opening, asking, and recall against all comparisons.

    .venv/bin/python benchmarks/million.py [--data DIR] [--parties 1000000] [--queries 3000] [--sample 200] [--whole 4]
        [--workers 1] [--keep DIR]

Every stage runs in a process of its own on one core, so that its peak memory is its own; more workers read names on
more. Queries are timed by the seconds of that core that the process had, so that what else the machine does is not
counted. Recall is told for a sample of the queries against comparing each with every name that shares a word with it,
or has one that is like one of its words, by the kernel that the tests hold to the oracle; for a few of them, because it
takes seconds for each, with every name of the index.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from every_name import EveryName
from lookthrough.index.names import NameIndex
from lookthrough.match.engine import Engine
from lookthrough.match.score import BESIDE_A_HIT, DEFAULT_THRESHOLD
from lookthrough.model.query import Query
from made_names import parties, parts_of, questions

HERE = Path(__file__).resolve()
QUESTIONS = "questions.json"


def main() -> None:
    """Run every stage and print what it took."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=HERE.parents[2] / "shared" / "data")
    options.add_argument("--parties", type=int, default=1_000_000)
    options.add_argument("--queries", type=int, default=3000)
    options.add_argument("--whole", type=int, default=4, help="queries that are compared with every name")
    options.add_argument("--sample", type=int, default=200)
    options.add_argument("--workers", type=int, default=1)
    options.add_argument("--keep", type=Path, help="a folder for the index, which is kept there")
    options.add_argument("--stage", choices=tuple(STAGES), help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.stage:
        print(json.dumps(STAGES[chosen.stage](chosen)))
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = chosen.keep or Path(scratch)
        for stage in STAGES:
            for label, value in run(stage, folder, chosen).items():
                print(f"{label:44}{value:>14,.4g}" if value < 10 else f"{label:44}{value:>14,.0f}", flush=True)


def run(stage: str, folder: Path, chosen: argparse.Namespace) -> dict[str, float]:
    """One stage in a process of its own; what it measured."""
    words = [
        f"--{name}={getattr(chosen, name)}" for name in ("data", "parties", "queries", "sample", "whole", "workers")
    ]
    command = [sys.executable, str(HERE), f"--stage={stage}", f"--keep={folder}", *words]
    told = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return json.loads(told.stdout.splitlines()[-1])


def build(chosen: argparse.Namespace) -> dict[str, float]:
    """Make the parties and their index, and keep it with the questions."""
    parts = parts_of(chosen.data)
    every = max(1, chosen.parties // chosen.queries)
    listed = [entry for row, entry in enumerate(parties(parts, chosen.parties)) if row % every == 0]
    asked = questions(parts, listed, chosen.queries)
    chosen.keep.mkdir(parents=True, exist_ok=True)
    (chosen.keep / QUESTIONS).write_text(json.dumps(asked), encoding="utf-8")
    start, started = time.perf_counter(), time.process_time()
    index = NameIndex.build(parties(parts, chosen.parties), chosen.workers)
    built, worked = time.perf_counter() - start, time.process_time() - started
    start = time.perf_counter()
    index.save(chosen.keep / "index", "made")
    return {
        "parties": len(index),
        "names": index.names_known,
        "words": index.words_known,
        "build, with making the names, seconds": built,
        "build, seconds of the core": worked,
        "save, seconds": time.perf_counter() - start,
        "size on disk, MB": sum(array.nbytes for array in index.arrays.values()) / 1e6,
        "peak memory of the build, MB": peak(resource.RUSAGE_SELF),
        "peak memory of a worker, MB": peak(resource.RUSAGE_CHILDREN),
    }


def search(chosen: argparse.Namespace) -> dict[str, float]:
    """Open the index and ask it."""
    one_core()
    asked = [Query((row["name"],), kind=row["kind"]) for row in read_questions(chosen)]
    truths = [row["truth"] for row in read_questions(chosen)]
    start = time.perf_counter()
    engine = Engine(NameIndex.open(chosen.keep / "index", "made"))
    opened = time.perf_counter() - start
    engine.search(asked[0])
    first = time.perf_counter() - start
    warm = asked[: len(asked) // 3]
    list(engine.search_all(warm, threshold=0.0, explain=False))
    found, at_line = per_second(engine, asked, DEFAULT_THRESHOLD)
    every, at_floor = per_second(engine, asked, 0.0)
    known = [(answer, truth) for answer, truth in zip(every, truths, strict=True) if truth]
    times = singly(engine, asked[:500])
    return {
        "load, seconds": opened,
        "load and first answer, seconds": first,
        "queries a second at the alert line, reasons read": at_line,
        "queries a second, ten answers each, reasons read": at_floor,
        "one query at a time, p50, ms": times[0],
        "one query at a time, p95, ms": times[1],
        "hits a query at the alert line": sum(map(len, found)) / len(asked),
        "the party that was mutated among the ten": float(
            np.mean([any(match.entity_id == truth for match in answer) for answer, truth in known])
        ),
        "peak memory of the search, MB": peak(resource.RUSAGE_SELF),
    }


def recall(chosen: argparse.Namespace) -> dict[str, float]:
    """Compare a sample of the questions with all that may match, and a few of them with everything."""
    asked = [Query((row["name"],), kind=row["kind"]) for row in read_questions(chosen)[: chosen.sample]]
    index = NameIndex.open(chosen.keep / "index", "made")
    engine, sharing, every = Engine(index), EveryName(index, sharing=True), EveryName(index)
    wanted = caught = differing = 0
    for number, query in enumerate(asked):
        found = first_ten(engine, query)
        true = sharing.best(query, 10)
        if number < chosen.whole:
            assert true == every.best(query, 10)
        hit = bool(true) and true[0][1] >= DEFAULT_THRESHOLD
        true = [each for each in true if not hit or each[1] >= BESIDE_A_HIT]
        wanted += len(true)
        caught += len(set(true) & set(found))
        differing += true != found
    return {
        "queries compared with all that may match": len(asked),
        "of them with every name": min(chosen.whole, len(asked)),
        "answers wanted": wanted,
        "recall of the ten best above the floor": caught / max(1, wanted),
        "queries whose ten best differ": differing,
    }


def first_ten(engine: Engine, query: Query) -> list[tuple[int, float]]:
    """The ten best parties by the engine, as row and score."""
    found = next(engine.search_all([query], threshold=0.0, limit=10, explain=False))
    return [(match.row, match.score) for match in found]


STAGES = {"build": build, "search": search, "recall": recall}


def per_second(engine: Engine, asked: list[Query], line: float) -> tuple[list, float]:
    """The answers, and how many queries were answered a second, every reason of every match written."""
    start = time.process_time()
    answers = list(engine.search_all(asked, limit=10, threshold=line))
    written = sum(len(match.reasons) for answer in answers for match in answer)
    assert written
    return answers, len(asked) / (time.process_time() - start)


def singly(engine: Engine, asked: list[Query]) -> tuple[float, float]:
    """Half of the queries, and 95 of 100, take no more than so many milliseconds."""
    spent = []
    for query in asked:
        start = time.process_time()
        for match in engine.search(query):
            assert match.reasons
        spent.append(1000 * (time.process_time() - start))
    return float(np.percentile(spent, 50)), float(np.percentile(spent, 95))


def read_questions(chosen: argparse.Namespace) -> list[dict[str, str]]:
    """What the build stage wrote."""
    return json.loads((chosen.keep / QUESTIONS).read_text(encoding="utf-8"))


def one_core() -> None:
    """Keep this process to one core where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def peak(whose: int) -> float:
    """Peak memory so far in MB."""
    return resource.getrusage(whose).ru_maxrss / 1024


if __name__ == "__main__":
    main()
