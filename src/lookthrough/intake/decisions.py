"""A user's decisions about which register party is which list entry: a table of pairs, who decided, why and when.

party,entity,decision,who,why,date
lei:254900…,us_ofac_sdn:36,same,J. Doe,"same registration number",2026-07-09
Alpha Trading Ltd,us_bis_entity_list:…,not same,J. Doe,"other country, other founding year",2026-07-09
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from lookthrough.errors import InputError, Issues, Place, quote
from lookthrough.intake.columns import Column, Columns, normal, unique
from lookthrough.intake.dates import parse_date
from lookthrough.intake.tables import Table, open_table
from lookthrough.model.dates import PartialDate
from lookthrough.model.decision import Decision, Decisions, folded

_HEADERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "party": ("party", "register party", "party id", "name"),
        "entity": ("entity", "list entity", "entity id", "listed entity"),
        "decision": ("decision", "same", "verdict"),
        "who": ("who", "decided by", "reviewer"),
        "why": ("why", "reason", "comment", "note"),
        "date": ("date", "decided", "decided on"),
        "register": ("register", "source"),
    }
)
_NEUTRAL = re.compile(r"^'(?=[=+\-@＝＋－＠])")
"""The apostrophe that a table of proposals puts before a name that a spreadsheet would compute."""
_SAME: Mapping[str, bool] = MappingProxyType(
    {"same": True, "yes": True, "true": True, "1": True, "match": True}
    | dict.fromkeys(("not same", "not the same", "different", "no", "false", "0", "no match", "other"), False)
)


def read_decisions(files: Iterable[Path], issues: Issues) -> Decisions:
    """Read decisions.

    Args:
        files: tables in any form, each with the columns party, entity and decision, and who, why, date, register
            where they are known. A row without a decision is one that is still to be made, and counts nothing.
        issues: receives rows that cannot be read, and decisions that contradict each other.

    Returns:
        One decision a pair. Of two that contradict each other the later dated counts; where the dates do not tell,
        neither does, and it is an error.

    Raises:
        InputError: if a file is no table or lacks one of the three columns.
    """
    found: dict[tuple[str, str, str], list[Decision]] = {}
    for file in files:
        table = open_table(file, issues, wanted=_wanted, headers=_headers)
        for number, row in enumerate(table.rows, start=1):
            decision = _decision(table, row, number, issues)
            if decision is not None:
                key = (folded(decision.party), decision.entity, decision.register)
                found.setdefault(key, []).append(decision)
    by_party: dict[str, tuple[Decision, ...]] = {}
    for (party, _, _), several in found.items():
        settled = _settled(several, issues)
        if settled is not None:
            by_party[party] = (*by_party.get(party, ()), settled)
    return Decisions(by_party)


def _headers(cells: Sequence[str]) -> Columns:
    known = {header: meaning for meaning, headers in _HEADERS.items() for header in headers}
    found: dict[str, Column] = {}
    for index, cell in enumerate(cells):
        meaning = known.get(normal(cell))
        if meaning is not None:
            found.setdefault(meaning, Column(index, cell.strip(), meaning))
    return Columns(tuple(unique(cells)), found)


def _wanted(columns: Columns) -> bool:
    return {"party", "entity", "decision"} <= columns.found.keys()


def _decision(table: Table, row: Sequence[str], number: int, issues: Issues) -> Decision | None:
    cells = {
        meaning: _NEUTRAL.sub("", " ".join(row[column.index].split()))
        for meaning, column in table.columns.found.items()
        if column.index < len(row)
    }
    place = table.place(number)
    said = normal(cells.get("decision", ""))
    if not said:
        return None
    if said not in _SAME:
        message = f"{quote(cells['decision'])} is no decision; the row counts nothing"
        issues.error("no-decision", message, place, 'write "same" or "not same"')
        return None
    if not cells.get("party") or ":" not in cells.get("entity", ""):
        message = "the row names no party, or no entity by its id; it counts nothing"
        issues.error("no-pair", message, place, "an entity's id is its list and number, e.g. us_ofac_sdn:36")
        return None
    return Decision(
        cells["party"],
        cells["entity"],
        _SAME[said],
        cells.get("who", ""),
        cells.get("why", ""),
        _day(cells.get("date", ""), place, issues),
        cells.get("register", ""),
        str(place),
    )


def _day(text: str, place: Place, issues: Issues) -> PartialDate | None:
    try:
        return parse_date(text)
    except InputError as error:
        issues.warn("bad-date", f"{error.message}; the decision stands without a date", place, error.hint)
        return None


def _settled(several: Sequence[Decision], issues: Issues) -> Decision | None:
    """The last of several decisions about one pair; None where they contradict each other and no date tells."""
    last = max(several, key=lambda each: (each.decided is not None, each.decided.latest if each.decided else None, 0))
    against = [each for each in several if each.same != last.same]
    if not against:
        return last
    told = "; ".join(map(str, several))
    if all(last.decided and each.decided and each.decided.latest < last.decided.earliest for each in against):
        issues.warn("decisions-differ", f"{last.party} and {last.entity}: {told}", hint=f"taken: the last, {last}")
        return replace(last, why=f"{last.why} (another was decided before)".strip())
    issues.error(
        "decisions-contradict",
        f"{last.party} and {last.entity}: {told}; neither counts",
        hint="date both, or delete the one that does not stand",
    )
    return None
