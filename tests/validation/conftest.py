"""A validation of the bundled sample, made once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from lookthrough.settings import read_settings
from lookthrough.validation.records import ValidationReport
from lookthrough.workspace import Workspace

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def sample() -> Iterator[Path]:
    with as_file(files("lookthrough.resources") / "sample") as folder:
        yield folder


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> Workspace:
    made = Workspace(read_settings(tmp_path_factory.mktemp("home"), {}), clock=lambda: NOON)
    made.load("us_trade_csl", sample / "us_trade_csl.csv", edition="2026-07-09")
    made.load("us_dhs_uflpa", sample / "us_dhs_uflpa.html", edition="2026-07-09")
    return made


@pytest.fixture(scope="session")
def report(workspace: Workspace) -> ValidationReport:
    return workspace.validate()
