"""The alert line: from which score on a match is shown as a hit, for all lists or list by list.

A user gives it as a number, as the name of a preset, or list by list:

    0.85
    strict
    wide,us_ofac_sdn=0.9,un_sc=strict
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lookthrough.errors import InputError, quote
from lookthrough.match.score import DEFAULT_THRESHOLD
from lookthrough.sources.lists import LISTS

#: Named lines. "strict" is for many customers and few reviewers, "wide" for research, where a hit costs a glance and a
#: miss costs the story. What each finds and how often it alerts is measured by `benchmarks/sdn_queries.py`.
PRESETS: Mapping[str, float] = {"strict": 0.8, "default": DEFAULT_THRESHOLD, "wide": 0.2}

#: What a user may give: see the top of this module; a mapping has the same keys and "default" for all other lists.
Given = float | str | Mapping[str, float | str] | None

_HINT = "give a score between 0 and 1, strict, wide, or list by list: wide,us_ofac_sdn=0.9"


@dataclass(frozen=True, slots=True)
class AlertLine:
    """From which score on a match is shown.

    Attributes:
        general: for every list that has no line of its own, 0..1.
        by_list: (list id, its line), sorted by id.
    """

    general: float = DEFAULT_THRESHOLD
    by_list: tuple[tuple[str, float], ...] = ()

    def of(self, list_id: str) -> float:
        """The line of one list."""
        return dict(self.by_list).get(list_id, self.general)

    def lowest(self, lists: Iterable[str]) -> float:
        """The lowest line of some lists: what a search over all of them must go down to; the general one for none."""
        return min(map(self.of, lists), default=self.general)

    def keeps(self, score: float, lists: Iterable[str]) -> bool:
        """Is a match of this score shown, for a party that stands on these of the lists asked about?"""
        return score >= self.lowest(lists)

    def groups(self, lists: Iterable[str]) -> list[tuple[float, frozenset[str]]]:
        """The lists by their line, lowest line first: a party is shown if one of these groups alone shows it."""
        found: dict[float, set[str]] = {}
        for list_id in lists:
            found.setdefault(self.of(list_id), set()).add(list_id)
        return [(line, frozenset(found[line])) for line in sorted(found)]

    def __str__(self) -> str:
        return ",".join([f"{self.general:g}", *(f"{list_id}={line:g}" for list_id, line in self.by_list)])


#: The documented line for every list.
DEFAULT_LINE = AlertLine()


def alert_line(given: Given, otherwise: AlertLine = DEFAULT_LINE) -> AlertLine:
    """The alert line that a user means.

    Args:
        given: see the top of this module; None takes `otherwise`.
        otherwise: what holds where nothing is said.

    Raises:
        InputError: if it is no score, no preset, or names a list twice or one that is not known.
    """
    if given is None:
        return otherwise
    if not isinstance(given, (str, Mapping)):
        return AlertLine(_line(given))
    pairs = list(given.items()) if isinstance(given, Mapping) else [_parted(part) for part in re.split(r"[,;]", given)]
    own: dict[str, float] = {}
    general = None
    for list_id, line in pairs:
        if list_id in own or (general is not None and list_id == "default"):
            raise InputError(f"the alert line names {quote(list_id)} twice", hint=_HINT)
        if list_id != "default" and list_id not in LISTS:
            raise InputError(
                f"the alert line names {quote(list_id)}, which is no list", hint=f"choose of {', '.join(LISTS)}"
            )
        if list_id == "default":
            general = _line(line)
        else:
            own[list_id] = _line(line)
    kept = dict(otherwise.by_list) if general is None else {}
    return AlertLine(otherwise.general if general is None else general, tuple(sorted((kept | own).items())))


def _parted(part: str) -> tuple[str, str]:
    list_id, equals, line = part.strip().partition("=")
    return (list_id.strip(), line.strip()) if equals else ("default", list_id)


def _line(given: float | str) -> float:
    """A score or the name of a preset.

    Raises:
        InputError: if it is neither.
    """
    if isinstance(given, str) and given in PRESETS:
        return PRESETS[given]
    try:
        line = float(given)
    except (TypeError, ValueError):
        line = -1.0
    if not 0.0 <= line <= 1.0:
        raise InputError(f"a threshold of {quote(str(given))} is no score", hint=_HINT)
    return line
