"""The pages of a PDF as lines with places, read by PDFium in a process of its own: `python -m` this module.

PDFium is a large C++ library that strangers' files are fed to. In its own process a damaged or hostile file can take
no more memory and time than it is given, and cannot end anybody else. Bytes come on the standard input; one JSON
array per page goes to the standard output, after one object about the whole.
"""

from __future__ import annotations

import ctypes
import json
import sys
from importlib import import_module
from itertools import pairwise
from typing import Any

if sys.platform != "win32":
    import resource

MOST_PAGES = 5_000
MOST_CHARACTERS = 20_000_000
MEMORY = 2 << 30
SECONDS = 120
LOCKED, DAMAGED = 3, 4  # exit codes

_GAP = 1.4  # font sizes between two words from which they stand in different columns


def bound() -> None:
    """Give this process a limit of memory and time, where the system knows limits."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def lines_of(raw: Any, textpage: Any) -> list[list[object]]:
    """Lines of a page: [text, left, bottom, right, top, font size], columns set apart by tabs."""
    count = raw.FPDFText_CountChars(textpage)
    lines: list[list[object]] = []
    current: list[tuple[int, str]] = []
    for index in range(count):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if code in (10, 13):
            if current:
                lines.append(_line(raw, textpage, current))
                current = []
        elif code:
            current.append((index, chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"))
    if current:
        lines.append(_line(raw, textpage, current))
    return [line for line in lines if str(line[0]).strip()]


def _box(raw: Any, textpage: Any, index: int) -> tuple[float, float, float, float]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value


def _line(raw: Any, textpage: Any, characters: list[tuple[int, str]]) -> list[object]:
    inked = [(i, c) for i, c in characters if not c.isspace()] or characters
    size = raw.FPDFText_GetFontSize(textpage, inked[0][0]) or 10.0
    first, last = _box(raw, textpage, inked[0][0]), _box(raw, textpage, inked[-1][0])
    height = max(size, first[3] - first[1])
    text = [characters[0][1]]
    for before, (index, char) in pairwise(characters):
        if before[1] == " " and char != " " and len(text) > 1:
            # Compare the inked characters on both sides of the space.
            left = _box(raw, textpage, before[0] - 1)
            if _box(raw, textpage, index)[0] - left[2] > _GAP * height:
                text[-1] = "\t"
        text.append(char)
    return ["".join(text).strip(), *(round(v, 1) for v in (*first[:2], last[2], first[3])), round(height, 1)]


def main() -> int:
    """Read the PDF on the standard input."""
    pypdfium2, raw = import_module("pypdfium2"), import_module("pypdfium2.raw")
    bound()
    data = sys.stdin.buffer.read()
    try:
        document = pypdfium2.PdfDocument(data)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        return LOCKED if "password" in str(error).lower() else DAMAGED
    about = {key: value for key, value in document.get_metadata_dict().items() if value}
    write = sys.stdout.write
    write(json.dumps({"pages": pages, "about": about}) + "\n")
    characters = 0
    for number in range(min(pages, MOST_PAGES)):
        try:
            page = document[number]
            textpage = page.get_textpage()
            lines = lines_of(raw, textpage)
            textpage.close()
            page.close()
        except pypdfium2.PdfiumError:
            lines = []
        characters += sum(len(str(line[0])) for line in lines)
        if characters > MOST_CHARACTERS:
            break
        write(json.dumps(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
