"""iShares holdings files: the CSV that the fund pages offer, with or without preamble and footer.

Known variants: the full US file (nine lines of preamble, a line with only a no-break space, disclaimers below); the
bare table that data sites keep; the European one ("Issuer Ticker", two lines of preamble, `Market Currency` and no
`Currency`); bond funds with ISIN, duration and coupon columns. "-" is missing throughout.

`Market Value` is in the currency of the `Currency` column, which is the fund's own, not the share's: in US files
always USD. A European file does not say its currency, so its values are not known in US dollars. `Market Currency`,
`FX Rate` and `Notional Value` stay cells. A money-market line is cash, because iShares keeps it as cash.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from lookthrough.errors import InputError, Issues
from lookthrough.intake.columns import Columns, report
from lookthrough.intake.decode import content_of, head_of
from lookthrough.intake.holdings import assemble
from lookthrough.intake.lines import LineReader, Units, released
from lookthrough.intake.preamble import read_preamble
from lookthrough.intake.tables import open_table, peek
from lookthrough.intake.units import mark_of, marks_of
from lookthrough.model.holdings import Holdings

_SIGNS = frozenset(("name", "asset", "weight", "ticker"))


def claims(columns: Columns) -> bool:
    """Is this the header of an iShares table: ticker, name, sector, asset class, market value, weight in per cent?"""
    found = columns.found
    if not (set(found) >= _SIGNS and ("value" in found or "value_usd" in found)):
        return False
    place_or_market = "local_currency" in found or {"country", "exchange"} <= set(found)
    return found["weight"].percent and "sector" in found and place_or_market


def sniff(file: Path) -> bool:
    """Does the file begin like an iShares CSV? Never raises. A workbook is left to the reader of any table."""
    try:
        if content_of(head_of(file, 4)) in {"zip", "ole"}:
            return False
    except InputError:
        return False
    return peek(file, claims) is not None


def read(file: Path, issues: Issues, *, keep_cells: bool = True) -> Holdings:
    """Read an iShares file.

    Args:
        file: the CSV file.
        issues: receives what was found wrong, this file's issues merged in.
        keep_cells: whether positions carry their verbatim cells.

    Raises:
        InputError: if the file is no such table.
    """
    own = Issues(keep=issues.keep)
    table = open_table(file, own, wanted=claims)
    report(table.columns, own, table.file, table.header_row)
    facts = read_preamble(table.preamble, own, table.file)
    rows = list(table.rows)
    units = Units(Fraction(1, 100), mark_of(table.columns, rows), facts.currency, *marks_of(table.columns, rows))
    lines = LineReader(table, units, own, keep_cells=keep_cells).read(released(rows))
    holdings = assemble(table, lines, "ishares", facts, own)
    issues.merge(own)
    return holdings
