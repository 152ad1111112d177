"""Answers written while a file is read are those that are written at the end."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import pytest

from lookthrough.errors import InputError
from lookthrough.report.render import render
from lookthrough.report.streaming import STREAMED
from lookthrough.workspace import Workspace
from lookthrough.workspace import open as open_workspace

ROWS = """name,kind,country,our number
Hikvision,company,CN,1
Blue Lake Bakery,company,Atlantis,2
"=SUM(A1)",company,,3
,company,CN,4
Dahua Technology,spaceship,CN,5
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    space = open_workspace(tmp_path_factory.mktemp("home"))
    with as_file(files("lookthrough.resources") / "sample" / "us_trade_csl.csv") as listed:
        space.load("us_trade_csl", listed, edition="2026-07-09")
    return space


@pytest.mark.parametrize("form", STREAMED)
def test_the_text_is_the_same_as_that_of_the_whole_report(home: Workspace, tmp_path: Path, form: str) -> None:
    """Even where a later row carries a column that no earlier row does, because its cell could not be read."""
    file = tmp_path / "customers.csv"
    file.write_text(ROWS, encoding="utf-8")
    whole = home.screen_report(file, as_of="2026-07-09")
    streamed = home.screening(file, as_of="2026-07-09")
    assert "".join(STREAMED[form](streamed)) == render(whole, form)
    assert streamed.statuses.total() == len(whole.answers)
    assert list(streamed.head.issues) == list(whole.issues)


def test_a_file_without_rows_is_refused_when_it_is_read(home: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "customers.csv"
    file.write_text("name,kind\n", encoding="utf-8")
    with pytest.raises(InputError, match="no rows"):
        list(STREAMED["jsonl"](home.screening(file)))


@pytest.mark.parametrize("form", STREAMED)
def test_a_row_that_swallowed_others_is_an_error_and_never_clear(home: Workspace, tmp_path: Path, form: str) -> None:
    """Because whoever stands in the swallowed rows was not asked about, and a program reads the answers alone."""
    file = tmp_path / "customers.csv"
    file.write_text('name\nBlue Lake Bakery\n"Blue Lake Mill\nHikvision\nBlue Lake Farm\n', encoding="utf-8")
    whole = home.screen_report(file, as_of="2026-07-09")
    assert [answer.status for answer in whole.answers] == ["clear", "error"]
    assert "2 more lines of the file became part of the cell" in whole.answers[1].error
    streamed = home.screening(file, as_of="2026-07-09")
    assert "".join(STREAMED[form](streamed)) == render(whole, form)
    assert streamed.statuses == {"clear": 1, "error": 1}
    assert [issue.code for issue in streamed.head.issues] == ["open-quotation"]
