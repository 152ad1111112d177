"""One company's answer about its owners on a large graph, and a file of parties: how long does each take?

    .venv/bin/python benchmarks/owners_answers.py [--edges 10000000] [--parties 10000]

The graph is that of `ownership_graph.py`: random or power-law, cycles of every length, a tenth of the stakes known as a
band, a fiftieth of the parties listed. It is built once and the line asked once; then single companies are asked, those
with most owners among them: the ties above (2,000 at the most, what leads to listed parties first), the strongest way
to each party above, the attribution with its deciding stakes and what would settle it. Told are the median, the 95th
and 99th percentile and the worst, on the clock and of the processor: on a machine with other work the second says more.
The collector of garbage is told that what was built stays; else one of its walks shows as a worst answer, 40 ms more.

The file of parties goes through the workspace: links and names from CSV, the bundled sample's lists, JSON out.
"""

from __future__ import annotations

import argparse
import gc
import resource
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np

from lookthrough.errors import Issues
from lookthrough.exposure.ownership.answers import answer_about
from lookthrough.exposure.ownership.links import Settled
from lookthrough.exposure.ownership.own_links import Attributed, answer_from
from lookthrough.exposure.ownership.proof import Stake
from lookthrough.exposure.ownership.stakes import Columns, Stakes, build
from lookthrough.exposure.ownership.ties import Ties, Toward, tied
from lookthrough.exposure.ownership.unknowns import WIDEST_REACH
from lookthrough.model.attribution import Edge, Measure
from lookthrough.report.owned_by_listed import MOST_ABOVE, strongest_ways
from lookthrough.report.render import render
from lookthrough.workspace import open as open_workspace
from ownership_graph import drawn

ASKED = 300
QUANTILES = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "worst": 1.0}


def main() -> None:
    """Both shapes of the graph, then the file of parties."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edges", type=int, default=10_000_000)
    parser.add_argument("--parties", type=int, default=10_000)
    chosen = parser.parse_args()
    for shape in ("random", "power-law"):
        one_company(shape, chosen.edges)
    file_of_parties(chosen.parties)


class Parties(Sequence[str], Mapping[str, int]):  # type: ignore[misc]
    """Numbers as names, both ways, so that ten million of them take no memory."""

    def __init__(self, count: int) -> None:
        self.count = count

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, at):  # type: ignore[no-untyped-def]  # a number's name, or a name's number
        return int(at) if isinstance(at, str) else str(at)

    def __iter__(self) -> Iterator[str]:  # type: ignore[override]
        return map(str, range(self.count))

    def get(self, name: str, default: int | None = None) -> int | None:  # type: ignore[override]
        """A name's number; nobody is called ""."""
        return int(name) if name else default


class Links(Sequence[Settled]):
    """Links that are made when they are looked at."""

    def __init__(self, stakes: Stakes, parties: Parties) -> None:
        self.stakes, self.parties = stakes, parties

    def __len__(self) -> int:
        return len(self.stakes.row)

    def __getitem__(self, row):  # type: ignore[no-untyped-def]
        columns = self.stakes.columns
        owner, owned = (str(int(column[row])) for column in (columns.owner, columns.owned))
        return Settled(owner, owned, "equity", self.stakes.share(int(row)), ())


