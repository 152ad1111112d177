"""The Unverified List: licence exceptions are suspended, and a statement of the party is asked for.

Source of the rule: 15 CFR 744.15 with supplement no. 6 to part 744. BIS could not verify the party by an end-use check;
the list is a red flag and no finding of wrongdoing.
"""

from __future__ import annotations

from datetime import date

from lookthrough.model.exposure import Exposure
from lookthrough.rules.programme import Programme, Rule
from lookthrough.rules.standing import case_of, lawful, named
from lookthrough.rules.verdict import Verdict

RULE = Rule("us_bis_uvl", ("us_bis_uvl",))


def judge(exposure: Exposure, *, as_of: date, programme: Programme | None = None) -> tuple[Verdict, ...]:
    """Two verdicts: on exports to the listed party, and on holding its securities."""
    case = case_of(programme or RULE.programme, exposure, as_of)
    return named(case, "export", case.programme.term("note", "means")), lawful(case)
