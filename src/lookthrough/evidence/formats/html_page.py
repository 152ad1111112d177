"""HTML pages: all the text that stands in them, a path for each piece; trafilatura tells the page's own text from it.

Scripts, styles and templates are not text and are left out; everything else is kept, furniture included. Nothing is
executed or fetched.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module

from lxml import etree
from lxml import html as lxml_html

from lookthrough.errors import InputError, Issues, Place
from lookthrough.evidence.formats.characters import decode
from lookthrough.evidence.formats.html_signs import holds_one_article, signs_of
from lookthrough.evidence.formats.html_stated import stated
from lookthrough.evidence.formats.layout import Layout, Piece, Sign
from lookthrough.evidence.formats.libraries import library, version_of

_NO_TEXT = frozenset({"script", "style", "template", "noscript", "svg", "iframe", "object", "head", "canvas", "audio",
                      "video", "math", "textarea", "datalist"})  # fmt: skip
_INLINE = frozenset({"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
                     "font", "i", "ins", "kbd", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span",
                     "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img"})  # fmt: skip
_WHITE = re.compile(r"[ \t\r\n\f]+")
_EMBEDDED = re.compile(r"data:[\w/+.;=-]{0,100},[^\s\"'<>)]{1000,}")  # pictures written into attributes
_ENDLESS_TAG = re.compile(r"<[A-Za-z][^<>]{50000,}>?")  # libxml2 compares each attribute of a tag with each other
_DEEP = 60  # elements; a path longer than that helps nobody and costs memory in deep pages
_MOST_FOR_LIBRARY = 2_000_000  # characters of a page that trafilatura is asked about; it is slow on more
_MOST_PARTS = 5_000  # paragraphs and the like; it compares each with those around it as far as they are alike
_UNIT_LEAST = 400  # characters of text in a container that holds an article among others


@dataclass(slots=True)
class _Place:
    """Where the walk stands: what the elements around say."""

    signs: frozenset[Sign]
    unit: int
    path: str
    depth: int
    link: bool
    pre: bool
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Sheet:
    """The text so far and the piece that is being written."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    pieces: list[Piece] = field(default_factory=list)
    buffer: list[str] = field(default_factory=list)
    linked: int = 0
    place: _Place | None = None
    signs: set[Sign] = field(default_factory=set)
    when: str = ""
    gap: bool = True

    def add(self, text: str, place: _Place) -> None:
        if not place.pre:
            text = _WHITE.sub(" ", text)
        if not text or (text == " " and not self.buffer):
            return
        if self.place is None and text.strip():
            self.place = place
        self.buffer.append(text)
        if text.strip():
            # A date or an author inside a longer line still marks the line.
            self.signs |= {s for s in place.signs if s in ("date", "byline")}
        if place.link:
            self.linked += len(text.strip())

    def flush(self, *, gap: bool) -> None:
        """End the piece; the next one begins after an empty line where `gap`."""
        text = re.sub(r" {2,}", " ", "".join(self.buffer)).strip(" \n\t\r\f")
        place = self.place
        if text and place is not None:
            between = "" if not self.pieces else ("\n\n" if self.gap else "\n")
            self.parts += [between, text]
            start = self.length + len(between)
            self.length = start + len(text)
            links = min(1.0, self.linked / len(text))
            signs = place.signs | self.signs
            self.pieces.append(
                Piece(start, self.length, signs, self.gap, links, None, place.path, place.unit, self.when)
            )
            self.gap = gap
            self.when = ""
        else:
            self.gap = self.gap or gap
        self.buffer, self.linked, self.place, self.signs = [], 0, None, set()


def read(data: bytes, name: str, issues: Issues, charset: str = "", address: str = "") -> Layout:
    """Read a page.

    Raises:
        InputError: if trafilatura is missing, or the page is no HTML at all.
    """
    trafilatura = library("trafilatura", "HTML pages", name)
    text = _cleaned(decode(data, name, issues, declared=charset, markup=True).text, name, issues)
    root = _parsed(text, name, issues)
    said = stated(root, address)
    main = _main_lines(text, root, name, issues)
    sheet = _walked(root)
    whole = "".join(sheet.parts)
    pieces = _with_main(whole, sheet.pieces, main)
    tool = f"lxml {version_of('lxml')}, trafilatura {trafilatura.__version__}"
    return Layout(whole, pieces, tool, said, marked_up=True)


def _cleaned(text: str, name: str, issues: Issues) -> str:
    """A page without what would cost time and memory and is no text."""
    lean = _EMBEDDED.sub("data:,", text.replace("\x00", "\ufffd"))
    lean, cut = _ENDLESS_TAG.subn("<span>", lean)
    if cut:
        issues.error("endless-tags", f"{cut} tags of more than 50,000 characters were left out", Place(name))
    return lean


