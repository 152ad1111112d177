"""Reasons say what the comparison found, and nothing that played no part in it."""

from __future__ import annotations

import pytest

from lookthrough.match.compare import compare

BEGINNING = "The line may have been cut off: its last word is read as a beginning."
MISSING = "The line may have been cut off: what only the list has may be missing at its end."


@pytest.mark.parametrize(
    ("line", "listed", "says"),
    [
        ("NORTHERN HARBOUR DREDGING TECHN", "Northern Harbour Dredging Technology Co., Ltd.", [BEGINNING]),
        ("NORTHERN HARBOUR DREDGING MARKHA", "Northern Harbour Dredging Markham Ltd", [BEGINNING]),
        ("NORTHERN HARBOUR DREDGING", "Northern Harbour Dredging Markham Ltd", []),  # no line is cut so short
        ("NORTHERN HARBOUR DREDGING MARKHAM", "Northern Harbour Dredging Markham Towage Ltd", [MISSING]),
        ("NORTHERN HARBOUR DREDGING MARKHAM", "Northern Harbour Dredging Markham Ltd", []),  # every word agrees
        ("NORTHERN HARBOUR DREDGING TECHNOLOGY", "Northern Harbour Dredging", []),  # its last word is left over
    ],
)
def test_a_cut_is_told_only_where_it_explains_something(line: str, listed: str, says: list[str]) -> None:
    found = compare(line, listed, security=True)
    assert [reason.says for reason in found.reasons if reason.feature == "cut_off"] == says
