"""Names and issuers that no list names, but that listed parties own or control, as the registers tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lookthrough.errors import Issues
from lookthrough.exposure.ownership.gathering import Identities
from lookthrough.model.exposure import Step
from lookthrough.model.query import Query
from lookthrough.report import wording
from lookthrough.report.locating import Locator
from lookthrough.report.owned_by_listed import OwnedBy, standing_of
from lookthrough.report.owners import Located
from lookthrough.report.ownership_study import Study
from lookthrough.report.question import Question
from lookthrough.rules.standing import tidy

_FOUND = {"id": "by the register's id", "code": "by a code", "name": "by the name", "like": "by a name that is like it"}


@dataclass(frozen=True, slots=True)
class Led:
    """Where one name leads by ownership.

    Attributes:
        party: the party of the registers that it is taken for.
        found: the step from the name to that party.
        reached: listed parties that own or control it, or may.
        note: of listed parties whose stakes reach no line; "" for none.
    """

    party: str
    found: Step
    reached: tuple[OwnedBy, ...]
    note: str = ""

    def before(self, name: str) -> tuple[Step, ...]:
        """The steps from the name to the party whose owners follow; none where the two are spelled alike."""
        return () if name == self.found.target else (self.found,)


class OwnersAsked:
    """Asks the registers of one question about many names.

    Args:
        question: with its registers; without any nothing is found.
        issues: takes what the links contradict.
    """

    def __init__(self, question: Question, issues: Issues) -> None:
        self._question = question
        self._issues = issues
        self._identities = Identities(question.registers, issues)
        self._locator = Locator(question.registers, self._identities, question.line.general)

    def of(self, queries: Mapping[int, Query]) -> dict[int, Led]:
        """Per number of a name where it leads; those that no register names, or that lead to nobody, are absent."""
        if not self._question.registers:
            return {}
        found = {number: self._locator.find(query) for number, query in queries.items()}
        located = {number: each for number, each in found.items() if each.nodes}
        nodes = [node for each in located.values() for node in each.nodes]
        if not nodes:
            return {}
        study = Study(self._question, self._identities, nodes, self._issues)
        led: dict[int, Led] = {}
        by_party: dict[str, tuple[tuple[OwnedBy, ...], str]] = {}
        for number, each in located.items():
            party = self._identities.of(each.nodes[0]).id
            if party not in by_party:
                by_party[party] = _owners(study, party)
            reached, note = by_party[party]
            if reached or note:
                step = self._step(queries[number], study.gathered.name(party), each.how, each.nodes[0].register)
                led[number] = Led(party, step, reached, note)
        return led

    def _step(self, query: Query, name: str, how: Located | None, place: int) -> Step:
        edition = self._question.registers[place].edition
        said = f"found in {edition.title or edition.register} {_FOUND[how or 'name']}"
        return Step("is", query.name, name, evidence=said, as_of=edition.day)


def _owners(study: Study, party: str) -> tuple[tuple[OwnedBy, ...], str]:
    """The listed parties that reach a party, and a sentence about those that only hold stakes."""
    if not study.toward.leads[study.ties.numbers[party]]:
        return (), ""
    standing = standing_of(study, party)
    owned_by: Sequence[OwnedBy] = standing.owned_by
    if not owned_by and not standing.above.all_met:
        return (), "Listed parties lead to it from further away than ties are followed."
    reached = tuple(each for each in owned_by if each.reached)
    below = [each for each in owned_by if not each.reached]
    names = ", ".join(dict.fromkeys(_stake(each) for each in below))
    return reached, tidy(f"Listed parties hold stakes that reach no line asked: {names}.") if below else ""


def _stake(each: OwnedBy) -> str:
    interest = f" (interest {wording.percent(each.share)})" if each.share is not None else ""
    return f"{each.listed.name}{interest}"
