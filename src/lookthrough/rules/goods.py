"""Codes of goods, held against the words of an entry as printed: is this ECCN, is this HS code among those it names?

Nothing is looked up in a table of goods and nothing is guessed: a code that the user gives is compared with the codes
that stand in the entry's own text. The text always stands beside the answer, since it decides, with its "all other
items", and a person reads it.

Source of the codes' forms: supplement no. 1 to 15 CFR part 774 (an ECCN is a category, a product group, three figures
and paragraphs after points; EAR99 is what no ECCN names); the Harmonized System (two to ten figures, headings nested).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from lookthrough.errors import InputError, quote
from lookthrough.model.listing import Listing

Scheme = Literal["eccn", "hs"]
Fits = Literal["equal", "inside", "around", "not printed"]
"""How a code stands to the printed ones: the same; a part of one; a heading of which only parts are printed."""

_ECCN = re.compile(
    r"(?<![A-Z0-9.])(?:EAR99|[0-9][A-E][0-9]{3}(?:\.[a-z](?:\.[0-9]{1,2})?(?:\.[a-z])?)?)(?![0-9A-Za-z])"
)
_HS_WORDS = re.compile(r"\b(?:HTSUS|HTS|HS|heading|headings|subheading|subheadings|chapter|tariff)\b", re.IGNORECASE)
_HS = re.compile(r"(?<![\d.])\d{4}(?:\.?\d{2}){0,3}(?![\d])")
_WHOLE_ECCN = re.compile(r"([0-9])([A-E])([0-9]{3})((?:\.[A-Z0-9]{1,2})*)")


@dataclass(frozen=True, slots=True)
class GoodsCode:
    """A code of goods.

    Attributes:
        scheme: "eccn" or "hs".
        value: as it is compared: "1A004.c", "EAR99", "520100".
        text: as given.
    """

    scheme: Scheme
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Printed:
    """How a code stands to the text of an entry.

    Attributes:
        code: what was asked.
        fits: see `Fits`.
        printed: the codes of the text that it fits; all that the text prints where it fits none.
        clauses: the parts of the text in which the fitting codes stand, verbatim.
        says: one sentence.
    """

    code: GoodsCode
    fits: Fits
    printed: tuple[str, ...]
    clauses: tuple[str, ...]
    says: str


def read_goods_code(scheme: Scheme, text: str) -> GoodsCode:
    """Read a code as a user writes it: "1a004.C", "ECCN 5A002", "EAR99", "5201.00.12", "HS 5201".

    Raises:
        InputError: if it has not the form of such a code.
    """
    bare = re.sub(r"^(?:ECCN|HTSUS|HTS|HS)[\s:#-]*(?:CODE[\s:#-]*)?", "", text.strip().upper())
    bare = "".join(bare.split())
    if scheme == "eccn":
        if bare == "EAR99":
            return GoodsCode("eccn", "EAR99", text)
        if found := _WHOLE_ECCN.fullmatch(bare):
            return GoodsCode("eccn", f"{found[1]}{found[2]}{found[3]}{found[4].lower()}", text)
        raise InputError(f"{quote(text)} is no ECCN", hint='write it as in supplement no. 1 to part 774, "1A004.c"')
    figures = bare.replace(".", "")
    if not (figures.isdecimal() and figures.isascii() and len(figures) in (2, 4, 6, 8, 10)):
        hint = 'it has 2, 4, 6, 8 or 10 figures, "5201.00"; a spreadsheet may have cut a zero at its beginning or end'
        raise InputError(f"{quote(text)} is no HS code", hint=hint)
    return GoodsCode("hs", figures, text)


def as_printed(code: GoodsCode, listing: Listing) -> Printed:
    """Hold a code against the licence requirement, the review policy and the remarks of an entry.

    Returns:
        What the text prints of it. Where it prints no code of that kind, or not this one, the sentence says so and
        draws no conclusion: the words themselves, such as "all items" or "cotton products", may still name the goods.
    """
    texts = [text for text in (listing.requirement, listing.policy, listing.remarks, *_reasons(listing)) if text]
    found = {printed: text for text in texts for printed in _codes(code.scheme, text)}
    same = [printed for printed in found if _key(code.scheme, printed) == code.value]
    inside = [printed for printed in found if _is_part(code.scheme, code.value, _key(code.scheme, printed))]
    around = [printed for printed in found if _is_part(code.scheme, _key(code.scheme, printed), code.value)]
    name = f"{'ECCN' if code.scheme == 'eccn' else 'HS code'} {code.text.strip()}"
    for fits, printed in (("equal", same), ("inside", inside), ("around", around)):
        if printed:
            clauses = tuple(dict.fromkeys(_clause(found[each], each) for each in printed))
            says = f"{name}: {_FITS[fits].format(', '.join(printed))}; as printed: {' | '.join(clauses)}"
            return Printed(code, fits, tuple(printed), clauses, says)  # type: ignore[arg-type]
    what = "ECCNs" if code.scheme == "eccn" else "HS codes"
    others = f"the entry prints {what} ({', '.join(found)}), not this one" if found else f"the entry prints no {what}"
    says = f"{name}: {others}; whether its words reach the goods is to be read in them"
    return Printed(code, "not printed", tuple(found), (), says)


_FITS = {
    "equal": "the entry prints {}",
    "inside": "it is a part of what the entry prints, {}",
    "around": "the entry prints only parts of it, {}",
}


def _reasons(listing: Listing) -> tuple[str, ...]:
    """The cells that a list of goods prints them in, where they are not remarks."""
    return tuple(text for column, text in listing.cells if column.casefold() in {"merchandise", "goods", "reason"})


def _codes(scheme: Scheme, text: str) -> list[str]:
    """The codes that a text prints, each once; figures count as HS codes only where the text speaks of the tariff."""
    if scheme == "eccn":
        return list(dict.fromkeys(_ECCN.findall(text)))
    return list(dict.fromkeys(_HS.findall(text))) if _HS_WORDS.search(text) else []


def _key(scheme: Scheme, printed: str) -> str:
    return printed if scheme == "eccn" else printed.replace(".", "")


def _is_part(scheme: Scheme, code: str, whole: str) -> bool:
    """Is a code a paragraph or subheading of another?"""
    if code == whole or not code.startswith(whole):
        return False
    return scheme == "hs" or code[len(whole)] == "."


def _clause(text: str, printed: str) -> str:
    """The part of a text between semicolons or full sentences in which a code stands."""
    parts = [" ".join(part.split()) for part in re.split(r";\s+(?:and\s+)?|(?<=[a-z)\d])\.\s+(?=[A-Z])", text)]
    return next((part for part in parts if printed in part), " ".join(text.split()))
