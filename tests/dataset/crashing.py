"""Run by the crash tests in a process of its own: load, build, and die at the n-th thing that touches the disk.

Usage: crashing.py HOME FILE DAY POINT      POINT -1 lives and prints how many points there are.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lookthrough.dataset.build import build
from lookthrough.dataset.ingest import ingest
from lookthrough.dataset.store import Store
from lookthrough.errors import Issues

passed = 0


def main(home: str, file: str, day: str, point: int) -> None:
    def pass_point() -> None:
        global passed  # noqa: PLW0603 - one number of one process
        if passed == point:
            os._exit(9)  # as sudden as a kill: nothing is flushed, nothing is cleaned
        passed += 1

    def deadly(call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **options: Any) -> Any:
            pass_point()
            answer = call(*args, **options)
            pass_point()
            return answer

        return wrapped

    os.fsync = deadly(os.fsync)
    for name in ("rename", "replace", "mkdir", "unlink"):
        setattr(Path, name, deadly(getattr(Path, name)))
    spec = importlib.util.spec_from_file_location("invented", Path(__file__).with_name("invented.py"))
    source = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(source)
    store, now = Store(Path(home)), datetime(2024, 5, 1, tzinfo=UTC)

    def tell(_what: str, _done: int, _total: int) -> None:
        pass_point()

    ingest(store, source, [Path(file)], edition=day, now=now, issues=Issues(), progress=tell)
    build(store, [source], now=now, issues=Issues(), progress=tell)
    sys.stdout.write(f"{passed}\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
