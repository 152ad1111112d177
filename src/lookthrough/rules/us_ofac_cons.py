"""OFAC's other non-SDN lists: what the tag of each programme restricts; property is not blocked.

Source of the rule: the programme that the entry prints. A tag that is not written in the programme file is answered
with "unknown".
"""

from __future__ import annotations

from datetime import date

from lookthrough.model.exposure import Exposure
from lookthrough.rules.codes import codes
from lookthrough.rules.programme import InLaw, Programme, Rule
from lookthrough.rules.sdn_programme import authorities
from lookthrough.rules.standing import case_of, judged, lawful, named_only, with_authorities
from lookthrough.rules.verdict import Verdict

RULE = Rule("us_ofac_cons", ("us_ofac_cons",))


def judge(exposure: Exposure, *, as_of: date, programme: Programme | None = None) -> tuple[Verdict, ...]:
    """One verdict on the restricted dealings, with the authorities of the entry's programmes; one on holding."""
    case = case_of(programme or RULE.programme, exposure, as_of)
    deal, tags = case.programme.dealing("deal"), codes(case.listing.programmes)
    known = [tag for tag in tags if case.programme.authority_of(tag, as_of)]
    if case.another_person:
        return named_only(case, deal), lawful(case)
    means = case.programme.term("note", "means")
    if not known:
        means = f"{means} {case.programme.term('note', 'no_tag')}"
    law = InLaw("yes" if known else "unknown")
    verdict = judged(case, deal, case.then(means), law)
    return with_authorities(verdict, authorities(case.programme, known or tags, as_of)), lawful(case)
