"""A portfolio of 1,000 funds with 2,000 lines each, nested three deep: how long, how much memory?

    python benchmarks/nested_funds.py [--funds 1000] [--lines 2000] [--write FOLDER]

Twenty funds that the portfolio holds lead to 180 that those hold, and these to 800. Every fund has lines of 25,000
invented issuers, 300 of them listed, and values whose totals share no denominator, which is the hard case for exact
arithmetic. The same seed gives the same files. The goal is 60 s and 2 GB for everything, of which reading takes the
larger part; this times building the tables and looking through.
"""

from __future__ import annotations

import argparse
import csv
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

from lookthrough.exposure.funds import LineTable, compact
from lookthrough.exposure.portfolio import Hit, LookThrough, look_through
from lookthrough.model.dates import day
from lookthrough.model.holdings import Holdings, Position
from lookthrough.model.listing import Listing

ISSUERS = 25_000
LISTED = 300
AS_OF = date(2026, 7, 9)
LISTS = ("us_bis_entity_list", "us_ofac_nscmic", "us_dod_1260h")

Row = tuple[str, str, str, int]
"""Name, country, asset class, value in cents."""


def fund_name(number: int) -> str:
    """The name under which other funds hold this one."""
    return f"Nested Index Fund {number:04d}"


def rows_of(number: int, funds: int, lines: int) -> Iterator[Row]:
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
        yield fund_name(each), "us", "fund", rng.randrange(10**8, 10**11)
    for issuer in rng.sample(range(ISSUERS), min(ISSUERS, max(0, lines - len(below)))):
        yield f"Issuer {issuer:05d} Holdings Ltd", "cn" if issuer % 3 else "jp", "equity", rng.randrange(10**6, 10**10)


def holdings_of(number: int, funds: int, lines: int) -> Holdings:
    """One fund as its reader would give it."""
    positions = tuple(
        Position(i, name, asset=asset, country=country, currency="USD", value=value, value_usd=value)  # type: ignore[arg-type]
        for i, (name, country, asset, cents) in enumerate(rows_of(number, funds, lines), 1)
        for value in (Fraction(cents, 100),)
    )
    name = "Nested Pension Plan" if number < 0 else fund_name(number)
    return Holdings(name, f"{name}.csv", "", "table", day(date(2026, 6, 30)), positions)


def write_files(folder: Path, funds: int, lines: int) -> None:
    """The same funds as CSV files: `portfolio.csv` and `funds/<name>.csv`."""
    (folder / "funds").mkdir(parents=True, exist_ok=True)
    for number in range(-1, funds):
        path = folder / ("portfolio.csv" if number < 0 else f"funds/{fund_name(number)}.csv")
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["Name", "Country", "Asset Class", "Market Value USD"])
            for name, country, asset, cents in rows_of(number, funds, lines):
                writer.writerow([name, country, asset, f"{cents // 100}.{cents % 100:02d}"])


def hits_of(name: str) -> tuple[Hit, ...]:
    """What screening would find: the first issuers by number are listed, every third of them twice."""
    words = name.split()
    if words[0] != "Issuer" or int(words[1]) >= LISTED:
        return ()
    number = int(words[1])
    lists = LISTS[:2] if number % 3 == 0 else (LISTS[number % 3],)
    return tuple(
        Hit(Listing(f"{each}:{number}", f"{each}:{number}", each, name, edition="2026-07-09"), 1.0, name, "", name)
        for each in lists
    )


def run(funds: int, lines: int) -> LookThrough:
    """Build and look through, printing the seconds of each part."""
    table = LineTable()
    portfolio = compact(holdings_of(-1, funds, lines), table)
    tables, building = [], 0.0
    for number in range(funds):
        holdings = holdings_of(number, funds, lines)
        began = time.perf_counter()
        tables.append(compact(holdings, table))
        building += time.perf_counter() - began
    rows = sum(len(each) for each in tables)
    print(f"compact: {building:.1f} s for {rows:,} lines, {building / max(rows, 1) * 1e6:.2f} µs a line")
    listed = {line: hits_of(key.name) for line, key in enumerate(table.keys())}
    began = time.perf_counter()
    answer = look_through(portfolio, tables, listed, as_of=AS_OF)
    print(f"look_through: {time.perf_counter() - began:.1f} s, {len(table):,} distinct lines screened")
    return answer


def main() -> None:
    """Read the arguments, run, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--funds", type=int, default=1000)
    parser.add_argument("--lines", type=int, default=2000)
    parser.add_argument("--write", type=Path, help="keep the generated CSV files in this folder")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        began = time.perf_counter()
        write_files(chosen.write or Path(scratch), chosen.funds, chosen.lines)
        print(f"generated {chosen.funds:,} files in {time.perf_counter() - began:.1f} s")
        answer = run(chosen.funds, chosen.lines)
    exposures = sum(len(position.exposures) for position in answer.positions)
    print(f"{len(answer.positions):,} positions, {exposures:,} exposures, {len(answer.layers):,} layers")
    for total in answer.by_list:
        print(f"  {total.id}: {float(total.long):.4%} long through {total.positions} positions")
    # ru_maxrss is in kilobytes on Linux, in bytes on macOS
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**30 if sys.platform == "darwin" else 2**20)
    print(f"peak memory {peak:.2f} GB")


if __name__ == "__main__":
    main()
