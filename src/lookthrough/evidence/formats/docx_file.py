"""Word documents (DOCX): paragraphs, headings, tables and footnotes, without any library of Word's.

Text that tracked changes delete is left out and text that they insert is taken in; both are told, and so are comments.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from lookthrough.errors import InputError, Issues, Place
from lookthrough.evidence.formats.layout import Layout, Piece, Sign, Stated
from lookthrough.evidence.formats.packages import member, opened, xml

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


@dataclass(slots=True)
class _Sheet:
    parts: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, signs: frozenset[Sign], *, gap: bool = True) -> None:
        text = text.strip(" \t\n")
        if not text:
            return
        between = "" if not self.parts else "\n\n" if gap else "\n"
        start = self.length + len(between)
        self.length = start + len(text)
        self.parts += [between, text]
        self.pieces.append(Piece(start, self.length, signs, gap))


def read(data: bytes, name: str, issues: Issues) -> Layout:
    """Read a Word document.

    Raises:
        InputError: if the package is damaged, locked, a bomb, or not Word's.
    """
    archive = opened(data, name)
    root = xml(member(archive, "word/document.xml", name), "word/document.xml", name)
    body = root.find(f"{_W}body") if root is not None else None
    if root is None or body is None:
        raise InputError("the package holds no Word text", hint="save it again as DOCX", place=Place(name))
    sheet = _Sheet()
    names = sorted(archive.namelist())
    for path in [n for n in names if n.startswith("word/header")]:
        _running(xml(member(archive, path, name), path, name), sheet)
    _blocks(body, sheet)
    for path in ("word/footnotes.xml", "word/endnotes.xml"):
        _notes(xml(member(archive, path, name), path, name), sheet)
    for path in [n for n in names if n.startswith("word/footer")]:
        _running(xml(member(archive, path, name), path, name), sheet)
    _tell(root, xml(member(archive, "word/comments.xml", name), "word/comments.xml", name), name, issues)
    core = xml(member(archive, "docProps/core.xml", name), "docProps/core.xml", name)
    stated = Stated(title=_said(core, _TITLE), authors=tuple(a for a in [_said(core, _CREATOR)] if a))
    return Layout("".join(sheet.parts), tuple(sheet.pieces), "docx (lxml)", stated)


def _said(core: etree._Element | None, tag: str) -> str:
    found = core.find(tag) if core is not None else None
    return (found.text or "").strip() if found is not None else ""


def _blocks(body: etree._Element, sheet: _Sheet) -> None:
    """Paragraphs and tables in order, those inside content controls too."""
    for element in _flat(body):
        if element.tag == f"{_W}p":
            _paragraph(element, sheet)
        else:
            _table(element, sheet)


def _flat(parent: etree._Element) -> Iterator[etree._Element]:
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        if element.tag in (f"{_W}p", f"{_W}tbl"):
            yield element
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"):
            stack.extend(reversed(element))


def _paragraph(element: etree._Element, sheet: _Sheet) -> None:
    style = element.find(f"{_W}pPr/{_W}pStyle")
    name = (style.get(f"{_W}val") or "").lower() if style is not None else ""
    signs: frozenset[Sign] = frozenset()
    if name == "title":
        signs = frozenset({"title"})
    elif name.startswith(("heading", "berschrift", "titre", "ttulo", "titolo", "subtitle")):
        signs = frozenset({"heading"})
    elif name in ("caption", "beschriftung", "lgende"):
        signs = frozenset({"caption"})
    for place, line in enumerate(_text(element).split("\n")):
        sheet.add(line, signs, gap=not place)
    # Text boxes hang within a paragraph and hold paragraphs of their own.
    for box in element.iter(f"{_W}txbxContent"):
        if not any(up.tag == _FALLBACK for up in box.iterancestors()):
            for inner in box.iterchildren(f"{_W}p"):
                sheet.add(_text(inner), frozenset({"aside"}))


def _text(element: etree._Element) -> str:
    """A paragraph's text: inserted text counts, deleted text does not, a text box is not part of it."""
    out: list[str] = []
    stack: list[etree._Element] = list(reversed(element))
    while stack:
        each = stack.pop()
        if each.tag == f"{_W}t":
            out.append(each.text or "")
        elif each.tag == f"{_W}tab":
            out.append("\t")
        elif each.tag in (f"{_W}br", f"{_W}cr"):
            out.append("\n")
        elif each.tag == f"{_W}noBreakHyphen":
            out.append("-")
        elif each.tag not in (f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_W}txbxContent", _FALLBACK):
            stack.extend(reversed(each))
    return "".join(out)


def _table(element: etree._Element, sheet: _Sheet) -> None:
    for place, row in enumerate(element.iter(f"{_W}tr")):
        cells = [" ".join(_text(p).strip() for p in cell.iter(f"{_W}p")) for cell in row.iterchildren(f"{_W}tc")]
        sheet.add("\t".join(cells), frozenset({"table"}), gap=not place)


def _notes(root: etree._Element | None, sheet: _Sheet) -> None:
    for note in root if root is not None else ():
        if note.get(f"{_W}type") in ("separator", "continuationSeparator", "continuationNotice"):
            continue
        sheet.add(" ".join(_text(p).strip() for p in note.iter(f"{_W}p")), frozenset({"note"}))


def _running(root: etree._Element | None, sheet: _Sheet) -> None:
    for paragraph in root.iter(f"{_W}p") if root is not None else ():
        sheet.add(_text(paragraph), frozenset({"running"}))


def _tell(root: etree._Element, comments: etree._Element | None, name: str, issues: Issues) -> None:
    inserted = sum(1 for _ in root.iter(f"{_W}ins", f"{_W}moveTo"))
    deleted = sum(1 for _ in root.iter(f"{_W}del", f"{_W}moveFrom"))
    if inserted or deleted:
        issues.warn(
            "tracked-changes",
            f"tracked changes: {inserted} insertions are read as text, {deleted} deletions are left out",
            Place(name),
            "accept or reject them in Word to settle the text",
        )
    count = len(comments) if comments is not None else 0
    if count:
        issues.note("comments-left-out", f"{count} comments in the margin were left out", Place(name))
