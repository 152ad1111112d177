"""SEC Form N-PORT-P: the monthly portfolio of a US registered fund, as filed (`primary_doc.xml`).

What is read, line by line: `name` (the issuer) becomes name and issuer of the position; where the issuer is itself a
registered or private fund the `title` is the better name ("iShares MSCI Emerging Markets ETF" of "iShares Trust")
and is taken. A line whose name or title is a fund's is one, whatever its category; a short-term vehicle (STIV) is
cash only where its name says so. LEI, CUSIP, ISIN, ticker and every `other` identifier; "N/A" and zeros are none.
`valUSD` is US dollars whatever the line's own currency; `pctVal` is per cent of *net* assets. `invCountry` is the
issuer's country. Short stands in `payoffProfile`. Derivatives keep their kind; the issuer of their reference
instrument is the issuer, or the index where it is one. The notional amount stays a cell and is told in an issue:
`valUSD` is what the contract is worth, not what it moves. The components of an index or basket stay cells, and an
issue counts them: they are not looked into.
Cash outside the lines (`cshNotRptdInCorD`) is `Holdings.cash_usd`. A fund with no lines at all is a valid filing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from lxml import etree

from lookthrough.errors import InputError, Issues, Place, quote
from lookthrough.ids import Fault
from lookthrough.intake.cells import clean_name, read_code
from lookthrough.intake.dates import parse_date
from lookthrough.intake.numbers import is_missing, parse_number
from lookthrough.intake.pooled import is_money_market, strength
from lookthrough.intake.xml import child, local, parse, sniff_text, text
from lookthrough.model.dates import PartialDate
from lookthrough.model.entity import Identifier
from lookthrough.model.holdings import Asset, Direction, Holdings, Position
from lookthrough.names.placeholders import is_placeholder

_ASSETS: dict[str, Asset] = {
    "EC": "equity", "EP": "equity",
    "DBT": "bond", "LON": "bond", "SN": "bond",
    "ABS-MBS": "bond", "ABS-APCP": "bond", "ABS-CBDO": "bond", "ABS-O": "bond", "ACMO": "bond",
    "STIV": "fund",
    "RA": "other", "COMM": "other", "RE": "other",
    "DFE": "currency_hedge",
    "DCO": "other_derivative", "DCR": "other_derivative", "DE": "other_derivative", "DIR": "other_derivative",
    "DO": "other_derivative",
}  # fmt: skip
_CONTRACTS: dict[str, Asset] = {
    "futrDeriv": "future",
    "swapDeriv": "swap",
    "optionSwaptionWarrantDeriv": "option",
    "fwdDeriv": "other_derivative",
    "othDeriv": "other_derivative",
}
_OTHER_SCHEMES = (
    ("sedol", "sedol"),
    ("figi", "figi"),
    ("cins", "cusip"),
    ("cusip", "cusip"),
    ("isin", "isin"),
    ("legal entity", "lei"),
)


def sniff(file: Path) -> bool:
    """Does the file begin like an N-PORT submission? Never raises."""
    head = sniff_text(file)[:4096]
    return "edgarSubmission" in head and "edgar/nport" in head


def read(file: Path, issues: Issues, *, keep_cells: bool = True) -> Holdings:
    """Read an N-PORT-P filing.

    Args:
        file: the XML.
        issues: receives what was found wrong, this file's issues merged in.
        keep_cells: whether positions carry every element of their line, as (path, text).

    Raises:
        InputError: if the XML is damaged, or is no N-PORT submission.
    """
    root, digest = parse(file)
    form = child(root, "formData")
    info = child(form, "genInfo")
    if local(root) != "edgarSubmission" or info is None:
        raise InputError("the XML is no N-PORT submission", place=Place(file.name))
    own = Issues(keep=issues.keep)
    nodes = child(form, "invstOrSecs")
    lines = [
        _line(node, number, file.name, own, keep_cells=keep_cells) for number, node in enumerate(_lines(nodes), start=1)
    ]
    fund = child(form, "fundInfo")
    holdings = Holdings(
        name=_fund_name(info),
        file=file.name,
        sha256=digest,
        format="nport",
        as_of=_date(text(info, "repPdDate"), file.name, own),
        positions=tuple(lines),
        identifiers=_fund_codes(info, root),
        net_assets_usd=_amount(text(fund, "netAssets"), "netAssets", None, file.name, own),
        cash_usd=_amount(text(fund, "cshNotRptdInCorD"), "cshNotRptdInCorD", None, file.name, own),
        columns=(
            ("name", "name"),
            ("value_usd", "valUSD"),
            ("weight", "pctVal"),
            ("quantity", "balance"),
            ("country", "invCountry"),
        ),
        stated=(
            *_stated(info, fund),
            ("weights", "per cent of net assets, as the form defines"),
            ("file stem", file.stem),
        ),
        issues=own,
    )
    issues.merge(own)
    return holdings


def _lines(nodes: etree._Element | None) -> Iterator[etree._Element]:
    return (node for node in (nodes if nodes is not None else ()) if local(node) == "invstOrSec")


def _line(node: etree._Element, number: int, file: str, own: Issues, *, keep_cells: bool) -> Position:
    issuer, title = _present(text(node, "name")), _present(text(node, "title"))
    contract = next((part for part in _derivative(node)), None)
    pooled = text(node, "issuerCat") in {"RF", "PF"}
    name = title if (pooled and title) or not issuer else issuer
    asset = _asset(node, contract, (issuer, title), pooled=pooled)
    if is_placeholder(name):
        own.warn(
            "no-issuer" if name else "no-name",
            f"{quote(name)} is no name: the issuer stays unknown" if name else "the line has neither name nor title",
            Place(file, number, "name"),
        )
        asset = "unknown" if asset in {"equity", "other"} else asset
    if contract is not None:
        _tell_contract(contract, name, Place(file, number), own)
    value = _amount(text(node, "valUSD"), "valUSD", number, file, own)
    weight = _amount(text(node, "pctVal"), "pctVal", number, file, own)
    place = Place(file, number, "name")
    return Position(
        number,
        sys.intern(clean_name(name, own, place)),
        asset,
        _direction(node, value),
        _codes(node, number, file, own),
        _ticker(node),
        _country(text(node, "invCountry")),
        "USD",
        _amount(text(node, "balance"), "balance", number, file, own),
        value,
        value,
        weight / 100 if weight is not None else None,
        _reference(contract) or clean_name(issuer, own, place),
        tuple(_cells(node)) if keep_cells else (),
    )


def _present(printed: str) -> str:
    return "" if is_missing(printed) else printed


def _derivative(node: etree._Element) -> Iterator[etree._Element]:
    info = child(node, "derivativeInfo")
    return (part for part in (info if info is not None else ()) if local(part) in (*_CONTRACTS, "fwdDeriv"))


def _asset(node: etree._Element, contract: etree._Element | None, names: tuple[str, str], *, pooled: bool) -> Asset:
    category = text(node, "assetCat")
    if not category:
        other = child(node, "assetConditional")
        category = other.get("assetCat", "") if other is not None else ""
    asset = _ASSETS.get(category, "other" if category else "unknown")
    if contract is not None:
        return asset if asset == "currency_hedge" else _CONTRACTS[local(contract)]
    if category == "STIV":
        return "cash" if any(is_money_market(name) for name in names) else "fund"
    if asset not in {"equity", "other", "unknown"}:
        return asset
    return "fund" if pooled or any(strength(name) in {"sure", "likely"} for name in names) else asset


def _direction(node: etree._Element, value: Fraction | None) -> Direction:
    profile = text(node, "payoffProfile")
    if profile == "Short":
        return "short"
    return "short" if profile not in {"Long", "N/A"} and value is not None and value < 0 else "long"


def _codes(node: etree._Element, number: int, file: str, own: Issues) -> tuple[Identifier, ...]:
    printed = [("lei", text(node, "lei")), ("cusip", text(node, "cusip"))]
    listed = child(node, "identifiers")
    for part in listed if listed is not None else ():
        value = part.get("value", "")
        if local(part) == "isin":
            printed.append(("isin", value))
        elif local(part) == "other":
            described = part.get("otherDesc", "").lower()
            scheme = next((scheme for word, scheme in _OTHER_SCHEMES if word in described), "")
            printed.append((scheme, value) if scheme else ("", ""))
    found: list[Identifier] = []
    for scheme, value in printed:
        code = read_code(scheme, value) if scheme else None
        if isinstance(code, Fault):
            own.warn("bad-identifier", f"{quote(value)} is left out: {code.says}", Place(file, number, scheme))
        elif code is not None and code not in found:
            found.append(code)
    return tuple(found)


def _ticker(node: etree._Element) -> str:
    part = child(node, "identifiers", "ticker")
    return sys.intern(_present(part.get("value", "").strip())) if part is not None else ""


def _country(code: str) -> str:
    return code.lower() if len(code) == 2 and code.isalpha() and code != "XX" else ""


def _reference(contract: etree._Element | None) -> str:
    """The issuer, or else the index, that a derivative's value hangs on; "" when it is no derivative."""
    if contract is None:
        return ""
    basket = next((node for node in contract.iter() if local(node) == "indexBasketInfo"), None)
    for part, wanted in ((basket, "indexName"), (contract, "issuerName"), (contract, "indexName")):
        for node in part.iter() if part is not None else ():
            if local(node) == wanted and node.text and not is_missing(node.text):
                return " ".join(node.text.split())
    return ""


