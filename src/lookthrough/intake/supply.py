"""A table of suppliers, shipments or parts: who supplies what to whom, from where, and which paper says so.

A row supplies the rows that its column "supplies to" (or "parent", "used in", "consignee" …) names by id, by supplier
or by goods; a row without one supplies the user. Where there is only a tier, it is kept as a number and no row is
joined to another. Headers are data (`resources/supply_columns.toml`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from lookthrough.errors import InputError, Issues, Place, quote
from lookthrough.intake.cells import is_nameless
from lookthrough.intake.columns import Column, Columns, normal, recognise, report
from lookthrough.intake.nobody import names_nobody
from lookthrough.intake.particulars import READ
from lookthrough.intake.queries import BadRow, filled, read_party
from lookthrough.intake.tables import Table, open_table
from lookthrough.model.query import Query
from lookthrough.model.share import UNKNOWN_SHARE, Share, exact_part
from lookthrough.model.supply import PlaceCell, Supplied, SupplyTable

MOST_ROWS = 2_000_000
"""More rows than this are no supply chain that a table holds; the file is refused rather than cut."""

_OWN = frozenset(("id", "customer", "tier", "item", "hs", "eccn", "made_at", "made_in_country", "owner", "owner_share",
                  "evidence", "graded", "dated"))  # fmt: skip
_PLACES = frozenset(("made_at", "made_in_country", "located_at"))
_SEVERAL_COLUMNS = _PLACES | {"evidence", "customer", "item", "hs", "eccn", "owner"}
"""Of these all columns are read; of the others one, the next where it is empty."""
_SEVERAL = re.compile(r"\s*[;|\n]\s*")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]|%")
_TIER = re.compile(
    r"\.*\s*(?:tier|level|stufe|t|l|第)?[\s:.#-]*(\d{1,2})(?:st|nd|rd|th|级|层)?(?:[\s-]*tier)?", re.IGNORECASE
)
_BAND = re.compile(r"([><]?)\s*([\d.,/]+)\s*%?\s*(?:-|–|to)\s*([><]?)\s*([\d.,/]+)\s*%?")
_HIGHEST_TIER = 60
_MARK = "supply "


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the columns of a table are read.

    Attributes:
        table: with the columns that a party is read from.
        of: per meaning the positions of its columns, the best first.
        percent: the column of shares says per cent in its header.
    """

    table: Table
    of: Mapping[str, tuple[int, ...]]
    percent: bool


def read_supply(file: Path, issues: Issues) -> SupplyTable:
    """Read a table of suppliers, shipments or parts.

    Args:
        file: CSV, XLSX, XLS, ODS, JSON Lines or a JSON array, with a header.
        issues: receives what cannot be read, with file, row, column and what to write instead.

    Returns:
        Every row that is not blank. A row without a supplier stays: its goods come from somebody.

    Raises:
        InputError: if the file is no table, has neither a column of suppliers nor of goods, or has too many rows.
    """
    layout = _layout(open_table(file, issues, wanted=_is_supply, headers=_recognised), issues)
    table = layout.table
    rows = []
    others = _Others(layout)
    for number, cells in filled(table, issues):
        rows.append(_row(layout, number, cells, issues))
        others.note(number, cells)
        if len(rows) > MOST_ROWS:
            raise InputError(f"the table has more than {MOST_ROWS:,} rows", hint="give it in parts",
                             place=Place(table.file))  # fmt: skip
    if not rows:
        raise InputError("the file has a header and no rows", hint="check the file", place=Place(table.file))
    others.tell(issues)
    mapping = tuple((meaning, table.columns.header[at]) for meaning, places in layout.of.items() for at in places)
    used = {header for _, header in (*mapping, *table.columns.mapping)}
    carried = tuple(header for header in table.columns.header if header not in used)
    return SupplyTable(table.file, table.sha256, mapping, carried, rows)


def _recognised(cells: Sequence[str]) -> Columns:
    """A row read as a header: what holdings tables have in common with it, and what is its own, under its own marks."""
    columns = recognise(cells)
    ours = {f"{_MARK}{at}": Column(at, header, meaning) for at, header in enumerate(columns.header)
            if (meaning := meaning_of(header))}  # fmt: skip
    return replace(columns, found={**columns.found, **ours})


def _is_supply(columns: Columns) -> bool:
    return any(
        mark.startswith(_MARK) and column.meaning in {"supplier", "item"} for mark, column in columns.found.items()
    )


def meaning_of(header: str) -> str:
    """What a header means in a table of supply; "" when nothing."""
    hit = _meanings().get(" ".join(normal(_BRACKETS.sub(" ", header)).split()))
    return hit[0] if hit else ""


@cache
def _meanings() -> Mapping[str, tuple[str, int]]:
    text = resources.files("lookthrough.resources").joinpath("supply_columns.toml").read_text(encoding="utf-8")
    table: dict[str, tuple[str, int]] = {}
    for meaning, headers in tomllib.loads(text)["meanings"].items():
        for rank, header in enumerate(headers):
            table.setdefault(header, (meaning, rank))
    return MappingProxyType(table)


