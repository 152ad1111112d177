"""PDF files: pages of lines made paragraphs, rows of tables and headings; scanned pages are told."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from statistics import median
from typing import Any, NamedTuple

from lookthrough.errors import InputError, Issues, Place
from lookthrough.evidence.formats.layout import Layout, Piece, Sign, Stated
from lookthrough.evidence.formats.libraries import library, version_of
from lookthrough.evidence.formats.pdf_pages import DAMAGED, LOCKED, SECONDS
from lookthrough.evidence.formats.plain_text import ends_paragraph

MOST_BYTES = 512 * 1024 * 1024
_EDGE = 3  # lines at the top and the foot of a page among which running heads are looked for
_BREAK = re.compile("[\x02\xad\ufffe]$")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


class _Line(NamedTuple):
    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float


def read(data: bytes, name: str, issues: Issues) -> Layout:
    """Read a PDF file.

    Raises:
        InputError: if pypdfium2 is missing, or the file is locked, damaged, or needs more memory or time than the
            `MEMORY` and `SECONDS` of `pdf_pages`.
    """
    library("pypdfium2", "PDF files", name)
    if len(data) > MOST_BYTES:
        raise InputError(
            f"the PDF has {len(data):,} bytes; {MOST_BYTES:,} are read", hint="split it", place=Place(name)
        )
    about, pages = _pages(data, name)
    total = int(about["pages"])
    _tell(total, pages, name, issues)
    running = _running(pages)
    text, pieces = _laid(pages, running)
    made = about.get("about", {})
    stated = Stated(title=str(made.get("Title", "")), authors=())
    return Layout(text, pieces, f"pypdfium2 {version_of('pypdfium2')}", stated)


def _pages(data: bytes, name: str) -> tuple[dict[str, Any], list[list[_Line]]]:
    """What PDFium says, from a process that it cannot take us down with."""
    command = [sys.executable, "-m", "lookthrough.evidence.formats.pdf_pages"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=2 * SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise _too_heavy(name) from None
    if done.returncode == LOCKED:
        raise InputError("the PDF is locked with a password", hint="save it without one", place=Place(name))
    if done.returncode == DAMAGED:
        raise InputError("the PDF is damaged or cut short", hint="download it again", place=Place(name))
    if done.returncode:
        raise _too_heavy(name)
    first, *rest = done.stdout.decode("utf-8").splitlines()
    return json.loads(first), [[_Line(*line) for line in json.loads(page)] for page in rest]


def _too_heavy(name: str) -> InputError:
    return InputError(
        "the PDF could not be read within the memory and time that a document gets",
        hint="it may be damaged or made to fill the memory; print it to a new PDF, or split it",
        place=Place(name),
    )


def _tell(total: int, pages: list[list[_Line]], name: str, issues: Issues) -> None:
    empty = [number for number, page in enumerate(pages, 1) if not page]
    if empty:
        shown = ", ".join(map(str, empty[:10])) + (" …" if len(empty) > 10 else "")
        what = "no page holds" if len(empty) == len(pages) else f"{len(empty)} of {total} pages ({shown}) hold no"
        issues.error(
            "page-without-text",
            f"{what} text: scanned or drawn",
            Place(name),
            "make the PDF searchable with OCR software",
        )
    if len(pages) < total:
        issues.error(
            "pages-cut", f"only the first {len(pages):,} of {total:,} pages were read", Place(name), "split it"
        )


def _running(pages: list[list[_Line]]) -> frozenset[str]:
    """Lines that return at the edges of pages, numbers made equal."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_unnumbered(line.text) for line in [*page[:_EDGE], *page[-_EDGE:]]})
    least = 2 if len(pages) < 4 else 3
    return frozenset(text for text, count in seen.items() if count >= least and len(text) < 160)


def _unnumbered(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _laid(pages: list[list[_Line]], running: frozenset[str]) -> tuple[str, tuple[Piece, ...]]:
    sizes = [line.size for page in pages for line in page for _ in range(len(line.text) // 20 + 1)]
    usual = median(sizes) if sizes else 10.0
    largest = max((line.size for line in pages[0]), default=usual) if pages else usual
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for number, page in enumerate(pages, 1):
        for group, own_signs in _groups(page, running):
            text = _joined(group)
            if not text:
                continue
            size, signs = group[0].size, own_signs
            if not signs and size > 1.15 * usual and len(text) < 200:
                signs = frozenset({"title" if number == 1 and size == largest else "heading"})
            between = "" if not parts else "\n" if "table" in signs and "table" in pieces[-1].signs else "\n\n"
            start = length + len(between)
            length = start + len(text)
            parts += [between, text]
            pieces.append(Piece(start, length, signs, between != "\n", 0.0, number))
    return "".join(parts), tuple(pieces)


def _groups(page: list[_Line], running: frozenset[str]) -> Iterator[tuple[list[_Line], frozenset[Sign]]]:
    """Paragraphs, rows and running lines of a page."""
    right = max((line.right for line in page), default=0.0)
    left = min((line.left for line in page), default=0.0)
    edge = {id(line) for line in [*page[:_EDGE], *page[-_EDGE:]]}
    group: list[_Line] = []
    for place, line in enumerate(page):
        alone: frozenset[Sign] = frozenset()
        if id(line) in edge and (_unnumbered(line.text) in running or re.fullmatch(r"[\W\d]*", line.text)):
            alone = frozenset({"running"})
        elif "\t" in line.text and any("\t" in page[n].text for n in (place - 1, place + 1) if 0 <= n < len(page)):
            alone = frozenset({"table"})
        if alone:
            if group:
                yield group, frozenset()
                group = []
            yield [line], alone
        elif group and _begins(group, line, left, right):
            yield group, frozenset()
            group = [line]
        else:
            group.append(line)
    if group:
        yield group, frozenset()


def _begins(group: list[_Line], line: _Line, left: float, right: float) -> bool:
    """Whether a line begins a paragraph, seen from the lines before it."""
    before = group[-1]
    step = before.bottom - line.bottom
    if abs(line.size - before.size) > 0.12 * before.size or step < -before.size:
        return True  # other letters, or a new column
    usual = group[-2].bottom - before.bottom if len(group) > 1 else 1.45 * before.size
    if step > 1.25 * usual and step > 1.3 * before.size:
        return True
    ended = ends_paragraph(before.text)
    short = before.right < right - 0.2 * (right - left)
    indented = (
        line.left > before.left + 0.8 * line.size and line.left > min(each.left for each in group) + 0.8 * line.size
    )
    return (ended and (short or indented)) or (
        short and len(before.text) < 60 and line.text[:1].isupper() and not ended
    )


def _joined(group: list[_Line]) -> str:
    """Lines as one text; a word that the line's end cut in two is one again."""
    text = ""
    for line in group:
        own = line.text.replace("\t", " ") if len(group) > 1 else line.text
        if not text:
            text = own
        elif _BREAK.search(text):
            text = text[:-1] + own
        elif text.endswith("-") and own[:1].islower():
            text += own
        else:
            text += " " + own
    return _CONTROL.sub("", text).strip()
