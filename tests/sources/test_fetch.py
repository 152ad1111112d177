"""The only network code, against a server on this machine that behaves as badly as servers do."""

from __future__ import annotations

import gzip
import hashlib
import socket
import threading
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from lookthrough.errors import FetchError
from lookthrough.sources.fetch import Fetched, Limits, NotModified, Validators, fetch

BODY = b"list,id,name\n" + b"us,1,Alpha\n" * 5_000
QUICK = Limits(connect_seconds=2, read_seconds=2, total_seconds=5, attempts=3, backoff_seconds=0.5)


class Server:
    """Answers by script: each path is one function, called with the handler and how often it was asked before."""

    def __init__(self) -> None:
        self.scripts: dict[str, Callable[[BaseHTTPRequestHandler, int], None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.released = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                path = self.path.partition("?")[0]
                before = sum(1 for asked, _ in outer.asked if asked == path)
                outer.asked.append((path, dict(self.headers)))
                try:
                    outer.scripts[path](self, before)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def log_message(self, *_args: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.handle_error = lambda *_: None  # clients that hang up are the point here
        self.http.daemon_threads = True
        self.thread = threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self.thread.start()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.http.server_address[1]}{path}"

    def close(self) -> None:
        self.released.set()
        self.http.shutdown()
        self.http.server_close()
        self.thread.join()


def answer(handler: BaseHTTPRequestHandler, status: int = 200, body: bytes = b"", **headers: str) -> None:
    handler.send_response(status)
    plain = {name.replace("_", "-"): value for name, value in headers.items()}
    plain.setdefault("Content-Length", str(len(body)))
    for name, value in plain.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)
    if int(plain["Content-Length"]) != len(body):
        handler.close_connection = True


def always(status: int = 200, body: bytes = b"", **headers: str) -> Callable[[BaseHTTPRequestHandler, int], None]:
    """A script that gives the same answer every time."""
    return lambda handler, _before: answer(handler, status, body, **headers)


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


@pytest.fixture
def waited() -> list[float]:
    return []


@pytest.fixture
def get(server, tmp_path, waited):
    """Fetch a path with a script, without waiting between attempts."""
    folder = tmp_path / "fetched"
    folder.mkdir()

    def run(script, path="/list.csv", **options):
        server.scripts.setdefault(path, script)
        options.setdefault("limits", QUICK)
        return fetch(server.url(path), folder, sleep=waited.append, **options)

    run.folder = folder
    return run


def left_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_file_comes_whole_with_its_hash_and_validators(get):
    def script(handler, before):
        answer(handler, body=BODY, ETag='"v1"', Last_Modified="Wed, 09 Oct 2019 00:00:00 GMT", Content_Type="text/csv")

    told = []
    got = get(script, progress=lambda done, total: told.append((done, total)))
    assert isinstance(got, Fetched)
    assert got.path.read_bytes() == BODY
    assert (got.sha256, got.size) == (hashlib.sha256(BODY).hexdigest(), len(BODY))
    assert got.validators == Validators('"v1"', "Wed, 09 Oct 2019 00:00:00 GMT")
    assert (got.media_type, got.path.name) == ("text/csv", "list.csv")
    assert told[-1] == (len(BODY), len(BODY))
    assert left_in(get.folder) == ["list.csv"]


def test_the_request_says_honestly_who_asks(get, server):
    get(always(body=b"x"))
    assert server.asked[0][1]["User-Agent"].startswith("lookthrough/")


def test_an_unchanged_file_is_not_sent_again(get, server):
    def script(handler, before):
        same = handler.headers.get("If-None-Match") == '"v1"'
        answer(handler, 304, ETag='"v1"') if same else answer(handler, body=BODY, ETag='"v1"')

    first = get(script)
    again = get(script, previous=first.validators, name="again.csv")
    assert again == NotModified(first.url, Validators('"v1"', ""))
    assert left_in(get.folder) == ["list.csv"]


def test_a_date_alone_makes_a_conditional_request_too(get, server):
    when = "Wed, 09 Oct 2019 00:00:00 GMT"
    get(always(304), previous=Validators(last_modified=when))
    assert server.asked[0][1]["If-Modified-Since"] == when
    assert "If-None-Match" not in server.asked[0][1]


def test_an_error_of_the_server_is_asked_again_after_longer_and_longer_waits(get, waited):
    got = get(lambda handler, before: answer(handler, 500) if before < 2 else answer(handler, body=BODY))
    assert got.size == len(BODY)
    assert waited == [0.5, 1.0]


def test_the_servers_own_wish_to_wait_is_kept(get, waited):
    get(lambda handler, before: answer(handler, body=b"x") if before else answer(handler, 503, Retry_After="7"))
    assert waited == [7.0]


def test_a_wish_given_as_a_date_is_read_by_the_servers_clock(get, waited):
    def script(handler, before):
        if before:
            answer(handler, body=b"x")
            return
        handler.date_time_string = lambda *_: "Wed, 09 Oct 2019 00:00:00 GMT"
        answer(handler, 429, Retry_After="Wed, 09 Oct 2019 00:00:30 GMT")

    get(script)
    assert waited == [30.0]


def test_nobody_waits_for_hours(get, waited):
    with pytest.raises(FetchError, match="asks to wait 7,200 seconds"):
        get(always(429, Retry_After="7200"))
    assert waited == []


@pytest.mark.parametrize("status", [500, 502, 503, 504, 429])
def test_a_server_that_stays_busy_is_a_fetch_error(get, server, status):
    with pytest.raises(FetchError, match=f"answered {status}.*try again later"):
        get(always(status))
    assert len(server.asked) == QUICK.attempts
    assert left_in(get.folder) == []


@pytest.mark.parametrize(("status", "hint"), [(404, "moved"), (410, "moved"), (403, "by hand"), (401, "by hand")])
def test_a_refusal_is_not_asked_again(get, server, status, hint):
    with pytest.raises(FetchError, match=hint):
        get(always(status, body=b"<html>no</html>"))
    assert len(server.asked) == 1
    assert left_in(get.folder) == []


def test_a_body_cut_short_is_asked_again_and_then_an_error(get, server):
    with pytest.raises(FetchError):
        get(always(body=BODY[:100], Content_Length=str(len(BODY))))
    assert len(server.asked) == QUICK.attempts
    assert left_in(get.folder) == []


def test_a_dropped_connection_is_asked_again(get):
    def script(handler, before):
        if before == 0:
            handler.close_connection = True
            return
        answer(handler, body=BODY)

    assert get(script).size == len(BODY)


def test_a_server_that_is_not_there_is_a_fetch_error(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/list.csv"
    with pytest.raises(FetchError, match="try again later"):
        fetch(url, tmp_path, limits=QUICK, sleep=lambda _: None)


def test_a_silent_server_is_given_up(get, server):
    limits = Limits(read_seconds=0.1, attempts=1)
    with pytest.raises(FetchError, match="did not give"):
        get(lambda *_: server.released.wait(5), limits=limits)


def test_a_body_that_trickles_is_given_up_although_it_never_stops(get, server):
    def trickle(handler, before):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        while not server.released.wait(0.02):
            handler.wfile.write(b"x")
            handler.wfile.flush()

    with pytest.raises(FetchError, match=r"longer than 0\.2 seconds"):
        get(trickle, limits=Limits(total_seconds=0.2, read_seconds=2, attempts=1))
    assert left_in(get.folder) == []


def test_a_body_larger_than_announced_limits_is_refused_before_it_is_read(get):
    with pytest.raises(FetchError, match="announces"):
        get(always(body=BODY), limits=Limits(max_wire_bytes=1000, attempts=1))


def test_a_body_without_announcement_is_cut_at_the_limit(get, server):
    def endless(handler, before):
        handler.send_response(200)
        handler.send_header("Connection", "close")
        handler.end_headers()
        while not server.released.is_set():
            handler.wfile.write(b"x" * 65536)

    with pytest.raises(FetchError, match="sends more"):
        get(endless, limits=Limits(max_wire_bytes=300_000, attempts=1))
    assert left_in(get.folder) == []


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "x-gzip"])
def test_a_packed_body_is_unpacked(get, encoding):
    packed = zlib.compress(BODY) if encoding == "deflate" else gzip.compress(BODY)
    got = get(always(body=packed, Content_Encoding=encoding))
    assert got.path.read_bytes() == BODY


