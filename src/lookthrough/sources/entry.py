"""One entry of a list, and the statements that are made about it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lookthrough.errors import InputError, Issues, Place
from lookthrough.model.dates import PartialDate
from lookthrough.model.schema import CELL, Kind
from lookthrough.model.statement import Statement

_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """Where statements come from: the entry, its file and row.

    Attributes:
        entity_id, record, kind, list_id, file, row: as in `Statement`.
    """

    entity_id: str
    record: str
    kind: Kind
    list_id: str
    file: str
    row: int

    def says(self, prop: str, value: str, original: str, column: str) -> Statement:
        """A reading of a cell."""
        return Statement(
            self.entity_id,
            self.record,
            self.kind,
            prop,
            value,
            original,
            self.list_id,
            self.file,
            self.row,
            column,
        )

    def cell(self, column: str, text: str) -> Statement:
        """A cell as printed."""
        return self.says(CELL, "", text, column)

    def at(self, file: str, row: int) -> Entry:
        """The same entry, read from another file or row."""
        return Entry(self.entity_id, self.record, self.kind, self.list_id, file, row)

    def place(self, column: str = "") -> Place:
        """Where the entry stands."""
        return Place(self.file, self.row or None, column)

    def date(
        self, prop: str, text: str, column: str, read: Callable[[str], PartialDate], issues: Issues
    ) -> Iterator[Statement]:
        """A date's reading; a date that does not exist is an issue and gives no statement."""
        if not text.strip():
            return
        try:
            yield self.says(prop, read(text).edtf, text, column)
        except InputError as error:
            issues.error("bad-date", error.message, self.place(column), hint="the cell is kept as printed")


def fold(text: str) -> str:
    """A spelling's stable part: letters and digits in lower case, "&" as "and", single spaces.

    Editions of one list differ in points, commas, hyphens, quotes, accents and case; ids made of the folded spelling do
    not change with them.
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    bare = bare.replace("&", " and ").replace("'", "").replace("’", "").replace("`", "")
    return " ".join(_NOT_WORD.sub(" ", bare).split())


def short_hash(text: str) -> str:
    """Eight hexadecimal digits that stand for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def numbered(record: str, seen: Counter[str]) -> str:
    """The record id, with a running mark ("~2") from the second time on that `seen` meets it."""
    seen[record] += 1
    return record if seen[record] == 1 else f"{record}~{seen[record]}"
