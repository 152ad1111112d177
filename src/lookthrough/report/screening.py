"""From names to answers: match, look up, judge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from lookthrough.errors import Issues, quote
from lookthrough.intake.queries import BadRow
from lookthrough.model.entity import Entity
from lookthrough.model.exposure import Exposure, Step
from lookthrough.model.listing import Listing
from lookthrough.model.match import Match
from lookthrough.model.query import Query
from lookthrough.names.scripts import is_compared
from lookthrough.report.finding import ScreenAnswer, ScreenMatch, ScreenStatus
from lookthrough.report.question import Question
from lookthrough.rules.registry import judge_all, notes_before
from lookthrough.rules.verdict import Verdict

if TYPE_CHECKING:
    from lookthrough.report.owned_hits import Led

BATCH = 100
#: Candidates above the alert line that are looked at for each row; those beyond the row's limit are counted.
LOOKED_AT = 200
NOT_COMPARED = (
    "the name is in a script that cannot be compared with the lists, or longer than what is compared: "
    "give its Latin form, a shorter one, or a code"
)


def screen(question: Question, rows: Iterable[Query | BadRow], issues: Issues | None = None) -> Iterator[ScreenAnswer]:
    """Answer row by row, in order; a row that could not be read gives an answer with the status "error".

    Args:
        question: what is asked, against what; with registers, owners are looked for too.
        rows: queries and unreadable rows, in file order; read in batches, so a long file streams.
        issues: takes what the links of registers contradict.
    """
    source, owned = iter(rows), _owners(question, Issues() if issues is None else issues)
    while batch := list(islice(source, BATCH)):
        queries = [row for row in batch if isinstance(row, Query)]
        found = question.matches(queries, max(question.limit, LOOKED_AT))
        matched = dict(zip(map(id, queries), found, strict=True))
        led = owned({id(query): query for query in queries})
        ids = {match.entity_id for matches in matched.values() for match in matches[: question.limit]}
        ids |= {each.listed.entity_id for found in led.values() for each in found.reached}
        entities = question.entities(ids)
        for row in batch:
            if isinstance(row, Query):
                yield _answer(question, row, matched[id(row)], entities, led.get(id(row)))
            else:
                yield ScreenAnswer(row=row.row, query=Query(names=(), row=row.row, extra=row.extra), status="error",
                                   error=row.reason)  # fmt: skip


def _owners(question: Question, issues: Issues) -> Callable[[Mapping[int, Query]], dict[int, Led]]:
    """Tells where names lead by ownership; without a register to ask, nowhere."""
    if not question.registers:
        return lambda _queries: {}
    from lookthrough.report.owned_hits import OwnersAsked  # noqa: PLC0415 - most questions are asked of no register

    return OwnersAsked(question, issues).of


def _answer(
    question: Question, query: Query, matches: list[Match], entities: dict[str, Entity], led: Led | None
) -> ScreenAnswer:
    said = []
    for match in matches[: question.limit]:
        entity = entities.get(match.entity_id)
        if entity is None:
            continue
        standing, others = question.listings(entity)
        if standing or others:
            verdicts = tuple(v for listing in standing for v in _judge(question, query, match, listing))
            cited = question.cited(entity.id, entity.name)
            said.append(ScreenMatch(match, entity, standing, verdicts, others, cited))
    said += _owned(question, query, led, entities) if led else []
    hit = any(each.listings for each in said)
    further = max(0, len(matches) - question.limit)
    status: ScreenStatus = "hit" if hit or further else "clear"
    if status == "clear" and not query.identifiers and not any(map(is_compared, query.names)):
        return ScreenAnswer(row=query.row or 1, query=query, status="error", matches=tuple(said), error=NOT_COMPARED)
    leading = question.leading(query.names)
    notes = [led.note if led else "", *map(str, question.left_out(query.names))]
    return ScreenAnswer(
        row=query.row or 1, query=query, status=status, matches=tuple(said), further=further, claims=leading,
        note=" ".join(filter(None, notes)),
    )  # fmt: skip


def _owned(question: Question, query: Query, led: Led, entities: dict[str, Entity]) -> Iterator[ScreenMatch]:
    """The listed parties that own or control the one asked about, each with its way and what follows."""
    before = led.before(query.name)
    for each in led.reached:
        entity = entities.get(each.listed.entity_id)
        if entity is None:
            continue
        exposures = [each.exposure(listing, before) for listing in each.listed.listings]
        verdicts = tuple(v for exposure in exposures for v in judge_all(exposure, question.as_of, question.own))
        match = Match(-1, entity.id, each.listed.score, entity.name, entity.name, led.found.target, each.listed.reasons)
        cited = question.cited(entity.id, entity.name)
        yield ScreenMatch(
            match, entity, each.listed.listings, verdicts, (), cited, each.relation, exposures[0].path, each.share
        )


def _judge(question: Question, query: Query, match: Match, listing: Listing) -> tuple[Verdict, ...]:
    step = Step(
        "is",
        query.name,
        listing.listed_name,
        evidence=f"{evidence(match, listing)} [{listing.list_id}, {listing.edition}]",
        as_of=listing.edition,
    )
    return judge_all(Exposure("same_person", listing, path=(step,)), question.as_of, question.own)


def evidence(match: Match, listing: Listing) -> str:
    """Where the entry stands and how well the name fits, as one line."""
    return f"{listing.file} row {listing.row}; score {match.score:.2f} with {quote(match.matched_name)}"


def earlier_lists(answers: Iterable[ScreenAnswer], as_of: date) -> tuple[str, ...]:
    """What rules know of lists that stood before an entry began and that no source here carries."""
    apart = (listing for answer in answers for match in answer.matches for listing in match.not_in_force)
    return tuple(dict.fromkeys(said for listing in apart for said in notes_before(listing, as_of)))
