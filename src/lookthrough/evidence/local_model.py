"""A language model on this machine, behind an address of the OpenAI type, as an extractor.

Only loopback addresses are asked: a document never leaves the machine. Nothing is followed elsewhere, the answer is
bounded in size and time, and only its JSON is read.
"""

from __future__ import annotations

import http.client
import json
from contextlib import suppress
from socket import SHUT_RDWR, socket
from threading import Event, Timer
from urllib.parse import urlsplit

from lookthrough.errors import InputError, StateError, quote
from lookthrough.evidence.extractor import Proposals, ProposedClaim
from lookthrough.evidence.predicates import PREDICATES

LOOPBACK = frozenset(("127.0.0.1", "::1", "localhost"))
LONGEST_ANSWER = 4_000_000
"""Bytes of an answer that are read; a longer one is refused."""
LONGEST_PASSAGE = 12_000
"""Code points sent at once; a longer passage is asked in pieces."""

_TASK = (
    "Read the passage and list the claims in it as a JSON array, nothing else. Each claim is an object with the keys "
    '"subject", "predicate", "object", "quote", "speaker", "stance", "negated". "quote" is copied verbatim from the '
    'passage, at most one clause. "speaker" is who says it, "author" for the text itself. "stance" is one of asserted, '
    "reported, alleged, denied, planned, predicted, opinion, no_clear_evidence. Advice and wishes are no claims. "
    "Predicates:\n"
)


class LocalModel:
    """A model at an address such as "http://127.0.0.1:8080/v1".

    Args:
        address: scheme, loopback host, port and the path before "/chat/completions".
        model: the name to ask for.
        timeout: seconds for one passage.

    Raises:
        InputError: if the host is not this machine.
    """

    def __init__(self, address: str, model: str, *, timeout: float = 120.0) -> None:
        parts = urlsplit(address)
        if parts.scheme != "http" or parts.hostname not in LOOPBACK:
            raise InputError(
                f"{quote(address)} is not an address on this machine",
                hint="a local model is asked at http://127.0.0.1:PORT/v1 only; documents do not leave the machine",
            )
        try:
            self._port = parts.port or 80
        except ValueError:
            raise InputError(f"{quote(address)} names no port from 1 to 65535", hint="write it as :8080") from None
        self._host = "127.0.0.1" if parts.hostname == "localhost" else str(parts.hostname)
        self._path = f"{parts.path.rstrip('/')}/chat/completions"
        self._model, self._timeout = model, timeout

    @property
    def label(self) -> str:
        """The model's name with the version of the task that it is given."""
        return f"{self._model}:task-1"

    def read(self, passage: str) -> Proposals:
        """Ask for the claims of a passage.

        Raises:
            StateError: if the model does not answer, or not with JSON.
        """
        found: list[ProposedClaim] = []
        for start in range(0, len(passage), LONGEST_PASSAGE):
            found += _claims(self._ask(passage[start : start + LONGEST_PASSAGE]))
        return Proposals(claims=tuple(found))

    def _ask(self, passage: str) -> str:
        task = _TASK + "\n".join(f"{name}: {meaning}" for name, (_, meaning) in PREDICATES.items())
        messages = [{"role": "system", "content": task}, {"role": "user", "content": passage}]
        body = json.dumps({"model": self._model, "messages": messages, "temperature": 0, "seed": 0})
        connection = http.client.HTTPConnection(self._host, self._port, timeout=self._timeout)
        late = Event()
        clock: Timer | None = None
        try:
            connection.connect()
            clock = Timer(
                self._timeout, _hang_up, (connection.sock, late)
            )  # the socket's timeout begins anew each byte
            clock.start()
            connection.request("POST", self._path, body.encode(), {"Content-Type": "application/json"})
            answer = connection.getresponse()
            data = answer.read(LONGEST_ANSWER + 1)
        except (OSError, http.client.HTTPException) as error:
            if not late.is_set():
                raise StateError(f"the local model does not answer: {error}", hint="is its server running?") from None
        finally:
            if clock is not None:
                clock.cancel()
            connection.close()
        if late.is_set():
            raise StateError(f"the local model did not finish its answer in {self._timeout:g} seconds")
        if answer.status != 200 or len(data) > LONGEST_ANSWER:
            raise StateError(f"the local model answered with status {answer.status} and {len(data)} bytes")
        try:
            content = json.loads(data)["choices"][0]["message"]["content"]
        except (ValueError, LookupError, TypeError, RecursionError):
            content = None
        if not isinstance(content, str):
            raise StateError("the local model's answer is not of the OpenAI type")
        return content


def _hang_up(line: socket, late: Event) -> None:
    late.set()
    with suppress(OSError):  # closed in this moment
        line.shutdown(SHUT_RDWR)


def _claims(content: str) -> list[ProposedClaim]:
    """The objects of the JSON array in an answer; whatever else a model writes around it is passed over."""
    start, end = content.find("["), content.rfind("]")
    try:
        rows = json.loads(content[start : end + 1] if start >= 0 else "")
    except (ValueError, RecursionError):
        raise StateError("the local model's answer holds no JSON array of claims") from None
    found = []
    for row in rows:
        if isinstance(row, dict):
            text = {key: str(row.get(key) or "") for key in ("subject", "predicate", "object", "quote")}
            speaker, stance = str(row.get("speaker") or "author"), str(row.get("stance") or "asserted")
            found.append(ProposedClaim(**text, speaker=speaker, stance=stance, negated=row.get("negated") is True))
    return found
