"""Canadian autonomous sanctions: dealings in property of listed persons, and of entities that they control.

Source of the rule: the Special Economic Measures Act, S.C. 1992, c. 17, and the regulations of each country. Since 22
June 2023 section 2.1 deems property of an entity to be the listed person's at 50 % or more of its shares or votes, or
by control.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lookthrough.model.exposure import Exposure
from lookthrough.rules.instrument import held
from lookthrough.rules.programme import Programme, Rule
from lookthrough.rules.reach import through_owners
from lookthrough.rules.standing import case_of, cited, judged
from lookthrough.rules.verdict import Verdict

RULE = Rule("ca_sema", ("ca_sema",))


def judge(exposure: Exposure, *, as_of: date, programme: Programme | None = None) -> tuple[Verdict, ...]:
    """One verdict on a listed person; on another one on shares and, where that is not enough, one on control."""
    case = case_of(programme or RULE.programme, exposure, as_of)
    freeze = case.programme.dealing("freeze")
    if case.another_person:
        return through_owners(case, freeze)
    means = f"{case.programme.term('note', 'freeze')} {case.programme.ownership}"
    verdict = judged(case, freeze, case.then(means))
    regulations = "; ".join(f"regulations on {printed}" for printed in exposure.listing.programmes)
    object_ = f"{freeze.object}, among them {held(exposure)}"
    return (replace(verdict, object=object_, citation=cited(verdict.citation, regulations)),)
