"""From bytes to text: what a file is, which encoding it is in, and what had to be guessed.

Nothing here raises for bytes that a user may have: junk is recognised as junk and named.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from lookthrough.errors import InputError, Issues, Place

Content = Literal[
    "text", "json", "xml", "excel_xml", "html", "zip", "ole", "pdf", "packed", "image", "parquet", "binary", "empty"
]  # fmt: skip

HEAD = 65_536  # bytes that a sniffer may look at
_CHUNK = 1 << 20
_MAGIC: tuple[tuple[bytes, Content], ...] = (
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x1f\x8b", "packed"),
    (b"BZh", "packed"),
    (b"7z\xbc\xaf\x27\x1c", "packed"),
    (b"\xfd7zXZ\x00", "packed"),
    (b"Rar!", "packed"),
    (b"\x28\xb5\x2f\xfd", "packed"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"PAR1", "parquet"),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ODD = re.compile(r"[\x01-\x08\x0b\x0e-\x19\x1b-\x1f]")  # control characters that no text has
_HTML = ("<!doctype html", "<html", "<head", "<body", "<table", "<script", "<meta", "<div")
_TWO_BYTES = (
    "it looks like GB18030, Shift-JIS, Big5, EUC-KR or a Cyrillic code page: save it as UTF-8 "
    '("CSV UTF-8" in a spreadsheet)'
)
_WHAT: dict[Content, tuple[str, str]] = {
    "empty": ("the file is empty", "check that the download or export finished"),
    "html": (
        "the file is a web page, whatever its ending says",
        "it is often a log-in or error page: open it in a browser, then download the data file itself",
    ),
    "excel_xml": ("the file is an Excel 2003 XML sheet", "open it in a spreadsheet and save it as .xlsx or CSV"),
    "pdf": (
        "the file is a PDF, not a table",
        "ask the publisher for CSV or XLSX, or copy the table into a spreadsheet",
    ),
    "packed": ("the file is a compressed archive", "unpack it and give the file inside"),
    "image": ("the file is a picture", "give the data as CSV or XLSX"),
    "parquet": ("the file is a Parquet table", "export it as CSV or JSON Lines first"),
    "binary": ("the file's bytes are no text and no known kind of table", "give CSV, XLSX, JSON Lines or SEC XML"),
}


@dataclass(frozen=True, slots=True)
class Probe:
    """What one pass over a file's bytes found.

    Attributes:
        sha256: of the file's bytes, hex.
        size: in bytes.
        encoding: a Python codec that reads the whole file, or reads it with replacement characters.
        errors: the codec's error handler: "strict" or "replace".
        nulls: whether a NUL byte stands in text that is not UTF-16 or UTF-32.
    """

    sha256: str
    size: int
    encoding: str
    errors: str
    nulls: bool


def head_of(file: Path, size: int = HEAD) -> bytes:
    """The file's first bytes.

    Raises:
        InputError: if the file is not there, is a folder or may not be read.
    """
    try:
        with file.open("rb") as stream:
            return stream.read(size)
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise InputError(
            f"the file cannot be opened: {reason.lower()}", hint="check the path", place=Place(file.name)
        ) from None


def content_of(head: bytes) -> Content:
    """What the bytes are, by their own signs and never by the file's name.

    Args:
        head: the file's first bytes, at best `HEAD` of them.
    """
    if not head.strip(b" \t\r\n\x00"):
        return "empty"
    for magic, content in _MAGIC:
        if head.startswith(magic):
            return content
    text = head_text(head)
    return "binary" if text is None else _kind_of_text(text)


def _kind_of_text(text: str) -> Content:
    start = text.lstrip("\ufeff \t\r\n\x00")[:512].lower()
    if start.startswith(_HTML) or (start.startswith("<") and "<html" in text[:4096].lower()):
        return "html"
    if start.startswith("<"):
        return "excel_xml" if "urn:schemas-microsoft-com:office:spreadsheet" in text[:4096] else "xml"
    return "json" if start.startswith(("{", "[")) and '"' in start else "text"


def head_text(head: bytes) -> str | None:
    """The head as text in its likely encoding, bad bytes replaced; None when it is not text at all."""
    encoding = _from_marks(head) or "utf-8"
    text = head.decode(encoding, "replace").removeprefix("\ufeff")
    sample = text[:8192]
    odd = len(_ODD.findall(sample))
    nulls = sample.count("\x00")
    if odd * 20 > len(sample) or nulls * 5 > len(sample):
        return None
    if encoding == "utf-8" and sample.count("\ufffd") * 3 > len(sample):
        return None  # more bytes fail than any text in an 8-bit code page would
    if encoding == "utf-8" and "\ufffd" in text:
        text = head.decode("cp1252", "replace")
    return text


def refuse(content: Content, file: Path) -> InputError:
    """The error for a file that is no table: what it is, and what to do."""
    says, hint = _WHAT.get(content, ("the file is not in a form that is read here", "give CSV, XLSX or JSON Lines"))
    if content == "binary" and _is_double_byte(head_of(file)):
        says, hint = "the file is text in an encoding that is not known here", _TWO_BYTES
    return InputError(says, hint=hint, place=Place(file.name))


def _is_double_byte(head: bytes) -> bool:
    """Do the bytes look like text with two bytes to a letter, or wholly of another alphabet than the Latin one?

    In a European code page the letters above ASCII stand one by one among others; here they follow one another.
    """
    runs = [len(run) for run in re.findall(rb"[\x80-\xff]+", head)]
    high = sum(runs)
    return high >= 4 and sum(n for n in runs if n > 1) * 4 > high * 3 and not re.search(rb"[\x00-\x08\x0e-\x1f]", head)


def _from_marks(head: bytes) -> str | None:
    """The encoding that a byte-order mark or the pattern of NUL bytes gives; None when neither speaks."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding
    sample = head[:4096]
    if len(sample) >= 4:
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        half = len(sample) // 2
        if odd > 0.6 * half and even < 0.1 * half:
            return "utf-16-le"
        if even > 0.6 * half and odd < 0.1 * half:
            return "utf-16-be"
    return None


