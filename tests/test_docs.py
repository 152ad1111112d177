"""Documentation that fails the build: every code block of the README and of docs/ is run, and must print what it says.

A `console` block holds commands after "$ " and what they print; "…" stands for anything. A `python` block is run as it
stands. A `sh` block holds make targets, which must exist. All run in one new folder that has the bundled sample.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib.resources import as_file, files
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[tuple[str, str]]:
    found = []
    for page in PAGES:
        for match in BLOCK.finditer(page.read_text("utf-8")):
            if match[1] == language:
                found.append((page.name, match[2]))
    return found


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newcomer's folder: the bundled sample beside an empty home."""
    folder = tmp_path_factory.mktemp("desk")
    with as_file(files("lookthrough.resources") / "sample") as sample:
        shutil.copytree(sample, folder / "sample")
    return folder


def run(command: str, desk: Path) -> subprocess.CompletedProcess[str]:
    words = shlex.split(command)
    assert words[0] == "lookthrough", f"a console block runs only lookthrough: {command}"
    env = {**os.environ, "LOOKTHROUGH_HOME": str(desk / "home"), "COLUMNS": "100", "NO_COLOR": "1"}
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "lookthrough", *words[1:]],
        cwd=desk,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


def fits(printed: str, promised: str) -> bool:
    def tidy(text: str) -> str:
        return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())

    pattern = ".*?".join(re.escape(part) for part in re.split(r"…", tidy(promised)))
    return re.fullmatch(pattern, tidy(printed), re.DOTALL) is not None


def test_every_console_block_prints_what_it_says(desk: Path) -> None:
    shown = blocks("console")
    assert shown, "the README shows no command"
    for page, text in shown:
        for step in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
            command, _, promised = step.partition("\n")
            done = run(command, desk)
            assert done.returncode in (0, 1), f"{page}: {command}\n{done.stderr}"
            assert fits(done.stdout, promised), f"{page}: {command}\nprinted:\n{done.stdout}\npromised:\n{promised}"


def test_every_python_block_runs(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    for page, text in blocks("python"):
        code = compile(text, page, "exec")
        exec(code, {"__name__": "__docs__"})  # noqa: S102


def test_every_make_target_that_is_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = {target for _, text in blocks("sh") for target in re.findall(r"make ([a-z-]+)", text)}
    assert named
    assert [target for target in named if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []


def test_every_relative_link_leads_somewhere() -> None:
    dead = []
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                dead.append(f"{page.name}: {target}")
    assert dead == []
