"""Registers larger than memory, read one record at a time: plain, gzip, or a zip archive with one file in it.

Every way of reading is bounded: a packed file by what it may unpack to, a line by its length, XML by its depth, and no
document type, entity or network is ever followed.
"""

from __future__ import annotations

import codecs
import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Protocol

from lxml import etree

from lookthrough.errors import InputError, Issues, Place, quote
from lookthrough.intake.decode import HEAD, content_of, head_of, head_text, probe, refuse

MAX_LINE = 32 * 1024 * 1024
"""Characters of one JSON line: a record of a register is a thousandth of it."""
MAX_JSON = 256 * 1024 * 1024
"""Bytes of a JSON document that is one array and so has to be read whole."""
RATIO = 400
"""Unpacked to packed size: golden copies of XML pack to a twentieth, bombs to a thousandth."""
_FLOOR = 1 << 20
_BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError)


class _Packed(Protocol):
    def read(self, size: int, /) -> bytes: ...


class _Bounded(io.RawIOBase):
    """A packed stream that refuses to unpack to more than is allowed, and tells damage as an `InputError`."""

    def __init__(self, packed: _Packed, allowed: int, place: Place) -> None:
        super().__init__()
        self._packed, self._left, self._place = packed, allowed, place

    def readable(self) -> bool:
        """Always: it is only read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer from the packed stream."""
        try:
            data = self._packed.read(len(buffer))
        except _BROKEN as error:
            raise InputError(
                f"the packed file is damaged: {quote(str(error))}", hint="download it again", place=self._place
            ) from None
        self._left -= len(data)
        if self._left < 0:
            raise InputError(
                f"the file unpacks to more than {RATIO} times its size",
                hint="no register packs that well; this may be a decompression bomb",
                place=self._place,
            )
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def open_bytes(file: Path) -> Iterator[IO[bytes]]:
    """The file's bytes, unpacked while reading.

    Raises:
        InputError: if it cannot be opened, is damaged, unpacks without end, or is an archive of several files.
    """
    head, place = head_of(file, 4), Place(file.name)
    allowed = max(_FLOOR, file.stat().st_size * RATIO)
    if head.startswith(b"\x1f\x8b"):
        with gzip.open(file) as packed:
            yield io.BufferedReader(_Bounded(packed, allowed, place), _FLOOR)
    elif head.startswith(b"PK\x03\x04"):
        with _member(file) as member:
            yield io.BufferedReader(_Bounded(member, allowed, place), _FLOOR)
    else:
        with file.open("rb") as stream:
            yield stream


@contextmanager
def _member(file: Path) -> Iterator[IO[bytes]]:
    place = Place(file.name)
    try:
        archive = zipfile.ZipFile(file)
    except _BROKEN as error:
        raise InputError(
            f"the archive is damaged: {quote(str(error))}", hint="download it again", place=place
        ) from None
    with archive:
        members = [m for m in archive.infolist() if not m.is_dir()]
        if len(members) != 1:
            raise InputError(
                f"the archive holds {len(members)} files instead of one", hint="unpack it first", place=place
            )
        try:
            member = archive.open(members[0])
        except _BROKEN as error:
            raise InputError(f"the archive cannot be read: {quote(str(error))}", place=place) from None
        with member:
            yield member


def head(file: Path) -> str:
    """The first characters of the unpacked file without outer white space; "" when it is no text. Never raises."""
    with suppress(InputError, *_BROKEN), open_bytes(file) as stream:
        return (head_text(stream.read(HEAD)) or "").lstrip("\ufeff \t\r\n")
    return ""


@contextmanager
def open_text(file: Path, issues: Issues) -> Iterator[IO[str]]:
    """The file as text in its likely encoding, with an issue for whatever was not plain UTF-8.

    A packed file is read as UTF-8, bad bytes replaced and told with the place of the first.
    """
    packed = head_of(file, 4).startswith((b"\x1f\x8b", b"PK\x03\x04"))
    encoding, errors = "utf-8-sig", "replace"
    if not packed:
        found = probe(file, issues)
        encoding, errors = found.encoding, found.errors
        encoding = "utf-8-sig" if encoding == "utf-8" else encoding
    with open_bytes(file) as stream:
        source = io.BufferedReader(_Watched(stream, issues, Place(file.name)), _FLOOR) if packed else stream
        yield io.TextIOWrapper(source, encoding=encoding, errors=errors, newline="")


class _Watched(io.RawIOBase):
    """A stream of bytes that tells, once, where it is no UTF-8."""

    def __init__(self, stream: IO[bytes], issues: Issues, place: Place) -> None:
        super().__init__()
        self._stream, self._issues, self._place = stream, issues, place
        self._decoder: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-8")()
        self._lines = 1

    def readable(self) -> bool:
        """Always: it is only read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer."""
        data = self._stream.read(len(buffer))
        if self._decoder is not None:
            self._watch(data)
        buffer[: len(data)] = data
        return len(data)

    def _watch(self, data: bytes) -> None:
        try:
            self._decoder.decode(data, final=not data)  # type: ignore[union-attr]
        except UnicodeDecodeError as error:
            self._decoder = None
            place = Place(self._place.file, self._lines + data[: error.start].count(b"\n"))
            self._issues.error("bad-bytes", "bytes that are not UTF-8 were replaced by \\ufffd", place, "get it again")
        else:
            self._lines += data.count(b"\n")


