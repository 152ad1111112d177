"""Which name of one party fits a query best, by plain loops: what the oracle is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lookthrough.match import features
from lookthrough.match.asking import Asking
from lookthrough.match.reasons import match_reasons
from lookthrough.match.score import FLOOR, Evidence, Side, final_score, side_of, weigh
from lookthrough.model.entity import Name
from lookthrough.model.match import Reason
from lookthrough.model.schema import Kind
from lookthrough.names.tokens import read_name


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
    relation: features.CountryRelation,
    carriers: Callable[[str], int],
    parties: int,
) -> Fit | None:
    """The best fit of a query to a party; the first asking and the first name win ties.

    Args:
        asked: the ways in which the query is put.
        names: the party's names.
        kind: what the party is.
        relation: of the query's countries to the party's.
        carriers: how many parties of the index carry a word.
        parties: how many parties the index holds.

    Returns:
        None when no name reaches `FLOOR`.
    """
    best: Fit | None = None
    for asking in asked:
        for name in names if kind in asking.kinds else ():
            fit = fit_of(asking, name, kind, relation, carriers, parties)
            if fit.score >= FLOOR and (best is None or fit.score > best.score):
                best = fit
    return best


def fit_of(
    asking: Asking,
    name: Name,
    kind: Kind,
    relation: features.CountryRelation,
    carriers: Callable[[str], int],
    parties: int,
) -> Fit:
    """How one name fits one asking."""
    ours = side_of(asking.reading, carriers, parties, asking.mode, listed=False)
    theirs = side_of(read_name(name.text, person=kind == "person"), carriers, parties, asking.mode, listed=True)
    return fit_between(asking, ours, name, theirs, relation)


def fit_between(asking: Asking, ours: Side, name: Name, theirs: Side, relation: features.CountryRelation) -> Fit:
    """How one name fits one asking, both with their points."""
    evidence = weigh(ours, theirs)
    return Fit(final_score(evidence, relation, weak=name.quality == "weak_alias"), asking, name, ours, theirs, evidence)


def fit_reasons(
    fit: Fit, relation: features.CountryRelation, asked: tuple[str, ...], listed: tuple[str, ...]
) -> tuple[Reason, ...]:
    """Why a fit was proposed, with what the countries say."""
    asking, reading = fit.asking, fit.theirs.reading
    return match_reasons(asking, fit.name, reading, fit.evidence, relation, asked, listed)
