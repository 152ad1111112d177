"""Which claims speak of one listing event: the same party, or the same number of the same things, on one list.

"Added 28 organisations" in three articles is one event; "added five" in June is another. An event is told of a party
(each name that was listed) or of a number (how many were).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from lookthrough.evidence.comparators.lexicon import countries_named, plain_words
from lookthrough.evidence.comparators.material import Batch, Listed, Material, Official, Told
from lookthrough.evidence.comparators.parties import ByParty, Party, overlap
from lookthrough.evidence.comparators.quantities import CountedThing, counted_things, kinds_of
from lookthrough.evidence.comparators.scope import days_between
from lookthrough.model.dates import PartialDate, day, month

ADDED = frozenset(("added_to_list", "listed_on"))
REMOVED = frozenset(("removed_from_list",))
#: Words that tell of the act of listing, so that the date of a state ("is on the list") is that of the act.
_ACT = re.compile(
    r"\b(?:add(?:s|ed|ing)?|plac(?:e[sd]?|ing)|put(?:s|ting)?|blacklist(?:s|ed|ing)?|designat(?:e[sd]?|ing)|nam(?:ed|es|ing)|expand(?:s|ed|ing)?"
    r"|join(?:s|ed|ing)?|listed|sanction(?:s|ed|ing)|announc(?:e[sd]?|ing)|includ(?:ed|es))\b",
    re.IGNORECASE,
)
#: A list's additions are made public some days before they are printed and take effect: a notice of the Federal
#: Register stands open to the public one business day or more before its day of publication (44 USC 1503; 1 CFR 17.2),
#: agencies announce it with or before that. Four business days over a week-end are six days.
ANNOUNCED_BEFORE = 6
#: News of an event that is dated by the day after it, or in another time zone.
TOLD_AFTER = 1
#: Two additions of equal size further apart than this are two events.
ONE_EVENT = 62
#: Members of a group that a further account is compared with.
MEMBERS = 20
_LIST_WORDS = frozenset(("list", "blacklist", "register", "watchlist"))


@dataclass(frozen=True, slots=True)
class Addition:
    """A claim as news of a listing event.

    Attributes:
        told: the claim.
        number: how many were listed; None where it names parties.
        kinds: what is counted, see `quantities.kinds_of`.
        placed: a day that the article prints without a year, in the year of the event that it is compared with.
    """

    told: Told
    number: int | None
    kinds: frozenset[str]
    placed: PartialDate | None = None

    @property
    def date(self) -> PartialDate | None:
        """When it happened; None also where only a state is dated."""
        claim = self.told.claim
        if claim.predicate == "listed_on" and not _ACT.search(self.told.sentence):
            return None
        return claim.date or self.placed

    @property
    def counts_all(self) -> bool:
        """Does it count whatever was listed, not one kind among them?"""
        return "entity" in self.kinds


def additions(material: Material) -> list[Addition]:
    """Claims that a party, or a number of parties, was put on a list."""
    found = []
    for told in material.told:
        claim = told.claim
        if claim.predicate in ADDED and not told.denied and claim.stance in ("asserted", "reported", "alleged"):
            found.append(_addition(told))
    return found


def _addition(told: Told) -> Addition:
    amount = told.claim.amount
    exact = (
        amount is not None and amount.comparator == "exactly" and amount.low is not None and amount.low == amount.high
    )
    if amount is None or not exact or amount.low is None or amount.low.denominator != 1:
        return Addition(told, None, frozenset())
    number = int(amount.low)
    thing = counted_in(told, number)
    return Addition(told, number, kinds_of(amount.unit) | (kinds_of(thing.words) if thing else frozenset()))


def counted_in(told: Told, number: int | None) -> CountedThing | None:
    """The counted thing with a number as the sentence prints it; a quote may be cut in the middle of the noun."""
    if number is None:
        return None
    things = (*counted_things(told.sentence), *counted_things(told.claim.quote.exact))
    return next((thing for thing in things if thing.number == number), None)


def listed_party(addition: Addition) -> Party:
    """Who was listed: the subject of "is on the list", the object of "added … to the list"."""
    told = addition.told
    if told.claim.predicate == "listed_on":
        return told.subject
    return told.object


def same_counted_event(one: Addition, other: Addition) -> bool:
    """Is it news of one addition, told by its size?"""
    if one.number is None or one.number != other.number or not one.kinds & other.kinds:
        return False
    return near_in_time(one, other)


def near_in_time(one: Addition, other: Addition) -> bool:
    """Can two additions be one event by their dates? What is not dated is placed by when it was reported."""
    mine, theirs = one.date or one.told.published, other.date or other.told.published
    return mine is None or theirs is None or days_between(mine, theirs) <= ONE_EVENT


def authorities(told: Told) -> frozenset[str]:
    """Countries of the authority behind a list, as far as the claim names them."""
    claim = told.claim
    return countries_named(f"{claim.object} {claim.subject if claim.predicate == 'added_to_list' else ''}")


def same_listed(one: Addition, other: Addition) -> bool:
    """Is it news of one party's listing, on lists that can be one?"""
    mine, theirs = authorities(one.told), authorities(other.told)
    if mine and theirs and not mine & theirs:
        return False
    return overlap(listed_party(one), listed_party(other)) and list_words(one.told) == list_words(other.told)


