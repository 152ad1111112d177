"""Rows that are no holdings: blank ones, totals, disclaimers. They are counted and shown, never dropped in silence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from lookthrough.errors import Issues, Place, quote
from lookthrough.intake.assets import by_name

_AMOUNT = re.compile(r"[-+(]?[^\w\s]?\s?[\d][\d.,'\s]*\s?[%)-]?(?: ?[A-Z]{3})?")
Sort = Literal["line", "blank", "total", "footer"]

_SUMS = (
    *("total", "totals", "subtotal", "subtotals", "sum", "sums", "summe", "summen", "zwischensumme", "gesamtsumme"),
    *("gesamt", "insgesamt", "totale", "totali", "totaal", "totalt", "totaux", "subtotale", "somme", "soma", "suma"),
    *(
        "sommario",
        "summa",
        "yhteensa",
        "razem",
        "celkem",
        "итого",
        "всего",
        "合计",
        "合計",
        "总计",
        "總計",
        "小计",
        "小計",
    ),
    *("总和", "計", "합계", "총계", "소계", "المجموع"),
)
_WORDS = (
    *("grand", "sub", "assets", "asset", "net", "investments", "investment", "equity", "equities", "bonds", "bond"),
    *("common", "preferred", "stock", "stocks", "cash", "portfolio", "fund", "funds", "holdings", "market", "value"),
    *(
        "values",
        "fixed",
        "income",
        "short",
        "long",
        "term",
        "securities",
        "other",
        "and",
        "&",
        "of",
        "in",
        "the",
        "for",
    ),
    *("derivatives", "liabilities", "foreign", "domestic", "amount", "usd", "eur", "gbp", "chf", "general", "generale"),
    *("all", "positions", "position", "nav", "account", "exposure", "weight", "percentage", "overall", "complete"),
    *("géneral", "général", "générale", "geral", "generali", "der", "des", "du", "de", "la", "le", "les", "und", "et"),
    *("y", "e", "portefeuille", "portafoglio", "cartera", "carteira", "fonds", "fondo", "vermögen", "fondsvermögen"),
    *(
        "nettofondsvermögen",
        "actif",
        "actifs",
        "activos",
        "attivi",
        "ativos",
        "actions",
        "aktien",
        "anleihen",
        "nettes",
    ),
    *("obligations", "azioni", "acciones", "renta", "variable", "fija", "patrimonio", "neto", "netto", "wertpapiere"),
)
_SUM_WORDS = frozenset(_SUMS)
_TOTAL_WORDS = frozenset((*_SUMS, *_WORDS))
_NET_ASSETS = re.compile(
    r"(?:(?:fund |portfolio )?(?:nav|net asset value|total net assets|net assets|net asset value total)|"
    r"netto(?:fonds)?verm(?:ö|oe)gen|fondsverm(?:ö|oe)gen|actif net(?: total)?|patrimonio neto|valor liquidativo|"
    r"资产净值|基金资产净值)\b",
    re.IGNORECASE,
)
_MAY_BE_SUM = (
    *("tot", "sum", "som", "gesamt", "nav", "net", "verm", "actif", "patrim", "liquid", "soma", "итого", "всего"),
    *("razem", "celkem", "yhteens", "計", "计", "净", "总", "總", "总", "合", "소계", "총계", "المجموع"),
)
# A company may be called "Source Energy", and a Shenzhen share in trouble "*ST Alpha": a mark or colon must follow.
_PROSE = re.compile(
    r"©|\(c\) ?\d{4}|^[*†‡]\s|\ball rights reserved\b|\bpast performance\b|\bsubject to change\b|"
    r"\bcopyright (?:©|\(c\)|\d{4})|^(?:notes?|sources?|disclaimer|footnotes?|quelle|hinweis):|^disclaimer$|"
    r"^(?:generated|exported|printed|downloaded) (?:on|by|at|from)\b|^page \d|^end of (?:file|report|list|data)\b|"
    r"\bas of (?:\d|\w+ \d)|\bthe information (?:contained|provided|herein|in this)\b|\bwww\.|https?://",
    re.IGNORECASE,
)


@lru_cache(maxsize=131_072)
def may_be_total(text: str) -> bool:
    """A quick look: could the text be the label of a sum? Nearly every name ends here."""
    lower = text.lower()
    return any(piece in lower for piece in _MAY_BE_SUM)


def is_total(text: str) -> bool:
    """Is the text the label of a sum: "Total", "Portfolio total", "Summe Aktien", "NAV", but not "TOTAL SE"?"""
    if not may_be_total(text):
        return False
    words = re.sub(r"[^\w&\s]|[\d.,]+", " ", text.lower()).split()
    if _NET_ASSETS.fullmatch(" ".join(words)):
        return True
    return not _SUM_WORDS.isdisjoint(words) and all(word in _TOTAL_WORDS for word in words)


def is_bare_total(text: str) -> bool:
    """Is the label the single word "Total" or "Sum", which a company's short name may be too?"""
    return is_total(text) and len(re.findall(r"\w+", text)) == 1


