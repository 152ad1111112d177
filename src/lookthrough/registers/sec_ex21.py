"""Exhibit 21 of annual reports to the SEC: subsidiaries of a registrant, their places and, in some, a share.

Being listed says that the registrant controls the company, directly or through others (Regulation S-K, Item
601(b)(21); Regulation S-X, Rule 1-02): without a percentage the link is one of consolidation. A percentage of "voting
securities" is a share of votes; what part of the capital goes with it is then unknown. Indented names are subsidiaries
of the name above them. What the exhibit omits as not significant is not there, and is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from lxml import html

from lookthrough.errors import InputError, Issues, Place, quote
from lookthrough.intake.dates import parse_date
from lookthrough.model.dates import PartialDate
from lookthrough.model.entity import Name
from lookthrough.model.link import Directness, Link, LinkKind
from lookthrough.model.register import Party, Record
from lookthrough.model.share import UNKNOWN_SHARE, Share
from lookthrough.names.countries import countries_in, country_code
from lookthrough.registers.interests import relation_of
from lookthrough.registers.reading import Origin
from lookthrough.registers.shares import share_or_unknown
from lookthrough.registers.stream import head
from lookthrough.sources.kinds import kind_of_name
from lookthrough.sources.markup import read_html

ID = "sec_ex21"
TITLE = "SEC Exhibit 21, subsidiaries of the registrant"

_TITLED = re.compile(r"subsidiaries\s+of\b(?:\s+the\b)?(?P<name>.*)", re.IGNORECASE)
_NO_NAME = re.compile(r"(?:registrant|company|corporation|issuer)\b.*", re.IGNORECASE)
_FILER = re.compile(r"COMPANY CONFORMED NAME:\s*(.+)")
_MARKS = re.compile(r"(?:\s*(?:\(\d{1,2}\)|\[\d{1,2}\]|[*†‡§]+|[¹²³⁴⁵⁶⁷⁸⁹]+))+$")
_DAY = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d{1,2},\s+\d{4}"
)
_PLACE = re.compile(r"jurisdiction|\bstate\b|\bcountry\b|incorporat|organiz|organis|\blaws\b|domicile", re.IGNORECASE)
_BULLET = re.compile(r"^(?:[•·▪◦‣*–—-]+|\(?\d{1,3}[.)])\s+")
_PART = re.compile(r"percent|%|owned|ownership|interest|voting", re.IGNORECASE)
_NUMBER = re.compile(r"[\d.,]+\s*%?")
_LEFT = re.compile(r"(?:padding-left|margin-left|text-indent)\s*:\s*(-?[\d.]+)\s*(pt|px|em|in)?", re.IGNORECASE)
_BOX = re.compile(r"padding\s*:\s*([^;]+)", re.IGNORECASE)
_POINTS = {"pt": 1.0, "px": 0.75, "em": 10.0, "in": 72.0, "": 0.75}
_COLUMN = 8.0  # points for which a column counts where tiers have columns of their own
_TIER = 3.0  # points by which a name has to stand further in to be a tier of its own
_OMITTED = re.compile(r"omitted|excluded from the list", re.IGNORECASE)
_AMBIGUOUS = frozenset(("georgia",))  # a country and a state of the Union


def sniff(file: Path) -> bool:
    """Is it a web page that speaks of an exhibit 21 and of subsidiaries? Never raises."""
    text = head(file).casefold()
    if "<" not in text[:200]:
        return False
    plain = re.sub(r"<[^>]*>|&#160;|&nbsp;", " ", text)
    return re.search(r"exhibit\s+21|ex-21", plain) is not None and "subsidiar" in plain


def read(file: Path, register: str, issues: Issues) -> Iterator[Record]:
    """Read an exhibit.

    Args:
        file: the exhibit as HTML.
        register: id of the register.
        issues: receives what cannot be read, and that an exhibit may omit subsidiaries.

    Yields:
        The registrant, its subsidiaries, and a link or two each. Rows are those of the tables, counted through.

    Raises:
        SourceError, InputError: if the page cannot be read or has no table of subsidiaries.
    """
    page = read_html(file, issues)
    text = _lines(page)
    filer = _registrant(file, text, issues)
    origin = Origin(register, file.name)
    found = _DAY.search(text)
    exhibit = _Exhibit(origin, issues, filer, parse_date(found[0]) if found else None)
    yield Party(filer, kind_of_name(filer, "company"), (Name(filer),), origin=origin.at(0), register=register)
    yield from exhibit.records(page)
    if not exhibit.seen:
        raise InputError("the exhibit has no table of subsidiaries", place=Place(file.name))
    if _OMITTED.search(text):
        issues.note("subsidiaries-omitted", "the exhibit says that it omits some subsidiaries", Place(file.name))


def _lines(page: html.HtmlElement) -> str:
    """The text outside tables, a block a line."""
    tags = ("p", "div", "center", "h1", "h2", "h3", "h4", "pre", "type", "text")
    lines = []
    for block in page.iter(*tags):
        inside = next(block.iterancestors("table"), None) is not None
        if not inside and not any(True for _ in block.iterdescendants(*tags, "table")):
            lines += [" ".join(line.split()) for line in block.text_content().split("\n")]
    return "\n".join(filter(None, lines))


def _registrant(file: Path, text: str, issues: Issues) -> str:
    """Whose subsidiaries they are: by the filing's header, the title, or the only company's line beside it."""
    if found := _FILER.search(text):
        return " ".join(found[1].split())
    lines = text.split("\n")
    for at, line in enumerate(lines):
        titled = _TITLED.search(line)
        if titled is not None and len(line) <= 120:
            name = titled["name"].strip() or (lines[at + 1] if at + 1 < len(lines) else "")
            bare = _MARKS.sub("", _DAY.sub("", name)).strip(" -–—:")
            if bare and len(bare) < 100 and not _NO_NAME.fullmatch(bare):
                return bare
    named = [line for line in lines[:12] if len(line) < 80 and kind_of_name(line, "any") == "company"]
    if len(named) == 1:
        return _MARKS.sub("", named[0])
    if (close := _beside_title(lines)) is not None:
        return close
    issues.warn(
        "registrant-not-named",
        "the exhibit does not say whose subsidiaries it lists; the file's name stands for it",
        Place(file.name),
        "name the file after the company, or put the filing's header with its COMPANY CONFORMED NAME above it",
    )
    return f"the registrant of {file.name}"


def _beside_title(lines: Sequence[str]) -> str | None:
    """The line between the exhibit's number and the words "list of subsidiaries"."""
    plain = [line.casefold() for line in lines[:12]]
    for at in range(1, len(plain) - 1):
        if re.fullmatch(r"exhibit 21(?:\.\d)?", plain[at - 1]) and "subsidiar" in plain[at + 1]:
            return _MARKS.sub("", lines[at])
    return None