def list_words(told: Told) -> frozenset[str]:
    """The words that name the list, "blacklist" and "entity list" being one while no other list is named."""
    text = f"{told.claim.object} {told.claim.quote.exact} {told.sentence}".casefold()
    named = re.findall(r"([\w-]+(?: [\w-]+)?) (?:black)?list\b", text)
    own = {phrase.split()[-1] for phrase in named} - {
        "the",
        "a",
        "its",
        "this",
        "that",
        "trade",
        "export",
        "us",
        "called",
    }
    return frozenset(own & {"unverified", "denied", "military", "sanctions", "nationals", "debarred", "covered"})


@lru_cache(maxsize=256)
def _title_words(title: str) -> tuple[str, ...]:
    return tuple(
        word for word in plain_words(title.split("(", maxsplit=1)[0]) if word not in ("and", "of", "the", "to")
    )


def lists_meant(told: Told, official: Official) -> list[str]:
    """The loaded lists that a claim can mean: those whose title it names, else every one of the authority's country."""
    text = " ".join((told.claim.object, told.claim.quote.exact, told.sentence))
    ordered = plain_words(text)
    words, joined = set(ordered), " ".join(ordered)
    named = []
    for list_id, title in official.lists.items():
        own = _title_words(title)
        if own and words.issuperset(own) and " ".join(own) in joined:
            named.append(list_id)
    if named:
        return named
    if not words & _LIST_WORDS and not any("blacklist" in word or "list" in word for word in words):
        return []
    countries = countries_named(f"{told.claim.subject} {text}")
    return [list_id for list_id in official.lists if official.nationality.get(list_id) in countries]


def batches_for(addition: Addition, official: Official) -> list[Batch]:
    """Batches of the lists meant that have exactly the claimed size, counted whole or by the country that is named."""
    if addition.number is None or not addition.counts_all:
        return []
    meant = set(lists_meant(addition.told, official))
    countries = countries_named(addition.told.claim.quote.exact)
    return [
        batch
        for batch in official.batches
        if batch.list_id in meant
        and addition.number in (batch.entries, *(batch.by_country.get(code, 0) for code in countries))
    ]


def listings_for(addition: Addition, official: Official) -> tuple[Listed, ...]:
    """The listings of the party that a claim names, on any list that it can mean."""
    party = listed_party(addition)
    meant = set(lists_meant(addition.told, official))
    return tuple(one for one in official.listings_of(party.entity) if one.record.list_id in meant)


def fits(
    date: PartialDate, since: PartialDate, announced: PartialDate | None = None, effective: PartialDate | None = None
) -> bool:
    """Can news with this date be of an entry that began then?

    It can from the day of the announcement on; where that is not known, from six days before the entry began
    (`ANNOUNCED_BEFORE`); until the day after the list prints it and it took effect.

    Args:
        date: as the news has it.
        since: the day that the list prints.
        announced, effective: as the notice has them, where known.
    """
    begins = [each for each in (since, effective) if each is not None]
    first = min(each.earliest.toordinal() for each in begins)
    opens = announced.earliest.toordinal() if announced else first - ANNOUNCED_BEFORE
    closes = max(each.latest.toordinal() for each in begins) + TOLD_AFTER
    return date.earliest.toordinal() <= closes and date.latest.toordinal() >= opens


def groups(items: Sequence[Addition], same: str) -> list[list[Addition]]:
    """Additions that are news of one event, as groups in the order of their first member.

    Args:
        items: in order.
        same: "number" or "party".
    """
    test = same_counted_event if same == "number" else same_listed
    found: list[list[Addition]] = []
    by_number: dict[int | None, list[list[Addition]]] = {}
    by_party: ByParty[list[Addition]] = ByParty()
    for item in items:
        party = listed_party(item)
        near = by_number.get(item.number, []) if same == "number" else by_party.near(party)
        home = next((group for group in near if any(test(item, each) for each in group[:MEMBERS])), None)
        if home is None:
            home = []
            found.append(home)
            by_number.setdefault(item.number, []).append(home)
        home.append(item)
        by_party.add(party, home)
    return found


_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_YEARLESS = re.compile(
    rf"\b{_MONTH}\.?\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b(?!\s*,?\s*\d{{4}})(?!\s*[:.]\d)"
    rf"|\b(?:in|since|last)\s+{_MONTH.replace('month', 'only')}\b(?!\.?,?\s+\d)",
    re.IGNORECASE,
)


def placed(addition: Addition, near: PartialDate) -> Addition:
    """An undated addition whose sentence prints one day or month without a year, put into the year nearest to a date.

    Args:
        addition: any.
        near: of the event that it is compared with.
    """
    if addition.told.claim.date is not None:
        return addition
    printed = [
        each for each in _YEARLESS.finditer(addition.told.sentence) if (each["month"] or each["only"])[:1].isupper()
    ]
    if len(printed) != 1:
        return addition
    name = (printed[0]["month"] or printed[0]["only"])[:3].casefold()
    number = next(n for n, month_name in enumerate(_MONTHS, start=1) if month_name.startswith(name))
    found = []
    for year in range(near.earliest.year - 1, near.latest.year + 2):
        try:
            text = printed[0].group()
            found.append(
                day(date(year, number, int(printed[0]["day"])), text)
                if printed[0]["day"]
                else month(year, number, text)
            )
        except ValueError:
            continue
    return replace(addition, placed=min(found, key=lambda each: days_between(each, near))) if found else addition


def ids(items: Iterable[Addition]) -> tuple[str, ...]:
    """The claims' ids, each once."""
    return tuple(dict.fromkeys(item.told.id for item in items))
