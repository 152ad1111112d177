"""Stronger extractors: one interface, one check; a local model is asked on this machine only."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Event, Thread
from types import SimpleNamespace

import pytest

from lookthrough.errors import InputError, NotFoundError, StateError
from lookthrough.evidence.extract import Extraction
from lookthrough.evidence.extractor import Proposals, ProposedClaim, ProposedName
from lookthrough.evidence.gliner_names import Gliner
from lookthrough.evidence.local_model import LocalModel
from lookthrough.evidence.named_extractor import named_extractor

Read = Callable[..., Extraction]
TEXT = "Borealis quietly hands lenses to Tarn Robotics."


class Scripted:
    """An extractor that says what it was told to say."""

    label = "scripted:1"

    def __init__(self, *claims: ProposedClaim, names: tuple[ProposedName, ...] = ()) -> None:
        self.proposals = Proposals(names, claims)

    def read(self, passage: str) -> Proposals:
        assert passage == TEXT
        return self.proposals


def test_a_claim_with_a_verbatim_quote_is_kept_and_marked(read: Read) -> None:
    said = ProposedClaim("Borealis", "supplies", "Tarn Robotics", "quietly hands lenses to Tarn Robotics")
    (claim,) = read(TEXT, extractors=[Scripted(said)]).claims
    assert claim.rule == "scripted:1"
    assert TEXT[claim.quote.start : claim.quote.end] == claim.quote.exact
    assert claim.quote.suffix == "."


@pytest.mark.parametrize(
    ("proposed", "reason"),
    [
        (ProposedClaim("A", "supplies", "B", "hands lenses to tarn robotics"), "quote not found verbatim"),
        (ProposedClaim("A", "supplies", "B", ""), "quote not found verbatim"),
        (ProposedClaim("A", "loves", "B", "hands lenses"), "unknown predicate"),
        (ProposedClaim("A", "supplies", "B", "hands lenses", stance="certain"), "unknown stance"),
        (ProposedClaim(" ", "supplies", "", "hands lenses"), "no party"),
        (ProposedClaim("A\ud800", "supplies", "B", "hands lenses"), "not text"),
    ],
)
def test_what_fails_the_check_is_dropped_and_counted(read: Read, proposed: ProposedClaim, reason: str) -> None:
    answer = read(TEXT, extractors=[Scripted(proposed)])
    assert answer.claims == ()
    assert (f"scripted:1: {reason}", 1) in answer.dropped


def test_other_words_for_a_relation_are_read_as_ours(read: Read) -> None:
    (claim,) = read(TEXT, extractors=[Scripted(ProposedClaim("A", "sold_to", "B", "hands lenses"))]).claims
    assert claim.predicate == "sells_to"


def test_proposed_names_are_weighed_with_our_own(read: Read) -> None:
    answer = read(
        TEXT, extractors=[Scripted(names=(ProposedName(0, 8, "organization"), ProposedName(9, 16, "person")))]
    )
    assert [mention.text for mention in answer.mentions] == ["Borealis", "Tarn Robotics"]


@pytest.fixture
def server() -> Iterator[tuple[str, dict[str, object]]]:
    """A server on loopback that answers as a local model does."""
    state: dict[str, object] = {"status": 200, "content": "[]", "asked": []}

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            state["asked"] = json.loads(body)
            raw = state.get("raw")
            data = (
                raw
                if isinstance(raw, bytes)
                else json.dumps({"choices": [{"message": {"content": state["content"]}}]}).encode()
            )
            self.send_response(int(str(state["status"])))
            self.send_header("Location", "http://192.0.2.1/")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    httpd = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}/v1", state
    httpd.shutdown()
    httpd.server_close()


def test_a_local_model_gives_claims(read: Read, server: tuple[str, dict[str, object]]) -> None:
    address, state = server
    rows = [
        {
            "subject": "Borealis",
            "predicate": "supplies",
            "object": "Tarn Robotics",
            "quote": "hands lenses to Tarn Robotics",
        },
        {"subject": "Borealis", "predicate": "supplies", "object": "Mars", "quote": "hands lenses to Mars"},
    ]
    state["content"] = f"Here they are:\n```json\n{json.dumps(rows)}\n```"
    answer = read(TEXT, extractors=[LocalModel(address, "small")])
    assert [(claim.object, claim.rule) for claim in answer.claims] == [("Tarn Robotics", "small:task-1")]
    assert ("small:task-1: quote not found verbatim", 1) in answer.dropped
    assert state["asked"]["temperature"] == 0  # type: ignore[index]


@pytest.mark.parametrize(
    "trouble",
    [
        {"status": 500},
        {"status": 302},
        {"raw": b"not json"},
        {"raw": b"{}"},
        {"content": "[{broken]"},
        {"content": "I found none."},
        {"content": None},
        {"content": "[" * 200_000},
        {"raw": b"[" * 200_000},
    ],
    ids=[
        "error",
        "redirect",
        "no-json",
        "other-json",
        "broken-array",
        "no-array",
        "no-text",
        "deep-array",
        "deep-json",
    ],
)
def test_a_model_that_cannot_be_asked_is_an_error_and_not_an_empty_answer(
    read: Read, server: tuple[str, dict[str, object]], trouble: dict[str, object]
) -> None:
    address, state = server
    state.update(trouble)
    with pytest.raises(StateError):
        read(TEXT, extractors=[LocalModel(address, "small")])


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/v1",
        "http://10.0.0.1:80/v1",
        "https://127.0.0.1/v1",
        "http://127.0.0.1.example.org/",
        "file:///etc",
    ],
)
def test_only_this_machine_is_asked(address: str) -> None:
    with pytest.raises(InputError, match="not an address on this machine"):
        LocalModel(address, "small")


def test_gliner_wants_a_folder_and_its_package(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        Gliner(tmp_path / "none")
    with pytest.raises(StateError, match="gliner"):
        Gliner(tmp_path)


def test_an_answer_that_never_ends_is_given_up_when_its_time_is_over(read: Read) -> None:
    class Endless(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.end_headers()
            with suppress(OSError):
                while not over.wait(0.01):
                    self.wfile.write(b" ")

        def log_message(self, *_: object) -> None:
            pass

    over = Event()
    httpd = HTTPServer(("127.0.0.1", 0), Endless)
    Thread(target=httpd.serve_forever, daemon=True).start()
    model = LocalModel(f"http://127.0.0.1:{httpd.server_port}/v1", "small", timeout=0.2)
    with pytest.raises(StateError, match="did not finish"):
        read(TEXT, extractors=[model])  # a byte comes ever again, so that no wait for the next one is long
    over.set()
    httpd.shutdown()
    httpd.server_close()


class _Model:
    """A model that takes fifty words at once and passes over what is behind them, as GLiNER does."""

    config = SimpleNamespace(max_len=50)

    def predict_entities(self, text: str, _: list[str], *, threshold: float) -> list[dict[str, object]]:
        assert threshold == 0.5
        end = ([m.end() for m in re.finditer(r"\S+", text)] or [0])[:50][-1]
        at = text.find("Tarn Robotics", 0, end)
        return [{"start": at, "end": at + 13, "label": "company"}] if at >= 0 else []


def test_a_long_passage_is_given_to_gliner_in_windows_and_each_name_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = SimpleNamespace(GLiNER=SimpleNamespace(from_pretrained=lambda *_, **__: _Model()))
    monkeypatch.setitem(sys.modules, "gliner", loaded)  # type: ignore[arg-type]
    for switch in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
        monkeypatch.setenv(switch, "0")
    model = Gliner(tmp_path)
    assert os.environ["HF_HUB_OFFLINE"] == os.environ["TRANSFORMERS_OFFLINE"] == "1", "nothing is fetched"
    assert model.read("") == Proposals()
    for before in (0, 40, 49, 60, 300):
        passage = "word " * before + "Tarn Robotics " + "word " * 30
        assert model.read(passage).names == (ProposedName(5 * before, 5 * before + 13, "organization"),)


def test_whatever_a_broken_folder_makes_gliner_raise_is_one_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("failed finding central directory")  # torch, of weights that are cut short

    monkeypatch.setitem(sys.modules, "gliner", SimpleNamespace(GLiNER=SimpleNamespace(from_pretrained=broken)))  # type: ignore[arg-type]
    with pytest.raises(StateError, match="central directory"):
        Gliner(tmp_path)


@pytest.mark.parametrize("name", ["gliner", "http://127.0.0.1:8080/v1", "http://127.0.0.1:99999/v1#m", "llama"])
def test_a_name_that_names_no_extractor_is_an_error(name: str) -> None:
    with pytest.raises(InputError):
        named_extractor(name)
    assert named_extractor("http://127.0.0.1:8080/v1#small").label == "small:task-1"
