"""Which claims may be compared at all: about the same parties, in the same stretch of time.

Two sums paid to different sets of parties, two letters of two years and two additions to one list are not two versions
of one thing. Where the words leave it open, claims are not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta

from lookthrough.evidence.comparators.material import Told
from lookthrough.evidence.comparators.parties import Party, overlap, same_party
from lookthrough.model.dates import PartialDate

#: What happens once to a party, or once on a day: two different days for it cannot both be right.
SINGLE_EVENTS = frozenset(("added_to_list", "removed_from_list", "founded", "founded_by"))
#: What one may do again and again: two different days are two deeds.
_MORE = re.compile(
    r"\b(?:affiliates?|subsidiaries|units?|more|additional|another|further|again|second|third|re-?added|expanded)\b",
    re.IGNORECASE,
)


def same_parties(one: Told, other: Told, everything: Sequence[Told] = ()) -> bool:
    """Are two claims about the same set of subjects?

    One number that is told of several parties together ("both companies … totalling") belongs to the set: claims that
    share their words and their number are one claim about all their subjects.

    Args:
        one, other: the claims.
        everything: the claims among which such sets are looked for.
    """
    mine, theirs = together(one, everything), together(other, everything)
    if len(mine) != len(theirs):
        return False
    return all(any(same_party(a, b) for b in theirs) for a in mine)


def together(told: Told, everything: Sequence[Told]) -> list[Party]:
    """The subjects that share a claim's number."""
    quote, amount = told.claim.quote, told.claim.amount
    if amount is None:
        return [told.subject]
    found: list[Party] = []
    for each in everything or (told,):
        other = each.claim
        shares = other.article == told.claim.article and other.predicate == told.claim.predicate
        near = other.quote.start < quote.end and quote.start < other.quote.end
        if shares and near and other.amount == amount and not any(same_party(each.subject, p) for p in found):
            found.append(each.subject)
    return found or [told.subject]


def same_time(one: PartialDate | None, other: PartialDate | None, slack: int = 0) -> bool:
    """May two dates be one day? Unknown dates may be any day.

    Args:
        one, other: of two events.
        slack: days by which news of one event may differ.
    """
    if one is None or other is None:
        return True
    room = timedelta(days=slack)
    return one.earliest - room <= other.latest and other.earliest - room <= one.latest


def days_between(one: PartialDate, other: PartialDate) -> int:
    """The fewest days that two dates can lie apart; 0 where they can be one day."""
    if one.earliest > other.latest:
        return (one.earliest - other.latest).days
    if other.earliest > one.latest:
        return (other.earliest - one.latest).days
    return 0


def one_of_a_series(told: Told) -> bool:
    """Do the words speak of further parties or of another time, so that an earlier event does not exclude this one?"""
    return bool(_MORE.search(told.claim.quote.exact) or _MORE.search(told.claim.object))


def shares_party(one: Told, others: Iterable[Told]) -> list[Told]:
    """Those of the others that are about a party of the one."""
    return [other for other in others if overlap(one.subject, other.subject)]
