"""Two names, no index: are they one party?"""

from __future__ import annotations

from typing import NamedTuple

from lookthrough.match.asking import Asking, askings
from lookthrough.match.closest import fit_between, fit_reasons
from lookthrough.match.found import FoundMatch
from lookthrough.match.pairs import Ready, sums
from lookthrough.match.score import score_of
from lookthrough.match.sides import Mode
from lookthrough.model.entity import Name
from lookthrough.model.match import Match, Reason
from lookthrough.model.query import Query
from lookthrough.model.schema import KINDS, Kind
from lookthrough.names.readings import readings
from lookthrough.names.remembered import when_it_returns
from lookthrough.names.tags import meets

#: Names whose readings are kept, because lists are compared name by name.
REMEMBERED = 1 << 14


class _Asked(NamedTuple):
    """One way in which the first name is put."""

    asking: Asking
    ready: Ready


def compare(name1: str, name2: str, *, kind: Kind = "any", security: bool = False) -> Match:
    """How likely two names are to name one party, from their words alone.

    Without an index no word is known to be common, so every name's own word counts in full. With `kind="any"` the
    names are read as personal names and as names of bodies, and the better reading counts.

    Args:
        name1: a name; with `security`, a line of a holdings file.
        name2: another name.
        kind: what both are.
        security: read `name1` as a security's title: share class, depositary receipt, cut-off ending.

    Returns:
        A match with row 0. The score is the same when the names change places, but for `security`.
    """
    best, fit = 0.0, None
    for asked in _asked(name1, kind, security):
        for ready in _listed(name2, asked.asking.mode):
            if meets(asked.asking.reading.script, ready.reading.script):
                score = score_of(*sums(asked.ready, ready))
                if score > best:
                    best, fit = score, (asked, ready)
    if fit is None:
        return Match(0, "", 0.0, name2, name2, name1)
    return FoundMatch.of((0, "", best, name2, name2, name1), _reasons, *fit, name2)


def _reasons(asked: _Asked, ready: Ready, name2: str) -> tuple[Reason, ...]:
    fit = fit_between(asked.asking, asked.ready.side, Name(name2), ready.side, ())
    return fit_reasons(fit, ())


@when_it_returns(REMEMBERED)
def _asked(name: str, kind: Kind, security: bool) -> tuple[_Asked, ...]:
    """The first name in every way in which it is put."""
    both = frozenset(KINDS) if kind == "any" else frozenset({kind})  # the other name is of the same kind
    asked = askings(Query(names=(name,), kind=kind, security=security), both)
    whole = [asking for asking in asked if security or not asking.reading.cut]  # either name might be the cut-off one
    return tuple([_Asked(asking, Ready(asking.reading, asking.mode, listed=False)) for asking in whole])


@when_it_returns(REMEMBERED)
def _listed(name: str, mode: Mode) -> tuple[Ready, ...]:
    """The second name in every way in which it is read."""
    every = readings(name, person=mode == "person")
    return tuple([Ready(reading, mode, listed=True) for reading in every])
