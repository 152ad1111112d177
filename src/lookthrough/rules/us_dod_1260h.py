"""The Section 1260H list of Chinese military companies: a public naming to which procurement law attaches later.

Source of the rule: section 1260H of the FY2021 NDAA (P.L. 116-283) for the list, and section 805 of the FY2024 NDAA
(P.L. 118-31) for what follows from it: no contracts of the Department of Defense with a listed company from 30 June
2026, and none for end products or services that contain its goods or services from 30 June 2027. Companies are removed
and listed again; every period is judged by itself, and every verdict cites the edition that named the company.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lookthrough.model.exposure import Exposure
from lookthrough.rules.programme import Dealing, Programme, Rule
from lookthrough.rules.reach import through_owners
from lookthrough.rules.standing import Case, case_of, cited, judged, lawful
from lookthrough.rules.verdict import Verdict

RULE = Rule("us_dod_1260h", ("us_dod_1260h",))


def judge(exposure: Exposure, *, as_of: date, programme: Programme | None = None) -> tuple[Verdict, ...]:
    """Verdicts on contracts with the company, on products that contain its goods, on holding its securities.

    An entity that is subject to the control of a listed company is judged by votes, board and agreements; a majority of
    the shares alone speaks for control and does not prove it.
    """
    case = case_of(programme or RULE.programme, exposure, as_of)
    holding = lawful(case, case.programme.term("note", "nscmic"))
    contract, content = case.programme.dealing("contract"), case.programme.dealing("content")
    verdicts = (
        (*_through_owners(case, contract), *_through_owners(case, content), holding)
        if case.another_person
        else (_procurement(case, contract), _procurement(case, content), holding)
    )
    edition = _edition(case)
    return tuple(replace(verdict, citation=cited(edition, verdict.citation)) for verdict in verdicts)


def _edition(case: Case) -> str:
    """The edition that named the company, as a reader looks it up; "" where the entry names neither day nor page."""
    listing = case.listing
    if not listing.since:
        return listing.source_url
    later = " (after the day asked)" if listing.since.by(case.as_of) == "no" else ""
    page = f", {listing.source_url}" if listing.source_url else ""
    return f"Section 1260H list of {listing.since}{later}{page}"


def _through_owners(case: Case, dealing: Dealing) -> tuple[Verdict, ...]:
    return through_owners(case, dealing, case.programme.in_law(dealing.key, case.as_of))


def _procurement(case: Case, dealing: Dealing) -> Verdict:
    law = case.programme.in_law(dealing.key, case.as_of)
    if law.truth == "no":
        means = f"The listing itself bars nothing yet: {case.programme.term('note', 'naming')} {law.since}."
    else:
        means = f"{law.text} {case.programme.term('note', 'exceptions')}"
    return judged(case, dealing, case.then(means), law)
