"""What share of the matches at each raw score is right: the table that `match/score.py` turns into scores.

    .venv/bin/python benchmarks/calibrate.py [--data DIR] [--bench DIR]

Counted over open data, every match once: the ten best answers to mutated names of an SDN list, the best answer to each
of 10,000 clean names, and the labelled pairs (probes and a peer's benchmark). The shares are made to rise with the raw
score by pooling neighbours (isotonic regression), and printed at the knots of `score.KNOTS` beside what stands there.

What a score promises is then checked on data that had no say in it: each fold (a seed of queries, a quarter of the
clean names and of the labelled pairs) is judged by shares fitted on the other three; and recall and alerts at the alert
line are counted on seeds and clean names that are in no fold.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

import numpy as np

import name_pairs
from lookthrough.index.entry import IndexEntry
from lookthrough.index.names import NameIndex
from lookthrough.match.alert_line import PRESETS
from lookthrough.match.engine import Engine
from lookthrough.match.score import KNOTS, raw_of
from lookthrough.model.entity import Name
from lookthrough.model.query import Query

HERE = Path(__file__).resolve().parents[1]
SEEDS = ("5", "9", "13", "17")
#: Queries and clean names in no fold.
OTHER_SEEDS, OTHER_CLEAN = ("21", "25"), 20_000
CLEAN = 10_000
BAND = 0.02
#: Bands of promised shares in which promise and count are compared.
PROMISES = (0.0, 0.05, 0.2, 0.5, 0.8, 0.95, 1.01)

Seen = tuple[float, bool, int]


def main() -> None:
    """Count, fit and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data")
    options.add_argument("--bench", type=Path, default=HERE.parent / "shared" / "bench")
    chosen = options.parse_args()
    engine = indexed(chosen.data, chosen.bench)
    seen = [*searched(engine, chosen.data, chosen.bench), *labelled(chosen.data, chosen.bench)]
    raw = np.array([raw_of(score) for score, _, _ in seen])
    right = np.array([match for _, match, _ in seen], dtype=float)
    fold = np.array([number for _, _, number in seen])
    centres, shares, counts = fitted(raw, right)
    print(f"{len(seen)} matches, {int(right.sum())} right")
    print("band of raw score  matches  right  fitted")
    for low, share, count in zip(centres, shares, counts, strict=True):
        inside = (raw >= low - BAND / 2) & (raw < low + BAND / 2)
        print(f"  {low - BAND / 2:.2f} to {low + BAND / 2:.2f}   {count:6.0f}  {right[inside].mean():.3f}  {share:.3f}")
    print("knot  stands  fitted")
    for at, stands in KNOTS[1:-1]:
        print(f"{at:.2f}  {stands:.3f}  {np.interp(at, centres, shares):.3f}")
    tell_folds(raw, right, fold)
    tell_line(engine, chosen.data, chosen.bench)


def tell_folds(raw: np.ndarray, right: np.ndarray, fold: np.ndarray) -> None:
    """Print what shares fitted on the other folds promise of each fold, and what is counted there."""
    promised = np.zeros(len(raw))
    for number in range(len(SEEDS)):
        centres, shares, _ = fitted(raw[fold != number], right[fold != number])
        promised[fold == number] = np.interp(raw[fold == number], centres, shares)
    print("folds held out: promised  counted  matches")
    for low, high in pairwise(PROMISES):
        inside = (promised >= low) & (promised < high)
        if inside.any():
            told = f"{promised[inside].mean():.3f}     {right[inside].mean():.3f}    {int(inside.sum())}"
            print(f"  {low:.2f} to {min(high, 1):.2f}   {told}")


def tell_line(engine: Engine, data: Path, bench: Path) -> None:
    """Print recall and alerts at the alert line and the presets, on queries and names that had no say."""
    true: list[float] = []
    for seed in OTHER_SEEDS:
        rows = made(data, bench, seed)
        asked = [Query((row["name"],), kind=row["kind"]) for row in rows]
        for row, answer in zip(rows, engine.search_all(asked, threshold=0.0, explain=False), strict=True):
            truth = row["truth"].split("|")
            true.append(max((match.score for match in answer if match.entity_id in truth), default=0.0))
    away = answers_to(engine, clean(data)[CLEAN : CLEAN + OTHER_CLEAN])
    for name, line in PRESETS.items():
        alerts = sum(score >= line for score in away) / OTHER_CLEAN
        print(f"{name} ({line}): recall {np.mean(np.array(true) >= line):.4f}, {alerts:.2%} of clean names alert")