def _tell_contract(contract: etree._Element, name: str, place: Place, own: Issues) -> None:
    """Say what a derivative's value does not show: its notional amount, and the components of its index or basket."""
    amounts = [node for node in contract.iter() if local(node) == "notionalAmt" and not is_missing(node.text or "")]
    if amounts:
        currency = next(
            (t for node in contract.iter() if local(node) == "curCd" and (t := (node.text or "").strip())), ""
        )
        own.note(
            "notional",
            f"{quote(name)}: a contract over {quote((amounts[0].text or '').strip(), 30)} {currency[:3]}".rstrip()
            + "; the line's value is the contract's own, as the form states it",
            Place(place.file, place.row, "notionalAmt"),
        )
    components = sum(1 for node in contract.iter() if local(node) == "component")
    if components:
        own.warn(
            "components-not-read",
            f"{quote(name)}: {components} component{'s' if components > 1 else ''} of its index or basket "
            "stand in the filing and were not looked into",
            Place(place.file, place.row, "components"),
        )


def _amount(printed: str, column: str, number: int | None, file: str, own: Issues) -> Fraction | None:
    try:
        return parse_number(printed, decimal=".")
    except InputError as error:
        own.error("bad-number", f"{error.message}; it stays unknown", Place(file, number, column))
        return None


