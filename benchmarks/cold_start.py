"""How long is `import lookthrough`, and how long until the first answer from a shell?

    .venv/bin/python benchmarks/cold_start.py [--runs 7]

Whole processes, best and median of several runs; peak memory as the operating system accounts it. This script imports
nothing of the product, because a child starts with its parent's peak.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    """Run and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=7)
    runs = options.parse_args().runs
    python = [sys.executable, "-I"]
    show("python, nothing imported", [*python, "-c", "pass"], runs)
    show("import lookthrough", [*python, "-c", "import lookthrough"], runs)
    show("lookthrough --help", [*python, "-m", "lookthrough", "--help"], runs)
    with tempfile.TemporaryDirectory() as folder:
        once([*python, "-m", "lookthrough", "demo", "--folder", folder])
        asked = ["screen", "Hikvision", "--as-of", "2026-07-09", "--home", f"{folder}/home"]
        show("lookthrough screen NAME", [*python, "-m", "lookthrough", *asked], runs)


def show(title: str, command: list[str], runs: int) -> None:
    """Time a command and print its row."""
    seconds, peak = [], 0
    for _ in range(runs):
        taken, kilobytes = once(command)
        seconds.append(taken)
        peak = max(peak, kilobytes)
    print(f"{title:28} median {statistics.median(seconds):.2f} s  best {min(seconds):.2f} s  {peak / 1024:.0f} MB")


def once(command: list[str]) -> tuple[float, int]:
    """Wall seconds and peak kilobytes of one process."""
    began = time.perf_counter()
    with Path(os.devnull).open("wb") as nowhere:
        child = subprocess.Popen(command, stdout=nowhere, stderr=nowhere)  # noqa: S603
        _, _, usage = os.wait4(child.pid, 0)
    return time.perf_counter() - began, usage.ru_maxrss


if __name__ == "__main__":
    main()