def test_several_packed_parts_stand_for_one_file(get):
    packed = gzip.compress(BODY[:500]) + gzip.compress(BODY[500:])
    assert get(always(body=packed, Content_Encoding="gzip")).size == len(BODY)


def test_a_compression_bomb_is_noticed_on_the_way(get):
    bomb = gzip.compress(bytes(50_000_000))
    limits = Limits(max_bytes=5_000_000, attempts=1)
    with pytest.raises(FetchError, match="unpacks to more than 5,000,000 bytes"):
        get(always(body=bomb, Content_Encoding="gzip"), limits=limits)
    assert left_in(get.folder) == []


@pytest.mark.parametrize("packed", [gzip.compress(BODY)[:-200], b"no gzip at all"])
def test_a_damaged_packed_body_is_an_error(get, packed):
    with pytest.raises(FetchError, match=r"cut short|damaged"):
        get(always(body=packed, Content_Encoding="gzip"))
    assert left_in(get.folder) == []


def test_a_packing_that_was_not_asked_for_is_refused(get):
    with pytest.raises(FetchError, match="'br'"):
        get(always(body=b"x", Content_Encoding="br"))


def test_a_redirect_is_followed_and_told(get, server):
    server.scripts["/new/list.csv"] = always(body=BODY)
    got = get(always(302, Location="/new/list.csv"))
    assert (got.final_url, got.url) == (server.url("/new/list.csv"), server.url("/list.csv"))


