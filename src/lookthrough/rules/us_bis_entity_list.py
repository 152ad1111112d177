"""The BIS Entity List: a licence is needed to export to a listed party; holding its securities is lawful.

Source of the rule: 15 CFR 744.11 and 744.16 with supplement no. 4 to part 744. The requirement and the review policy
differ from entry to entry and are always given as the entry prints them; no policy is ever assumed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lookthrough.model.dates import from_iso
from lookthrough.model.exposure import Exposure
from lookthrough.model.listing import Listing
from lookthrough.rules.citation import cited_day, later_than
from lookthrough.rules.programme import Programme, Rule
from lookthrough.rules.standing import Case, case_of, judged, lawful
from lookthrough.rules.verdict import Verdict

RULE = Rule("us_bis_entity_list", ("us_bis_entity_list",))


def judge(exposure: Exposure, *, as_of: date, programme: Programme | None = None) -> tuple[Verdict, ...]:
    """Two verdicts: on exports to the listed party, and on holding its securities.

    The entry begins with its first Federal Register citation where it prints no other beginning. `printed` holds the
    licence requirement and the review policy, verbatim; where a later notice amended the entry, the sentence says that
    the printed words and footnotes are a later edition's, and claims nothing of them for the day asked. Exports to a
    company that the entry does not name are the question of `us_bis_affiliates`; here is only the verdict on holding.
    """
    case = case_of(programme or RULE.programme, exposure, as_of)
    if case.another_person:
        return (lawful(case),)
    export = case.programme.dealing("export")
    return replace(judged(case, export, case.then(_means(case))), printed=_printed(case.listing)), lawful(case)


def _printed(listing: Listing) -> str:
    requirement = f"License requirement: {listing.requirement}" if listing.requirement else ""
    policy = f"License review policy: {listing.policy}" if listing.policy else ""
    return "\n".join(part for part in (requirement, policy) if part)


def _means(case: Case) -> str:
    """What the entry requires, why, and of which edition the printed words are."""
    listing, term = case.listing, case.programme.term
    scope = listing.requirement.rstrip(".") or "the items that the entry names, which the file read does not print"
    review = f"Review policy as printed: {listing.policy.rstrip('.')}." if listing.policy else term("note", "no_policy")
    notes = [_footnote(case, number, text) for number in listing.footnotes if (text := term("footnote", number))]
    return " ".join(
        [
            term("note", "licence"),
            f"Scope as printed: {scope}.",
            review,
            *notes,
            _amended(case),
            case.programme.ownership,
        ]
    )


def _footnote(case: Case, number: str, text: str) -> str:
    """What a footnote does, where it is known to have stood; else only that a later edition prints it."""
    if not _younger(case):
        return f"Footnote {number}: {text}"
    return (
        f"Footnote {number} is printed in {_edition(case)}; whether it applied on {case.as_of} is not known from it. "
        f"What it speaks of: {text.replace(', need a licence as well', '')}"
    )


def _younger(case: Case) -> bool:
    """Are the printed words younger than the day asked, or may they be?

    A dated notice after the day says that they are. An entry that cites no dated notice is known only from its oldest
    edition on.
    """
    listing = case.listing
    if any(map(cited_day, listing.citations)):
        return bool(later_than(listing.citations, case.as_of))
    return bool(listing.seen_from) and from_iso(listing.seen_from).by(case.as_of) != "yes"


def _edition(case: Case) -> str:
    return f"the edition of {case.listing.edition}" if case.listing.edition else "a later edition"


def _amended(case: Case) -> str:
    """A warning where the printed words are younger than the day asked; "" where they are not."""
    if not _younger(case):
        return ""
    later = ", ".join(later_than(case.listing.citations, case.as_of))
    why = f"notices after {case.as_of} amended the entry ({later})" if later else "no edition of that day was read"
    return f"The words quoted are of {_edition(case)}; {why}, so its words on that day may have differed."
