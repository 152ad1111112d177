"""What a validation is made of: the records that the renderers read and none computes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from lookthrough.errors import Issues
from lookthrough.match.alert_line import AlertLine
from lookthrough.model.schema import Kind
from lookthrough.report.finding import ListUsed

Strength = Literal["strong", "weak"]


@dataclass(frozen=True, slots=True)
class Party:
    """A listed party as the test needs it.

    Attributes:
        entity_id: its id.
        kind: what it is.
        names: the primary one first; empty where the entry prints none.
        weak: those of them that the publisher marks as weak aliases.
        lists: those asked that it stands on.
    """

    entity_id: str
    kind: Kind
    names: tuple[str, ...]
    weak: frozenset[str]
    lists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One question of the test.

    Attributes:
        change: id of the class of changed names.
        entity_id: the party that must be found.
        kind: what it is.
        strength: "weak" where the sampled name is a weak alias.
        listed: the name that was changed, as printed.
        query: what is asked.
        lists: the lists for which the name was drawn.
        party_lists: the lists asked on which the party stands.
    """

    change: str
    entity_id: str
    kind: Kind
    strength: Strength
    listed: str
    query: str
    lists: tuple[str, ...]
    party_lists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a case.

    Attributes:
        case: the question.
        score: of the right party, 0..1; 0 where it was not among the candidates.
        rank: its place among all candidates, 1 for the first; 0 where it was not among them.
        matched: its name that fitted best; "" where it was not among them.
        first: (entity id, name, score) of the best other candidate; None without one. Kept for failures only.
        reasons: what the engine says of the right party, in sentences; where it was not among the candidates, what a
            comparison of the query with the listed name says. Kept for failures only.
    """

    case: Case
    score: float
    rank: int
    matched: str = ""
    first: tuple[str, str, float] | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alert:
    """The best candidate on one list for a clean name.

    Attributes:
        row: in the file of customers; the number of the synthetic name otherwise.
        name: as asked.
        list_id: the list.
        score: 0..1.
        entity_id: the party.
        matched: its name that fitted best.
    """

    row: int
    name: str
    list_id: str
    score: float
    entity_id: str
    matched: str


@dataclass(frozen=True, slots=True)
class CleanNames:
    """How often names that are taken for clean alert.

    Attributes:
        origin: "customers", or "synthetic" when no file was given.
        file: name of the file; "" for synthetic names.
        sha256: of its bytes; "" for synthetic names.
        asked: names screened.
        unreadable: rows that could not be asked.
        alerts: every candidate from the lowest threshold of the curves on, one for each name and list.
    """

    origin: Literal["customers", "synthetic"]
    file: str
    sha256: str
    asked: int
    unreadable: int
    alerts: tuple[Alert, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """One list as it was loaded.

    Attributes:
        used: the list and its edition.
        files: (name, sha256) of the edition's files.
        parties: parties that stand on it.
        names: their names, aliases counted.
        weak: of those, weak aliases.
        kinds: kind -> parties.
        scripts: script -> names.
        nameless: parties without any name.
        called: parties found under their own primary name, as printed, at the alert line.
    """

    used: ListUsed
    files: tuple[tuple[str, str], ...]
    parties: int
    names: int
    weak: int
    kinds: Mapping[str, int]
    scripts: Mapping[str, int]
    nameless: int
    called: int


@dataclass(frozen=True, slots=True)
class Missing:
    """A party that its own primary name, as printed, does not find.

    Attributes:
        party: the party.
        score: the best score that it got; 0 where it was no candidate.
        why: in a phrase.
    """

    party: Party
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What was set.

    Attributes:
        version: of Lookthrough.
        settings_digest: of the settings that can change an answer.
        snapshot: the lists, as read.
        line: the alert line, for all lists or list by list.
        beside: other lines for all lists, that tables show beside it.
        seed: of every draw.
        sample: names drawn for each list; 0 for all.
    """

    version: str
    settings_digest: str
    snapshot: str
    line: AlertLine
    beside: tuple[float, ...]
    seed: int
    sample: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A class of names on a list, then and now; shares in [0, 1].

    Attributes:
        change: the class; "" for all changed names.
        list_id: the list; "" for all.
        then, now: (found, asked).
    """

    change: str
    list_id: str
    then: tuple[int, int]
    now: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Flip:
    """A case whose outcome turned: its score then and now."""

    case: Case
    then: float
    now: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """This validation against an earlier one, each at its own alert line.

    Attributes:
        file: of the earlier report.
        settled: what was set then.
        digest: of the earlier report.
        editions: (list, edition then, edition now), "" where it was not asked.
        shared: cases that both asked.
        only_then, only_now: cases that one of them asked.
        moved: by class and list, where both asked.
        alert_rates: the same of clean names by list; None where the clean names were others.
        missed: newly missed among the shared cases.
        found: newly found among them.
    """

    file: str
    settled: Settled
    digest: str
    editions: tuple[tuple[str, str, str], ...]
    shared: int
    only_then: int
    only_now: int
    moved: tuple[Moved, ...]
    alert_rates: tuple[Moved, ...] | None
    missed: tuple[Flip, ...]
    found: tuple[Flip, ...]


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """One validation.

    Attributes:
        settled: what was set.
        coverage: the lists asked.
        not_asked: (list, why) of every known list that was not.
        missing: parties that their own names do not find.
        outcomes: every case.
        clean: the clean names.
        comparison: with an earlier validation; None when none was given.
        issues: trouble in the file of customers.
        generated: when.
        seconds: how long it took; like `generated` no part of what is compared.
    """

    settled: Settled
    coverage: tuple[Coverage, ...]
    not_asked: tuple[tuple[str, str], ...]
    missing: tuple[Missing, ...]
    outcomes: tuple[Outcome, ...]
    clean: CleanNames
    comparison: Comparison | None
    issues: Issues
    generated: datetime
    seconds: float

    def finds(self, outcome: Outcome) -> bool:
        """Does the right party of a case reach the alert line?"""
        return self.settled.line.keeps(outcome.score, outcome.case.party_lists)

    @property
    def lists(self) -> tuple[str, ...]:
        """Ids of the lists asked."""
        return tuple(each.used.id for each in self.coverage)