class _Cell(NamedTuple):
    column: int
    text: str
    indent: float


@dataclass(slots=True)
class _Exhibit:
    """Reads tables of one exhibit; a table without a header goes on with the columns of the one before."""

    origin: Origin
    issues: Issues
    filer: str
    stated: PartialDate | None
    place: int = -1
    part: int = -1
    kind: LinkKind = "equity"
    by_filer: bool = False
    seen: set[str] = field(default_factory=set)
    above: list[tuple[float, str]] = field(default_factory=list)

    def records(self, page: html.HtmlElement) -> Iterator[Record]:
        """The records of all tables. Only rows above the first subsidiary of a table can name its columns."""
        number = 0
        for table in page.iter("table"):
            self.above.clear()
            headed = False
            for row in table.iter("tr"):
                number += 1
                cells = _cells(row)
                if cells and not (not headed and self._is_header(cells)):
                    before = len(self.above)
                    yield from self._row(cells, number)
                    headed = headed or len(self.above) != before

    def _is_header(self, cells: Sequence[_Cell]) -> bool:
        """Does the row name the columns? It is then remembered which they are, and whose percentage is told."""
        place = next((c.column for c in cells if _PLACE.search(c.text) and len(c.text) < 80), -1)
        if place <= 0 or any(_NUMBER.fullmatch(c.text) or _is_place(c.text) for c in cells):
            return False
        words = next((c for c in cells if c.column and _PART.search(c.text) and not _PLACE.search(c.text)), None)
        self.place, self.part = place, words.column if words else -1
        told = words.text.casefold() if words else ""
        self.kind = "votes" if "voting" in told else "equity"
        self.by_filer = "registrant" in told or "indirect" in told
        return True

    def _row(self, cells: Sequence[_Cell], number: int) -> Iterator[Record]:
        first, *others = cells
        name = _MARKS.sub("", _BULLET.sub("", first.text))
        place, part = self._place(others), self._part(others)
        known = [at for at in (self.place, self.part) if at > 0]
        if first.column >= min(known, default=1) or not (place or part) or not any(map(str.isalpha, name)):
            self.issues.note("row-passed-over", f"{quote(first.text)} is no subsidiary's row", self._at(number))
            return
        where, register = self.origin.at(number), self.origin.register
        if name not in self.seen:
            self.seen.add(name)
            land = _land(place)
            lands = (land,) if land else ()
            yield Party(name, kind_of_name(name, "company"), (Name(name),), lands, (), where, "", register)
        owner, way = self._parent(first, name)
        if not part:
            yield self._link(owner, name, "consolidation", where, UNKNOWN_SHARE, way)
            return
        if self.by_filer:
            owner, way = self.filer, "unknown"
        share = share_or_unknown(part, self.issues, self._at(number), "percent")
        yield self._link(owner, name, self.kind, where, share, way)
        if self.kind == "votes":
            yield self._link(owner, name, "equity", where, UNKNOWN_SHARE, way)

    def _place(self, cells: Sequence[_Cell]) -> str:
        """The place of organisation: the cell below its header or, without one, the last that is a place."""
        if self.place >= 0:
            return next((c.text for c in cells if self._below(c, self.place) and any(map(str.isalpha, c.text))), "")
        return next((c.text for c in reversed(cells) if _is_place(c.text)), "")

    def _part(self, cells: Sequence[_Cell]) -> str:
        """The percentage: the number below its header or, without one, a number that is marked as one."""
        if self.part >= 0:
            return next((c.text for c in cells if self._below(c, self.part) and _NUMBER.fullmatch(c.text)), "")
        return next((c.text for c in cells if c.text.endswith("%") and _NUMBER.fullmatch(c.text)), "")

    def _below(self, cell: _Cell, header: int) -> bool:
        """Is the cell nearer to this header than to any other? Spacers push cells of a row out of line."""
        return min((0, self.place, self.part), key=lambda at: (abs(at - cell.column) if at >= 0 else 999, at)) == header

    def _parent(self, cell: _Cell, name: str) -> tuple[str, Directness]:
        """The name above that stands further out, else the registrant."""
        tiers = bool(self.above)
        while self.above and self.above[-1][0] > cell.indent - _TIER:
            self.above.pop()
        parent = self.above[-1][1] if self.above else self.filer
        self.above.append((cell.indent, name))
        return parent, "direct" if tiers and parent != self.filer else "unknown"

    def _link(self, owner: str, owned: str, kind: LinkKind, where: str, share: Share, way: Directness) -> Link:
        return Link(
            relation_of(kind), owner, owned, share, origin=where, kind=kind, directness=way,
            register=self.origin.register, stated=self.stated,
        )  # fmt: skip

    def _at(self, number: int) -> Place:
        return self.origin.place(number)


