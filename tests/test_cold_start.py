"""A first answer waits only for the rooms that it needs: what a question of a name must not load."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from lookthrough.workspace import open as open_workspace

OTHER_ROOMS = (
    "lookthrough.evidence",
    "lookthrough.registers",
    "lookthrough.validation",
    "lookthrough.exposure.portfolio",
    "lookthrough.exposure.ownership.attribution",
    "lookthrough.exposure.supply",
    "lookthrough.intake.formats",
    "lookthrough.sources.fetch",
    "lookthrough.dataset.build",
    "lookthrough.report.claims",
    "lookthrough.report.owned_hits",
    "lookthrough.report.holding",
    "lookthrough.report.supply",
    "lookthrough.report.render_html",
    "lookthrough.report.render_xlsx",
)
LIBRARIES = ("duckdb", "jinja2", "llvmlite", "numba", "opencc", "pypinyin", "urllib3", "xlsxwriter")
SCREEN = """
import json, sys
from lookthrough.cli import main
sys.argv = ["lookthrough", "screen", "Hikvision", "--as-of", "2026-07-09", "--home", sys.argv[1]]
try:
    main()
except SystemExit as stop:
    print(json.dumps({"code": stop.code, "loaded": sorted(sys.modules)}), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    with as_file(files("lookthrough.resources") / "sample") as sample:
        workspace = open_workspace(folder)
        workspace.load("us_trade_csl", sample / "us_trade_csl.csv", edition="2026-07-09")
    return folder


def test_a_name_is_screened_without_the_rooms_and_libraries_of_other_questions(home: Path) -> None:
    command = [sys.executable, "-c", SCREEN, str(home)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    told = json.loads(ran.stderr)
    assert told["code"] == 1, "because Hikvision is on the list: the whole way was gone, to the page on the terminal"
    assert "Hikvision" in ran.stdout
    assert [each for each in (*OTHER_ROOMS, *LIBRARIES) if each in told["loaded"]] == []
