"""Every figure that the README quotes, one script after the other.

    make bench      or      .venv/bin/python benchmarks/run_all.py [--data DIR]

Three take long and are run by hand: `million.py` (a list of a million parties), `growth.py` (the chart of cost) and
`gleif_scale.py` (a register of GLEIF's size).

A script that needs the publishers' files says so and is passed over where they are absent.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
NEED_DATA = (
    "load_lists.py",
    "portfolio_gold.py",
    "sdn_queries.py",
    "name_pairs.py",
    "name_tokens.py",
    "mainland_issuers.py",
    "attributes.py",
    "pairs.py",
    "calibrate.py",
)
#: What a script is asked beside the folder of the data.
ALSO = {"name_tokens.py": ["--engine"], "mainland_issuers.py": ["--engine"]}
NEED_NOTHING = ("cold_start.py", "copies.py", "nested_funds.py")


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
        words = ["--data", str(data), *ALSO.get(name, [])] if name in NEED_DATA else []
        failed += subprocess.run([sys.executable, str(HERE / name), *words], check=False).returncode != 0  # noqa: S603
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
