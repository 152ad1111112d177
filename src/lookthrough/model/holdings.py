"""Holdings: the lines of a portfolio or fund as their file states them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from lookthrough.errors import Issues
from lookthrough.model.dates import PartialDate
from lookthrough.model.entity import Identifier

Asset = Literal[
    "equity",
    "bond",
    "fund",
    "cash",
    "currency_hedge",
    "future",
    "option",
    "swap",
    "other_derivative",
    "other",
    "unknown",
]
DERIVATIVES: frozenset[Asset] = frozenset({"currency_hedge", "future", "option", "swap", "other_derivative"})
Direction = Literal["long", "short"]


@dataclass(slots=True)
class Position:
    """One line. Not frozen only because millions are made; nobody changes one after its reader made it.

    Attributes:
        row: 1-based data row as a reader of the file counts it: header, preamble and blank lines not counted,
            except that a blank or footer line inside the data keeps its number.
        name: the line's name as printed.
        asset: what the line is; "unknown" when the file does not say and nothing in the line tells.
        direction: "short" for a short position or a negative equity or bond line.
        identifiers: validated codes; one with a wrong check digit becomes an issue and is left out.
        ticker: as printed.
        country: ISO 3166-1 alpha-2, lower case, of the issuer (or location as the file has it); "" when not stated.
        currency: ISO 4217, of `value`; "" when not stated.
        quantity: shares, units or principal.
        value: market value in `currency`; None when not stated.
        value_usd: market value in US dollars; None when it cannot be had without a rate from outside.
        weight: share of the portfolio as stated, 0..1 (negative for shorts); None when not stated.
        issuer: the issuer's name where the file has one beside the line's title; "" otherwise.
        cells: the verbatim source cells as (column, text).
    """

    row: int
    name: str
    asset: Asset = "unknown"
    direction: Direction = "long"
    identifiers: tuple[Identifier, ...] = ()
    ticker: str = ""
    country: str = ""
    currency: str = ""
    quantity: Fraction | None = None
    value: Fraction | None = None
    value_usd: Fraction | None = None
    weight: Fraction | None = None
    issuer: str = ""
    cells: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Holdings:
    """A portfolio or fund at one date.

    Attributes:
        name: the fund's or portfolio's name as the file states it; "" when it does not.
        file: the file's name.
        sha256: of the file's bytes.
        format: the intake module that read it, e.g. "ishares".
        as_of: the date of the holdings; None when the file does not say.
        positions: the lines in file order.
        identifiers: of the fund itself (LEI, series id, ISIN, ticker), to recognise it inside another portfolio.
        net_assets_usd: total net assets where the file states them, in US dollars.
        cash_usd: cash that stands outside the lines (N-PORT), in US dollars.
        columns: how the columns were read, as (meaning, header as printed).
        stated: other facts of the preamble as (label, text).
        issues: what was wrong in the file; counted and bounded.
    """

    name: str
    file: str
    sha256: str
    format: str
    as_of: PartialDate | None
    positions: tuple[Position, ...]
    identifiers: tuple[Identifier, ...] = ()
    net_assets_usd: Fraction | None = None
    cash_usd: Fraction | None = None
    columns: tuple[tuple[str, str], ...] = ()
    stated: tuple[tuple[str, str], ...] = ()
    issues: Issues | None = None
