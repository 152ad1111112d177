"""Fetching a publisher's file: the only code here that speaks to a network.

It asks only what changed (conditional requests), waits longer each time a server is busy, and believes nothing: time,
bytes on the wire and bytes after decompression are limited, a body shorter than announced is an error, and redirects
lead to https only. Whatever goes wrong is a `FetchError` with a hint, and no part of a file stays behind.
"""

from __future__ import annotations

import hashlib
import ipaddress
import os
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import BinaryIO, Protocol
from urllib.parse import unquote, urljoin, urlsplit

import urllib3
from urllib3.exceptions import HTTPError, MaxRetryError

from lookthrough.errors import FetchError, quote
from lookthrough.version import VERSION

USER_AGENT = f"lookthrough/{VERSION} (sanctions list reader; conditional requests; urllib3)"
#: Told as (bytes so far, bytes announced or None).
ByteProgress = Callable[[int, int | None], None]

_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_MOVED = frozenset({301, 302, 303, 307, 308})
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask later whether a file changed; "" when it gave none."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a fetch may go.

    Attributes:
        connect_seconds: to reach the server.
        read_seconds: of silence between two pieces.
        total_seconds: for one attempt, whole body included.
        max_wire_bytes: of the body as sent.
        max_bytes: of the body after decompression.
        max_redirects: leads followed.
        attempts: in all.
        backoff_seconds: waited before the second attempt, doubled before each further one.
        max_wait_seconds: never waited longer, whatever the server asks.
    """

    connect_seconds: float = 15.0
    read_seconds: float = 60.0
    total_seconds: float = 900.0
    max_wire_bytes: int = 500_000_000
    max_bytes: int = 2_000_000_000
    max_redirects: int = 5
    attempts: int = 4
    backoff_seconds: float = 1.0
    max_wait_seconds: float = 120.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that was fetched whole.

    Attributes:
        path: where it lies.
        url: the address that was asked.
        final_url: the address that answered.
        sha256: hex digest of its bytes after decompression.
        size: its bytes after decompression.
        media_type: as the server named it, without parameters; "" when it did not. Whether it fits the format is
            the parser's question: many publishers name it wrongly.
        validators: for the next conditional request.
    """

    path: Path
    url: str
    final_url: str
    sha256: str
    size: int
    media_type: str
    validators: Validators


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server says that the file is the one that we have.

    Attributes:
        url: the address that was asked.
        validators: those that hold from now on.
    """

    url: str
    validators: Validators


class _BusyError(Exception):
    """An attempt that may go better next time, with the seconds that the server asks for."""

    def __init__(self, message: str, wait_seconds: float | None = None) -> None:
        super().__init__(message)
        self.wait_seconds = wait_seconds


class _Response(Protocol):
    """What is used of urllib3's response."""

    status: int
    headers: urllib3.HTTPHeaderDict

    def read1(self, amt: int | None = None, decode_content: bool | None = None) -> bytes: ...
    def release_conn(self) -> None: ...
    def close(self) -> None: ...


def fetch(
    url: str,
    folder: Path,
    *,
    name: str = "",
    previous: Validators | None = None,
    limits: Limits | None = None,
    progress: ByteProgress | None = None,
    sleep: Callable[[float], object] = time.sleep,
) -> Fetched | NotModified:
    """Fetch one file, or learn that it did not change.

    Args:
        url: https, or http on this machine.
        folder: where to put it; it exists.
        name: the file's name there; "" takes the last part of the address.
        previous: what the server gave last time; None asks for the whole file.
        limits: None takes the defaults.
        progress: is told how many bytes arrived.
        sleep: waits between attempts; tests pass another.

    Raises:
        FetchError: if the file could not be had whole. Nothing is left in `folder` then, and nothing either when
            the user interrupts.
    """
    bounds = limits or Limits()
    _check_address(url, url)
    target = folder / (name or _name_in(url))
    trouble: _BusyError | None = None
    with _pool(bounds) as pool:
        for attempt in range(bounds.attempts):
            if trouble is not None:
                asked = trouble.wait_seconds
                wait = bounds.backoff_seconds * 2 ** (attempt - 1) if asked is None else asked
                if wait > bounds.max_wait_seconds:
                    trouble = _BusyError(f"{trouble}, and asks to wait {wait:,.0f} seconds")
                    break
                sleep(wait)
            try:
                return _attempt(pool, url, target, previous or Validators(), bounds, progress)
            except _BusyError as error:
                trouble = error
    raise FetchError(
        f"{_host(url)} did not give {quote(target.name)}: {trouble}",
        hint="try again later, or download the file by hand and use `lookthrough load`",
    )