def is_prose(text: str) -> bool:
    """Does the text read like a note or a disclaimer rather than like a name?"""
    return bool(_PROSE.search(text)) or len(text.split()) > 20 or (text.endswith(".") and len(text.split()) > 9)


@dataclass(slots=True)
class Sorter:
    """Tells lines of a table from what stands between and under them, and keeps the count.

    A row is a sum when its label says so and it has no ticker, code or country; a label that a company may bear
    ("TOTAL") must besides equal what stands above it. A row without a name, or one that lacks the keys which others
    have, is a sum when its amounts equal those of two or more lines above. Whatever cannot be told is a line.

    Attributes:
        width: number of columns of the header.
        name: position of the column that names the line; -1 when there is none.
        keys: positions of ticker, codes and country: a sum has none of them.
        measures: positions of value and weight: a row with one of them and no name is a line.
        blanks, totals, footers: data rows of each kind, in order.
        doubtful: rows that are called like a sum and were kept as lines.
        first: the text of the first total and the first footer.
    """

    width: int
    name: int
    keys: tuple[int, ...]
    measures: tuple[int, ...] = ()
    blanks: int = 0
    totals: list[tuple[int, str]] = field(default_factory=list)
    footers: list[int] = field(default_factory=list)
    doubtful: list[tuple[int, str]] = field(default_factory=list)
    first: dict[str, str] = field(default_factory=dict)
    after_blank: bool = False

    def sort(self, number: int, row: Sequence[str], length: int, sums: RunningSums | None = None) -> Sort:
        """Judge a row that is not plainly a line.

        Args:
            number: 1-based data row.
            row: its cells, padded to the header's width.
            length: how many cells it had before.
            sums: what the lines above add up to; None when that is not known.
        """
        filled = [(index, text) for index, cell in enumerate(row) if (text := cell.strip())]
        if not filled:
            self.blanks += 1
            self.after_blank = True
            return "blank"
        label = row[self.name].strip() if self.name >= 0 else ""
        shown = label or filled[0][1]
        keyless = not any(row[key].strip(" -") for key in self.keys if key != filled[0][0] or label)
        if (sort := self._as_sum(number, row, shown, keyless=keyless, sums=sums)) is not None:
            return sort
        if not self._has_amount(row) and self._is_footer(label, filled, length):
            self.footers.append(number)
            self.first.setdefault("footer", shown)
            return "footer"
        return "line"

    def _as_sum(
        self, number: int, row: Sequence[str], shown: str, *, keyless: bool, sums: RunningSums | None
    ) -> Sort | None:
        """Total or line where the row is called like a sum or adds up like one; None when it is neither."""
        named, labelled = bool(row[self.name].strip()), is_total(shown)
        least = 1 if labelled else 3 if named else 2
        fits = sums.fit(row, least=least, strict=not labelled) if sums is not None and keyless else None
        if labelled:
            if not keyless or (fits is False and is_bare_total(shown)):
                self.doubtful.append((number, shown))
                return "line"
            if fits is False:
                shown = f"{shown} (which is not what the lines above add up to)"
        elif not fits or (named and (not self.keys or by_name(shown) in {"cash", "currency_hedge"})):
            return None
        self.totals.append((number, shown))
        if sums is not None:
            sums.restart()
        return "total"

    def _has_amount(self, row: Sequence[str]) -> bool:
        return any(_AMOUNT.fullmatch(row[index].strip()) for index in self.measures)

    def _is_footer(self, label: str, filled: list[tuple[int, str]], length: int) -> bool:
        lone = len(filled) == 1
        if lone and not label:
            return True
        if is_prose(filled[0][1]) and (length < self.width or len(filled) <= 2):
            return True
        return lone and length == 1 and self.width >= 3 and self.after_blank

    def report(self, issues: Issues, file: str, header_row: int) -> None:
        """Note each sum with its row, how many rows are notes, and which lines are only called like a sum."""
        for number, text in self.totals:
            issues.note(
                "total-rows", f"{quote(text)} is read as a sum, not as a holding", Place(file, header_row + number)
            )
        for number, text in self.doubtful:
            issues.warn(
                "total-like-line",
                f"{quote(text)} is called like a sum, but is no sum of the lines above or has codes: kept as a line",
                Place(file, header_row + number),
                "take the row out of the file if it is a sum",
            )
        if self.footers:
            issues.note(
                "footer-rows",
                f"{len(self.footers)} row{'s are' if len(self.footers) > 1 else ' is'} read as notes, not holdings: "
                f"{quote(self.first['footer'])}",
                Place(file, header_row + self.footers[0]),
            )
        if self.blanks:
            issues.note(
                "blank-rows", f"{self.blanks} blank row{'s' if self.blanks > 1 else ''} in the table", Place(file)
            )


