"""The evidence folder of a home: what was read, kept so that a quote can be taken back to the bytes it came from.

    evidence/
    ├─ bytes/<sha256>            a document as it came, written once, never edited
    ├─ read/<sha256>.json        the text read from it, with its articles, mentions and claims
    ├─ custody.log, .head        what came in and what was read from it, each line hashing the one before
    └─ reviews.log, .head        what people decided about claims, likewise

The custody log names the hash of every file, so that `verify` finds any changed byte. Reading a document again with
another version or other lists replaces what was read from it and says so in the log; its bytes and the reviews stay.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lookthrough.errors import NotFoundError, StateError, quote
from lookthrough.evidence.chained_log import ChainedLog
from lookthrough.evidence.records import (
    claim_json,
    claim_of,
    dumped,
    mention_json,
    mention_of,
    rendition_json,
    rendition_of,
)
from lookthrough.evidence.reviews import Review, reviews_of
from lookthrough.model.claim import Claim, Mention
from lookthrough.model.document import Rendition

#: Of the form of `read/<sha256>.json`.
FORM = 1


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What was read from one document.

    Attributes:
        rendition: its text and articles.
        mentions: who is named in it, in the order of the text.
        claims: likewise.
        version: of Lookthrough that read it.
        snapshot: the lists that its parties were linked to; "" for none.
        dropped: (reason, how many) of what was found and not kept; a claim whose words do not stand in the text is one.
    """

    rendition: Rendition
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    version: str
    snapshot: str
    dropped: tuple[tuple[str, int], ...]


