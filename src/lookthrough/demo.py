"""The demo: the main job on the bundled sample, asked for three days.

The sample was written from public facts, each with its citation in `resources/sample/README.md`: the 28 organisations
that the US added to its Entity List on 9 October 2019, later listings of the eight companies among them, and a pension
plan with direct lines and an emerging-markets index fund.
"""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path

from lookthrough.errors import InputError
from lookthrough.report.finding import PortfolioReport
from lookthrough.report.render import render
from lookthrough.report.story import tell_story
from lookthrough.workspace import Workspace
from lookthrough.workspace import open as open_workspace

DAYS = ("2019-10-08", "2019-10-10", "2026-07-09")
EDITION = "2026-07-09"
LISTS = {
    "us_trade_csl": "us_trade_csl.csv",
    "us_dod_1260h": "us_dod_1260h.csv",
    "us_dhs_uflpa": "us_dhs_uflpa.html",
}


def run_demo(folder: Path, home: str | Path | None = None, *, width: int = 100) -> str:
    """Load the sample's lists, look through its portfolio on three days, and write the reports.

    Args:
        folder: made if missing; gets the sample, a home folder of its own, and the reports.
        home: where its lists are kept; None for a folder inside.
        width: columns of the text.

    Returns:
        A page that tells a newcomer what was found and where the reports are.

    Raises:
        InputError: if the folder cannot be written to.
    """
    try:
        with as_file(files("lookthrough.resources") / "sample") as bundled:
            shutil.copytree(bundled, folder / "sample", dirs_exist_ok=True)
    except OSError as error:
        raise InputError(f"cannot write to {folder}: {error.strerror}", hint="choose another with --folder") from None
    sample, workspace = folder / "sample", open_workspace(folder / "home" if home is None else home)
    for source, name in LISTS.items():
        workspace.load(source, sample / name, edition=EDITION)
    reports = [_ask(workspace, sample, day) for day in DAYS]
    written = []
    for name in ("report.html", "report.xlsx", "report.json"):
        said = render(reports if name == "report.html" else reports[-1], name.rsplit(".", 1)[1])
        (folder / name).write_bytes(said.encode() if isinstance(said, str) else said)
        written.append(folder / name)
    return tell_story(reports, written, width=width)


def _ask(workspace: Workspace, sample: Path, day: str) -> PortfolioReport:
    return workspace.portfolio(sample / "pension_plan.csv", funds=sample / "funds", as_of=day)
