"""Any table of holdings: a header with a name and at least one of value, weight, quantity or a code.

CSV in all its dialects, XLSX, XLS, ODS, JSON Lines or a JSON array. The layouts of Invesco ("Security Identifier",
"Shares/Par Value", "MarketValue") and State Street (title rows, "Identifier", "SEDOL", "Shares Held", "Local
Currency") are read here too: their headers are synonyms in `resources/columns.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from lookthrough.errors import InputError, Issues, Place, quote
from lookthrough.intake import ishares
from lookthrough.intake.columns import CODES, Columns, report
from lookthrough.intake.dates import order_of, parse_date
from lookthrough.intake.holdings import assemble
from lookthrough.intake.lines import LineReader, Units, released
from lookthrough.intake.preamble import Preamble, read_preamble
from lookthrough.intake.tables import Table, open_tables, peek
from lookthrough.intake.units import settle
from lookthrough.model.dates import PartialDate, between
from lookthrough.model.entity import Identifier
from lookthrough.model.holdings import Holdings, Position

_MEASURES = frozenset(("value", "value_usd", "local_value", "weight", "quantity", "ticker", "security_id", *CODES))


def claims(columns: Columns) -> bool:
    """Is this the header of a table of holdings?"""
    found = set(columns.found)
    return bool(found & {"name", "issuer"}) and bool(found & _MEASURES)


def sniff(file: Path) -> bool:
    """Does the file hold a table of holdings, and not that of an iShares CSV? Never raises."""
    columns = peek(file, claims)
    return columns is not None and not (ishares.claims(columns) and ishares.sniff(file))


def read(file: Path, issues: Issues, *, keep_cells: bool = True) -> Holdings:
    """Read a table of holdings.

    Weights are taken as per cent or fractions by header and sum; which, and why, stands in `Holdings.stated`. Values
    are known in US dollars only where a header or a currency column says USD.

    Args:
        file: the table.
        issues: receives what was found wrong, this file's issues merged in.
        keep_cells: whether positions carry their verbatim cells.

    Raises:
        InputError: if the file is no such table.
    """
    own = Issues(keep=issues.keep)
    tables = open_tables(file, own, wanted=claims)
    first, facts = tables[0], Preamble()
    lines: list[Position] = []
    sheets: list[str] = []
    for number, table in enumerate(tables):
        heard, units, rows = _settled(table, own)
        found = LineReader(table, units, own, keep_cells=keep_cells).read(released(rows))
        if number and found and _repeats(found, lines):
            own.warn(
                "sheet-repeats",
                f"the sheet {quote(table.sheet)} holds nothing but lines of other sheets; it was left out",
                Place(file.name),
            )
            continue
        facts = heard if not number else _joined(facts, heard)
        lines += found
        sheets.append(table.sheet)
    if len(sheets) > 1:
        own.warn(
            "several-sheets",
            f"{len(sheets)} sheets are read as one portfolio: {', '.join(quote(sheet) for sheet in sheets)}; "
            "rows are numbered on each sheet",
            Place(file.name),
            "keep one sheet if they are different portfolios",
        )
    holdings = assemble(first, lines, "holdings_table", facts, own)
    issues.merge(own)
    return holdings


def _settled(table: Table, own: Issues) -> tuple[Preamble, Units, list[list[str]]]:
    """What stands above one table, how its numbers are read, and its rows."""
    report(table.columns, own, table.file, table.header_row)
    facts = read_preamble(table.preamble, own, table.file)
    rows = list(table.rows)
    _complete(facts, table, rows, own)
    units, decisions = settle(table.columns, rows, facts.currency, own, table.file, facts.net_assets_usd)
    facts.stated += decisions
    return facts, units, rows


def _joined(facts: Preamble, more: Preamble) -> Preamble:
    """The facts of the first sheet, with those of another where it has none."""
    return Preamble(
        facts.name or more.name,
        facts.as_of or more.as_of,
        facts.currency or more.currency,
        tuple(dict.fromkeys((*facts.identifiers, *more.identifiers))),
        facts.net_assets_usd or more.net_assets_usd,
        (*facts.stated, *more.stated),
    )


def _repeats(found: Sequence[Position], lines: Sequence[Position]) -> bool:
    """Does every line stand on another sheet already, as in a list of the ten largest?"""
    known = {(line.name, line.value, line.weight, line.quantity) for line in lines}
    return all((line.name, line.value, line.weight, line.quantity) in known for line in found)


def _complete(facts: Preamble, table: Table, rows: Sequence[Sequence[str]], own: Issues) -> None:
    """Take date, fund name and fund ticker from columns that say the same on every row."""
    columns = table.columns
    names = _distinct(rows, columns.at("fund_name"))
    if len(names) == 1 and not facts.name:
        facts.name = names[0]
    elif len(names) > 1:
        own.warn(
            "several-funds",
            f"the table holds {len(names)} funds or accounts, read as one portfolio",
            Place(table.file, None, columns.found["fund_name"].header),
            "give each fund a file of its own",
        )
    tickers = _distinct(rows, columns.at("fund_ticker"))
    if len(tickers) == 1:
        facts.identifiers += (Identifier("ticker", tickers[0]),)
    if facts.as_of is None and "date" in columns.found:
        facts.as_of = _one_date(_distinct(rows, columns.at("date")), columns.found["date"].header, table, own)


def _distinct(rows: Sequence[Sequence[str]], index: int) -> list[str]:
    if index < 0:
        return []
    texts = dict.fromkeys(row[index].strip() for row in rows if index < len(row))
    return [text for text in texts if text.strip("-")]


def _one_date(texts: Sequence[str], header: str, table: Table, own: Issues) -> PartialDate | None:
    """The date of the holdings from a date column: one day, or the range of all that stand there."""
    place = Place(table.file, None, header)
    day_first = order_of(texts)
    found: list[PartialDate] = []
    for text in texts:
        try:
            date = parse_date(text, day_first=day_first)
        except InputError as error:
            if re.search(r"\d", text):
                own.warn("bad-date", error.message, place)
            continue
        if date is not None:
            found.append(date)
    if not found:
        return None
    first, last = min(found, key=lambda d: d.earliest), max(found, key=lambda d: d.latest)
    if first == last:
        if first.granularity == "range":
            own.warn("ambiguous-date", f"{quote(first.text)} can mean two days; both are kept", place)
        return first
    own.note("several-dates", f"the lines are dated {first} to {last}", place)
    return between(first, last)
