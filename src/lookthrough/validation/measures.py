"""Numbers out of outcomes: shares with their intervals, curves over thresholds."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from lookthrough.match.alert_line import AlertLine
from lookthrough.validation.perturbations import PERTURBATIONS
from lookthrough.validation.records import Alert, Outcome

#: One score for all lists, or an alert line with a score for some of them.
Line = AlertLine | float
#: 0.10, 0.11 … 1.00.
THRESHOLDS = tuple(n / 100 for n in range(10, 101))
CONTROL = frozenset(each.id for each in PERTURBATIONS if each.group == "control")
GROUP_OF = {each.id: each.group for each in PERTURBATIONS}
_Z = 1.959964  # two-sided 95 %


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many.

    Attributes:
        part: how many.
        of: of how many.
    """

    part: int
    of: int

    @property
    def share(self) -> float | None:
        """0..1; None of none."""
        return self.part / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's score interval at 95 % (E. B. Wilson, 1927); (0, 1) of none.

        It treats the cases as independent draws; cases of one party are not quite, so it is a little too narrow.
        """
        if not self.of:
            return 0.0, 1.0
        share, n, z2 = self.part / self.of, self.of, _Z * _Z
        middle, spread = share + z2 / (2 * n), _Z * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
        low, high = (middle - spread) / (1 + z2 / n), (middle + spread) / (1 + z2 / n)
        return (0.0 if self.part == 0 else max(0.0, low)), (1.0 if self.part == self.of else min(1.0, high))


def found(outcome: Outcome, line: Line) -> bool:
    """Does the right party score at the line or above? On several lists the lowest line of them decides."""
    if isinstance(line, AlertLine):
        return line.keeps(outcome.score, outcome.case.party_lists)
    return outcome.score >= line


def recall(outcomes: Iterable[Outcome], line: Line) -> Rate:
    """Cases whose right party scores at the line or above, of all."""
    cases = list(outcomes)
    return Rate(sum(found(outcome, line) for outcome in cases), len(cases))


def changed(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Without the control group: cases whose name was changed."""
    return [outcome for outcome in outcomes if outcome.case.change not in CONTROL]


def control(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """The control group: names as printed."""
    return [outcome for outcome in outcomes if outcome.case.change in CONTROL]


def on_list(outcomes: Iterable[Outcome], list_id: str) -> list[Outcome]:
    """Cases drawn for a list; "" for all."""
    return [outcome for outcome in outcomes if not list_id or list_id in outcome.case.lists]


def matrix(outcomes: Iterable[Outcome], line: Line) -> dict[tuple[str, str], Rate]:
    """(class, list) -> recall, with the list "" for all of them; classes that had no case are absent."""
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for outcome in outcomes:
        for list_id in ("", *outcome.case.lists):
            cell = counts[outcome.case.change, list_id]
            cell[0] += found(outcome, line)
            cell[1] += 1
    return {key: Rate(part, of) for key, (part, of) in counts.items()}


def by(outcomes: Iterable[Outcome], key: Callable[[Outcome], str], line: Line) -> dict[str, Rate]:
    """Recall by any property of the outcomes, in the order in which its values appear."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(key(outcome), []).append(outcome)
    return {value: recall(own, line) for value, own in groups.items()}


def alert_rate(alerts: Iterable[Alert], asked: int, line: Line, list_id: str = "") -> Rate:
    """Names with an alert at the line or above on a list, or on any (""); each list is judged by its own line."""
    alerting = {a.row for a in alerts if alerts_at(a, line) and (not list_id or a.list_id == list_id)}
    return Rate(len(alerting), asked)


def alerts_at(alert: Alert, line: Line) -> bool:
    """Does the candidate reach the line of its list?"""
    return alert.score >= (line.of(alert.list_id) if isinstance(line, AlertLine) else line)


def recall_curve(outcomes: Iterable[Outcome]) -> list[Rate]:
    """Recall at each of `THRESHOLDS`."""
    return _curve([outcome.score for outcome in outcomes])


def alert_curve(alerts: Iterable[Alert], asked: int, list_id: str = "") -> list[Rate]:
    """The alert rate at each of `THRESHOLDS`."""
    best: dict[int, float] = {}
    for alert in alerts:
        if not list_id or alert.list_id == list_id:
            best[alert.row] = max(best.get(alert.row, 0.0), alert.score)
    return _curve([*best.values(), *[0.0] * (asked - len(best))])


def _curve(scores: Sequence[float]) -> list[Rate]:
    ordered = sorted(scores)
    return [Rate(len(ordered) - bisect_left(ordered, line), len(ordered)) for line in THRESHOLDS]
