"""The AECA debarred lists: debarred persons take no part in activities subject to the ITAR.

Source of the rule: 22 CFR 127.7 and section 38(g)(4) of the Arms Export Control Act, 22 USC 2778.
"""

from __future__ import annotations

from datetime import date

from lookthrough.model.exposure import Exposure
from lookthrough.rules.programme import Programme, Rule
from lookthrough.rules.standing import case_of, lawful, named
from lookthrough.rules.verdict import Verdict

RULE = Rule("us_state_dtc", ("us_state_dtc",))


def judge(exposure: Exposure, *, as_of: date, programme: Programme | None = None) -> tuple[Verdict, ...]:
    """Two verdicts: on its part in defence trade, and on holding its securities."""
    case = case_of(programme or RULE.programme, exposure, as_of)
    return named(case, "defence", case.programme.term("note", "means")), lawful(case)
