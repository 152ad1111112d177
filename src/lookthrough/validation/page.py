"""What the page of a validation shows: rows chosen and bounded, curves measured. The template only lays it out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from lookthrough.match.alert_line import AlertLine
from lookthrough.validation import measures, wording
from lookthrough.validation.measures import THRESHOLDS, Rate
from lookthrough.validation.perturbations import GROUPS, PERTURBATIONS
from lookthrough.validation.records import Alert, Flip, Missing, Moved, Outcome, ValidationReport

#: Failures set out for each class, those nearest to the alert line last: the lowest scores come first.
FAILURES_SHOWN = 6
#: Lists side by side in a table, so that it fits a printed page; more make another table.
LISTS_ABREAST = 6
#: Clean names with an alert, highest scores first.
ALERTS_SHOWN = 60
#: Parties that their own names do not find.
MISSING_SHOWN = 100
#: Turned cases of a comparison, each way.
FLIPS_SHOWN = 25
#: Thresholds of the table under the curves, beside those that the user names.
KEY_THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
#: Marks on the axis of thresholds.
TICKS = (0.1, 0.3, 0.5, 0.7, 0.9, 1.0)
#: Where the axis of the alert rate may end.
_TOPS = (0.001, 0.002, 0.004, 0.01, 0.02, 0.04, 0.1, 0.2, 0.4, 1.0)
#: Shares from which on a cell has its shade.
_SHADES = ((0.98, "heat-a"), (0.9, "heat-b"), (0.75, "heat-c"), (0.5, "heat-d"), (0.0, "heat-e"))


def shade(rate: Rate) -> str:
    """The class of a cell's shade; "" of none."""
    share = rate.share
    return "" if share is None else next(name for least, name in _SHADES if share >= least)


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A class of the matrix with its share for all lists and for each."""

    id: str
    title: str
    says: str
    rates: tuple[Rate, ...]


@dataclass(frozen=True, slots=True)
class HeatGroup:
    """A group of classes."""

    title: str
    rows: tuple[HeatRow, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """Curves of one list, ready to draw in a box of 0..500 by 0..260.

    Attributes:
        title: the list.
        lines: (name of the class of line, points of the polyline).
        marks: (height, words) of the axis of shares.
        at: where the alert line, the general one, stands on the axis.
    """

    title: str
    lines: tuple[tuple[str, str], ...]
    marks: tuple[tuple[str, str], ...]
    at: str


@dataclass(frozen=True, slots=True)
class Failures:
    """Failures of a class: those shown and how many more there are."""

    title: str
    says: str
    shown: tuple[Outcome, ...]
    more: int


def across(threshold: float) -> float:
    """Where a threshold stands on the axis of a curve, 0..500 from the first of `THRESHOLDS` to 1."""
    return (threshold - THRESHOLDS[0]) / (THRESHOLDS[-1] - THRESHOLDS[0]) * 500


def _marks(top: float) -> tuple[tuple[str, str], ...]:
    return tuple((f"{260 - part * 65}", f"{top * part * 25:g} %") for part in range(5))


def _points(rates: Sequence[Rate], top: float = 1.0) -> str:
    """The points of a line whose axis ends at a share."""
    return " ".join(
        f"{across(line):.1f},{(1 - rate.share / top) * 260:.1f}"
        for line, rate in zip(THRESHOLDS, rates, strict=True)
        if rate.share is not None
    )


class ValidationPage:
    """One validation as the page shows it; the template reads the attributes."""

    def __init__(self, report: ValidationReport) -> None:
        self.report = report
        self.line = report.settled.line
        self.ticks = [(f"{across(at):.1f}", f"{at:g}") for at in TICKS]
        self.lowest = f"{THRESHOLDS[0]:g}"
        self.columns = ("", *report.lists) if len(report.lists) > 1 else ("",)
        self.headings = [wording.list_words(each) for each in self.columns]
        self.blocks = blocks(len(self.columns))
        self.tested, self.results = wording.tested(report), wording.results(report)
        self.meaning, self.limits = wording.meaning(report), wording.limits(report)
        own, clean = report.outcomes, report.clean
        self.printed = measures.recall(measures.control(own), self.line)
        self.changed = measures.recall(measures.changed(own), self.line)
        self.alert_rate = measures.alert_rate(clean.alerts, clean.asked, self.line)
        self.clean_words = wording.clean_words(report)
        self.called = Rate(sum(e.called for e in report.coverage), sum(e.parties for e in report.coverage))
        self.heat = self._heat()
        self.curves = [self._curve(list_id) for list_id in self.columns]
        self.alert_curve = self._alert_curve()
        self.keys = self._keys()
        self.strata = self._strata()
        self.failures = self._failures()
        self.missed = sum(not report.finds(outcome) for outcome in own)
        self._choose_alerts()
        self.missing: tuple[Missing, ...] = report.missing[:MISSING_SHOWN]
        self.missing_more = len(report.missing) - len(self.missing)
        self.classes = PERTURBATIONS
        self.not_loaded = [one for one, why in report.not_asked if why == "not loaded"]
        self.titles = {each.id: each.title for each in PERTURBATIONS}
        self.comparison = report.comparison

    def _heat(self) -> list[HeatGroup]:
        rates = measures.matrix(self.report.outcomes, self.line)
        groups = []
        for group, changes in groupby(PERTURBATIONS, key=lambda each: each.group):
            rows = [
                HeatRow(p.id, p.title, p.says, tuple(rates.get((p.id, one), Rate(0, 0)) for one in self.columns))
                for p in changes
                if (p.id, "") in rates
            ]
            if rows:
                groups.append(HeatGroup(GROUPS[group], tuple(rows)))
        own = self.report.outcomes
        total = tuple(measures.recall(measures.changed(measures.on_list(own, one)), self.line) for one in self.columns)
        return [*groups, HeatGroup("Together", (HeatRow("", "all changed names", "Without the first group.", total),))]

    def _curve(self, list_id: str) -> Curve:
        own, clean = measures.on_list(self.report.outcomes, list_id), self.report.clean
        lines = (
            ("as_printed", measures.recall_curve(measures.control(own))),
            ("changed", measures.recall_curve(measures.changed(own))),
            ("alert_rate", measures.alert_curve(clean.alerts, clean.asked, list_id)),
        )
        drawn = tuple((name, _points(rates)) for name, rates in lines)
        return Curve(wording.list_words(list_id), drawn, _marks(1.0), f"{across(self.line.general):.1f}")

    def _alert_curve(self) -> Curve:
        """The alert rate alone, on an axis that ends just above it: beside recall it would lie on the ground."""
        rates = measures.alert_curve(self.report.clean.alerts, self.report.clean.asked)
        most = max(rate.share or 0.0 for rate in rates)
        top = next(each for each in _TOPS if each >= most)
        lines = (("alert_rate", _points(rates, top)),)
        return Curve("Clean names that alert", lines, _marks(top), f"{across(self.line.general):.1f}")

    def _keys(self) -> list[tuple[AlertLine, Rate, Rate, Rate]]:
        """(threshold, as printed, changed, alert rate) at the thresholds that tables show."""
        own, clean = self.report.outcomes, self.report.clean
        lines = {self.line, *map(AlertLine, (*self.report.settled.beside, *KEY_THRESHOLDS))}
        printed, changed = measures.control(own), measures.changed(own)
        return [
            (
                line,
                measures.recall(printed, line),
                measures.recall(changed, line),
                measures.alert_rate(clean.alerts, clean.asked, line),
            )
            for line in sorted(lines, key=lambda line: (line.general, line.by_list))
        ]

    def _strata(self) -> list[tuple[str, str, tuple[Rate, ...]]]:
        """(kind, strength, changed names found, for all lists and for each)."""
        own = measures.changed(self.report.outcomes)
        keys = sorted({(outcome.case.kind, outcome.case.strength) for outcome in own})
        return [
            (
                kind,
                strength,
                tuple(
                    measures.recall(
                        (o for o in measures.on_list(own, one) if (o.case.kind, o.case.strength) == (kind, strength)),
                        self.line,
                    )
                    for one in self.columns
                ),
            )
            for kind, strength in keys
        ]

    def _failures(self) -> list[Failures]:
        by_class: dict[str, list[Outcome]] = {}
        for outcome in self.report.outcomes:
            if not self.report.finds(outcome):
                by_class.setdefault(outcome.case.change, []).append(outcome)
        found = []
        for change in PERTURBATIONS:
            own = sorted(by_class.get(change.id, ()), key=lambda o: (o.score, o.case.entity_id))
            if own:
                found.append(
                    Failures(change.title, change.says, tuple(own[:FAILURES_SHOWN]), max(0, len(own) - FAILURES_SHOWN))
                )
        return found

    def _choose_alerts(self) -> None:
        over = [alert for alert in self.report.clean.alerts if measures.alerts_at(alert, self.line)]
        over.sort(key=lambda alert: (-alert.score, alert.row, alert.list_id))
        self.alerts: list[Alert] = over[:ALERTS_SHOWN]
        self.alerts_more = len(over) - len(self.alerts)

    @property
    def contents(self) -> list[tuple[str, str]]:
        """The page's sections as (anchor, words), in order."""
        parts = [("compared", "Against the earlier report", self.comparison is not None), ("matrix", "Recall", True)]
        parts += [("curves", "Thresholds", True), ("strata", "By kind", True), ("clean", "Clean names", True)]
        parts += [("lists", "Lists", True), ("failures", "Failures", True), ("method", "Method", True)]
        return [(anchor, words) for anchor, words, shown in parts if shown]

    @property
    def comparable(self) -> list[str]:
        """What differs between the two reports."""
        return wording.comparable(self.comparison, self.report) if self.comparison else []

    @property
    def moved(self) -> list[tuple[str, Rate, Rate, str]]:
        """(names, then, now, direction) for all changed names by list, then for the classes that changed."""
        moved = self.comparison.moved if self.comparison else ()
        by_list = [each for each in moved if not each.change]
        order = {change: number for number, change in enumerate(self.titles)}
        by_class = [each for each in moved if each.change and not each.list_id and each.then != each.now]
        by_class.sort(key=lambda each: order.get(each.change, len(order)))
        return [(self._name(e), Rate(*e.then), Rate(*e.now), _direction(e)) for e in (*by_list, *by_class)]

    @property
    def unmoved(self) -> int:
        """Classes of which as many cases are found as before."""
        moved = self.comparison.moved if self.comparison else ()
        return sum(1 for each in moved if each.change and not each.list_id and each.then == each.now)

    def _name(self, moved: Moved) -> str:
        if moved.change:
            return self.titles.get(moved.change, moved.change)
        return f"changed names, {wording.list_words(moved.list_id)}"

    @property
    def flips(self) -> list[tuple[str, tuple[Flip, ...], int]]:
        """(words, cases shown, how many more) of the cases that turned."""
        if self.comparison is None:
            return []
        return [_flipped("Newly missed", self.comparison.missed), _flipped("Newly found", self.comparison.found)]

    @property
    def moved_alerts(self) -> list[tuple[str, Rate, Rate]]:
        """(list, then, now) of the alert rates."""
        rates: Iterable[Moved] = (self.comparison and self.comparison.alert_rates) or ()
        return [(wording.list_words(each.list_id), Rate(*each.then), Rate(*each.now)) for each in rates]


def _direction(moved: Moved) -> str:
    if moved.then[0] == moved.now[0]:
        return ""
    return "better" if moved.now[0] > moved.then[0] else "worse"


def _flipped(words: str, flips: Sequence[Flip]) -> tuple[str, tuple[Flip, ...], int]:
    return f"{words}: {len(flips):,}", tuple(flips[:FLIPS_SHOWN]), max(0, len(flips) - FLIPS_SHOWN)


def blocks(columns: int) -> list[range]:
    """The columns of each table: all lists together and the first few, then the others."""
    starts = [0, *range(1 + LISTS_ABREAST, columns, LISTS_ABREAST)]
    return [range(start, stop) for start, stop in zip(starts, [*starts[1:], columns], strict=True)]
