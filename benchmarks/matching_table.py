"""What matching must reach, as one table: our figures with RapidFuzz beside them in the same run.

    .venv/bin/python benchmarks/matching_table.py [--data DIR] [--bench DIR] [--peer PYTHON] [--million] [--only TEXT]

It runs the scripts that measure, one after the other, and reads their figures. Speeds are ratios to RapidFuzz by brute
force in the same process, because what a machine does in a second is nobody else's figure. `--peer` names the Python
of an environment with nomenklatura, which is asked the same pairs. `--million` adds the list of a million parties,
which takes half an hour.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent


class Line(NamedTuple):
    """One line of the table.

    Attributes:
        what: what is measured.
        script: what measures it, with its words behind it.
        finds: an expression with a group for each figure, in the order of `reach`.
        reach: what each figure must reach, with "<=" before it where less is better.
        peer: an expression for the figures of the peer in the same run; "" for none.
    """

    what: str
    script: str
    finds: str
    reach: tuple[str, ...]
    peer: str = ""


_NUMBER = r"([\d.,]+)"
LINES = (
    Line("name_bench half at the alert line: F1, AUC", "name_pairs.py",
         rf"^name_bench[^\n]*\n(?:.*\n)*?  lookthrough\b[^\n]*?F1 {_NUMBER}, AUC {_NUMBER}", ("0.87", "0.93"),
         rf"^name_bench[^\n]*\n(?:.*\n)*?  [^\n]*token_sort[^\n]*?F1 {_NUMBER}, AUC {_NUMBER}"),
    Line("mainland issuers, Chinese to English: r@1, r@10", "mainland_issuers.py",
         rf"^words and likeness.*\n  [^\n]*?all r@1 {_NUMBER} r@10 {_NUMBER}", ("0.75", "0.90"),
         rf"^joined pinyin.*\n  [^\n]*?all r@1 {_NUMBER} r@10 {_NUMBER}"),
    Line("EEM July 2022, same person: recall, precision", "portfolio_gold.py",
         rf"^lookthrough\s+recall {_NUMBER}.*?precision {_NUMBER}", ("0.98", "0.95"),
         rf"^token_set_ratio >= 90\s+recall {_NUMBER}.*?precision {_NUMBER}"),
    Line("queries a second at the alert line, reasons read; ratio", "sdn_queries.py",
         rf"^  at the alert line, reasons read\s+{_NUMBER}\s+{_NUMBER}", ("10000", "4"),
         rf"^RapidFuzz, sorted tokens, by 100\s+{_NUMBER}\s+{_NUMBER}"),
    Line("SDN queries: r@1, r@10, recall at 0.1 % and 0.5 % alerts", "sdn_queries.py",
         rf"^lookthrough\s+[\d.]+\s+[\d.]+\s+{_NUMBER}\s+{_NUMBER}\s+{_NUMBER}\s+{_NUMBER}",
         ("0.985", "0.998", "0.95", "0.985"),
         rf"^RapidFuzz, sorted tokens, by 100\s+[\d.]+\s+[\d.]+\s+{_NUMBER}\s+{_NUMBER}\s+{_NUMBER}\s+{_NUMBER}"),
    Line("one query: p50, p95 in ms", "sdn_queries.py", rf"p50 {_NUMBER} ms, p95 {_NUMBER} ms", ("<=1", "<=3")),
    Line("memory of a process that searches, MB", "sdn_queries.py", rf"; peak {_NUMBER} MB", ("<=200",)),
    Line("pairs a second: names that return", "pairs.py",
         rf"^returning, sharing a word\s+company\s+{_NUMBER}", ("50000",)),
    Line("pairs a second: a query, its candidates", "pairs.py",
         rf"^a query, its candidates\s+company\s+{_NUMBER}", ("50000",)),
    Line("pairs a second: names met once", "pairs.py", rf"^unique, at random\s+company\s+{_NUMBER}", ("50000",)),
    Line("first answer from a shell: seconds, MB", "cold_start.py",
         rf"^lookthrough screen NAME\s+median {_NUMBER} s.*?{_NUMBER} MB", ("<=1", "<=200")),
)  # fmt: skip
MILLION = (
    Line("a million: queries a second", "million.py",
         rf"^queries a second at the alert line, reasons read\s+{_NUMBER}", ("2000",)),
    Line("a million: recall of the ten best", "million.py",
         rf"^recall of the ten best above the floor\s+{_NUMBER}", ("0.999",)),
    Line("a million: memory, MB", "million.py",
         rf"^peak memory of the search, MB\s+{_NUMBER}", ("<=2500",)),
    Line("a million: load, seconds", "million.py", rf"^load, seconds\s+{_NUMBER}", ("<=1",)),
    Line("a million: build, seconds", "million.py", rf"^build, seconds of the core\s+{_NUMBER}", ("<=600",)),
)  # fmt: skip


def main() -> None:
    """Run and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=HERE.parents[1] / "shared" / "data")
    options.add_argument("--bench", type=Path, default=HERE.parents[1] / "shared" / "bench")
    options.add_argument("--peer", type=Path, help="Python of an environment with nomenklatura")
    options.add_argument("--million", action="store_true")
    options.add_argument("--only", default="", help="only scripts whose name holds this")
    chosen = options.parse_args()
    lines = [line for line in (*LINES, *(MILLION if chosen.million else ())) if chosen.only in line.script]
    told = {script: said_by(script, chosen) for script in dict.fromkeys(line.script for line in lines)}
    print(f"{'what':60}{'measured':>34}{'to reach':>26}{'RapidFuzz':>34}")
    for line in lines:
        print(row(line, told[line.script]))
    if chosen.peer:
        print("\nlabelled pairs, with nomenklatura beside:\n" + told.get("name_pairs.py", ""))


def said_by(script: str, chosen: argparse.Namespace) -> str:
    """What a script prints."""
    words = [sys.executable, str(HERE / script)]
    if script != "cold_start.py":
        words += ["--data", str(chosen.data)]
    if script in ("sdn_queries.py", "name_pairs.py"):
        words += ["--bench", str(chosen.bench)]
    if script == "name_pairs.py" and chosen.peer:
        words += ["--peer-python", str(chosen.peer)]
    return run(words)


def run(words: list[str]) -> str:
    """What a command prints; the reason where it fails."""
    done = subprocess.run(words, check=False, capture_output=True, text=True)  # noqa: S603
    return done.stdout if done.returncode == 0 else f"failed: {done.stderr[-300:]}"


def row(line: Line, said: str) -> str:
    """A line of the table; what was not measured is said."""
    figures = found(line.finds, said)
    if not figures:
        why = said[:60] if said.startswith("failed") else ""
        return f"{line.what:60}{'not measured':>34}{', '.join(line.reach):>26}   {why}"
    missed = [not reached(figure, goal) for figure, goal in zip(figures, line.reach, strict=True)]
    shown = ", ".join(f"{figure}{' MISSED' if short else ''}" for figure, short in zip(figures, missed, strict=True))
    peer = ", ".join(found(line.peer, said)) if line.peer else ""
    return f"{line.what:60}{shown:>34}{', '.join(line.reach):>26}{peer:>34}"


def found(expression: str, said: str) -> tuple[str, ...]:
    """The figures that an expression finds in what a script printed."""
    match = re.search(expression, said, re.MULTILINE)
    return tuple(match.groups()) if match else ()


def reached(figure: str, goal: str) -> bool:
    """Is a figure as good as its goal?"""
    value = float(figure.replace(",", ""))
    return value <= float(goal[2:]) if goal.startswith("<=") else value >= float(goal)


if __name__ == "__main__":
    main()
