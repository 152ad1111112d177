"""Names of listed issuers against the bodies and persons of an OFAC SDN list: how many alert?

    .venv/bin/python benchmarks/clean_companies.py [--data DIR] [--bench DIR] [--n 15000] [--seed 5] [--show]

Hardly any issuer on an exchange is on that list, so nearly every alert is a false one. Asked are all companies that
file with the Securities and Exchange Commission, and `--n` issuers of exchanges around the world.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import sys
from pathlib import Path

from lookthrough.index.entry import IndexEntry
from lookthrough.index.names import NameIndex
from lookthrough.match.engine import Engine
from lookthrough.model.entity import Name
from lookthrough.model.query import Query

HERE = Path(__file__).resolve().parents[1]
STRICT = 0.8


def main() -> None:
    """Ask and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data")
    options.add_argument("--bench", type=Path, default=HERE.parent / "shared" / "bench")
    options.add_argument("--n", type=int, default=15_000)
    options.add_argument("--seed", type=int, default=5)
    options.add_argument("--show", action="store_true", help="print every alert")
    chosen = options.parse_args()
    engine = Engine(NameIndex.build(listed(chosen.data, chosen.bench)))
    names = chosen.data / "names"
    filed = json.loads((names / "sec_company_tickers_2025-08.json").read_text(encoding="utf-8")).values()
    with gzip.open(names / "financedatabase_equities_names.csv.gz", "rt", encoding="utf-8") as file:
        world = sorted({list(row.values())[1] for row in csv.DictReader(file)} - {""})
    tell("filers", sorted({row["title"] for row in filed}), engine, show=chosen.show)
    tell("issuers around the world", random.Random(chosen.seed).sample(world, chosen.n), engine, show=chosen.show)


def listed(data: Path, bench: Path) -> list[IndexEntry]:
    """The parties of the SDN list."""
    sys.path.insert(0, str(bench))
    from make_queries import entities  # noqa: PLC0415

    folder = data / "sanctions" / "us" / "ofac_watchman"
    found = entities(str(folder / "bench_sdn.csv"), str(folder / "bench_alt.csv"))
    return [IndexEntry(uid, kind, tuple(map(Name, names))) for uid, (kind, names) in found.items()]


def tell(what: str, names: list[str], engine: Engine, *, show: bool) -> None:
    """Print how many of the names alert."""
    queries = [Query((name,), kind="company") for name in names]
    best = [matches[0] for matches in engine.search_all(queries, limit=1) if matches]
    strict = sum(match.score >= STRICT for match in best)
    print(f"{what}: {len(best)} of {len(names)} alert ({len(best) / len(names):.2%}), {strict} at the strict line")
    for match in sorted(best, key=lambda match: -match.score) if show else ():
        print(f"    {match.score:.3f} {match.query_name!r} for {match.name!r}")


if __name__ == "__main__":
    main()
