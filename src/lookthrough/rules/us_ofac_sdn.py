"""The SDN list: property of a listed party is blocked and US persons may not deal with it.

Source of the rule: the executive order or statute that each entry's programme code stands for, and the parts of
31 CFR chapter V that carry it out. The list's own files print no listing dates, so an entry is known to stand only from
the oldest edition that was read.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lookthrough.model.exposure import Exposure
from lookthrough.rules.codes import codes
from lookthrough.rules.instrument import fund_of, held, subject_of
from lookthrough.rules.programme import InLaw, Programme, Rule
from lookthrough.rules.reach import through_owners
from lookthrough.rules.sdn_programme import authorities
from lookthrough.rules.standing import Case, case_of, judged, tidy, with_authorities
from lookthrough.rules.verdict import Verdict

RULE = Rule("us_ofac_sdn", ("us_ofac_sdn",))


def judge(exposure: Exposure, *, as_of: date, programme: Programme | None = None) -> tuple[Verdict, ...]:
    """Verdicts on dealings with the party, on what is held of it, and, through a fund, on the fund's own shares."""
    case = _while_the_programme_stood(case_of(programme or RULE.programme, exposure, as_of))
    verdicts = _owned(case) if case.another_person else [_dealing(case), _holding(case)]
    if exposure.relation == "through_fund":
        verdicts.append(_fund(case))
    return tuple(_with_authority(case, verdict) for verdict in verdicts)


def _while_the_programme_stood(case: Case) -> Case:
    """The case, in doubt where every programme that the entry prints had ended by the day.

    An old edition shows entries of programmes that have ended since. Some of those parties were taken off the list,
    others were listed anew under another programme, which only a newer edition can tell.
    """
    laws = [case.programme.in_law(code, case.as_of) for code in codes(case.listing.programmes)]
    if case.stands.truth != "yes" or not laws or any(law.truth != "no" for law in laws):
        return case
    ended = " ".join(dict.fromkeys(law.text for law in laws))
    says = f"{case.stands.says} {ended} {case.programme.term('note', 'newer_edition')}"
    return replace(case, stands=replace(case.stands, truth="unknown", says=says))


def _owned(case: Case) -> list[Verdict]:
    """The 50 Percent Rule: ownership, not control; and what a listed person does for a party that is not blocked."""
    note = case.programme.term
    verdicts = [
        replace(verdict, says=tidy(f"{verdict.says} {note('note', 'caution')}")) if _near(case, verdict) else verdict
        for verdict in through_owners(case, case.programme.dealing("deal"))
    ]
    signing = [sign for sign in case.exposure.signs if sign.kind == "officer"]
    if signing:
        means = f"{signing[0].by} acts for {subject_of(case.exposure)}. {note('note', 'officer')}"
        verdicts.append(judged(case, case.programme.dealing("signed"), case.then(means)))
    return verdicts


def _near(case: Case, verdict: Verdict) -> bool:
    """Is the party not reached, though blocked persons own a part of it or control it?"""
    stakes = any(found.total.high > 0 for found in case.exposure.attributions)
    return verdict.applies == "no" and case.stands.truth != "no" and (stakes or bool(case.exposure.signs))


def _dealing(case: Case) -> Verdict:
    printed = ", ".join(case.listing.programmes) or "none printed"
    owned = case.programme.ownership if any(reach.counts(case.listing) for reach in case.programme.reaches) else ""
    means = f"{case.programme.term('note', 'blocked')} Programme as printed: {printed}. {owned}"
    return judged(case, case.programme.dealing("deal"), case.then(means))


def _holding(case: Case) -> Verdict:
    """What is held of the party itself; through a fund, that is the fund's own position."""
    direct = replace(case.exposure, relation="same_person")
    through = case.exposure.relation == "through_fund"
    line = f"the position of {fund_of(case.exposure)} in {held(direct)}" if through else held(case.exposure)
    holder = "A fund that is a US person" if through else f"A US person who holds {line}"
    means = f"{holder} must block that property and report it to OFAC; without a licence it may not be sold."
    return replace(judged(case, case.programme.dealing("hold"), case.then(means)), object=f"holding {line}")


def _fund(case: Case) -> Verdict:
    """The shares of a fund that holds blocked securities: they are not blocked for that reason alone."""
    fund = fund_of(case.exposure)
    means = f"Shares of {fund} are another matter. {case.programme.term('note', 'fund')}"
    verdict = judged(case, case.programme.dealing("fund"), case.then(means), InLaw("unknown"))
    return replace(verdict, object=f"holding or buying shares of {fund}")


def _with_authority(case: Case, verdict: Verdict) -> Verdict:
    """The verdict with the authorities of the entry's own programme codes put first."""
    return with_authorities(verdict, authorities(case.programme, case.listing.programmes, case.as_of))