class EvidenceStore:
    """The evidence of one home folder; nothing is made until something is kept.

    The caller sees to one writer at a time.

    Args:
        home: the home folder.
    """

    def __init__(self, home: Path) -> None:
        self.folder = home / "evidence"
        self.custody = ChainedLog(self.folder / "custody.log")
        self.review_log = ChainedLog(self.folder / "reviews.log")

    @property
    def source_table(self) -> Path:
        """Where a user's own table of sources lies, if there is one."""
        return self.folder / "sources.toml"

    def keep(self, documents: Sequence[tuple[bytes, ReadDocument]], when: str) -> tuple[int, int]:
        """Keep documents and what was read from them.

        Args:
            documents: bytes with what was read from them.
            when: ISO 8601 with zone.

        Returns:
            How many documents were new, and how many that were known were read to another result.

        Raises:
            StateError: if what is there was changed by somebody else.
        """
        known = {entry["sha256"]: entry["read"] for entry in self.custody.read()}
        entries = []
        new = changed = 0
        for data, document in documents:
            sha256 = hashlib.sha256(data).hexdigest()
            if sha256 != document.rendition.capture.sha256:
                raise StateError(
                    f"{quote(document.rendition.capture.name)} changed while it was read", hint="read it again"
                )
            written = dumped(document_json(document)).encode("utf-8") + b"\n"
            digest = hashlib.sha256(written).hexdigest()
            if known.get(sha256) == digest:
                continue
            event = "read again" if sha256 in known else "taken in"
            new, changed = (new, changed + 1) if sha256 in known else (new + 1, changed)
            _put(self.folder / "bytes" / sha256, data)
            _put(self.folder / "read" / f"{sha256}.json", written)
            known[sha256] = digest
            capture = document.rendition.capture
            entries.append({
                "event": event, "when": when, "sha256": sha256, "size": len(data), "name": capture.name,
                "media_type": capture.media_type,
                "address": capture.address, "captured": capture.captured, "tool": document.rendition.tool,
                "version": document.version,
                "snapshot": document.snapshot, "text": document.rendition.sha256, "read": digest,
            })  # fmt: skip
        self.custody.append(entries)
        return new, changed

    def documents(self) -> Iterator[ReadDocument]:
        """Everything that was read, in the order in which it was first taken in.

        Raises:
            StateError: if a file is missing or is not the one that was written.
        """
        latest: dict[str, str] = {}
        for entry in self.custody.read():
            latest[entry["sha256"]] = entry["read"]
        for sha256, digest in latest.items():
            yield self._document(sha256, digest)

    def _document(self, sha256: str, digest: str) -> ReadDocument:
        data = self._bytes(self.folder / "read" / f"{sha256}.json")
        if hashlib.sha256(data).hexdigest() != digest:
            raise self._changed(f"what was read from {sha256[:12]} is not what was written")
        return document_of(json.loads(data))

    def _bytes(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except OSError as error:
            raise self._changed(f"{path.parent.name}/{path.name[:12]} cannot be read: {error.strerror}") from None

    def _changed(self, why: str) -> StateError:
        return StateError(
            f"the evidence was changed: {why}",
            hint="restore it from a backup, or read the documents again into another home",
        )

    def reviews(self) -> list[Review]:
        """Every review, oldest first.

        Raises:
            StateError: if the log was changed.
        """
        return reviews_of(self.review_log.read())

    def record(self, review: Review) -> Claim:
        """Keep a review of a claim that is here.

        Returns:
            The claim as it was read.

        Raises:
            NotFoundError: if there is no such claim.
            StateError: if the log was changed.
        """
        claim = self.claim(review.claim)
        self.review_log.append([review.as_entry()])
        return claim

    def claim(self, claim_id: str) -> Claim:
        """One claim as it was read; the first digits of its id are enough where they are of one claim only.

        Raises:
            NotFoundError: if there is none, or several begin so.
        """
        found = [claim for document in self.documents() for claim in document.claims if claim.id.startswith(claim_id)]
        exact = [claim for claim in found if claim.id == claim_id]
        if exact or len(found) == 1:
            return (exact or found)[0]
        many = (
            f"{len(found)} claims begin with {quote(claim_id)}"
            if found and claim_id
            else f"there is no claim {quote(claim_id)}"
        )
        raise NotFoundError(many, hint="`lookthrough claims` shows the ids")

    def verify(self) -> int:
        """Read every byte again and compare it with what was written, quotes included.

        Returns:
            How many quotes were found where they should stand.

        Raises:
            StateError: at the first byte, line or quote that is not the one that was written.
        """
        count = 0
        self.review_log.read()
        expected: set[str] = set()
        for document in self.documents():
            capture = document.rendition.capture
            expected.update((f"bytes/{capture.sha256}", f"read/{capture.sha256}.json"))
            if hashlib.sha256(self._bytes(self.folder / "bytes" / capture.sha256)).hexdigest() != capture.sha256:
                raise self._changed(f"the bytes of {quote(capture.name)} are not the ones that came in")
            count += check_quotes(document)
        for kind in ("bytes", "read"):
            there = (
                {f"{kind}/{path.name}" for path in (self.folder / kind).glob("*")}
                if (self.folder / kind).is_dir()
                else set()
            )
            if there - expected:
                raise self._changed(f"{sorted(there - expected)[0][:18]} is in no line of the custody log")
        return count


def check_quotes(document: ReadDocument) -> int:
    """Compare every quote with the text that it was read from.

    Raises:
        StateError: if the text or a quote is not what it should be.
    """
    text = document.rendition.text
    if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != document.rendition.sha256:
        raise StateError("the evidence was changed: a text does not fit its hash", hint="read the document again")
    for claim in document.claims:
        if not stands(claim, text):
            raise StateError(
                f"the quote of claim {claim.id} does not stand in its text", hint="read the document again"
            )
    return len(document.claims)


def stands(claim: Claim, text: str) -> bool:
    """Does a claim's quote stand in a text where it says?"""
    quote_ = claim.quote
    return (
        bool(quote_.exact)
        and 0 <= quote_.start < quote_.end <= len(text)
        and text[quote_.start : quote_.end] == quote_.exact
    )


def document_json(document: ReadDocument) -> dict[str, Any]:
    """What was read from a document, as JSON."""
    return {
        "form": FORM,
        "version": document.version,
        "snapshot": document.snapshot,
        "rendition": rendition_json(document.rendition),
        "mentions": list(map(mention_json, document.mentions)),
        "claims": list(map(claim_json, document.claims)),
        "dropped": list(map(list, document.dropped)),
    }


def document_of(read: dict[str, Any]) -> ReadDocument:
    """What `document_json` wrote.

    Raises:
        StateError: if it was written in a form that this version does not know.
    """
    if read.get("form") != FORM:
        raise StateError("the evidence was written by another version", hint="read the documents again")
    return ReadDocument(
        rendition=rendition_of(read["rendition"]),
        mentions=tuple(map(mention_of, read["mentions"])),
        claims=tuple(map(claim_of, read["claims"])),
        version=read["version"],
        snapshot=read["snapshot"],
        dropped=tuple((reason, count) for reason, count in read["dropped"]),
    )


def _put(path: Path, data: bytes) -> None:
    """Write whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.read_bytes() == data:
        return
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with aside.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)


def all_claims(documents: Iterable[ReadDocument]) -> Iterator[Claim]:
    """Every claim of several documents, in order."""
    for document in documents:
        yield from document.claims