def probe(file: Path, issues: Issues) -> Probe:
    """Hash the file and settle its encoding, with an issue for whatever was not plain UTF-8.

    UTF-8 and marked UTF-16 or UTF-32 are read as such. Bytes that are not UTF-8 are read as UTF-8 with replacement
    characters where most of the file's other letters are sound, else as Windows-1252 or, where even that fails,
    Latin-1: a guess that is said.

    Raises:
        InputError: if the file cannot be opened.
    """
    head = head_of(file)
    encoding = _from_marks(head)
    digest, size, nulls = hashlib.sha256(), 0, False
    decoder = codecs.getincrementaldecoder(encoding or "utf-8")()
    bad: int | None = None
    with file.open("rb") as stream:
        for chunk in _chunks(stream):
            digest.update(chunk)
            nulls = nulls or b"\x00" in chunk
            if bad is None:
                bad = _first_bad(decoder, chunk, size, final=False)
            size += len(chunk)
    if bad is None:
        bad = _first_bad(decoder, b"", size, final=True)
    if encoding and encoding.startswith("utf-16-"):
        issues.note("no-byte-order-mark", f"read as {encoding.upper()} by the pattern of its bytes", Place(file.name))
    wide = bool(encoding and encoding.startswith(("utf-16", "utf-32")))
    errors = "strict"
    if bad is not None:
        encoding, errors = _settle(file, encoding, bad, size, issues)
    return Probe(digest.hexdigest(), size, encoding or "utf-8", errors, nulls and not wide)


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk


def _first_bad(decoder: codecs.IncrementalDecoder, chunk: bytes, offset: int, *, final: bool) -> int | None:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError as error:
        return max(0, offset + error.start)
    return None


def _settle(file: Path, encoding: str | None, bad: int, size: int, issues: Issues) -> tuple[str, str]:
    """Choose how to read a file with bytes that its encoding does not allow, and say so."""
    with file.open("rb") as stream:
        before = stream.read(bad)
        window = before[-_CHUNK:] + stream.read(_CHUNK)
    place = Place(file.name, before.count(b"\n") + 1)
    if encoding not in (None, "utf-8-sig"):
        issues.error("bad-bytes", f"bytes that are not {str(encoding).upper()} were replaced", place)
        return str(encoding), "replace"
    text = window.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    sound = sum(1 for c in text if c > "\x7f") - lost
    if encoding or size - bad < 4 or sound > 4 * lost:
        issues.error("bad-bytes", "bytes that are not UTF-8 were replaced by \\ufffd", place, "export the file again")
        return encoding or "utf-8", "replace"
    try:
        codepage = "cp1252"
        window.decode(codepage)
    except UnicodeDecodeError:
        codepage = "latin-1"
    if _is_double_byte(window[-_CHUNK:]):
        message = f"the file is not UTF-8, and read as {codepage} its letters are not those that were meant"
        issues.error("wrong-letters", message, place, _TWO_BYTES)
        return codepage, "replace"
    issues.warn(
        "not-utf8",
        f"the file is not UTF-8; it was read as {codepage}",
        place,
        "if names look wrong, save the file as UTF-8",
    )
    return codepage, "replace"
