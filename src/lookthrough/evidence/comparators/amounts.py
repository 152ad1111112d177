"""Amounts as intervals: what one party holds, earns or employs at one time is one number.

Sums that add up (contracts, sales, investments) are compared only where both are told of the same two parties and the
same day or month; otherwise they are two sums. What is held or employed is compared at one time only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lookthrough.evidence.comparators.lexicon import plain_words
from lookthrough.evidence.comparators.material import Material, Told, each_article
from lookthrough.evidence.comparators.parties import ByParty, overlap, same_party
from lookthrough.evidence.comparators.quantities import apart, interval
from lookthrough.evidence.comparators.scope import days_between, same_parties, same_time
from lookthrough.model.claim import Contradiction

#: One number at a time: how much is held, owned, employed, earned.
STATES = frozenset(
    ("holds_shares", "owns", "employees", "market_value", "revenue", "overseas_revenue_share", "tracked_by", "members")
)
#: Numbers that add up: each may be another contract.
SUMS = frozenset(("contract_with", "sells_to", "supplies", "invests_in", "partners_with", "divested", "fined"))
#: Numbers about another party: two are of one only where the parties are, however many words their names share.
OF_A_PARTY = SUMS | {"holds_shares", "owns"}
#: Two undated numbers of a state are of one time when their articles came out within a quarter of a year.
ONE_TIME = 92
#: Earlier amounts of one party that an amount is held against.
COMPARED = 200


def compare(material: Material) -> Iterator[Contradiction]:
    """Pairs of amounts of one thing at one time that share no number."""
    by_kind: dict[tuple[str, str], list[Told]] = {}
    for told in material.told:
        claim = told.claim
        if claim.amount is not None and claim.predicate in STATES | SUMS and not told.denied and _firm(told):
            by_kind.setdefault((claim.predicate, _unit(told)), []).append(told)
    for (predicate, _), group in by_kind.items():
        articles = each_article(group)
        before: ByParty[Told] = ByParty()
        for other in group:
            for one in before.near(other.subject)[:COMPARED]:
                here = [*articles[one.article.id], *articles[other.article.id]]
                if _disagree(one, other) and _one_thing(one, other, predicate, here):
                    yield _contradiction(one, other)
            before.add(other.subject, other)


def _firm(told: Told) -> bool:
    return told.claim.stance not in ("planned", "predicted", "no_clear_evidence")


def _unit(told: Told) -> str:
    amount = told.claim.amount
    return amount.unit.casefold().rstrip("s") if amount else ""


def _one_thing(one: Told, other: Told, predicate: str, group: Sequence[Told]) -> bool:
    if one.claim.quote == other.claim.quote and one.article.id == other.article.id:
        return False
    if not same_parties(one, other, group) or not _same_object(one, other):
        return False
    first, second = one.claim.date, other.claim.date
    if predicate in SUMS:
        known = first is not None and second is not None and {first.granularity, second.granularity} <= {"day", "month"}
        return known and same_time(first, second)
    if first is not None and second is not None:
        return same_time(first, second)
    if first is not None or second is not None:
        return False
    if one.article.id == other.article.id:
        return True
    return (
        one.published is not None
        and other.published is not None
        and days_between(one.published, other.published) <= ONE_TIME
    )


def _same_object(one: Told, other: Told) -> bool:
    mine, theirs = one.claim.object, other.claim.object
    if not mine or not theirs or same_party(one.object, other.object):
        return True
    if one.claim.predicate in OF_A_PARTY:
        return False
    if overlap(one.object, other.object):
        return True
    first, second = set(plain_words(mine)), set(plain_words(theirs))
    return bool(first & second) and len(first & second) * 2 >= len(first | second)


def _disagree(one: Told, other: Told) -> bool:
    mine, theirs = one.claim.amount, other.claim.amount
    return mine is not None and theirs is not None and apart(interval(mine), interval(theirs))


def _contradiction(one: Told, other: Told) -> Contradiction:
    first, second = one.claim, other.claim
    texts = [claim.amount.text if claim.amount else "" for claim in (first, second)]
    when = first.date or second.date
    says = (
        f"{first.subject} {first.predicate.replace('_', ' ')} {first.object}: {texts[0]} against {texts[1]}"
        + (f", both of {when.iso}" if when else ", at one time")
        + ". No number fits both."
    )
    numbers = ((one.article.id, texts[0]), (other.article.id, texts[1]))
    return Contradiction("amount", (one.id, other.id), None, says, numbers)
