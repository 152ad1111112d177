"""How an entry stood on the day asked, and the sentences that every rule says the same way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from lookthrough.model.dates import Truth, day
from lookthrough.model.exposure import Exposure
from lookthrough.model.listing import Listing
from lookthrough.rules.citation import cited_day, first_day, later_than
from lookthrough.rules.instrument import held, is_another_person, subject_of
from lookthrough.rules.programme import Authority, Dealing, InLaw, Programme
from lookthrough.rules.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Standing:
    """An entry on a day.

    Attributes:
        truth: was it on the list?
        since, until: the days between which it stands, where they are known to the day.
        says: the sentence, with the day asked; it also says what would settle an "unknown".
    """

    truth: Truth
    since: date | None
    until: date | None
    says: str


def standing(listing: Listing, as_of: date) -> Standing:
    """How the entry stood on the day.

    An entry that prints no beginning but cites dated notices begins with the first of them. One without either is
    known to stand from the oldest edition that shows it; before that the answer is "unknown".
    """
    first = first_day(listing.citations)
    if listing.since is None and first and (listing.until is None or first < listing.until.earliest):
        listing = replace(listing, since=day(first))
    truth = listing.in_force(as_of)
    since = listing.since.earliest if listing.since and listing.since.granularity == "day" else None
    until = listing.until.earliest if listing.until and listing.until.granularity == "day" else None
    return Standing(truth, since, until, tidy(f"On {as_of}, {_stands(listing, truth, as_of)}."))


def _stands(listing: Listing, truth: Truth, as_of: date) -> str:
    name = listing.listed_name
    if truth == "yes":
        began = f"listed since {listing.since}" if listing.since else f"listed, at the latest since {listing.seen_from}"
        return f"{name} has been {began}{_edition(listing, as_of)}"
    if truth == "no":
        if listing.until and listing.until.by(as_of) == "yes":
            absent = " (absent from a later edition)" if listing.until_basis == "absent from a later edition" else ""
            began = f"from {listing.since} " if listing.since else ""
            return f"{name} is no longer listed; it was listed {began}until {listing.until}{absent}"
        return f"{name} is not yet listed; it is listed from {listing.since}"
    return f"it cannot be told whether {name} is listed: {_settle(listing)}"


def _edition(listing: Listing, as_of: date) -> str:
    """Which edition says so, and that nothing later is known where the day asked is later."""
    later = "; later changes are not known" if listing.edition < as_of.isoformat() else ""
    return f" (newest edition read: {listing.edition}{later})" if listing.edition else ""


def _settle(listing: Listing) -> str:
    if listing.since is None:
        seen = (
            f"the oldest edition read that shows it is of {listing.seen_from}"
            if listing.seen_from
            else "no edition read is dated"
        )
        return f"the entry prints no date and {seen}; an edition or notice of that time would settle it"
    if listing.since.granularity != "day":
        return f"the entry prints {listing.since} as its beginning; the notice with the day would settle it"
    return f"the entry ended {listing.until}; the notice with the day would settle it"


def both(first: Truth, second: Truth) -> Truth:
    """True only when both are: "no" wins over "unknown", "unknown" over "yes"."""
    if "no" in (first, second):
        return "no"
    return "unknown" if "unknown" in (first, second) else "yes"


def latest(*days: date | None) -> date | None:
    """The last of the days that are known; None when none is."""
    return max((d for d in days if d), default=None)


def earliest(*days: date | None) -> date | None:
    """The first of the days that are known; None when none is."""
    return min((d for d in days if d), default=None)


@dataclass(frozen=True, slots=True)
class Case:
    """One question to one rule: its programme, the exposure, the day, and how the entry stood on it."""

    programme: Programme
    exposure: Exposure
    as_of: date
    stands: Standing

    @property
    def listing(self) -> Listing:
        """The entry reached."""
        return self.exposure.listing

    @property
    def another_person(self) -> bool:
        """Is the subject a different legal person from the one that the entry names?"""
        return is_another_person(self.exposure)

    def then(self, means: str) -> str:
        """How the entry stood, and what it means: only where it stood, and with an "if" where that cannot be told."""
        if self.stands.truth == "no":
            return self.stands.says
        condition = "If it is listed: " if self.stands.truth == "unknown" else ""
        return f"{self.stands.says} {condition}{means}"


def case_of(programme: Programme, exposure: Exposure, as_of: date) -> Case:
    """The question, with the entry's standing on the day worked out."""
    return Case(programme, exposure, as_of, standing(exposure.listing, as_of))


def judged(case: Case, dealing: Dealing, says: str, law: InLaw | None = None) -> Verdict:
    """A verdict on one dealing: it applies when the entry stood *and* the law was in force.

    A dealing whose effect is "none" never applies, and one that does not apply has no effect: the two always agree.

    Args:
        case: the question.
        dealing: what is judged.
        says: the sentence.
        law: whether the part of the programme was law on the day; None when it has no dates of its own.
    """
    truth = both(case.stands.truth, law.truth if law else "yes")
    since, until = _runs(case.stands, law)
    applies: Truth = "no" if dealing.effect == "none" else truth
    return Verdict(
        rule=case.programme.id,
        applies=applies,
        effect="none" if applies == "no" else dealing.effect,
        actor=case.programme.actor,
        object=dealing.object,
        since=since,
        until=until,
        citation=cited(*_notices(case), dealing.citation, _law(law, case.as_of), _later(case)),
        says=tidy(says),
    )


