"""What stands above a table: the fund's name, its codes, the date, the currency."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from lookthrough.errors import InputError, Issues, Place, quote
from lookthrough.ids import detect, validate
from lookthrough.intake.columns import CODES, currency_codes, meaning_of, normal
from lookthrough.intake.dates import parse_date
from lookthrough.intake.numbers import parse_number
from lookthrough.model.dates import PartialDate
from lookthrough.model.entity import Identifier

_NET_ASSETS = frozenset(
    (
        "net assets",
        "total net assets",
        "net assets of fund",
        "fund net assets",
        "aum",
        "fund size",
        "assets under management",
        "net assets of series",
        "fondsvolumen",
    )
)
_DATES = re.compile(
    r"\bas (?:of|at)\b|\bholdings date\b|^date\b|\breport date\b|\bstand\b|\bper\b|\bupdated\b|\bstichtag\b",
    re.IGNORECASE,
)
_INLINE = re.compile(r"\b(?:as of|as at|updated as at|stand|per)[:\s]+(.{6,30}?)\)?$", re.IGNORECASE)
_NAMES = frozenset(
    (
        "fund name",
        "fund",
        "name",
        "portfolio",
        "portfolio name",
        "account name",
        "product",
        "product name",
        "fondsname",
        "nom du fonds",
    )
)


@dataclass(slots=True)
class Preamble:
    """Facts read from the rows above the header.

    Attributes:
        name: the fund's or portfolio's name; "" when none stands there.
        as_of: the date of the holdings.
        currency: of the values, where the preamble states it; "" otherwise.
        identifiers: of the fund itself.
        net_assets_usd: only when it is printed in US dollars.
        stated: every row as (label, text), verbatim.
    """

    name: str = ""
    as_of: PartialDate | None = None
    currency: str = ""
    identifiers: tuple[Identifier, ...] = ()
    net_assets_usd: Fraction | None = None
    stated: tuple[tuple[str, str], ...] = ()


def read_preamble(rows: Sequence[Sequence[str]], issues: Issues, file: str) -> Preamble:
    """Read the rows above a table's header.

    Args:
        rows: stripped cells; blank rows left out.
        issues: receives dates that cannot be read.
        file: the file's name, for places.
    """
    found = Preamble()
    stated: list[tuple[str, str]] = []
    for row in rows:
        cells = [cell for cell in row if cell]
        if cells[0].lower().startswith("sep="):
            continue
        label, text = (cells[0], " ".join(cells[1:])) if len(cells) > 1 else _split(cells[0])
        stated.append((label.rstrip(": "), text))
        if text:
            _labelled(found, label.rstrip(": "), text, issues, file)
        else:
            _alone(found, label, file, issues)
    found.stated = tuple(stated)
    return found


def _split(text: str) -> tuple[str, str]:
    """Cut a cell such as "Fund: Emerging Markets" into label and text; a title without a colon has no text."""
    label, colon, rest = text.partition(":")
    return (label, rest.strip()) if colon and rest.strip() and len(label) <= 40 else (text, "")


def _alone(found: Preamble, text: str, file: str, issues: Issues) -> None:
    inline = _INLINE.search(text)
    if inline:
        found.as_of = found.as_of or _date(inline[1], issues if re.search(r"\d", inline[1]) else None, file)
        text = text[: inline.start()].strip(" ,-–(")
    elif (day := _date(text, None, file)) is not None:
        found.as_of = found.as_of or day
        return
    if text and not found.name and normal(text) not in {"holdings", "fund holdings", "portfolio holdings"}:
        found.name = text


def _labelled(found: Preamble, label: str, text: str, issues: Issues, file: str) -> None:
    plain = normal(label)
    column = meaning_of(label)
    meaning = column[0].meaning if column else ""
    inline = _INLINE.search(text)
    if plain in _NAMES and not found.name:
        found.name = text
    elif (
        inline
        and found.as_of is None
        and (day := _date(inline[1], issues if re.search(r"\d", inline[1]) else None, file))
    ):
        found.as_of = day
    elif _DATES.search(label) and "inception" not in plain:
        found.as_of = found.as_of or _date(text, issues, file)
    elif meaning in CODES or meaning in {"ticker", "fund_ticker", "security_id"}:
        _code(found, meaning, text, issues, file)
    elif meaning == "currency" and text.upper() in currency_codes():
        found.currency = text.upper()
    elif plain in _NET_ASSETS or (meaning == "weight" and "net assets" in plain):
        _net_assets(found, label, text)


def _date(text: str, issues: Issues | None, file: str) -> PartialDate | None:
    try:
        found = parse_date(text)
    except InputError as error:
        if issues is not None:
            issues.warn("bad-date", error.message, Place(file), "the date of the holdings stays unknown")
        return None
    if found is not None and found.granularity == "range" and issues is not None:
        issues.warn("ambiguous-date", f"{quote(text)} can mean two days; both are kept", Place(file))
    return found


def _code(found: Preamble, meaning: str, text: str, issues: Issues, file: str) -> None:
    if meaning in {"ticker", "fund_ticker"}:
        found.identifiers += (Identifier("ticker", text),)
        return
    if meaning == "security_id":
        code = detect(text)
        found.identifiers += (Identifier(*code),) if code else ()
        return
    value = validate(meaning, text)
    if isinstance(value, str):
        found.identifiers += (Identifier(meaning, value),)
    else:
        issues.warn("bad-identifier", f"{quote(text)}: {value.says}", Place(file))


def _net_assets(found: Preamble, label: str, text: str) -> None:
    whole = f"{label} {text}".upper()
    if "USD" not in whole and "US$" not in whole and not text.lstrip().startswith("$"):
        return
    try:
        found.net_assets_usd = parse_number(text)
    except InputError:
        return
