"""SEC Form 13F: the information table, what a US manager holds of US-listed securities.

Each line has issuer, class, CUSIP, value and shares; `putCall` marks options. Only securities on the SEC's own list
appear, so a share listed in Shanghai never does. The table states neither manager nor date.

The unit of `value` is not printed. Filings before January 2023 give thousands, later ones dollars, and filers err both
ways. It is decided by the price that value and shares imply: the median over the share lines is between 2 and 10,000
when values are dollars, and below 1 when they are thousands (a median share costs some tens of dollars). In between, or
without share lines, the unit is unknown and no value in US dollars is given. The decision stands in `stated`, with
its basis, and as an issue.
"""

from __future__ import annotations

import re
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from lxml import etree

from lookthrough.errors import InputError, Issues, Place, quote
from lookthrough.ids import Fault
from lookthrough.intake import assets, pooled
from lookthrough.intake.cells import clean_name, read_code
from lookthrough.intake.numbers import parse_number
from lookthrough.intake.xml import local, parse, sniff_text, text
from lookthrough.model.entity import Identifier
from lookthrough.model.holdings import Asset, Holdings, Position

_COLUMNS = (
    ("name", "nameOfIssuer"),
    ("share_class", "titleOfClass"),
    ("cusip", "cusip"),
    ("figi", "figi"),
    ("value", "value"),
    ("quantity", "shrsOrPrnAmt/sshPrnamt"),
)
_SHARES = re.compile(
    r"\b(?:COM|COMMON|SHS|SHARES|ORD|STK|STOCK|CL(?:ASS)? [A-Z]|AD[RS]S?|DEP(?:OSITARY)?|PFD|REG|AKT|"
    r"SH BEN INT|LTD PARTN?|LTD PTN|UNIT L\.?P)\b",
    re.I,
)
_TOO_DEAR = 2_000_000  # US dollars a share; the dearest listed share costs well under half


def sniff(file: Path) -> bool:
    """Does the file begin like a 13F information table? Never raises."""
    head = sniff_text(file)[:4096]
    return "informationTable" in head and ("thirteenf" in head or "infoTable" in head)


def read(file: Path, issues: Issues, *, keep_cells: bool = True) -> Holdings:
    """Read a 13F information table.

    Args:
        file: the XML, with any namespace prefix.
        issues: receives what was found wrong, this file's issues merged in.
        keep_cells: whether positions carry every element of their line.

    Raises:
        InputError: if the XML is damaged, or is no information table.
    """
    root, digest = parse(file)
    if local(root) != "informationTable":
        raise InputError("the XML is no 13F information table", place=Place(file.name))
    own = Issues(keep=issues.keep)
    nodes = [node for node in root if local(node) == "infoTable"]
    amounts = [_amounts(node, number, file.name, own) for number, node in enumerate(nodes, start=1)]
    unit, why = _unit(nodes, amounts)
    place = Place(file.name, None, "value")
    if unit is None:
        own.warn("value-unit", f"the unit of the values is unknown: {why}", place)
    else:
        own.note("value-unit", f"values are read as {_SAYS[unit]}: {why}", place)
    reader = _Reader(file.name, own, unit, keep_cells)
    lines = tuple(
        reader.line(node, number, *amount)
        for number, (node, amount) in enumerate(zip(nodes, amounts, strict=True), start=1)
    )
    if not lines:
        own.warn("no-lines", "the table has no lines", Place(file.name))
    decision = ("value unit", f"{_SAYS[unit] if unit else 'unknown'}: {why}")
    stated = (decision, ("file stem", file.stem))
    holdings = Holdings("", file.name, digest, "form13f", None, lines, columns=_COLUMNS, stated=stated, issues=own)
    issues.merge(own)
    return holdings


_SAYS = {1: "US dollars", 1000: "thousands of US dollars"}


