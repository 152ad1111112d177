"""What an answer about owners says of the parts that no register states: how much, and whether they could turn it.

A verdict rests on what is stated, as the worked examples of the law do: a party of whom a listed one holds 30 % is not
reached because nobody wrote down who holds the rest. But whoever reads "no" has to know how much that is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lookthrough.exposure.ownership.ledger import UNIDENTIFIED
from lookthrough.exposure.ownership.own_links import Attributed
from lookthrough.model.attribution import Measure
from lookthrough.model.share import Share, per_cent
from lookthrough.report.owned_by_listed import Standing
from lookthrough.report.owners import NotStated
from lookthrough.report.ownership_study import HALF, Study
from lookthrough.report.wording import plural

_NAMED = 3  # companies in the sentence; the answer has all
_TURNS_NONE = "whoever holds it, no line of shares that was asked would be reached"


def parts_not_stated(study: Study, standing: Standing) -> tuple[NotStated, ...]:
    """The parts of a party and of the companies above it that nobody is stated to hold, the nearest first."""
    names, distance = study.ties.parties, standing.above.distance
    near = sorted((steps, names[number]) for number, steps in distance.items() if names[number] in study.not_stated)
    if not near:
        return ()
    turned: dict[str, dict[str, Share]] = {}
    for of, found in _turning(study, standing):
        for company in _open_parts(found, standing.party):
            turned.setdefault(company, {})[of] = found.held(standing.party)
    return tuple(
        NotStated(party, study.gathered.name(party), study.not_stated[party], turned.get(party, {}))
        for _, party in near
        if party in turned or study.not_stated[party].low
    )


def _turning(study: Study, standing: Standing) -> Iterator[tuple[str, Attributed]]:
    """The lines that the parts not stated could turn, were they held by parties that count."""
    party = standing.party
    if standing.half is None:
        if party not in study.anonymous and party in (found := study.if_held()).possible:
            yield "", found
        return
    answers = {answer.of: answer.truth for answer in (standing.half, *standing.attributions)}
    for line in study.lines:
        if line.measure.by == "ownership" and answers.get(line.of) == "no":
            found = study.if_held(line, party if party in study.listed else "")
            if party in found.possible:
                yield line.of, found


def _open_parts(found: Attributed, party: str) -> list[str]:
    """The companies whose unidentified owners, stated or not, decide that a party could be reached."""
    stakes = (stake for ruling in found.open_path(party) for stake in ruling.stakes)
    return list(dict.fromkeys(stake.owned for stake in stakes if stake.owner == UNIDENTIFIED))


def says_not_stated(parts: Sequence[NotStated], standing: Standing) -> str:
    """How much is not stated, whether it could turn the answer and what would settle it; "" where all is stated."""
    turning = [part for part in parts if part.turns]
    told = turning or [part for part in parts if part.party == standing.party]
    if not told:
        return ""
    shown = " and ".join(f"{part.share} of {part.name}" for part in told[:_NAMED])
    more = f" and of {plural(len(told) - _NAMED, 'more company', 'more companies')}" if len(told) > _NAMED else ""
    said = f"Nobody is stated to hold {shown}{more}"
    if not turning:
        return f"{said}; {_TURNS_NONE}." if _all_are_no(standing) else f"{said}."
    settled = "a full register of its owners settles that"
    if standing.half is None:
        return f"{said}: a listed party may hold {HALF} through it, and {settled}."
    of, held = next(iter(turning[0].turns.items()))
    line, most = _measure(standing, of), f"{'less than' if held.high_open else 'at most'} {per_cent(held.high)}"
    return f"{said}: if listed parties held that too, they would hold {most} of it and may reach {line}; {settled}."


def _all_are_no(standing: Standing) -> bool:
    """Is each line of shares answered "no"? Only then was it worked out that the parts not stated turn none of them."""
    answers = (standing.half, *standing.attributions) if standing.half else ()
    of_shares = [answer for answer in answers if answer.measure.by == "ownership"]
    return bool(of_shares) and all(answer.truth == "no" for answer in of_shares)


def _measure(standing: Standing, of: str) -> Measure:
    answers = (standing.half, *standing.attributions)
    return next((answer.measure for answer in answers if answer and answer.of == of), HALF)