def _cells(row: html.HtmlElement) -> list[_Cell]:
    """The cells that hold text, with the column of the grid in which each begins; the first with its indentation."""
    found: list[_Cell] = []
    column = 0
    for cell in row.iterchildren("td", "th"):
        text = " ".join(cell.text_content().split())
        if text:
            found.append(_Cell(column, text, _indent(cell) + column * _COLUMN if not found else 0.0))
        span = str(cell.get("colspan") or "1")
        column += int(span) if span.isdecimal() and len(span) < 4 else 1
    return found


def _indent(cell: html.HtmlElement) -> float:
    """How far in the text stands, in points: by padding and margins of the cell and what is in it, and by blanks."""
    deepest = 0.0
    for element in (cell, *cell.iterdescendants("div", "p", "font", "span")):
        style = str(element.get("style") or "")
        deepest += sum(float(size) * _POINTS[(unit or "").lower()] for size, unit in _LEFT.findall(style))
        if (box := _BOX.search(style)) and len(sides := box[1].split()) == 4:
            deepest += _points(sides[3])
    text = cell.text_content()
    return deepest + 2.5 * (len(text) - len(text.lstrip("\u00a0 ")) if "\u00a0" in text[:1] else 0)


def _points(size: str) -> float:
    found = re.fullmatch(r"(-?[\d.]+)(pt|px|em|in)?", size.strip())
    try:
        return float(found[1]) * _POINTS[found[2] or ""] if found else 0.0
    except ValueError:
        return 0.0


def _is_place(text: str) -> bool:
    """Is the cell itself a place, such as "Delaware" or "State of New York"?"""
    bare = re.sub(r"^(?:state|commonwealth|republic) of ", "", text, flags=re.IGNORECASE)
    return bool(_land(bare)) or bare.strip().casefold() in _AMBIGUOUS


def _land(place: str) -> str:
    """The country of a place of organisation; a state of the Union is the United States, a name of both is neither."""
    if place.strip().casefold() in _AMBIGUOUS:
        return ""
    found = countries_in(f"-, {place}")
    return country_code(place) or (found[0] if len(found) == 1 else "")
