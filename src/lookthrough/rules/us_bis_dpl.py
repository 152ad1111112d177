"""The Denied Persons List: nobody may take part in transactions subject to the EAR with a denied person.

Source of the rule: 15 CFR 764.3(a)(2) and supplement no. 1 to part 764. Each order has its own scope and term; entries
print the notice and, where the order says so, the day on which it ends.
"""

from __future__ import annotations

from datetime import date

from lookthrough.model.exposure import Exposure
from lookthrough.rules.programme import Programme, Rule
from lookthrough.rules.standing import case_of, lawful, named
from lookthrough.rules.verdict import Verdict

RULE = Rule("us_bis_dpl", ("us_bis_dpl",))


def judge(exposure: Exposure, *, as_of: date, programme: Programme | None = None) -> tuple[Verdict, ...]:
    """Two verdicts: on exports to and for the denied person, and on holding its securities."""
    case = case_of(programme or RULE.programme, exposure, as_of)
    return named(case, "export", case.programme.term("note", "means")), lawful(case)
