"""The UN Security Council Consolidated List: Member States must freeze the assets of listed parties.

Source of the rule: the resolution of each sanctions regime. The Council binds States; what a bank or a fund must do
stands in the law of its own State. Regimes differ in measures and in their dates: some have ended, one carries travel
bans only, and the standing of one is disputed, all of which the programme file records.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lookthrough.model.exposure import Exposure
from lookthrough.rules.instrument import held
from lookthrough.rules.programme import InLaw, Programme, Rule
from lookthrough.rules.reach import through_owners
from lookthrough.rules.standing import Case, case_of, judged, with_authorities
from lookthrough.rules.verdict import Verdict

RULE = Rule("un_sc", ("un_sc",))


def judge(exposure: Exposure, *, as_of: date, programme: Programme | None = None) -> tuple[Verdict, ...]:
    """One verdict a regime that the entry stands under; one of doubt where it prints none that is known.

    A company that a listed party owns or controls is never more than "unknown": the Council names no line.
    """
    case = case_of(programme or RULE.programme, exposure, as_of)
    regimes = tuple(dict.fromkeys(regime(printed) for printed in exposure.listing.programmes)) or ("",)
    return tuple(_with_resolutions(case, key, verdict) for key in regimes for verdict in _regime(case, key))


def regime(printed: str) -> str:
    """The regime's key for a list type as printed: "Al-Qaida", "DPRK", "SouthSudan" …; "" where it is not known.

    Spaces and case do not count.
    """
    wanted = "".join(printed.split()).casefold()
    return next((row.of for row in RULE.programme.stands_for if row.of.casefold() == wanted), "")


def _regime(case: Case, key: str) -> tuple[Verdict, ...]:
    programme = case.programme
    freeze = programme.dealing("freeze")
    if travel := programme.term("travel_ban_only", key):
        return (judged(case, programme.dealing("travel"), case.then(travel)),)
    law = programme.in_law(key, case.as_of) if key else InLaw("unknown", doubt=programme.term("note", "no_regime"))
    if case.another_person:
        return through_owners(case, freeze, law)
    verdict = judged(case, freeze, case.then(_means(case, key, law)), law)
    return (replace(verdict, object=f"{freeze.object}, among them {held(case.exposure)}"),)


def _means(case: Case, key: str, law: InLaw) -> str:
    term = case.programme.term
    if law.truth == "no":
        return f"The {key} measures were not in force on that day. {law.text}"
    if law.truth == "unknown":
        return f"{law.text} {law.doubt}"
    return f"{term('note', 'freeze')} {term('note', 'narrower')} {case.programme.ownership}"


def _with_resolutions(case: Case, key: str, verdict: Verdict) -> Verdict:
    """The verdict with the resolutions put first under which the regime stood on the day."""
    authority = case.programme.authority_of(key, case.as_of)
    return with_authorities(verdict, (authority,) if authority else ())
