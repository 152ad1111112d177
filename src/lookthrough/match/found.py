"""A match whose reasons are written when they are first read.

Most matches of a long run are counted or ranked and never opened, and to put one into words costs as much as to find
two. What is read is the same either way.
"""

from __future__ import annotations

from collections.abc import Callable

from lookthrough.model.match import Match, Reason

Reasons = tuple[Reason, ...]
#: Row, entity's id, score, primary name, the name that fitted, and the query's name.
Shown = tuple[int, str, float, str, str, str]

_SHOWN = ("row", "entity_id", "score", "name", "matched_name", "query_name")
_set = object.__setattr__


class FoundMatch(Match):
    """A `Match` in every respect: equal to one with the same values, and as unchangeable."""

    __slots__ = ("_make", "_ready")

    _make: Callable[[], Reasons] | None
    _ready: Reasons

    @classmethod
    def of(cls, match: Match, make: Callable[[], Reasons]) -> FoundMatch:
        """The match with reasons to be made by a function without side effects; it is called at most once a thread."""
        return cls.with_values(_shown(match), make)

    @classmethod
    def with_values(cls, values: Shown, make: Callable[[], Reasons]) -> FoundMatch:
        """The same from the values of a match in their order."""
        found = cls.__new__(cls)
        for name, value in zip(_SHOWN, values, strict=True):
            _set(found, name, value)
        _set(found, "_make", make)
        return found

    @property
    def reasons(self) -> Reasons:
        """Why, strongest first."""
        if self._make is not None:
            object.__setattr__(self, "_ready", self._make())
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
