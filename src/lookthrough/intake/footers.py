"""Rows that are no holdings: blank ones, totals, disclaimers. They are counted and shown, never dropped in silence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from lookthrough.errors import Issues, Place, quote

Sort = Literal["line", "blank", "total", "footer"]

_TOTAL = re.compile(r"(?:grand |sub[- ]?)?totals?\b|(?:zwischen|gesamt)?summe\b|gesamt\b|total\b", re.IGNORECASE)
_TOTAL_WORDS = frozenset(
    (
        *("grand", "sub", "total", "totals", "subtotal", "assets", "asset", "net", "investments", "investment"),
        *("equity", "equities", "bonds", "bond", "common", "preferred", "stock", "stocks", "cash", "portfolio", "fund"),
        *("funds", "holdings", "market", "value", "values", "fixed", "income", "short", "long", "term", "securities"),
        *("other", "and", "&", "of", "in", "the", "derivatives", "liabilities", "foreign", "domestic", "amount"),
        *("usd", "eur", "general", "summe", "zwischensumme", "gesamtsumme", "gesamt"),
    )
)
# A company may be called "Source Energy", and a Shenzhen share in trouble "*ST Alpha": a mark or colon must follow.
_PROSE = re.compile(
    r"©|\(c\) ?\d{4}|^[*†‡]\s|\ball rights reserved\b|\bpast performance\b|\bsubject to change\b|"
    r"\bcopyright (?:©|\(c\)|\d{4})|^(?:notes?|sources?|disclaimer|footnotes?|quelle|hinweis):|^disclaimer$|"
    r"^(?:generated|exported|printed|downloaded) (?:on|by|at|from)\b|^page \d|^end of (?:file|report|list|data)\b|"
    r"\bas of (?:\d|\w+ \d)|\bthe information (?:contained|provided|herein|in this)\b|\bwww\.|https?://",
    re.IGNORECASE,
)


def is_total(text: str) -> bool:
    """Is the text the label of a sum: "Total", "Sub-total", "Total Net Assets", but not "TOTAL SE"?"""
    if not _TOTAL.match(text):
        return False
    words = re.sub(r"[^\w&\s]|[\d.,]+", " ", text.lower()).split()
    return all(word in _TOTAL_WORDS for word in words)


def is_prose(text: str) -> bool:
    """Does the text read like a note or a disclaimer rather than like a name?"""
    return bool(_PROSE.search(text)) or len(text.split()) > 20 or (text.endswith(".") and len(text.split()) > 9)


@dataclass(slots=True)
class Sorter:
    """Tells lines of a table from what stands between and under them, and keeps the count.

    Attributes:
        width: number of columns of the header.
        name: position of the column that names the line; -1 when there is none.
        keys: positions of ticker, codes and country: a sum has none of them.
        blanks, totals, footers: data rows of each kind, in order.
        first: the text of the first total and the first footer.
    """

    width: int
    name: int
    keys: tuple[int, ...]
    blanks: int = 0
    totals: list[int] = field(default_factory=list)
    footers: list[int] = field(default_factory=list)
    first: dict[str, str] = field(default_factory=dict)
    after_blank: bool = False

    def sort(self, number: int, row: Sequence[str], length: int) -> Sort:
        """Judge a row that is not plainly a line.

        Args:
            number: 1-based data row.
            row: its cells, padded to the header's width.
            length: how many cells it had before.
        """
        filled = [(index, text) for index, cell in enumerate(row) if (text := cell.strip())]
        if not filled:
            self.blanks += 1
            self.after_blank = True
            return "blank"
        label = row[self.name].strip() if self.name >= 0 else ""
        shown = label or filled[0][1]
        if is_total(shown) and not any(row[key].strip(" -") for key in self.keys if key != filled[0][0]):
            return self._count("total", number, shown)
        if self._is_footer(label, filled, length):
            return self._count("footer", number, shown)
        return "line"

    def _is_footer(self, label: str, filled: list[tuple[int, str]], length: int) -> bool:
        lone = len(filled) == 1
        if lone and not label:
            return True
        if is_prose(filled[0][1]) and (length < self.width or len(filled) <= 2):
            return True
        return lone and length == 1 and self.width >= 3 and self.after_blank

    def _count(self, sort: Sort, number: int, text: str) -> Sort:
        (self.totals if sort == "total" else self.footers).append(number)
        self.first.setdefault(sort, text)
        return sort

    def report(self, issues: Issues, file: str, header_row: int) -> None:
        """Note how many rows were told apart, with the first of each kind."""
        for sort, rows, what in (("total", self.totals, "sums"), ("footer", self.footers, "notes, not holdings")):
            if rows:
                issues.note(
                    f"{sort}-rows",
                    f"{len(rows)} row{'s are' if len(rows) > 1 else ' is'} read as {what}: {quote(self.first[sort])}",
                    Place(file, header_row + rows[0]),
                )
        if self.blanks:
            issues.note(
                "blank-rows", f"{self.blanks} blank row{'s' if self.blanks > 1 else ''} in the table", Place(file)
            )
