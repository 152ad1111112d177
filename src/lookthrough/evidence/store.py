"""What was read from the stored documents, so that a quote can be taken back to the bytes it came from.

    evidence/
    ├─ captures/…                the documents as they came (see `capture`)
    ├─ custody.jsonl, .head      what came in and what was read from it (see `custody`)
    ├─ read/<sha256>.json        what was read from one document: text, articles, mentions, claims; under its own hash
    └─ reviews.log, .head        what people decided about claims, each line hashing the one before

A line "read" of the custody log names the hash of each file under read/, so that `verify` finds any changed byte.
Reading a document again with another version or other lists replaces what was read from it, by another line; its bytes
and the reviews stay. The new file is whole before its line and the old one goes after it: a writer that is killed
leaves at most a file too many, never a line whose file is gone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lookthrough.errors import NotFoundError, StateError, quote
from lookthrough.evidence.capture import Captures
from lookthrough.evidence.chained_log import ChainedLog
from lookthrough.evidence.custody import Entry, sync_folder, write_whole
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

#: What the custody log calls the reading of a document: its name is the document's hash, its hash that of the result.
READ = "read"
#: Of the form of the files under `read`.
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


@dataclass(slots=True)
class _Batch:
    """Documents that are kept at once: files that are new, lines that will name them, files that those replace."""

    new: int = 0
    files: list[Path] = field(default_factory=list)
    lines: list[Entry] = field(default_factory=list)
    replaced: list[Path] = field(default_factory=list)


class EvidenceStore:
    """The evidence of one home folder; nothing is made until something is kept.

    The caller sees to one writer at a time.

    Args:
        home: the home folder.
    """

    def __init__(self, home: Path) -> None:
        self.folder = home / "evidence"
        self.captures = Captures(home)
        self.review_log = ChainedLog(self.folder / "reviews.log")

    @property
    def source_table(self) -> Path:
        """Where a user's own table of sources lies, if there is one."""
        return self.folder / "sources.toml"

    def first_taken_in(self) -> dict[str, str]:
        """sha256 -> when those bytes first came in, ISO 8601 with zone."""
        found: dict[str, str] = {}
        for entry in self.captures.custody.entries():
            if entry.action != READ:
                found.setdefault(entry.sha256, entry.time)
        return found

    def keep(self, documents: Sequence[tuple[bytes, ReadDocument]], when: str) -> tuple[int, int]:
        """Keep documents and what was read from them: files first, then all their lines of the log at once.

        Args:
            documents: bytes with what was read from them.
            when: ISO 8601 with zone.

        Returns:
            How many documents were new, and how many that were known were read to another result.

        Raises:
            StateError: if what is there was changed by somebody else, or the disk takes no more; what was kept before
                is still there then, and of these documents none is kept.
        """
        known = self._latest()
        batch = _Batch()
        try:
            for data, document in documents:
                self._put(data, document, when, known, batch)
            for folder in sorted({path.parent for path in batch.files}):
                sync_folder(folder)
        except StateError:
            for path in batch.files:
                path.unlink(missing_ok=True)  # no line names it yet
            raise
        self.captures.custody.add_all(batch.lines)
        for path in batch.replaced:
            path.unlink(missing_ok=True)
        return batch.new, len(batch.replaced)

    def _put(self, data: bytes, document: ReadDocument, when: str, known: dict[str, str], batch: _Batch) -> None:
        """Write the files of one document, and note its lines."""
        capture = document.rendition.capture
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 != capture.sha256:
            raise StateError(f"{quote(capture.name)} changed while it was read", hint="read it again")
        written = dumped(document_json(document)).encode("utf-8") + b"\n"
        digest = hashlib.sha256(written).hexdigest()
        if known.get(sha256) == digest:
            return
        if sha256 in known:
            batch.replaced.append(self._path(known[sha256]))
        else:
            batch.new += 1
            if not self.captures.put(data):
                batch.files.append(self.captures.path(sha256))
            batch.lines.append(Entry(when, "captured", sha256, capture.name, capture.address, "", ""))
        self._write(digest, written)
        batch.files.append(self._path(digest))
        made = f"Lookthrough {document.version}, lists {document.snapshot or 'none'}"
        batch.lines.append(Entry(when, READ, digest, sha256, "", made, ""))
        known[sha256] = digest

    def _write(self, digest: str, written: bytes) -> None:
        path = self._path(digest)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, written, settled=False)
        except OSError as error:
            raise StateError(
                f"what was read could not be stored: {error.strerror}", hint="free space or fix permissions"
            ) from None

    def _path(self, digest: str) -> Path:
        return self.folder / "read" / f"{digest}.json"

    def _latest(self) -> dict[str, str]:
        """Document's hash -> hash of what was last read from it, in the order in which documents came in."""
        return {entry.name: entry.sha256 for entry in self.captures.custody.entries() if entry.action == READ}

    def known(self) -> bool:
        """Was any document read?"""
        return bool(self._latest())

    def documents(self) -> Iterator[ReadDocument]:
        """Everything that was read, in the order in which it was first taken in.

        Raises:
            StateError: if a file is missing or is not the one that was written.
        """
        for sha256, digest in self._latest().items():
            yield self._document(sha256, digest)

    def _document(self, sha256: str, digest: str) -> ReadDocument:
        try:
            data = self._path(digest).read_bytes()
        except OSError as error:
            raise _changed(f"what was read from {sha256[:12]} cannot be read: {error.strerror}") from None
        if hashlib.sha256(data).hexdigest() != digest:
            raise _changed(f"what was read from {sha256[:12]} is not what was written")
        return document_of(json.loads(data))

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
        faults = self.captures.verify()
        if faults:
            raise _changed("; ".join(f"{fault.what}: {fault.says}" for fault in faults[:5]))
        self.review_log.read()
        latest = self._latest()
        count = sum(check_quotes(self._document(sha256, digest)) for sha256, digest in latest.items())
        named = {self._path(digest) for digest in latest.values()}
        strangers = sorted(path for path in (self.folder / "read").glob("*") if path not in named)
        for path in strangers:
            if not _is_left_behind(path):
                raise _changed(f"read/{path.name[:18]} is in no line of the custody log")
        return count


def _is_left_behind(path: Path) -> bool:
    """Is a file that no line names what a killed writer leaves: a part, or a whole result under its own hash?"""
    if path.name.startswith(".") and path.name.endswith(".partial"):
        return True
    return path.suffix == ".json" and hashlib.sha256(path.read_bytes()).hexdigest() == path.stem


def _changed(why: str) -> StateError:
    return StateError(
        f"the evidence was changed: {why}",
        hint="restore it from a backup, or read the documents again into another home",
    )


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
