"""Renewing one source from its addresses, file by file."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from lookthrough.dataset.refresh import refresh
from lookthrough.errors import ExpectationError, FetchError, Issues, ParseError
from lookthrough.sources.fetch import Limits

QUICK = Limits(attempts=2, backoff_seconds=0.0, total_seconds=10)
NOW = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
LATER = datetime(2024, 5, 2, 12, 0, tzinfo=UTC)
HEADER = "list,id,name\n"
RED = HEADER + "zz_red,1,Alpha\nzz_red,2,Beta\n"
BLUE = HEADER + "zz_blue,1,Gamma\n"


@pytest.fixture
def publisher():
    """A server: `pages` maps names to text or a status; `asked` lists (name, status)."""

    class Handler(BaseHTTPRequestHandler):
        pages: dict[str, str | int] = {}  # noqa: RUF012 - one class a test
        asked: list[tuple[str, int]] = []  # noqa: RUF012
        forgetful = False

        def do_GET(self):
            page = self.pages.get(self.path[1:], 404)
            status, body = (page, b"") if isinstance(page, int) else (200, page.encode())
            tag = f'"{len(body)}-{sum(body)}"'
            if status == 200 and not self.forgetful and self.headers.get("If-None-Match") == tag:
                status, body = 304, b""
            self.asked.append((self.path[1:], status))
            self.send_response(status)
            self.send_header("ETag", tag)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Type", "text/csv")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    Handler.address = f"http://127.0.0.1:{server.server_port}"
    yield Handler
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def renew(bench, publisher):
    def run(*names, now=NOW, **options):
        return refresh(
            bench.store,
            bench.source,
            now=now,
            addresses=[f"{publisher.address}/{name}" for name in names or ("red.csv",)],
            limits=QUICK,
            issues=options.pop("issues", Issues()),
            **options,
        )

    return run


def test_the_first_time_everything_is_fetched_and_its_origin_kept(renew, publisher):
    publisher.pages["red.csv"] = RED
    kept = renew()
    [file] = kept.provenance.files
    assert (kept.edition, kept.provenance.obtained) == ("2024-05-01", "network")
    assert (file.name, file.url, file.media_type) == ("red.csv", f"{publisher.address}/red.csv", "text/csv")
    assert file.etag.startswith('"')


def test_an_unchanged_list_is_no_new_edition(bench, renew, publisher):
    publisher.pages["red.csv"] = RED
    renew()
    assert renew(now=LATER) is None
    assert [status for _, status in publisher.asked] == [200, 304]
    assert len(bench.store.editions()) == 1


def test_when_one_of_two_files_changed_the_other_is_taken_from_what_is_kept(renew, publisher):
    publisher.pages |= {"red.csv": RED, "blue.csv": BLUE}
    renew("red.csv", "blue.csv")
    publisher.pages["red.csv"] = RED + "zz_red,3,Delta\n"
    kept = renew("red.csv", "blue.csv", now=LATER)
    assert publisher.asked[2:] == [("red.csv", 200), ("blue.csv", 304)]
    assert dict(kept.provenance.entries) == {"zz_blue": 1, "zz_red": 3}
    assert [file.name for file in kept.files] == ["red.csv", "blue.csv"]
    assert renew("red.csv", "blue.csv", now=LATER) is None, "both validators were carried on"


@pytest.mark.parametrize(
    ("page", "error"),
    [
        (500, FetchError),
        (404, FetchError),
        ("<!DOCTYPE html><title>Service unavailable</title>", ParseError),
        ("", ParseError),
        (HEADER, ExpectationError),
        (HEADER + "zz_red,1,Alpha\n", ExpectationError),
    ],
)
def test_a_failed_renewal_loses_nothing_and_is_remembered(bench, renew, publisher, page, error):
    publisher.pages["red.csv"] = RED
    first = renew()
    snapshot = bench.build()
    publisher.pages["red.csv"] = page
    with pytest.raises(error):
        renew(now=LATER)
    assert bench.store.editions() == (first,)
    [failure] = bench.store.failures()
    assert (failure.source, failure.when) == ("zz_invented", "2024-05-02T12:00:00+00:00")
    marked = bench.build()
    assert marked.lists[0].failed == failure.message
    assert marked.entity("zz_red:1") == snapshot.entity("zz_red:1")
    publisher.pages["red.csv"] = RED
    assert renew(now=LATER) is None
    assert bench.store.failures() == ()


def test_a_source_without_an_address_says_how_to_load_it(bench, make_source):
    bare = make_source(data_urls=())
    with pytest.raises(FetchError, match="lookthrough load zz_invented"):
        refresh(bench.store, bare, now=NOW, issues=Issues())


def test_progress_tells_the_bytes(renew, publisher):
    publisher.pages["red.csv"] = RED
    told = []
    renew(progress=lambda *step: told.append(step))
    assert ("fetching zz_invented (bytes)", len(RED), len(RED)) in told


def test_a_server_that_knows_no_conditions_makes_no_edition_a_day(bench, renew, publisher):
    publisher.pages["red.csv"] = RED
    renew()
    publisher.forgetful = True
    assert renew(now=LATER) is None
    assert [status for _, status in publisher.asked] == [200, 200]
    assert len(bench.store.editions()) == 1


def test_an_edition_older_than_the_one_in_force_is_no_renewal(bench, renew, publisher):
    publisher.pages["red.csv"] = "# 2024-04-30\n" + RED
    renew()
    publisher.pages["red.csv"] = "# 2018-10-29\n" + RED + "zz_red,3,Delta\n"
    with pytest.raises(FetchError, match=r"older edition of zz_invented, of 2018-10-29, .* in force, of 2024-04-30"):
        renew(now=LATER)
    assert [edition.edition for edition in bench.store.editions()] == ["2024-04-30"]
    assert "2018-10-29" in bench.store.failures()[0].message
    publisher.pages["red.csv"] = "# 2024-04-30\n" + RED + "zz_red,3,Delta\n"
    assert renew(now=LATER).edition == "2024-04-30", "a correction of the same day is none"
    assert bench.store.failures() == ()


def test_fetching_mends_an_edition_whose_provenance_was_lost(bench, renew, publisher):
    publisher.pages["red.csv"] = RED
    kept = renew()
    (kept.folder / "provenance.json").unlink()
    assert renew().id == kept.id
    assert bench.store.unreadable() == ()
