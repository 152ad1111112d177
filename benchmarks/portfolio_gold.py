"""An emerging-markets fund against four United States lists, judged line by line; cold time and memory of the answer.

    .venv/bin/python benchmarks/portfolio_gold.py [--data DIR] [--home DIR] [--show]

The whole product is measured: lists are loaded from the publishers' files, then `lookthrough portfolio` runs as a new
process. `same_person` pairs of (row, list) count that stood on the list on the day asked, as the labels' own README
says; lines of low confidence are left out of both sides; every other pair that is reported as the same person, one that
had ended by then too, is an error. The baseline is what one would write in an afternoon: RapidFuzz
`token_set_ratio` of 90 or more on lower-cased names. Funds without labels are run to see what they would alert on.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
LISTS = ("us_bis_entity_list", "us_ofac_nscmic", "us_dod_1260h", "us_dhs_uflpa")
AS_OF = "2026-07-09"
WATCHMAN = "sanctions/us/ofac_watchman"
EDITIONS = (
    ("us_trade_csl", AS_OF, ("sanctions/us/csl_derived_2026-07-09.csv",)),
    ("us_ofac_sdn", "2021-07-07", tuple(f"{WATCHMAN}/bench_{n}.csv" for n in ("sdn", "alt", "add", "sdn_comments"))),
    ("us_ofac_cons", "2025-12-19", tuple(f"{WATCHMAN}/cons_{n}.csv" for n in ("prim", "alt", "add", "comments"))),
    ("us_dhs_uflpa", AS_OF, ("sanctions/us/nsfreg_2026-07-09/source-uflpa-2026-07-09.html",)),
    ("us_dod_1260h", AS_OF, ("sanctions/us/dod_1260h_opensanctions_transcript.csv",)),
    ("un_sc", "2026-01-28", ("sanctions/un/UN_consolidated_2026-01.xml",)),
)
UNLABELLED = (
    "ishares_EEM_holdings_2022-03.csv",
    "ishares_ACWI_holdings_2022-03-10.csv",
    "sp500_constituents_2026-08.csv",
    "13f_infotable_real.xml",
    "nport_dupree_2022-12-31.xml",
)
Pairs = dict[tuple[int, str], str]


def main() -> None:
    """Load, ask, judge, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data")
    options.add_argument("--home", type=Path, help="keep the loaded lists here and use them again")
    options.add_argument("--show", action="store_true", help="show every pair that was missed or wrong")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as made:
        home = chosen.home or Path(made) / "home"
        if not home.exists():
            load(home, chosen.data)
        holdings = chosen.data / "portfolios"
        fund = holdings / "ishares_EEM_holdings_2022-07.csv"
        runs = [ask(home, fund, Path(made)) for _ in range(3)]
        report = runs[0][0]
        cold, peak = sorted(seconds for _, seconds, _ in runs)[1], max(kilobytes for *_, kilobytes in runs)
        entries = sum(used["entries"] for used in json.loads(run(home, "lists", "--format", "json"))["lists"])
        print(f"{fund.name}: {cold:.2f} s cold, {peak / 1024:.0f} MB, {entries:,} entries loaded")
        same, low = gold(chosen.data)
        judge("lookthrough", same_person(report), same, low, show=chosen.show)
        judge("token_set_ratio >= 90", baseline(home, report), same, low, show=False)
        for name in UNLABELLED:
            answer = ask(home, holdings / name, Path(made))[0]
            found = same_person(answer)
            print(f"{name}: {len(answer['positions']):,} lines, {len(found)} pairs reported")
            if chosen.show:
                print("".join(f"    {row} {list_id}: {text}\n" for (row, list_id), text in found.items()), end="")


def run(home: Path, *words: str) -> str:
    """What a command prints."""
    command = [sys.executable, "-m", "lookthrough", *words, "--home", str(home)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout  # noqa: S603


def load(home: Path, data: Path) -> None:
    """Load every edition."""
    for source, edition, files in EDITIONS:
        run(home, "load", source, *(str(data / file) for file in files), "--edition", edition)


def ask(home: Path, fund: Path, folder: Path) -> tuple[dict[str, object], float, int]:
    """The report of a fund, wall seconds and peak kilobytes of the process that made it."""
    target = folder / "report.json"
    command = [sys.executable, "-m", "lookthrough", "portfolio", str(fund), "--home", str(home), "-o", str(target)]
    command += ["--as-of", AS_OF, "--lists", ",".join(LISTS)]
    began = time.perf_counter()
    child = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603
    _, _, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - began
    return json.loads(target.read_text("utf-8")), seconds, usage.ru_maxrss


def same_person(report: dict[str, object]) -> Pairs:
    """The pairs that are reported as the same person."""
    found = {}
    for position in report["positions"]:  # type: ignore[attr-defined]
        for finding in position["findings"]:
            if finding["relation"] == "same_person":
                said = f"{position['name']} = {finding['listed_name']} ({finding['score']:.2f})"
                found[position["row"], finding["list"]] = said
    return found


def gold(data: Path) -> tuple[Pairs, Pairs]:
    """The labelled pairs that stood on the list on the day asked, and those of low confidence."""
    with (data / "gold" / "portfolio_eem_2022-07.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["list"] in LISTS and row["relation"] == "same_person"]
    rows = [row for row in rows if row["listed_since"] <= AS_OF and not "" < row["listed_until"] <= AS_OF]
    pairs: Pairs = {(int(row["row_number"]), row["list"]): f"{row['name']} = {row['listed_name']}" for row in rows}
    low = {key: text for key, text in pairs.items() if all(
        row["confidence"] == "low" for row in rows if (int(row["row_number"]), row["list"]) == key)}  # fmt: skip
    return pairs, low


def baseline(home: Path, report: dict[str, object]) -> Pairs:
    """What an afternoon's script would report on the same lines and lists."""
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 - the parent of the measured process stays small

    from lookthrough.workspace import open as open_workspace  # noqa: PLC0415

    names, lists = [], []
    for row in open_workspace(home).snapshot.index_rows():
        for list_id in set(row.lists) & set(LISTS):
            for name in row.names:
                names.append(name.text)
                lists.append(list_id)
    found: Pairs = {}
    for position in report["positions"]:  # type: ignore[attr-defined]
        hits = process.extract(
            position["name"], names, scorer=fuzz.token_set_ratio, processor=utils.default_process, score_cutoff=90,
            limit=None,
        )  # fmt: skip
        for text, _, place in hits:
            found[position["row"], lists[place]] = f"{position['name']} = {text}"
    return found


def judge(title: str, found: Pairs, same: Pairs, low: Pairs, *, show: bool) -> None:
    """Recall and precision without the pairs of low confidence."""
    asked, told = set(same) - set(low), set(found) - set(low)
    right = asked & told
    print(f"{title:24} recall {len(right) / len(asked):.3f} ({len(right)} of {len(asked)})  "
          f"precision {len(right) / max(len(told), 1):.3f} ({len(right)} of {len(told)})")  # fmt: skip
    if show:
        print("".join(f"    missed {key}: {same[key]}\n" for key in sorted(asked - told)), end="")
        print("".join(f"    wrong  {key}: {found[key]}\n" for key in sorted(told - asked)), end="")


if __name__ == "__main__":
    main()
