"""What a line is: equity, bond, fund, cash, future … by the publisher's own word, else by evidence in the name.

Evidence in a name is used only where companies are not called like that: "CASH COLLATERAL USD" is cash, "FIRST CASH
HOLDINGS" is not known to be; "MSCI EMER MKT INDEX MAR 22" is a future, "FUTURE PLC" is not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import cast

from lookthrough.intake.columns import currency_codes, normal, vocabulary
from lookthrough.model.holdings import Asset

_CASH = frozenset(
    (
        *("cash", "collateral", "equivalents", "equivalent", "and", "&", "margin", "margins", "balance", "committed"),
        *("account", "accounts", "deposit", "deposits", "net", "other", "receivable", "receivables", "payable"),
        *("payables", "currency", "currencies", "offset", "in", "at", "bank", "banks", "uninvested", "variation"),
        *("initial", "broker", "on", "short", "term"),
    )
)
_CASH_HEADS = frozenset(
    ("cash", "collateral", "margin", "margins", "deposit", "deposits", "currency", "receivables", "payables")
)
_MONEY = re.compile(
    r"(?:us|u\.s\.|canadian|australian|hong kong|singapore|new zealand|new taiwan|taiwan) dollars?|euros?|"
    r"(?:british )?pounds?(?: sterling)?|(?:japanese )?yen|swiss francs?|(?:south )?korean? won|"
    r"(?:chinese )?(?:yuan|renminbi)(?: renminbi)?|(?:offshore )?chinese yuan|indian rupees?|"
    r"brazilian reals?|mexican pesos?|"
    r"(?:swedish|danish|norwegian) kron[ae]r?|south african rand",
    re.IGNORECASE,
)
_CASH_START = re.compile(r"(?:[a-z]{3} )?cash (?:collateral|equivalents?|offset|margin|balance)\b", re.IGNORECASE)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
_HINTS = frozenset(
    (
        *("cash", "collateral", "margin", "margins", "deposit", "deposits", "currency", "currencies", "receivables"),
        *("payables", "fut", "future", "futures", "fwd", "forward", "forwards", "swap", "swaps", "trs", "cds", "irs"),
        *("call", "calls", "put", "puts", "bill", "bills", "tbill", "tbills", "treasury", "bond", "bonds", "index"),
        *("idx", "mini", "emini", "etf", "etfs", "fund", "ucits", "sicav", "ishares", "dollar", "dollars", "euro"),
        *("euros", "pound", "pounds", "yen", "franc", "francs", "won", "yuan", "renminbi", "rupee", "rupees", "real"),
        *("reals", "peso", "pesos", "krona", "krone", "kronor", "kroner", "rand"),
    )
)
_APART = str.maketrans(dict.fromkeys("()[],.;:-&'", " "))
_PAIR = re.compile(r"\b([A-Z]{3})\s?/\s?([A-Z]{3})\b")
_TESTS: tuple[tuple[Asset, re.Pattern[str]], ...] = (
    ("swap", re.compile(r"\bswaps?\b|\b(?:trs|cds|irs)\b.*\d", re.IGNORECASE)),
    (
        "future",
        re.compile(
            rf"\bfutures\b|\bfut(?:ure)?\b(?=.*(?:\b{_MONTH}\b|\d))|\be-?mini\b|"
            rf"\b(?:index|idx)\b.*\b{_MONTH}[ -]?'?\d\d(?:\d\d)?$",
            re.IGNORECASE,
        ),
    ),
    (
        "option",
        re.compile(
            rf"\b(?:call|put)s?\b(?=.*(?:\d/\d|\b[cp]\d|\b{_MONTH} ?\d|@|strike))|\d/\d.*\b(?:call|put)s?\b",
            re.IGNORECASE,
        ),
    ),
    (
        "fund",
        re.compile(
            r"\betfs?\b|\bucits\b|\bsicav\b|\bishares\b|\b(?:index|mutual|money market|investment) fund\b|"
            r"\bindex (?:tr(?:ust)?|fd)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "bond",
        re.compile(
            r"\b(?:t-?bills?|treasury (?:bills?|notes?|bonds?|n/b|infl\w*)|us treasury)\b|"
            r"\b\d{1,2}(?:\.\d+)?\s?%.*\b(?:\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\d{4})\b|"
            r"\s\d{1,2}(?:\.\d+)?\s+\d{1,2}/\d{1,2}/\d{2,4}$|\bbonds? \d{4}\b",
            re.IGNORECASE,
        ),
    ),
)


@cache
def _classes() -> Mapping[str, Asset]:
    """Normalised word of an asset-class column -> asset."""
    table: dict[str, Asset] = {}
    for asset, words in vocabulary()["assets"].items():
        for word in words:
            table.setdefault(normal(word), cast(Asset, asset))
    return MappingProxyType(table)


@lru_cache(maxsize=4096)
def by_class(text: str) -> Asset | None:
    """Read the cell of an asset-class column.

    Returns:
        The asset; None when the word is not known or says no more than "Cash and/or Derivatives".
    """
    return _classes().get(normal(text))


@lru_cache(maxsize=131_072)
def by_name(name: str) -> Asset:
    """What a line's name alone gives away; "unknown" for nearly every company."""
    if len(name) > 300 or not _may_tell(name):
        return "unknown"
    words = re.sub(r"[()\[\],.:;*-]+", " ", name).split()
    codes = currency_codes()
    plain = [w.lower() for w in words if w.upper() not in codes or w.lower() in _CASH]
    if plain and all(w in _CASH for w in plain) and any(w in _CASH_HEADS for w in plain):
        return "cash"
    if _MONEY.fullmatch(name.strip()) or _CASH_START.match(name):
        return "cash"
    pair = _PAIR.search(name.upper())
    if pair and pair[1] in codes and pair[2] in codes:
        return "currency_hedge"
    if re.search(r"\b(?:fwd|forwards?)\b", name, re.IGNORECASE) and any(w.upper() in codes for w in words):
        return "currency_hedge"
    return next((asset for asset, test in _TESTS if test.search(name)), "unknown")


def _may_tell(name: str) -> bool:
    """Is any word or sign in the name that the tests look for? Nearly every name ends here, so it has to be quick."""
    return "/" in name or "%" in name or not _HINTS.isdisjoint(name.lower().translate(_APART).split())
