"""What a document is, by its own bytes and never by its name."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Literal

from lookthrough.errors import InputError, Place
from lookthrough.evidence.formats.characters import wide_encoding

Kind = Literal[
    "text", "html", "pdf", "docx", "warc", "wacz", "jsonl", "zip", "office", "rtf", "image", "packed", "binary", "empty"
]

_HEAD = 65_536
_MAGIC: tuple[tuple[bytes, Kind, str], ...] = (
    (b"%PDF-", "pdf", "application/pdf"),
    (b"WARC/", "warc", "application/warc"),
    (b"{\\rtf", "rtf", "application/rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office", "application/x-ole-storage"),
    (b"\x89PNG", "image", "image/png"),
    (b"\xff\xd8\xff", "image", "image/jpeg"),
    (b"GIF8", "image", "image/gif"),
    (b"II*\x00", "image", "image/tiff"),
    (b"MM\x00*", "image", "image/tiff"),
    (b"BZh", "packed", "application/x-bzip2"),
    (b"7z\xbc\xaf\x27\x1c", "packed", "application/x-7z-compressed"),
    (b"\xfd7zXZ\x00", "packed", "application/x-xz"),
    (b"Rar!", "packed", "application/vnd.rar"),
    (b"\x28\xb5\x2f\xfd", "packed", "application/zstd"),
)
_WHAT: dict[Kind, tuple[str, str]] = {
    "empty": ("the document is empty", "check that the download or export finished"),
    "warc": ("this is an archive of several documents", "give its path to `gather`, which reads each of them"),
    "wacz": ("this is an archive of several documents", "give its path to `gather`, which reads each of them"),
    "zip": ("this is a zip archive without a document that is read here", "unpack it and give the folder"),
    "office": ("this is an old or password-protected Office file", "save it as DOCX without a password, or as PDF"),
    "rtf": ("this is a Rich Text file", "save it as DOCX, PDF or plain text"),
    "image": ("this is a picture; no text stands in it", "make a searchable PDF of it with OCR software"),
    "packed": ("this is a compressed archive", "unpack it and give the folder"),
    "binary": ("the bytes are no text and no known kind of document", "give HTML, PDF, DOCX, WARC, WACZ or plain text"),
}
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|p|article|main|h1|script|table|span)\b",
    re.IGNORECASE | re.DOTALL,
)
_ODD = re.compile(rb"[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Media:
    """A document's kind.

    Attributes:
        kind: which reader reads it.
        media_type: e.g. "text/html".
    """

    kind: Kind
    media_type: str


def media_of(data: bytes) -> Media:
    """Tell what the bytes are; never raises."""
    head = data[:_HEAD]
    if not head.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        return Media("empty", "application/octet-stream")
    for magic, kind, media_type in _MAGIC:
        if head.startswith(magic):
            return Media(kind, media_type)
    # A PDF may begin with other bytes within its first kilobyte, says its standard (ISO 32000-1, annex H.3.4.1).
    if b"%PDF-" in head[:1024]:
        return Media("pdf", "application/pdf")
    if head.startswith(b"\x1f\x8b"):
        return _packed(data)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    return _text(head)


def _packed(data: bytes) -> Media:
    try:
        start = zlib.decompressobj(31).decompress(data[:4096], 16)
    except zlib.error:
        start = b""
    return Media("warc", "application/warc") if start.startswith(b"WARC/") else Media("packed", "application/gzip")


def _zipped(data: bytes) -> Media:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return Media("zip", "application/zip")
    if "word/document.xml" in names:
        return Media("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    if "datapackage.json" in names and any(n.startswith("archive/") for n in names):
        return Media("wacz", "application/wacz")
    if any(n.endswith((".warc", ".warc.gz")) for n in names):
        return Media("wacz", "application/wacz")
    return Media("zip", "application/zip")


def _text(head: bytes) -> Media:
    marked = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    wide = "utf-16" if marked else wide_encoding(head[:4096])
    if not wide and (head.count(0) > 8 or len(_ODD.findall(head)) * 20 > len(head)):
        return Media("binary", "application/octet-stream")
    text = head.decode(wide or "utf-8", "replace").lstrip("\ufeff")
    if _HTML.match(text) or (text.lstrip().startswith("<") and re.search(r"<(?:html|body)\b", text, re.IGNORECASE)):
        return Media("html", "text/html")
    first = text.lstrip().split("\n", 1)[0]
    if first.startswith("{") and re.search(r'"(?:text|title|bylines|extracted_at)"\s*:', first):
        return Media("jsonl", "application/x-ndjson")
    return Media("text", "text/plain")


def refuse(media: Media, name: str) -> InputError:
    """The error for what is not read here: what it is and what to do."""
    says, hint = _WHAT.get(media.kind, _WHAT["binary"])
    return InputError(says, hint=hint, place=Place(name))
