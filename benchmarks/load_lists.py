"""How long it takes to load every list of the issue's point 4 into a fresh home, and how many entries that gives.

    python benchmarks/load_lists.py [--data ../shared/data] [--home FOLDER] [--goal 60]

Prints one JSON object; ends with 1 when the goal is missed or the data are absent.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lookthrough.dataset.build import build
from lookthrough.dataset.ingest import ingest
from lookthrough.dataset.store import Store
from lookthrough.errors import Issues
from lookthrough.sources.registry import SOURCES, source

#: Source, edition, files: the publishers' own formats, each at its newest edition in the shared folder.
LISTS = (
    ("us_trade_csl", "2026-07-09", ("sanctions/us/csl_derived_2026-07-09.csv",)),
    (
        "us_ofac_sdn",
        "2021-07-07",
        tuple(f"sanctions/us/ofac_watchman/bench_{part}.csv" for part in ("sdn", "alt", "add", "sdn_comments")),
    ),
    ("us_ofac_cons", "2024-05-06", ("sanctions/us/ofac_nonsdn_consolidated_2024-05-06.xml",)),
    (
        "us_ofac_cons",
        "2025-12-19",
        tuple(f"sanctions/us/ofac_watchman/cons_{part}.csv" for part in ("prim", "alt", "add", "comments")),
    ),
    ("us_dhs_uflpa", "2026-07-09", ("sanctions/us/nsfreg_2026-07-09/source-uflpa-2026-07-09.html",)),
    ("us_dod_1260h", "2026-08-20", ("sanctions/us/dod_1260h_opensanctions_transcript.csv",)),
    ("un_sc", "2026-01-28", ("sanctions/un/UN_consolidated_2026-01.xml",)),
)
ENTRIES = 15_000


def main() -> int:
    """Load, build, print."""
    options = _options()
    if not options.data.is_dir():
        print(f"the publishers' files are not here: {options.data} is absent", file=sys.stderr)
        return 1
    if options.home and options.home.exists():
        print("the home folder is there already: only loading into a fresh one is measured", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as fresh:
        figures = load(Store(options.home or Path(fresh) / "home"), options.data)
    figures["goal_s"] = options.goal
    print(json.dumps(figures, indent=1))
    return 0 if figures["seconds"] <= options.goal and figures["entries"] >= ENTRIES else 1


def load(store: Store, data: Path) -> dict[str, Any]:
    """Seconds by source, for the build and in all; entries and statements."""
    now, issues, by_source = datetime.now(UTC), Issues(), {}
    start = time.perf_counter()
    for source_id, edition, names in LISTS:
        begin = time.perf_counter()
        files = [data / name for name in names]
        ingest(store, source(source_id), files, edition=edition, now=now, issues=issues)
        by_source[f"{source_id} {edition}"] = round(time.perf_counter() - begin, 2)
    begin = time.perf_counter()
    snapshot = build(store, SOURCES, now=now, issues=issues)
    end = time.perf_counter()
    return {
        "seconds": round(end - start, 2),
        "entries": snapshot.manifest.entries,
        "entities": snapshot.manifest.entities,
        "statements": snapshot.manifest.statements,
        "load_s": by_source,
        "build_s": round(end - begin, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "lists": {state.id: [state.source, state.edition, state.entries] for state in snapshot.lists},
        "issues": dict(issues.counts),
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "data")
    parser.add_argument("--home", type=Path, help="keep the home folder here instead of removing it")
    parser.add_argument("--goal", type=float, default=60.0)
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
