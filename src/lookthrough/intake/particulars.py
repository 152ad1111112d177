"""What a row of the user's table says of a party beside its names: country, kind, birth date, address, codes.

What cannot be read becomes an issue with file, row, column and what to write instead; it is left out of the question
and stays among the row's other cells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from lookthrough.errors import InputError, Issues, quote
from lookthrough.ids import Fault, plain_number
from lookthrough.intake.cells import read_code
from lookthrough.intake.columns import CODES, normal, vocabulary
from lookthrough.intake.dates import parse_date, two_digit_year
from lookthrough.intake.numbers import is_missing
from lookthrough.intake.tables import Table
from lookthrough.model.attributes import Gender, is_gender
from lookthrough.model.dates import PartialDate
from lookthrough.model.entity import Identifier
from lookthrough.model.schema import Kind
from lookthrough.names.countries import country_code

NUMBERS = ("registration_number", "tax_id", "national_id", "passport", "document")
"""Meanings that are numbers of some register, without a check digit that could be tested."""
PARTS = ("street", "city", "state", "postcode")
"""Meanings that are parts of one address, in the order in which it is written."""
READ = ("kind", "country", "nationality", "birth_date", "gender", "address", *PARTS, *NUMBERS, "security_id", *CODES)
"""Meanings that are read here."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row while it is read.

    Attributes:
        table: its table.
        number: 1-based data row.
        cell: stripped text by meaning.
        issues: receives what cannot be read.
        unread: meanings of the cells that could not be read, filled by the functions below.
    """

    table: Table
    number: int
    cell: Mapping[str, str]
    issues: Issues
    unread: set[str] = field(default_factory=set)

    def text(self, meaning: str) -> str:
        """The cell, "" when it is missing or says so."""
        text = self.cell.get(meaning, "")
        return "" if is_missing(text) else text

    def refuse(self, meaning: str, code: str, message: str, hint: str = "") -> None:
        """Record that a cell cannot be read and is left out."""
        self.unread.add(meaning)
        self._tell(meaning, code, message, hint)

    def _tell(self, meaning: str, code: str, message: str, hint: str) -> None:
        header = self.table.columns.found[meaning].header
        severity = self.issues.error if code == "bad-date" else self.issues.warn
        severity(code, message, self.table.place(self.number, header), hint)

    def warn(self, meaning: str, code: str, message: str, hint: str) -> None:
        """Record a doubt about a cell that was read."""
        self._tell(meaning, code, message, hint)


def countries(row: Row, meaning: str) -> tuple[str, ...]:
    """ISO codes of a cell of countries or nationalities; several are separated by ";" or "|"."""
    text = row.text(meaning)
    if not text:
        return ()
    whole = country_code(text)
    if whole:
        return (whole,)
    codes: dict[str, None] = {}
    for part in filter(None, map(str.strip, re.split(r"[;|]", text))):
        code = country_code(part)
        if code:
            codes[code] = None
        else:
            row.refuse(meaning, "unknown-country", f"{quote(part)} is no country that is known; it is left out")
    return tuple(codes)


def kind(row: Row) -> Kind:
    """What the party is; "any" where the cell is blank or cannot be read."""
    text = row.cell.get("kind", "")
    found = read_kind(text)
    if found is None:
        hint = "write person, company, organization, vessel, aircraft, fund or any"
        row.refuse("kind", "unknown-kind", f"{quote(text)} is no kind of party; any kind is looked for", hint)
    return found or "any"


def gender(row: Row) -> Gender | None:
    """The gender; None where the cell is blank or is neither of the two that tell namesakes apart."""
    text = row.text("gender")
    found = read_gender(text) if text else None
    if text and found is None:
        row.refuse("gender", "unknown-gender", f"{quote(text)} separates nobody; it is left out", "write f or m")
    return found


def birth_date(row: Row) -> PartialDate | None:
    """The birth date; None where the cell is blank, cannot be read or leaves the century open."""
    text = row.cell.get("birth_date", "")
    if not text:
        return None
    if two_digit_year(text):
        says = f"{quote(text)} does not say its century; it is left out"
        row.refuse("birth_date", "two-digit-year", says, "write the year with four digits")
        return None
    try:
        date = parse_date(text)
    except InputError as error:
        row.refuse("birth_date", "bad-date", f"{error.message}; it is left out", error.hint)
        return None
    if date is not None and date.granularity == "range" and "/" in text and "-" not in text:
        says = f"{quote(text)} can mean two days; both are kept"
        row.warn("birth_date", "ambiguous-date", says, "write YYYY-MM-DD")
    return date


def addresses(row: Row) -> tuple[str, ...]:
    """Addresses, several separated by ";"; columns of street, city, state and post code are put together.

    A single address is completed by the parts that it does not hold itself.
    """
    whole = tuple(dict.fromkeys(filter(None, map(str.strip, row.text("address").split(";")))))
    if len(whole) > 1:
        return whole
    start = whole[0] if whole else ""
    parts = [part for meaning in PARTS if (part := row.text(meaning)) and part.casefold() not in start.casefold()]
    joined = ", ".join([start, *parts] if start else parts)
    return (joined,) if joined else ()


def codes(row: Row) -> tuple[Identifier, ...]:
    """Codes with a scheme of their own, checked, then numbers of registers as they are."""
    found: dict[Identifier, None] = {}
    for scheme in (*CODES, "security_id"):
        text = row.text(scheme)
        code = read_code(scheme, text) if text else None
        if isinstance(code, Identifier):
            found[code] = None
        elif isinstance(code, Fault):
            row.refuse(scheme, "bad-identifier", f"{quote(text)} is left out: {code.says}")
        elif text:
            row.unread.add(scheme)
    for scheme in NUMBERS:
        for text in row.text(scheme).split(";"):
            number = read_number(scheme, text)
            if number:
                found[number] = None
    return tuple(found)


def read_number(scheme: str, text: str) -> Identifier | None:
    """The number of a register, compact; None when no letter or digit is in it."""
    value = plain_number(text)
    return Identifier(scheme, value) if value else None


def read_kind(text: str) -> Kind | None:
    """The kind that a user's word means: "individual" is person, "ship" is vessel; blank is any, unknown words None."""
    return "any" if is_missing(text) else _kinds().get(normal(text))


def read_gender(text: str) -> Gender | None:
    """The gender that a user's word means: "F", "Woman" and "weiblich" are female; None for other words."""
    return _genders().get(normal(text))


@cache
def _kinds() -> Mapping[str, Kind]:
    table: dict[str, Kind] = {}
    for name, words in vocabulary()["kinds"].items():
        for word in words:
            table.setdefault(normal(word), name)
    return MappingProxyType(table)


@cache
def _genders() -> Mapping[str, Gender]:
    table = vocabulary()["genders"]
    return MappingProxyType({normal(word): name for name in table if is_gender(name) for word in table[name]})
