"""EU asset freezes: funds of listed parties, and of those whom they own or control, are frozen.

Source of the rule: the Council regulation of each regime, such as Regulation (EU) 2020/1998, and the Council's best
practices (from 3 July 2024: 50 % or more; before: more than 50 %), which add the stakes of several listed parties up.
The Court held on 12 March 2026 (C-84/24) that a stake of 50 % raises a presumption of control that can be rebutted.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from lookthrough.model.exposure import Exposure
from lookthrough.rules.instrument import held
from lookthrough.rules.programme import Programme, Rule
from lookthrough.rules.reach import through_owners
from lookthrough.rules.standing import Case, case_of, cited, judged, tidy
from lookthrough.rules.verdict import Verdict

RULE = Rule("eu_fsf", ("eu_fsf",))


def judge(exposure: Exposure, *, as_of: date, programme: Programme | None = None) -> tuple[Verdict, ...]:
    """One verdict on a listed party; on another party one on shares and, where that is not enough, one on control."""
    case = case_of(programme or RULE.programme, exposure, as_of)
    freeze = case.programme.dealing("freeze")
    printed = ", ".join(exposure.listing.programmes)
    acts = f"EU programme {printed}" if printed else ""
    if case.another_person:
        verdicts = tuple(_presumed(case, verdict) for verdict in through_owners(case, freeze))
    else:
        means = f"{case.programme.term('note', 'freeze')} {case.programme.ownership}"
        verdict = judged(case, freeze, case.then(means))
        verdicts = (replace(verdict, object=f"{freeze.object}, among them {held(exposure)}"),)
    return tuple(replace(verdict, citation=cited(acts, verdict.citation)) for verdict in verdicts)


def _presumed(case: Case, verdict: Verdict) -> Verdict:
    """A stake of exactly one half is a presumption, which the party can rebut: the sentence says so."""
    asked = {case.programme.question(reach) for reach in case.programme.reaches if reach.by == "ownership"}
    half = any(
        found.of in asked and found.low_caught and found.total.exact == Fraction(1, 2)
        for found in case.exposure.attributions
    )
    if verdict.applies != "yes" or not half:
        return verdict
    court = case.programme.in_law("presumption", case.as_of)
    note = f"{case.programme.term('note', 'half')} {court.text if court.truth == 'yes' else ''}"
    citation = court.citation if court.truth == "yes" else ""
    return replace(verdict, says=tidy(f"{verdict.says} {note}"), citation=cited(verdict.citation, citation))