@contextmanager
def _pool(limits: Limits) -> Iterator[urllib3.PoolManager]:
    timeout = urllib3.Timeout(connect=limits.connect_seconds, read=limits.read_seconds)
    pool = urllib3.PoolManager(num_pools=4, maxsize=1, timeout=timeout, retries=False)
    try:
        yield pool
    finally:
        pool.clear()


def _attempt(
    pool: urllib3.PoolManager,
    url: str,
    target: Path,
    previous: Validators,
    limits: Limits,
    progress: ByteProgress | None,
) -> Fetched | NotModified:
    """One attempt, redirects followed."""
    deadline = time.monotonic() + limits.total_seconds
    headers = {"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "gzip, deflate"}
    if previous.etag:
        headers["If-None-Match"] = previous.etag
    if previous.last_modified:
        headers["If-Modified-Since"] = previous.last_modified
    try:
        final, response = _follow(pool, url, headers, limits, deadline)
        try:
            if response.status == 304:
                return NotModified(url, _validators(response, previous))
            _check_status(response, url)
            sha256, size = _save(response, target, limits, deadline, progress)
        except BaseException:
            response.close()
            raise
        finally:
            response.release_conn()
    except MaxRetryError as error:
        raise _BusyError(_said(error.reason or error)) from error
    except HTTPError as error:
        raise _BusyError(_said(error)) from error
    except OSError as error:
        raise FetchError(
            f"{quote(target.name)} cannot be written: {error}", hint="see that the disk has room"
        ) from error
    media_type = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
    return Fetched(target, url, final, sha256, size, media_type, _validators(response, Validators()))


def _follow(
    pool: urllib3.PoolManager, url: str, headers: dict[str, str], limits: Limits, deadline: float
) -> tuple[str, _Response]:
    """The first response that is no redirect, and its address."""
    here = url
    for _ in range(limits.max_redirects + 1):
        response = pool.request("GET", here, headers=headers, preload_content=False, redirect=False)
        lead = response.headers.get("Location", "")
        if response.status not in _MOVED or not lead:
            return here, response
        response.close()
        here = urljoin(here, lead)
        _check_address(here, url)
        _check_time(deadline, limits)
    raise FetchError(
        f"{_host(url)} leads from address to address, more than {limits.max_redirects} times",
        hint="the publisher may have moved the file: look at its page",
    )


def _check_address(address: str, asked: str) -> None:
    """Only https, or http that does not leave this machine."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        _ = parts.port  # a port that is none raises here
    except ValueError:
        raise FetchError(f"{quote(address, 120)} is no web address", hint="use an https address") from None
    # A public address must not lead into this machine's own services; an address on this machine may.
    local = _is_loopback(host) and _is_loopback(urlsplit(asked).hostname or "")
    if host and (parts.scheme == "https" or (parts.scheme == "http" and local)):
        return
    what = "is no https address" if address == asked else f"is where {_host(asked)} leads, and it is no https address"
    raise FetchError(f"{quote(address, 120)} {what}", hint="lists are only fetched over https")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _check_status(response: _Response, url: str) -> None:
    status = response.status
    if status == 200:
        return
    if status in _BUSY:
        raise _BusyError(f"it answered {status}", _retry_after(response))
    hint = "the publisher may have moved the file: look at its page, download it and use `lookthrough load`"
    if status in {401, 403}:
        hint = (
            "the publisher refuses programs or asks for a login: download the file by hand and use `lookthrough load`"
        )
    raise FetchError(f"{_host(url)} answered {status} for {quote(_name_in(url))}", hint=hint)


def _retry_after(response: _Response) -> float | None:
    """Seconds that the server asks to wait; None when it does not say.

    A date is read against the server's own clock, which it sends along: ours may be wrong and is not asked.
    """
    text = response.headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit() and len(text) < 9:
        return float(text)
    try:
        until, sent = parsedate_to_datetime(text), parsedate_to_datetime(response.headers.get("Date", ""))
        return max(0.0, (until - sent).total_seconds())
    except (TypeError, ValueError):
        return None


def _save(
    response: _Response, target: Path, limits: Limits, deadline: float, progress: ByteProgress | None
) -> tuple[str, int]:
    """Stream the body to its file by way of a temporary one.

    Returns:
        SHA-256 and size of what was written.
    """
    aside = target.with_name(f".{target.name[:100]}.{os.getpid()}.partial")
    try:
        with aside.open("wb") as stream:
            answer = _copy(response, stream, limits, deadline, progress)
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(target)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    return answer


def _copy(
    response: _Response, stream: BinaryIO, limits: Limits, deadline: float, progress: ByteProgress | None
) -> tuple[str, int]:
    announced = _announced(response)
    if announced is not None and announced > limits.max_wire_bytes:
        raise _too_large(f"announces {announced:,} bytes", limits)
    inflate = _Inflater(response.headers.get("Content-Encoding", ""), limits)
    digest, size, wire = hashlib.sha256(), 0, 0
    # read1 gives what has arrived; read would wait for a whole chunk, and a trickle would escape the time limit.
    while piece := response.read1(_CHUNK, decode_content=False):
        wire += len(piece)
        _check_time(deadline, limits)
        if wire > limits.max_wire_bytes:
            raise _too_large("sends more", limits)
        for plain in inflate.feed(piece):
            size += len(plain)
            if size > limits.max_bytes:
                raise _too_large(f"unpacks to more than {limits.max_bytes:,} bytes", limits)
            digest.update(plain)
            stream.write(plain)
        if progress is not None:
            progress(wire, announced)
    if announced is not None and wire != announced:
        raise _BusyError(f"it announced {announced:,} bytes and sent {wire:,}")
    inflate.finish()
    return digest.hexdigest(), size


class _Inflater:
    """Decompression in bounded pieces, so that a bomb is noticed after one piece and not after the memory."""

    def __init__(self, encoding: str, limits: Limits) -> None:
        names = [name.strip().lower() for name in encoding.split(",") if name.strip().lower() not in {"", "identity"}]
        if len(names) > 1 or any(name not in {"gzip", "x-gzip", "deflate"} for name in names):
            raise FetchError(
                f"the server packs the file as {quote(encoding)}, which was not asked for",
                hint="download the file by hand and use `lookthrough load`",
            )
        self._machine = zlib.decompressobj(zlib.MAX_WBITS | 32) if names else None  # 32: gzip or zlib, as it comes
        self._limits = limits

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """What a piece unpacks to, never more than a mebibyte at once."""
        if self._machine is None:
            yield piece
            return
        while piece:
            try:
                plain = self._machine.decompress(piece, 1 << 20)
            except zlib.error as error:
                raise _BusyError(f"the packed file is damaged ({error})") from error
            yield plain
            piece = self._machine.unconsumed_tail
            if self._machine.eof and self._machine.unused_data:  # gzip files may stand one after another
                piece = self._machine.unused_data
                self._machine = zlib.decompressobj(zlib.MAX_WBITS | 32)
            elif not plain:
                break

    def finish(self) -> None:
        """Say when the end is missing."""
        if self._machine is not None and not self._machine.eof:
            raise _BusyError("the packed file is cut short")


def _announced(response: _Response) -> int | None:
    text = response.headers.get("Content-Length", "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _check_time(deadline: float, limits: Limits) -> None:
    if time.monotonic() > deadline:
        raise _BusyError(f"it took longer than {limits.total_seconds:g} seconds")


def _too_large(what: str, limits: Limits) -> FetchError:
    return FetchError(
        f"the server {what}; the limit is {limits.max_wire_bytes:,} bytes sent and {limits.max_bytes:,} unpacked",
        hint="a list is far smaller: see what the address gives in a browser",
    )


def _validators(response: _Response, otherwise: Validators) -> Validators:
    return Validators(
        response.headers.get("ETag", "") or otherwise.etag,
        response.headers.get("Last-Modified", "") or otherwise.last_modified,
    )


def _said(error: BaseException) -> str:
    """urllib3's trouble in a phrase; its own text carries addresses of objects."""
    text = str(error).rpartition(": ")[2] or type(error).__name__
    return f"{type(error).__name__} ({text})"


def _host(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2] or "the server"


def _name_in(url: str) -> str:
    """The last part of the address as a plain file name."""
    last = unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2])
    plain = "".join(c if c.isalnum() or c in ".-_" else "_" for c in last).lstrip(".")
    return plain[-100:] or "download"
