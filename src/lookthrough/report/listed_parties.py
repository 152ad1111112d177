"""Which parties of the registers are on a list? By a list's own id and by codes first, then by name, or as decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lookthrough.exposure.ownership.gathering import Gathered
from lookthrough.model.entity import Entity
from lookthrough.model.listing import Listing
from lookthrough.model.match import Match
from lookthrough.model.query import Query
from lookthrough.names.placeholders import is_placeholder
from lookthrough.names.scripts import is_compared
from lookthrough.report.decided import decided
from lookthrough.report.owners import ListedParty
from lookthrough.report.question import Question
from lookthrough.sources.lists import LISTS

SURE = 0.95
"""From this score on the name of a party that is no natural person is taken for the listed one's without a doubt."""

NEAR = 0.02
"""Candidates of one list whose score is this near to the best one's are told beside it."""

CANDIDATES = 10
"""How many entries are looked at for one party."""

_LONGEST = 1_000
_NAMES = 6


def listed_among(question: Question, gathered: Gathered, parties: Sequence[str]) -> dict[str, tuple[ListedParty, ...]]:
    """Per party of the registers the listed parties that it is, or may be; those without any are absent.

    Args:
        question: what is asked, against what.
        gathered: the parties as registers describe them.
        parties: their ids.
    """
    own_ids = [party for party in parties if party.partition(":")[0] in LISTS]
    named = question.entities(set(own_ids)) if own_ids else {}
    found: dict[str, tuple[ListedParty, ...]] = {}
    for party, entity in named.items():
        if standing := question.listings(entity)[0]:
            found[party] = (ListedParty(party, entity.name, party, standing, how="the list's own id"),)
    asked = [(party, query) for party, query in _queries(gathered, parties) if party not in named]
    answers = list(question.matches((query for _, query in asked), CANDIDATES))
    entities = question.entities({match.entity_id for matches in answers for match in matches})
    for (party, query), matches in zip(asked, answers, strict=True):
        if entries := fitting(question, party, query, matches, entities):
            found[party] = entries
    return decided(question, gathered, parties, found)


def _queries(gathered: Gathered, parties: Sequence[str]) -> Iterator[tuple[str, Query]]:
    for party in parties:
        described = gathered.parties.get(party)
        names = [name.text for name in described.names] if described else []
        usable = tuple(name for name in names or [gathered.name(party)] if _is_name(name))[:_NAMES]
        codes = described.identifiers if described else ()
        if codes or any(map(is_compared, usable)):
            kind, countries = (described.kind, described.countries) if described else ("any", ())
            yield party, Query(usable, kind, countries, identifiers=codes)


def _is_name(name: str) -> bool:
    return len(name) <= _LONGEST and any(c.isalnum() for c in name) and not is_placeholder(name)


def fitting(
    question: Question, party: str, query: Query, matches: Sequence[Match], entities: Mapping[str, Entity]
) -> tuple[ListedParty, ...]:
    """The entries that stand on the day and that a party is, or may be: of each list the best and those near to it.

    Args:
        question: what is asked, for which day.
        party: its id in the registers; "" where none names it.
        query: its names and codes.
        matches: what the engine found for them.
        entities: the entities of the matches, by id.
    """
    standing = [
        (match, entities[match.entity_id], question.listings(entities[match.entity_id])[0])
        for match in matches
        if match.entity_id in entities
    ]
    best: dict[str, float] = {}
    for match, _, listings in standing:
        for listing in listings:
            best[listing.list_id] = max(match.score, best.get(listing.list_id, 0.0))
    found = []
    for match, entity, listings in standing:
        near = tuple(each for each in listings if match.score >= best[each.list_id] - NEAR)
        if near:
            found.append(_listed(party, query, match, entity, near))
    return tuple(found)


def _listed(party: str, query: Query, match: Match, entity: Entity, listings: tuple[Listing, ...]) -> ListedParty:
    by_code = any(reason.feature == "identifier" and reason.score >= 1 for reason in match.reasons)
    person = query.kind == "person" or entity.kind == "person"
    sure = by_code or (not person and match.score >= SURE)
    how = next((reason.says for reason in match.reasons), "the names are alike")
    return ListedParty(
        party, query.name or entity.name, entity.id, listings, match.score, how, sure, reasons=match.reasons
    )
