"""An invented source, and the shortest ways to write its files and to build from them."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from lookthrough.dataset.build import build
from lookthrough.dataset.ingest import ingest
from lookthrough.dataset.provenance import Edition
from lookthrough.dataset.snapshot import Snapshot
from lookthrough.dataset.store import Store
from lookthrough.errors import Issues

INVENTED = Path(__file__).with_name("invented.py")
NOW = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
HEADER = "list,id,name,alias,country,since,until,citation,identifier"


def load_invented(**changes: object) -> ModuleType:
    """A fresh copy of the invented source, with other attributes of its passport."""
    spec = importlib.util.spec_from_file_location("invented", INVENTED)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    if changes:
        from dataclasses import replace  # noqa: PLC0415

        module.META = replace(module.META, **changes)
    return module


@pytest.fixture
def source() -> ModuleType:
    return load_invented()


@pytest.fixture
def make_source() -> Callable[..., ModuleType]:
    return load_invented


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home")


class Bench:
    """A store, a source and files, one call away."""

    def __init__(self, folder: Path, store: Store, source: ModuleType) -> None:
        self.folder, self.store, self.source = folder, store, source
        self.issues = Issues()
        self.now = NOW

    def write(self, *rows: str, name: str = "list.csv") -> Path:
        path = self.folder / name
        path.write_text("\n".join([HEADER, *rows]) + "\n", "utf-8")
        return path

    def load(self, day: str, *rows: str, **options: object) -> Edition:
        return ingest(
            self.store,
            options.pop("source", self.source),
            [self.write(*rows)],
            edition=day,
            now=options.pop("now", self.now),
            issues=self.issues,
            **options,
        )

    def build(self, *sources: ModuleType, **options: object) -> Snapshot:
        return build(self.store, sources or (self.source,), now=self.now, issues=self.issues, **options)


@pytest.fixture
def bench(tmp_path: Path, store: Store, source: ModuleType) -> Bench:
    return Bench(tmp_path, store, source)
