"""What a document of a kind costs as it grows: seconds of processor time and megabytes at each size.

    python benchmarks/evidence_growth.py [KIND …] [--sizes 100,200,400,800,1600] [--limit 120]

Sizes are thousands of bytes. Every kind is text or markup that repeats, nests or never ends; each size is read in a
process of its own, as `read` does without keeping, and stopped after `--limit` seconds of processor time. Where a step
costs more than its text, the last column (cost of a size over cost of the one before) rises above 2.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lookthrough.settings import read_settings
from lookthrough.workspace import Workspace


def _distinct(size: int) -> str:
    draw = random.Random(1)
    sentences: list[str] = []
    length = 0
    while length < size:
        firm, other = f"Firm{draw.randrange(10**6)}co Robotics", f"Quor{draw.randrange(10**6)}dex Optics"
        price, when = draw.randrange(1, 900), 2000 + draw.randrange(20)
        sentences.append(f"{firm} said on Monday it would sell lenses worth ${price} million to {other} in {when}.")
        length += len(sentences[-1]) + 1
        if draw.random() < 0.2:
            sentences[-1] += "\n\n"
    return " ".join(sentences)


def _repeat(text: str) -> Callable[[int], str]:
    return lambda size: text * (size // len(text) + 1)


def _paragraphs(size: int) -> str:
    return "<html><body><article>" + "".join(f"<p>{each}</p>" for each in _distinct(size).split("\n\n"))


MIXED = "Zürich “Acme” ".encode() + "Zürich Acme fell. ".encode("latin-1") + "Acme fell".encode("utf-16-le")
KINDS: dict[str, Callable[[int], str | bytes]] = {
    "one sentence": _repeat("Acme Robotics sold lenses worth $5 million to Boreas Optics Inc. in 2019. "),
    "one paragraph": _repeat("The US added 28 bodies, including 20 bureaus and 8 firms, to the Entity List.\n\n"),
    "distinct sentences": _distinct,
    "no full stops": lambda size: _distinct(size).replace(".", ""),
    "one line": lambda size: _distinct(size).replace("\n", " "),
    "brackets": lambda size: "(" * size,
    "names": lambda size: " ".join(f"Firm{n}x Robotics fell." for n in range(size // 24)),
    "list of names": lambda size: ", ".join(f"Firm{n} Robotics" for n in range(size // 17)),
    "persons": lambda size: " ".join(f"Mr. John Smith{n}x fell." for n in range(size // 25)),
    "dates": _repeat("On May 3, 2019, it fell. "),
    "articles": _repeat("3 May 2019\nBy John Smith\nIt fell today and then rose.\n\n"),
    "headings": lambda size: "\n\n".join(f"Heading {n}" for n in range(size // 13)),
    "nested quotes": lambda size: "“He said ‘" * (size // 34) + "it fell’”" * (size // 34),
    "he said that": _repeat("He said that "),
    "right to left": _repeat("אבג דהו, Acme Ltd נמכר ל Boreas Inc. "),
    "one word": lambda size: "a" * size,
    "deep markup": lambda size: "<div>" * (size // 11) + "<p>Acme fell.</p>" + "</div>" * (size // 11),
    "paragraphs": _paragraphs,
    "open tags": lambda size: "<html><body>" + "<b><i><p>x" * (size // 10),
    "table": lambda size: "<html><body><table>" + "<tr><td>Acme</td><td>5</td></tr>" * (size // 32),
    "time marks": lambda size: (
        "<html><body>" + '<time datetime="2019-10-07">7 Oct 2019</time><h2>H</h2>' * (size // 56)
    ),
    "mixed encodings": lambda size: MIXED * (size // len(MIXED)),
    "noise": lambda size: random.Random(3).randbytes(size),
}


def main() -> None:
    """Read each kind at each size, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND")
    parser.add_argument("--sizes", default="100,200,400,800,1600")
    parser.add_argument("--limit", type=int, default=120)
    options = parser.parse_args()
    sizes = [int(each) * 1000 for each in options.sizes.split(",")]
    print("kind, then seconds and MB at " + ", ".join(f"{size // 1000:,} kB" for size in sizes))
    with tempfile.TemporaryDirectory() as home:
        for kind in options.kinds or KINDS:
            costs = [measured(Path(home), KINDS[kind], size, options.limit) for size in sizes]
            told = "".join(f"{seconds:8.2f} s {megabytes:4} MB" for seconds, megabytes in costs)
            growth = costs[-1][0] / costs[-2][0] if len(costs) > 1 else 0.0
            print(f"{kind:20}{told}   x{growth:.1f}", flush=True)


def measured(home: Path, make: Callable[[int], str | bytes], size: int, limit: int) -> tuple[float, int]:
    """Seconds of processor time and megabytes beside those of an empty document; infinite where it was stopped."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        made = make(size)
        data = made if isinstance(made, bytes) else made.encode()
        workspace = Workspace(read_settings(home))
        workspace.read("-", stdin=lambda: b"Nothing fell.", keep=False)
        start, before = time.process_time(), _peak()
        workspace.read("-", stdin=lambda: data, keep=False)
        os.write(writer, f"{time.process_time() - start} {_peak() - before}".encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as answer:
        told = answer.read().split()
    os.waitpid(child, 0)
    return (float(told[0]), int(told[1])) if told else (float("inf"), 0)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
