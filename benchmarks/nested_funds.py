"""A portfolio of 1,000 funds with 2,000 lines each, nested three deep: how long, how much memory?

    .venv/bin/python benchmarks/nested_funds.py [--funds 1000] [--lines 2000] [--keep FOLDER]

Twenty funds that the portfolio holds lead to 180 that those hold, and these to 800. Every fund has lines of 25,000
invented issuers, 300 of them listed, and values whose totals share no denominator, which is the hard case for exact
arithmetic. The same seed gives the same files. The whole command is timed as a new process, from the files to the page.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ISSUERS = 25_000
LISTED = 300
AS_OF = "2026-07-09"
SYLLABLES = ("ba", "chi", "do", "fen", "gu", "hai", "jin", "ka", "lo", "mei", "nu", "pan", "qi", "ra", "shu", "ta")
SOURCES = (
    "Entity List (EL) - Bureau of Industry and Security",
    "Non-SDN Chinese Military-Industrial Complex Companies List (CMIC) - Treasury Department",
)

Row = tuple[str, str, str, int]
"""Name, country, asset class, value in cents."""


def main() -> None:
    """Generate, load, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--funds", type=int, default=1000)
    parser.add_argument("--lines", type=int, default=2000)
    parser.add_argument("--keep", type=Path, help="keep the generated files in this folder")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = chosen.keep or Path(scratch)
        names = issuers()
        write_files(folder, names, chosen.funds, chosen.lines)
        write_list(folder / "list.csv", names)
        command = [sys.executable, "-m", "lookthrough"]
        home = ["--home", str(folder / "home")]
        subprocess.run(  # noqa: S603
            [*command, "load", "us_trade_csl", str(folder / "list.csv"), "--edition", AS_OF, *home],
            check=True,
            capture_output=True,
        )
        asked = [str(folder / "portfolio.csv"), "--funds", str(folder / "funds"), "--as-of", AS_OF]
        for ending in ("html", "json"):
            target = folder / f"report.{ending}"
            seconds, kilobytes = timed([*command, "portfolio", *asked, *home, "-o", str(target)])
            size = target.stat().st_size / 2**20
            print(f"to {ending}: {seconds:.1f} s, {kilobytes / 2**20:.2f} GB at the most, {size:.1f} MB written")
        report = json.loads((folder / "report.json").read_text("utf-8"))
    findings = sum(len(position["findings"]) for position in report["positions"])
    print(f"{chosen.funds:,} funds of {chosen.lines:,} lines; {findings:,} findings")


def timed(command: list[str]) -> tuple[float, int]:
    """Wall seconds and peak kilobytes of one process; it may find something and end with 1."""
    began = time.perf_counter()
    child = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603
    _, _, usage = os.wait4(child.pid, 0)
    return time.perf_counter() - began, usage.ru_maxrss


def issuers() -> list[str]:
    """Invented names of companies, no two alike."""
    rng, names = random.Random("issuers"), dict[str, None]()
    while len(names) < ISSUERS:
        words = ["".join(rng.choices(SYLLABLES, k=rng.choice((2, 3)))).title() for _ in range(2)]
        names[f"{' '.join(words)} {rng.choice(('Co., Ltd.', 'Holdings Ltd', 'Group Inc', 'AG'))}"] = None
    return list(names)


def rows_of(number: int, names: list[str], funds: int, lines: int) -> Iterator[Row]:
    """The lines of one fund, from its number alone; fund -1 is the portfolio."""
    rng = random.Random(f"nested-{number}")
    top, middle = max(1, funds // 50), max(1, funds // 5)
    if number < 0:
        below = list(range(top))
    elif number < top:
        below = rng.sample(range(top, middle), min(30, middle - top))
    elif number < middle:
        below = rng.sample(range(middle, funds), min(30, funds - middle))
    else:
        below = []
    for each in below:
        yield f"Nested Index Fund {each:04d}", "us", "fund", rng.randrange(10**8, 10**11)
    for issuer in rng.sample(range(ISSUERS), min(ISSUERS, max(0, lines - len(below)))):
        yield names[issuer], "cn" if issuer % 3 else "jp", "equity", rng.randrange(10**6, 10**10)


def write_files(folder: Path, names: list[str], funds: int, lines: int) -> None:
    """The portfolio and its funds as CSV files."""
    (folder / "funds").mkdir(parents=True, exist_ok=True)
    for number in range(-1, funds):
        path = folder / ("portfolio.csv" if number < 0 else f"funds/Nested Index Fund {number:04d}.csv")
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["Name", "Country", "Asset Class", "Market Value USD"])
            for name, country, asset, cents in rows_of(number, names, funds, lines):
                writer.writerow([name, country, asset, f"{cents // 100}.{cents % 100:02d}"])


def write_list(path: Path, names: list[str]) -> None:
    """A screening list with the first of the invented issuers."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["source", "name", "addresses", "federal_register_notice", "start_date"])
        for number, name in enumerate(names[:LISTED]):
            writer.writerow([SOURCES[number % 2], name, "", "84 FR 54004, 10/9/19", "2019-10-09"])


if __name__ == "__main__":
    main()
