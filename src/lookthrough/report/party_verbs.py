"""The verbs of a workspace that are about one party: who owns it, and what lists and registers say of it."""

# ruff: noqa: PLC0415 - a verb loads its rooms when it is asked: whoever screens a name waits for no other (decision 0004)

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from lookthrough.dataset.snapshot import Snapshot
from lookthrough.dataset.store import Store
from lookthrough.errors import Issues
from lookthrough.intake.named import means_a_file
from lookthrough.intake.queries import read_queries
from lookthrough.match.alert_line import Given
from lookthrough.model.exposure import Exposure
from lookthrough.model.query import Query
from lookthrough.report.beside import Beside
from lookthrough.report.finding import EntityReport
from lookthrough.report.lists_used import lists_used
from lookthrough.report.question import Question
from lookthrough.rules.registry import judge_all
from lookthrough.version import VERSION

if TYPE_CHECKING:
    from lookthrough.report.claims import EvidenceReport
    from lookthrough.report.owners import OwnersReport
    from lookthrough.report.owning import Progress

Day = str | date | None


class PartyVerbs:
    """What a workspace can be asked about one party."""

    store: Store

    @property
    def snapshot(self) -> Snapshot:
        """The newest snapshot."""
        raise NotImplementedError

    def _question(
        self,
        as_of: Day,
        known_on: Day,
        lists: Iterable[str] | None,
        threshold: Given,
        limit: int,
        issues: Issues,
        beside: Beside,
    ) -> Question:
        raise NotImplementedError

    @property
    def _matches(self) -> int:
        raise NotImplementedError

    def _about(self, entity_id: str) -> EvidenceReport | None:
        raise NotImplementedError

    def owners(
        self,
        what: str | Path,
        *,
        as_of: Day = None,
        known_on: Day = None,
        lists: Iterable[str] | None = None,
        threshold: Given = None,
        progress: Progress | None = None,
        **beside: Unpack[Beside],
    ) -> OwnersReport:
        """Who owns a party, whom does it own, up to which listed parties, and what does that mean on that day?

        Three numbers are told and never mixed: what the law attributes by the lines that were law on the day, whose
        part of its value is how large, and who can decide. Unknown shares give bounds, and the report ranks what
        would settle most.

        Args:
            what: a file of parties that exists, else one party: "lei:…", another code, a register's id, a listed
                entity's id, or a name.
            as_of, known_on, lists, threshold: as in `screen`.
            progress: is told what is being done.
            beside: `links`, `rules`, `grounds` …, see `Beside`.

        Raises:
            InputError: if a file or argument cannot be read.
            SourceError: if a list that is asked for is not loaded.
        """
        from lookthrough.report.owning import report_owners

        issues, is_file = Issues(), means_a_file(what)
        question = self._question(as_of, known_on, lists, threshold, self._matches, issues, beside)
        if is_file:
            return report_owners(question, Path(what).name, read_queries(Path(what), issues), issues, progress)
        return report_owners(question, str(what), [_one(question, str(what))], issues, progress)

    def entity(
        self, entity_id: str, *, as_of: Day = None, known_on: Day = None, **beside: Unpack[Beside]
    ) -> EntityReport:
        """One listed party as its publisher describes it, what each listing means on a day, and who owns it.

        Args:
            entity_id: as an answer shows it.
            as_of, known_on: as in `screen`.
            beside: `links`, `rules`, `grounds` …, see `Beside`.

        Raises:
            NotFoundError: if there is no such entity, or it was not known on that day.
            InputError: if a day or a file is none.
        """
        issues = Issues()
        question = self._question(as_of, known_on, None, None, self._matches, issues, beside)
        entity = question.snapshot.entity(entity_id, question.known_on)
        verdicts = tuple(
            verdict
            for listing in entity.listings
            for verdict in judge_all(Exposure("same_person", listing), question.as_of, question.own)
        )
        on = {listing.list_id for listing in entity.listings}
        used = tuple(each for each in lists_used(self.store, question.snapshot) if each.id in on)
        report = EntityReport(
            entity, question.as_of, question.snapshot.id, VERSION, verdicts, used, own_law=question.own_files,
            grounds=question.grounds, evidence=self._about(entity_id),
        )  # fmt: skip
        if not question.registers:
            return report
        from lookthrough.report.owning import report_owners

        owned = report_owners(question, entity.name, [_one(question, entity_id)], issues)
        answer = owned.answers[0]
        others = tuple(
            each for each in answer.findings if each.exposure.relation != "same_person"
        )  # told above already
        return replace(report, owners=replace(answer, findings=others), registers=owned.registers)


def _one(question: Question, text: str) -> Query:
    """A question for a party as a person names it; a listed entity's id stands for its names and codes."""
    from lookthrough.report.locating import query_for

    entity = question.entities({text}).get(text)
    if entity is None:
        return query_for(text)
    names = tuple(name.text for name in entity.names if name.quality != "weak_alias")[:6]
    return Query((*names, text), entity.kind, entity.countries, identifiers=entity.identifiers)
