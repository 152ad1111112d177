"""The FCC Covered List: the listed equipment and services get no authorisation in the United States.

Source of the rule: Secure and Trusted Communications Networks Act of 2019, 47 USC 1601, and 47 CFR 1.50002 and 2.903.
What is listed is equipment and services, for some makers only in stated uses; the entry's own words say which.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lookthrough.model.exposure import Exposure
from lookthrough.rules.programme import Programme, Rule
from lookthrough.rules.reach import through_owners
from lookthrough.rules.standing import case_of, judged, lawful
from lookthrough.rules.verdict import Verdict

RULE = Rule("us_fcc_covered", ("us_fcc_covered",))


def judge(exposure: Exposure, *, as_of: date, programme: Programme | None = None) -> tuple[Verdict, ...]:
    """Two verdicts: on authorising the equipment and services, and on holding the maker's securities.

    `printed` holds the entry's own words on what is covered, verbatim.
    """
    case = case_of(programme or RULE.programme, exposure, as_of)
    dealing = case.programme.dealing("authorise")
    printed = exposure.listing.remarks
    if case.another_person:
        return *(replace(v, printed=printed) for v in through_owners(case, dealing)), lawful(case)
    scope = f"As printed: {printed.rstrip('.')}." if printed else case.programme.term("note", "no_scope")
    verdict = judged(case, dealing, case.then(f"{case.programme.term('note', 'barred')} {scope}"))
    return replace(verdict, printed=printed), lawful(case)
