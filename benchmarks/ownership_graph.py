"""Attribution on random and power-law ownership graphs with cycles: how long, how much memory, how does it grow?

    .venv/bin/python benchmarks/ownership_graph.py [--edges 1000000 10000000] [--peers-up-to 10000000] [--figures DIR]

Every company's stakes are whole numbers of its own shares, a tenth of them known only as a band, so that every company
has a denominator of its own: the hard case for exact arithmetic. Owners are any party, so there are cycles of every
length. The same seed gives the same graph. Each engine runs in a new process on the same arrays; the peers find the
lower side only (who is certainly caught), and must find as many:

* door: ours, from a mapping a stake with names and shares as text;
* plain Python: a worklist over dictionaries and whole numbers;
* networkx: the same worklist over a directed graph of that library, where it is installed; it is given no more than
  `--networkx-up-to` stakes, for a million of them take it about a gigabyte;
* DuckDB: one recursive SQL query that keeps who is caught by key, in 128-bit whole numbers.

`cpu_s` is what the whole process used, imports and reading the graph included: where a machine has other work to do, it
says more than the seconds on the clock, and it is what the charts show. DuckDB uses two cores at a time.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from log_chart import log_chart

SEED = 20260709
LISTED_PER_THOUSAND = 20
ASKED = 200


def main() -> None:
    """Every size, shape and engine, a process each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edges", type=int, nargs="+", default=[1_250_000, 2_500_000, 5_000_000, 10_000_000])
    parser.add_argument("--peers-up-to", type=int, default=10_000_000, help="largest graph that the peers are given")
    parser.add_argument("--networkx-up-to", type=int, default=2_500_000, help="largest graph that networkx is given")
    parser.add_argument("--figures", type=Path, help="folder for charts of how the time grows, one a shape")
    parser.add_argument("--engine", choices=sorted(ENGINES), help=argparse.SUPPRESS)
    parser.add_argument("--draw", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--graph", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.draw:
        np.savez(chosen.graph, **drawn(chosen.draw[0], int(chosen.draw[1])))
        return
    if chosen.engine:
        found = ENGINES[chosen.engine](dict(np.load(chosen.graph)))
        used = resource.getrusage(resource.RUSAGE_SELF)
        found |= {"cpu_s": used.ru_utime + used.ru_stime, "gigabytes": used.ru_maxrss / 2**20}
        print(json.dumps(found))
        return
    with tempfile.TemporaryDirectory() as scratch:
        for shape in ("random", "power-law"):
            spent: dict[str, list[tuple[float, float]]] = {}
            for edges in chosen.edges:
                graph = Path(scratch) / "graph.npz"
                # in a process of its own: a child's peak of memory starts from its parent's
                draw = [sys.executable, __file__, "--draw", shape, str(edges), "--graph", str(graph)]
                subprocess.run(draw, check=True)  # noqa: S603
                print(f"\n{shape}, {edges:,} stakes", flush=True)
                engines = ["ours", "door", *(["python", "duckdb"] if edges <= chosen.peers_up_to else [])]
                if edges <= chosen.networkx_up_to and find_spec("networkx"):
                    engines.append("networkx")
                for engine, seconds in compare(graph, engines).items():
                    spent.setdefault(LABELS[engine], []).append((edges, seconds))
            if chosen.figures:
                chosen.figures.mkdir(parents=True, exist_ok=True)
                chart = log_chart(
                    f"Attribution on a {shape} graph with cycles",
                    "stakes",
                    "seconds of the processor, reading included",
                    spent,
                )
                (chosen.figures / f"ownership_growth_{shape.replace('-', '_')}.svg").write_text(chart)


LABELS = {"ours": "ours, from arrays", "door": "ours, from text", "python": "plain Python", "duckdb": "DuckDB",
          "networkx": "networkx"}  # fmt: skip


def compare(graph: Path, engines: list[str]) -> dict[str, float]:
    """Ask each engine, print a line each, and see that all found the same; seconds of the processor that each used."""
    caught, spent = set(), {}
    for engine in engines:
        command = [sys.executable, __file__, "--engine", engine, "--graph", str(graph)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            print(f"  {engine:8} did not finish: {done.stderr.strip().splitlines()[-1:]}", flush=True)
            continue
        found = json.loads(done.stdout)
        caught.add(found["caught"])
        spent[engine] = found["cpu_s"]
        print(f"  {engine:8} " + ", ".join(f"{k} {v:,.4g}" if isinstance(v, float) else f"{k} {v:,}" for k, v in
                                           found.items()), flush=True)  # fmt: skip
    if len(caught) > 1:
        raise SystemExit(f"the engines differ: {caught}")
    return spent


def drawn(shape: str, edges: int) -> dict[str, Any]:
    """A graph by its seed: about three stakes a company, each company's stakes at most its whole."""
    rng = np.random.default_rng(SEED)
    parties = max(edges // 3, 10)
    owned = rng.integers(0, parties, edges, dtype=np.int32)
    if shape == "random":
        owner = rng.integers(0, parties, edges, dtype=np.int32)
    else:  # few owners have most stakes: the k-th owner's number of stakes falls with a power of k
        owner = (parties * rng.random(edges) ** 3).astype(np.int32)
        owned[: edges // 3] = (parties * rng.random(edges // 3) ** 2).astype(np.int32)[::-1]
    parts = rng.integers(1, 10**6, edges, dtype=np.int64)
    parts[rng.random(edges) < 0.2] *= 50
    unit = np.zeros(parties, dtype=np.int64)
    np.add.at(unit, owned, parts)
    band = rng.random(edges) < 0.1
    low, high = parts.copy(), parts
    low[band] //= 2
    listed = rng.choice(parties, max(1, parties * LISTED_PER_THOUSAND // 1000), replace=False).astype(np.int32)
    return {"owner": owner, "owned": owned, "low": low, "high": high, "unit": unit[owned],
            "opens": band.astype(np.uint8), "listed": listed, "parties": np.int64(parties)}  # fmt: skip


def ours(graph: dict[str, Any]) -> dict[str, Any]:
    """Both sides, then single companies with their proofs."""
    from lookthrough.exposure.ownership.attribution import spread  # noqa: PLC0415
    from lookthrough.exposure.ownership.proof import Case  # noqa: PLC0415
    from lookthrough.exposure.ownership.stakes import Columns, build  # noqa: PLC0415
    from lookthrough.model.attribution import Measure  # noqa: PLC0415

    began = time.perf_counter()
    columns = Columns(*(graph[name] for name in ("owner", "owned", "low", "high", "unit", "opens")), {})
    stakes = build(columns, int(graph["parties"]))
    built = time.perf_counter()
    measure, listed = Measure(), graph["listed"].tolist()
    low, high = (spread(stakes, listed, measure, upper=upper) for upper in (False, True))
    spent = time.perf_counter()
    worst = 0.0
    most_owners = int(np.diff(stakes.into).argmax())
    for party in [most_owners, *high.caught[:: max(1, len(high.caught) // ASKED)].tolist()]:
        asked = time.perf_counter()
        side = low if low.round[party] >= 0 else high
        Case(stakes, _Names(), measure, side.round, side.upper).proof(party)
        worst = max(worst, time.perf_counter() - asked)
    return {"caught": len(low.caught), "possible": len(high.caught), "rounds": int(high.round.max()),
            "build_s": built - began, "attribute_s": spent - built, "one_company_ms": worst * 1000}  # fmt: skip


class _Names:
    """Numbers as names."""

    def __getitem__(self, number: int) -> str:
        return str(number)


def door(graph: dict[str, Any]) -> dict[str, Any]:
    """The same through `lookthrough.attribute`: names and shares as text, a mapping a stake."""
    import lookthrough  # noqa: PLC0415

    columns = [graph[name] for name in ("owner", "owned", "low", "high", "unit", "opens")]
    rows = (
        {"owner": f"p{owner}", "owned": f"p{owned}", "low": f"{'>' if opens else ''}{low}/{unit}",
         "high": f"{high}/{unit}"}
        for start in range(0, len(columns[0]), 100_000)
        for owner, owned, low, high, unit, opens in zip(
            *(column[start : start + 100_000].tolist() for column in columns), strict=True
        )
    )  # fmt: skip
    began = time.perf_counter()
    found = lookthrough.attribute(rows, [f"p{party}" for party in graph["listed"].tolist()])
    caught = len(found.caught)
    return {"caught": caught, "possible": len(found.possible), "all_s": time.perf_counter() - began}


def python(graph: dict[str, Any]) -> dict[str, Any]:
    """A worklist over dictionaries."""
    began = time.perf_counter()
    stakes: dict[int, list[tuple[int, int]]] = {}
    whole = dict(zip(graph["owned"].tolist(), graph["unit"].tolist(), strict=True))
    for owner, owned, low in zip(*(graph[name].tolist() for name in ("owner", "owned", "low")), strict=True):
        stakes.setdefault(owner, []).append((owned, low))
    built = time.perf_counter()
    waiting = graph["listed"].tolist()
    caught, held = set(waiting), dict.fromkeys(whole, 0)
    while waiting:
        for owned, low in stakes.get(waiting.pop(), ()):
            held[owned] += low
            if held[owned] * 2 >= whole[owned] and owned not in caught:
                caught.add(owned)
                waiting.append(owned)
    return {"caught": len(caught), "build_s": built - began, "attribute_s": time.perf_counter() - built}


def networkx(graph: dict[str, Any]) -> dict[str, Any]:
    """A worklist over a graph of the library; stakes of one owner in one company are one edge."""
    import networkx as library  # noqa: PLC0415

    began = time.perf_counter()
    whole = dict(zip(graph["owned"].tolist(), graph["unit"].tolist(), strict=True))
    ties = library.DiGraph()
    for owner, owned, low in zip(*(graph[name].tolist() for name in ("owner", "owned", "low")), strict=True):
        before = ties.edges[owner, owned]["low"] if ties.has_edge(owner, owned) else 0
        ties.add_edge(owner, owned, low=before + low)
    built = time.perf_counter()
    waiting = graph["listed"].tolist()
    caught, held = set(waiting), dict.fromkeys(whole, 0)
    while waiting:
        owner = waiting.pop()
        for _, owned, low in ties.out_edges(owner, data="low") if owner in ties else ():
            held[owned] += low
            if held[owned] * 2 >= whole[owned] and owned not in caught:
                caught.add(owned)
                waiting.append(owned)
    return {"caught": len(caught), "build_s": built - began, "attribute_s": time.perf_counter() - built}


RECURSIVE = """
    WITH RECURSIVE caught(id) USING KEY (id) AS (
        SELECT id FROM listed
        UNION
        SELECT s.owned FROM stakes s JOIN recurring.caught c ON s.owner = c.id
        WHERE s.owned NOT IN (SELECT id FROM recurring.caught)
        GROUP BY s.owned, s.unit HAVING sum(s.low)::HUGEINT * 2 >= s.unit
    ) SELECT count(*) FROM caught
"""


def duckdb(graph: dict[str, Any]) -> dict[str, Any]:
    """One recursive query."""
    import duckdb as engine  # noqa: PLC0415

    began = time.perf_counter()
    base = engine.connect()
    base.execute("SET threads = 2")
    base.register("columns", {name: graph[name] for name in ("owner", "owned", "low", "unit")})
    base.register("given", {"id": graph["listed"]})
    base.execute("CREATE TABLE stakes AS SELECT * FROM columns")
    base.execute("CREATE TABLE listed AS SELECT * FROM given")
    built = time.perf_counter()
    row = base.execute(RECURSIVE).fetchone()
    assert row is not None
    return {"caught": row[0], "build_s": built - began, "attribute_s": time.perf_counter() - built}


ENGINES = {"ours": ours, "door": door, "python": python, "duckdb": duckdb, "networkx": networkx}


if __name__ == "__main__":
    main()
