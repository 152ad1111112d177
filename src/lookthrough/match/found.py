"""A match whose reasons are written when they are first read.

Most matches of a long run are counted or ranked and never opened, and to put one into words costs as much as to find
two. What is read is the same either way.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVarTuple

from lookthrough.model.match import Match, Reason

Reasons = tuple[Reason, ...]
Given = TypeVarTuple("Given")
#: Row, entity's id, score, primary name, the name that fitted, and the query's name.
Shown = tuple[int, str, float, str, str, str]

_SHOWN = ("row", "entity_id", "score", "name", "matched_name", "query_name")
_set = object.__setattr__


class FoundMatch(Match):
    """A `Match` in every respect: equal to one with the same values, and as unchangeable."""

    __slots__ = ("_make", "_ready")

    _make: tuple[Any, ...] | None
    _ready: Reasons

    @classmethod
    def of(cls, values: Shown, make: Callable[[*Given], Reasons], *given: *Given) -> FoundMatch:
        """A match with reasons to be made by a function without side effects; it is called at most once a thread.

        Args:
            values: the values of a match in their order.
            make: what makes the reasons.
            given: what it is called with.
        """
        found = cls.__new__(cls)
        for name, value in zip(_SHOWN, values, strict=True):
            _set(found, name, value)
        _set(found, "_make", (make, *given))  # one object for the collector of garbage to walk
        return found

    @property
    def reasons(self) -> Reasons:
        """Why, strongest first."""
        if self._make is not None:
            make, *given = self._make
            object.__setattr__(self, "_ready", make(*given))
            object.__setattr__(self, "_make", None)
        return self._ready

    @reasons.setter
    def reasons(self, ready: Reasons) -> None:
        # only the constructor and unpickling of a frozen record come here
        object.__setattr__(self, "_ready", ready)
        object.__setattr__(self, "_make", None)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Match):
            return NotImplemented
        return _values(self) == _values(other)

    def __hash__(self) -> int:
        return hash(_values(self))


def _values(match: Match) -> tuple[object, ...]:
    return (*_shown(match), match.reasons)


def _shown(match: Match) -> Shown:
    return match.row, match.entity_id, match.score, match.name, match.matched_name, match.query_name
