"""Pairs of names and how alike they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lookthrough.errors import InputError, Issues, quote
from lookthrough.intake.queries import BadRow, Pair, read_pairs
from lookthrough.intake.single import known_kind
from lookthrough.match.alert_line import Given, alert_line
from lookthrough.match.compare import compare
from lookthrough.model.schema import Kind
from lookthrough.report.finding import ComparedPair, CompareReport
from lookthrough.version import VERSION


def report_comparison(
    names: Sequence[str],
    pairs: Path | None,
    *,
    kind: str = "any",
    threshold: Given = None,
    line: bool = False,
    version: str = VERSION,
    settings_digest: str = "",
) -> tuple[CompareReport, Issues]:
    """Compare two names, or each pair of a table.

    Args:
        names: two names, or none when there is a table.
        pairs: a table with the columns name1, name2 and perhaps kind.
        kind: of the two names, and of rows without one.
        threshold: the alert line, a score or a preset; None for the documented one.
        line: the first name of each pair is a line of a holdings file.
        version: of Lookthrough, for the record.
        settings_digest: of the settings in force, for the record.

    Raises:
        InputError: if there are neither two names nor a table, or the table cannot be read.
    """
    issues = Issues()
    if pairs is None and len(names) != 2:
        raise InputError(f"{len(names)} names were given", hint="give two names, or a table with --pairs")
    if pairs is not None and names:
        raise InputError("both names and a table were given", hint="give two names or --pairs, not both")
    alert = alert_line(threshold)
    if alert.by_list:
        raise InputError("two names stand on no list", hint="give one alert line: a score between 0 and 1, or a preset")
    checked = known_kind(kind)
    for name in names:
        if not any(character.isalnum() for character in name):
            raise InputError(f"{quote(name)} has no letter or digit", hint="give two names")
    if pairs is None:
        match = compare(names[0], names[1], kind=checked, security=line)
        compared = [ComparedPair(names[0], names[1], checked, match.score, match.reasons)]
    else:
        compared = [_compared(row, checked, line=line) for row in read_pairs(pairs, issues)]
    report = CompareReport(tuple(compared), alert.general, version, settings_digest)
    return report, issues


def _compared(row: Pair | BadRow, kind: Kind, *, line: bool) -> ComparedPair:
    if isinstance(row, BadRow):
        return ComparedPair("", "", kind, error=row.reason, cells=row.extra)
    chosen = kind if row.kind == "any" else row.kind
    match = compare(row.name1, row.name2, kind=chosen, security=line)
    return ComparedPair(row.name1, row.name2, chosen, match.score, match.reasons, row.cells)
