"""A company of a million owners, an owner of a million companies: how long does an answer take, in how much memory?

    .venv/bin/python benchmarks/million_owners.py [--owners 1000000] [--only NAME ...]

Tables of links, each drawn with one seed, and each asked in a process of its own:

* wide: one company, its owners with shares of twelve decimals; a listed party stands behind the largest, and a chain
  of companies below;
* fractions: the same with a denominator of its own for every owner, the worst case of exact sums;
* held: a listed party owns every owner in full;
* broad: one holder owns all companies, and a listed party owns the holder;
* random: links between any parties, three into each, so that nearly all parties are above the one asked about.

Each goes through the workspace as a user's CSV (`owners`, the bundled sample's lists, JSON and a page out). The first
two also go through the rooms alone: `lookthrough.attribute`, the economic interests in the company, who controls it.
`cpu_s` is what the process used; where a machine has other work it says more than the seconds on the clock.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

LISTED = "Hangzhou Hikvision Digital Technology Co., Ltd."
SEED = 20260709
VERBS = ("wide", "fractions", "held", "broad", "random")
ROOMS = ("attribute", "interest", "control")


def main() -> None:
    """Every table and every room, a process each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--owners", type=int, default=1_000_000)
    parser.add_argument("--only", nargs="+", default=[*VERBS, *(f"{r}:{t}" for r in ROOMS for t in VERBS[:2])])
    parser.add_argument("--one", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        room, _, table = chosen.one.rpartition(":")
        found = IN_ROOM[room](table, chosen.owners) if room else owners_verb(table, chosen.owners)
        used = resource.getrusage(resource.RUSAGE_SELF)
        found |= {"cpu_s": round(used.ru_utime + used.ru_stime, 1), "gigabytes": round(used.ru_maxrss / 2**20, 2)}
        print(json.dumps(found))
        return
    for one in chosen.only:
        command = [sys.executable, __file__, "--one", one, "--owners", str(chosen.owners)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        told = done.stdout if not done.returncode else f"did not finish: {done.stderr.strip().splitlines()[-1:]}\n"
        print(f"{one:20} {told}", end="", flush=True)


def stakes(table: str, owners: int) -> Iterator[tuple[str, str, str]]:
    """Owner, owned and share, one a row."""
    drawn = random.Random(SEED)
    for n in range(owners):
        if table == "broad":
            yield "Holding Ltd", f"Company {n:07d} Ltd", f"{drawn.randrange(1, 100)}%"
            continue
        if table == "random":
            of = drawn.randrange(owners // 3)
            yield (
                f"Company {drawn.randrange(owners // 3):07d} Ltd",
                f"Company {of:07d} Ltd",
                f"{drawn.randrange(1, 34)}%",
            )
            continue
        share = {
            "wide": f"{(drawn.randrange(1, 10**6) + 10**6 * (n == 1)) / 10**6 / owners * 100:.12f}%",
            "fractions": f"1/{drawn.randrange(3 * owners, 9 * owners)}" if n != 1 else f"1/{owners}",
            "held": f"{100 / owners:.12f}%",
        }[table]
        yield f"Holder {n:07d} Ltd", "Wide Company Ltd", share
        if table == "held":
            yield LISTED, f"Holder {n:07d} Ltd", "100%"
    if table == "broad":
        yield LISTED, "Holding Ltd", "60%"
    elif table == "random":
        yield LISTED, "Company 0000007 Ltd", "60%"
    else:
        yield LISTED, "Holder 0000001 Ltd", "60%"
        yield "Wide Company Ltd", "Next Company Ltd", "55%"
        yield "Next Company Ltd", "Last Company Ltd", "55%"


def owners_verb(table: str, owners: int) -> dict[str, Any]:
    """The question as a user asks it."""
    from lookthrough.report.render import render  # noqa: PLC0415
    from lookthrough.workspace import open as open_workspace  # noqa: PLC0415

    party = {"broad": "Holding Ltd", "random": "Company 0000001 Ltd"}.get(table, "Wide Company Ltd")
    with tempfile.TemporaryDirectory() as scratch, as_file(files("lookthrough.resources") / "sample") as sample:
        workspace = open_workspace(Path(scratch) / "home")
        workspace.load("us_trade_csl", sample / "us_trade_csl.csv", edition="2026-07-09")
        links = Path(scratch) / "links.csv"
        with links.open("w", encoding="utf-8") as file:
            file.write("owner;owned;share\n")
            file.writelines(f"{owner};{owned};{share}\n" for owner, owned, share in stakes(table, owners))
        began = time.perf_counter()
        report = workspace.owners(party, links=[links], as_of="2025-10-15")
        answered = time.perf_counter()
        sizes = {form: round(len(render(report, form)) / 2**20, 1) for form in ("json", "html")}
    (answer,) = report.answers
    half = next((str(each.total) for each in answer.attributions), "")
    return {
        "answered_s": round(answered - began, 1), "rendered_s": round(time.perf_counter() - answered, 1),
        "status": answer.status, "listed_hold": half, "above": len(answer.above), "above_cut": answer.above_cut,
        "below": len(answer.below), "below_cut": answer.below_cut, "megabytes": sizes,
    }  # fmt: skip


def attribute(table: str, owners: int) -> dict[str, Any]:
    """`lookthrough.attribute`, and why the company below is caught or not."""
    import lookthrough  # noqa: PLC0415

    began = time.perf_counter()
    rows = ({"owner": owner, "owned": owned, "share": share} for owner, owned, share in stakes(table, owners))
    listed = [LISTED, *(f"Holder {n:07d} Ltd" for n in range(0, owners, 2))]
    found = lookthrough.attribute(rows, listed, threshold="1/10")
    held, path = found.held("Wide Company Ltd"), found.paths.get("Wide Company Ltd", ())
    return {
        "answered_s": round(time.perf_counter() - began, 1), "status": found.status("Wide Company Ltd"),
        "held": f"{float(held.low):.6f} to {float(held.high):.6f}",
        "deciding": sum(len(ruling.stakes) for ruling in path), "issues": dict(found.issues.counts),
    }  # fmt: skip


def interest(table: str, owners: int) -> dict[str, Any]:
    """What everybody has of the company at the end of the chain."""
    from lookthrough.exposure.ownership.interest import Interests  # noqa: PLC0415
    from lookthrough.exposure.ownership.proof import Stake  # noqa: PLC0415
    from lookthrough.registers.shares import read_share  # noqa: PLC0415

    began = time.perf_counter()
    every = enumerate(stakes(table, owners))
    found = Interests(Stake(o, c, read_share(share), row) for row, (o, c, share) in every).in_company(
        "Last Company Ltd"
    )
    largest = max(each.low for party, each in found.items() if party.startswith("Holder"))
    return {"answered_s": round(time.perf_counter() - began, 1), "parties": len(found), "largest": float(largest)}


def control(table: str, owners: int) -> dict[str, Any]:
    """Whom a small owner, the largest one and the company itself control."""
    from lookthrough.exposure.ownership.control import Control  # noqa: PLC0415
    from lookthrough.exposure.ownership.links import Settled  # noqa: PLC0415
    from lookthrough.registers.shares import read_share  # noqa: PLC0415

    began = time.perf_counter()
    asked = Control(Settled(o, c, "equity", read_share(share), ()) for o, c, share in stakes(table, owners))
    found = {party: len(asked.of(party)) for party in ("Holder 0000000 Ltd", LISTED, "Wide Company Ltd")}
    return {"answered_s": round(time.perf_counter() - began, 1), "controls": found}


IN_ROOM = {"attribute": attribute, "interest": interest, "control": control}


if __name__ == "__main__":
    main()
