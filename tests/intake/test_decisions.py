"""Decisions of people about which register party is which list entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from lookthrough.errors import InputError, Issues
from lookthrough.intake.decisions import read_decisions

HEADER = "register,party,entity,decision,who,why,date\n"


def decided(tmp_path: Path, *rows: str):
    (tmp_path / "d.csv").write_text(HEADER + "\n".join(rows) + "\n")
    issues = Issues()
    return read_decisions([tmp_path / "d.csv"], issues), issues


def test_a_decision_says_who_why_and_when(tmp_path):
    found, issues = decided(tmp_path, ',Alpha  Ltd,us_ofac_sdn:36,same,J. Doe,"same number",2026-07-09')
    decision = found.on("us_ofac_sdn:36", ["lei:x", "ALPHA LTD"])
    assert str(decision) == "decided the same by J. Doe on 2026-07-09: same number [d.csv, row 2]"
    assert (found.on("us_ofac_sdn:37", ["Alpha Ltd"]), found.about(["Beta"]), list(issues.counts)) == (None, (), [])


def test_the_apostrophe_of_a_table_of_proposals_is_no_part_of_a_name(tmp_path):
    assert decided(tmp_path, ",'=Alpha,l:1,same,,,")[0].on("l:1", ["=alpha"]) is not None


@pytest.mark.parametrize(("word", "same"), [("same", True), ("Yes", True), ("not same", False), ("DIFFERENT", False)])
def test_the_words_of_a_decision(tmp_path, word, same):
    assert decided(tmp_path, f",A,l:1,{word},,,")[0].on("l:1", ["a"]).same is same


def test_a_row_without_a_decision_is_still_to_be_made(tmp_path):
    found, issues = decided(tmp_path, ",A,l:1,,,,")
    assert (len(found), list(issues.counts)) == (0, [])


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (",A,l:1,perhaps,,,", "no-decision"),
        (",,l:1,same,,,", "no-pair"),
        (",A,Alpha,same,,,", "no-pair"),
        (",A,l:1,same,,,31/02/2020", "bad-date"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_row(tmp_path, row, code):
    _, issues = decided(tmp_path, row)
    assert [(issue.code, issue.place.row) for issue in issues] == [(code, 2)]


def test_a_decision_may_hold_for_one_register_only(tmp_path):
    found, _ = decided(tmp_path, "gb_psc,A,l:1,same,,,")
    assert found.on("l:1", ["A"], ["gb_psc"]) is not None
    assert found.on("l:1", ["A"], ["bods"]) is None


def test_of_two_that_contradict_the_later_counts_and_without_dates_neither(tmp_path):
    found, issues = decided(tmp_path, ",A,l:1,same,,,2025-01-01", ",A,l:1,not same,,new evidence,2026-01-01")
    assert (found.on("l:1", ["A"]).same, list(issues.counts)) == (False, ["decisions-differ"])
    found, issues = decided(tmp_path, ",A,l:1,same,,,", ",A,l:1,not same,,,2026-01-01")
    assert (len(found), list(issues.counts)) == (0, ["decisions-contradict"])


def test_a_table_without_the_three_columns_is_refused(tmp_path):
    (tmp_path / "d.csv").write_text("party,entity\nA,l:1\n")
    with pytest.raises(InputError):
        read_decisions([tmp_path / "d.csv"], Issues())
