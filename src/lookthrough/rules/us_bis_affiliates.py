"""The BIS Affiliates Rule: foreign entities that listed parties own by half or more need the same licences.

Source of the rule: FR doc. 2025-19001 (in force from 29 September 2025), suspended by FR doc. 2025-19846 from 10
November 2025 to 9 November 2026 and re-imposed by that text from 10 November 2026 unless BIS acts again. Whether it did
is not known here: from that day the answer is "unknown" until a user settles it with a dated, cited line of their own.

Stakes of parties on the Entity List, on the Military End-User List and under the SDN programmes of 15 CFR 744.8 are
added up, whatever their mixture. It is a question of ownership, not of control.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lookthrough.model.attribution import Attribution
from lookthrough.model.exposure import Exposure
from lookthrough.model.listing import Listing
from lookthrough.rules.programme import Programme, Reach, Rule
from lookthrough.rules.reach import through_owners
from lookthrough.rules.standing import Case, case_of, tidy
from lookthrough.rules.verdict import Verdict

RULE = Rule("us_bis_affiliates", ("us_bis_entity_list", "us_bis_meu", "us_ofac_sdn"))


def judge(exposure: Exposure, *, as_of: date, programme: Programme | None = None) -> tuple[Verdict, ...]:
    """One verdict on exports to the party that no entry names.

    None where the party is named itself, or where the listed party's stakes do not count under this rule. `printed`
    holds the terms of every owner whose stake counts, verbatim: the most restrictive of them apply.
    """
    case = case_of(programme or RULE.programme, exposure, as_of)
    reach = case.programme.reaches[0]
    if not case.another_person or not reach.counts(exposure.listing):
        return ()
    found = exposure.attributed(case.programme.question(reach))
    verdicts = through_owners(case, case.programme.dealing("export"))
    return tuple(_with_notes(case, reach, found, verdict) for verdict in verdicts)


def _with_notes(case: Case, reach: Reach, found: Attribution | None, verdict: Verdict) -> Verdict:
    if case.stands.truth == "no":
        return verdict
    owners = found.owners if found and found.owners else (case.listing,)
    reached = verdict.applies == "yes" or (found is not None and found.low_caught and verdict.applies == "unknown")
    terms = f"{case.programme.term('note', 'strictest')} {strictest(owners)}" if reached else ""
    note = case.programme.term("note", _note(case, reach, found))
    printed = "\n".join(_terms(owner) for owner in owners) if verdict.applies != "no" else ""
    return replace(verdict, says=tidy(f"{verdict.says} {terms} {note}"), printed=printed)


def _note(case: Case, reach: Reach, found: Attribution | None) -> str:
    """Which red flag is to be told: of an unknown percentage, of the suspension, or of a minority stake."""
    law = case.programme.in_law(reach.key, case.as_of)
    may_be = found is None or found.high_caught
    if law.truth == "no":
        return "suspended" if may_be and law.since and law.since <= case.as_of else ""
    if found is None or found.truth == "unknown":
        return "red_flag_29"
    return "minority" if not may_be and found.total.high > 0 else ""


def _terms(owner: Listing) -> str:
    policy = owner.policy or "review policy not printed by the file read"
    return f"{owner.listed_name}: {owner.requirement or 'requirement not printed by the file read'}; {policy}"


def strictest(owners: tuple[Listing, ...]) -> str:
    """Whose printed terms are the most restrictive, in a sentence; that it cannot be told where the file is silent.

    A licence for all items subject to the EAR goes before one for some, a presumption or policy of denial before
    review case by case, and review of all items before a carve-out.
    """
    ranks = {owner.listed_name: _rank(owner) for owner in owners}
    if len(ranks) == 1:
        return f"They are those of {next(iter(ranks))}."
    known = [rank for rank in ranks.values() if rank is not None]
    if len(known) < len(ranks):
        return "Whose those are cannot be told: the files read do not print every owner's requirement and policy."
    best = [name for name, rank in ranks.items() if rank == max(known)]
    return f"As printed they are those of {' and '.join(best)}."


def _rank(owner: Listing) -> tuple[bool, int] | None:
    if not owner.requirement or not owner.policy:
        return None
    policy = owner.policy.casefold()
    by_case = "case-by-case" in policy or "case by case" in policy
    denial = "denial" in policy
    return "all items subject to the ear" in owner.requirement.casefold(), (2 * denial) - by_case
