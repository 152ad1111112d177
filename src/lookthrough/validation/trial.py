"""The trial itself: every question goes through the engine that screens, and what it says is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Protocol

from lookthrough.match.alert_line import AlertLine
from lookthrough.match.compare import compare
from lookthrough.model.match import Match
from lookthrough.model.query import Query
from lookthrough.report.screening import LOOKED_AT
from lookthrough.validation.records import Alert, Case, Missing, Outcome, Party

#: Scores below it are not looked at: the curves begin here.
LOWEST = 0.1
#: Decimals of every score that is kept.
DECIMALS = 6
_BATCH = 500
Progress = Callable[[str, int, int | None], None]


class Searching(Protocol):
    """What the trial needs of an engine."""

    def search_all(
        self,
        queries: Iterable[Query],
        *,
        limit: int,
        threshold: float,
        lists: frozenset[str] | None,
        explain: bool,
    ) -> Iterator[list[Match]]:
        """The parties that each query may be, best first."""
        ...


class Trial:
    """Asks an engine as `screen` asks it, from the lowest score of the curves on.

    Args:
        engine: the one that screens.
        parties: those that stand on the lists.
        lists: ids of the lists asked.
        line: the alert line.
        progress: is told how far the work is.
    """

    def __init__(
        self,
        engine: Searching,
        parties: Sequence[Party],
        lists: frozenset[str],
        line: AlertLine,
        progress: Progress | None = None,
    ) -> None:
        self._engine = engine
        self._parties = {party.entity_id: party for party in parties}
        self._lists = lists
        self._line = line
        self._progress = progress

    def outcomes(self, cases: Sequence[Case]) -> list[Outcome]:
        """What came of each case, in their order; equal queries are asked once."""
        asking: dict[str, list[int]] = defaultdict(list)
        for number, case in enumerate(cases):
            asking[case.query].append(number)
        found: dict[int, Outcome] = {}
        queries = [Query(names=(text,)) for text in asking]
        for query, matches in self._asked("changed names screened", queries):
            for number in asking[query.name]:
                found[number] = self._outcome(cases[number], matches)
        return [found[number] for number in range(len(cases))]

    def roll_call(self) -> list[Missing]:
        """The parties that their own primary name, as printed, does not find at the alert line."""
        named = [party for party in self._parties.values() if party.names]
        queries = [Query(names=(party.names[0],)) for party in named]
        missing = [Missing(party, 0.0, "the entry has no name") for party in self._parties.values() if not party.names]
        answers = self._asked("listed names called", queries, explain=False)
        for party, (_, matches) in zip(named, answers, strict=True):
            own = [match for match in matches if match.entity_id == party.entity_id]
            score = round(own[0].score, DECIMALS) if own else 0.0
            if not self._line.keeps(score, party.lists):
                why = "it scores below the alert line" if own else f"no candidate from {LOWEST:.2f} on"
                missing.append(Missing(party, score, why))
        return sorted(missing, key=lambda each: each.party.entity_id)

    def alerts(self, queries: Sequence[Query]) -> list[Alert]:
        """For each clean name and list the best candidate, if there is one."""
        found = []
        for query, matches in self._asked("clean names screened", queries, explain=False):
            best: dict[str, Match] = {}
            for match in matches:
                party = self._parties.get(match.entity_id)
                for list_id in party.lists if party else ():
                    best.setdefault(list_id, match)
            found += [
                Alert(query.row, query.name, list_id, round(m.score, DECIMALS), m.entity_id, m.matched_name)
                for list_id, m in sorted(best.items())
            ]
        return found

    def _asked(
        self, what: str, queries: Sequence[Query], *, explain: bool = True
    ) -> Iterator[tuple[Query, list[Match]]]:
        """Each query with its answer; the engine gets them in batches, so that progress is told and stops are heard."""
        source, done = iter(queries), 0
        while batch := list(islice(source, _BATCH)):
            answers = self._engine.search_all(
                batch, limit=LOOKED_AT, threshold=LOWEST, lists=self._lists, explain=explain
            )
            yield from zip(batch, answers, strict=True)
            done += len(batch)
            if self._progress:
                self._progress(what, done, len(queries))

    def _outcome(self, case: Case, matches: Sequence[Match]) -> Outcome:
        rank, own = next(
            ((n, match) for n, match in enumerate(matches, start=1) if match.entity_id == case.entity_id), (0, None)
        )
        score = round(own.score, DECIMALS) if own else 0.0
        matched = own.matched_name if own else ""
        if self._line.keeps(score, case.party_lists):
            return Outcome(case, score, rank, matched)
        other = next((m for m in matches if m.entity_id != case.entity_id and m.entity_id in self._parties), None)
        first = (other.entity_id, other.matched_name, round(other.score, DECIMALS)) if other else None
        reasons = (own or compare(case.query, case.listed)).reasons
        return Outcome(case, score, rank, matched, first, tuple(reason.says for reason in reasons))


def called(parties: Iterable[Party], missing: Iterable[Missing], lists: Iterable[str]) -> Mapping[str, int]:
    """List id -> parties on it that their own names find."""
    lost = {each.party.entity_id for each in missing}
    kept = [party for party in parties if party.entity_id not in lost]
    return {list_id: sum(list_id in party.lists for party in kept) for list_id in lists}
