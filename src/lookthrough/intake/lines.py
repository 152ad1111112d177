"""From the rows of a recognised table to positions: the loop that runs two million times.

Everything that repeats from line to line (countries, asset classes, currencies, weights) is read once per printed
text; only values and quantities are read anew. A number that cannot be read becomes an issue and stays unknown.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Generic, TypeVar

from lookthrough.errors import InputError, Issues, Place, quote
from lookthrough.ids import Fault
from lookthrough.intake import assets
from lookthrough.intake.cells import LONG_NAME, clean_name, currency_of, is_formula, read_code, row_cells, shown_text
from lookthrough.intake.columns import CODES, Column
from lookthrough.intake.footers import RunningSums, Sorter, may_be_total
from lookthrough.intake.numbers import Mark, english, is_missing, may_be_either, parse_number
from lookthrough.intake.tables import Table
from lookthrough.model.entity import Identifier
from lookthrough.model.holdings import DERIVATIVES, Asset, Direction, Position
from lookthrough.names.countries import countries_in, country_code
from lookthrough.names.placeholders import is_placeholder

_NO_SHORT: frozenset[Asset] = DERIVATIVES | {"cash"}
_LONG_BY_NAME = re.compile(
    r"short[- ](?:term|dated|duration|maturity|treasur|bond|bd|income|govt|gov|corp|tm|us|united|credit|inv)",
    re.IGNORECASE,
)
_SHORT_WORDS = frozenset(("short", "s", "sold", "sell", "leer", "-1"))
_MISSING_TICKERS = frozenset(("-", "--", "N/A", "n/a"))
_T = TypeVar("_T")


class _Memo(dict[str, _T], Generic[_T]):
    """Reads each distinct text once."""

    def __init__(self, read: Callable[[str], _T]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> _T:
        value = self[text] = self._read(text)
        return value


@dataclass(frozen=True, slots=True)
class Units:
    """How the table's numbers are to be taken.

    Attributes:
        weight: what a printed weight is multiplied with: 1/100 for per cent, 1 for fractions.
        decimal: the decimal mark where the numbers tell it.
        currency: of the values, where a preamble states it for the whole table.
        marks: the decimal mark of single columns, by meaning, where they tell their own.
        mixed: meanings of the columns whose numbers contradict each other; "1,234" in one of them is warned of.
    """

    weight: Fraction = Fraction(1)
    decimal: Mark = ""
    currency: str = ""
    marks: Mapping[str, Mark] = field(default_factory=dict)
    mixed: frozenset[str] = frozenset()


def released(rows: list[list[str]]) -> Iterator[list[str]]:
    """The rows one after the other, each let go of once it was read: a million of them take a gigabyte."""
    for index, row in enumerate(rows):
        rows[index] = []
        yield row


class LineReader:
    """Makes positions from the rows under a recognised header.

    Args:
        table: the table, for its columns and the places of its rows.
        units: how numbers are taken.
        issues: receives what cannot be read.
        keep_cells: whether each position carries its verbatim cells.
    """

    def __init__(self, table: Table, units: Units, issues: Issues, *, keep_cells: bool) -> None:
        self.file, self.header_row, self.columns = table.file, table.header_row, table.columns
        self.units, self.issues = units, issues
        columns = table.columns
        at = columns.at
        # A column that the table lacks is read at -1, where `read` puts a blank cell on every row.
        self._name, self._ticker = at("name", "issuer", "ticker"), at("ticker")
        self._issuer = -1 if at("issuer") == self._name else at("issuer")
        self._asset, self._country, self._direction = at("asset"), at("country"), at("direction")
        self._weight, self._quantity = at("weight"), at("quantity")
        self._value, self._usd = at("value", "local_value", "value_usd"), at("value_usd")
        self._currency = at("currency") if "value" in columns.found else at("local_currency", "currency")
        self._codes = tuple((m, at(m)) for m in (*CODES, "security_id") if at(m) >= 0)
        self._meaning = next((m for m in ("value", "local_value", "value_usd") if m in columns.found), "value")
        taken = columns.found.get(self._meaning)
        self._multiplier, self._header_currency = (taken.multiplier, taken.currency) if taken else (1, "")
        self._header = columns.header if keep_cells else ()
        self._country_of: _Memo[str] = _Memo(self._read_country)
        self._currency_of: _Memo[str] = _Memo(self._read_currency)
        self._weight_of: _Memo[Fraction | str | None] = _Memo(self._read_weight)
        self._plain = "," not in {units.decimal, *units.marks.values()}
        self._unnamed = 0

    def read(self, rows: Iterable[list[str]]) -> list[Position]:
        """All lines of the table, in order; other rows are told apart and counted in the issues."""
        width = len(self.columns.header)
        keys = (self._ticker, self._country, *(index for _, index in self._codes))
        keys = tuple(key for key in keys if key >= 0 and key != self._name)
        i_name, i_value, i_weight = self._name, self._value, self._weight
        measures = tuple(i for i in dict.fromkeys((i_value, i_weight, self._quantity)) if i >= 0)
        sorter = Sorter(width, self._name, keys, measures)
        sums = RunningSums(
            {i: f for i, f in ((i_value, self._multiplier), (i_weight, self.units.weight)) if i >= 0}, self._rough
        )
        lines: list[Position] = []
        for number, row in enumerate(rows, start=1):
            length = len(row)
            if length < width:
                row.extend([""] * (width - length))
            elif length > width:
                self._ragged(row, width, number)
            row.append("")
            name = row[i_name]
            sure = name and length == width and (row[i_value] or row[i_weight] or row[self._quantity])
            plain = sure and not may_be_total(name) and (not keys or any(row[key] for key in keys))
            if not plain and sorter.sort(number, row[:width], length, sums) != "line":
                continue
            line = self._line(number, row)
            lines.append(line)
            sums.add({i_value: line.value, i_weight: line.weight})
        sorter.report(self.issues, self.file, self.header_row)
        self._report(lines)
        return lines

    def _rough(self, index: int, text: str) -> float | None:
        """The amount of a cell of the value or weight column in the table's units; None when it has none."""
        try:
            if index == self._weight:
                weight = self._weight_of[text]
                return None if weight is None or isinstance(weight, str) else float(weight)
            value = parse_number(text, decimal=self._mark(self._meaning))
        except (InputError, OverflowError):
            return None
        return None if value is None else float(value) * self._multiplier

    def _mark(self, meaning: str) -> Mark:
        return self.units.marks.get(meaning, self.units.decimal)

    def _line(self, number: int, row: list[str]) -> Position:
        name = row[self._name].strip()
        if not name or not name.isprintable() or name[0] in "=+@-" or len(name) > LONG_NAME:
            name = self._odd_name(name, number)
        issuer = row[self._issuer].strip() if self._issuer >= 0 else ""
        codes = self._identifiers(row, number) if self._codes else ()
        ticker = row[self._ticker].strip()
        ticker = sys.intern(ticker) if ticker not in _MISSING_TICKERS else ""
        asset = assets.of_line(row[self._asset] if self._asset >= 0 else "", name, listed=bool(ticker or codes))
        if is_placeholder(name):
            asset, issuer = self._nobody(asset, name, issuer, number)
        value, currency, usd = self._money(row, number)
        weight = self._weight_of[row[self._weight]]
        if "weight" in self.units.mixed and may_be_either(row[self._weight]):
            self._ambiguous(row[self._weight], "weight", number)
        if isinstance(weight, str):
            self._bad_number(weight, row[self._weight], "weight", number)
            weight = None
        quantity = self._number(row[self._quantity], "quantity", number)
        side = (
            row[self._direction] if self._direction >= 0 else self._side(name, asset, value, weight, quantity, number)
        )
        return Position(
            number,
            sys.intern(name),
            asset,
            _direction(asset, value, weight, quantity, side),
            codes,
            ticker,
            self._country_of[row[self._country]],
            currency,
            quantity,
            value,
            usd,
            weight,
            sys.intern(issuer),
            row_cells(self._header, row),
        )

    def _nobody(self, asset: Asset, name: str, issuer: str, number: int) -> tuple[Asset, str]:
        """Asset and issuer of a line whose name stands for none: it cannot be screened, and its money stays."""
        if issuer and not is_placeholder(issuer):
            return asset, issuer
        self._unnamed += not name
        if name:
            self.issues.warn(
                "no-issuer",
                f"{quote(name)} is no name: the issuer stays unknown, and the line cannot be screened by it",
                Place(self.file, self.header_row + number, self.columns.header[self._name]),
            )
        return ("unknown" if asset in {"equity", "other"} else asset), ""

    def _side(
        self,
        name: str,
        asset: Asset,
        value: Fraction | None,
        weight: Fraction | None,
        quantity: Fraction | None,
        number: int,
    ) -> str:
        """Short where the name begins with SHORT in a table without classes and no amount is positive; else "".

        "SHORT ACME" with a positive amount may be a company's name or a short position: it stays long, with a warning.
        """
        if self._asset >= 0 or name[:6].upper() != "SHORT " or asset in {"fund", "cash"} or _LONG_BY_NAME.match(name):
            return ""
        if not any(amount is not None and amount > 0 for amount in (value, weight, quantity)):
            return "short"
        self.issues.warn(
            "maybe-short",
            f"{quote(name)} begins with 'short' and has a positive amount: it is read as long",
            Place(self.file, self.header_row + number, self.columns.header[self._name]),
            "print shorts with a minus, or add a column 'Long/Short'",
        )
        return ""

    # --- numbers ----------------------------------------------------------------------------------------------------

    def _money(self, row: list[str], number: int) -> tuple[Fraction | None, str, Fraction | None]:
        """Value, its currency, and the value in US dollars where the file gives it or the currency is USD."""
        text = row[self._value]
        if not text:
            return None, "", self._scaled(row[self._usd], "value_usd", number) if self._usd >= 0 else None
        value = self._number(text, self._meaning, number)
        if value is not None and self._multiplier != 1:
            value *= self._multiplier
        if self._value == self._usd:
            return value, "USD", value
        currency = self._header_currency
        if not currency and self._currency >= 0:
            currency = self._currency_of[row[self._currency]]
        currency = currency or self.units.currency
        if self._usd >= 0:
            return value, currency, self._scaled(row[self._usd], "value_usd", number)
        return value, currency, value if currency == "USD" else None

    def _scaled(self, text: str, meaning: str, number: int) -> Fraction | None:
        value = self._number(text, meaning, number)
        multiplier = self.columns.found[meaning].multiplier
        return value if value is None or multiplier == 1 else value * multiplier

    def _number(self, text: str, meaning: str, number: int) -> Fraction | None:
        if not text or text == "-":
            return None
        if meaning in self.units.mixed and may_be_either(text):
            self._ambiguous(text, meaning, number)
        if self._plain and (value := english(text)) is not None:
            return value
        if text.lstrip()[:1] == "#":
            self.issues.error(
                "bad-number",
                f"{quote(text, 24)} is a spreadsheet's error; the {meaning.replace('_', ' ')} stays unknown",
                Place(self.file, self.header_row + number, self.columns.found[meaning].header),
            )
            return None
        try:
            return parse_number(text, decimal=self._mark(meaning))
        except InputError as error:
            self._bad_number(error.message, text, meaning, number)
            return None

    def _read_weight(self, text: str) -> Fraction | str | None:
        """A weight as a share of one; a `str` is the reason why it cannot be read."""
        try:
            if text.lstrip()[:1] == "#":
                return f"{quote(text, 24)} is a spreadsheet's error"
            weight = parse_number(text, decimal=self._mark("weight"))
        except InputError as error:
            return error.message
        unit = self.units.weight
        if weight is None or unit == 1 or "%" in text:
            return weight
        return Fraction(weight.numerator * unit.numerator, weight.denominator * unit.denominator)

    def _ambiguous(self, text: str, meaning: str, number: int) -> None:
        self.issues.warn(
            "ambiguous-number",
            f"{quote(text, 30)} can be thousands or a fraction, and the column uses both marks both ways",
            Place(self.file, self.header_row + number, self.columns.found[meaning].header),
            "print all numbers of the column alike",
        )

    def _bad_number(self, message: str, text: str, meaning: str, number: int) -> None:
        column = self.columns.found[meaning].header
        if is_formula(text):
            message = f"{quote(text)} looks like a formula; formulas are never evaluated"
        self.issues.error(
            "bad-number",
            f"{message}; the {meaning.replace('_', ' ')} stays unknown",
            Place(self.file, self.header_row + number, column),
        )

    # --- texts ------------------------------------------------------------------------------------------------------

    def _odd_name(self, name: str, number: int) -> str:
        place = Place(self.file, self.header_row + number, self.columns.header[self._name])
        if not name:
            return ""
        if is_formula(name):
            self.issues.warn("formula-text", f"{quote(name)} looks like a formula; it is kept as text", place)
            name = shown_text(name) or name
        if len(name) > LONG_NAME:
            self.issues.warn("long-name", f"a name of {len(name):,} characters: {quote(name)}", place)
        return clean_name(name, self.issues, place)

    def _read_country(self, text: str) -> str:
        if is_missing(text):
            return ""
        code = country_code(text) or self._country_of_place(text)
        if code is None:
            self.issues.note(
                "unknown-country",
                f"{quote(text)} is no country that is known; it is left out",
                Place(self.file, None, self._head("country")),
            )
        return code or ""

    @staticmethod
    def _country_of_place(text: str) -> str | None:
        """The country of a seat such as "Arlington, Virginia"; "Atlanta, Georgia" is left open."""
        codes = countries_in(text)
        return codes[0] if len(codes) == 1 and codes[0] != "ge" else None

    def _read_currency(self, text: str) -> str:
        if is_missing(text):
            return ""
        code = currency_of(text)
        if not code:
            self.issues.warn(
                "unknown-currency",
                f"{quote(text)} is no ISO 4217 currency; it is left out",
                Place(self.file, None, self._head("currency")),
            )
        return code

    def _identifiers(self, row: list[str], number: int) -> tuple[Identifier, ...]:
        found: list[Identifier] = []
        for scheme, index in self._codes:
            code = read_code(scheme, row[index]) if row[index] else None
            if isinstance(code, Fault):
                self.issues.warn(
                    "bad-identifier",
                    f"{quote(row[index])} is left out: {code.says}",
                    Place(self.file, self.header_row + number, self.columns.header[index]),
                )
            elif code is not None and code not in found:
                found.append(code)
        return tuple(found)

    # --- the whole --------------------------------------------------------------------------------------------------

    def _ragged(self, row: list[str], width: int, number: int) -> None:
        if any(cell.strip() for cell in row[width:]):
            self.issues.error(
                "ragged-row",
                f"the row has {len(row)} cells under {width} headers: {quote(row[0])}",
                Place(self.file, self.header_row + number),
                "a name with a comma must stand in quotation marks",
            )
        del row[width:]

    def _report(self, lines: list[Position]) -> None:
        if self._unnamed:
            self.issues.warn("no-name", f"{self._unnamed} lines have no name", Place(self.file))
        tickers = [line.ticker for line in lines if line.ticker and line.asset not in _NO_SHORT]
        twice = len(tickers) - len(set(tickers))
        if twice:
            self.issues.note(
                "duplicate-tickers",
                f"{twice} lines repeat a ticker; they are kept as lines of their own",
                Place(self.file, None, self._head("ticker")),
            )
        if self._value >= 0 and lines and not any(line.currency for line in lines):
            self.issues.note(
                "no-currency",
                "the values have no stated currency, so none is known in US dollars",
                Place(self.file, None, self.columns.header[self._value]),
                "name the column e.g. 'Market Value (USD)' or add a currency column",
            )

    def _head(self, meaning: str) -> str:
        column: Column | None = self.columns.found.get(meaning)
        return column.header if column else meaning


def _direction(
    asset: Asset, value: Fraction | None, weight: Fraction | None, quantity: Fraction | None, side: str
) -> Direction:
    """Short where the file says so, or where an equity, bond, fund or unknown line is negative."""
    if side and side.strip().lower() in _SHORT_WORDS:
        return "short"
    if asset in _NO_SHORT:
        return "long"
    measure = value if value is not None else weight if weight is not None else quantity
    return "short" if measure is not None and measure.numerator < 0 else "long"