def _layout(table: Table, issues: Issues) -> _Layout:
    """The columns, read anew: what a supplier is called here may be anything in a table of holdings."""
    ranked: dict[str, list[tuple[int, int]]] = {}
    for at, header in enumerate(table.columns.header):
        hit = _meanings().get(" ".join(normal(_BRACKETS.sub(" ", header)).split()))
        if hit:
            ranked.setdefault(hit[0], []).append((hit[1], at))
    of = {meaning: tuple(at for _, at in sorted(found)) for meaning, found in ranked.items()}
    taken = {at for meaning in of if meaning in _OWN or meaning == "supplier" for at in of[meaning]}
    found = {
        meaning: column
        for meaning, column in table.columns.found.items()
        if column.index not in taken and not meaning.startswith(_MARK)
    }
    for meaning in ("name", "names", "issuer"):
        found.pop(meaning, None)
    if suppliers := of.get("supplier"):
        found["name"] = Column(suppliers[0], table.columns.header[suppliers[0]], "name")
    columns = Columns(table.columns.header, found)
    report(columns, issues, table.file, table.header_row)
    for meaning, places in of.items():
        for at in places[1:]:
            if meaning not in _SEVERAL_COLUMNS:
                header, other = table.columns.header[at], table.columns.header[places[0]]
                message = f"{quote(header)} also means {meaning.replace('_', ' ')}; {quote(other)} was taken"
                issues.note("several-columns", message, Place(table.file, table.header_row, header))
    shares = of.get("owner_share", ())
    percent = any("%" in table.columns.header[at] or "percent" in normal(table.columns.header[at]) for at in shares)
    return _Layout(replace(table, columns=columns), of, percent)


def _row(layout: _Layout, number: int, cells: list[str], issues: Issues) -> Supplied:
    table = layout.table
    told = _Cells(layout, number, cells, issues)
    dated = told.first("dated")
    return Supplied(
        row=number,
        party=_party(table, number, _with_first_name(layout, cells), issues),
        id=told.first("id"),
        item=told.first("item"),
        customers=tuple(dict.fromkeys(part for at in layout.of.get("customer", ()) for part in told.parts(at))),
        tier=told.tier(),
        eccn=tuple(part for at in layout.of.get("eccn", ()) for part in _codes(told.text(at))),
        hs=tuple(part for at in layout.of.get("hs", ()) for part in _codes(told.text(at))),
        places=told.places(),
        owners=told.owners(),
        evidence="; ".join(text for at in layout.of.get("evidence", ()) if (text := told.text(at))),
        graded=told.first("graded"),
        dated=dated,
        described=told.described(),
    )


class _Others:
    """Parties that further columns of suppliers name beside the one that is screened: a maker beside a shipper."""

    def __init__(self, layout: _Layout) -> None:
        self._layout = layout
        self._rows: dict[int, list[int]] = {}

    def note(self, number: int, cells: Sequence[str]) -> None:
        """Keep the row where another column names somebody else."""
        named = [
            (at, name)
            for at in self._layout.of.get("supplier", ())
            if (name := cells[at].strip()) and not _is_nobody(name)
        ]
        for at, name in named[1:]:
            if normal(name) != normal(named[0][1]):
                self._rows.setdefault(at, []).append(number)

    def tell(self, issues: Issues) -> None:
        """Say which columns name parties that were not asked about: an error, since nothing was found out of them."""
        table = self._layout.table
        for at, numbers in self._rows.items():
            header = table.columns.header[at]
            rows = f"{len(numbers)} row{'s' if len(numbers) > 1 else ''}"
            taken = table.columns.header[self._layout.of["supplier"][0]]
            message = f"{quote(header)} names another party than {quote(taken)} in {rows}: it was not screened"
            hint = "give each party a row of its own, or screen that column as a table of its own"
            issues.error("party-not-screened", message, table.place(numbers[0], header), hint)


def _with_first_name(layout: _Layout, cells: list[str]) -> list[str]:
    """The cells with the first column of suppliers filled from the next that names somebody."""
    columns = layout.of.get("supplier", ())
    named = next((cells[at] for at in columns if cells[at].strip() and not _is_nobody(cells[at].strip())), "")
    if len(columns) < 2 or not named:
        return cells
    return [named if at == columns[0] else cell for at, cell in enumerate(cells)]


def _is_nobody(name: str) -> bool:
    return is_nameless(name) or names_nobody(name)


def _party(table: Table, number: int, cells: list[str], issues: Issues) -> Query:
    """The supplier as a question; one without a name where the row names none, which is a gap and no mistake."""
    at = {meaning: table.columns.at(meaning) for meaning in ("name", *READ) if meaning in table.columns.found}
    name = cells[at["name"]].strip() if "name" in at else ""
    extra = tuple((header, text) for header, text in zip(table.columns.header, cells, strict=False) if text.strip())
    if _is_nobody(name):
        return Query(names=(), row=number, extra=extra)
    read = read_party(table, number, cells, at, issues)
    if isinstance(read, BadRow):
        return Query(names=(), row=number, extra=extra)
    return replace(read, kind="company" if read.kind == "any" else read.kind, extra=extra)


