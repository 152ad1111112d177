"""Any table of owner, owned, share and date: CSV, spreadsheet, JSON Lines; a row a stake.

Headers are recognised by the synonyms in `resources/ownership.toml`, and the mapping is told. A row says who holds
what of whom; a column of votes beside the shares gives a second link. Where the table gives no id, a party is known by
its name, written as it stands at its first naming; case and white space make no other party. A cell such as "unknown",
"various" or "public float" names nobody: each row has a holder of its own who is not identified.
Rows that are the same in all cells are one statement.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType

from lookthrough import ids
from lookthrough.errors import Issues, Place, quote
from lookthrough.intake.columns import Column, Columns, normal, report, unique
from lookthrough.intake.dates import order_of
from lookthrough.intake.nobody import names_nobody
from lookthrough.intake.numbers import is_missing
from lookthrough.intake.tables import Table, open_tables, peek
from lookthrough.model.dates import PartialDate
from lookthrough.model.entity import Identifier, Name
from lookthrough.model.link import Directness, Link, LinkKind
from lookthrough.model.register import Party, Record, Tie, TieKind
from lookthrough.model.share import UNKNOWN_SHARE, Share
from lookthrough.registers.interests import relation_of
from lookthrough.registers.reading import Origin, bound, check_order, country, stamp
from lookthrough.registers.shares import Unit, is_ambiguous, share_or_unknown, unit_of, vocabulary

ID = "table"
TITLE = "Table of owners"

_SAMPLE = 10_000  # rows from which the unit of a column of numbers is told
_SHARES = ("share", "votes")
_AS_PRINTED = (*_SHARES, "owner", "owned")
_OWNER, _OWNED = ("owner", "owner_id"), ("owned", "owned_id")
_WAYS: Mapping[str, Directness] = MappingProxyType(
    {"direct": "direct", "directly": "direct", "d": "direct", "indirect": "indirect", "indirectly": "indirect"}
)


def sniff(file: Path) -> bool:
    """Is it a table with a column for owners and one for what they own? Never raises."""
    return peek(file, wanted=_wanted, headers=headers) is not None


def read(file: Path, register: str, issues: Issues) -> Iterator[Record]:
    """Read a table, every sheet of a workbook that has such a header.

    Args:
        file: the table; its name's ending says nothing here.
        register: id of the register.
        issues: receives what cannot be read, and how the columns were understood.

    Yields:
        Each party once, before the first link that names it; links, one a share; ties where the kind is an office.

    Raises:
        InputError: if the file is no table or has no such header.
    """
    seen: dict[str, str] = {}
    for table in open_tables(file, issues, wanted=_wanted, headers=headers):
        report(table.columns, issues, table.file, table.header_row)
        shown = ", ".join(f"{quote(header)} is {meaning}" for meaning, header in table.columns.mapping)
        issues.note("columns-read", f"the columns were read so: {shown}", Place(table.file, table.header_row))
        yield from _Rows(table, Origin(register, table.file), issues, seen).records()


def headers(cells: Sequence[str]) -> Columns:
    """Read a header row by the synonyms of ownership; of two columns of one meaning the better-ranked is taken."""
    best: dict[str, tuple[int, Column]] = {}
    spare: list[Column] = []
    for index, cell in enumerate(cells):
        base = normal(cell.replace("(", " ").replace(")", " ").replace("[", " ").replace("]", " "))
        hit = _meanings().get(base) or _meanings().get(" ".join(base.replace("%", " ").split()))
        if hit is None or len(cell) > 80:
            continue
        meaning, rank = hit
        column = Column(index, " ".join(cell.split()), meaning, percent="%" in cell)
        held = best.get(meaning)
        if held is not None and held[0] <= rank:
            spare.append(column)
            continue
        if held is not None:
            spare.append(held[1])
        best[meaning] = (rank, column)
    return Columns(tuple(unique(cells)), {m: c for m, (_, c) in best.items()}, tuple(spare))


@cache
def _meanings() -> Mapping[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for meaning, words in vocabulary()["headers"].items():
        for rank, word in enumerate(words):
            found.setdefault(normal(word), (meaning, rank))
    return MappingProxyType(found)


@cache
def _kinds() -> Mapping[str, LinkKind]:
    return MappingProxyType({word: kind for kind, words in vocabulary()["kinds"].items() for word in words})


@cache
def _offices() -> Mapping[str, TieKind]:
    return MappingProxyType({word: kind for kind, words in vocabulary()["ties"].items() for word in words})


def _wanted(columns: Columns) -> bool:
    return columns.at(*_OWNER) >= 0 and columns.at(*_OWNED) >= 0


@dataclass(slots=True)
class _Rows:
    table: Table
    origin: Origin
    issues: Issues
    seen: dict[str, str]
    units: dict[str, Unit] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    day_first: bool | None = None
    told_by_rows: set[str] = field(default_factory=set)
    stated: set[bytes] = field(default_factory=set)

    def records(self) -> Iterator[Record]:
        """The records of all rows; blank rows are passed over."""
        self.places = {meaning: column.index for meaning, column in self.table.columns.found.items()}
        sample = list(islice(self.table.rows, _SAMPLE))
        for meaning in _SHARES:
            if (at := self.table.columns.at(meaning)) >= 0:
                header = self.table.columns.header[at]
                self.units[meaning] = unit_of(header, (row[at] for row in sample if at < len(row)))
                if self.units[meaning] and not unit_of(header, ()):
                    self.told_by_rows.add(meaning)
        dated = [at for meaning in ("since", "until", "stated") if (at := self.places.get(meaning, -1)) >= 0]
        self.day_first = order_of(row[at] for row in sample for at in dated if at < len(row))
        rows: Iterable[list[str]] = chain(sample, self.table.rows)
        count = 0
        for count, row in enumerate(rows, start=1):
            if any(map(str.strip, row)) and not self._repeats(row, count):
                yield from self._row(self._cells(row), count)
        if not count:
            self.issues.warn("no-rows", "the table has a header and no rows", Place(self.table.file))

    def _repeats(self, row: Sequence[str], count: int) -> bool:
        """Is an earlier row the same in all cells, those that are not read too? Then both are one statement."""
        said = hashlib.blake2b("\x1f".join(map(str.strip, row)).encode("utf-8", "replace"), digest_size=12).digest()
        if said in self.stated:
            message = "the row is the same in all cells as an earlier one: both are one statement, which counts once"
            hint = "where it is another holding, tell the two apart in a column of their own, e.g. a number"
            self.issues.warn("duplicate-row", message, self.table.place(count), hint)
            return True
        self.stated.add(said)
        return False

    def _cells(self, row: Sequence[str]) -> dict[str, str]:
        """What the row says, by meaning. Cells that say nothing are absent, but for shares and parties."""
        found = {}
        for meaning, at in self.places.items():
            if at < len(row) and (text := row[at].strip()) and (meaning in _AS_PRINTED or not is_missing(text)):
                found[meaning] = text
        return found

    def _row(self, row: Mapping[str, str], count: int) -> Iterator[Record]:
        owner, owned = self._party(row, "owner", count), self._party(row, "owned", count)
        if not owned[0]:
            printed = f": {quote(row['owned'])}" if "owned" in row else ""
            message = f"the row names nobody in whom a share is held{printed}"
            self.issues.error("no-owned-party", message, self.table.place(count))
            return
        for _, party in (owner, owned):
            if party is not None:
                yield party
        if not owner[0]:
            place = self.table.place(count)
            if "share" not in row and "votes" not in row:
                self.issues.error("no-owner", "the row names neither an owner nor a share", place)
                return
            said = f"{quote(row['owner'])} names nobody" if "owner" in row else "the row names no owner"
            self.issues.note("owner-not-named", f"{said}: the holder is not identified", place)
        yield from self._links(row, owner[0], owned[0], count)

    def _party(self, row: Mapping[str, str], side: str, count: int) -> tuple[str, Party | None]:
        """The party's id, and the party itself when it is named for the first time."""
        printed, code = row.get(side, ""), row.get(f"{side}_id", "")
        printed = " ".join(printed.split())
        found = ids.detect(code) if code else None
        key = f"lei:{found.value}" if found and found.scheme == "lei" else code or printed
        if not key or (not code and names_nobody(key)):
            return "", None
        folded = key.casefold()
        if folded in self.seen:
            return self.seen[folded], None
        self.seen[folded] = key
        identifiers = (Identifier(found.scheme, found.value),) if found else ()
        place = self.origin.at(self.table.header_row + count)
        land = country(row.get(f"{side}_country", ""))
        names = (Name(printed),) if printed else ()
        party = Party(key, "any", names, (land,) if land else (), identifiers, place, "", self.origin.register)
        return key, party

    def _links(self, row: Mapping[str, str], owner: str, owned: str, count: int) -> Iterator[Record]:
        number = self.table.header_row + count
        since, until, stated = (
            self._day(row, meaning, number) if meaning in row else None for meaning in ("since", "until", "stated")
        )
        where = self.origin.at(number) + (f" ({row['source']})" if "source" in row else "")
        printed = row.get("kind", "")
        if printed and (office := _offices().get(normal(printed))) is not None:
            yield Tie(owner, owned, office, printed, since, until, where, self.origin.register)
            return
        if owner == owned:
            self.issues.note("self-holding", f"{quote(owned)} holds its own shares", Place(self.table.file, number))
        way = _WAYS.get(normal(row.get("directness", "")), "unknown")
        share, votes = (self._share(row, meaning, number) if meaning in row else None for meaning in _SHARES)
        kind = self._kind(printed, share, number)
        stakes: list[tuple[LinkKind, Share]] = []
        if share is not None or votes is None:
            stakes.append((kind, UNKNOWN_SHARE if share is None else share))
        if votes is not None:
            stakes.append(("votes", votes))
        for each, part in stakes:
            link = Link(
                relation_of(each), owner, owned, part, since, until, where, each, way, self.origin.register, stated
            )
            yield check_order(link, self.issues, Place(self.table.file, number))

    def _kind(self, printed: str, share: Share | None, number: int) -> LinkKind:
        """What the row says the link is; a "subsidiary" with a share beside it is a holding of that share."""
        kind = _kinds().get(normal(printed)) if printed else None
        if printed and kind is None:
            self.issues.warn(
                "unknown-kind",
                f"{quote(printed)} is no kind of link that is known here; it is read as a holding",
                Place(self.table.file, number),
                f"write one of {', '.join(vocabulary()['kinds'])}",
            )
        if kind is None or (kind == "consolidation" and share is not None and share.low > 0):
            return "equity"
        return kind

    def _share(self, row: Mapping[str, str], meaning: str, number: int) -> Share:
        text = row[meaning]
        place = Place(self.table.file, number, self.table.columns.found[meaning].header)
        if meaning in self.told_by_rows and is_ambiguous(text):
            message = f"{quote(text)} is read as per cent, because other rows of the column have numbers above 1"
            self.issues.warn("unit-of-other-rows", message, place, 'print "%" beside the number or in the header')
        return share_or_unknown(text, self.issues, place, self.units.get(meaning, ""))

    def _day(self, row: Mapping[str, str], meaning: str, number: int) -> PartialDate | None:
        text = row[meaning]
        place = Place(self.table.file, number, self.table.columns.found[meaning].header)
        read = stamp if meaning == "stated" else bound
        found = read(text, self.issues, place, self.day_first)
        both = found is not None and found.granularity == "range" and found.latest < date.max
        if both and not text[:4].isdecimal():
            message = f"{quote(text)} can be two days; the date is taken to lie between both"
            self.issues.warn("ambiguous-date", message, place, "write YYYY-MM-DD")
        return found
