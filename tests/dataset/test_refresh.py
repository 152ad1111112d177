"""Updating from the publishers: tested against a server on this machine that serves the bundled sample."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path

import pytest

from lookthrough.errors import FetchError, InputError
from lookthrough.settings import Settings
from lookthrough.sources.fetch import Limits
from lookthrough.workspace import Workspace

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
QUICK = Limits(attempts=2, backoff_seconds=0.0, total_seconds=20)
SAMPLE = files("lookthrough.resources") / "sample"


class Publisher(BaseHTTPRequestHandler):
    """Serves the files in `content`, answers conditional requests, and fails where `broken` says so."""

    content: dict[str, bytes]
    broken: set[str]
    asked: list[tuple[str, int]]

    def do_GET(self) -> None:
        name = self.path.lstrip("/")
        body = self.content.get(name)
        tag = f'"{hash(body)}"'
        if name in self.broken or body is None:
            self._answer(503 if name in self.broken else 404, b"<html>Service Unavailable</html>", {})
        elif self.headers.get("If-None-Match") == tag:
            self._answer(304, b"", {"ETag": tag})
        else:
            self._answer(200, body, {"ETag": tag, "Last-Modified": formatdate(0, usegmt=True)})

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.asked.append((self.path, status))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing: the tests' output is the report."""


@pytest.fixture
def publisher() -> Iterator[tuple[type[Publisher], str]]:
    handler = type("Here", (Publisher,), {"content": {}, "broken": set(), "asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield handler, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def workspace(home: Path) -> Workspace:
    return Workspace(Settings(home=home), clock=lambda: NOON)


def padded_csl(rows: int) -> bytes:
    """The sample's Entity List with invented companies behind it, so that it is large enough to be believed."""
    text = (SAMPLE / "us_trade_csl.csv").read_text("utf-8")
    columns = text.split("\n", 1)[0].count(",") + 1
    source = "Entity List (EL) - Bureau of Industry and Security"
    more = [
        ",".join([str(n), f'"{source}"', "", "", "", f'"Invented Works No. {n} Ltd."', *[""] * (columns - 6)])
        for n in range(rows)
    ]
    return (text.rstrip("\n") + "\n" + "\n".join(more) + "\n").encode()


def test_update_fetches_then_asks_only_what_changed(publisher: tuple[type[Publisher], str], tmp_path: Path) -> None:
    here, address = publisher
    here.content["csl.csv"] = padded_csl(4_500)
    ws = workspace(tmp_path)
    asked = {"addresses": {"us_trade_csl": [f"{address}/csl.csv"]}, "limits": QUICK}
    first = ws.update(["us_trade_csl"], **asked)
    assert not first.failed
    assert first.editions == (("us_trade_csl", "2026-11-23"),)
    second = ws.update(["us_trade_csl"], **asked)
    assert second.unchanged == ("us_trade_csl",)
    assert [status for _, status in here.asked] == [200, 304]


def test_a_failed_list_keeps_its_last_good_edition_and_says_so_everywhere(
    publisher: tuple[type[Publisher], str], tmp_path: Path
) -> None:
    here, address = publisher
    here.content["csl.csv"] = padded_csl(4_500)
    ws = workspace(tmp_path)
    asked = {"addresses": {"us_trade_csl": [f"{address}/csl.csv"]}, "limits": QUICK}
    ws.update(["us_trade_csl"], **asked)
    here.broken.add("csl.csv")
    answer = ws.update(["us_trade_csl"], **asked)
    assert "us_trade_csl" in answer.failed
    report = ws.screen_report("Hikvision", as_of="2026-11-23")
    assert report.answers[0].status == "hit", "the last good edition stays in force"
    assert all("failed" in used.problem for used in report.lists)
    here.broken.clear()
    here.content["csl.csv"] = padded_csl(4_501)
    ws.update(["us_trade_csl"], **asked)
    assert all(not used.problem for used in ws.screen_report("Hikvision").lists)


def test_a_list_that_shrank_to_a_tenth_is_refused(publisher: tuple[type[Publisher], str], tmp_path: Path) -> None:
    here, address = publisher
    here.content["csl.csv"] = padded_csl(4_500)
    ws = workspace(tmp_path)
    asked = {"addresses": {"us_trade_csl": [f"{address}/csl.csv"]}, "limits": QUICK}
    ws.update(["us_trade_csl"], **asked)
    before = ws.snapshot.id
    here.content["csl.csv"] = padded_csl(300)
    answer = ws.update(["us_trade_csl"], **asked)
    assert "accept-shrink" in answer.failed["us_trade_csl"]
    assert ws.snapshot.lists[0].entries > 4_000
    assert ws.screen_report("Hikvision").lists[0].problem
    assert before


def test_an_error_page_instead_of_a_list_is_refused(publisher: tuple[type[Publisher], str], tmp_path: Path) -> None:
    here, address = publisher
    here.content["csl.csv"] = b"<!DOCTYPE html><html><body>Access denied</body></html>"
    ws = workspace(tmp_path)
    answer = ws.update(["us_trade_csl"], addresses={"us_trade_csl": [f"{address}/csl.csv"]}, limits=QUICK)
    assert "HTML" in answer.failed["us_trade_csl"]
    assert ws.store.editions() == ()


def test_the_name_of_a_list_updates_every_source_that_fills_it(
    publisher: tuple[type[Publisher], str], tmp_path: Path
) -> None:
    _, address = publisher
    ws = workspace(tmp_path)
    nowhere = {name: [f"{address}/missing"] for name in ("us_trade_csl", "us_ofac_cons")}
    answer = ws.update(["us_ofac_nscmic"], addresses=nowhere, limits=QUICK)
    assert set(answer.failed) == {"us_trade_csl", "us_ofac_cons"}


def test_a_source_without_an_address_says_how_to_load_it(tmp_path: Path) -> None:
    answer = workspace(tmp_path).update(["us_dod_1260h"], limits=QUICK)
    assert "lookthrough load us_dod_1260h" in answer.failed["us_dod_1260h"]


def test_errors_of_the_network_are_never_the_callers_mistake() -> None:
    assert not issubclass(FetchError, InputError)
