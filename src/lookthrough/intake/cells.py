"""Single cells: names freed of what cannot be seen, currencies, codes with the reason when they are wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import cast, overload

from lookthrough.errors import Issues, Place, quote
from lookthrough.ids import Fault, detect, validate
from lookthrough.intake.columns import currency_codes, normal, vocabulary
from lookthrough.intake.numbers import is_missing
from lookthrough.model.entity import Identifier
from lookthrough.names.characters import MAX_CHARACTERS

LONG_NAME = MAX_CHARACTERS
"""What is compared of a name. A longer line of a portfolio is kept whole but warned of, a longer query is refused:
what is not compared is never clear. It is a paragraph, or a row whose quotation marks are wrong."""

_FORMULA = re.compile(r"^[=@]|^[+-](?![\d.,(\s]|$)")
_QUOTED = r'"((?:[^"]|"")*)"'
_SHOWING = re.compile(rf"\s*=\s*(?:HYPERLINK\(\s*{_QUOTED}\s*[,;]\s*{_QUOTED}\s*\)|{_QUOTED})\s*", re.IGNORECASE)
_COMPUTED = re.compile(r"\s*[=@][+-]?\s*(?:[a-z][a-z0-9_.]*\(|\$?[a-z]{1,3}\$?\d+\s*$)", re.IGNORECASE)
_KEPT_FORMATS = "\u200c\u200d"  # joiners that Persian and Indic names are spelt with


def clean_name(text: str, issues: Issues, place: Place) -> str:
    """A name without control characters, invisible marks and direction overrides; inner white space as single spaces.

    A name with right-to-left override marks shows other letters than it holds, so the marks go, with an issue.
    """
    if any(
        unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co"} and c not in _KEPT_FORMATS + "\t\n\r\u00ad\u200b\ufeff"
        for c in text
    ):
        issues.warn("control-characters", f"control characters were dropped from {quote(text)}", place)
    kept = "".join(
        c if c in _KEPT_FORMATS else " " if c.isspace() else "" if unicodedata.category(c) in {"Cc", "Cf", "Cs"} else c
        for c in text
    )
    return " ".join(kept.split())


_SEPARATOR = "\x1f"  # no cell has it; where one does, its row is kept as a tuple


class RowCells(Sequence[tuple[str, str]]):
    """The verbatim cells of one row as (column, text) pairs, blank ones left out.

    It behaves like a tuple of pairs and takes a fifth of the room: a million rows share the header, and the texts of
    a row are one string.

    Args:
        header: the columns, the same object for every row of a table.
        texts: the row's cells; those beyond the header are left out.
    """

    __slots__ = ("_header", "_texts")

    def __init__(self, header: tuple[str, ...], texts: Sequence[str]) -> None:
        self._header = header
        joined = _SEPARATOR.join(texts[: len(header)])
        whole = joined.count(_SEPARATOR) < len(header)
        self._texts: str | tuple[str, ...] = joined if whole else tuple(texts[: len(header)])

    def _pairs(self) -> tuple[tuple[str, str], ...]:
        texts = self._texts.split(_SEPARATOR) if isinstance(self._texts, str) else self._texts
        return tuple((head, text) for head, text in zip(self._header, texts, strict=False) if text)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._pairs())

    def __len__(self) -> int:
        return len(self._pairs())

    @overload
    def __getitem__(self, index: int) -> tuple[str, str]: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[tuple[str, str], ...]: ...
    def __getitem__(self, index: int | slice) -> tuple[str, str] | tuple[tuple[str, str], ...]:
        return self._pairs()[index]

    def __eq__(self, other: object) -> bool:
        return self._pairs() == tuple(other) if isinstance(other, (RowCells, tuple)) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._pairs())

    def __repr__(self) -> str:
        return repr(self._pairs())


def row_cells(header: tuple[str, ...], texts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The cells of a row for `Position.cells`: they iterate, index, compare and hash as the tuple of pairs would."""
    return cast("tuple[tuple[str, str], ...]", RowCells(header, texts)) if header else ()


def is_nameless(text: str) -> bool:
    """Does the cell hold no name: blank, dashes, "N/A"? "Null" and "None" are left alone, for people are called so."""
    return text.strip().lower() in {"", "-", "--", "---", "–", "—", "n/a", "#n/a", "n.a."}


def is_formula(text: str) -> bool:
    """Would a spreadsheet take the text for a formula ("=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0")?

    Such a text is only ever kept as text here; the question is what to say about it.
    """
    return bool(_FORMULA.match(text.lstrip()))


def shown_text(text: str) -> str | None:
    """What a spreadsheet shows for a cell, where that can be told without computing.

    Returns:
        The text itself where it is no formula, or one that no spreadsheet would compute; the second text of
        `=HYPERLINK("address","Name")` and the text of `="Name"`; None for a formula that calls a function or points
        to another cell, such as `=A1` or `=CONCAT("a","b")`: what it shows does not stand in the file.
    """
    if found := _SHOWING.fullmatch(text):
        return (found[2] if found[2] is not None else found[3]).replace('""', '"').strip()
    return None if _COMPUTED.match(text) else text


@lru_cache(maxsize=4096)
def currency_of(text: str) -> str:
    """ISO 4217 of a currency cell such as "USD", "usd", "US Dollar" or "$"; "" when it is none."""
    code = text.strip().upper()
    if code in currency_codes():
        return code
    return str(vocabulary()["units"]["currencies"].get(normal(text), ""))


@lru_cache(maxsize=131_072)
def read_code(scheme: str, text: str) -> Identifier | Fault | None:
    """The code in a cell of a column for one scheme, or of any scheme when `scheme` is "security_id".

    Returns:
        The identifier; None for a blank, "N/A", all zeros or, for "security_id", a code of no scheme that we know;
        a `Fault` that says what is wrong. Nine-digit CUSIPs and seven-digit SEDOLs that a spreadsheet took for
        numbers have lost their leading zeros: those are put back where the check digit then fits.
    """
    bare = text.strip()
    if is_missing(bare) or not bare.strip("0"):
        return None
    if scheme == "security_id":
        code = detect(bare)
        return Identifier(*code) if code else None
    value = validate(scheme, bare)
    if isinstance(value, Fault) and value.kind == "length" and bare.isdecimal():
        filled = {"cusip": bare.zfill(9), "sedol": bare.zfill(7)}.get(scheme, bare)
        again = validate(scheme, filled)
        value = again if isinstance(again, str) else value
    return Identifier(scheme, value) if isinstance(value, str) else value
