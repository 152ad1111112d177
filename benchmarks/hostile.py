"""Texts that are meant to take long: the ten that took longest, as a query of a list of made parties.

    .venv/bin/python benchmarks/hostile.py [--data DIR] [--parties 20000] [--count 600] [--seed 1]

Each text is asked alone and once, as a query of any kind, for ten answers above the floor with their reasons; the time
is told in milliseconds of the core. The goal is 50 for every text.
"""

from __future__ import annotations

import argparse
import gc
import random
import time
from collections.abc import Callable
from pathlib import Path

from lookthrough.index.names import NameIndex
from lookthrough.match.engine import Engine
from lookthrough.model.query import Query
from made_names import Parts, parties, parts_of

HERE = Path(__file__).resolve()
#: Characters of the longest text; what is longer is read up to here.
LONGEST = 600
WORST = 10


def main() -> None:
    """Ask and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=HERE.parents[2] / "shared" / "data")
    options.add_argument("--parties", type=int, default=20_000)
    options.add_argument("--count", type=int, default=600)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    parts = parts_of(chosen.data)
    engine = Engine(NameIndex.build(parties(parts, chosen.parties)))
    draw = random.Random(chosen.seed)
    ways = list(WAYS.items())
    texts = [(ways[at % len(ways)][0], ways[at % len(ways)][1](parts, draw)) for at in range(chosen.count)]
    first = [way(parts, draw) for way in WAYS.values() for _ in range(6)]
    list(engine.search_all([Query((text,), kind="any") for text in first], threshold=0.0))  # compiles
    spent = sorted(((milliseconds(engine, text), way, text) for way, text in texts), reverse=True)
    print(f"{'ms':>8}  {'way':24}text")
    for took, way, text in spent[:WORST]:
        print(f"{took:8.1f}  {way:24}{text[:60]!r}")
    print(f"{sum(took > 50 for took, _, _ in spent)} of {len(spent)} texts took more than 50 ms")


def milliseconds(engine: Engine, text: str) -> float:
    """The time that a text takes which was not read before."""
    gc.collect()  # no text pays for what another left behind
    start = time.process_time()
    for match in engine.search(Query((text,), kind="any"), threshold=0.0):
        assert match.reasons
    return 1000 * (time.process_time() - start)


def brackets(_: Parts, draw: random.Random) -> str:
    """Opened and closed at random."""
    return "".join(draw.choice("()[]{}<>（）【】 a") for _ in range(LONGEST))


def chinese(_: Parts, draw: random.Random) -> str:
    """Characters at random, most of which stand in no word."""
    return "".join(chr(draw.randrange(0x4E00, 0x9FA5)) for _ in range(draw.choice((20, 100, LONGEST))))


def chinese_names(parts: Parts, draw: random.Random) -> str:
    """Chinese names one behind the other."""
    return "".join(draw.choice(parts.chinese) for _ in range(80))[:LONGEST]


def one_word(parts: Parts, draw: random.Random) -> str:
    """A word again and again."""
    word = draw.choice((draw.choice(parts.own), draw.choice(parts.given), "the", "group", "al", "a"))
    return " ".join([word] * draw.choice((10, 40, 200)))


def many_words(parts: Parts, draw: random.Random) -> str:
    """Words of many names."""
    return " ".join(draw.choice((parts.own, parts.given, parts.family))[draw.randrange(1000)] for _ in range(60))


def common_words(parts: Parts, draw: random.Random) -> str:
    """Words of trade, places and legal forms without a word of its own."""
    return " ".join(draw.choice(parts.tails) for _ in range(draw.choice((3, 12))))[:LONGEST]


def letters(_: Parts, draw: random.Random) -> str:
    """Single letters, which may be joined, stand for words, or make an acronym."""
    return draw.choice((" ", ".", ". ")).join(draw.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(100))


def syllables(_: Parts, draw: random.Random) -> str:
    """Syllables of Chinese, joined or not."""
    some = ("zhong", "xin", "hua", "an", "guo", "ji", "xian", "li", "a", "ming", "sheng", "yu")
    return draw.choice((" ", "", "'")).join(draw.choice(some) for _ in range(100))


def digits(_: Parts, draw: random.Random) -> str:
    """Numbers in digits, words and Chinese characters."""
    some = ("1", "007", "forty", "four", "二十九", "IV", "12.5", "第", "-", "1st")
    return draw.choice((" ", "")).join(draw.choice(some) for _ in range(120))


def connected(parts: Parts, draw: random.Random) -> str:
    """Names joined by what joins several: formerly, slashes, commas."""
    some = (" formerly ", " / ", ", ", " (", ") ", " a/k/a ", "; ", " and any subsidiary of ", " - ")
    return "".join(draw.choice(parts.own) + draw.choice(some) for _ in range(50))


def scripts(_: Parts, draw: random.Random) -> str:
    """Letters of many scripts and marks that are not seen."""
    ranges = ((0x400, 0x4FF), (0x5D0, 0x5EA), (0x620, 0x64A), (0x900, 0x97F), (0xAC00, 0xD7A3), (0x3040, 0x30FF))
    marks = "\u200b\u202e\u0301\ufeff "
    return "".join(
        chr(draw.randrange(*draw.choice(ranges))) + draw.choice(("", "", draw.choice(marks))) for _ in range(300)
    )


def korean(_: Parts, draw: random.Random) -> str:
    """Syllables of Korean, with spaces or without."""
    return "".join(chr(draw.randrange(0xAC00, 0xD7A3)) + draw.choice(("", " ")) for _ in range(150))


def japanese(_: Parts, draw: random.Random) -> str:
    """Chinese characters with kana between."""
    return "".join(chr(draw.randrange(0x4E00, 0x9FA5)) + chr(draw.randrange(0x3041, 0x3096)) for _ in range(150))


def thai(_: Parts, draw: random.Random) -> str:
    """Letters of Thai, which has no spaces."""
    return "".join(chr(draw.randrange(0xE01, 0xE5B)) for _ in range(draw.choice((50, LONGEST))))


WAYS: dict[str, Callable[[Parts, random.Random], str]] = {
    way.__name__: way
    for way in (
        brackets, chinese, chinese_names, one_word, many_words, common_words, letters, syllables, digits, connected,
        scripts, korean, japanese, thai,
    )
}  # fmt: skip

if __name__ == "__main__":
    main()
