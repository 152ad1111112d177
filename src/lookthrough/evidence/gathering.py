"""Documents from files, folders and archives, one after the other, with what came with them.

    for document in gather(Path("folder"), issues):
        capture = store.keep(document.data, name=document.name, …)
        rendition = read_document(document.data, document.name, issues=issues, address=document.address, …)

A folder is read whole, in the order of its names; a WARC or WACZ archive gives its pages with their addresses and the
time at which they were fetched; a file of article lines (JSON, one article a line) gives each line. What cannot be
opened within them becomes an issue and does not stop the rest.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from lookthrough.errors import InputError, Issues, Place, quote
from lookthrough.evidence.formats.libraries import library
from lookthrough.evidence.formats.media import media_of
from lookthrough.evidence.formats.packages import member, opened

MOST_BYTES = 512 * 1024 * 1024
"""Documents above this size are refused; archives are read record by record and may be larger."""

_PAGES = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A document before it is read.

    Attributes:
        data: its bytes.
        name: its file's name; inside an archive "archive.warc#record number", in a folder the path within it.
        address: where it came from, when the archive says so.
        captured: when it was fetched, when the archive says so; ISO 8601.
        charset: the encoding that came with it.
    """

    data: bytes
    name: str
    address: str = ""
    captured: str = ""
    charset: str = ""


def gather(source: Path | bytes, issues: Issues, name: str = "") -> Iterator[Found]:
    """All documents of a file, a folder or an archive.

    Args:
        source: a path, or bytes (of the standard input).
        issues: receives what could not be opened, and what was passed over in archives.
        name: what to call it; the path's own name where "".

    Raises:
        InputError: if the source itself cannot be opened, or is a damaged archive.
    """
    if isinstance(source, Path) and source.is_dir():
        yield from _folder(source, issues)
        return
    if isinstance(source, bytes):
        yield from _document(source, name or "document", issues)
        return
    name = name or source.name
    try:
        with source.open("rb") as stream:
            head = stream.read(65_536)
            if media_of(head).kind == "warc":
                stream.seek(0)
                yield from _warc(stream, name, issues)
                return
            size = os.fstat(stream.fileno()).st_size
            data = head + stream.read(MOST_BYTES) if size <= MOST_BYTES else b""
            if max(size, len(data)) > MOST_BYTES:  # a device tells no size and may never end
                raise InputError(
                    f"the document has {max(size, len(data)):,} bytes or more; {MOST_BYTES:,} are read",
                    hint="split it",
                    place=Place(name),
                )
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise InputError(f"the document cannot be opened: {reason}", hint="check the path", place=Place(name)) from None
    yield from _document(data, name, issues)


def _document(data: bytes, name: str, issues: Issues) -> Iterator[Found]:
    kind = media_of(data).kind
    if kind == "warc":
        yield from _warc(io.BytesIO(data), name, issues)
    elif kind == "wacz":
        yield from _wacz(data, name, issues)
    elif kind == "jsonl":
        yield from _lines(data, name, issues)
    else:
        yield Found(data, name)


def _folder(folder: Path, issues: Issues) -> Iterator[Found]:
    """Files below a folder, by path; hidden ones, links and what is no file are passed over."""
    passed = 0
    for path in sorted(_below(folder), key=lambda p: p.relative_to(folder).as_posix()):
        inner = path.relative_to(folder).as_posix()
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if hidden or path.is_symlink() or not path.is_file():  # a pipe would be waited for without end
            passed += 1
            continue
        try:
            yield from gather(path, issues, inner)
        except InputError as error:
            issues.error("unreadable", error.message, Place(inner), error.hint)
    if passed:
        issues.note("passed-over", f"{passed} hidden files, links or pipes were passed over", Place(folder.name))


def _below(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders.sort()
        yield from (Path(parent) / file for file in files)


def _warc(stream: IO[bytes], name: str, issues: Issues) -> Iterator[Found]:
    iterator = library("warcio.archiveiterator", "WARC archives", name).ArchiveIterator
    passed: dict[str, int] = {}
    number = 0
    try:
        for record in iterator(stream):
            number += 1
            reason = _not_a_page(record)
            found = None if reason else _record(record, name, number, issues)
            if found is not None:
                yield found
            else:
                passed[reason or "larger than is read"] = passed.get(reason or "larger than is read", 0) + 1
    except Exception as error:
        if type(error).__module__.startswith("warcio") or isinstance(error, (OSError, EOFError, ValueError)):
            issues.error(
                "archive-damaged",
                f"the archive is damaged after record {number}",
                Place(name, number),
                "fetch it again",
            )
        else:
            raise
    for reason, count in sorted(passed.items()):
        issues.note("passed-over", f"{count} records were passed over: {reason}", Place(name))


def _not_a_page(record: Any) -> str:
    """Why a record is no document; "" where it is one."""
    if record.rec_type not in ("response", "resource"):
        return f"{record.rec_type} records"
    headers = record.http_headers if record.rec_type == "response" else None
    status = headers.get_statuscode() if headers else "200"
    if not status.startswith("2"):
        return "answers other than success"
    kind = (headers.get_header("Content-Type") if headers else record.rec_headers.get_header("Content-Type")) or ""
    return "" if kind.partition(";")[0].strip().lower() in _PAGES else "other than pages and documents"


def _record(record: Any, name: str, number: int, issues: Issues) -> Found | None:
    try:
        data = record.content_stream().read(MOST_BYTES + 1)
    except Exception as error:
        issues.error("unreadable", f"the record cannot be unpacked ({type(error).__name__})", Place(name, number))
        return None
    if len(data) > MOST_BYTES:
        return None
    if getattr(record.raw_stream, "limit", 0) > 0:
        issues.error("archive-damaged", "the record is cut short; what is left of it is read", Place(name, number))
    headers = record.http_headers
    kind = (headers.get_header("Content-Type") if headers else "") or ""
    charset = kind.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
    said = record.rec_headers.get_header
    return Found(data, f"{name}#{number}", said("WARC-Target-URI") or "", said("WARC-Date") or "", charset)


def _wacz(data: bytes, name: str, issues: Issues) -> Iterator[Found]:
    archive = opened(data, name)
    for inner in sorted(n for n in archive.namelist() if n.endswith((".warc", ".warc.gz"))):
        short = inner.rpartition("/")[2]
        yield from _warc(io.BytesIO(member(archive, inner, name)), f"{name}#{short}", issues)


def _lines(data: bytes, name: str, issues: Issues) -> Iterator[Found]:
    """Article lines: each line is a document of its own, kept as it stands."""
    for number, line in enumerate(data.splitlines(), 1):
        if not line.strip():
            continue
        try:
            article = json.loads(line)
        except (ValueError, RecursionError):
            article = None
        if not isinstance(article, dict) or not isinstance(article.get("text"), str):
            issues.error(
                "bad-line",
                f"the line is no article: {quote(line[:60].decode('utf-8', 'replace'))}",
                Place(name, number),
            )
            continue
        yield Found(line, f"{name}#{number}", str(article.get("url") or ""), str(article.get("extracted_at") or ""))