class _Cells:
    """One row's cells by what they mean."""

    def __init__(self, layout: _Layout, number: int, cells: Sequence[str], issues: Issues) -> None:
        self._layout, self._number, self._cells, self._issues = layout, number, cells, issues

    def text(self, at: int) -> str:
        """A cell without outer white space, "" where it says that it has nothing to say."""
        text = self._cells[at].strip()
        return "" if is_nameless(text) else text

    def first(self, meaning: str) -> str:
        """The best column's text, else that of the next which has one."""
        return next((text for at in self._layout.of.get(meaning, ()) if (text := self.text(at))), "")

    def described(self) -> tuple[str, ...]:
        """What the columns of goods say beside the first that says something."""
        texts = [text for at in self._layout.of.get("item", ()) if (text := self.text(at))]
        return tuple(dict.fromkeys(text for text in texts[1:] if text != texts[0]))

    def parts(self, at: int) -> list[str]:
        """A cell of several, separated by ";" or "|"."""
        return [part for part in _SEVERAL.split(self.text(at)) if part]

    def _tell(self, meaning: str, code: str, message: str, hint: str) -> None:
        at = self._layout.of[meaning][0]
        place = self._layout.table.place(self._number, self._layout.table.columns.header[at])
        self._issues.warn(code, message, place, hint)

    def tier(self) -> int | None:
        """The tier as a number; None where the row states none that can be read."""
        text = self.first("tier")
        if not text:
            return None
        found = _TIER.fullmatch(text)
        tier = int(found[1]) if found else int(text[:-2]) if re.fullmatch(r"\d{1,2}\.0", text) else -1
        if 0 <= tier <= _HIGHEST_TIER:
            return tier
        self._tell("tier", "bad-tier", f"{quote(text)} is no tier; it is left out", 'write "1", "Tier 2" …')
        return None

    def places(self) -> tuple[PlaceCell, ...]:
        """Every place that the row names, those of production first."""
        header = self._layout.table.columns.header
        return tuple(
            PlaceCell(text, header[at], meaning != "located_at")
            for meaning in ("made_at", "made_in_country", "located_at")
            for at in self._layout.of.get(meaning, ())
            if (text := self.text(at))
        )

    def owners(self) -> tuple[tuple[str, Share], ...]:
        """The owners with their shares; unknown where shares and owners differ in number, and in further columns."""
        first, *further = [self.parts(at) for at in self._layout.of.get("owner", ())] or [[]]
        names = first or next(filter(None, further), [])
        texts = [part for at in self._layout.of.get("owner_share", ())[:1] for part in self.parts(at)]
        if len(texts) != len(names):
            if texts and names:
                message = f"{len(names)} owners and {len(texts)} shares: the shares are read as unknown"
                self._tell("owner_share", "shares-and-owners", message, 'separate both by ";" in the same order')
            texts = [""] * len(names)
        stakes = [(name, self._share(text)) for name, text in zip(names, texts, strict=True)]
        known = set(names)
        more = dict.fromkeys(name for column in further for name in column if name not in known)
        return (*stakes, *((name, UNKNOWN_SHARE) for name in more))

    def _share(self, text: str) -> Share:
        if not text:
            return UNKNOWN_SHARE
        try:
            share = _read_share(text, percent=self._layout.percent)
        except (InputError, ZeroDivisionError):
            share = None
        if share is None or not share.is_possible:
            hint = 'write "51 %", "0.51", "25-50 %" or ">50 %"'
            self._tell("owner_share", "not-a-share", f"{quote(text)} is no share: it is read as unknown", hint)
            return UNKNOWN_SHARE
        return share


def _read_share(text: str, *, percent: bool) -> Share | None:
    """A share as users write it; None where a bare number may be one or per cent."""
    is_percent = percent or "%" in text
    if band := _BAND.fullmatch(text.strip()):
        low, high = (exact_part(band[n].replace(",", ".")) / (100 if is_percent else 1) for n in (2, 4))
        return Share(low, high, text, band[1] == ">", band[3] == "<")
    sign, bare = text.strip()[:1], text.strip().lstrip("><≥≤= ").removesuffix("%").strip().replace(",", ".")
    part = exact_part(bare)
    part = part / 100 if is_percent else part
    if part > 1:
        return None
    if sign in {">", "≥"}:
        return Share(part, Fraction(1), text, sign == ">" and not text.strip().startswith(">="))
    if sign in {"<", "≤"}:
        return Share(Fraction(0), part, text, False, sign == "<" and not text.strip().startswith("<="))
    return Share(part, part, text)


def _codes(text: str) -> Iterator[str]:
    """The codes of a cell, several separated by ";", "|", "," or "/"."""
    for part in re.split(r"[;|,/\n]+", text):
        if bare := part.strip():
            yield bare
