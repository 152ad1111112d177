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

from lookthrough.intake import pooled
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
        *("reals", "peso", "pesos", "krona", "krone", "kronor", "kroner", "rand", "option", "options", "warrant"),
        *("warrants", "note", "notes", "pnote", "pnotes", "certificates", "cfd", "cfds", "difference"),
        *pooled.WORDS,
    )
)
_APART = str.maketrans(dict.fromkeys("()[],.;:-&'", " "))
_INDICES = r"(?:index|idx|msci|ftse|s&p|nikkei|topix|hang seng|hsi|hscei|csi|stoxx|dax|nasdaq|russell|treasury|nifty)"
_PAIR = re.compile(r"\b([A-Z]{3})\s?/\s?([A-Z]{3})\b")
_TESTS: tuple[tuple[Asset, re.Pattern[str]], ...] = (
    ("swap", re.compile(r"\bswaps?\b|\b(?:trs|cds|irs)\b.*\d", re.IGNORECASE)),
    (
        "future",
        re.compile(
            rf"\bfutures\b|\bfut(?:ure)?\b(?=.*(?:\b{_MONTH}\b|\d))|\be-?mini\b|"
            rf"\b(?:index|idx)\b.*\b{_MONTH}[ -]?'?\d\d(?:\d\d)?$|\b{_INDICES}\b.*\bfuture\b|(?<=\w )future$",
            re.IGNORECASE,
        ),
    ),
    (
        "option",
        re.compile(
            rf"\b(?:call|put)s?\b(?=.*(?:\d/\d|\b[cp]\d|\b{_MONTH} ?\d|@|strike))|\d/\d.*\b(?:call|put)s?\b|"
            rf"\b(?:call|put) options?\b|\boptions? on\b|(?<=\w )options?$|\boptions?\b.*(?:{_MONTH}|\d\d)|"
            r"\bwarrants?\b",
            re.IGNORECASE,
        ),
    ),
    (
        "other_derivative",
        re.compile(
            r"\bp[- ]?notes?\b|\bparticipat(?:ory|ion) (?:notes?|certificates)\b|\b(?:equity|index)[- ]linked notes?\b|"
            r"\bcfds?\b|\bcontracts? for difference\b",
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
_DERIVED = 4  # the first tests tell derivatives, which may be named for a fund; the last is for what is no fund


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
    for asset, test in _TESTS[:_DERIVED]:
        if test.search(name):
            return asset
    if pooled.strength(name):
        return "fund"
    return next((asset for asset, test in _TESTS[_DERIVED:] if test.search(name)), "unknown")


@lru_cache(maxsize=131_072)
def of_line(printed: str, name: str, *, listed: bool) -> Asset:
    """What a line is by its class cell and its name together.

    The class counts first. A name that is a fund's outweighs the class "Equity" or "Other", and where only funds are
    called so also "Fixed Income"; cash stays cash, for money-market funds are kept there.

    Args:
        printed: the cell of the asset-class column; "" when there is none.
        name: the line's name.
        listed: whether the line has a ticker or a code of a security, as the shares of a listed partnership have.
    """
    asset = by_class(printed) if printed else None
    if asset is not None and asset in {"equity", "bond", "other"}:
        told = pooled.strength(name) if _may_tell(name) else ""
        if told == "sure" or (told == "likely" and asset != "bond"):
            return "fund"
    if asset is not None:
        return asset
    if printed and pooled.strength(printed) in {"sure", "likely"}:
        return "fund"
    named = by_name(name)
    return "unknown" if named == "fund" and listed and pooled.strength(name) == "unlisted" else named


def _may_tell(name: str) -> bool:
    """Is any word or sign in the name that the tests look for? Nearly every name ends here, so it has to be quick."""
    if "/" in name or "%" in name:
        return True
    lower = name.lower()
    return not _HINTS.isdisjoint(lower.translate(_APART).split()) or any(mark in lower for mark in pooled.MARKS)
