"""What the columns of a user's table mean: header synonyms, units in headers, and which of two columns is taken.

The synonyms are data (`resources/columns.toml`), so a new publisher's header needs no code.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from lookthrough.errors import Issues, Place, quote

NAMING = frozenset(("name", "names", "issuer", "name1", "name2"))
"""Meanings that say who or what a row is about."""
CODES = ("isin", "cusip", "sedol", "lei", "figi", "imo", "uscc", "inn", "ogrn", "cik", "bic", "mmsi")
"""Meanings that are identifier schemes."""

_PUNCTUATION = re.compile(r"[_\-./:*#'’\"†‡]+")
_LEADING = frozenset(
    ("usd", "eur", "gbp", "chf", "jpy", "hkd", "cny", "cad", "aud", "nok", "sek", "$", "€", "£", "us$")
)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


@dataclass(frozen=True, slots=True)
class Column:
    """One recognised column.

    Attributes:
        index: 0-based position.
        header: as printed.
        meaning: one of the keys of `[meanings]` in the resource, or "value_usd" for a value in US dollars.
        currency: ISO 4217 from the header's unit; "" when it has none.
        multiplier: how many ones a printed unit stands for; 1000 for "($000)".
        percent: the header says per cent.
    """

    index: int
    header: str
    meaning: str
    currency: str = ""
    multiplier: int = 1
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """How the columns of one table were read.

    Attributes:
        header: all headers as printed, blank ones as "column N", repeated ones numbered.
        found: the column taken for each meaning.
        spare: recognised columns that were not taken, because another has the same meaning.
    """

    header: tuple[str, ...]
    found: Mapping[str, Column] = field(default_factory=dict)
    spare: tuple[Column, ...] = ()

    @property
    def mapping(self) -> tuple[tuple[str, str], ...]:
        """(meaning, header as printed) in the table's order."""
        return tuple((c.meaning, c.header) for c in sorted(self.found.values(), key=lambda c: c.index))

    def at(self, *meanings: str) -> int:
        """The position of the first of these meanings that the table has; -1 when it has none."""
        return next((self.found[m].index for m in meanings if m in self.found), -1)

    def others(self) -> tuple[int, ...]:
        """Positions of the columns that have no meaning here: they are carried, not read."""
        taken = {column.index for column in self.found.values()}
        return tuple(i for i in range(len(self.header)) if i not in taken)


