"""Long work can be interrupted, and what was stored before is unchanged."""

from __future__ import annotations

import pytest

from lookthrough.cli import main


def test_an_interrupt_is_told_and_has_its_own_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_home: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("lookthrough.cli.lists.workspace", interrupted)
    monkeypatch.setattr("sys.argv", ["lookthrough", "lists"])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 130
    assert "unchanged" in capsys.readouterr().err
