"""Two readings into one home folder: the second is refused while the first writes, and nothing is lost."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from lookthrough.errors import StateError
from lookthrough.settings import read_settings
from lookthrough.workspace import Workspace


def test_a_second_reading_waits_for_nobody_and_says_who_writes(tmp_path: Path) -> None:
    workspace = Workspace(read_settings(tmp_path / "home"), clock=lambda: datetime(2026, 7, 10, tzinfo=UTC))
    note = tmp_path / "note.txt"
    note.write_text("Norwick Optics sells lenses to Tarn Robotics.")
    with workspace.store.writing("read"), pytest.raises(StateError, match="another process is writing here"):
        workspace.read(note)
    assert workspace.read(note, keep=False).claims, "who keeps nothing need not wait"
    assert workspace.read(note).claims
    assert workspace.verify_evidence() > 0
