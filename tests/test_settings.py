"""What a user may set, and that every answer can tell with what it was asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from lookthrough.errors import InputError
from lookthrough.match.alert_line import DEFAULT_LINE, AlertLine, alert_line
from lookthrough.settings import Settings, read_settings


def threshold(text: str) -> AlertLine:
    return read_settings("home", {"LOOKTHROUGH_THRESHOLD": text}).threshold


def test_the_environment_takes_what_the_option_takes() -> None:
    assert threshold("") == DEFAULT_LINE
    assert threshold("0.7") == AlertLine(0.7)
    assert threshold("strict,un_sc=0.6") == alert_line("strict,un_sc=0.6")


@pytest.mark.parametrize("text", ["high", "2", "no_such_list=0.9"])
def test_an_alert_line_that_cannot_be_read_names_its_variable(text: str) -> None:
    with pytest.raises(InputError, match="LOOKTHROUGH_THRESHOLD") as refusal:
        threshold(text)
    assert refusal.value.hint


def test_the_digest_changes_with_what_can_change_an_answer_and_with_nothing_else() -> None:
    lines = [DEFAULT_LINE, AlertLine(0.7), AlertLine(0.7, (("un_sc", 0.6),)), AlertLine(0.7, (("un_sc", 0.61),))]
    assert len({Settings(Path("home"), line).digest for line in lines}) == len(lines)
    assert Settings(Path("here")).digest == Settings(Path("there")).digest
