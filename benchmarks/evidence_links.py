"""Names that no list prints so: listed organisations that our own matching links rightly, and others that it does not.

    python benchmarks/evidence_links.py --home FOLDER [--data ../shared/data] [--listed 1500] [--clean 4000] [--seed 7]

`--home` is a home folder with lists (`benchmarks/load_lists.py --home` makes one). Asked are

- names of listed organisations with a slip, a word less or another order (`made_names`), which the dictionary of a
  reading does not find;
- the same names whole with another company's word behind them, whose owner is on no list;
- companies registered with the SEC, of which nearly none is listed; those that are linked are printed, for a reader
  to judge.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import Counter
from pathlib import Path

from lookthrough.names.normalise import plain
from lookthrough.report.likely_parties import LikelyParties
from lookthrough.settings import read_settings
from lookthrough.workspace import Workspace
from made_names import _mutated

BEHIND = ("Finance", "Logistics", "Holdings", "Germany GmbH", "Aviation Institute", "Zenith", "Shanghai Branch")
LATIN = re.compile("[A-Za-z]")


def main() -> int:
    """Ask, count, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--listed", type=int, default=1500)
    parser.add_argument("--clean", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    workspace = Workspace(read_settings(options.home))
    parties = workspace._room().parties
    assert parties is not None
    likely = LikelyParties(lambda: workspace.engine, parties)
    draw = random.Random(options.seed)
    rows = [row for row in workspace.snapshot.index_rows() if row.kind not in ("person", "vessel", "aircraft")]
    named = [(row.names[0].text, parties.one_id(row.entity_id)) for row in rows if LATIN.search(row.names[0].text)]
    listed = draw.sample(named, options.listed)
    printed = [(name.title() if name.isupper() else name, entity) for name, entity in listed]
    asked = [(_mutated(name, draw), entity) for name, entity in printed]
    asked = [(name, entity) for name, entity in asked if not parties.dictionary.scan(name)]
    told: Counter[str] = Counter()
    started = time.process_time()
    for name, entity in asked:
        decision, candidates = likely(name, "organization")
        first, every = [c.entity_id for c in candidates[:1]], [c.entity_id for c in candidates]
        right = entity in (first if decision == "linked" else every)
        told[f"{decision} {'right' if right else 'wrong'}" if candidates else decision] += 1
    each = (time.process_time() - started) / max(1, len(asked))
    print(f"{len(asked):,} changed names that the dictionary does not find: {dict(sorted(told.items()))}")
    print(f"{each * 1000:.2f} ms each")
    # A company of its own, unless some list prints the whole.
    known = {plain(name.text) for row in rows for name in row.names}
    others = [f"{name.rstrip('., ')} {draw.choice(BEHIND)}" for name, _ in printed]
    others = [name for name in others if plain(name) not in known]
    count = Counter(likely(name, "organization")[0] for name in others)
    print(f"{len(others):,} listed names with another company's word behind: {dict(sorted(count.items()))}")
    path = options.data / "names" / "sec_company_tickers_2025-08.json"
    if not path.exists():
        print(f"no companies at {path}: wrong links not measured")
        return 1
    titles = sorted({row["title"] for row in json.loads(path.read_text(encoding="utf-8")).values()})
    clean = [name for name in draw.sample(titles, options.clean) if not parties.dictionary.scan(name)]
    count = Counter(likely(name, "organization")[0] for name in clean)
    print(f"{len(clean):,} companies of the SEC's register: {dict(sorted(count.items()))}")
    for name in clean:
        decision, candidates = likely(name, "organization")
        if decision == "linked":
            print(f"  {name}: {candidates[0].why}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
