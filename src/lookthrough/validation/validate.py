"""One validation from beginning to end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lookthrough.errors import InputError, Issues
from lookthrough.intake.queries import read_queries
from lookthrough.match.alert_line import AlertLine
from lookthrough.model.query import Query
from lookthrough.report.finding import ListUsed
from lookthrough.report.question import Question
from lookthrough.sources.lists import LISTS
from lookthrough.validation.baseline import Earlier, compared, read_earlier
from lookthrough.validation.clean import synthetic
from lookthrough.validation.records import (
    CleanNames,
    Coverage,
    Missing,
    Party,
    Settled,
    ValidationReport,
)
from lookthrough.validation.sampling import cases, script_of, standing
from lookthrough.validation.trial import LOWEST, Progress, Trial, called

#: Names drawn for each list when the user does not say.
SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user sets for a validation.

    Attributes:
        customers: a table of names that are taken for clean; None for synthetic ones.
        sample: names to draw for each list; 0 for all.
        seed: of every draw.
        line: the alert line.
        beside: others that are shown beside it.
        baseline: the JSON of an earlier validation; None for none.
    """

    customers: Path | None
    sample: int
    seed: int
    line: AlertLine
    beside: tuple[AlertLine, ...]
    baseline: Path | None


def validate(question: Question, wanted: Wanted, progress: Progress | None = None) -> ValidationReport:
    """Ask what must be found and what should be clean, and keep every answer.

    Args:
        question: the lists asked, the engine and the settings.
        wanted: what the user set.
        progress: is told how far the work is.

    Returns:
        The report; `seconds` is 0, since only the caller has a clock.

    Raises:
        InputError: if a setting is none, or a file cannot be read.
    """
    _check(wanted)
    earlier = read_earlier(wanted.baseline) if wanted.baseline else None
    settled = Settled(
        question.version,
        question.settings_digest,
        question.snapshot.id,
        wanted.line,
        tuple(dict.fromkeys(each.general for each in wanted.beside if each != wanted.line)),
        wanted.seed,
        wanted.sample,
    )
    issues = Issues()
    parties = standing(question.snapshot.index_rows(), question.chosen)
    trial = Trial(question.engine, parties, question.chosen, settled.line, progress)
    lists = [used.id for used in question.lists]
    clean = _clean(trial, wanted, issues)
    missing = tuple(trial.roll_call())
    report = ValidationReport(
        settled=settled,
        coverage=_coverage(question, parties, missing),
        not_asked=_not_asked(question),
        missing=missing,
        outcomes=tuple(trial.outcomes(cases(parties, lists, wanted.sample, wanted.seed))),
        clean=clean,
        comparison=None,
        issues=issues,
        generated=question.generated,
        seconds=0.0,
    )
    return _with_comparison(report, earlier)


def _check(wanted: Wanted) -> None:
    if wanted.sample < 0:
        raise InputError(f"a sample of {wanted.sample} names is none", hint="give a number from 1, or 0 for all names")
    if any(line.by_list for line in wanted.beside):
        raise InputError(
            "only the alert line may go list by list", hint="name it first; those beside it are one score each"
        )
    for line in (
        wanted.line.general,
        *dict(wanted.line.by_list).values(),
        *(each.general for each in wanted.beside),
    ):
        if not LOWEST <= line <= 1:
            raise InputError(
                f"a threshold of {line:g} cannot be validated", hint=f"give a number between {LOWEST:g} and 1, e.g. 0.5"
            )


def _clean(trial: Trial, wanted: Wanted, issues: Issues) -> CleanNames:
    if wanted.customers is None:
        queries = synthetic(wanted.seed)
        return CleanNames("synthetic", "", "", len(queries), 0, tuple(trial.alerts(queries)))
    table = read_queries(wanted.customers, issues)
    rows = list(table)
    queries = [row for row in rows if isinstance(row, Query)]
    if not queries:
        raise InputError(f"no row of {table.file} could be read", hint="it needs a header with a column `name`")
    alerts = tuple(trial.alerts(queries))
    return CleanNames("customers", table.file, table.sha256, len(queries), len(rows) - len(queries), alerts)


def _coverage(question: Question, parties: Sequence[Party], missing: Sequence[Missing]) -> tuple[Coverage, ...]:
    files = {state.id: state.files for state in question.snapshot.lists}
    found = called(parties, missing, question.chosen)
    return tuple(_of_list(used, files.get(used.id, ()), parties, found) for used in question.lists)


def _of_list(
    used: ListUsed, files: tuple[tuple[str, str], ...], parties: Sequence[Party], found: Mapping[str, int]
) -> Coverage:
    own = [party for party in parties if used.id in party.lists]
    kinds, scripts = Counter(party.kind for party in own), Counter(script_of(n) for party in own for n in party.names)
    return Coverage(
        used=used,
        files=files,
        parties=len(own),
        names=sum(len(party.names) for party in own),
        weak=sum(len(party.weak) for party in own),
        kinds=dict(sorted(kinds.items())),
        scripts=dict(sorted(scripts.items())),
        nameless=sum(not party.names for party in own),
        called=found[used.id],
    )


def _not_asked(question: Question) -> tuple[tuple[str, str], ...]:
    loaded = {state.id for state in question.snapshot.lists}
    return tuple(
        (each, "loaded, but left out of this test" if each in loaded else "not loaded")
        for each in sorted(set(LISTS) - question.chosen)
    )


def _with_comparison(report: ValidationReport, earlier: Earlier | None) -> ValidationReport:
    return report if earlier is None else compared(report, earlier)
