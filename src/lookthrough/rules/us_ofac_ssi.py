"""The Sectoral Sanctions Identifications List: new debt, new equity and oil projects, by directive.

Source of the rule: E.O. 13662, the directives under it and 31 CFR part 589. Property is not blocked; the 50 Percent
Rule applies to the directives (FAQ 373).
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from lookthrough.model.exposure import Exposure
from lookthrough.model.listing import Listing
from lookthrough.rules.programme import Programme, Rule
from lookthrough.rules.reach import through_owners
from lookthrough.rules.standing import Case, both, case_of, judged, lawful
from lookthrough.rules.verdict import Verdict

RULE = Rule("us_ofac_ssi", ("us_ofac_ssi",))
_DIRECTIVE = re.compile(r"\bdirectives?\s+(\d)\b", re.IGNORECASE)


def judge(exposure: Exposure, *, as_of: date, programme: Programme | None = None) -> tuple[Verdict, ...]:
    """A verdict on new debt and equity, one on oil projects where directive 4 may be meant, one on older securities.

    Where the file prints no directive, both are "unknown": which one it is would settle what is prohibited.
    """
    case = case_of(programme or RULE.programme, exposure, as_of)
    found = directives(exposure.listing)
    keys = ["debt"] * (not found or bool(found - {"4"})) + ["oil"] * (not found or "4" in found)
    return *(verdict for key in keys for verdict in _judged(case, key, found)), lawful(case)


def directives(listing: Listing) -> frozenset[str]:
    """The numbers of the directives that the entry prints; none where the file does not say.

    Directives under E.O. 14024, which some of the same parties are subject to, are others.
    """
    texts = (listing.remarks, *(text for _, text in listing.cells), *listing.programmes)
    parts = (part for text in texts for part in text.split(";") if "14024" not in part)
    return frozenset(number for part in parts for number in _DIRECTIVE.findall(part))


def _judged(case: Case, key: str, found: frozenset[str]) -> tuple[Verdict, ...]:
    dealing, law, term = case.programme.dealing(key), case.programme.in_law(key, case.as_of), case.programme.term
    if not found:
        law = replace(law, truth=both(law.truth, "unknown"))
    if case.another_person:
        return through_owners(case, dealing, law)
    named = [term("directive", number) for number in sorted(found) if (number == "4") == (key == "oil")]
    early = f"That is law only from {law.since}." if law.truth == "no" and law.since else ""
    means = f"{term('note', 'means')} {' '.join(named) or term('note', 'no_directive')} {early}"
    return (judged(case, dealing, case.then(means), law),)
