"""Bytes of a text file made characters: by byte-order mark, declaration, or a guess that is said.

Where a file in UTF-8 holds single bytes of Windows-1252 (pasted text does), these are read as such and counted; the
rest of the file is not given up for them.
"""

from __future__ import annotations

import codecs
import re
from importlib import import_module
from typing import NamedTuple

from lookthrough.errors import Issues, Place, quote

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_HEAD = 65_536
# What the web means by these names, says the WHATWG Encoding Standard.
_WEB_NAMES = {"iso-8859-1": "cp1252", "ascii": "cp1252", "latin-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030",
              "iso-8859-9": "cp1254", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs"}  # fmt: skip
_MIXED = "lookthrough.windows-1252"


class Decoded(NamedTuple):
    """Text with the name of the encoding that it was read in."""

    text: str
    encoding: str


def _one_byte(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return bad.decode("cp1252", "replace"), error.end


codecs.register_error(_MIXED, _one_byte)


def decode(data: bytes, name: str, issues: Issues, *, declared: str = "", markup: bool = False) -> Decoded:
    """Read bytes as text; no character is dropped or translated, line ends included.

    Args:
        data: the whole file.
        name: the file's name, for issues.
        issues: receives what had to be guessed.
        declared: the encoding that came with the file (an HTTP header); "" when none did.
        markup: whether to look for a declaration inside (`<meta charset>`, `<?xml encoding>`).
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Decoded(data.decode(encoding, "replace"), encoding)
    wide = wide_encoding(data[:4096])
    if wide:
        issues.note("no-byte-order-mark", f"read as {wide.upper()} by the pattern of its bytes", Place(name))
        return Decoded(data.decode(wide, "replace"), wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        first_bad = error.start
    place = Place(name, data.count(b"\n", 0, first_bad) + 1)
    encoding = _known(declared or (_declaration(data) if markup else ""))
    if encoding and encoding != "utf-8":
        return _as_declared(data, encoding, place, issues)
    return _guessed(data, place, issues)


def wide_encoding(head: bytes) -> str:
    """The encoding of two bytes a letter that the pattern of zero bytes shows; "" where it shows none."""
    if len(head) < 8:
        return ""
    half = len(head) // 2
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.1 * half else ""


def _declaration(data: bytes) -> str:
    found = _META.search(data[:_HEAD]) or _XML.search(data[:_HEAD])
    return found[1].decode("ascii") if found else ""


def _known(declared: str) -> str:
    try:
        name = codecs.lookup(declared.strip().lower()).name if declared else ""
    except LookupError:
        return ""
    return _WEB_NAMES.get(name.replace("iso8859", "iso-8859"), name)


def _as_declared(data: bytes, encoding: str, place: Place, issues: Issues) -> Decoded:
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    if lost:
        issues.warn("bad-bytes", f"{lost} characters are not {encoding} as declared, and show as \\ufffd", place)
    return Decoded(text, encoding)


def _guessed(data: bytes, place: Place, issues: Issues) -> Decoded:
    """Choose for bytes that are not UTF-8 and do not say what they are."""
    trial = data.decode("utf-8", "replace")
    lost = trial.count("\ufffd")
    sound = sum(1 for c in trial if c > "\x7f") - lost
    if sound > lost:
        issues.warn(
            "mixed-encodings",
            f"{lost} places in this UTF-8 file are not UTF-8; they were read as Windows-1252",
            place,
            "quotes near them may differ from the printed page",
        )
        return Decoded(data.decode("utf-8", _MIXED), "utf-8 with windows-1252")
    encoding = _by_library(data) or "cp1252"
    issues.warn(
        "encoding-guessed",
        f"the file is not UTF-8 and does not say what it is; it was read as {quote(encoding)}",
        place,
        "if letters look wrong, save the file as UTF-8",
    )
    return Decoded(data.decode(encoding, "replace"), encoding)


def _by_library(data: bytes) -> str:
    try:
        library = import_module("charset_normalizer")
    except ImportError:
        return ""
    best = library.from_bytes(data[:_HEAD]).best()
    found = best.encoding if best else ""
    try:
        data.decode(_WEB_NAMES.get(found, found) or "cp1252")
    except (UnicodeDecodeError, LookupError):
        return ""
    return str(_WEB_NAMES.get(found, found))
