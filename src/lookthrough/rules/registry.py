"""The shelf of rules: which rule judges which list, and what is said of lists that have none yet."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from lookthrough.model.exposure import Exposure
from lookthrough.model.listing import Listing
from lookthrough.rules import (
    ca_sema,
    eu_fsf,
    gb_ofsi,
    un_sc,
    us_bis_affiliates,
    us_bis_dpl,
    us_bis_entity_list,
    us_bis_meu,
    us_bis_uvl,
    us_cbp_wro,
    us_dhs_uflpa,
    us_dod_1260h,
    us_fcc_covered,
    us_ndaa_889,
    us_ofac_cons,
    us_ofac_nscmic,
    us_ofac_sdn,
    us_ofac_ssi,
    us_state_dtc,
    us_state_isn,
)
from lookthrough.rules.own_rules import NO_OWN_LAW, OwnLaw, judge_own
from lookthrough.rules.programme import EVERY_LIST, Programme, Reach, Rule
from lookthrough.rules.standing import standing
from lookthrough.rules.verdict import Verdict


class RuleModule(Protocol):
    """What every module on the shelf has."""

    @property
    def RULE(self) -> Rule:  # noqa: N802 (a module's constant)
        """What the rule is."""

    def judge(self, exposure: Exposure, *, as_of: date, programme: Programme | None = None) -> tuple[Verdict, ...]:
        """What it says about an exposure on a day; `programme` is the law where the user settled a doubt of it.

        The rule that bears the list's own name gives at least one verdict; one that only asks about owners may give
        none.
        """


RULES: tuple[RuleModule, ...] = (
    us_ofac_sdn,
    us_ofac_nscmic,
    us_ofac_ssi,
    us_ofac_cons,
    us_bis_affiliates,
    us_bis_entity_list,
    us_bis_meu,
    us_bis_dpl,
    us_bis_uvl,
    us_state_dtc,
    us_state_isn,
    us_dhs_uflpa,
    us_cbp_wro,
    us_dod_1260h,
    us_fcc_covered,
    us_ndaa_889,
    un_sc,
    eu_fsf,
    gb_ofsi,
    ca_sema,
)
"""Every rule that is written; verdicts about one exposure come in this order."""


def rules_for(list_id: str) -> tuple[RuleModule, ...]:
    """The rules that judge entries of this list; none when none is written yet."""
    return tuple(rule for rule in RULES if list_id in rule.RULE.lists)


def reaches_for(list_id: str, as_of: date, own: OwnLaw = NO_OWN_LAW) -> tuple[tuple[str, Reach], ...]:
    """What must be computed about the owners of a party, for every rule that judges this list, written or the user's.

    Returns:
        The name of each question and the reach that asks it, only those that were law on the day or may have been. The
        answers go into `Exposure.attributions` under these names; whose stakes count is told by `Reach.counts`. Reaches
        by "board" or "control" ask for evidence (`Exposure.signs`) and for no number; their `measure` is None.

    Raises:
        StateError: if a programme file is damaged.
    """
    programmes = [own.settled(rule.RULE.programme) for rule in rules_for(list_id)]
    programmes += [rule for rule in own.rules if rule.judges(list_id)]
    return tuple(
        (programme.question(reach), reach)
        for programme in programmes
        for reach in programme.reaches_on(as_of)
        if list_id in reach.lists or EVERY_LIST in reach.lists
    )


def judge_all(exposure: Exposure, as_of: date, own: OwnLaw = NO_OWN_LAW) -> tuple[Verdict, ...]:
    """Everything that the rules say about an exposure on a day; never empty.

    An entry of a list without a rule gets one verdict, "unknown", that says so: a listing is never passed over in
    silence because nobody has written down its law.

    Args:
        exposure: the path and its numbers.
        as_of: the day asked.
        own: the user's own rules, whose verdicts come last, and the doubts that the user settled.

    Raises:
        StateError: if a programme file is damaged.
    """
    rules = rules_for(exposure.listing.list_id)
    verdicts = [
        verdict
        for rule in rules
        for verdict in rule.judge(exposure, as_of=as_of, programme=own.settled(rule.RULE.programme))
    ]
    verdicts += [] if rules else [_unwritten(exposure, as_of)]
    return (*verdicts, *judge_own(own, exposure, as_of=as_of))


def notes_before(listing: Listing, as_of: date) -> tuple[str, ...]:
    """What a reader must know about a day on which an entry had not begun, though an earlier list may have named it.

    Returns:
        A sentence for each earlier list that stood on that day under the same authority and is not in the data; none
        where the entry had begun, may have begun, or had no such forerunner.

    Raises:
        StateError: if a programme file is damaged.
    """
    began = listing.since or listing.effective
    if began is None or began.by(as_of) != "no":
        return ()
    periods = [period for rule in rules_for(listing.list_id) for period in rule.RULE.programme.periods]
    earlier = [period for period in periods if period.of == "earlier_list" and period.holds(as_of)]
    return tuple(f"On {as_of}, {listing.listed_name}: {period.text}" for period in earlier)


def _unwritten(exposure: Exposure, as_of: date) -> Verdict:
    listing = exposure.listing
    stands = standing(listing, as_of)
    authority = f"the publisher of the list {listing.list_id}"
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