def _date(printed: str, file: str, own: Issues) -> PartialDate | None:
    try:
        return parse_date(printed)
    except InputError as error:
        own.warn("bad-date", error.message, Place(file, None, "repPdDate"))
        return None


def _cells(node: etree._Element) -> Iterator[tuple[str, str]]:
    """Every text and attribute of a line as (path, text), in document order."""
    stack = [(node, "")]
    while stack:
        element, path = stack.pop()
        if element.text and element.text.strip():
            yield path, element.text.strip()
        for key, value in element.attrib.items():
            yield f"{path}@{str(key).rpartition('}')[2]}", str(value)
        stack.extend((part, f"{path}/{local(part)}".lstrip("/")) for part in reversed(element) if local(part))


def _fund_name(info: etree._Element) -> str:
    series = _present(text(info, "seriesName"))
    return series or _present(text(info, "regName"))


def _fund_codes(info: etree._Element, root: etree._Element) -> tuple[Identifier, ...]:
    """Codes of the fund itself. A trust's LEI and CIK stand for all its series, so they count only without a series."""
    found = [read_code("lei", text(info, "seriesLei")), read_code("sec_series", text(info, "seriesId"))]
    series = child(root, "headerData", "filerInfo", "seriesClassInfo")
    found += [
        read_code("sec_class", node.text or "")
        for node in (series if series is not None else ())
        if local(node) == "classId"
    ]
    codes = [code for code in found if isinstance(code, Identifier)]
    if not any(code.scheme in {"lei", "sec_series"} for code in codes):
        own = (read_code("lei", text(info, "regLei")), read_code("cik", text(info, "regCik")))
        codes += [code for code in own if isinstance(code, Identifier)]
    return tuple(dict.fromkeys(codes))


def _stated(info: etree._Element, fund: etree._Element | None) -> tuple[tuple[str, str], ...]:
    wanted = ("regName", "regLei", "regCik", "regFileNumber", "repPdEnd", "repPdDate", "isFinalFiling")
    money = ("totAssets", "totLiabs", "netAssets")
    pairs = [(name, text(info, name)) for name in wanted] + [(name, text(fund, name)) for name in money]
    return tuple(pair for pair in pairs if pair[1])
