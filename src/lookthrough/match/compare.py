"""Two names, no index: are they one party?"""

from __future__ import annotations

from lookthrough.match.asking import Asking, askings
from lookthrough.match.reasons import name_reasons
from lookthrough.match.score import Side, final_score, side_of, weigh
from lookthrough.model.match import Match
from lookthrough.model.query import Query
from lookthrough.model.schema import Kind
from lookthrough.names.tokens import read_name


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
    query = Query(names=(name1,), kind=kind, security=security)
    best = Match(0, "", 0.0, name2, name2, name1)
    for asking in askings(query):
        listed = read_name(name2, person=asking.reading.person)
        ours, theirs = _side(asking, listed=False), side_of(listed, _nobody, 0, asking.mode, listed=True)
        evidence = weigh(ours, theirs)
        score = final_score(evidence)
        if score > best.score:
            reasons = name_reasons(name1, name2, asking.reading, listed, evidence)
            best = Match(0, "", score, name2, name2, name1, tuple(reasons))
    return best


def _side(asking: Asking, *, listed: bool) -> Side:
    return side_of(asking.reading, _nobody, 0, asking.mode, listed=listed)


def _nobody(_word: str) -> int:
    return 0