def one_company(shape: str, edges: int) -> None:
    """Build the graph, ask the line once, then single companies."""
    graph, began = drawn(shape, edges), time.perf_counter()
    parties = Parties(int(graph["parties"]))
    columns = Columns(*(graph[name] for name in ("owner", "owned", "low", "high", "unit", "opens")), {})
    stakes = build(columns, len(parties))
    by, of, low, unit = (getattr(stakes.columns, name) for name in ("owner", "owned", "low", "unit"))
    ties = tied(parties, parties, by, of, low / unit, Links(stakes, parties))
    built = time.perf_counter()
    listed = graph["listed"].tolist()
    start = set(listed)
    found = answer_from(stakes, parties, parties, listed, listed, Measure(), Issues())
    toward = ties.toward(listed)
    found.is_circular("0")
    if len(found.possible) - len(found.caught) <= WIDEST_REACH:
        _ = found.ranks
    ready = time.perf_counter()
    widest = np.argsort(-np.diff(stakes.into))[: ASKED // 3].tolist()
    rng = np.random.default_rng(1)
    asked = [*widest, *rng.choice(len(parties), ASKED // 3, replace=False).tolist()]
    caught = sorted(map(int, found.possible - found.caught))
    asked += caught[:: max(1, len(caught) // (ASKED // 3))]
    gc.collect()
    gc.freeze()  # what was built stays: the collector of garbage need not walk it in the middle of an answer
    times = [_answer(ties, found, toward, start, party) for party in asked]
    said = [_milliseconds([each[way] for each in times]) for way in (0, 1)]
    widest_of_all = int(np.diff(stakes.into).max())
    print(
        f"{shape}, {edges:,} stakes: built in {built - began:.1f} s, asked of all in {ready - built:.1f} s; one "
        f"company {said[0]} on the clock, {said[1]} of the processor ({len(asked)} asked, up to "
        f"{widest_of_all:,} owners); peak {_gigabytes():.2f} GB",
        flush=True,
    )


def _gigabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def _milliseconds(seconds: Sequence[float]) -> str:
    values = [f"{name} {1000 * float(np.quantile(seconds, part)):.1f}" for name, part in QUANTILES.items()]
    return f"{', '.join(values)} ms"


def _answer(ties: Ties, found: Attributed, toward: Toward, listed: set[int], party: int) -> tuple[float, float]:
    began, busy = time.perf_counter(), time.process_time()
    above = ties.above(party, MOST_ABOVE, toward)
    strongest_ways(ties, above, listed & above.distance.keys())
    answer_about(str(party), "half", found, {}, _told)
    return time.perf_counter() - began, time.process_time() - busy


def _told(stake: Stake) -> Edge:
    return Edge(stake.owner, stake.owned, stake.share)


def file_of_parties(count: int) -> None:
    """A file of parties, a file of five times as many links, the sample's lists."""
    rng = np.random.default_rng(2)
    with tempfile.TemporaryDirectory() as scratch, as_file(files("lookthrough.resources") / "sample") as sample:
        folder = Path(scratch)
        workspace = open_workspace(folder / "home")
        workspace.load("us_trade_csl", sample / "us_trade_csl.csv", edition="2026-07-09")
        links, names = folder / "links.csv", folder / "names.csv"
        owners = rng.integers(0, 5 * count, 5 * count)
        rows = [f"Company {a:06d} Ltd,Company {b:06d} Ltd,{s}%" for b, (a, s) in enumerate(
            zip(np.minimum(owners, np.arange(5 * count)), rng.integers(1, 100, 5 * count), strict=True))]  # fmt: skip
        rows += [f'"Hangzhou Hikvision Digital Technology Co., Ltd.",Company {n:06d} Ltd,60%' for n in range(0, 100, 7)]
        links.write_text("owner,owned,share\n" + "\n".join(rows) + "\n", "utf-8")
        asked = rng.choice(5 * count, count, replace=False)
        names.write_text("name\n" + "\n".join(f"Company {n:06d} Ltd" for n in asked) + "\n", "utf-8")
        began = time.perf_counter()
        report = workspace.owners(names, links=[links], as_of="2025-10-15")
        answered = time.perf_counter()
        text = render(report, "json")
        statuses: dict[str, int] = {}
        for answer in report.answers:
            statuses[answer.status] = statuses.get(answer.status, 0) + 1
        print(
            f"{count:,} parties of {len(rows):,} links: answered in {answered - began:.1f} s, JSON of "
            f"{len(text) / 1e6:.0f} MB in {time.perf_counter() - answered:.1f} s; {statuses}; "
            f"peak {_gigabytes():.2f} GB"
        )


if __name__ == "__main__":
    main()
