"""Section 889: federal agencies, contractors and grantees may not buy or use certain telecommunications equipment.

Source of the rule: section 889 of the FY2019 NDAA, P.L. 115-232. The five makers stand in the statute itself, with "any
subsidiary or affiliate of such entities"; for three of them only video surveillance and telecommunications equipment
for stated purposes is covered.
"""

from __future__ import annotations

from datetime import date

from lookthrough.model.exposure import Exposure
from lookthrough.rules.programme import Dealing, Programme, Rule
from lookthrough.rules.reach import through_owners
from lookthrough.rules.standing import Case, case_of, judged, lawful
from lookthrough.rules.verdict import Verdict

RULE = Rule("us_ndaa_889", ("us_ndaa_889",))


def judge(exposure: Exposure, *, as_of: date, programme: Programme | None = None) -> tuple[Verdict, ...]:
    """Verdicts on what agencies buy, on contractors that use it, on grants that pay for it, on holding securities."""
    case = case_of(programme or RULE.programme, exposure, as_of)
    dealings = [case.programme.dealing(key) for key in ("buy", "use", "grant")]
    return *(verdict for dealing in dealings for verdict in _procurement(case, dealing)), lawful(case)


def _procurement(case: Case, dealing: Dealing) -> tuple[Verdict, ...]:
    law = case.programme.in_law(dealing.key, case.as_of)
    if case.another_person:
        return through_owners(case, dealing, law)
    early = f"That is law only from {law.since}." if law.truth == "no" else ""
    means = f"{law.text} {early} {case.programme.term('note', 'purpose')} {case.programme.term('note', 'exceptions')}"
    return (judged(case, dealing, case.then(means), law),)