def _parsed(text: str, name: str, issues: Issues) -> etree._Element:
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    cleaned = text.encode("utf-8", "replace")
    try:
        root = lxml_html.document_fromstring(cleaned, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise InputError("the page holds no text", hint="open it in a browser", place=Place(name)) from None
    if any("Excessive depth" in str(e.message) for e in parser.error_log):
        issues.error("nested-too-deep", "elements nested too deep were left out", Place(name))
    return root


def _main_lines(text: str, root: etree._Element, name: str, issues: Issues) -> frozenset[str]:
    """The lines that trafilatura holds for the page's text, white space made equal."""
    parts = sum(1 for each in root.iter() if isinstance(each.tag, str) and each.tag not in _INLINE)
    if len(text) > _MOST_FOR_LIBRARY or parts > _MOST_PARTS:
        issues.note(
            "page-too-large", "the page is too large for trafilatura; its text is told by its marks alone", Place(name)
        )
        return frozenset()
    extract = import_module("trafilatura").bare_extraction
    # It writes to the log what is told here as an issue.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = extract(text, include_comments=False, include_tables=True, with_metadata=False, favor_recall=True)
    except (RecursionError, ValueError, TypeError, AttributeError, etree.LxmlError) as error:
        issues.note("no-main-text", f"trafilatura could not read the page ({type(error).__name__})", Place(name))
        return frozenset()
    lines = (found.text or "").splitlines() if found is not None else []
    return frozenset(squeezed for line in lines if (squeezed := _squeezed(line)))


def _squeezed(text: str) -> str:
    return re.sub(r"[\s|]+", "", text).strip("-")


def _with_main(text: str, pieces: Sequence[Piece], main: frozenset[str]) -> tuple[Piece, ...]:
    """Pieces with the sign "main" where the library holds them, or their neighbours of one parent, for text."""
    joined = "\n".join(sorted(main))
    held = []
    for piece in pieces:
        squeezed = _squeezed(text[piece.start : piece.end])
        held.append(squeezed in main or (len(squeezed) > 60 and squeezed in joined))
    parents: dict[str, int] = {}
    for piece, own in zip(pieces, held, strict=True):
        if own:
            parent = piece.node.rpartition("/")[0]
            parents[parent] = parents.get(parent, 0) + 1
    out = []
    for piece, own in zip(pieces, held, strict=True):
        size = piece.end - piece.start
        beside = size > 40 and piece.links < 0.5 and parents.get(piece.node.rpartition("/")[0], 0) > 1
        in_unit = bool(piece.unit) and size > 40 and piece.links < 0.5
        alone = not main and size > 80 and piece.links < 0.5
        out.append(replace(piece, signs=piece.signs | {"main"}) if own or beside or in_unit or alone else piece)
    return tuple(out)


def _sizes(root: etree._Element) -> dict[etree._Element, int]:
    """Characters of text in each element."""
    sizes: dict[etree._Element, int] = {}
    for element in reversed(list(root.iter())):
        own = 0
        if isinstance(element.tag, str) and element.tag not in _NO_TEXT:
            own = len((element.text or "").strip())
            own += sum(sizes[child] + len((child.tail or "").strip()) for child in element)
        sizes[element] = own
    return sizes


def _walked(root: etree._Element) -> _Sheet:
    """Walk the page without recursion, writing its text down."""
    sizes = _sizes(root)
    total = max(1, sizes[root])
    sheet = _Sheet()
    units = 0
    top = _Place(frozenset(), 0, "", 0, link=False, pre=False)
    stack: list[tuple[etree._Element, _Place, bool]] = [(root, top, False)]
    open_places: dict[etree._Element, _Place] = {}
    while stack:
        element, outside, done = stack.pop()
        tag = element.tag.lower() if isinstance(element.tag, str) else ""
        if done:
            _leave(sheet, tag, open_places.pop(element))
            if element.tail:
                sheet.add(element.tail, outside)
            continue
        if not tag or tag in _NO_TEXT:
            if element.tail:
                sheet.add(element.tail, outside)
            continue
        unit = outside.unit
        if not unit and sizes[element] >= _UNIT_LEAST and holds_one_article(element, tag):
            units += 1
            unit = units
        inside = _inside(element, tag, outside, unit, sizes[element] / total)
        open_places[element] = inside
        _enter(sheet, element, tag, inside)
        stack.append((element, outside, True))
        stack.extend((child, inside, False) for child in reversed(element))
    sheet.flush(gap=True)
    return sheet


def _inside(element: etree._Element, tag: str, outside: _Place, unit: int, share: float) -> _Place:
    count = outside.counts[tag] = outside.counts.get(tag, 0) + 1
    path = f"{outside.path}/{tag}" + (f"[{count}]" if count > 1 else "") if outside.depth < _DEEP else outside.path
    signs = outside.signs | signs_of(element, tag, share)
    return _Place(signs, unit, path, outside.depth + 1, outside.link or tag == "a", outside.pre or tag == "pre")


def _enter(sheet: _Sheet, element: etree._Element, tag: str, inside: _Place) -> None:
    if tag == "br":
        sheet.flush(gap=sheet.place is None)
    elif tag in ("td", "th"):
        if sheet.buffer:
            sheet.buffer.append("\t")
    elif tag not in _INLINE:
        sheet.flush(gap=tag not in ("li", "tr", "dd"))
    when = element.get("datetime") or (element.get("content") if "date" in inside.signs else None)
    if when and len(when) < 60:
        sheet.when = when
    if element.text and tag != "br":
        sheet.add(element.text, inside)


def _leave(sheet: _Sheet, tag: str, inside: _Place) -> None:
    if tag not in _INLINE and tag not in ("br", "td", "th"):
        sheet.flush(gap=tag not in ("li", "tr", "dd"))
    elif tag in _INLINE and inside.signs & {"caption"} and sheet.place is inside:
        sheet.flush(gap=False)
