"""Is the party that is asked about on a list itself, whether or not a register names it?

A register of owners names few of the parties that lists name. Whoever asks about the owners of a listed party must be
told that it is listed, also where nobody states an owner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from lookthrough.exposure.ownership.gathering import Gathered
from lookthrough.model.entity import Entity, Name
from lookthrough.model.listing import Listing
from lookthrough.model.query import Query
from lookthrough.model.register import Party
from lookthrough.report import wording
from lookthrough.report.decided import decided
from lookthrough.report.listed_parties import CANDIDATES, fitting
from lookthrough.report.owners import ListedParty
from lookthrough.report.question import Question
from lookthrough.sources.lists import LISTS


@dataclass(frozen=True, slots=True)
class OnLists:
    """What lists say of one party asked about.

    Attributes:
        listed: the entries that it is, or may be.
        apart: entries that fit as well but had ended or not begun on the day; shown, never counted.
    """

    listed: tuple[ListedParty, ...] = ()
    apart: tuple[Listing, ...] = ()


def on_lists(question: Question, queries: Sequence[Query]) -> list[OnLists]:
    """What the lists say of each party asked about, in order.

    Args:
        question: what is asked, against what.
        queries: the parties as the user names them.
    """
    ids = [next((name for name in query.names if name.partition(":")[0] in LISTS), "") for query in queries]
    answers = list(question.matches(queries, CANDIDATES))
    wanted = {match.entity_id for matches in answers for match in matches} | {each for each in ids if each}
    entities = question.entities(wanted)
    gathered, apart = Gathered(), []
    found: dict[str, tuple[ListedParty, ...]] = {}
    for number, (query, own_id, matches) in enumerate(zip(queries, ids, answers, strict=True)):
        party = str(number)
        if own_id in entities:
            found[party] = _by_id(question, entities[own_id])
            best = {own_id}
        else:
            found[party] = fitting(question, "", query, matches, entities)
            best = {match.entity_id for match in matches if match.score == matches[0].score} & entities.keys()
        gathered.parties[party] = Party(party, names=tuple(map(Name, query.names)))
        apart.append(tuple(entry for id_ in sorted(best) for entry in question.listings(entities[id_])[1]))
    settled = decided(question, gathered, list(gathered.parties), found)
    own = [tuple(replace(each, party="") for each in settled.get(party, ())) for party in gathered.parties]
    return [OnLists(listed, each) for listed, each in zip(own, apart, strict=True)]


def _by_id(question: Question, entity: Entity) -> tuple[ListedParty, ...]:
    standing = question.listings(entity)[0]
    return (ListedParty("", entity.name, entity.id, standing, how="the list's own id"),) if standing else ()


def better_known(itself: Sequence[ListedParty], asked: Sequence[ListedParty]) -> tuple[ListedParty, ...]:
    """Each entry once, as the register's names for a party or the words of the question fit it better."""
    found = {each.entity_id: each for each in itself}
    for each in asked:
        known = found.get(each.entity_id)
        if known is None or (each.sure, each.score) > (known.sure, known.score):
            found[each.entity_id] = each
    return tuple(found.values())


def surely_listed(listed: Sequence[ListedParty], as_of: date) -> bool:
    """Does an entry that is surely the party's surely stand on the day?"""
    return any(each.sure and entry.in_force(as_of) == "yes" for each in listed for entry in each.listings)


def says_listed(name: str, listed: Sequence[ListedParty], as_of: date) -> str:
    """Which lists name a party itself, since when, and how sure that is, as a sentence; "" where none does."""
    if not listed:
        return ""
    by_name: dict[tuple[str, bool], list[ListedParty]] = {}
    for each in sorted(listed, key=lambda each: (not each.sure, -each.score)):
        by_name.setdefault((each.listings[0].listed_name.casefold(), each.sure), []).append(each)
    told = "; ".join(_told(name, entries, as_of) for entries in by_name.values())
    if surely_listed(listed, as_of):
        return f"{name} is itself listed {told}."
    return f"It cannot be excluded that {name} is itself listed {told}."


def _told(name: str, listed: Sequence[ListedParty], as_of: date) -> str:
    """The entries of one listed name: "as Alpha Ltd by us_ofac_sdn since 2021-07-07"."""
    best, printed = listed[0], listed[0].listings[0].listed_name
    named = "" if printed.casefold() == name.casefold() else f"as {printed} "
    lists = dict.fromkeys(_since(entry, as_of) for each in listed for entry in each.listings)
    doubt = "" if best.sure else f", if it is that party (score {best.score:.2f}: {best.how.rstrip('.')})"
    return f"{named}by {', '.join(lists)}{doubt}"


def _since(entry: Listing, as_of: date) -> str:
    began = f"since {entry.since}" if entry.since else f"({wording.since(entry)})"
    return f"{entry.list_id} {began}" + ("" if entry.in_force(as_of) == "yes" else ", on this day not known")


def says_apart(apart: Sequence[Listing], as_of: date) -> str:
    """Which lists name a party on other days only, as a sentence; of each list the first entry. "" where none does."""
    by_list: dict[str, Listing] = {}
    for entry in sorted(apart, key=lambda each: str(each.since)):
        by_list.setdefault(entry.list_id, entry)
    told = "; ".join(f"{list_id}, {wording.why_not_in_force(entry, as_of)}" for list_id, entry in by_list.items())
    return f"Listings of it that are not in force on this day: {told}." if told else ""
