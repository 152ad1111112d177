"""The shelf of rules: which rule judges which list, and what is said of lists that have none yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Protocol

from lookthrough.model.exposure import Exposure
from lookthrough.model.listing import Listing
from lookthrough.rules import (
    un_sc,
    us_bis_entity_list,
    us_dhs_uflpa,
    us_dod_1260h,
    us_ofac_nscmic,
    us_ofac_sdn,
)
from lookthrough.rules.programme import Rule
from lookthrough.rules.standing import standing
from lookthrough.rules.verdict import Verdict


class RuleModule(Protocol):
    """What every module on the shelf has."""

    @property
    def RULE(self) -> Rule:  # noqa: N802 (a module's constant)
        """What the rule is."""

    def judge(self, exposure: Exposure, *, as_of: date) -> tuple[Verdict, ...]:
        """What it says about an exposure on a day; at least one verdict."""


RULES: tuple[RuleModule, ...] = (us_bis_entity_list, us_ofac_sdn, us_ofac_nscmic, us_dhs_uflpa, us_dod_1260h, un_sc)
"""Every rule that is written, in the order of the design's list of lists."""

_BY_LIST: Mapping[str, RuleModule] = MappingProxyType({list_id: rule for rule in RULES for list_id in rule.RULE.lists})

_AUTHORITY: Mapping[str, str] = MappingProxyType(
    {
        "us_bis_meu": "15 CFR 744.21 and supplement no. 7 to part 744",
        "us_bis_dpl": "15 CFR 764.3(a)(2) and the order itself",
        "us_bis_uvl": "15 CFR 744.15 and supplement no. 6 to part 744",
        "us_state_isn": "the determination published in the Federal Register",
        "us_state_dtc": "22 CFR 127.7",
        "us_ofac_ssi": "E.O. 13662 and the directives under it; 31 CFR part 589",
        "us_ofac_cons": "the programme that the entry prints; 31 CFR chapter V",
        "us_cbp_wro": "19 USC 1307; 19 CFR 12.42",
        "us_fcc_covered": "47 USC 1601; 47 CFR 1.50002",
    }
)
"""Where a reader looks up the lists whose rule is not written yet; from general knowledge, and told so."""


def rule_for(list_id: str) -> RuleModule | None:
    """The rule that judges entries of this list; None when none is written yet."""
    return _BY_LIST.get(list_id)


def judge_all(exposure: Exposure, as_of: date) -> tuple[Verdict, ...]:
    """Everything that the rules say about an exposure on a day; never empty.

    An entry of a list without a rule gets one verdict, "unknown", that says so: a listing is never passed over in
    silence because nobody has written down its law.

    Raises:
        StateError: if a programme file is damaged.
    """
    rule = rule_for(exposure.listing.list_id)
    return rule.judge(exposure, as_of=as_of) if rule else (_unwritten(exposure, as_of),)


def notes_before(listing: Listing, as_of: date) -> tuple[str, ...]:
    """What a reader must know about a day on which an entry had not begun, though an earlier list may have named it.

    Returns:
        A sentence for each earlier list that stood on that day under the same authority and is not in the data; none
        where the entry had begun, may have begun, or had no such forerunner.

    Raises:
        StateError: if a programme file is damaged.
    """
    rule = rule_for(listing.list_id)
    began = listing.since or listing.effective
    if rule is None or began is None or began.by(as_of) != "no":
        return ()
    earlier = [period for period in rule.RULE.programme.periods if period.of == "earlier_list" and period.holds(as_of)]
    return tuple(f"On {as_of}, {listing.listed_name}: {period.text}" for period in earlier)


def _unwritten(exposure: Exposure, as_of: date) -> Verdict:
    listing = exposure.listing
    stands = standing(listing, as_of)
    authority = _AUTHORITY.get(listing.list_id, f"the publisher of the list {listing.list_id}")
    return Verdict(
        rule=listing.list_id,
        applies="unknown",
        effect="none",
        actor="not answered",
        object="not answered",
        since=stands.since,
        until=stands.until,
        citation="; ".join(dict.fromkeys((*listing.citations, f"{authority} (to be confirmed)"))),
        says=(
            f"Not judged: no rule is written yet for the list {listing.list_id}, so what the entry means in law is "
            f"not answered here; the place to read it, which is to be confirmed, is {authority}. {stands.says}"
        ),
        printed="\n".join(part for part in (listing.requirement, listing.policy) if part),
    )
