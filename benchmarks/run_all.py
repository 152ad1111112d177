"""Every figure that the README quotes, one script after the other.

    make bench      or      .venv/bin/python benchmarks/run_all.py [--data DIR]

A script that needs the publishers' files says so and is passed over where they are absent.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
NEED_DATA = ("load_lists.py", "portfolio_gold.py", "sdn_queries.py", "name_pairs.py")
NEED_NOTHING = ("cold_start.py", "nested_funds.py")


def main() -> int:
    """Run them; 1 when one failed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=HERE.parents[1] / "shared" / "data")
    data = options.parse_args().data
    failed = 0
    for name in (*NEED_NOTHING, *NEED_DATA):
        print(f"\n== {name}", flush=True)
        if name in NEED_DATA and not data.is_dir():
            print(f"passed over: the publishers' files are not here, {data} is absent")
            continue
        words = ["--data", str(data)] if name in NEED_DATA else []
        failed += subprocess.run([sys.executable, str(HERE / name), *words], check=False).returncode != 0  # noqa: S603
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