@cache
def vocabulary() -> Mapping[str, Any]:
    """The resource as parsed TOML: meanings, units, assets, kinds. Not to be changed."""
    text = resources.files("lookthrough.resources").joinpath("columns.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))


@cache
def _meanings() -> Mapping[str, tuple[str, int]]:
    """Normalised header -> (meaning, rank within the meaning)."""
    table: dict[str, tuple[str, int]] = {}
    for meaning, headers in vocabulary()["meanings"].items():
        for rank, header in enumerate(headers):
            table.setdefault(header, (meaning, rank))
    return MappingProxyType(table)


@lru_cache(maxsize=4096)
def normal(header: str) -> str:
    """A header in the form in which the resource writes it: lower case, no accents, punctuation as spaces."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", header) if not unicodedata.combining(c))
    return " ".join(_PUNCTUATION.sub(" ", plain.casefold()).split())


def meaning_of(header: str, index: int = 0) -> tuple[Column, int] | None:
    """Read one header.

    Returns:
        The column and its rank among the synonyms of its meaning (0 is preferred); None when it means nothing here.
    """
    if not header or len(header) > 80:
        return None
    units = vocabulary()["units"]
    inside = " ".join(_BRACKETS.findall(header))
    base = normal(_BRACKETS.sub(" ", header))
    percent = "%" in base or any(normal(piece) in units["percent"] for piece in (inside, inside.strip("() ")))
    base = " ".join(base.replace("%", " ").split())
    base, trailing = _split_units(base)
    hit = _meanings().get(base)
    percent = percent or any(word in units["percent"] for word in trailing)
    if hit is None or (base in units["needs_percent"] and not percent):
        return None
    meaning, rank = hit
    currency, multiplier = _units(f"{inside} {' '.join(trailing)}")
    if meaning in {"value", "local_value"} and percent and not currency:
        meaning = "weight"  # "% Market Value" is a share of it
    elif meaning in {"value", "local_value"} and currency == "USD":
        meaning = "value_usd"
    return Column(index, header, meaning, currency, multiplier, percent), rank


def _split_units(base: str) -> tuple[str, list[str]]:
    """Take words off the end or the start of a header until it is a known one; what is taken off are its units."""
    known = _meanings()
    words = base.split()
    for cut in range(min(3, len(words))):
        if " ".join(words[: len(words) - cut]) in known and all(_is_unit(w) for w in words[len(words) - cut :]):
            return " ".join(words[: len(words) - cut]), words[len(words) - cut :]
    if len(words) > 1 and words[0] in _LEADING and " ".join(words[1:]) in known:
        return " ".join(words[1:]), words[:1]
    return base, []


def _is_unit(word: str) -> bool:
    units = vocabulary()["units"]
    return (
        word in units["currencies"]
        or word in units["multipliers"]
        or word in units["percent"]
        or word == "in"
        or word.upper() in currency_codes()
    )


def _units(text: str) -> tuple[str, int]:
    """Currency and multiplier in the text of a unit such as "USD", "$000" or "EUR, in thousands"."""
    units = vocabulary()["units"]
    words = normal(text.replace("$0", "$ 0")).replace(",", " ")
    currency, multiplier = "", 1
    for word in (words, *words.split()):
        currency = currency or units["currencies"].get(word, "")
        if not currency and word.upper() in currency_codes():
            currency = word.upper()
        multiplier = max(multiplier, units["multipliers"].get(word, 1))
    return currency, multiplier


@cache
def currency_codes() -> frozenset[str]:
    """The ISO 4217 codes that are recognised in headers and in names of cash lines."""
    return frozenset(vocabulary()["units"]["codes"].split())


def recognise(cells: Sequence[str]) -> Columns:
    """Read a header row.

    Args:
        cells: the row as printed.

    Returns:
        The columns by meaning. Where two have the same meaning the better-ranked header is taken, of equal ones the
        left one.
    """
    best: dict[str, tuple[int, Column]] = {}
    spare: list[Column] = []
    for index, cell in enumerate(cells):
        hit = meaning_of(cell.strip(), index)
        if hit is None:
            continue
        column, rank = hit
        held = best.get(column.meaning)
        if held is not None and held[0] <= rank:
            spare.append(column)
            continue
        if held is not None:
            spare.append(held[1])
        best[column.meaning] = (rank, column)
    return Columns(tuple(unique(cells)), {m: c for m, (_, c) in best.items()}, tuple(spare))


def unique(cells: Iterable[str]) -> list[str]:
    """Header texts that differ from each other: blank ones become "column N", repeated ones get a number."""
    seen: set[str] = set()
    result = []
    for number, cell in enumerate(cells, start=1):
        text = " ".join(cell.split()) or f"column {number}"
        count, name = 1, text
        while name in seen:
            count += 1
            name = f"{text} ({count})"
        seen.add(name)
        result.append(name)
    return result


def report(columns: Columns, issues: Issues, file: str, row: int) -> None:
    """Say which columns were not taken and which headers stand twice."""
    for column in columns.spare:
        taken = columns.found[column.meaning].header
        issues.note(
            "several-columns",
            f"{quote(column.header)} also means {column.meaning.replace('_', ' ')}; {quote(taken)} was taken",
            Place(file, row, column.header),
        )
    for name in columns.header:
        if re.search(r" \(\d+\)$", name) and name.rpartition(" (")[0] in columns.header:
            issues.warn(
                "duplicate-header",
                f"the header {quote(name.rpartition(' (')[0])} stands more than once",
                Place(file, row, name),
            )
