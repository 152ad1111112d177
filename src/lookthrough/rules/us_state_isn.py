"""Nonproliferation sanctions of the State Department: what each determination in the Federal Register imposes.

Source of the rule: as a rule section 3 of the Iran, North Korea, and Syria Nonproliferation Act, P.L. 106-178. The
measures and their term are those of the notice that the entry cites.
"""

from __future__ import annotations

from datetime import date

from lookthrough.model.exposure import Exposure
from lookthrough.rules.programme import Programme, Rule
from lookthrough.rules.standing import case_of, lawful, named
from lookthrough.rules.verdict import Verdict

RULE = Rule("us_state_isn", ("us_state_isn",))


def judge(exposure: Exposure, *, as_of: date, programme: Programme | None = None) -> tuple[Verdict, ...]:
    """Two verdicts: on procurement from the party and licences for it, and on holding its securities."""
    case = case_of(programme or RULE.programme, exposure, as_of)
    return named(case, "procure", case.programme.term("note", "means")), lawful(case)
