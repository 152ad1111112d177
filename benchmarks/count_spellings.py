"""Counts which Latin letters the sounds of other scripts stand for: the word list `read_back` is what this prints.

    .venv/bin/python benchmarks/count_spellings.py [--data DIR] [--n 15000] [--seed 7] [--scripts katakana ...]

The pairs are Wikidata's (`matching/wd_transliteration`, CC0): an English word and the same word in another script. How
a word's units part its letters among them is not known, so it is counted by expectation maximisation: every way to
part them counts as much as it is likely, and what is likely follows from the counts of the round before. One half of
the English words is counted; the other shows how names do that had no say.
"""

from __future__ import annotations

import argparse
import gzip
import math
import random
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from anyascii import anyascii

from lookthrough.names.chinese_words import simplified
from lookthrough.names.read_back import MOST as MOST_SPELLINGS
from lookthrough.names.read_back import Sounds, units_of

HERE = Path(__file__).resolve().parents[1]
ROUNDS = 6
#: Letters of the longest part; letters and units of the longest word that is counted.
LONGEST_PART, LONGEST = 5, 24
#: What is kept: parts of at least this share and so many times met, of units met so often; the most of one unit.
SHARE, TIMES, UNIT_TIMES, MOST = 0.02, 3, 4, 8

Pair = tuple[list[str], str]
Shares = dict[tuple[str, str], float]


def main() -> None:
    """Run and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data")
    options.add_argument("--n", type=int, default=15_000, help="pairs counted per script")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--scripts", nargs="+", default=list(MOST_SPELLINGS))
    chosen = options.parse_args()
    for script in chosen.scripts:
        file = chosen.data / "matching" / "wd_transliteration" / f"wd_{script}_80.tsv.gz"
        print(f'[{script}]\nparts = """')
        for line in lines(list(pairs(file, script, chosen.n, chosen.seed))):
            print(line)
        print('"""\n', flush=True)


def is_counted(english: str) -> bool:
    """Is a word of the half that is counted? The other half shows how names do that had no say."""
    return zlib.crc32(english.encode()) % 2 == 0


def pairs(file: Path, sounds: Sounds, count: int, seed: int) -> Iterator[Pair]:
    """So many words in units, each with the Latin letters that it stands for."""
    with gzip.open(file, "rt", encoding="utf-8") as opened:
        rows = [row for line in opened if is_counted((row := line.rstrip("\n").split("\t"))[0])]
    random.Random(seed).shuffle(rows)
    for english, spaced, *_ in rows[:count]:
        letters = "".join(c for c in anyascii(english).lower() if "a" <= c <= "z")
        units = units_of(simplified(spaced.replace(" ", "")), sounds)
        if letters and len(units) <= LONGEST and len(letters) <= min(LONGEST, LONGEST_PART * len(units)):
            yield units, letters


def lines(known: list[Pair]) -> Iterator[str]:
    """A line a unit: the unit, and each part that it may stand for with its cost in decibans, the likeliest first."""
    shares, times = likeliest(known)
    kept: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for (unit, part), share in shares.items():
        if share >= SHARE and share * times[unit] >= TIMES and times[unit] >= UNIT_TIMES:
            kept[unit].append((-share, part))
    for unit in sorted(kept):
        if unit.rstrip("$").isalpha():
            parts = sorted(kept[unit])[:MOST]
            yield " ".join([unit, *(f"{part or '_'}:{round(10 * math.log10(-1 / less))}" for less, part in parts)])


def likeliest(known: list[Pair]) -> tuple[Shares, dict[str, float]]:
    """The share of each part among those of its unit, and how often each unit was met."""
    shares: Shares = {}
    for _ in range(ROUNDS):
        counts: dict[tuple[str, str], float] = defaultdict(float)
        for units, letters in known:
            for key, count in parted(units, letters, shares):
                counts[key] += count
        times: dict[str, float] = defaultdict(float)
        for (unit, _part), count in counts.items():
            times[unit] += count
        shares = {key: count / times[key[0]] for key, count in counts.items() if count > 1e-4}
    return shares, times


def parted(units: list[str], letters: str, shares: Shares) -> Iterable[tuple[tuple[str, str], float]]:
    """Every unit with every part that it may have here, by how likely that is among all ways to part the letters."""
    size, usual = len(letters), len(letters) / len(units)
    forward = [[1.0] + [0.0] * size]
    steps: list[list[tuple[int, int, float]]] = []
    for unit in units:
        step, after = [], [0.0] * (size + 1)
        for low, before in enumerate(forward[-1]):
            for high in range(low, min(size, low + LONGEST_PART) + 1) if before else ():
                if shares:
                    share = shares.get((unit, letters[low:high]), 1e-9)
                else:
                    share = 1 / (1 + abs(high - low - usual)) if high > low else 0.3
                step.append((low, high, share))
                after[high] += before * share
        steps.append(step)
        forward.append(after)
    whole = forward[-1][size]
    backward = [0.0] * size + [1.0]
    for unit, step, before in zip(reversed(units), reversed(steps), reversed(forward[:-1]), strict=True):
        behind = [0.0] * (size + 1)
        for low, high, share in step:
            likely = share * backward[high]
            if likely and whole:
                behind[low] += likely
                yield (unit, letters[low:high]), before[low] * likely / whole
        backward = behind


if __name__ == "__main__":
    main()
