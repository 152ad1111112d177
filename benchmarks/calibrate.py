"""What share of the matches at each raw score is right: the table that `match/score.py` turns into scores.

    .venv/bin/python benchmarks/calibrate.py [--data DIR] [--bench DIR]

Counted over open data, every match once: the ten best answers to mutated names of an SDN list, the best answer to each
of 10,000 clean names, and the labelled pairs (probes and a peer's benchmark). The shares are made to rise with the raw
score by pooling neighbours (isotonic regression), and printed at the knots of `score.KNOTS` beside what stands there.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

import name_pairs
from lookthrough.index.entry import IndexEntry
from lookthrough.index.names import NameIndex
from lookthrough.match.engine import Engine
from lookthrough.match.score import KNOTS, raw_of
from lookthrough.model.entity import Name
from lookthrough.model.query import Query

HERE = Path(__file__).resolve().parents[1]
SEEDS = ("5", "9", "13", "17")
CLEAN = 10_000
BAND = 0.02


def main() -> None:
    """Count, fit and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data")
    options.add_argument("--bench", type=Path, default=HERE.parent / "shared" / "bench")
    chosen = options.parse_args()
    seen = [*searched(chosen.data, chosen.bench), *labelled(chosen.data, chosen.bench)]
    raw = np.array([raw_of(score) for score, _ in seen])
    right = np.array([match for _, match in seen], dtype=float)
    centres, shares, counts = fitted(raw, right)
    print(f"{len(seen)} matches, {int(right.sum())} right")
    print("band of raw score  matches  right  fitted")
    for low, share, count in zip(centres, shares, counts, strict=True):
        inside = (raw >= low - BAND / 2) & (raw < low + BAND / 2)
        print(f"  {low - BAND / 2:.2f} to {low + BAND / 2:.2f}   {count:6.0f}  {right[inside].mean():.3f}  {share:.3f}")
    print("knot  stands  fitted")
    for at, stands in KNOTS[1:-1]:
        print(f"{at:.2f}  {stands:.3f}  {np.interp(at, centres, shares):.3f}")


def searched(data: Path, bench: Path) -> list[tuple[float, bool]]:
    """The scores of answers to mutated names and to clean names, and whether each is right."""
    folder = data / "sanctions" / "us" / "ofac_watchman"
    sdn, alt = str(folder / "bench_sdn.csv"), str(folder / "bench_alt.csv")
    sys.path.insert(0, str(bench))
    from make_queries import entities  # noqa: PLC0415

    listed = entities(sdn, alt)
    entries = (IndexEntry(uid, kind, tuple(map(Name, names))) for uid, (kind, names) in listed.items())
    engine, found = Engine(NameIndex.build(entries)), []
    for seed in SEEDS:
        with tempfile.TemporaryDirectory() as scratch:
            made = Path(scratch) / "queries.csv"
            script = [sys.executable, str(bench / "make_queries.py"), sdn, alt, str(made), "--seed", seed]
            subprocess.run(script, check=True, capture_output=True)  # noqa: S603
            rows = list(csv.DictReader(made.open(encoding="utf-8")))
        asked = [Query((row["name"],), kind=row["kind"]) for row in rows]
        for row, answer in zip(rows, engine.search_all(asked, threshold=0.0, explain=False), strict=True):
            found += [(match.score, match.entity_id in row["truth"].split("|")) for match in answer]
    with gzip.open(data / "names" / "yente_negatives_global.csv.gz", "rt", encoding="utf-8") as file:
        clean = [Query((row["full_name"],), kind="person") for row in csv.DictReader(file)][:CLEAN]
    answers = engine.search_all(clean, limit=1, threshold=0.0, explain=False)
    return found + [(answer[0].score, False) for answer in answers if answer]


def labelled(data: Path, bench: Path) -> list[tuple[float, bool]]:
    """The scores of the labelled pairs."""
    pairs = [*name_pairs.probes(bench), *name_pairs.name_bench(data)]
    return [(score, pair.match) for pair in pairs if (score := name_pairs.ours(pair)) > KNOTS[1][1]]


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
