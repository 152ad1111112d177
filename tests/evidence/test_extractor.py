"""Stronger extractors: one interface, one check; a local model is asked on this machine only."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from lookthrough.errors import InputError, NotFoundError, StateError
from lookthrough.evidence.extract import Extraction
from lookthrough.evidence.extractor import Proposals, ProposedClaim, ProposedName
from lookthrough.evidence.gliner_names import Gliner
from lookthrough.evidence.local_model import LocalModel

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
    [{"status": 500}, {"status": 302}, {"raw": b"not json"}, {"raw": b"{}"}, {"content": "[{broken]"}],
    ids=["error", "redirect", "no-json", "other-json", "broken-array"],
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
