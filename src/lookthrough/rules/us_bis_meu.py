"""The BIS Military End-User List: a licence is needed for the items of supplement no. 2 to part 744.

Source of the rule: 15 CFR 744.21 with supplements no. 2 and no. 7 to part 744. The list is not exhaustive: a military
end user that it does not name needs the same licence.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lookthrough.model.exposure import Exposure
from lookthrough.rules.programme import Programme, Rule
from lookthrough.rules.standing import case_of, judged, lawful
from lookthrough.rules.verdict import Verdict

RULE = Rule("us_bis_meu", ("us_bis_meu",))


def judge(exposure: Exposure, *, as_of: date, programme: Programme | None = None) -> tuple[Verdict, ...]:
    """Two verdicts: on exports to the listed party, and on holding its securities.

    Exports to a company that the entry does not name are the question of `us_bis_affiliates`; then there is only the
    verdict on holding.
    """
    case = case_of(programme or RULE.programme, exposure, as_of)
    if case.another_person:
        return (lawful(case),)
    listing, note = exposure.listing, case.programme.term
    says = case.then(f"{note('note', 'licence')} {note('note', 'review')} {note('note', 'open')}")
    exports = judged(case, case.programme.dealing("export"), says)
    return replace(exports, printed="\n".join(filter(None, (listing.requirement, listing.policy)))), lawful(case)