class RunningSums:
    """What the lines of a table add up to, from the top and since the last sum, by amount column and as floats.

    Args:
        scales: of the value and the weight column, by position in this order: what a printed one stands for.
        read: the amount in a cell of such a column; None when it holds none.
    """

    def __init__(self, scales: Mapping[int, float | Fraction], read: Callable[[int, str], float | None]) -> None:
        self._scales, self._read = {i: float(scale) for i, scale in scales.items()}, read
        self._all, self._since = dict.fromkeys(scales, 0.0), dict.fromkeys(scales, 0.0)
        self._count = self._count_since = 0

    def add(self, amounts: Mapping[int, Fraction | None]) -> None:
        """Count a line with its amounts by column position; positions of no amount column are passed over."""
        for i in self._scales:
            if amount := amounts[i]:
                number = float(amount)
                self._all[i] += number
                self._since[i] += number
        self._count += 1
        self._count_since += 1

    def restart(self) -> None:
        """A sum stands here: the next section begins."""
        self._since = dict.fromkeys(self._scales, 0.0)
        self._count_since = 0

    def fit(self, row: Sequence[str], *, least: int, strict: bool) -> bool | None:
        """Do the row's amounts equal the lines above, of the section or all?

        Args:
            row: the cells.
            least: how many lines must have been added.
            strict: whether every amount must fit within rounding; else one that fits within half a per cent will do,
                for the label speaks as well.

        Returns:
            None when the row has no amount, or fewer lines stand above it.
        """
        cells = [(i, row[i], number) for i in self._scales if (number := self._read(i, row[i])) is not None]
        if not cells or self._count < least:
            return None
        if strict and not any(number for _, _, number in cells):
            return False
        for sums, count in ((self._all, self._count), (self._since, self._count_since)):
            hits = [
                abs(number - sums[i]) <= _slack(text, number, count, self._scales[i], strict=strict)
                for i, text, number in cells
            ]
            if count >= least and (all(hits) if strict else any(hits)):
                return True
        return False


def _slack(text: str, number: float, count: int, scale: float, *, strict: bool) -> float:
    """By how much a printed sum may miss what its lines add up to: each is rounded at its last place."""
    tail = re.search(r"[.,](\d{1,12})\D*$", text)
    places = len(tail[1]) if tail and len(tail[1]) != 3 else 0
    step = 10.0**-places * (0.01 if "%" in text else scale)
    rounding = min(0.5 * step * (count + 1), abs(number) * 0.002) if strict else 0.0
    return max(rounding, abs(number) * (1e-9 if strict else 0.005))
