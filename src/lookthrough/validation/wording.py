"""What a validation says in words: one place, so that terminal and page say the same."""

from __future__ import annotations

from lookthrough.match.alert_line import AlertLine
from lookthrough.report.wording import SHORT_TITLES, plural
from lookthrough.validation import measures
from lookthrough.validation.measures import Rate
from lookthrough.validation.perturbations import PERTURBATIONS
from lookthrough.validation.records import Comparison, Flip, ValidationReport

#: Below so many cases a share is shown, and said to mean little.
FEW = 20


def percent(rate: Rate) -> str:
    """A share for reading: "93.2 %"; only none and all round to 0 and 100."""
    share = rate.share
    if share is None:
        return "none asked"
    if 0 < rate.part < rate.of:
        share = min(max(share, 0.0001), 0.9999)
    if share in (0.0, 1.0):
        return f"{share:.0%}".replace("%", " %")
    text = f"{share * 100:.1f}" if 0.001 <= share <= 0.999 else f"{share * 100:.2f}"
    return f"{text} %"


def interval(rate: Rate) -> str:
    """The 95 % interval for reading: "91.0 to 94.8"; "" of none."""
    low, high = rate.interval
    return f"{low * 100:.1f} to {high * 100:.1f}" if rate.of else ""


def rate_words(rate: Rate) -> str:
    """A share with its counts and interval: "93.2 % (412 of 442; 95 % interval 90.5 to 95.2 %)"."""
    if not rate.of:
        return "none asked"
    return f"{percent(rate)} ({rate.part:,} of {rate.of:,}; 95 % interval {interval(rate)} %)"


def line_words(line: AlertLine) -> str:
    """The alert line for reading: "0.82", or "0.7, on un_sc 0.9"."""
    return ", on ".join([f"{line.general:g}", *(f"{list_id} {least:g}" for list_id, least in line.by_list)])


def list_words(list_id: str) -> str:
    """A list's name for a table's head; "" is all of them."""
    return SHORT_TITLES.get(list_id, list_id) if list_id else "All lists"


def clean_words(report: ValidationReport) -> str:
    """What stood for clean names: "1,200 names of customers.csv" or "2,000 synthetic names"."""
    clean = report.clean
    return plural(clean.asked, "synthetic name") if not clean.file else f"{plural(clean.asked, 'name')} of {clean.file}"


def tested(report: ValidationReport) -> str:
    """What was asked, in a sentence."""
    parties = sum(each.parties for each in report.coverage)
    own = "Every listed party was called by its own name" if parties > 1 else "The listed party was called by its name"
    return (
        f"{own} ({parties:,} on {plural(len(report.coverage), 'list')}, a party counted on each of its lists), "
        f"{plural(len(measures.changed(report.outcomes)), 'changed name')} and {clean_words(report)} were screened "
        f"against {plural(len(report.coverage), 'list')}, by the engine that screens and with the alert line at "
        f"{line_words(report.settled.line)}. The names were asked alone: no country, date or number helped."
    )


def results(report: ValidationReport) -> list[str]:
    """The result, a sentence a point."""
    line, clean = report.settled.line, report.clean
    lost = plural(len(report.missing), "listed party is", "listed parties are")
    said = [
        f"As printed: {lost} not found by their own name." if report.missing else
        "As printed: every listed party is found by its own name.",
        f"Changed names: {rate_words(measures.recall(measures.changed(report.outcomes), line))} found.",
        f"Alert rate on {clean_words(report)}: "
        f"{rate_words(measures.alert_rate(clean.alerts, clean.asked, line))}. An alert may be a true match.",
    ]  # fmt: skip
    weakest = _weakest(report)
    if weakest:
        said.append(f"Weakest classes: {weakest}.")
    return said


def _weakest(report: ValidationReport, shown: int = 4) -> str:
    titles = {each.id: each.title for each in PERTURBATIONS}
    rates = measures.matrix(report.outcomes, report.settled.line)
    own = [(rate.share or 0.0, change, rate) for (change, one), rate in rates.items() if not one and rate.of >= FEW]
    low = [f"{titles[change]} ({percent(rate)})" for share, change, rate in sorted(own)[:shown] if share < 1]
    return ", ".join(low)


def meaning(report: ValidationReport) -> list[str]:
    """What follows from the result, for a reader who decides."""
    said = []
    if report.missing:
        said.append("A party that its own printed name does not find cannot be found by screening: see the list below.")
    few = [each.used.id for each in report.coverage if each.parties < FEW]
    if few:
        said.append(f"Of {', '.join(few)} there are fewer than {FEW} parties: their shares say little.")
    for threshold in report.settled.beside:
        found = measures.recall(measures.changed(report.outcomes), threshold)
        alerts = measures.alert_rate(report.clean.alerts, report.clean.asked, threshold)
        said.append(
            f"With the alert line at {threshold:g}, {percent(found)} of the changed names are found "
            f"and {percent(alerts)} of the clean names alert."
        )
    said.append(
        "A lower line finds more and alerts more; where it stands is a decision about risk, which this report informs "
        "and does not make."
    )
    return said


def limits(report: ValidationReport) -> list[str]:
    """What the test does not show."""
    said = [
        "The changes are made by rule. Names that people make up to evade, and errors of your own systems, may differ: "
        "add names from your own alerts and incidents.",
        "It tests the comparison of names, not the data that reach it, the work on alerts, or transactions.",
        "Whether the lists asked are those that bind you, and are fresh, is a decision outside this test.",
        "Intervals treat the cases as independent; several cases of one party are not quite, so they are a little too "
        "narrow. Names drawn per stratum are not weighted by how often they occur in payments.",
    ]
    if report.clean.origin == "synthetic":
        said.insert(
            0, "The clean names are synthetic: the alert rate on your own customers will differ. Give their file."
        )
    if report.not_asked:
        said.insert(0, f"Nothing is said of {plural(len(report.not_asked), 'known list')} that were not asked.")
    return said


def comparable(comparison: Comparison, report: ValidationReport) -> list[str]:
    """What differs between the settings of the two reports, a sentence a point."""
    then, now = comparison.settled, report.settled
    pairs = [
        ("version", then.version, now.version),
        ("alert line", line_words(then.line), line_words(now.line)),
        ("snapshot", then.snapshot, now.snapshot),
        ("seed", str(then.seed), str(now.seed)),
        ("names drawn for each list", str(then.sample), str(now.sample)),
    ]
    said = [f"Another {what}: {old} then, {new} now." for what, old, new in pairs if old != new]
    said += [
        f"{one}: edition of {old or 'none'} then, {new or 'none'} now."
        for one, old, new in comparison.editions
        if old != new
    ]
    if comparison.only_then or comparison.only_now:
        said.append(
            f"Compared are the {plural(comparison.shared, 'case')} that both asked; {comparison.only_then:,} were "
            f"asked only then, {comparison.only_now:,} only now."
        )
    if comparison.alert_rates is None:
        said.append("The clean names were others, so the alert rates are not compared.")
    return said or ["Version, lists, seed and alert line are the same."]


def flip_words(flip: Flip) -> str:
    """A case that turned, in a line."""
    return f"{flip.case.query}: {flip.then:.3f} then, {flip.now:.3f} now ({flip.case.listed})"
