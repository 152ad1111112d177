"""Plain text: the rendition is the decoded file itself, so every offset counts the file's own code points."""

from __future__ import annotations

import re
from itertools import pairwise

from lookthrough.errors import Issues
from lookthrough.evidence.formats.characters import decode
from lookthrough.evidence.formats.layout import Layout, Piece

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_WHITE = " \t\xa0\ufeff\u3000\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
_ENDS = re.compile(r"[.!?…。！？؟:;][\"'”’»)\]」』]*$")
_WRAP = range(45, 101)  # characters of the longest lines where somebody wrapped the text by hand


def read(data: bytes, name: str, issues: Issues, declared: str = "") -> Layout:
    """Read a text file; see `characters.decode` for its encodings."""
    decoded = decode(data, name, issues, declared=declared)
    return Layout(decoded.text, pieces_of(decoded.text), f"plain text ({decoded.encoding})")


def pieces_of(text: str, offset: int = 0, page: int | None = None) -> tuple[Piece, ...]:
    """Lines of a text, or its paragraphs where lines were wrapped by hand."""
    lines = _lines(text)
    if _wrapped(text, lines):
        lines = _paragraphs(lines)
    return tuple(Piece(offset + start, offset + end, gap=gap, page=page) for start, end, gap in lines)


def ends_paragraph(line: str) -> bool:
    """Whether a line can be the last of its paragraph: it ends in a mark that ends a sentence."""
    return _ENDS.search(line) is not None


def _lines(text: str) -> list[tuple[int, int, bool]]:
    """(start, end, whether an empty line stands before) of each line that is not empty."""
    found: list[tuple[int, int, bool]] = []
    last = 0
    for match in _LINE.finditer(text):
        line = match[0]
        inner = line.strip(_WHITE)
        if not inner:
            continue
        start = match.start() + line.index(inner[0])
        end = start + len(line[start - match.start() :].rstrip(_WHITE))
        between = text[last:start]
        found.append((start, end, not found or between.count("\n") + between.count("\r") - between.count("\r\n") > 1))
        last = end
    return found


def _wrapped(text: str, lines: list[tuple[int, int, bool]]) -> bool:
    """Whether lines break in the middle of sentences at a narrow margin."""
    inner = [(a, b) for a, b in pairwise(lines) if not b[2]]
    if len(inner) < 4:
        return False
    widths = sorted(a[1] - a[0] for a, _ in inner)
    open_ended = sum(1 for a, _ in inner if not ends_paragraph(text[a[0] : a[1]]))
    return widths[int(len(widths) * 0.9)] in _WRAP and open_ended > 0.6 * len(inner)


def _paragraphs(lines: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    widest = max(end - start for start, end, _ in lines)
    joined: list[tuple[int, int, bool]] = []
    short = True
    for start, end, gap in lines:
        if joined and not gap and not short:
            joined[-1] = (joined[-1][0], end, joined[-1][2])
        else:
            joined.append((start, end, gap))
        # A line that ends far from the margin ends its paragraph.
        short = end - start < 0.6 * widest
    return joined
