"""The dictionary of names in running text: time and memory to build 500,000 names, speed of a scan.

    python benchmarks/evidence_dictionary.py [--names 500000] [--megabytes 20]

Names are made of invented stems, trades, cities and legal forms; the text is invented prose in which one sentence of
twenty names a party of the dictionary. Memory is the growth of the process while the dictionary is built.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Iterator

from lookthrough.evidence.dictionary import NameDictionary

SYLLABLES = [
    a + b
    for a in ["b", "c", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "st", "tr", "kl"]
    for b in ["a", "e", "i", "o", "u", "ai", "or", "en"]
]
TRADES = ["Technology", "Shipping", "Optics", "Trading", "Energy", "Electronics", "Steel", "Logistics", "Holdings"]
CITIES = ["", "", "Hangzhou ", "Moscow ", "Shenzhen ", "Dubai ", "Oslo "]
FORMS = ["Co., Ltd.", "LLC", "GmbH", "Inc.", "JSC", "Limited", "S.A."]
PROSE = (
    "The ministry said on Monday that the measures would take effect within sixty days of their publication. ",
    "Analysts expect that exports will fall by a tenth, although some orders had been placed before the summer. ",
    "A spokesman declined to say whether the council had discussed the matter with its partners abroad. ",
)


def names(count: int, rng: random.Random) -> Iterator[tuple[str, str, str]]:
    """Invented bodies: (id, name, kind)."""
    for number in range(count):
        stem = "".join(rng.choice(SYLLABLES) for _ in range(rng.choice((3, 3, 4)))).capitalize()
        yield f"list:{number}", f"{rng.choice(CITIES)}{stem} {rng.choice(TRADES)} {rng.choice(FORMS)}", "organization"


def memory() -> float:
    """Peak memory of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Build, scan, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=500_000)
    parser.add_argument("--megabytes", type=int, default=20)
    options = parser.parse_args()
    rng = random.Random(7)
    known = list(names(options.names, rng))
    before, start = memory(), time.perf_counter()
    dictionary = NameDictionary(known)
    print(f"built {len(known):,} names in {time.perf_counter() - start:.1f} s")
    print(f"memory {memory() - before:.0f} MB")
    pieces: list[str] = []
    size = 0
    while size < options.megabytes * 1_000_000:
        pieces.append(rng.choice(PROSE) if rng.random() < 0.95 else f"{rng.choice(known)[1]} denied it. ")
        size += len(pieces[-1])
    text = "".join(pieces)
    start = time.process_time()
    hits = dictionary.scan(text)
    took = time.process_time() - start
    print(f"scanned {len(text) / 1e6:.0f} MB in {took:.2f} s of processor time: {len(text) / 1e6 / took:.1f} MB/s")
    print(f"{len(hits):,} hits")


if __name__ == "__main__":
    main()
