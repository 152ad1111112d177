"""Which name of one party fits a query best, by plain loops: what the oracle is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lookthrough.match.asking import Asking
from lookthrough.match.attributes import Comparison
from lookthrough.match.reasons import match_reasons
from lookthrough.match.score import FLOOR, Evidence, score_of, weigh
from lookthrough.match.sides import Side, side_of
from lookthrough.model.entity import Name
from lookthrough.model.match import Reason
from lookthrough.model.schema import Kind
from lookthrough.names.readings import readings
from lookthrough.names.tags import meets


@dataclass(frozen=True, slots=True)
class Fit:
    """How a name of a party fits a query.

    Attributes:
        score: at least `FLOOR`.
        asking: the query's name and its reading.
        name: the party's name.
        ours, theirs: both with their points.
        evidence: what was found between them.
    """

    score: float
    asking: Asking
    name: Name
    ours: Side
    theirs: Side
    evidence: Evidence


def closest(
    asked: Sequence[Asking],
    names: Sequence[Name],
    kind: Kind,
    beside: Sequence[Comparison],
    carriers: Callable[[str], int],
    parties: int,
) -> Fit | None:
    """The best fit of a query to a party; the first asking and the first name win ties.

    Args:
        asked: the ways in which the query is put.
        names: the party's names.
        kind: what the party is.
        beside: what is known beside the names, compared.
        carriers: how many parties of the index carry a word.
        parties: how many parties the index holds.

    Returns:
        None when no name reaches `FLOOR`.
    """
    best: Fit | None = None
    for asking in asked:
        for name in names if kind in asking.kinds else ():
            fit = fit_of(asking, name, kind, beside, carriers, parties)
            if fit and fit.score >= FLOOR and (best is None or fit.score > best.score):
                best = fit
    return best


def fit_of(
    asking: Asking,
    name: Name,
    kind: Kind,
    beside: Sequence[Comparison],
    carriers: Callable[[str], int],
    parties: int,
) -> Fit | None:
    """How one name fits one asking, by the reading of the name that fits it best; the first wins ties.

    Returns:
        None when no reading of the name can be compared with the asking's.
    """
    ours = side_of(asking.reading, carriers, parties, asking.mode, listed=False)
    fits = [
        fit_between(asking, ours, name, side_of(reading, carriers, parties, asking.mode, listed=True), beside)
        for reading in readings(name.text, person=kind == "person")
        if meets(asking.reading.script, reading.script)
    ]
    return max(fits, key=lambda fit: fit.score, default=None)


def fit_between(asking: Asking, ours: Side, name: Name, theirs: Side, beside: Sequence[Comparison]) -> Fit:
    """How one name fits one asking, both with their points."""
    evidence = weigh(ours, theirs)
    score = score_of(evidence.agreement, evidence.separation, beside, weak=name.quality == "weak_alias")
    return Fit(score, asking, name, ours, theirs, evidence)


def fit_reasons(fit: Fit, beside: Sequence[Comparison]) -> tuple[Reason, ...]:
    """Why a fit was proposed, with what is known beside the names."""
    return match_reasons(fit.asking, fit.name, fit.theirs.reading, fit.evidence, beside)
