"""Bytes from a publisher, made text: unpacked within limits, decoded, and refused when they are plainly something else.

Publishers serve gzip and zip without saying so, error pages with status 200, UTF-16 with and without a mark, and
Windows code pages under the name of UTF-8. Every such case ends in readable text, or in a `ParseError` that says what
the file really is.
"""

from __future__ import annotations

import codecs
import gzip
import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from lookthrough.errors import InputError, Issues, NotFoundError, ParseError, Place, quote

MIB = 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HTML_HINT = "the server answered with a page instead of the file; open the address in a browser and download it again"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may weigh before it is refused unread.

    Attributes:
        file_bytes: of the file on disk, 256 MiB unless told; the largest list read here has 30 MB.
        unpacked_bytes: after decompression, 512 MiB unless told.
        ratio: unpacked to packed size, 200 unless told; lists pack to a tenth, bombs to a thousandth. Files that
            unpack to less than 1 MiB are not measured.
    """

    file_bytes: int = 256 * MIB
    unpacked_bytes: int = 512 * MIB
    ratio: int = 200


DEFAULT_LIMITS = Limits()


def read_bytes(file: Path, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """The file's content, unpacked when it is gzip or a zip archive with one file in it.

    Raises:
        NotFoundError: if there is no such file.
        InputError: if it is a folder or cannot be opened.
        ParseError: if it is empty, too large, a damaged archive, or an archive of something else.
    """
    place = Place(file.name)
    try:
        size = file.stat().st_size
        if size > limits.file_bytes:
            raise ParseError(
                f"the file has {size:,} bytes, more than the {limits.file_bytes:,} that any list here needs",
                hint="check that it is the list and not a disk image or another archive",
                place=place,
            )
        data = file.read_bytes()
    except FileNotFoundError:
        raise NotFoundError(f"there is no file {quote(file.name)}", hint="check the path", place=place) from None
    except OSError as error:
        raise InputError(f"the file cannot be opened: {error.strerror}", place=place) from None
    if data.startswith(b"\x1f\x8b"):
        data = _gunzip(data, limits, place)
    elif data.startswith(b"PK\x03\x04"):
        data = _unzip(data, limits, place)
    if not data.strip(b" \t\r\n\x00\x1a"):
        raise ParseError(
            "the file is empty", hint="download it again; the last good edition stays in force", place=place
        )
    return data


def read_text(file: Path, issues: Issues, limits: Limits = DEFAULT_LIMITS) -> str:
    """The file as text, without byte-order mark and NUL characters.

    UTF-8, UTF-16 and UTF-32 are recognised; anything else is read as Windows-1252 with a warning in `issues`.

    Raises:
        NotFoundError, InputError, ParseError: as `read_bytes`.
        ParseError: also if the content is a PDF, an Office file or an image.
    """
    return decode(read_bytes(file, limits), Place(file.name), issues)


def decode(data: bytes, place: Place, issues: Issues) -> str:
    """Turn bytes into text as `read_text` does.

    Raises:
        ParseError: if the bytes are no text at all.
    """
    refuse_binary(data, place)
    text = _decoded(data, place, issues)
    if "\x00" in text:
        issues.error(
            "nul-characters",
            f"{text.count(chr(0))} NUL characters were left out",
            place,
            hint="the file may be damaged: compare it with a fresh download",
        )
        text = text.replace("\x00", "")
    return text.removeprefix("\ufeff")


def refuse_binary(data: bytes, place: Place) -> None:
    """Say so when the bytes begin as a PDF, an image or an old Office file does.

    Raises:
        ParseError: if they do.
    """
    for magic, what in (
        (b"%PDF", "a PDF document"),
        (b"\x89PNG", "a PNG image"),
        (b"\xff\xd8\xff", "a JPEG image"),
        (b"\xd0\xcf\x11\xe0", "an old Office file"),
        (b"PAR1", "a Parquet file"),
    ):
        if data.startswith(magic):
            raise ParseError(f"this is {what}", hint="load the list in the publisher's data format", place=place)


def refuse_html(text: str, wanted: str, place: Place) -> None:
    """Say so when a web page was served in place of data.

    Args:
        text: the content, or at least its beginning.
        wanted: what it should have been, for the message ("the CSV file").
        place: the file.

    Raises:
        ParseError: if the text begins as an HTML page does.
    """
    head = text[:2000].lstrip().lower()
    if head.startswith(("<!doctype html", "<html")) or ("<html" in head and not head.startswith("<?xml")):
        raise ParseError(f"this is an HTML page, not {wanted}", hint=_HTML_HINT, place=place)


def _decoded(data: bytes, place: Place, issues: Issues) -> str:
    for mark, name in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(name)
            except UnicodeDecodeError as error:
                raise ParseError(
                    f"the file says that it is {name} but byte {error.start:,} is not",
                    hint="it may be cut short: download it again",
                    place=place,
                ) from None
    head = data[:400]
    for name, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if len(zeros) > 8 and zeros.count(0) > len(zeros) * 0.7:
            return data.decode(name, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        issues.warn(
            "encoding",
            f"byte {error.start:,} is not UTF-8; the file was read as Windows-1252",
            place,
            hint="accented letters may be wrong",
        )
        return data.decode("cp1252", errors="replace")


def _gunzip(data: bytes, limits: Limits, place: Place) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            return _bounded(packed, len(data), limits, place)
    except (OSError, EOFError, zlib.error) as error:
        raise _damaged("gzip file", error, place) from None


def _unzip(data: bytes, limits: Limits, place: Place) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [m for m in archive.infolist() if not m.is_dir()]
            if any(m.filename == "[Content_Types].xml" for m in members):
                raise ParseError("this is an Office file", hint="save it as CSV or load the data format", place=place)
            if len(members) != 1:
                raise ParseError(
                    f"the archive holds {len(members)} files instead of one",
                    hint="unpack it and name the files of the list",
                    place=place,
                )
            with archive.open(members[0]) as packed:
                return _bounded(packed, len(data), limits, place)
    except (zipfile.BadZipFile, OSError, EOFError, zlib.error, RuntimeError, NotImplementedError) as error:
        raise _damaged("zip archive", error, place) from None


def _bounded(packed: IO[bytes] | gzip.GzipFile, packed_size: int, limits: Limits, place: Place) -> bytes:
    allowed = min(limits.unpacked_bytes, max(MIB, packed_size * limits.ratio))
    data = packed.read(allowed + 1)
    if len(data) > allowed:
        raise ParseError(
            f"{packed_size:,} bytes unpack to more than {allowed:,}",
            hint="no list packs that well; this may be a decompression bomb",
            place=place,
        )
    return data


def _damaged(what: str, error: Exception, place: Place) -> ParseError:
    shown = quote(str(error) or type(error).__name__)
    return ParseError(f"the {what} is damaged: {shown}", hint="download it again", place=place)