def _amounts(node: etree._Element, number: int, file: str, own: Issues) -> tuple[Fraction | None, Fraction | None]:
    """Value as printed, and shares or principal."""
    found: list[Fraction | None] = []
    for path in (("value",), ("shrsOrPrnAmt", "sshPrnamt")):
        try:
            found.append(parse_number(text(node, *path), decimal="."))
        except InputError as error:
            own.error("bad-number", f"{error.message}; it stays unknown", Place(file, number, "/".join(path)))
            found.append(None)
    return found[0], found[1]


def _unit(
    nodes: list[etree._Element], amounts: list[tuple[Fraction | None, Fraction | None]]
) -> tuple[int | None, str]:
    """1 for dollars, 1000 for thousands, None when the prices do not tell; and the basis in words."""
    prices = [
        value / shares
        for node, (value, shares) in zip(nodes, amounts, strict=True)
        if value and shares and value > 0 and shares > 0 and text(node, "shrsOrPrnAmt", "sshPrnamtType") == "SH"
    ]
    if not prices:
        return None, "no line has both a value and a number of shares"
    middle = float(statistics.median(prices))
    basis = f"the median of value by share is {middle:.4g} over {len(prices)} lines"
    if 2 <= middle <= 10_000:
        return 1, basis
    return (1000, basis) if middle < 1 else (None, basis)


@dataclass(frozen=True, slots=True)
class _Reader:
    """What every line of one table needs to be read."""

    file: str
    own: Issues
    unit: int | None
    keep_cells: bool

    def line(self, node: etree._Element, number: int, printed: Fraction | None, quantity: Fraction | None) -> Position:
        place = Place(self.file, number, "nameOfIssuer")
        name = sys.intern(clean_name(text(node, "nameOfIssuer"), self.own, place))
        if not name:
            self.own.warn("no-name", "the line names no issuer", place)
        value = printed * self.unit if printed is not None and self.unit is not None else printed
        usd = self._usd(name, number, value, quantity)
        return Position(
            number,
            name,
            _asset(node, name),
            identifiers=_codes(node, number, self.file, self.own),
            currency="USD" if self.unit is not None else "",
            quantity=quantity,
            value=value if self.unit is None else usd,
            value_usd=usd,
            issuer=name,
            cells=tuple(_cells(node)) if self.keep_cells else (),
        )

    def _usd(self, name: str, number: int, value: Fraction | None, quantity: Fraction | None) -> Fraction | None:
        """The value in US dollars, but not one that no share can have: it would drown every other line."""
        if self.unit is None or value is None:
            return None
        if quantity and value / quantity > _TOO_DEAR:
            self.own.error(
                "implausible-price",
                f"{quote(name)}: value and shares give {float(value / quantity):,.0f} US dollars a share; "
                "the value is left out",
                Place(self.file, number, "value"),
                "the value or the unit of this line is wrong",
            )
            return None
        return value


def _asset(node: etree._Element, name: str) -> Asset:
    if text(node, "putCall"):
        return "option"
    title = text(node, "titleOfClass")
    if text(node, "shrsOrPrnAmt", "sshPrnamtType") == "PRN":
        return "fund" if pooled.strength(f"{name} {title}") == "sure" else "bond"  # filers mark units as principal
    by_class = assets.by_class(title)
    ordinary = by_class == "equity" or bool(_SHARES.search(title))
    if by_class in {None, "equity", "fund", "other"} and pooled.issues_funds(name, title, ordinary=ordinary):
        return "fund"
    return by_class or ("equity" if ordinary else "unknown")


def _codes(node: etree._Element, number: int, file: str, own: Issues) -> tuple[Identifier, ...]:
    found: list[Identifier] = []
    for scheme in ("cusip", "figi"):
        printed = text(node, scheme)
        code = read_code(scheme, printed)
        if isinstance(code, Fault):
            own.warn("bad-identifier", f"{quote(printed)} is left out: {code.says}", Place(file, number, scheme))
        elif code is not None:
            found.append(code)
    return tuple(found)


def _cells(node: etree._Element, path: str = "") -> Iterator[tuple[str, str]]:
    for part in node:
        name = f"{path}/{local(part)}".lstrip("/")
        if len(part):
            yield from _cells(part, name)
        elif part.text and part.text.strip():
            yield name, part.text.strip()