def indexed(data: Path, bench: Path) -> Engine:
    """An engine of the SDN list."""
    folder = data / "sanctions" / "us" / "ofac_watchman"
    sys.path.insert(0, str(bench))
    from make_queries import entities  # noqa: PLC0415

    listed = entities(str(folder / "bench_sdn.csv"), str(folder / "bench_alt.csv"))
    entries = (IndexEntry(uid, kind, tuple(map(Name, names))) for uid, (kind, names) in listed.items())
    return Engine(NameIndex.build(entries))


def made(data: Path, bench: Path, seed: str) -> list[dict[str, str]]:
    """The mutated names of one seed."""
    folder = data / "sanctions" / "us" / "ofac_watchman"
    with tempfile.TemporaryDirectory() as scratch:
        queries = Path(scratch) / "queries.csv"
        lists = [str(folder / "bench_sdn.csv"), str(folder / "bench_alt.csv")]
        script = [sys.executable, str(bench / "make_queries.py"), *lists, str(queries), "--seed", seed]
        subprocess.run(script, check=True, capture_output=True)  # noqa: S603
        return list(csv.DictReader(queries.open(encoding="utf-8")))


def clean(data: Path) -> list[str]:
    """The names of nobody listed."""
    with gzip.open(data / "names" / "yente_negatives_global.csv.gz", "rt", encoding="utf-8") as file:
        return [row["full_name"] for row in csv.DictReader(file)]


def answers_to(engine: Engine, names: list[str]) -> list[float]:
    """The best score of each name; 0 where nothing is found."""
    asked = [Query((name,), kind="person") for name in names]
    answers = engine.search_all(asked, limit=1, threshold=0.0, explain=False)
    return [answer[0].score if answer else 0.0 for answer in answers]


def searched(engine: Engine, data: Path, bench: Path) -> list[Seen]:
    """The scores of answers to mutated names and to clean names, whether each is right, and its fold."""
    found: list[Seen] = []
    for fold, seed in enumerate(SEEDS):
        rows = made(data, bench, seed)
        asked = [Query((row["name"],), kind=row["kind"]) for row in rows]
        for row, answer in zip(rows, engine.search_all(asked, threshold=0.0, explain=False), strict=True):
            found += [(match.score, match.entity_id in row["truth"].split("|"), fold) for match in answer]
    away = answers_to(engine, clean(data)[:CLEAN])
    return found + [(score, False, at % len(SEEDS)) for at, score in enumerate(away) if score]


def labelled(data: Path, bench: Path) -> list[Seen]:
    """The scores of the labelled pairs."""
    pairs = [*name_pairs.probes(bench), *name_pairs.name_bench(data)]
    scored = ((name_pairs.ours(pair), pair.match, at % len(SEEDS)) for at, pair in enumerate(pairs))
    return [each for each in scored if each[0] > KNOTS[1][1]]


def fitted(raw: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Centres of bands of raw score, the share that is right in each made to rise, and the matches in each."""
    band = np.minimum((raw / BAND).astype(int), int(1 / BAND) - 1)
    used = np.unique(band)
    counts = np.array([(band == b).sum() for b in used], dtype=float)
    blocks = [[right[band == b].mean(), count, 1] for b, count in zip(used, counts, strict=True)]
    pooled: list[list[float]] = []
    for block in blocks:
        pooled.append(block)
        while len(pooled) > 1 and pooled[-2][0] > pooled[-1][0]:
            last, before = pooled.pop(), pooled.pop()
            weight = last[1] + before[1]
            pooled.append([(last[0] * last[1] + before[0] * before[1]) / weight, weight, last[2] + before[2]])
    shares = np.concatenate([[share] * int(bands) for share, _, bands in pooled])
    return used * BAND + BAND / 2, shares, counts


if __name__ == "__main__":
    main()