def _notices(case: Case) -> tuple[str, ...]:
    """The entry's notices but for those that appeared after the day asked."""
    return tuple(text for text in case.listing.citations if (cited_day(text) or case.as_of) <= case.as_of)


def _later(case: Case) -> str:
    """The notices after the day asked, marked as such: they are no authority for an answer about that day."""
    later = ", ".join(later_than(case.listing.citations, case.as_of))
    if not later:
        return ""
    return f"later amended by {later}" if _notices(case) else f"later notices: {later}"


def _law(law: InLaw | None, as_of: date) -> str:
    """What brought the law into force; marked where that was still to come."""
    if law is None or not law.citation:
        return ""
    return f"{law.citation} (from {law.since})" if law.since and law.since > as_of else law.citation


def with_authorities(verdict: Verdict, authorities: Sequence[Authority]) -> Verdict:
    """The verdict with the authorities of the entry's own codes put first.

    One that was not checked against a source says so, in the citation and in the sentence: it must not read as settled.
    """
    marked = [a.citation if a.confirmed else f"{a.citation} (to be confirmed)" for a in authorities]
    open_codes = ", ".join(a.of for a in authorities if not a.confirmed)
    doubt = f"What {open_codes} stands for is the authority as we read the tag; to be confirmed." if open_codes else ""
    notes = " ".join(a.note for a in authorities)
    says = tidy(f"{verdict.says} {notes} {doubt}")
    return replace(verdict, citation=cited(*marked, verdict.citation), says=says)


def _runs(stands: Standing, law: InLaw | None) -> tuple[date | None, date | None]:
    """From when until when the effect runs for this party: while the entry stands and the law does.

    Where the entry's own beginning is unknown, so is the effect's. Where the two stretches do not meet, the entry's own
    days are given.
    """
    since = latest(stands.since, law.since if law else None) if stands.since else None
    until = earliest(stands.until, law.until if law else None)
    if since and until and until <= since:
        since, until = stands.since, stands.until
    return (None if since and until and until <= since else since), until


_DOUBLED = re.compile(r"(?<!\.)\.\.(?!\.)")


def tidy(says: str) -> str:
    """One line with single spaces, and no second full stop behind a name that ends with one ("Co., Ltd.")."""
    return _DOUBLED.sub(".", " ".join(says.split()))


def lawful(case: Case, note: str = "") -> Verdict:
    """The verdict that holding is lawful, but linked, under a list that is not about securities."""
    dealing = case.programme.dealing("hold")
    what = held(case.exposure)
    linked = "" if case.stands.truth == "no" else ", but linked"
    says = f"{case.stands.says} Holding {what} is lawful under this list{linked}: {dealing.object}. {note}"
    return replace(judged(case, dealing, says), object=f"holding or buying {what}")


def named(case: Case, key: str, means: str) -> Verdict:
    """The verdict of a programme that reaches the party named: what it means, and for another person that it does not.

    Args:
        case: the question.
        key: of the dealing; its periods date it.
        means: what the listing means while it stands.
    """
    dealing, law = case.programme.dealing(key), case.programme.in_law(key, case.as_of)
    if case.another_person:
        return named_only(case, dealing, law)
    early = f"That is law only from {law.since}." if law.truth == "no" and law.since else ""
    return judged(case, dealing, case.then(f"{early} {means}"), law)


def named_only(case: Case, dealing: Dealing, law: InLaw | None = None) -> Verdict:
    """The answer for a company of the group, or one owned or controlled, which the entry does not name.

    A programme that reached named parties only on that day says "no". One that reached further says "unknown" and what
    would settle it: ownership and control are judged by rules of their own.

    Args:
        case: the question.
        dealing: what the programme would do to a named party.
        law: whether that was law on the day; None when it has no dates of its own.
    """
    programme, relation = case.programme, case.exposure.relation
    ties = {
        "group": "belongs to the same group",
        "controlled": "is controlled by it",
        "directed": "has it as an officer",
    }
    dated = f"That provision is law only from {law.since}." if law and law.truth == "no" else ""
    names = f"The entry names {case.listing.listed_name}, not {subject_of(case.exposure)}: another legal person"
    tie = f"which {ties.get(relation, 'is owned by it')} as far as the path shows"
    says = f"{case.stands.says} {names}, {tie}. {dated} {programme.ownership}"
    reach = _reach(case)
    truth = both(reach.truth, law.truth if law else "yes")
    return judged(case, dealing, f"{says} {reach.text} {reach.doubt}", replace(law or reach, truth=truth))


def _reach(case: Case) -> InLaw:
    """Could the programme, on that day, reach a person whom the entry does not name? Never "yes": that needs shares."""
    programme = case.programme
    if standing_reaches := programme.reaches_on(case.as_of):
        law = programme.in_law(standing_reaches[0].key, case.as_of)
        reached = any(not reach.printed or reach.printed == case.listing.reach for reach in standing_reaches)
        return replace(law, truth="unknown" if reached else "no", since=None, until=None)
    printed = programme.spread == "named_and_printed_subsidiaries" and case.listing.reach == "subsidiaries"
    return InLaw(
        "unknown" if printed or programme.spread in ("owned_half", "owned_or_controlled", "controlled") else "no"
    )


def cited(*sources: str) -> str:
    """The sources in their order, each once, as one line."""
    return "; ".join(dict.fromkeys(source for source in sources if source))