# --- JSON -----------------------------------------------------------------------------------------------------------


def json_records(file: Path, issues: Issues) -> Iterator[tuple[int, dict[str, Any]]]:
    """Objects of JSON Lines or of a JSON array, with their 1-based number; numbers stay text as printed.

    A line that is no JSON object is an issue and is left out; the lines after it keep their numbers.

    Raises:
        InputError: if an array is broken or too long, or a line has no end.
    """
    with open_text(file, issues) as stream:
        first = _first_letter(stream)
        if first == "[":
            yield from _array(file, issues, first + stream.read(MAX_JSON))
            return
        yield from _lines(file, issues, stream, first)


def _first_letter(stream: IO[str]) -> str:
    """All up to the first character that is not white space: line breaks before it count."""
    text = letter = stream.read(1)
    while letter and letter.isspace() and len(text) < HEAD:
        letter = stream.read(1)
        text += letter
    return text if text.strip() != "[" else "["


def _lines(file: Path, issues: Issues, stream: IO[str], first: str) -> Iterator[tuple[int, dict[str, Any]]]:
    number = first.count("\n")
    rest = first.strip()
    while line := stream.readline(MAX_LINE):
        number += 1
        if len(line) >= MAX_LINE:
            raise InputError(f"a line is longer than {MAX_LINE:,} characters", place=Place(file.name, number))
        line, rest = (rest + line).strip("\ufeff \t\r\n\0"), ""
        if line:
            yield from _one(line, number, file, issues)


def _one(line: str, number: int, file: Path, issues: Issues) -> Iterator[tuple[int, dict[str, Any]]]:
    place = Place(file.name, number)
    try:
        record = loads(line)
    except ValueError as error:
        issues.error("bad-json", f"the line is no JSON: {str(error)[:80]}", place, "it may have been cut short")
        return
    if isinstance(record, dict):
        yield number, record
    else:
        issues.error("not-an-object", f"the line is no object with keys: {quote(line)}", place)


def _array(file: Path, issues: Issues, text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    if len(text) >= MAX_JSON:
        raise InputError(
            f"a JSON array above {MAX_JSON:,} characters is not read",
            hint="write JSON Lines instead",
            place=Place(file.name),
        )
    try:
        records = loads(text.strip())
    except ValueError as error:
        raise InputError(
            f"the file is no JSON: {str(error)[:80]}", hint="it may have been cut short", place=Place(file.name)
        ) from None
    for number, record in enumerate(records, start=1):
        if isinstance(record, dict):
            yield number, record
        else:
            issues.error(
                "not-an-object", f"the record is no object with keys: {quote(str(record))}", Place(file.name, number)
            )


def loads(text: str) -> Any:
    """JSON with every number kept as it is printed.

    Raises:
        ValueError: if it is broken, or nested too deeply.
    """
    try:
        return json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def first_record(file: Path) -> dict[str, Any]:
    """The first JSON object of a file, or of its array, from its head alone; {} when there is none. Never raises."""
    text = head(file).removeprefix("[").lstrip()
    if not text.startswith("{"):
        return {}
    with suppress(ValueError, RecursionError):
        record, _ = json.JSONDecoder().raw_decode(text)
        return record if isinstance(record, dict) else {}
    return {}


def texts(value: Any) -> list[str]:
    """The texts of a value that may be one text, a list of them, or nothing."""
    found = value if isinstance(value, list) else [value]
    return [str(v).strip() for v in found if isinstance(v, str | int) and not isinstance(v, bool) and str(v).strip()]


def mapping(value: Any) -> dict[str, Any]:
    """The value when it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; anything else is left out."""
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []


# --- XML ------------------------------------------------------------------------------------------------------------


def xml_records(file: Path, tags: tuple[str, ...]) -> Iterator[tuple[int, etree._Element]]:
    """Every element with one of these local names, numbered from 1; it is emptied when the next is asked for.

    Raises:
        InputError: if the XML is broken, cut short, declares a document type, or is no XML.
    """
    with open_bytes(file) as stream:
        events = etree.iterparse(
            stream,
            events=("end",),
            tag=tuple("{*}" + tag for tag in tags),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            remove_blank_text=True,
            remove_comments=True,
            remove_pis=True,
        )
        number = 0
        try:
            for _, element in events:
                number += 1
                if number == 1:
                    _refuse_doctype(element, file)
                yield number, element
                element.clear()
                parent = element.getparent()
                while parent is not None and element.getprevious() is not None:
                    del parent[0]
        except etree.XMLSyntaxError as error:
            raise _broken(file, number, error) from None
        except ValueError as error:
            if isinstance(error, InputError):
                raise
            raise InputError("the XML cannot be read", hint=str(error), place=Place(file.name)) from None


def _refuse_doctype(element: etree._Element, file: Path) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise InputError(
            "the XML declares a document type, which no register does; it is refused",
            hint="entities in it could fill the memory; get the file from the publisher",
            place=Place(file.name),
        )


def _broken(file: Path, number: int, error: etree.XMLSyntaxError) -> InputError:
    if content_of(head_of(file)) == "html":
        return refuse("html", file)
    return InputError(
        f"the XML is broken after record {number:,}: {quote(error.msg or 'unknown', 120)}",
        hint="the file may be cut short: download it again",
        place=Place(file.name, error.lineno or None),
    )
