"""What people decided about which register party is which list entry, applied to what names and codes say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from lookthrough.errors import InputError, Issues
from lookthrough.exposure.ownership.gathering import Gathered
from lookthrough.intake.decisions import read_decisions
from lookthrough.model.decision import Decision
from lookthrough.report.owners import ListedParty
from lookthrough.report.question import Question

FOLDER = "decisions"
"""Where a home folder keeps decisions: every file in it."""


def with_decisions(question: Question, home: Path, files: Iterable[Path], issues: Issues) -> Question:
    """The question with the decisions of people; they are part of its settings digest.

    Args:
        question: what is asked.
        home: every file in its folder `decisions` is read.
        files: more files.
        issues: takes what cannot be read, and how many there are.

    Raises:
        InputError: if a file is missing or no table of decisions.
    """
    folder = home / FOLDER
    every = [*sorted(file for file in folder.glob("*") if file.is_file() and file.name[0] != "."), *files]
    for file in every:
        if not file.is_file():
            raise InputError(f"there is no file {file}", hint="check the path behind --decisions")
    if not every:
        return question
    decisions = read_decisions(every, issues)
    same = sum(decision.same for own in decisions.by_party.values() for decision in own)
    issues.note("decisions-read", f"{same} pairs were decided to be the same, {len(decisions) - same} not to be")
    told = sorted(map(str, (each for own in decisions.by_party.values() for each in own)))
    digest = hashlib.sha256(repr((question.settings_digest, told)).encode()).hexdigest()[:12]
    return replace(question, decisions=decisions, settings_digest=digest)


def decided(
    question: Question, gathered: Gathered, parties: Sequence[str], found: Mapping[str, tuple[ListedParty, ...]]
) -> dict[str, tuple[ListedParty, ...]]:
    """The listed parties that each party is, as people decided: what is not the same goes, what is the same is sure.

    Args:
        question: with the decisions.
        gathered: the parties as registers describe them.
        parties: their ids.
        found: what codes and names say.
    """
    settled = dict(found)
    if not question.decisions:
        return settled
    for party in parties:
        listed = {each.entity_id: each for each in settled.pop(party, ())}
        for decision in question.decisions.about(*_known_as(question, gathered, party)):
            held = listed.pop(decision.entity, None)
            if decision.same and (sure := _sure(question, gathered, party, decision, held)) is not None:
                listed[decision.entity] = sure
        if listed:
            settled[party] = tuple(listed.values())
    return settled


def _known_as(question: Question, gathered: Gathered, party: str) -> tuple[list[str], list[str]]:
    """Every id and name of a party, and the registers that name it where several do."""
    described = gathered.parties.get(party)
    names = [party, *(name.text for name in (described.names if described else ()))]
    nodes = gathered.joined.get(party, ())
    registers = [question.registers[node.register].edition.register for node in nodes]
    if not registers and described is not None and described.register:
        registers = [described.register]
    return [*names, *(node.id for node in nodes)], registers


def _sure(
    question: Question, gathered: Gathered, party: str, decision: Decision, held: ListedParty | None
) -> ListedParty | None:
    """The listed party that was decided for; None where the lists asked do not have it on the day asked."""
    if held is not None:
        return replace(held, sure=True, how=str(decision))
    entity = question.entities({decision.entity}).get(decision.entity)
    standing = question.listings(entity)[0] if entity is not None else ()
    if not standing:
        return None
    return ListedParty(party, gathered.name(party), decision.entity, standing, how=str(decision))
