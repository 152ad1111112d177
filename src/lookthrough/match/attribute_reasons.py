"""The reasons for what was compared beside the names."""

from __future__ import annotations

from collections.abc import Iterable

from lookthrough.match.attributes import Comparison, Relation
from lookthrough.model.match import Reason

#: What a reason shows for each relation; below 0.5 speaks against.
_SHOWN: dict[Relation, float] = {"agree": 0.8, "near": 0.5, "unknown": 0.5, "contradict": 0.1}


def attribute_reasons(comparisons: Iterable[Comparison]) -> tuple[Reason, ...]:
    """One reason for each comparison, in their order; an equal code that decides shows 1.

    A relation that is near but separates (a few years apart) shows less than one that does not.
    """
    return tuple(Reason(c.feature, _score(c), c.query_value, c.list_value, c.says) for c in comparisons)


def _score(comparison: Comparison) -> float:
    if comparison.decides:
        return 1.0
    if comparison.relation == "near":
        return 0.4 if comparison.weight.share > 1 else 0.6
    return _SHOWN[comparison.relation]
