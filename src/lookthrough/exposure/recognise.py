"""Which lines are funds whose constituents we have?

By a code that names one security or fund (ISIN, CUSIP, SEDOL, FIGI, series id, then LEI), by ticker where the line
says that it is a fund, then by the whole name: as printed but for case and white space, and only where no fund is
called that, folded to letters and digits. Never by a part of a name: "China Fund" must not open "China Fund II".
Tickers are reused by companies on other exchanges, so a line that does not say what it is is not opened by its ticker;
that it might be that fund becomes an issue. A derivative on a fund is not the fund and is never opened.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lookthrough.errors import Issues, Place, quote
from lookthrough.exposure.funds import FundTable, LineKey
from lookthrough.model.entity import Identifier
from lookthrough.model.holdings import DERIVATIVES

_NOT_WORD = re.compile(r"[\W_]+")
_SCHEMES = ("isin", "cusip", "sedol", "figi")
_SHARED = frozenset({"ticker", "cik", "lei"})
"""Tickers repeat between exchanges, and a CIK names the registrant of many series; an LEI may, so it is asked last."""


def fold(name: str) -> str:
    """A name without case, width, punctuation and spaces: equal when a reader would call two names the same letters."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", name).casefold())


def _as_printed(name: str) -> str:
    return " ".join(name.casefold().split())


@dataclass(frozen=True, slots=True)
class Recognised:
    """A line that is one of the funds.

    Attributes:
        fund: place of the fund in the sequence of funds.
        how: what told, e.g. "isin US4642872349", "name".
    """

    fund: int
    how: str


@dataclass(frozen=True, slots=True)
class _Keys:
    codes: dict[Identifier, list[int]]
    tickers: dict[str, list[int]]
    printed: dict[str, list[int]]
    names: dict[str, list[int]]


def recognise(
    keys: Sequence[LineKey], funds: Sequence[FundTable], as_of: date, issues: Issues, normalise: Callable[[str], str]
) -> dict[int, Recognised]:
    """Find the lines that are funds with known constituents.

    Args:
        keys: the distinct lines.
        funds: the funds; several editions of one fund are allowed.
        as_of: the day asked about: the newest edition dated on or before it counts, else the nearest after it.
        issues: gets a note per line that more than one file fits.
        normalise: folds names before they are compared.

    Returns:
        By line number.
    """
    index = _index(funds, normalise)
    found: dict[int, Recognised] = {}
    noted: set[tuple[int, ...]] = set()
    for line, key in enumerate(keys):
        candidates, how = _candidates(key, index, normalise)
        if not candidates:
            _note_ticker(key, index, funds, issues)
            continue
        if key.asset in DERIVATIVES:
            fund = quote(funds[candidates[0]].title)
            issues.note("derivative-on-fund", f"{quote(key.name)} is a derivative on {fund}: not looked through")
            continue
        best = min(candidates, key=lambda fund: _preference(funds[fund], as_of))
        found[line] = Recognised(best, how)
        if len(candidates) > 1 and (group := tuple(candidates)) not in noted:
            noted.add(group)
            _note_choice(key, how, [funds[c] for c in candidates], funds[best], issues)
    return found


def _index(funds: Sequence[FundTable], normalise: Callable[[str], str]) -> _Keys:
    index = _Keys({}, {}, {}, {})
    for number, fund in enumerate(funds):
        for code in _with_cusip(fund.identifiers):
            if code.scheme == "ticker":
                index.tickers.setdefault(code.value.upper(), []).append(number)
            elif code.scheme != "cik":
                index.codes.setdefault(code, []).append(number)
        stem = fund.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        if printed := _as_printed(fund.name or stem):
            index.printed.setdefault(printed, []).append(number)
        for name in {normalise(fund.name), normalise(stem)} - {""}:
            index.names.setdefault(name, []).append(number)
        if not any(code.scheme == "ticker" for code in fund.identifiers):
            index.tickers.setdefault(stem.upper(), []).append(number)
        for scheme in _SCHEMES:
            index.codes.setdefault(Identifier(scheme, stem.upper()), []).append(number)
    return index


def _with_cusip(identifiers: Iterable[Identifier]) -> Iterator[Identifier]:
    """A US or Canadian ISIN holds the CUSIP in its middle."""
    for code in identifiers:
        yield code
        if code.scheme == "isin" and code.value[:2] in {"US", "CA"} and len(code.value) == 12:
            yield Identifier("cusip", code.value[2:11])


def _candidates(key: LineKey, index: _Keys, normalise: Callable[[str], str]) -> tuple[list[int], str]:
    """The funds that fit by the strongest code or name that any fund fits by, and what it was."""
    if key.identifiers:
        codes = sorted(dict.fromkeys(_with_cusip(key.identifiers)), key=_strength)
        for code in codes:
            if code.scheme not in {"ticker", "cik"} and (fits := index.codes.get(code)):
                return _unique(fits), f"{code.scheme} {code.value}"
    if key.asset == "fund" and (by_ticker := _by_ticker(key, index))[0]:
        return by_ticker
    if fits := index.printed.get(_as_printed(key.name)) or index.names.get(normalise(key.name)):
        return _unique(fits), "name"
    return [], ""


def _by_ticker(key: LineKey, index: _Keys) -> tuple[list[int], str]:
    """The funds whose ticker the line has."""
    for ticker in (key.ticker, *(code.value for code in key.identifiers if code.scheme == "ticker")):
        if ticker and (fits := index.tickers.get(ticker.upper())):
            return _unique(fits), f"ticker {ticker}"
    return [], ""


def _note_ticker(key: LineKey, index: _Keys, funds: Sequence[FundTable], issues: Issues) -> None:
    """Tell of a line that shares no more than a ticker with a fund and does not say what it is."""
    fits, how = _by_ticker(key, index) if key.asset == "unknown" else ([], "")
    if fits:
        fund = funds[fits[0]]
        issues.warn(
            "ticker-only",
            f"{quote(key.name)} has the {how} of {quote(fund.title)}, but neither its name nor its code; not opened",
            Place(fund.file),
            "say in the holdings file that the line is a fund, or give its ISIN",
        )


def _strength(code: Identifier) -> tuple[int, str, str]:
    if code.scheme in _SCHEMES:
        return _SCHEMES.index(code.scheme), code.scheme, code.value
    return (len(_SCHEMES) + (code.scheme in _SHARED), code.scheme, code.value)


def _unique(numbers: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(numbers))


def _preference(fund: FundTable, as_of: date) -> tuple[int, int, str]:
    """Smaller is better: newest on or before the day, then nearest after it, then undated; ties by file name."""
    if fund.as_of is None:
        return 2, 0, fund.file
    if fund.as_of.latest <= as_of:
        return 0, (as_of - fund.as_of.latest).days, fund.file
    return 1, (fund.as_of.latest - as_of).days, fund.file


def _note_choice(key: LineKey, how: str, fits: list[FundTable], best: FundTable, issues: Issues) -> None:
    others = ", ".join(quote(f.file) for f in fits if f is not best)
    dates = {f.as_of for f in fits}
    message = f"{len(fits)} files fit {quote(key.name)} by {how}; {quote(best.file)} is used, not {others}"
    if len(dates) == len(fits) and None not in dates:
        issues.note("several-editions", message, Place(best.file))
    else:
        issues.warn("ambiguous-fund", message, Place(best.file), "keep one file per fund and date")
