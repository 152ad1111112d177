"""Every comparator, in the order in which their findings are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lookthrough.evidence.comparators import (
    amounts,
    attributes,
    counts,
    dates,
    denials,
    direction,
    founding,
    licence,
    parts,
    quotations,
    retraction,
    shares,
    wording,
)
from lookthrough.evidence.comparators.material import Material
from lookthrough.model.claim import Contradiction

Comparator = Callable[[Material], Iterator[Contradiction]]
COMPARATORS: tuple[Comparator, ...] = tuple(
    module.compare
    for module in (
        parts,
        counts,
        shares,
        amounts,
        dates,
        founding,
        attributes,
        direction,
        licence,
        retraction,
        denials,
        wording,
        quotations,
    )
)


def compare_all(material: Material) -> tuple[Contradiction, ...]:
    """What every comparator finds, contradictions before notes; the same material gives the same result.

    Args:
        material: claims and the official side.
    """
    found = [one for comparator in COMPARATORS for one in comparator(material)]
    return tuple(sorted(found, key=lambda one: not one.flagged))