def test_a_redirect_loop_ends(get, server):
    with pytest.raises(FetchError, match="more than 5 times"):
        get(always(301, Location="/list.csv"))
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    "lead", ["http://publisher.example/list.csv", "ftp://publisher.example/x", "file:///etc/passwd"]
)
def test_a_redirect_leads_to_https_only(get, lead):
    with pytest.raises(FetchError, match="no https address"):
        get(always(302, Location=lead))


@pytest.mark.parametrize(
    "url", ["http://publisher.example/a.csv", "file:///etc/passwd", "a.csv", "", "https://", "http://[x"]
)
def test_only_https_is_asked(tmp_path, url):
    with pytest.raises(FetchError, match="https"):
        fetch(url, tmp_path)


def test_a_page_instead_of_data_is_left_to_the_parser_with_its_type(get):
    page = b"<!DOCTYPE html><title>Maintenance</title>"
    assert get(always(body=page, Content_Type="text/html; charset=utf-8")).media_type == "text/html"


def test_an_address_cannot_name_a_file_elsewhere(get):
    got = get(always(body=b"x"), path="/a/..%2F..%2Fevil")
    assert got.path.parent == get.folder


def test_an_interrupt_leaves_no_half_file(get):
    def interrupt(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        get(always(body=BODY), progress=interrupt)
    assert left_in(get.folder) == []


def test_real_files_arrive_byte_for_byte(get, shared_data):
    for path in (
        "sanctions/us/ofac_watchman/bench_sdn.csv",
        "sanctions/un/UN_consolidated_2026-01.xml",
        "sanctions/us/csl_derived_2026-07-09.csv",
    ):
        file = shared_data / path
        body = file.read_bytes()
        got = get(always(body=body), path=f"/{file.name}")
        assert got.sha256 == hashlib.sha256(body).hexdigest()
