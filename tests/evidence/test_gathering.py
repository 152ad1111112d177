"""What is found in a folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lookthrough.errors import InputError, Issues
from lookthrough.evidence import gathering
from lookthrough.evidence.gathering import gather


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are of Unix")
def test_pipes_links_and_hidden_files_are_passed_over_and_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Acme supplies Boreas.")
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    os.mkfifo(tmp_path / "pipe")
    issues = Issues()
    assert [found.name for found in gather(tmp_path, issues)] == ["a.txt"], "a pipe would be waited for without end"
    assert any("3 hidden files, links or pipes" in str(issue) for issue in issues)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="the device is of Unix")
def test_a_device_that_never_ends_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MOST_BYTES", 1 << 20)
    with pytest.raises(InputError, match="are read"):
        list(gather(Path("/dev/zero"), Issues()))
